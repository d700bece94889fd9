/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: the device around the engine; faults, threads, trace. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "model_sec_oracle.h"

static const struct sec_desc sha256 = {
	.type = 2, .scene = 1, .auth = 1, .a_alg = 1, .mac_words = 8,
	.a_len = 100,
};

static void
attributes(void **state)
{
	static const unsigned int gens[] = { 2, 3, 5 };
	struct hisi_model_conf conf = { .engine = HISI_ENGINE_SEC };
	struct hisi_model *m;
	unsigned int i;
	char buf[64];

	(void)state;
	for (i = 0; i < 3; i++) {
		conf.gen = gens[i];
		assert_int_equal(hisi_model_create(&conf, &m), 0);
		assert_memory_equal(hisi_model_name(m), "hisi_sec2-", 10);
		assert_true(hisi_model_attr(m, "algorithms", buf,
					    sizeof(buf)) > 0);
		assert_string_equal(buf, "cipher\ndigest\naead\n");
		hisi_model_destroy(m);
	}
}

/* An injected error is one whatever its code; others pass. */
static void
injected_errors(void **state)
{
	static const struct {
		uint32_t value, code;
	} codes[] = {
		{ 0, MSEC_ERR_INJECTED }, { 0x77, 0x77 },
		{ 0x100, MSEC_ERR_INJECTED }, { 0x1ff, 0xff },
	};
	struct hisi_model_fault f = { .kind = HISI_MODEL_FAULT_ERROR };
	struct hisi_model_stats stats;
	struct sec_desc d = sha256;
	struct sec_client s;
	unsigned int i;

	(void)state;
	sec_open(&s, 2, false);
	d.src = sec_buf_ro(&s, 100);
	d.mac = sec_buf(&s, 32);
	for (i = 0; i < 4; i++) {
		f.value = codes[i].value;
		assert_int_equal(hisi_model_inject(s.c.model, &f), 0);
		sec_snapshot(&s);
		assert_int_equal(sec_run(&s, &d), SEC_REFUSED(codes[i].code));
		assert_true(sec_unchanged(&s));
	}
	f.kind = HISI_MODEL_FAULT_MEMORY;
	assert_int_equal(hisi_model_inject(s.c.model, &f), 0);
	assert_int_equal(sec_run(&s, &d), SEC_REFUSED(MSEC_ERR_ACCESS));
	assert_true(sec_unchanged(&s));
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
	hisi_model_stats_get(s.c.model, &stats);
	assert_int_equal(stats.errors, 5);
	assert_int_equal(stats.descriptors, 6);
	sec_close(&s);
}

#define JOBS 200

/* Several at a time in one queue; each place of execution has its own keys. */
static void
threads(void **state)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_SEC, .gen = 3, .threads = 4,
		.unordered = true, .sq_depth = 256, .cq_depth = 256,
	};
	static uint8_t in[JOBS][256], out[JOBS][256], key[7][16], iv[JOBS][16];
	uint8_t want[256];
	struct model_client c;
	struct sec_desc d = {
		.type = 3, .de = 1, .cipher = 1, .c_alg = 2, .c_mode = 1,
		.c_len = 256,
	};
	unsigned int i, round;
	uint64_t seed = 1;
	uint32_t w[32];

	(void)state;
	sec_random(&seed, key, sizeof(key));
	model_client_open(&c, &conf, NULL, 0);
	for (round = 0; round < 5; round++) {
		sec_random(&seed, in, sizeof(in));
		sec_random(&seed, iv, sizeof(iv));
		for (i = 0; i < JOBS; i++) {
			d.src = in[i];
			d.dst = out[i];
			d.c_key = key[i % 7];
			d.c_iv = iv[i];
			sec_desc_words(&d, w);
			model_client_put(&c, w);
		}
		model_client_ring(&c);
		for (i = 0; i < JOBS; i++) {
			assert_true(model_client_take(&c, w) >= 0);
			assert_int_equal(w[28], SEC_DONE_CIPHER);
		}
		for (i = 0; i < JOBS; i++) {
			d.c_key = key[i % 7];
			d.c_iv = iv[i];
			oracle_encrypt(&d, in[i], want, 256);
			assert_memory_equal(out[i], want, 256);
		}
	}
	model_client_close(&c);
}

/* The roles that appear in a trace. */
static void
trace(void **state)
{
	static const char *const roles[] = { "\"src\"", "\"dst\"", "\"mac\"",
					     "\"c_key\"", "\"c_iv\"",
					     "\"a_key\"" };
	struct sec_desc d = {
		.type = 3, .de = 1, .cipher = 1, .auth = 1, .c_alg = 2,
		.c_mode = 1, .a_alg = 0x11, .a_key_words = 8,
		.mac_words = 8, .c_len = 32, .a_len = 32,
	};
	char path[] = "/tmp/test_model_sec.XXXXXX", line[8192];
	struct sec_client s;
	unsigned int i;
	FILE *f;
	int fd;

	(void)state;
	fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	sec_open(&s, 3, false);
	d.src = sec_buf_ro(&s, 32);
	d.dst = sec_buf(&s, 32);
	d.mac = sec_buf(&s, 32);
	d.c_key = sec_buf_ro(&s, 16);
	d.c_iv = sec_buf_ro(&s, 16);
	d.a_key = sec_buf_ro(&s, 32);
	unlink(path);
	assert_int_equal(hisi_model_trace(s.c.model, path), 0);
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AEAD);
	assert_int_equal(hisi_model_trace(s.c.model, NULL), 0);
	sec_close(&s);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		assert_non_null(strstr(line, roles[i]));
	fclose(f);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes),
		cmocka_unit_test(injected_errors),
		cmocka_unit_test(threads),
		cmocka_unit_test(trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
