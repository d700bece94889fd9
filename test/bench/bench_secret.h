/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef BENCH_SECRET_H
#define BENCH_SECRET_H

/** @file Ops whose secret operand takes values of every shape. */

#include <stdbool.h>

#include <rte_crypto.h>

#include "rsa_key.h"

/** Longest operand, bytes. */
#define BENCH_SECRET_LEN 256

/** Operands and results of the op; as aligned as the engine wants them. */
struct bench_secret_memory {
	uint8_t secret[BENCH_SECRET_LEN];
	uint8_t other[4][BENCH_SECRET_LEN];
	uint8_t out[2][BENCH_SECRET_LEN];
	/** Of the session: from 23.11 on it has the keys of ECDSA. */
	struct rte_crypto_asym_xform x;
};

/** A kind that runs on a curve. */
#define BENCH_SECRET_ON_CURVE 2

/** Kinds of secrets. */
unsigned int bench_secret_kinds(void);

/** The name of kind i, as "DH private key, shared secret". */
const char *bench_secret_name(unsigned int i);

/** Parameters that all sessions of kind i share. Its operands must stay valid. */
void bench_secret_xform(unsigned int i, const struct rsa_key *key,
			struct rte_crypto_asym_xform *x);

/**
 * Fill in an op of kind i, and m->x, of which its session is to be made.
 * @param shape of the secret, from 0
 * @param what receives the name of the shape
 * @return false behind the last shape
 */
bool bench_secret_fill(unsigned int i, unsigned int shape,
		       const struct rsa_key *key,
		       struct bench_secret_memory *m,
		       struct rte_crypto_asym_op *op, const char **what);

#endif /* BENCH_SECRET_H */
