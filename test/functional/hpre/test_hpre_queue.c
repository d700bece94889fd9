/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Accounting of crypto_hisi_hpre: every accepted op comes back once, in order,
 * with a truthful status.
 */

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <rte_cryptodev.h>

#include "hpre_queue.h"

/*
 * Results of both queues wait, and dequeue is asked for fewer: it writes no
 * more pointers than that.
 */
static void
few_at_a_time(void **state)
{
	struct rte_crypto_op *got[64];
	unsigned int few, n, i, k;

	(void)state;
	hq_open("device=model", 1, 256);
	for (few = 1; few <= 9; few++) {
		hq_make_hw(40);
		assert_int_equal(hq_send(0, 40), 40);
		for (n = 0; n < 40; n += k) {
			memset(got, 0x5a, sizeof(got));
			k = rte_cryptodev_dequeue_burst(hq_dev.id, 0, got, few);
			assert_true(k <= few);
			for (i = 0; i < k; i++)
				hq_back[n + i] = got[i];
			for (i = few; i < RTE_DIM(got); i++)
				assert_int_equal((uintptr_t)got[i],
						 0x5a5a5a5a5a5a5a5aULL);
		}
		hq_empty();
		assert_int_equal(hq_check(40), 0);
	}
	hq_close();
}

static void
bursts(void **state)
{
	unsigned int n;

	(void)state;
	hq_open("device=model", 1, 512);
	for (n = 1; n <= 256; n++) {
		hq_make(n);
		assert_int_equal(hq_send(0, n), n);
		hq_take(0, n);
		hq_empty();
		assert_int_equal(hq_check(n), 0);
	}
	hq_close();
}

/* Results of one queue wait for those of the other. */
static void
order(void **state)
{
	unsigned int n;

	(void)state;
	hq_open("device=model,mode=thread,threads=4,unordered=1", 1, 256);
	for (n = 0; n < func_cases(300) + 3; n++) {
		hq_make(100);
		assert_int_equal(hq_send(0, 100), 100);
		hq_take(0, 100);
		assert_int_equal(hq_check(100), 0);
	}
	hq_close();
}

/* The prefix that fits is taken, the rest is left alone. */
static void
full(void **state)
{
	unsigned int i, sent, limit = 20;

	(void)state;
	hq_open("device=model", 1, limit);
	hq_make(64);
	assert_int_equal(hq_send(0, 64), limit);
	assert_int_equal(hq_send(limit, 64 - limit), 0);
	for (i = limit; i < 64; i++)
		assert_int_equal(hq_ops[i]->status,
				 RTE_CRYPTO_OP_STATUS_NOT_PROCESSED);
	hq_take(0, 3);
	assert_int_equal(hq_send(limit, 64 - limit), 3);
	for (sent = limit + 3, i = 3; i < 64; ) {
		sent += hq_send(sent, 64 - sent);
		hq_take(i, RTE_MIN(sent - i, 7U));
		i += RTE_MIN(sent - i, 7U);
	}
	hq_empty();
	assert_int_equal(hq_check(64), 0);
	hq_close();
}

/* The rings wrap many times. */
static void
wrap(void **state)
{
	unsigned int n, sent = 0, got;

	(void)state;
	hq_open("device=model", 1, 2048);
	for (got = 0; got < 5000; got += n) {
		n = func_range(1, 256);
		hq_make_hw(n);
		sent = hq_send(0, n);
		assert_int_equal(sent, n);
		hq_take(0, n);
		assert_int_equal(hq_check(n), 0);
	}
	hq_close();
}

static void
null_op(void **state)
{
	(void)state;
	hq_open("device=model", 1, 64);
	hq_make(5);
	hq_back[0] = hq_ops[3];
	hq_ops[3] = NULL;
	assert_int_equal(hq_send(0, 5), 3);
	hq_ops[3] = hq_back[0];
	assert_int_equal(hq_send(3, 2), 2);
	hq_take(0, 5);
	assert_int_equal(hq_check(5), 0);
	hq_close();
}

/* Ops in flight survive a stop; a pair that has some is not set up again. */
static void
stop_start(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1,
		.socket_id = SOCKET_ID_ANY };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 128 };

	(void)state;
	hq_open("device=model,mode=thread", 2, 256);
	hq_make(60);
	assert_int_equal(hq_send(0, 50), 50);
	rte_cryptodev_stop(hq_dev.id);
	assert_true(rte_cryptodev_queue_pair_setup(hq_dev.id, 0, &qp,
						   SOCKET_ID_ANY) < 0);
	assert_int_equal(rte_cryptodev_start(hq_dev.id), 0);
	assert_int_equal(hq_send(50, 10), 10);
	hq_take(0, 60);
	assert_int_equal(hq_check(60), 0);
	rte_cryptodev_stop(hq_dev.id);
	/* Fewer, then more pairs. */
	for (; config.nb_queue_pairs < 4; config.nb_queue_pairs += 2) {
		assert_int_equal(rte_cryptodev_configure(hq_dev.id, &config), 0);
		assert_int_equal(rte_cryptodev_queue_pair_setup(hq_dev.id, 0,
				&qp, SOCKET_ID_ANY), 0);
		assert_int_equal(rte_cryptodev_start(hq_dev.id), 0);
		hq_make(20);
		assert_int_equal(hq_send(0, 20), 20);
		hq_take(0, 20);
		assert_int_equal(hq_check(20), 0);
		rte_cryptodev_stop(hq_dev.id);
	}
	assert_int_equal(rte_cryptodev_start(hq_dev.id), 0);
	hq_close();
}

/* A second thread that only dequeues. */
static void *
dequeuer(void *arg)
{
	hq_take(0, *(unsigned int *)arg);
	return NULL;
}

static void
two_threads(void **state)
{
	unsigned int round, n = HQ_MAX_JOBS, sent;
	pthread_t other;

	(void)state;
	hq_open("device=model,mode=thread,threads=2,unordered=1", 1, 64);
	for (round = 0; round < func_cases(100) + 2; round++) {
		hq_make(n);
		assert_int_equal(pthread_create(&other, NULL, dequeuer, &n),
				 0);
		for (sent = 0; sent < n; )
			sent += hq_send(sent, RTE_MIN(n - sent, 16U));
		pthread_join(other, NULL);
		assert_int_equal(hq_check(n), 0);
	}
	hq_close();
}

/* Sessions of another device, none at all, and what is no asymmetric op. */
static void
wrong_ops(void **state)
{
	(void)state;
	hq_open("device=model", 1, 64);
	hq_make_hw(4);
	hq_ops[0]->asym->session = NULL;
	hq_ops[1]->type = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	hq_ops[2]->sess_type = RTE_CRYPTO_OP_SECURITY_SESSION;
	hq_ops[3]->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	hq_ops[3]->asym->xform = NULL;
	hq_jobs[0].want = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
	hq_jobs[1].want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	hq_jobs[2].want = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
	hq_jobs[3].want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	assert_int_equal(hq_send(0, 4), 4);
	hq_take(0, 4);
	hq_ops[1]->type = RTE_CRYPTO_OP_TYPE_ASYMMETRIC;
	assert_int_equal(hq_check(4), 0);
	hq_close();
}

#define T(f) cmocka_unit_test_setup(f, hq_closed)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		T(few_at_a_time), T(bursts), T(order), T(full), T(wrap),
		T(null_op), T(stop_start), T(two_threads), T(wrong_ops),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, hq_setup,
							   hq_teardown));
}
