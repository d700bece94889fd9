/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ECDSA ops (hpre.md 5.5, 13.2). */

#include "hpre_operand.h"
#include "hpre_pmd.h"

/*
 * The digest as a number: its leftmost bits, as many as the order has
 * (question 28), reduced. 0 is refused, here as by all software (5.5.3).
 */
static enum hpre_built
put_digest(struct hpre_in *in, uint8_t *slot)
{
	const rte_crypto_param *msg = &in->op->asym->ecdsa.message;
	const struct hpre_curve *c = in->s->ec.curve;
	unsigned int shift = 0;
	size_t i, len = msg->length;

	if (msg->data == NULL || len == 0)
		return HPRE_REFUSE(in, "ECDSA digest is missing");
	if (len >= c->len) {
		len = c->len;
		shift = 8U * c->len - c->order_bits;
	}
	hpre_put(slot, c->hsz, msg->data, len);
	if (shift != 0) {
		for (i = c->hsz - 1; i > 0; i--)
			slot[i] = slot[i] >> shift | slot[i - 1] << (8 - shift);
		slot[0] >>= shift;
	}
	if (!hpre_less_public(slot, hpre_curve_order(c), c->hsz))
		hpre_subtract_public(slot, hpre_curve_order(c), c->hsz);
	if (hpre_is_zero(slot, c->hsz))
		return HPRE_REFUSE(in, "ECDSA digest of %zu bytes is 0 modulo the order of %s, which the hardware does not take",
				   msg->length, c->name);
	return HPRE_SUBMIT;
}

/* The nonce of the application, or a fresh one (5.5.3). */
static enum hpre_built
put_nonce(struct hpre_in *in, uint8_t *slot)
{
	const rte_crypto_param *k = &in->op->asym->ecdsa.k;
	const struct hpre_curve *c = in->s->ec.curve;
	const uint8_t *order = hpre_curve_order(c);

	if (k->data == NULL)
		return hpre_random_below(&in->qp->random, slot, order,
					 c->hsz) == 0 ?
		       HPRE_SUBMIT : HPRE_NO_RANDOM(in);
	if (!hpre_fit(slot, c->hsz, k->data, k->length) ||
	    !hpre_less(slot, order, c->hsz) || hpre_is_zero(slot, c->hsz))
		return HPRE_REFUSE(in, "ECDSA k of %zu bytes is not between 1 and the order of %s less 1; address 0 asks for a random one",
				   k->length, c->name);
	return HPRE_SUBMIT;
}

static enum hpre_built
build_sign(struct hpre_in *in)
{
	const struct rte_crypto_ecdsa_op_param *op = &in->op->asym->ecdsa;
	const struct hpre_session *s = in->s;
	const struct hpre_curve *c = s->ec.curve;
	const rte_crypto_uint *pkey = hisi_ecdsa_pkey(&s->ec.kept, op);
	struct hpre_cookie *cookie = in->cookie;
	uint8_t *d = cookie->key + HISI_HPRE_EC_PRIV_D * s->ksz;
	enum hpre_built ret;

	if (op->r.data == NULL || op->s.data == NULL)
		return HPRE_REFUSE(in, "ECDSA r or s at address 0");
	ret = put_digest(in, cookie->in + HISI_HPRE_SIGN_IN_E * s->ksz);
	if (ret != HPRE_SUBMIT)
		return ret;
	in->aux |= HPRE_WIPE_IN | HPRE_WIPE_KEY;
	memcpy(cookie->key, c->priv, HISI_HPRE_EC_PRIV_SLOTS * s->ksz);
	/* No software hands the engine a private key of 1 (5.5.3). */
	if (!hpre_fit(d, s->ksz, pkey->data, pkey->length) ||
	    hpre_is_trivial(d, s->ksz) ||
	    !hpre_less(d, hpre_curve_order(c), s->ksz))
		return HPRE_REFUSE(in, "ECDSA private key of %zu bytes is missing or not between 2 and the order of %s less 1",
				   pkey->length, c->name);
	ret = put_nonce(in, cookie->in + HISI_HPRE_SIGN_IN_K * s->ksz);
	return ret != HPRE_SUBMIT ? ret :
	       hpre_submit_key(in, &s->ec.sign_sqe, cookie->key, cookie->in,
			       cookie->out);
}

/* r or s: in range, or the signature is not valid (13.2). */
static bool
put_part(const struct hpre_session *s, uint8_t *slot,
	 const rte_crypto_uint *v)
{
	return hpre_fit(slot, s->ksz, v->data, v->length) &&
	       !hpre_is_zero(slot, s->ksz) &&
	       hpre_less_public(slot, hpre_curve_order(s->ec.curve), s->ksz);
}

static enum hpre_built
build_verify(struct hpre_in *in)
{
	const struct rte_crypto_ecdsa_op_param *op = &in->op->asym->ecdsa;
	const struct hpre_session *s = in->s;
	const struct hpre_curve *c = s->ec.curve;
	const struct rte_crypto_ec_point *q = hisi_ecdsa_q(&s->ec.kept, op);
	uint8_t *key = in->cookie->key, *from = in->cookie->in;
	uint8_t *xy = key + HISI_HPRE_EC_PUB_X * s->ksz;
	enum hpre_built ret;

	if (op->r.data == NULL || op->s.data == NULL)
		return HPRE_REFUSE(in, "ECDSA r or s at address 0");
	ret = put_digest(in, from + HISI_HPRE_VERIFY_IN_E * s->ksz);
	if (ret != HPRE_SUBMIT)
		return ret;
	memcpy(key, c->pub, HISI_HPRE_EC_PUB_X * s->ksz);
	if (!hpre_fit(xy, s->ksz, q->x.data, q->x.length) ||
	    !hpre_fit(key + HISI_HPRE_EC_PUB_Y * s->ksz, s->ksz,
		      q->y.data, q->y.length) ||
	    !hpre_math_on_curve(&in->qp->math, c, xy))
		return HPRE_REFUSE(in, "ECDSA public key of %zu and %zu bytes is missing or not on %s",
				   q->x.length, q->y.length, c->name);
	if (!put_part(s, from + HISI_HPRE_VERIFY_IN_R * s->ksz, &op->r) ||
	    !put_part(s, from + HISI_HPRE_VERIFY_IN_S * s->ksz, &op->s)) {
		in->op->status = RTE_CRYPTO_OP_STATUS_ERROR;
		return HPRE_FINISHED;
	}
	/* No output: what is there is overwritten with the verdict (5.5.2). */
	return hpre_submit_key(in, &s->ec.verify_sqe, key, from, NULL);
}

enum hpre_built
hpre_ecdsa_build(struct hpre_in *in)
{
	switch (in->op->asym->ecdsa.op_type) {
	case RTE_CRYPTO_ASYM_OP_SIGN:
		return build_sign(in);
	case RTE_CRYPTO_ASYM_OP_VERIFY:
		return build_verify(in);
	default:
		return HPRE_REFUSE(in, "ECDSA operation %d is not supported; sign and verify are",
				   in->op->asym->ecdsa.op_type);
	}
}

static uint8_t
finish_sign(struct hpre_out *out)
{
	struct rte_crypto_ecdsa_op_param *op = &out->op->asym->ecdsa;
	const struct hpre_session *s = out->s;
	const uint8_t *rs = out->cookie->out;

	/* With these the nonce would have to be drawn again (13.2); their
	 * probability is that of guessing the key.
	 */
	if (hpre_is_zero(rs + HISI_HPRE_SIGN_OUT_R * s->ksz, s->ksz) ||
	    hpre_is_zero(rs + HISI_HPRE_SIGN_OUT_S * s->ksz, s->ksz))
		return RTE_CRYPTO_OP_STATUS_ERROR;
	hpre_result_put(&op->r, rs + HISI_HPRE_SIGN_OUT_R * s->ksz, s->ksz,
			s->len, false);
	hpre_result_put(&op->s, rs + HISI_HPRE_SIGN_OUT_S * s->ksz, s->ksz,
			s->len, false);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}

uint8_t
hpre_ecdsa_finish(struct hpre_out *out)
{
	if (out->op->asym->ecdsa.op_type == RTE_CRYPTO_ASYM_OP_SIGN)
		return finish_sign(out);
	return out->verdict & HISI_HPRE_W6_VALID ?
	       RTE_CRYPTO_OP_STATUS_SUCCESS : RTE_CRYPTO_OP_STATUS_ERROR;
}
