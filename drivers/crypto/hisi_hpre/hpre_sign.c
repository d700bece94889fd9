/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Signatures on curves (hpre.md 5.5, 5.7, 13.2). ECDSA and SM2 differ in the
 * algorithm of the descriptor and in the way to the digest; operands and
 * results are the same.
 */

#include "hpre_operand.h"
#include "hpre_sign.h"

/*
 * Put the digest into its slot as a number: its leftmost bits, as many as the
 * order has (question 28), reduced. 0 is refused, as all software does (5.5.3).
 */
static enum hpre_built
put_digest(struct hpre_in *in, const rte_crypto_param *msg, uint8_t *slot)
{
	const struct hpre_curve *c = in->s->ec.curve;
	unsigned int shift = 0;
	size_t i, len = msg->length;

	if (msg->data == NULL || len == 0)
		return HPRE_REFUSE(in, "digest to be signed or verified is missing");
	if (len >= c->len) {
		len = c->len;
		shift = 8U * c->len - c->order_bits;
	}
	hpre_put(slot, c->hsz, msg->data, len);
	if (shift != 0) {
		for (i = c->hsz - 1U; i > 0; i--)
			slot[i] = (uint8_t)(slot[i] >> shift |
					    slot[i - 1] << (8 - shift));
		slot[0] >>= shift;
	}
	if (!hpre_less_public(slot, hpre_curve_order(c), c->hsz))
		hpre_subtract_public(slot, hpre_curve_order(c), c->hsz);
	if (hpre_is_zero(slot, c->hsz))
		return HPRE_REFUSE(in, "digest of %zu bytes is 0 modulo the order of %s, which the hardware does not take",
				   msg->length, c->name);
	return HPRE_SUBMIT;
}

/* Put the nonce of the application into its slot, or draw one (5.5.3). */
static enum hpre_built
put_nonce(struct hpre_in *in, const rte_crypto_param *k, uint8_t *slot)
{
	const struct hpre_curve *c = in->s->ec.curve;
	const uint8_t *order = hpre_curve_order(c);

	if (k->data == NULL)
		return hpre_random_below(&in->qp->random, slot, order,
					 c->hsz) == 0 ?
		       HPRE_SUBMIT : HPRE_NO_RANDOM(in);
	if (!hpre_fit(slot, c->hsz, k->data, k->length) ||
	    !hpre_less(slot, order, c->hsz) || hpre_is_zero(slot, c->hsz))
		return HPRE_REFUSE(in, "k of %zu bytes is not between 1 and the order of %s less 1; address 0 asks for a random one",
				   k->length, c->name);
	return HPRE_SUBMIT;
}

/*
 * Whether a private key is in range. Software never gives the engine a key of 1
 * (5.5.3). For SM2, 1 + d has no inverse if d is the order less 1.
 */
static bool
key_ok(const struct hpre_session *s, const uint8_t *d)
{
	const struct hpre_curve *c = s->ec.curve;
	uint8_t limit[HISI_HPRE_ECC_SZ576];

	memcpy(limit, hpre_curve_order(c), c->hsz);
	if (c->index == HPRE_SM2)
		limit[c->hsz - 1]--; /* The order is odd. */
	return !hpre_is_trivial(d, c->hsz) && hpre_less(d, limit, c->hsz);
}

enum hpre_built
hpre_sign_build(struct hpre_in *in, const struct hpre_signature *sig)
{
	const struct hpre_session *s = in->s;
	const struct hpre_curve *c = s->ec.curve;
	struct hpre_cookie *cookie = in->cookie;
	uint8_t *d = cookie->key + HISI_HPRE_EC_PRIV_D * s->ksz;
	enum hpre_built ret;

	if (sig->r->data == NULL || sig->s->data == NULL)
		return HPRE_REFUSE(in, "signature r or s at address 0");
	ret = put_digest(in, &sig->digest,
			 cookie->in + HISI_HPRE_SIGN_IN_E * s->ksz);
	if (ret != HPRE_SUBMIT)
		return ret;
	in->aux |= HPRE_WIPE_IN | HPRE_WIPE_KEY;
	memcpy(cookie->key, c->priv, HISI_HPRE_EC_PRIV_SLOTS * s->ksz);
	if (!hpre_fit(d, s->ksz, sig->pkey->data, sig->pkey->length) ||
	    !key_ok(s, d))
		return HPRE_REFUSE(in, "private key of %zu bytes is missing or not between 2 and the order of %s less %u",
				   sig->pkey->length, c->name,
				   c->index == HPRE_SM2 ? 2U : 1U);
	ret = put_nonce(in, sig->k, cookie->in + HISI_HPRE_SIGN_IN_K * s->ksz);
	return ret != HPRE_SUBMIT ? ret :
	       hpre_submit_key(in, &s->ec.sign_sqe, cookie->key, cookie->in,
			       cookie->out);
}

/* Put r or s into its slot. False if it is out of range (13.2). */
static bool
put_part(const struct hpre_session *s, uint8_t *slot,
	 const rte_crypto_uint *v)
{
	return hpre_fit(slot, s->ksz, v->data, v->length) &&
	       !hpre_is_zero(slot, s->ksz) &&
	       hpre_less_public(slot, hpre_curve_order(s->ec.curve), s->ksz);
}

enum hpre_built
hpre_verify_build(struct hpre_in *in, const struct hpre_signature *sig)
{
	const struct hpre_session *s = in->s;
	const struct hpre_curve *c = s->ec.curve;
	const struct rte_crypto_ec_point *q = sig->q;
	uint8_t *key = in->cookie->key, *from = in->cookie->in;
	uint8_t *xy = key + HISI_HPRE_EC_PUB_X * s->ksz;
	enum hpre_built ret;

	if (sig->r->data == NULL || sig->s->data == NULL)
		return HPRE_REFUSE(in, "signature r or s at address 0");
	ret = put_digest(in, &sig->digest,
			 from + HISI_HPRE_VERIFY_IN_E * s->ksz);
	if (ret != HPRE_SUBMIT)
		return ret;
	memcpy(key, c->pub, HISI_HPRE_EC_PUB_X * s->ksz);
	if (!hpre_fit(xy, s->ksz, q->x.data, q->x.length) ||
	    !hpre_fit(key + HISI_HPRE_EC_PUB_Y * s->ksz, s->ksz,
		      q->y.data, q->y.length) ||
	    !hpre_math_on_curve(&in->qp->math, c, xy))
		return HPRE_REFUSE(in, "public key of %zu and %zu bytes is missing or not on %s",
				   q->x.length, q->y.length, c->name);
	if (!put_part(s, from + HISI_HPRE_VERIFY_IN_R * s->ksz, sig->r) ||
	    !put_part(s, from + HISI_HPRE_VERIFY_IN_S * s->ksz, sig->s)) {
		in->op->status = RTE_CRYPTO_OP_STATUS_ERROR;
		return HPRE_FINISHED;
	}
	/* The engine writes its verdict over the output address (5.5.2). */
	return hpre_submit_key(in, &s->ec.verify_sqe, key, from, NULL);
}

uint8_t
hpre_sign_finish(struct hpre_out *out, rte_crypto_uint *r,
		 rte_crypto_uint *s)
{
	const struct hpre_session *ses = out->s;
	const uint8_t *rs = out->cookie->out;

	/*
	 * If r or s is 0, the nonce would have to be drawn again (13.2). That
	 * is as probable as guessing the key.
	 */
	if (hpre_is_zero(rs + HISI_HPRE_SIGN_OUT_R * ses->ksz, ses->ksz) ||
	    hpre_is_zero(rs + HISI_HPRE_SIGN_OUT_S * ses->ksz, ses->ksz))
		return RTE_CRYPTO_OP_STATUS_ERROR;
	hpre_result_put(r, rs + HISI_HPRE_SIGN_OUT_R * ses->ksz, ses->ksz,
			ses->len, false);
	hpre_result_put(s, rs + HISI_HPRE_SIGN_OUT_S * ses->ksz, ses->ksz,
			ses->len, false);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}

uint8_t
hpre_verify_finish(const struct hpre_out *out)
{
	return out->verdict & HISI_HPRE_W6_VALID ?
	       RTE_CRYPTO_OP_STATUS_SUCCESS : RTE_CRYPTO_OP_STATUS_ERROR;
}
