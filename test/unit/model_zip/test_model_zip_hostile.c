/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * ZIP model: broken streams, broken contexts, random descriptors. Nothing may
 * crash, hang or write where it must not; run it with sanitizers as well.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <zlib.h>

#include "model_zip_client.h"

#define LEN 300
#define ROOM 1024
#define ARENA 65536
#define MIN(a, b) ((a) < (b) ? (a) : (b))

static const uint32_t types[] = { T_DEFLATE, T_ZLIB, T_GZIP };

static struct hisi_model_checked *allowed;
static struct model_client comp, decomp, comp_in, decomp_in;
static uint8_t *ctx;
static uint8_t *room; /* ROOM bytes before a fence. */
static uint8_t plain[LEN], packed[2 * ROOM];

static int
setup(void **state)
{
	struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };

	(void)state;
	allowed = hisi_model_checked_new(false);
	model_client_open(&comp, &conf, NULL, QC_COMPRESS);
	model_client_open(&decomp, &conf, NULL, QC_DECOMPRESS);
	conf.mem = &hisi_model_mem_checked;
	model_client_open(&comp_in, &conf, allowed, QC_COMPRESS);
	model_client_open(&decomp_in, &conf, allowed, QC_DECOMPRESS);
	ctx = zip_fence_new(CTX_SIZE);
	room = zip_fence_new(ROOM);
	zip_fill_text(plain, LEN, 60);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	model_client_close(&comp);
	model_client_close(&decomp);
	model_client_close(&comp_in);
	model_client_close(&decomp_in);
	hisi_model_checked_free(allowed);
	zip_fence_free(ctx, CTX_SIZE);
	zip_fence_free(room, ROOM);
	return 0;
}

static void
stateless(uint32_t type, const uint8_t *p, size_t n, struct zip_result *res)
{
	const struct zip_req req = {
		.type = type, .src = p, .src_len = n, .dst = room,
		.dst_len = ROOM,
	};

	zip_run(&decomp, &req, res);
	assert_in_range(res->consumed, 0, n);
	assert_in_range(res->produced, 0, ROOM);
}

/*
 * A stream from anywhere, decoded by zlib, by the stateless path and by the
 * resumable decoder. The last two agree in everything; what zlib takes, they
 * take. zlib alone refuses incomplete codes.
 */
static bool
judge(uint32_t type, const uint8_t *p, size_t n)
{
	static uint8_t want[ROOM], one[ROOM];
	struct zip_result once, flow;
	struct zip_flow f;
	long len;

	len = zip_zlib_decode(type, 15, ROOM, p, n, want, ROOM);
	stateless(type, p, n, &once);
	memcpy(one, room, ROOM);
	zip_flow_start(&f, &decomp, type, ctx);
	zip_flow_step(&f, p, n, room, ROOM, true, &flow);
	assert_in_range(flow.consumed, 0, n);
	assert_in_range(flow.produced, 0, ROOM);
	if (once.status == S_OK || flow.status == S_STREAM_END) {
		assert_int_equal(once.status, S_OK);
		assert_int_equal(flow.status, S_STREAM_END);
		assert_int_equal(once.consumed, flow.consumed);
		assert_int_equal(once.produced, flow.produced);
		assert_int_equal(once.checksum, flow.checksum);
		assert_memory_equal(one, room, once.produced);
	} else if (once.status == S_CHECKSUM) {
		assert_int_equal(flow.status, S_CHECKSUM);
	} else if (once.status == S_NO_SPACE) {
		assert_int_equal(once.produced, ROOM);
		assert_int_equal(flow.produced, ROOM);
	} else {
		assert_int_equal(once.status, S_BAD_DATA);
		/* To a stream a missing end is no error; the first half of
		 * its trailer can be wrong already.
		 */
		assert_true(flow.status == S_BAD_DATA ||
			    flow.status == S_OK ||
			    (flow.status == S_CHECKSUM && once.last));
	}
	if (len >= 0) {
		assert_int_equal(once.status, S_OK);
		assert_int_equal(once.consumed, n);
		assert_int_equal(once.produced, len);
		assert_memory_equal(one, want, len);
	}
	return once.status == S_OK;
}

static size_t
encode(uint32_t type, unsigned int kind)
{
	static const struct {
		int level, strategy;
	} how[] = {
		{ 9, Z_FIXED }, { 9, Z_DEFAULT_STRATEGY },
		{ 0, Z_DEFAULT_STRATEGY }, { 9, Z_HUFFMAN_ONLY },
	};

	return zip_zlib_encode(type, how[kind].level, how[kind].strategy,
			       plain, LEN, packed, sizeof(packed));
}

/* Every bit of small streams of every kind, one at a time. */
static void
bit_flips(void **state)
{
	unsigned int t, kind, bit;
	size_t n;

	(void)state;
	for (t = 0; t < 3; t++) {
		for (kind = 0; kind < 4; kind++) {
			n = encode(types[t], kind);
			assert_true(judge(types[t], packed, n));
			for (bit = 0; bit < 8 * n; bit++) {
				packed[bit / 8] ^= 1 << bit % 8;
				/* With a checksum only the data itself may
				 * come out.
				 */
				if (judge(types[t], packed, n) && t > 0)
					assert_memory_equal(room, plain, LEN);
				packed[bit / 8] ^= 1 << bit % 8;
			}
		}
	}
}

/* A stream that ends early is no stream. */
static void
truncated(void **state)
{
	struct zip_result res;
	unsigned int t, kind;
	size_t n, cut;
	uint8_t *p;

	(void)state;
	for (t = 0; t < 3; t++) {
		for (kind = 0; kind < 4; kind++) {
			n = encode(types[t], kind);
			for (cut = 0; cut < n; cut++) {
				p = zip_fence_new(cut);
				memcpy(p, packed, cut);
				stateless(types[t], p, cut, &res);
				assert_int_equal(res.status, S_BAD_DATA);
				zip_fence_free(p, cut);
			}
		}
	}
}

/* Random bytes, and random bytes after a good start of a dynamic block. */
static void
random_bytes(void **state)
{
	uint32_t seed = 61, i;
	size_t n, keep;

	(void)state;
	n = encode(T_DEFLATE, 1);
	for (i = 0; i < 30000; i++) {
		keep = i % 2 ? zip_random(&seed) % n : 0;
		encode(T_DEFLATE, 3 - i % 3);
		zip_fill_random(packed + keep, ROOM - keep, i + 1);
		judge(types[i % 3], packed, keep + zip_random(&seed) % 400);
	}
}

/* Codes that are not complete are taken by both decoders, refused by zlib. */
static void
incomplete_code(void **state)
{
	/*
	 * Dynamic block: HLIT 0, HDIST 0, HCLEN 14. Code length code: symbols
	 * 1, 2 and 18 with 2 bits. Lengths: 97 zeros, 'a' 2; 138 + 20 zeros,
	 * end of block 2; distance 1. Two of four literal codes are not used.
	 */
	static const struct {
		uint8_t bits, value;
	} field[] = {
		{ 1, 1 }, { 2, 2 }, { 5, 0 }, { 5, 0 }, { 4, 14 },
		{ 3, 0 }, { 3, 0 }, { 3, 2 }, { 3, 0 }, { 3, 0 }, { 3, 0 },
		{ 3, 0 }, { 3, 0 }, { 3, 0 }, { 3, 0 }, { 3, 0 }, { 3, 0 },
		{ 3, 0 }, { 3, 0 }, { 3, 0 }, { 3, 2 }, { 3, 0 }, { 3, 2 },
		/* 18 is 10b, 2 is 01b, 1 is 00b; first bit first. */
		{ 2, 1 }, { 7, 97 - 11 }, { 2, 2 },
		{ 2, 1 }, { 7, 127 }, { 2, 1 }, { 7, 20 - 11 }, { 2, 2 },
		{ 2, 0 },
		/* 'a' is 00b, end 01b, so 10b and 11b mean nothing. */
		{ 2, 0 }, { 2, 0 }, { 2, 2 },
	};
	struct zip_result res;
	uint8_t p[32] = { 0 };
	unsigned int i, j, at = 0;

	(void)state;
	for (i = 0; i < sizeof(field) / sizeof(field[0]); i++)
		for (j = 0; j < field[i].bits; j++, at++)
			p[at / 8] |= (field[i].value >> j & 1) << at % 8;
	assert_int_equal(zip_zlib_decode(T_DEFLATE, 15, ROOM, p, (at + 7) / 8,
					 room, ROOM), -1);
	assert_true(judge(T_DEFLATE, p, (at + 7) / 8));
	assert_memory_equal(room, "aa", 2);
	/* Its unused code is an error. */
	p[(at - 2) / 8] ^= 1 << (at - 2) % 8;
	stateless(T_DEFLATE, p, sizeof(p), &res);
	assert_int_equal(res.status, S_BAD_DATA);
	assert_false(judge(T_DEFLATE, p, (at + 7) / 8));
}

/* Headers that are wrong as soon as they are there (RFC 1951, 3.2). */
static void
bad_heads(void **state)
{
	static const struct {
		uint8_t len, p[8];
	} head[] = {
		{ 1, { 0x07 } },                            /* BTYPE 3 */
		{ 1, { 0x06 } },
		{ 5, { 0x01, 0x01, 0x00, 0xff, 0xff } },    /* NLEN */
		{ 3, { 0xf5, 0x00, 0x00 } },                /* HLIT 30 */
		{ 3, { 0xfd, 0x00, 0x00 } },                /* HLIT 31 */
		{ 3, { 0x05, 0x1e, 0x00 } },                /* HDIST 30 */
		{ 3, { 0x05, 0x1f, 0x00 } },                /* HDIST 31 */
		{ 4, { 0x05, 0x00, 0x00, 0x00 } },          /* No code */
		{ 4, { 0x05, 0x00, 0x92, 0x04 } },          /* Too many */
		{ 3, { 0x4b, 0x04, 0x42 } },                /* Distance */
	};
	struct zip_result res;
	struct zip_flow f;
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
		stateless(T_DEFLATE, head[i].p, head[i].len, &res);
		assert_int_equal(res.status, S_BAD_DATA);
		zip_flow_start(&f, &decomp, T_DEFLATE, ctx);
		zip_flow_step(&f, head[i].p, head[i].len, room, ROOM, false,
			      &res);
		assert_int_equal(res.status, S_BAD_DATA);
		/* And for good. */
		f.started = true;
		zip_flow_step(&f, head[i].p, 0, room, ROOM, false, &res);
		assert_int_equal(res.status, S_BAD_DATA);
		assert_int_equal(res.produced, 0);
	}
}

/* Begin a decompression of packed that is not over. */
static void
begin(struct zip_flow *f, uint32_t type, size_t n)
{
	struct zip_result res;

	zip_flow_start(f, &decomp, type, ctx);
	zip_flow_step(f, packed, n, room, 100, false, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(res.produced, 100);
}

static uint32_t
go_on(struct zip_flow *f)
{
	struct zip_result res;

	zip_flow_step(f, packed, 50, room, ROOM, false, &res);
	assert_in_range(res.produced, 0, ROOM);
	return res.status;
}

/* Contexts that no request of the stream has left. */
static void
lost_contexts(void **state)
{
	struct zip_result res;
	struct zip_flow f;
	size_t n = encode(T_ZLIB, 1);
	uint32_t good;

	(void)state;
	begin(&f, T_ZLIB, n);
	good = f.word[2];
	f.word[2] = 32769;
	assert_int_equal(go_on(&f), S_BAD_SQE);
	assert_int_equal(f.word[2], 32769);
	f.word[2] = good;
	good = f.word[0];
	f.word[0] |= 40 << 10;
	assert_int_equal(go_on(&f), S_BAD_SQE);
	f.word[0] = good;
	f.type = T_GZIP;
	assert_int_equal(go_on(&f), S_BAD_SQE);
	f.type = T_ZLIB;
	f.c = &comp;
	assert_int_equal(go_on(&f), S_BAD_SQE);
	f.c = &decomp;
	memset(ctx, 0, 64);
	assert_int_equal(go_on(&f), S_BAD_SQE);
	/* A context that was never written. */
	zip_flow_start(&f, &comp, T_ZLIB, ctx);
	f.started = true;
	zip_flow_step(&f, plain, LEN, room, ROOM, false, &res);
	assert_int_equal(res.status, S_BAD_SQE);
	assert_int_equal(res.consumed, 0);
}

/* Memory that fails during a stream; afterwards the request is repeated. */
static void
stream_memory(void **state)
{
	uint8_t *const part[] = { ctx, room, packed };
	const size_t len[] = { CTX_SIZE, ROOM, sizeof(packed) };
	struct zip_result res;
	struct zip_flow f;
	size_t n = encode(T_GZIP, 1), done;
	uint32_t word[5];
	unsigned int i, j;

	(void)state;
	zip_flow_start(&f, &decomp, T_GZIP, ctx);
	zip_flow_step(&f, packed, n / 2, room, ROOM, false, &res);
	assert_int_equal(res.consumed, n / 2);
	done = res.produced;
	assert_memory_equal(room, plain, done);
	f.c = &decomp_in;
	memcpy(word, f.word, sizeof(word));
	for (i = 0; i < 3; i++) {
		hisi_model_checked_clear(allowed);
		for (j = 0; j < 3; j++)
			if (j != i)
				hisi_model_checked_add(allowed, part[j],
						       len[j], true);
		if (i == 0) /* Readable, but not to be written. */
			hisi_model_checked_add(allowed, ctx, CTX_SIZE, false);
		zip_flow_step(&f, packed + n / 2, n - n / 2, room, ROOM, true,
			      &res);
		assert_int_equal(res.status, S_BAD_MEMORY);
		assert_int_equal(res.produced, 0);
		assert_int_equal(res.consumed, 0);
		assert_memory_equal(f.word, word, sizeof(word));
	}
	hisi_model_checked_clear(allowed);
	/* No context at all. */
	hisi_model_checked_add(allowed, room, ROOM, true);
	hisi_model_checked_add(allowed, packed, sizeof(packed), true);
	zip_flow_step(&f, packed + n / 2, n - n / 2, room, ROOM, true, &res);
	assert_int_equal(res.status, S_BAD_MEMORY);
	/* All of it. */
	hisi_model_checked_add(allowed, ctx, CTX_SIZE, true);
	zip_flow_step(&f, packed + n / 2, n - n / 2, room, ROOM, true, &res);
	assert_int_equal(res.status, S_STREAM_END);
	assert_int_equal(done + res.produced, LEN);
	assert_memory_equal(room, plain + done, res.produced);
	hisi_model_checked_clear(allowed);
}

/* Contexts and context words with random changes. */
static void
random_contexts(void **state)
{
	uint32_t seed = 62, i, k, v;
	struct zip_result res;
	struct zip_flow f;
	size_t n, at;

	(void)state;
	for (i = 0; i < 20000; i++) {
		n = encode(T_ZLIB, i % 4);
		zip_flow_start(&f, &decomp, T_ZLIB, ctx);
		zip_flow_step(&f, packed, zip_random(&seed) % n, room,
			      MIN(LEN, 16 + zip_random(&seed) % LEN), false,
			      &res);
		assert_int_equal(res.status, S_OK);
		for (k = zip_random(&seed) % 4; k > 0; k--) {
			/* The first two words are looked at in lost_contexts.
			 */
			at = 8 + zip_random(&seed) % 364;
			v = zip_random(&seed);
			ctx[at] = v % 3 ? v : v % 32;
		}
		if (i % 2)
			f.word[zip_random(&seed) % 3] ^=
				1U << zip_random(&seed) % 20;
		for (k = 0; k < 5; k++) {
			zip_flow_step(&f, packed + zip_random(&seed) % n,
				      zip_random(&seed) % 200, room,
				      MIN(ROOM, zip_random(&seed) % 600),
				      false, &res);
			assert_in_range(res.produced, 0, ROOM);
			assert_in_range(res.consumed, 0, 200);
		}
	}
}

/* A word of a descriptor: nothing, plausible, or anything. */
static uint32_t
random_word(uint32_t *seed, unsigned int i, const uint8_t *arena)
{
	uint64_t addr = (uintptr_t)arena + (zip_random(seed) % ARENA & ~63U);
	uint32_t r = zip_random(seed);

	switch (i) {
	case 4:
	case 14:
		return r % 8 ? r % (ARENA / 2) : r;
	case 7:
		return 3U << 28 | (r & 7) << 25 | (r % 9 ? 0 : r >> 8);
	case 9:
		return (1 + r % 3) | (r >> 4) % 6 << 12 |
		       (r % 5 == 0 ? 1U << 8 : 0) |
		       (r % 31 == 0 ? r & 0xffff : 0);
	case 15:
		return r % 2 ? r & 0xff : r & 0xffff;
	case 29:
		return r & 0xffff;
	}
	if (i >= 18 && i <= 23)
		return i % 2 ? addr >> 32 : addr;
	return r % 4 ? 0 : r;
}

static void
random_sqe(uint32_t *seed, uint32_t *sqe, const uint8_t *arena)
{
	unsigned int i;

	for (i = 0; i < 32; i++)
		sqe[i] = random_word(seed, i, arena);
	if (zip_random(seed) % 16 == 0)
		sqe[zip_random(seed) % 32] = zip_random(seed);
}

static void
random_descriptors(void **state)
{
	uint8_t *arena = zip_fence_new(ARENA), *ro = zip_fence_new(ARENA);
	uint32_t sqe[32], before[32], seed = 63, i, k, seen[256] = { 0 };
	struct model_client *c;

	(void)state;
	hisi_model_checked_clear(allowed);
	hisi_model_checked_add(allowed, arena, ARENA, true);
	hisi_model_checked_add(allowed, ro, ARENA, false);
	memset(ro, 0x55, ARENA);
	zip_fill_text(arena, ARENA, 64);
	for (i = 0; i < 40000; i++) {
		/* Output of earlier descriptors is input of later ones. */
		if (i % 4096 == 0)
			zip_fill_text(arena, ARENA, i + 65);
		random_sqe(&seed, sqe, i % 50 ? arena : ro);
		memcpy(before, sqe, sizeof(sqe));
		c = i % 2 ? &comp_in : &decomp_in;
		assert_true(model_client_run(c, sqe));
		for (k = 4; k < 28; k++)
			if (k != 15)
				assert_int_equal(sqe[k], before[k]);
		seen[sqe[3] & 0xff]++;
	}
	/* The loop got everywhere. */
	assert_true(seen[S_OK] > 0 && seen[S_NEGATIVE] > 0 &&
		    seen[S_NO_SPACE] > 0 && seen[S_BAD_DATA] > 0 &&
		    seen[S_BAD_SQE] > 0 && seen[S_BAD_MEMORY] > 0);
	for (i = 0; i < ARENA; i++)
		assert_int_equal(ro[i], 0x55);
	hisi_model_checked_clear(allowed);
	zip_fence_free(arena, ARENA);
	zip_fence_free(ro, ARENA);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bit_flips), cmocka_unit_test(truncated),
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(incomplete_code),
		cmocka_unit_test(bad_heads),
		cmocka_unit_test(lost_contexts),
		cmocka_unit_test(stream_memory),
		cmocka_unit_test(random_contexts),
		cmocka_unit_test(random_descriptors),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
