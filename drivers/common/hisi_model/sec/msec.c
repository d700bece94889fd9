/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: the engine as the queue code sees it (11). */

#include <errno.h>
#include <stdlib.h>

#include "msec.h"
#include "msec_batch.h"
#include "msec_evp.h"
#include "msec_mb.h"

struct job {
	int (*run)(struct model_exec *x, const struct msec_req *r,
		   uint32_t *icv);
	uint8_t flag; /* Result: which parts ran (11.1). */
};

static const struct job jobs[MSEC_NB_JOBS] = {
	[MSEC_JOB_CIPHER] = { msec_cipher_job, HISI_SEC_FLAG_CIPHER },
	[MSEC_JOB_DIGEST] = { msec_digest_job, HISI_SEC_FLAG_AUTH },
	[MSEC_JOB_MAC] = { msec_mac_job, HISI_SEC_FLAG_AUTH },
	[MSEC_JOB_AUTHENC] = { msec_authenc_job, HISI_SEC_FLAG_AEAD },
	[MSEC_JOB_CCM] = { msec_ccm_job, HISI_SEC_FLAG_AEAD },
	[MSEC_JOB_GCM] = { msec_gcm_job, HISI_SEC_FLAG_AEAD },
	[MSEC_JOB_GCM_FIRST] = { msec_gcm_first_job, HISI_SEC_FLAG_AUTH },
	[MSEC_JOB_GCM_MIDDLE] = { msec_gcm_middle_job, HISI_SEC_FLAG_AEAD },
	[MSEC_JOB_GCM_END] = { msec_gcm_end_job, HISI_SEC_FLAG_AEAD },
};

/*
 * Whether the device sets done with an error is not known; it does here, and
 * the fields nobody reads are 0 (20, questions 1 and 18).
 */
static void
result(uint32_t *sqe, uint32_t flag, uint32_t icv, uint32_t error)
{
	unsigned int i;

	sqe[HISI_SEC_RESULT_WORD] = HISI_PREP(HISI_SEC_W28_DONE, 1) |
				    HISI_PREP(HISI_SEC_W28_ICV, icv) |
				    HISI_PREP(HISI_SEC_W28_FLAG, flag) |
				    HISI_PREP(HISI_SEC_W28_ERROR_TYPE, error);
	for (i = HISI_SEC_RESULT_WORD + 1;
	     i < sizeof(struct hisi_sec_sqe) / 4; i++)
		sqe[i] = 0;
}

void
msec_job_result(uint32_t *sqe, enum msec_job job, uint32_t icv, int ret)
{
	if (ret != 0)
		result(sqe, 0, 0, ret);
	else
		result(sqe, jobs[job].flag, icv, MSEC_OK);
}

void
msec_job_run(struct model_exec *x, const struct msec_req *r, enum msec_job job,
	     uint32_t *sqe)
{
	uint32_t icv = 0;
	int ret = jobs[job].run(x, r, &icv);

	msec_job_result(sqe, job, icv, ret);
}

/* @return whether there is a job to do; else the result is there */
static bool
msec_open(const struct model_exec *x, uint32_t *sqe, struct msec_req *r,
	  enum msec_job *job)
{
	uint32_t has = x->queue->model->gen->has;
	int ret = msec_bd_decode(sqe, has, r);

	if (ret == 0 && r->invalid) {
		/* To be skipped and completed (11.3 step 2). */
		result(sqe, 0, 0, MSEC_OK);
		return false;
	}
	if (ret == 0)
		ret = msec_check(r, has, job);
	if (ret != 0)
		result(sqe, 0, 0, ret);
	return ret == 0;
}

static void
msec_exec(struct model_exec *x, uint32_t *sqe)
{
	enum msec_job job;
	struct msec_req r;

	if (msec_open(x, sqe, &r, &job))
		msec_job_run(x, &r, job, sqe);
}

static void
msec_exec_many(struct model_exec *x, uint32_t (*sqe)[MODEL_SQE_WORDS],
	       unsigned int n)
{
	enum msec_job job;
	struct msec_req r;
	unsigned int i;

	for (i = 0; i < n; i++) {
		if (!msec_open(x, sqe[i], &r, &job) ||
		    msec_batch_add(x, &r, job, sqe[i]))
			continue;
		msec_batch_flush(x);
		msec_job_run(x, &r, job, sqe[i]);
		model_views_release(x);
	}
	msec_batch_flush(x);
}

static void
msec_fail(struct model_exec *x, uint32_t *sqe, uint32_t code)
{
	(void)x;
	/* Only the low bits fit; they must not turn into success. */
	if (HISI_PREP(HISI_SEC_W28_ERROR_TYPE, code) == 0)
		code = MSEC_ERR_INJECTED;
	result(sqe, 0, 0, code);
}

static bool
msec_failed(const uint32_t *sqe)
{
	uint32_t w = sqe[HISI_SEC_RESULT_WORD];

	return HISI_GET(HISI_SEC_W28_DONE, w) == 0 ||
	       HISI_GET(HISI_SEC_W28_ERROR_TYPE, w) != 0;
}

static int
msec_ctx_new(struct model_exec *x)
{
	x->engine = calloc(1, sizeof(struct msec_engine));
	return x->engine != NULL ? 0 : -ENOMEM;
}

static void
msec_ctx_wipe(struct model_exec *x)
{
	struct msec_engine *e = x->engine;

	msec_keys_wipe(&e->keys);
	/* It holds the states of hashes; it is made again when needed. */
	msec_mb_free(e);
}

static void
msec_ctx_free(struct model_exec *x)
{
	struct msec_engine *e = x->engine;

	msec_keys_free(&e->keys);
	msec_evp_free_ciphers(e);
	msec_mb_free(e);
	msec_batch_free(e);
	free(e);
	x->engine = NULL;
}

const struct model_engine_ops model_sec_ops = {
	.engine = HISI_ENGINE_SEC,
	.ctx_new = msec_ctx_new,
	.ctx_wipe = msec_ctx_wipe,
	.ctx_free = msec_ctx_free,
	.exec = msec_exec,
	.exec_many = msec_exec_many,
	.fail = msec_fail,
	.failed = msec_failed,
};
