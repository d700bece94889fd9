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
#define ZIP_MEM_PENDING 0x9880
#define ZIP_MEM_IN 0xA000
#define ZIP_MEM_OUT 0xD000

/** Output that may wait for room; more than the engine's minimum (7.5). */
#define ZIP_PENDING_SIZE 256
/** Input and output buffer for what lies in small pieces. */
#define ZIP_BOUNCE_SIZE (12U << 10)

/** Input lengths of requests that are not the last (zip.md 18 Q15). */
#define ZIP_LEN_MULTIPLE 4

/** Where the output of a request goes. */
enum zip_out {
	ZIP_OUT_DIRECT,  /**< The user's buffer. */
	ZIP_OUT_BOUNCE,
	ZIP_OUT_PENDING, /**< There is less room than the engine wants. */
};

/** State of a stream, and of the op of it under way. */
struct zip_stream {
	const struct zip_xform *x;
	uint8_t *mem;         /**< ZIP_MEM_SIZE bytes. */
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
	uint8_t busy;         /**< An op is in flight; see zip_data.c. */
	/** Input taken without flush, fewer than ZIP_LEN_MULTIPLE bytes. */
	uint8_t carry_len;
	uint8_t carry[ZIP_LEN_MULTIPLE];
	/** Output that waits, in mem from ZIP_MEM_PENDING on. */
	uint16_t pending_pos;
	uint16_t pending_len;
	/** Checksum of all output up to ZIP_MEM_PENDING, decompression. */
	uint32_t pending_checksum;
	uint32_t sum;         /**< Checksum of what the engine has seen. */
	uint32_t adler;       /**< Of CRC32 and Adler-32, the second. */
	/* The op. */
	struct zip_place src;
	struct zip_place dst;
	uint32_t src_left;
	uint32_t room;
	/* Its request in flight. */
	uint32_t in_len;
	uint32_t out_len;
	enum zip_out out;
	bool finish;          /**< It is the last of the stream. */
};

/** A stream of the application; begins as what ops may refer to. */
struct zip_user_stream {
	struct zip_xform x;
	struct zip_stream s;
};

/** Whether a request was made, or the op has its final status. */
enum zip_next {
	ZIP_NEXT_REQUEST,
	ZIP_NEXT_DONE,
};

/**
 * Begin an op.
 * @param st state of the stream; that of a stateless op is made first with
 *   zip_stateless_init()
 * @param sqe receives the request
 */
enum zip_next zip_pieces_begin(struct zip_qp *qp, struct zip_stream *st,
			       struct rte_comp_op *op,
			       struct hisi_zip_sqe *sqe);

/** Take the result of a request, and go on. */
enum zip_next zip_pieces_result(struct zip_qp *qp, struct zip_stream *st,
				struct rte_comp_op *op,
				const struct hisi_zip_sqe *done,
				struct hisi_zip_sqe *sqe);

/** State for a stateless op. @param mem ZIP_MEM_SIZE bytes */
void zip_stateless_init(struct zip_stream *st, const struct zip_xform *x,
			uint8_t *mem);

/** The next op begins a new stream. */
void zip_stream_reset(struct zip_stream *st);

/* zip_pieces.c, for both directions. */

/** Give the op its final status, its checksum, and the stream back. */
enum zip_next zip_op_end(struct zip_stream *st, struct rte_comp_op *op,
			 uint8_t status);

/** Copy waiting output to the op, as far as there is room. */
void zip_pending_deliver(struct zip_stream *st, struct rte_comp_op *op);

/** Choose where output goes. @return its address; st->out_len is set */
uint8_t *zip_out_choose(struct zip_stream *st);

/** Take over what a request has written. */
void zip_out_accept(struct zip_stream *st, struct rte_comp_op *op,
		    uint32_t produced);

/**
 * Choose how much input to offer: all, or what lies in one piece, or what the
 * bounce buffer can hold.
 */
uint32_t zip_in_choose(const struct zip_stream *st);

/**
 * Write a request.
 * @param len input, from the carried bytes and the source
 * @param out as zip_out_choose() gave it
 */
void zip_request(struct zip_stream *st, uint32_t len, const uint8_t *out,
		 struct hisi_zip_sqe *sqe);

/** The engine has taken so many bytes. */
void zip_in_accept(struct zip_stream *st, struct rte_comp_op *op,
		   uint32_t consumed);

/* zip_compress.c */
enum zip_next zip_compress_next(struct zip_stream *st, struct rte_comp_op *op,
				struct hisi_zip_sqe *sqe);
/** @return 0 to go on, else the final status of the op */
uint8_t zip_compress_result(struct zip_stream *st, struct rte_comp_op *op,
			    const struct hisi_zip_sqe *done);

/* zip_decompress.c */
enum zip_next zip_decompress_next(struct zip_stream *st,
				  struct rte_comp_op *op,
				  struct hisi_zip_sqe *sqe);
/** @return 0 to go on, else the final status of the op */
uint8_t zip_decompress_result(struct zip_stream *st, struct rte_comp_op *op,
			      const struct hisi_zip_sqe *done);

#endif /* ZIP_STREAM_H */
