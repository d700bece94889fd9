/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Sessions on several SEC devices. DPDK's rule: a session may be used on every
 * device of the driver that made it. Jobs of all kinds get their session from
 * one device and run on another one.
 */

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>

#include "func.h"
#include "sym_job.h"

#define NB 100

static struct sym_dev maker, user;
static bool is_open;
static struct sym_job *jobs;

static void
open_two(const char *maker_args, const char *user_args)
{
	sym_dev_open(&maker, "crypto_hisi_sec", maker_args, 256);
	sym_dev_open(&user, "crypto_hisi_sec1", user_args, 256);
	is_open = true;
}

static int
close_two(void **state)
{
	bool ok = true;

	(void)state;
	if (is_open) {
		ok = sym_dev_close(&user);
		ok &= sym_dev_close(&maker);
	}
	is_open = false;
	return ok ? 0 : -1;
}

static void
make_jobs(unsigned int nb)
{
	unsigned int i;

	for (i = 0; i < nb; i++) {
		assert_true(sym_job_make(&jobs[i], &maker,
					 (1U << SYM_KINDS) - 1, 3000));
		/* Those have no session that another device could use. */
		jobs[i].sessionless = false;
		sym_job_prepare(&jobs[i], &maker);
	}
}

/* Run the jobs on the other device. Returns how many are wrong. */
static unsigned int
run_jobs(unsigned int nb)
{
	unsigned int i, bad = 0;
	const char *why;

	sym_jobs_enqueue(&user, jobs, nb);
	if (sym_jobs_dequeue(&user, jobs, nb) != nb)
		return nb;
	for (i = 0; i < nb; i++) {
		why = sym_job_check(&jobs[i]);
		if (why == NULL)
			continue;
		printf("%s: %s\n", sym_job_text(&jobs[i]), why);
		bad++;
	}
	return bad;
}

static void
used_on_other(const char *maker_args, const char *user_args)
{
	unsigned int turn, turns = func_cases(20);

	open_two(maker_args, user_args);
	for (turn = 0; turn < turns; turn++) {
		make_jobs(NB);
		assert_int_equal(run_jobs(NB), 0);
		assert_true(sym_jobs_free(&maker, jobs, NB));
	}
}

static void
same_generation(void **state)
{
	static const char * const args[] = {
		"device=model,gen=v2", "device=model,gen=v3",
		"device=model,gen=v5",
	};
	size_t i;

	for (i = 0; i < sizeof(args) / sizeof(args[0]); i++) {
		used_on_other(args[i], args[i]);
		assert_int_equal(close_two(state), 0);
	}
}

/* Generation 5 has the descriptors of generation 3. */
static void
newer_generation(void **state)
{
	(void)state;
	used_on_other("device=model,gen=v3", "device=model,gen=v5");
}

static void *
run_thread(void *arg)
{
	*(unsigned int *)arg = run_jobs(NB);
	return NULL;
}

/* The second device runs in a thread of its own. Each session is freed once. */
static void
other_thread(void **state)
{
	unsigned int bad = 1;
	pthread_t thread;

	(void)state;
	open_two("device=model", "device=model,mode=thread,threads=2");
	make_jobs(NB);
	assert_int_equal(pthread_create(&thread, NULL, run_thread, &bad), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_int_equal(bad, 0);
	assert_true(sym_jobs_free(&maker, jobs, NB));
}

/* Descriptors or algorithms differ: the op is refused, its data is left. */
static void
refused(const char *maker_args, const char *user_args)
{
	unsigned int i;

	open_two(maker_args, user_args);
	make_jobs(NB);
	sym_jobs_enqueue(&user, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&user, jobs, NB), NB);
	for (i = 0; i < NB; i++)
		assert_int_equal(jobs[i].op->status,
				 RTE_CRYPTO_OP_STATUS_INVALID_SESSION);
	assert_true(sym_jobs_free(&maker, jobs, NB));
	assert_int_equal(close_two(NULL), 0);
}

static void
other_generation(void **state)
{
	static const struct {
		const char *maker, *user;
	} pairs[] = {
		{ "device=model,gen=v2", "device=model,gen=v3" },
		{ "device=model,gen=v2", "device=model,gen=v5" },
		{ "device=model,gen=v3", "device=model,gen=v2" },
		{ "device=model,gen=v5", "device=model,gen=v2" },
		/* Generation 3 may miscount the prefetches (sec.md 12.3). */
		{ "device=model,gen=v5", "device=model,gen=v3" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		refused(pairs[i].maker, pairs[i].user);
}

/* Contexts of the raw API follow the same rule. */
static void
raw_contexts(void **state)
{
	union rte_cryptodev_session_ctx session;
	struct rte_crypto_raw_dp_ctx *ctx;
	bool fits;
	size_t i;
	static const struct {
		const char *maker, *user;
		bool fits;
	} pairs[] = {
		{ "device=model,gen=v3", "device=model,gen=v3", true },
		{ "device=model,gen=v3", "device=model,gen=v5", true },
		{ "device=model,gen=v5", "device=model,gen=v3", false },
		{ "device=model,gen=v2", "device=model,gen=v3", false },
	};

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		open_two(pairs[i].maker, pairs[i].user);
		make_jobs(1);
		ctx = calloc(1, rte_cryptodev_get_raw_dp_ctx_size(user.id));
		assert_non_null(ctx);
		session.crypto_sess = jobs[0].op->sym->session;
		fits = rte_cryptodev_configure_raw_dp_ctx(user.id, 0, ctx,
			RTE_CRYPTO_OP_WITH_SESSION, session, 0) == 0;
		assert_int_equal(fits, pairs[i].fits);
		free(ctx);
		assert_true(sym_jobs_free(&maker, jobs, 1));
		assert_int_equal(close_two(state), 0);
	}
}

/* A queue pair or context that is not there is refused, not touched. */
static void
raw_wrong(void **state)
{
	union rte_cryptodev_session_ctx session;
	struct rte_crypto_raw_dp_ctx *ctx;
	uint8_t id;

	(void)state;
	open_two("device=model", "device=model");
	make_jobs(1);
	session.crypto_sess = jobs[0].op->sym->session;
	ctx = calloc(1, rte_cryptodev_get_raw_dp_ctx_size(user.id));
	assert_non_null(ctx);
	assert_int_equal(rte_cryptodev_configure_raw_dp_ctx(user.id, 1, ctx,
		RTE_CRYPTO_OP_WITH_SESSION, session, 0), -EINVAL);
	assert_int_equal(rte_cryptodev_configure_raw_dp_ctx(user.id, 200, ctx,
		RTE_CRYPTO_OP_WITH_SESSION, session, 0), -EINVAL);
	assert_int_equal(rte_cryptodev_configure_raw_dp_ctx(user.id, 0, NULL,
		RTE_CRYPTO_OP_WITH_SESSION, session, 0), -EINVAL);
	/* A device that nobody has configured. */
	assert_int_equal(rte_vdev_init("crypto_hisi_sec2", "device=model"), 0);
	id = rte_cryptodev_get_dev_id("crypto_hisi_sec2");
	assert_int_equal(rte_cryptodev_configure_raw_dp_ctx(id, 0, ctx,
		RTE_CRYPTO_OP_WITH_SESSION, session, 0), -EINVAL);
	assert_int_equal(rte_vdev_uninit("crypto_hisi_sec2"), 0);
	free(ctx);
	assert_true(sym_jobs_free(&maker, jobs, 1));
}

/* A feature that one configure call disables is back after the next. */
static void
ff_disable(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_info info;
	uint64_t all;

	(void)state;
	open_two("device=model", "device=model");
	rte_cryptodev_info_get(user.id, &info);
	all = info.feature_flags;
	rte_cryptodev_stop(user.id);
	config.ff_disable = RTE_CRYPTODEV_FF_SYM_SESSIONLESS |
			    RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO;
	assert_int_equal(rte_cryptodev_configure(user.id, &config), 0);
	rte_cryptodev_info_get(user.id, &info);
	assert_true(info.feature_flags == (all & ~config.ff_disable));
	config.ff_disable = 0;
	assert_int_equal(rte_cryptodev_configure(user.id, &config), 0);
	rte_cryptodev_info_get(user.id, &info);
	assert_true(info.feature_flags == all);
}

#define TEST(f) cmocka_unit_test_teardown(f, close_two)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(same_generation), TEST(newer_generation),
		TEST(other_thread), TEST(other_generation),
		TEST(raw_contexts), TEST(raw_wrong), TEST(ff_disable),
	};
	int ret;

	(void)argc;
	func_init(argv[0]);
	jobs = calloc(NB, sizeof(*jobs));
	if (jobs == NULL)
		return 1;
	ret = FUNC_RUN(argv[0], tests);
	free(jobs);
	return ret;
}
