/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_INFLATER_H
#define ZIP_INFLATER_H

/**
 * @file
 * A decoder of DEFLATE (RFC 1951) that may stop at any bit of the input and at
 * any byte of the output, and whose state between requests is small enough
 * for the context of a stream (zip.md 7.2). Libraries keep tens of kilobytes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "zip_huffman.h"

/** Literal/length and distance symbols a dynamic block can define. */
#define ZIP_MAX_LIT 286
#define ZIP_MAX_DIST 30
/** Symbols of the code for code lengths. */
#define ZIP_NB_CODE_LEN 19
/** Longest match. */
#define ZIP_MAX_MATCH 258
/** Farthest match. */
#define ZIP_MAX_DISTANCE 32768

/** What comes next in the stream. */
enum zip_inflater_mode {
	ZIP_MODE_HEAD,        /**< Header of a block. */
	ZIP_MODE_STORED_HEAD, /**< LEN and NLEN. */
	ZIP_MODE_STORED,      /**< Stored bytes; left is their number. */
	ZIP_MODE_DYNAMIC,     /**< Numbers of code lengths. */
	ZIP_MODE_CODE_LEN,    /**< Code for code lengths. */
	ZIP_MODE_LEN,         /**< Code lengths. */
	ZIP_MODE_SYMBOL,      /**< Literal, length or end of block. */
	ZIP_MODE_DISTANCE,    /**< Distance; left is the length. */
	ZIP_MODE_MATCH,       /**< Bytes of a match; left is their number. */
	ZIP_MODE_CHECKSUM,    /**< Trailer: checksum. */
	ZIP_MODE_ISIZE,       /**< Trailer: isize. */
	ZIP_MODE_ISIZE_WRONG, /**< The same, after a wrong checksum. */
	ZIP_MODE_END,         /**< The stream is over. */
	ZIP_MODE_BAD,         /**< The stream is broken. */
	ZIP_NB_MODES,
};

/** Why the decoder stopped. */
enum zip_inflater_stop {
	ZIP_STOP_NONE,
	ZIP_STOP_INPUT,    /**< More input is needed. */
	ZIP_STOP_OUTPUT,   /**< More room for output is needed. */
	ZIP_STOP_BLOCKS,   /**< The final block is over; the trailer is next. */
	ZIP_STOP_END,      /**< The stream is over, its trailer right. */
	ZIP_STOP_DATA,     /**< Not a DEFLATE stream. */
	ZIP_STOP_CHECKSUM, /**< The trailer does not fit the data. */
};

/** State between requests. All of it is checked when it is loaded. */
struct zip_inflater_state {
	enum zip_inflater_mode mode;
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
	uint8_t code_len[ZIP_NB_CODE_LEN];
	uint8_t len[ZIP_MAX_LIT + ZIP_MAX_DIST];
};

/** A decoder. */
struct zip_inflater {
	struct zip_inflater_state s;
	/* Client memory of the request, and the history before the output. */
	const uint8_t *in_start;
	const uint8_t *in;
	const uint8_t *in_end;
	uint8_t *out_start;
	uint8_t *out;
	uint8_t *out_end;
	const uint8_t *window;
	uint32_t window_len;
	/* Codes of the block under way; lit also for code lengths. */
	const struct zip_huffman *lit;
	const struct zip_huffman *dist;
	struct zip_huffman own_lit;
	struct zip_huffman own_dist;
	struct zip_huffman fixed_lit;
	struct zip_huffman fixed_dist;
};

/** Make the fixed codes; once, before anything else. */
void zip_inflater_init(struct zip_inflater *inf);

/** Begin a stream. */
void zip_inflater_start(struct zip_inflater *inf);

/**
 * Make the codes of the block under way from inf->s, which comes from client
 * memory and may hold anything; the window must be set.
 * @return false if the state is none the decoder can be in.
 */
bool zip_inflater_resume(struct zip_inflater *inf);

/**
 * Decode from in to out until one of them ends or the blocks do.
 * @return any stop but ZIP_STOP_NONE, ZIP_STOP_END and ZIP_STOP_CHECKSUM.
 */
enum zip_inflater_stop zip_inflater_run(struct zip_inflater *inf);

/**
 * Check the trailer, after ZIP_STOP_BLOCKS.
 * @param checksum of all output of the stream, as in the trailer.
 * @param isize bytes of all output modulo 2^32.
 * @return ZIP_STOP_END, ZIP_STOP_INPUT or ZIP_STOP_CHECKSUM.
 */
enum zip_inflater_stop zip_inflater_trailer(struct zip_inflater *inf,
					    uint32_t format,
					    uint32_t checksum,
					    uint32_t isize);

/** Give whole bytes that were taken too early back to the input. */
void zip_inflater_give_back(struct zip_inflater *inf);

#endif /* ZIP_INFLATER_H */
