/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_CBCMAC_H
#define MSEC_CBCMAC_H

/** @file SEC model: CBC-MAC, what CCM, CMAC and XCBC are made of. */

#include "msec_evp.h"

/** A CBC-MAC being computed. */
struct msec_cbcmac {
	EVP_CIPHER_CTX *ctx;      /**< CBC, encrypting. */
	uint8_t block[MSEC_BLOCK]; /**< Bytes of an incomplete block. */
	unsigned int num;
	uint8_t mac[MSEC_BLOCK];   /**< Result after the last whole block. */
};

/**
 * Begin.
 * @param ctx has the cipher and the key; used until the end, not owned
 * @return as msec_evp_iv()
 */
int msec_cbcmac_init(struct msec_cbcmac *m, EVP_CIPHER_CTX *ctx);

/** Add bytes. */
int msec_cbcmac_update(struct msec_cbcmac *m, const uint8_t *p, size_t len);

/** Fill an incomplete block up with zeros. */
int msec_cbcmac_pad(struct msec_cbcmac *m);

#endif /* MSEC_CBCMAC_H */
