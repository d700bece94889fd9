/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_HASH_H
#define MSEC_HASH_H

/**
 * @file
 * SEC model: hash functions with access to their chaining value, which a
 * message in several descriptors carries through client memory (9.3).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/md5.h>
#include <openssl/sha.h>

#include "msec_sm3.h"

/** Hash functions of table 9.2. */
enum msec_hash_id {
	MSEC_HASH_MD5,
	MSEC_HASH_SHA1,
	MSEC_HASH_SHA224,
	MSEC_HASH_SHA256,
	MSEC_HASH_SHA384,
	MSEC_HASH_SHA512,
	MSEC_HASH_SHA512_224,
	MSEC_HASH_SHA512_256,
	MSEC_HASH_SM3,
	MSEC_NB_HASHES,
};

/** Sizes of a hash function, bytes (9.2). */
struct msec_hash_size {
	uint8_t block;
	uint8_t digest;
	uint8_t state;
};

extern const struct msec_hash_size msec_hash_size[MSEC_NB_HASHES];

/** Longest block and longest full output, bytes. */
#define MSEC_HASH_MAX_BLOCK 128
#define MSEC_HASH_MAX_OUT 64

/** A hash being computed. Can be copied; holds message data. */
struct msec_hash {
	enum msec_hash_id id;
	union {
		MD5_CTX md5;
		SHA_CTX sha1;
		SHA256_CTX sha256;
		SHA512_CTX sha512;
		struct msec_sm3 sm3;
	} u;
};

/** Start with the standard initial value. */
void msec_hash_init(struct msec_hash *h, enum msec_hash_id id);

/** Add message bytes. */
void msec_hash_update(struct msec_hash *h, const uint8_t *p, size_t len);

/**
 * Pad and finish.
 * @param out MSEC_HASH_MAX_OUT bytes; those of the digest are valid
 */
void msec_hash_final(struct msec_hash *h, uint8_t *out);

/**
 * Replace the message length that padding will tell.
 * @param bits low 64 bits; the 32-bit hash functions have no more
 * @param bits_hi the bits above
 */
void msec_hash_set_length(struct msec_hash *h, uint64_t bits, uint64_t bits_hi);

/**
 * The chaining value: all words, in the byte order of the digest (20,
 * question 4). Only whole blocks may have been added.
 * @param state table 9.2 has the size
 */
void msec_hash_export(struct msec_hash *h, uint8_t *state);

/** Continue from a chaining value, as after a block boundary. */
void msec_hash_import(struct msec_hash *h, enum msec_hash_id id,
		      const uint8_t *state);

#endif /* MSEC_HASH_H */
