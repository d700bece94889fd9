/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Operands of crypto_hisi_hpre at the edge of what is right: a mistake there
 * leaves all ordinary results as they are.
 */

/* The plain RSA interface: encoded messages made and spoiled by hand. */
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
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include "asym_late.h"
#include "rsa_key.h"

#define MAX_LEN 72

static struct asym_dev dev;
static struct rsa_key *key;
static BN_CTX *ctx;

static rte_crypto_param
num(uint8_t *data, size_t len)
{
	return (rte_crypto_param){ .data = data, .length = len };
}

/* Run an op with a session of its own. @return its status */
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

/* Diffie-Hellman. */

#define DH_LEN 96

static uint8_t p_bytes[DH_LEN];

static void
dh_xform(struct rte_crypto_asym_xform *x, uint8_t *g)
{
	memset(x, 0, sizeof(*x));
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_DH;
	x->dh.p = num(p_bytes, DH_LEN);
	x->dh.g = num(g, DH_LEN);
}

/* A prime p with p mod 4 = 1, so that there is an element of order 4. */
static BIGNUM *
prime(void)
{
	BIGNUM *p = BN_new(), *four = BN_new(), *one = BN_new();

	assert_true(BN_set_word(four, 4) && BN_set_word(one, 1));
	assert_true(BN_generate_prime_ex(p, DH_LEN * 8, 0, four, one, NULL));
	assert_int_equal(BN_bn2binpad(p, p_bytes, DH_LEN), DH_LEN);
	BN_free(four);
	BN_free(one);
	return p;
}

static void
power(const uint8_t *base, const uint8_t *exp, size_t len, const BIGNUM *p,
      uint8_t *out)
{
	BIGNUM *b = BN_bin2bn(base, DH_LEN, NULL);
	BIGNUM *e = BN_bin2bn(exp, len, NULL);

	assert_true(BN_mod_exp(b, b, e, p, ctx));
	assert_int_equal(BN_bn2binpad(b, out, DH_LEN), DH_LEN);
	BN_free(b);
	BN_free(e);
}

/* Only the number 2 is the base of the algorithm without a base. */
static void
dh_generator(void **state)
{
	uint8_t g[DH_LEN], x[20], got[DH_LEN], want[DH_LEN];
	struct rte_crypto_asym_xform xform;
	struct rte_crypto_op *op;
	BIGNUM *p = prime();
	unsigned int byte;

	(void)state;
	for (byte = 0; byte < DH_LEN - 1; byte++) {
		memset(g, 0, sizeof(g));
		g[DH_LEN - 1] = 2;
		/* Byte 0 might make it larger than p: the plain 2 instead. */
		if (byte != 0)
			g[byte] = 1;
		func_fill(x, sizeof(x));
		dh_xform(&xform, g);
		op = asym_op(&dev);
		op->asym->dh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
		op->asym->dh.priv_key = num(x, sizeof(x));
		op->asym->dh.pub_key = num(got, sizeof(got));
		assert_int_equal(run(&xform, op),
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		power(g, x, sizeof(x), p, want);
		assert_memory_equal(got, want, DH_LEN);
		rte_crypto_op_free(op);
	}
	BN_free(p);
}

/* An element of order 4. */
static void
order_4(const BIGNUM *p, uint8_t *out)
{
	BIGNUM *e = BN_dup(p), *a = BN_new(), *v = BN_new(), *s = BN_new();
	bool found = false;

	assert_true(BN_sub_word(e, 1) && BN_rshift(e, e, 2));
	while (!found) {
		assert_true(BN_rand_range(a, p));
		assert_true(BN_mod_exp(v, a, e, p, ctx));
		assert_true(BN_mod_sqr(s, v, p, ctx));
		found = !BN_is_one(s) && !BN_is_zero(s);
	}
	assert_int_equal(BN_bn2binpad(v, out, DH_LEN), DH_LEN);
	BN_free(e);
	BN_free(a);
	BN_free(v);
	BN_free(s);
}

/* A shared secret of 1 or p - 1 is none: anybody could guess it. */
static void
dh_weak_secret(void **state)
{
	uint8_t g[DH_LEN] = { 0 }, peer[DH_LEN], got[DH_LEN], x;
	struct rte_crypto_asym_xform xform;
	struct rte_crypto_op *op;
	BIGNUM *p = prime();

	(void)state;
	g[DH_LEN - 1] = 5;
	dh_xform(&xform, g);
	order_4(p, peer);
	for (x = 2; x < 10; x++) {
		memset(got, 0x5a, sizeof(got));
		op = asym_op(&dev);
		op->asym->dh.ke_type =
			RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
		op->asym->dh.priv_key = num(&x, 1);
		op->asym->dh.pub_key = num(peer, sizeof(peer));
		op->asym->dh.shared_secret = num(got, sizeof(got));
		/* Even powers of it are 1 and p - 1. */
		assert_int_equal(run(&xform, op), x % 2 ?
				 RTE_CRYPTO_OP_STATUS_SUCCESS :
				 RTE_CRYPTO_OP_STATUS_ERROR);
		if (x % 2 == 0)
			assert_int_equal(got[DH_LEN - 1], 0x5a);
		rte_crypto_op_free(op);
	}
	BN_free(p);
}

/* Curves. */

static const struct {
	enum rte_crypto_curve_id id;
	int nid;
	size_t len;
} curves[] = {
	{ RTE_CRYPTO_EC_GROUP_SECP192R1, NID_X9_62_prime192v1, 24 },
	{ RTE_CRYPTO_EC_GROUP_SECP224R1, NID_secp224r1, 28 },
	{ RTE_CRYPTO_EC_GROUP_SECP256R1, NID_X9_62_prime256v1, 32 },
	{ RTE_CRYPTO_EC_GROUP_SECP384R1, NID_secp384r1, 48 },
	{ RTE_CRYPTO_EC_GROUP_SECP521R1, NID_secp521r1, 66 },
};

/* The base point, and the same with p added to one coordinate. */
struct points {
	size_t len;   /**< Of a coordinate, one byte above the curve's. */
	uint8_t x[MAX_LEN], y[MAX_LEN];
	uint8_t x_above[MAX_LEN], y_above[MAX_LEN];
};

static void
points_make(struct points *pt, unsigned int i)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(curves[i].nid);
	BIGNUM *x = BN_new(), *y = BN_new(), *p = BN_new();

	pt->len = curves[i].len + 1;
	assert_true(EC_POINT_get_affine_coordinates(group,
			EC_GROUP_get0_generator(group), x, y, ctx));
	assert_true(EC_GROUP_get_curve(group, p, NULL, NULL, ctx));
	BN_bn2binpad(x, pt->x, pt->len);
	BN_bn2binpad(y, pt->y, pt->len);
	assert_true(BN_add(x, x, p) && BN_add(y, y, p));
	assert_int_equal(BN_bn2binpad(x, pt->x_above, pt->len), pt->len);
	assert_int_equal(BN_bn2binpad(y, pt->y_above, pt->len), pt->len);
	EC_GROUP_free(group);
	BN_free(x);
	BN_free(y);
	BN_free(p);
}

static int
verify_point(enum rte_crypto_curve_id id, uint8_t *x, uint8_t *y, size_t len)
{
	struct rte_crypto_asym_xform xform = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH };
	struct rte_crypto_op *op = asym_op(&dev);
	int status;

	xform.ec.curve_id = id;
	op->asym->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY;
	op->asym->ecdh.pub_key.x = num(x, len);
	op->asym->ecdh.pub_key.y = num(y, len);
	status = run(&xform, op);
	rte_crypto_op_free(op);
	return status;
}

static int
multiply_point(enum rte_crypto_curve_id id, uint8_t *x, uint8_t *y,
	       size_t len)
{
	struct rte_crypto_asym_xform xform = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECPM };
	struct rte_crypto_op *op = asym_op(&dev);
	uint8_t three = 3, rx[MAX_LEN], ry[MAX_LEN];
	int status;

	xform.ec.curve_id = id;
	op->asym->ecpm.p.x = num(x, len);
	op->asym->ecpm.p.y = num(y, len);
	op->asym->ecpm.scalar = num(&three, 1);
	op->asym->ecpm.r.x = num(rx, sizeof(rx));
	op->asym->ecpm.r.y = num(ry, sizeof(ry));
	status = run(&xform, op);
	rte_crypto_op_free(op);
	return status;
}

/* Coordinates are below p: the sum with p names the same point, but is none. */
static void
point_above_p(void **state)
{
	struct points pt;
	unsigned int i;

	(void)state;
	for (i = 0; i < RTE_DIM(curves); i++) {
		points_make(&pt, i);
		assert_int_equal(verify_point(curves[i].id, pt.x, pt.y,
				pt.len), RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_int_equal(multiply_point(curves[i].id, pt.x, pt.y,
				pt.len), RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_int_equal(verify_point(curves[i].id, pt.x, pt.y_above,
				pt.len), RTE_CRYPTO_OP_STATUS_ERROR);
		assert_int_equal(verify_point(curves[i].id, pt.x_above, pt.y,
				pt.len), RTE_CRYPTO_OP_STATUS_ERROR);
		assert_int_equal(multiply_point(curves[i].id, pt.x,
				pt.y_above, pt.len),
				RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
		assert_int_equal(multiply_point(curves[i].id, pt.x_above,
				pt.y, pt.len),
				RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	}
}

/* The scalar times the base point, by libcrypto. */
static void
times_base(unsigned int i, const uint8_t *k, uint8_t *x, uint8_t *y)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(curves[i].nid);
	BIGNUM *bk = BN_bin2bn(k, curves[i].len, NULL);
	BIGNUM *bx = BN_new(), *by = BN_new();
	EC_POINT *r = EC_POINT_new(group);

	assert_true(EC_POINT_mul(group, r, bk, NULL, NULL, ctx));
	assert_true(EC_POINT_get_affine_coordinates(group, r, bx, by, ctx));
	BN_bn2binpad(bx, x, curves[i].len);
	BN_bn2binpad(by, y, curves[i].len);
	EC_GROUP_free(group);
	EC_POINT_free(r);
	BN_free(bk);
	BN_free(bx);
	BN_free(by);
}

/* A scalar below the order: random, 1, 2, or the order less 1. */
static void
scalar_make(unsigned int i, unsigned int how, uint8_t *k)
{
	EC_GROUP *group = EC_GROUP_new_by_curve_name(curves[i].nid);
	BIGNUM *n = BN_dup(EC_GROUP_get0_order(group));
	BIGNUM *limit = BN_dup(n);

	assert_true(BN_sub_word(n, 1) && BN_sub_word(limit, 1));
	if (how == 1 || how == 2)
		assert_true(BN_set_word(n, how));
	else if (how != 0)
		assert_true(BN_rand_range(n, limit) && BN_add_word(n, 1));
	BN_bn2binpad(n, k, curves[i].len);
	BN_free(n);
	BN_free(limit);
	EC_GROUP_free(group);
}

static void
ecfpm(void **state)
{
	struct rte_crypto_asym_xform xform = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECFPM };
	uint8_t k[MAX_LEN], got[2][MAX_LEN], want[2][MAX_LEN];
	struct rte_crypto_op *op;
	unsigned int i, n;

	(void)state;
	for (i = 0; i < RTE_DIM(curves); i++) {
		xform.ec.curve_id = curves[i].id;
		for (n = 0; n < 6; n++) {
			scalar_make(i, n, k);
			times_base(i, k, want[0], want[1]);
			op = asym_op(&dev);
			op->asym->ecpm.scalar = num(k, curves[i].len);
			op->asym->ecpm.r.x = num(got[0], MAX_LEN);
			op->asym->ecpm.r.y = num(got[1], MAX_LEN);
			assert_int_equal(run(&xform, op),
					 RTE_CRYPTO_OP_STATUS_SUCCESS);
			assert_int_equal(op->asym->ecpm.r.x.length,
					 curves[i].len);
			assert_memory_equal(got[0], want[0], curves[i].len);
			assert_memory_equal(got[1], want[1], curves[i].len);
			rte_crypto_op_free(op);
		}
		memset(k, 0, sizeof(k));
		op = asym_op(&dev);
		op->asym->ecpm.scalar = num(k, curves[i].len);
		op->asym->ecpm.r.x = num(got[0], MAX_LEN);
		op->asym->ecpm.r.y = num(got[1], MAX_LEN);
		assert_int_equal(run(&xform, op),
				 RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
		rte_crypto_op_free(op);
	}
}

/* RSA. */

/* An encoded message signed without padding, verified with PSS. */
static int
pss_verify(struct rsa_key *k, const uint8_t *em, uint8_t *digest)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_asym_xform xform;
	uint8_t sig[512];
	int status;

	rsa_key_xform(k, RTE_RSA_KEY_TYPE_EXP, false, &xform);
	rsa_key_private(k, em, k->len, sig);
	op->asym->rsa.op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	op->asym->rsa.message = num(digest, 32);
	op->asym->rsa.sign = num(sig, k->len);
	asym_padding(op)->type = RTE_CRYPTO_RSA_PADDING_PSS;
	asym_padding(op)->hash = RTE_CRYPTO_AUTH_SHA256;
	asym_padding(op)->mgf1hash = RTE_CRYPTO_AUTH_SHA256;
	asym_padding(op)->pss_saltlen = 20;
	status = run(&xform, op);
	rte_crypto_op_free(op);
	return status;
}

/*
 * Set the bit of the encoded message that the modulus has and the message must
 * not have. @return false if no such message below the modulus was found
 */
static bool
pss_spoiled(struct rsa_key *k)
{
	const uint8_t bit = 1U << ((k->bits - 1) % 8);
	uint8_t em[512], digest[32];
	unsigned int tries = 0;

	do {
		if (tries++ == 64)
			return false;
		func_fill(digest, sizeof(digest));
		assert_true(RSA_padding_add_PKCS1_PSS_mgf1(k->rsa, em, digest,
				EVP_sha256(), EVP_sha256(), 20));
		assert_int_equal(em[0] & bit, 0);
		em[0] |= bit;
	} while (memcmp(em, k->n.bytes, k->len) >= 0);
	assert_int_equal(pss_verify(k, em, digest),
			 RTE_CRYPTO_OP_STATUS_ERROR);
	em[0] &= ~bit;
	assert_int_equal(pss_verify(k, em, digest),
			 RTE_CRYPTO_OP_STATUS_SUCCESS);
	return true;
}

/* With 1025 bits the bit is the only one of a byte in front of the message. */
static void
pss_top_bits(void **state)
{
	struct rsa_key *k;
	unsigned int bits;
	bool found;

	(void)state;
	for (bits = 1018; bits <= 1025; bits++)
		do {
			k = rsa_key_new(bits, 65537);
			found = pss_spoiled(k);
			rsa_key_free(k);
		} while (!found);
}

/* Both primes have to be odd. */
static void
crt_even(void **state)
{
	struct rte_crypto_asym_xform x;
	uint8_t even[512];
	void *s = NULL;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	assert_int_equal(asym_session_try(&dev, &x, &s), 0);
	rte_cryptodev_asym_session_free(dev.id, s);
	memcpy(even, x.rsa.qt.q.data, x.rsa.qt.q.length);
	even[x.rsa.qt.q.length - 1] &= ~1;
	x.rsa.qt.q.data = even;
	assert_true(asym_session_try(&dev, &x, &s) < 0);
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	memcpy(even, x.rsa.qt.p.data, x.rsa.qt.p.length);
	even[x.rsa.qt.p.length - 1] &= ~1;
	x.rsa.qt.p.data = even;
	assert_true(asym_session_try(&dev, &x, &s) < 0);
}

/* The result is as long as the modulus, and needs that much room. */
static void
modex_room(void **state)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX };
	static const size_t lens[] = { 1, 2, 95, 96, 97, 128, 511, 512 };
	uint8_t mod[512], exp = 3, base = 7, *result;
	struct rte_crypto_op *op;
	size_t i, room;
	int status;

	(void)state;
	for (i = 0; i < RTE_DIM(lens); i++) {
		memset(mod, 0xff, sizeof(mod));
		x.modex.modulus = num(mod, lens[i]);
		x.modex.exponent = num(&exp, 1);
		for (room = lens[i] - 1; room <= lens[i] + 1; room++) {
			result = func_alloc(RTE_MAX(room, 1U));
			op = asym_op(&dev);
			op->asym->modex.base = num(&base, 1);
			op->asym->modex.result = num(result, room);
			/* 0 stands for enough. */
			status = room < lens[i] && room != 0 ?
				 RTE_CRYPTO_OP_STATUS_INVALID_ARGS :
				 RTE_CRYPTO_OP_STATUS_SUCCESS;
			assert_int_equal(run(&x, op), status);
			rte_crypto_op_free(op);
			assert_true(func_free(result));
		}
	}
}

static const struct {
	enum rte_crypto_auth_algorithm algo;
	size_t len;
	const char *prefix;   /**< DigestInfo up to the digest, RFC 8017 9.2. */
} hashes[] = {
	{ RTE_CRYPTO_AUTH_SHA1, 20, "3021300906052b0e03021a05000414" },
	{ RTE_CRYPTO_AUTH_SHA256, 32,
	  "3031300d060960864801650304020105000420" },
	{ RTE_CRYPTO_AUTH_SHA512, 64,
	  "3051300d060960864801650304020305000440" },
};

/* Sign or verify with PKCS#1 v1.5. @return status */
static int
pkcs1(enum rte_crypto_asym_op_type type,
      enum rte_crypto_auth_algorithm hash, uint8_t *msg, size_t len,
      uint8_t *sig)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_asym_xform xform;
	int status;

	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &xform);
	op->asym->rsa.op_type = type;
	op->asym->rsa.message = num(msg, len);
	op->asym->rsa.sign = num(sig, key->len);
	asym_padding(op)->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	asym_padding(op)->hash = hash;
	status = run(&xform, op);
	rte_crypto_op_free(op);
	return status;
}

/* The digest and its whole DigestInfo are the same message. */
static void
digest_info(void **state)
{
	uint8_t info[128], sig[2][512];
	size_t i, n, h;
	unsigned int v;

	(void)state;
	for (h = 0; h < RTE_DIM(hashes); h++) {
		n = strlen(hashes[h].prefix) / 2;
		for (i = 0; i < n; i++) {
			sscanf(hashes[h].prefix + 2 * i, "%2x", &v);
			info[i] = v;
		}
		func_fill(info + n, hashes[h].len);
		assert_int_equal(pkcs1(RTE_CRYPTO_ASYM_OP_SIGN,
				hashes[h].algo, info + n, hashes[h].len,
				sig[0]), RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_int_equal(pkcs1(RTE_CRYPTO_ASYM_OP_SIGN,
				hashes[h].algo, info, n + hashes[h].len,
				sig[1]), RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_memory_equal(sig[0], sig[1], key->len);
		assert_int_equal(pkcs1(RTE_CRYPTO_ASYM_OP_VERIFY,
				hashes[h].algo, info, n + hashes[h].len,
				sig[0]), RTE_CRYPTO_OP_STATUS_SUCCESS);
		/* Another digest; the DigestInfo of another hash. */
		info[n] ^= 1;
		assert_int_equal(pkcs1(RTE_CRYPTO_ASYM_OP_VERIFY,
				hashes[h].algo, info, n + hashes[h].len,
				sig[0]), RTE_CRYPTO_OP_STATUS_ERROR);
		info[n - 5] ^= 1;
		assert_int_equal(pkcs1(RTE_CRYPTO_ASYM_OP_VERIFY,
				hashes[h].algo, info, n + hashes[h].len,
				sig[0]), RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
		assert_int_equal(pkcs1(RTE_CRYPTO_ASYM_OP_SIGN,
				hashes[h].algo, info + 1,
				n - 1 + hashes[h].len, sig[1]),
				RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	}
}

static int
setup(void **state)
{
	(void)state;
	ctx = BN_CTX_new();
	key = rsa_key_new(1024, 65537);
	asym_open(&dev, "device=model", 1, 64);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	asym_close(&dev);
	rsa_key_free(key);
	BN_CTX_free(ctx);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dh_generator),
		cmocka_unit_test(dh_weak_secret),
		cmocka_unit_test(point_above_p),
		cmocka_unit_test(ecfpm),
		cmocka_unit_test(pss_top_bits),
		cmocka_unit_test(crt_even),
		cmocka_unit_test(modex_room),
		cmocka_unit_test(digest_info),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
