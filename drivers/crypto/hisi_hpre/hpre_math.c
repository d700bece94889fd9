/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Arithmetic of libcrypto, for checks before submission. */

#include <errno.h>
#include <string.h>

#include <openssl/err.h>

#include "hpre_ec.h"
#include "hpre_operand.h"

int
hpre_math_init(struct hpre_math *m, const struct hpre_curves *curves)
{
	int i;

	m->bn = BN_CTX_new();
	m->x = BN_new();
	m->y = BN_new();
	if (m->bn == NULL || m->x == NULL || m->y == NULL)
		return -ENOMEM;
	for (i = 0; curves != NULL && i < HPRE_NB_CURVES; i++) {
		m->point[i] = EC_POINT_new(curves->curve[i].group);
		if (m->point[i] == NULL)
			return -ENOMEM;
	}
	return 0;
}

void
hpre_math_free(struct hpre_math *m)
{
	int i;

	for (i = 0; i < HPRE_NB_CURVES; i++)
		EC_POINT_free(m->point[i]);
	BN_clear_free(m->x);
	BN_clear_free(m->y);
	BN_CTX_free(m->bn);
	memset(m, 0, sizeof(*m));
}

bool
hpre_math_on_curve(struct hpre_math *m, const struct hpre_curve *c,
		   const uint8_t *xy)
{
	const uint8_t *p = c->pub + HISI_HPRE_EC_PUB_P * c->hsz;
	const uint8_t *y = xy + HISI_HPRE_POINT_Y * c->hsz;
	bool ok;

	if (!hpre_less_public(xy, p, c->hsz) ||
	    !hpre_less_public(y, p, c->hsz))
		return false;
	/* Keep our errors out of the caller's error queue. */
	ERR_set_mark();
	ok = BN_bin2bn(xy, c->hsz, m->x) != NULL &&
	     BN_bin2bn(y, c->hsz, m->y) != NULL &&
	     EC_POINT_set_affine_coordinates(c->group, m->point[c->index],
					     m->x, m->y, m->bn);
	ERR_pop_to_mark();
	return ok;
}

int
hpre_math_reduce(struct hpre_math *m, uint8_t *out, const uint8_t *number,
		 size_t len, const uint8_t *modulus, size_t slot)
{
	/* It keeps copies of the number, so it is freed below. */
	BN_CTX *bn = BN_CTX_new();
	int ret = -ENOMEM;

	ERR_set_mark();
	if (bn != NULL && BN_bin2bn(number, (int)len, m->x) != NULL &&
	    BN_bin2bn(modulus, (int)slot, m->y) != NULL &&
	    BN_nnmod(m->x, m->x, m->y, bn) &&
	    BN_bn2binpad(m->x, out, (int)slot) == (int)slot)
		ret = 0;
	ERR_pop_to_mark();
	BN_clear(m->x);
	BN_CTX_free(bn);
	return ret;
}
