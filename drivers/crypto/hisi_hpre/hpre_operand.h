/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_OPERAND_H
#define HPRE_OPERAND_H

/** @file Big-endian numbers in slots of fixed size (hpre.md 4). */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <rte_byteorder.h>
#include <rte_common.h>

/** Drop leading zero bytes, but for the last byte. */
static inline void
hpre_strip(const uint8_t **data, size_t *len)
{
	while (*len > 1 && **data == 0) {
		(*data)++;
		(*len)--;
	}
}

/**
 * Put a number right-aligned into a slot.
 * @param len bytes, at most slot
 */
static inline void
hpre_put(uint8_t *to, size_t slot, const uint8_t *data, size_t len)
{
	memset(to, 0, slot - len);
	memcpy(to + slot - len, data, len);
}

/**
 * Whether a < b, both of len bytes, a multiple of 8. Ends at the first
 * difference: for public numbers only.
 */
static inline bool
hpre_less_public(const uint8_t *a, const uint8_t *b, size_t len)
{
	rte_be64_t x, y;
	size_t i;

	for (i = 0; i < len; i += sizeof(x)) {
		memcpy(&x, a + i, sizeof(x));
		memcpy(&y, b + i, sizeof(y));
		if (x != y)
			return rte_be_to_cpu_64(x) < rte_be_to_cpu_64(y);
	}
	return false;
}

/** Whether a < b, in a time that depends on len only. */
static inline bool
hpre_less(const uint8_t *a, const uint8_t *b, size_t len)
{
	uint32_t borrow = 0;

	while (len-- > 0)
		borrow = (((uint32_t)a[len] - b[len] - borrow) >> 8) & 1;
	return borrow != 0;
}

#endif /* HPRE_OPERAND_H */
