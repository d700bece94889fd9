/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ECDSA ops (hpre.md 5.5). */

#include "hpre_sign.h"

enum hpre_built
hpre_ecdsa_build(struct hpre_in *in)
{
	const struct rte_crypto_ecdsa_op_param *op = &in->op->asym->ecdsa;
	const struct hpre_session *s = in->s;
	const struct hpre_signature sig = {
		.digest = op->message,
		.pkey = hisi_ecdsa_pkey(&s->ec.kept, op),
		.k = &op->k,
		.q = hisi_ecdsa_q(&s->ec.kept, op),
		.r = &op->r,
		.s = &op->s,
	};

	switch (op->op_type) {
	case RTE_CRYPTO_ASYM_OP_SIGN:
		return hpre_sign_build(in, &sig);
	case RTE_CRYPTO_ASYM_OP_VERIFY:
		return hpre_verify_build(in, &sig);
	default:
		return HPRE_REFUSE(in, "ECDSA operation %d is not supported; sign and verify are",
				   op->op_type);
	}
}

uint8_t
hpre_ecdsa_finish(struct hpre_out *out)
{
	struct rte_crypto_ecdsa_op_param *op = &out->op->asym->ecdsa;

	return op->op_type == RTE_CRYPTO_ASYM_OP_SIGN ?
	       hpre_sign_finish(out, &op->r, &op->s) : hpre_verify_finish(out);
}
