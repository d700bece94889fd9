/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ASYM_TRACE_H
#define ASYM_TRACE_H

/** @file What the driver hands to the device for an asymmetric op. */

#include "asym.h"

/** A descriptor as the device saw it first and last. */
struct asym_trace {
	uint32_t sqe[16];
	uint32_t done[16];
	int qc_type;
};

/** Enqueue the job and look at its descriptor; asym_trace_end() follows. */
struct asym_trace asym_trace(struct asym_dev *dev, struct asym_job *job);

/** Take the op back, check its result, free the job. */
void asym_trace_end(struct asym_dev *dev, struct asym_job *job);

/** The address in two words. */
static inline const uint8_t *
asym_trace_address(const struct asym_trace *t, int word)
{
	return (const uint8_t *)(uintptr_t)(t->sqe[word] |
					    (uint64_t)t->sqe[word + 1] << 32);
}

#define KEY(t) asym_trace_address(t, 2)
#define IN(t) asym_trace_address(t, 4)
#define OUT(t) asym_trace_address(t, 6)

#endif /* ASYM_TRACE_H */
