/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Resumable decoder of DEFLATE. Every step decodes one item completely or
 * takes no bit at all, so that between two steps the state is what is in
 * struct mzip_inflater_state. No item has more than 39 bits, padding included.
 */

#include <string.h>

#include "mzip_engine.h"
#include "mzip_bits.h"

/* Bits of the header fields (RFC 1951, 3.2.3 and 3.2.4). */
#define HEAD_BITS 3
#define STORED_HEAD_BITS 32

/* Bits of the longest length and distance. */
#define MATCH_BITS 48

/* Input and output with which a symbol can be decoded without looking. */
#define FAST_INPUT 8
#define FAST_OUTPUT MZIP_MAX_MATCH

/* Lengths and distances (RFC 1951, 3.2.5). */
static const uint16_t length_base[MZIP_NB_LENGTHS] = {
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51,
	59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
};
static const uint8_t length_extra[MZIP_NB_LENGTHS] = {
	0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3,
	3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
};
static const uint16_t distance_base[MZIP_MAX_DIST] = {
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385,
	513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
	24577,
};
static const uint8_t distance_extra[MZIP_MAX_DIST] = {
	0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9,
	10, 10, 11, 11, 12, 12, 13, 13,
};

static void
block_end(struct mzip_inflater *inf)
{
	inf->s.mode = inf->s.final ? MZIP_MODE_CHECKSUM : MZIP_MODE_HEAD;
}

static enum mzip_inflater_stop
head_step(struct mzip_inflater *inf)
{
	if (!mzip_bits_need(inf, HEAD_BITS))
		return MZIP_STOP_INPUT;
	inf->s.final = mzip_bits_take(inf, 1);
	inf->s.dynamic = false;
	switch (mzip_bits_take(inf, 2)) {
	case 0:
		inf->s.mode = MZIP_MODE_STORED_HEAD;
		break;
	case 1:
		inf->lit = &inf->fixed_lit;
		inf->dist = &inf->fixed_dist;
		inf->s.mode = MZIP_MODE_SYMBOL;
		break;
	case 2:
		inf->s.dynamic = true;
		inf->s.mode = MZIP_MODE_DYNAMIC;
		break;
	default:
		return mzip_inflater_bad(inf);
	}
	return MZIP_STOP_NONE;
}

static enum mzip_inflater_stop
stored_head_step(struct mzip_inflater *inf)
{
	unsigned int pad = mzip_bits_pad(inf);
	uint32_t len, nlen;

	if (!mzip_bits_need(inf, STORED_HEAD_BITS + pad))
		return MZIP_STOP_INPUT;
	mzip_bits_take(inf, pad);
	len = mzip_bits_take(inf, 16);
	nlen = mzip_bits_take(inf, 16);
	if (len != (~nlen & 0xffff))
		return mzip_inflater_bad(inf);
	inf->s.left = len;
	inf->s.mode = MZIP_MODE_STORED;
	return MZIP_STOP_NONE;
}

static enum mzip_inflater_stop
stored_step(struct mzip_inflater *inf)
{
	size_t n = inf->s.left;

	if (n == 0) {
		block_end(inf);
		return MZIP_STOP_NONE;
	}
	if (inf->out == inf->out_end)
		return MZIP_STOP_OUTPUT;
	/* Bytes that were read ahead come first. */
	if (inf->s.nb_bits >= 8) {
		*inf->out++ = mzip_bits_take(inf, 8);
		inf->s.left--;
		return MZIP_STOP_NONE;
	}
	if (inf->in == inf->in_end)
		return MZIP_STOP_INPUT;
	if (n > (size_t)(inf->out_end - inf->out))
		n = inf->out_end - inf->out;
	if (n > (size_t)(inf->in_end - inf->in))
		n = inf->in_end - inf->in;
	memcpy(inf->out, inf->in, n);
	inf->out += n;
	inf->in += n;
	inf->s.left -= n;
	return MZIP_STOP_NONE;
}

static void
copy_bytes(uint8_t *dst, const uint8_t *src, size_t n)
{
	/* Shorter distances repeat what has just been written. */
	if ((size_t)(dst - src) >= n) {
		memcpy(dst, src, n);
		return;
	}
	while (n-- > 0)
		*dst++ = *src++;
}

static enum mzip_inflater_stop
match_step(struct mzip_inflater *inf)
{
	size_t done = inf->out - inf->out_start;
	size_t n = inf->out_end - inf->out;
	size_t before;

	if (n > inf->s.left)
		n = inf->s.left;
	inf->s.left -= n;
	if (inf->s.distance > done) {
		before = inf->s.distance - done;
		if (before > n)
			before = n;
		memcpy(inf->out, inf->window + inf->window_len -
		       (inf->s.distance - done), before);
		inf->out += before;
		n -= before;
	}
	if (n > 0)
		copy_bytes(inf->out, inf->out - inf->s.distance, n);
	inf->out += n;
	if (inf->s.left > 0)
		return MZIP_STOP_OUTPUT;
	inf->s.mode = MZIP_MODE_SYMBOL;
	return MZIP_STOP_NONE;
}

/* Whether the distance stays inside what the stream has written. */
static bool
distance_ok(const struct mzip_inflater *inf, uint32_t distance)
{
	return distance <= inf->window_len +
			   (uint64_t)(inf->out - inf->out_start);
}

static enum mzip_inflater_stop
distance_step(struct mzip_inflater *inf)
{
	unsigned int len, extra;
	int symbol;

	symbol = mzip_bits_symbol(inf, inf->dist, &len);
	if (symbol == MZIP_HUFFMAN_MORE)
		return MZIP_STOP_INPUT;
	/* The fixed code has two symbols that mean nothing. */
	if (symbol == MZIP_HUFFMAN_NONE || symbol >= MZIP_MAX_DIST)
		return mzip_inflater_bad(inf);
	extra = distance_extra[symbol];
	if (!mzip_bits_need(inf, len + extra))
		return MZIP_STOP_INPUT;
	mzip_bits_take(inf, len);
	inf->s.distance = distance_base[symbol] + mzip_bits_take(inf, extra);
	if (!distance_ok(inf, inf->s.distance))
		return mzip_inflater_bad(inf);
	inf->s.mode = MZIP_MODE_MATCH;
	return MZIP_STOP_NONE;
}

/* One literal, length or end of block. */
static enum mzip_inflater_stop
symbol_once(struct mzip_inflater *inf)
{
	unsigned int len, extra;
	int symbol;

	symbol = mzip_bits_symbol(inf, inf->lit, &len);
	if (symbol == MZIP_HUFFMAN_MORE)
		return MZIP_STOP_INPUT;
	if (symbol == MZIP_HUFFMAN_NONE ||
	    symbol >= MZIP_FIRST_LENGTH + MZIP_NB_LENGTHS)
		return mzip_inflater_bad(inf);
	if (symbol == MZIP_SYMBOL_END) {
		mzip_bits_take(inf, len);
		block_end(inf);
		return MZIP_STOP_NONE;
	}
	/* A symbol that has no room stays in the input. */
	if (inf->out == inf->out_end)
		return MZIP_STOP_OUTPUT;
	if (symbol < MZIP_SYMBOL_END) {
		mzip_bits_take(inf, len);
		*inf->out++ = symbol;
		return MZIP_STOP_NONE;
	}
	extra = length_extra[symbol - MZIP_FIRST_LENGTH];
	if (!mzip_bits_need(inf, len + extra))
		return MZIP_STOP_INPUT;
	mzip_bits_take(inf, len);
	inf->s.left = length_base[symbol - MZIP_FIRST_LENGTH] +
		      mzip_bits_take(inf, extra);
	inf->s.mode = MZIP_MODE_DISTANCE;
	return MZIP_STOP_NONE;
}

/* Literals with short codes, as long as the bits last. */
static void
literals_fast(struct mzip_inflater *inf)
{
	const struct mzip_huffman *lit = inf->lit;
	unsigned int nb_bits = inf->s.nb_bits;
	uint64_t hold = inf->s.hold;
	uint8_t *out = inf->out;
	uint16_t entry;

	while (nb_bits >= MZIP_HUFFMAN_FAST_BITS && out < inf->out_end) {
		entry = lit->fast[hold & ((1 << MZIP_HUFFMAN_FAST_BITS) - 1)];
		if (entry == 0 || entry >> 4 >= MZIP_SYMBOL_END)
			break;
		*out++ = entry >> 4;
		hold >>= entry & 15;
		nb_bits -= entry & 15;
	}
	inf->s.nb_bits = nb_bits;
	inf->s.hold = hold;
	inf->out = out;
}

/*
 * Decode while nothing can run out: eight bytes fill the 64-bit hold to at
 * least 56 bits, and a match has at most 48. The bits above nb_bits are then
 * the bits of bytes not yet taken.
 */
static enum mzip_inflater_stop
symbols_fast(struct mzip_inflater *inf)
{
	enum mzip_inflater_stop stop = MZIP_STOP_NONE;
	uint64_t next;

	while (stop == MZIP_STOP_NONE && inf->s.mode == MZIP_MODE_SYMBOL &&
	       inf->in_end - inf->in >= FAST_INPUT &&
	       inf->out_end - inf->out >= FAST_OUTPUT) {
		memcpy(&next, inf->in, sizeof(next));
		inf->s.hold |= next << inf->s.nb_bits;
		inf->in += (63 - inf->s.nb_bits) / 8;
		inf->s.nb_bits |= 56;
		literals_fast(inf);
		if (inf->s.nb_bits < MATCH_BITS)
			continue;
		stop = symbol_once(inf);
		if (inf->s.mode == MZIP_MODE_DISTANCE)
			stop = distance_step(inf);
		if (inf->s.mode == MZIP_MODE_MATCH)
			stop = match_step(inf);
	}
	inf->s.hold &= (1ULL << inf->s.nb_bits) - 1;
	return stop;
}

static enum mzip_inflater_stop
symbol_step(struct mzip_inflater *inf)
{
	enum mzip_inflater_stop stop = symbols_fast(inf);

	while (stop == MZIP_STOP_NONE && inf->s.mode == MZIP_MODE_SYMBOL)
		stop = symbol_once(inf);
	return stop;
}

enum mzip_inflater_stop
mzip_inflater_run(struct mzip_inflater *inf)
{
	enum mzip_inflater_stop stop = MZIP_STOP_NONE;

	while (stop == MZIP_STOP_NONE) {
		switch (inf->s.mode) {
		case MZIP_MODE_HEAD:
			stop = head_step(inf);
			break;
		case MZIP_MODE_STORED_HEAD:
			stop = stored_head_step(inf);
			break;
		case MZIP_MODE_STORED:
			stop = stored_step(inf);
			break;
		case MZIP_MODE_DYNAMIC:
			stop = mzip_dynamic_sizes(inf);
			break;
		case MZIP_MODE_CODE_LEN:
			stop = mzip_dynamic_code_len(inf);
			break;
		case MZIP_MODE_LEN:
			stop = mzip_dynamic_len(inf);
			break;
		case MZIP_MODE_SYMBOL:
			stop = symbol_step(inf);
			break;
		case MZIP_MODE_DISTANCE:
			stop = distance_step(inf);
			break;
		case MZIP_MODE_MATCH:
			stop = match_step(inf);
			break;
		case MZIP_MODE_BAD:
			return MZIP_STOP_DATA;
		default:
			return MZIP_STOP_BLOCKS;
		}
	}
	return stop;
}

static bool
trailer_field(struct mzip_inflater *inf, uint32_t *v)
{
	unsigned int pad = mzip_bits_pad(inf);

	if (!mzip_bits_need(inf, pad + 32))
		return false;
	mzip_bits_take(inf, pad);
	*v = mzip_bits_take(inf, 32);
	return true;
}

/* All of a trailer is read and counted, then it is right or wrong (8.2). */
enum mzip_inflater_stop
mzip_inflater_trailer(struct mzip_inflater *inf, uint32_t format,
		      uint32_t checksum, uint32_t isize)
{
	bool wrong = inf->s.mode == MZIP_MODE_ISIZE_WRONG;
	uint32_t v;

	if (inf->s.mode == MZIP_MODE_CHECKSUM &&
	    format != HISI_ZIP_REQ_DEFLATE) {
		if (!trailer_field(inf, &v))
			return MZIP_STOP_INPUT;
		if (format == HISI_ZIP_REQ_ZLIB)
			v = __builtin_bswap32(v);
		wrong = v != checksum;
		inf->s.mode = wrong ? MZIP_MODE_ISIZE_WRONG : MZIP_MODE_ISIZE;
	}
	if (format == HISI_ZIP_REQ_GZIP && inf->s.mode != MZIP_MODE_END) {
		if (!trailer_field(inf, &v))
			return MZIP_STOP_INPUT;
		wrong = wrong || v != isize;
	}
	if (wrong) {
		mzip_inflater_bad(inf);
		return MZIP_STOP_CHECKSUM;
	}
	inf->s.mode = MZIP_MODE_END;
	/* The rest of the last byte is padding. */
	mzip_bits_take(inf, mzip_bits_pad(inf));
	return MZIP_STOP_END;
}

unsigned int
mzip_inflater_give_back(struct mzip_inflater *inf)
{
	unsigned int n = inf->s.nb_bits / 8;

	if (n > mzip_inflater_taken(inf))
		n = mzip_inflater_taken(inf);
	inf->s.nb_bits -= 8 * n;
	inf->s.hold &= (1ULL << inf->s.nb_bits) - 1;
	return n;
}
