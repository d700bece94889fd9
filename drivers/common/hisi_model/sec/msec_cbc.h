/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_CBC_H
#define MSEC_CBC_H

/**
 * @file
 * SEC model: CBC without setting the IV of a libcrypto context, which takes
 * longer than encrypting a small packet.
 */

#include "msec_evp.h"

/** For struct msec_key of kind MSEC_KEY_CIPHER and mode CBC. */
int msec_cbc_setup(struct msec_engine *e, struct msec_key *key);

/**
 * Encrypt or decrypt, as key->id.enc says.
 * @param key made by msec_cbc_setup(); its context is for this function only
 * @param iv as long as the block of the cipher
 * @param out len bytes; may be in
 * @param len a multiple of the block, not 0
 */
int msec_cbc_crypt(struct msec_key *key, const uint8_t *iv, const uint8_t *in,
		   uint8_t *out, size_t len);

#endif /* MSEC_CBC_H */
