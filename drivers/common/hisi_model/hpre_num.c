/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: numbers of a descriptor and arithmetic modulo a number. */

#include "hpre.h"

bool
hpm_nums_begin(struct hpre_ctx *h)
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
hpm_nums_end(struct hpre_ctx *h)
{
	/* BN_CTX keeps the numbers for later, with all that is in them. */
	while (h->nums > 0)
		BN_clear(h->num[--h->nums]);
	while (h->points > 0)
		EC_POINT_clear_free(h->point[--h->points]);
	BN_CTX_end(h->bn);
}

BIGNUM *
hpm_num(struct hpre_ctx *h)
{
	BIGNUM *a;

	if (h->no_num || h->nums == HPRE_NUMS)
		return NULL;
	a = BN_CTX_get(h->bn);
	if (a == NULL)
		h->no_num = true;
	else
		h->num[h->nums++] = a;
	return a;
}

BIGNUM *
hpm_num_get(struct hpre_ctx *h, const uint8_t *p, size_t len)
{
	BIGNUM *a = hpm_num(h);

	if (a == NULL || BN_bin2bn(p, len, a) != NULL)
		return a;
	h->no_num = true;
	return NULL;
}

BIGNUM *
hpm_key_num(struct hpre_task *t, unsigned int i)
{
	return hpm_num_get(t->h, hpm_key(t, i), t->sz);
}

BIGNUM *
hpm_in_num(struct hpre_task *t, unsigned int i)
{
	return hpm_num_get(t->h, hpm_in(t, i), t->sz);
}

bool
hpm_num_put(const BIGNUM *a, uint8_t *p, size_t len)
{
	return BN_bn2binpad(a, p, len) >= 0;
}

bool
hpm_num_random(BIGNUM *r, const BIGNUM *max)
{
	return !BN_is_zero(max) && !BN_is_negative(max) &&
	       BN_priv_rand_range(r, max) && BN_add_word(r, 1);
}

bool
hpm_num_inverse(struct hpre_task *t, BIGNUM *r, const BIGNUM *a,
		unsigned int n_slot)
{
	BIGNUM *n = hpm_key_num(t, n_slot), *exp = hpm_num(t->h);
	BIGNUM *inv = hpm_num(t->h), *one = hpm_num(t->h);
	BN_CTX *bn = t->h->bn;
	const struct hpre_modulus *m;

	m = hpm_modulus_get(t->h, hpm_key(t, n_slot), t->sz);
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
hpm_modulus_drop(void *obj)
{
	struct hpre_modulus *m = obj;

	BN_clear_free(m->m);
	BN_MONT_CTX_free(m->mont);
	OPENSSL_free(m);
}

void *
hpm_modulus_make(struct hpre_ctx *h, const uint8_t *p, size_t len)
{
	struct hpre_modulus *m = OPENSSL_zalloc(sizeof(*m));

	if (m == NULL)
		return NULL;
	m->m = BN_bin2bn(p, len, NULL);
	m->mont = BN_MONT_CTX_new();
	if (m->m != NULL && m->mont != NULL && BN_is_odd(m->m) &&
	    BN_MONT_CTX_set(m->mont, m->m, h->bn))
		return m;
	hpm_modulus_drop(m);
	return NULL;
}

const struct hpre_modulus *
hpm_modulus_get(struct hpre_ctx *h, const uint8_t *p, size_t len)
{
	return hpm_cache_get(h, &h->modulus, p, len);
}
