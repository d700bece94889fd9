/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_SHORT_H
#define ZIP_SHORT_H

/**
 * @file
 * The short ways of plain ops: one descriptor, whose room needs no sink. They
 * return false for any other op, which zip_any() takes then.
 *
 * A loop over such ops keeps the template of the descriptor in vector
 * registers. Descriptors that the loop stores may alias the template in memory,
 * so the compiler would load it again for every op.
 */

#include <hisi_qm_sgl.h>

#include "zip_pmd.h"

/** Part of a descriptor, in a register. */
typedef uint64_t zip_vec
	__attribute__((vector_size(16), may_alias, aligned(8)));

/** A whole descriptor. */
struct zip_template {
	zip_vec a, b, c, d, e, f, g, h;
};
HISI_ASSERT_SIZE(struct zip_template, sizeof(struct hisi_zip_sqe));

/**
 * Load the template of an xform.
 * @param lists whether source and destination are lists; the descriptor has one
 *   buffer type for both (zip.md 3)
 */
static __rte_always_inline struct zip_template
zip_template_load(const struct zip_xform *x, const bool lists)
{
	const zip_vec *p = (const zip_vec *)&x->sqe;
	struct zip_template t = {
		p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]
	};
	struct hisi_zip_sqe type = { 0 };

	if (lists) {
		type.w9 = HISI_PREP(HISI_ZIP_W9_BUF_TYPE, HISI_ZIP_BUF_SGL);
		t.c |= ((const zip_vec *)&type)[2];
	}
	return t;
}

/** Store a template to a slot, all bytes of it (qm.md 6.1). */
static __rte_always_inline void
zip_template_store(struct hisi_zip_sqe *sqe, const struct zip_template *t)
{
	zip_vec *p = (zip_vec *)sqe;

	p[0] = t->a;
	p[1] = t->b;
	p[2] = t->c;
	p[3] = t->d;
	p[4] = t->e;
	p[5] = t->f;
	p[6] = t->g;
	p[7] = t->h;
}

/**
 * Whether an op can take a short way if its buffers allow it.
 * @param x plain xform of the loop
 * @param compress direction of x; the flush flag counts in this one only
 */
static __rte_always_inline bool
zip_is_short(const struct rte_comp_op *op, const struct zip_xform *x,
	     const bool compress)
{
	if (!compress)
		return op->private_xform == x &&
		       op->op_type == RTE_COMP_OP_STATELESS;
	/* Two compares in one. */
	return op->private_xform == x &&
	       ((op->op_type ^ RTE_COMP_OP_STATELESS) |
		(op->flush_flag ^ RTE_COMP_FLUSH_FINAL)) == 0;
}

/** Write the descriptor of an op whose buffers have one segment each. */
static __rte_always_inline bool
zip_short_flat(struct hisi_zip_sqe *sqe, const struct rte_comp_op *op,
	       const struct zip_template *t)
{
	const struct rte_mbuf *m = op->m_src;
	uint64_t offset = op->src.offset;
	uint32_t len = op->src.length;
	int64_t room;
	uint32_t n;

	/* For length 0, len - 1 is more than any segment has. */
	if (unlikely(m == NULL || offset + (len - 1) >= m->data_len))
		return false;
	zip_template_store(sqe, t);
	sqe->input_len = len;
	sqe->src = hisi_qm_mbuf_addr(m) + offset;
	m = op->m_dst;
	if (unlikely(m == NULL))
		return false;
	n = m->data_len;
	if (unlikely(m->pkt_len != n))
		return false;
	offset = op->dst.offset;
	room = (int64_t)(n - offset);
	if (unlikely(room < HISI_ZIP_STREAM_MIN_OUT))
		return false;
	sqe->out_avail = (uint32_t)room;
	sqe->dst = hisi_qm_mbuf_addr(m) + offset;
	return true;
}

/**
 * Write the descriptor and the lists of an op with several segments on either
 * side. The descriptor has one buffer type, so both sides are lists.
 * @param src list of the source; that of the destination follows it
 */
static __rte_always_inline bool
zip_short_lists(struct hisi_qm_sgl *src, struct hisi_zip_sqe *sqe,
		const struct rte_comp_op *op, const struct zip_template *t)
{
	struct hisi_qm_sgl *dst = hisi_qm_sgl_next(src);
	const struct rte_mbuf *m = op->m_dst;
	uint32_t offset = op->dst.offset, len = op->src.length;
	int64_t room;

	if (unlikely(m == NULL))
		return false;
	room = (int64_t)m->pkt_len - offset;
	if (unlikely(room < HISI_ZIP_STREAM_MIN_OUT))
		return false;
	zip_template_store(sqe, t);
	sqe->input_len = len;
	sqe->out_avail = (uint32_t)room;
	sqe->src = hisi_qm_addr(src);
	sqe->dst = hisi_qm_addr(dst);
	if (unlikely(hisi_qm_sgl_fill(dst, m, offset, (uint32_t)room) != 0))
		return false;
	m = op->m_src;
	return likely(m != NULL && len != 0 &&
		      hisi_qm_sgl_fill(src, m, op->src.offset, len) == 0);
}

#endif /* ZIP_SHORT_H */
