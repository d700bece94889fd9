/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * ZIP model: streams that are decompressed, cut anywhere (zip.md 7). The
 * streams come from zlib; what must come out is what went into it.
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

#define SMALL 1200
#define LARGE 300000
#define MIN_ROOM 16

/* Context states of 7.3. */
#define STATE_NONE 0
#define STATE_END_NO_SPACE 1
#define STATE_IN_BLOCK 2
#define STATE_NO_BLOCK 3

static const uint32_t types[] = { T_DEFLATE, T_ZLIB, T_GZIP };

static struct model_client decomp, other, copying;
static struct hisi_model_checked *allowed;
static uint8_t *ctx;
static uint8_t plain[LARGE], packed[2 * LARGE], out[LARGE + 64];

static int
setup(void **state)
{
	struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };

	(void)state;
	allowed = hisi_model_checked_new(true);
	model_client_open(&decomp, &conf, NULL, QC_DECOMPRESS);
	model_client_open(&other, &conf, NULL, QC_DECOMPRESS);
	conf.mem = &hisi_model_mem_checked;
	model_client_open(&copying, &conf, allowed, QC_DECOMPRESS);
	ctx = zip_fence_new(CTX_SIZE);
	hisi_model_checked_add(allowed, ctx, CTX_SIZE, true);
	hisi_model_checked_add(allowed, packed, sizeof(packed), false);
	hisi_model_checked_add(allowed, out, sizeof(out), true);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	model_client_close(&decomp);
	model_client_close(&other);
	model_client_close(&copying);
	hisi_model_checked_free(allowed);
	zip_fence_free(ctx, CTX_SIZE);
	return 0;
}

/* Compress len bytes with another kind of block every step bytes. */
static size_t
mixed(uint32_t type, size_t len, size_t step)
{
	static const struct {
		int level, strategy, flush;
	} kind[] = {
		{ 6, Z_DEFAULT_STRATEGY, Z_SYNC_FLUSH },
		{ 0, Z_DEFAULT_STRATEGY, Z_NO_FLUSH },
		{ 9, Z_FIXED, Z_PARTIAL_FLUSH },
		{ 1, Z_HUFFMAN_ONLY, Z_BLOCK },
		{ 6, Z_FIXED, Z_FULL_FLUSH },
		{ 9, Z_DEFAULT_STRATEGY, Z_BLOCK },
	};
	uint32_t head = zip_header_len(type);
	z_stream z = { 0 };
	size_t n, at, i = 0;

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED,
				      zip_window_bits(type, 15), 8,
				      Z_DEFAULT_STRATEGY), Z_OK);
	z.next_out = packed;
	z.avail_out = sizeof(packed);
	for (at = 0; at < len; at += n, i++) {
		n = len - at < step ? len - at : step;
		assert_int_equal(deflateParams(&z, kind[i % 6].level,
					       kind[i % 6].strategy), Z_OK);
		z.next_in = plain + at;
		z.avail_in = n;
		assert_int_equal(deflate(&z, kind[i % 6].flush), Z_OK);
		assert_int_equal(z.avail_in, 0);
	}
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	n = z.total_out - head;
	deflateEnd(&z);
	memmove(packed, packed + head, n);
	return n;
}

/* Checks for every request. */
static void
check_step(const struct zip_flow *f, const struct zip_result *res,
	   uint32_t offered, uint32_t room)
{
	uint32_t state = res->ctx[0] & 0xf, cached = res->ctx[0] >> 10 & 63;

	assert_true(res->status == S_OK || res->status == S_STREAM_END);
	assert_in_range(res->consumed, 0, offered);
	assert_in_range(res->produced, 0, room);
	assert_in_range(cached, 0, 39);
	if (res->status == S_STREAM_END) {
		assert_true(res->last);
		return;
	}
	/* Only missing room leaves input. */
	if (res->consumed < offered)
		assert_int_equal(res->produced, room);
	if (res->consumed < offered)
		assert_int_equal(state, STATE_IN_BLOCK);
	if (state == STATE_IN_BLOCK || state == STATE_END_NO_SPACE)
		assert_int_equal(res->produced, room);
	if (state == STATE_END_NO_SPACE)
		assert_int_equal(res->ctx[0] >> 7 & 1, 1);
	/* So few bits are never a whole block: 7.4, condition 3. */
	if (state == STATE_NO_BLOCK)
		assert_in_range(cached, 0, 2);
	(void)f;
}

/* zlib's checksum as dword 31 has it (8.3). */
static uint32_t
dword31(uint32_t type, size_t len)
{
	uint32_t crc, x = 0;
	int i;

	if (type == T_ZLIB)
		return adler32_z(1, plain, len);
	crc = ~(uint32_t)crc32_z(0, plain, len);
	for (i = 0; i < 32 && type == T_GZIP; i++)
		x |= (crc >> i & 1) << (31 - i);
	return x;
}

/*
 * Decompress n bytes of packed in requests of the sizes the seed gives, the
 * first of first_in bytes, and compare with plain.
 */
static void
decompress(struct zip_flow *f, size_t n, size_t len, uint32_t first_in,
	   uint32_t max_in, uint32_t max_room, uint32_t seed)
{
	struct zip_result res = { 0 };
	uint32_t offer, room, idle = 0;
	size_t at = 0, done = 0;

	offer = first_in;
	while (res.status != S_STREAM_END) {
		if (offer > n - at)
			offer = n - at;
		room = MIN_ROOM + (max_room > MIN_ROOM ? zip_random(&seed) %
				   (max_room - MIN_ROOM + 1) : 0);
		if (room > sizeof(out) - done)
			room = sizeof(out) - done;
		zip_flow_step(f, packed + at, offer, out + done, room,
			      at + offer == n, &res);
		check_step(f, &res, offer, room);
		at += res.consumed;
		done += res.produced;
		assert_int_equal(res.isize, done);
		assert_int_equal(res.checksum, dword31(f->type, done));
		idle = res.consumed + res.produced > 0 ? 0 : idle + 1;
		assert_in_range(idle, 0, 20);
		offer = zip_random(&seed) % (max_in + 1);
	}
	assert_int_equal(at, n);
	assert_int_equal(done, len);
	assert_memory_equal(out, plain, len);
}

/* Every place of the input is the end of the first request. */
static void
split_input(void **state)
{
	struct zip_flow f;
	unsigned int t;
	size_t n, cut;

	(void)state;
	zip_fill_text(plain, SMALL, 50);
	for (t = 0; t < 3; t++) {
		n = mixed(types[t], SMALL, 150);
		for (cut = 0; cut <= n; cut++) {
			zip_flow_start(&f, &decomp, types[t], ctx);
			decompress(&f, n, SMALL, cut, n, LARGE, 1);
		}
	}
}

/* The same for one large dynamic block, whose header is long. */
static void
split_dynamic(void **state)
{
	struct zip_flow f;
	size_t n, cut;

	(void)state;
	zip_fill_random(plain, SMALL, 51);
	/* All literals, most of them rare. */
	for (n = 0; n < SMALL; n++)
		plain[n] &= plain[(n * 7 + 1) % SMALL];
	n = zip_zlib_encode(T_GZIP, 9, Z_DEFAULT_STRATEGY, plain, SMALL,
			    packed, sizeof(packed));
	/* BTYPE of the only block. */
	assert_int_equal(packed[0] & 7, 5);
	for (cut = 0; cut <= n; cut++) {
		zip_flow_start(&f, &decomp, T_GZIP, ctx);
		decompress(&f, n, SMALL, cut, n, LARGE, 1);
	}
}

/* Single bytes of input; every place of the output. */
static void
split_output(void **state)
{
	struct zip_result res;
	struct zip_flow f;
	size_t n, cut, at;
	unsigned int t;

	(void)state;
	zip_fill_text(plain, SMALL, 53);
	for (t = 0; t < 3; t++) {
		n = mixed(types[t], SMALL, 150);
		zip_flow_start(&f, &decomp, types[t], ctx);
		decompress(&f, n, SMALL, 1, 1, MIN_ROOM, 2);
		for (cut = MIN_ROOM; cut <= SMALL; cut++) {
			zip_flow_start(&f, &decomp, types[t], ctx);
			zip_flow_step(&f, packed, n, out, cut, true, &res);
			check_step(&f, &res, n, cut);
			assert_int_equal(res.produced, cut);
			at = res.consumed;
			if (res.status == S_STREAM_END)
				continue;
			zip_flow_step(&f, packed + at, n - at, out + cut,
				      SMALL + 16 - cut, true, &res);
			assert_int_equal(res.status, S_STREAM_END);
			assert_int_equal(at + res.consumed, n);
			assert_int_equal(cut + res.produced, SMALL);
			assert_memory_equal(out, plain, SMALL);
		}
	}
}

/* Random cuts, data longer than the window, also with copied memory. */
static void
random_cuts(void **state)
{
	static const uint32_t max_in[] = { 1, 7, 100, 5000, 131072 };
	static const uint32_t max_room[] = { 16, 50, 300, 6000, 131072 };
	struct zip_flow f;
	unsigned int t, i, r;
	size_t n, len;

	(void)state;
	zip_fill_text(plain, LARGE, 54);
	zip_fill_random(plain + 70000, 50000, 55);
	memcpy(plain + 120000, plain + 88000, 30000);
	for (t = 0; t < 3; t++) {
		for (i = 0; i < 5; i++) {
			for (r = 0; r < 5; r++) {
				len = i < 2 || r < 3 ? 5000 : LARGE;
				n = mixed(types[t], len, len / 10);
				zip_flow_start(&f, i == 3 ? &copying : &decomp,
					       types[t], ctx);
				decompress(&f, n, len, 1, max_in[i],
					   max_room[r], 3 + r);
			}
		}
	}
	assert_int_equal(hisi_model_checked_refused(allowed), 0);
}

/* Far matches reach into history of earlier requests. */
static void
far_history(void **state)
{
	struct zip_flow f;
	size_t n;

	(void)state;
	zip_fill_random(plain, 32500, 56);
	memcpy(plain + 32500, plain, 32500);
	memcpy(plain + 65000, plain, 32500);
	n = zip_zlib_encode(T_DEFLATE, 9, Z_DEFAULT_STRATEGY, plain, 97500,
			    packed, sizeof(packed));
	assert_in_range(n, 32500, 40000);
	zip_flow_start(&f, &decomp, T_DEFLATE, ctx);
	decompress(&f, n, 97500, 1, 500, 1000, 4);
}

/* Two queues in turn; the context moves and nothing stays behind. */
static void
wandering(void **state)
{
	struct model_client *const client[] = { &decomp, &other };
	uint8_t *place[2] = { ctx, zip_fence_new(CTX_SIZE) };
	struct zip_result res = { 0 };
	size_t n, at = 0, done = 0;
	struct zip_flow f;
	unsigned int i;

	(void)state;
	zip_fill_text(plain, LARGE, 57);
	n = mixed(T_ZLIB, LARGE, 20000);
	zip_flow_start(&f, &decomp, T_ZLIB, place[0]);
	for (i = 0; res.status != S_STREAM_END; i++) {
		f.c = client[i % 2];
		f.ctx = place[i % 2];
		zip_flow_step(&f, packed + at, n - at > 999 ? 999 : n - at,
			      out + done, sizeof(out) - done < 2500 ?
			      sizeof(out) - done : 2500, false, &res);
		assert_true(res.status == S_OK || res.status == S_STREAM_END);
		at += res.consumed;
		done += res.produced;
		memcpy(place[1 - i % 2], place[i % 2], CTX_SIZE);
		memset(place[i % 2], 0xee, CTX_SIZE);
		assert_in_range(i, 0, 2000);
	}
	assert_int_equal(done, LARGE);
	assert_memory_equal(out, plain, LARGE);
	zip_fence_free(place[1], CTX_SIZE);
}

/*
 * The last block bit comes with the last block, 0x13 after the trailer
 * (question 21); later requests take nothing (question 14).
 */
static void
end(void **state)
{
	static const uint32_t trailer[] = { 0, 4, 8 };
	struct zip_result res;
	struct zip_flow f;
	unsigned int t, i;
	size_t n;

	(void)state;
	zip_fill_text(plain, SMALL, 58);
	for (t = 0; t < 3; t++) {
		memset(packed, 0xff, 2 * SMALL);
		n = zip_zlib_encode(types[t], 6, Z_DEFAULT_STRATEGY, plain,
				    SMALL, packed, sizeof(packed));
		memset(packed + n, 0xff, 20);
		for (i = 1; i <= trailer[t]; i++) {
			zip_flow_start(&f, &decomp, types[t], ctx);
			zip_flow_step(&f, packed, n - i, out, sizeof(out),
				      true, &res);
			assert_int_equal(res.status, S_OK);
			assert_true(res.last);
			assert_int_equal(res.consumed, n - i);
			assert_int_equal(res.produced, SMALL);
			assert_int_equal(res.ctx[0] & 0xf, STATE_NONE);
			zip_flow_step(&f, packed + n - i, i + 20, out,
				      MIN_ROOM, true, &res);
			assert_int_equal(res.status, S_STREAM_END);
			assert_int_equal(res.consumed, i);
		}
		zip_flow_start(&f, &decomp, types[t], ctx);
		zip_flow_step(&f, packed, n + 20, out, sizeof(out), true,
			      &res);
		assert_int_equal(res.status, S_STREAM_END);
		assert_true(res.last);
		assert_int_equal(res.consumed, n);
		zip_flow_step(&f, packed + n, 20, out, sizeof(out), true,
			      &res);
		assert_int_equal(res.status, S_STREAM_END);
		assert_int_equal(res.consumed, 0);
		assert_int_equal(res.produced, 0);
	}
}

/* A wrong trailer, whole or cut, ends the stream for good. */
static void
bad_trailer(void **state)
{
	struct zip_result res;
	struct zip_flow f;
	unsigned int t, bit, cut;
	size_t n;

	(void)state;
	zip_fill_text(plain, SMALL, 59);
	for (t = 1; t < 3; t++) {
		n = zip_zlib_encode(types[t], 6, Z_DEFAULT_STRATEGY, plain,
				    SMALL, packed, sizeof(packed));
		for (bit = 0; bit < (t == 1 ? 32 : 64); bit++) {
			cut = bit % 9;
			packed[n - 1 - bit / 8] ^= 1 << bit % 8;
			zip_flow_start(&f, &decomp, types[t], ctx);
			zip_flow_step(&f, packed, n - cut, out, sizeof(out),
				      false, &res);
			if (cut > 0 && res.status == S_OK)
				zip_flow_step(&f, packed + n - cut, cut, out,
					      MIN_ROOM, true, &res);
			assert_int_equal(res.status, S_CHECKSUM);
			assert_true(res.last);
			f.started = true;
			zip_flow_step(&f, packed, 20, out, MIN_ROOM, true,
				      &res);
			assert_int_equal(res.status, S_BAD_DATA);
			packed[n - 1 - bit / 8] ^= 1 << bit % 8;
		}
	}
}

/* Context states by their definition (7.3, 7.4), on streams made by hand. */
static void
states(void **state)
{
	/* Final fixed block: 'a', match of 258 at distance 1, end. */
	static const uint8_t run[] = { 0x4b, 0x1c, 0x05, 0x00 };
	/* Final stored block of 20 bytes. */
	static const uint8_t stored[] = "\x01\x14\0\xeb\xff"
					"01234567890123456789";
	struct zip_result res;
	struct zip_flow f;

	(void)state;
	/* Waiting for a block. */
	zip_flow_start(&f, &decomp, T_DEFLATE, ctx);
	zip_flow_step(&f, packed, 0, out, 100, false, &res);
	assert_int_equal(res.ctx[0], STATE_NO_BLOCK);
	/* All input taken, the final block seen, only room is missing. */
	zip_flow_step(&f, run, 3, out, 100, true, &res);
	assert_int_equal(res.consumed, 3);
	assert_int_equal(res.produced, 100);
	assert_int_equal(res.ctx[0], STATE_END_NO_SPACE | 1 << 7);
	assert_int_equal(res.ctx[1], 159);
	assert_int_equal(res.ctx[2], 100);
	/* The room is there, the end of the block is not. */
	zip_flow_step(&f, run, 0, out, 159, true, &res);
	assert_int_equal(res.produced, 159);
	assert_int_equal(res.ctx[0], STATE_NONE | 1 << 7);
	zip_flow_step(&f, run + 3, 1, out, 16, true, &res);
	assert_int_equal(res.status, S_STREAM_END);
	assert_int_equal(res.isize, 259);
	/* Room missing and input left. */
	zip_flow_start(&f, &decomp, T_DEFLATE, ctx);
	zip_flow_step(&f, stored, 25, out, 16, true, &res);
	assert_int_equal(res.consumed, 21);
	assert_int_equal(res.ctx[0], STATE_IN_BLOCK | 1 << 7);
	assert_int_equal(res.ctx[1], 4);
	/* Input missing inside the block; the rest of it. */
	zip_flow_step(&f, stored + 21, 1, out, 16, true, &res);
	assert_int_equal(res.ctx[0], STATE_NONE | 1 << 7);
	assert_int_equal(res.ctx[1], 3);
	zip_flow_step(&f, stored + 22, 3, out, 16, true, &res);
	assert_int_equal(res.status, S_STREAM_END);
}

/* Input bits that could not be decoded lie behind the window (7.2). */
static void
cached_bits(void **state)
{
	struct zip_result res;
	struct zip_flow f;
	uint8_t block[5 + 21];

	(void)state;
	/* A stored block of 21 bytes, then 2 bytes of LEN of the next. */
	memcpy(block, "\x00\x15\0\xea\xff", 5);
	memset(block + 5, 'z', 21);
	zip_flow_start(&f, &decomp, T_DEFLATE, ctx);
	zip_flow_step(&f, block, 26, out, 100, false, &res);
	assert_int_equal(res.ctx[0] & 0xf, STATE_NO_BLOCK);
	assert_int_equal(res.ctx[2] & 0xffff, 21);
	zip_flow_step(&f, "\x01\x34\x12", 3, out, 100, false, &res);
	assert_int_equal(res.consumed, 3);
	/* BFINAL and BTYPE are decoded: 5 bits of padding and 16 of LEN. */
	assert_int_equal(res.ctx[0], STATE_NONE | 1 << 7 | 21 << 10);
	assert_memory_equal(ctx + 0xC00 + 32, "\x80\x46\x02\0\0", 5);
	/* Only so many bits count; NLEN is all that is missing. */
	ctx[0xC00 + 34] |= 0xe0;
	ctx[0xC00 + 35] = 0xff;
	ctx[0xC00 + 36] = 0xff;
	zip_flow_step(&f, "\xcb\xed", 2, out, 100, false, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(res.ctx[0], STATE_NONE | 1 << 7);
	assert_int_equal(res.ctx[1], 0x1234);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(split_input),
		cmocka_unit_test(split_dynamic),
		cmocka_unit_test(split_output), cmocka_unit_test(random_cuts),
		cmocka_unit_test(far_history), cmocka_unit_test(wandering),
		cmocka_unit_test(end), cmocka_unit_test(bad_trailer),
		cmocka_unit_test(states), cmocka_unit_test(cached_bits),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
