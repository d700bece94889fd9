/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The worked examples of doc/hardware/hpre.md 12, byte for byte, on what the
 * driver hands to the device: descriptor words as the device saw them, and
 * the operands at the addresses in them. Everything expected is written here
 * from the datasheet's numbers, without a header of the driver. 12.5 to 12.7
 * are in test_hpre_raw.c; 12.8 has no operation in DPDK.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "asym_late.h"
#include "asym_trace.h"
#include "rsa_key.h"

static struct asym_dev dev;
static struct rsa_key *key;

/* Words but for addresses and tag, which are the driver's to choose. */
static void
words_are(const struct asym_trace *t, uint32_t w0, uint32_t w1, uint32_t w0_done)
{
	int i;

	assert_int_equal(t->sqe[0], w0);
	assert_int_equal(t->sqe[1], w1);
	for (i = 10; i < 16; i++)
		assert_int_equal(t->sqe[i], 0);
	assert_int_equal(t->done[0], w0_done);
}

/* Operands at an address one after the other, right-aligned. */
static void
operand(const uint8_t **at, size_t slot, const uint8_t *v, size_t len)
{
	size_t i;

	for (i = 0; i < slot - len; i++)
		assert_int_equal((*at)[i], 0);
	assert_memory_equal(*at + slot - len, v, len);
	*at += slot;
}

static size_t
unhex(const char *hex, uint8_t *p)
{
	size_t n = strlen(hex) / 2, i;
	unsigned int v;

	for (i = 0; i < n; i++) {
		assert_int_equal(sscanf(hex + 2 * i, "%2x", &v), 1);
		p[i] = v;
	}
	return n;
}

static void
operand_hex(const uint8_t **at, size_t slot, const char *hex)
{
	uint8_t v[72];

	operand(at, slot, v, unhex(hex, v));
}

static void
number_at(const uint8_t **at, size_t slot, const struct rsa_number *n)
{
	operand(at, slot, n->bytes, n->len);
}

static void
rsa_job(struct asym_job *job, enum rte_crypto_rsa_priv_key_type type,
	enum rte_crypto_asym_op_type op, uint8_t *in)
{
	struct rte_crypto_rsa_op_param *rsa;
	struct rte_crypto_asym_xform x;
	uint8_t want[256];

	asym_job_init(job, &dev, "RSA-2048");
	rsa = &job->op->asym->rsa;
	rsa_key_xform(key, type, true, &x);
	assert_true(asym_session(job, &dev, &x));
	func_fill(in, 256);
	in[0] = 0;
	rsa->op_type = op;
	if (op == RTE_CRYPTO_ASYM_OP_DECRYPT) {
		rsa_key_private(key, in, 256, want);
		asym_in(job, &rsa->cipher, in, 256);
		asym_out(job, &rsa->message, 256, want, 256);
	} else {
		rsa_key_public(key, in, 256, want);
		asym_in(job, &rsa->message, in, 256);
		asym_out(job, &rsa->cipher, 256, want, 256);
	}
}

/* 12.1 */
static void
rsa_crt(void **state)
{
	const uint8_t *at;
	struct asym_job job;
	struct asym_trace t;
	uint8_t in[256];

	(void)state;
	rsa_job(&job, RTE_RSA_KEY_TYPE_QT, RTE_CRYPTO_ASYM_OP_DECRYPT, in);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x40000001, 0x0000001f, 0xc0000001);
	assert_int_equal(t.qc_type, 0);
	at = KEY(&t);
	number_at(&at, 128, &key->dq);
	number_at(&at, 128, &key->dp);
	number_at(&at, 128, &key->q);
	number_at(&at, 128, &key->p);
	number_at(&at, 128, &key->qinv);
	assert_int_equal(at - KEY(&t), 640);
	assert_memory_equal(IN(&t), in, 256);
	asym_trace_end(&dev, &job);
}

static void
rsa_exponent(void **state)
{
	const uint8_t *at;
	struct asym_job job;
	struct asym_trace t;
	uint8_t in[256];

	(void)state;
	rsa_job(&job, RTE_RSA_KEY_TYPE_EXP, RTE_CRYPTO_ASYM_OP_DECRYPT, in);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x40000000, 0x0000001f, 0xc0000000);
	assert_int_equal(t.qc_type, 0);
	at = KEY(&t);
	number_at(&at, 256, &key->d);
	number_at(&at, 256, &key->n);
	assert_memory_equal(IN(&t), in, 256);
	asym_trace_end(&dev, &job);
}

static void
rsa_public(void **state)
{
	const uint8_t *at;
	struct asym_job job;
	struct asym_trace t;
	uint8_t in[256];

	(void)state;
	rsa_job(&job, RTE_RSA_KEY_TYPE_QT, RTE_CRYPTO_ASYM_OP_ENCRYPT, in);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x40000000, 0x0000001f, 0xc0000000);
	assert_int_equal(t.qc_type, 0);
	at = KEY(&t);
	/* 253 zero bytes, then 01 00 01 */
	operand_hex(&at, 256, "010001");
	number_at(&at, 256, &key->n);
	assert_memory_equal(IN(&t), in, 256);
	asym_trace_end(&dev, &job);
}

/* 12.2: any odd modulus of 2048 bits serves as p. */
static void
dh_job(struct asym_job *job, uint8_t *g, size_t g_len, uint8_t *x)
{
	struct rte_crypto_asym_xform xf = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH };

	asym_job_init(job, &dev, "DH-2048");
	xf.dh.p.data = key->n.bytes;
	xf.dh.p.length = 256;
	xf.dh.g.data = g;
	xf.dh.g.length = g_len;
	assert_true(asym_session(job, &dev, &xf));
	func_fill(x, 200);
	asym_in(job, &job->op->asym->dh.priv_key, x, 200);
}

static void
dh_key_is(const struct asym_trace *t, const uint8_t *x)
{
	const uint8_t *at = KEY(t);

	assert_int_equal(t->qc_type, 0);
	operand(&at, 256, x, 200);
	number_at(&at, 256, &key->n);
}

static void
dh_public(struct asym_job *job, uint8_t g, uint8_t *x)
{
	struct rte_crypto_dh_op_param *dh;

	dh_job(job, &g, 1, x);
	dh = &job->op->asym->dh;
	dh->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	asym_out(job, &dh->pub_key, 256, NULL, 0);
}

static void
dh_phase_1(void **state)
{
	const uint8_t *at;
	struct asym_job job;
	struct asym_trace t;
	uint8_t x[200];

	(void)state;
	dh_public(&job, 5, x);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x40000005, 0x0000001f, 0xc0000005);
	dh_key_is(&t, x);
	at = IN(&t);
	operand_hex(&at, 256, "05");
	asym_trace_end(&dev, &job);
}

static void
dh_phase_1_base_2(void **state)
{
	struct asym_job job;
	struct asym_trace t;
	uint8_t x[200];

	(void)state;
	dh_public(&job, 2, x);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x40000004, 0x0000001f, 0xc0000004);
	assert_int_equal(t.sqe[4], 0);
	assert_int_equal(t.sqe[5], 0);
	dh_key_is(&t, x);
	asym_trace_end(&dev, &job);
}

static void
dh_phase_2(void **state)
{
	struct rte_crypto_dh_op_param *dh;
	struct asym_job job;
	struct asym_trace t;
	uint8_t x[200], y[256], g = 2;
	const uint8_t *at;

	(void)state;
	dh_job(&job, &g, 1, x);
	dh = &job.op->asym->dh;
	dh->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	func_fill(y, sizeof(y));
	y[0] = 0;
	asym_in(&job, &dh->pub_key, y, sizeof(y));
	asym_out(&job, &dh->shared_secret, 256, NULL, 0);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x40000005, 0x0000001f, 0xc0000005);
	dh_key_is(&t, x);
	at = IN(&t);
	operand(&at, 256, y, sizeof(y));
	asym_trace_end(&dev, &job);
}

/* Appendix A and RFC 6979 A.2.5 (key, digest of "sample", k, r, s). */
#define P256_P "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
#define P256_A "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc"
#define P256_B "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"
#define P256_N "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
#define P256_X "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
#define P256_Y "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
#define SIG_D "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"
#define SIG_X "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
#define SIG_Y "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
#define SIG_E "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"
#define SIG_K "a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60"
#define SIG_R "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
#define SIG_S "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"

static void
in_hex(struct asym_job *job, rte_crypto_param *param, const char *hex)
{
	uint8_t v[72];

	asym_in(job, param, v, unhex(hex, v));
}

static void
out_hex(struct asym_job *job, rte_crypto_param *param, const char *hex)
{
	uint8_t v[72];
	size_t len = unhex(hex, v);

	asym_out(job, param, len, v, len);
}

static void
ec_job(struct asym_job *job, enum rte_crypto_asym_xform_type type,
       enum rte_crypto_curve_id id)
{
	struct rte_crypto_asym_xform x = { .xform_type = type,
		.ec.curve_id = id };

	asym_job_init(job, &dev, "curve");
	assert_true(asym_session(job, &dev, &x));
}

/* 12.3 */
static void
ecdsa_sign(void **state)
{
	struct rte_crypto_ecdsa_op_param *ec;
	struct asym_job job;
	struct asym_trace t;
	const uint8_t *at;

	(void)state;
	ec_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDSA,
	       RTE_CRYPTO_EC_GROUP_SECP256R1);
	ec = &job.op->asym->ecdsa;
	ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	in_hex(&job, asym_pkey(job.op), SIG_D);
	in_hex(&job, &ec->k, SIG_K);
	in_hex(&job, &ec->message, SIG_E);
	out_hex(&job, &ec->r, SIG_R);
	out_hex(&job, &ec->s, SIG_S);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x4000000e, 0x00000003, 0xc000000e);
	assert_int_equal(t.qc_type, 1);
	at = KEY(&t);
	operand_hex(&at, 32, P256_P);
	operand_hex(&at, 32, P256_A);
	operand_hex(&at, 32, SIG_D);
	operand_hex(&at, 32, P256_B);
	operand_hex(&at, 32, P256_N);
	operand_hex(&at, 32, P256_X);
	operand_hex(&at, 32, P256_Y);
	at = IN(&t);
	operand_hex(&at, 32, SIG_E);
	operand_hex(&at, 32, SIG_K);
	at = OUT(&t);
	operand_hex(&at, 32, SIG_R);
	operand_hex(&at, 32, SIG_S);
	asym_trace_end(&dev, &job);
}

/* 12.3, last sentence: slots of 72 bytes. */
static void
ecdsa_sign_p521(void **state)
{
	static const char p[] =
		"01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
		"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
		"ffffffffffff";
	struct rte_crypto_ecdsa_op_param *ec;
	struct asym_job job;
	struct asym_trace t;
	uint8_t k[66];
	const uint8_t *at;

	(void)state;
	ec_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDSA,
	       RTE_CRYPTO_EC_GROUP_SECP521R1);
	ec = &job.op->asym->ecdsa;
	ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	func_fill(k, sizeof(k));
	k[0] = 0;
	asym_in(&job, &ec->k, k, sizeof(k));
	in_hex(&job, asym_pkey(job.op), SIG_D);
	in_hex(&job, &ec->message, SIG_E);
	asym_out(&job, &ec->r, 66, NULL, 0);
	asym_out(&job, &ec->s, 66, NULL, 0);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x4000000e, 0x00000008, 0xc000000e);
	assert_int_equal(t.qc_type, 1);
	at = KEY(&t);
	operand_hex(&at, 72, p);
	at = KEY(&t) + 2 * 72;
	operand_hex(&at, 72, SIG_D);
	at = IN(&t);
	operand_hex(&at, 72, SIG_E);
	operand(&at, 72, k, sizeof(k));
	asym_trace_end(&dev, &job);
}

/* Question 28: of a longer digest the leftmost 521 bits. */
static void
ecdsa_digest_p521(void **state)
{
	struct rte_crypto_ecdsa_op_param *ec;
	uint8_t digest[70], e[66];
	struct asym_trace t;
	const uint8_t *at;
	struct asym_job job;
	size_t i;

	(void)state;
	func_fill(digest, sizeof(digest));
	digest[1] = 0x5a;
	e[0] = digest[0] >> 7;
	for (i = 1; i < sizeof(e); i++)
		e[i] = digest[i] >> 7 | digest[i - 1] << 1;
	ec_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDSA,
	       RTE_CRYPTO_EC_GROUP_SECP521R1);
	ec = &job.op->asym->ecdsa;
	ec->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	in_hex(&job, asym_pkey(job.op), SIG_D);
	asym_in(&job, &ec->message, digest, sizeof(digest));
	asym_out(&job, &ec->r, 66, NULL, 0);
	asym_out(&job, &ec->s, 66, NULL, 0);
	t = asym_trace(&dev, &job);
	at = IN(&t);
	operand(&at, 72, e, sizeof(e));
	asym_trace_end(&dev, &job);
}

/* 12.4 */
static void
ecdsa_verify(void **state)
{
	struct rte_crypto_ecdsa_op_param *ec;
	struct asym_job job;
	struct asym_trace t;
	const uint8_t *at;

	(void)state;
	ec_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDSA,
	       RTE_CRYPTO_EC_GROUP_SECP256R1);
	ec = &job.op->asym->ecdsa;
	ec->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	in_hex(&job, &asym_q(job.op)->x, SIG_X);
	in_hex(&job, &asym_q(job.op)->y, SIG_Y);
	in_hex(&job, &ec->message, SIG_E);
	in_hex(&job, &ec->r, SIG_R);
	in_hex(&job, &ec->s, SIG_S);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x4000000f, 0x00000003, 0xc000000f);
	assert_int_equal(t.qc_type, 1);
	/* No output; the verdict takes its place. */
	assert_int_equal(t.sqe[6], 0);
	assert_int_equal(t.sqe[7], 0);
	assert_int_equal(t.done[6] & 2, 2);
	at = KEY(&t);
	operand_hex(&at, 32, P256_P);
	operand_hex(&at, 32, P256_A);
	operand_hex(&at, 32, P256_B);
	operand_hex(&at, 32, P256_N);
	operand_hex(&at, 32, P256_X);
	operand_hex(&at, 32, P256_Y);
	operand_hex(&at, 32, SIG_X);
	operand_hex(&at, 32, SIG_Y);
	at = IN(&t);
	operand_hex(&at, 32, SIG_E);
	operand_hex(&at, 32, SIG_S);
	operand_hex(&at, 32, SIG_R);
	asym_trace_end(&dev, &job);
}

/* 5.4; the hint of word 1 bit 31 is for this curve. */
static void
point_multiplication(void **state)
{
	struct rte_crypto_ecdh_op_param *ec;
	struct asym_job job;
	struct asym_trace t;
	const uint8_t *at;

	(void)state;
	ec_job(&job, RTE_CRYPTO_ASYM_XFORM_ECDH,
	       RTE_CRYPTO_EC_GROUP_SECP256R1);
	ec = &job.op->asym->ecdh;
	ec->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	in_hex(&job, &ec->priv_key, SIG_D);
	out_hex(&job, &ec->pub_key.x, SIG_X);
	out_hex(&job, &ec->pub_key.y, SIG_Y);
	t = asym_trace(&dev, &job);
	words_are(&t, 0x4000000d, 0x80000003, 0xc000000d);
	assert_int_equal(t.qc_type, 1);
	at = KEY(&t);
	operand_hex(&at, 32, P256_P);
	operand_hex(&at, 32, P256_A);
	operand_hex(&at, 32, SIG_D);
	operand_hex(&at, 32, P256_B);
	at = IN(&t);
	operand_hex(&at, 32, P256_X);
	operand_hex(&at, 32, P256_Y);
	asym_trace_end(&dev, &job);
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
		cmocka_unit_test(rsa_crt),
		cmocka_unit_test(rsa_exponent),
		cmocka_unit_test(rsa_public),
		cmocka_unit_test(dh_phase_1),
		cmocka_unit_test(dh_phase_1_base_2),
		cmocka_unit_test(dh_phase_2),
		cmocka_unit_test(ecdsa_sign),
		cmocka_unit_test(ecdsa_sign_p521),
		cmocka_unit_test(ecdsa_digest_p521),
		cmocka_unit_test(ecdsa_verify),
		cmocka_unit_test(point_multiplication),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
