/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_DEQUEUE_H
#define HISI_QM_DEQUEUE_H

/**
 * @file
 * How ops come out of a queue pair: completions are taken in, and ops are
 * released in the order in which they went in.
 */

#include "hisi_qm_ring.h"

/** A burst of ops on its way out, in local variables of dequeue. */
struct hisi_qm_out {
	struct hisi_qm_pair *pair;
	void **ops;
	uint32_t nb;      /**< Ops wanted. */
	uint32_t n;       /**< Ops released so far. */
	uint32_t index;   /**< Of the op to be released next. */
	uint32_t pending; /**< Ops in the ring when the burst began. */
};

/**
 * Called for a completed descriptor.
 * @param arg as given to hisi_qm_scan()
 * @param sqe the descriptor with its results
 * @param entry of the op, in hardware
 * @param index of the op
 * @return the op if it has its final status now, else NULL
 */
typedef void *(*hisi_qm_done_fn)(void *arg, const void *sqe,
				struct hisi_qm_entry *entry, uint32_t index);

/** Release the next op. */
static __rte_always_inline void
hisi_qm_release(struct hisi_qm_out *out, void *op)
{
	out->ops[out->n++] = op;
	out->index = (out->index + 1) & out->pair->mask;
}

/** n CQEs were consumed, cqe is the next one; give them back now and then. */
static __rte_always_inline void
hisi_qm_scan_end(struct hisi_qm_queue *q, const struct hisi_qm_cqe *cqe,
		 uint32_t phase, uint32_t n)
{
	q->head = cqe - q->cq;
	q->phase = phase;
	q->unrung += n;
	if (q->unrung < HISI_QM_CQ_PACE)
		return;
	q->unrung = 0;
	q->cq_doorbells++;
	rte_io_wmb();
	hisi_qm_db_write(q, HISI_QM_DB_CMD_CQ, q->head);
}

/** Whether a CQE has the phase of a new one. */
static __rte_always_inline bool
hisi_qm_cqe_new(const struct hisi_qm_cqe *cqe, uint32_t phase)
{
	const volatile uint32_t *w3 = &cqe->w3;

	return ((*w3 ^ phase) & HISI_QM_CQE_W3_PHASE) == 0;
}

/** Whether the next CQE of a queue is there. */
static __rte_always_inline bool
hisi_qm_scan_ready(const struct hisi_qm_queue *q)
{
	return hisi_qm_cqe_new(&q->cq[q->head], q->phase);
}

/**
 * Take in completions of a queue. An op that is next in order is released at
 * once, others are marked.
 * @param out burst to release to, NULL to mark only
 * @param sqe_size the PMD's constant
 * @param budget CQEs at most; with out, not more than it has room for
 * @param done a function the compiler can inline: pass it by name
 * @return CQEs consumed
 */
static __rte_always_inline uint32_t
hisi_qm_scan(struct hisi_qm_queue *q, struct hisi_qm_out *out,
	     uint32_t sqe_size, uint32_t budget, hisi_qm_done_fn done,
	     void *arg)
{
	/* Kept in registers: stores to ops may alias all of memory. */
	const struct hisi_qm_cqe *cqe = &q->cq[q->head], *stop;
	const struct hisi_qm_cqe *const end = &q->cq[q->cq_depth];
	struct hisi_qm_entry *const ring = q->pair->ring;
	uint16_t *const slot_op = q->slot_op;
	const uint8_t *const sq = q->sq;
	uint32_t n = 0, slot, index, phase = q->phase;
	void *op;

	do {
		stop = cqe + RTE_MIN(budget - n, (uint32_t)(end - cqe));
		n += stop - cqe;
		for (; cqe != stop; cqe++) {
			if (!hisi_qm_cqe_new(cqe, phase))
				break;
			/* Nothing else of it before the phase (qm.md 6.4). */
			rte_io_rmb();
			slot = HISI_GET(HISI_QM_CQE_W2_SQ_HEAD, cqe->w2);
			index = slot_op[slot];
			if (unlikely(index == HISI_QM_NO_OP)) {
				hisi_qm_stray(q, slot);
				continue;
			}
			slot_op[slot] = HISI_QM_NO_OP;
			op = done(arg, sq + (size_t)slot * sqe_size,
				  &ring[index], index);
			if (unlikely(op == NULL))
				continue;
			if (out != NULL && likely(index == out->index))
				hisi_qm_release(out, op);
			else
				ring[index].flags = HISI_QM_ENTRY_DONE;
		}
		if (cqe != stop)
			break;
		if (unlikely(cqe == end)) {
			cqe = q->cq;
			phase ^= HISI_QM_CQE_W3_PHASE;
			stop = cqe;
		}
	} while (unlikely(n != budget));
	n -= stop - cqe;
	hisi_qm_scan_end(q, cqe, phase, n);
	return n;
}

/**
 * Give an op a second descriptor, which depended on the first one. The
 * descriptor is in hisi_qm_slot() of the queue.
 * @param queue one that enqueue does not write to
 * @param aux of the entry from now on
 */
static __rte_always_inline void
hisi_qm_second_hw(struct hisi_qm_pair *pair, uint32_t queue, uint32_t index,
		  uint32_t aux)
{
	struct hisi_qm_queue *q = &pair->queue[queue];

	q->slot_op[q->tail] = index;
	hisi_qm_slots_written(q, 1);
	q->in_flight++;
	pair->ring[index].flags = hisi_qm_entry_flags(queue, aux);
}

/**
 * Give a queue of second passes its doorbell. While the pair is stopped the
 * device would drop it: descriptors wait for the start then.
 */
static __rte_always_inline void
hisi_qm_second_ring(const struct hisi_qm_pair *pair, struct hisi_qm_queue *q)
{
	if (likely(!pair->stopped))
		hisi_qm_sq_ring(q);
}

/**
 * Second passes: what is new goes out, what is back comes in and is marked.
 * The parameters are those of hisi_qm_scan().
 */
static __rte_always_inline void
hisi_qm_scan_second(struct hisi_qm_pair *pair, struct hisi_qm_queue *q,
		    uint32_t sqe_size, uint32_t budget, hisi_qm_done_fn done,
		    void *arg)
{
	uint64_t errors = q->cqe_errors;
	uint32_t n;

	hisi_qm_second_ring(pair, q);
	n = hisi_qm_scan(q, NULL, sqe_size, budget, done, arg);
	/* CQEs that named no op took none out of flight. */
	q->in_flight -= n - (uint32_t)(q->cqe_errors - errors);
	/* The scan may have begun second passes: ring for them. */
	hisi_qm_second_ring(pair, q);
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
		if (!hisi_qm_cqe_new(cqe, phase))
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

/**
 * Begin to dequeue.
 * @return false if there is nothing to dequeue, or if the pair belongs to
 *   another process
 */
static __rte_always_inline bool
hisi_qm_dequeue_begin(struct hisi_qm_pair *pair, struct hisi_qm_out *out,
		      void **ops, uint16_t nb)
{
	if (unlikely(pair->owner != hisi_qm_process)) {
		hisi_qm_foreign(pair);
		return false;
	}
	out->pair = pair;
	out->ops = ops;
	out->nb = nb;
	out->n = 0;
	out->index = pair->head & pair->mask;
	out->pending = rte_atomic_load_explicit(&pair->tail, rte_memory_order_acquire) -
		       pair->head;
	return out->pending != 0;
}

/** Look for the reason when ops wait and nothing completes. */
static __rte_always_inline void
hisi_qm_idle(struct hisi_qm_pair *pair)
{
	uint32_t i;

	for (i = 0; i < pair->nb_queues; i++)
		if (unlikely(pair->queue[i].status[0] != 0)) {
			hisi_qm_bury(pair);
			return;
		}
}

/**
 * The entry of an op that waits to be released, for a PMD that releases ops one
 * by one. The consumer alone may call it.
 * @param ahead ops peeked at since the last hisi_qm_consume()
 * @param index receives the op's index
 * @return NULL if the op is not there or is not done
 */
static __rte_always_inline struct hisi_qm_entry *
hisi_qm_peek(const struct hisi_qm_pair *pair, uint32_t ahead, uint32_t *index)
{
	uint32_t pos = pair->head + ahead;

	*index = pos & pair->mask;
	if (pos == rte_atomic_load_explicit(&pair->tail, rte_memory_order_acquire) ||
	    !(pair->ring[*index].flags & HISI_QM_ENTRY_DONE))
		return NULL;
	return &pair->ring[*index];
}

/** Release n ops that hisi_qm_peek() gave: their places are free from here on. */
static __rte_always_inline void
hisi_qm_consume(struct hisi_qm_pair *pair, uint32_t n)
{
	pair->dequeued += n;
	rte_atomic_store_explicit(&pair->head, pair->head + n, rte_memory_order_release);
}

/**
 * Take in completions unless an op to be peeked at is done already. If ops wait
 * and nothing completes, find out why.
 * @param ahead as for hisi_qm_peek()
 */
static inline void
hisi_qm_poll(struct hisi_qm_pair *pair, uint32_t ahead)
{
	uint32_t index;

	if (unlikely(pair->owner != hisi_qm_process)) {
		hisi_qm_foreign(pair);
		return;
	}
	if (pair->head + ahead ==
	    rte_atomic_load_explicit(&pair->tail, rte_memory_order_acquire) ||
	    hisi_qm_peek(pair, ahead, &index) != NULL)
		return;
	pair->conf.scan(pair->conf.pmd, pair->limit);
	if (hisi_qm_peek(pair, ahead, &index) == NULL)
		hisi_qm_idle(pair);
}

/**
 * End to dequeue: release what was marked and is next in order now. The
 * places of all released ops are free from here on.
 * @return ops released
 */
static __rte_always_inline uint16_t
hisi_qm_dequeue_end(struct hisi_qm_out *out)
{
	struct hisi_qm_pair *pair = out->pair;
	const struct hisi_qm_entry *e;

	while (out->n < out->nb && out->n < out->pending) {
		e = &pair->ring[out->index];
		if (!(e->flags & HISI_QM_ENTRY_DONE))
			break;
		hisi_qm_release(out, e->op);
	}
	if (unlikely(out->n == 0))
		hisi_qm_idle(pair);
	hisi_qm_consume(pair, out->n);
	return out->n;
}

#endif /* HISI_QM_DEQUEUE_H */
