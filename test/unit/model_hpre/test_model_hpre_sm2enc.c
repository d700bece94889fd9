/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE model: SM2 public-key encryption. */

#include <string.h>
#include <openssl/asn1.h>
#include <openssl/asn1t.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "model_hpre_ref.h"

/* DW1[25]: the device chooses k. */
#define KSEL 0x02000000

static struct hpre_rig rig;
static struct hpre_job job;
static struct hpre_ref c;
/* The receiver's key. */
static BIGNUM *d;
static BIGNUM *x;
static BIGNUM *y;

static int
setup(void **state)
{
	(void)state;
	hpre_open(&rig, 3, 1, false);
	hpre_ref_open(&c, hpre_curve_def("SM2"));
	d = hpre_ref_scalar(&c);
	x = BN_new();
	y = BN_new();
	return !hpre_ref_mul(&c, d, c.gx, c.gy, x, y);
}

static int
teardown(void **state)
{
	(void)state;
	BN_free(d);
	BN_free(x);
	BN_free(y);
	hpre_ref_close(&c);
	hpre_close(&rig);
	return 0;
}

/* k NULL: the device's. */
static uint32_t
encrypt(const BIGNUM *k, const uint8_t *msg, size_t len)
{
	hpre_job(&job, 0x14, 32);
	hpre_ref_public(&job.key, &c, x, y);
	if (k != NULL)
		hpre_add_bn(&job.in, 32, k);
	else
		hpre_add_word(&job.in, 32, 0);
	memcpy(job.in.p + 32, msg, len);
	job.in.len += len;
	job.w10 = len - 1;
	job.w1 = k != NULL ? 0 : KSEL;
	job.out.len = 96 + len;
	return hpre_run(&rig, &job);
}

/* text: C1, C2, C3 */
static uint32_t
decrypt(const uint8_t *text, size_t len)
{
	hpre_job(&job, 0x15, 32);
	hpre_ref_private(&job.key, &c, d, 4);
	memcpy(job.in.p, text, 96 + len);
	job.in.len = 96 + len;
	job.w10 = len - 1;
	job.out.len = len;
	return hpre_run(&rig, &job);
}

static void
message(uint8_t *msg, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		msg[i] = (uint8_t)(i * 7 + len);
}

/* GM/T 0003.4: the example on a curve without a name. */
static void
literal(void **state)
{
	static const struct hpre_curve_def example = {
		.hsz = 32,
		.p = "8542d69e4c044f18e8b92435bf6ff7de"
		     "457283915c45517d722edb8b08f1dfc3",
		.a = "787968b4fa32c3fd2417842e73bbfeff"
		     "2f3c848b6831d7e0ec65228b3937e498",
		.b = "63e4c6d3b23b0c849cf84241484bfe48"
		     "f61d59a5b16ba06e6e12d1da27c5249a",
		.n = "8542d69e4c044f18e8b92435bf6ff7dd"
		     "297720630485628d5ae74ee7c32e79b7",
		.gx = "421debd61b62eab6746434ebc3cc315e"
		      "32220b3badd50bdc4c4e6c147fedd43d",
		.gy = "0680512bcbb42c07d47349d2153b70c4"
		      "e5d7fdfcbfa36ea1a85841b9e46e09a2",
	};
	static const char msg[] = "encryption standard";
	struct hpre_ref sm2 = c;
	struct hpre_buf text;
	BIGNUM *k = NULL, *old[] = { d, x, y };

	(void)state;
	hpre_ref_open(&c, &example);
	d = x = y = NULL;
	assert_true(BN_hex2bn(&d, "1649ab77a00637bd5e2efe283fbf3535"
				  "34aa7f7cb89463f208ddbc2920bb0da0") &&
		    BN_hex2bn(&x, "435b39cca8f3b508c1488afc67be491a"
				  "0f7ba07e581a0e4849a5cf70628a7e0a") &&
		    BN_hex2bn(&y, "75ddba78f15feecb4c7895e2c1cdf5fe"
				  "01debb2cdbadf45399ccf77bba076a42") &&
		    BN_hex2bn(&k, "4c62eefd6ecfc2b95b92fd6c3d957514"
				  "8afa17425546d49018e5388d49dd7b4f"));
	assert_int_equal(encrypt(k, (const uint8_t *)msg, 19), HPRE_GOOD);
	hpre_assert_hex(&job, 0, 32, "245c26fb68b1ddddb12c4b6bf9f2b6d5"
				     "fe60a383b0d18d1c4144abf17f6252e7");
	hpre_assert_hex(&job, 32, 32, "76cb9264c2a7e88e52b19903fdc47378"
				      "f605e36811f5c07423a24b84400f01b8");
	hpre_assert_hex(&job, 64, 19, "650053a89b41c418b0c3aad00d886c"
				      "00286467");
	hpre_assert_hex(&job, 83, 32, "9c3d7360c30156fab7c80a0276712da9"
				      "d8094a634b766d3a285e07480653426d");
	text = job.out;
	assert_int_equal(decrypt(text.p, 19), HPRE_GOOD);
	assert_memory_equal(job.out.p, msg, 19);
	BN_free(d);
	BN_free(x);
	BN_free(y);
	BN_free(k);
	hpre_ref_close(&c);
	c = sm2;
	d = old[0];
	x = old[1];
	y = old[2];
}

/** The standard's order of a ciphertext: x, y, C3, C2. */
struct sm2_text {
	ASN1_INTEGER *x;
	ASN1_INTEGER *y;
	ASN1_OCTET_STRING *c3;
	ASN1_OCTET_STRING *c2;
};

ASN1_SEQUENCE(sm2_text) = {
	ASN1_SIMPLE(struct sm2_text, x, ASN1_INTEGER),
	ASN1_SIMPLE(struct sm2_text, y, ASN1_INTEGER),
	ASN1_SIMPLE(struct sm2_text, c3, ASN1_OCTET_STRING),
	ASN1_SIMPLE(struct sm2_text, c2, ASN1_OCTET_STRING),
} static_ASN1_SEQUENCE_END_name(struct sm2_text, sm2_text)

/* From libcrypto's ciphertext to the device's. */
static void
from_der(const uint8_t *der, size_t der_len, uint8_t *text, size_t len)
{
	struct sm2_text *t;
	BIGNUM *v;

	t = (struct sm2_text *)ASN1_item_d2i(NULL, &der, der_len,
					     ASN1_ITEM_rptr(sm2_text));
	assert_non_null(t);
	assert_int_equal(ASN1_STRING_length(t->c3), 32);
	assert_int_equal(ASN1_STRING_length(t->c2), len);
	v = ASN1_INTEGER_to_BN(t->x, NULL);
	assert_true(BN_bn2binpad(v, text, 32) == 32 &&
		    ASN1_INTEGER_to_BN(t->y, v) != NULL &&
		    BN_bn2binpad(v, text + 32, 32) == 32);
	memcpy(text + 64, ASN1_STRING_get0_data(t->c2), len);
	memcpy(text + 64 + len, ASN1_STRING_get0_data(t->c3), 32);
	BN_free(v);
	ASN1_item_free((ASN1_VALUE *)t, ASN1_ITEM_rptr(sm2_text));
}

static int
to_der(const uint8_t *text, size_t len, uint8_t **der)
{
	BIGNUM *vx = BN_bin2bn(text, 32, NULL);
	BIGNUM *vy = BN_bin2bn(text + 32, 32, NULL);
	struct sm2_text *t;
	int n;

	t = (struct sm2_text *)ASN1_item_new(ASN1_ITEM_rptr(sm2_text));
	assert_true(t != NULL && BN_to_ASN1_INTEGER(vx, t->x) &&
		    BN_to_ASN1_INTEGER(vy, t->y) &&
		    ASN1_OCTET_STRING_set(t->c2, text + 64, len) &&
		    ASN1_OCTET_STRING_set(t->c3, text + 64 + len, 32));
	*der = NULL;
	n = ASN1_item_i2d((ASN1_VALUE *)t, der, ASN1_ITEM_rptr(sm2_text));
	assert_true(n > 0);
	BN_free(vx);
	BN_free(vy);
	ASN1_item_free((ASN1_VALUE *)t, ASN1_ITEM_rptr(sm2_text));
	return n;
}

static EVP_PKEY *
evp_key(void)
{
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	uint8_t pub[65] = { 4 };
	EVP_PKEY *key = NULL;
	OSSL_PARAM *params;

	assert_true(BN_bn2binpad(x, pub + 1, 32) > 0 &&
		    BN_bn2binpad(y, pub + 33, 32) > 0);
	assert_true(OSSL_PARAM_BLD_push_utf8_string(bld,
			OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) &&
		    OSSL_PARAM_BLD_push_octet_string(bld,
			OSSL_PKEY_PARAM_PUB_KEY, pub, sizeof(pub)) &&
		    OSSL_PARAM_BLD_push_BN(bld, OSSL_PKEY_PARAM_PRIV_KEY, d));
	params = OSSL_PARAM_BLD_to_param(bld);
	assert_true(params != NULL && EVP_PKEY_fromdata_init(ctx) > 0 &&
		    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR, params) > 0);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static void
libcrypto_to_device(EVP_PKEY *key, const uint8_t *msg, size_t len)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	uint8_t der[1024], text[96 + 512];
	size_t der_len = sizeof(der);

	assert_true(EVP_PKEY_encrypt_init(ctx) > 0 &&
		    EVP_PKEY_encrypt(ctx, der, &der_len, msg, len) > 0);
	from_der(der, der_len, text, len);
	assert_int_equal(decrypt(text, len), HPRE_GOOD);
	assert_memory_equal(job.out.p, msg, len);
	EVP_PKEY_CTX_free(ctx);
}

static void
device_to_libcrypto(EVP_PKEY *key, const BIGNUM *k, const uint8_t *msg,
		    size_t len)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	uint8_t *der, plain[1024];
	size_t plain_len = sizeof(plain);
	int der_len;

	assert_int_equal(encrypt(k, msg, len), HPRE_GOOD);
	der_len = to_der(job.out.p, len, &der);
	assert_true(EVP_PKEY_decrypt_init(ctx) > 0 &&
		    EVP_PKEY_decrypt(ctx, plain, &plain_len, der,
				     der_len) > 0);
	assert_int_equal(plain_len, len);
	assert_memory_equal(plain, msg, len);
	OPENSSL_free(der);
	EVP_PKEY_CTX_free(ctx);
}

/* Blocks of the key stream, and the limits of the length (question 15). */
static void
against_libcrypto(void **state)
{
	static const size_t len[] = { 8, 19, 31, 32, 33, 63, 64, 65, 100, 255,
				      256, 257, 511, 512 };
	EVP_PKEY *key = evp_key();
	uint8_t msg[512];
	BIGNUM *k;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(len) / sizeof(len[0]); i++) {
		message(msg, len[i]);
		k = hpre_ref_scalar(&c);
		libcrypto_to_device(key, msg, len[i]);
		device_to_libcrypto(key, k, msg, len[i]);
		device_to_libcrypto(key, NULL, msg, len[i]);
		BN_free(k);
	}
	EVP_PKEY_free(key);
}

/* A message of one byte: every 256th k gives a key stream of zeros, which the
 * device has to pass over. 2000 in a row without one: one in 2500.
 */
static void
one_byte(void **state)
{
	struct hpre_buf text;
	uint8_t msg;
	int i;

	(void)state;
	for (i = 0; i < 2000; i++) {
		msg = (uint8_t)i;
		assert_int_equal(encrypt(NULL, &msg, 1), HPRE_GOOD);
		assert_int_not_equal(job.out.p[64], msg);
		text = job.out;
		if (i % 20 != 0)
			continue;
		assert_int_equal(decrypt(text.p, 1), HPRE_GOOD);
		assert_int_equal(job.out.p[0], msg);
	}
}

static void
sm3(const uint8_t *in, size_t len, uint8_t *md)
{
	size_t n;

	assert_true(EVP_Q_digest(NULL, "SM3", NULL, in, len, md, &n));
	assert_int_equal(n, 32);
}

/* Question 14: a key stream of zeros is an error in both directions. */
static void
zero_stream(void **state)
{
	uint8_t text[97], xy[68], md[32], buf[65];
	BIGNUM *k = BN_new(), *vx = BN_new(), *vy = BN_new();

	(void)state;
	BN_zero(k);
	do {
		assert_true(BN_add_word(k, 1) &&
			    hpre_ref_mul(&c, k, x, y, vx, vy) &&
			    BN_bn2binpad(vx, xy, 32) == 32 &&
			    BN_bn2binpad(vy, xy + 32, 32) == 32);
		memcpy(xy + 64, "\0\0\0\1", 4);
		sm3(xy, sizeof(xy), md);
	} while (md[0] != 0);
	memcpy(buf, xy, 32);
	buf[32] = 'M';
	memcpy(buf + 33, xy + 32, 32);
	sm3(buf, sizeof(buf), text + 65);
	text[64] = 'M';
	assert_true(hpre_ref_mul(&c, k, c.gx, c.gy, vx, vy) &&
		    BN_bn2binpad(vx, text, 32) == 32 &&
		    BN_bn2binpad(vy, text + 32, 32) == 32);
	assert_int_equal(decrypt(text, 1), HPRE_REFUSED);
	assert_int_equal(encrypt(k, text + 64, 1), HPRE_REFUSED);
	/* With another byte the stream is no longer zero. */
	assert_int_equal(encrypt(k, text + 64, 2), HPRE_GOOD);
	assert_int_equal(job.out.p[64], 'M');
	BN_free(k);
	BN_free(vx);
	BN_free(vy);
}

/* Every byte of a ciphertext changed: error, no plaintext (question 14). */
static void
tampered(void **state)
{
	uint8_t msg[40], text[136];
	size_t i;

	(void)state;
	message(msg, sizeof(msg));
	assert_int_equal(encrypt(NULL, msg, sizeof(msg)), HPRE_GOOD);
	memcpy(text, job.out.p, sizeof(text));
	for (i = 0; i < sizeof(text); i++) {
		text[i] ^= 1 << i % 8;
		assert_int_equal(decrypt(text, sizeof(msg)), HPRE_REFUSED);
		text[i] ^= 1 << i % 8;
	}
	/* Shorter and longer than it is. */
	assert_int_equal(decrypt(text, sizeof(msg) - 1), HPRE_REFUSED);
	assert_int_equal(decrypt(text, sizeof(msg)), HPRE_GOOD);
	assert_memory_equal(job.out.p, msg, sizeof(msg));
}

static void
bad_operands(void **state)
{
	BIGNUM *v = BN_new(), *old = d;
	uint8_t msg[32], text[128];

	(void)state;
	message(msg, sizeof(msg));
	BN_zero(v);
	assert_int_equal(encrypt(v, msg, 32), HPRE_REFUSED);
	assert_int_equal(encrypt(c.n, msg, 32), HPRE_REFUSED);
	assert_true(BN_add(v, c.n, BN_value_one()));
	assert_int_equal(encrypt(v, msg, 32), HPRE_REFUSED);
	assert_true(BN_sub(v, c.n, BN_value_one()));
	assert_int_equal(encrypt(v, msg, 32), HPRE_GOOD);
	memcpy(text, job.out.p, sizeof(text));
	assert_int_equal(decrypt(text, 32), HPRE_GOOD);
	/* d = n and d = 0: infinity. */
	d = c.n;
	assert_int_equal(decrypt(text, 32), HPRE_REFUSED);
	BN_zero(v);
	d = v;
	assert_int_equal(decrypt(text, 32), HPRE_REFUSED);
	d = old;
	/* A public key off the curve. */
	assert_true(BN_add_word(y, 1));
	assert_int_equal(encrypt(NULL, msg, 32), HPRE_REFUSED);
	assert_true(BN_sub_word(y, 1));
	assert_int_equal(encrypt(NULL, msg, 32), HPRE_GOOD);
	BN_free(v);
}

/* Question 12: with sm2_ksel the slot of k is not read. */
static void
k_slot(void **state)
{
	uint8_t msg[10];

	(void)state;
	message(msg, sizeof(msg));
	assert_int_equal(encrypt(NULL, msg, sizeof(msg)), HPRE_GOOD);
	job.in_late = 32;
	assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
	job.in_late = 33;
	assert_int_equal(hpre_run(&rig, &job), HPRE_FAULT);
	job.in_late = 32;
	job.w1 = 0;
	assert_int_equal(hpre_run(&rig, &job), HPRE_FAULT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literal), cmocka_unit_test(against_libcrypto),
		cmocka_unit_test(one_byte), cmocka_unit_test(zero_stream),
		cmocka_unit_test(tampered), cmocka_unit_test(bad_operands),
		cmocka_unit_test(k_slot),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
