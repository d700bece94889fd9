/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Buffers of a test as scatter lists. */

#include <string.h>

#include <rte_mbuf.h>

#include "selftest.h"

/* Segments of a list. */
#define SEGMENTS 3

bool
st_split(struct rte_mbuf *m, struct rte_mempool *mp)
{
	uint32_t each = m->pkt_len / SEGMENTS, len;
	const uint8_t *from;
	struct rte_mbuf *seg;
	unsigned int i;

	if (each == 0)
		return true;
	from = rte_pktmbuf_mtod_offset(m, const uint8_t *, each);
	len = m->pkt_len - each;
	m->data_len = m->pkt_len = each;
	for (i = 1; i < SEGMENTS; i++, from += each, len -= each) {
		seg = rte_pktmbuf_alloc(mp);
		if (seg == NULL)
			return false;
		/* The last segment has what is left. */
		if (i + 1 == SEGMENTS)
			each = len;
		memcpy(rte_pktmbuf_append(seg, each), from, each);
		rte_pktmbuf_chain(m, seg);
	}
	return true;
}

void
st_join(struct rte_mbuf *m)
{
	uint8_t *to = rte_pktmbuf_mtod_offset(m, uint8_t *, m->data_len);
	struct rte_mbuf *seg;

	for (seg = m->next; seg != NULL; seg = seg->next) {
		memcpy(to, rte_pktmbuf_mtod(seg, void *), seg->data_len);
		to += seg->data_len;
	}
	rte_pktmbuf_free(m->next);
	m->next = NULL;
	m->nb_segs = 1;
	m->data_len = m->pkt_len;
}
