/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Decompression in chunks, with the resumable decoder (zip.md 6, 7). */

#include "mzip_engine.h"

/* Have the next chunk of input. @return 0 or -EFAULT */
static int
input_next(struct model_exec *x, struct mzip_inflater *inf,
	   struct model_flow *flow)
{
	const uint8_t *p;
	size_t len;
	int ret;

	inf->in_before = flow->pos;
	ret = model_flow_read(x, flow, &p, &len);
	inf->in_start = p;
	inf->in = p;
	inf->in_end = p + len;
	return ret;
}

/* Have room for the next chunk of output; the history is up to date. */
static void
output_next(struct mzip_engine *e, struct model_flow *flow)
{
	struct mzip_inflater *inf = &e->inflater;
	size_t len;

	inf->out_start = model_flow_room(flow, &len);
	inf->out = inf->out_start;
	inf->out_end = inf->out_start + len;
	inf->window = e->window;
	inf->window_len = e->window_len;
}

/* Deliver what was decoded, and count it. @return 0 or -EFAULT */
static int
output_put(struct model_exec *x, struct mzip_op *op, struct model_flow *flow)
{
	struct mzip_engine *e = x->engine;
	const uint8_t *p = e->inflater.out_start;
	size_t len = e->inflater.out - p;

	op->produced += len;
	op->isize += len;
	op->checksum = mzip_sum(op->format, op->checksum, p, len);
	mzip_context_append(e, p, len, HISI_ZIP_CTX_WINDOW_MAX);
	return model_flow_put(x, flow, len);
}

/* Decode until the blocks are over, or input or room is. */
static int
blocks(struct model_exec *x, struct mzip_op *op, struct mzip_flow *flow,
       enum mzip_inflater_stop *stop)
{
	struct mzip_engine *e = x->engine;
	struct mzip_inflater *inf = &e->inflater;

	if (input_next(x, inf, &flow->in) != 0)
		return -EFAULT;
	for (;;) {
		output_next(e, &flow->out);
		*stop = mzip_inflater_run(inf);
		if (output_put(x, op, &flow->out) != 0)
			return -EFAULT;
		if ((*stop != MZIP_STOP_INPUT ||
		     model_flow_left(&flow->in) == 0) &&
		    (*stop != MZIP_STOP_OUTPUT ||
		     model_flow_left(&flow->out) == 0))
			return 0;
		if (!model_go_on(x))
			return -EFAULT;
		if (*stop == MZIP_STOP_INPUT &&
		    input_next(x, inf, &flow->in) != 0)
			return -EFAULT;
	}
}

static int
trailer(struct model_exec *x, struct mzip_op *op, struct mzip_flow *flow,
	enum mzip_inflater_stop *stop)
{
	struct mzip_inflater *inf = &((struct mzip_engine *)x->engine)->inflater;

	for (;;) {
		*stop = mzip_inflater_trailer(inf, op->format, op->checksum,
					      op->isize);
		if (*stop != MZIP_STOP_INPUT || model_flow_left(&flow->in) == 0)
			return 0;
		if (input_next(x, inf, &flow->in) != 0)
			return -EFAULT;
	}
}

uint32_t
mzip_inflate_flow(struct model_exec *x, struct mzip_op *op,
		  struct mzip_flow *flow, enum mzip_inflater_stop *stop)
{
	struct mzip_engine *e = x->engine;
	int ret;

	ret = blocks(x, op, flow, stop);
	if (ret == 0 && *stop == MZIP_STOP_BLOCKS) {
		/* Said before the trailer is there (18, question 21). */
		op->last_block = true;
		ret = trailer(x, op, flow, stop);
	}
	if (ret != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	op->consumed = mzip_inflater_taken(&e->inflater);
	/* A request that waits for input keeps the bits it has. */
	if (*stop != MZIP_STOP_INPUT)
		op->consumed -= mzip_inflater_give_back(&e->inflater);
	return HISI_ZIP_STATUS_OK;
}
