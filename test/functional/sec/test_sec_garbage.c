/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Fields that do not count. An application leaves a field unset when the
 * algorithm, the op type or a feature flag says that nobody reads it, so the
 * field holds anything. Random jobs run with every such field set to 0xA5, and
 * to random bytes: in xforms, ops, mbufs, vectors of the raw API, and in the
 * configuration of device and queue pair. The results must be the right ones.
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
#include "sym_job.h"

#define NB 50

static struct sym_job *jobs;

/* Random bytes, or 0xA5 in every byte. */
static void
garbage(void *p, size_t len, bool random)
{
	if (random)
		func_fill(p, len);
	else
		memset(p, 0xA5, len);
}

/* Fill the bytes of a structure behind a member. */
#define GARBAGE_BEHIND(s, member, random) \
	garbage((uint8_t *)&(s)->member + sizeof((s)->member), \
		sizeof(*(s)) - offsetof(__typeof__(*(s)), member) - \
		sizeof((s)->member), random)

static bool
has_iv(enum rte_crypto_cipher_algorithm algo)
{
	return algo != RTE_CRYPTO_CIPHER_NULL &&
	       algo != RTE_CRYPTO_CIPHER_AES_ECB &&
	       algo != RTE_CRYPTO_CIPHER_3DES_ECB &&
	       algo != RTE_CRYPTO_CIPHER_SM4_ECB;
}

static void
dirty_cipher(struct rte_crypto_cipher_xform *x, bool random)
{
	const struct rte_crypto_cipher_xform old = *x;

	garbage(x, sizeof(*x), random);
	x->algo = old.algo;
	/* NULL has neither key nor IV, and both directions are the same. */
	if (old.algo == RTE_CRYPTO_CIPHER_NULL)
		return;
	x->op = old.op;
	x->key = old.key;
	if (has_iv(old.algo))
		x->iv = old.iv;
}

static bool
has_key(enum rte_crypto_auth_algorithm algo)
{
	switch (algo) {
	case RTE_CRYPTO_AUTH_MD5:
	case RTE_CRYPTO_AUTH_SHA1:
	case RTE_CRYPTO_AUTH_SHA224:
	case RTE_CRYPTO_AUTH_SHA256:
	case RTE_CRYPTO_AUTH_SHA384:
	case RTE_CRYPTO_AUTH_SHA512:
	case RTE_CRYPTO_AUTH_SM3:
		return false;
	default:
		return true;
	}
}

static void
dirty_auth(struct rte_crypto_auth_xform *x, bool random)
{
	const struct rte_crypto_auth_xform old = *x;

	garbage(x, sizeof(*x), random);
	x->algo = old.algo;
	if (old.algo == RTE_CRYPTO_AUTH_NULL)
		return;
	x->op = old.op;
	x->digest_length = old.digest_length;
	if (has_key(old.algo))
		x->key = old.key;
	if (old.algo == RTE_CRYPTO_AUTH_AES_GMAC)
		x->iv = old.iv;
}

static void
dirty_xforms(struct sym_job *job, bool random)
{
	struct rte_crypto_sym_xform *x;

	for (x = job->xform; x != NULL; x = x->next) {
		if (x->type == RTE_CRYPTO_SYM_XFORM_CIPHER) {
			dirty_cipher(&x->cipher, random);
			GARBAGE_BEHIND(x, cipher, random);
		} else if (x->type == RTE_CRYPTO_SYM_XFORM_AUTH) {
			dirty_auth(&x->auth, random);
			GARBAGE_BEHIND(x, auth, random);
		} else {
			GARBAGE_BEHIND(x, aead, random);
		}
	}
}

/* All but the first mbuf have no packet length and no number of segments. */
static void
dirty_mbufs(struct rte_mbuf *head, bool random)
{
	struct rte_mbuf *m;

	for (m = head; m != NULL; m = m->next) {
		garbage(&m->hash, sizeof(m->hash), random);
		garbage(&m->dynfield1, sizeof(m->dynfield1), random);
		garbage(&m->port, sizeof(m->port), random);
		garbage(&m->vlan_tci, sizeof(m->vlan_tci), random);
		garbage(&m->packet_type, sizeof(m->packet_type), random);
		if (m != head)
			garbage(&m->pkt_len, sizeof(m->pkt_len), random);
	}
}

static void
dirty_op(struct sym_job *job, bool random)
{
	struct rte_crypto_sym_op *sop = job->op->sym;

	garbage(&job->op->status, sizeof(job->op->status), random);
	garbage(&job->op->phys_addr, sizeof(job->op->phys_addr), random);
	garbage(job->op->reserved, sizeof(job->op->reserved), random);
	switch (job->kind) {
	case SYM_CIPHER:
		garbage(&sop->auth, sizeof(sop->auth), random);
		break;
	case SYM_AUTH:
		garbage(&sop->cipher, sizeof(sop->cipher), random);
		garbage(&sop->auth.digest.phys_addr,
			sizeof(sop->auth.digest.phys_addr), random);
		break;
	case SYM_CHAIN:
		garbage(&sop->auth.digest.phys_addr,
			sizeof(sop->auth.digest.phys_addr), random);
		break;
	default:
		garbage(&sop->aead.digest.phys_addr,
			sizeof(sop->aead.digest.phys_addr), random);
		garbage(&sop->aead.aad.phys_addr,
			sizeof(sop->aead.aad.phys_addr), random);
		if (job->aad_len == 0)
			garbage(&sop->aead.aad.data,
				sizeof(sop->aead.aad.data), random);
	}
	dirty_mbufs(job->src, random);
	dirty_mbufs(job->dst, random);
}

static void
run_dirty(bool random)
{
	unsigned int i;
	const char *why;

	for (i = 0; i < NB; i++) {
		assert_true(sym_job_make(&jobs[i], &dev,
					 (1U << SYM_KINDS) - 1, 600));
		dirty_xforms(&jobs[i], random);
		sym_job_prepare(&jobs[i], &dev);
		dirty_op(&jobs[i], random);
	}
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
	for (i = 0; i < NB; i++) {
		why = sym_job_check(&jobs[i]);
		if (why != NULL)
			fail_msg("%s: %s", sym_job_text(&jobs[i]), why);
	}
	assert_true(sym_jobs_free(&dev, jobs, NB));
}

static void
ops(void **state)
{
	static const char * const args[] = {
		"device=model,gen=v2", "device=model,gen=v3",
		"device=model,gen=v5",
	};
	unsigned int i, turn, turns = func_cases(40);

	for (i = 0; i < RTE_DIM(args); i++) {
		open_device(args[i], 256);
		for (turn = 0; turn < turns; turn++) {
			run_dirty(false);
			run_dirty(true);
		}
		assert_int_equal(close_device(state), 0);
	}
}

/* NULL on its own and beside an algorithm: nothing of its xform counts. */
static void
null_xforms(void **state)
{
	struct rte_crypto_sym_xform x[2];
	unsigned int i, kind;
	void *session;

	(void)state;
	open_device("device=model", 64);
	for (i = 0; i < 100; i++) {
		for (kind = 0; kind < 3; kind++) {
			garbage(x, sizeof(x), i != 0);
			x[0].type = RTE_CRYPTO_SYM_XFORM_CIPHER;
			x[0].cipher.algo = RTE_CRYPTO_CIPHER_NULL;
			x[1].type = RTE_CRYPTO_SYM_XFORM_AUTH;
			x[1].auth.algo = RTE_CRYPTO_AUTH_NULL;
			x[0].next = kind == 2 ? &x[1] : NULL;
			x[1].next = NULL;
			session = rte_cryptodev_sym_session_create(dev.id,
					&x[kind == 1], dev.sessions);
			assert_non_null(session);
			rte_cryptodev_sym_session_free(dev.id, session);
		}
	}
}

/* Only the number of pairs, the depth and ff_disable count. */
static void
configuration(void **state)
{
	struct rte_cryptodev_qp_conf qp;
	struct rte_cryptodev_config config;
	struct sym_spec spec = { .kind = SYM_CIPHER,
		.algo = RTE_CRYPTO_CIPHER_AES_CBC, .key_len = 16,
		.iv_len = 16, .len = 64 };
	struct sym_job job;
	unsigned int random;

	(void)state;
	for (random = 0; random < 2; random++) {
		open_device("device=model", 64);
		rte_cryptodev_stop(dev.id);
		garbage(&config, sizeof(config), random);
		config.nb_queue_pairs = 1;
		config.ff_disable = 0;
		assert_int_equal(rte_cryptodev_configure(dev.id, &config), 0);
		garbage(&qp, sizeof(qp), random);
		qp.nb_descriptors = 64;
		/* It counts for session-less ops only. */
		qp.mp_session = NULL;
		assert_int_equal(rte_cryptodev_queue_pair_setup(dev.id, 0,
						&qp, SOCKET_ID_ANY), 0);
		assert_int_equal(rte_cryptodev_start(dev.id), 0);
		sym_job_from(&job, &spec);
		sym_job_prepare(&job, &dev);
		sym_jobs_enqueue(&dev, &job, 1);
		assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
		assert_null(sym_job_check(&job));
		assert_true(sym_job_free(&job, &dev));
		assert_int_equal(close_device(state), 0);
	}
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(ops), TEST(null_xforms), TEST(configuration),
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
