/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Model: what a queue file offers, without looking at an engine. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_client.h"

static const struct hisi_model_conf zip_conf = {
	.engine = HISI_ENGINE_ZIP,
	.nb_queues = 4,
	.sq_depth = 64,
	.cq_depth = 64,
};

static void
attributes(void **state)
{
	static const struct {
		enum hisi_engine engine;
		unsigned int gen;
		const char *attr;
		const char *text;
	} want[] = {
		{ HISI_ENGINE_ZIP, 2, "api", "hisi_qm_v2\n" },
		{ HISI_ENGINE_ZIP, 3, "api", "hisi_qm_v3\n" },
		{ HISI_ENGINE_ZIP, 5, "api", "hisi_qm_v5\n" },
		{ HISI_ENGINE_ZIP, 3, "flags", "1\n" },
		{ HISI_ENGINE_ZIP, 3, "isolate", "0\n" },
		{ HISI_ENGINE_ZIP, 3, "available_instances", "64\n" },
		/* Sizes of section 3.2 for 4 KiB pages. */
		{ HISI_ENGINE_ZIP, 3, "region_dus_size", "151552\n" },
		{ HISI_ENGINE_HPRE, 3, "region_dus_size", "86016\n" },
		{ HISI_ENGINE_ZIP, 2, "region_mmio_size", "8192\n" },
		{ HISI_ENGINE_ZIP, 3, "region_mmio_size", "65536\n" },
	};
	struct hisi_model_conf conf = { 0 };
	struct hisi_model *m;
	char buf[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		conf.engine = want[i].engine;
		conf.gen = want[i].gen;
		assert_int_equal(hisi_model_create(&conf, &m), 0);
		assert_int_equal(hisi_model_attr(m, want[i].attr, buf,
						 sizeof(buf)),
				 strlen(want[i].text));
		assert_string_equal(buf, want[i].text);
		assert_int_equal(hisi_model_attr(m, "no_such", buf,
						 sizeof(buf)), -ENOENT);
		assert_int_equal(hisi_model_attr(m, "api", buf, 3), -ENOSPC);
		hisi_model_destroy(m);
	}
}

static void
names(void **state)
{
	struct hisi_model_conf conf = zip_conf;
	struct hisi_model *a, *b;

	(void)state;
	assert_int_equal(hisi_model_create(&conf, &a), 0);
	conf.engine = HISI_ENGINE_SEC;
	assert_int_equal(hisi_model_create(&conf, &b), 0);
	/* One counter for all kinds. */
	assert_string_equal(hisi_model_name(a), "hisi_zip-0");
	assert_string_equal(hisi_model_name(b), "hisi_sec2-1");
	assert_ptr_equal(hisi_model_find("hisi_sec2-1"), b);
	assert_null(hisi_model_find("hisi_sec2-0"));
	hisi_model_destroy(a);
	assert_null(hisi_model_find("hisi_zip-0"));
	hisi_model_destroy(b);
}

static void
bad_conf(void **state)
{
	static const struct hisi_model_conf bad[] = {
		{ .engine = 99 },
		{ .gen = 1 }, { .gen = 4 }, { .gen = 6 },
		{ .nb_queues = HISI_MODEL_MAX_QUEUES + 1 },
		{ .sq_depth = 1 }, { .cq_depth = 1 },
		{ .sq_depth = 4097 }, { .cq_depth = 4097 },
		{ .threads = HISI_MODEL_MAX_THREADS + 1 },
	};
	struct hisi_model *m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(hisi_model_create(&bad[i], &m), -EINVAL);
}

static void
open_all(void **state)
{
	struct hisi_model_queue *q[5];
	struct hisi_model *m;
	char buf[16];
	int i;

	(void)state;
	assert_int_equal(hisi_model_create(&zip_conf, &m), 0);
	for (i = 0; i < 4; i++)
		assert_int_equal(hisi_model_open(m, NULL, &q[i]), 0);
	hisi_model_attr(m, "available_instances", buf, sizeof(buf));
	assert_string_equal(buf, "0\n");
	assert_int_equal(hisi_model_open(m, NULL, &q[4]), -EBUSY);
	hisi_model_close(q[2]);
	assert_int_equal(hisi_model_open(m, NULL, &q[2]), 0);
	for (i = 0; i < 4; i++)
		hisi_model_close(q[i]);
	hisi_model_destroy(m);
}

static void
ioctls(void **state)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = 7 };
	struct hisi_qm_qp_info info = { .reserved = 0x1234 };
	struct hisi_model_queue *q;
	struct hisi_model *m;

	(void)state;
	assert_int_equal(hisi_model_create(&zip_conf, &m), 0);
	assert_int_equal(hisi_model_open(m, NULL, &q), 0);
	assert_int_equal(hisi_model_ioctl(q, 0x1234, NULL), -EINVAL);
	assert_int_equal(hisi_model_ioctl(q, HISI_QM_SET_QP_CTX, NULL),
			 -EFAULT);
	assert_int_equal(hisi_model_ioctl(q, HISI_QM_SET_QP_CTX, &ctx),
			 -EINVAL);
	ctx.qc_type = 1;
	assert_int_equal(hisi_model_ioctl(q, HISI_QM_SET_QP_CTX, &ctx), 0);
	assert_int_equal(ctx.qc_type, 1);
	assert_int_equal(hisi_model_ioctl(q, HISI_QM_GET_QP_INFO, &info), 0);
	assert_int_equal(info.sqe_size, 128);
	assert_int_equal(info.sq_depth, 64);
	assert_int_equal(info.cq_depth, 64);
	assert_int_equal(info.reserved, 0x1234);
	assert_int_equal(hisi_model_ioctl(q, HISI_UACCE_PUT_Q, NULL), 0);
	assert_int_equal(hisi_model_ioctl(q, HISI_UACCE_START_Q, NULL), 0);
	assert_int_equal(hisi_model_ioctl(q, HISI_UACCE_START_Q, NULL),
			 -EINVAL);
	assert_int_equal(hisi_model_ioctl(q, HISI_UACCE_PUT_Q, NULL), 0);
	assert_int_equal(hisi_model_ioctl(q, HISI_UACCE_START_Q, NULL), 0);
	hisi_model_close(q);
	hisi_model_destroy(m);
}

static void
mappings(void **state)
{
	struct hisi_model_queue *q;
	struct hisi_model *m;
	void *p;

	(void)state;
	assert_int_equal(hisi_model_create(&zip_conf, &m), 0);
	assert_int_equal(hisi_model_open(m, NULL, &q), 0);
	assert_int_equal(hisi_model_mmap(q, 2, 4096, &p), -EINVAL);
	assert_int_equal(hisi_model_mmap(q, 0, 0, &p), -EINVAL);
	assert_int_equal(hisi_model_mmap(q, 0, 1 << 20, &p), -EINVAL);
	assert_int_equal(hisi_model_mmap(q, 1, 4096, &p), -EINVAL);
	assert_int_equal(hisi_model_mmap(q, 0, 8192, &p), 0);
	assert_int_equal(hisi_model_mmap(q, 0, 8192, &p), -EEXIST);
	assert_int_equal(hisi_model_munmap(q, 0), 0);
	assert_int_equal(hisi_model_mmap(q, 0, 8192, &p), 0);
	hisi_model_close(q);
	hisi_model_destroy(m);
}

/* Every slot in turn, several laps: phase and wrap. */
static void
laps(void **state)
{
	uint32_t sqe[32] = { 0 };
	struct model_client c;
	int i;

	(void)state;
	model_client_open(&c, &zip_conf, NULL, 0);
	for (i = 0; i < 64 * 5 + 3; i++) {
		sqe[13] = i;
		assert_true(model_client_run(&c, sqe));
		assert_int_equal(sqe[13], i);
	}
	model_client_close(&c);
}

static void
drops(void **state)
{
	struct hisi_model_stats s;
	uint32_t sqe[32] = { 0 };
	struct model_client c;

	(void)state;
	model_client_open(&c, &zip_conf, NULL, 0);
	model_client_put(&c, sqe);
	/* Another queue's number, a random tag, a bad command, a bad index,
	 * an offset without a register.
	 */
	hisi_model_mmio_write(c.queue, 0x1000, (c.qn + 1) | 1ULL << 32);
	hisi_model_mmio_write(c.queue, 0x1000, c.qn | 1 << 16 | 1ULL << 32);
	hisi_model_mmio_write(c.queue, 0x1000, c.qn | 5 << 12 | 1ULL << 32);
	hisi_model_mmio_write(c.queue, 0x1000, c.qn | 64ULL << 32);
	hisi_model_mmio_write(c.queue, 0x1008, c.qn | 1ULL << 32);
	hisi_model_stats_get(c.model, &s);
	assert_int_equal(s.descriptors, 0);
	assert_int_equal(s.dropped_doorbells, 4);
	model_client_ring(&c);
	hisi_model_stats_get(c.model, &s);
	assert_int_equal(s.descriptors, 1);
	model_client_close(&c);
}

/* A client that never rings the CQ doorbell loses the queue. */
static void
cq_overflow(void **state)
{
	struct hisi_model_conf conf = zip_conf;
	struct hisi_model_stats s;
	uint32_t sqe[32] = { 0 };
	struct model_client c;
	int i;

	(void)state;
	conf.cq_depth = 8;
	model_client_open(&c, &conf, NULL, 0);
	for (i = 0; i < 8; i++)
		model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(model_client_status(&c, HISI_QM_DUS_TX_FROM_END), 0);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	hisi_model_stats_get(c.model, &s);
	assert_int_equal(s.cq_overflows, 1);
	assert_int_equal(model_client_status(&c, HISI_QM_DUS_TX_FROM_END), 1);
	assert_int_equal(model_client_status(&c, HISI_QM_DUS_RX_FROM_END), 1);
	model_client_close(&c);
}

static void
reset(void **state)
{
	struct hisi_model_stats s;
	uint32_t sqe[32] = { 0 };
	struct model_client c;

	(void)state;
	model_client_open(&c, &zip_conf, NULL, 0);
	assert_true(model_client_run(&c, sqe));
	hisi_model_reset(c.model);
	assert_int_equal(model_client_status(&c, HISI_QM_DUS_TX_FROM_END), 1);
	assert_int_equal(model_client_status(&c, HISI_QM_DUS_RX_FROM_END), 1);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	hisi_model_stats_get(c.model, &s);
	assert_int_equal(s.descriptors, 1);
	/* Dead until closed. */
	hisi_model_ioctl(c.queue, HISI_UACCE_PUT_Q, NULL);
	assert_int_equal(hisi_model_ioctl(c.queue, HISI_UACCE_START_Q, NULL),
			 -EPERM);
	model_client_close(&c);
}

static void
removal(void **state)
{
	struct hisi_model_queue *q;
	struct hisi_model *m;
	void *p;

	(void)state;
	assert_int_equal(hisi_model_create(&zip_conf, &m), 0);
	assert_int_equal(hisi_model_open(m, NULL, &q), 0);
	hisi_model_destroy(m);
	assert_int_equal(hisi_model_ioctl(q, HISI_UACCE_START_Q, NULL),
			 -ENXIO);
	assert_int_equal(hisi_model_mmap(q, 0, 4096, &p), -ENXIO);
	assert_int_equal(hisi_model_poll(q), 0);
	hisi_model_close(q);
}

static void
count_event(struct hisi_model_queue *q, void *arg)
{
	(void)q;
	++*(int *)arg;
}

/* Armed at the start; then only by a CQ doorbell with the flag. */
static void
events(void **state)
{
	uint32_t sqe[32] = { 0 };
	struct model_client c;
	int n = 0;

	(void)state;
	model_client_open(&c, &zip_conf, NULL, 0);
	hisi_model_set_event(c.queue, count_event, &n);
	assert_int_equal(hisi_model_poll(c.queue), 0);
	model_client_put(&c, sqe);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(n, 1);
	assert_int_equal(hisi_model_poll(c.queue), 1);
	assert_int_equal(hisi_model_poll(c.queue), 0);
	/* One entry is left when the event is armed: at once. */
	hisi_model_mmio_write(c.queue, 0x1000,
			      c.qn | 1 << 12 | 1ULL << 32 | 1ULL << 48);
	assert_int_equal(n, 2);
	hisi_model_mmio_write(c.queue, 0x1000, c.qn | 1 << 12 | 2ULL << 32);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(n, 2);
	model_client_close(&c);
}

static void
threads(void **state)
{
	struct hisi_model_conf conf = zip_conf;
	uint32_t sqe[32] = { 0 };
	struct model_client c;
	bool seen[64];
	int i, round, slot;

	(void)state;
	conf.threads = 3;
	for (round = 0; round < 2; round++) {
		conf.unordered = round == 1;
		model_client_open(&c, &conf, NULL, 0);
		memset(seen, 0, sizeof(seen));
		for (i = 0; i < 60; i++)
			model_client_put(&c, sqe);
		model_client_ring(&c);
		for (i = 0; i < 60; i++) {
			slot = model_client_take(&c, NULL);
			assert_in_range(slot, 0, 59);
			assert_false(seen[slot]);
			seen[slot] = true;
			if (!conf.unordered)
				assert_int_equal(slot, i);
		}
		model_client_close(&c);
	}
}

static void
faults(void **state)
{
	struct hisi_model_fault f = { .count = 1 };
	uint32_t sqe[32] = { 0 };
	struct model_client c;

	(void)state;
	model_client_open(&c, &zip_conf, NULL, 0);
	f.kind = HISI_MODEL_FAULT_LOST_DOORBELL;
	assert_int_equal(hisi_model_inject(c.model, &f), 0);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(hisi_model_poll(c.queue), 0);
	model_client_ring(&c);
	assert_int_equal(model_client_take(&c, sqe), 0);
	f.kind = HISI_MODEL_FAULT_DOUBLE_CQE;
	assert_int_equal(hisi_model_inject(c.model, &f), 0);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(model_client_take(&c, sqe), 1);
	assert_int_equal(model_client_take(&c, sqe), 1);
	f.kind = HISI_MODEL_FAULT_SQ_HEAD;
	f.value = 40;
	assert_int_equal(hisi_model_inject(c.model, &f), 0);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(model_client_take(&c, sqe), 40);
	f.kind = HISI_MODEL_FAULT_STALL;
	assert_int_equal(hisi_model_inject(c.model, &f), -EINVAL);
	f.kind = HISI_MODEL_FAULT_RESET;
	assert_int_equal(hisi_model_inject(c.model, &f), 0);
	model_client_put(&c, sqe);
	model_client_ring(&c);
	assert_int_equal(model_client_status(&c, HISI_QM_DUS_RX_FROM_END), 1);
	model_client_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes), cmocka_unit_test(names),
		cmocka_unit_test(bad_conf), cmocka_unit_test(open_all),
		cmocka_unit_test(ioctls), cmocka_unit_test(mappings),
		cmocka_unit_test(laps), cmocka_unit_test(drops),
		cmocka_unit_test(cq_overflow), cmocka_unit_test(reset),
		cmocka_unit_test(removal), cmocka_unit_test(events),
		cmocka_unit_test(threads), cmocka_unit_test(faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
