/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: x-only multiplication on Montgomery curves given by value. */

#include "mhpre.h"

/** State of the ladder of RFC 7748, section 5; all in Montgomery form. */
struct ladder {
	const struct mhpre_modulus *m;
	BN_CTX *bn;
	BIGNUM *a24;
	BIGNUM *x1;
	BIGNUM *x2;
	BIGNUM *z2;
	BIGNUM *x3;
	BIGNUM *z3;
	BIGNUM *a;
	BIGNUM *b;
	BIGNUM *c;
	BIGNUM *d;
	int words; /**< Of a number below p. */
};

static bool
mul(const struct ladder *l, BIGNUM *r, const BIGNUM *a, const BIGNUM *b)
{
	return BN_mod_mul_montgomery(r, a, b, l->m->mont, l->bn);
}

static bool
add(const struct ladder *l, BIGNUM *r, const BIGNUM *a, const BIGNUM *b)
{
	return BN_mod_add_quick(r, a, b, l->m->m);
}

static bool
sub(const struct ladder *l, BIGNUM *r, const BIGNUM *a, const BIGNUM *b)
{
	return BN_mod_sub_quick(r, a, b, l->m->m);
}

/* The names of the RFC are in the comments. */
static bool
ladder_step(const struct ladder *l)
{
	return add(l, l->a, l->x2, l->z2) &&       /* A */
	       sub(l, l->b, l->x2, l->z2) &&       /* B */
	       add(l, l->c, l->x3, l->z3) &&       /* C */
	       sub(l, l->d, l->x3, l->z3) &&       /* D */
	       mul(l, l->d, l->d, l->a) &&         /* DA */
	       mul(l, l->c, l->c, l->b) &&         /* CB */
	       add(l, l->x3, l->d, l->c) &&
	       mul(l, l->x3, l->x3, l->x3) &&
	       sub(l, l->z3, l->d, l->c) &&
	       mul(l, l->z3, l->z3, l->z3) &&
	       mul(l, l->z3, l->z3, l->x1) &&
	       mul(l, l->a, l->a, l->a) &&         /* AA */
	       mul(l, l->b, l->b, l->b) &&         /* BB */
	       mul(l, l->x2, l->a, l->b) &&
	       sub(l, l->b, l->a, l->b) &&         /* E */
	       mul(l, l->c, l->b, l->a24) &&
	       add(l, l->c, l->c, l->a) &&
	       mul(l, l->z2, l->c, l->b);
}

/* The swaps are the same work for every scalar. */
static bool
ladder_run(const struct ladder *l, const BIGNUM *k)
{
	int i, bit, last = 0, bits = BN_num_bits(l->m->m);

	if (BN_num_bits(k) > bits)
		bits = BN_num_bits(k);
	for (i = bits - 1; i >= 0; i--) {
		bit = BN_is_bit_set(k, i);
		BN_consttime_swap(bit ^ last, l->x2, l->x3, l->words);
		BN_consttime_swap(bit ^ last, l->z2, l->z3, l->words);
		last = bit;
		if (!ladder_step(l))
			return false;
	}
	BN_consttime_swap(last, l->x2, l->x3, l->words);
	BN_consttime_swap(last, l->z2, l->z3, l->words);
	return true;
}

/* Give a number room for a value below p, which BN_consttime_swap needs. */
static bool
make_room(const struct ladder *l, BIGNUM *a)
{
	if (!BN_set_bit(a, l->words * BN_BITS2 - 1))
		return false;
	BN_zero(a);
	return true;
}

static bool
ladder_init(struct ladder *l, struct mhpre_ctx *h, const BIGNUM *u,
	    const BIGNUM *a24)
{
	BN_MONT_CTX *mont = l->m->mont;

	l->bn = h->bn;
	l->words = (BN_num_bits(l->m->m) + BN_BITS2 - 1) / BN_BITS2;
	l->a24 = mhpre_num(h);
	l->x1 = mhpre_num(h);
	l->x2 = mhpre_num(h);
	l->z2 = mhpre_num(h);
	l->x3 = mhpre_num(h);
	l->z3 = mhpre_num(h);
	l->a = mhpre_num(h);
	l->b = mhpre_num(h);
	l->c = mhpre_num(h);
	l->d = mhpre_num(h);
	if (l->d == NULL || !make_room(l, l->x2) || !make_room(l, l->z2) ||
	    !make_room(l, l->x3) || !make_room(l, l->z3))
		return false;
	return BN_nnmod(l->a24, a24, l->m->m, l->bn) &&
	       BN_to_montgomery(l->a24, l->a24, mont, l->bn) &&
	       BN_to_montgomery(l->x1, u, mont, l->bn) &&
	       BN_to_montgomery(l->x2, BN_value_one(), mont, l->bn) &&
	       BN_copy(l->x3, l->x1) != NULL &&
	       BN_copy(l->z3, l->x2) != NULL;
}

/* x2 / z2; 0 where z2 is 0, as z2^(p - 2) makes it. */
static bool
ladder_result(const struct ladder *l, BIGNUM *r)
{
	BN_CTX *bn = l->bn;

	return BN_from_montgomery(l->a, l->z2, l->m->mont, bn) &&
	       BN_copy(l->b, l->m->m) != NULL && BN_sub_word(l->b, 2) &&
	       BN_mod_exp_mont_consttime(l->a, l->a, l->b, l->m->m, bn,
					 l->m->mont) &&
	       mul(l, r, l->a, l->x2);
}

bool
mhpre_xdh(struct mhpre_task *t)
{
	BIGNUM *a24, *k, *u, *r;
	struct ladder l;

	l.m = mhpre_modulus_get(t->h, mhpre_key(t, HISI_HPRE_XDH_KEY_P), t->sz);
	a24 = mhpre_key_num(t, HISI_HPRE_XDH_KEY_A24);
	k = mhpre_key_num(t, HISI_HPRE_XDH_KEY_K);
	u = mhpre_in_num(t, 0);
	r = mhpre_num(t->h);
	/* No field, or u not in it (question 10). */
	if (l.m == NULL || r == NULL || BN_num_bits(l.m->m) < 2 ||
	    BN_cmp(u, l.m->m) >= 0)
		return false;
	if (mhpre_xdh_named(t))
		return true;
	return ladder_init(&l, t->h, u, a24) && ladder_run(&l, k) &&
	       ladder_result(&l, r) && mhpre_num_put(r, t->out, t->sz);
}
