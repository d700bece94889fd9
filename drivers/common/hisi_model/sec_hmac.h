/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_HMAC_H
#define MODEL_SEC_HMAC_H

/** @file SEC model: HMAC with the two key blocks hashed once (9.4). */

#include "sec_hash.h"

struct model_exec;
struct sec_key;
struct sec_req;

/** Hashes that have taken in key xor ipad and key xor opad. */
struct sec_hmac_key {
	struct sec_hash inner;
	struct sec_hash outer;
};

/**
 * Read the key of an HMAC descriptor and find its two hashes.
 * @param id the hash function of a_alg
 */
int sec_hmac_key_get(struct model_exec *x, const struct sec_req *r,
		     enum sec_hash_id id, struct sec_key **key);

/**
 * Finish an HMAC.
 * @param inner hash of key block and message, not yet padded; wiped
 * @param out SEC_HASH_MAX_OUT bytes; those of the digest are valid
 */
void sec_hmac_final(const struct sec_hmac_key *key, struct sec_hash *inner,
		    uint8_t *out);

#endif /* MODEL_SEC_HMAC_H */
