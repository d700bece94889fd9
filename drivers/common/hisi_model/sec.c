/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: the engine as the queue code sees it (11). */

#include <errno.h>
#include <stdlib.h>

#include "sec.h"
#include "sec_batch.h"
#include "sec_evp.h"
#include "sec_mb.h"

struct job {
	int (*run)(struct model_exec *x, const struct sec_req *r,
		   uint32_t *icv);
	uint8_t flag; /* Result: which parts ran (11.1). */
};

static const struct job jobs[SEC_NB_JOBS] = {
	[SEC_JOB_CIPHER] = { sec_cipher_job, HISI_SEC_FLAG_CIPHER },
	[SEC_JOB_DIGEST] = { sec_digest_job, HISI_SEC_FLAG_AUTH },
	[SEC_JOB_MAC] = { sec_mac_job, HISI_SEC_FLAG_AUTH },
	[SEC_JOB_AUTHENC] = { sec_authenc_job, HISI_SEC_FLAG_AEAD },
	[SEC_JOB_CCM] = { sec_ccm_job, HISI_SEC_FLAG_AEAD },
	[SEC_JOB_GCM] = { sec_gcm_job, HISI_SEC_FLAG_AEAD },
	[SEC_JOB_GCM_FIRST] = { sec_gcm_first_job, HISI_SEC_FLAG_AUTH },
	[SEC_JOB_GCM_MIDDLE] = { sec_gcm_middle_job, HISI_SEC_FLAG_AEAD },
	[SEC_JOB_GCM_END] = { sec_gcm_end_job, HISI_SEC_FLAG_AEAD },
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
sec_job_result(uint32_t *sqe, enum sec_job job, uint32_t icv, int ret)
{
	if (ret != 0)
		result(sqe, 0, 0, ret);
	else
		result(sqe, jobs[job].flag, icv, SEC_OK);
}

void
sec_job_run(struct model_exec *x, const struct sec_req *r, enum sec_job job,
	    uint32_t *sqe)
{
	uint32_t icv = 0;
	int ret = jobs[job].run(x, r, &icv);

	sec_job_result(sqe, job, icv, ret);
}

/* @return whether there is a job to do; else the result is there */
static bool
sec_open(const struct model_exec *x, uint32_t *sqe, struct sec_req *r,
	 enum sec_job *job)
{
	unsigned int gen = x->queue->model->gen;
	int ret = sec_bd_decode(sqe, gen, r);

	if (ret == 0 && r->invalid) {
		/* To be skipped and completed (11.3 step 2). */
		result(sqe, 0, 0, SEC_OK);
		return false;
	}
	if (ret == 0)
		ret = sec_check(r, gen, job);
	if (ret != 0)
		result(sqe, 0, 0, ret);
	return ret == 0;
}

static void
sec_exec(struct model_exec *x, uint32_t *sqe)
{
	enum sec_job job;
	struct sec_req r;

	if (sec_open(x, sqe, &r, &job))
		sec_job_run(x, &r, job, sqe);
}

static void
sec_exec_many(struct model_exec *x, uint32_t (*sqe)[MODEL_SQE_WORDS],
	      unsigned int n)
{
	enum sec_job job;
	struct sec_req r;
	unsigned int i;

	for (i = 0; i < n; i++) {
		if (!sec_open(x, sqe[i], &r, &job) ||
		    sec_batch_add(x, &r, job, sqe[i]))
			continue;
		sec_batch_flush(x);
		sec_job_run(x, &r, job, sqe[i]);
		model_views_release(x);
	}
	sec_batch_flush(x);
}

static void
sec_fail(struct model_exec *x, uint32_t *sqe, uint32_t code)
{
	(void)x;
	/* Only the low bits fit; they must not turn into success. */
	if (HISI_PREP(HISI_SEC_W28_ERROR_TYPE, code) == 0)
		code = SEC_ERR_INJECTED;
	result(sqe, 0, 0, code);
}

static bool
sec_failed(const uint32_t *sqe)
{
	uint32_t w = sqe[HISI_SEC_RESULT_WORD];

	return HISI_GET(HISI_SEC_W28_DONE, w) == 0 ||
	       HISI_GET(HISI_SEC_W28_ERROR_TYPE, w) != 0;
}

/* The classes do not depend on the generation (14). */
static const char *
sec_algorithms(unsigned int gen)
{
	(void)gen;
	return "cipher\ndigest\naead\n";
}

static int
sec_ctx_new(struct model_exec *x)
{
	x->engine = calloc(1, sizeof(struct sec_engine));
	return x->engine != NULL ? 0 : -ENOMEM;
}

static void
sec_ctx_wipe(struct model_exec *x)
{
	struct sec_engine *e = x->engine;

	sec_keys_wipe(&e->keys);
	/* It holds the states of hashes; it is made again when needed. */
	sec_mb_free(e);
}

static void
sec_ctx_free(struct model_exec *x)
{
	struct sec_engine *e = x->engine;

	sec_keys_free(&e->keys);
	sec_evp_free_ciphers(e);
	sec_mb_free(e);
	sec_batch_free(e);
	free(e);
	x->engine = NULL;
}

const struct model_engine_ops model_sec_ops = {
	.uacce_name = "hisi_sec2",
	.sqe_size = sizeof(struct hisi_sec_sqe),
	.sqe_log2 = 7,
	.qc_types = HISI_SEC_QC_ALL + 1,
	.result_words = HISI_SEC_RESULT_WORDS,
	.algorithms = sec_algorithms,
	.ctx_new = sec_ctx_new,
	.ctx_wipe = sec_ctx_wipe,
	.ctx_free = sec_ctx_free,
	.exec = sec_exec,
	.exec_many = sec_exec_many,
	.fail = sec_fail,
	.failed = sec_failed,
};
