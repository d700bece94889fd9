/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SM2 ops, sign and verify (hpre.md 5.7), for releases of DPDK that have the
 * xform with its keys.
 */

#include "hpre_operand.h"
#include "hpre_sign.h"

#if HISI_HAS_SM2

#define SZ HISI_HPRE_ECC_SZ256

/** Bytes of an SM3 digest. */
#define SM3_LEN 32

/* Longest id: its length in bits is 16 bits of the hash input. */
#define ID_MAX 8191

/* Put both coordinates of a public key into slots. */
static bool
put_point(uint8_t *xy, const struct rte_crypto_ec_point *q)
{
	return hpre_fit(xy, SZ, q->x.data, q->x.length) &&
	       hpre_fit(xy + SZ, SZ, q->y.data, q->y.length);
}

/*
 * The digest that SM2 signs: SM3 of Z and the message. Z is SM3 of the id, the
 * curve and the public key of the signer.
 */
static enum hpre_built
prehash(struct hpre_in *in, const struct rte_crypto_ec_point *q, uint8_t *e)
{
	const struct rte_crypto_sm2_op_param *op = &in->op->asym->sm2;
	const uint8_t *pub = in->s->ec.curve->pub;
	const struct hpre_hash *sm3 = hpre_hash_sm3();
	uint8_t bits[2], xy[2 * SZ], z[SM3_LEN];
	const struct hpre_piece of_z[] = {
		{ bits, sizeof(bits) }, { op->id.data, op->id.length },
		{ pub + HISI_HPRE_EC_PUB_A * SZ, SZ },
		{ pub + HISI_HPRE_EC_PUB_B * SZ, SZ },
		{ pub + HISI_HPRE_EC_PUB_GX * SZ, SZ },
		{ pub + HISI_HPRE_EC_PUB_GY * SZ, SZ }, { xy, sizeof(xy) },
	};
	const struct hpre_piece of_e[] = {
		{ z, sizeof(z) }, { op->message.data, op->message.length },
	};

	if (op->message.data == NULL)
		return HPRE_REFUSE(in, "SM2 message at address 0");
	if (op->id.length > ID_MAX ||
	    (op->id.data == NULL && op->id.length != 0))
		return HPRE_REFUSE(in, "SM2 id of %zu bytes is missing or longer than %u bytes",
				   op->id.length, ID_MAX);
	if (!put_point(xy, q))
		return HPRE_REFUSE(in, "SM2 with hash SM3 needs the public key q in the xform");
	bits[0] = (uint8_t)(op->id.length * 8 >> 8);
	bits[1] = (uint8_t)(op->id.length * 8);
	if (hpre_digest(&in->qp->hash_in, sm3, of_z, RTE_DIM(of_z), z) &&
	    hpre_digest(&in->qp->hash_in, sm3, of_e, RTE_DIM(of_e), e))
		return HPRE_SUBMIT;
	in->op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	hisi_qm_op_error(in->qp->qm.pair, "libcrypto has no SM3; use hash none and give the digest");
	return HPRE_FINISHED;
}

enum hpre_built
hpre_sm2_build(struct hpre_in *in)
{
	const struct rte_crypto_sm2_op_param *op = &in->op->asym->sm2;
	const struct hisi_ec_kept *kept = &in->s->ec.kept;
	struct hpre_signature sig = {
		.digest = op->message, .pkey = &kept->pkey, .k = &op->k,
		.q = &kept->q, .r = &op->r, .s = &op->s,
	};
	uint8_t e[SM3_LEN];
	enum hpre_built ret;

	if (op->op_type != RTE_CRYPTO_ASYM_OP_SIGN &&
	    op->op_type != RTE_CRYPTO_ASYM_OP_VERIFY)
		return HPRE_REFUSE(in, "SM2 operation %d is not supported; sign and verify are",
				   op->op_type);
	if (op->hash == RTE_CRYPTO_AUTH_SM3) {
		ret = prehash(in, &kept->q, e);
		if (ret != HPRE_SUBMIT)
			return ret;
		sig.digest.data = e;
		sig.digest.length = sizeof(e);
	}
	return op->op_type == RTE_CRYPTO_ASYM_OP_SIGN ?
	       hpre_sign_build(in, &sig) : hpre_verify_build(in, &sig);
}

uint8_t
hpre_sm2_finish(struct hpre_out *out)
{
	struct rte_crypto_sm2_op_param *op = &out->op->asym->sm2;

	return op->op_type == RTE_CRYPTO_ASYM_OP_SIGN ?
	       hpre_sign_finish(out, &op->r, &op->s) : hpre_verify_finish(out);
}

#endif /* HISI_HAS_SM2 */
