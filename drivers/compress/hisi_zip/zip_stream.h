/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_STREAM_H
#define ZIP_STREAM_H

/**
 * @file
 * Ops that take several requests in stream mode (zip.md 7): those of streams,
 * and stateless ones that no single descriptor can do.
 *
 * Stream mode has flat buffers only. Where a chain is cut up too small, data
 * goes through two bounce buffers; where less room is left than the engine
 * wants, output goes to a buffer of the stream first and waits there.
 *
 * One request of an op is in hardware at a time. The first is written by
 * enqueue, the others by dequeue when the one before is back.
 */

#include "zip_chain.h"
#include "zip_pmd.h"

/* Memory of a stream (zip.md 7.2): the device's part, then the driver's,
 * above all that is said of the device (18 Q17).
 */
#define ZIP_MEM_SIZE HISI_ZIP_CTX_SIZE
#define ZIP_MEM_DEVICE HISI_ZIP_CTX_DEV_OFFSET
#define ZIP_MEM_IN 0xA000
#define ZIP_MEM_OUT 0xD000
/** Size of the input and of the output buffer. */
#define ZIP_BUF_SIZE 0x3000

/** Room the engine is offered at least; more than its minimum (7.5). */
#define ZIP_ROOM_MIN 256
/** Where segments are shorter, several are put together. */
#define ZIP_RUN_MIN 4096

/** Input lengths of requests that are not the last (zip.md 18 Q15). */
#define ZIP_LEN_MULTIPLE 4

/** State of a stream, and of the op of it under way. */
struct zip_stream {
	const struct zip_xform *x;
	uint8_t *mem;         /**< ZIP_MEM_SIZE bytes. */
	/** Ops begun and ended: one writer each. They differ while one is in
	 * flight.
	 */
	uint32_t nb_begun;
	RTE_ATOMIC(uint32_t) nb_ended;
	/* What software carries from request to request (7.1). */
	uint32_t ctx_dw0;
	uint32_t ctx_dw1;
	uint32_t ctx_dw2;
	uint32_t isize;
	uint32_t checksum;
	bool started;         /**< The next request is not the first. */
	bool stateless;       /**< For one op only. */
	bool ended;           /**< The engine is through with it. */
	bool failed;          /**< No op can go on. */
	bool more;            /**< The engine may have more output. */
	bool probe;           /**< The request looks for the end only. */
	bool finish;          /**< The request is the last of the stream. */
	bool buffered;        /**< Its output goes to the output buffer. */
	/** Input taken without flush, fewer than ZIP_LEN_MULTIPLE bytes. */
	uint8_t carry_len;
	uint8_t carry[ZIP_LEN_MULTIPLE];
	/** Output that waits, in the output buffer. */
	uint32_t pending_pos;
	uint32_t pending_len;
	/** Checksum, up to before and up to after the last request, of what
	 * the engine has seen since it began anew; and how much that is.
	 */
	uint32_t sum_before;
	uint32_t sum;
	uint64_t seen;
	/** Checksum of the data before the last full flush. */
	uint32_t base_sum;
	/* The op. */
	struct zip_place src;
	struct zip_place dst;
	uint32_t src_left;
	uint32_t room;
	/* Its request in flight. */
	uint32_t in_len;
	uint32_t out_len;
};

/** A stream of the application; begins as what ops may refer to. */
struct zip_user_stream {
	struct zip_xform x;
	struct zip_stream s;
};

/**
 * A new stream.
 * @param mem ZIP_MEM_SIZE bytes
 * @param stateless it is for one op only
 */
void zip_stream_init(struct zip_stream *st, const struct zip_xform *x,
		     uint8_t *mem, bool stateless);

/** Let the engine begin anew, without history, in the same stream. */
void zip_stream_restart(struct zip_stream *st);

/* zip_pieces.c, for both directions. */

/** Begin an op, whose buffers have been checked. Writes the first request. */
enum zip_next zip_pieces_begin(struct zip_stream *st, struct rte_comp_op *op,
			       uint32_t room, struct hisi_zip_sqe *sqe);

/** Take the result of a request, and go on. */
enum zip_next zip_pieces_result(struct zip_stream *st, struct rte_comp_op *op,
				const struct hisi_zip_sqe *done,
				struct hisi_zip_sqe *sqe);

/** Give the op its final status and checksum, and the stream back. */
enum zip_next zip_op_end(struct zip_stream *st, struct rte_comp_op *op,
			 uint8_t status);

/** The op failed, and no further one can go on with its stream. */
enum zip_next zip_op_fail(struct zip_stream *st, struct rte_comp_op *op);

/** Copy waiting output to the op, as far as there is room. */
void zip_pending_deliver(struct zip_stream *st, struct rte_comp_op *op);

/** Choose where output goes; st->out_len is set. @return its address */
uint8_t *zip_out_choose(struct zip_stream *st);

/**
 * How much input can be offered: what lies in one piece, or what the input
 * buffer can hold.
 */
uint32_t zip_in_choose(const struct zip_stream *st);

/**
 * Write a request.
 * @param len input, from the carried bytes and the source
 * @param out as zip_out_choose() gave it
 */
void zip_request(struct zip_stream *st, uint32_t len, const uint8_t *out,
		 struct hisi_zip_sqe *sqe);

/**
 * Take over the context, the checksum and the output of a request.
 * @param trailer bytes at the end of the output that are left out
 */
void zip_out_accept(struct zip_stream *st, struct rte_comp_op *op,
		    const struct hisi_zip_sqe *done, uint32_t trailer);

/** Carried bytes and source bytes are done with. */
void zip_in_accept(struct zip_stream *st, struct rte_comp_op *op,
		   uint32_t consumed);

/* zip_compress.c */

/** The next request of an op. */
enum zip_next zip_compress_next(struct zip_stream *st, struct rte_comp_op *op,
				struct hisi_zip_sqe *sqe);
/** Its result. */
enum zip_next zip_compress_result(struct zip_stream *st,
				  struct rte_comp_op *op,
				  const struct hisi_zip_sqe *done,
				  struct hisi_zip_sqe *sqe);

/* zip_decompress.c */

/** The next request of an op. */
enum zip_next zip_decompress_next(struct zip_stream *st,
				  struct rte_comp_op *op,
				  struct hisi_zip_sqe *sqe);
/** Its result. */
enum zip_next zip_decompress_result(struct zip_stream *st,
				    struct rte_comp_op *op,
				    const struct hisi_zip_sqe *done,
				    struct hisi_zip_sqe *sqe);

#endif /* ZIP_STREAM_H */
