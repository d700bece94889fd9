/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef FUNC_H
#define FUNC_H

/**
 * @file
 * The harness of the functional tests: EAL, devices made at run time, random
 * numbers that can be repeated, buffers with guard bytes, mbuf chains of any
 * segmentation over such buffers.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <rte_mbuf.h>

#include "hisi_model.h"

/**
 * Start EAL without hugepages, PCI and shared files. The variable TEST_SEED
 * repeats a run, TEST_SCALE (default 1) scales the number of random cases,
 * TEST_LOG shows the drivers' messages, TEST_DEVICE names the queue file that
 * func_device puts in place of models; then all memory is locked.
 */
void func_init(const char *program);

/**
 * Like func_init(), but EAL's heap is kept in a shared file. Without that a
 * forked child and its parent give out the same memory.
 */
void func_init_fork(const char *program);

/** Like func_init(), with the telemetry socket of EAL. */
void func_init_telemetry(const char *program);

/**
 * @param args arguments of a device to be made, or NULL
 * @return them, or for a model those of the device that TEST_DEVICE names;
 *   valid until the next call
 */
const char *func_device(const char *args);

/** End EAL. */
void func_exit(void);

/** Number of random cases: n scaled with TEST_SCALE, at least 1. */
unsigned int func_cases(unsigned int n);

/** The next random number. */
uint64_t func_random(void);
/** A random number from lo to hi. */
uint32_t func_range(uint32_t lo, uint32_t hi);
/** Random bytes. */
void func_fill(uint8_t *p, size_t len);
/** Start the sequence again from a given place. */
void func_seed(uint64_t seed);
/** The value of TEST_SEED that repeats the run. */
uint64_t func_seed_used(void);

/** Guard bytes before and after every buffer. */
#define FUNC_GUARD 32

/**
 * A buffer between guard bytes; the guards are checked when it is freed.
 * @return pointer to len bytes
 */
uint8_t *func_alloc(size_t len);
/** Check the guards and free. @return whether they were intact */
bool func_free(uint8_t *p);

/** Segments an mbuf chain of the tests may have. */
#define FUNC_MAX_SEGS 260

/**
 * An mbuf chain with a copy of data, each segment in a guarded buffer.
 * @param segs number of segments, cut at random places (no empty ones unless
 *   len < segs)
 */
struct rte_mbuf *func_mbuf(const uint8_t *data, size_t len,
			   unsigned int segs);
/** Copy the contents of a chain. @param out pkt_len bytes */
void func_mbuf_read(const struct rte_mbuf *m, uint8_t *out);
/** Free the chain. @return whether all guards were intact */
bool func_mbuf_free(struct rte_mbuf *m);

/** The model behind the most recently made device of a kind, for faults. */
struct hisi_model *func_model(const char *uacce_prefix);

/** Run all tests of the array; prints the seed if one fails. */
#define FUNC_RUN(program, tests) \
	func_result(program, cmocka_run_group_tests(tests, NULL, NULL))
int func_result(const char *program, int failed);

#endif /* FUNC_H */
