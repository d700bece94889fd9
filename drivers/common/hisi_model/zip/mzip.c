/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ZIP engine: what the queue code calls (doc/hardware/zip.md). */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "mzip_engine.h"

#define MZIP_ENGINE_ALIGN 64

int
mzip_buffer_reserve(struct mzip_buffer *buf, size_t size)
{
	uint8_t *p;

	if (size <= buf->size)
		return 0;
	p = malloc(size);
	if (p == NULL)
		return -ENOMEM;
	model_wipe(buf->p, buf->size);
	free(buf->p);
	buf->p = p;
	buf->size = size;
	return 0;
}

/*
 * The library reads input more than once while it writes output; the device
 * works on copies. One of the views must therefore be a copy if they share
 * bytes, and here, unlike for ciphers, also if they start at the same place.
 */
static bool
in_shared(const struct mzip_memory *mem)
{
	uintptr_t in = (uintptr_t)mem->in.p, out = (uintptr_t)mem->out.p;

	return mem->in.direct && mem->out.direct &&
	       in + mem->in.len > out && out + mem->out.len > in;
}

/* Whether the library may read on into a page that does not exist. */
static bool
in_at_page_end(const struct mzip_memory *mem)
{
	uintptr_t end = (uintptr_t)mem->in.p + mem->in.len;

	return (end + MZIP_ISAL_OVERREAD - 1) / MODEL_MIN_PAGE !=
	       (end - 1) / MODEL_MIN_PAGE;
}

static uint32_t
in_detach(struct mzip_engine *e, struct mzip_memory *mem)
{
	if (!in_shared(mem) && !in_at_page_end(mem))
		return HISI_ZIP_STATUS_OK;
	if (mzip_buffer_reserve(&e->in_copy,
				mem->in.len + MZIP_ISAL_OVERREAD) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	memcpy(e->in_copy.p, mem->in.p, mem->in.len);
	mem->in.p = e->in_copy.p;
	return HISI_ZIP_STATUS_OK;
}

uint32_t
mzip_memory_get(struct model_exec *x, const struct mzip_op *op,
		struct mzip_memory *mem)
{
	if (model_view_in(x, "src", op->addr_type, op->src, op->in_offset,
			  op->in_len, &mem->in) != 0 ||
	    model_view_out(x, "dst", op->addr_type, op->dst, op->out_offset,
			   op->out_avail, &mem->out) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	return in_detach(x->engine, mem);
}

void
mzip_memory_fault(struct mzip_op *op)
{
	op->status = HISI_ZIP_STATUS_MODEL_MEMORY;
	op->last_block = false;
	op->consumed = 0;
	op->produced = 0;
	op->isize = 0;
	op->checksum = 0;
}

static const char *
algorithms(unsigned int gen)
{
	return gen < HISI_QM_GEN3 ? "zlib\ngzip\n" : "zlib\ngzip\ndeflate\n";
}

static void
engine_clear(struct mzip_engine *e)
{
	struct mzip_buffer in_copy = e->in_copy, spill = e->spill;

	model_wipe(in_copy.p, in_copy.size);
	model_wipe(spill.p, spill.size);
	model_wipe(e, sizeof(*e));
	e->in_copy = in_copy;
	e->spill = spill;
	mzip_inflater_init(&e->inflater);
}

static int
ctx_new(struct model_exec *x)
{
	struct mzip_engine *e = aligned_alloc(MZIP_ENGINE_ALIGN, sizeof(*e));

	if (e == NULL)
		return -ENOMEM;
	e->in_copy = (struct mzip_buffer){ 0 };
	e->spill = (struct mzip_buffer){ 0 };
	engine_clear(e);
	x->engine = e;
	return 0;
}

static void
ctx_wipe(struct model_exec *x)
{
	engine_clear(x->engine);
}

static void
ctx_free(struct model_exec *x)
{
	struct mzip_engine *e = x->engine;

	engine_clear(e);
	free(e->in_copy.p);
	free(e->spill.p);
	free(e);
	x->engine = NULL;
}

static void
exec(struct model_exec *x, uint32_t *sqe)
{
	struct mzip_op op;

	op.status = mzip_decode(x, sqe, &op);
	if (op.status == HISI_ZIP_STATUS_OK) {
		if (op.stream)
			mzip_stream(x, &op);
		else if (op.compress)
			mzip_deflate(x, &op);
		else
			mzip_inflate(x, &op);
	}
	mzip_encode(&op, sqe);
}

static void
fail(struct model_exec *x, uint32_t *sqe, uint32_t code)
{
	struct mzip_op op;

	mzip_decode(x, sqe, &op);
	op.status = code != 0 ? code : HISI_ZIP_STATUS_MODEL_DATA;
	mzip_encode(&op, sqe);
}

static bool
failed(const uint32_t *sqe)
{
	const struct hisi_zip_sqe *s = (const struct hisi_zip_sqe *)sqe;

	switch (HISI_GET(HISI_ZIP_W3_STATUS, s->w3)) {
	case HISI_ZIP_STATUS_OK:
	case HISI_ZIP_STATUS_NEGATIVE:
	case HISI_ZIP_STATUS_STREAM_END:
		return false;
	}
	return true;
}

const struct model_engine_ops model_zip_ops = {
	.uacce_name = "hisi_zip",
	.sqe_size = sizeof(struct hisi_zip_sqe),
	.sqe_log2 = 7,
	.qc_types = HISI_ZIP_QC_DECOMPRESS + 1,
	.result_words = HISI_ZIP_RESULT_WORDS,
	.algorithms = algorithms,
	.ctx_new = ctx_new,
	.ctx_wipe = ctx_wipe,
	.ctx_free = ctx_free,
	.exec = exec,
	.fail = fail,
	.failed = failed,
};
