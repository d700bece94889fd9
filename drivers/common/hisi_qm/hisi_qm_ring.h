/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_RING_H
#define HISI_QM_RING_H

/**
 * @file
 * The data path of a queue pair. Inlines only; one lcore may enqueue while
 * another dequeues.
 *
 *   ops in                                                     ops out
 *     |        +-----------------------------------------+       ^
 *     +------> | op ring:  head -> . . D . D D . <- tail | ------+
 *              +-----------------------------------------+
 *                 |  slot -> op index          ^ D = done
 *                 v                            |
 *              SQ (SQEs) == doorbell ==> device ==> CQ (CQEs, phase)
 *
 * The op ring bounds everything: it admits so many ops that neither an SQ nor
 * a CQ can overflow, even though consumed CQEs are given back late (qm.md
 * 5.4): limit = depth - 1 - HISI_QM_CQ_PACE.
 */

#include <rte_branch_prediction.h>
#include <rte_io.h>

#include "hisi_qm.h"

/** CQEs consumed before the CQ doorbell gives them back. */
#define HISI_QM_CQ_PACE 32

/** slot_op of a slot without an op in flight, or beyond the ring. */
#define HISI_QM_NO_OP UINT16_MAX

/** Entries of slot_op: whatever a CQE names needs no check. */
#define HISI_QM_SLOTS (UINT16_MAX + 1)

/** One hardware queue. */
struct hisi_qm_queue {
	/* Constant while the queue is open. */
	uint8_t *sq;
	struct hisi_qm_cqe *cq;
	/** SQ slot -> op ring index; written by who owns the slot. */
	uint16_t *slot_op;
	const volatile uint32_t *status; /**< [0] RX, [1] TX (qm.md 7.1). */
	volatile void *db;            /**< Doorbell register, or NULL ... */
	void (*db_call)(void *arg, uint64_t value); /**< ... a function. */
	void *db_arg;
	uint32_t sq_depth;
	uint32_t cq_depth;
	uint16_t qn;
	/* Producer: enqueue, or dequeue for a queue of second passes. */
	uint32_t tail __rte_cache_aligned; /**< Next slot. */
	uint32_t rung;                /**< Tail last rung. */
	uint64_t sq_doorbells;
	/* Consumer. */
	uint32_t phase __rte_cache_aligned; /**< Of a new CQE, in its place. */
	uint32_t head;                /**< Next CQE. */
	uint32_t unrung;              /**< Consumed, not given back. */
	uint32_t in_flight;           /**< Queue of second passes only. */
	uint64_t cq_doorbells;
	uint64_t cqe_errors;          /**< CQEs that name no op in flight. */
	/* Private to the queue layer. */
	struct hisi_qm_pair *pair __rte_cache_aligned;
	void *provider_q;
	void *mmio;
	void *dus;
	size_t dus_size;
	uint16_t qc_type;
};

/** A queue pair. */
struct hisi_qm_pair {
	/* Constant while the pair exists. */
	struct hisi_qm_entry *ring;
	uint8_t *cookies;
	uint8_t *sgls;                /**< See hisi_qm_sgl.h. */
	uint8_t *areas;
	uint32_t mask;
	uint32_t limit;               /**< Ops in flight at most. */
	uint32_t cookie_size;
	uint32_t area_size;
	uint32_t nb_queues;
	uint32_t nb_first;            /**< Queues that enqueue writes to. */
	uint64_t owner;               /**< Process that may touch it. */
	/* Producer. */
	uint32_t tail __rte_cache_aligned; /**< Free running; published. */
	uint32_t head_seen;           /**< Consumer's head, as last read. */
	uint32_t blocked;             /**< Stopped: refuse all ops. */
	uint64_t enqueued;
	uint64_t enqueue_err;
	/* Consumer. */
	uint32_t head __rte_cache_aligned; /**< Free running; published. */
	uint64_t dequeued;
	uint64_t dequeue_err;
	/* Private to the queue layer. */
	struct hisi_qm_dev *dev __rte_cache_aligned;
	struct hisi_qm_pair *next;
	struct hisi_qm_pair_conf conf;
	struct hisi_qm_pair_stats base;
	uint32_t op_errors;           /**< Refused ops, for the log. */
	size_t sgls_size;
	size_t areas_size;
	bool stopped;
	bool death_logged;
	/* The hardware queues. */
	struct hisi_qm_queue queue[];
};

/** Which process this is; changes in a forked child. */
extern uint64_t hisi_qm_process;

/** Tell once per process why a pair of another one is not touched. */
__rte_internal
__rte_cold
void hisi_qm_foreign(const struct hisi_qm_pair *pair);

/** Fail what dead queues of the pair had; called when nothing completes. */
__rte_internal
__rte_cold
void hisi_qm_bury(struct hisi_qm_pair *pair);

/** Count a CQE that names no op in flight. */
__rte_internal
__rte_cold
void hisi_qm_stray(struct hisi_qm_queue *q, uint32_t slot);

/**
 * Whether, and how many, ops can go in now.
 * @param nb ops offered
 * @return ops that fit; 0 if the pair is full, stopped, dead, or belongs to
 *   another process
 */
static __rte_always_inline uint32_t
hisi_qm_enqueue_begin(struct hisi_qm_pair *pair, uint32_t nb)
{
	uint32_t room, i;

	if (unlikely(pair->owner != hisi_qm_process)) {
		hisi_qm_foreign(pair);
		return 0;
	}
	if (unlikely(pair->blocked))
		return 0;
	for (i = 0; i < pair->nb_first; i++)
		if (unlikely(pair->queue[i].status[1] != 0))
			return 0;
	room = pair->limit - (pair->tail - pair->head_seen);
	if (unlikely(room < nb)) {
		pair->head_seen = __atomic_load_n(&pair->head,
						  __ATOMIC_ACQUIRE);
		room = pair->limit - (pair->tail - pair->head_seen);
	}
	return RTE_MIN(room, nb);
}

/**
 * A burst of ops on its way in, in local variables of enqueue: the compiler
 * cannot know that descriptors are not rings, and would load them again
 * after every store.
 */
struct hisi_qm_in {
	struct hisi_qm_pair *pair;
	uint32_t tail;     /**< Of the op ring. */
};

/** Index in the op ring of the next op. */
static __rte_always_inline uint32_t
hisi_qm_index(const struct hisi_qm_in *in)
{
	return in->tail & in->pair->mask;
}

/** The free part of an SQ, likewise. */
struct hisi_qm_sq {
	uint8_t *sqe;      /**< The next slot. */
	uint16_t *slot_op;
	uint8_t *end;      /**< End of the ring. */
};

/** Scratch memory of an op, cookie_size bytes, cache aligned. */
static __rte_always_inline void *
hisi_qm_cookie(const struct hisi_qm_pair *pair, uint32_t index)
{
	return pair->cookies + (size_t)index * pair->cookie_size;
}

/** Seldom used memory of an op, area_size bytes, page aligned. */
static __rte_always_inline void *
hisi_qm_area(const struct hisi_qm_pair *pair, uint32_t index)
{
	return pair->areas + (size_t)index * pair->area_size;
}

/** The next op goes to hardware. @param aux 16 bits for the PMD */
static __rte_always_inline void
hisi_qm_entry_hw(struct hisi_qm_in *in, void *op, uint32_t queue,
		 uint32_t aux)
{
	struct hisi_qm_entry *e = &in->pair->ring[hisi_qm_index(in)];

	e->op = op;
	e->flags = HISI_PREP(HISI_QM_ENTRY_QUEUE, queue) |
		   HISI_PREP(HISI_QM_ENTRY_AUX, aux);
	in->tail++;
}

/** The next op is finished already; it comes back in its turn. */
static __rte_always_inline void
hisi_qm_entry_done(struct hisi_qm_in *in, void *op)
{
	struct hisi_qm_entry *e = &in->pair->ring[hisi_qm_index(in)];

	e->op = op;
	e->flags = HISI_QM_ENTRY_DONE;
	in->tail++;
}

/**
 * Begin to write descriptors. There is always a free slot, the op ring sees
 * to that; all of it must be written (qm.md 6.1).
 * @param sqe_size the PMD's constant
 */
static __rte_always_inline struct hisi_qm_sq
hisi_qm_sq_begin(const struct hisi_qm_queue *q, uint32_t sqe_size)
{
	return (struct hisi_qm_sq) {
		.sqe = q->sq + (size_t)q->tail * sqe_size,
		.slot_op = q->slot_op + q->tail,
		.end = q->sq + (size_t)q->sq_depth * sqe_size,
	};
}

/** The slot is written; it belongs to the op of this index. */
static __rte_always_inline void
hisi_qm_sq_commit(struct hisi_qm_sq *sq, const struct hisi_qm_queue *q,
		  uint32_t sqe_size, uint32_t index)
{
	*sq->slot_op++ = index;
	sq->sqe += sqe_size;
	if (unlikely(sq->sqe == sq->end)) {
		sq->sqe = q->sq;
		sq->slot_op = q->slot_op;
	}
}

/** End to write descriptors; the doorbell comes with the end of the burst. */
static __rte_always_inline void
hisi_qm_sq_end(const struct hisi_qm_sq *sq, struct hisi_qm_queue *q)
{
	q->tail = sq->slot_op - q->slot_op;
}

/** All three for one descriptor. */
#define hisi_qm_sq_one(q, sqe_size, index) \
	do { \
		struct hisi_qm_sq one_ = hisi_qm_sq_begin(q, sqe_size); \
		hisi_qm_sq_commit(&one_, q, sqe_size, index); \
		hisi_qm_sq_end(&one_, q); \
	} while (0)

/**
 * Store to the queue's doorbell (qm.md 5.2), as one store of 8 bytes. The
 * barrier before it is the caller's.
 * @param index 0 to depth - 1
 */
static __rte_always_inline void
hisi_qm_db_write(struct hisi_qm_queue *q, uint32_t cmd, uint32_t index)
{
	uint64_t v = HISI_PREP64(HISI_QM_DB_QN, q->qn) |
		     HISI_PREP64(HISI_QM_DB_CMD, cmd) |
		     HISI_PREP64(HISI_QM_DB_INDEX, index);

	if (q->db != NULL)
		rte_write64_relaxed(v, q->db);
	else
		q->db_call(q->db_arg, v);
}

/** Ring the SQ doorbell if slots were committed since the last time. */
static __rte_always_inline void
hisi_qm_sq_ring(struct hisi_qm_queue *q)
{
	if (q->tail == q->rung)
		return;
	q->rung = q->tail;
	q->sq_doorbells++;
	/* SQE stores, normal memory, before the device store (qm.md 6.4). */
	rte_io_wmb();
	hisi_qm_db_write(q, HISI_QM_DB_CMD_SQ, q->tail);
}

/** End a burst: publish its ops, ring the doorbells. @return ops accepted */
static __rte_always_inline uint16_t
hisi_qm_enqueue_end(const struct hisi_qm_in *in)
{
	struct hisi_qm_pair *pair = in->pair;
	uint32_t i, nb = in->tail - pair->tail;

	pair->enqueued += nb;
	__atomic_store_n(&pair->tail, in->tail, __ATOMIC_RELEASE);
	for (i = 0; i < pair->nb_first; i++)
		hisi_qm_sq_ring(&pair->queue[i]);
	return nb;
}

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

/**
 * Whether the next CQE of a queue is there.
 */
static __rte_always_inline bool
hisi_qm_scan_ready(const struct hisi_qm_queue *q)
{
	const volatile uint32_t *w3 = &q->cq[q->head].w3;

	return ((*w3 ^ q->phase) & HISI_QM_CQE_W3_PHASE) == 0;
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
hisi_qm_scan(struct hisi_qm_pair *pair, struct hisi_qm_queue *q,
	     struct hisi_qm_out *out, uint32_t sqe_size, uint32_t budget,
	     hisi_qm_done_fn done, void *arg)
{
	/* Kept in registers: stores to ops may alias all of memory. */
	const struct hisi_qm_cqe *cqe = &q->cq[q->head], *stop;
	const struct hisi_qm_cqe *const end = &q->cq[q->cq_depth];
	struct hisi_qm_entry *const ring = pair->ring;
	uint16_t *const slot_op = q->slot_op;
	const uint8_t *const sq = q->sq;
	uint32_t n = 0, slot, index, phase = q->phase;
	void *op;

	do {
		stop = cqe + RTE_MIN(budget - n, (uint32_t)(end - cqe));
		n += stop - cqe;
		for (; cqe != stop; cqe++) {
			if (((*(const volatile uint32_t *)&cqe->w3 ^ phase) &
			     HISI_QM_CQE_W3_PHASE) != 0)
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
	n = hisi_qm_scan(pair, q, NULL, sqe_size, budget, done, arg);
	/* CQEs that named no op took none out of flight. */
	q->in_flight -= n - (uint32_t)(q->cqe_errors - errors);
	/* What depends on the results of these. */
	hisi_qm_second_ring(pair, q);
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
	out->pending = __atomic_load_n(&pair->tail, __ATOMIC_ACQUIRE) -
		       pair->head;
	return out->pending != 0;
}

/**
 * Whether only a new pair can help: a queue has died, or the pair is that of
 * another process, whose status words are not even mapped in this one.
 */
static __rte_always_inline bool
hisi_qm_dead(const struct hisi_qm_pair *pair)
{
	uint32_t i;

	if (pair->owner != hisi_qm_process)
		return true;
	for (i = 0; i < pair->nb_queues; i++)
		if (pair->queue[i].status[1] != 0)
			return true;
	return false;
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
	pair->dequeued += out->n;
	__atomic_store_n(&pair->head, pair->head + out->n, __ATOMIC_RELEASE);
	return out->n;
}

#endif /* HISI_QM_RING_H */
