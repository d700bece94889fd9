/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Run jobs on a device, and describe those that failed.
 */

#include <stdio.h>

#include <rte_cryptodev.h>
#include <rte_cycles.h>

#include "hisi_compat_app.h"
#include "sym_job.h"

static void
xform_text(char *to, size_t size, const struct rte_crypto_sym_xform *x)
{
	switch (x->type) {
	case RTE_CRYPTO_SYM_XFORM_CIPHER:
		snprintf(to, size, "%s-%u",
			 hisi_cipher_name(x->cipher.algo),
			 x->cipher.key.length * 8);
		break;
	case RTE_CRYPTO_SYM_XFORM_AUTH:
		snprintf(to, size, "%s key %u digest %u",
			 hisi_auth_name(x->auth.algo),
			 x->auth.key.length, x->auth.digest_length);
		break;
	default:
		snprintf(to, size, "%s-%u tag %u nonce %u",
			 hisi_aead_name(x->aead.algo),
			 x->aead.key.length * 8, x->aead.digest_length,
			 x->aead.iv.length);
	}
}

const char *
sym_job_text(const struct sym_job *job)
{
	static char text[512];
	char a[128], b[128] = "";

	xform_text(a, sizeof(a), &job->xform[0]);
	if (job->kind == SYM_CHAIN)
		xform_text(b, sizeof(b), &job->xform[1]);
	snprintf(text, sizeof(text),
		 "%s %s %s: cipher %u+%u auth %u+%u aad %u of %u, %s%s%s, %u/%u segments, status %d",
		 job->encrypt ? "enc" : "dec", a, b, job->c_off, job->c_len,
		 job->a_off, job->a_len, job->aad_len, job->total,
		 job->oop ? "out of place" : "in place",
		 job->sessionless ? ", session-less" : "",
		 job->spoil ? ", spoiled" : "", job->src_segs, job->dst_segs,
		 job->op != NULL ? job->op->status : -1);
	return text;
}

/* Check what came back, in the order in which it went in. */
static unsigned int
take(struct sym_job *jobs, struct rte_crypto_op **ops, unsigned int n,
     unsigned int *done)
{
	unsigned int i, failed = 0;
	const char *bad;

	for (i = 0; i < n; i++) {
		struct sym_job *job = &jobs[(*done)++];

		bad = ops[i] == job->op ? sym_job_check(job) : "out of order";
		if (bad == NULL)
			continue;
		failed++;
		printf("FAILED %s: %s\n", bad, sym_job_text(job));
	}
	return failed;
}

unsigned int
sym_jobs_pass(struct sym_dev *dev, struct sym_job *jobs, unsigned int nb,
	      unsigned int burst)
{
	struct rte_crypto_op *out[256];
	unsigned int in = 0, done = 0, failed = 0, n, i;
	uint64_t deadline = rte_get_timer_cycles() + 60 * rte_get_timer_hz();

	for (i = 0; i < nb; i++)
		sym_job_prepare(&jobs[i], dev);
	while (done < nb) {
		struct rte_crypto_op *ops[256];

		n = RTE_MIN(burst, nb - in);
		for (i = 0; i < n; i++)
			ops[i] = jobs[in + i].op;
		in += rte_cryptodev_enqueue_burst(dev->id, 0, ops, n);
		if (sym_after_burst != NULL)
			sym_after_burst();
		n = rte_cryptodev_dequeue_burst(dev->id, 0, out, burst);
		if (sym_after_burst != NULL)
			sym_after_burst();
		failed += take(jobs, out, n, &done);
		if (rte_get_timer_cycles() > deadline) {
			printf("FAILED %u ops lost\n", in - done);
			return failed + nb - done;
		}
	}
	for (i = 0; i < nb; i++)
		if (!sym_job_undo(&jobs[i], dev)) {
			printf("FAILED guard bytes overwritten, job %u\n", i);
			failed++;
		}
	return failed;
}

unsigned int
sym_jobs_run(struct sym_dev *dev, struct sym_job *jobs, unsigned int nb,
	     unsigned int burst)
{
	unsigned int i, failed = sym_jobs_pass(dev, jobs, nb, burst);

	for (i = 0; i < nb; i++)
		sym_job_free(&jobs[i], dev);
	return failed;
}

bool
sym_job_one(struct sym_dev *dev, const struct sym_spec *spec)
{
	struct sym_job job;
	bool ok;

	sym_job_from(&job, spec);
	sym_job_prepare(&job, dev);
	sym_jobs_enqueue(dev, &job, 1);
	ok = sym_jobs_dequeue(dev, &job, 1) == 1 &&
	     sym_job_check(&job) == NULL;
	return sym_job_free(&job, dev) && ok;
}
