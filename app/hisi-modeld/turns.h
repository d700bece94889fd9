/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef TURNS_H
#define TURNS_H

/**
 * @file
 * Who executes next on a device.
 *
 * Each queue has a thread, and a device has so many places for threads that
 * execute. Places are given out by cost: every user has a clock that runs with
 * the CPU time of its queues, every queue one of its own, and the user and then
 * the queue with the earliest clock comes next. So it does not matter how many
 * queues a user has, nor how long its descriptors are. Who comes back after it
 * wanted nothing gets no credit for that time but TURNS_BONUS_NS, which lets
 * short work go ahead of long work.
 *
 * Nobody is interrupted: a thread that has a place looks between slices of its
 * work whether somebody else is due, and gives the place up while it waits for
 * memory.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/** How much earlier the clock of a user is set that comes back, ns. */
#define TURNS_BONUS_NS 1000000
/** By how much a clock must be ahead of another to give the place up, ns. */
#define TURNS_GRAIN_NS 200000
/** The same among queues of one user, ns. */
#define TURNS_QUEUE_GRAIN_NS 2000000

/** The places of a device. */
struct turns;
/** A user of a device: all its queues. */
struct turns_user;

/** A queue of a device. Fields are guarded by the lock of the turns. */
struct turn {
	struct turns *turns;
	struct turns_user *user;
	pthread_cond_t granted;
	uint64_t clock;    /**< CPU time of the queue, ns. */
	uint64_t since;    /**< CPU clock of the thread when it was charged. */
	uint64_t order;    /**< When it began to wait. */
	bool running;      /**< Has a place. */
	bool waiting;
	atomic_bool cut;   /**< Is to end: waits for nothing. */
	struct turn *next; /**< Of the user. */
};

/**
 * Make places.
 * @param places threads that execute at one time, from 1
 * @return NULL if memory is short; to be given to turns_put()
 */
struct turns *turns_new(unsigned int places);
/** Drop a reference; each turn holds one. */
void turns_put(struct turns *turns);

/** Give a queue a turn. @param user whose queue it is @return 0, -ENOMEM */
int turn_init(struct turn *t, struct turns *turns, uint32_t user);
/** Undo turn_init(); the turn has no place. */
void turn_fini(struct turn *t);

/** Wait for a place. @return false if it was cut: there may be none then */
bool turn_take(struct turn *t);
/** Give the place up. */
void turn_leave(struct turn *t);
/**
 * Between slices: let others have the place if they are due. By the thread
 * that has it. @return false if it was cut
 */
bool turn_next(struct turn *t);
/** From now on the turn never waits. */
void turn_cut(struct turn *t);

#endif /* TURNS_H */
