/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file A place in an mbuf chain. */

#include <stdbool.h>
#include <string.h>

#include "zip_chain.h"

/* Go on to the segment that has the byte at the offset. */
static void
settle(struct zip_place *p)
{
	while (p->m != NULL && p->offset >= p->m->data_len) {
		p->offset -= p->m->data_len;
		p->m = p->m->next;
	}
}

bool
zip_place_set(struct zip_place *p, struct rte_mbuf *m, uint32_t offset,
	      uint32_t len)
{
	uint64_t want;

	p->m = m;
	p->offset = offset;
	settle(p);
	if (p->m == NULL)
		return p->offset == 0 && len == 0;
	/* Bytes wanted from the start of this segment on. */
	want = (uint64_t)p->offset + len;
	for (m = p->m; want > m->data_len; m = m->next) {
		if (m->next == NULL)
			return false;
		want -= m->data_len;
	}
	return true;
}

void
zip_place_skip(struct zip_place *p, uint32_t n)
{
	p->offset += n;
	settle(p);
}

void
zip_place_read(const struct zip_place *p, uint8_t *out, uint32_t n)
{
	struct zip_place at = *p;
	uint32_t run;

	for (; n > 0; n -= run, out += run) {
		run = RTE_MIN(n, zip_place_run(&at));
		memcpy(out, zip_place_addr(&at), run);
		zip_place_skip(&at, run);
	}
}

void
zip_place_write(struct zip_place *p, const uint8_t *in, uint32_t n)
{
	uint32_t run;

	for (; n > 0; n -= run, in += run) {
		run = RTE_MIN(n, zip_place_run(p));
		memcpy(zip_place_addr(p), in, run);
		zip_place_skip(p, run);
	}
}
