/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: signatures, ECDSA and SM2. */

#include "mhpre.h"

/** Operands of a signature, and room for the result. */
struct sign_op {
	const struct mhpre_curve *curve;
	EC_POINT *g;
	EC_POINT *kg;
	BIGNUM *n;
	BIGNUM *d;
	BIGNUM *e;
	BIGNUM *k;
	BIGNUM *r;
	BIGNUM *s;
	BIGNUM *tmp;
};

/** Operands of a verification. */
struct verify_op {
	const struct mhpre_curve *curve;
	EC_POINT *g;
	EC_POINT *pub;
	EC_POINT *sum;
	BIGNUM *n;
	BIGNUM *e;
	BIGNUM *s;
	BIGNUM *r;
	BIGNUM *u;
	BIGNUM *v;
};

static bool
sign_get(struct mhpre_task *t, struct sign_op *o)
{
	o->curve = mhpre_curve_private(t);
	if (o->curve == NULL)
		return false;
	o->g = mhpre_point_get(t, o->curve, mhpre_key(t, HISI_HPRE_EC_PRIV_GX));
	o->kg = mhpre_point(t->h, o->curve);
	o->n = mhpre_key_num(t, HISI_HPRE_EC_PRIV_N);
	o->d = mhpre_key_num(t, HISI_HPRE_EC_PRIV_D);
	o->e = mhpre_in_num(t, HISI_HPRE_SIGN_IN_E);
	o->k = mhpre_in_num(t, HISI_HPRE_SIGN_IN_K);
	o->r = mhpre_num(t->h);
	o->s = mhpre_num(t->h);
	o->tmp = mhpre_num(t->h);
	/* Question 8. */
	return o->g != NULL && o->kg != NULL && o->tmp != NULL &&
	       !BN_is_zero(o->e);
}

/* Whether a is in [1, n - 1]. */
static bool
in_range(const BIGNUM *a, const BIGNUM *n)
{
	return !BN_is_zero(a) && BN_cmp(a, n) < 0;
}

/* x of k G, as it is. */
static bool
sign_x(struct mhpre_task *t, struct sign_op *o, BIGNUM *x)
{
	return mhpre_point_mul(t->h, o->curve, o->kg, o->k, o->g) &&
	       mhpre_point_xy(t->h, o->curve, o->kg, x, NULL);
}

static bool
sign_put(struct mhpre_task *t, const struct sign_op *o)
{
	return mhpre_num_put(o->r, mhpre_out(t, HISI_HPRE_SIGN_OUT_R), t->sz) &&
	       mhpre_num_put(o->s, mhpre_out(t, HISI_HPRE_SIGN_OUT_S), t->sz);
}

bool
mhpre_ecdsa_sign(struct mhpre_task *t)
{
	BN_CTX *bn = t->h->bn;
	struct sign_op o;

	if (!sign_get(t, &o) || !in_range(o.k, o.n))
		return false;
	if (!sign_x(t, &o, o.r) || !BN_nnmod(o.r, o.r, o.n, bn) ||
	    BN_is_zero(o.r))
		return false;
	/* s = k^-1 (e + r d) */
	return BN_mod_mul(o.tmp, o.r, o.d, o.n, bn) &&
	       BN_mod_add(o.tmp, o.tmp, o.e, o.n, bn) &&
	       mhpre_num_inverse(t, o.s, o.k, HISI_HPRE_EC_PRIV_N) &&
	       BN_mod_mul(o.s, o.s, o.tmp, o.n, bn) &&
	       !BN_is_zero(o.s) && sign_put(t, &o);
}

/* One attempt with o->k; inv = (1 + d)^-1. */
static bool
sm2_sign_with(struct mhpre_task *t, struct sign_op *o, const BIGNUM *inv)
{
	BN_CTX *bn = t->h->bn;

	if (!sign_x(t, o, o->r) || !BN_mod_add(o->r, o->r, o->e, o->n, bn) ||
	    BN_is_zero(o->r))
		return false;
	if (!BN_add(o->tmp, o->r, o->k) || BN_cmp(o->tmp, o->n) == 0)
		return false;
	/* s = (1 + d)^-1 (k - r d) */
	return BN_mod_mul(o->tmp, o->r, o->d, o->n, bn) &&
	       BN_mod_sub(o->tmp, o->k, o->tmp, o->n, bn) &&
	       BN_mod_mul(o->s, inv, o->tmp, o->n, bn) &&
	       !BN_is_zero(o->s);
}

bool
mhpre_sm2_sign(struct mhpre_task *t)
{
	BIGNUM *inv = mhpre_num(t->h), *max = mhpre_num(t->h);
	struct sign_op o;
	unsigned int i;

	if (!sign_get(t, &o) || BN_is_zero(o.n) ||
	    !BN_sub(max, o.n, BN_value_one()) || !BN_copy(inv, o.d) ||
	    !BN_add_word(inv, 1) ||
	    !mhpre_num_inverse(t, inv, inv, HISI_HPRE_EC_PRIV_N))
		return false;
	if (!t->ksel)
		return in_range(o.k, o.n) && sm2_sign_with(t, &o, inv) &&
		       sign_put(t, &o);
	for (i = 0; i < MHPRE_SM2_K_DRAWS; i++)
		if (mhpre_num_random(o.k, max) && sm2_sign_with(t, &o, inv))
			return sign_put(t, &o);
	return false;
}

static bool
verify_get(struct mhpre_task *t, struct verify_op *o)
{
	o->curve = mhpre_curve_public(t);
	if (o->curve == NULL)
		return false;
	o->g = mhpre_point_get(t, o->curve, mhpre_key(t, HISI_HPRE_EC_PUB_GX));
	o->pub = mhpre_point_get(t, o->curve, mhpre_key(t, HISI_HPRE_EC_PUB_X));
	o->sum = mhpre_point(t->h, o->curve);
	o->n = mhpre_key_num(t, HISI_HPRE_EC_PUB_N);
	o->e = mhpre_in_num(t, HISI_HPRE_VERIFY_IN_E);
	o->s = mhpre_in_num(t, HISI_HPRE_VERIFY_IN_S);
	o->r = mhpre_in_num(t, HISI_HPRE_VERIFY_IN_R);
	o->u = mhpre_num(t->h);
	o->v = mhpre_num(t->h);
	/* Question 9. */
	return o->g != NULL && o->pub != NULL && o->sum != NULL &&
	       o->v != NULL && !BN_is_zero(o->e);
}

/*
 * Begin a verification.
 * @return 1, 0 if r or s is out of range and the signature so not valid, or -1
 *   for an error
 */
static int
verify_begin(struct mhpre_task *t, struct verify_op *o)
{
	if (!verify_get(t, o))
		return -1;
	return in_range(o->r, o->n) && in_range(o->s, o->n);
}

/* x of u G + v P. *none is set if that is the point at infinity, which has no
 * x: no signature is valid then.
 */
static bool
verify_x(struct mhpre_task *t, struct verify_op *o, BIGNUM *x, bool *none)
{
	const struct mhpre_point_sum sum = {
		.k = o->u, .g = o->g, .l = o->v, .pt = o->pub,
	};

	if (!mhpre_point_mul_add(t->h, o->curve, o->sum, &sum))
		return false;
	*none = EC_POINT_is_at_infinity(o->curve->group, o->sum);
	return *none || mhpre_point_xy(t->h, o->curve, o->sum, x, NULL);
}

bool
mhpre_ecdsa_verify(struct mhpre_task *t)
{
	BN_CTX *bn = t->h->bn;
	struct verify_op o;
	bool none;
	int go = verify_begin(t, &o);

	if (go <= 0)
		return go == 0;
	/* u = e s^-1, v = r s^-1; all of it is public. */
	if (!mhpre_num_inverse(t, o.s, o.s, HISI_HPRE_EC_PUB_N) ||
	    !BN_mod_mul(o.u, o.e, o.s, o.n, bn) ||
	    !BN_mod_mul(o.v, o.r, o.s, o.n, bn) ||
	    !verify_x(t, &o, o.u, &none) || !BN_nnmod(o.u, o.u, o.n, bn))
		return false;
	t->valid = !none && BN_cmp(o.u, o.r) == 0;
	return true;
}

bool
mhpre_sm2_verify(struct mhpre_task *t)
{
	BN_CTX *bn = t->h->bn;
	struct verify_op o;
	bool none;
	int go = verify_begin(t, &o);

	if (go <= 0)
		return go == 0;
	if (!BN_mod_add(o.v, o.r, o.s, o.n, bn))
		return false;
	if (BN_is_zero(o.v))
		return true;
	if (BN_copy(o.u, o.s) == NULL || !verify_x(t, &o, o.u, &none) ||
	    !BN_mod_add(o.u, o.u, o.e, o.n, bn))
		return false;
	t->valid = !none && BN_cmp(o.u, o.r) == 0;
	return true;
}
