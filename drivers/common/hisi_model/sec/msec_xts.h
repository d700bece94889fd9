/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_XTS_H
#define MSEC_XTS_H

/**
 * @file
 * SEC model: XTS of IEEE 1619 and of GB/T 17964 (8.3). libcrypto 3.0 has the
 * first, for AES, and not with two equal half keys, of which the device
 * thinks nothing (8.2).
 */

#include "msec_evp.h"

/**
 * For struct msec_key of kind MSEC_KEY_XTS; id.mode is HISI_SEC_XTS_IEEE or _GB.
 * evp[0] is XTS if libcrypto can do it. Else evp[0] is ECB of the first half,
 * evp[1] ECB of the second.
 */
int msec_xts_setup(struct msec_engine *e, struct msec_key *key);

/**
 * @param tweak MSEC_BLOCK bytes
 * @param out len bytes; may be in
 * @param len MSEC_BLOCK or more, at most 2^24
 */
int msec_xts_crypt(const struct msec_key *key, const uint8_t *tweak,
		   const uint8_t *in, uint8_t *out, size_t len);

#endif /* MSEC_XTS_H */
