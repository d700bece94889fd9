/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: rules of hashes, MACs and CBC with HMAC (9, 10.1). */

#include "msec_alg.h"
#include "msec_check.h"

/* Words of the keys of AES (9.5). */
#define KEY_WORDS_128 4
#define KEY_WORDS_192 6
#define KEY_WORDS_256 8

/* Longer keys are for the driver to hash (9.4). */
static bool
hmac_key_good(const struct msec_req *r, const struct msec_alg *alg)
{
	return !alg->keyed ||
	       4 * r->a_key_words <= msec_hash_size[alg->hash].block;
}

/*
 * mac_len 0 stands for the full length, with plain SM3 it is not allowed
 * (9.2). Without padding the length does not matter otherwise.
 */
static bool
digest_len_good(const struct msec_req *r, const struct msec_alg *alg)
{
	if (r->mac_words == 0)
		return r->a_alg != HISI_SEC_A_ALG_SM3;
	return r->pad == HISI_SEC_NO_PAD ||
	       4 * r->mac_words <= msec_hash_size[alg->hash].digest;
}

/* Message bytes of one-shot, FIRST, MIDDLE and END (9.1, 9.3). */
static bool
message_len_good(const struct msec_req *r, const struct msec_alg *alg,
		 uint32_t has)
{
	if (r->pad == HISI_SEC_NO_PAD)
		return r->a_len > 0 &&
		       r->a_len % msec_hash_size[alg->hash].block == 0;
	return r->a_len > 0 || (has & HISI_GEN_SEC_BD3) != 0 ||
	       r->ai_gen == HISI_SEC_AI_GEN_IVIN;
}

int
msec_check_digest(const struct msec_req *r, uint32_t has)
{
	struct msec_alg alg;

	msec_alg_find(r->a_alg, &alg);
	if (r->ai_gen > HISI_SEC_AI_GEN_IVIN || r->pad > HISI_SEC_NO_PAD)
		return MSEC_ERR_PART;
	/* A state is nothing to verify. */
	if (r->pad == HISI_SEC_NO_PAD && r->auth == HISI_SEC_AUTH_VERIFY)
		return MSEC_ERR_COMBINATION;
	if (!hmac_key_good(r, &alg))
		return MSEC_ERR_A_KEY_LEN;
	if (!digest_len_good(r, &alg))
		return MSEC_ERR_MAC_LEN;
	return message_len_good(r, &alg, has) ? MSEC_OK : MSEC_ERR_A_LEN;
}

static int
check_gmac(const struct msec_req *r)
{
	if (r->ai_gen != HISI_SEC_AI_GEN_IVIN)
		return MSEC_ERR_PART;
	if (r->a_key_words != KEY_WORDS_128 &&
	    r->a_key_words != KEY_WORDS_192 &&
	    r->a_key_words != KEY_WORDS_256)
		return MSEC_ERR_A_KEY_LEN;
	return MSEC_OK;
}

static int
check_cmac_xcbc(const struct msec_req *r)
{
	if (r->ai_gen != HISI_SEC_AI_GEN_BUILTIN)
		return MSEC_ERR_PART;
	if (r->a_key_words != KEY_WORDS_128)
		return MSEC_ERR_A_KEY_LEN;
	if (r->a_len == 0)
		return MSEC_ERR_A_LEN;
	/* mac_len tells XCBC-MAC-96 and XCBC-PRF-128 apart (5.10). */
	if (r->a_alg == HISI_SEC_A_ALG_XCBC && r->mac_words < 3)
		return MSEC_ERR_MAC_LEN;
	return MSEC_OK;
}

int
msec_check_mac(const struct msec_req *r, uint32_t has)
{
	if ((has & HISI_GEN_SEC_BD3) == 0)
		return MSEC_ERR_GENERATION;
	if (r->pad != HISI_SEC_PAD)
		return MSEC_ERR_PART;
	if (r->mac_words == 0 || 4 * r->mac_words > MSEC_BLOCK)
		return MSEC_ERR_MAC_LEN;
	return r->a_alg == HISI_SEC_A_ALG_GMAC ? check_gmac(r) :
						 check_cmac_xcbc(r);
}

/* SM4 and SM3 came with generation 3; other HMACs: question 19. */
static bool
authenc_known(const struct msec_req *r, const struct msec_alg *alg,
	      uint32_t has)
{
	return (has & HISI_GEN_SEC_BD3) != 0 || (r->c_alg != HISI_SEC_C_ALG_SM4 &&
				       alg->hash != MSEC_HASH_SM3);
}

int
msec_check_authenc(const struct msec_req *r, uint32_t has)
{
	struct msec_alg alg;
	int ret = msec_check_cipher(r, has);

	if (ret != 0)
		return ret;
	if (r->c_mode != HISI_SEC_C_MODE_CBC ||
	    (r->c_alg != HISI_SEC_C_ALG_AES &&
	     r->c_alg != HISI_SEC_C_ALG_SM4))
		return MSEC_ERR_COMBINATION;
	if (!msec_alg_find(r->a_alg, &alg) || !alg.keyed)
		return MSEC_ERR_A_ALG;
	if (!authenc_known(r, &alg, has))
		return MSEC_ERR_GENERATION;
	if (r->ai_gen != HISI_SEC_AI_GEN_BUILTIN || r->pad != HISI_SEC_PAD)
		return MSEC_ERR_PART;
	if (!hmac_key_good(r, &alg))
		return MSEC_ERR_A_KEY_LEN;
	if (r->mac_words == 0 ||
	    4 * r->mac_words > msec_hash_size[alg.hash].digest)
		return MSEC_ERR_MAC_LEN;
	return message_len_good(r, &alg, has) ? MSEC_OK : MSEC_ERR_A_LEN;
}
