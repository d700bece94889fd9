/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: RSA and Diffie-Hellman, the algorithms of queue type 0. */

#include "mhpre.h"

/*
 * RSA exponents up to this length are public ones: a private exponent this
 * short would give its key away without any look at the clock.
 */
#define RSA_PUBLIC_EXP_BITS 64

/** RSA key as NC_CRT takes it (5.1.2). */
struct crt_key {
	BIGNUM *dq;
	BIGNUM *dp;
	BIGNUM *q;
	BIGNUM *p;
	BIGNUM *qinv;
	BIGNUM *n;
	BN_MONT_CTX *mont_q;
	BN_MONT_CTX *mont_p;
};

/* Out = base^exp mod m with m in the second slot of the key. */
static bool
mod_exp(struct mhpre_task *t, const BIGNUM *base, const BIGNUM *exp,
	unsigned int public_bits)
{
	const struct mhpre_modulus *m;
	BIGNUM *r = mhpre_num(t->h);

	m = mhpre_modulus_get(t->h, mhpre_key(t, 1), t->sz);
	/* Question 3. */
	if (r == NULL || m == NULL || BN_cmp(base, m->m) >= 0)
		return false;
	if ((unsigned int)BN_num_bits(exp) <= public_bits) {
		if (!BN_mod_exp_mont(r, base, exp, m->m, t->h->bn, m->mont))
			return false;
	} else if (!BN_mod_exp_mont_consttime(r, base, exp, m->m, t->h->bn,
					      m->mont)) {
		return false;
	}
	return mhpre_num_put(r, t->out, t->sz);
}

bool
mhpre_rsa_ncrt(struct mhpre_task *t)
{
	BIGNUM *exp, *m;

	exp = mhpre_key_num(t, HISI_HPRE_NCRT_KEY_EXP);
	m = mhpre_in_num(t, 0);
	return m != NULL && mod_exp(t, m, exp, RSA_PUBLIC_EXP_BITS);
}

bool
mhpre_dh(struct mhpre_task *t)
{
	BIGNUM *x, *base;

	x = mhpre_key_num(t, HISI_HPRE_DH_KEY_X);
	base = mhpre_in_num(t, 0);
	return base != NULL && mod_exp(t, base, x, 0);
}

bool
mhpre_dh_g2(struct mhpre_task *t)
{
	BIGNUM *x, *base;

	x = mhpre_key_num(t, HISI_HPRE_DH_KEY_X);
	base = mhpre_num(t->h);
	return base != NULL && BN_set_word(base, 2) && mod_exp(t, base, x, 0);
}

void
mhpre_crt_drop(void *obj)
{
	struct crt_key *k = obj;

	BN_clear_free(k->dq);
	BN_clear_free(k->dp);
	BN_clear_free(k->q);
	BN_clear_free(k->p);
	BN_clear_free(k->qinv);
	BN_clear_free(k->n);
	BN_MONT_CTX_free(k->mont_q);
	BN_MONT_CTX_free(k->mont_p);
	OPENSSL_free(k);
}

static BIGNUM *
half_get(const uint8_t *key, size_t half, unsigned int i)
{
	return BN_bin2bn(mhpre_slot(key, half, i), half, NULL);
}

static bool
crt_setup(struct mhpre_ctx *h, struct crt_key *k, const uint8_t *key,
	  size_t half)
{
	k->dq = half_get(key, half, HISI_HPRE_CRT_HALF_DQ);
	k->dp = half_get(key, half, HISI_HPRE_CRT_HALF_DP);
	k->q = half_get(key, half, HISI_HPRE_CRT_HALF_Q);
	k->p = half_get(key, half, HISI_HPRE_CRT_HALF_P);
	k->qinv = half_get(key, half, HISI_HPRE_CRT_HALF_QINV);
	k->n = BN_new();
	k->mont_q = BN_MONT_CTX_new();
	k->mont_p = BN_MONT_CTX_new();
	return k->dq != NULL && k->dp != NULL && k->q != NULL &&
	       k->p != NULL && k->qinv != NULL && k->n != NULL &&
	       k->mont_q != NULL && k->mont_p != NULL &&
	       BN_is_odd(k->p) && BN_is_odd(k->q) &&
	       BN_mul(k->n, k->p, k->q, h->bn) &&
	       BN_MONT_CTX_set(k->mont_q, k->q, h->bn) &&
	       BN_MONT_CTX_set(k->mont_p, k->p, h->bn);
}

void *
mhpre_crt_make(struct mhpre_ctx *h, const uint8_t *key, size_t len)
{
	struct crt_key *k = OPENSSL_zalloc(sizeof(*k));

	if (k == NULL)
		return NULL;
	if (crt_setup(h, k, key, len / HISI_HPRE_CRT_HALF_SLOTS))
		return k;
	mhpre_crt_drop(k);
	return NULL;
}

bool
mhpre_rsa_crt(struct mhpre_task *t)
{
	BN_CTX *bn = t->h->bn;
	BIGNUM *c, *cp, *cq, *m1, *m2;
	const struct crt_key *k;

	k = mhpre_cache_get(t->h, &t->h->crt, t->key,
			    t->sz / 2 * HISI_HPRE_CRT_HALF_SLOTS);
	c = mhpre_in_num(t, 0);
	cp = mhpre_num(t->h);
	cq = mhpre_num(t->h);
	m1 = mhpre_num(t->h);
	m2 = mhpre_num(t->h);
	/* Question 3. */
	if (k == NULL || m2 == NULL || BN_cmp(c, k->n) >= 0)
		return false;
	if (!BN_mod(cp, c, k->p, bn) || !BN_mod(cq, c, k->q, bn))
		return false;
	/* Both at once: libcrypto has vector code for the pair. */
	if (!BN_mod_exp_mont_consttime_x2(m1, cp, k->dp, k->p, k->mont_p,
					  m2, cq, k->dq, k->q, k->mont_q, bn))
		return false;
	/* m2 + q (qinv (m1 - m2) mod p); below p q whatever qinv is. */
	return BN_mod_sub(m1, m1, m2, k->p, bn) &&
	       BN_mod_mul(m1, m1, k->qinv, k->p, bn) &&
	       BN_mul(m1, m1, k->q, bn) && BN_add(m1, m1, m2) &&
	       mhpre_num_put(m1, t->out, t->sz);
}

/** A key under construction. */
struct kg {
	BIGNUM *p;
	BIGNUM *q;
	BIGNUM *p1; /**< p - 1 */
	BIGNUM *q1;
	BIGNUM *d;
	BIGNUM *tmp;
};

/* a^-1 mod m for secret a and m; m gets the flag that asks for it. */
static bool
kg_inverse(struct mhpre_task *t, BIGNUM *r, const BIGNUM *a, const BIGNUM *m)
{
	BIGNUM *secret = mhpre_num(t->h);

	if (secret == NULL || BN_copy(secret, m) == NULL)
		return false;
	BN_set_flags(secret, BN_FLG_CONSTTIME);
	return BN_mod_inverse(r, a, secret, t->h->bn) != NULL;
}

/* The part both codes have in common: d and n. */
static bool
kg_d_n(struct mhpre_task *t, struct kg *g)
{
	BN_CTX *bn = t->h->bn;
	size_t half = t->sz / 2;
	BIGNUM *e;

	e = mhpre_key_num(t, HISI_HPRE_KG_KEY_E);
	g->p = mhpre_num_get(t->h, mhpre_slot(t->key, half,
					   HISI_HPRE_KG_KEY_HALF_P), half);
	g->q = mhpre_num_get(t->h, mhpre_slot(t->key, half,
					   HISI_HPRE_KG_KEY_HALF_Q), half);
	g->p1 = mhpre_num(t->h);
	g->q1 = mhpre_num(t->h);
	g->d = mhpre_num(t->h);
	g->tmp = mhpre_num(t->h);
	/* An even modulus is refused (question 3). */
	if (g->tmp == NULL || !BN_is_odd(g->p) || !BN_is_odd(g->q))
		return false;
	if (!BN_sub(g->p1, g->p, BN_value_one()) ||
	    !BN_sub(g->q1, g->q, BN_value_one()))
		return false;
	/* Modulo phi, not lcm (question 4). */
	return BN_mul(g->tmp, g->p1, g->q1, bn) &&
	       kg_inverse(t, g->d, e, g->tmp) &&
	       mhpre_num_put(g->d, mhpre_out(t, HISI_HPRE_KG_OUT_D), t->sz) &&
	       BN_mul(g->tmp, g->p, g->q, bn) &&
	       mhpre_num_put(g->tmp, mhpre_out(t, HISI_HPRE_KG_OUT_N), t->sz);
}

static bool
kg_half_put(struct mhpre_task *t, const BIGNUM *a, unsigned int i)
{
	return mhpre_num_put(a, t->out + t->sz / 2 * i, t->sz / 2);
}

bool
mhpre_rsa_kg_std(struct mhpre_task *t)
{
	struct kg g;

	return kg_d_n(t, &g);
}

bool
mhpre_rsa_kg_crt(struct mhpre_task *t)
{
	BN_CTX *bn = t->h->bn;
	struct kg g;

	return kg_d_n(t, &g) &&
	       kg_inverse(t, g.tmp, g.q, g.p) &&
	       kg_half_put(t, g.tmp, HISI_HPRE_KG_OUT_HALF_QINV) &&
	       BN_mod(g.tmp, g.d, g.q1, bn) &&
	       kg_half_put(t, g.tmp, HISI_HPRE_KG_OUT_HALF_DQ) &&
	       BN_mod(g.tmp, g.d, g.p1, bn) &&
	       kg_half_put(t, g.tmp, HISI_HPRE_KG_OUT_HALF_DP);
}
