/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_XFORM_H
#define SEC_XFORM_H

/** @file Checks of the xform of a session. */

#include "sec_pmd.h"

/** An xform, in the terms that cipher, auth and AEAD have in common. */
struct sec_part {
	enum rte_crypto_sym_xform_type type; /**< 0: there is no such part. */
	int algo;                  /**< Of DPDK's enum for the type. */
	const struct sec_alg *alg; /**< Its row, after sec_part_check(). */
	const uint8_t *key;
	uint16_t key_len;
	uint16_t iv_len;
	uint16_t iv_offset;        /**< From the op. */
	uint16_t digest_len;
	uint16_t aad_len;
	bool encrypt;              /**< Or generate; else decrypt or verify. */
};

/** The parts of an xform chain. */
struct sec_chain {
	struct sec_part cipher; /**< Or AEAD. */
	struct sec_part auth;
	bool auth_first;
};

/**
 * Find the parts of an xform chain.
 * @return 0; -EINVAL without an xform; -ENOTSUP for parts that do not go
 *   together. The reason is logged.
 */
int sec_xform_parse(struct sec_chain *ch, const struct rte_crypto_sym_xform *x);

/**
 * Find the algorithm of a part, and check the part against it.
 * @return 0; -ENOTSUP if the device has not got the algorithm; -EINVAL for a
 *   size that it does not take. The reason is logged.
 */
int sec_part_check(struct sec_part *p, const struct sec_device *dev);

#endif /* SEC_XFORM_H */
