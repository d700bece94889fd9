/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Compression in stream mode (zip.md 7). */

#include "zip_checksum.h"
#include "zip_stream.h"

/* A final block without data. The engine is never asked for one (7.6). */
static const uint8_t empty_final[] = { 0x01, 0x00, 0x00, 0xff, 0xff };

/*
 * Bytes by which output may exceed 9/8 of the input: end of the block, flush,
 * trailer and a few bytes (16, rule 4).
 */
#define OUT_MARGIN 24

/* Bytes of input whose output fits the room in any case: the 9/8 rule (7.5). */
static uint32_t
in_limit(uint32_t room)
{
	return room > OUT_MARGIN ? (room - OUT_MARGIN) / 9 * 8 : 0;
}

/* All input was taken and all output was delivered. */
static enum zip_next
op_complete(struct zip_stream *st, struct rte_comp_op *op)
{
	if (op->flush_flag == RTE_COMP_FLUSH_FULL && st->started) {
		/* The data behind a full flush has no history. */
		st->base_sum = zip_checksum_join(st->x->format, st->base_sum,
						 st->sum, st->seen);
		zip_stream_restart(st);
	}
	return zip_op_end(st, op, RTE_COMP_OP_STATUS_SUCCESS);
}

/* A stateless op is out of room. It keeps no output for later. */
static enum zip_next
stateless_full(struct zip_stream *st, struct rte_comp_op *op)
{
	if (op->consumed != 0)
		return zip_op_end(st, op,
			RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE);
	zip_op_end(st, op, RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED);
	op->produced = 0;
	op->output_chksum = 0;
	return ZIP_NEXT_DONE;
}

/* Deliver waiting output. True if there is nothing more to do. */
static bool
op_at_end(struct zip_stream *st, struct rte_comp_op *op)
{
	uint32_t left = st->carry_len + st->src_left;

	zip_pending_deliver(st, op);
	if (left == 0 && op->flush_flag == RTE_COMP_FLUSH_FINAL &&
	    !st->ended && st->pending_len == 0) {
		st->ended = true;
		memcpy(st->mem + ZIP_MEM_OUT, empty_final,
		       sizeof(empty_final));
		st->pending_len = sizeof(empty_final);
		zip_pending_deliver(st, op);
	}
	if (st->pending_len != 0 ||
	    (left != 0 && st->room == 0 && !st->ended)) {
		zip_op_end(st, op,
			   RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE);
		return true;
	}
	if (left == 0 || st->ended) {
		op_complete(st, op);
		return true;
	}
	return false;
}

/* Keep input that is too short for a request and need not be flushed yet. */
static bool
op_carried(struct zip_stream *st, struct rte_comp_op *op)
{
	uint32_t n = st->src_left;

	if (op->flush_flag != RTE_COMP_FLUSH_NONE ||
	    st->carry_len + n >= ZIP_LEN_MULTIPLE)
		return false;
	zip_place_read(&st->src, st->carry + st->carry_len, n);
	st->carry_len = (uint8_t)(st->carry_len + n);
	st->src_left = 0;
	op->consumed += n;
	zip_op_end(st, op, RTE_COMP_OP_STATUS_SUCCESS);
	return true;
}

enum zip_next
zip_compress_next(struct zip_stream *st, struct rte_comp_op *op,
		  struct hisi_zip_sqe *sqe)
{
	uint32_t left, len, room;
	const uint8_t *out;

	if (!st->stateless && (op_at_end(st, op) || op_carried(st, op)))
		return ZIP_NEXT_DONE;
	left = st->carry_len + st->src_left;
	if (st->stateless && left == 0)
		return op_complete(st, op);
	out = zip_out_choose(st);
	room = st->stateless ? RTE_MIN(st->out_len, st->room) : st->out_len;
	len = RTE_MIN(zip_in_choose(st), in_limit(room));
	if (len < left || op->flush_flag == RTE_COMP_FLUSH_NONE)
		len &= ~(ZIP_LEN_MULTIPLE - 1U);
	if (len == 0)
		return stateless_full(st, op);
	st->finish = len == left && op->flush_flag == RTE_COMP_FLUSH_FINAL;
	zip_request(st, len, out, sqe);
	return ZIP_NEXT_REQUEST;
}

enum zip_next
zip_compress_result(struct zip_stream *st, struct rte_comp_op *op,
		    const struct hisi_zip_sqe *done, struct hisi_zip_sqe *sqe)
{
	uint32_t trailer = st->finish ? st->x->trailer : 0;

	switch (HISI_GET(HISI_ZIP_W3_STATUS, done->w3)) {
	case HISI_ZIP_STATUS_OK:
	case HISI_ZIP_STATUS_NEGATIVE:
		break;
	case HISI_ZIP_STATUS_NO_SPACE:
		if (st->stateless)
			return stateless_full(st, op);
		/* fall through */
	default:
		return zip_op_fail(st, op);
	}
	if (done->consumed == 0 || done->produced < trailer)
		return zip_op_fail(st, op);
	/* Output of a stateless op cannot wait for room. */
	if (st->stateless && done->produced - trailer > st->room)
		return stateless_full(st, op);
	st->ended = st->finish && done->consumed == st->in_len;
	zip_out_accept(st, op, done, st->ended ? trailer : 0);
	zip_in_accept(st, op, done->consumed);
	return zip_compress_next(st, op, sqe);
}
