/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_EVP_H
#define MODEL_SEC_EVP_H

/**
 * @file
 * SEC model: block cipher modes of libcrypto on contexts that keep their key.
 * Functions return 0 or SEC_ERR_INTERNAL.
 */

#include "sec.h"

/**
 * Make a context with a key.
 * @param alg c_alg code; DES and 3DES become EDE with three keys
 * @param mode c_mode code of a mode libcrypto has for the algorithm
 * @param len key bytes; XTS: of both halves
 * @return NULL if libcrypto failed; else owned by the caller
 */
EVP_CIPHER_CTX *sec_evp_new(struct sec_engine *e, uint8_t alg, uint8_t mode,
			    const uint8_t *key, uint32_t len, bool enc);

/** Free the ciphers fetched so far. */
void sec_evp_free_ciphers(struct sec_engine *e);

/** Start a message: the IV is as long as the mode wants it. */
int sec_evp_iv(EVP_CIPHER_CTX *ctx, const uint8_t *iv);

/**
 * Encrypt or decrypt the next part of the message.
 * @param out len bytes; may be in
 * @param len up to 2^24; a multiple of the block for ECB and CBC
 */
int sec_evp_run(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint8_t *out,
		size_t len);

/** Both. */
int sec_evp_crypt(EVP_CIPHER_CTX *ctx, const uint8_t *iv, const uint8_t *in,
		  uint8_t *out, size_t len);

/**
 * CTR with a counter that wraps inside its last bytes, without carry into
 * the others.
 * @param ctx of mode CTR
 * @param iv SEC_BLOCK bytes, first counter block
 * @param width bytes that count, 1 to SEC_BLOCK
 */
int sec_evp_ctr(EVP_CIPHER_CTX *ctx, const uint8_t *iv, unsigned int width,
		const uint8_t *in, uint8_t *out, size_t len);

/** For struct sec_key of kind SEC_KEY_CIPHER. */
int sec_evp_setup(struct sec_engine *e, struct sec_key *key);

#endif /* MODEL_SEC_EVP_H */
