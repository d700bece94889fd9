/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Curves of the tests as numbers, with a reference. */

#include "model_hpre_ref.h"

static void
group_open(struct hpre_ref *r)
{
	EC_POINT *g;

	r->group = EC_GROUP_new_curve_GFp(r->p, r->a, r->b, r->bn);
	assert_non_null(r->group);
	g = EC_POINT_new(r->group);
	assert_true(g != NULL &&
		    EC_POINT_set_affine_coordinates(r->group, g, r->gx, r->gy,
						    r->bn) &&
		    EC_GROUP_set_generator(r->group, g, r->n,
					   BN_value_one()));
	EC_POINT_free(g);
}

void
hpre_ref_open(struct hpre_ref *r, const struct hpre_curve_def *def)
{
	*r = (struct hpre_ref){ .hsz = def->hsz, .bn = BN_CTX_new() };
	assert_true(BN_hex2bn(&r->p, def->p) && BN_hex2bn(&r->a, def->a) &&
		    BN_hex2bn(&r->b, def->b) && BN_hex2bn(&r->n, def->n) &&
		    BN_hex2bn(&r->gx, def->gx) && BN_hex2bn(&r->gy, def->gy));
	group_open(r);
}

void
hpre_ref_close(struct hpre_ref *r)
{
	EC_GROUP_free(r->group);
	BN_free(r->p);
	BN_free(r->a);
	BN_free(r->b);
	BN_free(r->n);
	BN_free(r->gx);
	BN_free(r->gy);
	BN_CTX_free(r->bn);
}

/* v = v u^e mod p */
static void
scale(const struct hpre_ref *r, BIGNUM *v, unsigned long u, unsigned int e)
{
	while (e-- > 0)
		assert_true(BN_mul_word(v, u) && BN_nnmod(v, v, r->p, r->bn));
}

void
hpre_ref_twist(struct hpre_ref *r, unsigned long u)
{
	EC_GROUP_free(r->group);
	scale(r, r->gx, u, 2);
	scale(r, r->gy, u, 3);
	scale(r, r->a, u, 4);
	scale(r, r->b, u, 6);
	group_open(r);
}

bool
hpre_ref_mul(const struct hpre_ref *r, const BIGNUM *k, const BIGNUM *x,
	     const BIGNUM *y, BIGNUM *rx, BIGNUM *ry)
{
	EC_POINT *pt = EC_POINT_new(r->group);
	bool finite;

	assert_true(pt != NULL &&
		    EC_POINT_set_affine_coordinates(r->group, pt, x, y,
						    r->bn) &&
		    EC_POINT_mul(r->group, pt, NULL, pt, k, r->bn));
	finite = !EC_POINT_is_at_infinity(r->group, pt);
	if (finite)
		assert_true(EC_POINT_get_affine_coordinates(r->group, pt, rx,
							    ry, r->bn));
	EC_POINT_free(pt);
	return finite;
}

BIGNUM *
hpre_ref_scalar(const struct hpre_ref *r)
{
	BIGNUM *k = BN_new();

	do {
		assert_true(k != NULL && BN_rand_range(k, r->n));
	} while (BN_is_zero(k));
	return k;
}

void
hpre_ref_private(struct hpre_buf *b, const struct hpre_ref *r,
		 const BIGNUM *d, unsigned int slots)
{
	size_t start = b->len;

	hpre_add_bn(b, r->hsz, r->p);
	hpre_add_bn(b, r->hsz, r->a);
	hpre_add_bn(b, r->hsz, d);
	hpre_add_bn(b, r->hsz, r->b);
	hpre_add_bn(b, r->hsz, r->n);
	hpre_add_bn(b, r->hsz, r->gx);
	hpre_add_bn(b, r->hsz, r->gy);
	b->len = start + slots * r->hsz;
}

void
hpre_ref_public(struct hpre_buf *b, const struct hpre_ref *r, const BIGNUM *x,
		const BIGNUM *y)
{
	hpre_add_bn(b, r->hsz, r->p);
	hpre_add_bn(b, r->hsz, r->a);
	hpre_add_bn(b, r->hsz, r->b);
	hpre_add_bn(b, r->hsz, r->n);
	hpre_add_bn(b, r->hsz, r->gx);
	hpre_add_bn(b, r->hsz, r->gy);
	hpre_add_bn(b, r->hsz, x);
	hpre_add_bn(b, r->hsz, y);
}
