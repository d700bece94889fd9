/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_BURST_H
#define HISI_QM_BURST_H

/**
 * @file
 * Bursts of ordinary ops, in loops that look at no end of a ring and call no
 * function, so that all they need stays in registers. What is not ordinary
 * ends a loop and is left to hisi_qm_ring.h.
 */

#include "hisi_qm_ring.h"

/** Places of ops that follow one another in all rings. */
struct hisi_qm_run {
	struct hisi_qm_entry *entry; /**< Of the first op. */
	uint8_t *sqe;                /**< Likewise. */
	uint16_t *slot_op;           /**< Likewise. */
	uint32_t index;              /**< Likewise. */
	uint32_t nb;                 /**< How many there are. */
};

/** Places for ops that need no descriptor, at most nb of them. */
static __rte_always_inline struct hisi_qm_run
hisi_qm_run_soft(const struct hisi_qm_in *in, uint32_t nb)
{
	uint32_t index = hisi_qm_index(in);

	return (struct hisi_qm_run) {
		.index = index,
		.entry = &in->pair->ring[index],
		.nb = RTE_MIN(nb, in->pair->mask + 1 - index),
	};
}

/** Places for ops that each need one descriptor, at most nb of them. */
static __rte_always_inline struct hisi_qm_run
hisi_qm_run_begin(const struct hisi_qm_in *in, const struct hisi_qm_sq *sq,
		  uint32_t sqe_size, uint32_t nb)
{
	struct hisi_qm_run run = hisi_qm_run_soft(in, nb);

	run.sqe = sq->sqe;
	run.slot_op = sq->slot_op;
	run.nb = RTE_MIN(run.nb, (uint32_t)(sq->end - sq->sqe) / sqe_size);
	return run;
}

/**
 * The same for a PMD that writes to several queues: straight from the queue,
 * and back to it with hisi_qm_run_close().
 */
static __rte_always_inline struct hisi_qm_run
hisi_qm_run_open(const struct hisi_qm_in *in, const struct hisi_qm_queue *q,
		 uint32_t sqe_size, uint32_t nb)
{
	struct hisi_qm_run run = hisi_qm_run_soft(in, nb);

	run.sqe = q->sq + (size_t)q->tail * sqe_size;
	run.slot_op = q->slot_op + q->tail;
	run.nb = RTE_MIN(run.nb, q->sq_depth - q->tail);
	return run;
}

/** n places of the run were used. */
static __rte_always_inline void
hisi_qm_run_close(struct hisi_qm_in *in, struct hisi_qm_queue *q, uint32_t n)
{
	uint32_t tail = q->tail + n;

	in->tail += n;
	q->tail = likely(tail != q->sq_depth) ? tail : 0;
}

/** Op i of a run has its descriptor. @param flags HISI_QM_ENTRY_* */
static __rte_always_inline void
hisi_qm_run_hw(const struct hisi_qm_run *run, size_t i, void *op,
	       uint32_t flags)
{
	run->slot_op[i] = run->index + i;
	run->entry[i].op = op;
	run->entry[i].flags = flags;
}

/** Op i of a run has its final status. */
static __rte_always_inline void
hisi_qm_run_done(const struct hisi_qm_run *run, size_t i, void *op)
{
	run->entry[i].op = op;
	run->entry[i].flags = HISI_QM_ENTRY_DONE;
}

/** End a run with descriptors of which n places were used. */
static __rte_always_inline void
hisi_qm_run_end(struct hisi_qm_in *in, struct hisi_qm_sq *sq,
		const struct hisi_qm_queue *q, uint32_t sqe_size, uint32_t n)
{
	in->tail += n;
	sq->slot_op += n;
	sq->sqe += (size_t)n * sqe_size;
	if (unlikely(sq->sqe == sq->end)) {
		sq->sqe = q->sq;
		sq->slot_op = q->slot_op;
	}
}

/**
 * Called for a completed descriptor whose op is next in order.
 * @return false, and nothing changed, if that is not enough for its final
 *   status; true after setting it
 */
typedef bool (*hisi_qm_quick_fn)(const void *sqe,
				 const struct hisi_qm_entry *entry);

/**
 * Release ops whose completions come in the order of the ops, as long as they
 * do. The parameters are those of hisi_qm_scan(), which takes in the rest.
 * @return CQEs consumed
 */
static __rte_always_inline uint32_t
hisi_qm_scan_quick(struct hisi_qm_queue *q, struct hisi_qm_out *out,
		   uint32_t sqe_size, uint32_t budget, hisi_qm_quick_fn quick)
{
	const struct hisi_qm_cqe *cqe = &q->cq[q->head], *stop;
	const uint32_t phase = q->phase, mask = out->pair->mask;
	const uint8_t *const sq = q->sq;
	uint16_t *const slot_op = q->slot_op;
	uint32_t index = out->index, n, slot, no_op = HISI_QM_NO_OP;
	const struct hisi_qm_entry *e = &out->pair->ring[index];
	void **ops = out->ops + out->n;

	/* Kept in a register: it is no constant to be loaded for every op. */
	asm("" : "+r" (no_op));

	budget = RTE_MIN(budget, q->cq_depth - q->head);
	stop = cqe + RTE_MIN(budget, mask + 1 - index);
	for (; cqe != stop; cqe++) {
		if (((*(const volatile uint32_t *)&cqe->w3 ^ phase) &
		     HISI_QM_CQE_W3_PHASE) != 0)
			break;
		/* Nothing else of it before the phase (qm.md 6.4). */
		rte_io_rmb();
		slot = HISI_GET(HISI_QM_CQE_W2_SQ_HEAD, cqe->w2);
		if (unlikely(slot_op[slot] != index ||
			     !quick(sq + (size_t)slot * sqe_size, e)))
			break;
		slot_op[slot] = no_op;
		*ops++ = e->op;
		e++;
		index++;
	}
	n = ops - (out->ops + out->n);
	out->n += n;
	out->index = index & mask;
	if (unlikely(cqe == &q->cq[q->cq_depth]))
		hisi_qm_scan_end(q, q->cq, phase ^ HISI_QM_CQE_W3_PHASE, n);
	else
		hisi_qm_scan_end(q, cqe, phase, n);
	return n;
}

#endif /* HISI_QM_BURST_H */
