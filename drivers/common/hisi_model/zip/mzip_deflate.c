/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Compression on ISA-L (zip.md 6, 7). */

#include <string.h>

#include "mzip_engine.h"

/* ISA-L without state gives up when fewer bytes than this are left over. */
#define ISAL_SLACK 64

static void
isal_setup(struct mzip_engine *e, const struct mzip_op *op, const uint8_t *in,
	   uint8_t *out, uint32_t room)
{
	struct isal_zstream *z = &e->deflate;

	z->level = MZIP_ISAL_LEVEL;
	z->level_buf = e->level_buf;
	z->level_buf_size = sizeof(e->level_buf);
	z->hist_bits = op->window_bits;
	/* The library does not write to its input. */
	z->next_in = (uint8_t *)(uintptr_t)in;
	z->avail_in = op->in_len;
	z->next_out = out;
	z->avail_out = room;
}

/* Compress all at once. @return whether it fitted. */
static bool
whole(struct mzip_engine *e, const struct mzip_op *op, const uint8_t *in,
      uint8_t *out, uint32_t room)
{
	isal_deflate_init(&e->deflate);
	isal_setup(e, op, in, out, room);
	return isal_deflate_stateless(&e->deflate) == COMP_OK;
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

void
mzip_deflate(struct model_exec *x, struct mzip_op *op)
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

/* Everything is written, up to the byte boundary. */
static bool
piece_done(const struct isal_zstream *z, bool finish)
{
	const struct isal_zstate *state = &z->internal_state;

	return z->avail_in == 0 &&
	       state->b_bytes_valid == state->b_bytes_processed &&
	       state->state == (finish ? ZSTATE_END : ZSTATE_NEW_HDR);
}

uint32_t
mzip_deflate_piece(struct mzip_engine *e, const struct mzip_op *op,
		   const uint8_t *in, uint8_t *out, uint32_t room, bool *done)
{
	struct isal_zstream *z = &e->deflate;
	uint32_t before;

	isal_deflate_init(z);
	isal_setup(e, op, in, out, room);
	z->flush = op->finish ? NO_FLUSH : SYNC_FLUSH;
	z->end_of_stream = op->finish;
	/* A new stream is one that accepts a history; there is no failure. */
	isal_deflate_set_dict(z, e->window, e->window_len);
	do {
		before = z->total_out;
		isal_deflate(z);
		*done = piece_done(z, op->finish);
	} while (!*done && z->avail_out > 0 && z->total_out > before);
	return z->total_out;
}
