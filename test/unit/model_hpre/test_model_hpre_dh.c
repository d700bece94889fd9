/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE model: Diffie-Hellman. */

#include <openssl/core_names.h>
#include <openssl/dh.h>
#include <openssl/evp.h>

#include "model_hpre_task.h"

static struct hpre_rig rig;
static struct hpre_job job;
static BN_CTX *bn;

static int
setup(void **state)
{
	(void)state;
	hpre_open(&rig, 2, 0, false);
	bn = BN_CTX_new();
	return bn == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	BN_CTX_free(bn);
	hpre_close(&rig);
	return 0;
}

static uint32_t
run(uint32_t alg, size_t ksz, const BIGNUM *x, const BIGNUM *p,
    const BIGNUM *base)
{
	hpre_job(&job, alg, ksz);
	hpre_add_bn(&job.key, ksz, x);
	hpre_add_bn(&job.key, ksz, p);
	if (base != NULL)
		hpre_add_bn(&job.in, ksz, base);
	job.out.len = ksz;
	return hpre_run(&rig, &job);
}

/* Both sides, with g = 2 by either code, and against schoolbook arithmetic. */
static void
agree(const BIGNUM *p, size_t ksz)
{
	BIGNUM *x = BN_new(), *y = BN_new(), *two = BN_new(), *want = BN_new();
	BIGNUM *px, *py;

	assert_true(BN_rand_range(x, p) && BN_rand_range(y, p) &&
		    BN_set_word(two, 2));
	assert_true(BN_mod_exp_simple(want, two, x, p, bn));
	assert_int_equal(run(0x04, ksz, x, p, NULL), HPRE_GOOD);
	hpre_assert_bn(&job, 0, ksz, want);
	px = hpre_result(&job, 0, ksz);
	assert_int_equal(run(0x05, ksz, x, p, two), HPRE_GOOD);
	hpre_assert_bn(&job, 0, ksz, want);
	assert_int_equal(run(0x04, ksz, y, p, NULL), HPRE_GOOD);
	py = hpre_result(&job, 0, ksz);
	assert_int_equal(run(0x05, ksz, x, p, py), HPRE_GOOD);
	assert_true(BN_mod_exp_simple(want, py, x, p, bn));
	hpre_assert_bn(&job, 0, ksz, want);
	assert_int_equal(run(0x05, ksz, y, p, px), HPRE_GOOD);
	hpre_assert_bn(&job, 0, ksz, want);
	BN_free(x);
	BN_free(y);
	BN_free(two);
	BN_free(want);
	BN_free(px);
	BN_free(py);
}

static void
groups(void **state)
{
	BIGNUM *p[6];
	int i;

	(void)state;
	p[0] = BN_get_rfc2409_prime_768(NULL);
	p[1] = BN_get_rfc2409_prime_1024(NULL);
	p[2] = BN_get_rfc3526_prime_1536(NULL);
	p[3] = BN_get_rfc3526_prime_2048(NULL);
	p[4] = BN_get_rfc3526_prime_3072(NULL);
	p[5] = BN_get_rfc3526_prime_4096(NULL);
	for (i = 0; i < 6; i++) {
		agree(p[i], BN_num_bytes(p[i]));
		BN_free(p[i]);
	}
	/* A prime shorter than its slots. */
	p[0] = BN_get_rfc2409_prime_768(NULL);
	agree(p[0], 128);
	BN_free(p[0]);
}

static EVP_PKEY *
evp_key(const char *group)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "DH", NULL);
	EVP_PKEY *key = NULL;

	assert_true(ctx != NULL && EVP_PKEY_keygen_init(ctx) > 0 &&
		    EVP_PKEY_CTX_set_group_name(ctx, group) > 0 &&
		    EVP_PKEY_keygen(ctx, &key) > 0);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static BIGNUM *
param(const EVP_PKEY *key, const char *name)
{
	BIGNUM *v = NULL;

	assert_true(EVP_PKEY_get_bn_param(key, name, &v));
	return v;
}

/* libcrypto's key exchange on one side, the device on the other. */
static void
against_libcrypto(void **state)
{
	static const char *const name[] = {
		"modp_1536", "modp_2048", "ffdhe3072", "modp_4096",
	};
	uint8_t secret[512];
	EVP_PKEY_CTX *ctx;
	EVP_PKEY *a, *b;
	BIGNUM *p, *x, *pub;
	size_t i, len;

	(void)state;
	for (i = 0; i < 4; i++) {
		a = evp_key(name[i]);
		b = evp_key(name[i]);
		ctx = EVP_PKEY_CTX_new(a, NULL);
		len = sizeof(secret);
		assert_true(ctx != NULL && EVP_PKEY_derive_init(ctx) > 0 &&
			    EVP_PKEY_CTX_set_dh_pad(ctx, 1) > 0 &&
			    EVP_PKEY_derive_set_peer(ctx, b) > 0 &&
			    EVP_PKEY_derive(ctx, secret, &len) > 0);
		p = param(b, OSSL_PKEY_PARAM_FFC_P);
		x = param(b, OSSL_PKEY_PARAM_PRIV_KEY);
		pub = param(a, OSSL_PKEY_PARAM_PUB_KEY);
		assert_int_equal(run(0x05, len, x, p, pub), HPRE_GOOD);
		assert_memory_equal(job.out.p, secret, len);
		BN_free(p);
		BN_free(x);
		BN_free(pub);
		EVP_PKEY_free(a);
		EVP_PKEY_free(b);
		EVP_PKEY_CTX_free(ctx);
	}
}

/* Question 3. */
static void
edges(void **state)
{
	BIGNUM *p = BN_get_rfc2409_prime_768(NULL), *v = BN_new();

	(void)state;
	/* Base p, p + 1; even p; base 0; exponent 0, 1. */
	assert_int_equal(run(0x05, 96, p, p, p), HPRE_REFUSED);
	assert_true(BN_add(v, p, BN_value_one()));
	assert_int_equal(run(0x05, 96, p, p, v), HPRE_REFUSED);
	assert_int_equal(run(0x05, 96, p, v, BN_value_one()), HPRE_REFUSED);
	assert_int_equal(run(0x04, 96, p, v, NULL), HPRE_REFUSED);
	BN_zero(v);
	assert_int_equal(run(0x05, 96, p, p, v), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 96, v);
	assert_int_equal(run(0x05, 96, v, p, v), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 96, BN_value_one());
	assert_int_equal(run(0x05, 96, p, v, v), HPRE_REFUSED);
	assert_int_equal(run(0x04, 96, v, p, NULL), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 96, BN_value_one());
	assert_int_equal(run(0x04, 96, BN_value_one(), p, NULL), HPRE_GOOD);
	hpre_assert_hex(&job, 0, 96, "02");
	/* The base of DH_G2 has to be below p, too. */
	assert_int_equal(run(0x04, 96, v, BN_value_one(), NULL),
			 HPRE_REFUSED);
	assert_true(BN_set_word(v, 3));
	assert_int_equal(run(0x04, 96, v, v, NULL), HPRE_GOOD);
	hpre_assert_hex(&job, 0, 96, "02");
	BN_free(p);
	BN_free(v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups), cmocka_unit_test(against_libcrypto),
		cmocka_unit_test(edges),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
