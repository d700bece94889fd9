/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ZIP descriptors: decoding, refusal, results (zip.md 3). */

#include "mzip_engine.h"

/* log2 of the window by code; ISA-L has no 24 KiB, 16 KiB respect it (4.2). */
static const uint8_t window_bits[] = {
	[HISI_ZIP_WINDOW_4K] = 12,
	[HISI_ZIP_WINDOW_8K] = 13,
	[HISI_ZIP_WINDOW_16K] = 14,
	[HISI_ZIP_WINDOW_24K] = 14,
	[HISI_ZIP_WINDOW_32K] = 15,
};

/* Every generation has its own descriptor type and formats (2). */
static bool
format_ok(const struct model_exec *x, uint32_t sqe_type, uint32_t format)
{
	bool type3 = model_has(x, HISI_GEN_ZIP_TYPE3);

	if (sqe_type != (type3 ? HISI_ZIP_SQE_TYPE3 : HISI_ZIP_SQE_TYPE0))
		return false;
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
	case HISI_ZIP_REQ_GZIP:
		return true;
	case HISI_ZIP_REQ_DEFLATE:
		return type3;
	}
	return false;
}

static bool
reserved_ok(const struct hisi_zip_sqe *s)
{
	return (s->w7 & HISI_ZIP_W7_RESERVED) == 0 &&
	       (s->w8 & HISI_ZIP_W8_RESERVED) == 0 &&
	       (s->w9 & HISI_ZIP_W9_RESERVED) == 0;
}

/* Buffers and lengths (5). */
static bool
buffers_decode(const struct hisi_zip_sqe *s, struct mzip_op *op)
{
	op->src = s->src;
	op->dst = s->dst;
	op->in_offset = HISI_GET(HISI_ZIP_W7_IN_OFFSET, s->w7);
	op->out_offset = HISI_GET(HISI_ZIP_W8_OUT_OFFSET, s->w8);
	op->in_len = s->input_len;
	op->out_avail = s->out_avail;
	switch (HISI_GET(HISI_ZIP_W9_BUF_TYPE, s->w9)) {
	case HISI_ZIP_BUF_FLAT:
		op->addr_type = MODEL_ADDR_FLAT;
		if (op->out_avail > HISI_ZIP_FLAT_MAX)
			op->out_avail = HISI_ZIP_FLAT_MAX;
		return op->in_offset == 0 && op->out_offset == 0 &&
		       op->in_len <= HISI_ZIP_FLAT_MAX;
	case HISI_ZIP_BUF_SGL:
		op->addr_type = MODEL_ADDR_SGL;
		return true;
	}
	return false;
}

static void
stream_decode(const struct hisi_zip_sqe *s, struct mzip_op *op)
{
	op->stream = HISI_GET(HISI_ZIP_W7_STREAM, s->w7);
	/* Without context the request is complete whatever it says (6). */
	op->first = !op->stream || HISI_GET(HISI_ZIP_W7_NEW, s->w7);
	op->finish = !op->stream || HISI_GET(HISI_ZIP_W7_FINISH, s->w7);
	if (!op->stream)
		return;
	op->ctx = s->stream_ctx;
	op->ctx_dw0 = s->ctx_dw0;
	op->ctx_dw1 = s->ctx_dw1;
	op->ctx_dw2 = s->ctx_dw2;
	op->isize = s->isize;
	op->checksum = mzip_sum_from_dword(op->format, s->checksum);
}

uint32_t
mzip_decode(const struct model_exec *x, const uint32_t *sqe, struct mzip_op *op)
{
	const struct hisi_zip_sqe *s = (const struct hisi_zip_sqe *)sqe;
	uint32_t window = HISI_GET(HISI_ZIP_W9_WINDOW, s->w9);

	*op = (struct mzip_op){
		.compress = x->queue->qc_type == HISI_ZIP_QC_COMPRESS,
		.format = HISI_GET(HISI_ZIP_W9_REQ_TYPE, s->w9),
	};
	stream_decode(s, op);
	if (!format_ok(x, HISI_GET(HISI_ZIP_W7_SQE_TYPE, s->w7),
		       op->format) ||
	    !reserved_ok(s) || !buffers_decode(s, op))
		return HISI_ZIP_STATUS_MODEL_SQE;
	/* Decompression has the full window always (17, rule 8). */
	if (!op->compress)
		return HISI_ZIP_STATUS_OK;
	if (window >= sizeof(window_bits))
		return HISI_ZIP_STATUS_MODEL_SQE;
	op->window_bits = window_bits[window];
	return HISI_ZIP_STATUS_OK;
}

void
mzip_encode(const struct mzip_op *op, uint32_t *sqe)
{
	struct hisi_zip_sqe *s = (struct hisi_zip_sqe *)sqe;

	s->consumed = op->consumed;
	s->produced = op->produced;
	s->comp_data_len = 0;
	s->w3 = HISI_PREP(HISI_ZIP_W3_STATUS, op->status) |
		HISI_PREP(HISI_ZIP_W3_LAST_BLOCK, op->last_block);
	s->ctx_dw0 = op->ctx_dw0;
	s->ctx_dw1 = op->ctx_dw1;
	s->ctx_dw2 = op->ctx_dw2;
	s->isize = op->isize;
	s->checksum = mzip_sum_to_dword(op->format, op->checksum);
}
