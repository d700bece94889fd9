/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The state of the decoder between requests: first, and checked. */

#include <string.h>

#include "mzip_engine.h"
#include "mzip_bits.h"

void
mzip_inflater_init(struct mzip_inflater *inf)
{
	uint8_t len[MZIP_HUFFMAN_MAX_SYMBOLS];

	/* RFC 1951, 3.2.6. */
	memset(len, 8, 144);
	memset(len + 144, 9, 112);
	memset(len + 256, 7, 24);
	memset(len + 280, 8, 8);
	mzip_huffman_build(&inf->fixed_lit, len, 288);
	memset(len, 5, 32);
	mzip_huffman_build(&inf->fixed_dist, len, 32);
}

void
mzip_inflater_start(struct mzip_inflater *inf)
{
	memset(&inf->s, 0, sizeof(inf->s));
	inf->s.mode = MZIP_MODE_HEAD;
}

/* The range of left and distance in each mode. */
static bool
left_ok(const struct mzip_inflater *inf)
{
	const struct mzip_inflater_state *s = &inf->s;

	switch (s->mode) {
	case MZIP_MODE_STORED:
		return s->left <= 0xffff;
	case MZIP_MODE_DISTANCE:
		return s->left > 0 && s->left <= MZIP_MAX_MATCH;
	case MZIP_MODE_MATCH:
		return s->left > 0 && s->left <= MZIP_MAX_MATCH &&
		       s->distance > 0 && s->distance <= inf->window_len;
	default:
		return s->left == 0;
	}
}

static bool
lens_ok(const struct mzip_inflater_state *s)
{
	unsigned int i;

	for (i = 0; i < MZIP_NB_CODE_LEN; i++)
		if (s->code_len[i] > 7)
			return false;
	for (i = 0; i < MZIP_MAX_LIT + MZIP_MAX_DIST; i++)
		if (s->len[i] > MZIP_HUFFMAN_MAX_LEN)
			return false;
	return s->nb_lit >= MZIP_FIRST_LENGTH && s->nb_lit <= MZIP_MAX_LIT &&
	       s->nb_dist >= 1 && s->nb_dist <= MZIP_MAX_DIST &&
	       s->nb_code_len >= 4 && s->nb_code_len <= MZIP_NB_CODE_LEN;
}

bool
mzip_inflater_resume(struct mzip_inflater *inf)
{
	const struct mzip_inflater_state *s = &inf->s;

	inf->lit = &inf->fixed_lit;
	inf->dist = &inf->fixed_dist;
	if ((unsigned int)s->mode >= MZIP_NB_MODES || !left_ok(inf) ||
	    s->nb_bits > HISI_ZIP_CTX_CACHED_MAX_BITS)
		return false;
	switch (s->mode) {
	case MZIP_MODE_CODE_LEN:
		return lens_ok(s) && s->have < s->nb_code_len;
	case MZIP_MODE_LEN:
		return lens_ok(s) && s->have < s->nb_lit + s->nb_dist &&
		       mzip_dynamic_build_code_len(inf);
	case MZIP_MODE_SYMBOL:
	case MZIP_MODE_DISTANCE:
	case MZIP_MODE_MATCH:
		return !s->dynamic ||
		       (lens_ok(s) && mzip_dynamic_build(inf));
	default:
		return true;
	}
}
