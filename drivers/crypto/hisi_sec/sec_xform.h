/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_XFORM_H
#define SEC_XFORM_H

/** @file Checks of the xform of a session. */

#include "sec_pmd.h"

/** The parts of an xform chain; NULL stands for a part that is not there. */
struct sec_chain {
	const struct rte_crypto_cipher_xform *cipher;
	const struct rte_crypto_auth_xform *auth;
	const struct rte_crypto_aead_xform *aead;
	bool auth_first;
	const struct sec_cipher_alg *c_alg;
	const struct sec_auth_alg *a_alg;
	const struct sec_aead_alg *aead_alg;
};

/**
 * Find the parts of an xform chain.
 * @return 0; -EINVAL without an xform; -ENOTSUP for parts that do not go
 *   together. The reason is logged.
 */
int sec_xform_parse(struct sec_chain *ch, const struct rte_crypto_sym_xform *x);

/**
 * Check the cipher of a chain, and find its algorithm.
 * @return 0; -ENOTSUP if the device has not got the algorithm; -EINVAL for a
 *   size that it does not take. The reason is logged.
 */
int sec_cipher_check(struct sec_chain *ch, const struct sec_device *dev);
/** Likewise, the digest or MAC. */
int sec_auth_check(struct sec_chain *ch, const struct sec_device *dev);
/** Likewise, the AEAD. */
int sec_aead_check(struct sec_chain *ch, const struct sec_device *dev);

#endif /* SEC_XFORM_H */
