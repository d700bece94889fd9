/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: a GCM message in several descriptors (sec.md 10.5). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"
#include "model_sec_ref.h"

#define MAX_LEN 512

/* A stream as a driver runs it. */
struct stream {
	struct sec_client *s;
	unsigned int type;
	bool enc;
	uint32_t alg, key_len;
	uint8_t *key;
	uint8_t iv[16];  /* IV and counter. */
	uint8_t *state;  /* 16 bytes, mac_addr of FIRST and MIDDLE. */
	size_t aad_len, total;
};

static void
counter_add(uint8_t *iv, uint32_t n)
{
	uint32_t be;

	memcpy(&be, iv + 12, 4);
	be = __builtin_bswap32(__builtin_bswap32(be) + n);
	memcpy(iv + 12, &be, 4);
}

static struct sec_desc
stream_desc(const struct stream *t)
{
	struct sec_desc d = {
		.type = t->type, .scene = 7, .de = 1, .mac_sel = 1,
		.seq = t->enc ? 0 : 1, .c_key_len = t->key_len,
		.a_key_words = 4 + 2 * t->key_len, .a_key = t->key,
		.c_mode = 6, .c_icv_len = 16,
	};

	return d;
}

/* FIRST: cipher 0; the destination is not looked at. */
static void
first(struct stream *t, const uint8_t *aad, size_t len)
{
	struct sec_desc d = stream_desc(t);

	d.auth = 1;
	d.pad = 1;
	d.a_alg = t->alg == 3 ? 0x31 : 0x22;
	d.mac_words = 4;
	d.a_len = d.cipher_offset = len;
	d.src = sec_buf_from(t->s, aad, len);
	d.mac = t->state;
	assert_int_equal(sec_run(t->s, &d), SEC_DONE_AUTH);
	t->aad_len = len;
	t->iv[15] = 1;
}

static void
middle(struct stream *t, const uint8_t *in, uint8_t *out, size_t len)
{
	struct sec_desc d = stream_desc(t);
	uint8_t *dst;

	d.cipher = t->enc ? 1 : 2;
	d.c_alg = t->alg;
	d.ai_gen = 1;
	d.pad = 1;
	d.c_len = len;
	d.c_key = t->key;
	d.c_iv = sec_buf_from(t->s, t->iv, 16);
	d.a_iv = d.mac = t->state;
	d.src = sec_buf_from(t->s, in, len);
	d.dst = dst = sec_buf(t->s, len);
	assert_int_equal(sec_run(t->s, &d), SEC_DONE_AEAD);
	memcpy(out, dst, len);
	counter_add(t->iv, len / 16);
	t->total += len;
}

/* END of generation 5. @return word 28 */
static uint32_t
end(struct stream *t, const uint8_t *in, uint8_t *out, size_t len,
    uint8_t *tag, size_t tag_len)
{
	struct sec_desc d = stream_desc(t);
	uint8_t *dst, *block, *mac;
	uint32_t w28;

	t->total += len;
	d.cipher = t->enc ? 1 : 2;
	d.c_alg = t->alg;
	d.c_icv_len = tag_len;
	d.ai_gen = 1;
	d.c_len = len;
	d.c_key = t->key;
	d.c_iv = sec_buf_from(t->s, t->iv, 16);
	d.a_iv = block = sec_buf(t->s, 64);
	memset(block, 0, 64);
	memcpy(block, t->iv, 12);
	block[15] = 1;
	memcpy(block + 32, t->state, 16);
	d.total = t->aad_len | (uint64_t)t->total << 24;
	d.src = sec_buf_from(t->s, in, len);
	d.dst = dst = sec_buf(t->s, len);
	d.mac = mac = sec_buf_from(t->s, tag, tag_len);
	w28 = sec_run(t->s, &d);
	memcpy(out, dst, len);
	memcpy(tag, mac, tag_len);
	return w28;
}

/* A message, and what it is in one piece. */
struct whole {
	uint32_t alg, key_len;
	size_t aad_len, len, tag_len;
	uint8_t aad[64], plain[MAX_LEN], cipher[MAX_LEN], tag[16];
	uint8_t key[32], iv[12];
};

static void
whole_make(struct whole *w, uint64_t *seed)
{
	struct ref_aead a = {
		.key = w->key, .key_len = 16 + 8 * w->key_len,
		.nonce = w->iv, .nonce_len = 12, .aad = w->aad,
		.aad_len = w->aad_len, .in = w->plain, .len = w->len,
		.tag_len = w->tag_len,
	};

	sec_random(seed, w->aad, sizeof(w->aad));
	sec_random(seed, w->plain, sizeof(w->plain));
	sec_random(seed, w->key, sizeof(w->key));
	sec_random(seed, w->iv, sizeof(w->iv));
	if (w->alg == 3)
		ref_gcm_slow("SM4-ECB", &a, w->cipher, w->tag);
	else
		ref_gcm_encrypt(&a, w->cipher, w->tag);
}

static void
stream_start(struct stream *t, struct sec_client *s, const struct whole *w)
{
	t->s = s;
	t->type = 3;
	t->alg = w->alg;
	t->key_len = w->key_len;
	t->key = sec_buf_from(s, w->key, 16 + 8 * w->key_len);
	t->state = sec_buf(s, 16);
	memcpy(t->iv, w->iv, 12);
}

/* FIRST, MIDDLE of n1, MIDDLE of n2 (0: none), END with the rest. */
static void
whole_run(struct sec_client *s, const struct whole *w, bool enc, size_t n1,
	  size_t n2)
{
	const uint8_t *in = enc ? w->plain : w->cipher;
	uint8_t out[MAX_LEN], tag[16] = { 0 };
	struct stream t = { .enc = enc };

	stream_start(&t, s, w);
	first(&t, w->aad, w->aad_len);
	if (n1 > 0)
		middle(&t, in, out, n1);
	if (n2 > 0)
		middle(&t, in + n1, out + n1, n2);
	if (!enc)
		memcpy(tag, w->tag, w->tag_len);
	assert_int_equal(end(&t, in + n1 + n2, out + n1 + n2,
			     w->len - n1 - n2, tag, w->tag_len),
			 SEC_DONE_AEAD | (enc ? 0 : SEC_GOOD));
	assert_memory_equal(out, enc ? w->cipher : w->plain, w->len);
	assert_memory_equal(tag, w->tag, w->tag_len);
	sec_bufs_free(s);
}

static void
every_split(void **state)
{
	static const struct {
		uint32_t alg, key_len;
	} ciphers[] = { { 2, 0 }, { 2, 1 }, { 2, 2 }, { 3, 0 } };
	static const size_t rest[] = { 1, 15, 16, 17, 33, 64 };
	struct sec_client s;
	uint64_t seed = 1;
	unsigned int i, c, n = 0;
	size_t n1, n2;

	(void)state;
	sec_open(&s, 5, false);
	for (c = 0; c < 4; c++) {
		for (i = 0; i < 25 * 6; i++, n++) {
			struct whole w = {
				.alg = ciphers[c].alg,
				.key_len = ciphers[c].key_len,
				.aad_len = n % 40,
				.tag_len = 8 + n % 9,
			};

			n1 = 16 * (i % 5);
			n2 = n1 ? 16 * (i / 5 % 5) : 0;
			w.len = n1 + n2 + rest[i / 25];
			whole_make(&w, &seed);
			whole_run(&s, &w, n % 2, n1, n2);
		}
	}
	sec_close(&s);
}

/* A wrong tag at the end. */
static void
bad_tag(void **state)
{
	uint8_t out[64], tag[16];
	struct whole w = { .alg = 2, .aad_len = 20, .len = 48, .tag_len = 16 };
	struct stream t = { .enc = false };
	struct sec_client s;
	uint64_t seed = 2;

	(void)state;
	whole_make(&w, &seed);
	sec_open(&s, 5, false);
	stream_start(&t, &s, &w);
	first(&t, w.aad, 20);
	middle(&t, w.cipher, out, 32);
	memcpy(tag, w.tag, 16);
	tag[0] ^= 1;
	assert_int_equal(end(&t, w.cipher + 32, out + 32, 16, tag, 16),
			 SEC_DONE_AEAD | SEC_BAD);
	assert_memory_equal(out, w.plain, 48);
	sec_close(&s);
}

/*
 * The state is the GHASH value, not masked, in block order. Both descriptor
 * types, on generation 3, which leaves END to software.
 */
static void
state_value(void **state)
{
	uint8_t zero[16] = { 0 }, h[16], y[16] = { 0 }, out[64];
	struct sec_client s;
	unsigned int type;
	struct whole w = { .alg = 2, .aad_len = 20, .len = 64, .tag_len = 16 };
	uint64_t seed = 3;

	(void)state;
	whole_make(&w, &seed);
	ref_cipher("AES-128-ECB", true, w.key, NULL, zero, h, 16);
	ref_ghash(h, y, w.aad, 20);
	sec_open(&s, 3, false);
	for (type = 2; type <= 3; type++) {
		struct stream t = { .enc = true };
		uint8_t z[16];

		stream_start(&t, &s, &w);
		t.type = type;
		first(&t, w.aad, 20);
		assert_memory_equal(t.state, y, 16);
		middle(&t, w.plain, out, 64);
		assert_memory_equal(out, w.cipher, 64);
		memcpy(z, y, 16);
		ref_ghash(h, z, w.cipher, 64);
		assert_memory_equal(t.state, z, 16);
	}
	sec_close(&s);
}

/* Without AAD a stream may start at MIDDLE, from a state of zeros (16). */
static void
no_first(void **state)
{
	uint8_t out[64], tag[16];
	struct whole w = { .alg = 2, .len = 50, .tag_len = 16 };
	struct stream t = { .enc = true };
	struct sec_client s;
	uint64_t seed = 4;

	(void)state;
	whole_make(&w, &seed);
	sec_open(&s, 5, false);
	stream_start(&t, &s, &w);
	memset(t.state, 0, 16);
	t.iv[15] = 1;
	middle(&t, w.plain, out, 32);
	assert_int_equal(end(&t, w.plain + 32, out + 32, 18, tag, 16),
			 SEC_DONE_AEAD);
	assert_memory_equal(out, w.cipher, 50);
	assert_memory_equal(tag, w.tag, 16);
	sec_close(&s);
}

/* The counter wraps inside 32 bits, and is that of the block before. */
static void
counter_wrap(void **state)
{
	uint8_t in[64], out[64], want[64], ctr[16], key[16];
	struct stream t = { .type = 3, .enc = true, .alg = 2 };
	struct sec_client s;
	uint64_t seed = 5;

	(void)state;
	sec_random(&seed, in, sizeof(in));
	sec_random(&seed, key, sizeof(key));
	sec_random(&seed, t.iv, 12);
	memset(t.iv + 12, 0xff, 4);
	t.iv[15] = 0xfd;
	memcpy(ctr, t.iv, 16);
	ctr[15] = 0xfe;
	ref_ctr("AES-128-ECB", key, ctr, 4, in, want, 64);
	sec_open(&s, 3, false);
	t.s = &s;
	t.key = sec_buf_from(&s, key, 16);
	t.state = sec_buf(&s, 16);
	middle(&t, in, out, 64);
	assert_memory_equal(out, want, 64);
	sec_close(&s);
}

/* Words of section 17, with their placeholders; tag 7. */
#define P(x) ((const void *)(uintptr_t)(x))

struct word {
	uint8_t dw;
	uint32_t value;
};

static const struct {
	struct sec_desc d;
	struct word w[16];
} rows[] = {
	/* FIRST */
	{ { .type = 2, .scene = 7, .de = 1, .auth = 1, .pad = 1,
	    .a_alg = 0x22, .a_key_words = 4, .mac_words = 4, .a_len = 20,
	    .cipher_offset = 20, .a_key = P(0x4000), .mac = P(0x5000),
	    .src = P(0x1000) },
	  { { 0, 0x3a42 }, { 1, 0x400 }, { 2, 0x11084 }, { 4, 0x14 },
	    { 6, 0x140000 }, { 10, 7 }, { 16, 0x4000 }, { 18, 0x5000 },
	    { 24, 0x1000 } } },
	{ { .type = 3, .scene = 7, .de = 1, .auth = 1, .pad = 1,
	    .mac_sel = 1, .c_mode = 6, .c_icv_len = 16, .a_alg = 0x22,
	    .a_key_words = 4, .mac_words = 4, .a_len = 20,
	    .cipher_offset = 20, .a_key = P(0x4000), .mac = P(0x5000),
	    .src = P(0x1000) },
	  { { 0, 0x2e3 }, { 1, 0x60100 }, { 2, 7 }, { 4, 0x1000 },
	    { 6, 0x4000 }, { 14, 0x110841 }, { 16, 0x140000 },
	    { 17, 0x14 }, { 21, 0x5000 }, { 27, 0x21 } } },
	/* MIDDLE */
	{ { .type = 2, .scene = 7, .de = 1, .cipher = 1, .c_alg = 2,
	    .c_mode = 6, .c_icv_len = 16, .a_key_words = 4, .ai_gen = 1,
	    .pad = 1, .c_len = 64, .a_iv = P(0x5000), .a_key = P(0x4000) },
	  { { 0, 0x3a12 }, { 1, 0x500 }, { 2, 0x80 }, { 3, 0x26010 },
	    { 5, 0x40 }, { 10, 7 }, { 14, 0x5000 }, { 16, 0x4000 } } },
	{ { .type = 3, .scene = 7, .de = 1, .cipher = 1, .c_alg = 2,
	    .c_mode = 6, .c_icv_len = 16, .a_key_words = 4, .ai_gen = 1,
	    .pad = 1, .mac_sel = 1, .c_len = 64, .a_iv = P(0x5000),
	    .a_key = P(0x4000), .prefetch = 1 },
	  { { 0, 0x2e3 }, { 1, 0x260101 }, { 2, 7 }, { 6, 0x4000 },
	    { 8, 0x5000 }, { 14, 0x08000804 }, { 18, 0x40 },
	    { 27, 0x21 } } },
	/* END */
	{ { .type = 3, .scene = 7, .de = 1, .cipher = 1, .c_alg = 2,
	    .c_mode = 6, .c_icv_len = 16, .a_key_words = 4, .ai_gen = 1,
	    .mac_sel = 1, .c_len = 5, .total = 0x45000014,
	    .a_iv = P(0x7000), .a_key = P(0x4000), .prefetch = 1 },
	  { { 0, 0x2e3 }, { 1, 0x260101 }, { 2, 7 }, { 6, 0x4000 },
	    { 8, 0x7000 }, { 14, 0x08000804 }, { 18, 5 },
	    { 25, 0x45000014 }, { 27, 0x20 } } },
	{ { .type = 3, .scene = 7, .de = 1, .cipher = 2, .seq = 1,
	    .c_alg = 2, .c_mode = 6, .c_icv_len = 16, .a_key_words = 4,
	    .ai_gen = 1, .mac_sel = 1, .c_len = 5, .total = 0x45000014,
	    .a_iv = P(0x7000), .a_key = P(0x4000), .prefetch = 1 },
	  { { 0, 0x2e3 }, { 1, 0x40260102 }, { 2, 7 }, { 6, 0x4000 },
	    { 8, 0x7000 }, { 14, 0x08000804 }, { 18, 5 },
	    { 25, 0x45000014 }, { 27, 0x20 } } },
};

static void
golden_words(void **state)
{
	uint32_t w[32], want[32];
	unsigned int i, j;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(want, 0, sizeof(want));
		for (j = 0; j < 16; j++)
			if (rows[i].w[j].value != 0)
				want[rows[i].w[j].dw] = rows[i].w[j].value;
		sec_desc_words(&rows[i].d, w);
		w[rows[i].d.type == 2 ? 10 : 2] = 7;
		assert_memory_equal(w, want, sizeof(w));
	}
}

/*
 * END done in software: the descriptor is invalid, and is completed without
 * anything being done (10.5, 11.3 step 2). All its memory is forbidden.
 */
static void
invalid_end(void **state)
{
	static const unsigned int gens[] = { 2, 3, 5 };
	struct sec_client s;
	unsigned int g, type;

	(void)state;
	for (g = 0; g < 3; g++) {
		sec_open(&s, gens[g], false);
		for (type = 2; type <= (gens[g] == 2 ? 2 : 3); type++) {
			void *p = sec_buf_forbidden(&s, 128);
			struct sec_desc d = {
				.type = type, .invalid = true, .scene = 7,
				.de = 1, .cipher = 1, .c_alg = 2, .c_mode = 6,
				.c_icv_len = 16, .c_len = 5, .a_len = 20,
				.cipher_offset = 20, .src = p, .dst = p,
				.mac = p, .c_key = p, .c_iv = p, .a_key = p,
				.a_iv = p,
			};
			uint32_t w[32];

			sec_desc_words(&d, w);
			assert_int_equal(w[0], type == 2 ? 0x3a12 : 0x2f3);
			if (type == 2)
				assert_int_equal(w[1], 0x80000000);
			sec_snapshot(&s);
			assert_int_equal(sec_run_words(&s, w), SEC_DONE);
			assert_true(sec_unchanged(&s));
		}
		assert_int_equal(hisi_model_checked_refused(s.mem), 0);
		sec_close(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_words),
		cmocka_unit_test(every_split),
		cmocka_unit_test(bad_tag),
		cmocka_unit_test(state_value),
		cmocka_unit_test(no_first),
		cmocka_unit_test(counter_wrap),
		cmocka_unit_test(invalid_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
