/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SM2 ops against libcrypto, for releases of DPDK that have its xform; and the
 * curve of SM2 for point multiplication.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include "asym.h"

#define LEN 32
#define NB 20

static struct asym_dev dev;
static BN_CTX *ctx;
static EC_GROUP *group;

static uint8_t d[LEN], qx[LEN], qy[LEN], id[16], msg[200];
static size_t id_len, msg_len;
static EVP_PKEY *pkey;

static rte_crypto_param
num(uint8_t *data, size_t len)
{
	return (rte_crypto_param){ .data = data, .length = len };
}

/* The point k times the base, or times a point. */
static void
multiply(const BIGNUM *k, const EC_POINT *p, uint8_t *x, uint8_t *y)
{
	EC_POINT *r = EC_POINT_new(group);
	BIGNUM *bx = BN_new(), *by = BN_new();

	assert_true(p == NULL ? EC_POINT_mul(group, r, k, NULL, NULL, ctx) :
				EC_POINT_mul(group, r, NULL, p, k, ctx));
	assert_true(EC_POINT_get_affine_coordinates(group, r, bx, by, ctx));
	assert_int_equal(BN_bn2binpad(bx, x, LEN), LEN);
	assert_int_equal(BN_bn2binpad(by, y, LEN), LEN);
	EC_POINT_free(r);
	BN_free(bx);
	BN_free(by);
}

static BIGNUM *
scalar(uint8_t *bytes)
{
	BIGNUM *k = BN_new();

	do
		assert_true(BN_rand_range(k, EC_GROUP_get0_order(group)));
	while (BN_num_bits(k) < 200);
	assert_int_equal(BN_bn2binpad(k, bytes, LEN), LEN);
	return k;
}

static void
key_new(void)
{
	EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
	uint8_t pub[1 + 2 * LEN] = { 4 };
	BIGNUM *bd = scalar(d);
	OSSL_PARAM *p;

	multiply(bd, NULL, qx, qy);
	memcpy(pub + 1, qx, LEN);
	memcpy(pub + 1 + LEN, qy, LEN);
	assert_true(OSSL_PARAM_BLD_push_utf8_string(b,
			OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0));
	assert_true(OSSL_PARAM_BLD_push_octet_string(b,
			OSSL_PKEY_PARAM_PUB_KEY, pub, sizeof(pub)));
	assert_true(OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_PRIV_KEY, bd));
	p = OSSL_PARAM_BLD_to_param(b);
	EVP_PKEY_free(pkey);
	pkey = NULL;
	assert_true(EVP_PKEY_fromdata_init(c) == 1 &&
		    EVP_PKEY_fromdata(c, &pkey, EVP_PKEY_KEYPAIR, p) == 1);
	OSSL_PARAM_free(p);
	OSSL_PARAM_BLD_free(b);
	EVP_PKEY_CTX_free(c);
	BN_free(bd);
	id_len = func_range(0, sizeof(id));
	msg_len = func_range(1, sizeof(msg));
	func_fill(id, sizeof(id));
	func_fill(msg, sizeof(msg));
}

/* libcrypto signs (r and s are results) or verifies. */
static bool
reference(bool sign, uint8_t *r, uint8_t *s)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	EVP_PKEY_CTX *c = EVP_PKEY_CTX_new(pkey, NULL);
	ECDSA_SIG *sig = ECDSA_SIG_new();
	uint8_t der[80];
	const uint8_t *cp = der;
	uint8_t *p = der;
	size_t len = sizeof(der);
	bool ok;

	assert_true(EVP_PKEY_CTX_set1_id(c, id, id_len) > 0);
	EVP_MD_CTX_set_pkey_ctx(md, c);
	if (sign) {
		assert_true(EVP_DigestSignInit(md, NULL, EVP_sm3(), NULL,
					       pkey) == 1);
		assert_true(EVP_DigestSign(md, der, &len, msg,
					   msg_len) == 1);
		assert_non_null(d2i_ECDSA_SIG(&sig, &cp, len));
		BN_bn2binpad(ECDSA_SIG_get0_r(sig), r, LEN);
		BN_bn2binpad(ECDSA_SIG_get0_s(sig), s, LEN);
		ok = true;
	} else {
		ECDSA_SIG_set0(sig, BN_bin2bn(r, LEN, NULL),
			       BN_bin2bn(s, LEN, NULL));
		len = i2d_ECDSA_SIG(sig, &p);
		assert_true(EVP_DigestVerifyInit(md, NULL, EVP_sm3(), NULL,
						 pkey) == 1);
		ok = EVP_DigestVerify(md, der, len, msg, msg_len) == 1;
	}
	ECDSA_SIG_free(sig);
	EVP_MD_CTX_free(md);
	EVP_PKEY_CTX_free(c);
	return ok;
}

static void
xform_make(struct rte_crypto_asym_xform *x)
{
	memset(x, 0, sizeof(*x));
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_SM2;
	x->ec.curve_id = RTE_CRYPTO_EC_GROUP_SM2;
	x->ec.pkey = num(d, LEN);
	x->ec.q.x = num(qx, LEN);
	x->ec.q.y = num(qy, LEN);
}

static int
run(const struct rte_crypto_asym_xform *x, struct rte_crypto_op *op)
{
	void *s = asym_session_new(&dev, x);
	int status;

	assert_non_null(s);
	op->sess_type = RTE_CRYPTO_OP_WITH_SESSION;
	op->asym->session = s;
	status = asym_one(&dev, op);
	rte_cryptodev_asym_session_free(dev.id, s);
	return status;
}

/* An SM2 op on the message, or on a digest. */
static int
sm2(enum rte_crypto_asym_op_type type, uint8_t *digest, uint8_t *r,
    uint8_t *s)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_asym_xform x;
	int status;

	xform_make(&x);
	op->asym->sm2.op_type = type;
	op->asym->sm2.r = num(r, LEN);
	op->asym->sm2.s = num(s, LEN);
	if (digest == NULL) {
		op->asym->sm2.hash = RTE_CRYPTO_AUTH_SM3;
		op->asym->sm2.message = num(msg, msg_len);
		op->asym->sm2.id = num(id, id_len);
	} else {
		op->asym->sm2.hash = RTE_CRYPTO_AUTH_NULL;
		op->asym->sm2.message = num(digest, LEN);
	}
	status = run(&x, op);
	rte_crypto_op_free(op);
	return status;
}

static void
signatures(void **state)
{
	uint8_t r[LEN], s[LEN], e[LEN];
	unsigned int i;

	(void)state;
	for (i = 0; i < NB; i++) {
		key_new();
		assert_int_equal(sm2(RTE_CRYPTO_ASYM_OP_SIGN, NULL, r, s),
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_true(reference(false, r, s));
		reference(true, r, s);
		assert_int_equal(sm2(RTE_CRYPTO_ASYM_OP_VERIFY, NULL, r, s),
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		msg[func_range(0, msg_len - 1)] ^= 1;
		assert_int_equal(sm2(RTE_CRYPTO_ASYM_OP_VERIFY, NULL, r, s),
				 RTE_CRYPTO_OP_STATUS_ERROR);
		func_fill(e, LEN);
		assert_int_equal(sm2(RTE_CRYPTO_ASYM_OP_SIGN, e, r, s),
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_int_equal(sm2(RTE_CRYPTO_ASYM_OP_VERIFY, e, r, s),
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		e[3] ^= 1;
		assert_int_equal(sm2(RTE_CRYPTO_ASYM_OP_VERIFY, e, r, s),
				 RTE_CRYPTO_OP_STATUS_ERROR);
	}
}

/* SM2 and its curve belong together; the curve is not for ECDSA. */
static void
refused(void **state)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_asym_xform x;
	void *s = NULL;

	(void)state;
	key_new();
	xform_make(&x);
	x.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1;
	assert_true(asym_session_try(&dev, &x, &s) < 0);
	xform_make(&x);
	x.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA;
	assert_true(asym_session_try(&dev, &x, &s) < 0);
	xform_make(&x);
	op->asym->sm2.op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	assert_int_equal(run(&x, op), RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	rte_crypto_op_free(op);
}

static void
points(void **state)
{
	uint8_t k[LEN], x[LEN], y[LEN], gx[LEN], gy[LEN];
	struct rte_crypto_asym_xform xf;
	struct rte_crypto_op *op;
	unsigned int i;
	BIGNUM *bk;

	(void)state;
	for (i = 0; i < NB; i++) {
		bk = scalar(k);
		multiply(bk, NULL, x, y);
		memset(&xf, 0, sizeof(xf));
		xf.xform_type = i % 2 ? RTE_CRYPTO_ASYM_XFORM_ECFPM :
					RTE_CRYPTO_ASYM_XFORM_ECPM;
		xf.ec.curve_id = RTE_CRYPTO_EC_GROUP_SM2;
		op = asym_op(&dev);
		multiply(BN_value_one(), NULL, gx, gy);
		op->asym->ecpm.p.x = num(gx, LEN);
		op->asym->ecpm.p.y = num(gy, LEN);
		op->asym->ecpm.scalar = num(k, LEN);
		op->asym->ecpm.r.x = num(qx, LEN);
		op->asym->ecpm.r.y = num(qy, LEN);
		assert_int_equal(run(&xf, op), RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_memory_equal(qx, x, LEN);
		assert_memory_equal(qy, y, LEN);
		rte_crypto_op_free(op);
		BN_free(bk);
	}
}

static int
setup(void **state)
{
	(void)state;
	ctx = BN_CTX_new();
	group = EC_GROUP_new_by_curve_name(NID_sm2);
	asym_open(&dev, "device=model", 1, 64);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	asym_close(&dev);
	EVP_PKEY_free(pkey);
	EC_GROUP_free(group);
	BN_CTX_free(ctx);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures),
		cmocka_unit_test(refused),
		cmocka_unit_test(points),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
