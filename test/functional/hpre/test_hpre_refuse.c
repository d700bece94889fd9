/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file What crypto_hisi_hpre must refuse, and how it says so. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "asym_late.h"
#include "rsa_key.h"

static struct asym_dev dev;
static struct rsa_key *key;

static uint8_t odd[600], zeros[600], two = 2;

static rte_crypto_uint
num(uint8_t *data, size_t len)
{
	rte_crypto_uint u = { .data = data, .length = len };

	return u;
}

static int
session(const struct rte_crypto_asym_xform *xform)
{
	void *s = NULL;
	int ret = asym_session_try(&dev, xform, &s);

	if (ret == 0)
		rte_cryptodev_asym_session_free(dev.id, s);
	return ret;
}

/* The same session-less: the op comes back, refused. */
static int
sessionless(const struct rte_crypto_asym_xform *xform)
{
	struct rte_crypto_asym_xform x = *xform;
	struct rte_crypto_op *op = asym_op(&dev);
	int status;

	op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	op->asym->xform = &x;
	status = asym_one(&dev, op);
	rte_crypto_op_free(op);
	return status;
}

static void
xform_is_refused(const struct rte_crypto_asym_xform *x, int err)
{
	assert_int_equal(session(x), err);
	assert_int_equal(sessionless(x), RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
}

/* Numbers that no release gives a meaning. */
#define BEYOND_XFORMS ((enum rte_crypto_asym_xform_type)99)
#define BEYOND_PADDINGS ((enum rte_crypto_rsa_padding_type)99)

/* No hardware, or no such thing. */
static void
other_types(void **state)
{
	static const enum rte_crypto_asym_xform_type types[] = {
		RTE_CRYPTO_ASYM_XFORM_UNSPECIFIED, RTE_CRYPTO_ASYM_XFORM_NONE,
		RTE_CRYPTO_ASYM_XFORM_DSA, RTE_CRYPTO_ASYM_XFORM_MODINV,
		BEYOND_XFORMS };
	struct rte_crypto_asym_xform x;
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(types); i++) {
		memset(&x, 0, sizeof(x));
		x.xform_type = types[i];
		xform_is_refused(&x, -ENOTSUP);
	}
	/* Chains. */
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	x.next = &x;
	xform_is_refused(&x, -ENOTSUP);
}

static void
rsa_xforms(void **state)
{
	struct rte_crypto_asym_xform good, x;
	rte_crypto_uint *const exp[] = { &x.rsa.n, &x.rsa.e, &x.rsa.d };
	rte_crypto_uint *const crt[] = { &x.rsa.n, &x.rsa.e, &x.rsa.qt.p,
		&x.rsa.qt.q, &x.rsa.qt.dP, &x.rsa.qt.dQ, &x.rsa.qt.qInv };
	size_t i;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_EXP, false, &good);
	for (i = 0; i < RTE_DIM(exp); i++) {
		x = good;
		exp[i]->length = 0;
		xform_is_refused(&x, -EINVAL);
		*exp[i] = num(odd, 600);
		xform_is_refused(&x, -EINVAL);
		*exp[i] = num(zeros, 128);
		xform_is_refused(&x, -EINVAL);
		*exp[i] = num(zeros, 600);
		xform_is_refused(&x, -EINVAL);
	}
	x = good;
	x.rsa.n.data = NULL;
	xform_is_refused(&x, -EINVAL);
	x = good;
	x.rsa.n = num(odd, 63);
	xform_is_refused(&x, -EINVAL);
	x = good;
	x.rsa.e = num(&two, 1);
	xform_is_refused(&x, -EINVAL);
	x = good;
	x.rsa.key_type = 17;
	xform_is_refused(&x, -ENOTSUP);
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &good);
	for (i = 2; i < RTE_DIM(crt); i++) {
		x = good;
		crt[i]->length = 0;
		xform_is_refused(&x, -EINVAL);
		*crt[i] = num(odd, 129);
		xform_is_refused(&x, -EINVAL);
		*crt[i] = num(zeros, 64);
		xform_is_refused(&x, -EINVAL);
	}
	x = good;
	x.rsa.qt.p = num(&two, 1);
	xform_is_refused(&x, -EINVAL);
}

static void
modulus_xforms(void **state)
{
	struct rte_crypto_asym_xform modex = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX,
		.modex = { num(odd, 64), num(odd, 64) } };
	struct rte_crypto_asym_xform dh = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
		.dh = { num(odd, 64), num(&two, 1) } };
	struct rte_crypto_asym_xform x;
	uint8_t even[64];

	(void)state;
	memset(even, 6, sizeof(even));
	assert_int_equal(session(&modex), 0);
	assert_int_equal(session(&dh), 0);
	x = modex;
	x.modex.modulus = num(NULL, 64);
	xform_is_refused(&x, -EINVAL);
	x.modex.modulus = num(odd, 0);
	xform_is_refused(&x, -EINVAL);
	x.modex.modulus = num(odd, 513);
	xform_is_refused(&x, -EINVAL);
	x.modex.modulus = num(even, 64);
	xform_is_refused(&x, -EINVAL);
	x.modex.modulus = num(zeros, 64);
	xform_is_refused(&x, -EINVAL);
	x = modex;
	x.modex.exponent = num(NULL, 1);
	xform_is_refused(&x, -EINVAL);
	x.modex.exponent = num(odd, 0);
	xform_is_refused(&x, -EINVAL);
	x.modex.exponent = num(odd, 600);
	xform_is_refused(&x, -EINVAL);
	x.modex.exponent = num(odd, 513);
	xform_is_refused(&x, -EINVAL);
	x = dh;
	x.dh.p = num(odd, 63);
	xform_is_refused(&x, -EINVAL);
	x.dh.p = num(even, 64);
	xform_is_refused(&x, -EINVAL);
	x.dh.p = num(odd, 513);
	xform_is_refused(&x, -EINVAL);
	x = dh;
	x.dh.g = num(odd, 1); /* 1 */
	odd[0] = 1;
	xform_is_refused(&x, -EINVAL);
	odd[0] = 0x55;
	x.dh.g = num(odd, 64); /* p */
	xform_is_refused(&x, -EINVAL);
	x.dh.g = num(odd, 600);
	xform_is_refused(&x, -EINVAL);
	x.dh.g = num(NULL, 0);
	xform_is_refused(&x, -EINVAL);
}

static void
curves(void **state)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA };
	int id;

	(void)state;
	for (id = 0; id < 40; id++) {
		x.ec.curve_id = id;
		assert_int_equal(session(&x), id == 19 || id == 21 ||
				 (id >= 23 && id <= 25) ? 0 : -EINVAL);
	}
}

/* Generation 2 has no curves. */
static void
generation_2(void **state)
{
	static const enum rte_crypto_asym_xform_type types[] = {
		RTE_CRYPTO_ASYM_XFORM_ECDSA, RTE_CRYPTO_ASYM_XFORM_ECDH,
		RTE_CRYPTO_ASYM_XFORM_ECPM };
	struct rte_crypto_asym_xform x = {
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1 };
	size_t i;

	(void)state;
	asym_close(&dev);
	asym_open(&dev, "device=model,gen=v2", 1, 64);
	for (i = 0; i < RTE_DIM(types); i++) {
		x.xform_type = types[i];
		xform_is_refused(&x, -ENOTSUP);
	}
	asym_close(&dev);
	asym_open(&dev, "device=model", 1, 64);
}

/* An op of a good session, all its operands good; and one of them is not. */
struct op_case {
	const char *name;
	void (*fill)(struct rte_crypto_asym_op *op);
	/** Offsets of operands that may not be missing. */
	size_t need[6];
	/** ... and of those that are inputs: nor empty, nor too long. */
	size_t input[6];
	struct rte_crypto_asym_xform xform;
};

#define OFF(field) offsetof(struct rte_crypto_asym_op, field)
/** The private key of ECDSA, wherever it is. */
#define PKEY SIZE_MAX

static uint8_t in_a[600], in_b[600], out_a[600], out_b[600];

/* P-256's base point, and a scalar. */
static uint8_t gx[] = {
	0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6,
	0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb,
	0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
};
static uint8_t gy[] = {
	0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb,
	0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31,
	0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
};

static void
fill_encrypt(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	op->rsa.message = num(in_a, 100);
	op->rsa.cipher = num(out_a, 0);
}

static void
fill_decrypt(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_DECRYPT;
	op->rsa.cipher = num(in_a, 100);
	op->rsa.message = num(out_a, 0);
}

static void
fill_sign(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	op->rsa.message = num(in_a, 100);
	op->rsa.sign = num(out_a, 0);
}

static void
fill_verify(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	op->rsa.sign = num(in_a, 100);
	op->rsa.message = num(in_b, 100);
}

static void
fill_modex(struct rte_crypto_asym_op *op)
{
	op->modex.base = num(in_a, 64);
	op->modex.result = num(out_a, 0);
}

static void
fill_dh_public(struct rte_crypto_asym_op *op)
{
	op->dh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->dh.priv_key = num(in_a, 60);
	op->dh.pub_key = num(out_a, 0);
}

static void
fill_dh_shared(struct rte_crypto_asym_op *op)
{
	op->dh.ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	op->dh.priv_key = num(in_a, 60);
	op->dh.pub_key = num(in_b, 60);
	op->dh.shared_secret = num(out_a, 0);
}

static void
fill_ecdsa_sign(struct rte_crypto_asym_op *op)
{
	op->ecdsa.op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	*asym_pkey(asym_op_of(op)) = num(in_a, 31);
	op->ecdsa.message = num(in_b, 32);
	op->ecdsa.k = num(in_a, 30);
	op->ecdsa.r = num(out_a, 0);
	op->ecdsa.s = num(out_b, 0);
}

static void
fill_ecdh_public(struct rte_crypto_asym_op *op)
{
	op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->ecdh.priv_key = num(in_a, 31);
	op->ecdh.pub_key.x = num(out_a, 0);
	op->ecdh.pub_key.y = num(out_b, 0);
}

static void
fill_ecdh_shared(struct rte_crypto_asym_op *op)
{
	op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	op->ecdh.priv_key = num(in_a, 31);
	op->ecdh.pub_key.x = num(gx, 32);
	op->ecdh.pub_key.y = num(gy, 32);
	op->ecdh.shared_secret.x = num(out_a, 0);
}

static void
fill_ecpm(struct rte_crypto_asym_op *op)
{
	op->ecpm.scalar = num(in_a, 31);
	op->ecpm.p.x = num(gx, 32);
	op->ecpm.p.y = num(gy, 32);
	op->ecpm.r.x = num(out_a, 0);
	op->ecpm.r.y = num(out_b, 0);
}

#define EC(type) { .xform_type = RTE_CRYPTO_ASYM_XFORM_ ## type, \
		   .ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1 }

static struct op_case cases[] = {
	{ "encrypt", fill_encrypt, { OFF(rsa.message), OFF(rsa.cipher) },
	  { OFF(rsa.message) }, { .xform_type = RTE_CRYPTO_ASYM_XFORM_RSA } },
	{ "decrypt", fill_decrypt, { OFF(rsa.message), OFF(rsa.cipher) },
	  { OFF(rsa.cipher) }, { .xform_type = RTE_CRYPTO_ASYM_XFORM_RSA } },
	{ "sign", fill_sign, { OFF(rsa.message), OFF(rsa.sign) },
	  { OFF(rsa.message) }, { .xform_type = RTE_CRYPTO_ASYM_XFORM_RSA } },
	{ "verify", fill_verify, { OFF(rsa.message), OFF(rsa.sign) },
	  { OFF(rsa.sign), OFF(rsa.message) },
	  { .xform_type = RTE_CRYPTO_ASYM_XFORM_RSA } },
	{ "modex", fill_modex, { OFF(modex.base), OFF(modex.result) },
	  { OFF(modex.base) }, { .xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX,
		.modex = { { odd, 0, 64 }, { odd, 0, 64 } } } },
	{ "DH public key", fill_dh_public,
	  { OFF(dh.priv_key), OFF(dh.pub_key) }, { 0 },
	  { .xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
		.dh = { { odd, 0, 64 }, { &two, 0, 1 } } } },
	{ "DH shared secret", fill_dh_shared,
	  { OFF(dh.priv_key), OFF(dh.pub_key), OFF(dh.shared_secret) },
	  { OFF(dh.priv_key), OFF(dh.pub_key) },
	  { .xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
		.dh = { { odd, 0, 64 }, { &two, 0, 1 } } } },
	{ "ECDSA sign", fill_ecdsa_sign,
	  { PKEY, OFF(ecdsa.message), OFF(ecdsa.r), OFF(ecdsa.s) },
	  { PKEY, OFF(ecdsa.k) }, EC(ECDSA) },
	{ "ECDH public key", fill_ecdh_public,
	  { OFF(ecdh.priv_key), OFF(ecdh.pub_key.x), OFF(ecdh.pub_key.y) },
	  { 0 }, EC(ECDH) },
	{ "ECDH shared secret", fill_ecdh_shared,
	  { OFF(ecdh.priv_key), OFF(ecdh.pub_key.x), OFF(ecdh.pub_key.y),
	    OFF(ecdh.shared_secret.x) },
	  { OFF(ecdh.priv_key), OFF(ecdh.pub_key.x), OFF(ecdh.pub_key.y) },
	  EC(ECDH) },
	{ "ECPM", fill_ecpm,
	  { OFF(ecpm.scalar), OFF(ecpm.p.x), OFF(ecpm.p.y), OFF(ecpm.r.x),
	    OFF(ecpm.r.y) },
	  { OFF(ecpm.scalar), OFF(ecpm.p.x), OFF(ecpm.p.y) }, EC(ECPM) },
};

static int
run_case(const struct op_case *c, void *s, size_t off,
	 const rte_crypto_param *v)
{
	struct rte_crypto_op *op = asym_op(&dev);
	int status;

	memset(out_a, 0xc3, sizeof(out_a));
	memset(out_b, 0xc3, sizeof(out_b));
	c->fill(op->asym);
	if (v != NULL)
		memcpy(off == PKEY ? (void *)asym_pkey(op) :
		       RTE_PTR_ADD(op->asym, off), v, sizeof(*v));
	rte_crypto_op_attach_asym_session(op, s);
	status = asym_one(&dev, op);
	rte_crypto_op_free(op);
	return status;
}

static void
operand_is_refused(const struct op_case *c, void *s, size_t off,
		   rte_crypto_param v)
{
	size_t i;
	int status = run_case(c, s, off, &v);

	if (status != RTE_CRYPTO_OP_STATUS_INVALID_ARGS)
		fail_msg("%s: operand at %zu, %p of %zu bytes: status %d",
			 c->name, off, (void *)v.data, v.length, status);
	for (i = 0; i < sizeof(out_a); i++)
		assert_int_equal(out_a[i] & out_b[i], 0xc3);
}

static void
operands(void **state)
{
	struct op_case *c;
	size_t i, j;
	void *s;

	(void)state;
	for (i = 0; i < RTE_DIM(cases); i++) {
		c = &cases[i];
		if (c->xform.xform_type == RTE_CRYPTO_ASYM_XFORM_RSA)
			rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false,
				      &c->xform);
		s = asym_session_new(&dev, &c->xform);
		assert_non_null(s);
		/* Good as it is; a signature of nothing is not. */
		assert_int_equal(run_case(c, s, 0, NULL),
				 c->fill == fill_verify ?
				 RTE_CRYPTO_OP_STATUS_ERROR :
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		for (j = 0; j < RTE_DIM(c->need) && c->need[j] != 0; j++)
			operand_is_refused(c, s, c->need[j], num(NULL, 32));
		for (j = 0; j < RTE_DIM(c->input) && c->input[j] != 0; j++) {
			operand_is_refused(c, s, c->input[j], num(in_a, 0));
			if (c->xform.xform_type == RTE_CRYPTO_ASYM_XFORM_MODEX)
				continue; /* reduced */
			operand_is_refused(c, s, c->input[j], num(in_a, 600));
			operand_is_refused(c, s, c->input[j],
					   num(in_a, SIZE_MAX));
		}
		rte_cryptodev_asym_session_free(dev.id, s);
	}
}

/* Operations an op can name that there are not. */
static void
op_types(void **state)
{
	struct rte_crypto_op *op;
	unsigned int i, t;
	void *s;

	(void)state;
	for (i = 0; i < RTE_DIM(cases); i++) {
		if (cases[i].fill == fill_modex || cases[i].fill == fill_ecpm)
			continue;
		s = asym_session_new(&dev, &cases[i].xform);
		assert_non_null(s);
		for (t = 4; t < 8; t++) {
			op = asym_op(&dev);
			cases[i].fill(op->asym);
			/* First member of every one of them. */
			op->asym->rsa.op_type = t;
			rte_crypto_op_attach_asym_session(op, s);
			assert_int_equal(asym_one(&dev, op),
					 RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
			rte_crypto_op_free(op);
		}
		rte_cryptodev_asym_session_free(dev.id, s);
	}
}

static int
rsa_op(void *s, enum rte_crypto_asym_op_type type,
       const struct rte_crypto_rsa_padding *padding, size_t len)
{
	struct rte_crypto_op *op = asym_op(&dev);
	int status;

	op->asym->rsa.op_type = type;
	*asym_padding(op) = *padding;
	op->asym->rsa.message = num(in_a, len);
	op->asym->rsa.cipher = num(type == RTE_CRYPTO_ASYM_OP_DECRYPT ? in_a :
				   out_a, type == RTE_CRYPTO_ASYM_OP_DECRYPT ?
				   len : 0);
	op->asym->rsa.sign = num(type == RTE_CRYPTO_ASYM_OP_VERIFY ? in_a :
				 out_a, type == RTE_CRYPTO_ASYM_OP_VERIFY ?
				 len : 0);
	rte_crypto_op_attach_asym_session(op, s);
	status = asym_one(&dev, op);
	rte_crypto_op_free(op);
	return status;
}

static void
paddings(void **state)
{
	static const struct {
		enum rte_crypto_asym_op_type type;
		struct rte_crypto_rsa_padding padding;
		size_t len;
	} bad[] = {
#define RSA_OP(t) RTE_CRYPTO_ASYM_OP_ ## t
#define PAD(p) RTE_CRYPTO_RSA_PADDING_ ## p
#define HASH(h) RTE_CRYPTO_AUTH_ ## h
		/* which do not go together */
		{ RSA_OP(SIGN), { PAD(OAEP), HASH(SHA1) }, 20 },
		{ RSA_OP(VERIFY), { PAD(OAEP), HASH(SHA1) }, 20 },
		{ RSA_OP(ENCRYPT), { PAD(PSS), HASH(SHA1) }, 20 },
		{ RSA_OP(DECRYPT), { PAD(PSS), HASH(SHA1) }, 20 },
		{ RSA_OP(ENCRYPT), { BEYOND_PADDINGS }, 20 },
		/* hashes there are not, or none */
		{ RSA_OP(SIGN), { PAD(PKCS1_5), HASH(SHA3_256) }, 32 },
		{ RSA_OP(ENCRYPT), { PAD(OAEP) }, 20 },
		{ RSA_OP(ENCRYPT), { PAD(OAEP), HASH(NULL) }, 20 },
		{ RSA_OP(ENCRYPT), { PAD(OAEP), HASH(SHA1), HASH(AES_GMAC) },
		  20 },
		{ RSA_OP(SIGN), { PAD(PSS), HASH(SHA3_256) }, 32 },
		/* no digest of the hash */
		{ RSA_OP(SIGN), { PAD(PKCS1_5), HASH(SHA256) }, 31 },
		{ RSA_OP(SIGN), { PAD(PKCS1_5), HASH(SHA256) }, 33 },
		{ RSA_OP(VERIFY), { PAD(PKCS1_5), HASH(SHA256) }, 20 },
		{ RSA_OP(SIGN), { PAD(PSS), HASH(SHA256) }, 31 },
		{ RSA_OP(VERIFY), { PAD(PSS), HASH(SHA256) }, 31 },
		/* too long for the key of 128 bytes */
		{ RSA_OP(ENCRYPT), { PAD(PKCS1_5) }, 118 },
		{ RSA_OP(SIGN), { PAD(PKCS1_5) }, 118 },
		{ RSA_OP(ENCRYPT), { PAD(OAEP), HASH(SHA256) }, 63 },
		{ RSA_OP(ENCRYPT), { PAD(OAEP), HASH(SHA512) }, 0 },
		{ RSA_OP(DECRYPT), { PAD(OAEP), HASH(SHA512) }, 128 },
		{ RSA_OP(SIGN), { PAD(PSS), HASH(SHA512), 0, 63 }, 64 },
		{ RSA_OP(VERIFY), { PAD(PSS), HASH(SHA512), 0, 63 }, 64 },
	};
	struct rte_crypto_asym_xform x;
	size_t i;
	void *s;
	int ret;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	s = asym_session_new(&dev, &x);
	for (i = 0; i < RTE_DIM(bad); i++) {
		ret = rsa_op(s, bad[i].type, &bad[i].padding, bad[i].len);
		if (ret != RTE_CRYPTO_OP_STATUS_INVALID_ARGS)
			fail_msg("case %zu: status %d", i, ret);
	}
	rte_cryptodev_asym_session_free(dev.id, s);
}

/* A session without a private key, for what needs one. */
static void
no_private_key(void **state)
{
	const struct rte_crypto_rsa_padding none = { 0 };
	struct rte_crypto_asym_xform x;
	void *s;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_EXP, false, &x);
	x.rsa.d = num(NULL, 0);
	s = asym_session_new(&dev, &x);
	assert_non_null(s);
	assert_int_equal(rsa_op(s, RTE_CRYPTO_ASYM_OP_SIGN, &none, 100),
			 RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	assert_int_equal(rsa_op(s, RTE_CRYPTO_ASYM_OP_DECRYPT, &none, 100),
			 RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	assert_int_equal(rsa_op(s, RTE_CRYPTO_ASYM_OP_ENCRYPT, &none, 100),
			 RTE_CRYPTO_OP_STATUS_SUCCESS);
	rte_cryptodev_asym_session_free(dev.id, s);
}

static int
setup(void **state)
{
	(void)state;
	memset(odd, 0x55, sizeof(odd));
	memset(in_a, 0x33, sizeof(in_a));
	memset(in_b, 0x34, sizeof(in_b));
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
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_types),
		cmocka_unit_test(rsa_xforms),
		cmocka_unit_test(modulus_xforms),
		cmocka_unit_test(curves),
		cmocka_unit_test(generation_2),
		cmocka_unit_test(operands),
		cmocka_unit_test(op_types),
		cmocka_unit_test(paddings),
		cmocka_unit_test(no_private_key),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
