/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: HMAC (RFC 2104). */

#include "sec.h"

#define IPAD 0x36
#define OPAD 0x5c

static void
block_start(struct sec_hash *h, const struct sec_key *key, uint8_t pad)
{
	uint8_t block[SEC_HASH_MAX_BLOCK];
	unsigned int i, n = sec_hash_size[key->id.alg].block;

	/* Shorter keys are filled up with zeros; longer ones are refused. */
	for (i = 0; i < n; i++)
		block[i] = (i < key->id.len ? key->bytes[i] : 0) ^ pad;
	sec_hash_init(h, key->id.alg);
	sec_hash_update(h, block, n);
	model_wipe(block, sizeof(block));
}

static int
hmac_setup(struct sec_engine *e, struct sec_key *key)
{
	(void)e;
	block_start(&key->u.hmac.inner, key, IPAD);
	block_start(&key->u.hmac.outer, key, OPAD);
	return SEC_OK;
}

int
sec_hmac_key_get(struct model_exec *x, const struct sec_req *r,
		 enum sec_hash_id id, struct sec_key **key)
{
	const struct sec_key_id kid = {
		.kind = SEC_KEY_HMAC,
		.alg = id,
		.len = 4 * r->a_key_words,
	};

	return sec_key_get(x, "a_key", r->a_key, &kid, hmac_setup, key);
}

void
sec_hmac_final(const struct sec_hmac_key *key, struct sec_hash *inner,
	       uint8_t *out)
{
	struct sec_hash outer = key->outer;
	uint8_t digest[SEC_HASH_MAX_OUT];

	sec_hash_final(inner, digest);
	sec_hash_update(&outer, digest, sec_hash_size[inner->id].digest);
	sec_hash_final(&outer, out);
	model_wipe(inner, sizeof(*inner));
	model_wipe(&outer, sizeof(outer));
	model_wipe(digest, sizeof(digest));
}
