/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Every vector of the files for the SEC engine that DPDK 22.11 has an
 * algorithm for, through the driver. Valid ones pass in both directions,
 * invalid ones end with AUTH_FAILED, and a session is refused if and only if
 * the datasheet's limits (sec.md 12.1, 12.4) say so. What came of each file is
 * printed and compared with sec-counts.txt beside the vectors.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>

#include "func.h"
#include "sym_fixture.h"

#define MAX 4096

/* A vector with its texts as bytes. */
struct vector {
	uint8_t key[MAX], iv[MAX], aad[MAX], msg[MAX], ct[MAX], tag[MAX];
	size_t key_len, iv_len, aad_len, msg_len, ct_len, tag_len;
	bool valid;
	int id;
};

/* The results of a file. */
struct counts {
	unsigned int passed;  /* valid, right in both directions */
	unsigned int refused; /* no session, by a limit of the engine */
	unsigned int invalid; /* AUTH_FAILED */
};

static size_t
bytes(const json_t *test, const char *name, uint8_t *out)
{
	const char *text = json_string_value(json_object_get(test, name));
	unsigned int v;
	size_t n = 0;

	if (text == NULL)
		return 0;
	assert_true(strlen(text) / 2 <= MAX);
	for (; *text != '\0'; text += 2) {
		assert_int_equal(sscanf(text, "%2x", &v), 1);
		out[n++] = v;
	}
	return n;
}

static void
vector_read(const json_t *test, struct vector *v)
{
	v->key_len = bytes(test, "key", v->key);
	v->iv_len = bytes(test, "iv", v->iv);
	v->aad_len = bytes(test, "aad", v->aad);
	v->msg_len = bytes(test, "msg", v->msg);
	v->ct_len = bytes(test, "ct", v->ct);
	v->tag_len = bytes(test, "tag", v->tag);
	v->valid = strcmp(json_string_value(json_object_get(test, "result")),
			  "valid") == 0;
	v->id = json_integer_value(json_object_get(test, "tcId"));
}

/* A file, its algorithm, and whether the engine can express a vector. */
struct file {
	const char *name;
	enum sym_kind kind;
	int algo;
	bool (*fits)(const struct vector *v, bool v2);
};

static bool
gcm_fits(const struct vector *v, bool v2)
{
	(void)v2;
	return v->iv_len == 12 && v->tag_len >= 8;
}

static bool
ccm_fits(const struct vector *v, bool v2)
{
	(void)v2;
	return v->iv_len >= 7 && v->iv_len <= 13 && v->tag_len >= 4 &&
	       v->tag_len % 2 == 0;
}

static bool
xts_fits(const struct vector *v, bool v2)
{
	(void)v2;
	return v->key_len != 48;
}

static bool
cmac_fits(const struct vector *v, bool v2)
{
	return !v2 && v->key_len == 16;
}

static bool
hmac_fits(const struct vector *v, bool v2)
{
	(void)v2;
	return v->key_len != 0;
}

static const struct file files[] = {
	{ "aes_gcm", SYM_AEAD, RTE_CRYPTO_AEAD_AES_GCM, gcm_fits },
	{ "aes_ccm", SYM_AEAD, RTE_CRYPTO_AEAD_AES_CCM, ccm_fits },
	{ "aes_xts", SYM_CIPHER, RTE_CRYPTO_CIPHER_AES_XTS, xts_fits },
	{ "aes_cmac", SYM_AUTH, RTE_CRYPTO_AUTH_AES_CMAC, cmac_fits },
	{ "hmac_sha256", SYM_AUTH, RTE_CRYPTO_AUTH_SHA256_HMAC, hmac_fits },
};

static void
job_of(struct sym_job *job, const struct file *f, const struct vector *v,
       bool encrypt)
{
	struct sym_spec spec = {
		.kind = f->kind, .algo = f->algo, .key_len = v->key_len,
		.iv_len = f->kind == SYM_CIPHER ? 16 : v->iv_len,
		.digest_len = v->tag_len, .aad_len = v->aad_len,
		.decrypt = !encrypt,
	};

	assert_true(v->key_len <= sizeof(job->a_key));
	memset(job, 0, sizeof(*job));
	job->kind = f->kind;
	job->encrypt = encrypt;
	job->digest_len = v->tag_len;
	job->aad_len = v->aad_len;
	sym_job_xforms(job, &spec);
	memcpy(f->kind == SYM_AUTH ? job->a_key : job->c_key, v->key,
	       RTE_MIN(v->key_len, sizeof(job->c_key)));
	if (f->kind == SYM_AUTH)
		memcpy(job->a_key, v->key, v->key_len);
	/* A sector number of XTS is little-endian: zeros follow. */
	memcpy(job->iv, v->iv, RTE_MIN(v->iv_len, sizeof(job->iv)));
	memcpy(job->aad, v->aad, v->aad_len);
	memcpy(job->digest, v->tag, RTE_MIN(v->tag_len, sizeof(job->digest)));
	job->total = job->c_len = job->a_len = v->msg_len;
	job->in = malloc(v->msg_len + 1);
	job->want = malloc(v->msg_len + 1);
	memcpy(job->in, f->kind == SYM_AUTH || encrypt ? v->msg : v->ct,
	       v->msg_len);
	memcpy(job->want, f->kind == SYM_AUTH || !encrypt ? v->msg : v->ct,
	       v->msg_len);
	/* Invalid ones are given as they are, and must fail. */
	job->spoil = !v->valid;
	job->src_segs = func_range(1, 4);
	job->dst_segs = func_range(1, 4);
	job->oop = f->kind != SYM_AUTH && func_range(0, 1);
}

/* Whether the driver makes the session. */
static bool
session_possible(struct sym_job *job)
{
	void *s = rte_cryptodev_sym_session_create(dev.id, job->xform,
						   dev.sessions);

	if (s == NULL)
		return false;
	assert_int_equal(rte_cryptodev_sym_session_free(dev.id, s), 0);
	return true;
}

/* The tag of an invalid vector stays as the file has it. */
static void
run_job(const struct file *f, const struct vector *v, bool encrypt)
{
	static struct sym_job job;
	const char *bad;

	job_of(&job, f, v, encrypt);
	sym_job_prepare(&job, &dev);
	if (!v->valid)
		memcpy(job.digest_mem, v->tag, v->tag_len);
	sym_jobs_enqueue(&dev, &job, 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	bad = sym_job_check(&job);
	if (bad != NULL)
		fail_msg("%s, vector %d: %s: %s", f->name, v->id, bad,
			 sym_job_text(&job));
	assert_true(sym_job_free(&job, &dev));
}

static void
run_vector(const struct file *f, const struct vector *v, bool v2,
	   struct counts *n)
{
	static struct sym_job job;
	bool possible;

	job_of(&job, f, v, false);
	possible = session_possible(&job);
	sym_job_free(&job, &dev);
	if (possible != f->fits(v, v2))
		fail_msg("%s, vector %d: session %s", f->name, v->id,
			 possible ? "made" : "refused");
	if (!possible) {
		n->refused++;
		return;
	}
	run_job(f, v, false);
	if (!v->valid) {
		n->invalid++;
		return;
	}
	run_job(f, v, true);
	n->passed++;
}

static void
run_file(const struct file *f, bool v2, struct counts *n)
{
	static struct vector v;
	json_t *root, *group, *test;
	char path[512];
	size_t i, j;

	snprintf(path, sizeof(path), TEST_VECTORS "/wycheproof/%s_test.json",
		 f->name);
	root = json_load_file(path, 0, NULL);
	assert_non_null(root);
	memset(n, 0, sizeof(*n));
	json_array_foreach(json_object_get(root, "testGroups"), i, group)
		json_array_foreach(json_object_get(group, "tests"), j, test) {
			vector_read(test, &v);
			run_vector(f, &v, v2, n);
		}
	assert_int_equal(n->passed + n->refused + n->invalid,
			 json_integer_value(json_object_get(root,
							"numberOfTests")));
	json_decref(root);
}

/* The line of the checked-in table for a generation and file. */
static void
expected(const char *gen, const char *name, struct counts *n)
{
	FILE *f = fopen(TEST_VECTORS "/sec-counts.txt", "r");
	char line[128], g[16], file[64];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "%15s %63s %u %u %u", g, file, &n->passed,
			   &n->refused, &n->invalid) == 5 &&
		    strcmp(g, gen) == 0 && strcmp(file, name) == 0) {
			fclose(f);
			return;
		}
	fclose(f);
	fail_msg("sec-counts.txt has no line for %s %s", gen, name);
}

static void
run_all(const char *gen)
{
	struct counts got, want;
	char args[32];
	unsigned int i;

	snprintf(args, sizeof(args), "device=model,gen=%s", gen);
	open_device(args, 64);
	for (i = 0; i < RTE_DIM(files); i++) {
		run_file(&files[i], strcmp(gen, "v2") == 0, &got);
		printf("%s %-12s %4u %4u %4u\n", gen, files[i].name,
		       got.passed, got.refused, got.invalid);
		expected(gen, files[i].name, &want);
		assert_int_equal(got.passed, want.passed);
		assert_int_equal(got.refused, want.refused);
		assert_int_equal(got.invalid, want.invalid);
	}
}

static void
vectors_v2(void **state)
{
	(void)state;
	run_all("v2");
}

static void
vectors_v3(void **state)
{
	(void)state;
	run_all("v3");
}

static void
vectors_v5(void **state)
{
	(void)state;
	run_all("v5");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(vectors_v2, close_device),
		cmocka_unit_test_teardown(vectors_v3, close_device),
		cmocka_unit_test_teardown(vectors_v5, close_device),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
