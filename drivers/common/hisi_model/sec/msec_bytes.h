/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_BYTES_H
#define MSEC_BYTES_H

/** @file SEC model: integers in bytes, of a given order, at any address. */

#include <stdint.h>
#include <string.h>

/* The host is little-endian: hw/types.h refuses any other. */

/** 32 bits, little-endian, at any address. */
static inline uint32_t
msec_get_le32(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/** 64 bits, little-endian, at any address. */
static inline uint64_t
msec_get_le64(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/** 32 bits, big-endian, at any address. */
static inline uint32_t
msec_get_be32(const uint8_t *p)
{
	return __builtin_bswap32(msec_get_le32(p));
}

/** 64 bits, big-endian, at any address. */
static inline uint64_t
msec_get_be64(const uint8_t *p)
{
	return __builtin_bswap64(msec_get_le64(p));
}

/** Write 32 bits, little-endian, at any address. */
static inline void
msec_put_le32(uint8_t *p, uint32_t v)
{
	memcpy(p, &v, sizeof(v));
}

/** Write 64 bits, little-endian, at any address. */
static inline void
msec_put_le64(uint8_t *p, uint64_t v)
{
	memcpy(p, &v, sizeof(v));
}

/** Write 32 bits, big-endian, at any address. */
static inline void
msec_put_be32(uint8_t *p, uint32_t v)
{
	msec_put_le32(p, __builtin_bswap32(v));
}

/** Write 64 bits, big-endian, at any address. */
static inline void
msec_put_be64(uint8_t *p, uint64_t v)
{
	msec_put_le64(p, __builtin_bswap64(v));
}

/** out = a xor b, len bytes; out may be a or b. */
static inline void
msec_xor(uint8_t *out, const uint8_t *a, const uint8_t *b, size_t len)
{
	size_t i;

	for (i = 0; i + 8 <= len; i += 8)
		msec_put_le64(&out[i],
			      msec_get_le64(&a[i]) ^ msec_get_le64(&b[i]));
	for (; i < len; i++)
		out[i] = a[i] ^ b[i];
}

#endif /* MSEC_BYTES_H */
