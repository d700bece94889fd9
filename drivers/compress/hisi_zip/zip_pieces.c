/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Requests in stream mode: the parts that both directions share (zip.md 7).
 */

#include "zip_checksum.h"
#include "zip_stream.h"

static uint8_t *
out_buffer(const struct zip_stream *st)
{
	return st->mem + ZIP_MEM_OUT;
}

void
zip_stream_restart(struct zip_stream *st)
{
	st->ctx_dw0 = 0;
	st->ctx_dw1 = 0;
	st->ctx_dw2 = 0;
	st->isize = 0;
	st->checksum = 0;
	st->started = false;
	st->more = false;
	st->sum = zip_checksum_init(st->x->format);
	st->sum_before = st->sum;
	st->seen = 0;
}

void
zip_stream_init(struct zip_stream *st, const struct zip_xform *x,
		uint8_t *mem, bool stateless)
{
	memset(st, 0, sizeof(*st));
	st->x = x;
	st->mem = mem;
	st->stateless = stateless;
	st->base_sum = zip_checksum_init(x->format);
	zip_stream_restart(st);
}

void
zip_stream_again(struct zip_stream *st)
{
	st->ended = false;
	st->carry_len = 0;
	st->base_sum = zip_checksum_init(st->x->format);
	zip_stream_restart(st);
}

/*
 * The checksum up to here: of all input taken when compressing, of all output
 * delivered when decompressing.
 */
static uint32_t
sum_now(const struct zip_stream *st)
{
	uint32_t format = st->x->format;
	uint32_t sum;

	if (st->x->queue == ZIP_Q_COMPRESS) {
		sum = zip_checksum_join(format, st->base_sum, st->sum,
					st->seen);
		return zip_checksum_add(format, sum, st->carry,
					st->carry_len);
	}
	if (st->pending_len == 0)
		return st->sum;
	return zip_checksum_add(format, st->sum_before, out_buffer(st),
				st->pending_pos);
}

enum zip_next
zip_op_end(struct zip_stream *st, struct rte_comp_op *op, uint8_t status)
{
	op->status = status;
	op->output_chksum = 0;
	if (st->x->chksum != RTE_COMP_CHECKSUM_NONE)
		op->output_chksum = sum_now(st);
	rte_atomic_store_explicit(&st->nb_ended, st->nb_begun, rte_memory_order_release);
	return ZIP_NEXT_DONE;
}

enum zip_next
zip_op_fail(struct zip_stream *st, struct rte_comp_op *op)
{
	st->failed = true;
	op->consumed = 0;
	op->produced = 0;
	op->output_chksum = 0;
	op->status = RTE_COMP_OP_STATUS_ERROR;
	rte_atomic_store_explicit(&st->nb_ended, st->nb_begun, rte_memory_order_release);
	return ZIP_NEXT_DONE;
}

void
zip_pending_deliver(struct zip_stream *st, struct rte_comp_op *op)
{
	uint32_t n = RTE_MIN(st->pending_len - st->pending_pos, st->room);

	zip_place_write(&st->dst, out_buffer(st) + st->pending_pos, n);
	st->pending_pos += n;
	st->room -= n;
	op->produced += n;
	if (st->pending_pos == st->pending_len) {
		st->pending_pos = 0;
		st->pending_len = 0;
	}
}

uint8_t *
zip_out_choose(struct zip_stream *st)
{
	uint32_t run = RTE_MIN(zip_place_run(&st->dst), st->room);

	st->buffered = run < ZIP_ROOM_MIN ||
		       (run < ZIP_RUN_MIN && run < st->room);
	if (!st->buffered) {
		st->out_len = run;
		return zip_place_addr(&st->dst);
	}
	st->out_len = RTE_MIN(RTE_MAX(st->room, (uint32_t)ZIP_ROOM_MIN),
			      (uint32_t)ZIP_BUF_SIZE);
	return out_buffer(st);
}

/* Whether the engine reads the next input from the mbuf itself. */
static bool
in_place(const struct zip_stream *st)
{
	uint32_t run = zip_place_run(&st->src);

	return st->carry_len == 0 &&
	       (run >= st->src_left || run >= ZIP_RUN_MIN);
}

uint32_t
zip_in_choose(const struct zip_stream *st)
{
	if (in_place(st))
		return RTE_MIN(zip_place_run(&st->src), st->src_left);
	return RTE_MIN(st->carry_len + st->src_left, (uint32_t)ZIP_BUF_SIZE);
}

/* Address of len bytes of input in one piece; copied together if need be. */
static const uint8_t *
in_place_or_copy(const struct zip_stream *st, uint32_t len)
{
	uint8_t *buf = st->mem + ZIP_MEM_IN;

	/* A request without input needs a valid address, too (zip.md 5). */
	if (len == 0)
		return buf;
	if (in_place(st))
		return zip_place_addr(&st->src);
	memcpy(buf, st->carry, st->carry_len);
	zip_place_read(&st->src, buf + st->carry_len, len - st->carry_len);
	return buf;
}

void
zip_request(struct zip_stream *st, uint32_t len, const uint8_t *out,
	    struct hisi_zip_sqe *sqe)
{
	const uint8_t *in = in_place_or_copy(st, len);
	uint64_t ctx = hisi_qm_addr(st->mem + ZIP_MEM_DEVICE);

	st->in_len = len;
	*sqe = st->x->sqe;
	sqe->w7 &= ~(HISI_ZIP_W7_NEW | HISI_ZIP_W7_FINISH);
	sqe->w7 |= HISI_PREP(HISI_ZIP_W7_STREAM, 1) |
		   HISI_PREP(HISI_ZIP_W7_NEW, !st->started) |
		   HISI_PREP(HISI_ZIP_W7_FINISH, st->finish);
	sqe->input_len = len;
	sqe->out_avail = st->out_len;
	sqe->src = hisi_qm_addr(in);
	sqe->dst = hisi_qm_addr(out);
	sqe->stream_ctx = ctx;
	sqe->ctx_dw0 = st->ctx_dw0;
	sqe->ctx_dw1 = st->ctx_dw1;
	sqe->ctx_dw2 = st->ctx_dw2;
	sqe->isize = st->isize;
	sqe->checksum = st->checksum;
}

void
zip_out_accept(struct zip_stream *st, struct rte_comp_op *op,
	       const struct hisi_zip_sqe *done, uint32_t trailer)
{
	uint32_t n = done->produced - trailer;

	st->started = true;
	st->ctx_dw0 = done->ctx_dw0;
	st->ctx_dw1 = done->ctx_dw1;
	st->ctx_dw2 = done->ctx_dw2;
	st->isize = done->isize;
	st->checksum = done->checksum;
	st->sum_before = st->sum;
	st->sum = zip_checksum_from_dword(st->x->format, done->checksum);
	if (st->buffered) {
		st->pending_pos = 0;
		st->pending_len = n;
		zip_pending_deliver(st, op);
		return;
	}
	zip_place_skip(&st->dst, n);
	st->room -= n;
	op->produced += n;
}

void
zip_in_accept(struct zip_stream *st, struct rte_comp_op *op,
	      uint32_t consumed)
{
	uint32_t carried = RTE_MIN(consumed, st->carry_len);

	st->seen += consumed;
	st->carry_len = (uint8_t)(st->carry_len - carried);
	memmove(st->carry, st->carry + carried, st->carry_len);
	consumed -= carried;
	zip_place_skip(&st->src, consumed);
	st->src_left -= consumed;
	op->consumed += consumed;
}
