/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: descriptors of any content. Nothing but the buffers of the test
 * may be touched, read-only ones not be written, and every descriptor has to
 * complete. Built with a sanitizer this covers the model's own memory too.
 *
 * HISI_FUZZ_COUNT changes the number of descriptors of each kind.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_client.h"

#define DEFAULT_COUNT 100000
#define BIG 70000

struct field {
	uint8_t dw, low, bits;
};

/* Fields a descriptor's course depends on (3.1). */
static const struct field fields2[] = {
	{ 0, 4, 2 }, { 0, 6, 2 }, { 0, 8, 1 }, { 0, 9, 2 }, { 0, 11, 4 },
	{ 0, 15, 3 }, { 0, 18, 3 }, { 0, 21, 3 }, { 1, 6, 2 }, { 1, 8, 2 },
	{ 1, 10, 2 }, { 1, 31, 1 }, { 2, 0, 5 }, { 2, 5, 6 }, { 2, 11, 6 },
	{ 3, 0, 6 }, { 3, 6, 3 }, { 3, 9, 3 }, { 3, 12, 4 }, { 3, 16, 4 },
	{ 4, 0, 24 }, { 5, 0, 24 }, { 6, 0, 16 }, { 6, 16, 16 },
	{ 12, 0, 32 }, { 13, 0, 32 },
};

/* And of type 3 (4.1, 4.2). */
static const struct field fields3[] = {
	{ 0, 4, 1 }, { 0, 5, 4 }, { 0, 9, 2 }, { 0, 11, 3 }, { 0, 14, 3 },
	{ 0, 17, 3 }, { 1, 0, 2 }, { 1, 2, 2 }, { 1, 4, 6 }, { 1, 10, 3 },
	{ 1, 13, 3 }, { 1, 16, 4 }, { 1, 20, 4 }, { 1, 30, 1 }, { 14, 0, 2 },
	{ 14, 2, 2 }, { 14, 4, 5 }, { 14, 9, 6 }, { 14, 15, 6 },
	{ 14, 25, 2 }, { 16, 0, 16 }, { 16, 16, 16 }, { 17, 0, 24 },
	{ 18, 0, 24 }, { 25, 0, 32 }, { 26, 0, 32 }, { 27, 0, 2 },
};

static const uint8_t addresses2[] = { 14, 16, 18, 20, 22, 24, 26 };
static const uint8_t addresses3[] = { 4, 6, 8, 12, 19, 21, 23 };

#define N(a) (sizeof(a) / sizeof((a)[0]))

/* Small buffers, big ones, read-only ones, lists, and nothing. */
struct pool {
	uint8_t *addr[16];
	unsigned int nb;
};

/* Places of the pool that must stay as they are, and a copy of them. */
#define FIXED_FIRST 1
#define FIXED_END 4
static const size_t fixed_len[FIXED_END] = { 0, 256, BIG, 64 };
static uint8_t fixed_copy[FIXED_END][BIG];

static void
pool_make(struct sec_client *s, struct pool *p)
{
	static const size_t piece[9] = { 1, 3, 7, 64, 129, 500, 1000, 4096,
					 60000 };
	static struct sec_sgl sgl;
	unsigned int i;

	p->nb = 0;
	p->addr[p->nb++] = NULL;
	p->addr[p->nb++] = sec_buf_forbidden(s, fixed_len[1]);
	p->addr[p->nb++] = sec_buf_ro(s, fixed_len[2]);
	p->addr[p->nb++] = sec_buf_ro(s, fixed_len[3]);
	p->addr[p->nb++] = sec_buf(s, 16);
	p->addr[p->nb++] = sec_buf(s, 64);
	p->addr[p->nb++] = sec_buf(s, 1000);
	p->addr[p->nb++] = sec_buf(s, BIG);
	p->addr[p->nb] = p->addr[p->nb - 1] + 5;
	p->nb++;
	p->addr[p->nb++] = sec_buf(s, BIG);
	sec_sgl(s, &sgl, piece, 9, 4);
	p->addr[p->nb++] = sgl.head;
	/* A list whose memory is a source or destination like any other. */
	sec_sgl(s, &sgl, piece, 9, 255);
	p->addr[p->nb++] = sgl.head;
	for (i = FIXED_FIRST; i < FIXED_END; i++)
		memcpy(fixed_copy[i], p->addr[i], fixed_len[i]);
}

static void
pool_check(const struct pool *p)
{
	unsigned int i;

	for (i = FIXED_FIRST; i < FIXED_END; i++)
		assert_memory_equal(fixed_copy[i], p->addr[i], fixed_len[i]);
}

static void
field_put(uint32_t *w, const struct field *f, uint32_t value)
{
	uint32_t mask = f->bits == 32 ? 0xffffffff : (1U << f->bits) - 1;

	w[f->dw] = (w[f->dw] & ~(mask << f->low)) |
		   (value & mask) << f->low;
}

/* Mostly values that lead somewhere: lengths are short as a rule. */
static uint32_t
field_value(const struct field *f, uint64_t *seed)
{
	uint32_t v;

	sec_random(seed, &v, sizeof(v));
	if (f->bits < 16)
		return v;
	switch (sec_random_below(seed, 8)) {
	case 0:
		return v;
	case 1:
		return v % BIG;
	case 2:
		return 0;
	default:
		return v % 20 * 16 + (v >> 16) % 2 * (v >> 24) % 16;
	}
}

static void
addresses_put(uint32_t *w, unsigned int type, const struct pool *p,
	      uint64_t *seed)
{
	const uint8_t *at = type == 2 ? addresses2 : addresses3;
	unsigned int i;
	uint64_t v;

	for (i = 0; i < 7; i++) {
		/* As a rule one of the writable buffers. */
		v = sec_random_below(seed, sec_random_below(seed, 4) ?
				     p->nb - 4 : p->nb);
		if (v < 4 && sec_random_below(seed, 3))
			v = p->nb - 5;
		v = (uintptr_t)p->addr[v];
		if (sec_random_below(seed, 200) == 0)
			sec_random(seed, &v, sizeof(v));
		w[at[i]] = (uint32_t)v;
		w[at[i] + 1] = (uint32_t)(v >> 32);
	}
}

static void
fields_put(uint32_t *w, unsigned int type, uint64_t *seed)
{
	const struct field *f = type == 2 ? fields2 : fields3;
	unsigned int i, n = type == 2 ? N(fields2) : N(fields3);

	for (i = 0; i < n; i++)
		field_put(w, &f[i], field_value(&f[i], seed));
}

/* Descriptors that are good as they are; changed in a field or two. */
static const struct sec_desc seeds[] = {
	{ .cipher = 1, .c_alg = 2, .c_mode = 1, .c_len = 64 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 1, .c_len = 4096 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 4, .c_len = 65 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 7, .c_len = 65 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 7, .c_len = 600 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 9, .c_width = 1, .c_len = 33 },
	{ .cipher = 2, .c_alg = 3, .c_mode = 9, .c_width = 3, .c_len = 33 },
	{ .cipher = 1, .c_alg = 1, .c_mode = 1, .c_key_len = 1, .c_len = 24 },
	{ .auth = 1, .a_alg = 1, .mac_words = 8, .a_len = 100 },
	{ .auth = 2, .a_alg = 0x26, .mac_words = 8, .a_key_words = 9,
	  .a_len = 100 },
	{ .scene = 7, .auth = 1, .a_alg = 4, .pad = 1, .a_len = 256 },
	{ .scene = 7, .auth = 1, .a_alg = 0x16, .ai_gen = 1, .mac_words = 7,
	  .a_key_words = 3, .a_len = 77, .total = 4000 },
	{ .auth = 1, .a_alg = 0x20, .mac_words = 3, .a_key_words = 4,
	  .a_len = 77 },
	{ .auth = 1, .a_alg = 0x21, .mac_words = 4, .a_key_words = 4,
	  .a_len = 77 },
	{ .auth = 1, .a_alg = 0x22, .mac_words = 4, .a_key_words = 4,
	  .a_len = 77, .ai_gen = 1 },
	{ .cipher = 1, .auth = 1, .c_alg = 2, .c_mode = 1, .a_alg = 0x11,
	  .mac_words = 4, .a_key_words = 8, .c_len = 64, .a_len = 80,
	  .cipher_offset = 16 },
	{ .cipher = 2, .auth = 2, .seq = 1, .c_alg = 2, .c_mode = 1,
	  .a_alg = 0x15, .mac_words = 4, .a_key_words = 8, .c_len = 64,
	  .a_len = 80, .cipher_offset = 16 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 5, .c_icv_len = 8, .c_len = 60,
	  .a_len = 20, .cipher_offset = 20 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 6, .c_icv_len = 16,
	  .c_len = 60, .a_len = 20, .cipher_offset = 20 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 6, .c_icv_len = 13,
	  .c_len = 60, .a_len = 20, .cipher_offset = 20 },
	{ .scene = 7, .auth = 1, .a_alg = 0x22, .pad = 1, .a_key_words = 4,
	  .a_len = 20 },
	{ .scene = 7, .cipher = 1, .c_alg = 2, .c_mode = 6, .ai_gen = 1,
	  .pad = 1, .c_len = 64 },
	{ .scene = 7, .cipher = 2, .c_alg = 2, .c_mode = 6, .ai_gen = 1,
	  .c_icv_len = 16, .c_len = 13, .total = 77 },
};

enum kind {
	RANDOM_WORDS,  /* All bits. */
	RANDOM_FIELDS, /* Fields random, reserved bits zero. */
	MUTATED,       /* Good, then up to three fields changed. */
};

static void
descriptor_make(enum kind kind, unsigned int type, uint32_t *w,
		const struct pool *p, uint64_t *seed)
{
	const struct field *f = type == 2 ? fields2 : fields3;
	unsigned int i, n = type == 2 ? N(fields2) : N(fields3);
	struct sec_desc d;

	memset(w, 0, 128);
	if (kind == MUTATED) {
		d = seeds[sec_random_below(seed, N(seeds))];
		d.type = type;
		d.de = sec_random_below(seed, 2);
		sec_desc_words(&d, w);
	} else if (kind == RANDOM_FIELDS) {
		fields_put(w, type, seed);
	} else {
		sec_random(seed, w, 128);
	}
	addresses_put(w, type, p, seed);
	if (kind == MUTATED) {
		for (i = sec_random_below(seed, 4); i > 0; i--) {
			const struct field *g = &f[sec_random_below(seed, n)];

			field_put(w, g, field_value(g, seed));
		}
	}
	if (kind != RANDOM_WORDS || sec_random_below(seed, 4))
		w[0] = (w[0] & ~15U) | type;
}

static void
fuzz(enum kind kind)
{
	static const unsigned int gens[] = { 2, 3, 5 };
	const char *text = getenv("HISI_FUZZ_COUNT");
	unsigned long n = text ? strtoul(text, NULL, 0) : DEFAULT_COUNT;
	unsigned long i, good = 0;
	unsigned int run;
	uint64_t seed = kind;

	for (run = 0; run < 6; run++) {
		struct sec_client s;
		struct pool p;
		uint32_t w[32];

		sec_open(&s, gens[run % 3], run / 3);
		for (i = 0; i < n / 6; i++) {
			/* Fresh now and then: a list may be overwritten. */
			if (i % 512 == 0) {
				sec_bufs_free(&s);
				pool_make(&s, &p);
			}
			if (i % 64 == 63)
				pool_check(&p);
			descriptor_make(kind, 2 + sec_random_below(&seed, 2),
					w, &p, &seed);
			good += (sec_run_words(&s, w) & 0xff0001) == 1;
		}
		sec_close(&s);
	}
	/* A fuzzer that gets nowhere tests nothing. */
	if (kind == MUTATED)
		assert_true(good > n / 10);
	else if (kind == RANDOM_FIELDS)
		assert_true(good > n / 2000);
}

static void
random_words(void **state)
{
	(void)state;
	fuzz(RANDOM_WORDS);
}

static void
random_fields(void **state)
{
	(void)state;
	fuzz(RANDOM_FIELDS);
}

static void
mutated(void **state)
{
	(void)state;
	fuzz(MUTATED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_words),
		cmocka_unit_test(random_fields),
		cmocka_unit_test(mutated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
