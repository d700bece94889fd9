/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MZIP_INFLATER_H
#define MZIP_INFLATER_H

/**
 * @file
 * A decoder of DEFLATE (RFC 1951) that may stop at any bit of the input and at
 * any byte of the output, and whose state between requests is small enough
 * for the context of a stream (zip.md 7.2). Libraries keep tens of kilobytes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mzip_huffman.h"

/** Literal/length and distance symbols a dynamic block can define. */
#define MZIP_MAX_LIT 286
#define MZIP_MAX_DIST 30
/** Symbols of the code for code lengths. */
#define MZIP_NB_CODE_LEN 19
/** Longest match. */
#define MZIP_MAX_MATCH 258
/** Farthest match. */
#define MZIP_MAX_DISTANCE 32768

/** The next item of the stream. */
enum mzip_inflater_mode {
	MZIP_MODE_HEAD,        /**< Header of a block. */
	MZIP_MODE_STORED_HEAD, /**< LEN and NLEN. */
	MZIP_MODE_STORED,      /**< Stored bytes; left is their number. */
	MZIP_MODE_DYNAMIC,     /**< Numbers of code lengths. */
	MZIP_MODE_CODE_LEN,    /**< Code for code lengths. */
	MZIP_MODE_LEN,         /**< Code lengths. */
	MZIP_MODE_SYMBOL,      /**< Literal, length or end of block. */
	MZIP_MODE_DISTANCE,    /**< Distance; left is the length. */
	MZIP_MODE_MATCH,       /**< Bytes of a match; left is their number. */
	MZIP_MODE_CHECKSUM,    /**< Trailer: checksum. */
	MZIP_MODE_ISIZE,       /**< Trailer: isize. */
	MZIP_MODE_ISIZE_WRONG, /**< The same, after a wrong checksum. */
	MZIP_MODE_END,         /**< The stream is over. */
	MZIP_MODE_BAD,         /**< The stream is broken. */
	MZIP_NB_MODES,
};

/** Why the decoder stopped. */
enum mzip_inflater_stop {
	MZIP_STOP_NONE,
	MZIP_STOP_INPUT,    /**< More input is needed. */
	MZIP_STOP_OUTPUT,   /**< More room for output is needed. */
	MZIP_STOP_BLOCKS,   /**< The final block is over; the trailer is next. */
	MZIP_STOP_END,      /**< The stream is over, its trailer right. */
	MZIP_STOP_DATA,     /**< Not a DEFLATE stream. */
	MZIP_STOP_CHECKSUM, /**< The trailer does not fit the data. */
};

/** State between requests. All of it is checked when it is loaded. */
struct mzip_inflater_state {
	enum mzip_inflater_mode mode;
	bool final;           /**< The block under way is the last. */
	bool dynamic;         /**< It has codes of its own. */
	uint32_t left;        /**< See the modes; 0 in all others. */
	uint32_t distance;    /**< Of the match under way. */
	uint32_t nb_lit;      /**< Code lengths of the dynamic block. */
	uint32_t nb_dist;
	uint32_t nb_code_len;
	uint32_t have;        /**< Of these, already known. */
	uint32_t nb_bits;     /**< Input taken and not decoded. */
	uint64_t hold;        /**< These bits, first bit lowest. */
	uint8_t code_len[MZIP_NB_CODE_LEN];
	uint8_t len[MZIP_MAX_LIT + MZIP_MAX_DIST];
};

/** A decoder. */
struct mzip_inflater {
	struct mzip_inflater_state s;
	/* Input and output at hand, and the history before the output. */
	const uint8_t *in_start;
	const uint8_t *in;
	const uint8_t *in_end;
	uint8_t *out_start;
	uint8_t *out;
	uint8_t *out_end;
	uint64_t in_before; /**< Bytes of the request's input before in_start. */
	const uint8_t *window;
	uint32_t window_len;
	/* Codes of the block under way; lit also for code lengths. */
	const struct mzip_huffman *lit;
	const struct mzip_huffman *dist;
	struct mzip_huffman own_lit;
	struct mzip_huffman own_dist;
	struct mzip_huffman fixed_lit;
	struct mzip_huffman fixed_dist;
};

/** Make the fixed codes; once, before anything else. */
void mzip_inflater_init(struct mzip_inflater *inf);

/** Begin a stream. */
void mzip_inflater_start(struct mzip_inflater *inf);

/**
 * Make the codes of the block under way from inf->s, which comes from client
 * memory and may hold anything; the window must be set.
 * @return false if the decoder cannot get into this state.
 */
bool mzip_inflater_resume(struct mzip_inflater *inf);

/**
 * Decode from in to out until one of them ends or the blocks do.
 * @return any stop but MZIP_STOP_NONE, MZIP_STOP_END and MZIP_STOP_CHECKSUM.
 */
enum mzip_inflater_stop mzip_inflater_run(struct mzip_inflater *inf);

/**
 * Check the trailer, after MZIP_STOP_BLOCKS.
 * @param checksum of all output of the stream, as in the trailer.
 * @param isize bytes of all output modulo 2^32.
 * @return MZIP_STOP_END, MZIP_STOP_INPUT or MZIP_STOP_CHECKSUM.
 */
enum mzip_inflater_stop mzip_inflater_trailer(struct mzip_inflater *inf,
					      uint32_t format,
					      uint32_t checksum,
					      uint32_t isize);

/** Input of the request that was taken so far, in bytes. */
static inline uint64_t
mzip_inflater_taken(const struct mzip_inflater *inf)
{
	return inf->in_before + (inf->in - inf->in_start);
}

/**
 * Drop whole bytes that were taken too early; none of an earlier request,
 * which stay in the cached bits.
 * @return their number
 */
unsigned int mzip_inflater_give_back(struct mzip_inflater *inf);

#endif /* MZIP_INFLATER_H */
