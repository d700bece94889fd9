/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_SGL_H
#define HISI_QM_SGL_H

/**
 * @file
 * Hardware scatter lists made from mbuf chains (qm.md 8). Every op of a pair
 * has three lists of its own. Their memory is reserved with the pair, but only
 * what is used is ever touched.
 */

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include <rte_mbuf.h>

#include "hisi_qm_ring.h"

/** Where a device finds the data of a segment. */
static __rte_always_inline uint64_t
hisi_qm_mbuf_addr(const struct rte_mbuf *m)
{
	return hisi_qm_addr(m->buf_addr) + m->data_off;
}

/** Lists per op. */
#define HISI_QM_SGL_SRC 0
#define HISI_QM_SGL_DST 1
#define HISI_QM_SGL_AUTH 2 /**< SEC: of a second pass that is built early. */
#define HISI_QM_SGL_PER_OP 3

/** Bytes from one list to the next. */
#define HISI_QM_SGL_STRIDE \
	RTE_ALIGN_CEIL(sizeof(struct hisi_qm_sgl) + \
		       HISI_QM_SGL_MAX_SGE * sizeof(struct hisi_qm_sge), \
		       HISI_QM_SGL_ALIGN)

/** Bytes from the lists of one op to those of the next. */
#define HISI_QM_SGL_OP_STRIDE (HISI_QM_SGL_PER_OP * HISI_QM_SGL_STRIDE)

/** A list of an op as it was left. @param which HISI_QM_SGL_SRC or _DST */
static __rte_always_inline struct hisi_qm_sgl *
hisi_qm_sgl_of(const struct hisi_qm_pair *pair, uint32_t index, uint32_t which)
{
	return (struct hisi_qm_sgl *)(pair->sgls +
				      (size_t)index * HISI_QM_SGL_OP_STRIDE +
				      which * HISI_QM_SGL_STRIDE);
}

/** The same list of the next op; not behind the last one. */
static __rte_always_inline struct hisi_qm_sgl *
hisi_qm_sgl_next_op(struct hisi_qm_sgl *sgl)
{
	return (struct hisi_qm_sgl *)(void *)((uint8_t *)sgl +
					      HISI_QM_SGL_OP_STRIDE);
}

/** Write the head of a list; its entries are the caller's. */
static __rte_always_inline void
hisi_qm_sgl_head(struct hisi_qm_sgl *sgl, const uint16_t used)
{
	const struct hisi_qm_sgl head = {
		.chain_sum = HISI_QM_SGL_MAX_SGE,
		.used = used,
		.capacity = HISI_QM_SGL_MAX_SGE,
	};

	/* As one piece: compilers do not join the stores of its fields. */
	memcpy(sgl, &head, offsetof(struct hisi_qm_sgl, reserved1));
}

/** Make a list empty. */
static __rte_always_inline void
hisi_qm_sgl_init(struct hisi_qm_sgl *sgl)
{
	hisi_qm_sgl_head(sgl, 0);
}

/** An empty list of an op. */
static __rte_always_inline struct hisi_qm_sgl *
hisi_qm_sgl_start(const struct hisi_qm_pair *pair, uint32_t index,
		  uint32_t which)
{
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_of(pair, index, which);

	hisi_qm_sgl_init(sgl);
	return sgl;
}

/**
 * Add a range; an empty one adds nothing.
 * @param len bytes, at most HISI_QM_SGE_MAX_LEN
 * @return 0, or -ENOSPC if all HISI_QM_SGL_MAX_SGE entries are in use
 */
static __rte_always_inline int
hisi_qm_sgl_add(struct hisi_qm_sgl *sgl, const void *addr, uint32_t len)
{
	struct hisi_qm_sge *sge;

	if (len == 0)
		return 0;
	if (unlikely(sgl->used == HISI_QM_SGL_MAX_SGE))
		return -ENOSPC;
	sge = &sgl->sge[sgl->used++];
	sge->addr = hisi_qm_addr(addr);
	sge->len = len;
	return 0;
}

/** The list of an op that follows one of its lists. */
static __rte_always_inline struct hisi_qm_sgl *
hisi_qm_sgl_next(struct hisi_qm_sgl *sgl)
{
	return (struct hisi_qm_sgl *)((uint8_t *)sgl + HISI_QM_SGL_STRIDE);
}

/**
 * Make a list of len bytes of an mbuf chain, from byte offset on: in fewer
 * instructions than an empty list to which they are added.
 * @param len not 0
 * @return 0; -1 if hisi_qm_sgl_add_mbuf() would fail, which tells the reason;
 *   the list cannot be used then
 */
static __rte_always_inline int
hisi_qm_sgl_fill(struct hisi_qm_sgl *sgl, const struct rte_mbuf *m,
		 uint32_t offset, uint32_t len)
{
	const struct hisi_qm_sge *end = &sgl->sge[HISI_QM_SGL_MAX_SGE];
	struct hisi_qm_sge *sge = sgl->sge;
	uint32_t n = m->data_len, before_last = len - 1;
	uint64_t addr;

	hisi_qm_sgl_init(sgl);
	while (unlikely(offset >= n)) {
		offset -= n;
		m = m->next;
		if (unlikely(m == NULL))
			return -1;
		n = m->data_len;
	}
	n -= offset;
	addr = hisi_qm_mbuf_addr(m) + offset;
	while (likely(sge != end)) {
		sge->addr = addr;
		/* The last one, or an empty one: n - 1 wraps then. */
		if (unlikely(n - 1 >= before_last)) {
			if (likely(n != 0)) {
				sge->len = before_last + 1;
				sgl->used = sge + 1 - sgl->sge;
				return 0;
			}
		} else {
			sge->len = n;
			sge++;
			before_last -= n;
		}
		m = m->next;
		if (unlikely(m == NULL))
			return -1;
		n = m->data_len;
		addr = hisi_qm_mbuf_addr(m);
	}
	return -1;
}

/**
 * Add len bytes of an mbuf chain, from byte offset on.
 * @return 0, -EINVAL if the chain is shorter, -ENOSPC if it has more segments
 *   than a list has entries; nothing is added then
 */
static inline int
hisi_qm_sgl_add_mbuf(struct hisi_qm_sgl *sgl, const struct rte_mbuf *m,
		     uint32_t offset, uint32_t len)
{
	const struct hisi_qm_sge *end = &sgl->sge[HISI_QM_SGL_MAX_SGE];
	struct hisi_qm_sge *sge = &sgl->sge[sgl->used];
	uint64_t addr;
	uint32_t n;

	/* Nothing wanted: any offset up to the end will do. */
	if (len == 0)
		return 0;
	while (offset >= m->data_len) {
		offset -= m->data_len;
		m = m->next;
		if (unlikely(m == NULL))
			return -EINVAL;
	}
	n = m->data_len - offset;
	addr = hisi_qm_mbuf_addr(m) + offset;
	for (;;) {
		if (unlikely(sge == end))
			return -ENOSPC;
		sge->addr = addr;
		if (len <= n)
			break;
		sge->len = n;
		len -= n;
		sge++;
		do {
			m = m->next;
			if (unlikely(m == NULL))
				return -EINVAL;
			n = m->data_len;
		} while (unlikely(n == 0));
		addr = hisi_qm_mbuf_addr(m);
	}
	sge->len = len;
	sgl->used = sge + 1 - sgl->sge;
	return 0;
}

/**
 * Make a list of just two ranges, neither of them empty, at most
 * HISI_QM_SGE_MAX_LEN bytes each.
 */
static __rte_always_inline void
hisi_qm_sgl_two(struct hisi_qm_sgl *sgl, const void *addr0, uint32_t len0,
		uint64_t addr1, uint32_t len1)
{
	hisi_qm_sgl_head(sgl, 2);
	sgl->sge[0].addr = hisi_qm_addr(addr0);
	sgl->sge[0].len = len0;
	sgl->sge[1].addr = addr1;
	sgl->sge[1].len = len1;
}

#endif /* HISI_QM_SGL_H */
