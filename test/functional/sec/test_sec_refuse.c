/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Ops that the SEC driver must refuse: they are wrong in themselves. The
 * message names the value and the limit; a refused op comes back in its
 * turn, between good ones, with nothing written.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>
#include <rte_log.h>

#include "func.h"
#include "sym_fixture.h"

#define C(name) RTE_CRYPTO_CIPHER_ ## name
#define A(name) RTE_CRYPTO_AUTH_ ## name
#define AEAD(name) RTE_CRYPTO_AEAD_ ## name

/* How a good job's op is spoiled. */
typedef void (*spoil_t)(struct sym_job *job);

static void
no_source(struct sym_job *job)
{
	job->op->sym->m_src = NULL;
}

static void
odd_length(struct sym_job *job)
{
	job->op->sym->cipher.data.length = 33;
}

static void
beyond_mbuf(struct sym_job *job)
{
	job->op->sym->cipher.data.offset = 48;
}

static void
offset_overflow(struct sym_job *job)
{
	job->op->sym->cipher.data.offset = UINT32_MAX - 15;
}

static void
too_long(struct sym_job *job)
{
	job->op->sym->cipher.data.length = 0xFFFE10;
}

static void
xts_short(struct sym_job *job)
{
	job->op->sym->cipher.data.length = 15;
}

static void
xts_empty(struct sym_job *job)
{
	job->op->sym->cipher.data.length = 0;
}

static void
no_digest(struct sym_job *job)
{
	job->op->sym->auth.digest.data = NULL;
}

static void
auth_too_long(struct sym_job *job)
{
	job->op->sym->auth.data.length = 0xFFFE01;
}

static void
auth_beyond(struct sym_job *job)
{
	job->op->sym->auth.data.length++;
}

static void
no_tag(struct sym_job *job)
{
	job->op->sym->aead.digest.data = NULL;
}

static void
no_aad(struct sym_job *job)
{
	job->op->sym->aead.aad.data = NULL;
}

static void
aead_too_long(struct sym_job *job)
{
	job->op->sym->aead.data.length = 0xFFFE00;
}

static void
nonce_too_long(struct sym_job *job)
{
	job->op->sym->aead.data.length = 65536;
}

static void
gmac_too_long(struct sym_job *job)
{
	job->op->sym->auth.data.length = 65536;
}

static void
wrong_type(struct sym_job *job)
{
	job->op->type = RTE_CRYPTO_OP_TYPE_ASYMMETRIC;
}

static void
security_session(struct sym_job *job)
{
	job->op->sess_type = RTE_CRYPTO_OP_SECURITY_SESSION;
}

static void
no_session(struct sym_job *job)
{
	job->op->sym->session = NULL;
}

static void
no_xform(struct sym_job *job)
{
	job->op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	job->op->sym->xform = NULL;
}

static void
dst_short(struct sym_job *job)
{
	job->op->sym->m_dst->data_len = 16;
	job->op->sym->m_dst->pkt_len = 16;
}

#define ARGS RTE_CRYPTO_OP_STATUS_INVALID_ARGS
#define SESSION RTE_CRYPTO_OP_STATUS_INVALID_SESSION

static const struct sym_spec cbc = {
	.kind = SYM_CIPHER, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.len = 64 };
static const struct sym_spec cbc_oop = {
	.kind = SYM_CIPHER, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.len = 64, .oop = 1 };
static const struct sym_spec null_oop = {
	.kind = SYM_CIPHER, .algo = C(NULL), .len = 64, .oop = 1 };
static const struct sym_spec xts = {
	.kind = SYM_CIPHER, .algo = C(AES_XTS), .key_len = 32, .iv_len = 16,
	.len = 64 };
static const struct sym_spec hmac = {
	.kind = SYM_AUTH, .algo = A(SHA256_HMAC), .key_len = 32,
	.digest_len = 32, .len = 64 };
static const struct sym_spec gmac = {
	.kind = SYM_AUTH, .algo = A(AES_GMAC), .key_len = 16, .iv_len = 12,
	.digest_len = 16, .len = 64 };
static const struct sym_spec gcm = {
	.kind = SYM_AEAD, .algo = AEAD(AES_GCM), .key_len = 16, .iv_len = 12,
	.digest_len = 16, .aad_len = 20, .len = 64 };
static const struct sym_spec ccm13 = {
	.kind = SYM_AEAD, .algo = AEAD(AES_CCM), .key_len = 16, .iv_len = 13,
	.digest_len = 8, .aad_len = 20, .len = 64 };
static const struct sym_spec one_pass = {
	.kind = SYM_CHAIN, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.auth = A(SHA1_HMAC), .auth_key_len = 20, .digest_len = 12,
	.before = 16, .len = 64 };
static const struct sym_spec two_pass = {
	.kind = SYM_CHAIN, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.auth = A(MD5_HMAC), .auth_key_len = 16, .digest_len = 12,
	.before = 16, .len = 64 };
static const struct sym_spec auth_first = {
	.kind = SYM_CHAIN, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.auth = A(SHA1_HMAC), .auth_key_len = 20, .digest_len = 12,
	.before = 16, .len = 64, .auth_first = 1 };
static const struct sym_spec less = {
	.kind = SYM_CIPHER, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.len = 64, .sessionless = 1 };

/* An op that must be refused. */
static const struct bad_op {
	const char *name;
	const struct sym_spec *spec;
	spoil_t spoil;
	uint8_t status;
	const char *texts[3];
} bad_ops[] = {
	{ "no source mbuf", &cbc, no_source, ARGS, { "no source mbuf" } },
	{ "no source, digest", &hmac, no_source, ARGS, { "no source mbuf" } },
	{ "no source, chain", &one_pass, no_source, ARGS,
	  { "no source mbuf" } },
	{ "no source, AEAD", &gcm, no_source, ARGS, { "no source mbuf" } },
	{ "length 33", &cbc, odd_length, ARGS,
	  { "length 33", "16776704", "multiples of 16" } },
	{ "beyond the mbuf", &cbc, beyond_mbuf, ARGS,
	  { "offset 48, 64 bytes", "not all in" } },
	{ "offset near 2^32", &cbc, offset_overflow, ARGS,
	  { "offset 4294967280", "not all in" } },
	{ "short destination", &cbc_oop, dst_short, ARGS,
	  { "offset 0, 64 bytes", "not all in" } },
	{ "short destination, NULL", &null_oop, dst_short, ARGS,
	  { "offset 0, 64 bytes", "not all in" } },
	{ "above the limit", &cbc, too_long, ARGS,
	  { "length 16776720", "16776704" } },
	{ "XTS of 15", &xts, xts_short, ARGS, { "length 15", "from 16" } },
	{ "XTS of 0", &xts, xts_empty, ARGS, { "length 0", "from 16" } },
	{ "no digest", &hmac, no_digest, ARGS, { "digest at address 0" } },
	{ "auth above the limit", &hmac, auth_too_long, ARGS,
	  { "auth length 16776705", "16776704" } },
	{ "auth beyond the mbuf", &hmac, auth_beyond, ARGS,
	  { "65 bytes", "not all in" } },
	{ "no GMAC tag", &gmac, no_digest, ARGS, { "digest at address 0" } },
	{ "GMAC above the limit", &gmac, gmac_too_long, ARGS,
	  { "65536 bytes", "65535" } },
	{ "no tag", &gcm, no_tag, ARGS, { "tag or AAD at address 0" } },
	{ "no AAD", &gcm, no_aad, ARGS, { "tag or AAD at address 0" } },
	{ "AEAD above the limit", &gcm, aead_too_long, ARGS,
	  { "16776704 bytes", "16776684" } },
	{ "CCM above the nonce's limit", &ccm13, nonce_too_long, ARGS,
	  { "65536 bytes", "65535" } },
	{ "one pass, length 33", &one_pass, odd_length, ARGS,
	  { "length 33", "16" } },
	{ "one pass, no digest", &one_pass, no_digest, ARGS,
	  { "digest at address 0" } },
	{ "two passes, length 33", &two_pass, odd_length, ARGS,
	  { "length 33", "16" } },
	{ "two passes, no digest", &two_pass, no_digest, ARGS,
	  { "digest at address 0" } },
	{ "two passes, auth too long", &two_pass, auth_too_long, ARGS,
	  { "16776705", "16776704" } },
	{ "auth first, length 33", &auth_first, odd_length, ARGS,
	  { "length 33", "16" } },
	{ "auth first, no digest", &auth_first, no_digest, ARGS,
	  { "digest at address 0" } },
	{ "asymmetric op", &cbc, wrong_type, ARGS, { "op type 2" } },
	{ "security session", &cbc, security_session, SESSION,
	  { "session type 2" } },
	{ "no session", &cbc, no_session, SESSION, { "its session" } },
	{ "no xform", &less, no_xform, ARGS, { "without an xform" } },
};

/* Whether nothing was written. */
static bool
untouched(const struct sym_job *job)
{
	uint8_t *got = malloc(job->total + 1);
	bool ok;

	func_mbuf_read(job->src, got);
	ok = memcmp(got, job->in, job->total) == 0;
	free(got);
	return ok;
}

static uint64_t
errors(void)
{
	struct rte_cryptodev_stats s;

	assert_int_equal(rte_cryptodev_stats_get(dev.id, &s), 0);
	assert_int_equal(s.enqueued_count, s.dequeued_count);
	return s.enqueue_err_count + s.dequeue_err_count;
}

/* The bad op goes between two good ones. */
static void
run_bad_op(const struct bad_op *b)
{
	struct sym_job jobs[3];
	void *src, *session;
	uint64_t before = errors();
	unsigned int i;

	for (i = 0; i < 3; i++) {
		sym_job_from(&jobs[i], i == 1 ? b->spec : &cbc);
		sym_job_prepare(&jobs[i], &dev);
	}
	src = jobs[1].op->sym->m_src;
	session = jobs[1].op->sym->session;
	b->spoil(&jobs[1]);
	sym_jobs_enqueue(&dev, jobs, 3);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, 3), 3);
	assert_null(sym_job_check(&jobs[0]));
	assert_null(sym_job_check(&jobs[2]));
	if (jobs[1].op->status != b->status)
		fail_msg("%s: status %d", b->name, jobs[1].op->status);
	check_log(b->name, b->texts);
	if (!untouched(&jobs[1]))
		fail_msg("%s: data written", b->name);
	assert_int_equal(errors(), before + 1);
	jobs[1].op->type = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	jobs[1].op->sess_type = RTE_CRYPTO_OP_WITH_SESSION;
	jobs[1].op->sym->m_src = src;
	jobs[1].op->sym->session = session;
	assert_true(sym_jobs_free(&dev, jobs, 3));
}

static void
refuse_ops(const char *args)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(bad_ops); i++) {
		/* A queue pair says only so much; a new one each. */
		open_logged_device(args);
		run_bad_op(&bad_ops[i]);
		assert_int_equal(close_device(NULL), 0);
	}
}

static void
refuse_ops_v3(void **state)
{
	(void)state;
	refuse_ops("device=model");
}

/* In generation 2 with what it has. */
static void
refuse_ops_v2(void **state)
{
	unsigned int i;

	(void)state;
	for (i = 0; i < RTE_DIM(bad_ops); i++) {
		if (bad_ops[i].spec == &gmac)
			continue;
		open_logged_device("device=model,gen=v2");
		run_bad_op(&bad_ops[i]);
		assert_int_equal(close_device(NULL), 0);
	}
}

/* Segments beyond what a list has entries for; just as many are fine. */
static void
segments(void **state)
{
	static const char * const texts[] = { "255 segments", "linearise",
					      NULL };
	struct sym_spec spec = cbc;
	struct sym_job job;
	unsigned int n;

	(void)state;
	for (n = 255; n <= 256; n++) {
		open_logged_device("device=model");
		spec.segs = n;
		spec.len = 16 * n;
		sym_job_from(&job, &spec);
		job.src_segs = n;
		sym_job_prepare(&job, &dev);
		sym_jobs_enqueue(&dev, &job, 1);
		assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
		if (n == 255) {
			assert_null(sym_job_check(&job));
		} else {
			assert_int_equal(job.op->status, ARGS);
			check_log("256 segments", texts);
			assert_true(untouched(&job));
		}
		assert_true(sym_job_free(&job, &dev));
		assert_int_equal(close_device(NULL), 0);
	}
}

/* An op pointer of NULL ends the burst: what is before it is accepted. */
static void
null_op(void **state)
{
	struct rte_crypto_op *ops[3] = { NULL };
	struct sym_job job;

	(void)state;
	open_logged_device("device=model");
	sym_job_from(&job, &cbc);
	sym_job_prepare(&job, &dev);
	assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, ops, 3), 0);
	ops[0] = job.op;
	assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, ops, 3), 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_null(sym_job_check(&job));
	assert_true(sym_job_free(&job, &dev));
}

/* A session of a generation whose descriptors this device does not have. */
static void
foreign_session(void **state)
{
	static const char * const texts[] = { "cannot replace",
					      NULL };
	struct sym_dev other;
	struct sym_job job;
	void *own;

	(void)state;
	open_logged_device("device=model");
	sym_dev_open(&other, "crypto_hisi_sec1", "device=model,gen=v2", 64);
	sym_job_from(&job, &cbc);
	sym_job_prepare(&job, &dev);
	own = job.op->sym->session;
	job.op->sym->session = rte_cryptodev_sym_session_create(other.id,
				job.xform, other.sessions);
	assert_non_null(job.op->sym->session);
	sym_jobs_enqueue(&dev, &job, 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_int_equal(job.op->status, SESSION);
	check_log("foreign session", texts);
	assert_int_equal(rte_cryptodev_sym_session_free(other.id,
				job.op->sym->session), 0);
	assert_true(untouched(&job));
	job.op->sym->session = own;
	assert_true(sym_job_free(&job, &dev));
	assert_true(sym_dev_close(&other));
}

/* Session-less without a pool, and with one that is empty. */
static void
sessionless(void **state)
{
	static const char * const none[] = { "without mp_session", NULL };
	static const char * const empty[] = { "session pool", "is empty",
					      NULL };
	struct rte_cryptodev_qp_conf conf = { .nb_descriptors = 64 };
	struct sym_job job;
	void *taken[2000];
	unsigned int n = 0;

	(void)state;
	open_logged_device("device=model");
	sym_job_from(&job, &less);
	sym_job_prepare(&job, &dev);
	while (rte_mempool_get(dev.sessions, &taken[n]) == 0)
		n++;
	sym_jobs_enqueue(&dev, &job, 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_int_equal(job.op->status, RTE_CRYPTO_OP_STATUS_ERROR);
	check_log("empty pool", empty);
	rte_mempool_put_bulk(dev.sessions, taken, n);
	rte_cryptodev_stop(dev.id);
	assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0, &conf,
							SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(dev.id), 0);
	sym_jobs_enqueue(&dev, &job, 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_int_equal(job.op->status, ARGS);
	check_log("no pool", none);
	assert_true(untouched(&job));
	assert_true(sym_job_free(&job, &dev));
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(refuse_ops_v3), TEST(refuse_ops_v2),
		TEST(segments), TEST(null_op), TEST(foreign_session),
		TEST(sessionless),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
