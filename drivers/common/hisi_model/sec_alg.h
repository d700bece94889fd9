/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_ALG_H
#define MODEL_SEC_ALG_H

/** @file SEC model: codes of a_alg that stand for hashes (5.10). */

#include "sec.h"

/** A hash or HMAC. */
struct sec_alg {
	enum sec_hash_id hash;
	bool keyed; /**< HMAC. */
};

/** @return false if the code is not that of a hash or HMAC */
bool sec_alg_find(uint8_t a_alg, struct sec_alg *alg);

#endif /* MODEL_SEC_ALG_H */
