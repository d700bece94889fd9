/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Faults of the device under crypto_hisi_hpre: every accepted op comes back
 * once, a failed one has an error status, and its output was not written.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <cryptodev_pmd.h>
#include <rte_cryptodev.h>
#include <hisi_qm_ring.h>

#include "hpre_queue.h"

static void
inject(enum hisi_model_fault_kind kind, uint32_t skip, uint32_t count,
       uint32_t value)
{
	const struct hisi_model_fault f = { kind, skip, count, value };

	assert_int_equal(hisi_model_inject(func_model("hisi_hpre"), &f), 0);
}

static void
clear(void)
{
	hisi_model_inject_clear(func_model("hisi_hpre"));
}

/* The pair died: it takes nothing and says so; a new one works. */
static void
dead_then_new(void)
{
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 64 };

	clear();
	hq_make_hw(1);
	assert_int_equal(hq_send(0, 1), 0);
	assert_int_equal(hq_ops[0]->status, RTE_CRYPTO_OP_STATUS_ERROR);
	hq_ops[0]->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	rte_cryptodev_stop(hq_dev.id);
	assert_int_equal(rte_cryptodev_queue_pair_setup(hq_dev.id, 0, &qp,
			SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(hq_dev.id), 0);
	assert_int_equal(hq_send(0, 1), 1);
	hq_take(0, 1);
	assert_int_equal(hq_check(1), 0);
}

/*
 * One queue of the pair dies with its last op in flight: only that op fails,
 * and enqueue notices.
 */
static void
one_queue_dies(void **state)
{
	const struct hisi_qm_qp *qp;
	unsigned int dead, i;

	(void)state;
	hq_open("device=model", 1, 64);
	for (dead = 0; dead < 2; dead++) {
		qp = rte_cryptodevs[hq_dev.id].data->queue_pairs[0];
		hq_make_hw(10);
		inject(HISI_MODEL_FAULT_LOST_CQE, 8 + dead, 1, 0);
		for (i = 0; i < 10; i++)
			assert_int_equal(hq_send(i, 1), 1);
		hq_jobs[8 + dead].executed = true;
		hisi_model_kill(qp->pair->queue[dead].provider_q);
		hq_take(0, 10);
		assert_int_equal(hq_ops[8 + dead]->status,
				 RTE_CRYPTO_OP_STATUS_ERROR);
		assert_int_equal(hq_check(10), 1);
		dead_then_new();
	}
	hq_close();
}

/*
 * done has to be 3 and both error fields 0: all else is a failure (3.5). An
 * injected code has etype in bits 10:0, etype1 and done where word 0 has them.
 */
static void
error_words(void **state)
{
	unsigned int bit;

	(void)state;
	hq_open("device=model", 1, 64);
	for (bit = 0; bit < 32; bit++) {
		if (bit >= 11 && bit < 16)
			continue;
		hq_make_hw(4);
		inject(HISI_MODEL_FAULT_ERROR, 0, 4, 1U << bit);
		assert_int_equal(hq_send(0, 4), 4);
		hq_take(0, 4);
		clear();
		assert_int_equal(hq_check(4), 4);
	}
	hq_close();
}

/* So many fail as were hit, no more, and the queue goes on. */
static void
some_fail(void **state)
{
	static const enum hisi_model_fault_kind kinds[] = {
		HISI_MODEL_FAULT_ERROR, HISI_MODEL_FAULT_MEMORY };
	unsigned int i, count, bads;
	struct rte_cryptodev_stats s;

	(void)state;
	hq_open("device=model", 1, 256);
	for (i = 0; i < RTE_DIM(kinds); i++) {
		rte_cryptodev_stats_reset(hq_dev.id);
		bads = hq_make(100);
		count = func_range(1, 30);
		inject(kinds[i], func_range(0, 20), count, 0);
		assert_int_equal(hq_send(0, 100), 100);
		hq_take(0, 100);
		assert_int_equal(rte_cryptodev_stats_get(hq_dev.id, &s), 0);
		assert_int_equal(s.enqueued_count, 100);
		assert_int_equal(s.dequeued_count, 100);
		assert_int_equal(s.enqueue_err_count, bads);
		assert_int_equal(s.dequeue_err_count, count);
		assert_int_equal(hq_check(100), count);
		clear();
	}
	hq_close();
}

/* The same completion again names no op in flight. */
static void
double_cqe(void **state)
{
	(void)state;
	hq_open("device=model", 1, 256);
	hq_make_hw(50);
	inject(HISI_MODEL_FAULT_DOUBLE_CQE, 3, 20, 0);
	assert_int_equal(hq_send(0, 50), 50);
	hq_take(0, 50);
	hq_empty();
	assert_int_equal(hq_check(50), 0);
	hq_close();
}

/* An op that never completes holds back all ops behind it until the reset. */
static void
lost_cqe(void **state)
{
	unsigned int got;

	(void)state;
	hq_open("device=model", 1, 256);
	hq_make_hw(40);
	hq_let_executed(40);
	inject(HISI_MODEL_FAULT_LOST_CQE, 5, 1, 0);
	assert_int_equal(hq_send(0, 40), 40);
	got = rte_cryptodev_dequeue_burst(hq_dev.id, 0, hq_back, 40);
	/* The sixth descriptor of the RSA queue: every other op is on it. */
	assert_int_equal(got, 10);
	hq_empty();
	hisi_model_reset(func_model("hisi_hpre"));
	hq_take(got, 40 - got);
	hq_empty();
	assert_int_equal(hq_check(40), 1);
	dead_then_new();
	hq_close();
}

/* A completion for a slot that has no op, or another's. */
static void
wrong_slot(void **state)
{
	static const uint32_t slots[] = { 1000, 0xffff, 2 };
	unsigned int i, got;

	(void)state;
	for (i = 0; i < RTE_DIM(slots); i++) {
		hq_open("device=model", 1, 256);
		hq_make_hw(20);
		hq_let_executed(20);
		inject(HISI_MODEL_FAULT_SQ_HEAD, 4, 1, slots[i]);
		assert_int_equal(hq_send(0, 20), 20);
		got = rte_cryptodev_dequeue_burst(hq_dev.id, 0, hq_back, 20);
		assert_in_range(got, 0, 19);
		hisi_model_reset(func_model("hisi_hpre"));
		hq_take(got, 20 - got);
		hq_empty();
		assert_int_equal(hq_check(20), 1);
		dead_then_new();
		hq_close();
	}
}

/* The next doorbell announces the descriptors of a lost one too. */
static void
lost_doorbell(void **state)
{
	(void)state;
	hq_open("device=model", 1, 256);
	hq_make_hw(30);
	/* Both queues'. */
	inject(HISI_MODEL_FAULT_LOST_DOORBELL, 0, 2, 0);
	assert_int_equal(hq_send(0, 20), 20);
	hq_empty();
	assert_int_equal(hq_send(20, 10), 10);
	hq_take(0, 30);
	assert_int_equal(hq_check(30), 0);
	hq_close();
}

/* A reset in the middle: what was done is good, the rest failed. */
static void
reset(void **state)
{
	static const char *const args[] = { "device=model",
		"device=model,mode=thread,threads=2,unordered=1" };
	unsigned int i, errors;

	(void)state;
	for (i = 0; i < RTE_DIM(args); i++) {
		hq_open(args[i], 1, 256);
		hq_make_hw(100);
		hq_let_executed(100);
		inject(HISI_MODEL_FAULT_RESET, 30, 1, 0);
		assert_int_equal(hq_send(0, 100), 100);
		hq_take(0, 100);
		hq_empty();
		errors = hq_check(100);
		assert_in_range(errors, 1, 100);
		/* Inline, 30 descriptors were executed before. */
		if (i == 0)
			assert_int_equal(errors, 70);
		dead_then_new();
		hq_close();
	}
}

static void
stall(void **state)
{
	(void)state;
	hq_open("device=model,mode=thread", 1, 256);
	hq_make_hw(30);
	inject(HISI_MODEL_FAULT_STALL, 0, 1, 0);
	assert_int_equal(hq_send(0, 30), 30);
	hq_empty();
	clear();
	hq_take(0, 30);
	assert_int_equal(hq_check(30), 0);
	hq_close();
}

#define T(f) cmocka_unit_test_setup(f, hq_closed)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		T(one_queue_dies), T(error_words), T(some_fail), T(double_cqe),
		T(lost_cqe), T(wrong_slot), T(lost_doorbell), T(reset),
		T(stall),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, hq_setup,
							   hq_teardown));
}
