/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue. */

#include "zip_pmd.h"

/* An op that is anything but one flat descriptor. */
static __rte_noinline void
enqueue_any(struct zip_qp *qp, struct hisi_qm_in *in, struct rte_comp_op *op)
{
	uint32_t index = hisi_qm_index(in), queue = 0, aux = 0;

	if (zip_any(qp, op, index, &queue, &aux) == ZIP_NEXT_REQUEST) {
		hisi_qm_sq_one(&in->pair->queue[queue],
			       sizeof(struct hisi_zip_sqe), index);
		hisi_qm_entry_hw(in, op, queue, aux);
		return;
	}
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS &&
	    op->status != RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE)
		in->pair->enqueue_err++;
	hisi_qm_entry_done(in, op);
}

/* Whether len bytes from offset on are in the first segment. */
static __rte_always_inline bool
one_segment(const struct rte_mbuf *m, uint32_t offset, uint32_t len)
{
	return (uint64_t)offset + len <= m->data_len;
}

/*
 * Whether an op is one flat descriptor, and its room. A small room needs help
 * from the sink.
 */
static __rte_always_inline bool
is_flat(const struct rte_comp_op *op, const struct zip_xform *x,
	uint32_t *room)
{
	if (unlikely(op->m_src == NULL || op->m_dst == NULL))
		return false;
	*room = op->m_dst->pkt_len - op->dst.offset;
	return op->flush_flag >= x->flush_min &&
	       op->flush_flag <= RTE_COMP_FLUSH_FINAL &&
	       op->src.length != 0 && *room >= HISI_ZIP_STREAM_MIN_OUT &&
	       one_segment(op->m_src, op->src.offset, op->src.length) &&
	       one_segment(op->m_dst, op->dst.offset, *room);
}

static __rte_always_inline void
build_flat(const struct rte_comp_op *op, const struct zip_xform *x,
	   uint32_t room, struct hisi_zip_sqe *sqe)
{
	uint64_t src = (uintptr_t)rte_pktmbuf_mtod_offset(op->m_src, void *,
							  op->src.offset);
	uint64_t dst = (uintptr_t)rte_pktmbuf_mtod_offset(op->m_dst, void *,
							  op->dst.offset);

	*sqe = x->sqe;
	sqe->input_len = op->src.length;
	sqe->out_avail = room;
	sqe->src_lo = HISI_LO32(src);
	sqe->src_hi = HISI_HI32(src);
	sqe->dst_lo = HISI_LO32(dst);
	sqe->dst_hi = HISI_HI32(dst);
}

static __rte_always_inline void
enqueue_one(struct zip_qp *qp, struct hisi_qm_in *in, uintptr_t owner,
	    struct rte_comp_op *op)
{
	const struct zip_xform *x = op->private_xform;
	struct hisi_qm_queue *q;
	uint32_t room;

	if (unlikely(op->op_type != RTE_COMP_OP_STATELESS || x == NULL ||
		     x->owner != owner || !is_flat(op, x, &room))) {
		enqueue_any(qp, in, op);
		return;
	}
	q = &in->pair->queue[x->queue];
	build_flat(op, x, room, (struct hisi_zip_sqe *)
		   hisi_qm_sq_begin(q, sizeof(struct hisi_zip_sqe)).sqe);
	hisi_qm_sq_one(q, sizeof(struct hisi_zip_sqe), hisi_qm_index(in));
	hisi_qm_entry_hw(in, op, x->queue, 0);
}

uint16_t
zip_enqueue(void *queue_pair, struct rte_comp_op **ops, uint16_t nb)
{
	struct zip_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->pair;
	uintptr_t owner = ZIP_OWNER(qp->dev, ZIP_CLASS_PLAIN);
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);
	struct hisi_qm_in in = { .pair = pair, .tail = pair->tail };

	if (unlikely(n == 0)) {
		/* The op stays the caller's; say so if waiting is no use. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_COMP_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL); i++)
		enqueue_one(qp, &in, owner, ops[i]);
	return hisi_qm_enqueue_end(&in);
}

/* All that is more than a status. */
static __rte_noinline void *
done_any(struct zip_qp *qp, const struct hisi_zip_sqe *sqe,
	 struct hisi_qm_entry *e, uint32_t index)
{
	struct rte_comp_op *op = e->op;
	uint32_t queue, aux = hisi_qm_entry_aux(e);
	struct hisi_qm_queue *q;

	if (zip_any_done(qp, op, index, sqe, &queue, &aux) ==
	    ZIP_NEXT_REQUEST) {
		q = &qp->pair->queue[queue];
		hisi_qm_sq_one(q, sizeof(*sqe), index);
		q->in_flight++;
		e->flags = HISI_PREP(HISI_QM_ENTRY_QUEUE, queue) |
			   HISI_PREP(HISI_QM_ENTRY_AUX, aux);
		return NULL;
	}
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS &&
	    op->status != RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE)
		qp->pair->dequeue_err++;
	return op;
}

static __rte_always_inline bool
is_success(uint32_t status)
{
	return status == HISI_ZIP_STATUS_OK ||
	       status == HISI_ZIP_STATUS_NEGATIVE ||
	       status == HISI_ZIP_STATUS_STREAM_END;
}

static __rte_always_inline void *
zip_done(void *arg, const void *done, struct hisi_qm_entry *e, uint32_t index)
{
	const struct hisi_zip_sqe *sqe = done;
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, sqe->w3);
	struct rte_comp_op *op = e->op;

	/* Flags above the queue number are aux. */
	if (unlikely(!is_success(status) || e->flags > HISI_QM_ENTRY_QUEUE))
		return done_any(arg, sqe, e, index);
	op->debug_status = status;
	op->consumed = sqe->consumed;
	op->produced = sqe->produced;
	op->output_chksum = 0;
	op->status = RTE_COMP_OP_STATUS_SUCCESS;
	return op;
}

/* As long as results are there, whose successors may soon be there too. */
static __rte_noinline void
scan_second(struct zip_qp *qp, uint32_t queue, uint32_t budget)
{
	struct hisi_qm_queue *q = &qp->pair->queue[queue];
	uint32_t head;

	do {
		head = q->head;
		hisi_qm_scan_second(qp->pair, q, sizeof(struct hisi_zip_sqe),
				    budget, zip_done, qp);
	} while (q->in_flight != 0 && q->head != head);
}

static __rte_always_inline void
scan(struct zip_qp *qp, struct hisi_qm_out *out, uint32_t budget)
{
	struct hisi_qm_pair *pair = qp->pair;
	uint32_t i, left = budget;

	for (i = 0; i < ZIP_NB_FIRST; i++) {
		hisi_qm_scan(pair, &pair->queue[i], out,
			     sizeof(struct hisi_zip_sqe), left, zip_done, qp);
		if (out != NULL)
			left = budget - out->n;
	}
	for (; i < ZIP_NB_QUEUES; i++)
		if (unlikely(pair->queue[i].in_flight != 0))
			scan_second(qp, i, budget);
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

	zip_any_fail(qp, e->op, index, hisi_qm_entry_aux(e));
	qp->pair->dequeue_err++;
}
