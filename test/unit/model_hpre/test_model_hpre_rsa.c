/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE model: RSA with and without CRT, key generation. */

#include <string.h>
#include <jansson.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

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

/** A key made by libcrypto. */
struct rsa_key {
	EVP_PKEY *pkey;
	size_t ksz;
	BIGNUM *n;
	BIGNUM *e;
	BIGNUM *d;
	BIGNUM *p;
	BIGNUM *q;
	BIGNUM *dp;
	BIGNUM *dq;
	BIGNUM *qinv;
};

static BIGNUM *
param(const EVP_PKEY *pkey, const char *name)
{
	BIGNUM *v = NULL;

	assert_true(EVP_PKEY_get_bn_param(pkey, name, &v));
	return v;
}

static void
key_new(struct rsa_key *k, unsigned int bits)
{
	k->pkey = EVP_RSA_gen(bits);
	assert_non_null(k->pkey);
	k->ksz = bits / 8;
	k->n = param(k->pkey, OSSL_PKEY_PARAM_RSA_N);
	k->e = param(k->pkey, OSSL_PKEY_PARAM_RSA_E);
	k->d = param(k->pkey, OSSL_PKEY_PARAM_RSA_D);
	k->p = param(k->pkey, OSSL_PKEY_PARAM_RSA_FACTOR1);
	k->q = param(k->pkey, OSSL_PKEY_PARAM_RSA_FACTOR2);
	k->dp = param(k->pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1);
	k->dq = param(k->pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2);
	k->qinv = param(k->pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1);
}

static void
key_free(struct rsa_key *k)
{
	EVP_PKEY_free(k->pkey);
	BN_free(k->n);
	BN_free(k->e);
	BN_free(k->d);
	BN_free(k->p);
	BN_free(k->q);
	BN_free(k->dp);
	BN_free(k->dq);
	BN_free(k->qinv);
}

/* libcrypto's own RSA, without padding. */
static void
reference(const struct rsa_key *k, bool private, const uint8_t *in,
	  uint8_t *out)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(k->pkey, NULL);
	size_t len = k->ksz;

	assert_non_null(ctx);
	assert_true((private ? EVP_PKEY_decrypt_init(ctx) :
			       EVP_PKEY_encrypt_init(ctx)) > 0);
	assert_true(EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_NO_PADDING) > 0);
	assert_true((private ?
		     EVP_PKEY_decrypt(ctx, out, &len, in, k->ksz) :
		     EVP_PKEY_encrypt(ctx, out, &len, in, k->ksz)) > 0);
	assert_int_equal(len, k->ksz);
	EVP_PKEY_CTX_free(ctx);
}

static void
ncrt_job(size_t ksz, const BIGNUM *exp, const BIGNUM *n, const BIGNUM *m)
{
	hpre_job(&job, 0x00, ksz);
	hpre_add_bn(&job.key, ksz, exp);
	hpre_add_bn(&job.key, ksz, n);
	hpre_add_bn(&job.in, ksz, m);
	job.out.len = ksz;
}

static void
crt_job(const struct rsa_key *k, const BIGNUM *c)
{
	hpre_job(&job, 0x01, k->ksz);
	hpre_add_bn(&job.key, k->ksz / 2, k->dq);
	hpre_add_bn(&job.key, k->ksz / 2, k->dp);
	hpre_add_bn(&job.key, k->ksz / 2, k->q);
	hpre_add_bn(&job.key, k->ksz / 2, k->p);
	hpre_add_bn(&job.key, k->ksz / 2, k->qinv);
	hpre_add_bn(&job.in, k->ksz, c);
	job.out.len = k->ksz;
}

static void
check_ops(const struct rsa_key *k, const BIGNUM *m)
{
	uint8_t in[512], want[512];

	assert_int_equal(BN_bn2binpad(m, in, k->ksz), k->ksz);
	reference(k, true, in, want);
	crt_job(k, m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	assert_memory_equal(job.out.p, want, k->ksz);
	ncrt_job(k->ksz, k->d, k->n, m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	assert_memory_equal(job.out.p, want, k->ksz);
	reference(k, false, in, want);
	ncrt_job(k->ksz, k->e, k->n, m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	assert_memory_equal(job.out.p, want, k->ksz);
}

static void
kg_job(uint32_t alg, size_t ksz, const BIGNUM *e, const BIGNUM *p,
       const BIGNUM *q)
{
	hpre_job(&job, alg, ksz);
	hpre_add_bn(&job.key, ksz, e);
	hpre_add_bn(&job.key, ksz / 2, p);
	hpre_add_bn(&job.key, ksz / 2, q);
	job.out.len = alg == 0x02 ? 2 * ksz : 7 * ksz / 2;
}

/* libcrypto may have d modulo lcm(p - 1, q - 1), the device has it modulo phi
 * (5.2).
 */
static void
check_keygen(const struct rsa_key *k)
{
	BIGNUM *p1 = BN_dup(k->p), *q1 = BN_dup(k->q), *phi = BN_new();
	BIGNUM *lcm = BN_new(), *d;
	size_t z = k->ksz;

	assert_true(BN_sub_word(p1, 1) && BN_sub_word(q1, 1) &&
		    BN_mul(phi, p1, q1, bn) && BN_gcd(lcm, p1, q1, bn) &&
		    BN_div(lcm, NULL, phi, lcm, bn));
	kg_job(0x02, z, k->e, k->p, k->q);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	d = hpre_result(&job, 0, z);
	hpre_assert_bn(&job, z, z, k->n);
	assert_true(BN_mod_mul(p1, d, k->e, phi, bn) && BN_is_one(p1));
	assert_true(BN_cmp(d, phi) < 0);
	assert_true(BN_mod_sub(q1, d, k->d, lcm, bn) && BN_is_zero(q1));
	kg_job(0x03, z, k->e, k->p, k->q);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	hpre_assert_bn(&job, 0, z, d);
	hpre_assert_bn(&job, z, z, k->n);
	hpre_assert_bn(&job, 2 * z, z / 2, k->qinv);
	hpre_assert_bn(&job, 5 * z / 2, z / 2, k->dq);
	hpre_assert_bn(&job, 3 * z, z / 2, k->dp);
	BN_free(p1);
	BN_free(q1);
	BN_free(phi);
	BN_free(lcm);
	BN_free(d);
}

static void
against_libcrypto(unsigned int bits)
{
	BIGNUM *m = BN_new();
	struct rsa_key k;
	int i;

	key_new(&k, bits);
	for (i = 0; i < 3; i++) {
		assert_true(BN_rand_range(m, k.n));
		check_ops(&k, m);
	}
	assert_true(BN_set_word(m, 1));
	check_ops(&k, m);
	assert_true(BN_sub(m, k.n, m));
	check_ops(&k, m);
	check_keygen(&k);
	key_free(&k);
	BN_free(m);
}

static void
rsa1024(void **state)
{
	(void)state;
	against_libcrypto(1024);
}

static void
rsa2048(void **state)
{
	(void)state;
	against_libcrypto(2048);
}

static void
rsa3072(void **state)
{
	(void)state;
	against_libcrypto(3072);
}

static void
rsa4096(void **state)
{
	(void)state;
	against_libcrypto(4096);
}

static const char *
text(const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	assert_non_null(s);
	return s;
}

/* One signature: the public operation must show the digest of the message in
 * PKCS#1 padding, the private operation must give the signature back.
 */
static void
wycheproof_sign(const json_t *group, const json_t *test)
{
	const json_t *key = json_object_get(group, "privateKey");
	uint8_t msg[1024], md[EVP_MAX_MD_SIZE];
	BIGNUM *e = NULL, *d = NULL, *n = NULL, *sig = NULL, *em;
	size_t len, md_len;

	assert_true(BN_hex2bn(&e, text(key, "publicExponent")) &&
		    BN_hex2bn(&d, text(key, "privateExponent")) &&
		    BN_hex2bn(&n, text(key, "modulus")) &&
		    BN_hex2bn(&sig, text(test, "sig")));
	len = hpre_unhex(text(test, "msg"), msg, sizeof(msg));
	assert_true(EVP_Q_digest(NULL, text(group, "sha"), NULL, msg, len, md,
				 &md_len));
	ncrt_job(256, e, n, sig);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	assert_int_equal(job.out.p[0], 0);
	assert_int_equal(job.out.p[1], 1);
	assert_memory_equal(job.out.p + 256 - md_len, md, md_len);
	em = hpre_result(&job, 0, 256);
	ncrt_job(256, d, n, em);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 256, sig);
	BN_free(e);
	BN_free(d);
	BN_free(n);
	BN_free(sig);
	BN_free(em);
}

static void
wycheproof(void **state)
{
	json_t *root, *group, *test;
	size_t i, j, done = 0;

	(void)state;
	root = json_load_file(TEST_VECTORS
		"/wycheproof/rsa_pkcs1_2048_sig_gen_test.json", 0, NULL);
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "testGroups"), i, group) {
		json_array_foreach(json_object_get(group, "tests"), j, test) {
			if (strcmp(text(test, "result"), "invalid") == 0)
				continue;
			wycheproof_sign(group, test);
			done++;
		}
	}
	assert_int_equal(done, 43);
	json_decref(root);
}

/* Question 3, without CRT: what is refused and what is plain arithmetic. */
static void
ncrt_edges(void **state)
{
	BIGNUM *n = BN_new(), *m = BN_new(), *e = BN_new(), *want = BN_new();
	int i;

	(void)state;
	/* A modulus of 1000 bits: leading zeros in its slot. */
	assert_true(BN_rand(n, 1000, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD) &&
		    BN_rand_range(m, n));
	for (i = 0; i < 6; i++) {
		static const int bits[] = { 0, 1, 17, 64, 65, 1000 };

		assert_true(BN_rand(e, bits[i], bits[i] ? BN_RAND_TOP_ONE :
				    BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) &&
			    BN_mod_exp_simple(want, m, e, n, bn));
		ncrt_job(128, e, n, m);
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		hpre_assert_bn(&job, 0, 128, want);
	}
	BN_zero(m);
	ncrt_job(128, e, n, m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 128, m);
	/* Input n, n + 1, all ones. */
	ncrt_job(128, e, n, n);
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	assert_true(BN_add(m, n, BN_value_one()));
	ncrt_job(128, e, n, m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	memset(job.in.p, 0xff, 128);
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	/* Even modulus, 0, 1. */
	ncrt_job(128, e, m, BN_value_one());
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	BN_zero(m);
	ncrt_job(128, e, m, m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	ncrt_job(128, e, BN_value_one(), m);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 128, m);
	BN_free(n);
	BN_free(m);
	BN_free(e);
	BN_free(want);
}

/* The formula of 5.1.2 without Montgomery arithmetic. */
static void
crt_formula(const struct rsa_key *k, const BIGNUM *c, BIGNUM *out)
{
	BIGNUM *m1 = BN_new(), *m2 = BN_new();

	assert_true(BN_mod_exp_simple(m1, c, k->dp, k->p, bn) &&
		    BN_mod_exp_simple(m2, c, k->dq, k->q, bn) &&
		    BN_mod_sub(out, m1, m2, k->p, bn) &&
		    BN_mod_mul(out, out, k->qinv, k->p, bn) &&
		    BN_mul(out, out, k->q, bn) && BN_add(out, out, m2));
	BN_free(m1);
	BN_free(m2);
}

static void
check_formula(const struct rsa_key *k)
{
	BIGNUM *c = BN_new(), *want = BN_new();

	assert_true(BN_mul(want, k->p, k->q, bn) &&
		    BN_rand_range(c, want));
	crt_formula(k, c, want);
	crt_job(k, c);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	hpre_assert_bn(&job, 0, k->ksz, want);
	assert_true(BN_mul(c, k->p, k->q, bn));
	crt_job(k, c);
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	BN_free(c);
	BN_free(want);
}

/* Question 3 with CRT: operands that are no RSA key are plain arithmetic. */
static void
crt_edges(void **state)
{
	struct rsa_key k;

	(void)state;
	key_new(&k, 1024);
	BN_swap(k.p, k.q);
	check_formula(&k);
	assert_true(BN_set_bit(k.qinv, 511));
	check_formula(&k);
	BN_zero(k.dp);
	check_formula(&k);
	BN_zero(k.qinv);
	check_formula(&k);
	assert_true(BN_set_word(k.p, 3));
	check_formula(&k);
	assert_true(BN_set_word(k.dp, 1) && BN_set_word(k.qinv, 1));
	check_formula(&k);
	assert_true(BN_copy(k.q, k.p) != NULL);
	check_formula(&k);
	assert_true(BN_one(k.p) && BN_set_word(k.q, 5));
	check_formula(&k);
	assert_true(BN_set_word(k.p, 8));
	crt_job(&k, BN_value_one());
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	BN_swap(k.p, k.q);
	crt_job(&k, BN_value_one());
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	BN_zero(k.q);
	crt_job(&k, BN_value_one());
	assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
	key_free(&k);
}

static uint32_t
kg_run(uint32_t alg, unsigned long e, const BIGNUM *p, const BIGNUM *q)
{
	BIGNUM *ev = BN_new();

	assert_true(BN_set_word(ev, e));
	kg_job(alg, 128, ev, p, q);
	BN_free(ev);
	return hpre_run(&rig, &job);
}

/* Question 4. */
static void
keygen_edges(void **state)
{
	BIGNUM *p = BN_new(), *q = BN_new();

	(void)state;
	assert_true(BN_set_word(p, 7) && BN_set_word(q, 13));
	/* phi = 72, e = 5: d = 29; p < q. */
	assert_int_equal(kg_run(0x03, 5, p, q), HPRE_GOOD);
	hpre_assert_hex(&job, 0, 128, "1d");
	hpre_assert_hex(&job, 128, 128, "5b");
	hpre_assert_hex(&job, 256, 64, "06");
	hpre_assert_hex(&job, 320, 64, "05");
	hpre_assert_hex(&job, 384, 64, "05");
	/* No inverse: e = 3, 2, 0. */
	assert_int_equal(kg_run(0x02, 3, p, q), HPRE_REFUSED);
	assert_int_equal(kg_run(0x02, 2, p, q), HPRE_REFUSED);
	assert_int_equal(kg_run(0x03, 0, p, q), HPRE_REFUSED);
	/* p = q has d and n, but no qinv. */
	assert_int_equal(kg_run(0x02, 5, p, p), HPRE_GOOD);
	hpre_assert_hex(&job, 0, 128, "1d");
	hpre_assert_hex(&job, 128, 128, "31");
	assert_int_equal(kg_run(0x03, 5, p, p), HPRE_REFUSED);
	/* Even, one, zero. */
	assert_true(BN_set_word(q, 12));
	assert_int_equal(kg_run(0x02, 7, p, q), HPRE_REFUSED);
	assert_int_equal(kg_run(0x02, 7, q, p), HPRE_REFUSED);
	assert_int_equal(kg_run(0x02, 7, BN_value_one(), p), HPRE_REFUSED);
	BN_zero(q);
	assert_int_equal(kg_run(0x03, 7, p, q), HPRE_REFUSED);
	BN_free(p);
	BN_free(q);
}

/* The same buffers, other keys, more of them than are remembered. */
static void
changing_keys(void **state)
{
	static struct rsa_key k[20];
	BIGNUM *m = BN_new();
	int i, round;

	(void)state;
	assert_true(BN_rand(m, 1000, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY));
	for (i = 0; i < 20; i++)
		key_new(&k[i], 1024);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 20; i++)
			check_ops(&k[i], m);
		for (i = 0; i < 20; i++)
			check_ops(&k[i % 2], m);
	}
	/* One bit of a remembered key. */
	check_ops(&k[0], m);
	assert_true(BN_set_bit(k[0].qinv, 511));
	check_formula(&k[0]);
	for (i = 0; i < 20; i++)
		key_free(&k[i]);
	BN_free(m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rsa1024), cmocka_unit_test(rsa2048),
		cmocka_unit_test(rsa3072), cmocka_unit_test(rsa4096),
		cmocka_unit_test(wycheproof), cmocka_unit_test(ncrt_edges),
		cmocka_unit_test(crt_edges), cmocka_unit_test(keygen_edges),
		cmocka_unit_test(changing_keys),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
