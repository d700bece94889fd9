/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_QUEUE_H
#define HPRE_QUEUE_H

/**
 * @file
 * Ops for both queues of crypto_hisi_hpre, for the tests of its accounting. A
 * job is a slot of hq_jobs; hq_ops has its op, and hq_back the op that dequeue
 * returned in its turn.
 */

#include <stdbool.h>

#include "asym.h"

#define HQ_MAX_JOBS 600

extern struct asym_dev hq_dev;
extern struct asym_job hq_jobs[HQ_MAX_JOBS];
extern struct rte_crypto_op *hq_ops[HQ_MAX_JOBS], *hq_back[HQ_MAX_JOBS];

/** Open a device of some devargs, with a session for each of its queues. */
void hq_open(const char *args, uint16_t nb_qps, uint32_t nb_desc);

/** Close it. */
void hq_close(void);

/** cmocka: fail if an earlier case left the device open, which it does if it
 * failed.
 */
int hq_closed(void **state);

/** cmocka: make and free the RSA key. */
int hq_setup(void **state);
int hq_teardown(void **state);

/**
 * Make jobs 0 to nb - 1: for both queues, for the CPU, and invalid ones, in
 * random order.
 * @return the invalid ones
 */
unsigned int hq_make(unsigned int nb);

/** Make jobs 0 to nb - 1: RSA and curves in turns, for the device. */
void hq_make_hw(unsigned int nb);

/** Enqueue. @return ops accepted */
uint16_t hq_send(unsigned int from, unsigned int nb);

/** Allow output of a failed op: the device executed it, and its completion was
 * lost.
 */
void hq_let_executed(unsigned int nb);

/** Dequeue nb ops to hq_back, with a limit in time. */
void hq_take(unsigned int from, unsigned int nb);

/** Fail if another op comes. */
void hq_empty(void);

/**
 * Fail unless nb ops are back in order. An op with an error status must not
 * have written its output; all others are compared with the reference.
 * @return ops with an error status
 */
unsigned int hq_check(unsigned int nb);

#endif /* HPRE_QUEUE_H */
