/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef COMP_FLOW_H
#define COMP_FLOW_H

/** @file Random streams, each op of which is checked. */

#include "comp.h"

/** A stream. */
struct comp_flow {
	const struct comp_dev *dev;
	void *stream;
	bool compress;
	uint32_t chksum;
	unsigned int max_segs;
	/** Data of the round under way: plain, and as DEFLATE if it is input. */
	uint8_t *plain;
	size_t plain_len;
	uint8_t *src;
	size_t src_len;
	size_t max_chunk;
	size_t max_room;
	/* Where it is. */
	size_t consumed;
	size_t produced;
	uint64_t sum;
	bool done;
	unsigned int idle;   /**< Ops in a row that moved nothing. */
	bool again;          /**< The last op wants to be continued. */
	/* Its op. */
	struct rte_comp_op *op;
	size_t room;
	/** zlib as the reader of what is compressed. */
	z_stream z;
	size_t z_base;       /**< Data before the last full flush. */
	uint8_t *back;
};

/** A new stream. */
void comp_flow_open(struct comp_flow *f, const struct comp_dev *d,
		    bool compress, uint32_t chksum, uint8_t window);
/** Free the stream. */
void comp_flow_close(struct comp_flow *f);

/** Begin a round of random data, at most max_len bytes. */
void comp_flow_begin(struct comp_flow *f, size_t max_len,
		     unsigned int max_segs);
/** Free what belongs to the round. */
void comp_flow_end(struct comp_flow *f);

/** Make the next op, f->op. */
void comp_flow_op(struct comp_flow *f);
/** Check its result, and free it; f->done is set at the end of the round. */
void comp_flow_check(struct comp_flow *f);

#endif /* COMP_FLOW_H */
