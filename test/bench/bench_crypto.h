/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef BENCH_CRYPTO_H
#define BENCH_CRYPTO_H

/** @file Devices, sessions and ops of the benchmarks of symmetric crypto. */

#include <stdbool.h>

#include <rte_cryptodev.h>

/** Ops that go to a device at once. */
#define BENCH_BURST 32
/** Where the IV of an op lies. */
#define BENCH_IV (sizeof(struct rte_crypto_op) + \
		  sizeof(struct rte_crypto_sym_op))
/** Bytes of AAD of AEAD loads. */
#define BENCH_AAD_LEN 16

/** The measured load. */
struct bench_load {
	const char *name;
	struct rte_crypto_sym_xform xform[2];
	unsigned int segs; /**< Segments of an mbuf. */
	bool oop;          /**< Out of place. */
	/** Load of every second op, with a session of its own; or NULL. */
	const char *other;
};

/** End the program, naming what failed, unless ok. */
void bench_must(bool ok, const char *what);

/**
 * Start EAL on one core and without hugepages.
 * @param mbuf_bytes data of an mbuf that bench_packet() makes
 */
void bench_start(const char *program, const char *megabytes,
		 unsigned int mbuf_bytes);

/** A chain of len bytes in segs segments of equal length. */
struct rte_mbuf *bench_packet(unsigned int len, unsigned int segs);

/**
 * Make a virtual device with one queue pair and start it.
 * @param pool receives a mempool for its sessions
 */
uint8_t bench_open(const char *driver, const char *args,
		   struct rte_mempool **pool);

/** Make a session of a load; bench_must() succeed. */
void *bench_session(uint8_t dev, struct rte_mempool *pool,
		    struct bench_load *load);

/** Make BENCH_BURST ops, without sessions. */
void bench_ops_alloc(struct rte_crypto_op **ops);

/** Give an op data of len bytes and places for AAD and digest. */
void bench_op_fill(struct rte_crypto_op *op, const struct bench_load *load,
		   unsigned int len);

#endif /* BENCH_CRYPTO_H */
