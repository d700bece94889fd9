/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_HUFFMAN_H
#define ZIP_HUFFMAN_H

/** @file Prefix codes of DEFLATE (RFC 1951, 3.2.2), for decoding. */

#include <stdbool.h>
#include <stdint.h>

/** Longest code of any alphabet. */
#define ZIP_HUFFMAN_MAX_LEN 15
/** Symbols of the largest alphabet, the fixed literal/length code. */
#define ZIP_HUFFMAN_MAX_SYMBOLS 288
/** Codes up to this length are decoded with one look-up. */
#define ZIP_HUFFMAN_FAST_BITS 10

/** More bits are needed to tell the symbol. */
#define ZIP_HUFFMAN_MORE (-1)
/** The bits are the start of no code. */
#define ZIP_HUFFMAN_NONE (-2)

struct zip_huffman {
	/** By the next bits: symbol << 4 | length, 0 = not in this table. */
	uint16_t fast[1 << ZIP_HUFFMAN_FAST_BITS];
	/**
	 * End of the codes of each length, as 15-bit numbers whose first bit
	 * is the first bit of the code.
	 */
	uint16_t end[ZIP_HUFFMAN_MAX_LEN + 1];
	/** Place in symbol of the first code of each length. */
	uint16_t first[ZIP_HUFFMAN_MAX_LEN + 1];
	/** Symbols in the order of their codes. */
	uint16_t symbol[ZIP_HUFFMAN_MAX_SYMBOLS];
};

/**
 * Make a code of the code lengths of n symbols, n <= ZIP_HUFFMAN_MAX_SYMBOLS,
 * each 0 (not used) to 15. A code need not be complete: RFC 1951 demands it
 * nowhere, and ISA-L, which decompresses the stateless requests, accepts it.
 * @return false if the lengths are those of no prefix code.
 */
bool zip_huffman_build(struct zip_huffman *h, const uint8_t *len,
		       unsigned int n);

/**
 * Decode a symbol whose code has more than ZIP_HUFFMAN_FAST_BITS bits, or for
 * which fewer bits than that are known.
 * @param hold the next bits, first bit lowest; those above nb_bits are 0 or
 *   the true ones.
 * @param[out] len length of the code.
 * @return symbol, ZIP_HUFFMAN_MORE, ZIP_HUFFMAN_NONE.
 */
int zip_huffman_decode_long(const struct zip_huffman *h, uint64_t hold,
			    unsigned int nb_bits, unsigned int *len);

/** Decode a symbol; see zip_huffman_decode_long(). */
static inline int
zip_huffman_decode(const struct zip_huffman *h, uint64_t hold,
		   unsigned int nb_bits, unsigned int *len)
{
	uint16_t entry = h->fast[hold & ((1 << ZIP_HUFFMAN_FAST_BITS) - 1)];

	*len = entry & 15;
	if (entry != 0 && *len <= nb_bits)
		return entry >> 4;
	return zip_huffman_decode_long(h, hold, nb_bits, len);
}

#endif /* ZIP_HUFFMAN_H */
