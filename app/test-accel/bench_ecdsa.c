/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command bench: ECDSA on P-256 with SHA-256 digests. */

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rand.h>
#include <rte_common.h>
#include <rte_cryptodev.h>

#include "bench.h"
#include "hisi_compat_app.h"

#define LEN 32

/* Not all devices draw the per-message secret, so the application does. */
static const char *const ways[] = { "", NULL };

static bool
sign_offered(const struct st_crypto *d)
{
	return bench_has_op(d, RTE_CRYPTO_ASYM_XFORM_ECDSA,
			    RTE_CRYPTO_ASYM_OP_SIGN, 0);
}

static bool
verify_offered(const struct st_crypto *d)
{
	return bench_has_op(d, RTE_CRYPTO_ASYM_XFORM_ECDSA,
			    RTE_CRYPTO_ASYM_OP_VERIFY, 0);
}

/* r and s of a DER signature, LEN bytes each. */
static bool
from_der(const uint8_t *der, size_t len, uint8_t *r, uint8_t *s)
{
	ECDSA_SIG *sig = d2i_ECDSA_SIG(NULL, &der, len);
	bool ok;

	ok = sig != NULL &&
	     BN_bn2binpad(ECDSA_SIG_get0_r(sig), r, LEN) == LEN &&
	     BN_bn2binpad(ECDSA_SIG_get0_s(sig), s, LEN) == LEN;
	ECDSA_SIG_free(sig);
	return ok;
}

/* DER of r and s. @return its length, 0 if that fails */
static size_t
to_der(rte_crypto_param r, rte_crypto_param s, uint8_t *der)
{
	BIGNUM *br = BN_bin2bn(r.data, r.length, NULL);
	BIGNUM *bs = BN_bin2bn(s.data, s.length, NULL);
	ECDSA_SIG *sig = ECDSA_SIG_new();
	int len = 0;

	/* It owns the numbers from here. */
	if (br != NULL && bs != NULL && sig != NULL &&
	    ECDSA_SIG_set0(sig, br, bs) == 1) {
		br = NULL;
		bs = NULL;
		len = i2d_ECDSA_SIG(sig, &der);
	}
	BN_free(br);
	BN_free(bs);
	ECDSA_SIG_free(sig);
	return len > 0 ? len : 0;
}

/* A per-message secret, 0 < k < order. */
static bool
draw_secret(struct bench *b, uint8_t *to)
{
	const BIGNUM *order = EC_GROUP_get0_order(b->state);
	BIGNUM *k = BN_new();
	bool ok = k != NULL;

	do
		ok = ok && BN_priv_rand_range(k, order) == 1;
	while (ok && BN_is_zero(k));
	ok = ok && BN_bn2binpad(k, to, LEN) == LEN;
	BN_clear_free(k);
	return ok;
}

static bool
sign_by_libcrypto(struct bench *b, struct bench_slot *s)
{
	s->soft_len = sizeof(s->soft);
	return EVP_PKEY_sign(b->sign, s->soft, &s->soft_len, s->in, LEN) == 1;
}

static bool
verify_by_libcrypto(struct bench *b, struct bench_slot *s)
{
	return EVP_PKEY_verify(b->verify, s->soft, s->soft_len, s->in,
			       LEN) == 1;
}

/* The keys, into the xform and the op: each release looks at one of them. */
static bool
fill_keys(struct bench *b, struct rte_crypto_asym_xform *x,
	  struct rte_crypto_asym_op *op)
{
	rte_crypto_uint *d = hisi_app_ecdsa_pkey(x, op);
	struct rte_crypto_ec_point *q = hisi_app_ecdsa_q(x, op);
	uint8_t(*part)[BENCH_LEN] = b->key->part;

	*d = bench_number(b->pkey, OSSL_PKEY_PARAM_PRIV_KEY, part[0], LEN);
	q->x = bench_number(b->pkey, OSSL_PKEY_PARAM_EC_PUB_X, part[1], LEN);
	q->y = bench_number(b->pkey, OSSL_PKEY_PARAM_EC_PUB_Y, part[2], LEN);
	return d->length == LEN && q->x.length == LEN && q->y.length == LEN;
}

static bool
fill_slot(struct bench *b, struct bench_slot *s,
	  struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_asym_op *op = bench_op(b, s);
	struct rte_crypto_ecdsa_op_param *ec = &op->ecdsa;

	s->in_len = LEN;
	if (RAND_bytes(s->in, LEN) != 1 || !sign_by_libcrypto(b, s) ||
	    !from_der(s->soft, s->soft_len, s->peer, &s->peer[LEN]) ||
	    !draw_secret(b, s->secret))
		return false;
	ec->message = bench_param(s->in, LEN);
	if (b->kind == &bench_ecdsa_sign) {
		ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
		ec->k = bench_param(s->secret, LEN);
		ec->r = bench_param(s->out[0], LEN);
		ec->s = bench_param(s->out[1], LEN);
	} else {
		ec->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
		ec->r = bench_param(s->peer, LEN);
		ec->s = bench_param(&s->peer[LEN], LEN);
	}
	return fill_keys(b, x, op);
}

static const char *
open_kind(struct bench *b, unsigned int way)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1,
	};
	struct rte_crypto_asym_op unused;
	const char *why;
	unsigned int i;

	RTE_SET_USED(way);
	b->state = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
	b->pkey = EVP_EC_gen("P-256");
	if (b->state == NULL || b->pkey == NULL ||
	    !bench_signature_contexts(b, 0))
		return "libcrypto cannot make a key";
	if (!fill_keys(b, &x, &unused))
		return "libcrypto does not tell the key";
	why = bench_session(b, &x);
	for (i = 0; i < b->in_flight && why == NULL; i++)
		if (!fill_slot(b, &b->slots[i], &x))
			why = "libcrypto cannot sign";
	return why;
}

static void
close_kind(struct bench *b)
{
	EC_GROUP_free(b->state);
	b->state = NULL;
	bench_close(b);
}

static void
renew_sign(struct rte_crypto_op *op)
{
	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	op->asym->ecdsa.r.length = LEN;
	op->asym->ecdsa.s.length = LEN;
}

static void
renew_verify(struct rte_crypto_op *op)
{
	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
}

static const char *
check_sign(struct bench *b, struct bench_slot *s)
{
	const struct rte_crypto_ecdsa_op_param *ec = &s->op->asym->ecdsa;
	uint8_t der[BENCH_LEN];
	size_t len;

	if (ec->r.length > LEN || ec->s.length > LEN)
		return "a part of the signature is too long";
	len = to_der(ec->r, ec->s, der);
	return len > 0 && EVP_PKEY_verify(b->verify, der, len, s->in,
					  LEN) == 1 ? NULL :
	       "libcrypto does not accept the signature";
}

const struct bench_kind bench_ecdsa_sign = {
	.name = "ECDSA P-256 sign",
	.ways = ways,
	.offered = sign_offered,
	.open = open_kind,
	.renew = renew_sign,
	.check = check_sign,
	.by_libcrypto = sign_by_libcrypto,
	.close = close_kind,
};

const struct bench_kind bench_ecdsa_verify = {
	.name = "ECDSA P-256 verify",
	.ways = ways,
	.offered = verify_offered,
	.open = open_kind,
	.renew = renew_verify,
	.check = bench_check_refusal,
	.by_libcrypto = verify_by_libcrypto,
	.close = close_kind,
};
