/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Prefix codes of DEFLATE, for decoding. */

#include <string.h>

#include "mzip_engine.h"
#include "mzip_huffman.h"

/* Ends and first places of all lengths. */
static bool
lay_out(struct mzip_huffman *h, const uint16_t *count)
{
	unsigned int len, place = 0;
	uint32_t end = 0;

	h->end[0] = 0;
	h->first[0] = 0;
	for (len = 1; len <= MZIP_HUFFMAN_MAX_LEN; len++) {
		end += (uint32_t)count[len] << (MZIP_HUFFMAN_MAX_LEN - len);
		if (end > 1U << MZIP_HUFFMAN_MAX_LEN)
			return false;
		h->end[len] = end;
		h->first[len] = place;
		place += count[len];
	}
	return true;
}

static void
fast_add(struct mzip_huffman *h, unsigned int symbol, unsigned int len,
	 uint32_t code)
{
	/* Codes come with their first bit first, in the lowest bit. */
	uint32_t i = mzip_reverse32(code << (32 - len));

	for (; i < 1 << MZIP_HUFFMAN_FAST_BITS; i += 1U << len)
		h->fast[i] = symbol << 4 | len;
}

bool
mzip_huffman_build(struct mzip_huffman *h, const uint8_t *len, unsigned int n)
{
	uint16_t count[MZIP_HUFFMAN_MAX_LEN + 1] = { 0 };
	uint16_t next[MZIP_HUFFMAN_MAX_LEN + 1];
	unsigned int i, l, shift;

	for (i = 0; i < n; i++)
		count[len[i]]++;
	if (!lay_out(h, count))
		return false;
	memset(h->fast, 0, sizeof(h->fast));
	memcpy(next, h->first, sizeof(next));
	for (i = 0; i < n; i++) {
		l = len[i];
		if (l == 0)
			continue;
		h->symbol[next[l]] = i;
		shift = MZIP_HUFFMAN_MAX_LEN - l;
		if (l <= MZIP_HUFFMAN_FAST_BITS)
			fast_add(h, i, l, ((uint32_t)h->end[l - 1] >> shift) +
				 next[l] - h->first[l]);
		next[l]++;
	}
	return true;
}

int
mzip_huffman_decode_long(const struct mzip_huffman *h, uint64_t hold,
			 unsigned int nb_bits, unsigned int *len)
{
	uint32_t code = mzip_reverse32((uint32_t)hold) >>
			(32 - MZIP_HUFFMAN_MAX_LEN);
	unsigned int l;

	for (l = 1; l <= MZIP_HUFFMAN_MAX_LEN && code >= h->end[l]; l++)
		;
	/* Bits to come can only make the number larger. */
	if (l > MZIP_HUFFMAN_MAX_LEN)
		return MZIP_HUFFMAN_NONE;
	if (l > nb_bits)
		return MZIP_HUFFMAN_MORE;
	*len = l;
	return h->symbol[h->first[l] + ((code - h->end[l - 1]) >>
					(MZIP_HUFFMAN_MAX_LEN - l))];
}
