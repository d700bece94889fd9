/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_CBC_H
#define MODEL_SEC_CBC_H

/**
 * @file
 * SEC model: CBC without setting the IV of a libcrypto context, which takes
 * longer than encrypting a small packet.
 */

#include "sec_evp.h"

/** For struct sec_key of kind SEC_KEY_CIPHER and mode CBC. */
int sec_cbc_setup(struct sec_engine *e, struct sec_key *key);

/**
 * Encrypt or decrypt, as key->id.enc says.
 * @param key made by sec_cbc_setup(); its context is for this function only
 * @param iv as long as the block of the cipher
 * @param out len bytes; may be in
 * @param len a multiple of the block, not 0
 */
int sec_cbc_crypt(struct sec_key *key, const uint8_t *iv, const uint8_t *in,
		  uint8_t *out, size_t len);

#endif /* MODEL_SEC_CBC_H */
