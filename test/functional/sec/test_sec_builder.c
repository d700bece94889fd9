/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Algorithms of the engine that DPDK 22.11 has no name for: the driver's
 * functions that build descriptors can express them. What they built is
 * executed by the model and compared with published results. No session can
 * ask for these algorithms yet.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/evp.h>

#include "model_sec_client.h"
#include "sec_bd3.h"

#include "sec_bd.h"

#define MAX 64
#define TAG 16
#define ENC HISI_SEC_CIPHER_ENC
#define DEC HISI_SEC_CIPHER_DEC

static struct sec_client client;

/* A session as far as the builders look at it. */
static struct sec_session session;

static int
open_client(void **state)
{
	(void)state;
	sec_open(&client, HISI_QM_GEN3, false);
	memset(&session, 0, sizeof(session));
	session.prefetch_mask = UINT32_MAX;
	return 0;
}

static int
close_client(void **state)
{
	(void)state;
	sec_close(&client);
	return 0;
}

static uint8_t *
hex_buf(const char *text, size_t *len)
{
	uint8_t bytes[MAX];
	size_t n = sec_hex(text, bytes, sizeof(bytes));

	if (len != NULL)
		*len = n;
	return sec_buf_from(&client, bytes, n);
}

static uint32_t
run(const struct hisi_sec_sqe *sqe)
{
	uint32_t words[sizeof(*sqe) / sizeof(uint32_t)];

	memcpy(words, sqe, sizeof(words));
	return sec_run_words(&client, words);
}

#define KEY "0123456789abcdeffedcba9876543210"

static const struct cipher_row {
	const char *name;
	uint8_t mode;
	const char *key, *iv, *plain, *cipher;
} ciphers[] = {
	/* draft-ribose-cfrg-sm4 */
	{ "SM4-OFB", HISI_SEC_C_MODE_OFB, KEY, KEY, KEY KEY,
	  "693d9a535bad5bb1786f53d7253a7056f2075d28b5235f58d50027e4177d2bce" },
	{ "SM4-CFB", HISI_SEC_C_MODE_CFB, KEY, KEY, KEY KEY,
	  "693d9a535bad5bb1786f53d7253a70569ed258a85a0467cc92aab393dd978995" },
	/* OpenSSL 3.2, evpciph_sm4.txt, by IEEE 1619. */
	{ "SM4-XTS", HISI_SEC_C_MODE_XTS,
	  "2b7e151628aed2a6abf7158809cf4f3c"
	  "000102030405060708090a0b0c0d0e0f",
	  "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
	  "6bc1bee22e409f96e93d7e117393172a"
	  "ae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52ef"
	  "f69f2445df4f9b17",
	  "e9538251c71d7b80bbe4483fef497bd1b3db1a3e60408c575d63ff7db39f8326"
	  "0869f9e2585fec9f0b863bf8fd784b8627d16c0db6d2cfc7" },
};

static void
cipher(const struct cipher_row *row, uint8_t direction)
{
	const char *from = direction == ENC ? row->plain : row->cipher;
	const char *to = direction == ENC ? row->cipher : row->plain;
	struct sec_pass pass = {
		.cipher = direction,
		.c_alg = HISI_SEC_C_ALG_SM4,
		.c_mode = row->mode,
		.c_key = hex_buf(row->key, NULL),
	};
	size_t len;
	const uint8_t *src = hex_buf(from, &len);
	const uint8_t *want = hex_buf(to, NULL);
	uint8_t *dst = sec_buf(&client, len);
	struct sec_words words = {
		.template = &session.bd,
		.src.addr = (uintptr_t)src,
		.dst.addr = (uintptr_t)dst,
		.oop = true,
		.len = len,
		.c_len = len,
		.iv = hex_buf(row->iv, NULL),
	};
	struct hisi_sec_sqe sqe;

	sec_path_bd3.template(&session.bd, &pass);
	sec_bd_write(&sqe, &session, &words);
	if (run(&sqe) != SEC_DONE_CIPHER)
		fail_msg("%s: the engine refuses it", row->name);
	if (memcmp(dst, want, len) != 0)
		fail_msg("%s: wrong result", row->name);
}

static void
sm4_modes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(ciphers); i++) {
		cipher(&ciphers[i], ENC);
		cipher(&ciphers[i], DEC);
	}
}

/* Against libcrypto: keys of whole words up to a block. */
static void
sm3_hmac(void **state)
{
	uint8_t key[64], message[MAX], want[32], *mac;
	struct sec_words words = { .template = &session.bd };
	struct sec_pass pass = {
		.auth = HISI_SEC_AUTH_GEN,
		.a_alg = HISI_SEC_A_ALG_HMAC_SM3,
		.mac_words = sizeof(want) / sizeof(uint32_t),
	};
	struct hisi_sec_sqe sqe;
	uint64_t random = 1;
	size_t len, n;

	(void)state;
	for (len = 4; len <= sizeof(key); len += 4) {
		sec_random(&random, key, len);
		sec_random(&random, message, len);
		assert_non_null(EVP_Q_mac(NULL, "HMAC", NULL, "SM3", NULL,
					  key, len, message, len, want,
					  sizeof(want), &n));
		mac = sec_buf(&client, sizeof(want));
		pass.a_key = sec_buf_from(&client, key, len);
		pass.a_key_words = len / sizeof(uint32_t);
		sec_path_bd3.template(&session.bd, &pass);
		words.src.addr = (uintptr_t)sec_buf_from(&client, message, len);
		words.len = words.a_len = len;
		words.mac = mac;
		sec_bd_write(&sqe, &session, &words);
		assert_int_equal(run(&sqe), SEC_DONE_AUTH);
		assert_memory_equal(mac, want, sizeof(want));
	}
}

/* RFC 8998, A.1. */
#define GCM_AAD "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define GCM_PLAIN \
	"aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd" \
	"eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
#define GCM_CIPHER \
	"17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735" \
	"d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
#define GCM_TAG "83de3541e4c2b58177e065a9bf7b62ec"

/* Change 1 bit of the tag to see it refused. @return word 28 */
static uint32_t
gcm(uint8_t direction, uint8_t change)
{
	uint8_t text[2 * MAX], *tag = hex_buf(GCM_TAG, NULL), *out;
	size_t aad = sec_hex(GCM_AAD, text, MAX);
	size_t len = sec_hex(direction == ENC ? GCM_PLAIN : GCM_CIPHER,
			     text + aad, MAX);
	struct sec_pass pass = {
		.cipher = direction,
		.c_alg = HISI_SEC_C_ALG_SM4,
		.c_mode = HISI_SEC_C_MODE_GCM,
		.c_icv_len = TAG,
		.c_key = hex_buf(KEY, NULL),
	};
	struct sec_words words = {
		.template = &session.bd,
		.src.addr = (uintptr_t)sec_buf_from(&client, text, aad + len),
		.len = aad + len,
		.c_len = len,
		.a_len = aad,
		.cipher_offset = aad,
		.iv = hex_buf("00001234567800000000abcd", NULL),
		.mac = tag,
	};
	struct hisi_sec_sqe sqe;
	uint32_t word28;

	out = (uint8_t *)(uintptr_t)words.src.addr + aad;
	words.dst = words.src;
	if (direction == ENC)
		memset(tag, 0, TAG);
	tag[0] ^= change;
	sec_path_bd3.template(&session.bd, &pass);
	sec_bd_write(&sqe, &session, &words);
	word28 = run(&sqe);
	assert_memory_equal(out, hex_buf(direction == ENC ? GCM_CIPHER :
					 GCM_PLAIN, NULL), len);
	if (direction == ENC)
		assert_memory_equal(tag, hex_buf(GCM_TAG, NULL), TAG);
	return word28;
}

static void
sm4_gcm(void **state)
{
	(void)state;
	assert_int_equal(gcm(ENC, 0), SEC_DONE_AEAD);
	assert_int_equal(gcm(DEC, 0), SEC_DONE_AEAD | SEC_GOOD);
	assert_int_equal(gcm(DEC, 1), SEC_DONE_AEAD | SEC_BAD);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_client, close_client)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sm4_modes), TEST(sm3_hmac), TEST(sm4_gcm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
