/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Nonces and generated keys of crypto_hisi_hpre: uniform, in range, gone from
 * the pool once used, and an error if there is no randomness. Bounds are six
 * standard deviations: a good generator fails once in 10^8 runs.
 */

#define _GNU_SOURCE
#define OPENSSL_SUPPRESS_DEPRECATED

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/rand.h>

#include "asym_late.h"
#include "asym_trace.h"
#include "hpre_random.h"

static struct asym_dev dev;
static struct hpre_random pool;

/* Whether n of total is what a probability of num/den gives. */
static bool
plausible(uint64_t n, uint64_t total, uint64_t num, uint64_t den)
{
	/* (n - total * p)^2 <= 36 * total * p * (1 - p), times den^2 */
	int64_t off = (int64_t)(n * den) - (int64_t)(total * num);

	return (unsigned __int128)off * off <=
	       (unsigned __int128)36 * total * num * (den - num);
}

/* All values from 1 to max - 1, none more often than another. */
static void
below_small(void **state)
{
	static const unsigned int maxima[] = { 2, 3, 4, 5, 6, 129, 255 };
	unsigned int count[256], m, i, draws;
	uint8_t max[16] = { 0 }, out[16];

	(void)state;
	for (m = 0; m < RTE_DIM(maxima); m++) {
		memset(count, 0, sizeof(count));
		max[15] = maxima[m];
		draws = 400 * maxima[m];
		for (i = 0; i < draws; i++) {
			memset(out, 0xee, sizeof(out));
			assert_int_equal(hpre_random_below(&pool, out, max,
							   sizeof(out)), 0);
			assert_memory_equal(out, max, 15);
			assert_in_range(out[15], 1, maxima[m] - 1);
			count[out[15]]++;
		}
		for (i = 1; i < maxima[m]; i++)
			assert_true(maxima[m] == 2 ||
				    plausible(count[i], draws, 1,
					      maxima[m] - 1));
	}
}

/* The nonces the device gets: shares of the upper half and of the uppermost
 * quarter of the range, and of an odd number. All orders begin with so many
 * bits set that these are powers of two.
 */
static void
nonces(enum rte_crypto_curve_id id, size_t slot, size_t len, uint8_t half,
       unsigned int draws)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA, .ec.curve_id = id };
	unsigned int i, upper = 0, quarter = 0, odd = 0;
	struct rte_crypto_ecdsa_op_param *ec;
	uint8_t seven = 7, out[2][72];
	struct asym_job job;
	struct asym_trace t;
	const uint8_t *k;
	void *session = asym_session_new(&dev, &x);

	assert_non_null(session);
	for (i = 0; i < draws; i++) {
		asym_job_init(&job, &dev, "nonce");
		asym_session_use(&job, session);
		ec = &job.op->asym->ecdsa;
		ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
		asym_pkey(job.op)->data = ec->message.data = &seven;
		asym_pkey(job.op)->length = ec->message.length = 1;
		ec->r.data = out[0];
		ec->s.data = out[1];
		t = asym_trace(&dev, &job);
		k = IN(&t) + 2 * slot - len;
		upper += (*k & half) != 0;
		quarter += (*k & half) != 0 &&
			   (half > 1 ? *k & half >> 1 : k[1] & 0x80) != 0;
		odd += k[len - 1] & 1;
		asym_trace_end(&dev, &job);
	}
	assert_true(plausible(upper, draws, 1, 2));
	assert_true(plausible(quarter, draws, 1, 4));
	assert_true(plausible(odd, draws, 1, 2));
	rte_cryptodev_asym_session_free(dev.id, session);
}

static void
nonces_of_curves(void **state)
{
	(void)state;
	/* The key is taken before the op is finished and wiped. */
	nonces(RTE_CRYPTO_EC_GROUP_SECP192R1, 32, 24, 0x80, 200);
	nonces(RTE_CRYPTO_EC_GROUP_SECP256R1, 32, 32, 0x80, 200);
	nonces(RTE_CRYPTO_EC_GROUP_SECP521R1, 72, 66, 0x01, 200);
}

static void
nonzero(void **state)
{
	unsigned int count[256] = { 0 }, i, draws = 0, total = 255 * 400;
	uint8_t out[100];

	(void)state;
	for (; draws < total; draws += sizeof(out)) {
		assert_int_equal(hpre_random_nonzero(&pool, out,
						     sizeof(out)), 0);
		for (i = 0; i < sizeof(out); i++)
			count[out[i]]++;
	}
	assert_int_equal(count[0], 0);
	for (i = 1; i < 256; i++)
		assert_true(plausible(count[i], draws, 1, 255));
}

/* A number that was handed out is no longer in the pool. */
static void
used_once(void **state)
{
	uint8_t out[64], max[64];
	size_t i;

	(void)state;
	memset(max, 0xff, sizeof(max));
	for (i = 0; i < 3 * HPRE_RANDOM_POOL / sizeof(out); i++) {
		assert_int_equal(hpre_random_bytes(&pool, out, sizeof(out)),
				 0);
		assert_null(memmem(pool.pool, sizeof(pool.pool), out, 32));
		assert_int_equal(hpre_random_below(&pool, out, max,
						   sizeof(out)), 0);
		assert_null(memmem(pool.pool, sizeof(pool.pool), out, 32));
		assert_int_equal(hpre_random_nonzero(&pool, out,
						     sizeof(out)), 0);
		assert_null(memmem(pool.pool, sizeof(pool.pool), out, 32));
	}
}

static int stuck_at;

/* A generator that fails, or always gives the same byte. */
static int
bad_bytes(unsigned char *buf, int len)
{
	memset(buf, stuck_at, len);
	return stuck_at >= 0;
}

static int
bad_status(void)
{
	return 1;
}

/* No op may be signed, encrypted or keyed with such numbers. */
static void
no_random(void **state)
{
	static const RAND_METHOD bad = { .bytes = bad_bytes,
		.pseudorand = bad_bytes, .status = bad_status };
	static const int cases[] = { -1, 0, 0xff };
	uint8_t out[64], max[64];
	size_t i;

	(void)state;
	memset(max, 0xee, sizeof(max));
	for (i = 0; i < RTE_DIM(cases); i++) {
		memset(&pool, 0, sizeof(pool));
		stuck_at = cases[i];
		assert_int_equal(RAND_set_rand_method(&bad), 1);
		if (stuck_at < 0)
			assert_int_equal(hpre_random_bytes(&pool, out,
					 sizeof(out)), -EIO);
		memset(out, 0x11, sizeof(out));
		assert_int_equal(hpre_random_below(&pool, out, max,
						   sizeof(out)), -EIO);
		if (stuck_at <= 0)
			assert_int_equal(hpre_random_nonzero(&pool, max,
					 sizeof(max)), -EIO);
		memset(max, 0xee, sizeof(max));
		/* Nothing that looks like a number is left. */
		assert_int_equal(out[0] | out[63], 0);
		RAND_set_rand_method(NULL);
	}
	memset(&pool, 0, sizeof(pool));
}

/* The op comes back, failed and with nothing in its output. */
static void
no_random_op(void **state)
{
	static const RAND_METHOD bad = { .bytes = bad_bytes,
		.pseudorand = bad_bytes, .status = bad_status };
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1 };
	uint8_t seven = 7, out[2][32], clean[2][32];
	struct rte_crypto_ecdsa_op_param *ec;
	void *session = asym_session_new(&dev, &x);
	struct rte_crypto_op *op;
	int status, i;

	(void)state;
	assert_non_null(session);
	stuck_at = -1;
	memset(clean, 0xc3, sizeof(clean));
	assert_int_equal(RAND_set_rand_method(&bad), 1);
	/* The rest of the queue pair's pool lasts for a while. */
	for (i = 0; i < 400; i++) {
		op = asym_op(&dev);
		ec = &op->asym->ecdsa;
		ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
		asym_pkey(op)->data = ec->message.data = &seven;
		asym_pkey(op)->length = ec->message.length = 1;
		memset(out, 0xc3, sizeof(out));
		ec->r.data = out[0];
		ec->s.data = out[1];
		rte_crypto_op_attach_asym_session(op, session);
		status = asym_one(&dev, op);
		rte_crypto_op_free(op);
		if (status != RTE_CRYPTO_OP_STATUS_SUCCESS)
			break;
	}
	RAND_set_rand_method(NULL);
	assert_int_equal(status, RTE_CRYPTO_OP_STATUS_ERROR);
	assert_memory_equal(out, clean, sizeof(out));
	rte_cryptodev_asym_session_free(dev.id, session);
}

static int
setup(void **state)
{
	(void)state;
	asym_open(&dev, "device=model", 1, 64);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	asym_close(&dev);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(below_small),
		cmocka_unit_test(nonces_of_curves),
		cmocka_unit_test(nonzero),
		cmocka_unit_test(used_once),
		cmocka_unit_test(no_random),
		cmocka_unit_test(no_random_op),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
