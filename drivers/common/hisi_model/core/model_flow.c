/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Client memory a chunk at a time. */

#include "model_flow.h"

/* Libraries may read a few bytes behind a chunk, but not behind a page. */
#define FLOW_SLACK 64

int
model_flow_open(struct model_exec *x, const struct model_range *range,
		bool write, size_t chunk, struct model_flow *flow)
{
	size_t room = range->len < chunk ? range->len : chunk;
	int ret;

	*flow = (struct model_flow){ .chunk = chunk };
	flow->view.write = write;
	ret = model_view_resolve(x, range, &flow->view);
	if (ret != 0 || model_view_map(x, &flow->view))
		return ret;
	flow->copy = model_scratch_get(x, room + FLOW_SLACK);
	return flow->copy != NULL ? 0 : -ENOMEM;
}

static size_t
chunk_len(const struct model_flow *flow)
{
	uint64_t left = model_flow_left(flow);

	return left < flow->chunk ? left : flow->chunk;
}

/* Copy len bytes at the current place, and move on. */
static int
transfer(struct model_exec *x, struct model_flow *flow, size_t len)
{
	const struct hisi_model_mem_ops *mem = x->queue->model->mem;
	void *ctx = x->queue->mem_ctx;
	const struct model_seg *s;
	uint8_t *p = flow->copy;
	uint64_t addr, n;
	int ret;

	for (; len > 0; len -= n, p += n) {
		s = &x->segs[flow->view.first_seg + flow->seg];
		addr = s->addr + flow->seg_pos;
		n = s->len - flow->seg_pos < len ? s->len - flow->seg_pos : len;
		ret = flow->view.write ? mem->write(ctx, addr, p, n) :
					 mem->read(ctx, addr, p, n);
		if (ret != 0)
			return -EFAULT;
		flow->seg_pos += n;
		if (flow->seg_pos == s->len) {
			flow->seg_pos = 0;
			flow->seg++;
		}
	}
	return 0;
}

int
model_flow_read(struct model_exec *x, struct model_flow *flow,
		const uint8_t **p, size_t *len)
{
	*len = chunk_len(flow);
	*p = flow->copy != NULL ? flow->copy : flow->view.p + flow->pos;
	flow->pos += *len;
	return flow->copy != NULL ? transfer(x, flow, *len) : 0;
}

uint8_t *
model_flow_room(struct model_flow *flow, size_t *len)
{
	*len = chunk_len(flow);
	return flow->copy != NULL ? flow->copy : flow->view.p + flow->pos;
}

int
model_flow_put(struct model_exec *x, struct model_flow *flow, size_t len)
{
	flow->pos += len;
	if (flow->copy == NULL)
		return 0;
	return x->given_up ? -EFAULT : transfer(x, flow, len);
}
