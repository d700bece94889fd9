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
in_shared(const struct model_view *in, const struct model_view *out)
{
	uintptr_t i = (uintptr_t)in->p, o = (uintptr_t)out->p;

	return in->direct && out->direct && i + in->len > o &&
	       o + out->len > i;
}

/* Whether the library may read on into a page that does not exist. */
static bool
in_at_page_end(const struct model_view *in)
{
	uintptr_t end = (uintptr_t)in->p + in->len;

	return (end + MZIP_ISAL_OVERREAD - 1) / MODEL_MIN_PAGE !=
	       (end - 1) / MODEL_MIN_PAGE;
}

/* Have the input copied if it must be. It is one segment, 8 MiB at most. */
static uint32_t
in_detach(struct model_exec *x, struct model_view *in,
	  const struct model_view *out)
{
	uint8_t *copy;

	if (!in_shared(in, out) && !in_at_page_end(in))
		return HISI_ZIP_STATUS_OK;
	copy = model_scratch_get(x, in->len + MZIP_ISAL_OVERREAD);
	if (copy == NULL)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	memcpy(copy, in->p, in->len);
	in->p = copy;
	return HISI_ZIP_STATUS_OK;
}

static struct model_range
source(const struct mzip_op *op)
{
	return (struct model_range) {
		.role = "src", .type = op->addr_type, .addr = op->src,
		.offset = op->in_offset, .len = op->in_len,
	};
}

static struct model_range
destination(const struct mzip_op *op)
{
	return (struct model_range) {
		.role = "dst", .type = op->addr_type, .addr = op->dst,
		.offset = op->out_offset, .len = op->out_avail,
	};
}

uint32_t
mzip_memory_get(struct model_exec *x, const struct mzip_op *op,
		struct mzip_memory *mem)
{
	const struct model_range src = source(op), dst = destination(op);

	if (model_view_in(x, &src, &mem->in) != 0 ||
	    model_view_out(x, &dst, &mem->out) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	return in_detach(x, &mem->in, &mem->out);
}

uint32_t
mzip_flow_get(struct model_exec *x, const struct mzip_op *op,
	      struct mzip_flow *flow)
{
	const struct model_range src = source(op), dst = destination(op);

	if (model_flow_open(x, &src, false, MZIP_CHUNK_IN, &flow->in) != 0 ||
	    model_flow_open(x, &dst, true, MZIP_CHUNK_OUT, &flow->out) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	return flow->in.copy != NULL ? HISI_ZIP_STATUS_OK :
		in_detach(x, &flow->in.view, &flow->out.view);
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

static void
engine_clear(struct mzip_engine *e)
{
	struct mzip_buffer spill = e->spill;

	model_wipe(spill.p, spill.size);
	model_wipe(e, sizeof(*e));
	e->spill = spill;
	mzip_inflater_init(&e->inflater);
}

static int
ctx_new(struct model_exec *x)
{
	struct mzip_engine *e = aligned_alloc(MZIP_ENGINE_ALIGN, sizeof(*e));

	if (e == NULL)
		return -ENOMEM;
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
	.engine = HISI_ENGINE_ZIP,
	.ctx_new = ctx_new,
	.ctx_wipe = ctx_wipe,
	.ctx_free = ctx_free,
	.exec = exec,
	.fail = fail,
	.failed = failed,
};
