/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: SM2 key generation and public-key encryption. */

#include <string.h>
#include <openssl/crypto.h>

#include "mhpre.h"

#define SM2_SZ HISI_HPRE_ECC_SZ256

bool
mhpre_sm2_keygen(struct mhpre_task *t)
{
	const struct mhpre_curve *c;
	EC_POINT *g, *pub;
	BIGNUM *max, *d;

	/* Parameters of the key, base point of the input (question 13). */
	c = mhpre_curve_public(t);
	if (c == NULL)
		return false;
	g = mhpre_point_get(t, c, t->in);
	pub = mhpre_point(t->h, c);
	max = mhpre_key_num(t, HISI_HPRE_EC_PUB_N);
	d = mhpre_num(t->h);
	/* d in [1, n - 2] */
	return g != NULL && pub != NULL && d != NULL && BN_sub_word(max, 2) &&
	       mhpre_num_random(d, max) &&
	       mhpre_point_mul(t->h, c, pub, d, g) &&
	       mhpre_point_put(t, c, pub,
			       mhpre_out(t, HISI_HPRE_SM2_KG_OUT_X)) &&
	       mhpre_num_put(d, mhpre_out(t, HISI_HPRE_SM2_KG_OUT_D), t->sz);
}

/* A piece of a message. */
struct piece {
	const uint8_t *p;
	size_t len;
};

/* SM3 of n pieces, in order. */
static bool
sm3(struct mhpre_ctx *h, const struct piece *pieces, unsigned int n,
    uint8_t *digest)
{
	unsigned int i;
	bool ok;

	ok = EVP_DigestInit_ex(h->md, h->sm3, NULL);
	for (i = 0; ok && i < n; i++)
		ok = EVP_DigestUpdate(h->md, pieces[i].p, pieces[i].len);
	return ok && EVP_DigestFinal_ex(h->md, digest, NULL);
}

/* out = in xor KDF(x2 | y2). @return false if the key stream is all zeros: the
 * output would be the plaintext (question 14).
 */
static bool
kdf_xor(struct mhpre_task *t, const uint8_t *xy, const uint8_t *in,
	uint8_t *out)
{
	uint8_t block[HISI_HPRE_SM3_SZ], ct[4] = { 0 }, any = 0;
	const struct piece pieces[] = {
		{ xy, 2 * SM2_SZ }, { ct, sizeof(ct) },
	};
	size_t i, n, done;
	bool ok = true;

	for (done = 0; ok && done < t->mlen; done += n) {
		n = t->mlen - done;
		if (n > sizeof(block))
			n = sizeof(block);
		/* Big-endian; 512 bytes take 16 blocks. */
		ct[3]++;
		ok = sm3(t->h, pieces, 2, block);
		for (i = 0; ok && i < n; i++) {
			any |= block[i];
			out[done + i] = in[done + i] ^ block[i];
		}
	}
	OPENSSL_cleanse(block, sizeof(block));
	return ok && any != 0;
}

/* C3 = SM3(x2 | M | y2) */
static bool
c3(struct mhpre_task *t, const uint8_t *xy, const uint8_t *msg,
   uint8_t *digest)
{
	const struct piece pieces[] = {
		{ xy, SM2_SZ }, { msg, t->mlen }, { xy + SM2_SZ, SM2_SZ },
	};

	return sm3(t->h, pieces, 3, digest);
}

/** Operands of an encryption. */
struct enc_op {
	const struct mhpre_curve *curve;
	EC_POINT *g;
	EC_POINT *pub;
	EC_POINT *c1;
	EC_POINT *shared;
	BIGNUM *n;
	BIGNUM *k;
	BIGNUM *max; /**< n - 1 */
};

static bool
enc_get(struct mhpre_task *t, struct enc_op *o)
{
	o->curve = mhpre_curve_public(t);
	if (o->curve == NULL)
		return false;
	o->g = mhpre_point_get(t, o->curve, mhpre_key(t, HISI_HPRE_EC_PUB_GX));
	o->pub = mhpre_point_get(t, o->curve, mhpre_key(t, HISI_HPRE_EC_PUB_X));
	o->c1 = mhpre_point(t->h, o->curve);
	o->shared = mhpre_point(t->h, o->curve);
	o->n = mhpre_key_num(t, HISI_HPRE_EC_PUB_N);
	o->k = mhpre_in_num(t, HISI_HPRE_SM2_ENC_IN_K);
	o->max = mhpre_num(t->h);
	return o->g != NULL && o->pub != NULL && o->c1 != NULL &&
	       o->shared != NULL && o->max != NULL &&
	       BN_sub(o->max, o->n, BN_value_one());
}

/* One attempt with o->k. */
static bool
enc_with(struct mhpre_task *t, struct enc_op *o)
{
	const uint8_t *msg = mhpre_in(t, HISI_HPRE_SM2_ENC_IN_MSG);
	uint8_t *c2 = mhpre_out(t, HISI_HPRE_SM2_TEXT_C2);
	uint8_t xy[2 * SM2_SZ];
	bool ok;

	ok = mhpre_point_mul(t->h, o->curve, o->c1, o->k, o->g) &&
	     mhpre_point_put(t, o->curve, o->c1,
			     mhpre_out(t, HISI_HPRE_SM2_TEXT_C1)) &&
	     mhpre_point_mul(t->h, o->curve, o->shared, o->k, o->pub) &&
	     mhpre_point_put(t, o->curve, o->shared, xy) &&
	     kdf_xor(t, xy, msg, c2) && c3(t, xy, msg, c2 + t->mlen);
	OPENSSL_cleanse(xy, sizeof(xy));
	return ok;
}

bool
mhpre_sm2_encrypt(struct mhpre_task *t)
{
	struct enc_op o;
	unsigned int i;

	if (!enc_get(t, &o))
		return false;
	/* The range of k is that of signing (question 8). */
	if (!t->ksel)
		return !BN_is_zero(o.k) && BN_cmp(o.k, o.n) < 0 &&
		       enc_with(t, &o);
	for (i = 0; i < MHPRE_SM2_K_DRAWS; i++)
		if (mhpre_num_random(o.k, o.max) && enc_with(t, &o))
			return true;
	return false;
}

bool
mhpre_sm2_decrypt(struct mhpre_task *t)
{
	const uint8_t *c2 = mhpre_in(t, HISI_HPRE_SM2_TEXT_C2);
	uint8_t xy[2 * SM2_SZ], digest[HISI_HPRE_SM3_SZ];
	const struct mhpre_curve *c;
	EC_POINT *c1, *shared;
	BIGNUM *d;
	bool ok;

	c = mhpre_curve_private(t);
	if (c == NULL)
		return false;
	c1 = mhpre_point_get(t, c, mhpre_in(t, HISI_HPRE_SM2_TEXT_C1));
	shared = mhpre_point(t->h, c);
	d = mhpre_key_num(t, HISI_HPRE_EC_PRIV_D);
	ok = c1 != NULL && d != NULL &&
	     mhpre_point_mul(t->h, c, shared, d, c1) &&
	     mhpre_point_put(t, c, shared, xy) &&
	     kdf_xor(t, xy, c2, t->out) && c3(t, xy, t->out, digest) &&
	     CRYPTO_memcmp(digest, c2 + t->mlen, sizeof(digest)) == 0;
	OPENSSL_cleanse(xy, sizeof(xy));
	return ok;
}
