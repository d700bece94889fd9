/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: short-Weierstrass curves given by value, points on them. */

#include <string.h>
#include <openssl/obj_mac.h>

#include "mhpre.h"

/*
 * Curves libcrypto has by name. There it has faster code for some of them,
 * and multiplies in constant time, which it can do only for points whose
 * order it knows. All have cofactor 1.
 */
static const struct {
	int nid;
	int bits; /**< Of p. */
} named[] = {
	{ NID_X9_62_prime256v1, 256 },
	{ NID_sm2, 256 },
	{ NID_secp256k1, 256 },
	{ NID_brainpoolP256r1, 256 },
	{ NID_secp384r1, 384 },
	{ NID_brainpoolP384r1, 384 },
	{ NID_secp521r1, 521 },
	{ NID_brainpoolP512r1, 512 },
	{ NID_brainpoolP320r1, 320 },
	{ NID_secp224r1, 224 },
	{ NID_X9_62_prime192v1, 192 },
	{ NID_secp192k1, 192 },
	{ NID_secp128r1, 128 },
};

void
mhpre_curve_drop(void *obj)
{
	struct mhpre_curve *c = obj;

	EC_GROUP_free(c->group);
	BN_free(c->p);
	BN_free(c->order);
	OPENSSL_free(c);
}

static EC_GROUP *
named_group(struct mhpre_ctx *h, const BIGNUM *p, const BIGNUM *a,
	    const BIGNUM *b)
{
	BIGNUM *gp = mhpre_num(h), *ga = mhpre_num(h), *gb = mhpre_num(h);
	EC_GROUP *group;
	size_t i;

	for (i = 0; gb != NULL && i < sizeof(named) / sizeof(named[0]); i++) {
		if (named[i].bits != BN_num_bits(p))
			continue;
		/* Some builds of libcrypto lack curves. */
		group = EC_GROUP_new_by_curve_name(named[i].nid);
		if (group == NULL)
			continue;
		if (EC_GROUP_get_curve(group, gp, ga, gb, h->bn) &&
		    BN_cmp(gp, p) == 0 && BN_cmp(ga, a) == 0 &&
		    BN_cmp(gb, b) == 0)
			return group;
		EC_GROUP_free(group);
	}
	return NULL;
}

void *
mhpre_curve_make(struct mhpre_ctx *h, const uint8_t *key, size_t len)
{
	struct mhpre_curve *c = OPENSSL_zalloc(sizeof(*c));
	size_t sz = len / 3;
	BIGNUM *a, *b;

	if (c == NULL)
		return NULL;
	c->p = BN_bin2bn(key, sz, NULL);
	a = mhpre_num_get(h, key + sz, sz);
	b = mhpre_num_get(h, key + 2 * sz, sz);
	if (c->p == NULL || b == NULL)
		goto fail;
	c->group = named_group(h, c->p, a, b);
	if (c->group != NULL) {
		c->order = BN_dup(EC_GROUP_get0_order(c->group));
		if (c->order != NULL)
			return c;
		goto fail;
	}
	c->group = EC_GROUP_new_curve_GFp(c->p, a, b, h->bn);
	if (c->group != NULL)
		return c;
fail:
	mhpre_curve_drop(c);
	return NULL;
}

static const struct mhpre_curve *
curve_get(struct mhpre_task *t, const uint8_t *p, const uint8_t *a,
	  const uint8_t *b)
{
	uint8_t pab[3 * HISI_HPRE_ECC_SZ576];

	memcpy(pab, p, t->sz);
	memcpy(pab + t->sz, a, t->sz);
	memcpy(pab + 2 * t->sz, b, t->sz);
	return mhpre_cache_get(t->h, &t->h->curve, pab, 3 * t->sz);
}

const struct mhpre_curve *
mhpre_curve_private(struct mhpre_task *t)
{
	return curve_get(t, mhpre_key(t, HISI_HPRE_EC_PRIV_P),
			 mhpre_key(t, HISI_HPRE_EC_PRIV_A),
			 mhpre_key(t, HISI_HPRE_EC_PRIV_B));
}

const struct mhpre_curve *
mhpre_curve_public(struct mhpre_task *t)
{
	return curve_get(t, mhpre_key(t, HISI_HPRE_EC_PUB_P),
			 mhpre_key(t, HISI_HPRE_EC_PUB_A),
			 mhpre_key(t, HISI_HPRE_EC_PUB_B));
}

EC_POINT *
mhpre_point(struct mhpre_ctx *h, const struct mhpre_curve *c)
{
	EC_POINT *pt;

	if (h->points == MHPRE_POINTS)
		return NULL;
	pt = EC_POINT_new(c->group);
	if (pt != NULL)
		h->point[h->points++] = pt;
	return pt;
}

EC_POINT *
mhpre_point_get(struct mhpre_task *t, const struct mhpre_curve *c,
		const uint8_t *xy)
{
	EC_POINT *pt = mhpre_point(t->h, c);
	BIGNUM *x, *y;

	x = mhpre_num_get(t->h, mhpre_slot(xy, t->sz, HISI_HPRE_POINT_X),
			  t->sz);
	y = mhpre_num_get(t->h, mhpre_slot(xy, t->sz, HISI_HPRE_POINT_Y),
			  t->sz);
	if (pt == NULL || y == NULL || BN_cmp(x, c->p) >= 0 ||
	    BN_cmp(y, c->p) >= 0)
		return NULL;
	/* Checks that the point is on the curve. */
	if (!EC_POINT_set_affine_coordinates(c->group, pt, x, y, t->h->bn))
		return NULL;
	return pt;
}

bool
mhpre_point_xy(struct mhpre_ctx *h, const struct mhpre_curve *c,
	       const EC_POINT *pt, BIGNUM *x, BIGNUM *y)
{
	return !EC_POINT_is_at_infinity(c->group, pt) &&
	       EC_POINT_get_affine_coordinates(c->group, pt, x, y, h->bn);
}

bool
mhpre_point_put(struct mhpre_task *t, const struct mhpre_curve *c,
		const EC_POINT *pt, uint8_t *xy)
{
	BIGNUM *x = mhpre_num(t->h), *y = mhpre_num(t->h);

	return y != NULL && mhpre_point_xy(t->h, c, pt, x, y) &&
	       mhpre_num_put(x, xy + t->sz * HISI_HPRE_POINT_X, t->sz) &&
	       mhpre_num_put(y, xy + t->sz * HISI_HPRE_POINT_Y, t->sz);
}

/* libcrypto's own code for a curve takes only scalars below the order. */
static const BIGNUM *
reduced(struct mhpre_ctx *h, const struct mhpre_curve *c, const BIGNUM *k)
{
	BIGNUM *r;

	if (c->order == NULL || BN_cmp(k, c->order) < 0)
		return k;
	r = mhpre_num(h);
	if (r == NULL || !BN_nnmod(r, k, c->order, h->bn))
		return NULL;
	return r;
}

/* Whether a point is the one libcrypto has tables for. */
static bool
is_base(struct mhpre_ctx *h, const struct mhpre_curve *c, const EC_POINT *pt)
{
	return c->order != NULL &&
	       EC_POINT_cmp(c->group, pt, EC_GROUP_get0_generator(c->group),
			    h->bn) == 0;
}

bool
mhpre_point_mul(struct mhpre_ctx *h, const struct mhpre_curve *c, EC_POINT *r,
		const BIGNUM *k, const EC_POINT *pt)
{
	k = reduced(h, c, k);
	if (k == NULL || r == NULL)
		return false;
	if (is_base(h, c, pt))
		return EC_POINT_mul(c->group, r, k, NULL, NULL, h->bn);
	return EC_POINT_mul(c->group, r, NULL, pt, k, h->bn);
}

bool
mhpre_point_mul_add(struct mhpre_ctx *h, const struct mhpre_curve *c,
		    EC_POINT *r, const struct mhpre_point_sum *s)
{
	const BIGNUM *k = reduced(h, c, s->k), *l = reduced(h, c, s->l);
	EC_POINT *first;

	if (k == NULL || l == NULL || r == NULL)
		return false;
	if (is_base(h, c, s->g))
		return EC_POINT_mul(c->group, r, k, s->pt, l, h->bn);
	first = mhpre_point(h, c);
	return first != NULL &&
	       EC_POINT_mul(c->group, first, NULL, s->g, k, h->bn) &&
	       EC_POINT_mul(c->group, r, NULL, s->pt, l, h->bn) &&
	       EC_POINT_add(c->group, r, r, first, h->bn);
}

bool
mhpre_ec_multiply(struct mhpre_task *t)
{
	const struct mhpre_curve *c;
	EC_POINT *pt, *r;
	BIGNUM *k;

	c = mhpre_curve_private(t);
	if (c == NULL)
		return false;
	pt = mhpre_point_get(t, c, t->in);
	r = mhpre_point(t->h, c);
	k = mhpre_key_num(t, HISI_HPRE_EC_PRIV_D);
	/* A zero scalar gives the point at infinity (question 7). */
	return pt != NULL && r != NULL && k != NULL && !BN_is_zero(k) &&
	       mhpre_point_mul(t->h, c, r, k, pt) &&
	       mhpre_point_put(t, c, r, t->out);
}
