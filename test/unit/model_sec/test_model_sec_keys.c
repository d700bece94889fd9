/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: keys are those in memory when a descriptor runs, whatever the
 * model keeps of earlier ones.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"

/* One descriptor for each kind of expanded key; all generate or encrypt. */
static const struct sec_desc uses[] = {
	{ .cipher = 1, .c_alg = 2, .c_mode = 0, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 1, .c_len = 640 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 2, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 3, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 4, .c_len = 64, .ctr_mode = 2 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 7, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 9, .c_width = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 7, .c_len = 64 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 7, .c_len = 64, .ctr_mode = 1 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 1, .c_mode = 1, .c_key_len = 3, .c_len = 64 },
	{ .cipher = 1, .c_alg = 1, .c_mode = 0, .c_key_len = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 0, .c_mode = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 5, .c_len = 64,
	  .c_icv_len = 16 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 5, .c_len = 64,
	  .c_icv_len = 16 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 6, .c_len = 64,
	  .c_icv_len = 16 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 6, .c_len = 64,
	  .c_icv_len = 16 },
	{ .auth = 1, .a_alg = 0x11, .a_key_words = 8, .mac_words = 8,
	  .a_len = 64 },
	{ .auth = 1, .a_alg = 0x26, .a_key_words = 4, .mac_words = 8,
	  .a_len = 64 },
	{ .auth = 1, .a_alg = 0x21, .a_key_words = 4, .mac_words = 4,
	  .a_len = 64 },
	{ .auth = 1, .a_alg = 0x20, .a_key_words = 4, .mac_words = 4,
	  .a_len = 63 },
	{ .auth = 1, .a_alg = 0x22, .a_key_words = 4, .mac_words = 4,
	  .a_len = 64, .ai_gen = 1 },
	{ .cipher = 1, .auth = 1, .c_alg = 2, .c_mode = 1, .a_alg = 0x11,
	  .a_key_words = 8, .mac_words = 8, .c_len = 64, .a_len = 64 },
};

#define NB_USES (sizeof(uses) / sizeof(uses[0]))
#define MAX_LEN 640

/* The buffers of a test; the key is at one address all the time. */
struct place {
	uint8_t *key, *iv, *b0, *src, *dst, *mac;
};

static void
place_make(struct sec_client *s, struct place *p)
{
	p->key = sec_buf(s, 64);
	p->iv = sec_buf(s, 16);
	p->b0 = sec_buf(s, 16);
	p->src = sec_buf(s, MAX_LEN);
	p->dst = sec_buf(s, MAX_LEN);
	p->mac = sec_buf(s, 64);
}

/* Run a use with the bytes that are at p->key now. */
static void
run(struct sec_client *s, const struct place *p, const struct sec_desc *use)
{
	uint8_t want[MAX_LEN], tag[64], nonce[13] = { 1, 2, 3 };
	struct sec_desc d = *use;

	d.type = 3;
	d.de = d.cipher != 0;
	d.src = p->src;
	d.dst = p->dst;
	d.mac = p->mac;
	d.c_key = d.a_key = p->key;
	d.c_iv = p->iv;
	d.a_iv = d.c_mode == 5 ? p->b0 : p->iv;
	if (d.c_mode == 5)
		oracle_ccm_blocks(&d, nonce, 13, p->iv, p->b0);
	if (d.c_mode == 5 || d.c_mode == 6)
		oracle_aead(&d, NULL, p->src, want, tag);
	else if (d.cipher != 0)
		oracle_encrypt(&d, p->src, want, d.c_len);
	if (d.auth != 0)
		oracle_mac(&d, d.cipher ? want : p->src, d.a_len, tag);
	assert_int_equal(sec_run(s, &d) & 0xff0001, 1);
	if (d.cipher != 0)
		assert_memory_equal(p->dst, want, d.c_len);
	if (d.auth != 0 || d.c_icv_len != 0)
		assert_memory_equal(p->mac, tag, d.auth ? 4 * d.mac_words :
							  d.c_icv_len);
}

/* New bytes at the old address, then the old bytes again. */
static void
new_key_same_address(void **state)
{
	uint8_t old[64];
	struct sec_client s;
	struct place p;
	uint64_t seed = 1;
	unsigned int i, byte;

	(void)state;
	sec_open(&s, 3, false);
	place_make(&s, &p);
	for (i = 0; i < NB_USES; i++) {
		/* Every byte of 16 counts, all of which any key has. DES
		 * has 8, without their lowest bits.
		 */
		for (byte = 0; byte < (uses[i].c_alg == 0 && uses[i].cipher ?
				       8 : 16); byte++) {
			sec_random(&seed, p.key, 64);
			memcpy(old, p.key, 64);
			run(&s, &p, &uses[i]);
			p.key[byte] ^= 0x10;
			run(&s, &p, &uses[i]);
			memcpy(p.key, old, 64);
			run(&s, &p, &uses[i]);
		}
	}
	sec_close(&s);
}

/* The same bytes in every use: one must not be taken for another. */
static void
one_key_all_uses(void **state)
{
	struct sec_client s;
	struct place p;
	uint64_t seed = 2;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	place_make(&s, &p);
	for (i = 0; i < 20 * NB_USES; i++)
		run(&s, &p, &uses[sec_random_below(&seed, NB_USES)]);
	sec_close(&s);
}

/* Many more keys than the model keeps, again and again. */
static void
many_keys(void **state)
{
	const unsigned int nb_keys = 1500;
	uint8_t *keys = malloc(nb_keys * 64);
	struct sec_client s;
	struct place p;
	uint64_t seed = 3;
	unsigned int i;

	(void)state;
	assert_non_null(keys);
	sec_random(&seed, keys, nb_keys * 64);
	sec_open(&s, 3, false);
	place_make(&s, &p);
	for (i = 0; i < 8 * nb_keys; i++) {
		memcpy(p.key, keys + 64 * sec_random_below(&seed, nb_keys),
		       64);
		run(&s, &p, &uses[sec_random_below(&seed, NB_USES)]);
	}
	free(keys);
	sec_close(&s);
}

/* Stopped and started, a queue knows no keys and works as before. */
static void
restart(void **state)
{
	struct sec_client s;
	struct place p;
	unsigned int i, round;

	(void)state;
	sec_open(&s, 3, false);
	place_make(&s, &p);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < NB_USES; i++)
			run(&s, &p, &uses[i]);
		assert_int_equal(hisi_model_ioctl(s.c.queue, HISI_UACCE_PUT_Q,
						  NULL), 0);
		assert_int_equal(hisi_model_ioctl(s.c.queue,
						  HISI_UACCE_START_Q, NULL),
				 0);
		s.c.sq_tail = 0;
		s.c.cq_head = 0;
		s.c.phase = 1;
	}
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_key_same_address),
		cmocka_unit_test(one_key_all_uses),
		cmocka_unit_test(many_keys),
		cmocka_unit_test(restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
