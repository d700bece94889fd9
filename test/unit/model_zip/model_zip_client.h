/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_ZIP_CLIENT_H
#define MODEL_ZIP_CLIENT_H

/**
 * @file
 * ZIP descriptors for the tests of the model, as doc/hardware/zip.md has them,
 * and a zlib that does the opposite. Nothing here comes from the drivers or
 * from the engine.
 */

#include <stddef.h>

#include "model_client.h"

/* Request types of dword 9. */
#define T_DEFLATE 1
#define T_ZLIB 2
#define T_GZIP 3

/* Status codes of section 9, and those the model chose. */
#define S_OK 0x00
#define S_NEGATIVE 0x0d
#define S_NO_SPACE 0x0e
#define S_CHECKSUM 0x10
#define S_STREAM_END 0x13
#define S_BAD_DATA 0x20
#define S_BAD_SQE 0x21
#define S_BAD_MEMORY 0x22

#define QC_COMPRESS 0
#define QC_DECOMPRESS 1

/** Device context, as far as the device may use it (7.2). */
#define CTX_SIZE 0x97c0

/** A request; what is 0 stays 0 in the descriptor. */
struct zip_req {
	uint32_t type;
	uint32_t window;
	bool stream;
	bool first;
	bool finish;
	bool sgl;
	const void *src;
	uint32_t src_len;
	uint32_t src_off;
	void *dst;
	uint32_t dst_len;
	uint32_t dst_off;
	void *ctx;
};

/** Results of a descriptor. */
struct zip_result {
	uint32_t status;
	bool last;
	uint32_t consumed;
	uint32_t produced;
	uint32_t ctx[3];
	uint32_t isize;
	uint32_t checksum;
};

/** Write all 32 words of a request, tag included. */
void zip_sqe_set(uint32_t *sqe, unsigned int gen, const struct zip_req *req);

/** Read the result words. */
void zip_sqe_get(const uint32_t *sqe, struct zip_result *res);

/** Run a request on a device of generation 3. */
void zip_run(struct model_client *c, const struct zip_req *req,
	     struct zip_result *res);

/** A stream: what software keeps between its requests (7.1). */
struct zip_flow {
	struct model_client *c;
	uint32_t type;
	uint32_t window;
	bool started;
	uint32_t word[5]; /**< Dwords 15, 28, 29, 30, 31. */
	uint8_t *ctx;     /**< Device base, CTX_SIZE bytes. */
};

/** Begin a stream on memory for its context. */
void zip_flow_start(struct zip_flow *f, struct model_client *c, uint32_t type,
		    uint8_t *ctx);

/** One request of a stream. */
void zip_flow_step(struct zip_flow *f, const void *src, uint32_t src_len,
		   void *dst, uint32_t dst_len, bool finish,
		   struct zip_result *res);

/** zlib's windowBits for a stream of a type that has its header. */
int zip_window_bits(uint32_t type, int bits);

/** Bytes of the header that software writes and skips. */
uint32_t zip_header_len(uint32_t type);

/**
 * Decode with zlib what the device wrote, after adding the header.
 * @param bits window of the decoder, 9 to 15
 * @param step bytes of output per call; zlib enforces the window only for
 *   output of earlier calls, so 1 finds every match that is too far
 * @return bytes of output, or -1 unless it is exactly one valid stream
 */
long zip_zlib_decode(uint32_t type, int bits, size_t step, const void *src,
		     size_t len, void *dst, size_t room);

/**
 * Encode with zlib and leave the header off.
 * @param strategy such as Z_FIXED
 * @return bytes written
 */
size_t zip_zlib_encode(uint32_t type, int level, int strategy,
		       const void *src, size_t len, void *dst, size_t room);

/** Memory that ends where a page without access begins. */
uint8_t *zip_fence_new(size_t len);
void zip_fence_free(uint8_t *p, size_t len);

/** Numbers that are the same in every run. */
uint32_t zip_random(uint32_t *seed);

/** Fill with words of a small vocabulary, which compresses well. */
void zip_fill_text(uint8_t *p, size_t len, uint32_t seed);
/** Fill with bytes that do not compress. */
void zip_fill_random(uint8_t *p, size_t len, uint32_t seed);

#endif /* MODEL_ZIP_CLIENT_H */
