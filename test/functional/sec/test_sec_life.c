/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The life of an SEC device: set-up at any depth and again, stop and start
 * with ops inside, two lcores, shared sessions, counters, keys that vanish,
 * the largest ops there are.
 */

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <cryptodev_pmd.h>

#include "func.h"
#include "sym_fixture.h"

#define NB 200

static struct sym_job *jobs;

/* Random jobs of all kinds. */
static void
make_jobs(unsigned int nb, uint32_t max_len)
{
	unsigned int i;

	for (i = 0; i < nb; i++) {
		assert_true(sym_job_make(&jobs[i], &dev,
					 (1U << SYM_KINDS) - 1, max_len));
		sym_job_prepare(&jobs[i], &dev);
	}
}

static void
check_jobs(unsigned int nb)
{
	const char *bad;
	unsigned int i;

	for (i = 0; i < nb; i++) {
		bad = sym_job_check(&jobs[i]);
		if (bad != NULL)
			fail_msg("op %u: %s: %s", i, bad,
				 sym_job_text(&jobs[i]));
	}
}

/* Ops that are inside when the device stops are done when it starts again. */
static void
stop_start(const char *args)
{
	struct rte_crypto_op *op;
	unsigned int round, n;

	open_device(args, 256);
	for (round = 0; round < 20; round++) {
		make_jobs(NB, 300);
		sym_jobs_enqueue(&dev, jobs, NB);
		n = func_range(0, NB);
		n = n == 0 ? 0 : sym_jobs_dequeue(&dev, jobs, n);
		rte_cryptodev_stop(dev.id);
		/* Stopped, it takes nothing. */
		op = jobs[0].op;
		assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, &op,
							     1), 0);
		/* With ops inside it neither closes nor sets up again. */
		if (n < NB)
			assert_int_not_equal(rte_cryptodev_close(dev.id), 0);
		assert_int_equal(rte_cryptodev_start(dev.id), 0);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs + n, NB - n),
				 NB - n);
		check_jobs(NB);
		assert_true(sym_jobs_free(&dev, jobs, NB));
	}
}

static void
stop_start_inline(void **state)
{
	(void)state;
	stop_start("device=model");
}

static void
stop_start_thread(void **state)
{
	(void)state;
	stop_start("device=model,mode=thread,threads=2,unordered=1");
}

/* Any depth; as many ops fit as were asked for, up to what hardware has. */
static void
depths(void **state)
{
	static const uint32_t depth[] = { 1, 2, 7, 128, 1000, 4096, 2048,
					  UINT16_MAX };
	struct rte_cryptodev_qp_conf conf = { 0 };
	struct rte_crypto_op *ops[2048], *out[2048];
	unsigned int i, n, room;

	(void)state;
	open_device("device=model,mode=thread", 16);
	conf.mp_session = dev.sessions;
	assert_int_equal(rte_crypto_op_bulk_alloc(dev.ops,
		RTE_CRYPTO_OP_TYPE_SYMMETRIC, ops, 2048), 2048);
	for (i = 0; i < 2048; i++)
		ops[i]->sess_type = 0xff; /* finished at once, refused */
	for (i = 0; i < RTE_DIM(depth); i++) {
		conf.nb_descriptors = depth[i];
		rte_cryptodev_stop(dev.id);
		assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0,
				&conf, SOCKET_ID_ANY), 0);
		assert_int_equal(rte_cryptodev_start(dev.id), 0);
		/* 1024 slots, one reserved, 32 completions paced (qm.md). */
		room = RTE_MIN(depth[i], 1024U - 1 - 32);
		assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, ops,
							     2048), room);
		assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, ops,
							     1), 0);
		for (n = 0; n < room;)
			n += rte_cryptodev_dequeue_burst(dev.id, 0, out + n,
							 room - n);
		assert_memory_equal(out, ops, room * sizeof(out[0]));
	}
	rte_mempool_put_bulk(dev.ops, (void **)ops, 2048);
}

/* More and fewer queue pairs, configured again and again. */
static void
reconfigure(void **state)
{
	struct rte_cryptodev_config config = { .socket_id = SOCKET_ID_ANY };
	struct rte_cryptodev_qp_conf conf = { .nb_descriptors = 64 };
	static const uint16_t pairs[] = { 8, 1, 3, 8, 2, 1 };
	unsigned int i, q;

	(void)state;
	open_device("device=model", 64);
	conf.mp_session = dev.sessions;
	rte_cryptodev_stop(dev.id);
	config.nb_queue_pairs = 0;
	assert_int_not_equal(rte_cryptodev_configure(dev.id, &config), 0);
	config.nb_queue_pairs = dev.info.max_nb_queue_pairs + 1;
	assert_int_not_equal(rte_cryptodev_configure(dev.id, &config), 0);
	for (i = 0; i < RTE_DIM(pairs); i++) {
		config.nb_queue_pairs = pairs[i];
		assert_int_equal(rte_cryptodev_configure(dev.id, &config), 0);
		for (q = 0; q < pairs[i]; q++)
			assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id,
					q, &conf, SOCKET_ID_ANY), 0);
		assert_int_equal(rte_cryptodev_start(dev.id), 0);
		make_jobs(20, 100);
		sym_jobs_enqueue(&dev, jobs, 20);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, 20), 20);
		check_jobs(20);
		assert_true(sym_jobs_free(&dev, jobs, 20));
		rte_cryptodev_stop(dev.id);
	}
}

/* Counters count what happened, no more and no less. */
static void
stats(void **state)
{
	struct rte_cryptodev_stats s;
	unsigned int round, i, failed;

	(void)state;
	open_device("device=model", 256);
	for (round = 0; round < 10; round++) {
		make_jobs(NB, 200);
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
		assert_int_equal(s.enqueued_count, NB);
		assert_int_equal(s.dequeued_count, 0);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = failed = 0; i < NB; i++)
			failed += jobs[i].op->status !=
				  RTE_CRYPTO_OP_STATUS_SUCCESS;
		assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
		assert_int_equal(s.dequeued_count, NB);
		assert_int_equal(s.enqueue_err_count + s.dequeue_err_count,
				 failed);
		rte_cryptodev_stats_reset(dev.id);
		assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
		assert_int_equal(s.enqueued_count | s.dequeued_count |
				 s.enqueue_err_count | s.dequeue_err_count, 0);
		assert_true(sym_jobs_free(&dev, jobs, NB));
	}
}

/* Two lcores: this one enqueues, the other dequeues and gives back. */
#define TURN 128
struct two {
	unsigned int rounds;
	bool busy[TURN];
	const char *bad;
};

/* So that an op that is not executed cannot look done. */
static void
forget_result(struct sym_job *job)
{
	struct rte_mbuf *m;

	job->op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	if (job->encrypt && job->digest_len != 0)
		memset(job->digest_mem, 0, job->digest_len);
	for (m = job->dst; m != NULL; m = m->next)
		memset(rte_pktmbuf_mtod(m, void *), 0x33, m->data_len);
}

static void *
dequeuer(void *arg)
{
	struct two *two = arg;
	struct rte_crypto_op *ops[32];
	unsigned int done, i, n, idle = 0;

	for (done = 0; done < two->rounds * TURN && two->bad == NULL;) {
		n = rte_cryptodev_dequeue_burst(dev.id, 0, ops,
						func_range(1, 32));
		if (n == 0)
			sched_yield();
		idle = n == 0 ? idle + 1 : 0;
		if (idle == 20000000)
			two->bad = "ops lost";
		for (i = 0; i < n; i++, done++) {
			struct sym_job *job = &jobs[done % TURN];

			if (ops[i] != job->op) {
				two->bad = "out of order";
				break;
			}
			two->bad = sym_job_check(job);
			if (two->bad != NULL)
				break;
			forget_result(job);
			__atomic_store_n(&two->busy[done % TURN], false,
					 __ATOMIC_RELEASE);
		}
	}
	return NULL;
}

/* Jobs that can be done again and again. */
static void
make_turn(void)
{
	unsigned int i;

	for (i = 0; i < TURN; i++) {
		do {
			if (jobs[i].in != NULL)
				sym_job_free(&jobs[i], &dev);
			assert_true(sym_job_make(&jobs[i], &dev,
						 (1U << SYM_KINDS) - 1, 200));
		} while (jobs[i].kind != SYM_AUTH && !jobs[i].oop);
		sym_job_prepare(&jobs[i], &dev);
	}
}

static void
two_lcores(const char *args)
{
	struct two two = { .rounds = func_cases(400) };
	struct rte_crypto_op *ops[32];
	unsigned int in, n, i, k;
	pthread_t thread;

	open_device(args, 100);
	make_turn();
	assert_int_equal(pthread_create(&thread, NULL, dequeuer, &two), 0);
	for (in = 0; in < two.rounds * TURN && two.bad == NULL; in += k) {
		n = RTE_MIN(1 + in % 32, two.rounds * TURN - in);
		for (i = 0; i < n; i++) {
			if (__atomic_load_n(&two.busy[(in + i) % TURN],
					    __ATOMIC_ACQUIRE))
				break;
			ops[i] = jobs[(in + i) % TURN].op;
			two.busy[(in + i) % TURN] = true;
		}
		k = rte_cryptodev_enqueue_burst(dev.id, 0, ops, i);
		if (k == 0)
			sched_yield();
		for (; i > k; i--)
			two.busy[(in + i - 1) % TURN] = false;
	}
	pthread_join(thread, NULL);
	if (two.bad != NULL)
		fail_msg("%s", two.bad);
	assert_true(sym_jobs_free(&dev, jobs, TURN));
}

static void
two_lcores_inline(void **state)
{
	(void)state;
	two_lcores("device=model");
}

static void
two_lcores_thread(void **state)
{
	(void)state;
	two_lcores("device=model,mode=thread,threads=2,unordered=1");
}

/* Whether a session of the pool, used or not, holds a key of a job. */
static void
no_keys(struct rte_mempool *pool, void *arg, void *obj, unsigned int index)
{
	size_t pos, size = rte_cryptodev_sym_get_private_session_size(dev.id);
	const uint8_t *memory = CRYPTODEV_GET_SYM_SESS_PRIV(obj);
	const struct sym_job *job = arg;

	RTE_SET_USED(pool);
	RTE_SET_USED(index);
	for (pos = 0; pos + 16 <= size; pos++) {
		assert_memory_not_equal(memory + pos, job->c_key, 16);
		assert_memory_not_equal(memory + pos, job->a_key, 16);
	}
}

/* One session in all ops of a burst, then freed, its key gone from memory. */
static void
keys_wiped(const char *args, bool sessionless)
{
	static const struct sym_spec specs[] = {
		{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 32, .iv_len = 16, .len = 64 },
		{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 16, .iv_len = 16,
		  .auth = RTE_CRYPTO_AUTH_SHA1_HMAC, .auth_key_len = 20,
		  .digest_len = 12, .len = 64 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM,
		  .key_len = 16, .iv_len = 12, .digest_len = 16, .len = 64 },
	};
	unsigned int i;
	struct sym_job *job;

	open_device(args, 64);
	for (i = 0; i < RTE_DIM(specs); i++) {
		struct sym_spec spec = specs[i];

		job = &jobs[0];
		spec.sessionless = sessionless;
		sym_job_from(job, &spec);
		sym_job_prepare(job, &dev);
		sym_jobs_enqueue(&dev, job, 1);
		assert_int_equal(sym_jobs_dequeue(&dev, job, 1), 1);
		assert_null(sym_job_check(job));
		if (!sessionless) {
			assert_int_equal(rte_cryptodev_sym_session_free(dev.id,
						job->session), 0);
			job->session = NULL;
		}
		assert_int_equal(rte_mempool_obj_iter(dev.sessions, no_keys,
						      job),
				 dev.sessions->populated_size);
		assert_true(sym_job_free(job, &dev));
	}
}

static void
session_wiped(void **state)
{
	(void)state;
	keys_wiped("device=model", false);
}

static void
sessionless_wiped(void **state)
{
	(void)state;
	keys_wiped("device=model", true);
}

/* One session for all ops, in flight together. */
static void
shared_session(void **state)
{
	static const struct sym_spec spec = {
		.kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CTR,
		.key_len = 16, .iv_len = 16,
		.auth = RTE_CRYPTO_AUTH_SHA256_HMAC, .auth_key_len = 32,
		.digest_len = 16, .len = 99, .before = 5 };
	unsigned int i;
	void *own;

	(void)state;
	open_device("device=model,mode=thread,threads=2,unordered=1", 256);
	for (i = 0; i < NB; i++) {
		sym_job_from(&jobs[i], &spec);
		memcpy(jobs[i].c_key, jobs[0].c_key, sizeof(jobs[0].c_key));
		memcpy(jobs[i].a_key, jobs[0].a_key, sizeof(jobs[0].a_key));
		sym_job_expect(&jobs[i]);
		sym_job_prepare(&jobs[i], &dev);
		own = jobs[i].op->sym->session;
		if (i == 0)
			continue;
		assert_int_equal(rte_cryptodev_sym_session_free(dev.id, own),
				 0);
		jobs[i].session = NULL;
		jobs[i].op->sym->session = jobs[0].session;
	}
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	check_jobs(NB);
	assert_true(sym_jobs_free(&dev, jobs, NB));
}

/* The largest AAD, and what 255 segments of an mbuf chain hold. */
static void
largest(void **state)
{
	static const struct sym_spec specs[] = {
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM,
		  .key_len = 32, .iv_len = 12, .digest_len = 16,
		  .aad_len = 65535, .len = 100 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_CCM,
		  .key_len = 32, .iv_len = 7, .digest_len = 16,
		  .aad_len = 65279, .len = 65535, .segs = 9, .oop = 1 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_CCM,
		  .key_len = 16, .iv_len = 13, .digest_len = 4,
		  .len = 65535, .segs = 2 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_CCM,
		  .key_len = 16, .iv_len = 12, .digest_len = 4,
		  .len = 70000, .segs = 7 },
		{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_AES_GMAC,
		  .key_len = 16, .iv_len = 12, .digest_len = 16,
		  .len = 65535, .segs = 2 },
		{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 16, .iv_len = 16, .len = 8000000, .segs = 255,
		  .oop = 1 },
		{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_SHA512,
		  .digest_len = 64, .len = 8000001, .segs = 255 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM,
		  .key_len = 16, .iv_len = 12, .digest_len = 16,
		  .aad_len = 8, .len = 8000007, .segs = 254 },
		{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 16, .iv_len = 16,
		  .auth = RTE_CRYPTO_AUTH_SHA1_HMAC, .auth_key_len = 20,
		  .digest_len = 12, .before = 65535, .len = 1600,
		  .segs = 3 },
		{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 16, .iv_len = 16,
		  .auth = RTE_CRYPTO_AUTH_SHA1_HMAC, .auth_key_len = 20,
		  .digest_len = 12, .before = 65536, .len = 1600,
		  .segs = 3 },
	};
	static const char * const gens[] = { "v2", "v3", "v5" };
	unsigned int g, i;
	char args[32];

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		snprintf(args, sizeof(args), "device=model,gen=%s", gens[g]);
		open_device(args, 64);
		for (i = 0; i < RTE_DIM(specs); i++) {
			if (g == 0 && specs[i].kind == SYM_AUTH &&
			    specs[i].algo == RTE_CRYPTO_AUTH_AES_GMAC)
				continue;
			sym_job_from(&jobs[0], &specs[i]);
			sym_job_prepare(&jobs[0], &dev);
			sym_jobs_enqueue(&dev, jobs, 1);
			assert_int_equal(sym_jobs_dequeue(&dev, jobs, 1), 1);
			check_jobs(1);
			assert_true(sym_job_free(&jobs[0], &dev));
		}
		assert_int_equal(close_device(NULL), 0);
	}
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(stop_start_inline), TEST(stop_start_thread),
		TEST(depths), TEST(reconfigure), TEST(stats),
		TEST(two_lcores_inline), TEST(two_lcores_thread),
		TEST(session_wiped), TEST(sessionless_wiped),
		TEST(shared_session), TEST(largest),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	jobs = calloc(NB, sizeof(*jobs));
	if (jobs == NULL)
		return 1;
	return FUNC_RUN(argv[0], tests);
}
