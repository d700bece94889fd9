/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_ENQUEUE_H
#define HISI_QM_ENQUEUE_H

/**
 * @file
 * How ops go into a queue pair. A PMD asks how many fit, takes a run of places,
 * fills them, ends the run, and ends the burst with one doorbell. A slot is
 * filled in no other way; a single op is a run of one.
 */

#include "hisi_qm_ring.h"

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
		pair->head_seen = rte_atomic_load_explicit(&pair->head,
						  rte_memory_order_acquire);
		room = pair->limit - (pair->tail - pair->head_seen);
	}
	return RTE_MIN(room, nb);
}

/** A burst of ops on its way in; local to enqueue. */
struct hisi_qm_in {
	struct hisi_qm_pair *pair;
	uint32_t tail;     /**< Of the op ring; behind the ops of the burst. */
};

/**
 * Begin a burst.
 * @param ahead ops of earlier bursts that hisi_qm_enqueue_end() has not
 *   published yet
 */
static __rte_always_inline struct hisi_qm_in
hisi_qm_in(struct hisi_qm_pair *pair, uint32_t ahead)
{
	return (struct hisi_qm_in) {
		.pair = pair, .tail = pair->tail + ahead,
	};
}

/** Index in the op ring of the next op. */
static __rte_always_inline uint32_t
hisi_qm_index(const struct hisi_qm_in *in)
{
	return in->tail & in->pair->mask;
}

/**
 * Places of ops that follow one another in all rings. Whoever fills them keeps
 * this structure in registers: the compiler cannot know that descriptors are
 * not rings, and would load the rings' addresses again after each store.
 */
struct hisi_qm_run {
	struct hisi_qm_entry *entry; /**< Of the first op. */
	uint8_t *sqe;                /**< Slot of the first op. */
	uint16_t *slot_op;           /**< Entry of slot_op of the first op. */
	uint32_t index;              /**< Index in the op ring of the first op. */
	uint32_t nb;                 /**< How many ops have a place. */
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

/** Places for ops that each need one descriptor of q, at most nb of them. */
static __rte_always_inline struct hisi_qm_run
hisi_qm_run(const struct hisi_qm_in *in, const struct hisi_qm_queue *q,
	    uint32_t sqe_size, uint32_t nb)
{
	struct hisi_qm_run run = hisi_qm_run_soft(in, nb);

	run.sqe = hisi_qm_slot(q, sqe_size);
	run.slot_op = q->slot_op + q->tail;
	run.nb = RTE_MIN(run.nb, q->sq_depth - q->tail);
	return run;
}

/** Op i of a run has its descriptor. @param flags hisi_qm_entry_flags() */
static __rte_always_inline void
hisi_qm_run_hw(const struct hisi_qm_run *run, size_t i, void *op,
	       uint32_t flags)
{
	run->slot_op[i] = run->index + i;
	run->entry[i].op = op;
	run->entry[i].flags = flags;
}

/** Op i of a run has its final status and comes back in its turn. */
static __rte_always_inline void
hisi_qm_run_done(const struct hisi_qm_run *run, size_t i, void *op)
{
	run->entry[i].op = op;
	run->entry[i].flags = HISI_QM_ENTRY_DONE;
}

/** n places of a run are filled. @param q NULL if they need no descriptor */
static __rte_always_inline void
hisi_qm_run_end(struct hisi_qm_in *in, struct hisi_qm_queue *q, uint32_t n)
{
	in->tail += n;
	if (q != NULL)
		hisi_qm_slots_written(q, n);
}

/** A run of one op whose descriptor is in hisi_qm_slot(). */
static __rte_always_inline void
hisi_qm_one_hw(struct hisi_qm_in *in, uint32_t queue, uint32_t sqe_size,
	       void *op, uint32_t aux)
{
	struct hisi_qm_queue *q = &in->pair->queue[queue];
	const struct hisi_qm_run run = hisi_qm_run(in, q, sqe_size, 1);

	hisi_qm_run_hw(&run, 0, op, hisi_qm_entry_flags(queue, aux));
	hisi_qm_run_end(in, q, 1);
}

/** A run of one op that has its final status. */
static __rte_always_inline void
hisi_qm_one_done(struct hisi_qm_in *in, void *op)
{
	const struct hisi_qm_run run = hisi_qm_run_soft(in, 1);

	hisi_qm_run_done(&run, 0, op);
	hisi_qm_run_end(in, NULL, 1);
}

/** End a burst: publish its ops, ring the doorbells. @return ops accepted */
static __rte_always_inline uint16_t
hisi_qm_enqueue_end(const struct hisi_qm_in *in)
{
	struct hisi_qm_pair *pair = in->pair;
	uint32_t i, nb = in->tail - pair->tail;

	pair->enqueued += nb;
	rte_atomic_store_explicit(&pair->tail, in->tail, rte_memory_order_release);
	for (i = 0; i < pair->nb_first; i++)
		hisi_qm_sq_ring(&pair->queue[i]);
	return nb;
}

#endif /* HISI_QM_ENQUEUE_H */
