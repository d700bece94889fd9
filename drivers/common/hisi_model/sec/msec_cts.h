/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_CTS_H
#define MSEC_CTS_H

/**
 * @file
 * SEC model: CBC with ciphertext stealing (8.3, SP 800-38A addendum).
 * libcrypto has it for AES only.
 */

#include "msec_evp.h"

/** For struct msec_key of kind MSEC_KEY_CIPHER and mode CBC-CS. */
int msec_cts_setup(struct msec_engine *e, struct msec_key *key);

/**
 * Encrypt or decrypt.
 * @param key of msec_cts_setup()
 * @param width HISI_SEC_C_WIDTH_CS1 to _CS3
 * @param len at least MSEC_BLOCK
 * @param out len bytes; may be in
 */
int msec_cts_crypt(const struct msec_key *key, unsigned int width,
		   const uint8_t *iv, const uint8_t *in, uint8_t *out,
		   size_t len);

#endif /* MSEC_CTS_H */
