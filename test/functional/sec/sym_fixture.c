/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "sym_fixture.h"

struct sym_dev dev;
static bool dev_open;
static FILE *log_file;

void
open_device(const char *args, uint32_t nb_desc)
{
	sym_dev_open(&dev, "crypto_hisi_sec", args, nb_desc);
	dev_open = true;
}

void
open_logged_device(const char *args)
{
	open_device(args, 64);
	log_file = tmpfile();
	assert_non_null(log_file);
	rte_openlog_stream(log_file);
	rte_log_set_level_pattern("pmd.*", RTE_LOG_ERR);
}

int
close_device(void **state)
{
	bool ok = true;

	(void)state;
	if (log_file != NULL) {
		rte_log_set_level_pattern("pmd.*", RTE_LOG_CRIT);
		rte_openlog_stream(NULL);
		fclose(log_file);
	}
	log_file = NULL;
	if (dev_open)
		ok = sym_dev_close(&dev);
	dev_open = false;
	return ok ? 0 : -1;
}

void
check_log(const char *name, const char * const *texts)
{
	static char buf[4096];
	size_t n;
	int i;

	fflush(log_file);
	rewind(log_file);
	n = fread(buf, 1, sizeof(buf) - 1, log_file);
	buf[n] = '\0';
	for (i = 0; i < 3 && texts[i] != NULL; i++)
		if (strstr(buf, texts[i]) == NULL)
			fail_msg("%s: '%s' is not in: %s", name, texts[i],
				 buf);
	rewind(log_file);
	assert_int_equal(ftruncate(fileno(log_file), 0), 0);
}
