/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_FLOW_H
#define MODEL_FLOW_H

/**
 * @file
 * Client memory from its first byte to its last, a chunk at a time. A view
 * makes a range contiguous and may have to copy all of it; a flow never has
 * more than one chunk of copied data.
 */

#include "model.h"

/** A range of client memory and how far it was read or written. */
struct model_flow {
	struct model_view view;
	uint8_t *copy;    /**< Memory for a chunk; NULL: the client's is used. */
	size_t chunk;     /**< Bytes of a chunk at most. */
	uint64_t pos;     /**< Bytes before the current chunk. */
	unsigned int seg; /**< Segment of pos, and the bytes of it before pos. */
	uint64_t seg_pos;
};

/**
 * Open a range for reading or for writing.
 * @param chunk bytes of a chunk at most, 1 or more
 * @return as model_view_in()
 */
int model_flow_open(struct model_exec *x, const struct model_range *range,
		    bool write, size_t chunk, struct model_flow *flow);

/** Bytes from the current chunk on. */
static inline uint64_t
model_flow_left(const struct model_flow *flow)
{
	return flow->view.len - flow->pos;
}

/**
 * Read the next chunk.
 * @param[out] p valid until the next call for this flow
 * @param[out] len its bytes, 0 at the end of the range
 * @return 0 or -EFAULT
 */
int model_flow_read(struct model_exec *x, struct model_flow *flow,
		    const uint8_t **p, size_t *len);

/**
 * Room for the next chunk of output.
 * @param[out] len its bytes, 0 at the end of the range
 */
uint8_t *model_flow_room(struct model_flow *flow, size_t *len);

/**
 * Deliver output that was put into that room.
 * @param len its bytes, not more than the room has
 * @return 0 or -EFAULT
 */
int model_flow_put(struct model_exec *x, struct model_flow *flow, size_t len);

#endif /* MODEL_FLOW_H */
