/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The features table of compress_hisi_zip says what it can do. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "comp.h"

/* Rows of the table that are flags of the DEFLATE capability. */
static const struct {
	const char *row;
	uint64_t flag;
} rows[] = {
	{ "Stateful Compression", RTE_COMP_FF_STATEFUL_COMPRESSION },
	{ "Stateful Decompression", RTE_COMP_FF_STATEFUL_DECOMPRESSION },
	{ "OOP SGL In SGL Out", RTE_COMP_FF_OOP_SGL_IN_SGL_OUT },
	{ "OOP SGL In LB  Out", RTE_COMP_FF_OOP_SGL_IN_LB_OUT },
	{ "OOP LB  In SGL Out", RTE_COMP_FF_OOP_LB_IN_SGL_OUT },
	{ "Adler32", RTE_COMP_FF_ADLER32_CHECKSUM },
	{ "Crc32", RTE_COMP_FF_CRC32_CHECKSUM },
	{ "Adler32&Crc32", RTE_COMP_FF_CRC32_ADLER32_CHECKSUM },
	{ "Fixed", RTE_COMP_FF_HUFFMAN_FIXED },
	{ "Dynamic", RTE_COMP_FF_HUFFMAN_DYNAMIC },
};

/* Rows of the table that are set, at most max. */
static unsigned int
table_read(char set[][64], unsigned int max)
{
	char line[128], name[64], value[8];
	unsigned int n = 0;
	FILE *f = fopen(ZIP_FEATURES_INI, "r");

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == ';' || line[0] == '[' ||
		    sscanf(line, "%63[^=]= %7s", name, value) != 2)
			continue;
		assert_string_equal(value, "Y");
		while (name[strlen(name) - 1] == ' ')
			name[strlen(name) - 1] = '\0';
		assert_true(n < max);
		strcpy(set[n++], name);
	}
	fclose(f);
	return n;
}

static bool
is_set(char set[][64], unsigned int n, const char *row)
{
	while (n-- > 0)
		if (strcmp(set[n], row) == 0)
			return true;
	return false;
}

static void
features(void **state)
{
	const struct rte_compressdev_capabilities *deflate, *null;
	struct rte_compressdev_info info;
	unsigned int i, n, want = 0;
	struct comp_dev dev;
	char set[32][64];

	(void)state;
	n = table_read(set, 32);
	comp_open(&dev, "device=model", 1, 64);
	rte_compressdev_info_get(dev.id, &info);
	deflate = rte_compressdev_capability_get(dev.id,
						 RTE_COMP_ALGO_DEFLATE);
	null = rte_compressdev_capability_get(dev.id, RTE_COMP_ALGO_NULL);
	assert_non_null(deflate);
	for (i = 0; i < RTE_DIM(rows); i++) {
		assert_int_equal(is_set(set, n, rows[i].row),
				 (deflate->comp_feature_flags &
				  rows[i].flag) != 0);
		want += is_set(set, n, rows[i].row);
	}
	assert_true(is_set(set, n, "Deflate"));
	assert_int_equal(is_set(set, n, "Pass-through"), null != NULL);
	assert_int_equal(is_set(set, n, "HW Accelerated"),
			 (info.feature_flags &
			  RTE_COMPDEV_FF_HW_ACCELERATED) != 0);
	want += 1 + (null != NULL) + is_set(set, n, "HW Accelerated");
	/* No row beyond these. */
	assert_int_equal(n, want);
	assert_int_equal(deflate->window_size.min, 12);
	assert_int_equal(deflate->window_size.max, 15);
	assert_int_equal(deflate->window_size.increment, 1);
	comp_close(&dev);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(features) };

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
