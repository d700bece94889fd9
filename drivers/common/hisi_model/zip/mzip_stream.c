/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Requests of streams (zip.md 7). */

#include "mzip_engine.h"

/*
 * One piece. What does not fit leaves the context as it was, so that the
 * request can be repeated with more room (17, rule 3).
 */
static uint32_t
deflate_piece(struct model_exec *x, struct mzip_op *op, struct mzip_memory *mem)
{
	uint32_t trailer = op->finish ? mzip_trailer_len(op->format) : 0;
	struct mzip_engine *e = x->engine;
	bool done;

	/* No data and no end: nothing to say (18, question 16). */
	if (op->in_len == 0 && !op->finish)
		return HISI_ZIP_STATUS_OK;
	/* The smallest room is larger than any trailer (18, question 8). */
	op->produced = mzip_deflate_piece(e, op, mem->in.p, mem->out.p,
					  op->out_avail - trailer, &done);
	if (!done)
		return HISI_ZIP_STATUS_NO_SPACE;
	op->consumed = op->in_len;
	op->isize += op->in_len;
	op->checksum = mzip_sum(op->format, op->checksum, mem->in.p,
				    op->in_len);
	if (op->finish)
		mzip_trailer_write(op->format, op->checksum, op->isize,
				   mem->out.p + op->produced);
	op->produced += trailer;
	mzip_context_append(e, mem->in.p, op->in_len, 1U << op->window_bits);
	return HISI_ZIP_STATUS_OK;
}

static void
inflater_setup(struct mzip_engine *e, const struct mzip_op *op,
	       const struct mzip_memory *mem)
{
	struct mzip_inflater *inf = &e->inflater;

	inf->in_start = mem->in.p;
	inf->in = mem->in.p;
	inf->in_end = mem->in.p + op->in_len;
	inf->out_start = mem->out.p;
	inf->out = mem->out.p;
	inf->out_end = mem->out.p + op->out_avail;
	inf->window = e->window;
	inf->window_len = e->window_len;
}

/* What the context says of the reason to stop (7.3, 7.4). */
static uint32_t
state_of(const struct mzip_op *op, const struct mzip_inflater *inf,
	 enum mzip_inflater_stop stop)
{
	if (stop == MZIP_STOP_OUTPUT)
		return inf->s.final && op->consumed == op->in_len ?
		       HISI_ZIP_STATE_END_NO_SPACE : HISI_ZIP_STATE_IN_BLOCK;
	if (stop == MZIP_STOP_INPUT && inf->s.mode == MZIP_MODE_HEAD)
		return HISI_ZIP_STATE_NO_BLOCK;
	return HISI_ZIP_STATE_NONE;
}

static uint32_t
status_of(enum mzip_inflater_stop stop)
{
	switch (stop) {
	case MZIP_STOP_END:
		return HISI_ZIP_STATUS_STREAM_END;
	case MZIP_STOP_CHECKSUM:
		return HISI_ZIP_STATUS_CHECKSUM;
	case MZIP_STOP_DATA:
		return HISI_ZIP_STATUS_MODEL_DATA;
	default:
		return HISI_ZIP_STATUS_OK;
	}
}

static uint32_t
inflate_piece(struct model_exec *x, struct mzip_op *op, struct mzip_memory *mem,
	      uint32_t *state)
{
	struct mzip_engine *e = x->engine;
	struct mzip_inflater *inf = &e->inflater;
	enum mzip_inflater_stop stop;

	inflater_setup(e, op, mem);
	stop = mzip_inflater_run(inf);
	op->produced = inf->out - inf->out_start;
	op->isize += op->produced;
	op->checksum = mzip_sum(op->format, op->checksum, mem->out.p,
				    op->produced);
	mzip_context_append(e, mem->out.p, op->produced,
			    HISI_ZIP_CTX_WINDOW_MAX);
	if (stop == MZIP_STOP_BLOCKS) {
		/* Said before the trailer is there (18, question 21). */
		op->last_block = true;
		stop = mzip_inflater_trailer(inf, op->format, op->checksum,
					     op->isize);
	}
	/* Whoever waits for input keeps what there was. */
	if (stop != MZIP_STOP_INPUT)
		mzip_inflater_give_back(inf);
	op->consumed = inf->in - inf->in_start;
	*state = state_of(op, inf, stop);
	return status_of(stop);
}

void
mzip_stream(struct model_exec *x, struct mzip_op *op)
{
	const struct mzip_op before = *op;
	uint32_t status, state = HISI_ZIP_STATE_NONE;
	struct mzip_memory mem;

	if (op->out_avail < HISI_ZIP_STREAM_IGNORE_OUT)
		return;
	status = mzip_memory_get(x, op, &mem);
	if (status == HISI_ZIP_STATUS_OK)
		status = mzip_context_load(x, op);
	if (status != HISI_ZIP_STATUS_OK)
		goto undone;
	op->status = op->compress ? deflate_piece(x, op, &mem) :
				    inflate_piece(x, op, &mem, &state);
	status = HISI_ZIP_STATUS_MODEL_MEMORY;
	if (model_view_commit(x, &mem.out, op->produced) != 0)
		goto undone;
	if (op->status == HISI_ZIP_STATUS_NO_SPACE) {
		/* The numbers tell what was written (18, question 7). */
		op->isize = before.isize;
		op->checksum = before.checksum;
		return;
	}
	status = mzip_context_save(x, op, state);
	if (status == HISI_ZIP_STATUS_OK)
		return;
undone:
	*op = before;
	op->status = status;
}
