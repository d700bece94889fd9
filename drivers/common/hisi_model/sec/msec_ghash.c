/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: GHASH with a table of 16 multiples. An element is a 128-bit
 * big-endian number whose highest bit is the coefficient of x^0, so that
 * multiplying by x is a shift to the right.
 */

#include "core/model.h"
#include "msec_bytes.h"
#include "msec_ghash.h"

#define BLOCK 16

/* x^128 = 1 + x + x^2 + x^7, in the top 16 bits of an element, times x^n. */
#define POLY(n) (0xe100 >> (n))

/* The value that the four lowest bits add at the top when they are shifted out. */
static uint64_t
reduction(unsigned int bits)
{
	static const uint16_t back[4] = { POLY(3), POLY(2), POLY(1), POLY(0) };
	uint64_t r = 0;
	unsigned int i;

	for (i = 0; i < 4; i++)
		if (bits & 1U << i)
			r ^= back[i];
	return r << 48;
}

void
msec_ghash_key_init(struct msec_ghash_key *key, const uint8_t *h)
{
	uint64_t hi = msec_get_be64(h), lo = msec_get_be64(h + 8), out;
	unsigned int i, j;

	key->hi[0] = 0;
	key->lo[0] = 0;
	/* Index 8 stands for 1, 4 for x, 2 for x^2, 1 for x^3. */
	for (i = 8; i > 0; i /= 2) {
		key->hi[i] = hi;
		key->lo[i] = lo;
		out = lo & 1;
		lo = lo >> 1 | hi << 63;
		hi = hi >> 1 ^ (out ? (uint64_t)POLY(0) << 48 : 0);
	}
	for (i = 2; i < 16; i *= 2) {
		for (j = 1; j < i; j++) {
			key->hi[i + j] = key->hi[i] ^ key->hi[j];
			key->lo[i + j] = key->lo[i] ^ key->lo[j];
		}
	}
	for (i = 0; i < 16; i++)
		key->back[i] = reduction(i);
}

/* y = y * H, four bits at a time, from the highest power of x down. */
static void
multiply(const struct msec_ghash_key *key, uint8_t *y)
{
	uint64_t hi = 0, lo = 0;
	unsigned int i, nibble;

	for (i = 2 * BLOCK; i-- > 0;) {
		nibble = i % 2 ? y[i / 2] & 0xf : y[i / 2] >> 4;
		if (i != 2 * BLOCK - 1) {
			uint64_t back = key->back[lo & 0xf];

			lo = lo >> 4 | hi << 60;
			hi = hi >> 4 ^ back;
		}
		hi ^= key->hi[nibble];
		lo ^= key->lo[nibble];
	}
	msec_put_be64(y, hi);
	msec_put_be64(y + 8, lo);
}

void
msec_ghash_update(const struct msec_ghash_key *key, uint8_t *y,
		  const uint8_t *p, size_t len)
{
	size_t n, done = 0;

	for (; len > 0; len -= n, p += n) {
		n = len < BLOCK ? len : BLOCK;
		msec_xor(y, y, p, n);
		multiply(key, y);
		/* A message that is given up has a tag that nobody will see. */
		if ((done += n) % MODEL_SLICE == 0 && !model_go_on_here())
			return;
	}
}

void
msec_ghash_lengths(const struct msec_ghash_key *key, uint8_t *y,
		   uint64_t aad_len, uint64_t data_len)
{
	uint8_t block[BLOCK];

	msec_put_be64(block, 8 * aad_len);
	msec_put_be64(block + 8, 8 * data_len);
	msec_ghash_update(key, y, block, sizeof(block));
}
