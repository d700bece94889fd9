/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MZIP_BITS_H
#define MZIP_BITS_H

/** @file Bits and symbols of the input, for the parts of the decoder. */

#include "mzip_inflater.h"

#define MZIP_SYMBOL_END 256
#define MZIP_FIRST_LENGTH 257
#define MZIP_NB_LENGTHS 29

/**
 * Have at least n bits, n <= 40. Takes no more bytes than that needs, all of
 * them if the input ends first.
 */
static inline bool
mzip_bits_need(struct mzip_inflater *inf, unsigned int n)
{
	while (inf->s.nb_bits < n) {
		if (inf->in == inf->in_end)
			return false;
		inf->s.hold |= (uint64_t)*inf->in++ << inf->s.nb_bits;
		inf->s.nb_bits += 8;
	}
	return true;
}

/** Take n bits, n <= 32, that are there. */
static inline uint32_t
mzip_bits_take(struct mzip_inflater *inf, unsigned int n)
{
	uint32_t v = (uint32_t)(inf->s.hold & ((1ULL << n) - 1));

	inf->s.hold >>= n;
	inf->s.nb_bits -= n;
	return v;
}

/** Bits left of the byte under way. */
static inline unsigned int
mzip_bits_pad(const struct mzip_inflater *inf)
{
	return inf->s.nb_bits % 8;
}

/**
 * Find the next symbol and leave its bits where they are.
 * @param[out] len their number.
 * @return as mzip_huffman_decode(); MZIP_HUFFMAN_MORE if the input is used up.
 */
static inline int
mzip_bits_symbol(struct mzip_inflater *inf, const struct mzip_huffman *h,
		 unsigned int *len)
{
	int symbol;

	for (;;) {
		symbol = mzip_huffman_decode(h, inf->s.hold, inf->s.nb_bits,
					     len);
		if (symbol != MZIP_HUFFMAN_MORE ||
		    !mzip_bits_need(inf, inf->s.nb_bits + 1))
			return symbol;
	}
}

/** Note that the stream is broken. */
static inline enum mzip_inflater_stop
mzip_inflater_bad(struct mzip_inflater *inf)
{
	inf->s.mode = MZIP_MODE_BAD;
	inf->s.left = 0;
	return MZIP_STOP_DATA;
}

/* mzip_dynamic.c: header of a dynamic block (RFC 1951, 3.2.7) */

/** Read the numbers of code lengths. */
enum mzip_inflater_stop mzip_dynamic_sizes(struct mzip_inflater *inf);
/** Read the code for code lengths. */
enum mzip_inflater_stop mzip_dynamic_code_len(struct mzip_inflater *inf);
/** Read the code lengths. */
enum mzip_inflater_stop mzip_dynamic_len(struct mzip_inflater *inf);
/** Make the code for code lengths of what is known of it. */
bool mzip_dynamic_build_code_len(struct mzip_inflater *inf);
/** Make the codes of the block. */
bool mzip_dynamic_build(struct mzip_inflater *inf);

#endif /* MZIP_BITS_H */
