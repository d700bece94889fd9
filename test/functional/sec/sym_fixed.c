/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Jobs with chosen parameters, and their way through a device. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "func.h"
#include "sym_job.h"

static void
fixed_cipher(struct sym_job *job, const struct sym_spec *spec,
	     struct rte_crypto_sym_xform *x)
{
	x->type = RTE_CRYPTO_SYM_XFORM_CIPHER;
	x->cipher.algo = spec->algo;
	x->cipher.op = spec->decrypt ? RTE_CRYPTO_CIPHER_OP_DECRYPT :
				       RTE_CRYPTO_CIPHER_OP_ENCRYPT;
	x->cipher.key.data = job->c_key;
	x->cipher.key.length = spec->key_len;
	x->cipher.iv.offset = SYM_IV_OFFSET;
	x->cipher.iv.length = spec->iv_len;
}

static void
fixed_auth(struct sym_job *job, const struct sym_spec *spec,
	   struct rte_crypto_sym_xform *x)
{
	bool chain = spec->kind == SYM_CHAIN;

	x->type = RTE_CRYPTO_SYM_XFORM_AUTH;
	x->auth.algo = chain ? spec->auth : spec->algo;
	x->auth.op = spec->decrypt ? RTE_CRYPTO_AUTH_OP_VERIFY :
				     RTE_CRYPTO_AUTH_OP_GENERATE;
	x->auth.key.data = job->a_key;
	x->auth.key.length = chain ? spec->auth_key_len : spec->key_len;
	x->auth.digest_length = spec->digest_len;
	x->auth.iv.offset = SYM_IV_OFFSET;
	x->auth.iv.length = chain ? 0 : spec->iv_len;
}

static void
fixed_aead(struct sym_job *job, const struct sym_spec *spec,
	   struct rte_crypto_sym_xform *x)
{
	x->type = RTE_CRYPTO_SYM_XFORM_AEAD;
	x->aead.algo = spec->algo;
	x->aead.op = spec->decrypt ? RTE_CRYPTO_AEAD_OP_DECRYPT :
				     RTE_CRYPTO_AEAD_OP_ENCRYPT;
	x->aead.key.data = job->c_key;
	x->aead.key.length = spec->key_len;
	x->aead.digest_length = spec->digest_len;
	x->aead.iv.offset = SYM_IV_OFFSET;
	x->aead.iv.length = spec->iv_len;
	x->aead.aad_length = spec->aad_len;
}

void
sym_job_xforms(struct sym_job *job, const struct sym_spec *spec)
{
	switch (spec->kind) {
	case SYM_CIPHER:
		fixed_cipher(job, spec, &job->xform[0]);
		break;
	case SYM_AUTH:
		fixed_auth(job, spec, &job->xform[0]);
		break;
	case SYM_AEAD:
		fixed_aead(job, spec, &job->xform[0]);
		break;
	default:
		fixed_cipher(job, spec, &job->xform[spec->auth_first]);
		fixed_auth(job, spec, &job->xform[!spec->auth_first]);
		job->xform[0].next = &job->xform[1];
	}
}

void
sym_job_from(struct sym_job *job, const struct sym_spec *spec)
{
	memset(job, 0, sizeof(*job));
	job->kind = spec->kind;
	job->encrypt = !spec->decrypt;
	job->cipher_first = !spec->auth_first;
	job->digest_len = spec->digest_len;
	job->aad_len = spec->aad_len;
	func_fill(job->c_key, sizeof(job->c_key));
	func_fill(job->a_key, sizeof(job->a_key));
	func_fill(job->iv, sizeof(job->iv));
	/* Behind a nonce of 12 bytes the device starts to count from 1. */
	if (spec->kind == SYM_CIPHER && spec->iv_len == 12)
		memcpy(job->iv + 12, (const uint8_t[]){ 0, 0, 0, 1 }, 4);
	func_fill(job->aad, job->aad_len);
	sym_job_xforms(job, spec);
	job->c_off = spec->aad_adjacent ? spec->aad_len : spec->before;
	job->c_len = spec->len;
	job->a_off = spec->kind == SYM_CHAIN ? 0 : job->c_off;
	job->a_len = spec->kind == SYM_CHAIN ? spec->len + spec->before :
					       spec->len;
	job->total = job->c_off + job->c_len;
	job->oop = spec->oop;
	job->sessionless = spec->sessionless;
	job->aad_adjacent = spec->aad_adjacent;
	job->spoil = spec->spoil;
	job->src_segs = RTE_MAX(spec->segs, 1);
	job->dst_segs = job->src_segs;
	sym_job_alloc(job);
	if (job->aad_adjacent)
		memcpy(job->in, job->aad, job->aad_len);
	sym_job_expect(job);
}

void
sym_job_from_ctr(struct sym_job *job, unsigned int i)
{
	const struct sym_spec spec = {
		.kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CTR,
		.key_len = 16 + i / 3 % 3 * 8, .iv_len = 8 + i % 3 * 4,
		.len = 1 + i * 37, .segs = i % 4 == 3 ? 3 : 1,
		.decrypt = i & 1, .oop = i & 2,
	};

	sym_job_from(job, &spec);
}

void
sym_jobs_enqueue(struct sym_dev *dev, struct sym_job *jobs, unsigned int nb)
{
	struct rte_crypto_op *ops[256];
	unsigned int i;

	for (i = 0; i < nb; i++)
		ops[i] = jobs[i].op;
	if (rte_cryptodev_enqueue_burst(dev->id, 0, ops, nb) != nb) {
		fprintf(stderr, "sym_fixed: ops not accepted\n");
		abort();
	}
}

/* Rounds without an op, a millisecond each, after which none will come; a
 * busy machine may keep a thread of the model from running for seconds.
 */
#define PATIENCE 20000

unsigned int
sym_jobs_dequeue(struct sym_dev *dev, struct sym_job *jobs, unsigned int nb)
{
	struct rte_crypto_op *op;
	unsigned int done = 0, idle = 0;

	while (done < nb && idle < PATIENCE) {
		if (rte_cryptodev_dequeue_burst(dev->id, 0, &op, 1) == 0) {
			idle++;
			usleep(1000);
			continue;
		}
		idle = 0;
		if (op != jobs[done].op) {
			printf("FAILED op %u is not the next in order\n",
			       done);
			return done;
		}
		done++;
	}
	return done;
}

bool
sym_jobs_quiet(struct sym_dev *dev)
{
	struct rte_crypto_op *op;
	unsigned int i;

	for (i = 0; i < 50; i++) {
		if (rte_cryptodev_dequeue_burst(dev->id, 0, &op, 1) != 0)
			return false;
		usleep(1000);
	}
	return true;
}

bool
sym_jobs_free(struct sym_dev *dev, struct sym_job *jobs, unsigned int nb)
{
	bool ok = true;
	unsigned int i;

	for (i = 0; i < nb; i++)
		ok = sym_job_free(&jobs[i], dev) && ok;
	return ok;
}
