/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_ENGINE_H
#define ZIP_ENGINE_H

/**
 * @file
 * The ZIP engine of the model, shared by its files. Section numbers refer to
 * doc/hardware/zip.md. An engine belongs to one struct model_exec and is used
 * by one thread at a time.
 */

#include <isa-l.h>

#include "hw/zip.h"
#include "model.h"
#include "zip_inflater.h"

/**
 * ISA-L level of compression and the size of its token buffer. Level 2 is
 * nearest to zlib level 1 at the speed of ISA-L level 1; short token buffers
 * mean shorter blocks, whose codes fit the data better.
 */
#define ZIP_ISAL_LEVEL 2
#define ZIP_ISAL_LEVEL_BUF ISAL_DEF_LVL2_SMALL

/** Memory of the engine that grows with the requests and is wiped. */
struct zip_buffer {
	uint8_t *p;
	size_t size;
};

/** State of an engine; nothing in it outlives a descriptor but capacity. */
struct zip_engine {
	/** Written by ISA-L as structures of its own. */
	_Alignas(64) uint8_t level_buf[ZIP_ISAL_LEVEL_BUF];
	struct isal_zstream deflate;
	struct inflate_state inflate;
	struct zip_inflater inflater;
	/** History of the stream under way, and whether it was added to. */
	uint8_t window[HISI_ZIP_CTX_WINDOW_MAX];
	uint32_t window_len;
	bool window_new;
	struct zip_buffer in_copy;
	struct zip_buffer spill;
};

/** A descriptor decoded, and its results. */
struct zip_op {
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
#define ZIP_ISAL_OVERREAD 0
#else
#define ZIP_ISAL_OVERREAD 32
#endif

/** No architecture has smaller pages. */
#define MODEL_MIN_PAGE 4096

/** Client memory of a descriptor. */
struct zip_memory {
	struct model_view in;
	struct model_view out;
};

/* zip_check.c */

/**
 * Decode a descriptor and refuse what the device refuses (3 to 5).
 * @param[out] op decoded fields; results are preset to those of a descriptor
 *   that did nothing.
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_SQE.
 */
uint32_t zip_decode(const struct model_exec *x, const uint32_t *sqe,
		    struct zip_op *op);

/** Put the results of op into the words the device writes back (3). */
void zip_encode(const struct zip_op *op, uint32_t *sqe);

/* zip.c */

/**
 * Look at input and output of op. The two never share bytes afterwards.
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_MEMORY.
 */
uint32_t zip_memory_get(struct model_exec *x, const struct zip_op *op,
			struct zip_memory *mem);

/** Results of a stateless request whose output could not be written. */
void zip_memory_fault(struct zip_op *op);

/**
 * Have at least size bytes; what was in the buffer is lost.
 * @return 0 or -ENOMEM.
 */
int zip_buffer_reserve(struct zip_buffer *buf, size_t size);

/* zip_deflate.c */

/** Compress without context: sets the results of op (6). */
void zip_deflate(struct model_exec *x, struct zip_op *op);

/**
 * Compress one piece of a stream (7, 17 rule 3): all input, ending on a byte
 * boundary with an empty stored block, or with the final block.
 * The history is the window of the engine.
 * @param[out] done whether everything fitted.
 * @return bytes written to out, at most room.
 */
uint32_t zip_deflate_piece(struct zip_engine *e, const struct zip_op *op,
			   const uint8_t *in, uint8_t *out, uint32_t room,
			   bool *done);

/* zip_inflate.c */

/** Decompress without context: sets the results of op (6). */
void zip_inflate(struct model_exec *x, struct zip_op *op);

/* zip_context.c: the state of a stream, all of it in client memory (7.2) */

/**
 * Begin a stream, or load what its last request left: history, decoder state.
 * @return HISI_ZIP_STATUS_OK; HISI_ZIP_STATUS_MODEL_MEMORY;
 *   HISI_ZIP_STATUS_MODEL_SQE for a context that no request of this kind of
 *   stream has left.
 */
uint32_t zip_context_load(struct model_exec *x, struct zip_op *op);

/** Add len bytes to the history, of which the last limit bytes are kept. */
void zip_context_append(struct zip_engine *e, const uint8_t *p, size_t len,
			uint32_t limit);

/**
 * Store history and decoder state, and set the context words of op.
 * @param state HISI_ZIP_STATE_*.
 * @return HISI_ZIP_STATUS_OK or HISI_ZIP_STATUS_MODEL_MEMORY.
 */
uint32_t zip_context_save(struct model_exec *x, struct zip_op *op,
			  uint32_t state);

/* zip_stream.c */

/** Execute a request of a stream: sets the results of op (7). */
void zip_stream(struct model_exec *x, struct zip_op *op);

/* zip_checksum.c */

/** The bits of v in reverse order. */
uint32_t zip_reverse32(uint32_t v);

/** Checksum of no data: 0 for gzip and deflate, 1 for zlib. */
uint32_t zip_sum_init(uint32_t format);

/** Continue a checksum over len bytes; 0 stays 0 for deflate. */
uint32_t zip_sum(uint32_t format, uint32_t checksum, const uint8_t *p,
		      size_t len);

/** Dword 31 for a checksum (8.3). */
uint32_t zip_sum_to_dword(uint32_t format, uint32_t checksum);

/** The checksum that dword 31 stands for (8.3). */
uint32_t zip_sum_from_dword(uint32_t format, uint32_t dword);

/** Bytes of the format's trailer: 0, 4 or 8 (8.2). */
uint32_t zip_trailer_len(uint32_t format);

/** Write the trailer, zip_trailer_len() bytes. */
void zip_trailer_write(uint32_t format, uint32_t checksum, uint32_t isize,
		       uint8_t *p);

/** Whether the zip_trailer_len() bytes at p are the right trailer. */
bool zip_trailer_ok(uint32_t format, uint32_t checksum, uint32_t isize,
		    const uint8_t *p);

#endif /* ZIP_ENGINE_H */
