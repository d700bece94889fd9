/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command bench: RSA 2048, signing and verifying a SHA-256 digest. */

#include <string.h>

#include <openssl/core_names.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <rte_common.h>
#include <rte_cryptodev.h>

#include "bench.h"
#include "hisi_compat_app.h"

#define DIGEST_LEN 32

/* DigestInfo of SHA-256, RFC 8017 section 9.2. */
static const uint8_t digest_info[] = {
	0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
};

/* In the second way the application pads. */
enum way { BY_DEVICE, BY_US };
static const char *const ways[] = { "PKCS#1", "no padding", NULL };

static bool
sign_offered(const struct st_crypto *d)
{
	return bench_has_op(d, RTE_CRYPTO_ASYM_XFORM_RSA,
			    RTE_CRYPTO_ASYM_OP_SIGN, BENCH_LEN) &&
	       d->features & (RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_EXP |
			      RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT);
}

static bool
verify_offered(const struct st_crypto *d)
{
	return bench_has_op(d, RTE_CRYPTO_ASYM_XFORM_RSA,
			    RTE_CRYPTO_ASYM_OP_VERIFY, BENCH_LEN);
}

/* Into the xform and the op: each release looks at one of them. */
static void
set_padding(struct rte_crypto_asym_xform *x, struct rte_crypto_asym_op *op,
	    enum way way)
{
	hisi_app_rsa_padding(x, op)->type = way == BY_US ?
		RTE_CRYPTO_RSA_PADDING_NONE : RTE_CRYPTO_RSA_PADDING_PKCS1_5;
}

/* The quintuple key if the device takes it: libcrypto uses it, too. */
static const char *
make_session(struct bench *b, enum way way)
{
	struct rte_crypto_asym_op unused;
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_RSA,
	};
	uint8_t(*part)[BENCH_LEN] = b->key->part;

	x.rsa.n = bench_number(b->pkey, OSSL_PKEY_PARAM_RSA_N, part[0], 0);
	x.rsa.e = bench_number(b->pkey, OSSL_PKEY_PARAM_RSA_E, part[1], 0);
	if (b->dev->features & RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT) {
		x.rsa.key_type = RTE_RSA_KEY_TYPE_QT;
		x.rsa.qt.p = bench_number(b->pkey,
			OSSL_PKEY_PARAM_RSA_FACTOR1, part[2], BENCH_LEN / 2);
		x.rsa.qt.q = bench_number(b->pkey,
			OSSL_PKEY_PARAM_RSA_FACTOR2, part[3], BENCH_LEN / 2);
		x.rsa.qt.dP = bench_number(b->pkey,
			OSSL_PKEY_PARAM_RSA_EXPONENT1, part[4], BENCH_LEN / 2);
		x.rsa.qt.dQ = bench_number(b->pkey,
			OSSL_PKEY_PARAM_RSA_EXPONENT2, part[5], BENCH_LEN / 2);
		x.rsa.qt.qInv = bench_number(b->pkey,
			OSSL_PKEY_PARAM_RSA_COEFFICIENT1, part[6],
			BENCH_LEN / 2);
	} else {
		x.rsa.key_type = RTE_RSA_KEY_TYPE_EXP;
		x.rsa.d = bench_number(b->pkey, OSSL_PKEY_PARAM_RSA_D,
				       part[2], BENCH_LEN);
	}
	set_padding(&x, &unused, way);
	return bench_session(b, &x);
}

/* The data to sign: a DigestInfo, or the whole padded block. */
static bool
make_message(struct bench_slot *s, enum way way)
{
	size_t info = sizeof(digest_info) + DIGEST_LEN, at = 0;

	if (way == BY_US) {
		at = BENCH_LEN - info;
		memset(s->in, 0xff, at);
		s->in[0] = 0;
		s->in[1] = 1;
		s->in[at - 1] = 0;
	}
	memcpy(&s->in[at], digest_info, sizeof(digest_info));
	s->in_len = at + info;
	return RAND_bytes(&s->in[s->in_len - DIGEST_LEN], DIGEST_LEN) == 1;
}

static bool
sign_by_libcrypto(struct bench *b, struct bench_slot *s)
{
	s->soft_len = sizeof(s->soft);
	return EVP_PKEY_sign(b->sign, s->soft, &s->soft_len, s->in,
			     s->in_len) == 1 && s->soft_len == BENCH_LEN;
}

static bool
verify_by_libcrypto(struct bench *b, struct bench_slot *s)
{
	return EVP_PKEY_verify(b->verify, s->peer, BENCH_LEN, s->in,
			       s->in_len) == 1;
}

static bool
fill_slot(struct bench *b, struct bench_slot *s, enum way way)
{
	struct rte_crypto_asym_op *op = bench_op(b, s);
	struct rte_crypto_rsa_op_param *rsa = &op->rsa;
	struct rte_crypto_asym_xform unused;

	if (!make_message(s, way) || !sign_by_libcrypto(b, s))
		return false;
	memcpy(s->peer, s->soft, BENCH_LEN);
	set_padding(&unused, op, way);
	rsa->message = bench_param(s->in, s->in_len);
	if (b->kind == &bench_rsa_sign) {
		rsa->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
		rsa->sign = bench_param(s->out[0], 0);
	} else {
		rsa->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
		rsa->sign = bench_param(s->peer, BENCH_LEN);
		rsa->cipher = bench_param(s->out[0], 0);
	}
	return true;
}

static const char *
open_kind(struct bench *b, unsigned int way)
{
	const char *why;
	unsigned int i;

	b->pkey = EVP_RSA_gen(8 * BENCH_LEN);
	if (b->pkey == NULL ||
	    !bench_signature_contexts(b, way == BY_US ? RSA_NO_PADDING :
							RSA_PKCS1_PADDING))
		return "libcrypto cannot make a key";
	why = make_session(b, way);
	for (i = 0; i < b->in_flight && why == NULL; i++)
		if (!fill_slot(b, &b->slots[i], way))
			why = "libcrypto cannot sign";
	return why;
}

static void
renew_sign(struct rte_crypto_op *op)
{
	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	op->asym->rsa.sign.length = 0;
}

static void
renew_verify(struct rte_crypto_op *op)
{
	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	op->asym->rsa.cipher.length = 0;
}

static const char *
check_sign(struct bench *b, struct bench_slot *s)
{
	return s->op->asym->rsa.sign.length == BENCH_LEN &&
	       EVP_PKEY_verify(b->verify, s->out[0], BENCH_LEN, s->in,
			       s->in_len) == 1 ? NULL :
	       "libcrypto does not accept the signature";
}

const struct bench_kind bench_rsa_sign = {
	.name = "RSA 2048 sign",
	.ways = ways,
	.offered = sign_offered,
	.open = open_kind,
	.renew = renew_sign,
	.check = check_sign,
	.by_libcrypto = sign_by_libcrypto,
	.close = bench_close,
};

const struct bench_kind bench_rsa_verify = {
	.name = "RSA 2048 verify",
	.ways = ways,
	.offered = verify_offered,
	.open = open_kind,
	.renew = renew_verify,
	.check = bench_check_refusal,
	.by_libcrypto = verify_by_libcrypto,
	.close = bench_close,
};
