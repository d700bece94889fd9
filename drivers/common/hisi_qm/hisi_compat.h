/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_COMPAT_H
#define HISI_COMPAT_H

/**
 * @file
 * Differences between DPDK releases, as features. The only place where a
 * release number may appear. The base is 22.11.
 */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <rte_version.h>

#if RTE_VERSION < RTE_VERSION_NUM(22, 11, 0, 0)
#error "DPDK 22.11 or later is needed"
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
