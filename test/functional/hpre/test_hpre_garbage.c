/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * crypto_hisi_hpre with garbage in every field that rte_crypto_asym.h says does
 * not count for the type of an xform or of an op: the results are the same.
 *
 * Operands are small and alike in all cases, so each case only says which fields
 * count. It runs with all others zero, with 0xA5 in them, and with random bytes.
 */

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

#define ROOM 600

enum garbage { CLEAN, PATTERN, RANDOM };

static struct asym_dev dev;
static struct rsa_key *key;

/* Operands, and the results of the case. */
static uint8_t message[128], cipher[128], sign_pkcs1[128];
static uint8_t sign_r[32], sign_s[32];
static uint8_t peer_x[32], peer_y[32];
static uint8_t dh_p[96], dh_peer[96];
static uint8_t out[3][ROOM];

static void
spoil(void *p, size_t len, enum garbage how)
{
	memset(p, 0, len);
	if (how == PATTERN)
		memset(p, 0xA5, len);
	else if (how == RANDOM)
		func_fill(p, len);
}

static void
in(rte_crypto_param *param, uint8_t *data, size_t len)
{
	param->data = data;
	param->length = len;
}

/* A result: address only, the length is the driver's to say. */
static void
result(rte_crypto_param *param, unsigned int i)
{
	param->data = out[i];
}

/* xforms */

/* Where padding and keys belong to the xform they count. */
static void
no_padding(struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_asym_op unused;

	memset(hisi_app_rsa_padding(x, &unused), 0,
	       sizeof(struct rte_crypto_rsa_padding));
}

static void
no_keys(struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_asym_op unused;

	memset(hisi_app_ecdsa_pkey(x, &unused), 0, sizeof(rte_crypto_uint));
	memset(hisi_app_ecdsa_q(x, &unused), 0,
	       sizeof(struct rte_crypto_ec_point));
}

static void
x_rsa_qt(struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_asym_xform k;

	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &k);
	x->xform_type = k.xform_type;
	x->rsa.n = k.rsa.n;
	x->rsa.e = k.rsa.e;
	x->rsa.key_type = k.rsa.key_type;
	x->rsa.qt = k.rsa.qt;
	no_padding(x);
}

static void
x_rsa_exp(struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_asym_xform k;

	rsa_key_xform(key, RTE_RSA_KEY_TYPE_EXP, false, &k);
	x->xform_type = k.xform_type;
	x->rsa.n = k.rsa.n;
	x->rsa.e = k.rsa.e;
	x->rsa.key_type = k.rsa.key_type;
	x->rsa.d = k.rsa.d;
	no_padding(x);
}

static uint8_t three = 3, five = 5;

static void
x_modex(struct rte_crypto_asym_xform *x)
{
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX;
	in(&x->modex.modulus, dh_p, sizeof(dh_p));
	in(&x->modex.exponent, &three, 1);
}

static void
x_dh(struct rte_crypto_asym_xform *x)
{
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_DH;
	in(&x->dh.p, dh_p, sizeof(dh_p));
	in(&x->dh.g, &five, 1);
}

static void
x_ecdsa(struct rte_crypto_asym_xform *x)
{
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA;
	x->ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1;
	no_keys(x);
}

static void
x_ecdh(struct rte_crypto_asym_xform *x)
{
	x_ecdsa(x);
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH;
}

static void
x_ecpm(struct rte_crypto_asym_xform *x)
{
	x->ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1;
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_ECPM;
}

static void
x_ecfpm(struct rte_crypto_asym_xform *x)
{
	x_ecpm(x);
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_ECFPM;
}

/* ops */

static void
rsa_encrypt_plain(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_NONE;
	in(&op->rsa.message, message, sizeof(message));
	result(&op->rsa.cipher, 0);
}

static void
rsa_decrypt_plain(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_DECRYPT;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_NONE;
	in(&op->rsa.cipher, message, sizeof(message));
	result(&op->rsa.message, 0);
}

static void
rsa_sign_plain(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_NONE;
	in(&op->rsa.message, message, sizeof(message));
	result(&op->rsa.sign, 0);
}

static void
rsa_recover_plain(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_NONE;
	in(&op->rsa.sign, message, sizeof(message));
	result(&op->rsa.cipher, 0);
}

/* The mask hash, the salt and the label do not count for PKCS#1 v1.5. */
static void
rsa_sign_pkcs1(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	asym_padding(asym_op_of(op))->hash = RTE_CRYPTO_AUTH_SHA256;
	in(&op->rsa.message, message, 32);
	result(&op->rsa.sign, 0);
}

static void
rsa_verify_pkcs1(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	asym_padding(asym_op_of(op))->hash = RTE_CRYPTO_AUTH_SHA256;
	in(&op->rsa.message, message, 32);
	in(&op->rsa.sign, sign_pkcs1, sizeof(sign_pkcs1));
}

/* Here the hash does not count either. */
static void
rsa_decrypt_pkcs1(struct rte_crypto_asym_op *op)
{
	op->rsa.op_type = RTE_CRYPTO_ASYM_OP_DECRYPT;
	asym_padding(asym_op_of(op))->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	in(&op->rsa.cipher, cipher, sizeof(cipher));
	result(&op->rsa.message, 0);
}

static void
modex(struct rte_crypto_asym_op *op)
{
	in(&op->modex.base, message, sizeof(message));
	in(&op->modex.result, out[0], sizeof(dh_p));
}

static void
dh_public(struct rte_crypto_asym_op *op)
{
	op->dh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->flags = 0;
	in(&op->dh.priv_key, message, 32);
	result(&op->dh.pub_key, 0);
}

static void
dh_shared(struct rte_crypto_asym_op *op)
{
	op->dh.ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	op->flags = 0;
	in(&op->dh.priv_key, message, 32);
	in(&op->dh.pub_key, dh_peer, sizeof(dh_peer));
	result(&op->dh.shared_secret, 0);
}

static void
ecdsa_sign(struct rte_crypto_asym_op *op)
{
	op->ecdsa.op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	in(asym_pkey(asym_op_of(op)), message, 31);
	in(&op->ecdsa.message, message, 32);
	in(&op->ecdsa.k, message + 40, 31);
	result(&op->ecdsa.r, 0);
	result(&op->ecdsa.s, 1);
}

static void
ecdsa_verify(struct rte_crypto_asym_op *op)
{
	op->ecdsa.op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	in(&asym_q(asym_op_of(op))->x, peer_x, 32);
	in(&asym_q(asym_op_of(op))->y, peer_y, 32);
	in(&op->ecdsa.message, message, 32);
	in(&op->ecdsa.r, sign_r, 32);
	in(&op->ecdsa.s, sign_s, 32);
}

static void
ecdh_public(struct rte_crypto_asym_op *op)
{
	op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->flags = 0;
	in(&op->ecdh.priv_key, message, 31);
	result(&op->ecdh.pub_key.x, 0);
	result(&op->ecdh.pub_key.y, 1);
}

static void
ecdh_shared(struct rte_crypto_asym_op *op)
{
	op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	op->flags = 0;
	in(&op->ecdh.priv_key, message, 31);
	in(&op->ecdh.pub_key.x, peer_x, 32);
	in(&op->ecdh.pub_key.y, peer_y, 32);
	result(&op->ecdh.shared_secret.x, 0);
	result(&op->ecdh.shared_secret.y, 1);
}

static void
ecdh_verify(struct rte_crypto_asym_op *op)
{
	op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY;
	in(&op->ecdh.pub_key.x, peer_x, 32);
	in(&op->ecdh.pub_key.y, peer_y, 32);
}

static void
ecpm(struct rte_crypto_asym_op *op)
{
	in(&op->ecpm.p.x, peer_x, 32);
	in(&op->ecpm.p.y, peer_y, 32);
	in(&op->ecpm.scalar, message, 31);
	result(&op->ecpm.r.x, 0);
	result(&op->ecpm.r.y, 1);
}

/* The point is the curve's, whatever p says. */
static void
ecfpm(struct rte_crypto_asym_op *op)
{
	in(&op->ecpm.scalar, message, 31);
	result(&op->ecpm.r.x, 0);
	result(&op->ecpm.r.y, 1);
}

static const struct {
	const char *name;
	void (*xform)(struct rte_crypto_asym_xform *x);
	void (*fill)(struct rte_crypto_asym_op *op);
} cases[] = {
	{ "RSA encrypt", x_rsa_exp, rsa_encrypt_plain },
	{ "RSA decrypt, d", x_rsa_exp, rsa_decrypt_plain },
	{ "RSA decrypt, CRT", x_rsa_qt, rsa_decrypt_plain },
	{ "RSA sign", x_rsa_qt, rsa_sign_plain },
	{ "RSA recover", x_rsa_qt, rsa_recover_plain },
	{ "RSA sign, PKCS#1", x_rsa_qt, rsa_sign_pkcs1 },
	{ "RSA verify, PKCS#1", x_rsa_qt, rsa_verify_pkcs1 },
	{ "RSA decrypt, PKCS#1", x_rsa_qt, rsa_decrypt_pkcs1 },
	{ "MODEX", x_modex, modex },
	{ "DH public", x_dh, dh_public },
	{ "DH shared", x_dh, dh_shared },
	{ "ECDSA sign", x_ecdsa, ecdsa_sign },
	{ "ECDSA verify", x_ecdsa, ecdsa_verify },
	{ "ECDH public", x_ecdh, ecdh_public },
	{ "ECDH shared", x_ecdh, ecdh_shared },
	{ "ECDH verify", x_ecdh, ecdh_verify },
	{ "ECPM", x_ecpm, ecpm },
	{ "ECFPM", x_ecfpm, ecfpm },
};

/* Run a case. @return the op's status */
static int
run(unsigned int i, bool session, enum garbage how)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_asym_xform x;
	void *s = NULL;
	int status;

	memset(out, 0x11, sizeof(out));
	spoil(&x, sizeof(x), how);
	x.next = NULL;
	cases[i].xform(&x);
	spoil(op->asym, sizeof(*op->asym), how);
	cases[i].fill(op->asym);
	/* Fields of the op for symmetric ones and for the application. */
	spoil(&op->aux_flags, sizeof(op->aux_flags), how);
	spoil(&op->reserved, sizeof(op->reserved), how);
	spoil(&op->private_data_offset, sizeof(op->private_data_offset), how);
	spoil(&op->status, sizeof(op->status), how);
	if (session) {
		s = asym_session_new(&dev, &x);
		assert_non_null(s);
		spoil(&x, sizeof(x), how);
		op->sess_type = RTE_CRYPTO_OP_WITH_SESSION;
		op->asym->session = s;
	} else {
		op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
		op->asym->xform = &x;
	}
	status = asym_one(&dev, op);
	if (s != NULL)
		rte_cryptodev_asym_session_free(dev.id, s);
	rte_crypto_op_free(op);
	return status;
}

static void
all(void **state)
{
	static uint8_t want[3][ROOM];
	enum garbage how;
	unsigned int i, s;

	(void)state;
	for (i = 0; i < RTE_DIM(cases); i++) {
		if (run(i, true, CLEAN) != RTE_CRYPTO_OP_STATUS_SUCCESS)
			fail_msg("%s does not succeed", cases[i].name);
		memcpy(want, out, sizeof(want));
		for (how = PATTERN; how <= RANDOM; how++)
			for (s = 0; s < 2; s++) {
				if (run(i, s, how) !=
				    RTE_CRYPTO_OP_STATUS_SUCCESS)
					fail_msg("%s: garbage of kind %d makes it fail",
						 cases[i].name, how);
				if (memcmp(want, out, sizeof(want)) != 0)
					fail_msg("%s: garbage of kind %d changes the result",
						 cases[i].name, how);
			}
	}
}

/* Operands by the driver itself: other tests compare it with libcrypto. */
static void
operands_make(void)
{
	func_fill(message, sizeof(message));
	message[0] = 0;
	func_fill(dh_p, sizeof(dh_p));
	dh_p[0] |= 0x80;
	dh_p[sizeof(dh_p) - 1] |= 1;
	func_fill(dh_peer, sizeof(dh_peer));
	dh_peer[0] &= 0x7f;
}

/* The operands that other cases give. */
static void
operands_derive(void)
{
	uint8_t em[128] = { 0, 2 };
	unsigned int i;

	for (i = 0; i < RTE_DIM(cases); i++) {
		if (cases[i].fill == rsa_sign_pkcs1) {
			run(i, true, CLEAN);
			memcpy(sign_pkcs1, out[0], sizeof(sign_pkcs1));
		} else if (cases[i].fill == ecdsa_sign) {
			run(i, true, CLEAN);
			memcpy(sign_r, out[0], 32);
			memcpy(sign_s, out[1], 32);
		} else if (cases[i].fill == ecdh_public) {
			run(i, true, CLEAN);
			memcpy(peer_x, out[0], 32);
			memcpy(peer_y, out[1], 32);
		}
	}
	memset(em + 2, 0x33, 100);
	em[102] = 0;
	memset(em + 103, 0x44, 25);
	rsa_key_public(key, em, sizeof(em), cipher);
}

static int
setup(void **state)
{
	(void)state;
	key = rsa_key_new(1024, 65537);
	asym_open(&dev, "device=model", 1, 64);
	operands_make();
	operands_derive();
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
		cmocka_unit_test(all),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
