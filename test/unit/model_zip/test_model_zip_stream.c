/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ZIP model: streams that are compressed, contexts (zip.md 7). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <zlib.h>

#include "model_zip_client.h"

#define LEN 100000
#define ROOM (2 * LEN)
#define MIN_ROOM 16

static const uint32_t types[] = { T_DEFLATE, T_ZLIB, T_GZIP };

static struct model_client comp, other, decomp;
static uint8_t *ctx;
static uint8_t plain[LEN], packed[ROOM], out[LEN];

static int
setup(void **state)
{
	const struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };

	(void)state;
	model_client_open(&comp, &conf, NULL, QC_COMPRESS);
	model_client_open(&other, &conf, NULL, QC_COMPRESS);
	model_client_open(&decomp, &conf, NULL, QC_DECOMPRESS);
	/* The memory behind the context cannot even be read. */
	ctx = zip_fence_new(CTX_SIZE);
	zip_fill_text(plain, LEN, 31);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	model_client_close(&comp);
	model_client_close(&other);
	model_client_close(&decomp);
	zip_fence_free(ctx, CTX_SIZE);
	return 0;
}

/* Dword 7 as the test's own client writes it, against table 4.1. */
static void
dword7(void **state)
{
	static const struct {
		bool first, stream, finish;
		uint32_t w7_3, w7_0;
	} want[] = {
		{ true, false, true, 0x3A000000, 0x0A000000 },
		{ false, false, false, 0x30000000, 0x00000000 },
		{ true, true, false, 0x3C000000, 0x0C000000 },
		{ false, true, false, 0x34000000, 0x04000000 },
		{ false, true, true, 0x36000000, 0x06000000 },
		{ true, true, true, 0x3E000000, 0x0E000000 },
	};
	uint32_t sqe[32];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		const struct zip_req req = {
			.first = want[i].first, .stream = want[i].stream,
			.finish = want[i].finish,
		};

		zip_sqe_set(sqe, 3, &req);
		assert_int_equal(sqe[7], want[i].w7_3);
		zip_sqe_set(sqe, 2, &req);
		assert_int_equal(sqe[7], want[i].w7_0);
	}
}

/* The dwords of a running checksum, from zlib (8.3). */
static void
check_running(const struct zip_result *res, uint32_t type, size_t len)
{
	uint32_t crc, x = 0;
	int i;

	assert_int_equal(res->isize, len);
	if (type == T_ZLIB) {
		x = adler32_z(1, plain, len);
	} else if (type == T_GZIP) {
		crc = ~(uint32_t)crc32_z(0, plain, len);
		for (i = 0; i < 32; i++)
			x |= (crc >> i & 1) << (31 - i);
	}
	assert_int_equal(res->checksum, x);
}

/*
 * Pieces of all sizes. Each ends on a byte boundary: what has been written
 * decodes to all that has been given.
 */
static void
pieces(void **state)
{
	static const uint32_t max[] = { 1, 5, 300, 4096, 40000, LEN };
	struct zip_flow f;
	struct zip_result res;
	size_t in, len, n, total;
	uint32_t seed = 3;
	unsigned int t, m;
	z_stream z;

	(void)state;
	for (t = 0; t < 3; t++) {
		for (m = 0; m < 6; m++) {
			total = max[m] < 300 ? 500 : LEN;
			zip_flow_start(&f, &comp, types[t], ctx);
			memset(&z, 0, sizeof(z));
			assert_int_equal(inflateInit2(&z, -15), Z_OK);
			z.next_out = out;
			z.avail_out = LEN;
			len = 0;
			for (in = 0; in < total; in += n) {
				n = 1 + zip_random(&seed) % max[m];
				if (n > total - in)
					n = total - in;
				zip_flow_step(&f, plain + in, n, packed + len,
					      ROOM - len, in + n == total,
					      &res);
				assert_int_equal(res.status, S_OK);
				assert_int_equal(res.consumed, n);
				check_running(&res, types[t], in + n);
				z.next_in = packed + len;
				z.avail_in = res.produced;
				assert_true(inflate(&z, Z_SYNC_FLUSH) >= Z_OK);
				assert_int_equal(z.total_out, in + n);
				len += res.produced;
			}
			inflateEnd(&z);
			assert_int_equal(zip_zlib_decode(types[t], 15, LEN,
							 packed, len, out,
							 LEN), total);
			assert_memory_equal(out, plain, total);
		}
	}
}

/* Every flush 0 ends with an empty stored block (7.6). */
static void
sync_mark(void **state)
{
	struct zip_flow f;
	struct zip_result res;

	(void)state;
	zip_flow_start(&f, &comp, T_ZLIB, ctx);
	zip_flow_step(&f, plain, 1000, packed, ROOM, false, &res);
	assert_memory_equal(packed + res.produced - 4, "\0\0\xff\xff", 4);
	/* The trailer that UADK writes itself ends such a stream, too. */
	memcpy(packed + res.produced, "\x01\0\0\xff\xff", 5);
	packed[res.produced + 5] = res.checksum >> 24;
	packed[res.produced + 6] = res.checksum >> 16;
	packed[res.produced + 7] = res.checksum >> 8;
	packed[res.produced + 8] = res.checksum;
	assert_int_equal(zip_zlib_decode(T_ZLIB, 15, LEN, packed,
					 res.produced + 9, out, LEN), 1000);
	assert_memory_equal(out, plain, 1000);
}

/* The history of earlier requests is used, up to the window. */
static void
history(void **state)
{
	static const int bits[] = { 12, 13, 14, 14, 15 };
	struct zip_flow f;
	struct zip_result res;
	size_t len, in;
	uint32_t code;

	(void)state;
	zip_fill_random(plain, 3000, 8);
	memcpy(plain + 3000, plain, 3000);
	for (code = 0; code < 5; code++) {
		zip_flow_start(&f, &comp, T_DEFLATE, ctx);
		f.window = code;
		zip_flow_step(&f, plain, 3000, packed, ROOM, false, &res);
		assert_in_range(res.produced, 3000, 3100);
		assert_int_equal(res.ctx[2] & 0xffff, 3000);
		assert_memory_equal(ctx + 0xC00, plain, 3000);
		zip_flow_step(&f, plain + 3000, 3000, packed, ROOM, true,
			      &res);
		assert_in_range(res.produced, 1, 600);
	}
	zip_fill_text(plain, LEN, 31);
	for (code = 0; code < 5; code++) {
		zip_flow_start(&f, &comp, T_DEFLATE, ctx);
		f.window = code;
		len = 0;
		for (in = 0; in < LEN; in += 2500) {
			zip_flow_step(&f, plain + in, 2500, packed + len,
				      ROOM - len, in + 2500 == LEN, &res);
			len += res.produced;
		}
		assert_int_equal(zip_zlib_decode(T_DEFLATE, bits[code], 1,
						 packed, len, out, LEN), LEN);
		assert_memory_equal(out, plain, LEN);
		assert_int_equal(res.ctx[2] & 0xffff, 1 << bits[code]);
		assert_memory_equal(ctx + 0xC00, plain + LEN -
				    (1 << bits[code]), 1 << bits[code]);
	}
}

/* Requests without input (question 16), and the shortest room (8). */
static void
empty(void **state)
{
	struct zip_result res, none;
	struct zip_flow f;
	unsigned int t;
	size_t len;

	(void)state;
	for (t = 0; t < 3; t++) {
		/* A stream of nothing. */
		zip_flow_start(&f, &comp, types[t], ctx);
		zip_flow_step(&f, plain, 0, packed, 64, true, &res);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(zip_zlib_decode(types[t], 15, LEN, packed,
						 res.produced, out, LEN), 0);
		check_running(&res, types[t], 0);
		/* Nothing first, nothing between, nothing last. */
		zip_flow_start(&f, &comp, types[t], ctx);
		zip_flow_step(&f, plain, 0, packed, 64, false, &res);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(res.produced, 0);
		check_running(&res, types[t], 0);
		zip_flow_step(&f, plain, 700, packed, ROOM, false, &res);
		len = res.produced;
		zip_flow_step(&f, plain, 0, packed + len, 64, false, &none);
		assert_int_equal(none.produced, 0);
		check_running(&none, types[t], 700);
		zip_flow_step(&f, plain, 0, packed + len, 64, true, &res);
		assert_int_equal(res.status, S_OK);
		len += res.produced;
		assert_int_equal(zip_zlib_decode(types[t], 15, LEN, packed,
						 len, out, LEN), 700);
		assert_memory_equal(out, plain, 700);
	}
}

/* Less than 16 bytes of room: the request is ignored (question 8). */
static void
ignored(void **state)
{
	struct zip_flow f;
	struct zip_result res;
	uint32_t room;
	uint8_t old[CTX_SIZE];

	(void)state;
	zip_flow_start(&f, &comp, T_GZIP, ctx);
	for (room = 0; room < MIN_ROOM; room++) {
		zip_flow_step(&f, plain, 3, packed, room, false, &res);
		f.started = false;
		assert_int_equal(res.status, S_OK);
		assert_int_equal(res.consumed, 0);
		assert_int_equal(res.produced, 0);
		assert_int_equal(res.ctx[0], 0x5a5a5a5a);
		assert_int_equal(res.isize, 0x5a5a5a5a);
		assert_int_equal(res.checksum, 0x5a5a5a5a);
	}
	memset(old, 0xa5, sizeof(old));
	assert_memory_equal(ctx, old, CTX_SIZE);
	zip_flow_step(&f, plain, 3, packed, MIN_ROOM, false, &res);
	assert_int_equal(res.consumed, 3);
}

/* A request that does not fit changes nothing and can be repeated. */
static void
repeat(void **state)
{
	uint8_t old[CTX_SIZE];
	struct zip_result res;
	struct zip_flow f, saved;
	unsigned int t, last;
	uint32_t room, fits;
	size_t len;

	(void)state;
	for (t = 0; t < 3; t++) {
		for (last = 0; last < 2; last++) {
			zip_flow_start(&f, &comp, types[t], ctx);
			zip_flow_step(&f, plain, 5000, packed, ROOM, false,
				      &res);
			len = res.produced;
			memcpy(old, ctx, CTX_SIZE);
			saved = f;
			fits = 0;
			for (room = MIN_ROOM; fits == 0; room++) {
				packed[len + room] = 0x77;
				zip_flow_step(&f, plain + 5000, 900,
					      packed + len, room, last, &res);
				assert_int_equal(packed[len + room], 0x77);
				if (res.status == S_OK) {
					fits = res.produced;
					break;
				}
				assert_int_equal(res.status, S_NO_SPACE);
				assert_int_equal(res.consumed, 0);
				assert_in_range(res.produced, 0, room);
				assert_memory_equal(f.word, saved.word, 20);
				assert_memory_equal(ctx, old, CTX_SIZE);
			}
			assert_int_equal(fits, room);
			assert_in_range(room, 20, 1000);
			/* More room gives the same. */
			for (; room < fits + 40; room++) {
				memcpy(ctx, old, CTX_SIZE);
				f = saved;
				zip_flow_step(&f, plain + 5000, 900,
					      packed + len, room, last, &res);
				assert_int_equal(res.status, S_OK);
				assert_int_equal(res.produced, fits);
			}
			len += fits;
			if (!last) {
				zip_flow_step(&f, plain, 0, packed + len, 64,
					      true, &res);
				len += res.produced;
			}
			assert_int_equal(zip_zlib_decode(types[t], 15, LEN,
							 packed, len, out,
							 LEN), 5900);
			assert_memory_equal(out, plain, 5900);
		}
	}
}

/* The 9/8 rule leaves enough room for what does not compress (7.5). */
static void
nine_eighths(void **state)
{
	uint8_t data[2000];
	struct zip_result res;
	struct zip_flow f;
	uint32_t n, room;

	(void)state;
	zip_fill_random(data, sizeof(data), 41);
	for (n = 4; n <= sizeof(data); n += 4) {
		room = (9 * n + 7) / 8;
		if (room < 201)
			room = 201;
		zip_flow_start(&f, &comp, T_GZIP, ctx);
		zip_flow_step(&f, data, n, packed, room, true, &res);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(res.consumed, n);
	}
}

/* Every request on another queue, the context in another place. */
static void
wandering(void **state)
{
	struct model_client *const client[] = { &comp, &other };
	uint8_t *move = zip_fence_new(CTX_SIZE), *swap, *here = ctx;
	struct zip_result res;
	struct zip_flow f;
	size_t in, len = 0;

	(void)state;
	zip_flow_start(&f, &comp, T_GZIP, here);
	for (in = 0; in < LEN; in += 4000) {
		f.c = client[in / 4000 % 2];
		zip_flow_step(&f, plain + in, 4000, packed + len, ROOM - len,
			      in + 4000 == LEN, &res);
		assert_int_equal(res.status, S_OK);
		len += res.produced;
		memcpy(move, here, CTX_SIZE);
		memset(here, 0xee, CTX_SIZE);
		swap = here;
		here = move;
		move = swap;
		f.ctx = here;
	}
	assert_int_equal(zip_zlib_decode(T_GZIP, 15, LEN, packed, len, out,
					 LEN), LEN);
	assert_memory_equal(out, plain, LEN);
	zip_fence_free(here == ctx ? move : here, CTX_SIZE);
}

/* The words of the LZ77 types and what lies behind are not touched (7.2). */
static void
context_bounds(void **state)
{
	uint8_t big[38 * 1024], same[64], four[16];
	struct zip_result res;
	struct zip_flow f;
	size_t in;

	(void)state;
	memset(big, 0xa5, sizeof(big));
	memset(same, 0xa5, sizeof(same));
	memset(four, 0xa5, sizeof(four));
	zip_flow_start(&f, &comp, T_GZIP, big);
	for (in = 0; in < LEN; in += 20000) {
		zip_flow_step(&f, plain + in, 20000, packed, ROOM,
			      in + 20000 == LEN, &res);
		assert_int_equal(res.status, S_OK);
		assert_memory_equal(big + sizeof(big) - 64, same, 64);
		assert_memory_equal(big + 0x310, four, 16);
	}
	assert_int_equal(res.ctx[2] & 0xffff, 32768);
}

/* Scatter lists work for streams as well; one list, one entry. */
static void
sgl(void **state)
{
	_Alignas(64) uint8_t in[128] = { 0 }, to[128] = { 0 };
	struct zip_req req = {
		.type = T_DEFLATE, .window = 4, .sgl = true, .stream = true,
		.first = true, .finish = true, .src = in, .dst = to,
		.ctx = ctx, .src_len = 900, .src_off = 100, .dst_off = 50,
		.dst_len = 1000,
	};
	struct zip_result res;
	uint32_t len = 4000;
	uint8_t *p = plain;

	(void)state;
	in[10] = in[12] = to[10] = to[12] = 1;
	memcpy(in + 64, &p, 8);
	memcpy(in + 80, &len, 4);
	p = packed;
	memcpy(to + 64, &p, 8);
	memcpy(to + 80, &len, 4);
	zip_run(&comp, &req, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(zip_zlib_decode(T_DEFLATE, 15, LEN, packed + 50,
					 res.produced, out, LEN), 900);
	assert_memory_equal(out, plain + 100, 900);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dword7), cmocka_unit_test(pieces),
		cmocka_unit_test(sync_mark), cmocka_unit_test(history),
		cmocka_unit_test(empty), cmocka_unit_test(ignored),
		cmocka_unit_test(repeat), cmocka_unit_test(nine_eighths),
		cmocka_unit_test(wandering),
		cmocka_unit_test(context_bounds), cmocka_unit_test(sgl),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
