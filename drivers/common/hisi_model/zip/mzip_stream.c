/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Requests of streams (zip.md 7). */

#include "mzip_engine.h"

/*
 * One piece. If it does not fit, the context stays as it was, so that the
 * request can be repeated with more room (17, rule 3).
 */
static uint32_t
deflate_piece(struct model_exec *x, struct mzip_op *op, struct mzip_flow *flow)
{
	/* No data and no end: nothing to say (18, question 16). */
	if (op->in_len == 0 && !op->finish)
		return HISI_ZIP_STATUS_OK;
	/* The smallest room is larger than any trailer (18, question 8). */
	return mzip_deflate_flow(x, op, flow);
}

/* The state field of the context for a reason to stop (7.3, 7.4). */
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
inflate_piece(struct model_exec *x, struct mzip_op *op, struct mzip_flow *flow,
	      uint32_t *state)
{
	struct mzip_engine *e = x->engine;
	enum mzip_inflater_stop stop;
	uint32_t status = mzip_inflate_flow(x, op, flow, &stop);

	if (status != HISI_ZIP_STATUS_OK)
		return status;
	*state = state_of(op, &e->inflater, stop);
	return status_of(stop);
}

void
mzip_stream(struct model_exec *x, struct mzip_op *op)
{
	const struct mzip_op before = *op;
	uint32_t status, state = HISI_ZIP_STATE_NONE;
	struct mzip_flow flow;

	if (op->out_avail < HISI_ZIP_STREAM_IGNORE_OUT)
		return;
	status = mzip_flow_get(x, op, &flow);
	if (status == HISI_ZIP_STATUS_OK)
		status = mzip_context_load(x, op);
	if (status != HISI_ZIP_STATUS_OK)
		goto undone;
	op->status = op->compress ? deflate_piece(x, op, &flow) :
				    inflate_piece(x, op, &flow, &state);
	status = op->status;
	if (status == HISI_ZIP_STATUS_MODEL_MEMORY)
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
