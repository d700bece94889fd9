/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE engine: descriptors in, results out (doc/hardware/hpre.md 3). */

#include <errno.h>
#include <string.h>
#include <openssl/err.h>

#include "mhpre.h"

/* Error code of a refused task (question 1, 14.1). */
#define ETYPE_REFUSED 1
/* sva_status of memory that cannot be reached (question 17). */
#define SVA_STATUS_FAULT 1

static bool
is_verify(uint32_t alg)
{
	return alg == HISI_HPRE_ALG_ECDSA_VERIFY ||
	       alg == HISI_HPRE_ALG_SM2_VERIFY;
}

/*
 * Write the results: words 0 and 1, and word 6 of a verify, which never
 * keeps what was submitted (5.5.2).
 */
static void
complete(struct model_exec *x, struct hisi_hpre_sqe *sqe, uint32_t result,
	 uint32_t sva_status, bool valid)
{
	uint32_t alg = HISI_GET(HISI_HPRE_W0_ALG, sqe->w0);

	sqe->w0 = HISI_PREP(HISI_HPRE_W0_ALG, alg) |
		  (result & ~HISI_HPRE_W0_ALG);
	/* The bits are reserved in generation 2 (3.1). */
	if (model_has(x, HISI_GEN_HPRE_ECC))
		sqe->w1 = (sqe->w1 & ~HISI_HPRE_W1_SVA_STATUS) |
			  HISI_PREP(HISI_HPRE_W1_SVA_STATUS, sva_status);
	if (is_verify(alg))
		sqe->out_lo = HISI_PREP(HISI_HPRE_W6_VALID, valid);
}

static void
complete_good(struct model_exec *x, struct hisi_hpre_sqe *sqe, bool valid)
{
	complete(x, sqe, HISI_PREP(HISI_HPRE_W0_DONE,
				   HISI_HPRE_DONE_FINISHED), 0, valid);
}

static void
complete_refused(struct model_exec *x, struct hisi_hpre_sqe *sqe)
{
	complete(x, sqe, HISI_PREP(HISI_HPRE_W0_DONE,
				   HISI_HPRE_DONE_FINISHED) |
		 HISI_PREP(HISI_HPRE_W0_ETYPE, ETYPE_REFUSED), 0, false);
}

/* Client memory that cannot be reached shows in etype1 (3.5), which
 * generation 2 does not have: there it is an error like any other.
 */
static void
complete_fault(struct model_exec *x, struct hisi_hpre_sqe *sqe)
{
	if (!model_has(x, HISI_GEN_HPRE_ECC)) {
		complete_refused(x, sqe);
		return;
	}
	complete(x, sqe, HISI_PREP(HISI_HPRE_W0_DONE,
				   HISI_HPRE_DONE_FINISHED) |
		 HISI_PREP(HISI_HPRE_W0_SVA_FAULT, 1),
		 SVA_STATUS_FAULT, false);
}

/*
 * The algorithm, or NULL for a descriptor to refuse: unknown code, code of
 * another generation or queue type (question 22), not initialised (3.4),
 * task_len1 of no operand of the family (question 23).
 */
static const struct mhpre_alg *
decode(const struct model_exec *x, const struct hisi_hpre_sqe *sqe,
       struct mhpre_task *t)
{
	const struct mhpre_alg *alg;
	const uint16_t *size;

	alg = mhpre_alg_get(HISI_GET(HISI_HPRE_W0_ALG, sqe->w0));
	if (alg == NULL || (x->queue->model->gen->has & alg->needs) != alg->needs ||
	    x->queue->qc_type != alg->qc_type)
		return NULL;
	if (HISI_GET(HISI_HPRE_W0_DONE, sqe->w0) != HISI_HPRE_DONE_INIT)
		return NULL;
	t->sz = HISI_HPRE_OPERAND_BYTES(HISI_GET(HISI_HPRE_W1_TASK_LEN1,
						 sqe->w1));
	for (size = alg->sizes; *size != t->sz; size++)
		if (*size == 0)
			return NULL;
	/* The field is the length less one (question 15). */
	t->mlen = HISI_GET(HISI_HPRE_W10_SM2_MLEN, sqe->w10) + 1;
	t->ksel = alg->ksel && HISI_GET(HISI_HPRE_W1_SM2_KSEL, sqe->w1);
	return alg;
}

/* Read the operands. A k that is not wanted stays 0. @return 0 or -EFAULT */
static int
operands_read(struct model_exec *x, const struct mhpre_alg *alg,
	      const struct hisi_hpre_sqe *sqe, struct mhpre_task *t)
{
	uint64_t key = HISI_U64(sqe->key_lo, sqe->key_hi);
	uint64_t in = HISI_U64(sqe->in_lo, sqe->in_hi);
	size_t from = 0, len, k_len = 0;

	len = alg->in * t->sz / 2 + (alg->msg_in ? t->mlen : 0);
	if (t->ksel) {
		from = alg->k_slot * t->sz;
		k_len = t->sz;
	}
	if (model_mem_read(x, "key", key, t->h->key,
			   alg->key * t->sz / 2) != 0 ||
	    model_mem_read(x, "in", in, t->h->in, from) != 0 ||
	    model_mem_read(x, "in", in + from + k_len,
			   t->h->in + from + k_len, len - from - k_len) != 0)
		return -EFAULT;
	return 0;
}

/* Execute a descriptor that decodes. */
static void
task_run(struct model_exec *x, const struct mhpre_alg *alg,
	 struct hisi_hpre_sqe *sqe, struct mhpre_task *t)
{
	size_t len = alg->out * t->sz / 2 + (alg->msg_out ? t->mlen : 0);

	if (operands_read(x, alg, sqe, t) != 0)
		complete_fault(x, sqe);
	else if (!alg->run(t))
		complete_refused(x, sqe);
	else if (model_mem_write(x, "out", HISI_U64(sqe->out_lo, sqe->out_hi),
				 t->out, len) != 0)
		complete_fault(x, sqe);
	else
		complete_good(x, sqe, t->valid);
}

static void
mhpre_exec(struct model_exec *x, uint32_t *words)
{
	struct mhpre_ctx *h = x->engine;
	struct mhpre_task t = {
		.h = h, .key = h->key, .in = h->in, .out = h->out,
	};
	const struct mhpre_alg *alg;
	struct hisi_hpre_sqe sqe;

	memcpy(&sqe, words, sizeof(sqe));
	alg = decode(x, &sqe, &t);
	if (alg == NULL || !mhpre_nums_begin(h)) {
		complete_refused(x, &sqe);
	} else {
		/* The caller's error queue is not ours to fill. */
		ERR_set_mark();
		task_run(x, alg, &sqe, &t);
		ERR_pop_to_mark();
		mhpre_nums_end(h);
		EVP_MD_CTX_reset(h->md);
		mhpre_buffers_wipe(h);
	}
	memcpy(words, &sqe, sizeof(sqe));
}

/*
 * An injected code has etype in bits 10:0 and, where word 0 has them, etype1
 * and done; done 0 stands for 3 (questions 1, 17).
 */
static void
mhpre_fail(struct model_exec *x, uint32_t *words, uint32_t code)
{
	uint32_t result, done = HISI_GET(HISI_HPRE_W0_DONE, code);
	struct hisi_hpre_sqe sqe;

	if (code == 0)
		code = ETYPE_REFUSED;
	result = HISI_PREP(HISI_HPRE_W0_ETYPE, code) |
		 (code & HISI_HPRE_W0_ETYPE1) |
		 HISI_PREP(HISI_HPRE_W0_DONE,
			   done ? done : HISI_HPRE_DONE_FINISHED);
	memcpy(&sqe, words, sizeof(sqe));
	complete(x, &sqe, result, result & HISI_HPRE_W0_SVA_FAULT ?
				  SVA_STATUS_FAULT : 0, false);
	memcpy(words, &sqe, sizeof(sqe));
}

static bool
mhpre_failed(const uint32_t *words)
{
	return HISI_GET(HISI_HPRE_W0_DONE, words[0]) !=
			HISI_HPRE_DONE_FINISHED ||
	       (words[0] & (HISI_HPRE_W0_ETYPE | HISI_HPRE_W0_ETYPE1)) != 0;
}

const struct model_engine_ops model_hpre_ops = {
	.engine = HISI_ENGINE_HPRE,
	.ctx_new = mhpre_ctx_new,
	.ctx_wipe = mhpre_ctx_wipe,
	.ctx_free = mhpre_ctx_free,
	.exec = mhpre_exec,
	.fail = mhpre_fail,
	.failed = mhpre_failed,
};
