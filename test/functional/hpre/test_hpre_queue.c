/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Accounting of crypto_hisi_hpre: whatever the device does, every accepted op
 * comes back once, in order, with a truthful status and nothing written where
 * it failed.
 */

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <rte_cycles.h>
#include <rte_pause.h>

#include <hisi_qm_ring.h>

#include "asym.h"
#include "rsa_key.h"

static struct asym_dev dev;
static bool dev_open;
static struct rsa_key *key;
static void *rsa_session, *ecdh_session;

/* A key pair of P-256 (RFC 6979, A.2.5). */
static const uint8_t ec_d[] = {
	0xc9, 0xaf, 0xa9, 0xd8, 0x45, 0xba, 0x75, 0x16, 0x6b, 0x5c, 0x21,
	0x57, 0x67, 0xb1, 0xd6, 0x93, 0x4e, 0x50, 0xc3, 0xdb, 0x36, 0xe8,
	0x9b, 0x12, 0x7b, 0x8a, 0x62, 0x2b, 0x12, 0x0f, 0x67, 0x21,
};
static const uint8_t ec_x[] = {
	0x60, 0xfe, 0xd4, 0xba, 0x25, 0x5a, 0x9d, 0x31, 0xc9, 0x61, 0xeb,
	0x74, 0xc6, 0x35, 0x6d, 0x68, 0xc0, 0x49, 0xb8, 0x92, 0x3b, 0x61,
	0xfa, 0x6c, 0xe6, 0x69, 0x62, 0x2e, 0x60, 0xf2, 0x9f, 0xb6,
};
static const uint8_t ec_y[] = {
	0x79, 0x03, 0xfe, 0x10, 0x08, 0xb8, 0xbc, 0x99, 0xa4, 0x1a, 0xe9,
	0xe9, 0x56, 0x28, 0xbc, 0x64, 0xf2, 0xf1, 0xb2, 0x0c, 0x2d, 0x7e,
	0x9f, 0x51, 0x77, 0xa3, 0xc2, 0x94, 0xd4, 0x46, 0x22, 0x99,
};

static void
open_device(const char *args, uint16_t nb_qps, uint32_t nb_desc)
{
	struct rte_crypto_asym_xform x;

	asym_open(&dev, args, nb_qps, nb_desc);
	dev_open = true;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	rsa_session = asym_session_new(&dev, &x);
	memset(&x, 0, sizeof(x));
	x.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH;
	x.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1;
	ecdh_session = asym_session_new(&dev, &x);
	assert_true(rsa_session != NULL && ecdh_session != NULL);
}

static void
close_device(void)
{
	rte_cryptodev_asym_session_free(dev.id, rsa_session);
	rte_cryptodev_asym_session_free(dev.id, ecdh_session);
	asym_close(&dev);
	dev_open = false;
}

/* After a failed test ops may be gone; the process has no other use for the
 * device, and no other for the tests that follow.
 */
static int
closed(void **state)
{
	(void)state;
	if (dev_open)
		printf("test_hpre_queue: a failed test left its device open\n");
	return dev_open ? -1 : 0;
}

/* Queue of RSA. */
static void
on_rsa(struct asym_job *job)
{
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t in[128], want[128];

	asym_job_init(job, &dev, "RSA");
	rsa = &job->op->asym->rsa;
	asym_session_use(job, rsa_session);
	func_fill(in, sizeof(in));
	in[0] = 0;
	rsa_key_public(key, in, sizeof(in), want);
	rsa->op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	asym_in(job, &rsa->message, in, sizeof(in));
	asym_out(job, &rsa->cipher, sizeof(want), want, sizeof(want));
}

/* Queue of curves. */
static void
on_ecc(struct asym_job *job)
{
	struct rte_crypto_ecdh_op_param *ec;

	asym_job_init(job, &dev, "ECDH");
	ec = &job->op->asym->ecdh;
	asym_session_use(job, ecdh_session);
	ec->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	asym_in(job, &ec->priv_key, ec_d, sizeof(ec_d));
	asym_out(job, &ec->pub_key.x, 32, ec_x, 32);
	asym_out(job, &ec->pub_key.y, 32, ec_y, 32);
}

/* No queue: done while enqueued. */
static void
on_none(struct asym_job *job)
{
	struct rte_crypto_ecdh_op_param *ec;

	asym_job_init(job, &dev, "ECDH point check");
	ec = &job->op->asym->ecdh;
	asym_session_use(job, ecdh_session);
	ec->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY;
	asym_in(job, &ec->pub_key.x, ec_x, 32);
	asym_in(job, &ec->pub_key.y, ec_y, 32);
}

/* No queue: refused. */
static void
bad(struct asym_job *job)
{
	struct rte_crypto_rsa_op_param *rsa;

	asym_job_init(job, &dev, "RSA above the modulus");
	rsa = &job->op->asym->rsa;
	asym_session_use(job, rsa_session);
	rsa->op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	asym_in(job, &rsa->message, key->n.bytes, key->n.len);
	asym_out(job, &rsa->cipher, 128, NULL, 0);
	job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
}

#define MAX_JOBS 600
static struct asym_job jobs[MAX_JOBS];
static struct rte_crypto_op *ops[MAX_JOBS], *back[MAX_JOBS];

/* Jobs for both queues and none, in any order. @return those that are bad */
static unsigned int
make(unsigned int nb)
{
	unsigned int i, n = 0;

	for (i = 0; i < nb; i++) {
		switch (func_random() % 8) {
		case 0:
			on_none(&jobs[i]);
			break;
		case 1:
			bad(&jobs[i]);
			n++;
			break;
		case 2:
		case 3:
			on_ecc(&jobs[i]);
			break;
		default:
			on_rsa(&jobs[i]);
		}
		ops[i] = jobs[i].op;
	}
	return n;
}

/* Jobs for the device only, alternating. */
static void
make_hw(unsigned int nb)
{
	unsigned int i;

	for (i = 0; i < nb; i++) {
		if (i % 2)
			on_ecc(&jobs[i]);
		else
			on_rsa(&jobs[i]);
		ops[i] = jobs[i].op;
	}
}

static uint16_t
send(unsigned int from, unsigned int nb)
{
	return rte_cryptodev_enqueue_burst(dev.id, 0, &ops[from], nb);
}

/* Results of ops whose completion gets lost may be there. */
static void
let_executed(unsigned int nb)
{
	unsigned int i;

	for (i = 0; i < nb; i++)
		jobs[i].executed = true;
}

/* Take nb ops back, waiting for those that work in threads. */
static void
take(unsigned int from, unsigned int nb)
{
	uint64_t end = rte_get_timer_cycles() + 20 * rte_get_timer_hz();
	unsigned int n = 0;

	while (n < nb) {
		n += rte_cryptodev_dequeue_burst(dev.id, 0, &back[from + n],
						 RTE_MIN(nb - n, 64U));
		if (rte_get_timer_cycles() > end)
			fail_msg("%u of %u ops came back", n, nb);
	}
}

/* Nothing more comes. */
static void
empty(void)
{
	struct rte_crypto_op *op;
	int i;

	for (i = 0; i < 100; i++)
		assert_int_equal(rte_cryptodev_dequeue_burst(dev.id, 0, &op,
							     1), 0);
}

/* Ops are back in order; those with an error are allowed to have one, all
 * others are right. @return ops with an error that they did not deserve
 */
static unsigned int
check(unsigned int nb)
{
	unsigned int i, errors = 0;
	const char *why;

	for (i = 0; i < nb; i++) {
		assert_ptr_equal(back[i], jobs[i].op);
		if (jobs[i].op->status == RTE_CRYPTO_OP_STATUS_ERROR) {
			errors++;
			jobs[i].want = RTE_CRYPTO_OP_STATUS_ERROR;
		}
		why = asym_job_check(&jobs[i]);
		if (why != NULL)
			fail_msg("%s %u: %s", jobs[i].kind, i, why);
		assert_true(asym_job_free(&jobs[i], &dev));
	}
	return errors;
}

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
	make_hw(1);
	assert_int_equal(send(0, 1), 0);
	assert_int_equal(ops[0]->status, RTE_CRYPTO_OP_STATUS_ERROR);
	ops[0]->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	rte_cryptodev_stop(dev.id);
	assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0, &qp,
			SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(dev.id), 0);
	assert_int_equal(send(0, 1), 1);
	take(0, 1);
	assert_int_equal(check(1), 0);
}

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
	open_device("device=model", 1, 256);
	for (few = 1; few <= 9; few++) {
		make_hw(40);
		assert_int_equal(send(0, 40), 40);
		for (n = 0; n < 40; n += k) {
			memset(got, 0x5a, sizeof(got));
			k = rte_cryptodev_dequeue_burst(dev.id, 0, got, few);
			assert_true(k <= few);
			for (i = 0; i < k; i++)
				back[n + i] = got[i];
			for (i = few; i < RTE_DIM(got); i++)
				assert_int_equal((uintptr_t)got[i],
						 0x5a5a5a5a5a5a5a5aULL);
		}
		empty();
		assert_int_equal(check(40), 0);
	}
	close_device();
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
	open_device("device=model", 1, 64);
	for (dead = 0; dead < 2; dead++) {
		qp = rte_cryptodevs[dev.id].data->queue_pairs[0];
		make_hw(10);
		inject(HISI_MODEL_FAULT_LOST_CQE, 8 + dead, 1, 0);
		for (i = 0; i < 10; i++)
			assert_int_equal(send(i, 1), 1);
		jobs[8 + dead].executed = true;
		hisi_model_kill(qp->pair->queue[dead].provider_q);
		take(0, 10);
		assert_int_equal(ops[8 + dead]->status,
				 RTE_CRYPTO_OP_STATUS_ERROR);
		assert_int_equal(check(10), 1);
		dead_then_new();
	}
	close_device();
}

static void
bursts(void **state)
{
	unsigned int n;

	(void)state;
	open_device("device=model", 1, 512);
	for (n = 1; n <= 256; n++) {
		make(n);
		assert_int_equal(send(0, n), n);
		take(0, n);
		empty();
		assert_int_equal(check(n), 0);
	}
	close_device();
}

/* Results of one queue wait for those of the other. */
static void
order(void **state)
{
	unsigned int n;

	(void)state;
	open_device("device=model,mode=thread,threads=4,unordered=1", 1, 256);
	for (n = 0; n < func_cases(300) + 3; n++) {
		make(100);
		assert_int_equal(send(0, 100), 100);
		take(0, 100);
		assert_int_equal(check(100), 0);
	}
	close_device();
}

/* The prefix that fits is taken, the rest is left alone. */
static void
full(void **state)
{
	unsigned int i, sent, limit = 20;

	(void)state;
	open_device("device=model", 1, limit);
	make(64);
	assert_int_equal(send(0, 64), limit);
	assert_int_equal(send(limit, 64 - limit), 0);
	for (i = limit; i < 64; i++)
		assert_int_equal(ops[i]->status,
				 RTE_CRYPTO_OP_STATUS_NOT_PROCESSED);
	take(0, 3);
	assert_int_equal(send(limit, 64 - limit), 3);
	for (sent = limit + 3, i = 3; i < 64; ) {
		sent += send(sent, 64 - sent);
		take(i, RTE_MIN(sent - i, 7U));
		i += RTE_MIN(sent - i, 7U);
	}
	empty();
	assert_int_equal(check(64), 0);
	close_device();
}

/* The rings wrap many times. */
static void
wrap(void **state)
{
	unsigned int n, sent = 0, got;

	(void)state;
	open_device("device=model", 1, 2048);
	for (got = 0; got < 5000; got += n) {
		n = func_range(1, 256);
		make_hw(n);
		sent = send(0, n);
		assert_int_equal(sent, n);
		take(0, n);
		assert_int_equal(check(n), 0);
	}
	close_device();
}

static void
null_op(void **state)
{
	(void)state;
	open_device("device=model", 1, 64);
	make(5);
	back[0] = ops[3];
	ops[3] = NULL;
	assert_int_equal(send(0, 5), 3);
	ops[3] = back[0];
	assert_int_equal(send(3, 2), 2);
	take(0, 5);
	assert_int_equal(check(5), 0);
	close_device();
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
	open_device("device=model", 1, 64);
	for (bit = 0; bit < 32; bit++) {
		if (bit >= 11 && bit < 16)
			continue;
		make_hw(4);
		inject(HISI_MODEL_FAULT_ERROR, 0, 4, 1U << bit);
		assert_int_equal(send(0, 4), 4);
		take(0, 4);
		clear();
		assert_int_equal(check(4), 4);
	}
	close_device();
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
	open_device("device=model", 1, 256);
	for (i = 0; i < RTE_DIM(kinds); i++) {
		rte_cryptodev_stats_reset(dev.id);
		bads = make(100);
		count = func_range(1, 30);
		inject(kinds[i], func_range(0, 20), count, 0);
		assert_int_equal(send(0, 100), 100);
		take(0, 100);
		assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
		assert_int_equal(s.enqueued_count, 100);
		assert_int_equal(s.dequeued_count, 100);
		assert_int_equal(s.enqueue_err_count, bads);
		assert_int_equal(s.dequeue_err_count, count);
		assert_int_equal(check(100), count);
		clear();
	}
	close_device();
}

/* The same completion again names no op in flight. */
static void
double_cqe(void **state)
{
	(void)state;
	open_device("device=model", 1, 256);
	make_hw(50);
	inject(HISI_MODEL_FAULT_DOUBLE_CQE, 3, 20, 0);
	assert_int_equal(send(0, 50), 50);
	take(0, 50);
	empty();
	assert_int_equal(check(50), 0);
	close_device();
}

/* An op that never completes holds back all ops behind it until the reset. */
static void
lost_cqe(void **state)
{
	unsigned int got;

	(void)state;
	open_device("device=model", 1, 256);
	make_hw(40);
	let_executed(40);
	inject(HISI_MODEL_FAULT_LOST_CQE, 5, 1, 0);
	assert_int_equal(send(0, 40), 40);
	got = rte_cryptodev_dequeue_burst(dev.id, 0, back, 40);
	/* The sixth descriptor of the RSA queue: every other op is on it. */
	assert_int_equal(got, 10);
	empty();
	hisi_model_reset(func_model("hisi_hpre"));
	take(got, 40 - got);
	empty();
	assert_int_equal(check(40), 1);
	dead_then_new();
	close_device();
}

/* A completion for a slot that has no op, or another's. */
static void
wrong_slot(void **state)
{
	static const uint32_t slots[] = { 1000, 0xffff, 2 };
	unsigned int i, got;

	(void)state;
	for (i = 0; i < RTE_DIM(slots); i++) {
		open_device("device=model", 1, 256);
		make_hw(20);
		let_executed(20);
		inject(HISI_MODEL_FAULT_SQ_HEAD, 4, 1, slots[i]);
		assert_int_equal(send(0, 20), 20);
		got = rte_cryptodev_dequeue_burst(dev.id, 0, back, 20);
		assert_in_range(got, 0, 19);
		hisi_model_reset(func_model("hisi_hpre"));
		take(got, 20 - got);
		empty();
		assert_int_equal(check(20), 1);
		dead_then_new();
		close_device();
	}
}

/* The next doorbell announces the descriptors of a lost one too. */
static void
lost_doorbell(void **state)
{
	(void)state;
	open_device("device=model", 1, 256);
	make_hw(30);
	/* Both queues'. */
	inject(HISI_MODEL_FAULT_LOST_DOORBELL, 0, 2, 0);
	assert_int_equal(send(0, 20), 20);
	empty();
	assert_int_equal(send(20, 10), 10);
	take(0, 30);
	assert_int_equal(check(30), 0);
	close_device();
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
		open_device(args[i], 1, 256);
		make_hw(100);
		let_executed(100);
		inject(HISI_MODEL_FAULT_RESET, 30, 1, 0);
		assert_int_equal(send(0, 100), 100);
		take(0, 100);
		empty();
		errors = check(100);
		assert_in_range(errors, 1, 100);
		/* Inline, 30 descriptors were executed before. */
		if (i == 0)
			assert_int_equal(errors, 70);
		dead_then_new();
		close_device();
	}
}

static void
stall(void **state)
{
	(void)state;
	open_device("device=model,mode=thread", 1, 256);
	make_hw(30);
	inject(HISI_MODEL_FAULT_STALL, 0, 1, 0);
	assert_int_equal(send(0, 30), 30);
	empty();
	clear();
	take(0, 30);
	assert_int_equal(check(30), 0);
	close_device();
}

/* Ops in flight survive a stop; a pair that has some is not set up again. */
static void
stop_start(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1,
		.socket_id = SOCKET_ID_ANY };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 128 };

	(void)state;
	open_device("device=model,mode=thread", 2, 256);
	make(60);
	assert_int_equal(send(0, 50), 50);
	rte_cryptodev_stop(dev.id);
	assert_true(rte_cryptodev_queue_pair_setup(dev.id, 0, &qp,
						   SOCKET_ID_ANY) < 0);
	assert_int_equal(rte_cryptodev_start(dev.id), 0);
	assert_int_equal(send(50, 10), 10);
	take(0, 60);
	assert_int_equal(check(60), 0);
	rte_cryptodev_stop(dev.id);
	/* Fewer, then more pairs. */
	for (; config.nb_queue_pairs < 4; config.nb_queue_pairs += 2) {
		assert_int_equal(rte_cryptodev_configure(dev.id, &config), 0);
		assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0,
				&qp, SOCKET_ID_ANY), 0);
		assert_int_equal(rte_cryptodev_start(dev.id), 0);
		make(20);
		assert_int_equal(send(0, 20), 20);
		take(0, 20);
		assert_int_equal(check(20), 0);
		rte_cryptodev_stop(dev.id);
	}
	assert_int_equal(rte_cryptodev_start(dev.id), 0);
	close_device();
}

/* A second thread that only dequeues. */
static void *
dequeuer(void *arg)
{
	take(0, *(unsigned int *)arg);
	return NULL;
}

static void
two_threads(void **state)
{
	unsigned int round, n = MAX_JOBS, sent;
	pthread_t other;

	(void)state;
	open_device("device=model,mode=thread,threads=2,unordered=1", 1, 64);
	for (round = 0; round < func_cases(100) + 2; round++) {
		make(n);
		assert_int_equal(pthread_create(&other, NULL, dequeuer, &n),
				 0);
		for (sent = 0; sent < n; )
			sent += send(sent, RTE_MIN(n - sent, 16U));
		pthread_join(other, NULL);
		assert_int_equal(check(n), 0);
	}
	close_device();
}

/* Sessions of another device, none at all, and what is no asymmetric op. */
static void
wrong_ops(void **state)
{
	(void)state;
	open_device("device=model", 1, 64);
	make_hw(4);
	ops[0]->asym->session = NULL;
	ops[1]->type = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	ops[2]->sess_type = RTE_CRYPTO_OP_SECURITY_SESSION;
	ops[3]->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	ops[3]->asym->xform = NULL;
	jobs[0].want = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
	jobs[1].want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	jobs[2].want = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
	jobs[3].want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	assert_int_equal(send(0, 4), 4);
	take(0, 4);
	ops[1]->type = RTE_CRYPTO_OP_TYPE_ASYMMETRIC;
	assert_int_equal(check(4), 0);
	close_device();
}

static int
setup(void **state)
{
	(void)state;
	key = rsa_key_new(1024, 65537);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	rsa_key_free(key);
	return 0;
}

#define T(f) cmocka_unit_test_setup(f, closed)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		T(few_at_a_time), T(one_queue_dies), T(bursts), T(order),
		T(full), T(wrap), T(null_op),
		T(error_words), T(some_fail), T(double_cqe), T(lost_cqe),
		T(wrong_slot), T(lost_doorbell), T(reset), T(stall),
		T(stop_start), T(two_threads), T(wrong_ops),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
