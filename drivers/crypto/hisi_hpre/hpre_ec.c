/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Sessions of the curve algorithms (hpre.md 5.4, 5.5, 5.7). */

#include "hpre_pmd.h"

static bool
is_sm2(const struct rte_crypto_asym_xform *x)
{
	RTE_SET_USED(x);
#if HISI_HAS_SM2
	return x->xform_type == RTE_CRYPTO_ASYM_XFORM_SM2;
#else
	return false;
#endif
}

/* SM2 signs on its own curve only, and ECDSA on any other. */
static bool
goes_with(const struct hpre_curve *c, const struct rte_crypto_asym_xform *x)
{
	if (c->index == HPRE_SM2)
		return x->xform_type != RTE_CRYPTO_ASYM_XFORM_ECDSA;
	return !is_sm2(x);
}

/* Keep the keys of an xform, if its type has them there. */
static int
keep_keys(const struct rte_crypto_asym_xform *x, struct hisi_ec_kept *kept)
{
	switch (x->xform_type) {
	case RTE_CRYPTO_ASYM_XFORM_ECPM:
	case RTE_CRYPTO_ASYM_XFORM_ECFPM:
		return 0;
	default:
		return hisi_ec_keep(kept, &x->ec);
	}
}

int
hpre_ec_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
	     const struct rte_crypto_asym_xform *x, struct hpre_session *s)
{
	struct hpre_ec_group *ec = &s->ec;
	bool sm2 = is_sm2(x);

	ec->curve = hpre_curve_get(dev->curves, x->ec.curve_id);
	if (ec->curve == NULL)
		return hpre_bad(pair, "curve %d is not supported; secp192r1, 224r1, 256r1, 384r1, 521r1 and, where DPDK has it, SM2 are",
				x->ec.curve_id);
	if (!goes_with(ec->curve, x))
		return hpre_bad(pair, "curve %s does not go with xform type %d: SM2 signs on its own curve only, and ECDSA on the others",
				ec->curve->name, x->xform_type);
	s->queue = HPRE_Q_ECC;
	s->ksz = ec->curve->hsz;
	s->len = ec->curve->len;
	hpre_template(&ec->mul_sqe, HISI_HPRE_ALG_ECDH_MULTIPLY, s->ksz, NULL);
	/* Ask for a faster core; only allowed on this curve (5.4). */
	if (ec->curve->index == HPRE_P256)
		ec->mul_sqe.w1 |= HISI_PREP(HISI_HPRE_W1_HPCORE, 1);
	hpre_template(&ec->sign_sqe, sm2 ? HISI_HPRE_ALG_SM2_SIGN :
		      HISI_HPRE_ALG_ECDSA_SIGN, s->ksz, NULL);
	hpre_template(&ec->verify_sqe, sm2 ? HISI_HPRE_ALG_SM2_VERIFY :
		      HISI_HPRE_ALG_ECDSA_VERIFY, s->ksz, NULL);
	if (keep_keys(x, &ec->kept) != 0)
		return hpre_bad(pair, "a key of the curve is longer than %u bytes",
				HISI_ASYM_MAX_KEPT);
	return 0;
}
