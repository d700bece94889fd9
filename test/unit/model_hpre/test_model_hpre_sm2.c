/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE model: SM2 signatures and key generation. */

#include <string.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "model_hpre_ref.h"

/* DW1[25]: the device chooses k. */
#define KSEL 0x02000000

static struct hpre_rig rig;
static struct hpre_job job;

static int
setup(void **state)
{
	(void)state;
	hpre_open(&rig, 3, 1, false);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hpre_close(&rig);
	return 0;
}

/* k NULL: the device's. */
static uint32_t
sign(const struct hpre_ref *c, const BIGNUM *d, const BIGNUM *e,
     const BIGNUM *k)
{
	hpre_job(&job, 0x12, 32);
	hpre_ref_private(&job.key, c, d, 7);
	hpre_add_bn(&job.in, 32, e);
	if (k != NULL)
		hpre_add_bn(&job.in, 32, k);
	else
		job.w1 = KSEL;
	job.out.len = 64;
	return hpre_run(&rig, &job);
}

static uint32_t
verify(const struct hpre_ref *c, const BIGNUM *x, const BIGNUM *y,
       const BIGNUM *e, const BIGNUM *r, const BIGNUM *s)
{
	hpre_job(&job, 0x13, 32);
	hpre_ref_public(&job.key, c, x, y);
	hpre_add_bn(&job.in, 32, e);
	hpre_add_bn(&job.in, 32, s);
	hpre_add_bn(&job.in, 32, r);
	return hpre_run(&rig, &job);
}

/** A key pair, a message and its signature. */
struct pair {
	struct hpre_ref c;
	BIGNUM *d;
	BIGNUM *x;
	BIGNUM *y;
	BIGNUM *e;
	BIGNUM *r;
	BIGNUM *s;
};

static void
pair_new(struct pair *p, unsigned long twist)
{
	hpre_ref_open(&p->c, hpre_curve_def("SM2"));
	if (twist != 0)
		hpre_ref_twist(&p->c, twist);
	p->d = hpre_ref_scalar(&p->c);
	p->e = hpre_ref_scalar(&p->c);
	p->x = BN_new();
	p->y = BN_new();
	p->r = BN_new();
	p->s = BN_new();
	assert_true(hpre_ref_mul(&p->c, p->d, p->c.gx, p->c.gy, p->x, p->y));
}

static void
pair_free(struct pair *p)
{
	BN_free(p->d);
	BN_free(p->x);
	BN_free(p->y);
	BN_free(p->e);
	BN_free(p->r);
	BN_free(p->s);
	hpre_ref_close(&p->c);
}

/* Sign, keep the signature. */
static void
pair_sign(struct pair *p, const BIGNUM *k)
{
	assert_int_equal(sign(&p->c, p->d, p->e, k), HPRE_GOOD);
	BN_free(p->r);
	BN_free(p->s);
	p->r = hpre_result(&job, 0, 32);
	p->s = hpre_result(&job, 32, 32);
}

static void
assert_verdict(struct pair *p, uint32_t verdict)
{
	assert_int_equal(verify(&p->c, p->x, p->y, p->e, p->r, p->s),
			 HPRE_GOOD);
	assert_int_equal(job.verdict, verdict);
}

/* The example of GM/T 0003.2 on its own curve, which has no name. */
static const struct hpre_curve_def example = {
	.hsz = 32,
	.p = "8542d69e4c044f18e8b92435bf6ff7de457283915c45517d722edb8b08f1dfc3",
	.a = "787968b4fa32c3fd2417842e73bbfeff2f3c848b6831d7e0ec65228b3937e498",
	.b = "63e4c6d3b23b0c849cf84241484bfe48f61d59a5b16ba06e6e12d1da27c5249a",
	.n = "8542d69e4c044f18e8b92435bf6ff7dd297720630485628d5ae74ee7c32e79b7",
	.gx = "421debd61b62eab6746434ebc3cc315e32220b3badd50bdc4c4e6c147fedd43d",
	.gy = "0680512bcbb42c07d47349d2153b70c4e5d7fdfcbfa36ea1a85841b9e46e09a2",
};

static void
literal(void **state)
{
	static const char r_hex[] = "40f1ec59f793d9f49e09dcef49130d41"
				    "94f79fb1eed2caa55bacdb49c4e755d1";
	static const char s_hex[] = "6fc6dac32c5d5cf10c77dfb20f7c2eb6"
				    "67a457872fb09ec56327a67ec7deebe7";
	BIGNUM *d = NULL, *e = NULL, *k = NULL, *r = NULL, *s = NULL;
	BIGNUM *x = NULL, *y = NULL;
	struct hpre_ref c;

	(void)state;
	hpre_ref_open(&c, &example);
	assert_true(BN_hex2bn(&d, "128b2fa8bd433c6c068c8d803dff7979"
				  "2a519a55171b1b650c23661d15897263") &&
		    BN_hex2bn(&e, "b524f552cd82b8b028476e005c377fb1"
				  "9a87e6fc682d48bb5d42e3d9b9effe76") &&
		    BN_hex2bn(&k, "6cb28d99385c175c94f94e934817663f"
				  "c176d925dd72b727260dbaae1fb2f96f") &&
		    BN_hex2bn(&x, "0ae4c7798aa0f119471bee11825be462"
				  "02bb79e2a5844495e97c04ff4df2548a") &&
		    BN_hex2bn(&y, "7c0240f88f1cd4e16352a73c17b7f16f"
				  "07353e53a176d684a9fe0c6bb798e857") &&
		    BN_hex2bn(&r, r_hex) && BN_hex2bn(&s, s_hex));
	assert_int_equal(sign(&c, d, e, k), HPRE_GOOD);
	hpre_assert_hex(&job, 0, 32, r_hex);
	hpre_assert_hex(&job, 32, 32, s_hex);
	assert_int_equal(verify(&c, x, y, e, r, s), HPRE_GOOD);
	assert_int_equal(job.verdict, 2);
	BN_free(d);
	BN_free(e);
	BN_free(k);
	BN_free(x);
	BN_free(y);
	BN_free(r);
	BN_free(s);
	hpre_ref_close(&c);
}

/* Good and forged, with and without a name for the curve. */
static void
round_trips(void **state)
{
	BIGNUM *old = BN_new(), *k;
	struct pair p;
	int i, j;

	(void)state;
	for (i = 0; i < 12; i++) {
		pair_new(&p, i % 3 == 0 ? 0 : i);
		k = hpre_ref_scalar(&p.c);
		pair_sign(&p, i % 2 ? k : NULL);
		assert_verdict(&p, 2);
		for (j = 0; j < 3; j++) {
			BIGNUM *v[] = { p.e, p.r, p.s };

			assert_true(BN_copy(old, v[j]) &&
				    BN_add_word(v[j], 1));
			assert_verdict(&p, 0);
			assert_true(BN_copy(v[j], old) != NULL);
		}
		/* Another key: 2 P. */
		assert_true(BN_set_word(old, 2) &&
			    hpre_ref_mul(&p.c, old, p.x, p.y, p.x, p.y));
		assert_verdict(&p, 0);
		BN_free(k);
		pair_free(&p);
	}
	BN_free(old);
}

/* sm2_ksel: k differs each time and its slot is not read (question 12). */
static void
device_k(void **state)
{
	struct hpre_buf first;
	struct pair p;

	(void)state;
	pair_new(&p, 0);
	pair_sign(&p, NULL);
	first = job.out;
	pair_sign(&p, NULL);
	assert_memory_not_equal(first.p, job.out.p, 32);
	assert_memory_not_equal(first.p + 32, job.out.p + 32, 32);
	/* There is a slot, out of reach. */
	job.in.len = 64;
	job.in_short = 32;
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	job.w1 = 0;
	assert_int_equal(hpre_run(&rig, &job), HPRE_FAULT);
	pair_free(&p);
}

/* sm2_ksel counts for 0x12 and 0x14 only (question 12). */
static void
ksel_elsewhere(void **state)
{
	static const uint32_t alg[] = { 0x0D, 0x0E, 0x0F, 0x10, 0x11, 0x13,
					0x15 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(alg) / sizeof(alg[0]); i++) {
		hpre_sample(&job, alg[i]);
		job.w1 = KSEL;
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		hpre_sample_check(&job);
	}
}

static EVP_PKEY *
evp_key(const struct pair *p)
{
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	uint8_t pub[65] = { 4 };
	EVP_PKEY *key = NULL;
	OSSL_PARAM *params;

	assert_true(BN_bn2binpad(p->x, pub + 1, 32) > 0 &&
		    BN_bn2binpad(p->y, pub + 33, 32) > 0);
	assert_true(OSSL_PARAM_BLD_push_utf8_string(bld,
			OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) &&
		    OSSL_PARAM_BLD_push_octet_string(bld,
			OSSL_PKEY_PARAM_PUB_KEY, pub, sizeof(pub)) &&
		    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_PRIV_KEY,
					   p->d));
	params = OSSL_PARAM_BLD_to_param(bld);
	assert_true(params != NULL && EVP_PKEY_fromdata_init(ctx) > 0 &&
		    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) > 0);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

/* libcrypto signs e as it is here: no Z_A. */
static void
evp_signs(struct pair *p, EVP_PKEY *key, const uint8_t *e)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	size_t der_len = 256;
	uint8_t der[256];
	const uint8_t *q = der;
	ECDSA_SIG *sig;

	assert_true(EVP_PKEY_sign_init(ctx) > 0 &&
		    EVP_PKEY_sign(ctx, der, &der_len, e, 32) > 0);
	sig = d2i_ECDSA_SIG(NULL, &q, der_len);
	assert_true(sig != NULL && BN_copy(p->r, ECDSA_SIG_get0_r(sig)) &&
		    BN_copy(p->s, ECDSA_SIG_get0_s(sig)));
	ECDSA_SIG_free(sig);
	EVP_PKEY_CTX_free(ctx);
}

static int
evp_verifies(const struct pair *p, EVP_PKEY *key, const uint8_t *e)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	ECDSA_SIG *sig = ECDSA_SIG_new();
	uint8_t *der = NULL;
	int der_len, ret;

	assert_true(ECDSA_SIG_set0(sig, BN_dup(p->r), BN_dup(p->s)));
	der_len = i2d_ECDSA_SIG(sig, &der);
	assert_true(der_len > 0 && EVP_PKEY_verify_init(ctx) > 0);
	ret = EVP_PKEY_verify(ctx, der, der_len, e, 32);
	OPENSSL_free(der);
	ECDSA_SIG_free(sig);
	EVP_PKEY_CTX_free(ctx);
	return ret;
}

static void
against_libcrypto(void **state)
{
	EVP_PKEY *key;
	struct pair p;
	uint8_t e[32];
	int i;

	(void)state;
	for (i = 0; i < 8; i++) {
		pair_new(&p, 0);
		key = evp_key(&p);
		assert_true(BN_bn2binpad(p.e, e, 32) > 0);
		evp_signs(&p, key, e);
		assert_verdict(&p, 2);
		pair_sign(&p, NULL);
		assert_int_equal(evp_verifies(&p, key, e), 1);
		e[31] ^= 1;
		assert_int_equal(evp_verifies(&p, key, e), 0);
		EVP_PKEY_free(key);
		pair_free(&p);
	}
}

/* e for which r becomes a given value with this k: r - x of k G. */
static void
e_for_r(const struct pair *p, const BIGNUM *k, const BIGNUM *r, BIGNUM *e)
{
	BIGNUM *y = BN_new();

	assert_true(hpre_ref_mul(&p->c, k, p->c.gx, p->c.gy, e, y) &&
		    BN_mod_sub(e, r, e, p->c.n, p->c.bn));
	BN_free(y);
}

/* Question 8, and the values of r and s that 5.7.1 excludes. */
static void
sign_edges(void **state)
{
	BIGNUM *v = BN_new(), *e = BN_new(), *k;
	struct pair p;

	(void)state;
	pair_new(&p, 0);
	k = hpre_ref_scalar(&p.c);
	BN_zero(v);
	assert_int_equal(sign(&p.c, p.d, v, k), HPRE_REFUSED);
	assert_int_equal(sign(&p.c, p.d, v, NULL), HPRE_REFUSED);
	assert_int_equal(sign(&p.c, p.d, p.e, v), HPRE_REFUSED);
	assert_int_equal(sign(&p.c, p.d, p.e, p.c.n), HPRE_REFUSED);
	/* r = 0 */
	e_for_r(&p, k, v, e);
	assert_int_equal(sign(&p.c, p.d, e, k), HPRE_REFUSED);
	/* r + k = n */
	assert_true(BN_sub(v, p.c.n, k));
	e_for_r(&p, k, v, e);
	assert_int_equal(sign(&p.c, p.d, e, k), HPRE_REFUSED);
	/* s = 0: r = k / d */
	assert_true(BN_mod_inverse(v, p.d, p.c.n, p.c.bn) &&
		    BN_mod_mul(v, v, k, p.c.n, p.c.bn));
	e_for_r(&p, k, v, e);
	assert_int_equal(sign(&p.c, p.d, e, k), HPRE_REFUSED);
	/* One beside each of them is good. */
	assert_true(BN_add_word(e, 1));
	assert_int_equal(sign(&p.c, p.d, e, k), HPRE_GOOD);
	/* e is reduced. */
	assert_true(BN_set_word(e, 5) && BN_add(v, p.c.n, e));
	assert_int_equal(sign(&p.c, p.d, e, k), HPRE_GOOD);
	BN_free(p.r);
	p.r = hpre_result(&job, 0, 64);
	assert_int_equal(sign(&p.c, p.d, v, k), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 64, p.r);
	/* d = n - 1: 1 + d has no inverse. */
	assert_true(BN_sub(v, p.c.n, BN_value_one()));
	assert_int_equal(sign(&p.c, v, p.e, k), HPRE_REFUSED);
	assert_int_equal(sign(&p.c, v, p.e, NULL), HPRE_REFUSED);
	BN_free(v);
	BN_free(e);
	BN_free(k);
	pair_free(&p);
}

/* Parameters with which no k will do: the device gives up. */
static void
no_k(void **state)
{
	struct pair p;
	unsigned long n;

	(void)state;
	pair_new(&p, 0);
	for (n = 0; n < 2; n++) {
		assert_true(BN_set_word(p.c.n, n));
		assert_int_equal(sign(&p.c, p.d, p.e, NULL), HPRE_REFUSED);
	}
	/* n = 2 leaves k = 1; r = e + x of G is 0. */
	assert_true(BN_set_word(p.c.n, 2) && BN_set_word(p.d, 4) &&
		    BN_copy(p.e, p.c.gx));
	assert_int_equal(sign(&p.c, p.d, p.e, NULL), HPRE_REFUSED);
	pair_free(&p);
}

/* Question 9. */
static void
verify_edges(void **state)
{
	BIGNUM *zero = BN_new(), *v = BN_new(), *y = BN_new();
	struct hpre_ref *c;
	struct pair p;

	(void)state;
	pair_new(&p, 0);
	c = &p.c;
	pair_sign(&p, NULL);
	BN_zero(zero);
	assert_int_equal(verify(c, p.x, p.y, zero, p.r, p.s), HPRE_REFUSED);
	assert_int_equal(verify(c, p.x, p.y, p.e, zero, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_int_equal(verify(c, p.x, p.y, p.e, p.r, zero), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_int_equal(verify(c, p.x, p.y, p.e, c->n, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_int_equal(verify(c, p.x, p.y, p.e, p.r, c->n), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	/* r + s = n, with an e that would fit r. */
	assert_true(BN_sub(v, c->n, p.r));
	e_for_r(&p, v, p.r, y);
	assert_int_equal(verify(c, p.x, p.y, y, p.r, v), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	/* s G + t P at infinity: s = -t d with t = s + r. */
	assert_true(BN_add(v, p.d, BN_value_one()) &&
		    BN_mod_inverse(v, v, c->n, c->bn) &&
		    BN_mod_mul(v, v, p.d, c->n, c->bn) &&
		    BN_mod_mul(v, v, p.r, c->n, c->bn) &&
		    BN_sub(v, c->n, v));
	assert_int_equal(verify(c, p.x, p.y, p.e, p.r, v), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	/* e counts modulo n. */
	assert_true(BN_set_word(p.e, 5));
	pair_sign(&p, NULL);
	assert_true(BN_add(p.e, p.e, c->n));
	assert_verdict(&p, 2);
	/* A key that is no point. */
	assert_true(BN_add(y, p.y, BN_value_one()));
	assert_int_equal(verify(c, p.x, y, p.e, p.r, p.s), HPRE_REFUSED);
	assert_int_equal(verify(c, c->p, p.y, p.e, p.r, p.s), HPRE_REFUSED);
	BN_free(zero);
	BN_free(v);
	BN_free(y);
	pair_free(&p);
}

static uint32_t
keygen(const struct hpre_ref *c)
{
	BIGNUM *zero = BN_new();

	hpre_job(&job, 0x11, 32);
	hpre_ref_public(&job.key, c, zero, zero);
	/* Only p, a, b, n are read (question 13). */
	job.key_short = 128;
	hpre_add_bn(&job.in, 32, c->gx);
	hpre_add_bn(&job.in, 32, c->gy);
	job.out.len = 96;
	BN_free(zero);
	return hpre_run(&rig, &job);
}

static void
key_generation(void **state)
{
	BIGNUM *x = BN_new(), *y = BN_new(), *d, *last = BN_new();
	struct hpre_ref c;
	int i;

	(void)state;
	for (i = 0; i < 8; i++) {
		hpre_ref_open(&c, hpre_curve_def("SM2"));
		if (i % 2)
			hpre_ref_twist(&c, 7);
		/* Another base point. */
		if (i % 4 == 2)
			assert_true(hpre_ref_mul(&c, c.gx, c.gx, c.gy, c.gx,
						 c.gy));
		assert_int_equal(keygen(&c), HPRE_GOOD);
		d = hpre_result(&job, 64, 32);
		assert_true(!BN_is_zero(d) && BN_cmp(d, c.n) < 0 &&
			    BN_cmp(d, last) != 0);
		assert_true(hpre_ref_mul(&c, d, c.gx, c.gy, x, y));
		hpre_assert_bn(&job, 0, 32, x);
		hpre_assert_bn(&job, 32, 32, y);
		BN_free(last);
		last = d;
		/* d in [1, n - 2]: with n = 3 only 1, below that none. */
		assert_true(BN_set_word(c.n, 3));
		assert_int_equal(keygen(&c), HPRE_GOOD);
		hpre_assert_bn(&job, 64, 32, BN_value_one());
		hpre_assert_bn(&job, 0, 32, c.gx);
		assert_true(BN_set_word(c.n, i % 3));
		assert_int_equal(keygen(&c), HPRE_REFUSED);
		assert_true(BN_set_word(c.n, 99) && BN_add_word(c.gx, 1));
		assert_int_equal(keygen(&c), HPRE_REFUSED);
		hpre_ref_close(&c);
	}
	BN_free(last);
	BN_free(x);
	BN_free(y);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literal), cmocka_unit_test(round_trips),
		cmocka_unit_test(device_k), cmocka_unit_test(ksel_elsewhere),
		cmocka_unit_test(against_libcrypto),
		cmocka_unit_test(sign_edges), cmocka_unit_test(no_k),
		cmocka_unit_test(verify_edges),
		cmocka_unit_test(key_generation),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
