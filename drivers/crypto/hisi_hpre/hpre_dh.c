/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Diffie-Hellman over a prime field (hpre.md 5.3, 13.2). */

#include "hpre_limits.h"
#include "hpre_op.h"
#include "hpre_operand.h"

const uint16_t hpre_dh_sizes[] = { 96, 128, 192, 256, 384, 512, 0 };

/* Whether 1 < v < p - 1. */
static bool
in_group(const struct hpre_session *s, const uint8_t *v)
{
	return !hpre_is_trivial(v, s->ksz) &&
	       hpre_less(v, s->dh.p_less_1, s->ksz);
}

static bool
is_two(const uint8_t *v, size_t slot)
{
	slot -= sizeof(uint64_t);
	return hpre_word(v + slot) == 2 && hpre_is_zero(v, slot);
}

int
hpre_dh_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
	     const struct rte_crypto_asym_xform *xform, struct hpre_session *s)
{
	const struct rte_crypto_dh_xform *x = &xform->dh;
	struct hpre_dh_group *dh = &s->dh;
	int ret = hpre_modulus_put(pair, hpre_dh_sizes, "DH p", &x->p, dh->p,
				   s);

	RTE_SET_USED(dev);
	if (ret != 0)
		return ret;
	if (s->len < HPRE_DH_MIN_LEN)
		return hpre_bad(pair, "DH p of %u bytes is shorter than %u bytes",
				s->len, HPRE_DH_MIN_LEN);
	memcpy(dh->p_less_1, dh->p, s->ksz);
	dh->p_less_1[s->ksz - 1]--; /* p is odd */
	ret = hpre_key_put(pair, dh->g, s->ksz, "DH g", &x->g);
	if (ret != 0)
		return ret;
	if (!in_group(s, dh->g))
		return hpre_bad(pair, "DH g is not between 2 and p - 2");
	s->queue = HPRE_Q_RSA;
	/* Base 2 has an algorithm of its own, without input (question 5). */
	dh->pub_in = is_two(dh->g, s->ksz) ? NULL : dh->g;
	hpre_template(&dh->pub_sqe, dh->pub_in == NULL ? HISI_HPRE_ALG_DH_G2 :
		      HISI_HPRE_ALG_DH, s->ksz, NULL);
	hpre_template(&dh->shared_sqe, HISI_HPRE_ALG_DH, s->ksz, NULL);
	return 0;
}

/* Draw a private key, 1 to p - 2, into its slot. */
static enum hpre_built
draw_key(struct hpre_in *in, uint8_t *x)
{
	const struct hpre_session *s = in->s;

	if (in->op->asym->dh.priv_key.data == NULL)
		return HPRE_REFUSE(in, "DH private key has no room to be generated in");
	if (hpre_random_below(&in->qp->random, x, s->dh.p_less_1, s->ksz) != 0)
		return HPRE_NO_RANDOM(in);
	return HPRE_SUBMIT;
}

/* Put the private key of the op into its slot, if it is between 1 and p - 2. */
static enum hpre_built
take_key(struct hpre_in *in, uint8_t *x)
{
	const rte_crypto_param *priv = &in->op->asym->dh.priv_key;
	const struct hpre_session *s = in->s;

	if (!hpre_fit(x, s->ksz, priv->data, priv->length) ||
	    hpre_is_zero(x, s->ksz) || !hpre_less(x, s->dh.p_less_1, s->ksz))
		return HPRE_REFUSE(in, "DH private key of %zu bytes is missing or not between 1 and p - 2; p has %u bytes",
				   priv->length, s->len);
	return HPRE_SUBMIT;
}

static enum hpre_built
generate_private(struct hpre_in *in)
{
	const struct hpre_session *s = in->s;
	uint8_t *x = in->cookie->key;
	enum hpre_built ret = draw_key(in, x);

	in->aux |= HPRE_WIPE_KEY;
	if (ret != HPRE_SUBMIT)
		return ret;
	hpre_result_put(&in->op->asym->dh.priv_key, x, s->ksz, s->len, false);
	in->op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
	return HPRE_FINISHED;
}

/*
 * Write the descriptor. The hardware may not take the private key 1 (14, question
 * 3), and the result is the base anyway.
 */
static enum hpre_built
submit(struct hpre_in *in, const struct hisi_hpre_sqe *template,
       const uint8_t *base, const void *from)
{
	const struct hpre_session *s = in->s;
	uint8_t *key = in->cookie->key;

	in->aux |= HPRE_WIPE_OUT;
	if (unlikely(hpre_is_trivial(key + HISI_HPRE_DH_KEY_X * s->ksz,
				     s->ksz))) {
		memcpy(in->cookie->out, base, s->ksz);
		return HPRE_KNOWN;
	}
	memcpy(key + HISI_HPRE_DH_KEY_P * s->ksz, s->dh.p, s->ksz);
	return hpre_submit_key(in, template, key, from, in->cookie->out);
}

static enum hpre_built
generate_public(struct hpre_in *in)
{
	const struct rte_crypto_dh_op_param *dh = &in->op->asym->dh;
	const struct hpre_session *s = in->s;
	uint8_t *x = in->cookie->key + HISI_HPRE_DH_KEY_X * s->ksz;
	enum hpre_built ret;

	if (dh->pub_key.data == NULL)
		return HPRE_REFUSE(in, "DH public key at address 0");
	in->aux |= HPRE_WIPE_KEY;
	if (dh->priv_key.length == 0) {
		in->aux |= HPRE_FINISH_KEY_PAIR;
		ret = draw_key(in, x);
	} else {
		in->aux |= HPRE_FINISH_COPY;
		ret = take_key(in, x);
	}
	return ret != HPRE_SUBMIT ? ret :
	       submit(in, &s->dh.pub_sqe, s->dh.g, s->dh.pub_in);
}

static enum hpre_built
compute_shared(struct hpre_in *in)
{
	const struct rte_crypto_dh_op_param *dh = &in->op->asym->dh;
	const struct hpre_session *s = in->s;
	uint8_t *peer = in->cookie->in;
	enum hpre_built ret;

	if (dh->shared_secret.data == NULL)
		return HPRE_REFUSE(in, "DH shared secret at address 0");
	if (!hpre_fit(peer, s->ksz, dh->pub_key.data, dh->pub_key.length) ||
	    !in_group(s, peer))
		return HPRE_REFUSE(in, "DH public key of %zu bytes is missing or not between 2 and p - 2; p has %u bytes",
				   dh->pub_key.length, s->len);
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_KEY;
	ret = take_key(in, in->cookie->key + HISI_HPRE_DH_KEY_X * s->ksz);
	return ret != HPRE_SUBMIT ? ret :
	       submit(in, &s->dh.shared_sqe, peer, peer);
}

enum hpre_built
hpre_dh_build(struct hpre_in *in)
{
	enum rte_crypto_asym_ke_type type = in->op->asym->dh.ke_type;

	switch (type) {
	case RTE_CRYPTO_ASYM_KE_PRIV_KEY_GENERATE:
		return generate_private(in);
	case RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE:
		return generate_public(in);
	case RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE:
		return compute_shared(in);
	default:
		return HPRE_REFUSE(in, "DH operation %d is not supported; key generation and shared secret are",
				   type);
	}
}

static uint8_t
finish_public(struct hpre_out *out)
{
	struct rte_crypto_asym_op *asym = out->op->asym;
	const struct hpre_session *s = out->s;

	hpre_result_put(&asym->dh.pub_key, out->cookie->out, s->ksz, s->len,
			asym->flags & RTE_CRYPTO_ASYM_FLAG_PUB_KEY_NO_PADDING);
	if ((out->aux & HPRE_FINISH_MASK) == HPRE_FINISH_KEY_PAIR)
		hpre_result_put(&asym->dh.priv_key, out->cookie->key +
				HISI_HPRE_DH_KEY_X * s->ksz, s->ksz, s->len,
				false);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}

uint8_t
hpre_dh_finish(struct hpre_out *out)
{
	struct rte_crypto_asym_op *asym = out->op->asym;
	const struct hpre_session *s = out->s;

	if (asym->dh.ke_type == RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE)
		return finish_public(out);
	/*
	 * 0, 1 and p - 1 are no secrets: p is no prime, or the order of the
	 * peer's key is small.
	 */
	if (!in_group(s, out->cookie->out))
		return RTE_CRYPTO_OP_STATUS_ERROR;
	hpre_result_put(&asym->dh.shared_secret, out->cookie->out, s->ksz,
			s->len, asym->flags &
			RTE_CRYPTO_ASYM_FLAG_SHARED_KEY_NO_PADDING);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}
