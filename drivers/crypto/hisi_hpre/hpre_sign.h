/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_SIGN_H
#define HPRE_SIGN_H

/** @file Signatures on curves, as ECDSA and SM2 have them. */

#include "hpre_op.h"

/** Operands of a signature, wherever the API puts them. */
struct hpre_signature {
	rte_crypto_param digest;             /**< Of the message. */
	const rte_crypto_uint *pkey;         /**< Signing only. */
	const rte_crypto_param *k;           /**< Signing only. */
	const struct rte_crypto_ec_point *q; /**< Verification only. */
	const rte_crypto_uint *r;
	const rte_crypto_uint *s;
};

/** Build a task that signs. */
enum hpre_built hpre_sign_build(struct hpre_in *in,
				const struct hpre_signature *sig);
/** Build a task that verifies. r or s out of range is not valid. */
enum hpre_built hpre_verify_build(struct hpre_in *in,
				  const struct hpre_signature *sig);

/**
 * Finish an op that signs.
 * @param r,s receive the signature
 * @return op status
 */
uint8_t hpre_sign_finish(struct hpre_out *out, rte_crypto_uint *r,
			 rte_crypto_uint *s);
/** Finish an op that verifies. @return op status */
uint8_t hpre_verify_finish(const struct hpre_out *out);

#endif /* HPRE_SIGN_H */
