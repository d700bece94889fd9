/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_ALG_H
#define MSEC_ALG_H

/** @file SEC model: codes of a_alg that stand for hashes (5.10). */

#include "msec.h"

/** A hash or HMAC. */
struct msec_alg {
	enum msec_hash_id hash;
	bool keyed; /**< HMAC. */
};

/** @return false if the code is not that of a hash or HMAC */
bool msec_alg_find(uint8_t a_alg, struct msec_alg *alg);

#endif /* MSEC_ALG_H */
