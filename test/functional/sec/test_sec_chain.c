/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Chains in two descriptors on a device that executes descriptors of one queue
 * in parallel: whoever submits the second before the first is complete lets
 * it read or write too early. The data is so long that the two overlap.
 * Digest encrypted: chains whose cipher region has the digest in it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "func.h"
#include "ref_sym.h"
#include "sym_job.h"

#define NB 32
#define LEN 60000

static struct sym_dev dev;
static struct sym_job jobs[NB];

static const struct sym_spec chains[] = {
	/* The MAC covers what the cipher wrote. */
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 32, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_MD5_HMAC,
	  .auth_key_len = 16, .digest_len = 12, .len = LEN },
	/* The MAC covers what the cipher is going to overwrite. */
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 32, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_MD5_HMAC,
	  .auth_key_len = 16, .digest_len = 12, .len = LEN, .decrypt = 1,
	  .auth_first = 1 },
};

static void
overtaking(void **state)
{
	unsigned int round, i;
	const char *bad;

	(void)state;
	sym_dev_open(&dev, "crypto_hisi_sec",
		     "device=model,mode=thread,threads=4,unordered=1", 256);
	for (round = 0; round < 16; round++) {
		for (i = 0; i < NB; i++) {
			sym_job_from(&jobs[i], &chains[i % RTE_DIM(chains)]);
			sym_job_prepare(&jobs[i], &dev);
		}
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = 0; i < NB; i++) {
			bad = sym_job_check(&jobs[i]);
			if (bad != NULL)
				fail_msg("op %u: %s: %s", i, bad,
					 sym_job_text(&jobs[i]));
		}
		assert_true(sym_jobs_free(&dev, jobs, NB));
	}
	assert_true(sym_dev_close(&dev));
}

/* Digest encrypted: a packet in plain text and as it has to be encrypted. */
#define MAC_LEN 20
static uint8_t key[32], iv[16], plain[512], cipher[512];

static struct rte_crypto_sym_xform xforms[2];

/* The session of one direction. CBC and HMAC-SHA1, or CTR. */
static void *
enc_session(int algo, bool encrypt)
{
	struct rte_crypto_sym_xform *c = &xforms[encrypt];
	struct rte_crypto_sym_xform *a = &xforms[!encrypt];
	void *session;

	memset(xforms, 0, sizeof(xforms));
	c->type = RTE_CRYPTO_SYM_XFORM_CIPHER;
	c->cipher.algo = algo;
	c->cipher.op = encrypt ? RTE_CRYPTO_CIPHER_OP_ENCRYPT :
				 RTE_CRYPTO_CIPHER_OP_DECRYPT;
	c->cipher.key.data = key;
	c->cipher.key.length = 16;
	c->cipher.iv.offset = SYM_IV_OFFSET;
	c->cipher.iv.length = 16;
	a->type = RTE_CRYPTO_SYM_XFORM_AUTH;
	a->auth.algo = RTE_CRYPTO_AUTH_SHA1_HMAC;
	a->auth.op = encrypt ? RTE_CRYPTO_AUTH_OP_GENERATE :
			       RTE_CRYPTO_AUTH_OP_VERIFY;
	a->auth.key.data = key + 16;
	a->auth.key.length = 16;
	a->auth.digest_length = MAC_LEN;
	xforms[0].next = &xforms[1];
	session = rte_cryptodev_sym_session_create(dev.id, xforms,
						   dev.sessions);
	assert_non_null(session);
	return session;
}

/* The byte at an offset of a chain. */
static uint8_t *
byte_of(struct rte_mbuf *m, uint32_t offset)
{
	for (; offset >= m->data_len; m = m->next)
		offset -= m->data_len;
	return rte_pktmbuf_mtod_offset(m, uint8_t *, offset);
}

/* Whether the digest behind the auth region lies in one segment. */
static bool
in_one_segment(struct rte_mbuf *m, uint32_t a_len)
{
	return byte_of(m, a_len) + MAC_LEN - 1 ==
	       byte_of(m, a_len + MAC_LEN - 1);
}

/* Run an op over a chain of mbufs. Returns its status. */
static int
enc_run(void *session, struct rte_mbuf *src, struct rte_mbuf *dst,
	uint32_t a_off, uint32_t a_len, uint32_t c_off, uint32_t c_len)
{
	struct rte_crypto_op *op, *out;
	int status;

	op = rte_crypto_op_alloc(dev.ops, RTE_CRYPTO_OP_TYPE_SYMMETRIC);
	assert_non_null(op);
	rte_crypto_op_attach_sym_session(op, session);
	op->sym->m_src = src;
	op->sym->m_dst = dst;
	op->sym->auth.data.offset = a_off;
	op->sym->auth.data.length = a_len;
	op->sym->cipher.data.offset = c_off;
	op->sym->cipher.data.length = c_len;
	op->sym->auth.digest.data = byte_of(dst != NULL ? dst : src,
					    a_off + a_len);
	memcpy(rte_crypto_op_ctod_offset(op, void *, SYM_IV_OFFSET), iv, 16);
	assert_int_equal(rte_cryptodev_enqueue_burst(dev.id, 0, &op, 1), 1);
	while (rte_cryptodev_dequeue_burst(dev.id, 0, &out, 1) != 1)
		;
	assert_ptr_equal(op, out);
	status = op->status;
	rte_crypto_op_free(op);
	return status;
}

/*
 * One packet both ways, then with a wrong digest. A digest in two segments is
 * refused.
 */
static void
enc_packet(int algo, unsigned int segs, bool oop, uint32_t c_off, uint32_t tail)
{
	const uint32_t total = 256, a_len = total - MAC_LEN - tail;
	const uint32_t c_len = total - c_off;
	uint8_t got[512], full[64], mac[MAC_LEN];
	struct rte_mbuf *m, *d = NULL;
	void *session;
	int way, right;

	func_fill(plain, total);
	ref_auth(RTE_CRYPTO_AUTH_SHA1_HMAC, key + 16, 16, NULL, plain, a_len,
		 full);
	memcpy(mac, full, MAC_LEN);
	memcpy(cipher, plain, total);
	memcpy(cipher + a_len, mac, MAC_LEN);
	memcpy(plain + a_len, mac, MAC_LEN);
	ref_cipher(algo, true, key, 16, iv, plain + c_off, cipher + c_off,
		   c_len);
	for (way = 0; way < 3; way++) {
		bool encrypt = way == 0, wrong = way == 2;
		uint8_t in[512], zero[512] = { 0 };
		const uint8_t *want = encrypt ? cipher : plain;

		memcpy(in, encrypt ? plain : cipher, total);
		if (encrypt)
			memset(in + a_len, 0x5a, MAC_LEN);
		in[a_len + 3] ^= wrong;
		session = enc_session(algo, encrypt);
		m = func_mbuf(in, total, segs);
		if (oop)
			d = func_mbuf(zero, total, segs);
		right = !in_one_segment(oop ? d : m, a_len) ?
			RTE_CRYPTO_OP_STATUS_INVALID_ARGS :
			wrong ? RTE_CRYPTO_OP_STATUS_AUTH_FAILED :
			RTE_CRYPTO_OP_STATUS_SUCCESS;
		assert_int_equal(enc_run(session, m, d, 0, a_len, c_off, c_len),
				 right);
		func_mbuf_read(oop ? d : m, got);
		if (right == RTE_CRYPTO_OP_STATUS_SUCCESS)
			assert_memory_equal(got + c_off, want + c_off, c_len);
		if (oop) {
			func_mbuf_read(m, got);
			assert_memory_equal(got, in, total);
			assert_true(func_mbuf_free(d));
		}
		assert_true(func_mbuf_free(m));
		assert_int_equal(rte_cryptodev_sym_session_free(dev.id,
								session), 0);
	}
}

static void
digest_encrypted(void **state)
{
	static const char * const args[] = {
		"device=model,gen=v2", "device=model,gen=v3",
		"device=model,gen=v5,mode=thread,threads=4,unordered=1",
	};
	unsigned int i, oop, n;

	(void)state;
	func_fill(key, sizeof(key));
	func_fill(iv, sizeof(iv));
	for (i = 0; i < RTE_DIM(args); i++) {
		sym_dev_open(&dev, "crypto_hisi_sec", args[i], 64);
		assert_true(dev.info.feature_flags &
			    RTE_CRYPTODEV_FF_DIGEST_ENCRYPTED);
		for (oop = 0; oop < 2; oop++) {
			/* CTR is for generation 3 and later. */
			for (n = 0; n < 40; n++) {
				enc_packet(RTE_CRYPTO_CIPHER_AES_CBC,
					   1 + n % 4, oop, 16 * (n % 3), 12);
				if (i != 0)
					enc_packet(RTE_CRYPTO_CIPHER_AES_CTR,
						   1 + n % 4, oop, n, n % 5);
			}
		}
		assert_true(sym_dev_close(&dev));
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overtaking),
		cmocka_unit_test(digest_encrypted),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
