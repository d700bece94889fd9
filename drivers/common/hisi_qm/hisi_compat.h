/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_COMPAT_H
#define HISI_COMPAT_H

/**
 * @file
 * Differences between DPDK releases, as features. In drivers a release number
 * may appear only here and in hisi_compat_asym.h; hisi_compat_app.h of app/common
 * has those of programs. The base is 22.11.
 */

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <rte_log.h>
#include <rte_version.h>

#if RTE_VERSION < RTE_VERSION_NUM(22, 11, 0, 0)
#error "DPDK 22.11 or later is needed"
#endif

/**
 * From 25.07 on the linker's list of symbols is made from these lines; before,
 * and outside of a DPDK tree, version.map is that list.
 */
#ifndef RTE_EXPORT_INTERNAL_SYMBOL
#define RTE_EXPORT_INTERNAL_SYMBOL(symbol)
#endif

/**
 * DPDK's words for atomics exist from 23.11 on. RTE_ATOMIC() stands in the type
 * of each field that is read or written with them.
 */
#if RTE_VERSION >= RTE_VERSION_NUM(23, 11, 0, 0)
#include <rte_stdatomic.h>
#else
#define RTE_ATOMIC(type) type
#define rte_memory_order_relaxed __ATOMIC_RELAXED
#define rte_memory_order_acquire __ATOMIC_ACQUIRE
#define rte_memory_order_release __ATOMIC_RELEASE
#define rte_atomic_load_explicit(from, order) __atomic_load_n(from, order)
#define rte_atomic_store_explicit(to, value, order) \
	__atomic_store_n(to, value, order)
#define rte_atomic_fetch_add_explicit(to, value, order) \
	__atomic_fetch_add(to, value, order)
#endif

/** Log a line, without its end; exists from 24.03 on. */
#ifndef RTE_LOG_LINE
#define RTE_LOG_LINE(level, type, fmt, ...) \
	RTE_LOG(level, type, fmt "\n", ## __VA_ARGS__)
#endif

/** Rows of tables that need a name which releases have from then on. */
#if RTE_VERSION >= RTE_VERSION_NUM(23, 3, 0, 0)
#define HISI_FROM_23_03(...) __VA_ARGS__
#else
#define HISI_FROM_23_03(...)
#endif
#if RTE_VERSION >= RTE_VERSION_NUM(23, 7, 0, 0)
#define HISI_FROM_23_07(...) __VA_ARGS__
#else
#define HISI_FROM_23_07(...)
#endif
#if RTE_VERSION >= RTE_VERSION_NUM(24, 11, 0, 0)
#define HISI_FROM_24_11(...) __VA_ARGS__
#else
#define HISI_FROM_24_11(...)
#endif
#if RTE_VERSION >= RTE_VERSION_NUM(25, 3, 0, 0)
#define HISI_FROM_25_03(...) __VA_ARGS__
#else
#define HISI_FROM_25_03(...)
#endif

/** Add a counter to a telemetry dictionary; u64 was called uint from 23.03 on. */
#if RTE_VERSION < RTE_VERSION_NUM(23, 3, 0, 0)
#define hisi_tel_add_u64 rte_tel_data_add_dict_u64
#else
#define hisi_tel_add_u64 rte_tel_data_add_dict_uint
#endif

/**
 * Overwrite a secret in a way the compiler keeps.
 * @param p memory to clear, may be NULL if len is 0
 * @param len bytes
 */
static inline void
hisi_memzero(void *p, size_t len)
{
	if (len == 0)
		return;
	memset(p, 0, len);
	__asm__ __volatile__("" : : "r"(p) : "memory");
}

/**
 * Compare two ranges in a time that depends on the length only.
 * @return true if all len bytes are equal
 */
static inline bool
hisi_memeq(const void *a, const void *b, size_t len)
{
	const volatile uint8_t *x = a;
	const volatile uint8_t *y = b;
	uint8_t diff = 0;
	size_t i;

	for (i = 0; i < len; i++)
		diff |= x[i] ^ y[i];
	return diff == 0;
}

#endif /* HISI_COMPAT_H */
