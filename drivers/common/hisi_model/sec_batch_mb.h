/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_BATCH_MB_H
#define MODEL_SEC_BATCH_MB_H

/** @file SEC model: descriptors that wait for each other, and libipsec-mb. */

#include "sec_alg.h"
#include "sec_batch.h"
#include "sec_cipher.h"
#include "sec_mb.h"

/** A descriptor that waits. */
struct sec_batch_entry {
	struct sec_req r;
	uint32_t *sqe;
	/** Cannot be executed with the others. */
	bool alone;
	int ret;
	struct sec_cipher cipher;
	const struct sec_hmac_key *hmac; /**< NULL: not keyed. */
	struct sec_data data;
	const uint8_t *msg; /**< What is hashed, r.a_len bytes. */
	struct sec_tag tag;
	uint8_t mac[SEC_HASH_MAX_OUT];
};

/** What waits; all of one kind, that of the first. */
struct sec_batch {
	unsigned int n;
	enum sec_job job;
	struct sec_alg alg;
	struct sec_batch_entry entry[MODEL_BATCH];
	IMB_JOB cipher[MODEL_BATCH];
};

/** Whether the library has a hash; else it is left to libcrypto. */
bool sec_batch_hash_known(enum sec_hash_id hash);

/** Whether those that wait hash before they cipher, or hash only. */
bool sec_batch_hash_first(const struct sec_batch *b);

/**
 * Execute those that are not alone and have no error yet: results, MACs in
 * mac, and an error in ret if the library fails.
 */
void sec_batch_execute(struct sec_engine *engine, struct sec_batch *b);

#endif /* MODEL_SEC_BATCH_MB_H */
