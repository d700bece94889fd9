/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The ring inlines on rings made by hand: the test is the device. It writes
 * completion entries byte by byte as the datasheet has them and reads the
 * doorbells that come.
 */

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <hisi_qm_dequeue.h>
#include <hisi_qm_enqueue.h>

#define SQE 64

/* Two queues at most. */
struct rig {
	struct hisi_qm_pair *pair;
	uint32_t status[2][2];
	uint32_t cq_tail[2];
	uint32_t cq_phase[2];
	uint64_t last_db[2][2];      /* queue, command */
	unsigned int nb_db[2][2];
	unsigned int cqes[2];        /* written by the device so far */
	unsigned int max_unrung;
	unsigned int done;           /* calls of the done function */
	uint32_t done_index[4096];
};

static struct rig rig;
static struct hisi_qm_dev rig_dev = { .name = "rig-0" };

static void
db_call(void *arg, uint64_t v)
{
	uintptr_t q = (uintptr_t)arg;
	unsigned int cmd = v >> 12 & 0xf;

	assert_in_range(cmd, 0, 1);
	assert_int_equal(v & 0x3ff, q + 5);
	assert_int_equal(v >> 16 & 0xffff, 0);
	assert_int_equal(v >> 48, 0);
	rig.last_db[q][cmd] = v >> 32 & 0xffff;
	rig.nb_db[q][cmd]++;
}

static void
rig_make(unsigned int queues, uint32_t depth, uint32_t limit)
{
	struct hisi_qm_pair *p;
	uint32_t entries = 1;
	unsigned int i;

	memset(&rig, 0, sizeof(rig));
	while (entries < limit)
		entries <<= 1;
	p = aligned_alloc(64, sizeof(*p) + queues * sizeof(p->queue[0]));
	assert_non_null(p);
	memset(p, 0, sizeof(*p) + queues * sizeof(p->queue[0]));
	p->ring = calloc(entries, sizeof(*p->ring));
	p->mask = entries - 1;
	p->limit = limit;
	p->nb_queues = queues;
	p->nb_first = queues;
	p->owner = hisi_qm_process;
	p->dev = &rig_dev;
	for (i = 0; i < queues; i++) {
		struct hisi_qm_queue *q = &p->queue[i];

		q->sq = calloc(depth, SQE);
		q->cq = calloc(depth, sizeof(*q->cq));
		q->slot_op = malloc(HISI_QM_SLOTS * sizeof(*q->slot_op));
		memset(q->slot_op, 0xff,
		       HISI_QM_SLOTS * sizeof(*q->slot_op));
		q->status = rig.status[i];
		q->db_call = db_call;
		q->db_arg = (void *)(uintptr_t)i;
		q->sq_depth = depth;
		q->cq_depth = depth;
		q->qn = i + 5;
		q->phase = 1 << 16;
		q->pair = p;
		rig.cq_phase[i] = 1;
	}
	rig.pair = p;
}

static void
rig_free(void)
{
	unsigned int i;

	for (i = 0; i < rig.pair->nb_queues; i++) {
		free(rig.pair->queue[i].sq);
		free(rig.pair->queue[i].cq);
		free(rig.pair->queue[i].slot_op);
	}
	free(rig.pair->ring);
	free(rig.pair);
}

/* Enqueue nb ops with consecutive op pointers; returns how many went in. */
static uint32_t
push(unsigned int queue, uint32_t nb, uintptr_t first_op)
{
	struct hisi_qm_pair *p = rig.pair;
	struct hisi_qm_queue *q = &p->queue[queue];
	struct hisi_qm_in in = hisi_qm_in(p, 0);
	uint32_t i, n = hisi_qm_enqueue_begin(p, nb);

	for (i = 0; i < n; i++) {
		memset(hisi_qm_slot(q, SQE), 0x40 + queue, SQE);
		hisi_qm_one_hw(&in, queue, SQE, (void *)(first_op + i),
			       0x1234);
	}
	assert_int_equal(hisi_qm_enqueue_end(&in), n);
	return n;
}

/* The device completes a slot: entry written as bytes, phase last. */
static void
complete(unsigned int queue, uint32_t slot)
{
	struct hisi_qm_queue *q = &rig.pair->queue[queue];
	uint8_t *cqe = (uint8_t *)&q->cq[rig.cq_tail[queue]];
	unsigned int unrung;

	cqe[8] = slot & 0xff;
	cqe[9] = slot >> 8;
	cqe[10] = q->qn & 0xff;
	cqe[11] = q->qn >> 8;
	cqe[14] = rig.cq_phase[queue];
	if (++rig.cq_tail[queue] == q->cq_depth) {
		rig.cq_tail[queue] = 0;
		rig.cq_phase[queue] ^= 1;
	}
	rig.cqes[queue]++;
	/* Entries the device may not write over. */
	unrung = (rig.cq_tail[queue] + q->cq_depth -
		  (uint32_t)rig.last_db[queue][1]) % q->cq_depth;
	if (unrung > rig.max_unrung)
		rig.max_unrung = unrung;
}

static void *
on_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index)
{
	assert_ptr_equal(arg, &rig);
	assert_int_equal(((const uint8_t *)sqe)[0],
			 0x40 + HISI_GET(HISI_QM_ENTRY_QUEUE, e->flags));
	assert_int_equal(hisi_qm_entry_aux(e), 0x1234);
	rig.done_index[rig.done++ % 4096] = index;
	return e->op;
}

/* Every seventh op is left to on_done(). */
static bool
on_quick(const void *sqe, const struct hisi_qm_entry *e)
{
	if ((uintptr_t)e->op % 7 == 3)
		return false;
	assert_int_equal(((const uint8_t *)sqe)[0],
			 0x40 + HISI_GET(HISI_QM_ENTRY_QUEUE, e->flags));
	assert_int_equal(hisi_qm_entry_aux(e), 0x1234);
	rig.done_index[rig.done++ % 4096] = e - rig.pair->ring;
	return true;
}

/* Whether pull() tries the quick way before the general one. */
static bool quick;

static int
quick_on(void **state)
{
	(void)state;
	quick = true;
	return 0;
}

static int
quick_off(void **state)
{
	(void)state;
	quick = false;
	return 0;
}

static uint16_t
pull(void **ops, uint16_t nb)
{
	struct hisi_qm_pair *p = rig.pair;
	struct hisi_qm_out out;
	uint32_t i;

	if (!hisi_qm_dequeue_begin(p, &out, ops, nb))
		return 0;
	for (i = 0; quick && i < p->nb_queues; i++)
		hisi_qm_scan_quick(&p->queue[i], &out, SQE, nb - out.n,
				   on_quick);
	for (i = 0; i < p->nb_queues; i++)
		hisi_qm_scan(&p->queue[i], &out, SQE, nb - out.n, on_done,
			     &rig);
	return hisi_qm_dequeue_end(&out);
}

static void
in_order_laps(void **state)
{
	uintptr_t op = 1, want = 1;
	uint32_t slot = 0, n, i;
	void *ops[64];

	(void)state;
	rig_make(1, 128, 95);
	while (want < 20000) {
		n = push(0, 40, op);
		assert_int_equal(n, 40);
		op += n;
		for (i = 0; i < n; i++) {
			complete(0, slot);
			slot = (slot + 1) % 128;
		}
		assert_int_equal(pull(ops, 64), n);
		for (i = 0; i < n; i++)
			assert_int_equal((uintptr_t)ops[i], want++);
	}
	/* One SQ doorbell per burst, at most one CQ doorbell per 32. */
	assert_int_equal(rig.nb_db[0][0], op / 40);
	assert_true(rig.nb_db[0][1] <= rig.cqes[0] / HISI_QM_CQ_PACE);
	assert_int_equal(rig.last_db[0][0], slot);
	/* 40 at a time are more than the pace: all were given back. */
	assert_int_equal(rig.last_db[0][1], rig.cq_tail[0]);
	assert_int_equal(rig.pair->queue[0].cqe_errors, 0);
	rig_free();
}

/* Full means full: not one more op, and no CQ entry is ever in danger. */
static void
full(void **state)
{
	uint32_t slot = 0, i;
	void *ops[512];
	int lap;

	(void)state;
	rig_make(1, 128, 128 - 1 - HISI_QM_CQ_PACE);
	for (lap = 0; lap < 50; lap++) {
		assert_int_equal(push(0, 200, 1), 95);
		assert_int_equal(push(0, 1, 1), 0);
		for (i = 0; i < 95; i++) {
			complete(0, slot);
			slot = (slot + 1) % 128;
		}
		assert_int_equal(push(0, 1, 1), 0);
		assert_int_equal(pull(ops, 10), 10);
		assert_int_equal(push(0, 20, 1), 10);
		for (i = 0; i < 10; i++) {
			complete(0, slot);
			slot = (slot + 1) % 128;
		}
		assert_int_equal(pull(ops, 512), 95);
	}
	assert_true(rig.max_unrung < 128);
	assert_true(rig.max_unrung > 90);
	rig_free();
}

/* Completions in reverse and in two queues: ops come out in order. */
static void
out_of_order(void **state)
{
	uint32_t base = 0, i;
	void *ops[64];
	int lap;

	(void)state;
	rig_make(2, 128, 64);
	for (lap = 0; lap < 100; lap++) {
		for (i = 0; i < 20; i++)
			assert_int_equal(push(i & 1, 1, 100 + i), 1);
		for (i = 9; i > 0; i--) {
			complete(1, (base + i) % 128);
			complete(0, (base + i) % 128);
		}
		assert_int_equal(pull(ops, 64), 0);
		complete(1, base);
		assert_int_equal(pull(ops, 64), 0);
		complete(0, base);
		assert_int_equal(pull(ops, 64), 20);
		for (i = 0; i < 20; i++)
			assert_int_equal((uintptr_t)ops[i], 100 + i);
		base = (base + 10) % 128;
	}
	rig_free();
}

/* Ops finished in software ride between those in hardware. */
static void
software_ops(void **state)
{
	struct hisi_qm_in in;
	void *ops[8];

	(void)state;
	rig_make(1, 128, 64);
	assert_int_equal(push(0, 1, 1), 1);
	assert_int_equal(hisi_qm_enqueue_begin(rig.pair, 2), 2);
	in = hisi_qm_in(rig.pair, 0);
	hisi_qm_one_done(&in, (void *)2);
	hisi_qm_one_done(&in, (void *)3);
	assert_int_equal(hisi_qm_enqueue_end(&in), 2);
	assert_int_equal(rig.nb_db[0][0], 1);
	assert_int_equal(pull(ops, 8), 0);
	complete(0, 0);
	assert_int_equal(pull(ops, 2), 2);
	assert_int_equal((uintptr_t)ops[0], 1);
	assert_int_equal((uintptr_t)ops[1], 2);
	assert_int_equal(pull(ops, 8), 1);
	assert_int_equal((uintptr_t)ops[0], 3);
	rig_free();
}

/* Entries of the last lap have the old phase: nothing may be taken. */
static void
stale_phase(void **state)
{
	void *ops[8];
	uint32_t i;

	(void)state;
	rig_make(1, 64, 31);
	for (i = 0; i < 64; i++) {
		assert_int_equal(push(0, 1, 1), 1);
		complete(0, i);
		assert_int_equal(pull(ops, 8), 1);
	}
	/* Whole CQ holds phase 1; the second lap has phase 0. */
	assert_int_equal(push(0, 1, 1), 1);
	assert_int_equal(pull(ops, 8), 0);
	complete(0, 0);
	assert_int_equal(pull(ops, 8), 1);
	rig_free();
}

/* Completions that name no op in flight: counted, nothing else. */
static void
strays(void **state)
{
	void *ops[8];

	(void)state;
	rig_make(1, 128, 64);
	assert_int_equal(push(0, 2, 1), 2);
	complete(0, 500);  /* beyond the ring */
	complete(0, 7);    /* not in flight */
	complete(0, 0);
	complete(0, 0);    /* twice */
	assert_int_equal(pull(ops, 8), 1);
	assert_int_equal(rig.pair->queue[0].cqe_errors, 3);
	complete(0, 1);
	assert_int_equal(pull(ops, 8), 1);
	assert_int_equal(rig.done, 2);
	rig_free();
}

/* The counters run over 32 bits, slots up to 65534. */
static void
edges(void **state)
{
	const uint32_t depth = 65535;
	uint32_t slot, i, n;
	void *ops[64];
	int lap;

	(void)state;
	rig_make(1, depth, 4000);
	rig.pair->tail = UINT32_MAX - 100;
	rig.pair->head = UINT32_MAX - 100;
	rig.pair->head_seen = UINT32_MAX - 100;
	slot = depth - 70;
	rig.pair->queue[0].tail = slot;
	rig.pair->queue[0].rung = slot;
	for (lap = 0; lap < 10; lap++) {
		n = push(0, 40, 1);
		assert_int_equal(n, 40);
		for (i = 0; i < n; i++) {
			complete(0, slot);
			slot = (slot + 1) % depth;
		}
		assert_int_equal(rig.last_db[0][0], slot);
		assert_int_equal(pull(ops, 64), 40);
	}
	assert_true(rig.pair->tail < 1000);
	rig_free();
}

static void
dead_queue(void **state)
{
	(void)state;
	rig_make(1, 128, 64);
	assert_int_equal(push(0, 1, 1), 1);
	rig.status[0][1] = 1; /* TX: accept nothing more */
	assert_true(hisi_qm_dead(rig.pair));
	assert_int_equal(push(0, 1, 1), 0);
	rig_free();
}

static void
foreign_process(void **state)
{
	void *ops[8];

	(void)state;
	rig_make(1, 128, 64);
	assert_int_equal(push(0, 1, 1), 1);
	rig.pair->owner ^= 1;
	assert_int_equal(push(0, 1, 1), 0);
	complete(0, 0);
	assert_int_equal(pull(ops, 8), 0);
	rig.pair->owner ^= 1;
	assert_int_equal(pull(ops, 8), 1);
	rig_free();
}

/* One thread enqueues, one is the device, one dequeues. */
#define SPSC_OPS 300000

static uint64_t spsc_db;

static void
spsc_call(void *arg, uint64_t v)
{
	(void)arg;
	if ((v >> 12 & 0xf) == 0)
		__atomic_store_n(&spsc_db, v >> 32 & 0xffff,
				 __ATOMIC_RELEASE);
}

static void *
spsc_producer(void *arg)
{
	uintptr_t op = 1;

	(void)arg;
	while (op <= SPSC_OPS) {
		uint16_t n = push(0, RTE_MIN(32U, SPSC_OPS + 1 - op), op);

		op += n;
		/* Let the others work where there are fewer cores. */
		if (n == 0)
			sched_yield();
	}
	return NULL;
}

static void *
spsc_device(void *arg)
{
	struct hisi_qm_queue *q = &rig.pair->queue[0];
	uint32_t head = 0, done = 0, tail = 0, phase = 1;

	(void)arg;
	while (done < SPSC_OPS) {
		uint64_t db = __atomic_load_n(&spsc_db, __ATOMIC_ACQUIRE);

		if (head == db)
			sched_yield();
		for (; head != db; done++) {
			__atomic_store_n((uint64_t *)&q->cq[tail].w2,
					 (uint64_t)head |
					 (uint64_t)phase << 48,
					 __ATOMIC_RELEASE);
			head = (head + 1) % q->sq_depth;
			if (++tail == q->cq_depth) {
				tail = 0;
				phase ^= 1;
			}
		}
	}
	return NULL;
}

static void
spsc(void **state)
{
	pthread_t producer, device;
	uintptr_t want = 1;
	void *ops[32];
	uint16_t n, i;

	(void)state;
	rig_make(1, 256, 256 - 1 - HISI_QM_CQ_PACE);
	rig.pair->queue[0].db_call = spsc_call;
	spsc_db = 0;
	assert_int_equal(pthread_create(&device, NULL, spsc_device, NULL), 0);
	assert_int_equal(pthread_create(&producer, NULL, spsc_producer, NULL),
			 0);
	while (want <= SPSC_OPS) {
		n = pull(ops, 32);
		if (n == 0)
			sched_yield();
		for (i = 0; i < n; i++)
			assert_int_equal((uintptr_t)ops[i], want++);
	}
	pthread_join(producer, NULL);
	pthread_join(device, NULL);
	assert_int_equal(rig.pair->queue[0].cqe_errors, 0);
	rig_free();
}

/* A test whose completions are taken in the quick way where it will do. */
#define QUICK_TEST(f) { #f "_quick", f, quick_on, quick_off, NULL }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order_laps), cmocka_unit_test(full),
		cmocka_unit_test(out_of_order),
		cmocka_unit_test(software_ops),
		cmocka_unit_test(stale_phase), cmocka_unit_test(strays),
		cmocka_unit_test(edges), cmocka_unit_test(dead_queue),
		cmocka_unit_test(foreign_process), cmocka_unit_test(spsc),
		QUICK_TEST(in_order_laps), QUICK_TEST(full),
		QUICK_TEST(out_of_order), QUICK_TEST(software_ops),
		QUICK_TEST(stale_phase), QUICK_TEST(strays),
		QUICK_TEST(edges), QUICK_TEST(spsc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
