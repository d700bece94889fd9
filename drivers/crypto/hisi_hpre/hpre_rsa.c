/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file RSA sessions: keys in the engine's form (hpre.md 5.1, 13.2). */

#include <errno.h>

#include "hpre_limits.h"
#include "hpre_operand.h"
#include "hpre_pmd.h"

/* Operand sizes of the engine for RSA (3.2). */
static const uint16_t sizes[] = { 128, 256, 384, 512, 0 };

/* The engine wants q before p (5.1.2). */
static int
priv_crt(struct hisi_qm_pair *pair,
	 const struct rte_crypto_rsa_priv_key_qt *qt, struct hpre_session *s)
{
	const size_t half = s->ksz / 2;
	uint8_t *k = s->rsa.priv;
	const struct {
		unsigned int slot;
		const char *what;
		const rte_crypto_uint *v;
	} parts[HISI_HPRE_CRT_HALF_SLOTS] = {
		{ HISI_HPRE_CRT_HALF_DQ, "RSA dQ", &qt->dQ },
		{ HISI_HPRE_CRT_HALF_DP, "RSA dP", &qt->dP },
		{ HISI_HPRE_CRT_HALF_Q, "RSA q", &qt->q },
		{ HISI_HPRE_CRT_HALF_P, "RSA p", &qt->p },
		{ HISI_HPRE_CRT_HALF_QINV, "RSA qInv", &qt->qInv },
	};
	size_t i;
	int ret;

	for (i = 0; i < RTE_DIM(parts); i++) {
		ret = hpre_key_put(pair, k + parts[i].slot * half, half,
				   parts[i].what, parts[i].v);
		if (ret != 0)
			return ret;
	}
	if ((k[HISI_HPRE_CRT_HALF_P * half + half - 1] &
	     k[HISI_HPRE_CRT_HALF_Q * half + half - 1] & 1) == 0)
		return hpre_bad(pair, "RSA p or q is even");
	hpre_template(&s->rsa.priv_sqe, HISI_HPRE_ALG_NC_CRT, s->ksz, k);
	s->rsa.has_priv = true;
	return 0;
}

static int
priv_exp(struct hisi_qm_pair *pair, const rte_crypto_uint *d,
	 struct hpre_session *s)
{
	uint8_t *k = s->rsa.priv;
	int ret = hpre_key_put(pair, k, s->ksz, "RSA d", d);

	if (ret != 0)
		return ret;
	memcpy(k + HISI_HPRE_NCRT_KEY_N * s->ksz,
	       s->rsa.pub + HISI_HPRE_NCRT_KEY_N * s->ksz, s->ksz);
	hpre_template(&s->rsa.priv_sqe, HISI_HPRE_ALG_NC_NCRT, s->ksz, k);
	s->rsa.has_priv = true;
	return 0;
}

static int
pub_init(struct hisi_qm_pair *pair, const struct rte_crypto_rsa_xform *x,
	 struct hpre_session *s)
{
	uint8_t n[HISI_HPRE_MAX_KSZ], *e;
	int ret = hpre_modulus_put(pair, sizes, "RSA modulus", &x->n, n, s);

	if (ret != 0)
		return ret;
	if (s->len < HPRE_RSA_MIN_LEN)
		return hpre_bad(pair, "RSA modulus of %u bytes is shorter than %u bytes",
				s->len, HPRE_RSA_MIN_LEN);
	memcpy(s->rsa.pub + HISI_HPRE_NCRT_KEY_N * s->ksz, n, s->ksz);
	e = s->rsa.pub + HISI_HPRE_NCRT_KEY_EXP * s->ksz;
	ret = hpre_key_put(pair, e, s->ksz, "RSA e", &x->e);
	if (ret != 0)
		return ret;
	/* The engine may not take exponent 1 (14, question 3); e is always odd. */
	if ((e[s->ksz - 1] & 1) == 0 || hpre_is_trivial(e, s->ksz))
		return hpre_bad(pair, "RSA e is even or 1");
	hpre_template(&s->rsa.pub_sqe, HISI_HPRE_ALG_NC_NCRT, s->ksz,
		      s->rsa.pub);
	return 0;
}

int
hpre_rsa_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
	      const struct rte_crypto_asym_xform *xform,
	      struct hpre_session *s)
{
	const struct rte_crypto_rsa_xform *x = &xform->rsa;
	int ret = pub_init(pair, x, s);

	RTE_SET_USED(dev);
	if (ret != 0)
		return ret;
	if (hisi_rsa_keep(&s->rsa.kept, x) != 0)
		return hpre_bad(pair, "OAEP label is longer than %u bytes",
				HISI_ASYM_MAX_KEPT);
	s->queue = HPRE_Q_RSA;
	switch (x->key_type) {
	case RTE_RSA_KEY_TYPE_QT:
		return x->qt.p.data == NULL ? 0 : priv_crt(pair, &x->qt, s);
	case RTE_RSA_KEY_TYPE_EXP:
		return x->d.data == NULL ? 0 : priv_exp(pair, &x->d, s);
	default:
		hpre_bad(pair, "RSA private key type %d is not supported; exponent and quintuple are",
			 x->key_type);
		return -ENOTSUP;
	}
}
