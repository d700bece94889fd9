/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue. */

#include <hisi_qm_sgl.h>

#include "zip_pmd.h"

/* An op that is refused, with the reason. */
#define ZIP_REFUSE(qp, op, ...) \
	__extension__ ({ \
		(op)->status = RTE_COMP_OP_STATUS_INVALID_ARGS; \
		hisi_qm_op_error((qp)->pair, __VA_ARGS__); \
		false; \
	})

/* Whether len bytes from offset on are in the first segment. */
static __rte_always_inline bool
one_segment(const struct rte_mbuf *m, uint32_t offset, uint32_t len)
{
	return (uint64_t)offset + len <= m->data_len;
}

static bool
refuse_place(struct zip_qp *qp, struct rte_comp_op *op, int err,
	     const char *what)
{
	if (err == -ENOSPC)
		return ZIP_REFUSE(qp, op, "%s of more than %u mbuf segments; linearise it or use fewer",
				  what, HISI_QM_SGL_MAX_SGE);
	return ZIP_REFUSE(qp, op, "%s is not all in its mbuf chain: source offset %u length %u of %u, destination offset %u of %u",
			  what, op->src.offset, op->src.length,
			  op->m_src->pkt_len, op->dst.offset,
			  op->m_dst->pkt_len);
}

/* Both sides as lists: the buffer type holds for all addresses (zip.md 3). */
static bool
place_lists(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	    uint32_t room, struct hisi_zip_sqe *sqe)
{
	struct hisi_qm_sgl *src, *dst;
	int ret;

	src = hisi_qm_sgl_start(qp->pair, index, HISI_QM_SGL_SRC);
	ret = hisi_qm_sgl_add_mbuf(src, op->m_src, op->src.offset,
				   op->src.length);
	if (ret != 0)
		return refuse_place(qp, op, ret, "source");
	dst = hisi_qm_sgl_start(qp->pair, index, HISI_QM_SGL_DST);
	ret = hisi_qm_sgl_add_mbuf(dst, op->m_dst, op->dst.offset, room);
	if (ret != 0)
		return refuse_place(qp, op, ret, "destination");
	sqe->w9 |= HISI_PREP(HISI_ZIP_W9_BUF_TYPE, HISI_ZIP_BUF_SGL);
	sqe->src_lo = HISI_LO32((uintptr_t)src);
	sqe->src_hi = HISI_HI32((uintptr_t)src);
	sqe->dst_lo = HISI_LO32((uintptr_t)dst);
	sqe->dst_hi = HISI_HI32((uintptr_t)dst);
	return true;
}

static __rte_always_inline void
place_flat(const struct rte_comp_op *op, struct hisi_zip_sqe *sqe)
{
	uint64_t src = (uintptr_t)rte_pktmbuf_mtod_offset(op->m_src, void *,
							  op->src.offset);
	uint64_t dst = (uintptr_t)rte_pktmbuf_mtod_offset(op->m_dst, void *,
							  op->dst.offset);

	sqe->src_lo = HISI_LO32(src);
	sqe->src_hi = HISI_HI32(src);
	sqe->dst_lo = HISI_LO32(dst);
	sqe->dst_hi = HISI_HI32(dst);
}

/* Whether a descriptor for the op is in the slot; else it has its status. */
static __rte_always_inline bool
zip_build(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	  const struct zip_xform *x)
{
	struct hisi_qm_queue *q = &qp->pair->queue[x->queue];
	struct hisi_zip_sqe *sqe;
	uint32_t room;

	if (unlikely(op->m_src == NULL || op->m_dst == NULL))
		return ZIP_REFUSE(qp, op, "no source or no destination mbuf");
	if (unlikely(op->src.length == 0 ||
		     op->dst.offset >= op->m_dst->pkt_len))
		return ZIP_REFUSE(qp, op, "source of %u bytes, destination offset %u of %u: neither may be empty",
				  op->src.length, op->dst.offset,
				  op->m_dst->pkt_len);
	if (unlikely(x->queue == ZIP_Q_COMPRESS &&
		     op->flush_flag < RTE_COMP_FLUSH_FULL))
		return ZIP_REFUSE(qp, op, "flush flag %d is not for stateless ops; full and final are",
				  op->flush_flag);
	room = op->m_dst->pkt_len - op->dst.offset;
	sqe = (struct hisi_zip_sqe *)hisi_qm_sq_begin(q, sizeof(*sqe)).sqe;
	*sqe = x->sqe;
	sqe->input_len = op->src.length;
	sqe->out_avail = room;
	if (likely(one_segment(op->m_src, op->src.offset, op->src.length) &&
		   one_segment(op->m_dst, op->dst.offset, room))) {
		place_flat(op, sqe);
		return true;
	}
	return place_lists(qp, op, index, room, sqe);
}

static __rte_always_inline const struct zip_xform *
xform_of(struct zip_qp *qp, struct rte_comp_op *op)
{
	const struct zip_xform *x = op->private_xform;

	op->consumed = 0;
	op->produced = 0;
	if (unlikely(op->op_type != RTE_COMP_OP_STATELESS)) {
		op->status = RTE_COMP_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->pair, "op type %d is not supported; stateless is",
				 op->op_type);
		return NULL;
	}
	if (unlikely(x == NULL || x->owner != qp->dev)) {
		op->status = RTE_COMP_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->pair, "its private xform was not made for this device");
		return NULL;
	}
	return x;
}

static __rte_always_inline void
enqueue_one(struct zip_qp *qp, struct hisi_qm_in *in, struct rte_comp_op *op)
{
	uint32_t index = hisi_qm_index(in);
	const struct zip_xform *x = xform_of(qp, op);
	struct hisi_qm_queue *q;

	if (likely(x != NULL && zip_build(qp, op, index, x))) {
		q = &in->pair->queue[x->queue];
		hisi_qm_sq_one(q, sizeof(struct hisi_zip_sqe), index);
		hisi_qm_entry_hw(in, op, x->queue, 0);
		return;
	}
	in->pair->enqueue_err++;
	hisi_qm_entry_done(in, op);
}

uint16_t
zip_enqueue(void *queue_pair, struct rte_comp_op **ops, uint16_t nb)
{
	struct zip_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->pair;
	struct hisi_qm_in in = { .pair = pair, .tail = pair->tail };
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);

	if (unlikely(n == 0)) {
		/* The op stays the caller's; say so if waiting is no use. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_COMP_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL); i++)
		enqueue_one(qp, &in, ops[i]);
	return hisi_qm_enqueue_end(&in);
}

/* Status and counts; those of "no space" are void (zip.md 6, 18 Q7). */
static __rte_always_inline void
result(struct rte_comp_op *op, const struct hisi_zip_sqe *sqe)
{
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, sqe->w3);

	op->debug_status = status;
	switch (status) {
	case HISI_ZIP_STATUS_OK:
	case HISI_ZIP_STATUS_NEGATIVE:
	case HISI_ZIP_STATUS_STREAM_END:
		op->consumed = sqe->consumed;
		op->produced = sqe->produced;
		op->status = RTE_COMP_OP_STATUS_SUCCESS;
		break;
	case HISI_ZIP_STATUS_NO_SPACE:
		op->status = RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED;
		break;
	default:
		op->status = RTE_COMP_OP_STATUS_ERROR;
	}
}

static __rte_always_inline void *
zip_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index)
{
	struct zip_qp *qp = arg;
	struct rte_comp_op *op = e->op;

	RTE_SET_USED(index);
	result(op, sqe);
	if (unlikely(op->status != RTE_COMP_OP_STATUS_SUCCESS))
		qp->pair->dequeue_err++;
	return op;
}

static __rte_always_inline void
scan(struct zip_qp *qp, struct hisi_qm_out *out, uint32_t budget)
{
	struct hisi_qm_pair *pair = qp->pair;

	hisi_qm_scan(pair, &pair->queue[ZIP_Q_COMPRESS], out,
		     sizeof(struct hisi_zip_sqe), budget, zip_done, qp);
	if (out != NULL)
		budget -= out->n;
	hisi_qm_scan(pair, &pair->queue[ZIP_Q_DECOMPRESS], out,
		     sizeof(struct hisi_zip_sqe), budget, zip_done, qp);
}

void
zip_scan(void *qp, uint32_t budget)
{
	scan(qp, NULL, budget);
}

uint16_t
zip_dequeue(void *queue_pair, struct rte_comp_op **ops, uint16_t nb)
{
	struct zip_qp *qp = queue_pair;
	struct hisi_qm_out out;

	if (!hisi_qm_dequeue_begin(qp->pair, &out, (void **)ops, nb))
		return 0;
	scan(qp, &out, nb);
	return hisi_qm_dequeue_end(&out);
}

void
zip_fail(void *arg, struct hisi_qm_entry *e, uint32_t index)
{
	struct zip_qp *qp = arg;
	struct rte_comp_op *op = e->op;

	RTE_SET_USED(index);
	op->status = RTE_COMP_OP_STATUS_ERROR;
	qp->pair->dequeue_err++;
}
