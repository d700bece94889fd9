/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_EVP_H
#define MSEC_EVP_H

/**
 * @file
 * SEC model: block cipher modes of libcrypto on contexts that keep their key.
 * Functions return 0 or MSEC_ERR_INTERNAL.
 */

#include "msec.h"

/**
 * Make a context with a key.
 * @param alg c_alg code; DES and 3DES become EDE with three keys
 * @param mode c_mode code of a mode libcrypto has for the algorithm
 * @param len key bytes; XTS: of both halves
 * @return NULL if libcrypto failed; else owned by the caller
 */
EVP_CIPHER_CTX *msec_evp_new(struct msec_engine *e, uint8_t alg, uint8_t mode,
			     const uint8_t *key, uint32_t len, bool enc);

/** Free the ciphers fetched so far. */
void msec_evp_free_ciphers(struct msec_engine *e);

/** Start a message: the IV is as long as the mode wants it. */
int msec_evp_iv(EVP_CIPHER_CTX *ctx, const uint8_t *iv);

/**
 * Encrypt or decrypt the next part of the message, in slices.
 * @param out len bytes; may be in
 * @param len up to 2^24; a multiple of the block for ECB and CBC
 * @return MSEC_ERR_INTERNAL also if the descriptor is given up
 */
int msec_evp_run(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint8_t *out,
		 size_t len);

/** The same in one call of libcrypto, for XTS, which cannot be cut. */
int msec_evp_whole(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint8_t *out,
		   size_t len);

/** msec_evp_iv(), then msec_evp_run(). */
int msec_evp_crypt(EVP_CIPHER_CTX *ctx, const uint8_t *iv, const uint8_t *in,
		   uint8_t *out, size_t len);

/**
 * CTR with a counter that wraps inside its last bytes, without carry into
 * the others.
 * @param ctx of mode CTR
 * @param iv MSEC_BLOCK bytes, first counter block
 * @param width bytes that count, 1 to MSEC_BLOCK
 */
int msec_evp_ctr(EVP_CIPHER_CTX *ctx, const uint8_t *iv, unsigned int width,
		 const uint8_t *in, uint8_t *out, size_t len);

/** For struct msec_key of kind MSEC_KEY_CIPHER. */
int msec_evp_setup(struct msec_engine *e, struct msec_key *key);

#endif /* MSEC_EVP_H */
