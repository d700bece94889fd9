/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file A line of JSON per packet: which memory was given to which device. */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "accel.h"
#include "chain.h"

int
chain_log_open(struct chain *c)
{
	const char *path = c->opt.log_file;
	int fd;

	if (path == NULL)
		return 0;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
		  0600);
	c->log = fd < 0 ? NULL : fdopen(fd, "w");
	if (c->log != NULL)
		return 0;
	CHAIN_ERR("--log %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static void
put_range(FILE *f, const char *name, const struct chain_range *r)
{
	if (r->len != 0)
		fprintf(f, ",\"%s\":{\"addr\":\"0x%" PRIxPTR "\",\"len\":%u}",
			name, (uintptr_t)r->addr, r->len);
}

void
chain_log_slot(struct chain *c, const struct chain_slot *s)
{
	const char *result = s->state == CHAIN_DROPPED ? "dropped" :
			     s->l.plain ? "passed" : "compressed";

	if (c->log == NULL)
		return;
	fprintf(c->log, "{\"result\":\"%s\"", result);
	if (s->state == CHAIN_DROPPED)
		fprintf(c->log, ",\"reason\":\"%s\"",
			chain_drop_text(s->why));
	if (s->key_range.len != 0)
		fprintf(c->log, ",\"sequence\":%" PRIu32, s->l.sequence);
	put_range(c->log, "rx", &s->rx_range);
	put_range(c->log, "key", &s->key_range);
	put_range(c->log, "aad", &s->aad_range);
	put_range(c->log, "payload", &s->payload_range);
	put_range(c->log, "out", &s->out_range);
	fputs("}\n", c->log);
}

int
chain_log_close(struct chain *c)
{
	bool bad;

	if (c->log == NULL)
		return 0;
	bad = ferror(c->log) != 0;
	bad = fclose(c->log) != 0 || bad;
	c->log = NULL;
	if (bad)
		CHAIN_ERR("--log %s could not be written: is the disk full?",
			  c->opt.log_file);
	return bad ? -1 : 0;
}
