/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Model: a device whose owner executes its queues. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "hisi_model.h"
#include "hw/qm.h"
#include "hw/zip.h"

#define DUS_MAX (1 << 20)

/** A queue whose rings and memory are the test's. */
struct owner {
	struct hisi_model *model;
	struct hisi_model_queue *queue;
	uint8_t *dus;
	uint32_t tail;
	unsigned int told;   /* calls of work */
	bool detach;         /* at the next read of memory */
};

static uint8_t text[4096], packed[8192];

static void
work(struct hisi_model_queue *queue, void *ctx)
{
	struct owner *o = ctx;

	assert_ptr_equal(queue, o->queue);
	o->told++;
}

static void *
no_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	(void)ctx;
	(void)addr;
	(void)len;
	(void)write;
	return NULL;
}

static void
no_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx;
	(void)ptr;
	(void)len;
	(void)write;
}

static int
mem_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	struct owner *o = ctx;

	if (o->detach)
		hisi_model_detach(o->queue);
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

static int
mem_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	(void)ctx;
	memcpy((void *)(uintptr_t)addr, buf, len);
	return 0;
}

static const struct hisi_model_mem_ops memory = {
	.map = no_map, .unmap = no_unmap, .read = mem_read, .write = mem_write,
};

static void
owner_adopt(struct owner *o)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = HISI_ZIP_QC_COMPRESS };

	memset(o->dus, 0, DUS_MAX);
	o->tail = 0;
	assert_int_equal(hisi_model_adopt(o->model, 1, o->dus, o, &o->queue),
			 0);
	assert_int_equal(hisi_model_ioctl(o->queue, HISI_QM_SET_QP_CTX, &ctx),
			 0);
	assert_int_equal(hisi_model_ioctl(o->queue, HISI_UACCE_START_Q, NULL),
			 0);
}

static void
owner_open(struct owner *o)
{
	const struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_ZIP, .nb_queues = 2, .mem = &memory,
		.work = work,
	};

	memset(o, 0, sizeof(*o));
	o->dus = aligned_alloc(4096, DUS_MAX);
	assert_non_null(o->dus);
	assert_int_equal(hisi_model_create(&conf, &o->model), 0);
	owner_adopt(o);
}

static void
owner_close(struct owner *o)
{
	hisi_model_close(o->queue);
	hisi_model_destroy(o->model);
	free(o->dus);
}

/* Put so many requests to compress the text, and ring. */
static void
submit(struct owner *o, unsigned int n)
{
	struct hisi_zip_sqe sqe = {
		.input_len = sizeof(text), .out_avail = sizeof(packed),
		.src = (uintptr_t)text, .dst = (uintptr_t)packed,
		.w7 = 3U << 28, .w9 = 1 | 4 << 12,
	};

	for (; n > 0; n--)
		memcpy(o->dus + o->tail++ * sizeof(sqe), &sqe, sizeof(sqe));
	hisi_model_mmio_write(o->queue, HISI_QM_DB_V2_OFFSET,
			      1 | (uint64_t)o->tail << 32);
}

static const struct hisi_zip_sqe *
result(const struct owner *o, unsigned int slot)
{
	return (const void *)(o->dus + slot * sizeof(struct hisi_zip_sqe));
}

static void
nothing_runs_by_itself(void **state)
{
	struct owner o;

	(void)state;
	owner_open(&o);
	assert_true(hisi_model_idle(o.queue));
	submit(&o, 3);
	assert_int_equal(o.told, 1);
	assert_false(hisi_model_idle(o.queue));
	assert_int_equal(result(&o, 0)->consumed, 0);
	assert_int_equal(hisi_model_run(o.queue, 2), 2);
	assert_int_equal(result(&o, 1)->consumed, sizeof(text));
	assert_int_equal(result(&o, 2)->consumed, 0);
	assert_false(hisi_model_idle(o.queue));
	assert_int_equal(hisi_model_run(o.queue, 2), 1);
	assert_int_equal(result(&o, 2)->consumed, sizeof(text));
	assert_true(hisi_model_idle(o.queue));
	assert_int_equal(hisi_model_run(o.queue, 2), 0);
	owner_close(&o);
}

/* The number is free at once, and the rings are not written any more. */
static void
detached_under_way(void **state)
{
	struct hisi_model_queue *old;
	struct owner o;

	(void)state;
	owner_open(&o);
	submit(&o, 2);
	o.detach = true;
	assert_int_equal(hisi_model_run(o.queue, 8), 1);
	o.detach = false;
	assert_true(hisi_model_idle(o.queue));
	assert_int_equal(result(&o, 0)->consumed, 0);
	assert_int_equal(hisi_model_run(o.queue, 8), 0);
	old = o.queue;
	owner_adopt(&o);
	submit(&o, 1);
	assert_int_equal(hisi_model_run(o.queue, 8), 1);
	hisi_model_close(old);
	/* Its end does not concern the new queue. */
	assert_int_equal(hisi_model_adopt(o.model, 1, o.dus, &o, &old), -EBUSY);
	owner_close(&o);
}

static void
not_with_threads(void **state)
{
	const struct hisi_model_conf conf = { .threads = 1, .work = work };
	struct hisi_model *m;

	(void)state;
	assert_int_equal(hisi_model_create(&conf, &m), -EINVAL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_runs_by_itself),
		cmocka_unit_test(detached_under_way),
		cmocka_unit_test(not_with_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
