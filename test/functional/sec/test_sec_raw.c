/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * crypto_hisi_sec through the raw data-path API, against libcrypto: random
 * operations of all kinds, faults, refusals, the largest data there is.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>

#include "func.h"
#include "sym_fixture.h"

#define NB 64
#define ALL_KINDS ((1U << SYM_KINDS) - 1)

static struct sym_job *jobs;
static struct rte_crypto_raw_dp_ctx *ctx[NB];

/* A context of its own for each job, all on one queue pair. */
static void
make_context(unsigned int i)
{
	int size = rte_cryptodev_get_raw_dp_ctx_size(dev.id);
	union rte_cryptodev_session_ctx session;

	assert_true(size > 0);
	ctx[i] = malloc(size);
	assert_non_null(ctx[i]);
	if (jobs[i].sessionless)
		session.xform = jobs[i].xform;
	else
		session.crypto_sess = jobs[i].session;
	assert_int_equal(rte_cryptodev_configure_raw_dp_ctx(dev.id, 0, ctx[i],
		jobs[i].sessionless ? RTE_CRYPTO_OP_SESSIONLESS :
				      RTE_CRYPTO_OP_WITH_SESSION,
		session, 0), 0);
}

/* The job's operation in the terms of the raw API. */
struct raw {
	struct rte_crypto_vec src[FUNC_MAX_SEGS], dst[FUNC_MAX_SEGS];
	struct rte_crypto_sgl src_sgl, dst_sgl;
	struct rte_crypto_va_iova_ptr iv, digest, aad;
	union rte_crypto_sym_ofs ofs;
	struct rte_crypto_sym_vec vec;
	int32_t status;
};

static uint32_t
vectors(struct rte_mbuf *m, uint32_t len, struct rte_crypto_vec *vec)
{
	int n = rte_crypto_mbuf_to_vec(m, 0, len, vec, FUNC_MAX_SEGS);

	assert_true(n > 0);
	return n;
}

static void
describe(struct raw *r, struct sym_job *job)
{
	memset(r, 0, sizeof(*r));
	r->src_sgl.vec = r->src;
	r->src_sgl.num = vectors(job->src, job->total, r->src);
	if (job->oop) {
		r->dst_sgl.vec = r->dst;
		r->dst_sgl.num = vectors(job->dst, job->total, r->dst);
		r->vec.dest_sgl = &r->dst_sgl;
	}
	r->iv.va = rte_crypto_op_ctod_offset(job->op, void *, SYM_IV_OFFSET);
	r->digest.va = job->digest_mem;
	r->aad.va = job->kind == SYM_AEAD ? job->op->sym->aead.aad.data :
		    (uint8_t *)r->iv.va + 16;
	if (job->kind != SYM_AUTH) {
		r->ofs.ofs.cipher.head = job->c_off;
		r->ofs.ofs.cipher.tail = job->total - job->c_off - job->c_len;
	}
	if (job->kind == SYM_AUTH || job->kind == SYM_CHAIN) {
		r->ofs.ofs.auth.head = job->a_off;
		r->ofs.ofs.auth.tail = job->total - job->a_off - job->a_len;
	}
	r->vec.num = 1;
	r->vec.src_sgl = &r->src_sgl;
	r->vec.iv = &r->iv;
	r->vec.digest = &r->digest;
	r->vec.aad = &r->aad;
	r->vec.status = &r->status;
}

/* @return what the driver says: 0, or a negative errno */
static int
enqueue(unsigned int i, struct raw *r)
{
	void *user = &jobs[i];
	int status;

	if (!jobs[i].oop && func_range(0, 1))
		return rte_cryptodev_raw_enqueue(ctx[i], r->src,
				r->src_sgl.num, r->ofs, &r->iv, &r->digest,
				&r->aad, user);
	if (rte_cryptodev_raw_enqueue_burst(ctx[i], &r->vec, r->ofs, &user,
					    &status) == 1)
		return status;
	assert_int_not_equal(r->status, 0);
	return status < 0 ? status : -EAGAIN;
}

/* The status of each operation that came back. */
static unsigned int told;

static void
post(void *user, uint32_t index, uint8_t good)
{
	struct sym_job *job = user;

	RTE_SET_USED(index);
	job->op->status = good ? RTE_CRYPTO_OP_STATUS_SUCCESS :
		job->spoil ? RTE_CRYPTO_OP_STATUS_AUTH_FAILED :
			     RTE_CRYPTO_OP_STATUS_ERROR;
	told++;
}

static uint32_t
two(void *user)
{
	assert_non_null(user);
	return 2;
}

/* Dequeue all, in every way the API has; they must come in order. */
static unsigned int
dequeue(unsigned int nb)
{
	unsigned int done = 0, idle = 0, n, i, way;
	enum rte_crypto_op_status status;
	uint32_t good;
	void *user[NB];
	int ret;

	/* A busy machine may keep the model's threads waiting for seconds. */
	while (done < nb && idle < 20000) {
		way = func_range(0, 3);
		if (way == 0) {
			user[0] = rte_cryptodev_raw_dequeue(ctx[done], &ret,
							    &status);
			n = user[0] != NULL;
			if (n != 0)
				((struct sym_job *)user[0])->op->status =
					status;
		} else {
			told = 0;
			n = rte_cryptodev_raw_dequeue_burst(ctx[done],
				way == 1 ? two : NULL,
				way == 1 ? 0 : RTE_MIN(nb - done, 7U), post,
				user, 1, &good, &ret);
			assert_int_equal(told, n);
			assert_true(good <= n);
		}
		assert_int_equal(ret, 0);
		for (i = 0; i < n; i++)
			assert_ptr_equal(user[i], &jobs[done + i]);
		/* Neither more nor less than was dequeued is given back. */
		assert_true(rte_cryptodev_raw_dequeue_done(ctx[done],
							   n + 1) < 0);
		assert_int_equal(rte_cryptodev_raw_dequeue_done(ctx[done], n),
				 0);
		done += n;
		idle = n == 0 ? idle + 1 : 0;
		if (n == 0)
			usleep(1000);
	}
	return done;
}

static void
free_all(unsigned int nb)
{
	unsigned int i;

	assert_true(sym_jobs_free(&dev, jobs, nb));
	for (i = 0; i < nb; i++)
		free(ctx[i]);
}

/* Enqueue all, with the doorbell now and then. */
static void
enqueue_all(unsigned int nb)
{
	static struct raw r;
	unsigned int i, cached = 0;

	for (i = 0; i < nb; i++) {
		describe(&r, &jobs[i]);
		assert_int_equal(enqueue(i, &r), 0);
		cached++;
		if (i + 1 != nb && func_range(0, 7) != 0)
			continue;
		assert_true(rte_cryptodev_raw_enqueue_done(ctx[i],
							   cached + 1) < 0);
		assert_int_equal(rte_cryptodev_raw_enqueue_done(ctx[i],
								cached), 0);
		cached = 0;
	}
}

static void
make_random(unsigned int nb, uint32_t max_len)
{
	unsigned int i;

	for (i = 0; i < nb; i++) {
		assert_true(sym_job_make(&jobs[i], &dev, ALL_KINDS, max_len));
		sym_job_prepare(&jobs[i], &dev);
		make_context(i);
	}
}

static void
random_jobs(const char *args, unsigned int count, uint32_t max_len)
{
	unsigned int round, i;
	const char *bad;

	open_device(args, 256);
	for (round = 0; round < RTE_MAX(count / NB, 1U); round++) {
		make_random(NB, max_len);
		enqueue_all(NB);
		assert_int_equal(dequeue(NB), NB);
		for (i = 0; i < NB; i++) {
			bad = sym_job_check(&jobs[i]);
			if (bad != NULL)
				fail_msg("%s: %s", bad,
					 sym_job_text(&jobs[i]));
		}
		free_all(NB);
	}
}

static void
random_v3(void **state)
{
	(void)state;
	random_jobs("device=model", func_cases(10000), 600);
}

static void
random_v2(void **state)
{
	(void)state;
	random_jobs("device=model,gen=v2", func_cases(5000), 600);
}

static void
random_large(void **state)
{
	(void)state;
	random_jobs("device=model,gen=v5", func_cases(1000), 40000);
}

static void
random_threads(void **state)
{
	(void)state;
	random_jobs("device=model,mode=thread,threads=2,unordered=1",
		    func_cases(3000), 400);
}

/* Jobs of one kind, without a bad tag. */
static void
make_fixed(const struct sym_spec *spec)
{
	unsigned int i;

	for (i = 0; i < NB; i++) {
		sym_job_from(&jobs[i], spec);
		sym_job_prepare(&jobs[i], &dev);
		make_context(i);
	}
}

static const struct sym_spec chain = {
	.kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC, .key_len = 16,
	.iv_len = 16, .auth = RTE_CRYPTO_AUTH_MD5_HMAC, .auth_key_len = 16,
	.digest_len = 12, .before = 8, .len = 64, .oop = 1, .segs = 3,
	.decrypt = 1,
};

static const struct sym_spec cbc = {
	.kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC, .key_len = 16,
	.iv_len = 16, .len = 64,
};

/* AES-CTR with IVs of every length, a job for each. */
static void
ctr_ivs_of(const char *args)
{
	unsigned int i;

	open_device(args, 256);
	for (i = 0; i < NB; i++) {
		sym_job_from_ctr(&jobs[i], i);
		sym_job_prepare(&jobs[i], &dev);
		make_context(i);
	}
	enqueue_all(NB);
	assert_int_equal(dequeue(NB), NB);
	for (i = 0; i < NB; i++)
		if (sym_job_check(&jobs[i]) != NULL)
			fail_msg("%s: %s", sym_job_check(&jobs[i]),
				 sym_job_text(&jobs[i]));
	free_all(NB);
}

static void
ctr_ivs_v3(void **state)
{
	(void)state;
	ctr_ivs_of("device=model");
}

static void
ctr_ivs_v5(void **state)
{
	(void)state;
	ctr_ivs_of("device=model,gen=v5");
}

/* Errors in either pass, then a reset: all come back, each with the truth. */
static void
faults(void **state)
{
	const struct hisi_model_fault error = {
		.kind = HISI_MODEL_FAULT_ERROR, .skip = NB - 3, .count = 6 };
	struct rte_cryptodev_qp_conf conf = { .nb_descriptors = 256 };
	struct rte_cryptodev_stats s;
	struct hisi_model *model;
	unsigned int i, failed = 0;

	(void)state;
	open_device("device=model", 256);
	model = func_model("hisi_sec2");
	make_fixed(&chain);
	assert_int_equal(hisi_model_inject(model, &error), 0);
	enqueue_all(NB);
	assert_int_equal(dequeue(NB), NB);
	for (i = 0; i < NB; i++)
		if (jobs[i].op->status == RTE_CRYPTO_OP_STATUS_ERROR)
			failed++;
		else
			assert_null(sym_job_check(&jobs[i]));
	assert_int_equal(failed, 6);
	assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
	assert_int_equal(s.enqueued_count, NB);
	assert_int_equal(s.dequeued_count, NB);
	assert_int_equal(s.dequeue_err_count, 6);
	hisi_model_inject_clear(model);
	free_all(NB);
	make_fixed(&chain);
	enqueue_all(NB);
	hisi_model_reset(model);
	assert_int_equal(dequeue(NB), NB);
	for (i = 0; i < NB; i++)
		assert_int_equal(jobs[i].op->status,
				 RTE_CRYPTO_OP_STATUS_ERROR);
	free_all(NB);
	rte_cryptodev_stop(dev.id);
	assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0, &conf,
							SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(dev.id), 0);
	make_fixed(&chain);
	enqueue_all(NB);
	assert_int_equal(dequeue(NB), NB);
	for (i = 0; i < NB; i++)
		assert_null(sym_job_check(&jobs[i]));
	free_all(NB);
}

/* Wrong operations are refused, good ones before them stay. */
static void
refusals(void **state)
{
	static struct raw r, good;
	void *user = &jobs[1];
	struct rte_crypto_sgl sgl[2];
	struct rte_crypto_va_iova_ptr iv[2];
	int32_t statuses[2];
	int status;

	(void)state;
	open_device("device=model", 256);
	make_fixed(&cbc);
	describe(&good, &jobs[0]);
	assert_int_equal(enqueue(0, &good), 0);
	describe(&r, &jobs[1]);
	r.ofs.ofs.cipher.head = 33;
	assert_int_equal(enqueue(1, &r), -EINVAL);
	r.ofs.ofs.cipher.head = 40;
	r.ofs.ofs.cipher.tail = 40;
	assert_int_equal(enqueue(1, &r), -EINVAL);
	r.src_sgl.num = 0;
	assert_int_equal(enqueue(1, &r), -EINVAL);
	/* The second of two is wrong: one goes in, the other says why not. */
	describe(&r, &jobs[1]);
	sgl[0] = r.src_sgl;
	sgl[1] = r.src_sgl;
	sgl[1].num = 0;
	iv[0] = iv[1] = r.iv;
	r.vec.num = 2;
	r.vec.src_sgl = sgl;
	r.vec.iv = iv;
	r.vec.digest = NULL;
	r.vec.status = statuses;
	{
		void *users[2] = { user, user };

		assert_int_equal(rte_cryptodev_raw_enqueue_burst(ctx[1],
				&r.vec, r.ofs, users, &status), 1);
	}
	assert_int_equal(status, 0);
	assert_int_equal(statuses[1], EINVAL);
	assert_int_equal(rte_cryptodev_raw_enqueue_done(ctx[1], 2), 0);
	assert_int_equal(dequeue(2), 2);
	assert_null(sym_job_check(&jobs[0]));
	assert_null(sym_job_check(&jobs[1]));
	free_all(NB);
}

/* A list has 255 entries. The message about more vectors says so. */
static void
many_vectors(void **state)
{
	static const char * const texts[] = { "more than 255 segments",
					      "linearise", NULL };
	struct sym_spec spec = cbc;
	static struct raw r;
	uint8_t *data;
	unsigned int i;

	(void)state;
	spec.len = 258 * 16;
	open_logged_device("device=model");
	sym_job_from(&jobs[0], &spec);
	sym_job_prepare(&jobs[0], &dev);
	make_context(0);
	describe(&r, &jobs[0]);
	data = r.src[0].base;
	for (i = 0; i < 258; i++) {
		r.src[i].base = data + i * 16;
		r.src[i].len = 16;
	}
	r.src_sgl.num = 258;
	assert_int_equal(enqueue(0, &r), -EINVAL);
	check_log("258 vectors", texts);
	r.src[254].len = 4 * 16;
	r.src_sgl.num = 255;
	assert_int_equal(enqueue(0, &r), 0);
	assert_int_equal(rte_cryptodev_raw_enqueue_done(ctx[0], 1), 0);
	assert_int_equal(dequeue(1), 1);
	assert_null(sym_job_check(&jobs[0]));
	free_all(1);
}

/* A context for a job, without its session; returns what the driver says. */
static int
sessionless_context(uint16_t qp, unsigned int i, bool update)
{
	union rte_cryptodev_session_ctx session = { .xform = jobs[i].xform };

	return rte_cryptodev_configure_raw_dp_ctx(dev.id, qp, ctx[0],
		RTE_CRYPTO_OP_SESSIONLESS, session, update);
}

/*
 * A context holds the keys of its operations if it has no session: it is not
 * updated while there are operations, neither cached nor in flight.
 */
static void
update_cached(void **state)
{
	static struct raw r;

	(void)state;
	open_device("device=model", 256);
	make_fixed(&cbc);
	assert_int_equal(sessionless_context(0, 0, false), 0);
	describe(&r, &jobs[0]);
	assert_int_equal(enqueue(0, &r), 0);
	assert_int_equal(sessionless_context(0, 1, true), -EBUSY);
	assert_int_equal(rte_cryptodev_raw_enqueue_done(ctx[0], 1), 0);
	assert_int_equal(sessionless_context(0, 1, true), -EBUSY);
	assert_int_equal(dequeue(1), 1);
	assert_null(sym_job_check(&jobs[0]));
	/* Job 1 by the same context, now that nothing needs its keys. */
	assert_int_equal(sessionless_context(0, 1, true), 0);
	describe(&r, &jobs[1]);
	free(ctx[1]);
	ctx[1] = ctx[0];
	ctx[0] = NULL;
	assert_int_equal(enqueue(1, &r), 0);
	assert_int_equal(rte_cryptodev_raw_enqueue_done(ctx[1], 1), 0);
	jobs[0].op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	{
		enum rte_crypto_op_status status;
		int ret;

		assert_ptr_equal(rte_cryptodev_raw_dequeue(ctx[1], &ret,
							   &status), &jobs[1]);
		jobs[1].op->status = status;
		assert_int_equal(rte_cryptodev_raw_dequeue_done(ctx[1], 1), 0);
	}
	assert_null(sym_job_check(&jobs[1]));
	free_all(NB);
}

/* Queue pairs that do not exist, and a device that has none at all. */
static void
no_pair(void **state)
{
	struct rte_cryptodev_config config = {
		.socket_id = SOCKET_ID_ANY, .nb_queue_pairs = 2,
	};
	int id;

	(void)state;
	open_device("device=model", 256);
	make_fixed(&cbc);
	assert_true(sessionless_context(1, 0, false) < 0);
	assert_true(sessionless_context(7, 0, false) < 0);
	assert_true(sessionless_context(UINT16_MAX, 0, false) < 0);
	assert_int_equal(sessionless_context(0, 0, false), 0);
	assert_int_equal(rte_vdev_init("crypto_hisi_sec7", "device=model"), 0);
	id = rte_cryptodev_get_dev_id("crypto_hisi_sec7");
	assert_true(id >= 0);
	{
		union rte_cryptodev_session_ctx session = {
			.crypto_sess = jobs[0].session };

		assert_true(rte_cryptodev_configure_raw_dp_ctx(id, 0, ctx[0],
			RTE_CRYPTO_OP_WITH_SESSION, session, 0) < 0);
		/* Configured, but not set up. */
		assert_int_equal(rte_cryptodev_configure(id, &config), 0);
		assert_true(rte_cryptodev_configure_raw_dp_ctx(id, 1, ctx[0],
			RTE_CRYPTO_OP_WITH_SESSION, session, 0) < 0);
	}
	assert_int_equal(rte_vdev_uninit("crypto_hisi_sec7"), 0);
	free_all(NB);
}

/* As much as the engine takes, in one vector, and a block more. */
static void
largest(void **state)
{
	static struct raw r;
	const uint32_t max = 0xFFFE00;
	uint8_t *data, *want;
	unsigned int i;

	(void)state;
	open_device("device=model", 256);
	make_fixed(&cbc);
	data = func_alloc(max + 16);
	want = malloc(max);
	assert_non_null(want);
	func_fill(data, max);
	describe(&r, &jobs[0]);
	r.src[0].base = data;
	/* In two pieces the second is more than a list's entry holds. */
	for (i = 0; i < 2; i++) {
		memcpy(want, data, max);
		sym_job_cipher(&jobs[0], want, max);
		r.src[0].len = i == 0 ? max : 100;
		r.src[1].base = data + 100;
		r.src[1].len = max - 100;
		r.src_sgl.num = 1 + i;
		assert_int_equal(enqueue(0, &r), 0);
		assert_int_equal(rte_cryptodev_raw_enqueue_done(ctx[0], 1),
				 0);
		assert_int_equal(dequeue(1), 1);
		assert_int_equal(jobs[0].op->status,
				 RTE_CRYPTO_OP_STATUS_SUCCESS);
		assert_memory_equal(data, want, max);
	}
	r.src[0].len = max + 16;
	r.src_sgl.num = 1;
	assert_int_equal(enqueue(0, &r), -EINVAL);
	assert_true(func_free(data));
	free(want);
	free_all(NB);
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(random_v3), TEST(random_v2), TEST(random_large),
		TEST(random_threads), TEST(ctr_ivs_v3), TEST(ctr_ivs_v5),
		TEST(faults), TEST(refusals), TEST(many_vectors),
		TEST(update_cached), TEST(no_pair), TEST(largest),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	jobs = calloc(NB, sizeof(*jobs));
	if (jobs == NULL)
		return 1;
	return FUNC_RUN(argv[0], tests);
}
