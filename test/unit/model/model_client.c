/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model_client.h"

static void
must(int ret, const char *what)
{
	if (ret == 0)
		return;
	fprintf(stderr, "model_client: %s: %s\n", what, strerror(-ret));
	abort();
}

static size_t
attr_size(const struct hisi_model *model, const char *attr)
{
	char buf[32];

	if (hisi_model_attr(model, attr, buf, sizeof(buf)) < 0)
		abort();
	return strtoul(buf, NULL, 10);
}

void
model_client_open(struct model_client *c, const struct hisi_model_conf *conf,
		  void *mem_ctx, uint16_t qc_type)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = qc_type };
	void *p;

	memset(c, 0, sizeof(*c));
	must(hisi_model_create(conf, &c->model), "create");
	must(hisi_model_open(c->model, mem_ctx, &c->queue), "open");
	must(hisi_model_ioctl(c->queue, HISI_QM_SET_QP_CTX, &ctx), "qp_ctx");
	must(hisi_model_ioctl(c->queue, HISI_QM_GET_QP_INFO, &c->info),
	     "qp_info");
	c->dus_size = attr_size(c->model, "region_dus_size");
	must(hisi_model_mmap(c->queue, HISI_QM_REGION_DUS, c->dus_size, &p),
	     "mmap");
	c->dus = p;
	c->qn = ctx.qn;
	c->phase = 1;
	must(hisi_model_ioctl(c->queue, HISI_UACCE_START_Q, NULL), "start");
}

void
model_client_close(struct model_client *c)
{
	hisi_model_close(c->queue);
	hisi_model_destroy(c->model);
}

uint32_t
model_client_put(struct model_client *c, const void *sqe)
{
	uint32_t slot = c->sq_tail;

	memcpy(c->dus + (size_t)slot * c->info.sqe_size, sqe,
	       c->info.sqe_size);
	c->sq_tail = (slot + 1) % c->info.sq_depth;
	return slot;
}

static void
doorbell(struct model_client *c, uint64_t cmd, uint64_t index)
{
	atomic_thread_fence(memory_order_release);
	hisi_model_mmio_write(c->queue, 0x1000,
			      c->qn | cmd << 12 | index << 32);
}

void
model_client_ring(struct model_client *c)
{
	doorbell(c, 0, c->sq_tail);
}

/* Completion entries as in the datasheet: 16 bytes, sq_head in bytes 8 and 9,
 * phase in bit 0 of byte 14.
 */
static bool
cqe_new(const struct model_client *c, uint32_t *slot)
{
	const uint8_t *cqe = c->dus + (size_t)c->info.sq_depth *
			     c->info.sqe_size + (size_t)c->cq_head * 16;
	uint64_t w = atomic_load_explicit((_Atomic uint64_t *)(uintptr_t)
					  (cqe + 8), memory_order_acquire);

	*slot = w & 0xffff;
	return (w >> 48 & 1) == c->phase;
}

int
model_client_take(struct model_client *c, void *sqe)
{
	const struct timespec nap = { .tv_nsec = 100000 };
	unsigned int tries;
	uint32_t slot;

	for (tries = 0; !cqe_new(c, &slot); tries++) {
		if (tries == 20000)
			return -1;
		nanosleep(&nap, NULL);
	}
	if (sqe != NULL)
		memcpy(sqe, c->dus + (size_t)slot * c->info.sqe_size,
		       c->info.sqe_size);
	if (++c->cq_head == c->info.cq_depth) {
		c->cq_head = 0;
		c->phase ^= 1;
	}
	doorbell(c, 1, c->cq_head);
	return slot;
}

bool
model_client_run(struct model_client *c, void *sqe)
{
	uint32_t slot = model_client_put(c, sqe);

	model_client_ring(c);
	return model_client_take(c, sqe) == (int)slot;
}

uint32_t
model_client_status(const struct model_client *c, size_t from_end)
{
	uint32_t v;

	memcpy(&v, c->dus + c->dus_size - from_end, sizeof(v));
	return v;
}
