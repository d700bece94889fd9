/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_BITS_H
#define ZIP_BITS_H

/** @file Bits and symbols of the input, for the parts of the decoder. */

#include "zip_inflater.h"

#define ZIP_SYMBOL_END 256
#define ZIP_FIRST_LENGTH 257
#define ZIP_NB_LENGTHS 29

/**
 * Have at least n bits, n <= 40. Takes no more bytes than that needs, all of
 * them if the input ends first.
 */
static inline bool
zip_bits_need(struct zip_inflater *inf, unsigned int n)
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
zip_bits_take(struct zip_inflater *inf, unsigned int n)
{
	uint32_t v = (uint32_t)(inf->s.hold & ((1ULL << n) - 1));

	inf->s.hold >>= n;
	inf->s.nb_bits -= n;
	return v;
}

/** Bits left of the byte under way. */
static inline unsigned int
zip_bits_pad(const struct zip_inflater *inf)
{
	return inf->s.nb_bits % 8;
}

/**
 * Find the next symbol and leave its bits where they are.
 * @param[out] len their number.
 * @return as zip_huffman_decode(); ZIP_HUFFMAN_MORE if the input is used up.
 */
static inline int
zip_bits_symbol(struct zip_inflater *inf, const struct zip_huffman *h,
		unsigned int *len)
{
	int symbol;

	for (;;) {
		symbol = zip_huffman_decode(h, inf->s.hold, inf->s.nb_bits,
					    len);
		if (symbol != ZIP_HUFFMAN_MORE ||
		    !zip_bits_need(inf, inf->s.nb_bits + 1))
			return symbol;
	}
}

/** Note that the stream is broken. */
static inline enum zip_inflater_stop
zip_inflater_bad(struct zip_inflater *inf)
{
	inf->s.mode = ZIP_MODE_BAD;
	inf->s.left = 0;
	return ZIP_STOP_DATA;
}

/* zip_dynamic.c: header of a dynamic block (RFC 1951, 3.2.7) */

/** Read the numbers of code lengths. */
enum zip_inflater_stop zip_dynamic_sizes(struct zip_inflater *inf);
/** Read the code for code lengths. */
enum zip_inflater_stop zip_dynamic_code_len(struct zip_inflater *inf);
/** Read the code lengths. */
enum zip_inflater_stop zip_dynamic_len(struct zip_inflater *inf);
/** Make the code for code lengths of what is known of it. */
bool zip_dynamic_build_code_len(struct zip_inflater *inf);
/** Make the codes of the block. */
bool zip_dynamic_build(struct zip_inflater *inf);

#endif /* ZIP_BITS_H */
