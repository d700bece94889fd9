/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_CTS_H
#define MODEL_SEC_CTS_H

/**
 * @file
 * SEC model: CBC with ciphertext stealing (8.3, SP 800-38A addendum).
 * libcrypto has it for AES only.
 */

#include "sec_evp.h"

/** For struct sec_key of kind SEC_KEY_CIPHER and mode CBC-CS. */
int sec_cts_setup(struct sec_engine *e, struct sec_key *key);

/**
 * Encrypt or decrypt.
 * @param ctx CBC of the direction enc
 * @param width HISI_SEC_C_WIDTH_CS1 to _CS3
 * @param len at least SEC_BLOCK
 * @param out len bytes; may be in
 */
int sec_cts_crypt(EVP_CIPHER_CTX *ctx, bool enc, unsigned int width,
		  const uint8_t *iv, const uint8_t *in, uint8_t *out,
		  size_t len);

#endif /* MODEL_SEC_CTS_H */
