/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue. */

#include <hisi_qm_burst.h>
#include <hisi_qm_sgl.h>

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

/*
 * The short ways of plain ops: one descriptor, whose room needs no sink. They
 * return false if an op is anything else; zip_any() sees then what it is. Each
 * value is loaded, checked and stored before the next: so many do not fit the
 * registers.
 */
static __rte_always_inline bool
is_short(const struct rte_comp_op *op, const struct zip_xform *x)
{
	return op->private_xform == x &&
	       op->op_type == RTE_COMP_OP_STATELESS &&
	       op->flush_flag == RTE_COMP_FLUSH_FINAL;
}

/* Source and destination in one segment each. */
static __rte_always_inline bool
short_flat(struct hisi_zip_sqe *sqe, const struct rte_comp_op *op,
	   const struct zip_xform *x)
{
	const struct rte_mbuf *m = op->m_src;
	int64_t offset = op->src.offset, room;
	uint32_t len = op->src.length;

	/* A length of 0 becomes more than any segment has. */
	if (unlikely(m == NULL || offset + (len - 1) >= m->data_len))
		return false;
	*sqe = x->sqe;
	sqe->input_len = len;
	sqe->src = (uintptr_t)rte_pktmbuf_mtod_offset(m, void *, offset);
	m = op->m_dst;
	if (unlikely(m == NULL || m->pkt_len != m->data_len))
		return false;
	offset = op->dst.offset;
	room = m->data_len - offset;
	if (unlikely(room < HISI_ZIP_STREAM_MIN_OUT))
		return false;
	sqe->out_avail = room;
	sqe->dst = (uintptr_t)rte_pktmbuf_mtod_offset(m, void *, offset);
	return true;
}

/* A list of len bytes of a chain. Returns its address, 0 if it cannot be. */
static __rte_noinline uint64_t
list(const struct hisi_qm_pair *pair, uint32_t index, uint32_t which,
     const struct rte_mbuf *m, uint32_t offset, uint32_t len)
{
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_start(pair, index, which);

	return hisi_qm_sgl_add_mbuf(sgl, m, offset, len) == 0 ?
	       (uintptr_t)sgl : 0;
}

/*
 * A list of either side makes both lists: the buffer type holds for all
 * addresses (zip.md 3).
 */
static __rte_always_inline bool
short_lists(const struct hisi_qm_pair *pair, uint32_t index,
	    struct hisi_zip_sqe *sqe, const struct rte_comp_op *op,
	    const struct zip_xform *x)
{
	int64_t room;

	if (unlikely(op->m_src == NULL || op->m_dst == NULL ||
		     op->src.length == 0))
		return false;
	room = (int64_t)op->m_dst->pkt_len - op->dst.offset;
	if (unlikely(room < HISI_ZIP_STREAM_MIN_OUT))
		return false;
	*sqe = x->sqe;
	sqe->w9 |= HISI_PREP(HISI_ZIP_W9_BUF_TYPE, HISI_ZIP_BUF_SGL);
	sqe->out_avail = room;
	sqe->input_len = op->src.length;
	sqe->dst = list(pair, index, HISI_QM_SGL_DST, op->m_dst,
			op->dst.offset, room);
	sqe->src = list(pair, index, HISI_QM_SGL_SRC, op->m_src,
			op->src.offset, op->src.length);
	return likely(sqe->src != 0 && sqe->dst != 0);
}

/*
 * As many short ops of one plain xform as follow one another. Returns how
 * many there were.
 */
static __rte_always_inline uint32_t
run(struct hisi_qm_in *in, struct rte_comp_op **ops, uint32_t n,
    const struct zip_xform *x, const bool flat)
{
	struct hisi_qm_queue *q = &in->pair->queue[x->queue];
	struct hisi_qm_sq sq = hisi_qm_sq_begin(q, sizeof(x->sqe));
	const struct hisi_qm_run r = hisi_qm_run_begin(in, &sq,
						       sizeof(x->sqe), n);
	struct hisi_zip_sqe *sqe = (struct hisi_zip_sqe *)r.sqe;
	const uint32_t flags = HISI_PREP(HISI_QM_ENTRY_QUEUE, x->queue);
	size_t i;

	for (i = 0; i < r.nb; i++) {
		if (unlikely(ops[i] == NULL || !is_short(ops[i], x) ||
			     !(flat ? short_flat(&sqe[i], ops[i], x) :
			       short_lists(in->pair, r.index + i, &sqe[i],
					   ops[i], x))))
			break;
		hisi_qm_run_hw(&r, i, ops[i], flags);
	}
	hisi_qm_run_end(in, &sq, q, sizeof(x->sqe), i);
	hisi_qm_sq_end(&sq, q);
	return i;
}

static __rte_noinline uint32_t
run_flat(struct hisi_qm_in *in, struct rte_comp_op **ops, uint32_t n,
	 const struct zip_xform *x)
{
	return run(in, ops, n, x, true);
}

static __rte_noinline uint32_t
run_lists(struct hisi_qm_in *in, struct rte_comp_op **ops, uint32_t n,
	  const struct zip_xform *x)
{
	return run(in, ops, n, x, false);
}

/* Some ops. Returns how many, at least one. */
static __rte_always_inline uint32_t
run_any(struct zip_qp *qp, struct hisi_qm_in *in, struct rte_comp_op **ops,
	uint32_t n)
{
	const struct zip_xform *x = ops[0]->private_xform;
	uint32_t done = 0;

	if (likely(x != NULL &&
		   x->owner == ZIP_OWNER(qp->dev, ZIP_CLASS_PLAIN))) {
		done = run_flat(in, ops, n, x);
		if (unlikely(done == 0))
			done = run_lists(in, ops, n, x);
	}
	if (likely(done != 0))
		return done;
	enqueue_any(qp, in, ops[0]);
	return 1;
}

uint16_t
zip_enqueue(void *queue_pair, struct rte_comp_op **ops, uint16_t nb)
{
	struct zip_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->pair;
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);
	struct hisi_qm_in in = { .pair = pair, .tail = pair->tail };

	if (unlikely(n == 0)) {
		/* The op stays the caller's; say so if waiting is no use. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_COMP_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL);)
		i += run_any(qp, &in, ops + i, n - i);
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
quick(const void *done, const struct hisi_qm_entry *e)
{
	const struct hisi_zip_sqe *sqe = done;
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, sqe->w3);
	struct rte_comp_op *op = e->op;

	/* Flags above the queue number are aux. */
	if (unlikely((status != HISI_ZIP_STATUS_OK &&
		      status != HISI_ZIP_STATUS_STREAM_END) ||
		     e->flags > HISI_QM_ENTRY_QUEUE))
		return false;
	op->debug_status = status;
	op->consumed = sqe->consumed;
	op->produced = sqe->produced;
	op->output_chksum = 0;
	op->status = RTE_COMP_OP_STATUS_SUCCESS;
	return true;
}

static __rte_always_inline void *
zip_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index)
{
	return likely(quick(sqe, e)) ? e->op : done_any(arg, sqe, e, index);
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
		if (out != NULL) {
			hisi_qm_scan_quick(&pair->queue[i], out,
					   sizeof(struct hisi_zip_sqe),
					   budget - out->n, quick);
			left = budget - out->n;
			if (left == 0)
				break;
		}
		hisi_qm_scan(pair, &pair->queue[i], out,
			     sizeof(struct hisi_zip_sqe), left, zip_done, qp);
		if (out != NULL)
			left = budget - out->n;
	}
	for (i = ZIP_NB_FIRST; i < ZIP_NB_QUEUES; i++)
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
