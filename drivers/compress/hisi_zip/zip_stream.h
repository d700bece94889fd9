/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_STREAM_H
#define ZIP_STREAM_H

/**
 * @file
 * Ops that take several requests in stream mode (zip.md 7): ops of streams, and
 * stateless ops that one descriptor cannot do.
 *
 * Stream mode takes flat buffers only. Data of short segments is copied through
 * an input and an output buffer of the stream. If an op has less room than the
 * engine wants, its output goes to the output buffer first and waits there.
 *
 * An op has one request in hardware at a time. Enqueue writes the first one.
 * Dequeue writes each further one when the one before has completed.
 */

#include "zip_chain.h"
#include "zip_pmd.h"

/*
 * Layout of a stream's memory (zip.md 7.2). The driver's buffers lie above all
 * bytes that any source says the device uses (18 Q17).
 */
#define ZIP_MEM_SIZE HISI_ZIP_CTX_SIZE
#define ZIP_MEM_DEVICE HISI_ZIP_CTX_DEV_OFFSET
#define ZIP_MEM_IN 0xA000
#define ZIP_MEM_OUT 0xD000
/** Size of the input and of the output buffer. */
#define ZIP_BUF_SIZE 0x3000

/** Least room that the engine is offered; more than its minimum (7.5). */
#define ZIP_ROOM_MIN 256
/** Shorter segments are put together in a buffer. */
#define ZIP_RUN_MIN 4096

/** All requests but the last have a multiple of it as input (zip.md 18 Q15). */
#define ZIP_LEN_MULTIPLE 4

/** State of a stream, and of the op of it under way. */
struct zip_stream {
	const struct zip_xform *x;
	uint8_t *mem;         /**< ZIP_MEM_SIZE bytes. */
	/**
	 * Ops begun, written by enqueue, and ops ended, written by dequeue.
	 * They differ while an op is in flight.
	 */
	uint32_t nb_begun;
	RTE_ATOMIC(uint32_t) nb_ended;
	/* Words that software carries from request to request (7.1). */
	uint32_t ctx_dw0;
	uint32_t ctx_dw1;
	uint32_t ctx_dw2;
	uint32_t isize;
	uint32_t checksum;
	bool started;         /**< The next request is not the first. */
	bool stateless;       /**< The stream of a single stateless op. */
	bool ended;           /**< The engine has reached the end of it. */
	bool failed;          /**< No op can go on. */
	bool more;            /**< The engine may have more output. */
	bool probe;           /**< The request looks for the end only. */
	bool finish;          /**< The request is the last of the stream. */
	bool buffered;        /**< Its output goes to the output buffer. */
	/** Input of an op without flush, too short for a request. */
	uint8_t carry_len;
	uint8_t carry[ZIP_LEN_MULTIPLE];
	/** Part of the output buffer that waits for room. */
	uint32_t pending_pos;
	uint32_t pending_len;
	/**
	 * Checksums of the data since the engine began anew: without and with
	 * the last request. seen counts the bytes.
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

/** A stream of the application. */
struct zip_user_stream {
	struct zip_xform x; /**< First, where ops have their private xform. */
	struct zip_stream s;
};

/**
 * Set up a stream.
 * @param mem ZIP_MEM_SIZE bytes
 * @param stateless whether it serves a single op
 */
void zip_stream_init(struct zip_stream *st, const struct zip_xform *x,
		     uint8_t *mem, bool stateless);

/** Let the engine begin anew, without history, in the same stream. */
void zip_stream_restart(struct zip_stream *st);

/** Begin a new stream of the same kind behind the end of the last one. */
void zip_stream_again(struct zip_stream *st);

/* zip_pieces.c, for both directions. */

/** Give the op its final status and checksum. The stream is free again. */
enum zip_next zip_op_end(struct zip_stream *st, struct rte_comp_op *op,
			 uint8_t status);

/** Fail the op. Its stream takes no further ops. */
enum zip_next zip_op_fail(struct zip_stream *st, struct rte_comp_op *op);

/** Copy waiting output to the op, as much as it has room for. */
void zip_pending_deliver(struct zip_stream *st, struct rte_comp_op *op);

/** Choose where output goes; sets st->out_len. @return the address */
uint8_t *zip_out_choose(struct zip_stream *st);

/**
 * Bytes of input that one request can be offered: those that lie in one piece,
 * or those that the input buffer can hold.
 */
uint32_t zip_in_choose(const struct zip_stream *st);

/**
 * Write a request.
 * @param len bytes of input: carried bytes first, then bytes of the source
 * @param out what zip_out_choose() returned
 */
void zip_request(struct zip_stream *st, uint32_t len, const uint8_t *out,
		 struct hisi_zip_sqe *sqe);

/**
 * Take over the context, the checksum and the output of a request.
 * @param trailer bytes at the end of the output that are left out
 */
void zip_out_accept(struct zip_stream *st, struct rte_comp_op *op,
		    const struct hisi_zip_sqe *done, uint32_t trailer);

/** Drop input that the engine has consumed. */
void zip_in_accept(struct zip_stream *st, struct rte_comp_op *op,
		   uint32_t consumed);

/* zip_compress.c */

/** Write the next request of an op, or end the op. */
enum zip_next zip_compress_next(struct zip_stream *st, struct rte_comp_op *op,
				struct hisi_zip_sqe *sqe);
/** Take the result of a request, then as zip_compress_next(). */
enum zip_next zip_compress_result(struct zip_stream *st,
				  struct rte_comp_op *op,
				  const struct hisi_zip_sqe *done,
				  struct hisi_zip_sqe *sqe);

/* zip_decompress.c */

/** Write the next request of an op, or end the op. */
enum zip_next zip_decompress_next(struct zip_stream *st,
				  struct rte_comp_op *op,
				  struct hisi_zip_sqe *sqe);
/** Take the result of a request, then as zip_decompress_next(). */
enum zip_next zip_decompress_result(struct zip_stream *st,
				    struct rte_comp_op *op,
				    const struct hisi_zip_sqe *done,
				    struct hisi_zip_sqe *sqe);

#endif /* ZIP_STREAM_H */
