/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Decompression in stream mode (zip.md 7). */

#include "zip_checksum.h"
#include "zip_stream.h"

/* The longest trailer, that of gzip. */
#define TRAILER_MAX 8

/*
 * End an op with a status for stateless ops or one for stateful ops. A stateless
 * op that stops here has no counts.
 */
static enum zip_next
op_stop(struct zip_stream *st, struct rte_comp_op *op, uint8_t stateless,
	uint8_t stateful)
{
	if (!st->stateless)
		return zip_op_end(st, op, stateful);
	zip_op_end(st, op, stateless);
	op->consumed = 0;
	op->produced = 0;
	op->output_chksum = 0;
	return ZIP_NEXT_DONE;
}

enum zip_next
zip_decompress_next(struct zip_stream *st, struct rte_comp_op *op,
		    struct hisi_zip_sqe *sqe)
{
	const uint8_t *out;
	uint32_t len;

	zip_pending_deliver(st, op);
	if (st->pending_len != 0)
		return op_stop(st, op,
			RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED,
			RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE);
	if (st->ended)
		return zip_op_end(st, op, RTE_COMP_OP_STATUS_SUCCESS);
	/* The input ended before the stream did. */
	if (st->src_left == 0 && !st->more)
		return op_stop(st, op, RTE_COMP_OP_STATUS_ERROR,
			       RTE_COMP_OP_STATUS_SUCCESS);
	/* Without room, output to the buffer shows whether there is more. */
	out = zip_out_choose(st);
	len = zip_in_choose(st);
	st->finish = st->stateless && len == st->src_left;
	zip_request(st, len, out, sqe);
	return ZIP_NEXT_REQUEST;
}

/*
 * The engine wants a trailer behind the final block. Raw DEFLATE has none, so
 * the engine may have consumed bytes that follow in the input. While a gzip
 * trailer is not complete the engine does not say how many: give it zeros until
 * it is.
 */
static enum zip_next
probe(struct zip_stream *st, struct hisi_zip_sqe *sqe)
{
	uint8_t *out = st->mem + ZIP_MEM_OUT, *in = st->mem + ZIP_MEM_IN;

	memset(in, 0, TRAILER_MAX);
	st->probe = true;
	st->buffered = true;
	st->out_len = ZIP_ROOM_MIN;
	st->finish = true;
	zip_request(st, 0, out, sqe);
	st->in_len = TRAILER_MAX;
	sqe->input_len = TRAILER_MAX;
	return ZIP_NEXT_REQUEST;
}

/* The stream is over. The last n bytes consumed lie behind its end. */
static enum zip_next
stream_end(struct zip_stream *st, struct rte_comp_op *op, uint32_t n,
	   struct hisi_zip_sqe *sqe)
{
	op->consumed -= RTE_MIN(n, op->consumed);
	st->ended = true;
	return zip_decompress_next(st, op, sqe);
}

/* The final block of a format with a trailer was decoded. */
static enum zip_next
blocks_end(struct zip_stream *st, struct rte_comp_op *op, uint32_t status,
	   struct hisi_zip_sqe *sqe)
{
	/* The engine has read a whole trailer, which was wrong (9). */
	if (status != HISI_ZIP_STATUS_OK)
		return stream_end(st, op, st->x->trailer, sqe);
	if (st->x->format == HISI_ZIP_REQ_GZIP)
		return probe(st, sqe);
	return stream_end(st, op, HISI_GET(HISI_ZIP_CTX0_CACHED_BITS,
					   st->ctx_dw0) / 8, sqe);
}

static enum zip_next
probe_result(struct zip_stream *st, struct rte_comp_op *op,
	     const struct hisi_zip_sqe *done, struct hisi_zip_sqe *sqe)
{
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, done->w3);

	st->probe = false;
	if ((status != HISI_ZIP_STATUS_STREAM_END &&
	     status != HISI_ZIP_STATUS_CHECKSUM) || done->produced != 0)
		return zip_op_fail(st, op);
	return stream_end(st, op, TRAILER_MAX - done->consumed, sqe);
}

/* Whether more output may come without further input (7.4). */
static bool
has_more(const struct zip_stream *st, const struct hisi_zip_sqe *done)
{
	if (done->produced == st->out_len)
		return true;
	switch (HISI_GET(HISI_ZIP_CTX0_STATE, done->ctx_dw0)) {
	case HISI_ZIP_STATE_END_NO_SPACE:
	case HISI_ZIP_STATE_IN_BLOCK:
		return true;
	case HISI_ZIP_STATE_NO_BLOCK:
		return HISI_GET(HISI_ZIP_CTX0_CACHED_BITS,
				done->ctx_dw0) != 0;
	}
	return false;
}

enum zip_next
zip_decompress_result(struct zip_stream *st, struct rte_comp_op *op,
		      const struct hisi_zip_sqe *done,
		      struct hisi_zip_sqe *sqe)
{
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, done->w3);
	bool last = HISI_GET(HISI_ZIP_W3_LAST_BLOCK, done->w3);

	if (unlikely(st->probe))
		return probe_result(st, op, done, sqe);
	if (status != HISI_ZIP_STATUS_OK &&
	    status != HISI_ZIP_STATUS_STREAM_END &&
	    !(status == HISI_ZIP_STATUS_CHECKSUM && last))
		return zip_op_fail(st, op);
	zip_out_accept(st, op, done, 0);
	zip_in_accept(st, op, done->consumed);
	if (last && st->x->trailer != 0)
		return blocks_end(st, op, status, sqe);
	if (last && status == HISI_ZIP_STATUS_STREAM_END)
		return stream_end(st, op, 0, sqe);
	st->more = has_more(st, done);
	if (done->consumed == 0 && done->produced == 0) {
		/* No progress with input at hand: the input is no DEFLATE. */
		if (st->src_left != 0)
			return zip_op_fail(st, op);
		st->more = false;
	}
	return zip_decompress_next(st, op, sqe);
}
