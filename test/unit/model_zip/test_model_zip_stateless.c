/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ZIP model: stateless requests and their results (zip.md 4, 6, 8). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <zlib.h>

#include "model_zip_client.h"

#define BIG (8U << 20)
#define PLENTY(n) ((n) + (n) / 8 + 64)

static const uint32_t types[] = { T_DEFLATE, T_ZLIB, T_GZIP };

static struct model_client comp;
static struct model_client decomp;

static int
setup(void **state)
{
	const struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };

	(void)state;
	model_client_open(&comp, &conf, NULL, QC_COMPRESS);
	model_client_open(&decomp, &conf, NULL, QC_DECOMPRESS);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	model_client_close(&comp);
	model_client_close(&decomp);
	return 0;
}

static void
run(struct model_client *c, uint32_t type, const void *src, uint32_t len,
    void *dst, uint32_t room, struct zip_result *res)
{
	struct zip_req req = {
		.type = type, .window = 4, .first = true, .finish = true,
		.src = src, .src_len = len, .dst = dst, .dst_len = room,
	};

	zip_run(c, &req, res);
}

/* The expected dword 31, from zlib's checksums (8.3). */
static uint32_t
checksum_dword(uint32_t type, const uint8_t *p, size_t len)
{
	uint32_t crc, x = 0;
	int i;

	if (type == T_DEFLATE)
		return 0;
	if (type == T_ZLIB)
		return adler32_z(1, p, len);
	crc = ~(uint32_t)crc32_z(0, p, len);
	for (i = 0; i < 32; i++)
		x |= (crc >> i & 1) << (31 - i);
	return x;
}

static void
check_numbers(const struct zip_result *res, uint32_t type, const uint8_t *p,
	      size_t len)
{
	assert_int_equal(res->isize, len);
	assert_int_equal(res->checksum, checksum_dword(type, p, len));
	assert_int_equal(res->ctx[0], 0);
	assert_int_equal(res->ctx[1], 0);
	assert_int_equal(res->ctx[2], 0);
}

/* Device to zlib, zlib to device, for all types. */
static void
round_trip(const uint8_t *p, size_t len)
{
	size_t room = PLENTY(len), n;
	uint8_t *mid = malloc(room), *out = malloc(len + 1);
	struct zip_result res;
	unsigned int t;

	for (t = 0; t < 3; t++) {
		run(&comp, types[t], p, len, mid, room, &res);
		assert_int_equal(res.status, res.produced >= len ?
				 S_NEGATIVE : S_OK);
		assert_int_equal(res.consumed, len);
		check_numbers(&res, types[t], p, len);
		assert_int_equal(zip_zlib_decode(types[t], 15, len + 1, mid,
						 res.produced, out, len + 1),
				 len);
		assert_memory_equal(out, p, len);

		n = zip_zlib_encode(types[t], 6, Z_DEFAULT_STRATEGY, p, len,
				    mid, room);
		memset(out, 0, len + 1);
		run(&decomp, types[t], mid, n, out, len, &res);
		assert_int_equal(res.status, S_OK);
		assert_true(res.last);
		assert_int_equal(res.consumed, n);
		assert_int_equal(res.produced, len);
		check_numbers(&res, types[t], p, len);
		assert_memory_equal(out, p, len);
	}
	free(mid);
	free(out);
}

static void
round_trips(void **state)
{
	static const size_t sizes[] = { 1, 2, 7, 8, 100, 4096, 59000, 65536 };
	uint8_t *p = calloc(1, BIG);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		memset(p, 0, sizes[i]);
		round_trip(p, sizes[i]);
		zip_fill_text(p, sizes[i], 1 + i);
		round_trip(p, sizes[i]);
		zip_fill_random(p, sizes[i], 1 + i);
		round_trip(p, sizes[i]);
	}
	memset(p, 0, BIG);
	round_trip(p, BIG);
	zip_fill_text(p, BIG, 77);
	round_trip(p, BIG);
	zip_fill_random(p, BIG, 77);
	round_trip(p, BIG - 4096);
	free(p);
}

/* More than 8 MiB of flat output are silently not used (5). */
static void
flat_limit(void **state)
{
	uint8_t *p = malloc(BIG), *dst = malloc(BIG + 65536);
	struct zip_result res;

	(void)state;
	zip_fill_random(p, BIG, 78);
	dst[BIG] = 0x77;
	run(&comp, T_DEFLATE, p, BIG, dst, BIG + 65536, &res);
	assert_int_equal(res.status, S_NO_SPACE);
	assert_int_equal(res.consumed, 0);
	assert_in_range(res.produced, 1, BIG);
	assert_int_equal(dst[BIG], 0x77);
	/* More than 8 MiB of input are refused. */
	run(&comp, T_DEFLATE, p, BIG + 1, dst, BIG, &res);
	assert_int_equal(res.status, S_BAD_SQE);
	free(p);
	free(dst);
}

/* Input of length 0: an empty stream, or no stream at all (question 20). */
static void
empty(void **state)
{
	uint8_t buf[32], out[8];
	struct zip_result res;
	unsigned int t;

	(void)state;
	for (t = 0; t < 3; t++) {
		run(&comp, types[t], buf, 0, buf, sizeof(buf), &res);
		assert_int_equal(res.status, S_NEGATIVE);
		assert_int_equal(res.consumed, 0);
		assert_int_equal(zip_zlib_decode(types[t], 15, 8, buf,
						 res.produced, out, 8), 0);
		run(&decomp, types[t], buf, res.produced, out, 8, &res);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(res.produced, 0);
		check_numbers(&res, types[t], buf, 0);
		run(&decomp, types[t], buf, 0, out, 8, &res);
		assert_int_equal(res.status, S_BAD_DATA);
	}
}

/* The descriptors of section 6, word for word, but for the addresses. */
static void
example(void **state)
{
	struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP, .gen = 2 };
	uint8_t *src = malloc(4096), *dst = malloc(8192), *out = malloc(4096);
	uint32_t sqe[32] = { 0 };
	struct model_client c;

	(void)state;
	zip_fill_text(src, 4096, 5);
	sqe[4] = 0x00001000;
	sqe[7] = 0x3A000000;
	sqe[9] = 0x00004001;
	sqe[14] = 0x00002000;
	memcpy(&sqe[18], &src, 8);
	memcpy(&sqe[20], &dst, 8);
	sqe[26] = 0x11223344;
	assert_true(model_client_run(&comp, sqe));
	assert_int_equal(sqe[0], 4096);
	assert_int_equal(sqe[3], 0);
	assert_int_equal(sqe[26], 0x11223344);
	assert_int_equal(zip_zlib_decode(T_DEFLATE, 15, 4096, dst, sqe[1],
					 out, 4096), 4096);
	assert_memory_equal(out, src, 4096);
	/* The same with gzip on generation 2. */
	memset(sqe, 0, sizeof(sqe));
	sqe[4] = 0x00001000;
	sqe[7] = 0x0A000000;
	sqe[9] = 0x00004003;
	sqe[13] = 0x11223344;
	sqe[14] = 0x00001FF6;
	memcpy(&sqe[18], &src, 8);
	memcpy(&sqe[20], &dst, 8);
	model_client_open(&c, &conf, NULL, QC_COMPRESS);
	assert_true(model_client_run(&c, sqe));
	assert_int_equal(sqe[3], 0);
	assert_int_equal(sqe[13], 0x11223344);
	assert_int_equal(zip_zlib_decode(T_GZIP, 15, 4096, dst, sqe[1], out,
					 4096), 4096);
	assert_memory_equal(out, src, 4096);
	model_client_close(&c);
	free(src);
	free(dst);
	free(out);
}

/*
 * Dword 7 of stateless requests, table 4.1: all complete. Left-overs of a
 * stream in the context words and a context address are ignored.
 */
static void
dword7(void **state)
{
	static const uint32_t w7[] = {
		0x3A000000, 0x30000000, 0x32000000, 0x38000000,
	};
	uint8_t src[600], dst[800], out[600];
	uint32_t sqe[32];
	uint8_t *p;
	size_t i;

	(void)state;
	zip_fill_text(src, sizeof(src), 9);
	for (i = 0; i < sizeof(w7) / sizeof(w7[0]); i++) {
		memset(sqe, 0, sizeof(sqe));
		sqe[4] = sizeof(src);
		sqe[7] = w7[i];
		sqe[9] = 0x4002;
		sqe[14] = sizeof(dst);
		p = src;
		memcpy(&sqe[18], &p, 8);
		p = dst;
		memcpy(&sqe[20], &p, 8);
		sqe[15] = 0x12345678;
		sqe[22] = 0x40;
		sqe[28] = 0x5;
		sqe[29] = 0xffffffff;
		sqe[30] = 99;
		sqe[31] = 99;
		assert_true(model_client_run(&comp, sqe));
		assert_int_equal(sqe[3], 0);
		assert_int_equal(sqe[15], 0);
		assert_int_equal(sqe[28], 0);
		assert_int_equal(sqe[29], 0);
		assert_int_equal(sqe[30], sizeof(src));
		assert_int_equal(sqe[31], adler32(1, src, sizeof(src)));
		assert_int_equal(zip_zlib_decode(T_ZLIB, 15, 600, dst, sqe[1],
						 out, 600), 600);
		assert_memory_equal(out, src, 600);
	}
}

/* Values of 8.3 as literals. */
static void
checksums(void **state)
{
	static const uint8_t digits[9] = "123456789";
	struct zip_result res;
	uint8_t dst[64];

	(void)state;
	run(&comp, T_GZIP, digits, 9, dst, sizeof(dst), &res);
	assert_int_equal(res.checksum, 0x9B63D02C);
	assert_int_equal(res.isize, 9);
	/* Trailer: CRC and isize, little-endian. */
	assert_memory_equal(dst + res.produced - 8,
			    "\x26\x39\xf4\xcb\x09\0\0\0", 8);
	run(&comp, T_GZIP, digits, 0, dst, sizeof(dst), &res);
	assert_int_equal(res.checksum, 0xFFFFFFFF);
	run(&comp, T_ZLIB, digits, 9, dst, sizeof(dst), &res);
	assert_int_equal(res.checksum, 0x091E01DE);
	/* Trailer: Adler-32, big-endian. */
	assert_memory_equal(dst + res.produced - 4, "\x09\x1e\x01\xde", 4);
	run(&comp, T_DEFLATE, digits, 9, dst, sizeof(dst), &res);
	assert_int_equal(res.checksum, 0);
}

/* 0x0D as soon as the output is not smaller (question 6). */
static void
negative(void **state)
{
	uint8_t src[64], dst[128];
	struct zip_result res;
	unsigned int n, seen = 0;

	(void)state;
	memset(src, 'a', sizeof(src));
	for (n = 1; n <= sizeof(src); n++) {
		run(&comp, T_DEFLATE, src, n, dst, sizeof(dst), &res);
		assert_int_equal(res.status, res.produced >= n ? S_NEGATIVE :
							       S_OK);
		assert_int_equal(res.consumed, n);
		seen |= res.status == S_OK ? 1 : 2;
	}
	assert_int_equal(seen, 3);
}

/* Bytes after the end of the stream stay (question 14). */
static void
trailing(void **state)
{
	uint8_t src[300], mid[600], out[301];
	struct zip_result res;
	unsigned int t, extra;
	size_t n;

	(void)state;
	zip_fill_text(src, sizeof(src), 3);
	for (t = 0; t < 3; t++) {
		memset(mid, 0xff, sizeof(mid));
		n = zip_zlib_encode(types[t], 9, Z_FIXED, src, sizeof(src),
				    mid, sizeof(mid));
		for (extra = 0; extra < 20; extra++) {
			memset(mid + n, 0xff, sizeof(mid) - n);
			run(&decomp, types[t], mid, n + extra, out,
			    sizeof(out), &res);
			assert_int_equal(res.status, S_OK);
			assert_int_equal(res.consumed, n);
			assert_int_equal(res.produced, sizeof(src));
			assert_memory_equal(out, src, sizeof(src));
		}
	}
}

/* A wrong trailer is 0x10, a missing one bad data. */
static void
trailers(void **state)
{
	uint8_t src[300], mid[600], out[300];
	struct zip_result res;
	unsigned int t, i, len;
	size_t n;

	(void)state;
	zip_fill_text(src, sizeof(src), 4);
	for (t = 1; t < 3; t++) {
		len = types[t] == T_ZLIB ? 4 : 8;
		n = zip_zlib_encode(types[t], 6, Z_DEFAULT_STRATEGY, src,
				    sizeof(src), mid, sizeof(mid));
		for (i = 0; i < 8 * len; i++) {
			mid[n - len + i / 8] ^= 1 << i % 8;
			run(&decomp, types[t], mid, n, out, sizeof(out), &res);
			assert_int_equal(res.status, S_CHECKSUM);
			assert_true(res.last);
			assert_int_equal(res.produced, sizeof(src));
			mid[n - len + i / 8] ^= 1 << i % 8;
		}
		for (i = 1; i <= len; i++) {
			run(&decomp, types[t], mid, n - i, out, sizeof(out),
			    &res);
			assert_int_equal(res.status, S_BAD_DATA);
		}
		run(&decomp, types[t], mid, n, out, sizeof(out), &res);
		assert_int_equal(res.status, S_OK);
	}
}

#define KEY 64

/*
 * Compress KEY random bytes, zeros, and the same bytes again or others, dist
 * bytes from the first; check that it needs no more than bits of window.
 */
static uint32_t
far_size(uint32_t code, int bits, uint32_t dist, bool same)
{
	uint8_t *src = calloc(1, dist + KEY), *dst = malloc(dist + 256);
	uint8_t *out = malloc(dist + KEY);
	struct zip_req req = {
		.type = T_DEFLATE, .src = src, .src_len = dist + KEY,
		.dst = dst, .dst_len = dist + 256, .window = code,
	};
	struct zip_result res;

	zip_fill_random(src, KEY, 1);
	zip_fill_random(src + dist, KEY, same ? 1 : 2);
	zip_run(&comp, &req, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(zip_zlib_decode(T_DEFLATE, bits, 1, dst,
					 res.produced, out, dist + KEY),
			 dist + KEY);
	assert_memory_equal(out, src, dist + KEY);
	free(src);
	free(dst);
	free(out);
	return res.produced;
}

/* Every window code: its matches reach so far and no farther (4.2). */
static void
windows(void **state)
{
	static const int bits[] = { 12, 13, 14, 14, 15 };
	uint8_t src[64] = { 0 }, dst[64];
	struct zip_req req = {
		.type = T_DEFLATE, .src = src, .src_len = sizeof(src),
		.dst = dst, .dst_len = sizeof(dst),
	};
	struct zip_result res;
	uint32_t code, reach;

	(void)state;
	for (code = 0; code < 5; code++) {
		reach = 1U << bits[code];
		assert_true(far_size(code, bits[code], reach - 300, true) + 40 <
			    far_size(code, bits[code], reach - 300, false));
		assert_true(far_size(code, bits[code], reach + 300, true) + 40 >
			    far_size(code, bits[code], reach + 300, false));
	}
	for (code = 5; code < 16; code++) {
		req.window = code;
		zip_run(&comp, &req, &res);
		assert_int_equal(res.status, S_BAD_SQE);
	}
}

/* Text has matches at all distances. */
static void
window_text(void **state)
{
	static const int bits[] = { 12, 13, 14, 14, 15 };
	uint8_t *src = malloc(200000), *dst = malloc(100000);
	uint8_t *out = malloc(200000);
	struct zip_result res;
	struct zip_req req = {
		.type = T_ZLIB, .src = src, .src_len = 200000, .dst = dst,
		.dst_len = 100000,
	};
	uint32_t code;

	(void)state;
	zip_fill_text(src, 200000, 6);
	for (code = 0; code < 5; code++) {
		req.window = code;
		zip_run(&comp, &req, &res);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(zip_zlib_decode(T_ZLIB, bits[code], 1, dst,
						 res.produced, out, 200000),
				 200000);
		assert_memory_equal(out, src, 200000);
	}
	free(src);
	free(dst);
	free(out);
}

/* 2 * dist bytes that compress only with matches at distance dist. */
static void
far_fill(uint8_t *p, size_t dist)
{
	zip_fill_random(p, dist, 1);
	memcpy(p + dist, p, dist);
}

/* Decompression has 32 KiB whatever the code says (17, rule 8). */
static void
window_ignored(void **state)
{
	uint8_t *src = malloc(70000), *mid = malloc(80000);
	uint8_t *out = malloc(70000);
	struct zip_req req = {
		.type = T_DEFLATE, .src = mid, .dst = out, .dst_len = 70000,
	};
	struct zip_result res;

	(void)state;
	far_fill(src, 32500);
	req.src_len = zip_zlib_encode(T_DEFLATE, 9, Z_DEFAULT_STRATEGY, src,
				      65000, mid, 80000);
	assert_in_range(req.src_len, 1, 50000);
	for (req.window = 0; req.window < 16; req.window++) {
		memset(out, 0, 70000);
		zip_run(&decomp, &req, &res);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(res.produced, 65000);
		assert_memory_equal(out, src, 65000);
	}
	free(src);
	free(mid);
	free(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trips), cmocka_unit_test(flat_limit),
		cmocka_unit_test(empty),
		cmocka_unit_test(example), cmocka_unit_test(dword7),
		cmocka_unit_test(checksums), cmocka_unit_test(negative),
		cmocka_unit_test(trailing), cmocka_unit_test(trailers),
		cmocka_unit_test(windows), cmocka_unit_test(window_text),
		cmocka_unit_test(window_ignored),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
