/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Compression in chunks on ISA-L (zip.md 6, 7). */

#include "mzip_engine.h"

/* Everything is written, up to the byte boundary. */
static bool
complete(const struct isal_zstream *z, bool finish)
{
	const struct isal_zstate *state = &z->internal_state;

	return z->avail_in == 0 &&
	       state->b_bytes_valid == state->b_bytes_processed &&
	       state->state == (finish ? ZSTATE_END : ZSTATE_NEW_HDR);
}

/* Give the next chunk of input to the library. @return 0 or -EFAULT */
static int
input_next(struct model_exec *x, struct mzip_op *op, struct model_flow *flow)
{
	struct mzip_engine *e = x->engine;
	struct isal_zstream *z = &e->deflate;
	const uint8_t *p;
	size_t len;
	bool last;

	if (model_flow_read(x, flow, &p, &len) != 0)
		return -EFAULT;
	last = model_flow_left(flow) == 0;
	/* The library does not write to its input. */
	z->next_in = (uint8_t *)(uintptr_t)p;
	z->avail_in = len;
	z->flush = last && !op->finish ? SYNC_FLUSH : NO_FLUSH;
	z->end_of_stream = last && op->finish;
	op->consumed += len;
	op->isize += len;
	op->checksum = mzip_sum(op->format, op->checksum, p, len);
	if (op->stream)
		mzip_context_append(e, p, len, 1U << op->window_bits);
	return 0;
}

/* Deliver what the library wrote since the last call. @return 0 or -EFAULT */
static int
output_put(struct model_exec *x, struct mzip_op *op, struct model_flow *flow)
{
	struct mzip_engine *e = x->engine;
	size_t len = e->deflate.total_out - op->produced;

	op->produced += len;
	return model_flow_put(x, flow, len);
}

/* Room for the next chunk of output; the trailer has its own at the end. */
static void
output_next(struct isal_zstream *z, struct model_flow *flow, uint32_t trailer)
{
	uint64_t left = model_flow_left(flow);
	size_t len;

	z->next_out = model_flow_room(flow, &len);
	left = left > trailer ? left - trailer : 0;
	z->avail_out = len < left ? len : left;
}

/* Compress everything. @return HISI_ZIP_STATUS_* */
static uint32_t
blocks(struct model_exec *x, struct mzip_op *op, struct mzip_flow *flow,
       uint32_t trailer)
{
	struct isal_zstream *z = &((struct mzip_engine *)x->engine)->deflate;
	uint32_t before, in_before;

	if (input_next(x, op, &flow->in) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	for (;;) {
		output_next(z, &flow->out, trailer);
		if (z->avail_out == 0)
			return HISI_ZIP_STATUS_NO_SPACE;
		before = z->total_out;
		in_before = z->avail_in;
		isal_deflate(z);
		if (output_put(x, op, &flow->out) != 0)
			return HISI_ZIP_STATUS_MODEL_MEMORY;
		if (model_flow_left(&flow->in) == 0 && complete(z, op->finish))
			return HISI_ZIP_STATUS_OK;
		if (!model_go_on(x))
			return HISI_ZIP_STATUS_MODEL_MEMORY;
		if (z->avail_in == 0 && model_flow_left(&flow->in) > 0) {
			if (input_next(x, op, &flow->in) != 0)
				return HISI_ZIP_STATUS_MODEL_MEMORY;
		} else if (z->total_out == before && z->avail_in == in_before) {
			return HISI_ZIP_STATUS_NO_SPACE;
		}
	}
}

static int
trailer_put(struct model_exec *x, struct mzip_op *op, struct model_flow *flow,
	    uint32_t trailer)
{
	uint8_t bytes[8];
	size_t len;

	if (trailer == 0)
		return 0;
	mzip_trailer_write(op->format, op->checksum, op->isize, bytes);
	/* The room of a chunk begins where the last output ended. */
	memcpy(model_flow_room(flow, &len), bytes, trailer);
	op->produced += trailer;
	return model_flow_put(x, flow, trailer);
}

uint32_t
mzip_deflate_flow(struct model_exec *x, struct mzip_op *op,
		  struct mzip_flow *flow)
{
	uint32_t trailer = op->finish ? mzip_trailer_len(op->format) : 0;
	struct mzip_engine *e = x->engine;
	struct mzip_op before = *op;
	uint32_t status;

	mzip_isal_setup(e, op);
	/* A new stream is one that accepts a history; there is no failure. */
	isal_deflate_set_dict(&e->deflate, e->window, e->window_len);
	status = blocks(x, op, flow, trailer);
	if (status == HISI_ZIP_STATUS_OK &&
	    trailer_put(x, op, &flow->out, trailer) != 0)
		status = HISI_ZIP_STATUS_MODEL_MEMORY;
	if (status == HISI_ZIP_STATUS_OK)
		return status;
	/* Only the output that was written is told. */
	before.produced = op->produced;
	*op = before;
	return status;
}
