/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: the Wycheproof vectors that a descriptor can express. What it
 * cannot is left out by length alone, and how many remain is checked.
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

#include "model_sec_oracle.h"

#define MAX 4096

/* A test with its texts as bytes. */
struct vector {
	uint8_t key[MAX], iv[MAX], aad[MAX], msg[MAX], ct[MAX], tag[MAX];
	size_t key_len, iv_len, aad_len, msg_len, ct_len, tag_len;
	bool valid;
};

static size_t
bytes(const json_t *test, const char *name, uint8_t *out)
{
	const char *text = json_string_value(json_object_get(test, name));

	return text == NULL ? 0 : sec_hex(text, out, MAX);
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
}

/* @return whether the vector can be expressed */
typedef bool (*check_t)(struct sec_client *s, const struct vector *v,
			uint32_t code);

/* Run all tests of a file. @return the number of those expressed */
static unsigned int
run_file(const char *name, check_t check, uint32_t code)
{
	static struct vector v;
	char path[512];
	struct sec_client s;
	json_t *root, *group, *test;
	unsigned int done = 0;
	size_t i, j;

	snprintf(path, sizeof(path), TEST_VECTORS "/wycheproof/%s", name);
	root = json_load_file(path, 0, NULL);
	assert_non_null(root);
	sec_open(&s, 3, false);
	json_array_foreach(json_object_get(root, "testGroups"), i, group) {
		json_array_foreach(json_object_get(group, "tests"), j, test) {
			vector_read(test, &v);
			done += check(&s, &v, code);
			sec_bufs_free(&s);
		}
	}
	sec_close(&s);
	json_decref(root);
	return done;
}

/* Encrypt and decrypt a valid vector, decrypt an invalid one. */
static void
aead_run(struct sec_client *s, const struct vector *v, struct sec_desc *d)
{
	uint8_t text[2 * MAX], *dst, *mac;
	size_t n = v->aad_len + v->msg_len;
	bool enc;
	int i;

	d->type = 3;
	d->de = 1;
	d->a_len = d->cipher_offset = v->aad_len;
	d->c_len = v->msg_len;
	memcpy(text, v->aad, v->aad_len);
	d->c_key = sec_buf_from(s, v->key, v->key_len);
	for (i = v->valid ? 0 : 1; i < 2; i++) {
		enc = i == 0;
		memcpy(text + v->aad_len, enc ? v->msg : v->ct, v->msg_len);
		d->cipher = enc ? 1 : 2;
		d->seq = enc ? 0 : 1;
		d->src = sec_buf_from(s, text, n);
		d->dst = dst = sec_buf(s, n);
		d->mac = mac = sec_buf(s, v->tag_len);
		if (!enc)
			memcpy(mac, v->tag, v->tag_len);
		assert_int_equal(sec_run(s, d), SEC_DONE_AEAD |
				 (enc ? 0 : v->valid ? SEC_GOOD : SEC_BAD));
		if (!v->valid)
			continue;
		assert_memory_equal(dst + v->aad_len, enc ? v->ct : v->msg,
				    v->msg_len);
		assert_memory_equal(mac, v->tag, v->tag_len);
	}
}

static bool
gcm(struct sec_client *s, const struct vector *v, uint32_t alg)
{
	struct sec_desc d = {
		.c_alg = alg, .c_mode = 6, .c_icv_len = v->tag_len,
		.c_key_len = (v->key_len - 16) / 8,
	};

	if (v->iv_len != 12)
		return false;
	d.c_iv = sec_buf_from(s, v->iv, 12);
	aead_run(s, v, &d);
	return true;
}

static bool
ccm(struct sec_client *s, const struct vector *v, uint32_t alg)
{
	struct sec_desc d = {
		.c_alg = alg, .c_mode = 5, .c_icv_len = v->tag_len,
		.c_key_len = (v->key_len - 16) / 8, .c_len = v->msg_len,
		.a_len = v->aad_len,
	};
	uint8_t *a1, *b0;

	if (v->iv_len < 7 || v->iv_len > 13 || v->tag_len < 4 ||
	    v->tag_len % 2 != 0)
		return false;
	d.c_iv = a1 = sec_buf(s, 16);
	d.a_iv = b0 = sec_buf(s, 16);
	oracle_ccm_blocks(&d, v->iv, v->iv_len, a1, b0);
	aead_run(s, v, &d);
	return true;
}

static bool
mac(struct sec_client *s, const struct vector *v, uint32_t alg)
{
	struct sec_desc d = {
		.type = 3, .scene = 7, .auth = 2, .a_alg = alg,
		.a_key_words = v->key_len / 4, .mac_words = v->tag_len / 4,
		.a_len = v->msg_len,
	};
	size_t max_key = alg == 0x21 ? 16 : 64;

	/* CMAC: keys of 16 bytes, and not of nothing (9.5). */
	if (v->key_len > max_key || v->key_len % 4 != 0 ||
	    (alg == 0x21 && (v->key_len != 16 || v->msg_len == 0)))
		return false;
	d.src = sec_buf_from(s, v->msg, v->msg_len);
	d.a_key = sec_buf_from(s, v->key, v->key_len);
	d.mac = sec_buf_from(s, v->tag, v->tag_len);
	assert_int_equal(sec_run(s, &d), SEC_DONE_AUTH |
			 (v->valid ? SEC_GOOD : SEC_BAD));
	d.auth = 1;
	d.mac = sec_buf(s, v->tag_len);
	assert_int_equal(sec_run(s, &d), SEC_DONE_AUTH);
	assert_int_equal(memcmp(d.mac, v->tag, v->tag_len) == 0, v->valid);
	return true;
}

static bool
xts(struct sec_client *s, const struct vector *v, uint32_t alg)
{
	uint8_t tweak[16] = { 0 }, *dst;
	struct sec_desc d = {
		.type = 3, .de = 1, .c_alg = alg, .c_mode = 7,
		.c_key_len = v->key_len == 64 ? 2 : 0, .c_len = v->msg_len,
	};

	/* Twice 192 bits: a limit of the hardware (8.2). */
	if (v->key_len == 48)
		return false;
	/* The sector number, little-endian. */
	memcpy(tweak, v->iv, v->iv_len);
	d.c_key = sec_buf_from(s, v->key, v->key_len);
	d.c_iv = sec_buf_from(s, tweak, 16);
	for (d.cipher = 1; d.cipher <= 2; d.cipher++) {
		d.src = sec_buf_from(s, d.cipher == 1 ? v->msg : v->ct,
				     v->msg_len);
		d.dst = dst = sec_buf(s, v->msg_len);
		assert_int_equal(sec_run(s, &d), SEC_DONE_CIPHER);
		assert_memory_equal(dst, d.cipher == 1 ? v->ct : v->msg,
				    v->msg_len);
	}
	return true;
}

static void
aes_gcm(void **state)
{
	(void)state;
	assert_int_equal(run_file("aes_gcm_test.json", gcm, 2), 197);
}

static void
sm4_gcm(void **state)
{
	(void)state;
	assert_int_equal(run_file("sm4_gcm_test.json", gcm, 3), 65);
}

static void
aes_ccm(void **state)
{
	(void)state;
	assert_int_equal(run_file("aes_ccm_test.json", ccm, 2), 486);
}

static void
aes_cmac(void **state)
{
	(void)state;
	assert_int_equal(run_file("aes_cmac_test.json", mac, 0x21), 74);
}

static void
hmac_sha256(void **state)
{
	(void)state;
	assert_int_equal(run_file("hmac_sha256_test.json", mac, 0x11), 168);
}

static void
hmac_sm3(void **state)
{
	(void)state;
	assert_int_equal(run_file("hmac_sm3_test.json", mac, 0x26), 168);
}

static void
aes_xts(void **state)
{
	(void)state;
	assert_int_equal(run_file("aes_xts_test.json", xts, 2), 82);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aes_gcm), cmocka_unit_test(sm4_gcm),
		cmocka_unit_test(aes_ccm), cmocka_unit_test(aes_cmac),
		cmocka_unit_test(hmac_sha256), cmocka_unit_test(hmac_sm3),
		cmocka_unit_test(aes_xts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
