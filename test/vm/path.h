/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VM_PATH_H
#define VM_PATH_H

/**
 * @file
 * A DPDK program on a SEC queue file: AES-128-CBC, checked with OpenSSL, every
 * op accounted for; and its like on a ZIP queue file.
 */

#include <stdbool.h>
#include <stdint.h>

#include <rte_cryptodev.h>
#include <rte_mbuf.h>

/** Ops in flight at most. */
#define PATH_DEPTH 64
/** Bytes of an op at most. */
#define PATH_MAX_SIZE 4096

/** A device with one queue pair and its ops. */
struct path {
	uint8_t id;
	void *session;
	struct rte_mempool *session_pool;
	struct rte_mempool *op_pool;
	struct rte_mempool *mbuf_pool;
	uint32_t size;                        /**< bytes of each op */
	uint32_t seed;                        /**< of the data */
	struct rte_crypto_op *free[PATH_DEPTH];
	uint32_t nb_free;
	bool yield;                           /**< the CPU, when nothing came */
};

/** The results of the ops. */
struct path_result {
	uint64_t enqueued;
	uint64_t ok;
	uint64_t failed; /**< came back with another status than success */
	uint64_t wrong;  /**< successful, but not what OpenSSL has */
	bool died;       /**< the device takes nothing any more */
};

/** The device of crypto_hisi_sec; ends the program if there is none. */
void path_open(struct path *p, uint32_t size, uint32_t seed);
void path_close(struct path *p);

/**
 * Keep `depth` ops in flight until `total` have been enqueued or the device
 * dies, then wait for all that are out.
 * @param check compare with OpenSSL, with other data in every op; if not, the
 *   same ops go round and the loop makes no call but enqueue and dequeue
 */
void path_stream(struct path *p, uint64_t total, uint32_t depth, bool check,
		 struct path_result *r);

/** Data of a seed; len is a multiple of 8. */
void path_fill(uint8_t *out, uint32_t len, uint64_t seed);

/**
 * On the device of compress_hisi_zip: ops of DEFLATE, checked with zlib, until
 * `total` have been enqueued or the device dies. Says "ready" before.
 */
void path_zip_storm(uint64_t total, uint32_t seed, struct path_result *r);

/** Seconds of a clock. */
double path_now(void);

/** The same through AF_ALG. @return seconds for n calls, negative: errno */
double path_af_alg(uint32_t size, uint32_t n);

#endif /* VM_PATH_H */
