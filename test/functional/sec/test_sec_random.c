/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file crypto_hisi_sec on the model against libcrypto, random operations. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "func.h"
#include "sym_fixture.h"

#define ALL_KINDS ((1U << SYM_KINDS) - 1)

static void
run_random(const char *args, unsigned int kinds, unsigned int count,
	   uint32_t max_len, uint32_t nb_desc)
{
	struct sym_job *jobs = calloc(256, sizeof(*jobs));
	unsigned int done, n, i, failed = 0;

	assert_non_null(jobs);
	open_device(args, nb_desc);
	for (done = 0; done < count; done += n) {
		n = RTE_MIN(func_range(1, 256), count - done);
		for (i = 0; i < n; i++)
			assert_true(sym_job_make(&jobs[i], &dev, kinds,
						 max_len));
		failed += sym_jobs_run(&dev, jobs, n, func_range(1, 256));
	}
	free(jobs);
	assert_int_equal(failed, 0);
}

static void
v3_small(void **state)
{
	(void)state;
	run_random("device=model", ALL_KINDS, func_cases(20000), 600, 1024);
}

static void
v2_small(void **state)
{
	(void)state;
	run_random("device=model,gen=v2", ALL_KINDS, func_cases(10000), 600,
		   1024);
}

static void
v5_small(void **state)
{
	(void)state;
	run_random("device=model,gen=v5", ALL_KINDS, func_cases(5000), 600,
		   1024);
}

static void
v3_large(void **state)
{
	(void)state;
	run_random("device=model", ALL_KINDS, func_cases(600), 65400, 1024);
}

/* A queue so short that it is full most of the time. */
static void
full_queue(void **state)
{
	(void)state;
	run_random("device=model", ALL_KINDS, func_cases(2000), 200, 7);
}

static void
threads(void **state)
{
	(void)state;
	run_random("device=model,mode=thread", ALL_KINDS, func_cases(4000),
		   600, 1024);
}

/* Descriptors overtake each other in the device; ops must not. */
static void
threads_unordered(void **state)
{
	(void)state;
	run_random("device=model,mode=thread,threads=3,unordered=1",
		   ALL_KINDS, func_cases(4000), 600, 1024);
}

/* Nothing left to chance: every way of each kind through the driver, with
 * sizes around those where something changes.
 */
static void
sizes(void **state)
{
#define CBC .algo = RTE_CRYPTO_CIPHER_AES_CBC, .key_len = 16, .iv_len = 16
#define GCM .algo = RTE_CRYPTO_AEAD_AES_GCM, .key_len = 16, .iv_len = 12, \
	    .digest_len = 16, .aad_len = 20
	static const struct sym_spec specs[] = {
		{ .kind = SYM_CIPHER, CBC },
		{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
		  .key_len = 32, .digest_len = 32 },
		{ .kind = SYM_AEAD, GCM },
		{ .kind = SYM_AEAD, GCM, .aad_adjacent = 1 },
		{ .kind = SYM_CHAIN, CBC, .auth = RTE_CRYPTO_AUTH_SHA256_HMAC,
		  .auth_key_len = 32, .digest_len = 32 },
		{ .kind = SYM_CHAIN, CBC, .auth = RTE_CRYPTO_AUTH_MD5_HMAC,
		  .auth_key_len = 16, .digest_len = 16, .before = 16 },
	};
	static const uint32_t lens[] = { 16, 64, 256, 1024, 1520, 1536, 1552,
					 2048, 4096, 16384, 65408 };
	struct sym_job *jobs = calloc(8, sizeof(*jobs));
	struct sym_spec spec;
	unsigned int i, n, way, failed = 0;

	(void)state;
	assert_non_null(jobs);
	open_device("device=model", 64);
	for (i = 0; i < RTE_DIM(specs) * RTE_DIM(lens); i++) {
		spec = specs[i / RTE_DIM(lens)];
		spec.len = lens[i % RTE_DIM(lens)];
		for (way = n = 0; way < 8; way++) {
			spec.decrypt = spec.auth_first = way & 1;
			spec.oop = way & 2 && spec.kind != SYM_AUTH;
			spec.segs = way & 4 && !spec.aad_adjacent ? 3 : 1;
			sym_job_from(&jobs[n++], &spec);
		}
		failed += sym_jobs_run(&dev, jobs, n, n);
	}
	free(jobs);
	assert_int_equal(failed, 0);
}

/* AES-CTR with IVs of every length, in bursts of one and of all. */
static void
ctr_ivs_of(const char *args)
{
	struct sym_job *jobs = calloc(64, sizeof(*jobs));
	unsigned int i, failed;

	assert_non_null(jobs);
	open_device(args, 128);
	for (i = 0; i < 64; i++)
		sym_job_from_ctr(&jobs[i], i);
	failed = sym_jobs_pass(&dev, jobs, 64, 1);
	failed += sym_jobs_run(&dev, jobs, 64, 64);
	free(jobs);
	assert_int_equal(failed, 0);
}

static void
ctr_ivs_v3(void **state)
{
	(void)state;
	ctr_ivs_of("device=model");
}

static void
ctr_ivs_v5(void **state)
{
	(void)state;
	ctr_ivs_of("device=model,gen=v5");
}

#define RANDOM(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		RANDOM(sizes), RANDOM(ctr_ivs_v3), RANDOM(ctr_ivs_v5),
		RANDOM(v3_small), RANDOM(v2_small),
		RANDOM(v5_small), RANDOM(v3_large),
		RANDOM(full_queue), RANDOM(threads),
		RANDOM(threads_unordered),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
