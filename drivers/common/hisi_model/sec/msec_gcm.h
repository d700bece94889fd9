/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_GCM_H
#define MSEC_GCM_H

/**
 * @file
 * SEC model: GCM (SP 800-38D). AES goes through the GCM of libipsec-mb where
 * there is that library (msec_gcm_mb.h), else through libcrypto's. SM4, which
 * libcrypto 3.0 has no GCM for, and the parts of a stream go through CTR and
 * msec_ghash.h.
 */

#include "msec_evp.h"

/** Bytes of an IV that make a counter block with 32 bits of counter. */
#define MSEC_GCM_IV 12

/** One message. */
struct msec_gcm {
	const uint8_t *iv; /**< MSEC_GCM_IV bytes. */
	const uint8_t *aad;
	size_t aad_len;
	const uint8_t *in;
	uint8_t *out;      /**< May be in. */
	size_t len;        /**< Of in and out. */
};

/**
 * Encrypt.
 * @param key kind MSEC_KEY_CIPHER, mode GCM, or MSEC_KEY_GCM_MB, encrypting; or
 *   MSEC_KEY_GHASH
 * @param tag receives MSEC_BLOCK bytes
 */
int msec_gcm_encrypt(const struct msec_key *key, const struct msec_gcm *g,
		     uint8_t *tag);

/**
 * Decrypt; out is written even if the tag is wrong (20, question 6).
 * @param key as above, decrypting
 * @param tag expected, tag_len bytes
 */
int msec_gcm_decrypt(const struct msec_key *key, const struct msec_gcm *g,
		     const uint8_t *tag, uint32_t tag_len, bool *good);

/** For struct msec_key of kind MSEC_KEY_GHASH. */
int msec_ghash_setup(struct msec_engine *e, struct msec_key *key);

/** Add n to the last 32 bits of a counter block, without carry out. */
void msec_gcm_inc(uint8_t *ctr, uint32_t n);

/** A message part of the way through. */
struct msec_gcm_state {
	uint8_t y[MSEC_BLOCK];   /**< GHASH of what came before. */
	uint8_t ctr[MSEC_BLOCK]; /**< Counter block of the next data block. */
};

/**
 * Encrypt or decrypt data and take the ciphertext into s->y; s->ctr stays.
 * @param key kind MSEC_KEY_GHASH
 */
int msec_gcm_data(const struct msec_key *key, bool enc,
		  struct msec_gcm_state *s, const uint8_t *in, uint8_t *out,
		  size_t len);

/**
 * Make the tag of a finished GHASH state.
 * @param j0 first counter block
 * @param tag receives MSEC_BLOCK bytes
 */
int msec_gcm_tag(const struct msec_key *key, const uint8_t *j0,
		 const uint8_t *y, uint8_t *tag);

#endif /* MSEC_GCM_H */
