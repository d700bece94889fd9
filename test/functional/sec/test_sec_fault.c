/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The SEC driver on a device that fails: every op it accepted comes back once,
 * in order, with the status that is true of it, and work goes on afterwards.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "func.h"
#include "sym_fixture.h"

#define NB 24
#define OK RTE_CRYPTO_OP_STATUS_SUCCESS
#define ERROR RTE_CRYPTO_OP_STATUS_ERROR
#define BAD_TAG RTE_CRYPTO_OP_STATUS_AUTH_FAILED

static struct sym_job jobs[NB];

static void
inject(enum hisi_model_fault_kind kind, uint32_t skip, uint32_t count,
       uint32_t value)
{
	const struct hisi_model_fault f = { .kind = kind, .skip = skip,
		.count = count, .value = value };

	assert_int_equal(hisi_model_inject(func_model("hisi_sec2"), &f), 0);
}

static void
clear(void)
{
	hisi_model_inject_clear(func_model("hisi_sec2"));
}

/* One descriptor per op. */
static const struct sym_spec kinds[] = {
	{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 16, .iv_len = 16, .len = 160 },
	{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
	  .key_len = 32, .digest_len = 16, .len = 100, .decrypt = 1 },
	{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM, .key_len = 16,
	  .iv_len = 12, .digest_len = 16, .aad_len = 12, .len = 77,
	  .decrypt = 1 },
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 16, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_SHA1_HMAC,
	  .auth_key_len = 20, .digest_len = 12, .before = 8, .len = 64 },
	{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 32, .iv_len = 16, .len = 1600, .segs = 5, .oop = 1 },
	{ .kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_ECB,
	  .key_len = 16, .len = 32, .sessionless = 1 },
};

/* Two descriptors, the second after the first. */
static const struct sym_spec chains[] = {
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 16, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_MD5_HMAC,
	  .auth_key_len = 16, .digest_len = 12, .before = 8, .len = 64 },
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 16, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_SHA1_HMAC,
	  .auth_key_len = 20, .digest_len = 12, .len = 64, .decrypt = 1,
	  .sessionless = 1 },
};

static void
make_jobs(const struct sym_spec *specs, unsigned int nb_specs)
{
	unsigned int i;

	for (i = 0; i < NB; i++) {
		sym_job_from(&jobs[i], &specs[i % nb_specs]);
		sym_job_prepare(&jobs[i], &dev);
	}
}

#define MAKE(specs) make_jobs(specs, RTE_DIM(specs))

static void
free_jobs(void)
{
	assert_true(sym_jobs_free(&dev, jobs, NB));
}

/* The counters must agree with the events. */
static void
check_stats(uint64_t ops, uint64_t errors)
{
	struct rte_cryptodev_stats s;

	assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
	assert_int_equal(s.enqueued_count, ops);
	assert_int_equal(s.dequeued_count, ops);
	assert_int_equal(s.enqueue_err_count, 0);
	assert_int_equal(s.dequeue_err_count, errors);
	rte_cryptodev_stats_reset(dev.id);
}

/* All jobs of a fresh batch go well. */
static void
work_goes_on(void)
{
	unsigned int i;

	rte_cryptodev_stats_reset(dev.id);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	for (i = 0; i < NB; i++)
		assert_null(sym_job_check(&jobs[i]));
	check_stats(NB, 0);
	free_jobs();
	MAKE(chains);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	for (i = 0; i < NB; i++)
		assert_null(sym_job_check(&jobs[i]));
	check_stats(NB, 0);
	free_jobs();
	assert_int_equal(rte_mempool_in_use_count(dev.sessions), 0);
}

/* The queue pair of a device that was reset is set up again. */
static void
set_up_again(void)
{
	struct rte_cryptodev_qp_conf conf = { .nb_descriptors = 256,
		.mp_session = dev.sessions };

	rte_cryptodev_stop(dev.id);
	assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0, &conf,
							SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(dev.id), 0);
}

/* Jobs from first on, count of them, have the status, all others are right.
 */
static void
check_range(unsigned int first, unsigned int count, uint8_t status)
{
	const char *bad;
	unsigned int i;

	for (i = 0; i < NB; i++) {
		if (i >= first && i < first + count) {
			if (jobs[i].op->status != status)
				fail_msg("op %u: status %d, not %d", i,
					 jobs[i].op->status, status);
			continue;
		}
		bad = sym_job_check(&jobs[i]);
		if (bad != NULL)
			fail_msg("op %u: %s: %s", i, bad,
				 sym_job_text(&jobs[i]));
	}
}

/* Completed with an error code, which the log names; 0: the engine's own. */
static void
error_code(const char *args, uint32_t value)
{
	char *text = NULL, want[32];
	size_t size;
	FILE *log = open_memstream(&text, &size);

	assert_non_null(log);
	open_device(args, 256);
	rte_openlog_stream(log);
	rte_log_set_level_pattern("pmd.*", RTE_LOG_ERR);
	inject(HISI_MODEL_FAULT_ERROR, 5, 7, value);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	rte_log_set_level_pattern("pmd.*", RTE_LOG_CRIT);
	rte_openlog_stream(NULL);
	fclose(log);
	snprintf(want, sizeof(want), "error type 0x%02x", value);
	if (strstr(text, value != 0 ? want : "error type 0x") == NULL)
		fail_msg("no '%s' in the log: %s", want, text);
	free(text);
	check_range(5, 7, ERROR);
	check_stats(NB, 7);
	clear();
	free_jobs();
	work_goes_on();
}

static void
error_v3(void **state)
{
	(void)state;
	error_code("device=model", 0);
}

static void
error_v2(void **state)
{
	(void)state;
	error_code("device=model,gen=v2", 0);
}

/* Every bit of the error code alone. */
static void
error_bits(void **state)
{
	unsigned int bit;

	(void)state;
	for (bit = 0; bit < 8; bit++) {
		error_code("device=model", 1U << bit);
		assert_int_equal(close_device(NULL), 0);
	}
}

/* An error in either pass of a chain; the other passes are not disturbed. */
static void
error_in_chain(void **state)
{
	unsigned int pass, i, failed;

	(void)state;
	open_device("device=model", 256);
	for (pass = 0; pass < 2; pass++) {
		/* Inline, all first passes come before all second ones. */
		inject(HISI_MODEL_FAULT_ERROR, pass * NB + 3, 2, 0);
		MAKE(chains);
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = failed = 0; i < NB; i++) {
			if (jobs[i].op->status == ERROR)
				failed++;
			else
				assert_null(sym_job_check(&jobs[i]));
		}
		assert_int_equal(failed, 2);
		check_stats(NB, 2);
		clear();
		free_jobs();
	}
	work_goes_on();
}

/* The engine cannot read or write the memory. */
static void
memory(void **state)
{
	(void)state;
	open_device("device=model", 256);
	inject(HISI_MODEL_FAULT_MEMORY, 2, 6, 0);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	check_range(2, 6, ERROR);
	check_stats(NB, 6);
	clear();
	free_jobs();
	work_goes_on();
}

/* A completion that comes twice counts once. */
static void
double_cqe(void **state)
{
	(void)state;
	open_device("device=model", 256);
	inject(HISI_MODEL_FAULT_DOUBLE_CQE, 3, 4, 0);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	check_range(0, 0, OK);
	check_stats(NB, 0);
	clear();
	free_jobs();
	MAKE(chains);
	inject(HISI_MODEL_FAULT_DOUBLE_CQE, 0, 3 * NB, 0);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	check_range(0, 0, OK);
	clear();
	free_jobs();
	work_goes_on();
}

/* A doorbell that the device misses: the next one tells it. */
static void
lost_doorbell(void **state)
{
	(void)state;
	open_device("device=model", 256);
	inject(HISI_MODEL_FAULT_LOST_DOORBELL, 0, 1, 0);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB - 1);
	assert_true(sym_jobs_quiet(&dev));
	sym_jobs_enqueue(&dev, &jobs[NB - 1], 1);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	check_range(0, 0, OK);
	check_stats(NB, 0);
	clear();
	free_jobs();
	work_goes_on();
}

/*
 * A completion that never comes holds up what is behind it, as order demands,
 * until the device is reset. What was executed and known to be is good then,
 * the op without a completion failed.
 */
static void
lost_cqe(void **state)
{
	(void)state;
	open_device("device=model", 256);
	inject(HISI_MODEL_FAULT_LOST_CQE, 4, 1, 0);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, 4), 4);
	assert_true(sym_jobs_quiet(&dev));
	clear();
	hisi_model_reset(func_model("hisi_sec2"));
	assert_int_equal(sym_jobs_dequeue(&dev, &jobs[4], NB - 4), NB - 4);
	check_range(4, 1, ERROR);
	check_stats(NB, 1);
	free_jobs();
	set_up_again();
	work_goes_on();
}

/* A completion that names a slot without an op, or outside the ring. */
static void
wrong_slot(void **state)
{
	static const uint32_t slots[] = { 1000, 1024, 65535 };
	unsigned int i;

	(void)state;
	for (i = 0; i < RTE_DIM(slots); i++) {
		open_device("device=model", 256);
		inject(HISI_MODEL_FAULT_SQ_HEAD, 4, 1, slots[i]);
		MAKE(kinds);
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, 4), 4);
		assert_true(sym_jobs_quiet(&dev));
		clear();
		hisi_model_reset(func_model("hisi_sec2"));
		assert_int_equal(sym_jobs_dequeue(&dev, &jobs[4], NB - 4),
				 NB - 4);
		check_range(4, 1, ERROR);
		free_jobs();
		set_up_again();
		work_goes_on();
		assert_int_equal(close_device(NULL), 0);
	}
}

/* A reset in the middle: what it took fails, what was done is good. */
static void
reset(void **state)
{
	unsigned int i, good;
	struct sym_job *job;

	(void)state;
	open_device("device=model", 256);
	inject(HISI_MODEL_FAULT_RESET, 9, 1, 0);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	for (good = 0; good < NB && jobs[good].op->status == OK; good++)
		assert_null(sym_job_check(&jobs[good]));
	assert_int_equal(good, 9);
	check_range(9, NB - 9, ERROR);
	check_stats(NB, NB - 9);
	clear();
	/* A dead queue pair takes no more, and says so in the op. */
	job = &jobs[0];
	for (i = 0; i < 3; i++) {
		job->op->status = OK;
		assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0,
							     &job->op, 1), 0);
		assert_int_equal(job->op->status, ERROR);
	}
	free_jobs();
	set_up_again();
	work_goes_on();
}

/* The same between the passes of chains, with sessions of their own. */
static void
reset_in_chain(void **state)
{
	unsigned int at, i, failed;

	(void)state;
	open_device("device=model", 256);
	for (at = 0; at < 2 * NB; at += 7) {
		inject(HISI_MODEL_FAULT_RESET, at, 1, 0);
		MAKE(chains);
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = failed = 0; i < NB; i++) {
			if (jobs[i].op->status == ERROR)
				failed++;
			else
				assert_null(sym_job_check(&jobs[i]));
		}
		assert_int_not_equal(failed, 0);
		clear();
		free_jobs();
		set_up_again();
	}
	work_goes_on();
}

/* A device that stands still: nothing comes back, nothing is lost. */
static void
stall(void **state)
{
	(void)state;
	open_device("device=model,mode=thread", 256);
	inject(HISI_MODEL_FAULT_STALL, 6, 1, 0);
	MAKE(kinds);
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, 6), 6);
	assert_true(sym_jobs_quiet(&dev));
	clear();
	assert_int_equal(sym_jobs_dequeue(&dev, &jobs[6], NB - 6), NB - 6);
	check_range(0, 0, OK);
	check_stats(NB, 0);
	free_jobs();
	work_goes_on();
}

/* Tags that differ, in every place of a tag and in every kind of op. */
static void
bad_tags(const char *args, bool v2)
{
	static const struct sym_spec verify[] = {
		{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
		  .key_len = 32, .digest_len = 16, .len = 100, .decrypt = 1 },
		{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_SHA1,
		  .digest_len = 20, .len = 0, .decrypt = 1 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM,
		  .key_len = 16, .iv_len = 12, .digest_len = 13,
		  .aad_len = 12, .len = 77, .decrypt = 1 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_GCM,
		  .key_len = 32, .iv_len = 12, .digest_len = 16,
		  .aad_len = 20, .len = 0, .decrypt = 1 },
		{ .kind = SYM_AEAD, .algo = RTE_CRYPTO_AEAD_AES_CCM,
		  .key_len = 16, .iv_len = 11, .digest_len = 8,
		  .aad_len = 30, .len = 1700, .decrypt = 1, .segs = 3 },
		{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 16, .iv_len = 16,
		  .auth = RTE_CRYPTO_AUTH_SHA1_HMAC, .auth_key_len = 20,
		  .digest_len = 12, .before = 8, .len = 64, .decrypt = 1,
		  .auth_first = 1 },
		{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
		  .key_len = 16, .iv_len = 16,
		  .auth = RTE_CRYPTO_AUTH_MD5_HMAC, .auth_key_len = 20,
		  .digest_len = 12, .before = 8, .len = 64, .decrypt = 1 },
		{ .kind = SYM_AUTH, .algo = RTE_CRYPTO_AUTH_AES_GMAC,
		  .key_len = 16, .iv_len = 12, .digest_len = 16, .len = 50,
		  .decrypt = 1 },
	};
	unsigned int i, byte, nb = RTE_DIM(verify) - v2;

	open_device(args, 256);
	for (byte = 0; byte < 20; byte++) {
		make_jobs(verify, nb);
		for (i = 0; i < NB; i += 2)
			jobs[i].digest_mem[byte % jobs[i].digest_len] ^=
				1 << byte % 8;
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = 0; i < NB; i++)
			if (i % 2 != 0)
				assert_null(sym_job_check(&jobs[i]));
			else
				assert_int_equal(jobs[i].op->status, BAD_TAG);
		free_jobs();
	}
	work_goes_on();
}

static void
bad_tags_v3(void **state)
{
	(void)state;
	bad_tags("device=model", false);
}

static void
bad_tags_v2(void **state)
{
	(void)state;
	bad_tags("device=model,gen=v2", true);
}

/* Faults of all kinds but those that lose a completion, at random. */
static void
storm(void **state)
{
	static const enum hisi_model_fault_kind kind[] = {
		HISI_MODEL_FAULT_ERROR, HISI_MODEL_FAULT_DOUBLE_CQE,
		HISI_MODEL_FAULT_MEMORY,
	};
	unsigned int round, i, n;

	(void)state;
	open_device("device=model,mode=thread,threads=2,unordered=1", 256);
	for (round = 0; round < func_cases(200); round++) {
		if (func_range(0, 1))
			MAKE(kinds);
		else
			MAKE(chains);
		n = func_range(1, 3);
		for (i = 0; i < n; i++)
			inject(kind[func_range(0, 2)], func_range(0, NB),
			       func_range(1, 4), 0);
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = 0; i < NB; i++)
			if (jobs[i].op->status != ERROR)
				assert_null(sym_job_check(&jobs[i]));
		clear();
		free_jobs();
	}
	work_goes_on();
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(error_v3), TEST(error_v2), TEST(error_bits),
		TEST(error_in_chain), TEST(memory), TEST(double_cqe),
		TEST(lost_doorbell), TEST(lost_cqe), TEST(wrong_slot),
		TEST(reset), TEST(reset_in_chain), TEST(stall),
		TEST(bad_tags_v3), TEST(bad_tags_v2), TEST(storm),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
