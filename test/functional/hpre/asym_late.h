/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ASYM_LATE_H
#define ASYM_LATE_H

/**
 * @file
 * The padding of RSA and the keys of ECDSA belong to the op in DPDK 22.11 and
 * to the session in later releases. Tests choose them for each op. Where they
 * belong to the session, an op gets a session of its own at the last moment:
 * that of the test, with these operands added.
 */

#include "asym.h"
#include "hisi_compat_app.h"

/** Bytes of an op's private memory that belong to this file. */
size_t asym_late_size(void);

/** Clear the operands of a new op. */
void asym_late_init(struct rte_crypto_op *op);

/** The op around its asymmetric part. */
static inline struct rte_crypto_op *
asym_op_of(struct rte_crypto_asym_op *part)
{
	return RTE_PTR_SUB(part, offsetof(struct rte_crypto_op, asym));
}

/** The padding of an RSA op. */
struct rte_crypto_rsa_padding *asym_padding(struct rte_crypto_op *op);
/** The private key of an ECDSA op. */
rte_crypto_uint *asym_pkey(struct rte_crypto_op *op);
/** The public key of an ECDSA op. */
struct rte_crypto_ec_point *asym_q(struct rte_crypto_op *op);

/**
 * Remember the xform of a session. Its numbers must live as long as the
 * session.
 */
void asym_late_keep(const struct asym_dev *dev, void *session,
		    const struct rte_crypto_asym_xform *x);

/**
 * Before the op is enqueued: make the session with its operands.
 * @return false if it is refused
 */
bool asym_late_bind(struct asym_dev *dev, struct rte_crypto_op *op);
/** When the op is back: free that session, if there is one. */
void asym_late_unbind(struct asym_dev *dev, struct rte_crypto_op *op);

#endif /* ASYM_LATE_H */
