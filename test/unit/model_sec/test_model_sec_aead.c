/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CCM and GCM in one descriptor (sec.md 10.2 to 10.4). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"
#include "model_sec_ref.h"

/* Generations and descriptor types that go together. */
static const struct {
	unsigned int gen, type;
} ways[] = { { 2, 2 }, { 3, 2 }, { 3, 3 }, { 5, 2 }, { 5, 3 } };

#define NB_WAYS (sizeof(ways) / sizeof(ways[0]))
#define MAX_LEN 70000

/* A message: source and what it encrypts to, both with the AAD in front. */
struct message {
	uint8_t plain[MAX_LEN];
	uint8_t cipher[MAX_LEN];
	uint8_t tag[16];
};

static void
message_make(struct sec_client *s, struct sec_desc *d, size_t nonce_len,
	     struct message *m, uint64_t *seed)
{
	uint8_t nonce[16], *c_iv, *a_iv;

	sec_random(seed, nonce, sizeof(nonce));
	sec_random(seed, m->plain, d->cipher_offset + d->c_len);
	d->c_key = sec_buf_ro(s, oracle_key_len(d));
	/* GCM reads 12 bytes and no auth IV (6.4). */
	d->c_iv = c_iv = sec_buf_from(s, nonce, d->c_mode == 5 ? 16 : 12);
	if (d->c_mode == 5) {
		d->a_iv = a_iv = sec_buf(s, 16);
		oracle_ccm_blocks(d, nonce, nonce_len, c_iv, a_iv);
	}
	memcpy(m->cipher, m->plain, d->cipher_offset);
	oracle_aead(d, m->plain + d->auth_offset,
		    m->plain + d->cipher_offset,
		    m->cipher + d->cipher_offset, m->tag);
}

/*
 * Encrypt, then decrypt with the right tag and with a wrong one. What is in
 * front of the cipher region is copied to the destination (6.2).
 */
static void
message_run(struct sec_client *s, struct sec_desc *d, const struct message *m,
	    uint64_t *seed)
{
	size_t n = d->cipher_offset + d->c_len;
	uint8_t *dst, *mac;

	d->mac = mac = sec_buf(s, d->c_icv_len);
	d->cipher = 1;
	d->seq = 0;
	d->src = dst = sec_buf_from(s, m->plain, n);
	if (d->de == 1)
		d->dst = dst = sec_buf(s, n);
	assert_int_equal(sec_run(s, d), SEC_DONE_AEAD);
	assert_memory_equal(dst, m->cipher, n);
	assert_memory_equal(mac, m->tag, d->c_icv_len);

	d->cipher = 2;
	d->seq = 1;
	d->src = dst = sec_buf_from(s, m->cipher, n);
	if (d->de == 1)
		d->dst = dst = sec_buf(s, n);
	assert_int_equal(sec_run(s, d), SEC_DONE_AEAD | SEC_GOOD);
	assert_memory_equal(dst, m->plain, n);
	assert_memory_equal(mac, m->tag, d->c_icv_len);

	/* Plaintext comes out all the same (question 6). */
	mac[sec_random_below(seed, d->c_icv_len)] ^=
		1 << sec_random_below(seed, 8);
	d->mac = sec_buf_ro(s, d->c_icv_len);
	memcpy((void *)(uintptr_t)d->mac, mac, d->c_icv_len);
	d->src = dst = sec_buf_from(s, m->cipher, n);
	if (d->de == 1)
		d->dst = dst = sec_buf(s, n);
	assert_int_equal(sec_run(s, d), SEC_DONE_AEAD | SEC_BAD);
	assert_memory_equal(dst, m->plain, n);
	sec_bufs_free(s);
}

static void
one_message(struct sec_client *s, struct sec_desc *d, size_t nonce_len,
	    uint64_t *seed)
{
	static struct message m;

	message_make(s, d, nonce_len, &m, seed);
	message_run(s, d, &m, seed);
}

/* Ciphers with a generation and a key length code. */
static const struct {
	unsigned int gen;
	uint32_t alg, key_len;
} ciphers[] = { { 2, 2, 0 }, { 2, 2, 1 }, { 2, 2, 2 }, { 3, 3, 0 } };

/* Lengths of AAD and payload around blocks. */
static void
sweep(struct sec_client *s, struct sec_desc *d, uint64_t *seed)
{
	static const size_t aad[] = { 0, 1, 12, 13, 14, 15, 16, 17, 20, 30,
				      31, 32, 300 };
	static const size_t len[] = { 0, 1, 2, 15, 16, 17, 31, 32, 33, 47, 48,
				      49, 64, 100, 255, 1024, 1500 };
	bool ccm = d->c_mode == 5;
	unsigned int i, n = 0;

	for (i = 0; i < 13 * 17; i++, n++) {
		d->a_len = d->cipher_offset = aad[i / 17];
		d->c_len = len[i % 17];
		d->de = n % 2;
		d->scene = n / 2 % 2;
		d->c_icv_len = ccm ? 4 + n % 7 * 2 : 8 + n % 9;
		if (d->c_len == 0 && s->gen == 2)
			continue;
		one_message(s, d, 7 + n % 7, seed);
	}
}

static void
every_aead(uint32_t mode)
{
	struct sec_client s;
	unsigned int w, c;
	uint64_t seed = mode;

	for (w = 0; w < NB_WAYS; w++) {
		sec_open(&s, ways[w].gen, false);
		for (c = 0; c < 4; c++) {
			struct sec_desc d = {
				.type = ways[w].type, .c_mode = mode,
				.c_alg = ciphers[c].alg,
				.c_key_len = ciphers[c].key_len,
			};

			if (ways[w].gen >= ciphers[c].gen)
				sweep(&s, &d, &seed);
		}
		sec_close(&s);
	}
}

static void
every_gcm(void **state)
{
	(void)state;
	every_aead(6);
}

static void
every_ccm(void **state)
{
	(void)state;
	every_aead(5);
}

/* The longest AAD (12.1). */
static void
longest_aad(void **state)
{
	struct sec_client s;
	unsigned int c;
	uint64_t seed = 7;

	(void)state;
	sec_open(&s, 3, false);
	for (c = 0; c < 4; c++) {
		struct sec_desc d = {
			.type = 3, .de = 1, .c_mode = 6, .c_icv_len = 16,
			.c_alg = ciphers[c].alg, .c_len = 33,
			.c_key_len = ciphers[c].key_len, .a_len = 65535,
			.cipher_offset = 65535,
		};

		one_message(&s, &d, 12, &seed);
		d.c_mode = 5;
		d.a_len = d.cipher_offset = 65279;
		one_message(&s, &d, 12, &seed);
	}
	sec_close(&s);
}

/*
 * AAD that does not start the source, or does not touch the payload; both
 * regions are counted from the start (6.2).
 */
static void
offsets(void **state)
{
	static const uint32_t at[][2] = { { 3, 23 }, { 7, 40 }, { 100, 0 },
					  { 0, 99 }, { 70, 5 } };
	struct sec_client s;
	unsigned int i, c;
	uint64_t seed = 8;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < 5 * 4; i++) {
		for (c = 0; c < 4; c++) {
			struct sec_desc d = {
				.type = 3, .de = i % 2, .c_mode = 5 + i / 2 % 2,
				.c_alg = ciphers[c].alg, .c_len = 50,
				.c_key_len = ciphers[c].key_len, .a_len = 20,
				.auth_offset = at[i / 4][0],
				.cipher_offset = at[i / 4][1],
				.c_icv_len = 16,
			};
			static struct message m;
			uint32_t end = d.auth_offset + 20;
			uint8_t *dst, *src;

			message_make(&s, &d, 12, &m, &seed);
			if (end < d.cipher_offset + 50)
				end = d.cipher_offset + 50;
			/* message_make() fills no more than it encrypts. */
			d.cipher = 1;
			d.src = src = sec_buf_from(&s, m.plain, end);
			dst = src;
			if (d.de == 1)
				d.dst = dst = sec_buf(&s,
						      d.cipher_offset + 50);
			d.mac = sec_buf(&s, 16);
			assert_int_equal(sec_run(&s, &d), SEC_DONE_AEAD);
			assert_memory_equal(dst, m.cipher,
					    d.cipher_offset + 50);
			assert_memory_equal(d.mac, m.tag, 16);
			sec_bufs_free(&s);
		}
	}
	sec_close(&s);
}

/*
 * CCM counts in the last L bytes of A1, L from its byte 0, without carry into
 * the nonce; the tag is masked with counter 0 (10.2, question 13).
 */
static void
ccm_counter(void **state)
{
	uint8_t a1[16], in[100], want[100], *dst;
	struct sec_client s;
	unsigned int width, c;
	uint64_t seed = 9;

	(void)state;
	sec_open(&s, 3, false);
	for (c = 0; c < 2; c++) {
		for (width = 1; width <= 8; width++) {
			struct sec_desc d = {
				.type = 3, .de = 1, .cipher = 1, .c_mode = 5,
				.c_alg = 2 + c, .c_len = 100, .c_icv_len = 8,
				.c_key = sec_buf_ro(&s, 16),
				.a_iv = sec_buf_ro(&s, 16),
				.mac = sec_buf(&s, 8),
			};

			sec_random(&seed, in, sizeof(in));
			memset(a1, 0x77, sizeof(a1));
			a1[0] = width - 1;
			memset(a1 + 16 - width, 0xff, width);
			a1[15] = 0xfe;
			ref_ctr(c ? "SM4-ECB" : "AES-128-ECB", d.c_key, a1,
				width, in, want, 100);
			d.c_iv = sec_buf_from(&s, a1, 16);
			d.src = sec_buf_from(&s, in, 100);
			d.dst = dst = sec_buf(&s, 100);
			assert_int_equal(sec_run(&s, &d), SEC_DONE_AEAD);
			assert_memory_equal(dst, want, 100);
			sec_bufs_free(&s);
		}
	}
	sec_close(&s);
}

/*
 * B0 is the driver's: one with a wrong length gives the tag of that B0, as on
 * the device (10.2). Without AAD the MAC is the CBC-MAC of B0 and payload.
 */
static void
ccm_raw_b0(void **state)
{
	uint8_t in[32], b0[48], cbc[48], s0[16], zero[16] = { 0 }, want[16];
	struct sec_desc d = {
		.type = 3, .de = 1, .cipher = 1, .c_mode = 5, .c_alg = 2,
		.c_len = 32, .c_icv_len = 16,
	};
	uint8_t *c_iv, *mac;
	struct sec_client s;
	uint64_t seed = 10;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	sec_random(&seed, in, sizeof(in));
	sec_random(&seed, b0, 16);
	memcpy(b0 + 16, in, 32);
	d.c_key = sec_buf_ro(&s, 16);
	d.c_iv = c_iv = sec_buf(&s, 16);
	c_iv[0] = 1;
	d.a_iv = sec_buf_from(&s, b0, 16);
	d.src = sec_buf_from(&s, in, 32);
	d.dst = sec_buf(&s, 32);
	d.mac = mac = sec_buf(&s, 16);
	ref_cipher("AES-128-CBC", true, d.c_key, zero, b0, cbc, 48);
	memcpy(b0, c_iv, 14);
	memset(b0 + 14, 0, 2);
	ref_cipher("AES-128-ECB", true, d.c_key, NULL, b0, s0, 16);
	for (i = 0; i < 16; i++)
		want[i] = cbc[32 + i] ^ s0[i];
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AEAD);
	assert_memory_equal(mac, want, 16);
	sec_close(&s);
}

/* Fields that CCM and GCM in one descriptor do not look at. */
static void
leftovers(void **state)
{
	static struct message m;
	struct sec_client s;
	unsigned int i;
	uint64_t seed = 11;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < 4; i++) {
		struct sec_desc d = {
			.type = 2 + i % 2, .de = 1, .c_alg = 2,
			.c_mode = 5 + i / 2, .c_len = 40, .a_len = 13,
			.cipher_offset = 13, .c_icv_len = 12,
		};

		message_make(&s, &d, 12, &m, &seed);
		d.cipher = 1;
		d.seq = 1;
		d.a_alg = 0x3f;
		d.a_key_words = 63;
		d.mac_words = 31;
		d.a_key = sec_buf_forbidden(&s, 256);
		d.src = sec_buf_from(&s, m.plain, 53);
		d.dst = sec_buf(&s, 53);
		d.mac = sec_buf(&s, 12);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_AEAD);
		assert_memory_equal(d.dst, m.cipher, 53);
		assert_memory_equal(d.mac, m.tag, 12);
		assert_int_equal(hisi_model_checked_refused(s.mem), 0);
		sec_bufs_free(&s);
	}
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_gcm),
		cmocka_unit_test(every_ccm),
		cmocka_unit_test(longest_aad),
		cmocka_unit_test(offsets),
		cmocka_unit_test(ccm_counter),
		cmocka_unit_test(ccm_raw_b0),
		cmocka_unit_test(leftovers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
