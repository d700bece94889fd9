/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_HASH_H
#define MODEL_SEC_HASH_H

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

#include "sec_sm3.h"

/** Hash functions of table 9.2. */
enum sec_hash_id {
	SEC_HASH_MD5,
	SEC_HASH_SHA1,
	SEC_HASH_SHA224,
	SEC_HASH_SHA256,
	SEC_HASH_SHA384,
	SEC_HASH_SHA512,
	SEC_HASH_SHA512_224,
	SEC_HASH_SHA512_256,
	SEC_HASH_SM3,
	SEC_NB_HASHES,
};

/** Sizes of a hash function, bytes (9.2). */
struct sec_hash_size {
	uint8_t block;
	uint8_t digest;
	uint8_t state;
};

extern const struct sec_hash_size sec_hash_size[SEC_NB_HASHES];

/** Longest block and longest full output, bytes. */
#define SEC_HASH_MAX_BLOCK 128
#define SEC_HASH_MAX_OUT 64

/** A hash being computed. Can be copied; holds message data. */
struct sec_hash {
	enum sec_hash_id id;
	union {
		MD5_CTX md5;
		SHA_CTX sha1;
		SHA256_CTX sha256;
		SHA512_CTX sha512;
		struct sec_sm3 sm3;
	} u;
};

/** Start with the standard initial value. */
void sec_hash_init(struct sec_hash *h, enum sec_hash_id id);

/** Add message bytes. */
void sec_hash_update(struct sec_hash *h, const uint8_t *p, size_t len);

/**
 * Pad and finish.
 * @param out SEC_HASH_MAX_OUT bytes; those of the digest are valid
 */
void sec_hash_final(struct sec_hash *h, uint8_t *out);

/**
 * Replace the message length that padding will tell.
 * @param bits low 64 bits; the 32-bit hash functions have no more
 * @param bits_hi the bits above
 */
void sec_hash_set_length(struct sec_hash *h, uint64_t bits, uint64_t bits_hi);

/**
 * The chaining value: all words, in the byte order of the digest (20,
 * question 4). Only whole blocks may have been added.
 * @param state table 9.2 has the size
 */
void sec_hash_export(struct sec_hash *h, uint8_t *state);

/** Continue from a chaining value, as after a block boundary. */
void sec_hash_import(struct sec_hash *h, enum sec_hash_id id,
		     const uint8_t *state);

#endif /* MODEL_SEC_HASH_H */
