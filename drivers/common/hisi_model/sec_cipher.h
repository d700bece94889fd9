/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_CIPHER_H
#define MODEL_SEC_CIPHER_H

/** @file SEC model: cipher key and IV of a descriptor, and their use. */

#include "sec_evp.h"

/** Key and IV of one descriptor. */
struct sec_cipher {
	struct sec_key *key;
	uint8_t iv[SEC_BLOCK];
};

/** Key bytes in memory (5.13, 6.4) of fields that sec_check() let pass. */
uint32_t sec_cipher_key_len(const struct sec_req *r);

/** Read key and IV of any mode but CCM and GCM. */
int sec_cipher_open(struct model_exec *x, const struct sec_req *r,
		    struct sec_cipher *c);

/**
 * Encrypt or decrypt r->c_len bytes.
 * @param out may be in
 */
int sec_cipher_run(const struct sec_cipher *c, const struct sec_req *r,
		   const uint8_t *in, uint8_t *out);

#endif /* MODEL_SEC_CIPHER_H */
