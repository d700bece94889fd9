/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Resumable decoder of DEFLATE. Every step decodes one item completely or
 * takes no bit at all, so that between two steps the state is what is in
 * struct zip_inflater_state. No item has more than 39 bits, padding included.
 */

#include <string.h>

#include "zip_engine.h"
#include "zip_bits.h"

/* Bits of the header fields (RFC 1951, 3.2.3 and 3.2.4). */
#define HEAD_BITS 3
#define STORED_HEAD_BITS 32

/* Bits of the longest length and distance. */
#define MATCH_BITS 48

/* Input and output with which a symbol can be decoded without looking. */
#define FAST_INPUT 8
#define FAST_OUTPUT ZIP_MAX_MATCH

/* Lengths and distances (RFC 1951, 3.2.5). */
static const uint16_t length_base[ZIP_NB_LENGTHS] = {
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51,
	59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
};
static const uint8_t length_extra[ZIP_NB_LENGTHS] = {
	0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3,
	3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
};
static const uint16_t distance_base[ZIP_MAX_DIST] = {
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385,
	513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
	24577,
};
static const uint8_t distance_extra[ZIP_MAX_DIST] = {
	0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9,
	10, 10, 11, 11, 12, 12, 13, 13,
};

static void
block_end(struct zip_inflater *inf)
{
	inf->s.mode = inf->s.final ? ZIP_MODE_CHECKSUM : ZIP_MODE_HEAD;
}

static enum zip_inflater_stop
head_step(struct zip_inflater *inf)
{
	if (!zip_bits_need(inf, HEAD_BITS))
		return ZIP_STOP_INPUT;
	inf->s.final = zip_bits_take(inf, 1);
	inf->s.dynamic = false;
	switch (zip_bits_take(inf, 2)) {
	case 0:
		inf->s.mode = ZIP_MODE_STORED_HEAD;
		break;
	case 1:
		inf->lit = &inf->fixed_lit;
		inf->dist = &inf->fixed_dist;
		inf->s.mode = ZIP_MODE_SYMBOL;
		break;
	case 2:
		inf->s.dynamic = true;
		inf->s.mode = ZIP_MODE_DYNAMIC;
		break;
	default:
		return zip_inflater_bad(inf);
	}
	return ZIP_STOP_NONE;
}

static enum zip_inflater_stop
stored_head_step(struct zip_inflater *inf)
{
	unsigned int pad = zip_bits_pad(inf);
	uint32_t len, nlen;

	if (!zip_bits_need(inf, STORED_HEAD_BITS + pad))
		return ZIP_STOP_INPUT;
	zip_bits_take(inf, pad);
	len = zip_bits_take(inf, 16);
	nlen = zip_bits_take(inf, 16);
	if (len != (~nlen & 0xffff))
		return zip_inflater_bad(inf);
	inf->s.left = len;
	inf->s.mode = ZIP_MODE_STORED;
	return ZIP_STOP_NONE;
}

static enum zip_inflater_stop
stored_step(struct zip_inflater *inf)
{
	size_t n = inf->s.left;

	if (n == 0) {
		block_end(inf);
		return ZIP_STOP_NONE;
	}
	if (inf->out == inf->out_end)
		return ZIP_STOP_OUTPUT;
	/* Bytes that were read ahead come first. */
	if (inf->s.nb_bits >= 8) {
		*inf->out++ = zip_bits_take(inf, 8);
		inf->s.left--;
		return ZIP_STOP_NONE;
	}
	if (inf->in == inf->in_end)
		return ZIP_STOP_INPUT;
	if (n > (size_t)(inf->out_end - inf->out))
		n = inf->out_end - inf->out;
	if (n > (size_t)(inf->in_end - inf->in))
		n = inf->in_end - inf->in;
	memcpy(inf->out, inf->in, n);
	inf->out += n;
	inf->in += n;
	inf->s.left -= n;
	return ZIP_STOP_NONE;
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

static enum zip_inflater_stop
match_step(struct zip_inflater *inf)
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
		return ZIP_STOP_OUTPUT;
	inf->s.mode = ZIP_MODE_SYMBOL;
	return ZIP_STOP_NONE;
}

/* Whether the distance stays inside what the stream has written. */
static bool
distance_ok(const struct zip_inflater *inf, uint32_t distance)
{
	return distance <= inf->window_len +
			   (uint64_t)(inf->out - inf->out_start);
}

static enum zip_inflater_stop
distance_step(struct zip_inflater *inf)
{
	unsigned int len, extra;
	int symbol;

	symbol = zip_bits_symbol(inf, inf->dist, &len);
	if (symbol == ZIP_HUFFMAN_MORE)
		return ZIP_STOP_INPUT;
	/* The fixed code has two symbols that mean nothing. */
	if (symbol == ZIP_HUFFMAN_NONE || symbol >= ZIP_MAX_DIST)
		return zip_inflater_bad(inf);
	extra = distance_extra[symbol];
	if (!zip_bits_need(inf, len + extra))
		return ZIP_STOP_INPUT;
	zip_bits_take(inf, len);
	inf->s.distance = distance_base[symbol] + zip_bits_take(inf, extra);
	if (!distance_ok(inf, inf->s.distance))
		return zip_inflater_bad(inf);
	inf->s.mode = ZIP_MODE_MATCH;
	return ZIP_STOP_NONE;
}

/* One literal, length or end of block. */
static enum zip_inflater_stop
symbol_once(struct zip_inflater *inf)
{
	unsigned int len, extra;
	int symbol;

	symbol = zip_bits_symbol(inf, inf->lit, &len);
	if (symbol == ZIP_HUFFMAN_MORE)
		return ZIP_STOP_INPUT;
	if (symbol == ZIP_HUFFMAN_NONE ||
	    symbol >= ZIP_FIRST_LENGTH + ZIP_NB_LENGTHS)
		return zip_inflater_bad(inf);
	if (symbol == ZIP_SYMBOL_END) {
		zip_bits_take(inf, len);
		block_end(inf);
		return ZIP_STOP_NONE;
	}
	/* A symbol that has no room stays in the input. */
	if (inf->out == inf->out_end)
		return ZIP_STOP_OUTPUT;
	if (symbol < ZIP_SYMBOL_END) {
		zip_bits_take(inf, len);
		*inf->out++ = symbol;
		return ZIP_STOP_NONE;
	}
	extra = length_extra[symbol - ZIP_FIRST_LENGTH];
	if (!zip_bits_need(inf, len + extra))
		return ZIP_STOP_INPUT;
	zip_bits_take(inf, len);
	inf->s.left = length_base[symbol - ZIP_FIRST_LENGTH] +
		      zip_bits_take(inf, extra);
	inf->s.mode = ZIP_MODE_DISTANCE;
	return ZIP_STOP_NONE;
}

/* Literals with short codes, as long as the bits last. */
static void
literals_fast(struct zip_inflater *inf)
{
	const struct zip_huffman *lit = inf->lit;
	unsigned int nb_bits = inf->s.nb_bits;
	uint64_t hold = inf->s.hold;
	uint8_t *out = inf->out;
	uint16_t entry;

	while (nb_bits >= ZIP_HUFFMAN_FAST_BITS && out < inf->out_end) {
		entry = lit->fast[hold & ((1 << ZIP_HUFFMAN_FAST_BITS) - 1)];
		if (entry == 0 || entry >> 4 >= ZIP_SYMBOL_END)
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
static enum zip_inflater_stop
symbols_fast(struct zip_inflater *inf)
{
	enum zip_inflater_stop stop = ZIP_STOP_NONE;
	uint64_t next;

	while (stop == ZIP_STOP_NONE && inf->s.mode == ZIP_MODE_SYMBOL &&
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
		if (inf->s.mode == ZIP_MODE_DISTANCE)
			stop = distance_step(inf);
		if (inf->s.mode == ZIP_MODE_MATCH)
			stop = match_step(inf);
	}
	inf->s.hold &= (1ULL << inf->s.nb_bits) - 1;
	return stop;
}

static enum zip_inflater_stop
symbol_step(struct zip_inflater *inf)
{
	enum zip_inflater_stop stop = symbols_fast(inf);

	while (stop == ZIP_STOP_NONE && inf->s.mode == ZIP_MODE_SYMBOL)
		stop = symbol_once(inf);
	return stop;
}

enum zip_inflater_stop
zip_inflater_run(struct zip_inflater *inf)
{
	enum zip_inflater_stop stop = ZIP_STOP_NONE;

	while (stop == ZIP_STOP_NONE) {
		switch (inf->s.mode) {
		case ZIP_MODE_HEAD:
			stop = head_step(inf);
			break;
		case ZIP_MODE_STORED_HEAD:
			stop = stored_head_step(inf);
			break;
		case ZIP_MODE_STORED:
			stop = stored_step(inf);
			break;
		case ZIP_MODE_DYNAMIC:
			stop = zip_dynamic_sizes(inf);
			break;
		case ZIP_MODE_CODE_LEN:
			stop = zip_dynamic_code_len(inf);
			break;
		case ZIP_MODE_LEN:
			stop = zip_dynamic_len(inf);
			break;
		case ZIP_MODE_SYMBOL:
			stop = symbol_step(inf);
			break;
		case ZIP_MODE_DISTANCE:
			stop = distance_step(inf);
			break;
		case ZIP_MODE_MATCH:
			stop = match_step(inf);
			break;
		case ZIP_MODE_BAD:
			return ZIP_STOP_DATA;
		default:
			return ZIP_STOP_BLOCKS;
		}
	}
	return stop;
}

static bool
trailer_field(struct zip_inflater *inf, uint32_t *v)
{
	unsigned int pad = zip_bits_pad(inf);

	if (!zip_bits_need(inf, pad + 32))
		return false;
	zip_bits_take(inf, pad);
	*v = zip_bits_take(inf, 32);
	return true;
}

/* All of a trailer is read and counted, then it is right or wrong (8.2). */
enum zip_inflater_stop
zip_inflater_trailer(struct zip_inflater *inf, uint32_t format,
		     uint32_t checksum, uint32_t isize)
{
	bool wrong = inf->s.mode == ZIP_MODE_ISIZE_WRONG;
	uint32_t v;

	if (inf->s.mode == ZIP_MODE_CHECKSUM &&
	    format != HISI_ZIP_REQ_DEFLATE) {
		if (!trailer_field(inf, &v))
			return ZIP_STOP_INPUT;
		if (format == HISI_ZIP_REQ_ZLIB)
			v = __builtin_bswap32(v);
		wrong = v != checksum;
		inf->s.mode = wrong ? ZIP_MODE_ISIZE_WRONG : ZIP_MODE_ISIZE;
	}
	if (format == HISI_ZIP_REQ_GZIP && inf->s.mode != ZIP_MODE_END) {
		if (!trailer_field(inf, &v))
			return ZIP_STOP_INPUT;
		wrong = wrong || v != isize;
	}
	if (wrong) {
		zip_inflater_bad(inf);
		return ZIP_STOP_CHECKSUM;
	}
	inf->s.mode = ZIP_MODE_END;
	/* What is left of the last byte belongs to nobody. */
	zip_bits_take(inf, zip_bits_pad(inf));
	return ZIP_STOP_END;
}

void
zip_inflater_give_back(struct zip_inflater *inf)
{
	size_t n = inf->s.nb_bits / 8;

	/* Bytes of an earlier request stay in the cached bits. */
	if (n > (size_t)(inf->in - inf->in_start))
		n = inf->in - inf->in_start;
	inf->in -= n;
	inf->s.nb_bits -= 8 * n;
	inf->s.hold &= (1ULL << inf->s.nb_bits) - 1;
}
