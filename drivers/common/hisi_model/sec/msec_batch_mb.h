/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_BATCH_MB_H
#define MSEC_BATCH_MB_H

/** @file SEC model: descriptors that wait for each other, and libipsec-mb. */

#include "msec_alg.h"
#include "msec_batch.h"
#include "msec_cipher.h"
#include "msec_mb.h"

/** A descriptor that waits. */
struct msec_batch_entry {
	struct msec_req r;
	uint32_t *sqe;
	/** Cannot be executed with the others. */
	bool alone;
	int ret;
	struct msec_cipher cipher;
	const struct msec_hmac_key *hmac; /**< NULL: not keyed. */
	struct msec_data data;
	const uint8_t *msg; /**< Message, r.a_len bytes. */
	struct msec_tag tag;
	uint8_t mac[MSEC_HASH_MAX_OUT];
};

/** Descriptors that wait; all are of the first one's kind. */
struct msec_batch {
	unsigned int n;
	enum msec_job job;
	struct msec_alg alg;
	struct msec_batch_entry entry[MODEL_BATCH];
	IMB_JOB cipher[MODEL_BATCH];
};

/** Whether the library has a hash; else it is left to libcrypto. */
bool msec_batch_hash_known(enum msec_hash_id hash);

/** Whether those that wait hash before they cipher, or hash only. */
bool msec_batch_hash_first(const struct msec_batch *b);

/**
 * Execute those that are not alone and have no error yet: results, MACs in
 * mac, and an error in ret if the library fails.
 */
void msec_batch_execute(struct msec_engine *engine, struct msec_batch *b);

#endif /* MSEC_BATCH_MB_H */
