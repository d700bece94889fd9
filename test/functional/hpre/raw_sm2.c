/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Descriptors of SM2 (hpre.md 5.7). */

#include <errno.h>

#include "hpre_op.h"
#include "hpre_operand.h"
#include "hpre_raw.h"

#define SZ HISI_HPRE_ECC_SZ256

/* From 1 to the order less 1. */
static bool
in_range(const struct hpre_curve *sm2, const uint8_t *v)
{
	return hpre_less(v, hpre_curve_order(sm2), SZ) &&
	       !hpre_is_zero(v, SZ);
}

/* From 2 to the order less 2: 1 is not handed to the engine (5.5.3), and
 * n - 1 has no inverse of 1 + d.
 */
static bool
is_private(const struct hpre_curve *sm2, const uint8_t *d)
{
	uint8_t order_less_1[SZ];

	memcpy(order_less_1, hpre_curve_order(sm2), SZ);
	order_less_1[SZ - 1]--; /* the order is odd */
	return hpre_less(d, order_less_1, SZ) && !hpre_is_trivial(d, SZ);
}

static void
put_private(const struct hpre_curve *sm2, const uint8_t *d,
	    struct hpre_raw *raw)
{
	memcpy(raw->key, sm2->priv, HISI_HPRE_EC_PRIV_SLOTS * SZ);
	memcpy(raw->key + HISI_HPRE_EC_PRIV_D * SZ, d, SZ);
}

static int
put_public(struct hpre_math *m, const struct hpre_curve *sm2,
	   const uint8_t *xy, struct hpre_raw *raw)
{
	if (!hpre_math_on_curve(m, sm2, xy))
		return -EINVAL;
	memcpy(raw->key, sm2->pub, HISI_HPRE_EC_PUB_X * SZ);
	memcpy(raw->key + HISI_HPRE_EC_PUB_X * SZ, xy,
	       HISI_HPRE_POINT_SLOTS * SZ);
	return 0;
}

/* A nonce of the caller's, or the order to draw one. */
static int
put_nonce(const struct hpre_curve *sm2, const uint8_t *k, uint8_t *slot,
	  uint32_t *w1)
{
	*w1 = HISI_PREP(HISI_HPRE_W1_SM2_KSEL, k == NULL);
	if (k == NULL) {
		memset(slot, 0, SZ);
		return 0;
	}
	if (!in_range(sm2, k))
		return -EINVAL;
	memcpy(slot, k, SZ);
	return 0;
}

static void
write_sqe(struct hisi_hpre_sqe *sqe, uint32_t alg, struct hpre_raw *raw,
	  const void *out)
{
	hpre_template(sqe, alg, SZ, raw->key);
	hpre_addresses(sqe, raw->in, out);
}

void
hpre_sm2_keygen_build(const struct hpre_curve *sm2, struct hpre_raw *raw,
		      struct hisi_hpre_sqe *sqe)
{
	memcpy(raw->key, sm2->pub, HISI_HPRE_EC_PUB_SLOTS * SZ);
	memcpy(raw->in, sm2->base, HISI_HPRE_POINT_SLOTS * SZ);
	write_sqe(sqe, HISI_HPRE_ALG_SM2_KEY_GEN, raw, raw->out);
}

int
hpre_sm2_sign_build(const struct hpre_curve *sm2, const uint8_t *d,
		    const uint8_t *e, const uint8_t *k, struct hpre_raw *raw,
		    struct hisi_hpre_sqe *sqe)
{
	uint32_t w1;

	if (!is_private(sm2, d) || hpre_is_zero(e, SZ) ||
	    put_nonce(sm2, k, raw->in + HISI_HPRE_SIGN_IN_K * SZ, &w1) != 0)
		return -EINVAL;
	put_private(sm2, d, raw);
	memcpy(raw->in + HISI_HPRE_SIGN_IN_E * SZ, e, SZ);
	write_sqe(sqe, HISI_HPRE_ALG_SM2_SIGN, raw, raw->out);
	sqe->w1 |= w1;
	return 0;
}

int
hpre_sm2_verify_build(struct hpre_math *m, const struct hpre_curve *sm2,
		      const uint8_t *xy, const uint8_t *e, const uint8_t *rs,
		      struct hpre_raw *raw, struct hisi_hpre_sqe *sqe)
{
	const uint8_t *r = rs + HISI_HPRE_SIGN_OUT_R * SZ;
	const uint8_t *s = rs + HISI_HPRE_SIGN_OUT_S * SZ;

	if (hpre_is_zero(e, SZ) || !in_range(sm2, r) || !in_range(sm2, s) ||
	    put_public(m, sm2, xy, raw) != 0)
		return -EINVAL;
	memcpy(raw->in + HISI_HPRE_VERIFY_IN_E * SZ, e, SZ);
	memcpy(raw->in + HISI_HPRE_VERIFY_IN_S * SZ, s, SZ);
	memcpy(raw->in + HISI_HPRE_VERIFY_IN_R * SZ, r, SZ);
	/* No output: the verdict takes its place (5.5.2). */
	write_sqe(sqe, HISI_HPRE_ALG_SM2_VERIFY, raw, NULL);
	return 0;
}

int
hpre_sm2_encrypt_build(struct hpre_math *m, const struct hpre_curve *sm2,
		       const uint8_t *xy, const uint8_t *k,
		       const uint8_t *msg, size_t len, struct hpre_raw *raw,
		       struct hisi_hpre_sqe *sqe)
{
	uint32_t w1;

	if (len == 0 || len > HISI_HPRE_SM2_MAX_MSG ||
	    put_nonce(sm2, k, raw->in + HISI_HPRE_SM2_ENC_IN_K * SZ,
		      &w1) != 0 ||
	    put_public(m, sm2, xy, raw) != 0)
		return -EINVAL;
	memcpy(raw->in + HISI_HPRE_SM2_ENC_IN_MSG * SZ, msg, len);
	write_sqe(sqe, HISI_HPRE_ALG_SM2_ENC, raw, raw->out);
	sqe->w1 |= w1;
	sqe->w10 = HISI_PREP(HISI_HPRE_W10_SM2_MLEN, len - 1);
	return 0;
}

int
hpre_sm2_decrypt_build(struct hpre_math *m, const struct hpre_curve *sm2,
		       const uint8_t *d, const uint8_t *text, size_t len,
		       struct hpre_raw *raw, struct hisi_hpre_sqe *sqe)
{
	if (len == 0 || len > HISI_HPRE_SM2_MAX_MSG || !is_private(sm2, d) ||
	    !hpre_math_on_curve(m, sm2, text + HISI_HPRE_SM2_TEXT_C1 * SZ))
		return -EINVAL;
	put_private(sm2, d, raw);
	memcpy(raw->in, text, HISI_HPRE_SM2_TEXT_SLOTS * SZ + len);
	write_sqe(sqe, HISI_HPRE_ALG_SM2_DEC, raw, raw->out);
	sqe->w10 = HISI_PREP(HISI_HPRE_W10_SM2_MLEN, len - 1);
	return 0;
}
