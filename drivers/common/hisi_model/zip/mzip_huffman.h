/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MZIP_HUFFMAN_H
#define MZIP_HUFFMAN_H

/** @file Prefix codes of DEFLATE (RFC 1951, 3.2.2), for decoding. */

#include <stdbool.h>
#include <stdint.h>

/** Longest code of any alphabet. */
#define MZIP_HUFFMAN_MAX_LEN 15
/** Symbols of the largest alphabet, the fixed literal/length code. */
#define MZIP_HUFFMAN_MAX_SYMBOLS 288
/** Codes up to this length are decoded with one look-up. */
#define MZIP_HUFFMAN_FAST_BITS 10

/** More bits are needed to tell the symbol. */
#define MZIP_HUFFMAN_MORE (-1)
/** The bits are the start of no code. */
#define MZIP_HUFFMAN_NONE (-2)

struct mzip_huffman {
	/** By the next bits: symbol << 4 | length, 0 = not in this table. */
	uint16_t fast[1 << MZIP_HUFFMAN_FAST_BITS];
	/**
	 * End of the codes of each length, as 15-bit numbers whose first bit
	 * is the first bit of the code.
	 */
	uint16_t end[MZIP_HUFFMAN_MAX_LEN + 1];
	/** Place in symbol of the first code of each length. */
	uint16_t first[MZIP_HUFFMAN_MAX_LEN + 1];
	/** Symbols in the order of their codes. */
	uint16_t symbol[MZIP_HUFFMAN_MAX_SYMBOLS];
};

/**
 * Make a code of the code lengths of n symbols, n <= MZIP_HUFFMAN_MAX_SYMBOLS,
 * each 0 (not used) to 15. A code need not be complete: RFC 1951 demands it
 * nowhere, and ISA-L, which decompresses the stateless requests, accepts it.
 * @return false if the lengths are those of no prefix code.
 */
bool mzip_huffman_build(struct mzip_huffman *h, const uint8_t *len,
			unsigned int n);

/**
 * Decode a symbol whose code has more than MZIP_HUFFMAN_FAST_BITS bits, or for
 * which fewer bits than that are known.
 * @param hold the next bits, first bit lowest; those above nb_bits are 0 or
 *   the true ones.
 * @param[out] len length of the code.
 * @return symbol, MZIP_HUFFMAN_MORE, MZIP_HUFFMAN_NONE.
 */
int mzip_huffman_decode_long(const struct mzip_huffman *h, uint64_t hold,
			     unsigned int nb_bits, unsigned int *len);

/** Decode a symbol; see mzip_huffman_decode_long(). */
static inline int
mzip_huffman_decode(const struct mzip_huffman *h, uint64_t hold,
		    unsigned int nb_bits, unsigned int *len)
{
	uint16_t entry = h->fast[hold & ((1 << MZIP_HUFFMAN_FAST_BITS) - 1)];

	*len = entry & 15;
	if (entry != 0 && *len <= nb_bits)
		return entry >> 4;
	return mzip_huffman_decode_long(h, hold, nb_bits, len);
}

#endif /* MZIP_HUFFMAN_H */
