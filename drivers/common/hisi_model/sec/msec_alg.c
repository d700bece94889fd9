/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: codes of a_alg that stand for hashes (5.10). */

#include "msec_alg.h"

static const struct {
	uint8_t hash;
	uint8_t hmac;
	enum msec_hash_id id;
} codes[] = {
	{ HISI_SEC_A_ALG_SHA1, HISI_SEC_A_ALG_HMAC_SHA1, MSEC_HASH_SHA1 },
	{ HISI_SEC_A_ALG_SHA256, HISI_SEC_A_ALG_HMAC_SHA256,
	  MSEC_HASH_SHA256 },
	{ HISI_SEC_A_ALG_MD5, HISI_SEC_A_ALG_HMAC_MD5, MSEC_HASH_MD5 },
	{ HISI_SEC_A_ALG_SHA224, HISI_SEC_A_ALG_HMAC_SHA224,
	  MSEC_HASH_SHA224 },
	{ HISI_SEC_A_ALG_SHA384, HISI_SEC_A_ALG_HMAC_SHA384,
	  MSEC_HASH_SHA384 },
	{ HISI_SEC_A_ALG_SHA512, HISI_SEC_A_ALG_HMAC_SHA512,
	  MSEC_HASH_SHA512 },
	{ HISI_SEC_A_ALG_SHA512_224, HISI_SEC_A_ALG_HMAC_SHA512_224,
	  MSEC_HASH_SHA512_224 },
	{ HISI_SEC_A_ALG_SHA512_256, HISI_SEC_A_ALG_HMAC_SHA512_256,
	  MSEC_HASH_SHA512_256 },
	{ HISI_SEC_A_ALG_SM3, HISI_SEC_A_ALG_HMAC_SM3, MSEC_HASH_SM3 },
};

bool
msec_alg_find(uint8_t a_alg, struct msec_alg *alg)
{
	unsigned int i;

	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		alg->hash = codes[i].id;
		alg->keyed = a_alg == codes[i].hmac;
		if (alg->keyed || a_alg == codes[i].hash)
			return true;
	}
	return false;
}
