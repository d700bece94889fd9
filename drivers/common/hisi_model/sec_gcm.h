/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_GCM_H
#define MODEL_SEC_GCM_H

/**
 * @file
 * SEC model: GCM (SP 800-38D). AES goes through the GCM of libipsec-mb where
 * there is that library (sec_gcm_mb.h), else through libcrypto's. SM4, which
 * libcrypto 3.0 has no GCM for, and the parts of a stream go through CTR and
 * sec_ghash.h.
 */

#include "sec_evp.h"

/** Bytes of an IV that make a counter block with 32 bits of counter. */
#define SEC_GCM_IV 12

/** One message. */
struct sec_gcm {
	const uint8_t *iv; /**< SEC_GCM_IV bytes. */
	const uint8_t *aad;
	size_t aad_len;
	const uint8_t *in;
	uint8_t *out;      /**< May be in. */
	size_t len;        /**< Of in and out. */
};

/**
 * Encrypt.
 * @param key kind SEC_KEY_CIPHER, mode GCM, or SEC_KEY_GCM_MB, encrypting; or
 *   SEC_KEY_GHASH
 * @param tag receives SEC_BLOCK bytes
 */
int sec_gcm_encrypt(const struct sec_key *key, const struct sec_gcm *g,
		    uint8_t *tag);

/**
 * Decrypt; out is written even if the tag is wrong (20, question 6).
 * @param key as above, decrypting
 * @param tag expected, tag_len bytes
 */
int sec_gcm_decrypt(const struct sec_key *key, const struct sec_gcm *g,
		    const uint8_t *tag, uint32_t tag_len, bool *good);

/** For struct sec_key of kind SEC_KEY_GHASH. */
int sec_ghash_setup(struct sec_engine *e, struct sec_key *key);

/** Add n to the last 32 bits of a counter block, without carry out. */
void sec_gcm_inc(uint8_t *ctr, uint32_t n);

/**
 * Encrypt or decrypt data and take the ciphertext into the GHASH state.
 * @param key kind SEC_KEY_GHASH
 * @param y GHASH state, SEC_BLOCK bytes
 * @param ctr counter block of the first data block
 */
int sec_gcm_data(const struct sec_key *key, bool enc, uint8_t *y,
		 const uint8_t *ctr, const uint8_t *in, uint8_t *out,
		 size_t len);

/**
 * Make the tag of a finished GHASH state.
 * @param j0 first counter block
 * @param tag receives SEC_BLOCK bytes
 */
int sec_gcm_tag(const struct sec_key *key, const uint8_t *j0,
		const uint8_t *y, uint8_t *tag);

#endif /* MODEL_SEC_GCM_H */
