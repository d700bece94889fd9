/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_CIPHER_H
#define MSEC_CIPHER_H

/** @file SEC model: cipher key and IV of a descriptor, and their use. */

#include "msec_evp.h"

/** Key and IV of one descriptor. */
struct msec_cipher {
	struct msec_key *key;
	uint8_t iv[MSEC_BLOCK];
};

/** Key bytes in memory (5.13, 6.4) of fields that msec_check() let pass. */
uint32_t msec_cipher_key_len(const struct msec_req *r);

/** Read key and IV of any mode but CCM and GCM. */
int msec_cipher_open(struct model_exec *x, const struct msec_req *r,
		     struct msec_cipher *c);

/**
 * Encrypt or decrypt r->c_len bytes.
 * @param out may be in
 */
int msec_cipher_run(const struct msec_cipher *c, const struct msec_req *r,
		    const uint8_t *in, uint8_t *out);

#endif /* MSEC_CIPHER_H */
