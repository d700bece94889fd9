/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: hashes and HMAC in several descriptors (sec.md 9.3). */

/* The compression functions are among the functions of old. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/md5.h>
#include <openssl/sha.h>

#include "model_sec_oracle.h"

static const uint32_t algs[] = {
	0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x25,
	0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x26,
};

#define NB_ALGS (sizeof(algs) / sizeof(algs[0]))

static bool
keyed(uint32_t alg)
{
	return alg == 0x26 || (alg >= 0x10 && alg <= 0x17);
}

/* A part: the state goes in and out at mac, as drivers have it. */
static void
part(struct sec_client *s, struct sec_desc *d, bool first, bool last,
     const uint8_t *p, size_t len, uint64_t total)
{
	d->ai_gen = first ? 0 : 1;
	d->pad = last ? 0 : 1;
	d->a_iv = first ? NULL : d->mac;
	d->src = len > 0 ? sec_buf_from(s, p, len) : NULL;
	d->a_len = len;
	d->total = last ? 8 * total : 0;
	/* UADK: 0 or the digest; UADK v1: 1 (9.2). */
	d->mac_words = last ? oracle_digest_len(d->a_alg) / 4 :
			      len / oracle_block_len(d->a_alg) % 2;
	if (d->a_alg == 0x25 && !last)
		d->mac_words = 8;
	assert_int_equal(sec_run(s, d), SEC_DONE_AUTH);
}

/* First part of n1 blocks, middle of n2, end of what is left. */
static void
split(struct sec_client *s, unsigned int type, uint32_t alg,
      const uint8_t *msg, size_t len, size_t n1, size_t n2)
{
	size_t block = oracle_block_len(alg), n = (n1 + n2) * block;
	struct sec_desc d = {
		.type = type, .scene = type == 3 ? 7 : 1, .auth = 1,
		.a_alg = alg, .a_key_words = keyed(alg) ? 6 : 0,
	};
	uint8_t want[64], *mac;

	d.a_key = sec_buf_ro(s, 24);
	d.mac = mac = sec_buf(s, oracle_state_len(alg));
	oracle_mac(&d, msg, len, want);
	part(s, &d, true, false, msg, n1 * block, 0);
	if (n2 > 0)
		part(s, &d, false, false, msg + n1 * block, n2 * block, 0);
	part(s, &d, false, true, msg + n, len - n, len);
	assert_memory_equal(mac, want, oracle_digest_len(alg));
	sec_bufs_free(s);
}

static void
every_split(void **state)
{
	static const struct {
		unsigned int gen, type;
	} ways[] = { { 2, 2 }, { 3, 2 }, { 3, 3 }, { 5, 3 } };
	static const size_t rest[] = { 0, 1, 8, 55, 56, 63, 64, 111, 112,
				       127, 128, 200 };
	uint8_t msg[5 * 128 + 200];
	struct sec_client s;
	unsigned int w, i, r;
	uint64_t seed = 1;
	size_t n1, n2;

	(void)state;
	sec_random(&seed, msg, sizeof(msg));
	for (w = 0; w < 4; w++) {
		sec_open(&s, ways[w].gen, false);
		for (i = 0; i < NB_ALGS; i++)
			for (n1 = 1; n1 <= 4; n1++)
				for (n2 = 0; n1 + n2 <= 5; n2++)
					for (r = 0; r < 12; r++)
						split(&s, ways[w].type,
						      algs[i], msg,
						      (n1 + n2) *
						      oracle_block_len(algs[i])
						      + rest[r], n1, n2);
		sec_close(&s);
	}
}

/* END can verify, too. */
static void
verify_end(void **state)
{
	struct sec_desc d = {
		.type = 3, .scene = 7, .auth = 1, .a_alg = 0x11,
		.a_key_words = 8,
	};
	uint8_t msg[100], want[64], *mac, *iv;
	struct sec_client s;
	uint64_t seed = 2;

	(void)state;
	sec_random(&seed, msg, sizeof(msg));
	sec_open(&s, 3, false);
	d.a_key = sec_buf_ro(&s, 32);
	d.mac = iv = sec_buf(&s, 32);
	oracle_mac(&d, msg, 100, want);
	part(&s, &d, true, false, msg, 64, 0);
	d.auth = 2;
	d.ai_gen = 1;
	d.pad = 0;
	d.a_iv = iv;
	d.mac = mac = sec_buf_from(&s, want, 32);
	d.src = sec_buf_from(&s, msg + 64, 36);
	d.a_len = 36;
	d.total = 800;
	d.mac_words = 8;
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH | SEC_GOOD);
	mac[31] ^= 0x80;
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH | SEC_BAD);
	sec_close(&s);
}

static void
words_be(const void *words, size_t size, size_t n, uint8_t *out)
{
	const uint8_t *p = words;
	size_t i;

	for (i = 0; i < n; i++)
		out[i] = p[i / size * size + size - 1 - i % size];
}

static void
state_check(struct sec_client *s, uint32_t alg, const uint8_t *msg,
	    const uint8_t *want)
{
	size_t n = oracle_state_len(alg);
	uint8_t *mac = sec_buf(s, n);
	struct sec_desc d = {
		.type = 3, .scene = 7, .auth = 1, .pad = 1, .a_alg = alg,
		.mac_words = 1, .a_len = oracle_block_len(alg), .mac = mac,
	};

	d.src = sec_buf_from(s, msg, d.a_len);
	assert_int_equal(sec_run(s, &d), SEC_DONE_AUTH);
	assert_memory_equal(mac, want, n);
}

/*
 * The state: chaining words in the byte order of the digest, all of them
 * (question 4). Here they come from one step of the compression function.
 */
static void
state_layout(void **state)
{
	uint8_t msg[128], want[64];
	struct sec_client s;
	SHA512_CTX s512;
	SHA256_CTX s256;
	uint64_t seed = 3;
	SHA_CTX s1;
	MD5_CTX m;

	(void)state;
	sec_random(&seed, msg, sizeof(msg));
	sec_open(&s, 3, false);
	MD5_Init(&m);
	MD5_Transform(&m, msg);
	memcpy(want, &m.A, 4);
	memcpy(want + 4, &m.B, 4);
	memcpy(want + 8, &m.C, 4);
	memcpy(want + 12, &m.D, 4);
	state_check(&s, 0x02, msg, want);
	SHA1_Init(&s1);
	SHA1_Transform(&s1, msg);
	words_be(&s1.h0, 4, 20, want);
	state_check(&s, 0x00, msg, want);
	SHA224_Init(&s256);
	SHA256_Transform(&s256, msg);
	words_be(s256.h, 4, 32, want);
	state_check(&s, 0x03, msg, want);
	SHA384_Init(&s512);
	SHA512_Transform(&s512, msg);
	words_be(s512.h, 8, 64, want);
	state_check(&s, 0x04, msg, want);
	sec_close(&s);
}

/*
 * Messages longer than can be tried: the end is one block that holds nothing
 * but padding and length, put through the compression function here.
 */
static void
long_totals(void **state)
{
	static const uint64_t totals[] = {
		1ULL << 32, (1ULL << 35) + 512, 0xfffffffffffffe00,
	};
	struct sec_desc d = {
		.type = 2, .scene = 1, .auth = 1, .ai_gen = 1,
		.a_alg = 0x01, .mac_words = 8,
	};
	uint8_t iv[64], pad[128], want[64], *mac;
	struct sec_client s;
	SHA256_CTX c;
	uint64_t be;
	unsigned int i, j;

	(void)state;
	sec_open(&s, 2, false);
	d.mac = mac = sec_buf(&s, 64);
	for (i = 0; i < 3; i++) {
		d.a_iv = sec_buf_ro(&s, 64);
		d.total = totals[i];
		memcpy(iv, d.a_iv, 64);
		words_be(iv, 4, 32, (uint8_t *)c.h);
		memset(pad, 0, sizeof(pad));
		pad[0] = 0x80;
		be = __builtin_bswap64(totals[i]);
		memcpy(pad + 56, &be, 8);
		SHA256_Transform(&c, pad);
		words_be(c.h, 4, 32, want);
		for (j = 0; j < 2; j++) {
			assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
			assert_memory_equal(mac, want, 32);
		}
	}
	sec_close(&s);
}

/*
 * The key block of HMAC is not in the total the driver gives, but is in the
 * length that the inner hash is padded with (9.3); with SHA-512 the sum goes
 * beyond 64 bits.
 */
static void
hmac_total_carry(void **state)
{
	struct sec_desc d = {
		.type = 2, .scene = 1, .auth = 1, .ai_gen = 1, .a_alg = 0x15,
		.a_key_words = 32, .mac_words = 16,
		.total = 0xfffffffffffffc00,
	};
	uint8_t pad[128] = { 0x80 }, inner[64], block[128], want[64], *mac;
	struct sec_client s;
	SHA512_CTX c, o;
	unsigned int i;

	(void)state;
	sec_open(&s, 2, false);
	d.a_key = sec_buf_ro(&s, 128);
	d.a_iv = sec_buf_ro(&s, 64);
	d.mac = mac = sec_buf(&s, 64);
	/* 2^64 - 1024 bits and 1024 bits of the key block: 2^64. */
	pad[128 - 9] = 1;
	words_be(d.a_iv, 8, 64, (uint8_t *)c.h);
	SHA512_Transform(&c, pad);
	words_be(c.h, 8, 64, inner);
	for (i = 0; i < 128; i++)
		block[i] = ((const uint8_t *)d.a_key)[i] ^ 0x5c;
	SHA512_Init(&o);
	SHA512_Update(&o, block, 128);
	SHA512_Update(&o, inner, 64);
	SHA512_Final(want, &o);
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
	assert_memory_equal(mac, want, 64);
	sec_close(&s);
}

struct word {
	uint8_t dw;
	uint32_t value;
};

struct golden {
	struct sec_desc d;
	struct word w[12];
};

/* Section 17; placeholders of addresses as there. */
#define P(x) ((const void *)(uintptr_t)(x))
#define COMMON2 { 0, 0x842 }, { 10, 7 }, { 18, 0x5000 }, { 24, 0x1000 }
#define COMMON3 { 0, 0xe3 }, { 2, 7 }, { 4, 0x1000 }, { 21, 0x5000 }
#define DESC(ty, alg, words, len) \
	.type = ty, .scene = ty == 2 ? 1 : 7, .auth = 1, .a_alg = alg, \
	.mac_words = words, .a_len = len, .src = P(0x1000), .mac = P(0x5000)
#define KEY .a_key_words = 12, .a_key = P(0x4000)

static const struct golden rows[] = {
	{ { DESC(2, 1, 0, 128), .pad = 1 },
	  { COMMON2, { 1, 0x400 }, { 2, 0x800 }, { 4, 0x80 } } },
	{ { DESC(3, 1, 0, 128), .pad = 1, .prefetch = 1 },
	  { COMMON3, { 14, 0x08008001 }, { 17, 0x80 }, { 27, 1 } } },
	{ { DESC(2, 1, 0, 128), .pad = 1, .ai_gen = 1, .a_iv = P(0x5000) },
	  { COMMON2, { 1, 0x500 }, { 2, 0x800 }, { 4, 0x80 },
	    { 14, 0x5000 } } },
	{ { DESC(3, 1, 0, 128), .pad = 1, .ai_gen = 1, .a_iv = P(0x5000),
	    .prefetch = 1 },
	  { COMMON3, { 8, 0x5000 }, { 14, 0x08008005 }, { 17, 0x80 },
	    { 27, 1 } } },
	{ { DESC(2, 1, 8, 10), .ai_gen = 1, .a_iv = P(0x5000),
	    .total = 0x850 },
	  { COMMON2, { 1, 0x100 }, { 2, 0x808 }, { 4, 0xa }, { 12, 0x850 },
	    { 14, 0x5000 } } },
	{ { DESC(3, 1, 8, 10), .ai_gen = 1, .a_iv = P(0x5000),
	    .total = 0x850, .prefetch = 1 },
	  { COMMON3, { 8, 0x5000 }, { 14, 0x08008085 }, { 17, 0xa },
	    { 25, 0x850 } } },
	{ { DESC(2, 0x25, 8, 128), .pad = 1 },
	  { COMMON2, { 1, 0x400 }, { 2, 0x12808 }, { 4, 0x80 } } },
	{ { DESC(3, 0x25, 8, 128), .pad = 1, .prefetch = 1 },
	  { COMMON3, { 14, 0x08128081 }, { 17, 0x80 }, { 27, 1 } } },
	{ { DESC(2, 0x14, 12, 128), .pad = 1, KEY },
	  { COMMON2, { 1, 0x400 }, { 2, 0xa18c }, { 4, 0x80 },
	    { 16, 0x4000 } } },
	{ { DESC(3, 0x14, 12, 128), .pad = 1, .prefetch = 1, KEY },
	  { COMMON3, { 6, 0x4000 }, { 14, 0x080a18c1 }, { 17, 0x80 },
	    { 27, 1 } } },
	{ { DESC(2, 0x14, 12, 5), .ai_gen = 1, .a_iv = P(0x5000),
	    .total = 0x428, KEY },
	  { COMMON2, { 1, 0x100 }, { 2, 0xa18c }, { 4, 5 }, { 12, 0x428 },
	    { 14, 0x5000 }, { 16, 0x4000 } } },
	{ { DESC(3, 0x14, 12, 5), .ai_gen = 1, .a_iv = P(0x5000),
	    .total = 0x428, .prefetch = 1, KEY },
	  { COMMON3, { 6, 0x4000 }, { 8, 0x5000 }, { 14, 0x080a18c5 },
	    { 17, 5 }, { 25, 0x428 } } },
};

/* The builder gives the words of the table; the splits above run them. */
static void
golden_words(void **state)
{
	uint32_t w[32], want[32];
	unsigned int i, j;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(want, 0, sizeof(want));
		for (j = 0; j < 12; j++)
			if (rows[i].w[j].value != 0)
				want[rows[i].w[j].dw] = rows[i].w[j].value;
		sec_desc_words(&rows[i].d, w);
		w[rows[i].d.type == 2 ? 10 : 2] = 7;
		assert_memory_equal(w, want, sizeof(w));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_words),
		cmocka_unit_test(every_split),
		cmocka_unit_test(verify_end),
		cmocka_unit_test(state_layout),
		cmocka_unit_test(long_totals),
		cmocka_unit_test(hmac_total_carry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
