/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: hashes, HMAC and the other MACs in one descriptor. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"

static const uint32_t hashes[] = { 0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06,
				   0x07, 0x25 };
static const uint32_t hmacs[] = { 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16,
				  0x17, 0x26 };
#define NB_HASHES (sizeof(hashes) / sizeof(hashes[0]))

/* Generations and descriptor types that go together. */
static const struct {
	unsigned int gen, type;
} ways[] = { { 2, 2 }, { 3, 2 }, { 3, 3 }, { 5, 2 }, { 5, 3 } };

#define NB_WAYS (sizeof(ways) / sizeof(ways[0]))

/*
 * Generate, then verify: the right value, and with a bit turned. The MAC
 * buffer has exactly the bytes asked for; its guards are looked at.
 */
static void
generate_and_verify(struct sec_client *s, struct sec_desc *d,
		    const uint8_t *want, uint64_t *seed)
{
	size_t n = 4 * d->mac_words;
	uint8_t *mac = sec_buf(s, n);

	d->mac = mac;
	d->auth = 1;
	assert_int_equal(sec_run(s, d), SEC_DONE_AUTH);
	assert_memory_equal(mac, want, n);
	d->auth = 2;
	sec_snapshot(s);
	assert_int_equal(sec_run(s, d), SEC_DONE_AUTH | SEC_GOOD);
	assert_true(sec_unchanged(s));
	mac[sec_random_below(seed, n)] ^= 1 << sec_random_below(seed, 8);
	sec_snapshot(s);
	assert_int_equal(sec_run(s, d), SEC_DONE_AUTH | SEC_BAD);
	assert_true(sec_unchanged(s));
}

static void
one_message(struct sec_client *s, struct sec_desc *d, size_t len,
	    uint64_t *seed)
{
	uint8_t want[64];

	d->a_len = len;
	d->src = sec_buf_ro(s, len);
	d->a_key = sec_buf_ro(s, 4 * d->a_key_words);
	d->a_iv = d->a_alg == 0x22 ? sec_buf_ro(s, 16) : NULL;
	oracle_mac(d, d->src, len, want);
	generate_and_verify(s, d, want, seed);
	sec_bufs_free(s);
}

/* Lengths on both sides of one and two blocks, and longer ones. */
static void
every_hash(void **state)
{
	struct sec_client s;
	unsigned int w, i;
	uint64_t seed = 1;
	size_t len;

	(void)state;
	for (w = 0; w < NB_WAYS; w++) {
		sec_open(&s, ways[w].gen, false);
		for (i = 0; i < 2 * NB_HASHES; i++) {
			uint32_t alg = i < NB_HASHES ? hashes[i] :
						       hmacs[i - NB_HASHES];
			struct sec_desc d = {
				.type = ways[w].type, .a_alg = alg,
				.scene = ways[w].type == 3 ? 7 : 1,
				.mac_words = oracle_digest_len(alg) / 4,
			};

			for (len = 0; len < 1300; len += len < 270 ? 1 : 97) {
				/* Generation 2 cannot do nothing. */
				if (len == 0 && ways[w].gen == 2)
					continue;
				if (i >= NB_HASHES)
					d.a_key_words = 1 + len % 16;
				one_message(&s, &d, len, &seed);
			}
		}
		sec_close(&s);
	}
}

/* Every output length, mac_len 0 included: the full length (9.2). */
static void
every_mac_len(void **state)
{
	struct sec_client s;
	unsigned int i;
	uint64_t seed = 2;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < 2 * NB_HASHES; i++) {
		uint32_t alg = i < NB_HASHES ? hashes[i] :
					       hmacs[i - NB_HASHES];
		size_t full = oracle_digest_len(alg);
		struct sec_desc d = {
			.type = 3, .scene = 7, .a_alg = alg,
			.a_key_words = i < NB_HASHES ? 0 : 5,
		};
		uint8_t want[64], *mac;

		for (d.mac_words = 1; d.mac_words <= full / 4; d.mac_words++)
			one_message(&s, &d, 77, &seed);
		if (alg == 0x25)
			continue;
		d.mac_words = 0;
		d.auth = 1;
		d.src = sec_buf_ro(&s, d.a_len);
		d.a_key = sec_buf_ro(&s, 20);
		d.mac = mac = sec_buf(&s, full);
		oracle_mac(&d, d.src, d.a_len, want);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
		assert_memory_equal(mac, want, full);
		sec_bufs_free(&s);
	}
	sec_close(&s);
}

/* Every key length up to the block, no key included (question 12). */
static void
every_hmac_key(void **state)
{
	struct sec_client s;
	unsigned int i;
	uint64_t seed = 3;

	(void)state;
	sec_open(&s, 2, false);
	for (i = 0; i < NB_HASHES; i++) {
		struct sec_desc d = {
			.type = 2, .scene = 1, .a_alg = hmacs[i],
			.mac_words = oracle_digest_len(hmacs[i]) / 4,
		};

		for (d.a_key_words = 0;
		     4 * d.a_key_words <= oracle_block_len(hmacs[i]);
		     d.a_key_words++)
			one_message(&s, &d, 100, &seed);
	}
	sec_close(&s);
}

/* XCBC, CMAC, GMAC (9.5). */
static void
every_aes_mac(void **state)
{
	struct sec_client s;
	unsigned int w, words;
	uint64_t seed = 4;
	size_t len;

	(void)state;
	for (w = 1; w < NB_WAYS; w++) {
		sec_open(&s, ways[w].gen, false);
		for (words = 1; words <= 4; words++) {
			struct sec_desc d = {
				.type = ways[w].type, .a_key_words = 4,
				.mac_words = words,
			};

			for (len = 0; len < 3000;
			     len += len < 100 ? 1 : 331) {
				d.a_alg = 0x21;
				d.ai_gen = 0;
				d.scene = ways[w].type == 3 ? 7 : 1;
				if (len > 0)
					one_message(&s, &d, len, &seed);
				d.a_alg = 0x20;
				if (len > 0 && words >= 3)
					one_message(&s, &d, len, &seed);
				d.a_alg = 0x22;
				d.scene = 1;
				d.ai_gen = 1;
				d.a_key_words = 4 + len % 3 * 2;
				one_message(&s, &d, len, &seed);
				d.a_key_words = 4;
			}
		}
		sec_close(&s);
	}
}

/* GMAC reads 16 bytes of IV and counts on 12 (question 3). */
static void
gmac_counter_bytes(void **state)
{
	uint8_t iv[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
	struct sec_desc d = {
		.type = 3, .scene = 1, .auth = 1, .a_alg = 0x22, .ai_gen = 1,
		.a_key_words = 8, .mac_words = 4, .a_len = 50,
	};
	uint8_t want[64], *mac;
	struct sec_client s;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	d.a_key = sec_buf_ro(&s, 32);
	d.src = sec_buf_ro(&s, 50);
	d.mac = mac = sec_buf(&s, 16);
	for (i = 0; i < 3; i++) {
		/* Zeros, a one, anything. */
		iv[15] = i;
		iv[13] = i == 2 ? 99 : 0;
		d.a_iv = sec_buf_from(&s, iv, 16);
		oracle_mac(&d, d.src, 50, want);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
		assert_memory_equal(mac, want, 16);
	}
	sec_close(&s);
}

/* auth_src_offset counts from the start of the source. */
static void
offsets(void **state)
{
	struct sec_desc d = {
		.scene = 1, .auth = 1, .a_alg = 0x01, .mac_words = 8,
		.a_len = 100,
	};
	uint8_t want[64], *mac;
	struct sec_client s;
	unsigned int w;

	(void)state;
	for (w = 0; w < NB_WAYS; w++) {
		sec_open(&s, ways[w].gen, false);
		d.type = ways[w].type;
		for (d.auth_offset = 0; d.auth_offset < 70000;
		     d.auth_offset = d.auth_offset * 3 + 1) {
			if (d.auth_offset > 65535)
				break;
			/* The engine does not use the bytes in front. */
			d.src = sec_buf_ro(&s, 100) - d.auth_offset;
			d.mac = mac = sec_buf(&s, 32);
			oracle_mac(&d, (const uint8_t *)d.src +
				   d.auth_offset, 100, want);
			assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
			assert_memory_equal(mac, want, 32);
		}
		sec_close(&s);
	}
}

/* An empty message is not looked for: address 0 is fine (9.1). */
static void
empty_message(void **state)
{
	struct sec_client s;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < 2 * NB_HASHES; i++) {
		uint32_t alg = i < NB_HASHES ? hashes[i] :
					       hmacs[i - NB_HASHES];
		struct sec_desc d = {
			.type = 3, .scene = i % 2 ? 7 : 0, .auth = 1,
			.a_alg = alg, .a_key_words = i < NB_HASHES ? 0 : 4,
			.mac_words = oracle_digest_len(alg) / 4,
			.a_key = sec_buf_ro(&s, 16),
		};
		uint8_t want[64], *mac;

		d.mac = mac = sec_buf(&s, 4 * d.mac_words);
		oracle_mac(&d, NULL, 0, want);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
		assert_memory_equal(mac, want, 4 * d.mac_words);
	}
	assert_int_equal(hisi_model_checked_refused(s.mem), 0);
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_hash),
		cmocka_unit_test(every_mac_len),
		cmocka_unit_test(every_hmac_key),
		cmocka_unit_test(every_aes_mac),
		cmocka_unit_test(gmac_counter_bytes),
		cmocka_unit_test(offsets),
		cmocka_unit_test(empty_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
