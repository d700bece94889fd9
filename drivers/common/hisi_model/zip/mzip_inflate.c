/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Decompression without context, on ISA-L (zip.md 6). */

#include "mzip_engine.h"

/* Decode; consumed and produced are set in any case. */
static uint32_t
inflate_blocks(struct mzip_engine *e, struct mzip_op *op,
	       const struct mzip_memory *mem)
{
	struct inflate_state *z = &e->inflate;
	int ret;

	isal_inflate_init(z);
	/* The library does not write to its input. */
	z->next_in = (uint8_t *)(uintptr_t)mem->in.p;
	z->avail_in = op->in_len;
	z->next_out = mem->out.p;
	z->avail_out = op->out_avail;
	ret = isal_inflate_stateless(z);
	op->consumed = op->in_len - z->avail_in;
	/* ISA-L counts missing bits as taken when the input ends early. */
	if (op->consumed > op->in_len)
		op->consumed = op->in_len;
	op->produced = z->total_out;
	switch (ret) {
	case ISAL_DECOMP_OK:
		return HISI_ZIP_STATUS_OK;
	case ISAL_OUT_OVERFLOW:
		return HISI_ZIP_STATUS_NO_SPACE;
	}
	/* An end of the input before that of the stream is an error too. */
	return HISI_ZIP_STATUS_MODEL_DATA;
}

/* Verify the trailer, of which all bytes must be there (8.2). */
static uint32_t
trailer_check(struct mzip_op *op, const struct mzip_memory *mem)
{
	uint32_t len = mzip_trailer_len(op->format);
	const uint8_t *trailer = mem->in.p + op->consumed;

	op->last_block = true;
	op->isize = op->produced;
	op->checksum = mzip_sum(op->format, mzip_sum_init(op->format),
				    mem->out.p, op->produced);
	if (op->in_len - op->consumed < len)
		return HISI_ZIP_STATUS_MODEL_DATA;
	op->consumed += len;
	return mzip_trailer_ok(op->format, op->checksum, op->isize, trailer) ?
	       HISI_ZIP_STATUS_OK : HISI_ZIP_STATUS_CHECKSUM;
}

/* A request that is too long for one slice of work. */
static void
inflate_long(struct model_exec *x, struct mzip_op *op)
{
	struct mzip_engine *e = x->engine;
	enum mzip_inflater_stop stop;
	struct mzip_flow flow;

	op->status = mzip_flow_get(x, op, &flow);
	if (op->status != HISI_ZIP_STATUS_OK)
		return;
	mzip_inflater_start(&e->inflater);
	e->window_len = 0;
	op->checksum = mzip_sum_init(op->format);
	op->status = mzip_inflate_flow(x, op, &flow, &stop);
	if (op->status != HISI_ZIP_STATUS_OK) {
		mzip_memory_fault(op);
		return;
	}
	if (stop == MZIP_STOP_CHECKSUM)
		op->status = HISI_ZIP_STATUS_CHECKSUM;
	else if (stop == MZIP_STOP_OUTPUT)
		op->status = HISI_ZIP_STATUS_NO_SPACE;
	else if (stop != MZIP_STOP_END)
		op->status = HISI_ZIP_STATUS_MODEL_DATA;
}

static void
inflate_short(struct model_exec *x, struct mzip_op *op)
{
	struct mzip_memory mem;

	op->status = mzip_memory_get(x, op, &mem);
	if (op->status != HISI_ZIP_STATUS_OK)
		return;
	op->status = inflate_blocks(x->engine, op, &mem);
	if (op->status == HISI_ZIP_STATUS_OK)
		op->status = trailer_check(op, &mem);
	if (model_view_commit(x, &mem.out, op->produced) != 0)
		mzip_memory_fault(op);
}

void
mzip_inflate(struct model_exec *x, struct mzip_op *op)
{
	if (op->in_len > MZIP_CHUNK_IN || op->out_avail > MZIP_CHUNK_OUT)
		inflate_long(x, op);
	else
		inflate_short(x, op);
}
