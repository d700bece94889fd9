/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Modular exponentiation, with the algorithm of Diffie-Hellman. RSA's computes
 * the same, but has fewer operand sizes (hpre.md 3.3, 5.3).
 */

#include "hpre_limits.h"
#include "hpre_op.h"
#include "hpre_operand.h"

/*
 * Choose whether the engine computes. The datasheet leaves open what it does with
 * exponents 0 and 1 (14, question 3), but the results are known: 1 and the base.
 * Modulo 1 every result is 0.
 */
static void
choose_how(struct hpre_session *s)
{
	struct hpre_modex_key *m = &s->modex;
	const uint8_t *exp = m->key + HISI_HPRE_DH_KEY_X * s->ksz;
	const uint8_t *mod = m->key + HISI_HPRE_DH_KEY_P * s->ksz;

	if (hpre_is_trivial(mod, s->ksz)) {
		m->how = HPRE_MODEX_FIXED;
	} else if (hpre_is_zero(exp, s->ksz)) {
		m->how = HPRE_MODEX_FIXED;
		m->fixed[s->ksz - 1] = 1;
	} else if (hpre_is_trivial(exp, s->ksz)) {
		m->how = HPRE_MODEX_BASE;
	}
}

int
hpre_modex_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		const struct rte_crypto_asym_xform *xform,
		struct hpre_session *s)
{
	const struct rte_crypto_modex_xform *x = &xform->modex;
	struct hpre_modex_key *m = &s->modex;
	const uint16_t *sizes = hpre_dh_sizes;
	uint8_t mod[HISI_HPRE_MAX_KSZ];
	int ret;

	RTE_SET_USED(dev);
	if (x->exponent.data == NULL || x->exponent.length == 0)
		return hpre_bad(pair, "exponent is missing");
	if (x->exponent.length > HISI_HPRE_MAX_KSZ + HPRE_EXTRA_ZEROS)
		return hpre_bad(pair, "exponent of %zu bytes is longer than %u bytes",
				x->exponent.length, HISI_HPRE_MAX_KSZ);
	/* The exponent may be longer than the modulus and has to fit its slot. */
	while (*sizes < RTE_MIN(x->exponent.length, (size_t)HISI_HPRE_MAX_KSZ))
		sizes++;
	ret = hpre_modulus_put(pair, sizes, "modulus", &x->modulus, mod, s);
	if (ret != 0)
		return ret;
	memcpy(m->key + HISI_HPRE_DH_KEY_P * s->ksz, mod, s->ksz);
	if (!hpre_fit(m->key + HISI_HPRE_DH_KEY_X * s->ksz, s->ksz,
		      x->exponent.data, x->exponent.length))
		return hpre_bad(pair, "exponent of %zu bytes is longer than %u bytes",
				x->exponent.length, s->ksz);
	s->queue = HPRE_Q_RSA;
	choose_how(s);
	hpre_template(&m->sqe, HISI_HPRE_ALG_DH, s->ksz, m->key);
	return 0;
}

/*
 * Where the engine reads the base, which is below the modulus there. NULL if the
 * op has its status.
 */
static const uint8_t *
place_base(struct hpre_in *in)
{
	const rte_crypto_param *base = &in->op->asym->modex.base;
	const struct hpre_session *s = in->s;
	const uint8_t *mod = s->modex.key + HISI_HPRE_DH_KEY_P * s->ksz;
	uint8_t *copy = in->cookie->in;

	if (base->data == NULL || base->length == 0 ||
	    base->length > HPRE_MODEX_MAX_BASE) {
		HPRE_REFUSE(in, "base of %zu bytes is missing or longer than %u bytes",
			    base->length, HPRE_MODEX_MAX_BASE);
		return NULL;
	}
	if (base->length == s->ksz &&
	    hpre_less(base->data, mod, s->ksz))
		return base->data;
	in->aux |= HPRE_WIPE_IN;
	if (hpre_fit(copy, s->ksz, base->data, base->length) &&
	    hpre_less(copy, mod, s->ksz))
		return copy;
	if (hpre_math_reduce(&in->qp->math, copy, base->data, base->length,
			     mod, s->ksz) == 0)
		return copy;
	in->op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	hisi_qm_op_error(in->qp->qm.pair, "no memory to reduce a base of %zu bytes",
			 base->length);
	return NULL;
}

/* The result is known: put it where the engine would put it. */
static enum hpre_built
known(struct hpre_in *in, const uint8_t *result)
{
	memcpy(in->cookie->out, result, in->s->ksz);
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_OUT;
	return HPRE_KNOWN;
}

enum hpre_built
hpre_modex_build(struct hpre_in *in)
{
	const rte_crypto_param *result = &in->op->asym->modex.result;
	const struct hpre_session *s = in->s;
	const uint8_t *base;

	if (unlikely(result->data == NULL))
		return HPRE_REFUSE(in, "result at address 0");
	if (unlikely(result->length != 0 && result->length < s->len))
		return HPRE_REFUSE(in, "result has room for %zu bytes, the modulus has %u; 0 stands for enough",
				   result->length, s->len);
	base = place_base(in);
	if (unlikely(base == NULL))
		return HPRE_FINISHED;
	if (unlikely(s->modex.how == HPRE_MODEX_FIXED))
		return known(in, s->modex.fixed);
	if (unlikely(s->modex.how == HPRE_MODEX_BASE ||
		     hpre_is_trivial(base, s->ksz)))
		return known(in, base);
	if (hpre_in_place(result->data, s->len, s->ksz) &&
	    !hpre_overlap(base, result->data, s->ksz)) {
		in->aux |= HPRE_FINISH_LENGTH;
		return hpre_submit(in, &s->modex.sqe, base, result->data);
	}
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_OUT;
	return hpre_submit(in, &s->modex.sqe, base, in->cookie->out);
}

uint8_t
hpre_modex_finish(struct hpre_out *out)
{
	rte_crypto_param *result = &out->op->asym->modex.result;
	const struct hpre_session *s = out->s;

	if ((out->aux & HPRE_FINISH_MASK) == HPRE_FINISH_COPY)
		hpre_result_put(result, out->cookie->out, s->ksz, s->len,
				false);
	else
		result->length = s->len;
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}
