/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Operands at and beyond the ends of their ranges (hpre.md 13.2): refused with
 * a status before the device sees a descriptor, outputs untouched; the values
 * next to them are taken.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "asym_late.h"
#include "rsa_key.h"

#define MAX 256

static struct asym_dev dev;
static struct rsa_key *key;
static uint8_t out[2][MAX];

/* The values that an op may be given. */
enum { REFUSED, NOT_VALID, TAKEN };

static rte_crypto_param
output(int i)
{
	rte_crypto_param p = { .data = out[i] };

	return p;
}

/* base + add, at its length; memory of its own, freed by nobody. */
static rte_crypto_param
number(const BIGNUM *base, int add)
{
	static uint8_t room[64][MAX];
	static unsigned int next;
	rte_crypto_param p = { .data = room[next++ % RTE_DIM(room)] };
	BIGNUM *v = base == NULL ? BN_new() : BN_dup(base);

	assert_non_null(v);
	assert_true(add < 0 ? BN_sub_word(v, -add) : BN_add_word(v, add));
	p.length = BN_num_bytes(v) == 0 ? 1 : BN_num_bytes(v);
	assert_int_equal(BN_bn2binpad(v, p.data, p.length), p.length);
	BN_free(v);
	return p;
}

/* All bits set. */
static rte_crypto_param
ones(size_t len)
{
	static uint8_t ff[MAX];
	rte_crypto_param p = { .data = ff, .length = len };

	memset(ff, 0xff, sizeof(ff));
	return p;
}

/* Bytes of descriptors that the device traced during an op. */
static long
traced(struct rte_crypto_op *op, int *status)
{
	struct hisi_model *model = func_model("hisi_hpre");
	char path[] = "/tmp/hpre-range-XXXXXX";
	int fd = mkstemp(path);
	long size;

	assert_true(fd >= 0);
	assert_int_equal(hisi_model_trace(model, path), 0);
	*status = asym_one(&dev, op);
	assert_int_equal(hisi_model_trace(model, NULL), 0);
	size = lseek(fd, 0, SEEK_END);
	close(fd);
	unlink(path);
	return size;
}

/* Run and free an op. */
static void
expect(struct rte_crypto_op *op, int want, const char *what, int i)
{
	static const int statuses[] = { RTE_CRYPTO_OP_STATUS_INVALID_ARGS,
		RTE_CRYPTO_OP_STATUS_ERROR, RTE_CRYPTO_OP_STATUS_SUCCESS };
	int status;
	long size;

	memset(out, 0xc3, sizeof(out));
	size = traced(op, &status);
	if (status != statuses[want])
		fail_msg("%s, value %d: status %d", what, i, status);
	if (want != TAKEN && size != 0)
		fail_msg("%s, value %d: the device has seen it", what, i);
	if (want != TAKEN &&
	    (out[0][0] != 0xc3 || memcmp(out, out[0] + 1, sizeof(out) - 1)))
		fail_msg("%s, value %d: the output has changed", what, i);
	rte_crypto_op_free(op);
}

static void *
session_of(struct rte_crypto_asym_xform *x)
{
	void *s = asym_session_new(&dev, x);

	assert_non_null(s);
	return s;
}

static struct rte_crypto_op *
new_op(void *session)
{
	struct rte_crypto_op *op = asym_op(&dev);

	rte_crypto_op_attach_asym_session(op, session);
	return op;
}

static struct rte_crypto_op *
rsa_op(void *session, enum rte_crypto_asym_op_type type, rte_crypto_param v,
       bool padded)
{
	struct rte_crypto_op *op = new_op(session);
	struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;

	rsa->op_type = type;
	asym_padding(op)->type = padded ? RTE_CRYPTO_RSA_PADDING_PKCS1_5 :
				     RTE_CRYPTO_RSA_PADDING_NONE;
	rsa->message = rsa->cipher = rsa->sign = output(0);
	switch (type) {
	case RTE_CRYPTO_ASYM_OP_DECRYPT:
		rsa->cipher = v;
		break;
	case RTE_CRYPTO_ASYM_OP_VERIFY:
		rsa->sign = v;
		break;
	default:
		rsa->message = v;
		break;
	}
	return op;
}

static void
rsa(void **state)
{
	BIGNUM *n = BN_bin2bn(key->n.bytes, key->n.len, NULL);
	struct rte_crypto_asym_xform x;
	const rte_crypto_param nowhere = { .length = 256 };
	enum rte_crypto_asym_op_type t;
	void *s;
	int i;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	s = session_of(&x);
	for (t = 0; t <= RTE_CRYPTO_ASYM_OP_VERIFY; t++) {
		expect(rsa_op(s, t, number(n, -1), false), TAKEN, "RSA", -1);
		expect(rsa_op(s, t, number(NULL, 0), false), TAKEN, "RSA", 0);
		for (i = 0; i < 3; i++)
			expect(rsa_op(s, t, number(n, i), false), REFUSED,
			       "RSA", i);
		expect(rsa_op(s, t, ones(256), false), REFUSED, "RSA", 3);
		expect(rsa_op(s, t, nowhere, false), REFUSED, "RSA", 4);
		expect(rsa_op(s, t, nowhere, true), REFUSED, "RSA, padded", 4);
		if (t == RTE_CRYPTO_ASYM_OP_DECRYPT)
			expect(rsa_op(s, t, number(n, 0), true), REFUSED,
			       "RSA, padded", 0);
		if (t == RTE_CRYPTO_ASYM_OP_VERIFY)
			expect(rsa_op(s, t, number(n, 0), true), NOT_VALID,
			       "RSA signature", 0);
	}
	rte_cryptodev_asym_session_free(dev.id, s);
	BN_free(n);
}

static struct rte_crypto_op *
dh_op(void *session, rte_crypto_param priv, rte_crypto_param peer)
{
	struct rte_crypto_op *op = new_op(session);
	struct rte_crypto_dh_op_param *dh = &op->asym->dh;

	dh->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	dh->priv_key = priv;
	dh->pub_key = peer;
	dh->shared_secret = output(0);
	return op;
}

static void
dh(void **state)
{
	BIGNUM *p = BN_get_rfc3526_prime_2048(NULL);
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH };
	rte_crypto_param good = number(NULL, 0x1234567);
	void *s;
	int i;

	(void)state;
	x.dh.p = number(p, 0);
	x.dh.g = number(NULL, 2);
	s = session_of(&x);
	for (i = -1; i < 2; i++) {
		expect(dh_op(s, good, number(p, i)), REFUSED, "DH peer", i);
		expect(dh_op(s, number(p, i), good), REFUSED, "DH key", i);
	}
	for (i = 0; i < 2; i++)
		expect(dh_op(s, good, number(NULL, i)), REFUSED, "DH peer, low",
		       i);
	expect(dh_op(s, number(NULL, 0), good), REFUSED, "DH key", 0);
	expect(dh_op(s, good, ones(256)), REFUSED, "DH peer", 256);
	expect(dh_op(s, ones(256), good), REFUSED, "DH key", 256);
	expect(dh_op(s, good, number(p, -2)), TAKEN, "DH peer", -2);
	expect(dh_op(s, number(p, -2), good), TAKEN, "DH key", -2);
	expect(dh_op(s, good, number(NULL, 2)), TAKEN, "DH peer", 2);
	rte_cryptodev_asym_session_free(dev.id, s);
	BN_free(p);
}

/* A curve and its numbers. */
struct curve {
	EC_GROUP *group;
	BIGNUM *p, *x, *y;
	const BIGNUM *n;
	size_t len;
	void *ecdh, *ecdsa, *ecpm;
};

static void *
curve_session(enum rte_crypto_asym_xform_type type,
	      enum rte_crypto_curve_id id)
{
	struct rte_crypto_asym_xform x = { .xform_type = type,
		.ec.curve_id = id };

	return session_of(&x);
}

static void
curve_open(struct curve *c, int nid, enum rte_crypto_curve_id id)
{
	c->group = EC_GROUP_new_by_curve_name(nid);
	c->p = BN_new();
	c->x = BN_new();
	c->y = BN_new();
	assert_true(EC_GROUP_get_curve(c->group, c->p, NULL, NULL, NULL));
	assert_true(EC_POINT_get_affine_coordinates(c->group,
			EC_GROUP_get0_generator(c->group), c->x, c->y, NULL));
	c->n = EC_GROUP_get0_order(c->group);
	c->len = BN_num_bytes(c->p);
	c->ecdh = curve_session(RTE_CRYPTO_ASYM_XFORM_ECDH, id);
	c->ecdsa = curve_session(RTE_CRYPTO_ASYM_XFORM_ECDSA, id);
	c->ecpm = curve_session(RTE_CRYPTO_ASYM_XFORM_ECPM, id);
}

static void
curve_close(struct curve *c)
{
	rte_cryptodev_asym_session_free(dev.id, c->ecdh);
	rte_cryptodev_asym_session_free(dev.id, c->ecdsa);
	rte_cryptodev_asym_session_free(dev.id, c->ecpm);
	EC_GROUP_free(c->group);
	BN_free(c->p);
	BN_free(c->x);
	BN_free(c->y);
}

static struct rte_crypto_op *
shared_op(const struct curve *c, rte_crypto_param d, rte_crypto_param x,
	  rte_crypto_param y)
{
	struct rte_crypto_op *op = new_op(c->ecdh);
	struct rte_crypto_ecdh_op_param *ec = &op->asym->ecdh;

	ec->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	ec->priv_key = d;
	ec->pub_key.x = x;
	ec->pub_key.y = y;
	ec->shared_secret.x = output(0);
	ec->shared_secret.y = output(1);
	return op;
}

static struct rte_crypto_op *
point_verify_op(const struct curve *c, rte_crypto_param x, rte_crypto_param y)
{
	struct rte_crypto_op *op = shared_op(c, number(NULL, 2), x, y);

	op->asym->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY;
	return op;
}

static struct rte_crypto_op *
ecpm_op(const struct curve *c, rte_crypto_param k, rte_crypto_param x,
	rte_crypto_param y)
{
	struct rte_crypto_op *op = new_op(c->ecpm);

	op->asym->ecpm.scalar = k;
	op->asym->ecpm.p.x = x;
	op->asym->ecpm.p.y = y;
	op->asym->ecpm.r.x = output(0);
	op->asym->ecpm.r.y = output(1);
	return op;
}

static struct rte_crypto_op *
sign_op(const struct curve *c, rte_crypto_param d, rte_crypto_param k,
	rte_crypto_param e)
{
	struct rte_crypto_op *op = new_op(c->ecdsa);
	struct rte_crypto_ecdsa_op_param *ec = &op->asym->ecdsa;

	ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	*asym_pkey(op) = d;
	ec->k = k;
	ec->message = e;
	ec->r = output(0);
	ec->s = output(1);
	return op;
}

static struct rte_crypto_op *
verify_op(const struct curve *c, rte_crypto_param x, rte_crypto_param y,
	  rte_crypto_param r, rte_crypto_param s)
{
	struct rte_crypto_op *op = new_op(c->ecdsa);
	struct rte_crypto_ecdsa_op_param *ec = &op->asym->ecdsa;

	ec->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	asym_q(op)->x = x;
	asym_q(op)->y = y;
	ec->message = number(NULL, 77);
	ec->r = r;
	ec->s = s;
	return op;
}

/* An op of each kind with a point. */
static void
point(const struct curve *c, rte_crypto_param x, rte_crypto_param y, int want,
      int i)
{
	rte_crypto_param v = number(NULL, 3);

	expect(shared_op(c, v, x, y), want, "ECDH point", i);
	expect(ecpm_op(c, v, x, y), want, "ECPM point", i);
	expect(point_verify_op(c, x, y), want == TAKEN ? TAKEN : NOT_VALID,
	       "ECDH point to verify", i);
	if (want != TAKEN)
		expect(verify_op(c, x, y, v, v), want, "ECDSA key", i);
}

/* Points that are on the curve, beside it, and beyond the field. */
static void
points(const struct curve *c)
{
	rte_crypto_param x = number(c->x, 0), y = number(c->y, 0);
	rte_crypto_param zero = number(NULL, 0);
	BIGNUM *other = BN_dup(c->x);

	point(c, x, y, TAKEN, 0);
	point(c, x, number(c->y, 1), REFUSED, 1);
	point(c, number(c->x, 1), y, REFUSED, 2);
	point(c, zero, zero, REFUSED, 3);
	point(c, x, number(c->p, 0), REFUSED, 4);
	point(c, number(c->p, 0), y, REFUSED, 5);
	point(c, ones(c->len), y, REFUSED, 6);
	point(c, x, ones(c->len), REFUSED, 7);
	/* The same number modulo p, if there is room for it. */
	assert_true(BN_add(other, other, c->p));
	point(c, number(other, 0), y, REFUSED, 8);
	BN_free(other);
}

static void
scalars(const struct curve *c)
{
	rte_crypto_param x = number(c->x, 0), y = number(c->y, 0);
	rte_crypto_param good = number(NULL, 5), bad[5], last, one;
	int i;

	bad[0] = number(NULL, 0);
	bad[1] = number(c->n, 0);
	bad[2] = number(c->n, 1);
	bad[3] = ones(c->len);
	bad[4] = number(NULL, 1); /* as a private key of ECDSA only */
	last = number(c->n, -1);
	one = bad[4];
	for (i = 0; i < 4; i++) {
		expect(shared_op(c, bad[i], x, y), REFUSED, "ECDH key", i);
		expect(ecpm_op(c, bad[i], x, y), REFUSED, "ECPM scalar", i);
		expect(sign_op(c, good, bad[i], good), REFUSED, "nonce", i);
		expect(verify_op(c, x, y, bad[i], good), NOT_VALID, "r", i);
		expect(verify_op(c, x, y, good, bad[i]), NOT_VALID, "s", i);
	}
	for (i = 0; i < 5; i++)
		expect(sign_op(c, bad[i], good, good), REFUSED, "ECDSA key",
		       i);
	expect(sign_op(c, good, good, bad[0]), REFUSED, "digest", 0);
	expect(shared_op(c, last, x, y), TAKEN, "ECDH key", -1);
	expect(shared_op(c, one, x, y), TAKEN, "ECDH key", 1);
	expect(ecpm_op(c, last, x, y), TAKEN, "ECPM scalar", -1);
	expect(ecpm_op(c, one, x, y), TAKEN, "ECPM scalar", 1);
	expect(sign_op(c, last, last, good), TAKEN, "ECDSA key, nonce", -1);
	expect(sign_op(c, good, one, good), TAKEN, "nonce", 1);
}

static const struct {
	int nid;
	enum rte_crypto_curve_id id;
} curves[] = {
	{ NID_X9_62_prime192v1, RTE_CRYPTO_EC_GROUP_SECP192R1 },
	{ NID_secp224r1, RTE_CRYPTO_EC_GROUP_SECP224R1 },
	{ NID_X9_62_prime256v1, RTE_CRYPTO_EC_GROUP_SECP256R1 },
	{ NID_secp384r1, RTE_CRYPTO_EC_GROUP_SECP384R1 },
	{ NID_secp521r1, RTE_CRYPTO_EC_GROUP_SECP521R1 },
};

static void
all_curves(void (*test)(const struct curve *c))
{
	struct curve c;
	size_t i;

	for (i = 0; i < RTE_DIM(curves); i++) {
		curve_open(&c, curves[i].nid, curves[i].id);
		test(&c);
		curve_close(&c);
	}
}

static void
curve_points(void **state)
{
	(void)state;
	all_curves(points);
}

static void
curve_scalars(void **state)
{
	(void)state;
	all_curves(scalars);
}

static int
setup(void **state)
{
	(void)state;
	asym_open(&dev, "device=model", 1, 64);
	key = rsa_key_new(2048, 65537);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	rsa_key_free(key);
	asym_close(&dev);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rsa),
		cmocka_unit_test(dh),
		cmocka_unit_test(curve_points),
		cmocka_unit_test(curve_scalars),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
