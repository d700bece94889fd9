/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Point multiplication: ECDH, ECPM and ECFPM ops (hpre.md 5.4, 13.2). */

#include "hpre_op.h"
#include "hpre_operand.h"

/* Copy a point of the op to the input, if it is on the curve. */
static enum hpre_built
put_point(struct hpre_in *in, const struct rte_crypto_ec_point *p,
	  uint8_t status)
{
	const struct hpre_session *s = in->s;
	uint8_t *xy = in->cookie->in;

	if (p->x.data == NULL || p->y.data == NULL)
		return HPRE_REFUSE(in, "point without x or y");
	if (hpre_fit(xy + HISI_HPRE_POINT_X * s->ksz, s->ksz, p->x.data,
		     p->x.length) &&
	    hpre_fit(xy + HISI_HPRE_POINT_Y * s->ksz, s->ksz, p->y.data,
		     p->y.length) &&
	    hpre_math_on_curve(&in->qp->math, s->ec.curve, xy))
		return HPRE_SUBMIT;
	in->op->status = status;
	hisi_qm_op_error(in->qp->qm.pair, "point of %zu and %zu bytes is not on %s",
			 p->x.length, p->y.length, s->ec.curve->name);
	return HPRE_FINISHED;
}

/* Put a scalar into its slot, if it is between 1 and the order less 1. */
static enum hpre_built
put_scalar(struct hpre_in *in, uint8_t *slot, const rte_crypto_param *v)
{
	const struct hpre_curve *c = in->s->ec.curve;

	if (!hpre_fit(slot, c->hsz, v->data, v->length) ||
	    hpre_is_zero(slot, c->hsz) ||
	    !hpre_less(slot, hpre_curve_order(c), c->hsz))
		return HPRE_REFUSE(in, "scalar or private key of %zu bytes is missing or not between 1 and the order of %s less 1",
				   v->length, c->name);
	return HPRE_SUBMIT;
}

static enum hpre_built
draw_key(struct hpre_in *in, uint8_t *slot)
{
	const struct hpre_curve *c = in->s->ec.curve;

	if (in->op->asym->ecdh.priv_key.data == NULL)
		return HPRE_REFUSE(in, "ECDH private key has no room to be generated in");
	return hpre_random_below(&in->qp->random, slot, hpre_curve_order(c),
				 c->hsz) == 0 ?
	       HPRE_SUBMIT : HPRE_NO_RANDOM(in);
}

/*
 * Write the descriptor. The scalar is in the key blob already. The hardware may
 * not take scalar 1 (question 7), and the result is the point anyway.
 */
static enum hpre_built
submit(struct hpre_in *in, const uint8_t *point)
{
	const struct hpre_session *s = in->s;
	const uint8_t *priv = s->ec.curve->priv;
	uint8_t *key = in->cookie->key;

	in->aux |= HPRE_WIPE_OUT;
	if (unlikely(hpre_is_trivial(key + HISI_HPRE_EC_PRIV_D * s->ksz,
				     s->ksz))) {
		memcpy(in->cookie->out, point, HISI_HPRE_POINT_SLOTS * s->ksz);
		return HPRE_KNOWN;
	}
	memcpy(key, priv, HISI_HPRE_EC_PRIV_D * s->ksz);
	memcpy(key + HISI_HPRE_EC_PRIV_B * s->ksz,
	       priv + HISI_HPRE_EC_PRIV_B * s->ksz, s->ksz);
	return hpre_submit_key(in, &s->ec.mul_sqe, key, point,
			       in->cookie->out);
}

static enum hpre_built
generate_private(struct hpre_in *in)
{
	const struct hpre_session *s = in->s;
	uint8_t *d = in->cookie->key;
	enum hpre_built ret = draw_key(in, d);

	in->aux |= HPRE_WIPE_KEY;
	if (ret != HPRE_SUBMIT)
		return ret;
	hpre_result_put(&in->op->asym->ecdh.priv_key, d, s->ksz, s->len,
			false);
	in->op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
	return HPRE_FINISHED;
}

static enum hpre_built
generate_public(struct hpre_in *in)
{
	const struct rte_crypto_ecdh_op_param *op = &in->op->asym->ecdh;
	const struct hpre_session *s = in->s;
	const rte_crypto_uint *priv = hisi_ecdh_priv_key(&s->ec.kept, op);
	uint8_t *d = in->cookie->key + HISI_HPRE_EC_PRIV_D * s->ksz;
	enum hpre_built ret;

	if (op->pub_key.x.data == NULL || op->pub_key.y.data == NULL)
		return HPRE_REFUSE(in, "ECDH public key at address 0");
	in->aux |= HPRE_WIPE_KEY;
	if (priv->length == 0) {
		in->aux |= HPRE_FINISH_KEY_PAIR;
		ret = draw_key(in, d);
	} else {
		in->aux |= HPRE_FINISH_COPY;
		ret = put_scalar(in, d, priv);
	}
	return ret != HPRE_SUBMIT ? ret : submit(in, s->ec.curve->base);
}

static enum hpre_built
compute_shared(struct hpre_in *in)
{
	const struct rte_crypto_ecdh_op_param *op = &in->op->asym->ecdh;
	const struct hpre_session *s = in->s;
	enum hpre_built ret;

	if (op->shared_secret.x.data == NULL)
		return HPRE_REFUSE(in, "ECDH shared secret at address 0");
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_KEY;
	ret = put_point(in, hisi_ecdh_pub_key(&s->ec.kept, op),
			RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	if (ret == HPRE_SUBMIT)
		ret = put_scalar(in, in->cookie->key +
				 HISI_HPRE_EC_PRIV_D * s->ksz,
				 hisi_ecdh_priv_key(&s->ec.kept, op));
	return ret != HPRE_SUBMIT ? ret : submit(in, in->cookie->in);
}

/* Software checks the point, as it does for all other ops. */
static enum hpre_built
verify_public(struct hpre_in *in)
{
	if (put_point(in, &in->op->asym->ecdh.pub_key,
		      RTE_CRYPTO_OP_STATUS_ERROR) == HPRE_SUBMIT)
		in->op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
	return HPRE_FINISHED;
}

enum hpre_built
hpre_ecdh_build(struct hpre_in *in)
{
	enum rte_crypto_asym_ke_type type = in->op->asym->ecdh.ke_type;

	switch (type) {
	case RTE_CRYPTO_ASYM_KE_PRIV_KEY_GENERATE:
		return generate_private(in);
	case RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE:
		return generate_public(in);
	case RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE:
		return compute_shared(in);
	case RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY:
		return verify_public(in);
	default:
		return HPRE_REFUSE(in, "ECDH operation %d is unknown", type);
	}
}

enum hpre_built
hpre_ecpm_build(struct hpre_in *in)
{
	const struct rte_crypto_ecpm_op_param *op = &in->op->asym->ecpm;
	const struct hpre_session *s = in->s;
	enum hpre_built ret;

	if (op->r.x.data == NULL || op->r.y.data == NULL)
		return HPRE_REFUSE(in, "ECPM result at address 0");
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_KEY;
	ret = put_point(in, &op->p, RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	if (ret == HPRE_SUBMIT)
		ret = put_scalar(in, in->cookie->key +
				 HISI_HPRE_EC_PRIV_D * s->ksz, &op->scalar);
	return ret != HPRE_SUBMIT ? ret : submit(in, in->cookie->in);
}

enum hpre_built
hpre_ecfpm_build(struct hpre_in *in)
{
	const struct rte_crypto_ecpm_op_param *op = &in->op->asym->ecpm;
	const struct hpre_session *s = in->s;
	enum hpre_built ret;

	if (op->r.x.data == NULL || op->r.y.data == NULL)
		return HPRE_REFUSE(in, "ECFPM result at address 0");
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_KEY;
	ret = put_scalar(in, in->cookie->key + HISI_HPRE_EC_PRIV_D * s->ksz,
			 &op->scalar);
	return ret != HPRE_SUBMIT ? ret : submit(in, s->ec.curve->base);
}

/* Copy the result to the application; y only where it is wanted. */
static void
point_out(const struct hpre_out *out, struct rte_crypto_ec_point *p,
	  bool strip)
{
	const struct hpre_session *s = out->s;
	const uint8_t *xy = out->cookie->out;

	hpre_result_put(&p->x, xy + HISI_HPRE_POINT_X * s->ksz, s->ksz,
			s->len, strip);
	if (p->y.data != NULL)
		hpre_result_put(&p->y, xy + HISI_HPRE_POINT_Y * s->ksz,
				s->ksz, s->len, strip);
}

uint8_t
hpre_ecdh_finish(struct hpre_out *out)
{
	struct rte_crypto_asym_op *asym = out->op->asym;
	const struct hpre_session *s = out->s;

	if (asym->ecdh.ke_type == RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE)
		point_out(out, &asym->ecdh.pub_key, asym->flags &
			  RTE_CRYPTO_ASYM_FLAG_PUB_KEY_NO_PADDING);
	else
		point_out(out, &asym->ecdh.shared_secret, asym->flags &
			  RTE_CRYPTO_ASYM_FLAG_SHARED_KEY_NO_PADDING);
	if ((out->aux & HPRE_FINISH_MASK) == HPRE_FINISH_KEY_PAIR)
		hpre_result_put(&asym->ecdh.priv_key, out->cookie->key +
				HISI_HPRE_EC_PRIV_D * s->ksz, s->ksz, s->len,
				false);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}

uint8_t
hpre_ecpm_finish(struct hpre_out *out)
{
	point_out(out, &out->op->asym->ecpm.r, false);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}
