/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: numbers of a descriptor and arithmetic modulo a number. */

#include "mhpre.h"

bool
mhpre_nums_begin(struct mhpre_ctx *h)
{
	if (h->bn == NULL)
		h->bn = BN_CTX_new();
	if (h->bn == NULL)
		return false;
	BN_CTX_start(h->bn);
	h->no_num = false;
	return true;
}

void
mhpre_nums_end(struct mhpre_ctx *h)
{
	/* BN_CTX keeps the numbers for later, with all that is in them. */
	while (h->nums > 0)
		BN_clear(h->num[--h->nums]);
	while (h->points > 0)
		EC_POINT_clear_free(h->point[--h->points]);
	BN_CTX_end(h->bn);
}

BIGNUM *
mhpre_num(struct mhpre_ctx *h)
{
	BIGNUM *a;

	if (h->no_num || h->nums == MHPRE_NUMS)
		return NULL;
	a = BN_CTX_get(h->bn);
	if (a == NULL)
		h->no_num = true;
	else
		h->num[h->nums++] = a;
	return a;
}

BIGNUM *
mhpre_num_get(struct mhpre_ctx *h, const uint8_t *p, size_t len)
{
	BIGNUM *a = mhpre_num(h);

	if (a == NULL || BN_bin2bn(p, len, a) != NULL)
		return a;
	h->no_num = true;
	return NULL;
}

BIGNUM *
mhpre_key_num(struct mhpre_task *t, unsigned int i)
{
	return mhpre_num_get(t->h, mhpre_key(t, i), t->sz);
}

BIGNUM *
mhpre_in_num(struct mhpre_task *t, unsigned int i)
{
	return mhpre_num_get(t->h, mhpre_in(t, i), t->sz);
}

bool
mhpre_num_put(const BIGNUM *a, uint8_t *p, size_t len)
{
	return BN_bn2binpad(a, p, len) >= 0;
}

bool
mhpre_num_random(BIGNUM *r, const BIGNUM *max)
{
	return !BN_is_zero(max) && !BN_is_negative(max) &&
	       BN_priv_rand_range(r, max) && BN_add_word(r, 1);
}

bool
mhpre_num_inverse(struct mhpre_task *t, BIGNUM *r, const BIGNUM *a,
		  unsigned int n_slot)
{
	BIGNUM *n = mhpre_key_num(t, n_slot), *exp = mhpre_num(t->h);
	BIGNUM *inv = mhpre_num(t->h), *one = mhpre_num(t->h);
	BN_CTX *bn = t->h->bn;
	const struct mhpre_modulus *m;

	m = mhpre_modulus_get(t->h, mhpre_key(t, n_slot), t->sz);
	if (one == NULL || BN_num_bits(n) < 2)
		return false;
	/* Fermat: the same work for every a, and faster than Euclid. */
	if (m != NULL && BN_sub(exp, n, BN_value_one()) &&
	    BN_sub_word(exp, 1) &&
	    BN_mod_exp_mont_consttime(inv, a, exp, n, bn, m->mont) &&
	    BN_mod_mul(one, inv, a, n, bn) && BN_is_one(one))
		return BN_copy(r, inv) != NULL;
	/* n is no prime, so no group order that would protect anything, or a
	 * is a multiple of it.
	 */
	return BN_mod_inverse(r, a, n, bn) != NULL;
}

void
mhpre_modulus_drop(void *obj)
{
	struct mhpre_modulus *m = obj;

	BN_clear_free(m->m);
	BN_MONT_CTX_free(m->mont);
	OPENSSL_free(m);
}

void *
mhpre_modulus_make(struct mhpre_ctx *h, const uint8_t *p, size_t len)
{
	struct mhpre_modulus *m = OPENSSL_zalloc(sizeof(*m));

	if (m == NULL)
		return NULL;
	m->m = BN_bin2bn(p, len, NULL);
	m->mont = BN_MONT_CTX_new();
	if (m->m != NULL && m->mont != NULL && BN_is_odd(m->m) &&
	    BN_MONT_CTX_set(m->mont, m->m, h->bn))
		return m;
	mhpre_modulus_drop(m);
	return NULL;
}

const struct mhpre_modulus *
mhpre_modulus_get(struct mhpre_ctx *h, const uint8_t *p, size_t len)
{
	return mhpre_cache_get(h, &h->modulus, p, len);
}
