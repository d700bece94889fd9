/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Sessions of the curve algorithms (hpre.md 5.4, 5.5). */

#include "hpre_pmd.h"

int
hpre_ec_init(struct hisi_qm_pair *pair, const struct hpre_curves *curves,
	     const struct rte_crypto_ec_xform *x, struct hpre_session *s)
{
	struct hpre_ec_group *ec = &s->ec;

	ec->curve = hpre_curve_get(curves, x->curve_id);
	if (ec->curve == NULL)
		return hpre_bad(pair, "curve %d is not supported; secp192r1, 224r1, 256r1, 384r1 and 521r1 are",
				x->curve_id);
	s->queue = HPRE_Q_ECC;
	s->ksz = ec->curve->hsz;
	s->len = ec->curve->len;
	hpre_template(&ec->mul_sqe, HISI_HPRE_ALG_ECDH_MULTIPLY, s->ksz, NULL);
	/* A hint for cores that are faster; only on this curve (5.4). */
	if (ec->curve->index == HPRE_P256)
		ec->mul_sqe.w1 |= HISI_PREP(HISI_HPRE_W1_HPCORE, 1);
	hpre_template(&ec->sign_sqe, HISI_HPRE_ALG_ECDSA_SIGN, s->ksz, NULL);
	hpre_template(&ec->verify_sqe, HISI_HPRE_ALG_ECDSA_VERIFY, s->ksz,
		      NULL);
	if (hisi_ec_keep(&ec->kept, x) != 0)
		return hpre_bad(pair, "a key of the curve is longer than %u bytes",
				HISI_ASYM_MAX_KEPT);
	return 0;
}
