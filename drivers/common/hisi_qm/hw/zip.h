/* SPDX-License-Identifier: BSD-3-Clause OR GPL-2.0
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * ZIP (DEFLATE family): descriptor layout, codes, limits.
 * Datasheet: doc/hardware/zip.md; section numbers below refer to it.
 */

#ifndef HISI_HW_ZIP_H
#define HISI_HW_ZIP_H

#include "types.h"

/** Descriptor, types 0 and 3 (3). */
struct hisi_zip_sqe {
	uint32_t consumed;
	uint32_t produced;
	uint32_t comp_data_len;
	uint32_t w3;
	uint32_t input_len;
	uint32_t lba_lo;
	uint32_t lba_hi;
	uint32_t w7;
	uint32_t w8;
	uint32_t w9;
	uint32_t dif[3];
	uint32_t w13; /**< Type 0: tag. Type 3: literal buffer size. */
	uint32_t out_avail;
	uint32_t ctx_dw0;
	/* Addresses: the low word comes first. */
	uint64_t head;
	uint64_t src;
	uint64_t dst;
	uint64_t stream_ctx;
	uint32_t w24; /**< Type 3: literals address low. */
	uint32_t w25; /**< Type 3: literals address high. */
	uint32_t w26; /**< Type 3: tag low. */
	uint32_t w27; /**< Type 3: tag high. */
	uint32_t ctx_dw1;
	uint32_t ctx_dw2;
	uint32_t isize;
	uint32_t checksum;
};
HISI_ASSERT_SIZE(struct hisi_zip_sqe, 128);
HISI_ASSERT_OFFSET(struct hisi_zip_sqe, w9, 36);
HISI_ASSERT_OFFSET(struct hisi_zip_sqe, out_avail, 56);
HISI_ASSERT_OFFSET(struct hisi_zip_sqe, src, 72);
HISI_ASSERT_OFFSET(struct hisi_zip_sqe, stream_ctx, 88);
HISI_ASSERT_OFFSET(struct hisi_zip_sqe, checksum, 124);

/* Word 3. */
#define HISI_ZIP_W3_STATUS HISI_BITS(7, 0)
#define HISI_ZIP_W3_LAST_BLOCK HISI_BITS(8, 8)

/* Word 7 (4.1). */
#define HISI_ZIP_W7_IN_OFFSET HISI_BITS(23, 0)
#define HISI_ZIP_W7_RESERVED HISI_BITS(24, 24)
#define HISI_ZIP_W7_FINISH HISI_BITS(25, 25)
#define HISI_ZIP_W7_STREAM HISI_BITS(26, 26)
#define HISI_ZIP_W7_NEW HISI_BITS(27, 27)
#define HISI_ZIP_W7_SQE_TYPE HISI_BITS(31, 28)

/* Word 8. */
#define HISI_ZIP_W8_OUT_OFFSET HISI_BITS(23, 0)
#define HISI_ZIP_W8_RESERVED HISI_BITS(31, 24)

/* Word 9. */
#define HISI_ZIP_W9_REQ_TYPE HISI_BITS(7, 0)
#define HISI_ZIP_W9_BUF_TYPE HISI_BITS(11, 8)
#define HISI_ZIP_W9_WINDOW HISI_BITS(15, 12)
#define HISI_ZIP_W9_RESERVED HISI_BITS(31, 16)

/* Words that the engine writes back: 0 to 3, 15, 28 to 31, one bit each (3). */
#define HISI_ZIP_RESULT_WORDS \
	(HISI_BITS(3, 0) | HISI_BITS(15, 15) | HISI_BITS(31, 28))

/* SQE types (2). */
#define HISI_ZIP_SQE_TYPE0 0
#define HISI_ZIP_SQE_TYPE3 3

/* Request types (2). */
#define HISI_ZIP_REQ_DEFLATE 0x01
#define HISI_ZIP_REQ_ZLIB 0x02
#define HISI_ZIP_REQ_GZIP 0x03
#define HISI_ZIP_REQ_LZ4 0x04
#define HISI_ZIP_REQ_LZ77_ONLY 0x40
#define HISI_ZIP_REQ_LZ77_ONLY_PRICE 0x41
#define HISI_ZIP_REQ_LZ77_ZSTD_PRICE 0x42
#define HISI_ZIP_REQ_LZ77_ZSTD 0x43

/* Buffer types. */
#define HISI_ZIP_BUF_FLAT 0
#define HISI_ZIP_BUF_SGL 1

/* Window codes (4.2). */
#define HISI_ZIP_WINDOW_4K 0
#define HISI_ZIP_WINDOW_8K 1
#define HISI_ZIP_WINDOW_16K 2
#define HISI_ZIP_WINDOW_24K 3
#define HISI_ZIP_WINDOW_32K 4

/* Status codes (9). */
#define HISI_ZIP_STATUS_OK 0x00
#define HISI_ZIP_STATUS_NEGATIVE 0x0D
#define HISI_ZIP_STATUS_NO_SPACE 0x0E
#define HISI_ZIP_STATUS_DIF_SRC 0x0F
#define HISI_ZIP_STATUS_CHECKSUM 0x10
#define HISI_ZIP_STATUS_DIF_DST 0x12
#define HISI_ZIP_STATUS_STREAM_END 0x13

/*
 * Codes of the model where no source names one. Any value outside the table
 * of section 9 will do (17, rules 1 and 5). Drivers must not look for
 * these.
 */
#define HISI_ZIP_STATUS_MODEL_DATA 0x20   /**< Not a stream of the format. */
#define HISI_ZIP_STATUS_MODEL_SQE 0x21    /**< Refused descriptor, context. */
#define HISI_ZIP_STATUS_MODEL_MEMORY 0x22 /**< Memory or list unusable. */

/* Context words of a stream (7.3). */
#define HISI_ZIP_CTX0_STATE HISI_BITS(3, 0)
#define HISI_ZIP_CTX0_FINAL HISI_BITS(7, 7)
#define HISI_ZIP_CTX0_CACHED_BITS HISI_BITS(15, 10)
#define HISI_ZIP_CTX1_STORED_LEFT HISI_BITS(18, 0)
#define HISI_ZIP_CTX2_WINDOW_LEN HISI_BITS(15, 0)

#define HISI_ZIP_STATE_NONE 0
#define HISI_ZIP_STATE_END_NO_SPACE 1
#define HISI_ZIP_STATE_IN_BLOCK 2
#define HISI_ZIP_STATE_NO_BLOCK 3
#define HISI_ZIP_STATE_NO_CRC 4

/* Limits (5, 7). */
#define HISI_ZIP_FLAT_MAX (8U << 20)
#define HISI_ZIP_CTX_SIZE (64U << 10)
#define HISI_ZIP_CTX_DEV_OFFSET 0x40
#define HISI_ZIP_CTX_DEV_SIZE 0x97C0
#define HISI_ZIP_STREAM_MIN_OUT 200
/** Stream requests with less output space are ignored (7.5, question 8). */
#define HISI_ZIP_STREAM_IGNORE_OUT 16

/* Device context, offsets from its base (7.2). */
#define HISI_ZIP_CTX_LZ77_OFFSET 0x310
#define HISI_ZIP_CTX_WINDOW_OFFSET 0xC00
#define HISI_ZIP_CTX_WINDOW_MAX (32U << 10)
/** The cached input bits follow the window at the next multiple of this. */
#define HISI_ZIP_CTX_CACHED_ALIGN 16
#define HISI_ZIP_CTX_CACHED_BYTES 5
#define HISI_ZIP_CTX_CACHED_MAX_BITS 39
#define HISI_ZIP_LZ77_ZSTD_MAX_IN (128U << 10)

/* Bits of the device algorithm bitmap (qm.md 2.3). */
#define HISI_ZIP_CAP_ZLIB 0x003U
#define HISI_ZIP_CAP_GZIP 0x00CU
#define HISI_ZIP_CAP_DEFLATE 0x030U
#define HISI_ZIP_CAP_LZ77 0x0C0U
#define HISI_ZIP_CAP_LZ4 0x300U

#endif /* HISI_HW_ZIP_H */
