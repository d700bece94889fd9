/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE model: ECDSA. */

#include <string.h>
#include <jansson.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "model_hpre_ref.h"

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

static uint32_t
sign(const struct hpre_ref *c, const BIGNUM *d, const BIGNUM *e,
     const BIGNUM *k)
{
	hpre_job(&job, 0x0E, c->hsz);
	hpre_ref_private(&job.key, c, d, 7);
	hpre_add_bn(&job.in, c->hsz, e);
	hpre_add_bn(&job.in, c->hsz, k);
	job.out.len = 2 * c->hsz;
	return hpre_run(&rig, &job);
}

static uint32_t
verify(const struct hpre_ref *c, const BIGNUM *x, const BIGNUM *y,
       const BIGNUM *e, const BIGNUM *r, const BIGNUM *s)
{
	hpre_job(&job, 0x0F, c->hsz);
	hpre_ref_public(&job.key, c, x, y);
	hpre_add_bn(&job.in, c->hsz, e);
	hpre_add_bn(&job.in, c->hsz, s);
	hpre_add_bn(&job.in, c->hsz, r);
	return hpre_run(&rig, &job);
}

/** A key pair and a message. */
struct pair {
	struct hpre_ref c;
	BIGNUM *d;
	BIGNUM *x;
	BIGNUM *y;
	BIGNUM *e;
	BIGNUM *k;
	BIGNUM *r;
	BIGNUM *s;
};

static void
pair_new(struct pair *p, const struct hpre_curve_def *def, unsigned long twist)
{
	hpre_ref_open(&p->c, def);
	if (twist != 0)
		hpre_ref_twist(&p->c, twist);
	p->d = hpre_ref_scalar(&p->c);
	p->e = hpre_ref_scalar(&p->c);
	p->k = hpre_ref_scalar(&p->c);
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
	BN_free(p->k);
	BN_free(p->r);
	BN_free(p->s);
	hpre_ref_close(&p->c);
}

/* The formula of 5.5.1, into p->r and p->s. */
static void
formula(struct pair *p)
{
	BN_CTX *bn = p->c.bn;
	BIGNUM *t = BN_new();

	assert_true(hpre_ref_mul(&p->c, p->k, p->c.gx, p->c.gy, p->r, t) &&
		    BN_nnmod(p->r, p->r, p->c.n, bn) &&
		    BN_mod_mul(t, p->r, p->d, p->c.n, bn) &&
		    BN_mod_add(t, t, p->e, p->c.n, bn) &&
		    BN_mod_inverse(p->s, p->k, p->c.n, bn) &&
		    BN_mod_mul(p->s, p->s, t, p->c.n, bn));
	BN_free(t);
}

static void
assert_verdict(struct pair *p, uint32_t verdict)
{
	assert_int_equal(verify(&p->c, p->x, p->y, p->e, p->r, p->s),
			 HPRE_GOOD);
	assert_int_equal(job.verdict, verdict);
}

/* One more in one operand at a time. */
static void
check_forgeries(struct pair *p)
{
	BIGNUM *v[] = { p->e, p->r, p->s };
	BIGNUM *old = BN_new();
	size_t i;

	for (i = 0; i < 3; i++) {
		assert_true(BN_copy(old, v[i]) && BN_add_word(v[i], 1));
		assert_verdict(p, 0);
		assert_true(BN_copy(v[i], old) != NULL);
	}
	/* Another key: 2 P. */
	assert_true(BN_set_word(old, 2) &&
		    hpre_ref_mul(&p->c, old, p->x, p->y, p->x, p->y));
	assert_verdict(p, 0);
	BN_free(old);
}

static void
check_pair(struct pair *p)
{
	formula(p);
	assert_int_equal(sign(&p->c, p->d, p->e, p->k), HPRE_GOOD);
	hpre_assert_bn(&job, 0, p->c.hsz, p->r);
	hpre_assert_bn(&job, p->c.hsz, p->c.hsz, p->s);
	assert_verdict(p, 2);
	check_forgeries(p);
}

static void
curves(void **state)
{
	struct pair p;
	size_t i;

	(void)state;
	for (i = 0; i < 2 * hpre_nb_curves; i++) {
		pair_new(&p, &hpre_curves[i / 2], i % 2 ? 2 + i : 0);
		check_pair(&p);
		pair_free(&p);
	}
}

static EVP_PKEY *
evp_key(const struct pair *p, const char *group, bool private)
{
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
	size_t len = BN_num_bytes(p->c.p);
	EVP_PKEY *key = NULL;
	OSSL_PARAM *params;
	uint8_t pub[1 + 2 * 72] = { 4 };

	assert_true(BN_bn2binpad(p->x, pub + 1, len) > 0 &&
		    BN_bn2binpad(p->y, pub + 1 + len, len) > 0);
	assert_true(OSSL_PARAM_BLD_push_utf8_string(bld,
			OSSL_PKEY_PARAM_GROUP_NAME, group, 0) &&
		    OSSL_PARAM_BLD_push_octet_string(bld,
			OSSL_PKEY_PARAM_PUB_KEY, pub, 1 + 2 * len));
	if (private)
		assert_true(OSSL_PARAM_BLD_push_BN(bld,
				OSSL_PKEY_PARAM_PRIV_KEY, p->d));
	params = OSSL_PARAM_BLD_to_param(bld);
	assert_true(params != NULL && EVP_PKEY_fromdata_init(ctx) > 0 &&
		    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) > 0);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

/* e of a digest: its leftmost bits, as many as n has (5.5.3). */
static void
digest_to_e(const struct pair *p, const uint8_t *md, size_t len, BIGNUM *e)
{
	int excess = 8 * (int)len - BN_num_bits(p->c.n);

	assert_non_null(BN_bin2bn(md, len, e));
	if (excess > 0)
		assert_true(BN_rshift(e, e, excess));
}

static void
evp_signs(struct pair *p, EVP_PKEY *key, const uint8_t *md, size_t len)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	size_t der_len = 256;
	uint8_t der[256];
	const uint8_t *q = der;
	ECDSA_SIG *sig;

	assert_true(EVP_PKEY_sign_init(ctx) > 0 &&
		    EVP_PKEY_sign(ctx, der, &der_len, md, len) > 0);
	sig = d2i_ECDSA_SIG(NULL, &q, der_len);
	assert_true(sig != NULL && BN_copy(p->r, ECDSA_SIG_get0_r(sig)) &&
		    BN_copy(p->s, ECDSA_SIG_get0_s(sig)));
	ECDSA_SIG_free(sig);
	EVP_PKEY_CTX_free(ctx);
}

static int
evp_verifies(const struct pair *p, EVP_PKEY *key, const uint8_t *md,
	     size_t len)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	ECDSA_SIG *sig = ECDSA_SIG_new();
	uint8_t *der = NULL;
	int der_len, ret;

	assert_true(ECDSA_SIG_set0(sig, BN_dup(p->r), BN_dup(p->s)));
	der_len = i2d_ECDSA_SIG(sig, &der);
	assert_true(der_len > 0 && EVP_PKEY_verify_init(ctx) > 0);
	ret = EVP_PKEY_verify(ctx, der, der_len, md, len);
	OPENSSL_free(der);
	ECDSA_SIG_free(sig);
	EVP_PKEY_CTX_free(ctx);
	return ret;
}

/* Each verifies the signatures of the other. libcrypto wants the SM2 curve for SM2
 * only.
 */
static void
against_libcrypto(void **state)
{
	static const char *const md_name[] = { "SHA256", "SHA384", "SHA512" };
	uint8_t md[EVP_MAX_MD_SIZE];
	EVP_PKEY *key;
	struct pair p;
	size_t i, len;

	(void)state;
	for (i = 0; i < 3 * hpre_nb_curves; i++) {
		const struct hpre_curve_def *def = &hpre_curves[i / 3];

		if (strcmp(def->name, "SM2") == 0)
			continue;
		pair_new(&p, def, 0);
		key = evp_key(&p, def->name, true);
		assert_true(EVP_Q_digest(NULL, md_name[i % 3], NULL, &i,
					 sizeof(i), md, &len));
		digest_to_e(&p, md, len, p.e);
		evp_signs(&p, key, md, len);
		assert_verdict(&p, 2);
		assert_int_equal(sign(&p.c, p.d, p.e, p.k), HPRE_GOOD);
		BN_free(p.r);
		BN_free(p.s);
		p.r = hpre_result(&job, 0, p.c.hsz);
		p.s = hpre_result(&job, p.c.hsz, p.c.hsz);
		assert_int_equal(evp_verifies(&p, key, md, len), 1);
		md[0] ^= 1;
		assert_int_equal(evp_verifies(&p, key, md, len), 0);
		EVP_PKEY_free(key);
		pair_free(&p);
	}
}

/** Literal signatures of "sample". */
static const struct {
	const char *curve;
	const char *md;
	const char *d;
	const char *k;
	const char *r;
	const char *s;
} rfc6979[] = {
	{ /* A.2.5 */
		"prime256v1", "SHA256",
		"c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b12"
		"7b8a622b120f6721",
		"a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f2"
		"4d6129493d8aad60",
		"efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991"
		"c34d0ea84eaf3716",
		"f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff406"
		"4dc4ab2f843acda8",
	}, { /* A.2.6 */
		"secp384r1", "SHA384",
		"6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba"
		"9aa47740787137d896d5724e4c70a825f872c9ea60d2edf5",
		"94ed910d1a099dad3254e9242ae85abde4ba15168eaf0ca8"
		"7a555fd56d10fbca2907e3e83ba95368623b8c4686915cf9",
		"94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa7"
		"3d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46",
		"99ef4aeb15f178cea1fe40db2603138f130e740a19624526"
		"203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8",
	}, { /* A.2.7 */
		"secp521r1", "SHA512",
		"00fad06daa62ba3b25d2fb40133da757205de67f5bb0018f"
		"ee8c86e1b68c7e75caa896eb32f1f47c70855836a6d16fcc"
		"1466f6d8fbec67db89ec0c08b0e996b83538",
		"01dae2ea071f8110dc26882d4d5eae0621a3256fc8847fb9"
		"022e2b7d28e6f10198b1574fdd03a9053c08a1854a168aa5"
		"a57470ec97dd5ce090124ef52a2f7ecbffd3",
		"00c328fafcbd79dd77850370c46325d987cb525569fb63c5"
		"d3bc53950e6d4c5f174e25a1ee9017b5d450606add152b53"
		"4931d7d4e8455cc91f9b15bf05ec36e377fa",
		"00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca2"
		"09417308281b68af282623eaa63e5b5c0723d8b8c37ff077"
		"7b1a20f8ccb1dccc43997f1ee0e44da4a67a",
	},
};

static void
literals(void **state)
{
	uint8_t md[EVP_MAX_MD_SIZE];
	struct pair p;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(rfc6979) / sizeof(rfc6979[0]); i++) {
		pair_new(&p, hpre_curve_def(rfc6979[i].curve), 0);
		assert_true(BN_hex2bn(&p.d, rfc6979[i].d) &&
			    BN_hex2bn(&p.k, rfc6979[i].k));
		assert_true(EVP_Q_digest(NULL, rfc6979[i].md, NULL, "sample",
					 6, md, &len));
		digest_to_e(&p, md, len, p.e);
		assert_int_equal(sign(&p.c, p.d, p.e, p.k), HPRE_GOOD);
		hpre_assert_hex(&job, 0, p.c.hsz, rfc6979[i].r);
		hpre_assert_hex(&job, p.c.hsz, p.c.hsz, rfc6979[i].s);
		pair_free(&p);
	}
}

/* Question 8. */
static void
sign_edges(void **state)
{
	BIGNUM *v = BN_new(), *t = BN_new();
	struct pair p;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		pair_new(&p, hpre_curve_def(i ? "secp521r1" : "secp192k1"), 0);
		BN_zero(v);
		assert_int_equal(sign(&p.c, p.d, v, p.k), HPRE_REFUSED);
		assert_int_equal(sign(&p.c, p.d, p.e, v), HPRE_REFUSED);
		assert_int_equal(sign(&p.c, p.d, p.e, p.c.n), HPRE_REFUSED);
		assert_true(BN_add(v, p.c.n, BN_value_one()));
		assert_int_equal(sign(&p.c, p.d, p.e, v), HPRE_REFUSED);
		/* e + n signs as e, e = n as 0; d = 0 and d >= n count. */
		formula(&p);
		assert_true(BN_add(v, p.c.n, p.e) && BN_add(t, p.c.n, p.d));
		assert_int_equal(sign(&p.c, t, v, p.k), HPRE_GOOD);
		hpre_assert_bn(&job, 0, p.c.hsz, p.r);
		hpre_assert_bn(&job, p.c.hsz, p.c.hsz, p.s);
		assert_true(BN_copy(p.e, p.c.n) != NULL);
		formula(&p);
		assert_int_equal(sign(&p.c, p.d, p.c.n, p.k), HPRE_GOOD);
		hpre_assert_bn(&job, p.c.hsz, p.c.hsz, p.s);
		BN_zero(p.d);
		assert_true(BN_one(p.e));
		formula(&p);
		assert_int_equal(sign(&p.c, p.d, p.e, p.k), HPRE_GOOD);
		hpre_assert_bn(&job, p.c.hsz, p.c.hsz, p.s);
		/* s = 0: e = -r d. */
		assert_true(BN_set_word(p.d, 99) &&
			    BN_mod_mul(t, p.r, p.d, p.c.n, p.c.bn) &&
			    BN_sub(v, p.c.n, t));
		assert_int_equal(sign(&p.c, p.d, v, p.k), HPRE_REFUSED);
		/* r = 0: n is x of G, k is 1. */
		assert_true(BN_copy(p.c.n, p.c.gx) != NULL);
		assert_int_equal(sign(&p.c, p.d, p.e, BN_value_one()),
				 HPRE_REFUSED);
		pair_free(&p);
	}
	BN_free(v);
	BN_free(t);
}

/* n is only a modulus to the device: composite, even, small. */
static void
odd_orders(void **state)
{
	static const unsigned long order[] = { 3, 10, 15, 1000003, 4294967291 };
	struct pair p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		pair_new(&p, hpre_curve_def("prime256v1"), 0);
		assert_true(BN_set_word(p.c.n, order[i]) &&
			    BN_set_word(p.k, 2) && BN_set_word(p.d, 1));
		/* k = 2 has no inverse modulo 10. */
		if (order[i] == 10) {
			assert_int_equal(sign(&p.c, p.d, p.e, p.k),
					 HPRE_REFUSED);
			assert_true(BN_set_word(p.k, 7));
		}
		do {
			assert_true(BN_add_word(p.d, 1));
			formula(&p);
		} while (BN_is_zero(p.s));
		assert_false(BN_is_zero(p.r));
		assert_int_equal(sign(&p.c, p.d, p.e, p.k), HPRE_GOOD);
		hpre_assert_bn(&job, 0, 32, p.r);
		hpre_assert_bn(&job, 32, 32, p.s);
		pair_free(&p);
	}
	pair_new(&p, hpre_curve_def("prime256v1"), 0);
	for (i = 0; i < 2; i++) {
		assert_true(BN_set_word(p.c.n, i));
		assert_int_equal(sign(&p.c, p.d, p.e, p.k), HPRE_REFUSED);
		assert_int_equal(sign(&p.c, p.d, p.e, BN_value_one()),
				 HPRE_REFUSED);
	}
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
	pair_new(&p, hpre_curve_def("prime192v1"), 0);
	c = &p.c;
	BN_zero(zero);
	formula(&p);
	/* e = 0, and 0 modulo n. */
	assert_int_equal(verify(c, p.x, p.y, zero, p.r, p.s), HPRE_REFUSED);
	assert_int_equal(verify(c, p.x, p.y, c->n, p.r, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_true(BN_add(v, p.e, c->n));
	assert_int_equal(verify(c, p.x, p.y, v, p.r, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 2);
	/* r and s out of range: no error, even if right modulo n. */
	assert_int_equal(verify(c, p.x, p.y, p.e, zero, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_int_equal(verify(c, p.x, p.y, p.e, p.r, zero), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_int_equal(verify(c, p.x, p.y, p.e, c->n, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_true(BN_add(v, p.r, c->n));
	assert_int_equal(verify(c, p.x, p.y, p.e, v, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	assert_true(BN_add(v, p.s, c->n));
	assert_int_equal(verify(c, p.x, p.y, p.e, p.r, v), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	/* e = -r d: the sum is the point at infinity. */
	assert_true(BN_mod_mul(v, p.r, p.d, c->n, c->bn) &&
		    BN_sub(v, c->n, v));
	assert_int_equal(verify(c, p.x, p.y, v, p.r, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	/* A public key off the curve, or not reduced. */
	assert_true(BN_add(y, p.y, BN_value_one()) && BN_add(v, p.x, c->p));
	assert_int_equal(verify(c, p.x, y, p.e, p.r, p.s), HPRE_REFUSED);
	assert_int_equal(verify(c, v, p.y, p.e, p.r, p.s), HPRE_REFUSED);
	assert_int_equal(verify(c, zero, zero, p.e, p.r, p.s), HPRE_REFUSED);
	/* No order: nothing is in range. */
	BN_zero(c->n);
	assert_int_equal(verify(c, p.x, p.y, p.e, p.r, p.s), HPRE_GOOD);
	assert_int_equal(job.verdict, 0);
	BN_free(zero);
	BN_free(v);
	BN_free(y);
	pair_free(&p);
}

/* Another generator than the usual one of a curve with a name. */
static void
other_generator(void **state)
{
	BIGNUM *k = BN_new();
	struct pair p;

	(void)state;
	pair_new(&p, hpre_curve_def("prime256v1"), 0);
	assert_true(BN_set_word(k, 12345) &&
		    hpre_ref_mul(&p.c, k, p.c.gx, p.c.gy, p.c.gx, p.c.gy) &&
		    hpre_ref_mul(&p.c, p.d, p.c.gx, p.c.gy, p.x, p.y));
	check_pair(&p);
	BN_free(k);
	pair_free(&p);
}

static const char *
text(const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	assert_non_null(s);
	return s;
}

/* @return 0 for a signature that is not two numbers of 32 bytes */
static int
wycheproof_one(const struct hpre_ref *c, const json_t *key,
	       const json_t *test)
{
	const char *sig = text(test, "sig");
	uint8_t msg[1024], md[EVP_MAX_MD_SIZE];
	BIGNUM *x = NULL, *y = NULL, *r = NULL, *s = NULL, *e;
	char half[65] = { 0 };
	size_t len;

	if (strlen(sig) != 128)
		return 0;
	assert_true(BN_hex2bn(&x, text(key, "wx")) &&
		    BN_hex2bn(&y, text(key, "wy")));
	memcpy(half, sig, 64);
	assert_true(BN_hex2bn(&r, half) && BN_hex2bn(&s, sig + 64));
	len = hpre_unhex(text(test, "msg"), msg, sizeof(msg));
	assert_true(EVP_Q_digest(NULL, "SHA256", NULL, msg, len, md, &len));
	e = BN_bin2bn(md, 32, NULL);
	assert_int_equal(verify(c, x, y, e, r, s), HPRE_GOOD);
	assert_int_equal(job.verdict,
			 strcmp(text(test, "result"), "valid") ? 0 : 2);
	BN_free(x);
	BN_free(y);
	BN_free(r);
	BN_free(s);
	BN_free(e);
	return 1;
}

static void
wycheproof(void **state)
{
	json_t *root, *group, *test, *key;
	struct hpre_ref c;
	size_t i, j;
	int done = 0;

	(void)state;
	hpre_ref_open(&c, hpre_curve_def("prime256v1"));
	root = json_load_file(TEST_VECTORS
		"/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json", 0, NULL);
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "testGroups"), i, group) {
		key = json_object_get(group, "publicKey");
		json_array_foreach(json_object_get(group, "tests"), j, test)
			done += wycheproof_one(&c, key, test);
	}
	assert_int_equal(done, 241);
	json_decref(root);
	hpre_ref_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curves), cmocka_unit_test(against_libcrypto),
		cmocka_unit_test(literals), cmocka_unit_test(sign_edges),
		cmocka_unit_test(odd_orders), cmocka_unit_test(verify_edges),
		cmocka_unit_test(other_generator),
		cmocka_unit_test(wycheproof),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
