/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The doorbells that a driver rings, as the device counts them: one per burst
 * for the SQ, and one per 32 completions at most for the CQ.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "func.h"
#include "sym_job.h"

#define BURSTS 20
#define BURST 48
/* CQ entries that are given back together (qm.md 5.4). */
#define PACE 32

static struct sym_dev dev;
static struct sym_job jobs[BURST];

/* One descriptor each; short and long ways of the driver. */
static const struct sym_spec specs[] = {
	{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 16, .iv_len = 16, .len = 64 },
	{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_SHA256, .digest_len = 32,
	  .len = 100 },
	{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM, .key_len = 16,
	  .iv_len = 12, .digest_len = 16, .aad_len = 12, .len = 77 },
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 16, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_SHA1_HMAC,
	  .auth_key_len = 20, .digest_len = 12, .before = 8, .len = 64 },
	{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_ECB,
	  .key_len = 16, .len = 32, .sessionless = 1, .segs = 2 },
};

/* Bursts of one kind of op, and of all mixed. */
static void
bursts(unsigned int first, unsigned int nb_specs)
{
	struct hisi_model *model = func_model("hisi_sec2");
	struct hisi_model_stats before, after;
	unsigned int round, i;

	for (round = 0; round < BURSTS; round++) {
		for (i = 0; i < BURST; i++) {
			sym_job_from(&jobs[i], &specs[first + i % nb_specs]);
			sym_job_prepare(&jobs[i], &dev);
		}
		hisi_model_stats_get(model, &before);
		sym_jobs_enqueue(&dev, jobs, BURST);
		hisi_model_stats_get(model, &after);
		assert_int_equal(after.sq_doorbells - before.sq_doorbells, 1);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, BURST), BURST);
		hisi_model_stats_get(model, &after);
		assert_int_equal(after.sq_doorbells - before.sq_doorbells, 1);
		assert_int_equal(after.descriptors - before.descriptors,
				 BURST);
		for (i = 0; i < BURST; i++)
			assert_null(sym_job_check(&jobs[i]));
		assert_true(sym_jobs_free(&dev, jobs, BURST));
	}
}

static void
sec_bursts(void **state)
{
	struct hisi_model_stats s;
	unsigned int i;

	(void)state;
	sym_dev_open(&dev, "crypto_hisi_sec", "device=model", 256);
	for (i = 0; i < RTE_DIM(specs); i++)
		bursts(i, 1);
	bursts(0, RTE_DIM(specs));
	hisi_model_stats_get(func_model("hisi_sec2"), &s);
	assert_in_range(s.cq_doorbells, 1, s.descriptors / PACE);
	assert_int_equal(s.dropped_doorbells, 0);
	assert_true(sym_dev_close(&dev));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sec_bursts),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
