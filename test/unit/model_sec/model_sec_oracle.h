/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_ORACLE_H
#define MODEL_SEC_ORACLE_H

/**
 * @file
 * The expected result of a descriptor, computed with model_sec_ref.h from the
 * codes of sec.md section 5. Decryption is tested the other way round: what
 * was encrypted here must come back.
 */

#include "model_sec_client.h"

/** Bytes of key and IV at c_key and c_iv; 0 for no IV. */
size_t oracle_key_len(const struct sec_desc *d);
size_t oracle_iv_len(const struct sec_desc *d);

/** Encrypt with the key and IV that d points to; any mode but CCM, GCM. */
void oracle_encrypt(const struct sec_desc *d, const uint8_t *in, uint8_t *out,
		    size_t len);

/** Name of the hash in a_alg. @return NULL if it is no hash or HMAC */
const char *oracle_hash(uint32_t a_alg);
/** Full bytes and block bytes of that hash, and bytes of its state (9.2). */
size_t oracle_digest_len(uint32_t a_alg);
size_t oracle_block_len(uint32_t a_alg);
size_t oracle_state_len(uint32_t a_alg);

/**
 * Digest or MAC of any a_alg but the stream's.
 * @param d a_key and a_iv are used where a_alg wants them
 * @param out 64 bytes
 */
void oracle_mac(const struct sec_desc *d, const uint8_t *msg, size_t len,
		uint8_t *out);

/**
 * CCM or GCM encryption of d->c_len bytes.
 * @param d the nonce is taken from c_iv; of CCM it ends where the counter
 *   starts
 */
void oracle_aead(const struct sec_desc *d, const uint8_t *aad,
		 const uint8_t *in, uint8_t *out, uint8_t *tag);

/**
 * Write the two blocks software makes for CCM (10.2).
 * @param a1,b0 16 bytes each
 */
void oracle_ccm_blocks(const struct sec_desc *d, const uint8_t *nonce,
		       size_t nonce_len, uint8_t *a1, uint8_t *b0);

#endif /* MODEL_SEC_ORACLE_H */
