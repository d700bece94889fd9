/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Command bench: Diffie-Hellman in group ffdhe2048 of RFC 7919, with private
 * keys of 256 bits.
 */

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <rte_common.h>
#include <rte_cryptodev.h>

#include "bench.h"

#define PRIVATE_BITS 256

static const char *const ways[] = { "", NULL };

/* The group, in b->state while public keys are measured. */
struct group {
	BIGNUM *p, *g;
	BN_MONT_CTX *mont;
	BN_CTX *ctx;
};

/* Flags of key exchange in capabilities mean different bits to different
 * drivers of this release: only the xform counts.
 */
static bool
offered(const struct st_crypto *d)
{
	return bench_has_xform(d, RTE_CRYPTO_ASYM_XFORM_DH);
}

static EVP_PKEY *
make_key(void)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "DH", NULL);
	char name[] = "ffdhe2048";
	int bits = PRIVATE_BITS;
	OSSL_PARAM params[] = {
		OSSL_PARAM_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name,
				       sizeof(name) - 1),
		OSSL_PARAM_int(OSSL_PKEY_PARAM_DH_PRIV_LEN, &bits),
		OSSL_PARAM_END,
	};
	EVP_PKEY *key = NULL;

	if (ctx != NULL && EVP_PKEY_keygen_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_params(ctx, params) == 1)
		EVP_PKEY_generate(ctx, &key);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static void
free_group(struct group *gr)
{
	if (gr == NULL)
		return;
	BN_free(gr->p);
	BN_free(gr->g);
	BN_MONT_CTX_free(gr->mont);
	BN_CTX_free(gr->ctx);
	OPENSSL_free(gr);
}

static struct group *
make_group(const EVP_PKEY *key)
{
	struct group *gr = OPENSSL_zalloc(sizeof(*gr));

	if (gr == NULL)
		return NULL;
	gr->mont = BN_MONT_CTX_new();
	gr->ctx = BN_CTX_new();
	if (gr->mont != NULL && gr->ctx != NULL &&
	    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_FFC_P, &gr->p) == 1 &&
	    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_FFC_G, &gr->g) == 1 &&
	    BN_MONT_CTX_set(gr->mont, gr->p, gr->ctx) == 1)
		return gr;
	free_group(gr);
	return NULL;
}

/* g^x mod p, as libcrypto makes the public key of a private one. */
static bool
public_by_libcrypto(struct bench *b, struct bench_slot *s)
{
	struct group *gr = b->state;
	BIGNUM *x = BN_bin2bn(s->in, s->in_len, NULL), *y = BN_new();
	bool ok;

	ok = x != NULL && y != NULL &&
	     BN_mod_exp_mont_consttime(y, gr->g, x, gr->p, gr->ctx,
				       gr->mont) == 1 &&
	     BN_bn2binpad(y, s->soft, BENCH_LEN) == BENCH_LEN;
	s->soft_len = BENCH_LEN;
	BN_clear_free(x);
	BN_free(y);
	return ok;
}

static bool
secret_by_libcrypto(struct bench *b, struct bench_slot *s)
{
	RTE_SET_USED(b);
	s->soft_len = sizeof(s->soft);
	return EVP_PKEY_derive(s->state, s->soft, &s->soft_len) == 1;
}

/* A slot's public key is made from its own private key, its secret from the
 * session's private key and its own public key.
 */
static bool
fill_slot(struct bench *b, struct bench_slot *s)
{
	struct rte_crypto_dh_op_param *dh = &bench_op(b, s)->dh;
	bool secret = b->kind == &bench_dh_secret;
	EVP_PKEY *own = make_key();
	rte_crypto_param private, public;
	bool ok = own != NULL;

	if (!ok)
		return false;
	private = bench_number(secret ? b->pkey : own,
			       OSSL_PKEY_PARAM_PRIV_KEY, s->in,
			       PRIVATE_BITS / 8);
	public = bench_number(own, OSSL_PKEY_PARAM_PUB_KEY, s->peer,
			      BENCH_LEN);
	s->in_len = private.length;
	ok = private.length != 0 && public.length != 0;
	dh->priv_key = private;
	if (secret) {
		s->state = EVP_PKEY_CTX_new(b->pkey, NULL);
		ok = ok && s->state != NULL &&
		     EVP_PKEY_derive_init(s->state) == 1 &&
		     EVP_PKEY_derive_set_peer(s->state, own) == 1;
		dh->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
		dh->pub_key = public;
		dh->shared_secret = bench_param(s->out[0], BENCH_LEN);
	} else {
		dh->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
		dh->pub_key = bench_param(s->out[0], BENCH_LEN);
	}
	EVP_PKEY_free(own);
	return ok;
}

static const char *
open_kind(struct bench *b, unsigned int way)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
	};
	const char *why;
	unsigned int i;

	RTE_SET_USED(way);
	b->pkey = make_key();
	b->state = b->pkey != NULL ? make_group(b->pkey) : NULL;
	if (b->state == NULL)
		return "libcrypto cannot make a key";
	x.dh.p = bench_number(b->pkey, OSSL_PKEY_PARAM_FFC_P, b->key->part[0],
			      0);
	x.dh.g = bench_number(b->pkey, OSSL_PKEY_PARAM_FFC_G, b->key->part[1],
			      0);
	why = bench_session(b, &x);
	for (i = 0; i < b->in_flight && why == NULL; i++)
		if (!fill_slot(b, &b->slots[i]))
			why = "libcrypto cannot make a key";
	return why;
}

static void
close_kind(struct bench *b)
{
	unsigned int i;

	for (i = 0; i < b->in_flight; i++) {
		EVP_PKEY_CTX_free(b->slots[i].state);
		b->slots[i].state = NULL;
	}
	free_group(b->state);
	b->state = NULL;
	bench_close(b);
}

static void
renew_public(struct rte_crypto_op *op)
{
	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	op->asym->dh.pub_key.length = BENCH_LEN;
}

static void
renew_secret(struct rte_crypto_op *op)
{
	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	op->asym->dh.shared_secret.length = BENCH_LEN;
}

/* Compared as numbers: not all devices write leading zeros. */
static bool
same_number(rte_crypto_param a, const uint8_t *b, size_t b_len)
{
	BIGNUM *na, *nb = BN_bin2bn(b, b_len, NULL);
	bool same;

	if (a.length > BENCH_LEN) {
		BN_free(nb);
		return false;
	}
	na = BN_bin2bn(a.data, a.length, NULL);
	same = na != NULL && nb != NULL && BN_cmp(na, nb) == 0;
	BN_free(na);
	BN_free(nb);
	return same;
}

static const char *
check_public(struct bench *b, struct bench_slot *s)
{
	RTE_SET_USED(b);
	return same_number(s->op->asym->dh.pub_key, s->peer, BENCH_LEN) ?
	       NULL : "not the public key of the private key";
}

static const char *
check_secret(struct bench *b, struct bench_slot *s)
{
	return secret_by_libcrypto(b, s) &&
	       same_number(s->op->asym->dh.shared_secret, s->soft,
			   s->soft_len) ? NULL : "not the shared secret";
}

const struct bench_kind bench_dh_public = {
	.name = "DH 2048 public key",
	.ways = ways,
	.offered = offered,
	.open = open_kind,
	.renew = renew_public,
	.check = check_public,
	.by_libcrypto = public_by_libcrypto,
	.close = close_kind,
};

const struct bench_kind bench_dh_secret = {
	.name = "DH 2048 shared secret",
	.ways = ways,
	.offered = offered,
	.open = open_kind,
	.renew = renew_secret,
	.check = check_secret,
	.by_libcrypto = secret_by_libcrypto,
	.close = close_kind,
};
