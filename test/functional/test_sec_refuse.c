/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * What the SEC driver must not take: xforms its engine cannot do, ops that
 * are wrong in themselves. The message names the value and the limit; a
 * refused op comes back in its turn, between good ones, with nothing written.
 */

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
#include <rte_log.h>

#include "func.h"
#include "sym_job.h"

#define C(name) RTE_CRYPTO_CIPHER_ ## name
#define A(name) RTE_CRYPTO_AUTH_ ## name
#define AEAD(name) RTE_CRYPTO_AEAD_ ## name

static struct sym_dev dev;
static bool dev_open;
static FILE *log_file;

static void
open_device(const char *args)
{
	sym_dev_open(&dev, "crypto_hisi_sec", args, 64);
	dev_open = true;
	/* What the driver says goes to a file that the test reads. */
	log_file = tmpfile();
	assert_non_null(log_file);
	rte_openlog_stream(log_file);
	rte_log_set_level_pattern("pmd.*", RTE_LOG_ERR);
}

static int
close_device(void **state)
{
	bool ok = true;

	(void)state;
	rte_log_set_level_pattern("pmd.*", RTE_LOG_CRIT);
	rte_openlog_stream(NULL);
	if (log_file != NULL)
		fclose(log_file);
	log_file = NULL;
	if (dev_open)
		ok = sym_dev_close(&dev);
	dev_open = false;
	return ok ? 0 : -1;
}

/* Whether all texts stand in what was logged since the last call. */
static void
check_log(const char *name, const char * const *texts)
{
	static char buf[4096];
	size_t n;
	int i;

	fflush(log_file);
	rewind(log_file);
	n = fread(buf, 1, sizeof(buf) - 1, log_file);
	buf[n] = '\0';
	for (i = 0; i < 3 && texts[i] != NULL; i++)
		if (strstr(buf, texts[i]) == NULL)
			fail_msg("%s: '%s' is not in: %s", name, texts[i],
				 buf);
	rewind(log_file);
	assert_int_equal(ftruncate(fileno(log_file), 0), 0);
}

/* A session that must be refused. */
struct bad_xform {
	const char *name;
	const char *gen;
	struct sym_spec spec;
	const char *texts[3];
};

#define CIPHER(alg, key, iv) \
	{ .kind = SYM_CIPHER, .algo = C(alg), .key_len = key, .iv_len = iv }
#define AUTH(alg, key, iv, digest) \
	{ .kind = SYM_AUTH, .algo = A(alg), .key_len = key, .iv_len = iv, \
	  .digest_len = digest }
#define GCM(key, iv, tag, aad) \
	{ .kind = SYM_AEAD, .algo = AEAD(AES_GCM), .key_len = key, \
	  .iv_len = iv, .digest_len = tag, .aad_len = aad }
#define CCM(key, iv, tag, aad) \
	{ .kind = SYM_AEAD, .algo = AEAD(AES_CCM), .key_len = key, \
	  .iv_len = iv, .digest_len = tag, .aad_len = aad }

static const struct bad_xform bad_xforms[] = {
	{ "unknown cipher", "v3", CIPHER(SNOW3G_UEA2, 16, 16),
	  { "cipher algorithm", "v3", "test-accel" } },
	{ "unknown auth", "v3", AUTH(ZUC_EIA3, 16, 16, 4),
	  { "auth algorithm", "v3" } },
	{ "unknown AEAD", "v3",
	  { .kind = SYM_AEAD, .algo = AEAD(CHACHA20_POLY1305), .key_len = 32,
	    .iv_len = 12, .digest_len = 16 }, { "AEAD algorithm", "v3" } },
	{ "CTR on v2", "v2", CIPHER(AES_CTR, 16, 16),
	  { "cipher algorithm", "v2" } },
	{ "SM4-CTR on v2", "v2", CIPHER(SM4_CTR, 16, 16),
	  { "cipher algorithm", "v2" } },
	{ "CMAC on v2", "v2", AUTH(AES_CMAC, 16, 0, 16),
	  { "auth algorithm", "v2" } },
	{ "XCBC on v2", "v2", AUTH(AES_XCBC_MAC, 16, 0, 12),
	  { "auth algorithm", "v2" } },
	{ "GMAC on v2", "v2", AUTH(AES_GMAC, 16, 12, 16),
	  { "auth algorithm", "v2" } },
	{ "AES key of 17", "v3", CIPHER(AES_CBC, 17, 16),
	  { "cipher key of 17", "16 to 32" } },
	{ "AES key of none", "v3", CIPHER(AES_CBC, 0, 16),
	  { "cipher key of 0", "16 to 32" } },
	{ "XTS key of 48", "v3", CIPHER(AES_XTS, 48, 16),
	  { "cipher key of 48", "32 to 64" } },
	{ "DES key of 16", "v3", CIPHER(DES_CBC, 16, 8),
	  { "cipher key of 16", "8 to 8" } },
	{ "3DES key of 8", "v3", CIPHER(3DES_CBC, 8, 8),
	  { "cipher key of 8", "16 to 24" } },
	{ "CBC IV of 12", "v3", CIPHER(AES_CBC, 16, 12),
	  { "IV of 12", "16 bytes are" } },
	{ "digest of 6", "v3", AUTH(SHA256, 0, 0, 6),
	  { "digest of 6", "4 to 32", "steps of 4" } },
	{ "digest of 36", "v3", AUTH(SHA256, 0, 0, 36),
	  { "digest of 36", "4 to 32" } },
	{ "digest of none", "v3", AUTH(SHA256_HMAC, 16, 0, 0),
	  { "digest of 0", "4 to 32" } },
	{ "CMAC key of 32", "v3", AUTH(AES_CMAC, 32, 0, 16),
	  { "auth key of 32", "16 to 16" } },
	{ "GMAC IV of 16", "v3", AUTH(AES_GMAC, 16, 16, 16),
	  { "auth IV of 16", "12 bytes are" } },
	{ "GMAC tag of 4", "v3", AUTH(AES_GMAC, 16, 12, 4),
	  { "digest of 4", "8 to 16" } },
	{ "GCM IV of 16", "v3", GCM(16, 16, 16, 0),
	  { "AEAD IV of 16", "12 to 12" } },
	{ "GCM tag of 4", "v3", GCM(16, 12, 4, 0),
	  { "AEAD tag of 4", "8 to 16" } },
	{ "GCM key of 20", "v3", GCM(20, 12, 16, 0),
	  { "AEAD key of 20", "16 to 32" } },
	{ "CCM IV of 14", "v3", CCM(16, 14, 8, 0),
	  { "AEAD IV of 14", "7 to 13" } },
	{ "CCM tag of 7", "v3", CCM(16, 13, 7, 0),
	  { "AEAD tag of 7", "4 to 16", "steps of 2" } },
	{ "CCM AAD of 65280", "v3", CCM(16, 13, 8, 65280),
	  { "AAD of 65280", "65279" } },
	{ "GMAC in a chain", "v3",
	  { .kind = SYM_CHAIN, .algo = C(AES_CBC), .key_len = 16,
	    .iv_len = 16, .auth = A(AES_GMAC), .auth_key_len = 16,
	    .digest_len = 16 }, { "auth IV of 0" } },
};

/* The xforms of a spec, without data. */
static void
xforms_of(struct sym_job *job, const struct sym_spec *spec)
{
	struct sym_spec tame = *spec;

	/* Made with something the reference knows, then changed. */
	tame.kind = SYM_CIPHER;
	tame.algo = C(NULL);
	sym_job_from(job, &tame);
	memset(job->xform, 0, sizeof(job->xform));
	sym_job_xforms(job, spec);
}

static void
refuse_xforms(void **state)
{
	struct sym_job job;
	char args[64];
	unsigned int i;
	const char *gen = NULL;

	(void)state;
	for (i = 0; i < RTE_DIM(bad_xforms); i++) {
		const struct bad_xform *b = &bad_xforms[i];

		if (gen != b->gen) {
			assert_int_equal(close_device(NULL), 0);
			snprintf(args, sizeof(args), "device=model,gen=%s",
				 b->gen);
			open_device(args);
			gen = b->gen;
		}
		xforms_of(&job, &b->spec);
		assert_null(rte_cryptodev_sym_session_create(dev.id,
				job.xform, dev.sessions));
		check_log(b->name, b->texts);
		sym_job_free(&job, &dev);
	}
	/* A refused session takes nothing from the pool. */
	assert_int_equal(rte_mempool_in_use_count(dev.sessions), 0);
}

/* Chains of xforms that make no sense. */
static void
refuse_chains(void **state)
{
	static const char * const texts[] = { "xform type", "one AEAD", NULL };
	static const char * const key[] = { "key of 16", "address 0", NULL };
	static const char * const unit[] = { "data units of 512", NULL };
	const struct sym_spec cipher = CIPHER(AES_CBC, 16, 16);
	const struct sym_spec gcm = GCM(16, 12, 16, 0);
	struct sym_job a, b;

	(void)state;
	open_device("device=model");
	xforms_of(&a, &cipher);
	xforms_of(&b, &gcm);
	a.xform[0].next = &b.xform[0];
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("cipher and AEAD", texts);
	a.xform[0].next = &a.xform[1];
	a.xform[1] = a.xform[0];
	a.xform[1].next = NULL;
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("two ciphers", texts);
	a.xform[0].next = NULL;
	a.xform[0].cipher.key.data = NULL;
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("no key", key);
	a.xform[0].cipher.key.data = a.c_key;
	a.xform[0].cipher.dataunit_len = 512;
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("data units", unit);
	sym_job_free(&a, &dev);
	sym_job_free(&b, &dev);
}

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
		open_device(args);
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
		open_device("device=model,gen=v2");
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
		open_device("device=model");
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
	open_device("device=model");
	sym_job_from(&job, &cbc);
	sym_job_prepare(&job, &dev);
	assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, ops, 3), 0);
	ops[0] = job.op;
	assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, ops, 3), 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_null(sym_job_check(&job));
	assert_true(sym_job_free(&job, &dev));
}

/* A session of another device, and one that was freed. */
static void
foreign_session(void **state)
{
	static const char * const texts[] = { "session was not made for",
					      NULL };
	struct sym_dev other;
	struct sym_job job;
	void *own;

	(void)state;
	open_device("device=model");
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
	open_device("device=model");
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

/* A session-less op whose xform is refused gives its session back. */
static void
sessionless_bad_xform(void **state)
{
	static const char * const texts[] = { "key of 17", "16 to 32", NULL };
	struct sym_job job;

	(void)state;
	open_device("device=model");
	sym_job_from(&job, &less);
	sym_job_prepare(&job, &dev);
	job.xform[0].cipher.key.length = 17;
	sym_jobs_enqueue(&dev, &job, 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_int_equal(job.op->status, ARGS);
	check_log("bad xform", texts);
	assert_int_equal(rte_mempool_in_use_count(dev.sessions), 0);
	assert_true(sym_job_free(&job, &dev));
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(refuse_xforms), TEST(refuse_chains),
		TEST(refuse_ops_v3), TEST(refuse_ops_v2),
		TEST(segments), TEST(null_op), TEST(foreign_session),
		TEST(sessionless), TEST(sessionless_bad_xform),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
