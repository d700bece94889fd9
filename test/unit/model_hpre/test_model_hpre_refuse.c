/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * HPRE model: which descriptors are refused, what memory is touched, what is
 * written back. The arithmetic has tests of its own.
 */

#include <stdlib.h>
#include <string.h>
#include <openssl/err.h>

#include "model_hpre_task.h"

static uint16_t
type_of(uint32_t alg)
{
	return alg <= 0x05 ? 0 : 1;
}

static void
attributes(void **state)
{
	static const unsigned int gen[] = { 2, 3, 5 };
	struct hpre_rig rig;
	char text[64];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		hpre_open(&rig, gen[i], 1, false);
		assert_int_equal(rig.c.info.sqe_size, 64);
		hisi_model_attr(rig.c.model, "algorithms", text, sizeof(text));
		assert_string_equal(text, gen[i] == 2 ? "rsa\ndh\n" :
			"rsa\ndh\necdh\necdsa\nsm2\nx25519\nx448\n");
		hpre_close(&rig);
	}
}

/* The samples are good, in mapped and in bounced memory. */
static void
samples(void **state)
{
	struct hpre_rig rig;
	struct hpre_job job;
	size_t i;

	(void)state;
	for (i = 0; i < 2 * HPRE_SAMPLES; i++) {
		hpre_sample(&job, hpre_sample_algs[i / 2]);
		hpre_open(&rig, 3, type_of(job.alg), i % 2);
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		hpre_sample_check(&job);
		assert_int_equal(hisi_model_checked_refused(rig.mem), 0);
		hpre_close(&rig);
	}
}

/* Refused without a look at memory: nothing may be reached. */
static void
must_refuse(struct hpre_rig *rig, struct hpre_job *job)
{
	uint64_t before = hisi_model_checked_refused(rig->mem);

	job->key.len = 0;
	job->in.len = 0;
	job->out.len = 0;
	assert_int_equal(hpre_run(rig, job), HPRE_REFUSED);
	assert_int_equal(job->w1_done & 0x78000000, 0);
	assert_int_equal(hisi_model_checked_refused(rig->mem), before);
}

/* 3.3, 5.8: codes without a public layout. */
static void
no_layout(void **state)
{
	static const unsigned int gen[] = { 2, 3, 5 };
	struct hpre_rig rig;
	struct hpre_job job;
	unsigned int i, type;
	uint32_t alg;

	(void)state;
	for (i = 0; i < 3; i++) {
		for (type = 0; type < 2; type++) {
			hpre_open(&rig, gen[i], type, false);
			for (alg = 0x06; alg < 0x20; alg++) {
				if (alg >= 0x0D && alg <= 0x15)
					continue;
				hpre_job(&job, alg, 32);
				must_refuse(&rig, &job);
				hpre_job(&job, alg, 128);
				must_refuse(&rig, &job);
			}
			hpre_close(&rig);
		}
	}
}

/* Question 22: the other queue type, and curves on generation 2. */
static void
wrong_queue(void **state)
{
	static const unsigned int gen[] = { 2, 3, 5 };
	struct hpre_rig rig;
	struct hpre_job job;
	unsigned int g, i;

	(void)state;
	for (g = 0; g < 3; g++) {
		for (i = 0; i < HPRE_SAMPLES; i++) {
			uint32_t alg = hpre_sample_algs[i];

			hpre_sample(&job, alg);
			hpre_open(&rig, gen[g], !type_of(alg), false);
			must_refuse(&rig, &job);
			hpre_close(&rig);
			hpre_sample(&job, alg);
			hpre_open(&rig, gen[g], type_of(alg), false);
			if (gen[g] == 2 && alg > 0x05) {
				must_refuse(&rig, &job);
			} else {
				assert_int_equal(hpre_run(&rig, &job),
						 HPRE_GOOD);
				hpre_sample_check(&job);
			}
			hpre_close(&rig);
		}
	}
}

/* The table of 3.2. */
static bool
size_good(uint32_t alg, size_t sz)
{
	if (alg <= 0x03)
		return sz == 128 || sz == 256 || sz == 384 || sz == 512;
	if (alg <= 0x05)
		return sz == 96 || sz == 128 || sz == 192 || sz == 256 ||
		       sz == 384 || sz == 512;
	if (alg == 0x10)
		return sz == 32 || sz == 72;
	if (alg >= 0x11)
		return sz == 32;
	return sz == 32 || sz == 48 || sz == 72;
}

/* Question 23. A size that is accepted goes on to the key. */
static void
sizes(void **state)
{
	struct hpre_rig rig;
	struct hpre_job job;
	unsigned int i;
	size_t sz;

	(void)state;
	for (i = 0; i < HPRE_SAMPLES; i++) {
		uint32_t alg = hpre_sample_algs[i];

		hpre_open(&rig, 3, type_of(alg), false);
		for (sz = 8; sz <= 2048; sz += 8) {
			hpre_job(&job, alg, sz);
			if (size_good(alg, sz))
				assert_int_equal(hpre_run(&rig, &job),
						 HPRE_FAULT);
			else
				must_refuse(&rig, &job);
		}
		hpre_close(&rig);
	}
}

/* 3.4: software has to initialise the task. */
static void
not_initialised(void **state)
{
	uint32_t w[16], done;
	struct hpre_rig rig;

	(void)state;
	hpre_open(&rig, 3, 1, false);
	for (done = 0; done < 4; done++) {
		memset(w, 0, sizeof(w));
		w[0] = done << 30 | 0x0F;
		w[1] = 3;
		w[6] = 2;
		assert_true(model_client_run(&rig.c, w));
		assert_int_equal(w[0], (done == 1 ? HPRE_FAULT :
					HPRE_REFUSED) | 0x0F);
		assert_int_equal(w[6], 0);
	}
	hpre_close(&rig);
}

/* One byte of one buffer out of reach (3.5); nothing is written. */
static void
short_buffers(void **state)
{
	unsigned int i, part, gen;
	struct hpre_rig rig;
	struct hpre_job job;

	(void)state;
	for (i = 0; i < HPRE_SAMPLES * 3 * 2 * 2; i++) {
		part = i / 2 % 3;
		gen = i / 6 % 2 ? 3 : 2;
		hpre_sample(&job, hpre_sample_algs[i / 12]);
		if (gen == 2 && job.alg > 0x05)
			continue;
		job.key_short = part == 0;
		job.in_short = part == 1;
		job.out_short = part == 2;
		hpre_open(&rig, gen, type_of(job.alg), i % 2);
		if ((part == 1 && job.in.len == 0) ||
		    (part == 2 && job.out.len == 0)) {
			assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		} else if (gen == 2) {
			/* etype1 is reserved there (3.1). */
			assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
			assert_int_equal(job.w1_done >> 27 & 15, 0);
		} else {
			assert_int_equal(hpre_run(&rig, &job), HPRE_FAULT);
			assert_int_equal(job.w1_done >> 27 & 15, 1);
		}
		hpre_close(&rig);
	}
}

/* Addresses that cannot be: null, the last ones, a range that wraps. */
static void
wild_addresses(void **state)
{
	static const uint64_t wild[] = {
		0, 1, 4095, UINT64_MAX, UINT64_MAX - 15, 1ULL << 63,
	};
	struct hpre_rig rig;
	struct hpre_job job;
	uint32_t w[16];
	size_t i, word;

	(void)state;
	hpre_open(&rig, 3, 1, false);
	hpre_sample(&job, 0x0D);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	for (i = 0; i < sizeof(wild) / sizeof(wild[0]); i++) {
		for (word = 2; word < 8; word += 2) {
			uint64_t addr[3] = { (uintptr_t)job.key.p,
				(uintptr_t)job.in.p, (uintptr_t)job.out.p };

			addr[word / 2 - 1] = wild[i];
			memset(w, 0, sizeof(w));
			w[0] = 0x4000000D;
			w[1] = 3;
			memcpy(w + 2, addr, sizeof(addr));
			assert_true(model_client_run(&rig.c, w));
			assert_int_equal(w[0], HPRE_FAULT | 0x0D);
		}
	}
	hpre_close(&rig);
}

/* Fields that question 16, 17, 18 and 21 tell the model to ignore. */
static void
ignored_fields(void **state)
{
	struct hpre_rig rig;
	struct hpre_job job;
	unsigned int i, gen;

	(void)state;
	for (i = 0; i < 2 * HPRE_SAMPLES; i++) {
		gen = i % 2 ? 5 : 2;
		hpre_sample(&job, hpre_sample_algs[i / 2]);
		if (gen == 2 && job.alg > 0x05)
			continue;
		/* All of word 1 but the length, sm2_ksel, sva_status. */
		job.w1 = 0x85FFFF00;
		job.junk = 0xFFFFFFFF;
		hpre_open(&rig, gen, type_of(job.alg), false);
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		hpre_sample_check(&job);
		assert_int_equal(job.w1_done & ~0xFFu, 0x85FFFF00);
		hpre_close(&rig);
	}
}

/* The result fields are overwritten (3.1). */
static void
stale_results(void **state)
{
	struct hpre_rig rig;
	struct hpre_job job;
	uint32_t w[16];
	uint64_t addr[3];

	(void)state;
	hpre_sample(&job, 0x0D);
	hpre_open(&rig, 3, 1, false);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	memset(w, 0, sizeof(w));
	w[0] = 0x7FFFFFE0 | 0x0D;
	w[1] = 0x78000003;
	addr[0] = (uintptr_t)job.key.p;
	addr[1] = (uintptr_t)job.in.p;
	addr[2] = (uintptr_t)job.out.p;
	memcpy(w + 2, addr, sizeof(addr));
	assert_true(model_client_run(&rig.c, w));
	assert_int_equal(w[0], HPRE_GOOD | 0x0D);
	assert_int_equal(w[1], 3);
	hpre_close(&rig);
}

/* Question 29: all input is read before any output is written. */
static void
overlap(void **state)
{
	struct hpre_buf all = { .len = 0 };
	struct hpre_rig rig;
	struct hpre_job job;
	uint64_t addr[3];
	uint32_t w[16];
	size_t i;

	(void)state;
	hpre_open(&rig, 3, 0, false);
	hpre_sample(&job, 0x01);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	hisi_model_checked_clear(rig.mem);
	hisi_model_checked_add(rig.mem, all.p, sizeof(all.p), true);
	/* Output over the input, one byte below it, over the key. */
	for (i = 0; i < 3; i++) {
		memcpy(all.p, job.key.p, job.key.len);
		memcpy(all.p + job.key.len, job.in.p, job.in.len);
		addr[0] = (uintptr_t)all.p;
		addr[1] = addr[0] + job.key.len;
		addr[2] = i == 0 ? addr[1] : i == 1 ? addr[1] - 1 : addr[0];
		memset(w, 0, sizeof(w));
		w[0] = 0x40000001;
		w[1] = 15;
		memcpy(w + 2, addr, sizeof(addr));
		assert_true(model_client_run(&rig.c, w));
		assert_int_equal(w[0], HPRE_GOOD | 0x01);
		assert_memory_equal((uint8_t *)(uintptr_t)addr[2], job.out.p,
				    job.out.len);
	}
	hpre_close(&rig);
}

/* 5.3, question 5; 5.2: an address that is not used may be anything. */
static void
unused_input(void **state)
{
	static const uint32_t alg[] = { 0x02, 0x03, 0x04 };
	struct hpre_rig rig;
	struct hpre_job job;
	size_t i;

	(void)state;
	hpre_open(&rig, 3, 0, false);
	for (i = 0; i < 3; i++) {
		hpre_sample(&job, alg[i]);
		assert_int_equal(job.in.len, 0);
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		hpre_sample_check(&job);
	}
	assert_int_equal(hisi_model_checked_refused(rig.mem), 0);
	hpre_close(&rig);
}

static uint32_t
run_injected(struct hpre_rig *rig, struct hpre_job *job,
	     enum hisi_model_fault_kind kind, uint32_t value)
{
	struct hisi_model_fault f = { .kind = kind, .value = value };
	uint32_t result;

	assert_int_equal(hisi_model_inject(rig->c.model, &f), 0);
	result = hpre_run(rig, job);
	hisi_model_inject_clear(rig->c.model);
	return result;
}

/* Questions 1 and 17: any error on demand. */
static void
injected(void **state)
{
	struct hisi_model_stats s;
	struct hpre_rig rig;
	struct hpre_job job;

	(void)state;
	hpre_open(&rig, 3, 1, false);
	hpre_sample(&job, 0x0F);
	assert_int_equal(run_injected(&rig, &job, HISI_MODEL_FAULT_MEMORY, 0),
			 HPRE_FAULT);
	assert_int_equal(job.w1_done >> 27 & 15, 1);
	assert_int_equal(run_injected(&rig, &job, HISI_MODEL_FAULT_ERROR, 0),
			 HPRE_REFUSED);
	assert_int_equal(run_injected(&rig, &job, HISI_MODEL_FAULT_ERROR,
				      0x555), 0xC0000000 | 0x555 << 5);
	assert_int_equal(run_injected(&rig, &job, HISI_MODEL_FAULT_ERROR,
				      0x00200000), HPRE_FAULT);
	assert_int_equal(job.w1_done >> 27 & 15, 1);
	assert_int_equal(run_injected(&rig, &job, HISI_MODEL_FAULT_ERROR,
				      0x80010002), 0x80010040);
	assert_int_equal(job.w1_done >> 27 & 15, 0);
	hisi_model_stats_get(rig.c.model, &s);
	assert_int_equal(s.errors, 5);
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	assert_int_equal(job.verdict, 2);
	hpre_close(&rig);
}

/* A queue that was stopped, and has forgotten all, starts again. */
static void
restart(void **state)
{
	struct hpre_rig rig;
	struct hpre_job job;
	unsigned int i;

	(void)state;
	hpre_open(&rig, 3, 1, false);
	for (i = 0; i < HPRE_SAMPLES; i++) {
		hpre_sample(&job, hpre_sample_algs[i]);
		if (type_of(job.alg) != 1)
			continue;
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		assert_int_equal(hisi_model_ioctl(rig.c.queue,
						  HISI_UACCE_PUT_Q, NULL), 0);
		/* The rings begin anew, the client clears the CQ. */
		memset(rig.c.dus + 64 * rig.c.info.sq_depth, 0,
		       16 * rig.c.info.cq_depth);
		rig.c.sq_tail = 0;
		rig.c.cq_head = 0;
		rig.c.phase = 1;
		assert_int_equal(hisi_model_ioctl(rig.c.queue,
						  HISI_UACCE_START_Q, NULL),
				 0);
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		hpre_sample_check(&job);
	}
	hpre_close(&rig);
}

/* Inline, the device works in the caller's thread: libcrypto's error queue
 * there is the caller's.
 */
static void
error_queue(void **state)
{
	struct hpre_rig rig;
	struct hpre_job job;
	int i;

	(void)state;
	hpre_open(&rig, 3, 1, false);
	for (i = 0; i < 2; i++) {
		ERR_clear_error();
		if (i == 1)
			ERR_raise(ERR_LIB_USER, 77);
		/* A point off the curve makes libcrypto complain. */
		hpre_sample(&job, 0x0D);
		job.in.p[0] ^= 1;
		assert_int_equal(hpre_run(&rig, &job), HPRE_REFUSED);
		if (i == 1)
			assert_int_equal(ERR_GET_REASON(ERR_get_error()), 77);
		assert_int_equal(ERR_get_error(), 0);
	}
	hpre_close(&rig);
}

/* Threads that overtake each other share nothing. */
static void
threads(void **state)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_HPRE, .gen = 3, .threads = 3,
		.unordered = true,
	};
	static struct hpre_job job[60];
	struct model_client c;
	uint64_t addr[3];
	uint32_t w[16];
	int i, slot;

	(void)state;
	model_client_open(&c, &conf, NULL, 1);
	for (i = 0; i < 60; i++) {
		hpre_sample(&job[i], i % 3 ? 0x0E : 0x14);
		addr[0] = (uintptr_t)job[i].key.p;
		addr[1] = (uintptr_t)job[i].in.p;
		addr[2] = (uintptr_t)job[i].out.p;
		memset(w, 0, sizeof(w));
		w[0] = 0x40000000 | job[i].alg;
		w[1] = 3;
		memcpy(w + 2, addr, sizeof(addr));
		w[8] = i;
		w[10] = job[i].w10;
		model_client_put(&c, w);
	}
	model_client_ring(&c);
	for (i = 0; i < 60; i++) {
		slot = model_client_take(&c, w);
		assert_in_range(slot, 0, 59);
		assert_int_equal(w[8], slot);
		assert_int_equal(w[0], HPRE_GOOD | job[slot].alg);
		hpre_sample_check(&job[slot]);
	}
	model_client_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes), cmocka_unit_test(samples),
		cmocka_unit_test(no_layout), cmocka_unit_test(wrong_queue),
		cmocka_unit_test(sizes), cmocka_unit_test(not_initialised),
		cmocka_unit_test(short_buffers),
		cmocka_unit_test(wild_addresses),
		cmocka_unit_test(ignored_fields),
		cmocka_unit_test(stale_results), cmocka_unit_test(overlap),
		cmocka_unit_test(unused_input), cmocka_unit_test(injected),
		cmocka_unit_test(restart), cmocka_unit_test(error_queue),
		cmocka_unit_test(threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
