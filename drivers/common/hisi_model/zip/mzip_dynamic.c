/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Header of a dynamic block of DEFLATE (RFC 1951, 3.2.7). */

#include <string.h>

#include "mzip_bits.h"

#define SIZES_BITS 14
#define CODE_LEN_BITS 3

/* Symbols of the code for code lengths that repeat. */
#define REPEAT_LAST 16
#define REPEAT_ZERO 17
#define REPEAT_ZERO_LONG 18

static const uint8_t repeat_extra[] = { 2, 3, 7 };
static const uint8_t repeat_base[] = { 3, 3, 11 };

/* The order in which the lengths of the code for code lengths come. */
static const uint8_t code_len_order[MZIP_NB_CODE_LEN] = {
	REPEAT_LAST, REPEAT_ZERO, REPEAT_ZERO_LONG, 0, 8, 7, 9, 6, 10, 5, 11,
	4, 12, 3, 13, 2, 14, 1, 15,
};

enum mzip_inflater_stop
mzip_dynamic_sizes(struct mzip_inflater *inf)
{
	struct mzip_inflater_state *s = &inf->s;

	if (!mzip_bits_need(inf, SIZES_BITS))
		return MZIP_STOP_INPUT;
	s->nb_lit = mzip_bits_take(inf, 5) + MZIP_FIRST_LENGTH;
	s->nb_dist = mzip_bits_take(inf, 5) + 1;
	s->nb_code_len = mzip_bits_take(inf, 4) + 4;
	if (s->nb_lit > MZIP_MAX_LIT || s->nb_dist > MZIP_MAX_DIST)
		return mzip_inflater_bad(inf);
	s->have = 0;
	memset(s->code_len, 0, sizeof(s->code_len));
	memset(s->len, 0, sizeof(s->len));
	s->mode = MZIP_MODE_CODE_LEN;
	return MZIP_STOP_NONE;
}

/* The code for code lengths must have a symbol: it has to say something. */
bool
mzip_dynamic_build_code_len(struct mzip_inflater *inf)
{
	unsigned int i, sum = 0;

	for (i = 0; i < MZIP_NB_CODE_LEN; i++)
		sum += inf->s.code_len[i];
	inf->lit = &inf->own_lit;
	return sum > 0 && mzip_huffman_build(&inf->own_lit, inf->s.code_len,
					     MZIP_NB_CODE_LEN);
}

enum mzip_inflater_stop
mzip_dynamic_code_len(struct mzip_inflater *inf)
{
	struct mzip_inflater_state *s = &inf->s;

	while (s->have < s->nb_code_len) {
		if (!mzip_bits_need(inf, CODE_LEN_BITS))
			return MZIP_STOP_INPUT;
		s->code_len[code_len_order[s->have]] =
			mzip_bits_take(inf, CODE_LEN_BITS);
		s->have++;
	}
	if (!mzip_dynamic_build_code_len(inf))
		return mzip_inflater_bad(inf);
	s->have = 0;
	s->mode = MZIP_MODE_LEN;
	return MZIP_STOP_NONE;
}

/* A block without an end of block symbol would never end. */
bool
mzip_dynamic_build(struct mzip_inflater *inf)
{
	inf->lit = &inf->own_lit;
	inf->dist = &inf->own_dist;
	return inf->s.len[MZIP_SYMBOL_END] != 0 &&
	       mzip_huffman_build(&inf->own_lit, inf->s.len, inf->s.nb_lit) &&
	       mzip_huffman_build(&inf->own_dist, inf->s.len + inf->s.nb_lit,
				  inf->s.nb_dist);
}

static bool
len_add(struct mzip_inflater_state *s, unsigned int symbol,
	unsigned int repeat)
{
	uint8_t value = 0;

	if (repeat > s->nb_lit + s->nb_dist - s->have)
		return false;
	if (symbol < REPEAT_LAST) {
		value = symbol;
	} else if (symbol == REPEAT_LAST) {
		if (s->have == 0)
			return false;
		value = s->len[s->have - 1];
	}
	memset(s->len + s->have, value, repeat);
	s->have += repeat;
	return true;
}

/* One symbol with the bits that belong to it. */
static enum mzip_inflater_stop
len_once(struct mzip_inflater *inf)
{
	unsigned int len, extra = 0, repeat = 1;
	int symbol;

	symbol = mzip_bits_symbol(inf, inf->lit, &len);
	if (symbol == MZIP_HUFFMAN_MORE)
		return MZIP_STOP_INPUT;
	if (symbol == MZIP_HUFFMAN_NONE)
		return mzip_inflater_bad(inf);
	if (symbol >= REPEAT_LAST)
		extra = repeat_extra[symbol - REPEAT_LAST];
	if (!mzip_bits_need(inf, len + extra))
		return MZIP_STOP_INPUT;
	mzip_bits_take(inf, len);
	if (symbol >= REPEAT_LAST)
		repeat = repeat_base[symbol - REPEAT_LAST] +
			 mzip_bits_take(inf, extra);
	return len_add(&inf->s, symbol, repeat) ? MZIP_STOP_NONE :
						   mzip_inflater_bad(inf);
}

enum mzip_inflater_stop
mzip_dynamic_len(struct mzip_inflater *inf)
{
	enum mzip_inflater_stop stop;

	while (inf->s.have < inf->s.nb_lit + inf->s.nb_dist) {
		stop = len_once(inf);
		if (stop != MZIP_STOP_NONE)
			return stop;
	}
	if (!mzip_dynamic_build(inf))
		return mzip_inflater_bad(inf);
	inf->s.mode = MZIP_MODE_SYMBOL;
	return MZIP_STOP_NONE;
}
