/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_DEVICE_H
#define ACCEL_DEVICE_H

/** @file A crypto device of this process, set up for tests and benchmarks. */

#include <stdbool.h>
#include <stdint.h>

#include <rte_crypto.h>
#include <rte_mempool.h>

/** Ops that a device has; so many may be in flight. */
#define ST_NB_OPS 127

/** An idle device takes an op within this time, seconds. */
#define ST_TAKE_SECONDS 5

/** An op in a device comes back within this time, seconds: the model takes many
 * of them on a busy host.
 */
#define ST_WAIT_SECONDS 60

/** A crypto device with one queue pair. */
struct st_crypto {
	uint8_t id;
	const char *name;
	uint64_t features;
	struct rte_mempool *sessions; /**< Symmetric; NULL if not offered. */
	struct rte_mempool *asym_sessions;
	struct rte_mempool *ops;
	struct rte_mempool *mbufs;
};

/** Configure and start a device. @return NULL or what went wrong */
const char *st_crypto_open(struct st_crypto *d, uint8_t dev_id);

/** Stop the device and free what st_crypto_open() made. */
void st_crypto_close(struct st_crypto *d);

/** Messages for an op that misses one of these limits. @{ */
#define ST_NOT_TAKEN "the device does not take an op, for 5 s"
#define ST_LATE "an op did not come back within 60 s"
/** @} */

/**
 * Run an op to its end: it came back, or was refused with a status.
 * @return NULL, ST_NOT_TAKEN, or ST_LATE: then the device still has it
 */
const char *st_crypto_run(const struct st_crypto *d, struct rte_crypto_op *op);

#endif /* ACCEL_DEVICE_H */
