/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Compression on ISA-L (zip.md 6, 7). */

#include <string.h>

#include "mzip_engine.h"

/* ISA-L without state gives up when fewer bytes than this are left over. */
#define ISAL_SLACK 64

void
mzip_isal_setup(struct mzip_engine *e, const struct mzip_op *op)
{
	struct isal_zstream *z = &e->deflate;

	isal_deflate_init(z);
	z->level = MZIP_ISAL_LEVEL;
	z->level_buf = e->level_buf;
	z->level_buf_size = sizeof(e->level_buf);
	z->hist_bits = op->window_bits;
}

/* Compress all at once. @return whether it fitted. */
static bool
whole(struct mzip_engine *e, const struct mzip_op *op, const uint8_t *in,
      uint8_t *out, uint32_t room)
{
	struct isal_zstream *z = &e->deflate;

	mzip_isal_setup(e, op);
	/* The library does not write to its input. */
	z->next_in = (uint8_t *)(uintptr_t)in;
	z->avail_in = op->in_len;
	z->next_out = out;
	z->avail_out = room;
	return isal_deflate_stateless(z) == COMP_OK;
}

/*
 * Compress where ISA-L has room to spare and keep what fits: a stream that
 * fits exactly is not refused.
 */
static uint32_t
whole_tight(struct mzip_engine *e, const struct mzip_op *op, const uint8_t *in,
	    uint8_t *out, uint32_t room, uint32_t *len)
{
	bool ok;

	*len = 0;
	if (mzip_buffer_reserve(&e->spill, (size_t)room + ISAL_SLACK) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	ok = whole(e, op, in, e->spill.p, room + ISAL_SLACK);
	*len = e->deflate.total_out;
	if (*len > room) {
		*len = room;
		ok = false;
	}
	memcpy(out, e->spill.p, *len);
	return ok ? HISI_ZIP_STATUS_OK : HISI_ZIP_STATUS_NO_SPACE;
}

/* The numbers of a stream that is complete. */
static void
complete(struct mzip_op *op, const struct mzip_memory *mem)
{
	op->consumed = op->in_len;
	op->isize = op->in_len;
	op->checksum = mzip_sum(op->format, mzip_sum_init(op->format),
				    mem->in.p, op->in_len);
	mzip_trailer_write(op->format, op->checksum, op->isize,
			   mem->out.p + op->produced);
	op->produced += mzip_trailer_len(op->format);
	if (op->produced >= op->consumed)
		op->status = HISI_ZIP_STATUS_NEGATIVE;
}

static void
deflate_short(struct model_exec *x, struct mzip_op *op)
{
	uint32_t trailer = mzip_trailer_len(op->format);
	struct mzip_engine *e = x->engine;
	struct mzip_memory mem;
	uint32_t room;

	op->status = mzip_memory_get(x, op, &mem);
	if (op->status != HISI_ZIP_STATUS_OK)
		return;
	room = op->out_avail > trailer ? op->out_avail - trailer : 0;
	if (room > 0 && whole(e, op, mem.in.p, mem.out.p, room))
		op->produced = e->deflate.total_out;
	else
		op->status = whole_tight(e, op, mem.in.p, mem.out.p, room,
					 &op->produced);
	if (op->status == HISI_ZIP_STATUS_OK)
		complete(op, &mem);
	if (model_view_commit(x, &mem.out, op->produced) != 0)
		mzip_memory_fault(op);
}

/* A request that is too long for one slice of work. */
static void
deflate_long(struct model_exec *x, struct mzip_op *op)
{
	struct mzip_engine *e = x->engine;
	struct mzip_flow flow;

	op->status = mzip_flow_get(x, op, &flow);
	if (op->status != HISI_ZIP_STATUS_OK)
		return;
	e->window_len = 0;
	op->checksum = mzip_sum_init(op->format);
	op->status = mzip_deflate_flow(x, op, &flow);
	if (op->status == HISI_ZIP_STATUS_MODEL_MEMORY)
		mzip_memory_fault(op);
	else if (op->status == HISI_ZIP_STATUS_NO_SPACE)
		op->checksum = 0;
	else if (op->produced >= op->consumed)
		op->status = HISI_ZIP_STATUS_NEGATIVE;
}

void
mzip_deflate(struct model_exec *x, struct mzip_op *op)
{
	if (op->in_len > MZIP_CHUNK_IN) {
		deflate_long(x, op);
		return;
	}
	/* Incompressible data grow by far less than this. */
	if (op->out_avail > MZIP_CHUNK_OUT)
		op->out_avail = MZIP_CHUNK_OUT;
	deflate_short(x, op);
}
