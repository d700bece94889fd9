/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: what a descriptor is to do, and whether it may. */

#include "msec_alg.h"
#include "msec_check.h"

static bool
addr_type_known(uint8_t type)
{
	return type == HISI_SEC_ADDR_FLAT || type == HISI_SEC_ADDR_SGL;
}

/* Fields that mean the same for every job. */
static int
check_common(const struct msec_req *r)
{
	if (r->features != 0)
		return MSEC_ERR_FEATURE;
	if (r->reserved != 0)
		return MSEC_ERR_RESERVED;
	if (r->scene != HISI_SEC_SCENE_NONE &&
	    r->scene != HISI_SEC_SCENE_IPSEC &&
	    r->scene != HISI_SEC_SCENE_STREAM)
		return MSEC_ERR_SCENE;
	if (!addr_type_known(r->src_type) || !addr_type_known(r->dst_type) ||
	    r->mac_type != HISI_SEC_ADDR_FLAT)
		return MSEC_ERR_ADDR_TYPE;
	if (r->de != HISI_SEC_DE_SRC && r->de != HISI_SEC_DE_DST)
		return MSEC_ERR_DE;
	if (r->cipher == HISI_SEC_CIPHER_COPY)
		return MSEC_ERR_CIPHER;
	if (r->auth > HISI_SEC_AUTH_VERIFY)
		return MSEC_ERR_AUTH;
	if (r->c_len > HISI_SEC_MAX_DATA)
		return MSEC_ERR_C_LEN;
	if (r->a_len > HISI_SEC_MAX_DATA)
		return MSEC_ERR_A_LEN;
	return MSEC_OK;
}

static int
job_of_auth(const struct msec_req *r, enum msec_job *job)
{
	struct msec_alg alg;

	if (r->auth == HISI_SEC_AUTH_NONE)
		return MSEC_ERR_COMBINATION;
	if (msec_alg_find(r->a_alg, &alg)) {
		*job = MSEC_JOB_DIGEST;
		return MSEC_OK;
	}
	switch (r->a_alg) {
	case HISI_SEC_A_ALG_XCBC:
	case HISI_SEC_A_ALG_CMAC:
		*job = MSEC_JOB_MAC;
		return MSEC_OK;
	case HISI_SEC_A_ALG_GMAC:
		*job = r->pad == HISI_SEC_PAD ? MSEC_JOB_MAC :
						MSEC_JOB_GCM_FIRST;
		return MSEC_OK;
	case HISI_SEC_A_ALG_SM4_GMAC:
		/* Known as the first part of a stream only (5.10). */
		*job = MSEC_JOB_GCM_FIRST;
		return MSEC_OK;
	}
	return MSEC_ERR_A_ALG;
}

static int
job_of_gcm(const struct msec_req *r, enum msec_job *job)
{
	bool resume = r->ai_gen == HISI_SEC_AI_GEN_IVIN;
	bool more = r->pad == HISI_SEC_NO_PAD;

	if (r->ai_gen > HISI_SEC_AI_GEN_IVIN || r->pad > HISI_SEC_NO_PAD ||
	    (more && !resume))
		return MSEC_ERR_PART;
	if (!resume)
		*job = MSEC_JOB_GCM;
	else
		*job = more ? MSEC_JOB_GCM_MIDDLE : MSEC_JOB_GCM_END;
	return MSEC_OK;
}

/* Steps 5 to 7 of 11.3. */
static int
job_of(const struct msec_req *r, enum msec_job *job)
{
	if (r->cipher == HISI_SEC_CIPHER_NONE)
		return job_of_auth(r, job);
	if (r->c_mode == HISI_SEC_C_MODE_CCM ||
	    r->c_mode == HISI_SEC_C_MODE_GCM) {
		/* The tag is part of the mode (5.3). */
		if (r->auth != HISI_SEC_AUTH_NONE)
			return MSEC_ERR_COMBINATION;
		if (r->c_mode == HISI_SEC_C_MODE_GCM)
			return job_of_gcm(r, job);
		*job = MSEC_JOB_CCM;
		return MSEC_OK;
	}
	*job = r->auth == HISI_SEC_AUTH_NONE ? MSEC_JOB_CIPHER :
					       MSEC_JOB_AUTHENC;
	return MSEC_OK;
}

int
msec_check(const struct msec_req *r, uint32_t has, enum msec_job *job)
{
	static int (*const rules[MSEC_NB_JOBS])(const struct msec_req *r,
						uint32_t has) = {
		[MSEC_JOB_CIPHER] = msec_check_cipher,
		[MSEC_JOB_DIGEST] = msec_check_digest,
		[MSEC_JOB_MAC] = msec_check_mac,
		[MSEC_JOB_AUTHENC] = msec_check_authenc,
		[MSEC_JOB_CCM] = msec_check_ccm,
		[MSEC_JOB_GCM] = msec_check_gcm,
		[MSEC_JOB_GCM_FIRST] = msec_check_gcm_first,
		[MSEC_JOB_GCM_MIDDLE] = msec_check_gcm_middle,
		[MSEC_JOB_GCM_END] = msec_check_gcm_end,
	};
	int ret = check_common(r);

	if (ret == 0)
		ret = job_of(r, job);
	return ret != 0 ? ret : rules[*job](r, has);
}
