/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue. */

#include <hisi_qm_dequeue.h>
#include <hisi_qm_enqueue.h>

#include "zip_short.h"

/* An op that the short ways do not take. */
static __rte_noinline void
enqueue_any(struct zip_qp *qp, struct hisi_qm_in *in, struct rte_comp_op *op)
{
	uint32_t index = hisi_qm_index(in), queue = 0, aux = 0;

	if (zip_any(qp, op, index, &queue, &aux) == ZIP_NEXT_REQUEST) {
		hisi_qm_one_hw(in, queue, sizeof(struct hisi_zip_sqe), op,
			       aux);
		return;
	}
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS &&
	    op->status != RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE)
		in->pair->enqueue_err++;
	hisi_qm_one_done(in, op);
}

/*
 * Enqueue ops that follow one another, as long as they are short, of one plain
 * xform, and have a place in the rings. Returns how many there were.
 */
static __rte_always_inline uint32_t
run(const struct hisi_qm_in *in, struct rte_comp_op **ops, uint32_t n,
    const struct zip_xform *x, const uint32_t queue, const bool flat)
{
	const struct hisi_qm_run r = hisi_qm_run(in, &in->pair->queue[queue],
						 sizeof(x->sqe), n);
	const struct zip_template t = zip_template_load(x, !flat);
	struct hisi_zip_sqe *sqe = (struct hisi_zip_sqe *)r.sqe;
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_of(in->pair, r.index,
						 HISI_QM_SGL_SRC);
	struct rte_comp_op *op;
	size_t i;

	for (i = 0; i < r.nb; i++, sqe++) {
		op = ops[i];
		if (unlikely(op == NULL || !zip_is_short(op, x,
						    queue == ZIP_Q_COMPRESS)))
			break;
		if (unlikely(!(flat ? zip_short_flat(sqe, op, &t) :
			       zip_short_lists(sgl, sqe, op, &t))))
			break;
		hisi_qm_run_hw(&r, i, op, hisi_qm_entry_flags(queue, 0));
		sgl = hisi_qm_sgl_next_op(sgl);
	}
	return (uint32_t)i;
}

/*
 * A function for each kind of loop. No work follows the loop, so that its state
 * fits the registers.
 */
#define ZIP_RUN(name, queue, flat) \
static __rte_noinline uint32_t \
run_ ## name(const struct hisi_qm_in *in, struct rte_comp_op **ops, \
	     uint32_t n, const struct zip_xform *x) \
{ \
	return run(in, ops, n, x, queue, flat); \
}

ZIP_RUN(compress_flat, ZIP_Q_COMPRESS, true)
ZIP_RUN(compress_lists, ZIP_Q_COMPRESS, false)
ZIP_RUN(decompress_flat, ZIP_Q_DECOMPRESS, true)
ZIP_RUN(decompress_lists, ZIP_Q_DECOMPRESS, false)

/*
 * Enqueue short ops of a plain xform. Returns how many there were. If the first
 * source has one segment, the other buffers probably have, too.
 */
static __rte_always_inline uint32_t
run_plain(struct hisi_qm_in *in, struct rte_comp_op **ops, uint32_t n,
	  const struct zip_xform *x)
{
	const struct rte_mbuf *m = ops[0]->m_src;
	bool flat = likely(m != NULL && m->next == NULL);
	uint32_t done = 0;

	if (x->queue == ZIP_Q_COMPRESS) {
		if (flat)
			done = run_compress_flat(in, ops, n, x);
		if (unlikely(done == 0))
			done = run_compress_lists(in, ops, n, x);
	} else {
		if (flat)
			done = run_decompress_flat(in, ops, n, x);
		if (unlikely(done == 0))
			done = run_decompress_lists(in, ops, n, x);
	}
	hisi_qm_run_end(in, &in->pair->queue[x->queue], done);
	return done;
}

/* Enqueue some ops. Returns how many, at least one. */
static __rte_always_inline uint32_t
run_any(struct zip_qp *qp, struct hisi_qm_in *in, struct rte_comp_op **ops,
	uint32_t n)
{
	const struct zip_xform *x = ops[0]->private_xform;
	uint32_t done = 0;

	if (likely(x != NULL &&
		   x->owner == qp->tag + ZIP_CLASS_PLAIN))
		done = run_plain(in, ops, n, x);
	if (likely(done != 0))
		return done;
	enqueue_any(qp, in, ops[0]);
	return 1;
}

uint16_t
zip_enqueue(void *queue_pair, struct rte_comp_op **ops, uint16_t nb)
{
	struct zip_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->qm.pair;
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);
	struct hisi_qm_in in = hisi_qm_in(pair, 0);

	if (unlikely(n == 0)) {
		/* The ops stay with the caller. Tell it if waiting is useless. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_COMP_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL);)
		i += run_any(qp, &in, ops + i, n - i);
	return hisi_qm_enqueue_end(&in);
}

/* Take the result of an op that is more than a status. */
static __rte_noinline void *
done_any(struct zip_qp *qp, const struct hisi_zip_sqe *sqe,
	 struct hisi_qm_entry *e, uint32_t index)
{
	struct rte_comp_op *op = e->op;
	uint32_t queue, aux = hisi_qm_entry_aux(e);

	if (zip_any_done(qp, op, index, sqe, &queue, &aux) ==
	    ZIP_NEXT_REQUEST) {
		hisi_qm_second_hw(qp->qm.pair, queue, index, aux);
		return NULL;
	}
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS &&
	    op->status != RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE)
		qp->qm.pair->dequeue_err++;
	return op;
}

/*
 * Take the success of a plain op. False for any other result, or if there is
 * more to do: aux is in the flags above the queue number.
 */
static __rte_always_inline bool
quick(const void *done, const struct hisi_qm_entry *e)
{
	const struct hisi_zip_sqe *sqe = done;
	struct rte_comp_op *op = e->op;

	if (unlikely(HISI_GET(HISI_ZIP_W3_STATUS, sqe->w3) !=
		     HISI_ZIP_STATUS_OK || e->flags > HISI_QM_ENTRY_QUEUE))
		return false;
	op->debug_status = HISI_ZIP_STATUS_OK;
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

/*
 * Take completions of a second queue. Each may bring a further request, whose
 * completion may follow at once.
 */
static __rte_noinline void
scan_second(struct zip_qp *qp, uint32_t queue, uint32_t budget)
{
	struct hisi_qm_queue *q = &qp->qm.pair->queue[queue];
	uint32_t head;

	do {
		head = q->head;
		hisi_qm_scan_second(qp->qm.pair, q, sizeof(struct hisi_zip_sqe),
				    budget, zip_done, qp);
	} while (q->in_flight != 0 && q->head != head);
}

/* Take completions of a queue that enqueue writes to. */
static __rte_always_inline void
scan_first(struct zip_qp *qp, uint32_t queue, struct hisi_qm_out *out,
	   uint32_t budget)
{
	struct hisi_qm_queue *q = &qp->qm.pair->queue[queue];

	if (out != NULL)
		budget -= hisi_qm_scan_quick(q, out,
					     sizeof(struct hisi_zip_sqe),
					     budget, quick);
	if (out == NULL || unlikely(budget != 0))
		hisi_qm_scan(qp->qm.pair, q, out, sizeof(struct hisi_zip_sqe),
			     budget, zip_done, qp);
}

/* A function of its own, so that its state fits the registers. */
static __rte_noinline void
release(struct zip_qp *qp, uint32_t queue, struct hisi_qm_out *out)
{
	scan_first(qp, queue, out, out->nb - out->n);
}

static __rte_always_inline void
scan_all_second(struct zip_qp *qp, uint32_t budget)
{
	uint32_t i;

	for (i = ZIP_NB_FIRST; i < ZIP_NB_QUEUES; i++)
		if (unlikely(qp->qm.pair->queue[i].in_flight != 0))
			scan_second(qp, i, budget);
}

void
zip_scan(void *queue_pair, uint32_t budget)
{
	struct zip_qp *qp = queue_pair;

	scan_first(qp, ZIP_Q_COMPRESS, NULL, budget);
	scan_first(qp, ZIP_Q_DECOMPRESS, NULL, budget);
	scan_all_second(qp, budget);
}

uint16_t
zip_dequeue(void *queue_pair, struct rte_comp_op **ops, uint16_t nb)
{
	struct zip_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->qm.pair;
	struct hisi_qm_out out;

	if (!hisi_qm_dequeue_begin(pair, &out, (void **)ops, nb))
		return 0;
	if (hisi_qm_scan_ready(&pair->queue[ZIP_Q_COMPRESS]))
		release(qp, ZIP_Q_COMPRESS, &out);
	if (out.n != nb && hisi_qm_scan_ready(&pair->queue[ZIP_Q_DECOMPRESS]))
		release(qp, ZIP_Q_DECOMPRESS, &out);
	scan_all_second(qp, nb);
	return hisi_qm_dequeue_end(&out);
}

void
zip_fail(void *arg, struct hisi_qm_entry *e, uint32_t index)
{
	struct zip_qp *qp = arg;

	zip_any_fail(qp, e->op, index, hisi_qm_entry_aux(e));
	qp->qm.pair->dequeue_err++;
}
