/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MZIP_ENGINE_H
#define MZIP_ENGINE_H

/**
 * @file
 * The ZIP engine of the model, shared by its files. Section numbers refer to
 * doc/hardware/zip.md. An engine belongs to one struct model_exec and is used
 * by one thread at a time.
 */

#include <isa-l.h>

#include "hw/zip.h"
#include "core/model_flow.h"
#include "mzip_inflater.h"

/**
 * ISA-L level of compression and the size of its token buffer. Level 2 is
 * nearest to zlib level 1 at the speed of ISA-L level 1; short token buffers
 * mean shorter blocks, whose codes fit the data better.
 */
#define MZIP_ISAL_LEVEL 2
#define MZIP_ISAL_LEVEL_BUF ISAL_DEF_LVL2_SMALL

/**
 * A request with less input and less room for output than these is worked on
 * at once, on contiguous memory. A longer one goes through the engine in
 * chunks of these sizes: no request takes more of the device's memory, and
 * between two chunks it can be stopped.
 */
#define MZIP_CHUNK_IN MODEL_SLICE
#define MZIP_CHUNK_OUT (1U << 20)

/** Memory of the engine that grows with the requests and is wiped. */
struct mzip_buffer {
	uint8_t *p;
	size_t size;
};

/** State of an engine; nothing in it outlives a descriptor but capacity. */
struct mzip_engine {
	/** Written by ISA-L as structures of its own. */
	_Alignas(64) uint8_t level_buf[MZIP_ISAL_LEVEL_BUF];
	struct isal_zstream deflate;
	struct inflate_state inflate;
	struct mzip_inflater inflater;
	/** History of the stream under way, and whether it was added to. */
	uint8_t window[HISI_ZIP_CTX_WINDOW_MAX];
	uint32_t window_len;
	bool window_new;
	struct mzip_buffer spill;
};

/** A descriptor decoded, and its results. */
struct mzip_op {
	bool compress;
	bool stream;
	bool first;  /**< Start of a stream. */
	bool finish; /**< Last data of a stream; compress only. */
	uint32_t format; /**< HISI_ZIP_REQ_DEFLATE, _ZLIB or _GZIP. */
	uint32_t window_bits; /**< log2 of the window; compress only. */
	enum model_addr_type addr_type;
	uint64_t src;
	uint64_t dst;
	uint64_t ctx;
	uint32_t in_offset;
	uint32_t in_len;
	uint32_t out_offset;
	uint32_t out_avail;

	uint32_t status;
	bool last_block;
	uint32_t consumed;
	uint32_t produced;
	/* In: state before a stream request. Out: state after it. */
	uint32_t isize;
	uint32_t checksum; /**< As in the format's trailer; 0 for deflate. */
	uint32_t ctx_dw0;
	uint32_t ctx_dw1;
	uint32_t ctx_dw2;
};

/**
 * Bytes that ISA-L reads behind the end of what it is given: none on x86. On
 * aarch64 version 2.30 reads up to 7 when it compresses and up to 32 for
 * Adler-32 (measured with a page that does not exist behind the data).
 */
#ifdef __x86_64__
#define MZIP_ISAL_OVERREAD 0
#else
#define MZIP_ISAL_OVERREAD 32
#endif

/** No architecture has smaller pages. */
#define MODEL_MIN_PAGE 4096

/** Client memory of a request that is worked on at once. */
struct mzip_memory {
	struct model_view in;
	struct model_view out;
};

/** Client memory of a request in chunks. */
struct mzip_flow {
	struct model_flow in;
	struct model_flow out;
};

/* mzip_check.c */

/**
 * Decode a descriptor and refuse what the device refuses (3 to 5).
 * @param[out] op decoded fields; results are preset to those of a descriptor
 *   that did nothing.
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_SQE.
 */
uint32_t mzip_decode(const struct model_exec *x, const uint32_t *sqe,
		     struct mzip_op *op);

/** Put the results of op into the words the device writes back (3). */
void mzip_encode(const struct mzip_op *op, uint32_t *sqe);

/* mzip.c */

/**
 * Look at input and output of op. The two never share bytes afterwards.
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_MEMORY.
 */
uint32_t mzip_memory_get(struct model_exec *x, const struct mzip_op *op,
			 struct mzip_memory *mem);

/** Open input and output of op for work in chunks; returns the same. */
uint32_t mzip_flow_get(struct model_exec *x, const struct mzip_op *op,
		       struct mzip_flow *flow);

/** Results of a stateless request whose output could not be written. */
void mzip_memory_fault(struct mzip_op *op);

/**
 * Have at least size bytes; what was in the buffer is lost.
 * @return 0 or -ENOMEM.
 */
int mzip_buffer_reserve(struct mzip_buffer *buf, size_t size);

/* mzip_deflate.c */

/** Compress without context: sets the results of op (6). */
void mzip_deflate(struct model_exec *x, struct mzip_op *op);

/** Prepare ISA-L for one request; input and output are set by the caller. */
void mzip_isal_setup(struct mzip_engine *e, const struct mzip_op *op);

/* mzip_deflate_flow.c */

/**
 * Compress in chunks: one piece of a stream (7, 17 rule 3), or all of one (6).
 * The output ends on a byte boundary with an empty stored block, or with the
 * final block and the trailer. The history is the window of the engine.
 * @return HISI_ZIP_STATUS_OK, with all results of op but the context set;
 *   HISI_ZIP_STATUS_NO_SPACE, with the bytes written in produced;
 *   HISI_ZIP_STATUS_MODEL_MEMORY
 */
uint32_t mzip_deflate_flow(struct model_exec *x, struct mzip_op *op,
			   struct mzip_flow *flow);

/* mzip_inflate.c */

/** Decompress without context: sets the results of op (6). */
void mzip_inflate(struct model_exec *x, struct mzip_op *op);

/* mzip_inflate_flow.c */

/**
 * Decompress in chunks with the resumable decoder: one piece of a stream, or
 * all of one. Sets consumed, produced, isize, checksum and last_block of op.
 * @param[out] stop why it stopped, if the result is HISI_ZIP_STATUS_OK
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_MEMORY
 */
uint32_t mzip_inflate_flow(struct model_exec *x, struct mzip_op *op,
			   struct mzip_flow *flow,
			   enum mzip_inflater_stop *stop);

/* mzip_context.c: the state of a stream, all of it in client memory (7.2) */

/**
 * Begin a stream, or load what its last request left: history, decoder state.
 * @return HISI_ZIP_STATUS_OK; HISI_ZIP_STATUS_MODEL_MEMORY;
 *   HISI_ZIP_STATUS_MODEL_SQE for a context that no request of this kind of
 *   stream has left.
 */
uint32_t mzip_context_load(struct model_exec *x, struct mzip_op *op);

/** Add len bytes to the history, of which the last limit bytes are kept. */
void mzip_context_append(struct mzip_engine *e, const uint8_t *p, size_t len,
			 uint32_t limit);

/**
 * Store history and decoder state, and set the context words of op.
 * @param state HISI_ZIP_STATE_*.
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_MEMORY.
 */
uint32_t mzip_context_save(struct model_exec *x, struct mzip_op *op,
			   uint32_t state);

/* mzip_stream.c */

/** Execute a request of a stream: sets the results of op (7). */
void mzip_stream(struct model_exec *x, struct mzip_op *op);

/* mzip_checksum.c */

/** The bits of v in reverse order. */
uint32_t mzip_reverse32(uint32_t v);

/** Checksum of no data: 0 for gzip and deflate, 1 for zlib. */
uint32_t mzip_sum_init(uint32_t format);

/** Continue a checksum over len bytes; 0 stays 0 for deflate. */
uint32_t mzip_sum(uint32_t format, uint32_t checksum, const uint8_t *p,
		      size_t len);

/** Dword 31 for a checksum (8.3). */
uint32_t mzip_sum_to_dword(uint32_t format, uint32_t checksum);

/** The checksum that dword 31 stands for (8.3). */
uint32_t mzip_sum_from_dword(uint32_t format, uint32_t dword);

/** Bytes of the format's trailer: 0, 4 or 8 (8.2). */
uint32_t mzip_trailer_len(uint32_t format);

/** Write the trailer, mzip_trailer_len() bytes. */
void mzip_trailer_write(uint32_t format, uint32_t checksum, uint32_t isize,
			uint8_t *p);

/** Whether the mzip_trailer_len() bytes at p are the right trailer. */
bool mzip_trailer_ok(uint32_t format, uint32_t checksum, uint32_t isize,
		     const uint8_t *p);

#endif /* MZIP_ENGINE_H */
