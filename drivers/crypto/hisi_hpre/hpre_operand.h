/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_OPERAND_H
#define HPRE_OPERAND_H

/**
 * @file
 * Big-endian numbers in slots of fixed size (hpre.md 4). A slot has a multiple of
 * 8 bytes. The time that a function takes depends on lengths only, never on the
 * number, unless its name says "public".
 */

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <rte_byteorder.h>
#include <rte_common.h>

/**
 * Leading zero bytes that a number may have beyond its slot. DER adds one,
 * libraries that work in words add up to seven. A longer number is not read.
 */
#define HPRE_EXTRA_ZEROS 8

/** Drop leading zero bytes, but for the last byte. For public numbers. */
static inline void
hpre_strip_public(const uint8_t **data, size_t *len)
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
 * Put a number of any length right-aligned into a slot.
 * @param data may be NULL if len is 0
 * @return false if it is missing or too long, and the slot is unchanged
 */
static inline bool
hpre_fit(uint8_t *to, size_t slot, const uint8_t *data, size_t len)
{
	uint8_t over = 0;

	if (data == NULL || len == 0 || len > slot + HPRE_EXTRA_ZEROS)
		return false;
	for (; len > slot; len--)
		over |= *data++;
	if (over != 0)
		return false;
	hpre_put(to, slot, data, len);
	return true;
}

/** Eight bytes, big-endian, at any address. */
static inline uint64_t
hpre_word(const uint8_t *p)
{
	rte_be64_t v;

	memcpy(&v, p, sizeof(v));
	return rte_be_to_cpu_64(v);
}

/** Whether a < b; ends at the first difference. For public numbers. */
static inline bool
hpre_less_public(const uint8_t *a, const uint8_t *b, size_t slot)
{
	uint64_t x, y;
	size_t i;

	for (i = 0; i < slot; i += sizeof(x)) {
		x = hpre_word(a + i);
		y = hpre_word(b + i);
		if (x != y)
			return x < y;
	}
	return false;
}

/** Whether a < b. */
static inline bool
hpre_less(const uint8_t *a, const uint8_t *b, size_t slot)
{
	uint64_t x, y, borrow = 0;

	while (slot > 0) {
		slot -= sizeof(x);
		x = hpre_word(a + slot);
		y = hpre_word(b + slot);
		/* The borrow out of x - y - borrow. */
		borrow = ((~x & y) | (~(x ^ y) & (x - y - borrow))) >> 63;
	}
	return borrow != 0;
}

/** Whether a number is below 2. */
static inline bool
hpre_is_trivial(const uint8_t *a, size_t slot)
{
	uint64_t v = hpre_word(a + slot - sizeof(v)) & ~1ULL;
	size_t i;

	for (i = 0; i < slot - sizeof(v); i += sizeof(v))
		v |= hpre_word(a + i);
	return v == 0;
}

/** Whether a number is 0. */
static inline bool
hpre_is_zero(const uint8_t *a, size_t slot)
{
	return hpre_is_trivial(a, slot) && a[slot - 1] == 0;
}

/** a = a - b for a >= b. For public numbers. */
static inline void
hpre_subtract_public(uint8_t *a, const uint8_t *b, size_t slot)
{
	int v, borrow = 0;

	while (slot-- > 0) {
		v = a[slot] - b[slot] - borrow;
		borrow = v < 0;
		a[slot] = v;
	}
}

#endif /* HPRE_OPERAND_H */
