/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef COMP_JOB_H
#define COMP_JOB_H

/** @file Random stateless ops, and whether they came out right. */

#include "comp.h"

/** An op and what it is about. */
struct comp_job {
	struct rte_comp_op *op;
	bool compress;
	uint32_t chksum;
	uint8_t window;
	uint8_t *plain;     /**< Uncompressed. */
	size_t plain_len;
	uint8_t *src;       /**< What the source mbuf holds. */
	size_t src_len;     /**< All of it. */
	size_t dst_len;
	size_t stream_len;  /**< DEFLATE in the source, without what follows. */
	size_t room;
};

/** xforms of a device: [compress][checksum][window - 12] */
struct comp_xforms {
	void *priv[2][RTE_COMP_CHECKSUM_ADLER32 + 1][4];
};

/** Make all xforms of a device. */
void comp_xforms_make(const struct comp_dev *d, struct comp_xforms *x);
/** Free them. */
void comp_xforms_free(const struct comp_dev *d, struct comp_xforms *x);

/** A random op on up to max_len bytes, up to max_segs segments. */
void comp_job_make(struct comp_job *job, const struct comp_dev *d,
		   const struct comp_xforms *x, size_t max_len,
		   unsigned int max_segs);

/** Check the result of the op, every byte and number of it. */
void comp_job_check(struct comp_job *job);

/** Check guards and source, and free. */
void comp_job_free(struct comp_job *job);

#endif /* COMP_JOB_H */
