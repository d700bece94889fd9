/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: rules of CCM and GCM (10.2 to 10.5, 12.1). */

#include "msec_check.h"

/* Lengths that CCM and GCM share. */
static int
check_lengths(const struct msec_req *r, uint32_t has, uint32_t max_aad)
{
	if (r->c_len == 0 && (has & HISI_GEN_SEC_BD3) == 0)
		return MSEC_ERR_C_LEN;
	if (r->a_len > max_aad || r->a_len + r->c_len > HISI_SEC_MAX_DATA)
		return MSEC_ERR_A_LEN;
	return MSEC_OK;
}

static bool
gcm_tag_good(const struct msec_req *r)
{
	return r->c_icv_len >= HISI_SEC_MIN_GCM_TAG &&
	       r->c_icv_len <= HISI_SEC_MAX_TAG;
}

int
msec_check_ccm(const struct msec_req *r, uint32_t has)
{
	int ret = msec_check_cipher(r, has);

	if (ret != 0)
		return ret;
	/* The IV is read all the same, without ai_gen (5.7). */
	if (r->ai_gen != HISI_SEC_AI_GEN_BUILTIN || r->pad != HISI_SEC_PAD)
		return MSEC_ERR_PART;
	if (r->c_icv_len < HISI_SEC_MIN_CCM_TAG ||
	    r->c_icv_len > HISI_SEC_MAX_TAG || r->c_icv_len % 2 != 0)
		return MSEC_ERR_C_ICV_LEN;
	return check_lengths(r, has, HISI_SEC_MAX_CCM_AAD);
}

int
msec_check_gcm(const struct msec_req *r, uint32_t has)
{
	int ret = msec_check_cipher(r, has);

	if (ret != 0)
		return ret;
	if (!gcm_tag_good(r))
		return MSEC_ERR_C_ICV_LEN;
	return check_lengths(r, has, HISI_SEC_MAX_AAD);
}

/* Generation 2 does one message per descriptor (12.2, question 17). */
static int
check_stream(const struct msec_req *r, uint32_t has)
{
	if ((has & HISI_GEN_SEC_BD3) == 0)
		return MSEC_ERR_GENERATION;
	return r->scene == HISI_SEC_SCENE_STREAM ? MSEC_OK : MSEC_ERR_SCENE;
}

int
msec_check_gcm_first(const struct msec_req *r, uint32_t has)
{
	bool sm4 = r->a_alg == HISI_SEC_A_ALG_SM4_GMAC;
	int ret = check_stream(r, has);

	if (ret != 0)
		return ret;
	if (r->pad != HISI_SEC_NO_PAD ||
	    r->ai_gen != HISI_SEC_AI_GEN_BUILTIN)
		return MSEC_ERR_PART;
	if (r->auth == HISI_SEC_AUTH_VERIFY)
		return MSEC_ERR_COMBINATION;
	if (r->a_key_words != 4 &&
	    (sm4 || (r->a_key_words != 6 && r->a_key_words != 8)))
		return MSEC_ERR_A_KEY_LEN;
	/* No AAD at all is consistent (question 16). */
	return r->a_len > HISI_SEC_MAX_AAD ? MSEC_ERR_A_LEN : MSEC_OK;
}

int
msec_check_gcm_middle(const struct msec_req *r, uint32_t has)
{
	int ret = msec_check_cipher(r, has);

	if (ret == 0)
		ret = check_stream(r, has);
	if (ret != 0)
		return ret;
	if (r->c_len == 0 || r->c_len % MSEC_BLOCK != 0)
		return MSEC_ERR_C_LEN;
	return r->a_len != 0 ? MSEC_ERR_A_LEN : MSEC_OK;
}

/*
 * Generation 3 gets long messages wrong, so that no driver uses it there, and
 * only type 3 has been seen (10.5, 12.2).
 */
int
msec_check_gcm_end(const struct msec_req *r, uint32_t has)
{
	int ret = msec_check_cipher(r, has);

	if (ret == 0)
		ret = check_stream(r, has);
	if (ret != 0)
		return ret;
	if ((has & HISI_GEN_SEC_STREAM) == 0 || r->type != HISI_SEC_BD_TYPE3)
		return MSEC_ERR_GENERATION;
	if (!gcm_tag_good(r))
		return MSEC_ERR_C_ICV_LEN;
	if (r->c_len == 0)
		return MSEC_ERR_C_LEN;
	return r->a_len != 0 ? MSEC_ERR_A_LEN : MSEC_OK;
}
