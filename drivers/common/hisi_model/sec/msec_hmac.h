/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_HMAC_H
#define MSEC_HMAC_H

/** @file SEC model: HMAC with the two key blocks hashed once (9.4). */

#include "msec_hash.h"

struct model_exec;
struct msec_key;
struct msec_req;

/** Hashes that have taken in key xor ipad and key xor opad. */
struct msec_hmac_key {
	struct msec_hash inner;
	struct msec_hash outer;
};

/**
 * Read the key of an HMAC descriptor and find its two hashes.
 * @param id the hash function of a_alg
 */
int msec_hmac_key_get(struct model_exec *x, const struct msec_req *r,
		      enum msec_hash_id id, struct msec_key **key);

/**
 * Finish an HMAC.
 * @param inner hash of key block and message, not yet padded; wiped
 * @param out MSEC_HASH_MAX_OUT bytes; those of the digest are valid
 */
void msec_hmac_final(const struct msec_hmac_key *key, struct msec_hash *inner,
		     uint8_t *out);

#endif /* MSEC_HMAC_H */
