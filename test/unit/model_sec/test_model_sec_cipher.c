/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: every cipher, against libcrypto and definitions. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "model_sec_oracle.h"
#include "model_sec_ref.h"

/* A row of the table of sec.md 8, with the generation of 12.2. */
struct algorithm {
	uint32_t alg, mode, key_len, width, ctr_mode;
	unsigned int gen;
	size_t min, multiple;
};

static const struct algorithm algorithms[] = {
	/* DES, 3DES */
	{ 0, 0, 1, 0, 0, 2, 8, 8 }, { 0, 1, 1, 0, 0, 2, 8, 8 },
	{ 1, 0, 1, 0, 0, 2, 8, 8 }, { 1, 1, 1, 0, 0, 2, 8, 8 },
	{ 1, 0, 3, 0, 0, 2, 8, 8 }, { 1, 1, 3, 0, 0, 2, 8, 8 },
	/* AES: ECB, CBC */
	{ 2, 0, 0, 0, 0, 2, 16, 16 }, { 2, 0, 1, 0, 0, 2, 16, 16 },
	{ 2, 0, 2, 0, 0, 2, 16, 16 }, { 2, 1, 0, 0, 0, 2, 16, 16 },
	{ 2, 1, 1, 0, 0, 2, 16, 16 }, { 2, 1, 2, 0, 0, 2, 16, 16 },
	/* CFB, OFB */
	{ 2, 2, 0, 0, 0, 3, 1, 1 }, { 2, 2, 1, 0, 0, 3, 1, 1 },
	{ 2, 2, 2, 0, 0, 3, 1, 1 }, { 2, 3, 0, 0, 0, 3, 1, 1 },
	{ 2, 3, 1, 0, 0, 3, 1, 1 }, { 2, 3, 2, 0, 0, 3, 1, 1 },
	/* CTR, all counters */
	{ 2, 4, 0, 0, 0, 3, 1, 1 }, { 2, 4, 1, 0, 1, 3, 1, 1 },
	{ 2, 4, 2, 0, 2, 3, 1, 1 }, { 2, 4, 0, 0, 3, 3, 1, 1 },
	/* XTS, as UADK and as Linux send it */
	{ 2, 7, 0, 0, 0, 2, 16, 1 }, { 2, 7, 2, 0, 0, 2, 16, 1 },
	{ 2, 7, 2, 0, 2, 3, 16, 1 }, { 2, 7, 0, 0, 1, 3, 16, 1 },
	/* CBC-CS */
	{ 2, 9, 0, 1, 0, 3, 17, 1 }, { 2, 9, 1, 2, 0, 3, 17, 1 },
	{ 2, 9, 2, 3, 0, 3, 17, 1 },
	/* SM4 */
	{ 3, 0, 0, 0, 0, 2, 16, 16 }, { 3, 1, 0, 0, 0, 2, 16, 16 },
	{ 3, 2, 0, 0, 0, 3, 1, 1 }, { 3, 3, 0, 0, 0, 3, 1, 1 },
	{ 3, 4, 0, 0, 0, 3, 1, 1 }, { 3, 4, 0, 0, 2, 3, 1, 1 },
	{ 3, 7, 0, 0, 0, 2, 16, 1 }, { 3, 7, 0, 0, 2, 3, 16, 1 },
	{ 3, 7, 0, 0, 1, 3, 16, 1 }, { 3, 9, 0, 1, 0, 3, 16, 1 },
	{ 3, 9, 0, 2, 0, 3, 16, 1 }, { 3, 9, 0, 3, 0, 3, 16, 1 },
};

#define NB_ALGORITHMS (sizeof(algorithms) / sizeof(algorithms[0]))
#define MAX_LEN 5000

/* Encrypt in to want and the other way round, out of place. */
static void
both_ways(struct sec_client *s, struct sec_desc *d, const uint8_t *in,
	  const uint8_t *want)
{
	uint8_t *dst = sec_buf(s, d->c_len);

	d->dst = dst;
	d->cipher = 1;
	d->src = sec_buf_from(s, in, d->c_len);
	assert_int_equal(sec_run(s, d), SEC_DONE_CIPHER);
	assert_memory_equal(dst, want, d->c_len);
	d->cipher = 2;
	d->src = sec_buf_from(s, want, d->c_len);
	assert_int_equal(sec_run(s, d), SEC_DONE_CIPHER);
	assert_memory_equal(dst, in, d->c_len);
}

static void
one_length(struct sec_client *s, const struct algorithm *a, unsigned int type,
	   size_t len, uint64_t *seed)
{
	uint8_t in[MAX_LEN], want[MAX_LEN];
	struct sec_desc d = {
		.type = type, .de = 1, .scene = len % 2, .c_alg = a->alg,
		.c_mode = a->mode, .c_key_len = a->key_len,
		.c_width = a->width, .ctr_mode = a->ctr_mode, .c_len = len,
	};

	d.c_key = sec_buf_ro(s, oracle_key_len(&d));
	d.c_iv = sec_buf_ro(s, oracle_iv_len(&d));
	sec_random(seed, in, len);
	oracle_encrypt(&d, in, want, len);
	both_ways(s, &d, in, want);
	sec_bufs_free(s);
}

/* Lengths around blocks and around what the model handles in one piece. */
static void
all_lengths(struct sec_client *s, const struct algorithm *a,
	    unsigned int type)
{
	static const size_t more[] = { 95, 96, 111, 112, 239, 240, 255, 256,
				       257, 271, 272, 273, 496, 511, 512, 513,
				       528, 1040, 4096, 4999, 5000 };
	uint64_t seed = s->gen * 100 + type;
	size_t len, i;

	for (len = 1; len <= 80; len++)
		if (len >= a->min && len % a->multiple == 0)
			one_length(s, a, type, len, &seed);
	for (i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (more[i] % a->multiple == 0)
			one_length(s, a, type, more[i], &seed);
}

static void
every_algorithm(void **state)
{
	static const unsigned int gens[] = { 2, 3, 5 };
	struct sec_client s;
	unsigned int g;
	size_t i;

	(void)state;
	for (g = 0; g < 3; g++) {
		sec_open(&s, gens[g], false);
		for (i = 0; i < NB_ALGORITHMS; i++) {
			if (gens[g] < algorithms[i].gen)
				continue;
			/* Type 2 has no field for the counter mode. */
			if (algorithms[i].ctr_mode == 0)
				all_lengths(&s, &algorithms[i], 2);
			if (gens[g] >= 3)
				all_lengths(&s, &algorithms[i], 3);
		}
		sec_close(&s);
	}
}

/* Counters that overflow 32, 64 and 128 bits. */
static void
counter_wrap(void **state)
{
	static const char *const ivs[] = {
		"00112233445566778899aabbfffffffe",
		"0011223344556677fffffffffffffffd",
		"fffffffffffffffffffffffffffffffe",
		"fffffffffffffffffffffffeffffffff",
		"000000000000000000000000ffffffff",
	};
	uint8_t in[200], want[200], iv[16];
	struct sec_client s;
	uint64_t seed = 1;
	size_t i, mode, alg, len;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < 5 * 4 * 2; i++) {
		mode = i / 2 % 4;
		alg = 2 + i % 2;
		sec_hex(ivs[i / 8], iv, sizeof(iv));
		for (len = 1; len <= sizeof(in); len += 13) {
			struct sec_desc d = {
				.type = 3, .de = 1, .c_alg = alg, .c_mode = 4,
				.ctr_mode = mode, .c_len = len,
				.c_key = sec_buf_ro(&s, 16),
				.c_iv = sec_buf_from(&s, iv, 16),
			};

			sec_random(&seed, in, len);
			oracle_encrypt(&d, in, want, len);
			both_ways(&s, &d, in, want);
			sec_bufs_free(&s);
		}
	}
	sec_close(&s);
}

/* The device thinks nothing of equal or weak keys (8.2). */
static void
odd_keys(void **state)
{
	static const struct algorithm odd[] = {
		{ 2, 7, 0, 0, 0, 2, 16, 1 }, { 2, 7, 2, 0, 0, 2, 16, 1 },
		{ 3, 7, 0, 0, 0, 2, 16, 1 }, { 0, 1, 1, 0, 0, 2, 8, 8 },
		{ 1, 1, 1, 0, 0, 2, 8, 8 },
	};
	uint8_t in[96], want[96], key[64];
	struct sec_client s;
	uint64_t seed = 2;
	size_t i;

	(void)state;
	memset(key, 0x01, sizeof(key));
	sec_open(&s, 3, false);
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		struct sec_desc d = {
			.type = 3, .de = 1, .c_alg = odd[i].alg,
			.c_mode = odd[i].mode, .c_key_len = odd[i].key_len,
			.c_len = sizeof(in),
			.c_key = sec_buf_from(&s, key, 64),
			.c_iv = sec_buf_ro(&s, 16),
		};

		sec_random(&seed, in, sizeof(in));
		oracle_encrypt(&d, in, want, sizeof(in));
		both_ways(&s, &d, in, want);
	}
	sec_close(&s);
}

/* libcrypto has CBC-CS for AES: all three variants (question 7). */
static void
cts_of_libcrypto(void **state)
{
	static const char *const variant[] = { "CS1", "CS2", "CS3" };
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "AES-128-CBC-CTS", NULL);
	uint8_t in[100], want[100];
	struct sec_client s;
	size_t i, len;
	uint64_t seed = 3;
	int n;

	(void)state;
	assert_non_null(cipher);
	sec_open(&s, 3, false);
	for (i = 0; i < 3; i++) {
		OSSL_PARAM p[2] = {
			OSSL_PARAM_construct_utf8_string(
				OSSL_CIPHER_PARAM_CTS_MODE,
				(char *)(uintptr_t)variant[i], 0),
			OSSL_PARAM_construct_end()
		};

		for (len = 17; len <= sizeof(in); len++) {
			EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
			struct sec_desc d = {
				.type = 3, .de = 1, .c_alg = 2, .c_mode = 9,
				.c_width = i + 1, .c_len = len,
				.c_key = sec_buf_ro(&s, 16),
				.c_iv = sec_buf_ro(&s, 16),
			};

			sec_random(&seed, in, len);
			assert_int_equal(EVP_EncryptInit_ex2(ctx, cipher,
					 d.c_key, d.c_iv, p), 1);
			assert_int_equal(EVP_EncryptUpdate(ctx, want, &n, in,
							   len), 1);
			both_ways(&s, &d, in, want);
			sec_bufs_free(&s);
			EVP_CIPHER_CTX_free(ctx);
		}
	}
	EVP_CIPHER_free(cipher);
	sec_close(&s);
}

/*
 * Few keys, many messages: whatever an expanded key carries over from one
 * message must not show in the next.
 */
static void
many_messages(void **state)
{
	uint8_t in[600], want[600], out[600];
	uint8_t *src, *dst, *iv;
	const uint8_t *keys;
	struct sec_client s;
	uint64_t seed = 4;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	keys = sec_buf_ro(&s, 256);
	src = sec_buf(&s, sizeof(in));
	dst = sec_buf(&s, sizeof(in));
	iv = sec_buf(&s, 16);
	for (i = 0; i < 6000; i++) {
		const struct algorithm *a =
			&algorithms[sec_random_below(&seed, NB_ALGORITHMS)];
		size_t len = 17 + sec_random_below(&seed, 500);
		struct sec_desc d = {
			.type = 3, .c_alg = a->alg, .c_mode = a->mode,
			.c_key_len = a->key_len, .c_width = a->width,
			.ctr_mode = a->ctr_mode, .c_iv = iv, .src = src,
			.c_key = keys + 64 * sec_random_below(&seed, 3),
		};

		d.c_len = len - len % a->multiple;
		d.de = sec_random_below(&seed, 2);
		d.dst = dst;
		d.cipher = 1 + sec_random_below(&seed, 2);
		sec_random(&seed, iv, 16);
		sec_random(&seed, in, d.c_len);
		oracle_encrypt(&d, in, want, d.c_len);
		memcpy(src, d.cipher == 1 ? in : want, d.c_len);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_CIPHER);
		memcpy(out, d.de ? dst : src, d.c_len);
		assert_memory_equal(out, d.cipher == 1 ? want : in, d.c_len);
	}
	sec_close(&s);
}

/* The longest data the device takes (12.1): 16 MiB - 512. */
static void
longest(void **state)
{
	const size_t max = 0xfffe00;
	static const char *const name[] = { "AES-128-CBC", "AES-128-XTS",
					    "AES-128-CTR" };
	static const uint32_t mode[] = { 1, 7, 4 };
	uint8_t *want = malloc(max), *dst;
	struct sec_client s;
	unsigned int i;

	(void)state;
	assert_non_null(want);
	sec_open(&s, 3, false);
	for (i = 0; i < 3; i++) {
		struct sec_desc d = {
			.type = 3, .de = 1, .cipher = 1, .c_alg = 2,
			.c_mode = mode[i], .ctr_mode = 2, .c_len = max,
			.c_key = sec_buf_ro(&s, 32),
			.c_iv = sec_buf_ro(&s, 16),
			.src = sec_buf_ro(&s, max),
		};

		d.dst = dst = sec_buf(&s, max);
		ref_cipher(name[i], true, d.c_key, d.c_iv, d.src, want, max);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_CIPHER);
		assert_memory_equal(dst, want, max);
		sec_bufs_free(&s);
	}
	free(want);
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_algorithm),
		cmocka_unit_test(counter_wrap),
		cmocka_unit_test(odd_keys),
		cmocka_unit_test(cts_of_libcrypto),
		cmocka_unit_test(many_messages),
		cmocka_unit_test(longest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
