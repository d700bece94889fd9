/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_CBCMAC_H
#define MODEL_SEC_CBCMAC_H

/** @file SEC model: CBC-MAC, what CCM, CMAC and XCBC are made of. */

#include "sec_evp.h"

/** A CBC-MAC being computed. */
struct sec_cbcmac {
	EVP_CIPHER_CTX *ctx;      /**< CBC, encrypting. */
	uint8_t block[SEC_BLOCK]; /**< Bytes of an incomplete block. */
	unsigned int num;
	uint8_t mac[SEC_BLOCK];   /**< Result after the last whole block. */
};

/**
 * Begin.
 * @param ctx has the cipher and the key; used until the end, not owned
 * @return as sec_evp_iv()
 */
int sec_cbcmac_init(struct sec_cbcmac *m, EVP_CIPHER_CTX *ctx);

/** Add bytes. */
int sec_cbcmac_update(struct sec_cbcmac *m, const uint8_t *p, size_t len);

/** Fill an incomplete block up with zeros. */
int sec_cbcmac_pad(struct sec_cbcmac *m);

#endif /* MODEL_SEC_CBCMAC_H */
