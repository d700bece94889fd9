/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Header of a dynamic block of DEFLATE (RFC 1951, 3.2.7). */

#include <string.h>

#include "zip_bits.h"

#define SIZES_BITS 14
#define CODE_LEN_BITS 3

/* Symbols of the code for code lengths that repeat. */
#define REPEAT_LAST 16
#define REPEAT_ZERO 17
#define REPEAT_ZERO_LONG 18

static const uint8_t repeat_extra[] = { 2, 3, 7 };
static const uint8_t repeat_base[] = { 3, 3, 11 };

/* The order in which the lengths of the code for code lengths come. */
static const uint8_t code_len_order[ZIP_NB_CODE_LEN] = {
	REPEAT_LAST, REPEAT_ZERO, REPEAT_ZERO_LONG, 0, 8, 7, 9, 6, 10, 5, 11,
	4, 12, 3, 13, 2, 14, 1, 15,
};

enum zip_inflater_stop
zip_dynamic_sizes(struct zip_inflater *inf)
{
	struct zip_inflater_state *s = &inf->s;

	if (!zip_bits_need(inf, SIZES_BITS))
		return ZIP_STOP_INPUT;
	s->nb_lit = zip_bits_take(inf, 5) + ZIP_FIRST_LENGTH;
	s->nb_dist = zip_bits_take(inf, 5) + 1;
	s->nb_code_len = zip_bits_take(inf, 4) + 4;
	if (s->nb_lit > ZIP_MAX_LIT || s->nb_dist > ZIP_MAX_DIST)
		return zip_inflater_bad(inf);
	s->have = 0;
	memset(s->code_len, 0, sizeof(s->code_len));
	memset(s->len, 0, sizeof(s->len));
	s->mode = ZIP_MODE_CODE_LEN;
	return ZIP_STOP_NONE;
}

/* The code for code lengths must have a symbol: it has to say something. */
bool
zip_dynamic_build_code_len(struct zip_inflater *inf)
{
	unsigned int i, sum = 0;

	for (i = 0; i < ZIP_NB_CODE_LEN; i++)
		sum += inf->s.code_len[i];
	inf->lit = &inf->own_lit;
	return sum > 0 && zip_huffman_build(&inf->own_lit, inf->s.code_len,
					    ZIP_NB_CODE_LEN);
}

enum zip_inflater_stop
zip_dynamic_code_len(struct zip_inflater *inf)
{
	struct zip_inflater_state *s = &inf->s;

	while (s->have < s->nb_code_len) {
		if (!zip_bits_need(inf, CODE_LEN_BITS))
			return ZIP_STOP_INPUT;
		s->code_len[code_len_order[s->have]] =
			zip_bits_take(inf, CODE_LEN_BITS);
		s->have++;
	}
	if (!zip_dynamic_build_code_len(inf))
		return zip_inflater_bad(inf);
	s->have = 0;
	s->mode = ZIP_MODE_LEN;
	return ZIP_STOP_NONE;
}

/* A block without an end of block symbol would never end. */
bool
zip_dynamic_build(struct zip_inflater *inf)
{
	inf->lit = &inf->own_lit;
	inf->dist = &inf->own_dist;
	return inf->s.len[ZIP_SYMBOL_END] != 0 &&
	       zip_huffman_build(&inf->own_lit, inf->s.len, inf->s.nb_lit) &&
	       zip_huffman_build(&inf->own_dist, inf->s.len + inf->s.nb_lit,
				 inf->s.nb_dist);
}

static bool
len_add(struct zip_inflater_state *s, unsigned int symbol,
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
static enum zip_inflater_stop
len_once(struct zip_inflater *inf)
{
	unsigned int len, extra = 0, repeat = 1;
	int symbol;

	symbol = zip_bits_symbol(inf, inf->lit, &len);
	if (symbol == ZIP_HUFFMAN_MORE)
		return ZIP_STOP_INPUT;
	if (symbol == ZIP_HUFFMAN_NONE)
		return zip_inflater_bad(inf);
	if (symbol >= REPEAT_LAST)
		extra = repeat_extra[symbol - REPEAT_LAST];
	if (!zip_bits_need(inf, len + extra))
		return ZIP_STOP_INPUT;
	zip_bits_take(inf, len);
	if (symbol >= REPEAT_LAST)
		repeat = repeat_base[symbol - REPEAT_LAST] +
			 zip_bits_take(inf, extra);
	return len_add(&inf->s, symbol, repeat) ? ZIP_STOP_NONE :
						   zip_inflater_bad(inf);
}

enum zip_inflater_stop
zip_dynamic_len(struct zip_inflater *inf)
{
	enum zip_inflater_stop stop;

	while (inf->s.have < inf->s.nb_lit + inf->s.nb_dist) {
		stop = len_once(inf);
		if (stop != ZIP_STOP_NONE)
			return stop;
	}
	if (!zip_dynamic_build(inf))
		return zip_inflater_bad(inf);
	inf->s.mode = ZIP_MODE_SYMBOL;
	return ZIP_STOP_NONE;
}
