/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * State of a stream between its requests. The device keeps nothing: requests
 * of one stream may come through different queues. Fields that the datasheet
 * names lie where it says (zip.md 7.2, 7.3); the rest is a record at the start
 * of the device context.
 */

#include <string.h>

#include "mzip_engine.h"

/* Marks a context as left by a request of this kind. */
#define RECORD_COMPRESS 0x315a4344U
#define RECORD_DECOMPRESS 0x315a4449U

/** Record at the device base; private to the model. */
struct mzip_record {
	uint32_t kind;
	uint32_t format;
	uint32_t mode;
	uint32_t dynamic;
	uint32_t distance;
	uint32_t nb_lit;
	uint32_t nb_dist;
	uint32_t nb_code_len;
	uint32_t have;
	uint8_t code_len[MZIP_NB_CODE_LEN + 1];
	uint8_t len[MZIP_MAX_LIT + MZIP_MAX_DIST];
};
HISI_ASSERT_SIZE(struct mzip_record, 372);
_Static_assert(sizeof(struct mzip_record) <= HISI_ZIP_CTX_LZ77_OFFSET,
	       "the words of the LZ77 types must stay as they are");
_Static_assert(HISI_ZIP_CTX_WINDOW_OFFSET + HISI_ZIP_CTX_WINDOW_MAX +
	       HISI_ZIP_CTX_CACHED_BYTES <= HISI_ZIP_CTX_DEV_SIZE,
	       "the context must not reach its last 64 bytes");

static uint32_t
kind_of(const struct mzip_op *op)
{
	return op->compress ? RECORD_COMPRESS : RECORD_DECOMPRESS;
}

static uint64_t
cached_addr(const struct mzip_op *op, uint32_t window_len)
{
	uint32_t skip = (window_len + HISI_ZIP_CTX_CACHED_ALIGN - 1) &
			~(HISI_ZIP_CTX_CACHED_ALIGN - 1U);

	return op->ctx + HISI_ZIP_CTX_WINDOW_OFFSET + skip;
}

static void
state_from_record(struct mzip_inflater_state *s, const struct mzip_record *r)
{
	s->mode = (enum mzip_inflater_mode)r->mode;
	s->dynamic = r->dynamic != 0;
	s->distance = r->distance;
	s->nb_lit = r->nb_lit;
	s->nb_dist = r->nb_dist;
	s->nb_code_len = r->nb_code_len;
	s->have = r->have;
	memcpy(s->code_len, r->code_len, sizeof(s->code_len));
	memcpy(s->len, r->len, sizeof(s->len));
}

static void
record_from_state(struct mzip_record *r, const struct mzip_inflater_state *s)
{
	r->mode = s->mode;
	r->dynamic = s->dynamic;
	r->distance = s->distance;
	r->nb_lit = s->nb_lit;
	r->nb_dist = s->nb_dist;
	r->nb_code_len = s->nb_code_len;
	r->have = s->have;
	memcpy(r->code_len, s->code_len, sizeof(s->code_len));
	memcpy(r->len, s->len, sizeof(s->len));
}

static uint32_t
record_load(struct model_exec *x, struct mzip_op *op,
	    struct mzip_inflater_state *s)
{
	struct mzip_record r;

	if (model_mem_read(x, "ctx", op->ctx, &r, sizeof(r)) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	if (r.kind != kind_of(op) || r.format != op->format)
		return HISI_ZIP_STATUS_MODEL_SQE;
	state_from_record(s, &r);
	return HISI_ZIP_STATUS_OK;
}

/* Software carries these fields in the context words (7.3). */
static void
words_load(const struct mzip_op *op, struct mzip_inflater_state *s)
{
	s->final = HISI_GET(HISI_ZIP_CTX0_FINAL, op->ctx_dw0);
	s->nb_bits = HISI_GET(HISI_ZIP_CTX0_CACHED_BITS, op->ctx_dw0);
	s->left = HISI_GET(HISI_ZIP_CTX1_STORED_LEFT, op->ctx_dw1);
}

/* The history, and the input bits after it. */
static uint32_t
window_load(struct model_exec *x, struct mzip_op *op,
	    struct mzip_inflater_state *s)
{
	struct mzip_engine *e = x->engine;

	e->window_len = HISI_GET(HISI_ZIP_CTX2_WINDOW_LEN, op->ctx_dw2);
	if (e->window_len > HISI_ZIP_CTX_WINDOW_MAX ||
	    s->nb_bits > HISI_ZIP_CTX_CACHED_MAX_BITS)
		return HISI_ZIP_STATUS_MODEL_SQE;
	s->hold = 0;
	if (model_mem_read(x, "ctx", op->ctx + HISI_ZIP_CTX_WINDOW_OFFSET,
			   e->window, e->window_len) != 0 ||
	    model_mem_read(x, "ctx", cached_addr(op, e->window_len),
			   &s->hold, HISI_ZIP_CTX_CACHED_BYTES) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	s->hold &= (1ULL << s->nb_bits) - 1;
	return HISI_ZIP_STATUS_OK;
}

uint32_t
mzip_context_load(struct model_exec *x, struct mzip_op *op)
{
	struct mzip_engine *e = x->engine;
	struct mzip_inflater *inf = &e->inflater;
	uint32_t status;

	e->window_new = false;
	mzip_inflater_start(inf);
	if (op->first) {
		/* Nothing an earlier stream left is looked at (7.1). */
		e->window_len = 0;
		op->isize = 0;
		op->checksum = mzip_sum_init(op->format);
		return HISI_ZIP_STATUS_OK;
	}
	status = record_load(x, op, &inf->s);
	if (status != HISI_ZIP_STATUS_OK)
		return status;
	words_load(op, &inf->s);
	status = window_load(x, op, &inf->s);
	if (status != HISI_ZIP_STATUS_OK || op->compress)
		return status;
	inf->window = e->window;
	inf->window_len = e->window_len;
	return mzip_inflater_resume(inf) ? HISI_ZIP_STATUS_OK :
					   HISI_ZIP_STATUS_MODEL_SQE;
}

void
mzip_context_append(struct mzip_engine *e, const uint8_t *p, size_t len,
		    uint32_t limit)
{
	uint32_t keep = e->window_len;

	if (len == 0)
		return;
	e->window_new = true;
	if (len >= limit) {
		memcpy(e->window, p + len - limit, limit);
		e->window_len = limit;
		return;
	}
	if (keep > limit - len)
		keep = limit - len;
	memmove(e->window, e->window + e->window_len - keep, keep);
	memcpy(e->window + keep, p, len);
	e->window_len = keep + len;
}

uint32_t
mzip_context_save(struct model_exec *x, struct mzip_op *op, uint32_t state)
{
	struct mzip_engine *e = x->engine;
	const struct mzip_inflater_state *s = &e->inflater.s;
	struct mzip_record r = { .kind = kind_of(op), .format = op->format };

	op->ctx_dw0 = HISI_PREP(HISI_ZIP_CTX0_STATE, state) |
		      HISI_PREP(HISI_ZIP_CTX0_FINAL, s->final) |
		      HISI_PREP(HISI_ZIP_CTX0_CACHED_BITS, s->nb_bits);
	op->ctx_dw1 = HISI_PREP(HISI_ZIP_CTX1_STORED_LEFT, s->left);
	op->ctx_dw2 = HISI_PREP(HISI_ZIP_CTX2_WINDOW_LEN, e->window_len);
	record_from_state(&r, s);
	if (e->window_new &&
	    model_mem_write(x, "ctx", op->ctx + HISI_ZIP_CTX_WINDOW_OFFSET,
			    e->window, e->window_len) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	if (model_mem_write(x, "ctx", cached_addr(op, e->window_len),
			    &s->hold, HISI_ZIP_CTX_CACHED_BYTES) != 0 ||
	    model_mem_write(x, "ctx", op->ctx, &r, sizeof(r)) != 0)
		return HISI_ZIP_STATUS_MODEL_MEMORY;
	return HISI_ZIP_STATUS_OK;
}
