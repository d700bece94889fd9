/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: what a descriptor is to do, and whether it may. */

#include "sec_alg.h"
#include "sec_check.h"

static bool
addr_type_known(uint8_t type)
{
	return type == HISI_SEC_ADDR_FLAT || type == HISI_SEC_ADDR_SGL;
}

/* Fields that mean the same for every job. */
static int
check_common(const struct sec_req *r)
{
	if (r->features != 0)
		return SEC_ERR_FEATURE;
	if (r->reserved != 0)
		return SEC_ERR_RESERVED;
	if (r->scene != HISI_SEC_SCENE_NONE &&
	    r->scene != HISI_SEC_SCENE_IPSEC &&
	    r->scene != HISI_SEC_SCENE_STREAM)
		return SEC_ERR_SCENE;
	if (!addr_type_known(r->src_type) || !addr_type_known(r->dst_type) ||
	    r->mac_type != HISI_SEC_ADDR_FLAT)
		return SEC_ERR_ADDR_TYPE;
	if (r->de != HISI_SEC_DE_SRC && r->de != HISI_SEC_DE_DST)
		return SEC_ERR_DE;
	if (r->cipher == HISI_SEC_CIPHER_COPY)
		return SEC_ERR_CIPHER;
	if (r->auth > HISI_SEC_AUTH_VERIFY)
		return SEC_ERR_AUTH;
	if (r->c_len > HISI_SEC_MAX_DATA)
		return SEC_ERR_C_LEN;
	if (r->a_len > HISI_SEC_MAX_DATA)
		return SEC_ERR_A_LEN;
	return SEC_OK;
}

static int
job_of_auth(const struct sec_req *r, enum sec_job *job)
{
	struct sec_alg alg;

	if (r->auth == HISI_SEC_AUTH_NONE)
		return SEC_ERR_COMBINATION;
	if (sec_alg_find(r->a_alg, &alg)) {
		*job = SEC_JOB_DIGEST;
		return SEC_OK;
	}
	switch (r->a_alg) {
	case HISI_SEC_A_ALG_XCBC:
	case HISI_SEC_A_ALG_CMAC:
		*job = SEC_JOB_MAC;
		return SEC_OK;
	case HISI_SEC_A_ALG_GMAC:
		*job = r->pad == HISI_SEC_PAD ? SEC_JOB_MAC :
						SEC_JOB_GCM_FIRST;
		return SEC_OK;
	case HISI_SEC_A_ALG_SM4_GMAC:
		/* Known as the first part of a stream only (5.10). */
		*job = SEC_JOB_GCM_FIRST;
		return SEC_OK;
	}
	return SEC_ERR_A_ALG;
}

static int
job_of_gcm(const struct sec_req *r, enum sec_job *job)
{
	bool resume = r->ai_gen == HISI_SEC_AI_GEN_IVIN;
	bool more = r->pad == HISI_SEC_NO_PAD;

	if (r->ai_gen > HISI_SEC_AI_GEN_IVIN || r->pad > HISI_SEC_NO_PAD ||
	    (more && !resume))
		return SEC_ERR_PART;
	if (!resume)
		*job = SEC_JOB_GCM;
	else
		*job = more ? SEC_JOB_GCM_MIDDLE : SEC_JOB_GCM_END;
	return SEC_OK;
}

/* Steps 5 to 7 of 11.3. */
static int
job_of(const struct sec_req *r, enum sec_job *job)
{
	if (r->cipher == HISI_SEC_CIPHER_NONE)
		return job_of_auth(r, job);
	if (r->c_mode == HISI_SEC_C_MODE_CCM ||
	    r->c_mode == HISI_SEC_C_MODE_GCM) {
		/* The tag is part of the mode (5.3). */
		if (r->auth != HISI_SEC_AUTH_NONE)
			return SEC_ERR_COMBINATION;
		if (r->c_mode == HISI_SEC_C_MODE_GCM)
			return job_of_gcm(r, job);
		*job = SEC_JOB_CCM;
		return SEC_OK;
	}
	*job = r->auth == HISI_SEC_AUTH_NONE ? SEC_JOB_CIPHER :
					       SEC_JOB_AUTHENC;
	return SEC_OK;
}

int
sec_check(const struct sec_req *r, unsigned int gen, enum sec_job *job)
{
	static int (*const rules[SEC_NB_JOBS])(const struct sec_req *r,
					       unsigned int gen) = {
		[SEC_JOB_CIPHER] = sec_check_cipher,
		[SEC_JOB_DIGEST] = sec_check_digest,
		[SEC_JOB_MAC] = sec_check_mac,
		[SEC_JOB_AUTHENC] = sec_check_authenc,
		[SEC_JOB_CCM] = sec_check_ccm,
		[SEC_JOB_GCM] = sec_check_gcm,
		[SEC_JOB_GCM_FIRST] = sec_check_gcm_first,
		[SEC_JOB_GCM_MIDDLE] = sec_check_gcm_middle,
		[SEC_JOB_GCM_END] = sec_check_gcm_end,
	};
	int ret = check_common(r);

	if (ret == 0)
		ret = job_of(r, job);
	return ret != 0 ? ret : rules[*job](r, gen);
}
