/* SPDX-License-Identifier: BSD-3-Clause OR GPL-2.0
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Types and bit-field helpers shared by the wire format headers.
 *
 * Everything the device reads or writes is little-endian; the headers are
 * shared by drivers, model and kernel code, so they use nothing but fixed
 * width integers and constant expressions.
 */

#ifndef HISI_HW_TYPES_H
#define HISI_HW_TYPES_H

#ifdef __KERNEL__
#include <linux/types.h>
#include <linux/stddef.h>
#else
#include <stddef.h>
#include <stdint.h>
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "The accelerators are little-endian and so must the host be"
#endif

/** Mask of bits hi..lo of a 32-bit word. */
#define HISI_BITS(hi, lo) \
	((0xffffffffU >> (31 - (hi))) & (0xffffffffU << (lo)))

/** Mask of bits hi..lo of a 64-bit word. */
#define HISI_BITS64(hi, lo) \
	((0xffffffffffffffffULL >> (63 - (hi))) & \
	 (0xffffffffffffffffULL << (lo)))

/** Lowest set bit of a mask; multiplying or dividing by it is a shift. */
#define HISI_LSB(mask) ((mask) & (~(mask) + 1))

/** Put value v into the field described by mask; v is cut to the field. */
#define HISI_PREP(mask, v) (((uint32_t)(v) * HISI_LSB(mask)) & (mask))
#define HISI_PREP64(mask, v) (((uint64_t)(v) * HISI_LSB(mask)) & (mask))

/** Take the field described by mask out of word w. */
#define HISI_GET(mask, w) (((uint32_t)(w) & (mask)) / HISI_LSB(mask))
#define HISI_GET64(mask, w) (((uint64_t)(w) & (mask)) / HISI_LSB(mask))

/** Low and high half of an address or another 64-bit value. */
#define HISI_LO32(v) ((uint32_t)((uint64_t)(v) & 0xffffffffU))
#define HISI_HI32(v) ((uint32_t)((uint64_t)(v) >> 32))

/** A 64-bit value from its halves. */
#define HISI_U64(lo, hi) ((uint64_t)(lo) | (uint64_t)(hi) << 32)

/**
 * For structures that are views of the same memory: without it the compiler
 * may take a store to one and a load from another for independent.
 */
#define HISI_ALIAS __attribute__((__may_alias__))

#define HISI_ASSERT_SIZE(type, size) \
	_Static_assert(sizeof(type) == (size), #type " has the wrong size")
#define HISI_ASSERT_OFFSET(type, member, offset) \
	_Static_assert(offsetof(type, member) == (offset), \
		       #type "." #member " is at the wrong offset")

#endif /* HISI_HW_TYPES_H */
