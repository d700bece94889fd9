/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_RING_H
#define HISI_QM_RING_H

/**
 * @file
 * The data path of a queue pair: its structures, and what its two sides share.
 * hisi_qm_enqueue.h and hisi_qm_dequeue.h have the two sides. All of it is
 * inline. One lcore may enqueue while another dequeues.
 *
 *   ops in                                                     ops out
 *     |        +-----------------------------------------+       ^
 *     +------> | op ring:  head -> . . D . D D . <- tail | ------+
 *              +-----------------------------------------+
 *                 |  slot -> op index          ^ D = done
 *                 v                            |
 *              SQ (SQEs) == doorbell ==> device ==> CQ (CQEs, phase)
 *
 * The op ring admits so few ops that neither an SQ nor a CQ can overflow, even
 * though consumed CQEs are given back late (qm.md 5.4):
 * limit = depth - 1 - HISI_QM_CQ_PACE.
 */

#include <rte_branch_prediction.h>
#include <rte_io.h>

#include "hisi_compat.h"
#include "hisi_qm.h"

/** CQEs consumed before the CQ doorbell gives them back. */
#define HISI_QM_CQ_PACE 32

/** slot_op of a slot without an op in flight, or beyond the ring. */
#define HISI_QM_NO_OP UINT16_MAX

/** Entries of slot_op: one for each slot number a CQE can name, right or wrong. */
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
	alignas(RTE_CACHE_LINE_SIZE) uint32_t tail; /**< Next slot. */
	uint32_t rung;                /**< Tail last rung. */
	uint64_t sq_doorbells;
	/* Consumer. */
	alignas(RTE_CACHE_LINE_SIZE) uint32_t phase; /**< Of a new CQE, in its place. */
	uint32_t head;                /**< Next CQE. */
	uint32_t unrung;              /**< Consumed, not given back. */
	uint32_t in_flight;           /**< Queue of second passes only. */
	uint64_t cq_doorbells;
	uint64_t cqe_errors;          /**< CQEs that name no op in flight. */
	/* Private to the queue layer. */
	alignas(RTE_CACHE_LINE_SIZE) struct hisi_qm_pair *pair;
	void *provider_q;
	void *mmio;
	void *dus;
	size_t dus_size;
	uint16_t qc_type;
};

/** A queue pair: the op ring and its hardware queues. */
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
	alignas(RTE_CACHE_LINE_SIZE) RTE_ATOMIC(uint32_t) tail; /**< Free running; published. */
	uint32_t head_seen;           /**< Consumer's head, as last read. */
	RTE_ATOMIC(uint32_t) blocked; /**< Stopped: refuse all ops. */
	uint64_t enqueued;
	uint64_t enqueue_err;
	/* Consumer. */
	alignas(RTE_CACHE_LINE_SIZE) RTE_ATOMIC(uint32_t) head; /**< Free running; published. */
	uint64_t dequeued;
	uint64_t dequeue_err;
	/* Private to the queue layer. */
	alignas(RTE_CACHE_LINE_SIZE) struct hisi_qm_dev *dev;
	struct hisi_qm_pair *next;
	struct hisi_qm_pair_conf conf;
	struct hisi_qm_pair_stats base;
	RTE_ATOMIC(uint32_t) op_errors; /**< Refused ops, for the log. */
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

/** An entry's flags while hardware has its op. @param aux 16 bits for the PMD */
static __rte_always_inline uint32_t
hisi_qm_entry_flags(uint32_t queue, uint32_t aux)
{
	return HISI_PREP(HISI_QM_ENTRY_QUEUE, queue) |
	       HISI_PREP(HISI_QM_ENTRY_AUX, aux);
}

/**
 * The next slot of a queue. There is always a free one: the op ring sees to
 * that. All of its sqe_size bytes must be written (qm.md 6.1).
 * @param sqe_size the PMD's constant
 */
static __rte_always_inline void *
hisi_qm_slot(const struct hisi_qm_queue *q, uint32_t sqe_size)
{
	return q->sq + (size_t)q->tail * sqe_size;
}

/** n slots from the next one on are written; they do not pass the ring's end. */
static __rte_always_inline void
hisi_qm_slots_written(struct hisi_qm_queue *q, uint32_t n)
{
	uint32_t tail = q->tail + n;

	q->tail = likely(tail != q->sq_depth) ? tail : 0;
}

/**
 * Ops that the application has not got back.
 * @param ahead ops that are in the ring, but not published yet
 */
static inline uint32_t
hisi_qm_in_flight(const struct hisi_qm_pair *pair, uint32_t ahead)
{
	return pair->tail + ahead -
	       rte_atomic_load_explicit(&pair->head, rte_memory_order_acquire);
}

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

#endif /* HISI_QM_RING_H */
