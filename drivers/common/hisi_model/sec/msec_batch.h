/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_BATCH_H
#define MSEC_BATCH_H

/**
 * @file
 * SEC model: several descriptors of the same kind executed at once, which
 * libipsec-mb does faster than one after the other: in AES-CBC encryption and
 * SHA a block depends on the one before, so that one message leaves most of a
 * CPU idle; AES-CBC decryption costs fewer calls. Descriptors wait here until
 * one of another kind comes. In which order the device executes what is in a
 * queue is not documented, only that completions are in order (qm.md 6;
 * question 20).
 */

#include "msec.h"

#ifdef HISI_MODEL_IPSEC_MB

/**
 * Let a descriptor wait for others of its kind. If those that wait are of
 * another kind, they are executed.
 * @param r passed msec_check()
 * @param sqe receives the result, at the latest from msec_batch_flush()
 * @return false if its kind gains nothing; nothing was done then
 */
bool msec_batch_add(struct model_exec *x, const struct msec_req *r,
		    enum msec_job job, uint32_t *sqe);

/** Execute those that wait. */
void msec_batch_flush(struct model_exec *x);

/** Free what belongs to the engine; nothing waits. */
void msec_batch_free(struct msec_engine *e);

#else

static inline bool
msec_batch_add(struct model_exec *x, const struct msec_req *r, enum msec_job job,
	       uint32_t *sqe)
{
	(void)x;
	(void)r;
	(void)job;
	(void)sqe;
	return false;
}

static inline void
msec_batch_flush(struct model_exec *x)
{
	(void)x;
}

static inline void
msec_batch_free(struct msec_engine *e)
{
	(void)e;
}

#endif

#endif /* MSEC_BATCH_H */
