/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_SELFTEST_DEFLATE_H
#define ACCEL_SELFTEST_DEFLATE_H

/** @file What the tests of compress devices share. */

#include <rte_compressdev.h>

#include "selftest.h"

/** Room for the result of an op, bytes. */
#define ST_ROOM 2048
/** Bytes of the text that is compressed. */
#define ST_TEXT_LEN 1500

/** A device, and how the last op on it went. */
struct deflate_test {
	uint8_t id;
	const char *name;
	const struct rte_compressdev_capabilities *cap; /**< NULL: none. */
	struct rte_mempool *ops;
	struct rte_mempool *mbufs;
	bool segmented; /**< Source and destination are cut into segments. */
	/* Of the last op. */
	uint8_t out[ST_ROOM];
	uint32_t consumed;
	uint32_t produced;
	enum rte_comp_op_status status;
};

/** @return NULL; ST_NOT_TAKEN; or ST_LATE: then the device still has the op */
const char *st_comp_wait(const struct deflate_test *t, struct rte_comp_op *op);
/**
 * Run a stateless op over len bytes.
 * @param room bytes for the result, at most ST_ROOM
 * @return NULL or what went wrong; a status is no error here
 */
const char *st_comp_run(struct deflate_test *t, const struct rte_comp_xform *x,
			const uint8_t *in, uint32_t len, uint32_t room);
/** Xforms of the device's DEFLATE. */
struct rte_comp_xform st_comp_deflate_xform(const struct deflate_test *t,
					    enum rte_comp_huffman huffman);
/** Likewise, for decompression. */
struct rte_comp_xform st_comp_inflate_xform(const struct deflate_test *t);
/** A text that compresses. @param text room for len + 1 bytes */
void st_comp_text(char *text, size_t len);
/** Let zlib do it, without a header. @return bytes, 0 if it fails */
uint32_t st_comp_zlib(bool compress, const uint8_t *in, uint32_t len,
		      uint8_t *out, uint32_t room);

/** Streams in pieces. @return NULL or what went wrong */
const char *st_comp_stream_deflate(struct deflate_test *t);
/** Likewise. */
const char *st_comp_stream_inflate(struct deflate_test *t);
/** Algorithm NULL, a copy. */
void st_comp_null(struct st_report *r, struct deflate_test *t);

#endif /* ACCEL_SELFTEST_DEFLATE_H */
