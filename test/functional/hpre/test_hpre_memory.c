/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The memory of crypto_hisi_hpre's tasks, at the addresses in descriptors as
 * the device saw them: what is secret is wiped, operands never overlap.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <rte_malloc.h>

#include "asym_late.h"
#include "asym_trace.h"
#include "rsa_key.h"

static struct asym_dev dev;
static struct rsa_key *key;

/* The base point of P-256, as another's public key. */
static const uint8_t base_x[] = {
	0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6,
	0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb,
	0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
}, base_y[] = {
	0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb,
	0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31,
	0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
};

static bool
all_zero(const uint8_t *p, size_t len)
{
	size_t i;

	for (i = 0; i < len && p[i] == 0; i++)
		;
	return i == len;
}

/* Run the op of a job. Key, input and output have so many bytes that must be
 * gone afterwards; the output is also shown to have been there.
 */
static void
is_wiped(struct asym_job *job, size_t key_len, size_t in, size_t out)
{
	struct asym_trace t = asym_trace(&dev, job);

	assert_false(key_len != 0 && all_zero(KEY(&t), key_len));
	assert_false(in != 0 && all_zero(IN(&t), in));
	assert_false(out != 0 && all_zero(OUT(&t), out));
	asym_trace_end(&dev, job);
	assert_true(all_zero(KEY(&t), key_len));
	assert_true(all_zero(IN(&t), in));
	assert_true(all_zero(OUT(&t), out));
}

static void
curve_job(struct asym_job *job, enum rte_crypto_asym_xform_type type)
{
	struct rte_crypto_asym_xform x = { .xform_type = type,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1 };

	asym_job_init(job, &dev, "curve");
	assert_true(asym_session(job, &dev, &x));
}

static void
wiped_ecdsa(void **state)
{
	struct rte_crypto_ecdsa_op_param *ec;
	struct asym_job job;
	uint8_t d[31];
	int own;

	(void)state;
	for (own = 0; own < 2; own++) {
		curve_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDSA);
		ec = &job.op->asym->ecdsa;
		ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
		func_fill(d, sizeof(d));
		asym_in(&job, asym_pkey(job.op), d, sizeof(d));
		if (own)
			asym_in(&job, &ec->k, d, sizeof(d));
		asym_in(&job, &ec->message, base_x, 32);
		asym_out(&job, &ec->r, 32, NULL, 0);
		asym_out(&job, &ec->s, 32, NULL, 0);
		is_wiped(&job, 224, 64, 0);
	}
}

static void
wiped_ecdh(void **state)
{
	struct rte_crypto_ecdh_op_param *ec;
	struct asym_job job;
	uint8_t d[31];

	(void)state;
	curve_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDH);
	ec = &job.op->asym->ecdh;
	ec->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	func_fill(d, sizeof(d));
	asym_in(&job, &ec->priv_key, d, sizeof(d));
	asym_in(&job, &ec->pub_key.x, base_x, 32);
	asym_in(&job, &ec->pub_key.y, base_y, 32);
	asym_out(&job, &ec->shared_secret.x, 32, NULL, 0);
	is_wiped(&job, 128, 0, 64);

	/* A generated private key. */
	curve_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDH);
	ec = &job.op->asym->ecdh;
	ec->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	asym_out(&job, &ec->priv_key, 32, NULL, 0);
	ec->priv_key.length = 0;
	asym_out(&job, &ec->pub_key.x, 32, NULL, 0);
	asym_out(&job, &ec->pub_key.y, 32, NULL, 0);
	is_wiped(&job, 128, 0, 0);
}

static void
wiped_dh(void **state)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH };
	struct rte_crypto_dh_op_param *dh;
	uint8_t v[200], g = 5;
	struct asym_job job;

	(void)state;
	x.dh.p.data = key->n.bytes;
	x.dh.p.length = 256;
	x.dh.g.data = &g;
	x.dh.g.length = 1;
	asym_job_init(&job, &dev, "DH");
	assert_true(asym_session(&job, &dev, &x));
	dh = &job.op->asym->dh;
	dh->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	func_fill(v, sizeof(v));
	asym_in(&job, &dh->priv_key, v, sizeof(v));
	asym_in(&job, &dh->pub_key, v, sizeof(v));
	asym_out(&job, &dh->shared_secret, 256, NULL, 0);
	is_wiped(&job, 512, 0, 256);
}

static struct rte_crypto_rsa_op_param *
rsa_job(struct asym_job *job, enum rte_crypto_asym_op_type op)
{
	asym_job_init(job, &dev, "RSA");
	job->op->asym->rsa.op_type = op;
	asym_padding(job->op)->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	return &job->op->asym->rsa;
}

static void
wiped_rsa(void **state)
{
	uint8_t msg[100], em[256], text[256];
	struct rte_crypto_rsa_op_param *rsa;
	struct rte_crypto_asym_xform x;
	struct asym_job job;
	struct asym_trace t;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	func_fill(msg, sizeof(msg));
	rsa = rsa_job(&job, RTE_CRYPTO_ASYM_OP_ENCRYPT);
	assert_true(asym_session(&job, &dev, &x));
	asym_in(&job, &rsa->message, msg, sizeof(msg));
	asym_out(&job, &rsa->cipher, 256, NULL, 0);
	is_wiped(&job, 0, 256, 0);

	/* A good text and one that is not, which leaves nothing either. */
	memset(em, 0x33, sizeof(em));
	em[0] = 0;
	em[1] = 2;
	em[100] = 0;
	rsa_key_public(key, em, 256, text);
	rsa = rsa_job(&job, RTE_CRYPTO_ASYM_OP_DECRYPT);
	assert_true(asym_session(&job, &dev, &x));
	asym_in(&job, &rsa->cipher, text, 256);
	asym_out(&job, &rsa->message, 256, em + 101, 155);
	is_wiped(&job, 0, 0, 256);
	em[1] = 1;
	rsa_key_public(key, em, 256, text);
	rsa = rsa_job(&job, RTE_CRYPTO_ASYM_OP_DECRYPT);
	assert_true(asym_session(&job, &dev, &x));
	asym_in(&job, &rsa->cipher, text, 256);
	asym_out(&job, &rsa->message, 256, NULL, 0);
	job.want = RTE_CRYPTO_OP_STATUS_ERROR;
	t = asym_trace(&dev, &job);
	asym_trace_end(&dev, &job);
	assert_true(all_zero(OUT(&t), 256));
	/* The session is gone, and the key with it. */
	assert_true(all_zero(KEY(&t), 640));
}

/* A key that came with the op is gone when the op is done. */
static void
wiped_sessionless(void **state)
{
	struct rte_crypto_rsa_op_param *rsa;
	struct rte_crypto_asym_xform x;
	uint8_t text[256];
	struct asym_job job;

	(void)state;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	func_fill(text, sizeof(text));
	text[0] = 0;
	rsa = rsa_job(&job, RTE_CRYPTO_ASYM_OP_DECRYPT);
	asym_padding(job.op)->type = RTE_CRYPTO_RSA_PADDING_NONE;
	job.op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	job.op->asym->xform = &x;
	asym_in(&job, &rsa->cipher, text, 256);
	asym_out(&job, &rsa->message, 256, NULL, 0);
	is_wiped(&job, 640, 0, 0);
}

/* Memory rules (8) and question 29, wherever the application puts its buffers:
 * what the device writes is aligned, and in and out have no byte in common.
 */
static void
apart(const struct asym_trace *t)
{
	const uint8_t *in = IN(t), *out = OUT(t);

	assert_true(in + 256 <= out || out + 256 <= in);
	assert_int_equal((uintptr_t)out % 64, 0);
}

/* Encrypt from one place of a buffer to another, with RSA or MODEX. */
static void
encrypt_within(void *session, bool rsa, uint8_t *buf, size_t from, size_t to)
{
	uint8_t in[256], want[256];
	rte_crypto_param *result;
	struct asym_job job;
	struct asym_trace t;

	func_fill(in, sizeof(in));
	in[0] = 0;
	rsa_key_public(key, in, sizeof(in), want);
	memset(buf, 0xee, 1024);
	memcpy(buf + from, in, sizeof(in));
	asym_job_init(&job, &dev, "overlap");
	asym_session_use(&job, session);
	if (rsa) {
		job.op->asym->rsa.op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
		job.op->asym->rsa.message.data = buf + from;
		job.op->asym->rsa.message.length = sizeof(in);
		result = &job.op->asym->rsa.cipher;
	} else {
		job.op->asym->modex.base.data = buf + from;
		job.op->asym->modex.base.length = sizeof(in);
		result = &job.op->asym->modex.result;
	}
	result->data = buf + to;
	t = asym_trace(&dev, &job);
	apart(&t);
	/* Without need nothing is copied. */
	assert_true(IN(&t) == buf + from);
	assert_int_equal(OUT(&t) == buf + to,
			 to % 64 == 0 && (to >= from + 256 ||
					  from >= to + 256));
	asym_trace_end(&dev, &job);
	assert_int_equal(result->length, sizeof(want));
	assert_memory_equal(buf + to, want, sizeof(want));
}

static void
overlap(void **state)
{
	static const size_t places[] = { 256, 257, 0, 1, 64, 192, 255, 300,
		448, 511, 512, 513 };
	struct rte_crypto_asym_xform rsa, modex = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX };
	uint8_t *buf = rte_malloc(NULL, 1024, 64);
	void *rsa_session, *modex_session;
	size_t i, from;

	(void)state;
	assert_non_null(buf);
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &rsa);
	modex.modex.modulus = rsa.rsa.n;
	modex.modex.exponent = rsa.rsa.e;
	rsa_session = asym_session_new(&dev, &rsa);
	modex_session = asym_session_new(&dev, &modex);
	assert_true(rsa_session != NULL && modex_session != NULL);
	for (from = 256; from <= 257; from++) {
		for (i = 0; i < RTE_DIM(places); i++) {
			encrypt_within(rsa_session, true, buf, from,
				       places[i]);
			encrypt_within(modex_session, false, buf, from,
				       places[i]);
		}
	}
	rte_cryptodev_asym_session_free(dev.id, rsa_session);
	rte_cryptodev_asym_session_free(dev.id, modex_session);
	rte_free(buf);
}

static int
setup(void **state)
{
	(void)state;
	asym_open(&dev, "device=model", 1, 64);
	key = rsa_key_new(2048, 65537);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	rsa_key_free(key);
	asym_close(&dev);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wiped_ecdsa),
		cmocka_unit_test(wiped_ecdh),
		cmocka_unit_test(wiped_dh),
		cmocka_unit_test(wiped_rsa),
		cmocka_unit_test(wiped_sessionless),
		cmocka_unit_test(overlap),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
