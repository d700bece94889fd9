/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Access to the client's memory: providers and views. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

/* A scratch buffer larger than this is freed with its descriptor. */
#define SCRATCH_KEEP (1U << 20)
/* Segments of client memory that are read between two looks at the clock. */
#define GATHER_SEGS 64

void
model_wipe(void *p, size_t len)
{
	if (p == NULL)
		return;
	memset(p, 0, len);
	__asm__ __volatile__("" : : "r"(p) : "memory");
}

static void *
direct_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	(void)ctx;
	(void)write;
	return model_range_bad(addr, len) ? NULL : (void *)(uintptr_t)addr;
}

static void
direct_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx;
	(void)ptr;
	(void)len;
	(void)write;
}

static int
direct_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	(void)ctx;
	if (model_range_bad(addr, len))
		return -EFAULT;
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

static int
direct_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	(void)ctx;
	if (model_range_bad(addr, len))
		return -EFAULT;
	memcpy((void *)(uintptr_t)addr, buf, len);
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_mem_direct)
const struct hisi_model_mem_ops hisi_model_mem_direct = {
	.map = direct_map,
	.unmap = direct_unmap,
	.read = direct_read,
	.write = direct_write,
};

static int
scratch_grow(struct model_scratch *s, size_t size)
{
	uint8_t *p;

	if (size <= s->size)
		return 0;
	p = malloc(size);
	if (p == NULL)
		return -ENOMEM;
	model_wipe(s->p, s->size);
	free(s->p);
	s->p = p;
	s->size = size;
	return 0;
}

/* Keep what the next descriptor is likely to need, and no more. */
static void
scratch_trim(struct model_scratch *s)
{
	if (s->size <= SCRATCH_KEEP)
		return;
	model_wipe(s->p, s->size);
	free(s->p);
	s->p = NULL;
	s->size = 0;
}

void
model_views_release(struct model_exec *x)
{
	const struct hisi_model_mem_ops *mem = x->queue->model->mem;
	struct model_mapped *m;
	unsigned int i;

	while (x->nb_mapped > 0) {
		m = &x->mapped[--x->nb_mapped];
		mem->unmap(x->queue->mem_ctx, m->p, m->len, m->write);
	}
	if (x->scratch_used > SCRATCH_KEEP)
		for (i = 0; i < x->views; i++)
			scratch_trim(&x->scratch[i]);
	x->views = 0;
	x->scratch_used = 0;
	x->nb_segs = 0;
}

void
model_views_wipe(struct model_exec *x)
{
	unsigned int i;

	for (i = 0; i < MODEL_VIEWS; i++)
		model_wipe(x->scratch[i].p, x->scratch[i].size);
}

void
model_views_free(struct model_exec *x)
{
	unsigned int i;

	model_views_wipe(x);
	for (i = 0; i < MODEL_VIEWS; i++)
		free(x->scratch[i].p);
	free(x->segs);
}

int
model_segs_grow(struct model_exec *x)
{
	unsigned int max = x->max_segs ? 2 * x->max_segs : 64;
	struct model_seg *segs;

	segs = realloc(x->segs, max * sizeof(*segs));
	if (segs == NULL)
		return -ENOMEM;
	x->segs = segs;
	x->max_segs = max;
	return 0;
}

uint8_t *
model_scratch_get(struct model_exec *x, size_t len)
{
	if (x->views == MODEL_VIEWS ||
	    len > x->queue->model->max_scratch - x->scratch_used ||
	    scratch_grow(&x->scratch[x->views], len) != 0)
		return NULL;
	x->scratch_used += len;
	return x->scratch[x->views++].p;
}

/* Give the view memory of its own. */
static int
view_own(struct model_exec *x, struct model_view *v)
{
	v->p = model_scratch_get(x, v->len);
	v->direct = false;
	return v->p != NULL ? 0 : -ENOMEM;
}

int
model_view_resolve(struct model_exec *x, const struct model_range *range,
		   struct model_view *v)
{
	unsigned int i;
	int ret;

	v->first_seg = x->nb_segs;
	v->len = range->len;
	if (x->mem_fault)
		return -EFAULT;
	if (range->len == 0)
		ret = 0;
	else if (range->type == MODEL_ADDR_SGL)
		ret = model_sgl_walk(x, range->addr, range->offset, range->len);
	else
		ret = model_seg_add(x, range->addr + range->offset, range->len);
	v->nb_segs = x->nb_segs - v->first_seg;
	for (i = 0; ret == 0 && x->trace && i < v->nb_segs; i++)
		model_trace_range(x, range->role,
				  x->segs[v->first_seg + i].addr,
				  x->segs[v->first_seg + i].len);
	return ret;
}

bool
model_view_map(struct model_exec *x, struct model_view *v)
{
	static uint8_t nothing;
	const struct hisi_model_mem_ops *mem = x->queue->model->mem;
	const struct model_seg *s;
	struct model_mapped *m;

	if (v->len == 0) {
		v->p = &nothing;
		v->direct = false;
		return true;
	}
	if (v->nb_segs != 1 || x->nb_mapped == MODEL_VIEWS)
		return false;
	s = &x->segs[v->first_seg];
	if (x->plain && !model_range_bad(s->addr, s->len)) {
		v->p = (uint8_t *)(uintptr_t)s->addr;
		v->direct = true;
		return true;
	}
	v->p = mem->map(x->queue->mem_ctx, s->addr, s->len, v->write);
	if (v->p == NULL)
		return false;
	v->direct = true;
	m = &x->mapped[x->nb_mapped++];
	m->p = v->p;
	m->len = s->len;
	m->write = v->write;
	return true;
}

static int
view_gather(struct model_exec *x, const struct model_view *v)
{
	const struct hisi_model_mem_ops *mem = x->queue->model->mem;
	const struct model_seg *s = &x->segs[v->first_seg];
	uint8_t *p = v->p;
	uint64_t since = 0;
	unsigned int i;

	for (i = 0; i < v->nb_segs; i++, s++) {
		since += s->len + MODEL_SLICE / GATHER_SEGS;
		if (since > MODEL_SLICE) {
			since = 0;
			if (!model_go_on(x))
				return -EFAULT;
		}
		if (mem->read(x->queue->mem_ctx, s->addr, p, s->len) != 0)
			return -EFAULT;
		p += s->len;
	}
	return 0;
}

/* The most frequent view, one piece of plain memory, needs no provider. */
static bool
view_plain(struct model_exec *x, const struct model_range *range,
	   struct model_view *v)
{
	uint64_t addr = range->addr + range->offset;

	if (!x->plain || range->type != MODEL_ADDR_FLAT || range->len == 0 ||
	    model_range_bad(addr, range->len))
		return false;
	v->first_seg = x->nb_segs;
	if (model_seg_add(x, addr, range->len) != 0)
		return false;
	v->nb_segs = 1;
	v->len = range->len;
	v->p = (uint8_t *)(uintptr_t)addr;
	v->direct = true;
	return true;
}

/* Find the client's memory, or get some in its place. */
static int
view_open(struct model_exec *x, const struct model_range *range,
	  struct model_view *view)
{
	int ret;

	if (view_plain(x, range, view))
		return 0;
	ret = model_view_resolve(x, range, view);
	if (ret != 0 || model_view_map(x, view))
		return ret;
	return view_own(x, view);
}

int
model_view_in(struct model_exec *x, const struct model_range *range,
	      struct model_view *view)
{
	int ret;

	view->write = false;
	ret = view_open(x, range, view);
	if (ret != 0 || view->direct || range->len == 0)
		return ret;
	return view_gather(x, view);
}

int
model_view_out(struct model_exec *x, const struct model_range *range,
	       struct model_view *view)
{
	view->write = true;
	return view_open(x, range, view);
}

static bool
segs_share(const struct model_seg *a, const struct model_seg *b)
{
	return a->addr < b->addr + b->len && b->addr < a->addr + a->len;
}

int
model_view_detach(struct model_exec *x, struct model_view *in,
		  const struct model_view *out)
{
	const struct model_seg *a, *b;
	const uint8_t *from = in->p;

	/* A view with memory of its own shares nothing, nor does an empty one,
	 * which has no segment.
	 */
	if (!in->direct || !out->direct || in->len == 0 || out->len == 0)
		return 0;
	a = &x->segs[in->first_seg];
	b = &x->segs[out->first_seg];
	if (a->addr == b->addr || !segs_share(a, b))
		return 0;
	if (view_own(x, in) != 0)
		return -ENOMEM;
	memcpy(in->p, from, in->len);
	return 0;
}

int
model_view_commit(struct model_exec *x, struct model_view *view, uint64_t len)
{
	const struct hisi_model_mem_ops *mem = x->queue->model->mem;
	const struct model_seg *s;
	const uint8_t *p = view->p;
	uint64_t n;

	if (view->direct || len == 0)
		return 0;
	if (x->given_up)
		return -EFAULT;
	for (s = &x->segs[view->first_seg]; len > 0;
	     len -= n, p += n, s++) {
		n = len < s->len ? len : s->len;
		if (mem->write(x->queue->mem_ctx, s->addr, p, n) != 0)
			return -EFAULT;
	}
	return 0;
}

int
model_mem_read_via(struct model_exec *x, const char *role, uint64_t addr,
		   void *buf, size_t len)
{
	if (len == 0)
		return 0;
	if (x->trace)
		model_trace_range(x, role, addr, len);
	if (x->mem_fault || x->given_up)
		return -EFAULT;
	return x->queue->model->mem->read(x->queue->mem_ctx, addr, buf, len);
}

int
model_mem_write(struct model_exec *x, const char *role, uint64_t addr,
		const void *buf, size_t len)
{
	if (len == 0)
		return 0;
	if (x->trace)
		model_trace_range(x, role, addr, len);
	if (x->mem_fault || x->given_up)
		return -EFAULT;
	return x->queue->model->mem->write(x->queue->mem_ctx, addr, buf, len);
}
