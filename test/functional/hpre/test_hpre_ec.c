/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ECDSA, ECDH and point multiplication against libcrypto. */

#define OPENSSL_SUPPRESS_DEPRECATED

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/obj_mac.h>

#include "asym_late.h"
#include "hpre_ec.h"

#define MAX_LEN 66

/* libcrypto's own curves, with its own code for each. */
struct curve {
	enum rte_crypto_curve_id id;
	int nid;
	size_t len;              /**< Bytes of p and n. */
	EC_GROUP *group;
	const BIGNUM *order;
	BIGNUM *p;
};

static struct curve curves[] = {
	{ .id = RTE_CRYPTO_EC_GROUP_SECP192R1, .nid = NID_X9_62_prime192v1 },
	{ .id = RTE_CRYPTO_EC_GROUP_SECP224R1, .nid = NID_secp224r1 },
	{ .id = RTE_CRYPTO_EC_GROUP_SECP256R1,
	  .nid = NID_X9_62_prime256v1 },
	{ .id = RTE_CRYPTO_EC_GROUP_SECP384R1, .nid = NID_secp384r1 },
	{ .id = RTE_CRYPTO_EC_GROUP_SECP521R1, .nid = NID_secp521r1 },
};

static struct asym_dev dev;
static BN_CTX *ctx;

static const struct curve *
start(struct asym_job *job, struct asym_dev *d, const char *kind,
      enum rte_crypto_asym_xform_type type)
{
	const struct curve *c = &curves[func_random() % RTE_DIM(curves)];
	struct rte_crypto_asym_xform x = {
		.xform_type = type, .ec.curve_id = c->id };

	asym_job_init(job, d, kind);
	if (!asym_attach(job, d, &x))
		fail_msg("curve %d is refused", c->id);
	job->arg = c;
	return c;
}

/* Give a number at any length that holds it. */
static void
in_number(struct asym_job *job, rte_crypto_param *param, const BIGNUM *v,
	  const struct curve *c)
{
	uint8_t bytes[MAX_LEN + 8];
	size_t len = RTE_MAX(BN_num_bytes(v), 1);

	switch (func_random() % 3) {
	case 0: /* all of it, as the API has it */
		len = RTE_MAX(len, c->len);
		break;
	case 1: /* a zero byte in front, as DER has it */
		len++;
		break;
	}
	assert_int_equal(BN_bn2binpad(v, bytes, len), len);
	asym_in(job, param, bytes, len);
}

static void
out_number(struct asym_job *job, rte_crypto_param *param, const BIGNUM *v,
	   const struct curve *c, bool strip)
{
	uint8_t bytes[MAX_LEN];
	size_t len = strip ? RTE_MAX(BN_num_bytes(v), 1) : (int)c->len;

	assert_int_equal(BN_bn2binpad(v, bytes, len), len);
	asym_out(job, param, c->len + func_random() % 9, bytes, len);
}

/*
 * A number from lo to the order less 1, often near the ends; or one that is
 * just outside.
 */
static BIGNUM *
any_scalar(const struct curve *c, unsigned int lo, bool *good)
{
	BIGNUM *v = BN_new();

	*good = true;
	switch (func_random() % 12) {
	case 0:
		assert_true(BN_set_word(v, lo));
		break;
	case 1:
		assert_true(BN_copy(v, c->order) && BN_sub_word(v, 1));
		break;
	case 2:
		*good = false;
		assert_true(BN_set_word(v, lo - 1));
		break;
	case 3:
		*good = false;
		assert_true(BN_copy(v, c->order));
		break;
	default:
		do {
			assert_true(BN_rand_range(v, c->order));
		} while (BN_num_bits(v) < 2);
	}
	return v;
}

/* A point of the curve, k times its base. */
static EC_POINT *
point(const struct curve *c, const BIGNUM *k, const EC_POINT *q)
{
	EC_POINT *r = EC_POINT_new(c->group);

	assert_non_null(r);
	if (q == NULL)
		assert_true(EC_POINT_mul(c->group, r, k, NULL, NULL, ctx));
	else
		assert_true(EC_POINT_mul(c->group, r, NULL, q, k, ctx));
	return r;
}

static EC_POINT *
any_point(const struct curve *c)
{
	BIGNUM *k = BN_new();
	EC_POINT *q;

	do {
		assert_true(BN_rand_range(k, c->order));
	} while (BN_is_zero(k));
	q = point(c, k, NULL);
	BN_free(k);
	return q;
}

/* Give a point, at times one that is not on the curve. @return whether it is */
static bool
in_point(struct asym_job *job, struct rte_crypto_ec_point *to,
	 const EC_POINT *q, const struct curve *c)
{
	BIGNUM *x = BN_new(), *y = BN_new();
	bool good = true;

	assert_true(EC_POINT_get_affine_coordinates(c->group, q, x, y, ctx));
	switch (func_random() % 12) {
	case 0:
		good = false;
		assert_true(BN_add_word(y, 1));
		break;
	case 1: /* the same point, but not reduced */
		good = false;
		assert_true(BN_add(x, x, c->p));
		break;
	case 2:
		good = false;
		BN_zero(x);
		BN_zero(y);
		break;
	}
	in_number(job, &to->x, x, c);
	in_number(job, &to->y, y, c);
	BN_free(x);
	BN_free(y);
	return good;
}

static void
out_point(struct asym_job *job, struct rte_crypto_ec_point *to,
	  const EC_POINT *q, const struct curve *c, bool strip)
{
	BIGNUM *x = BN_new(), *y = BN_new();

	assert_true(EC_POINT_get_affine_coordinates(c->group, q, x, y, ctx));
	out_number(job, &to->x, x, c, strip);
	out_number(job, &to->y, y, c, strip);
	BN_free(x);
	BN_free(y);
}

/* The leftmost bits of the digest, reduced (FIPS 186-4, 6.4). */
static BIGNUM *
digest_number(const struct curve *c, const uint8_t *md, size_t len)
{
	int bits = BN_num_bits(c->order);
	BIGNUM *e = BN_bin2bn(md, len, NULL);

	if ((int)(8 * len) > bits)
		assert_true(BN_rshift(e, e, 8 * len - bits));
	assert_true(BN_nnmod(e, e, c->order, ctx));
	return e;
}

static size_t
any_digest(const struct curve *c, uint8_t *md, BIGNUM **e)
{
	size_t len = func_random() % 2 ? func_range(1, 80) :
		     16 * func_range(1, 4);

	func_fill(md, len);
	if (func_random() % 50 == 0)
		memset(md, 0, len);
	if (func_random() % 20 == 0)
		memset(md, 0xff, len);
	*e = digest_number(c, md, len);
	return len;
}

/* r = (k G).x, s = (e + r d) / k. @return whether both are not 0 */
static bool
sign(const struct curve *c, const BIGNUM *d, const BIGNUM *k, const BIGNUM *e,
     BIGNUM *r, BIGNUM *s)
{
	EC_POINT *q = point(c, k, NULL);
	BIGNUM *kinv = BN_mod_inverse(NULL, k, c->order, ctx);

	assert_non_null(kinv);
	assert_true(EC_POINT_get_affine_coordinates(c->group, q, r, NULL,
						    ctx));
	assert_true(BN_nnmod(r, r, c->order, ctx));
	assert_true(BN_mod_mul(s, r, d, c->order, ctx));
	assert_true(BN_mod_add(s, s, e, c->order, ctx));
	assert_true(BN_mod_mul(s, s, kinv, c->order, ctx));
	EC_POINT_free(q);
	BN_free(kinv);
	return !BN_is_zero(r) && !BN_is_zero(s);
}

static void
ecdsa_sign(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDSA sign, given k",
				      RTE_CRYPTO_ASYM_XFORM_ECDSA);
	struct rte_crypto_ecdsa_op_param *op = &job->op->asym->ecdsa;
	bool good_d, good_k;
	/* 1 is refused as a key: no software hands it to the engine. */
	BIGNUM *d = any_scalar(c, 2, &good_d), *k = any_scalar(c, 1, &good_k);
	BIGNUM *r = BN_new(), *s = BN_new(), *e;
	uint8_t md[80];
	size_t len = any_digest(c, md, &e);

	op->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	if (!good_d || !good_k || BN_is_zero(e))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	else if (!sign(c, d, k, e, r, s))
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
	in_number(job, asym_pkey(job->op), d, c);
	in_number(job, &op->k, k, c);
	asym_in(job, &op->message, md, len);
	out_number(job, &op->r, r, c, false);
	out_number(job, &op->s, s, c, false);
	BN_free(d);
	BN_free(k);
	BN_free(r);
	BN_free(s);
	BN_free(e);
}

/* libcrypto verifies what was signed with a nonce of the driver's. */
static bool
signature_is_good(const struct asym_job *job)
{
	const struct rte_crypto_ecdsa_op_param *op = &job->op->asym->ecdsa;
	const struct curve *c = job->arg;
	const rte_crypto_uint *pkey = asym_pkey(job->op);
	BIGNUM *d = BN_bin2bn(pkey->data, pkey->length, NULL);
	EC_POINT *q = point(c, d, NULL);
	EC_KEY *key = EC_KEY_new_by_curve_name(c->nid);
	ECDSA_SIG *sig = ECDSA_SIG_new();
	bool ok;

	assert_true(EC_KEY_set_public_key(key, q));
	ECDSA_SIG_set0(sig, BN_bin2bn(op->r.data, op->r.length, NULL),
		       BN_bin2bn(op->s.data, op->s.length, NULL));
	ok = ECDSA_do_verify(op->message.data, op->message.length, sig,
			     key) == 1;
	ECDSA_SIG_free(sig);
	EC_KEY_free(key);
	EC_POINT_free(q);
	BN_free(d);
	return ok && op->r.length == c->len && op->s.length == c->len;
}

static void
ecdsa_nonce(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDSA sign, drawn k",
				      RTE_CRYPTO_ASYM_XFORM_ECDSA);
	struct rte_crypto_ecdsa_op_param *op = &job->op->asym->ecdsa;
	uint8_t md[80];
	BIGNUM *d, *e;
	bool good;
	size_t len = any_digest(c, md, &e);

	d = any_scalar(c, 2, &good);
	op->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	if (!good || BN_is_zero(e))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	in_number(job, asym_pkey(job->op), d, c);
	asym_in(job, &op->message, md, len);
	asym_out(job, &op->r, c->len, NULL, 0);
	asym_out(job, &op->s, c->len, NULL, 0);
	job->check = signature_is_good;
	BN_free(d);
	BN_free(e);
}

/* A good r or s becomes one that is not. */
static void
spoil(const struct curve *c, BIGNUM *v)
{
	switch (func_random() % 4) {
	case 0:
		BN_zero(v);
		break;
	case 1: /* the same modulo the order */
		assert_true(BN_add(v, v, c->order));
		break;
	case 2:
		assert_true(BN_copy(v, c->order));
		break;
	default:
		assert_true(BN_add_word(v, 1));
	}
}

static void
ecdsa_verify(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDSA verify",
				      RTE_CRYPTO_ASYM_XFORM_ECDSA);
	struct rte_crypto_ecdsa_op_param *op = &job->op->asym->ecdsa;
	BIGNUM *r = BN_new(), *s = BN_new(), *d = BN_new(), *k = BN_new(), *e;
	uint8_t md[80];
	size_t len;
	EC_POINT *q;

	op->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	do {
		assert_true(BN_rand_range(d, c->order));
		assert_true(BN_rand_range(k, c->order));
	} while (BN_is_zero(d) || BN_is_zero(k));
	len = any_digest(c, md, &e);
	q = point(c, d, NULL);
	sign(c, d, k, e, r, s);
	if (func_random() % 2) {
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
		spoil(c, func_random() % 2 ? r : s);
	}
	if (!in_point(job, asym_q(job->op), q, c) || BN_is_zero(e))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	in_number(job, &op->r, r, c);
	in_number(job, &op->s, s, c);
	asym_in(job, &op->message, md, len);
	EC_POINT_free(q);
	BN_free(d);
	BN_free(k);
	BN_free(r);
	BN_free(s);
	BN_free(e);
}

static void
ecdh_public(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDH public key",
				      RTE_CRYPTO_ASYM_XFORM_ECDH);
	struct rte_crypto_ecdh_op_param *op = &job->op->asym->ecdh;
	bool good, strip = func_random() % 2;
	BIGNUM *d = any_scalar(c, 1, &good), *one = BN_new();
	EC_POINT *q;

	op->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	if (strip)
		job->op->asym->flags = RTE_CRYPTO_ASYM_FLAG_PUB_KEY_NO_PADDING;
	if (!good)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	BN_one(one);
	q = point(c, good ? d : one, NULL);
	in_number(job, &op->priv_key, d, c);
	out_point(job, &op->pub_key, q, c, strip);
	EC_POINT_free(q);
	BN_free(d);
	BN_free(one);
}

/* The multiple of a point that ECDH and ECPM are about. */
static void
multiple(struct asym_job *job, const struct curve *c, rte_crypto_param *k,
	 struct rte_crypto_ec_point *p, struct rte_crypto_ec_point *r,
	 bool strip)
{
	bool good;
	BIGNUM *v = any_scalar(c, 1, &good), *one = BN_new();
	EC_POINT *q = any_point(c), *kq;

	BN_one(one);
	kq = point(c, good ? v : one, q);
	in_number(job, k, v, c);
	if (!in_point(job, p, q, c) || !good)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	out_point(job, r, kq, c, strip);
	EC_POINT_free(q);
	EC_POINT_free(kq);
	BN_free(v);
	BN_free(one);
}

static void
ecdh_shared(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDH shared secret",
				      RTE_CRYPTO_ASYM_XFORM_ECDH);
	struct rte_crypto_ecdh_op_param *op = &job->op->asym->ecdh;
	bool strip = func_random() % 2;

	op->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	if (strip)
		job->op->asym->flags =
			RTE_CRYPTO_ASYM_FLAG_SHARED_KEY_NO_PADDING;
	multiple(job, c, &op->priv_key, &op->pub_key, &op->shared_secret,
		 strip);
}

static void
ecpm(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECPM",
				      RTE_CRYPTO_ASYM_XFORM_ECPM);
	struct rte_crypto_ecpm_op_param *op = &job->op->asym->ecpm;

	multiple(job, c, &op->scalar, &op->p, &op->r, false);
}

static bool
key_is_good(const struct asym_job *job)
{
	const struct rte_crypto_ecdh_op_param *op = &job->op->asym->ecdh;
	const struct curve *c = job->arg;
	BIGNUM *d = BN_bin2bn(op->priv_key.data, op->priv_key.length, NULL);
	BIGNUM *x = BN_new(), *y = BN_new();
	bool ok = !BN_is_zero(d) && BN_cmp(d, c->order) < 0 &&
		  op->priv_key.length == c->len;
	uint8_t bytes[MAX_LEN];
	EC_POINT *q = point(c, d, NULL);

	EC_POINT_get_affine_coordinates(c->group, q, x, y, ctx);
	if (op->ke_type == RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE)
		ok = ok && op->pub_key.x.length == c->len &&
		     op->pub_key.y.length == c->len &&
		     BN_bn2binpad(x, bytes, c->len) > 0 &&
		     memcmp(op->pub_key.x.data, bytes, c->len) == 0 &&
		     BN_bn2binpad(y, bytes, c->len) > 0 &&
		     memcmp(op->pub_key.y.data, bytes, c->len) == 0;
	EC_POINT_free(q);
	BN_free(d);
	BN_free(x);
	BN_free(y);
	return ok;
}

static void
ecdh_generate(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDH key generation",
				      RTE_CRYPTO_ASYM_XFORM_ECDH);
	struct rte_crypto_ecdh_op_param *op = &job->op->asym->ecdh;
	bool both = func_random() % 2;

	op->ke_type = both ? RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE :
			     RTE_CRYPTO_ASYM_KE_PRIV_KEY_GENERATE;
	asym_out(job, &op->priv_key, c->len, NULL, 0);
	if (both) {
		asym_out(job, &op->pub_key.x, c->len, NULL, 0);
		asym_out(job, &op->pub_key.y, c->len, NULL, 0);
	}
	job->check = key_is_good;
}

static void
ecdh_verify(struct asym_job *job, struct asym_dev *dv)
{
	const struct curve *c = start(job, dv, "ECDH public key check",
				      RTE_CRYPTO_ASYM_XFORM_ECDH);
	struct rte_crypto_ecdh_op_param *op = &job->op->asym->ecdh;
	EC_POINT *q = any_point(c);

	op->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY;
	if (!in_point(job, &op->pub_key, q, c))
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
	EC_POINT_free(q);
}

static void
run(const char *args, uint32_t nb_desc, const asym_make *makers,
    unsigned int count, unsigned int burst)
{
	unsigned int failed;

	asym_open(&dev, args, 1, nb_desc);
	failed = asym_random(&dev, makers, count, burst);
	asym_close(&dev);
	assert_int_equal(failed, 0);
}

#define KIND(make) \
	static void \
	test_ ## make(void **state) \
	{ \
		const asym_make makers[] = { make, NULL }; \
		(void)state; \
		run("device=model", 1024, makers, func_cases(10000), 256); \
	}

KIND(ecdsa_sign)
KIND(ecdsa_nonce)
KIND(ecdsa_verify)
KIND(ecdh_public)
KIND(ecdh_shared)
KIND(ecdh_generate)
KIND(ecdh_verify)
KIND(ecpm)

static const asym_make all[] = {
	ecdsa_sign, ecdsa_nonce, ecdsa_verify, ecdh_public, ecdh_shared,
	ecdh_generate, ecdh_verify, ecpm, NULL,
};

static void
mixed(void **state)
{
	(void)state;
	run("device=model,gen=v5", 7, all, func_cases(2000), 64);
	run("device=model,mode=thread,threads=2,unordered=1", 64, all,
	    func_cases(2000), 64);
}

static void
same(const uint8_t *blob, size_t hsz, unsigned int slot, const BIGNUM *want)
{
	BIGNUM *v = BN_bin2bn(blob + slot * hsz, hsz, NULL);

	assert_int_equal(BN_cmp(v, want), 0);
	BN_free(v);
}

static void
same_curve(const struct hpre_curve *h, int nid)
{
	EC_GROUP *g = EC_GROUP_new_by_curve_name(nid);
	BIGNUM *p = BN_new(), *a = BN_new(), *b = BN_new();
	BIGNUM *x = BN_new(), *y = BN_new();

	assert_true(EC_GROUP_get_curve(g, p, a, b, ctx));
	assert_true(EC_POINT_get_affine_coordinates(g,
			EC_GROUP_get0_generator(g), x, y, ctx));
	same(h->priv, h->hsz, HISI_HPRE_EC_PRIV_P, p);
	same(h->priv, h->hsz, HISI_HPRE_EC_PRIV_A, a);
	same(h->priv, h->hsz, HISI_HPRE_EC_PRIV_B, b);
	same(h->priv, h->hsz, HISI_HPRE_EC_PRIV_N, EC_GROUP_get0_order(g));
	same(h->priv, h->hsz, HISI_HPRE_EC_PRIV_GX, x);
	same(h->priv, h->hsz, HISI_HPRE_EC_PRIV_GY, y);
	same(h->pub, h->hsz, HISI_HPRE_EC_PUB_P, p);
	same(h->pub, h->hsz, HISI_HPRE_EC_PUB_A, a);
	same(h->pub, h->hsz, HISI_HPRE_EC_PUB_B, b);
	same(h->pub, h->hsz, HISI_HPRE_EC_PUB_N, EC_GROUP_get0_order(g));
	same(h->pub, h->hsz, HISI_HPRE_EC_PUB_GX, x);
	same(h->pub, h->hsz, HISI_HPRE_EC_PUB_GY, y);
	same(h->base, h->hsz, HISI_HPRE_POINT_X, x);
	same(h->base, h->hsz, HISI_HPRE_POINT_Y, y);
	assert_int_equal(h->len, BN_num_bytes(p));
	assert_int_equal(h->order_bits, EC_GROUP_order_bits(g));
	assert_true(EC_GROUP_get_cofactor(g, x, ctx) && BN_is_one(x));
	EC_GROUP_free(g);
	BN_free(p);
	BN_free(a);
	BN_free(b);
	BN_free(x);
	BN_free(y);
}

/* The driver's table of curves is libcrypto's. */
static void
parameters(void **state)
{
	const struct hpre_curves *h = hpre_curves_get(SOCKET_ID_ANY);
	size_t i;

	(void)state;
	assert_non_null(h);
	for (i = 0; i < RTE_DIM(curves); i++)
		same_curve(hpre_curve_get(h, curves[i].id), curves[i].nid);
	same_curve(&h->curve[HPRE_SM2], NID_sm2);
	hpre_curves_put(h);
}

static int
setup(void **state)
{
	size_t i;

	(void)state;
	ctx = BN_CTX_new();
	for (i = 0; i < RTE_DIM(curves); i++) {
		struct curve *c = &curves[i];

		c->group = EC_GROUP_new_by_curve_name(c->nid);
		c->p = BN_new();
		if (c->group == NULL ||
		    !EC_GROUP_get_curve(c->group, c->p, NULL, NULL, ctx))
			return -1;
		c->order = EC_GROUP_get0_order(c->group);
		c->len = BN_num_bytes(c->p);
	}
	return 0;
}

static int
teardown(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(curves); i++) {
		EC_GROUP_free(curves[i].group);
		BN_free(curves[i].p);
	}
	BN_CTX_free(ctx);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parameters),
		cmocka_unit_test(test_ecdsa_sign),
		cmocka_unit_test(test_ecdsa_nonce),
		cmocka_unit_test(test_ecdsa_verify),
		cmocka_unit_test(test_ecdh_public),
		cmocka_unit_test(test_ecdh_shared),
		cmocka_unit_test(test_ecdh_generate),
		cmocka_unit_test(test_ecdh_verify),
		cmocka_unit_test(test_ecpm),
		cmocka_unit_test(mixed),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
