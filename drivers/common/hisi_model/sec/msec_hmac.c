/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: HMAC (RFC 2104). */

#include "msec.h"

#define IPAD 0x36
#define OPAD 0x5c

static void
block_start(struct msec_hash *h, const struct msec_key *key, uint8_t pad)
{
	uint8_t block[MSEC_HASH_MAX_BLOCK];
	unsigned int i, n = msec_hash_size[key->id.alg].block;

	/* Shorter keys are filled up with zeros; longer ones are refused. */
	for (i = 0; i < n; i++)
		block[i] = (i < key->id.len ? key->bytes[i] : 0) ^ pad;
	msec_hash_init(h, key->id.alg);
	msec_hash_update(h, block, n);
	model_wipe(block, sizeof(block));
}

static int
hmac_setup(struct msec_engine *e, struct msec_key *key)
{
	(void)e;
	block_start(&key->u.hmac.inner, key, IPAD);
	block_start(&key->u.hmac.outer, key, OPAD);
	return MSEC_OK;
}

int
msec_hmac_key_get(struct model_exec *x, const struct msec_req *r,
		  enum msec_hash_id id, struct msec_key **key)
{
	const struct msec_key_id kid = {
		.kind = MSEC_KEY_HMAC,
		.alg = id,
		.len = 4 * r->a_key_words,
	};

	return msec_key_get(x, "a_key", r->a_key, &kid, hmac_setup, key);
}

void
msec_hmac_final(const struct msec_hmac_key *key, struct msec_hash *inner,
		uint8_t *out)
{
	struct msec_hash outer = key->outer;
	uint8_t digest[MSEC_HASH_MAX_OUT];

	msec_hash_final(inner, digest);
	msec_hash_update(&outer, digest, msec_hash_size[inner->id].digest);
	msec_hash_final(&outer, out);
	model_wipe(inner, sizeof(*inner));
	model_wipe(&outer, sizeof(outer));
	model_wipe(digest, sizeof(digest));
}
