/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CBC and HMAC in one descriptor (sec.md 10.1). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"

static const struct {
	unsigned int gen, type;
} ways[] = { { 2, 2 }, { 3, 2 }, { 3, 3 }, { 5, 2 }, { 5, 3 } };
static const uint32_t hmacs[] = { 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16,
				  0x17, 0x26 };

#define NB_WAYS (sizeof(ways) / sizeof(ways[0]))
#define NB_HMACS (sizeof(hmacs) / sizeof(hmacs[0]))
#define MAX_LEN 2100

static void
keys_make(struct sec_client *s, struct sec_desc *d)
{
	d->c_key = sec_buf_ro(s, oracle_key_len(d));
	d->c_iv = sec_buf_ro(s, 16);
	d->a_key = sec_buf_ro(s, 4 * d->a_key_words);
}

/*
 * Encrypt then MAC, verify then decrypt: the tag is over AAD and ciphertext
 * in both directions.
 */
static void
one_message(struct sec_client *s, struct sec_desc *d, uint64_t *seed)
{
	size_t aad = d->cipher_offset, n = aad + d->c_len;
	size_t tag_len = 4 * d->mac_words;
	uint8_t plain[MAX_LEN], cipher[MAX_LEN], tag[64], *dst, *mac;
	unsigned int bad;

	keys_make(s, d);
	sec_random(seed, plain, n);
	memcpy(cipher, plain, aad);
	oracle_encrypt(d, plain + aad, cipher + aad, d->c_len);
	oracle_mac(d, cipher, n, tag);

	d->cipher = 1;
	d->auth = 1;
	d->seq = 0;
	d->src = dst = sec_buf_from(s, plain, n);
	if (d->de == 1)
		d->dst = dst = sec_buf(s, n);
	d->mac = mac = sec_buf(s, tag_len);
	assert_int_equal(sec_run(s, d), SEC_DONE_AEAD);
	assert_memory_equal(dst, cipher, n);
	assert_memory_equal(mac, tag, tag_len);

	d->cipher = 2;
	d->auth = 2;
	d->seq = 1;
	for (bad = 0; bad < 2; bad++) {
		d->src = dst = sec_buf_from(s, cipher, n);
		if (d->de == 1)
			d->dst = dst = sec_buf(s, n);
		if (bad)
			tag[sec_random_below(seed, tag_len)] ^= 0x10;
		d->mac = sec_buf_ro(s, tag_len);
		memcpy((void *)(uintptr_t)d->mac, tag, tag_len);
		assert_int_equal(sec_run(s, d), SEC_DONE_AEAD |
				 (bad ? SEC_BAD : SEC_GOOD));
		/* Plaintext comes out in both cases (question 6). */
		assert_memory_equal(dst, plain, n);
	}
	sec_bufs_free(s);
}

static void
sweep(struct sec_client *s, struct sec_desc *d, uint64_t *seed)
{
	static const size_t aad[] = { 0, 1, 13, 16, 47, 64, 300 };
	static const size_t len[] = { 16, 32, 48, 64, 128, 256, 272, 1504 };
	size_t words = oracle_digest_len(d->a_alg) / 4;
	unsigned int i;

	for (i = 0; i < 7 * 8; i++) {
		d->cipher_offset = aad[i / 8];
		d->c_len = len[i % 8];
		d->a_len = d->cipher_offset + d->c_len;
		d->de = i % 2;
		d->scene = i / 2 % 2;
		d->mac_words = 1 + i % words;
		d->a_key_words = i % 17;
		one_message(s, d, seed);
	}
}

/* Any HMAC code (question 19); SM4 and SM3 from generation 3 on. */
static void
every_pair(void **state)
{
	struct sec_client s;
	unsigned int w, h, key;
	uint64_t seed = 1;

	(void)state;
	for (w = 0; w < NB_WAYS; w++) {
		sec_open(&s, ways[w].gen, false);
		for (h = 0; h < NB_HMACS; h++) {
			/* Three key lengths of AES, then SM4. */
			for (key = 0; key < 4; key++) {
				struct sec_desc d = {
					.type = ways[w].type, .c_mode = 1,
					.c_alg = key < 3 ? 2 : 3,
					.c_key_len = key % 3,
					.a_alg = hmacs[h],
				};

				if (ways[w].gen == 2 &&
				    (key == 3 || hmacs[h] == 0x26))
					continue;
				sweep(&s, &d, &seed);
			}
		}
		sec_close(&s);
	}
}

/*
 * The data of the MAC, for all orders and regions (11.3 step 6, question
 * 14): seq 0, the source with the result in place of the cipher region;
 * seq 1, the source.
 */
static void
region_check(struct sec_client *s, struct sec_desc *d, uint64_t *seed)
{
	uint8_t plain[MAX_LEN], src[MAX_LEN], out[MAX_LEN], tag[64];
	uint32_t end = d->cipher_offset + d->c_len;
	uint8_t *dst, *mac;

	keys_make(s, d);
	sec_random(seed, plain, sizeof(plain));
	memcpy(src, plain, sizeof(src));
	memcpy(out, plain, sizeof(out));
	oracle_encrypt(d, plain + d->cipher_offset,
		       (d->cipher == 1 ? out : src) + d->cipher_offset,
		       d->c_len);
	oracle_mac(d, (d->seq ? src : out) + d->auth_offset, d->a_len, tag);
	d->mac = mac = sec_buf_from(s, tag, 4 * d->mac_words);
	if (d->auth == 1)
		memset(mac, 0, 4 * d->mac_words);
	if (end < d->auth_offset + d->a_len)
		end = d->auth_offset + d->a_len;
	d->src = dst = sec_buf_from(s, src, end);
	if (d->de == 1) {
		end = d->cipher_offset + d->c_len;
		d->dst = dst = sec_buf(s, end);
	}
	assert_int_equal(sec_run(s, d), SEC_DONE_AEAD |
			 (d->auth == 2 ? SEC_GOOD : 0));
	assert_memory_equal(dst, out, end);
	assert_memory_equal(mac, tag, 4 * d->mac_words);
	sec_bufs_free(s);
}

static void
orders_and_regions(void **state)
{
	/* auth offset and length, cipher offset and length */
	static const uint32_t at[][4] = {
		{ 0, 80, 16, 64 }, { 5, 80, 16, 64 }, { 0, 100, 16, 64 },
		{ 30, 20, 16, 64 }, { 0, 16, 16, 64 }, { 80, 40, 16, 64 },
		{ 100, 40, 16, 64 }, { 0, 40, 16, 64 }, { 40, 60, 16, 64 },
		{ 16, 64, 16, 64 }, { 0, 10, 50, 48 }, { 7, 0, 3, 32 },
	};
	struct sec_client s;
	unsigned int i, r;
	uint64_t seed = 2;

	(void)state;
	sec_open(&s, 3, false);
	for (r = 0; r < sizeof(at) / sizeof(at[0]); r++) {
		for (i = 0; i < 32; i++) {
			struct sec_desc d = {
				.type = 2 + i % 2, .de = i / 2 % 2,
				.cipher = 1 + i / 4 % 2,
				.auth = 1 + i / 8 % 2, .seq = i / 16,
				.c_alg = 2, .c_mode = 1, .a_alg = 0x11,
				.a_key_words = 8, .mac_words = 5,
				.auth_offset = at[r][0], .a_len = at[r][1],
				.cipher_offset = at[r][2], .c_len = at[r][3],
			};

			region_check(&s, &d, &seed);
		}
	}
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_pair),
		cmocka_unit_test(orders_and_regions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
