/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_HPRE_REF_H
#define MODEL_HPRE_REF_H

/**
 * @file
 * Curves of the tests as numbers, with libcrypto's generic code as the
 * reference: the groups have no name, so its special code is not used.
 */

#include <openssl/ec.h>

#include "model_hpre_task.h"

/** A curve with its reference. */
struct hpre_ref {
	size_t hsz;
	BN_CTX *bn;
	EC_GROUP *group;
	BIGNUM *p;
	BIGNUM *a;
	BIGNUM *b;
	BIGNUM *n;
	BIGNUM *gx;
	BIGNUM *gy;
};

void hpre_ref_open(struct hpre_ref *r, const struct hpre_curve_def *def);
void hpre_ref_close(struct hpre_ref *r);

/**
 * Replace the curve by an isomorphic one, which has no name: a u^4, b u^6,
 * points (x u^2, y u^3).
 */
void hpre_ref_twist(struct hpre_ref *r, unsigned long u);

/** (rx, ry) = k (x, y). @return false for the point at infinity */
bool hpre_ref_mul(const struct hpre_ref *r, const BIGNUM *k, const BIGNUM *x,
		  const BIGNUM *y, BIGNUM *rx, BIGNUM *ry);

/** Random in [1, n - 1]. */
BIGNUM *hpre_ref_scalar(const struct hpre_ref *r);

/** Append the first slots of the private blob. */
void hpre_ref_private(struct hpre_buf *b, const struct hpre_ref *r,
		      const BIGNUM *d, unsigned int slots);

/** Append the public blob. */
void hpre_ref_public(struct hpre_buf *b, const struct hpre_ref *r,
		     const BIGNUM *x, const BIGNUM *y);

#endif /* MODEL_HPRE_REF_H */
