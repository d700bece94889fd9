/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ZIP model: client memory of stateless requests (zip.md 5, qm.md 8). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <zlib.h>

#include "model_zip_client.h"

#define LEN 3000
#define ROOM 4000
#define PER_LIST 3

static const uint32_t types[] = { T_DEFLATE, T_ZLIB, T_GZIP };

/* Two memory providers: pointers to all, and copies of what is allowed. */
static struct hisi_model_checked *allowed;
static struct model_client comp, decomp, comp_copy, decomp_copy;

static int
setup(void **state)
{
	struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };

	(void)state;
	allowed = hisi_model_checked_new(true);
	model_client_open(&comp, &conf, NULL, QC_COMPRESS);
	model_client_open(&decomp, &conf, NULL, QC_DECOMPRESS);
	conf.mem = &hisi_model_mem_checked;
	model_client_open(&comp_copy, &conf, allowed, QC_COMPRESS);
	model_client_open(&decomp_copy, &conf, allowed, QC_DECOMPRESS);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	model_client_close(&comp);
	model_client_close(&decomp);
	model_client_close(&comp_copy);
	model_client_close(&decomp_copy);
	hisi_model_checked_free(allowed);
	return 0;
}

static uint32_t
deflated(uint32_t type, uint8_t *plain, uint8_t *packed)
{
	zip_fill_text(plain, LEN, 21);
	return zip_zlib_encode(type, 6, Z_DEFAULT_STRATEGY, plain, LEN, packed,
			       ROOM);
}

/* Memory that is all 0x00 or 0xff may be encoded in another way. */
static void
compress_rooms(uint32_t type, uint8_t *src, bool constant)
{
	struct zip_req req = {
		.type = type, .window = 4, .src = src, .src_len = LEN,
	};
	uint8_t *dst, out[LEN];
	struct zip_result res;
	uint32_t fits;

	req.dst = dst = zip_fence_new(ROOM);
	req.dst_len = ROOM;
	zip_run(&comp, &req, &res);
	fits = res.produced;
	zip_fence_free(dst, ROOM);
	for (req.dst_len = 0; req.dst_len < fits + 20; req.dst_len++) {
		req.dst = dst = zip_fence_new(req.dst_len);
		zip_run(&comp, &req, &res);
		if (req.dst_len < fits) {
			assert_int_equal(res.status, S_NO_SPACE);
			assert_int_equal(res.consumed, 0);
			assert_in_range(res.produced, 0, req.dst_len);
		} else {
			assert_int_equal(res.status, fits < LEN ? S_OK :
							S_NEGATIVE);
			assert_in_range(res.produced, constant ? 1 : fits,
					fits);
			assert_int_equal(zip_zlib_decode(type, 15, LEN, dst,
							 res.produced, out,
							 LEN), LEN);
			assert_memory_equal(out, src, LEN);
		}
		zip_fence_free(dst, req.dst_len);
	}
}

/*
 * Output space from nothing to plenty: enough is enough, and one byte less
 * writes nothing behind its end. Memory ends with the space.
 */
static void
compress_room(void **state)
{
	uint8_t *src = zip_fence_new(LEN);
	unsigned int t;

	(void)state;
	for (t = 0; t < 3; t++) {
		zip_fill_text(src, LEN, 20);
		compress_rooms(types[t], src, false);
		zip_fill_random(src, LEN, 20);
		compress_rooms(types[t], src, false);
		memset(src, 0, LEN);
		compress_rooms(types[t], src, true);
		memset(src, 0xff, LEN - 5);
		compress_rooms(types[t], src, true);
	}
	zip_fence_free(src, LEN);
}

/* Numbers of 0x0E: what was written, and input for it (question 7). */
static void
decompress_room(void **state)
{
	uint8_t plain[LEN], packed[ROOM], *src, *dst;
	struct zip_req req = { 0 };
	struct zip_result res;
	unsigned int t;

	(void)state;
	for (t = 0; t < 3; t++) {
		req.type = types[t];
		req.src_len = deflated(types[t], plain, packed);
		req.src = src = zip_fence_new(req.src_len);
		memcpy(src, packed, req.src_len);
		for (req.dst_len = 0; req.dst_len < LEN + 20; req.dst_len++) {
			req.dst = dst = zip_fence_new(req.dst_len);
			zip_run(&decomp, &req, &res);
			if (req.dst_len < LEN) {
				assert_int_equal(res.status, S_NO_SPACE);
				assert_int_equal(res.produced, req.dst_len);
				assert_in_range(res.consumed, 0, req.src_len);
			} else {
				assert_int_equal(res.status, S_OK);
				assert_int_equal(res.consumed, req.src_len);
				assert_int_equal(res.produced, LEN);
			}
			assert_memory_equal(dst, plain, res.produced);
			zip_fence_free(dst, req.dst_len);
		}
		zip_fence_free(src, req.src_len);
	}
}

/* All of a list's memory; entries as in qm.md 8.1 and 8.2. */
struct lists {
	uint8_t *mem;
	uint8_t *data[64];
	uint32_t len[64];
	unsigned int n;
};

/* Cut total bytes into pieces of at most max bytes, PER_LIST in a list. */
static void
lists_new(struct lists *l, uint32_t total, uint32_t max, uint32_t seed)
{
	const size_t size = 64 + 32 * PER_LIST + 32;
	unsigned int i, nb_lists;
	uint64_t addr;
	uint16_t n;
	uint8_t *p;

	for (l->n = 0; total > 0; l->n++) {
		l->len[l->n] = 1 + zip_random(&seed) % max;
		if (l->len[l->n] > total || l->n == 63)
			l->len[l->n] = total;
		total -= l->len[l->n];
		l->data[l->n] = zip_fence_new(l->len[l->n]);
	}
	nb_lists = (l->n + PER_LIST - 1) / PER_LIST;
	l->mem = aligned_alloc(64, nb_lists * size);
	memset(l->mem, 0xcc, nb_lists * size);
	for (i = 0; i < nb_lists; i++) {
		p = l->mem + i * size;
		addr = i + 1 < nb_lists ? (uintptr_t)(p + size) : 0;
		memcpy(p, &addr, 8);
		n = l->n - i * PER_LIST < PER_LIST ? l->n - i * PER_LIST :
						     PER_LIST;
		memcpy(p + 10, &n, 2);
		n = PER_LIST;
		memcpy(p + 12, &n, 2);
	}
	for (i = 0; i < l->n; i++) {
		p = l->mem + i / PER_LIST * size + 64 + 32 * (i % PER_LIST);
		addr = (uintptr_t)l->data[i];
		memcpy(p, &addr, 8);
		memcpy(p + 16, &l->len[i], 4);
	}
}

static void
lists_free(struct lists *l)
{
	unsigned int i;

	for (i = 0; i < l->n; i++)
		zip_fence_free(l->data[i], l->len[i]);
	free(l->mem);
}

/* Copy len bytes between a buffer and the lists, from an offset on. */
static void
lists_copy(struct lists *l, uint32_t offset, uint8_t *buf, uint32_t len,
	   bool to_lists)
{
	unsigned int i;
	uint32_t j;

	for (i = 0; i < l->n; i++) {
		for (j = 0; j < l->len[i] && len > 0; j++) {
			if (offset > 0) {
				offset--;
				continue;
			}
			if (to_lists)
				l->data[i][j] = *buf++;
			else
				*buf++ = l->data[i][j];
			len--;
		}
	}
	assert_int_equal(len, 0);
}

static void
sgl_once(struct model_client *c, uint32_t type, bool compress, uint32_t max,
	 uint32_t in_off, uint32_t out_off)
{
	uint8_t plain[LEN], packed[ROOM], got[ROOM], out[LEN];
	struct lists in, to;
	struct zip_result res;
	struct zip_req req = {
		.type = type, .window = 4, .sgl = true, .src_off = in_off,
		.dst_off = out_off, .src_len = LEN, .dst_len = LEN,
	};

	req.src_len = deflated(type, plain, packed);
	if (compress) {
		req.src_len = LEN;
		req.dst_len = ROOM;
	}
	lists_new(&in, in_off + req.src_len, max, 1 + max);
	lists_new(&to, out_off + req.dst_len, max, 2 + max);
	req.src = in.mem;
	req.dst = to.mem;
	lists_copy(&in, in_off, compress ? plain : packed, req.src_len, true);
	zip_run(c, &req, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(res.consumed, req.src_len);
	lists_copy(&to, out_off, got, res.produced, false);
	if (compress) {
		assert_int_equal(zip_zlib_decode(type, 15, LEN, got,
						 res.produced, out, LEN), LEN);
		assert_memory_equal(out, plain, LEN);
	} else {
		assert_int_equal(res.produced, LEN);
		assert_memory_equal(got, plain, LEN);
	}
	/* The bytes that the offset skips are not written. */
	memset(got, 0, sizeof(got));
	lists_copy(&to, 0, got, out_off, false);
	memset(out, 0, sizeof(out));
	assert_memory_equal(got, out, out_off);
	lists_free(&in);
	lists_free(&to);
}

static void
lists(void **state)
{
	static const uint32_t max[] = { 100, 333, 1000, 10000 };
	static const uint32_t off[] = { 0, 2, 10, 700 };
	unsigned int t, m, o;

	(void)state;
	for (t = 0; t < 3; t++)
		for (m = 0; m < 4; m++)
			for (o = 0; o < 4; o++) {
				sgl_once(&comp, types[t], true, max[m],
					 off[o], off[3 - o]);
				sgl_once(&decomp, types[t], false, max[m],
					 off[o], off[3 - o]);
			}
}

/* A list that is shorter than the request, or none at all. */
static void
bad_lists(void **state)
{
	uint8_t plain[LEN], packed[ROOM];
	struct zip_req req = { .type = T_ZLIB, .sgl = true };
	struct zip_result res;
	struct lists in, to;

	(void)state;
	req.src_len = deflated(T_ZLIB, plain, packed);
	req.dst_len = LEN;
	lists_new(&in, req.src_len, 200, 1);
	lists_new(&to, LEN, 500, 2);
	lists_copy(&in, 0, packed, req.src_len, true);
	req.src = in.mem;
	req.dst = to.mem;
	zip_run(&decomp, &req, &res);
	assert_int_equal(res.status, S_OK);
	req.src_off = 1;
	zip_run(&decomp, &req, &res);
	assert_int_equal(res.status, S_BAD_MEMORY);
	assert_int_equal(res.produced, 0);
	req.src_off = 0;
	req.dst_len = LEN + 1;
	zip_run(&decomp, &req, &res);
	assert_int_equal(res.status, S_BAD_MEMORY);
	req.dst_len = LEN;
	req.dst = to.mem + 32;
	zip_run(&decomp, &req, &res);
	assert_int_equal(res.status, S_BAD_MEMORY);
	lists_free(&in);
	lists_free(&to);
}

/* The device works on copies: sharing memory changes nothing. */
static void
overlap(void **state)
{
	uint8_t plain[LEN], packed[ROOM], mem[3 * ROOM], out[ROOM];
	struct zip_req req = { .type = T_GZIP, .window = 4 };
	struct zip_result res;
	int shift;

	(void)state;
	req.src = mem + ROOM;
	for (shift = -ROOM; shift <= ROOM; shift += 97) {
		req.src_len = deflated(T_GZIP, plain, packed);
		memcpy(mem + ROOM, packed, req.src_len);
		req.dst = mem + ROOM + shift;
		req.dst_len = LEN;
		zip_run(&decomp, &req, &res);
		assert_int_equal(res.status, S_OK);
		assert_memory_equal(req.dst, plain, LEN);

		memcpy(mem + ROOM, plain, LEN);
		req.src_len = LEN;
		req.dst_len = ROOM;
		zip_run(&comp, &req, &res);
		assert_int_equal(res.status, S_OK);
		memcpy(out, req.dst, res.produced);
		assert_int_equal(zip_zlib_decode(T_GZIP, 15, LEN, out,
						 res.produced, mem, LEN), LEN);
		assert_memory_equal(mem, plain, LEN);
	}
}

/* Without pointers to client memory: the same, and only what is allowed. */
static void
copies(void **state)
{
	uint8_t plain[LEN], packed[ROOM], dst[ROOM], out[LEN];
	struct zip_req req = { .type = T_ZLIB, .window = 4 };
	struct zip_result res;
	uint64_t refused;

	(void)state;
	req.src_len = deflated(T_ZLIB, plain, packed);
	req.src = packed;
	req.dst = dst;
	req.dst_len = LEN;
	hisi_model_checked_add(allowed, packed, req.src_len, false);
	hisi_model_checked_add(allowed, plain, LEN, false);
	hisi_model_checked_add(allowed, dst, LEN, true);
	memset(dst, 0x77, sizeof(dst));
	refused = hisi_model_checked_refused(allowed);
	zip_run(&decomp_copy, &req, &res);
	assert_int_equal(res.status, S_OK);
	assert_memory_equal(dst, plain, LEN);
	assert_int_equal(dst[LEN], 0x77);
	/* More may be offered than is there: only output is written. */
	req.src = plain;
	req.src_len = LEN;
	req.dst_len = ROOM;
	zip_run(&comp_copy, &req, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(hisi_model_checked_refused(allowed), refused);
	assert_int_equal(zip_zlib_decode(T_ZLIB, 15, LEN, dst, res.produced,
					 out, LEN), LEN);
	assert_memory_equal(out, plain, LEN);
	/* One byte too many, in and out. */
	req.src_len = LEN + 1;
	zip_run(&comp_copy, &req, &res);
	assert_int_equal(res.status, S_BAD_MEMORY);
	req.src_len = LEN;
	hisi_model_checked_clear(allowed);
	hisi_model_checked_add(allowed, plain, LEN, false);
	hisi_model_checked_add(allowed, dst, 10, true);
	zip_run(&comp_copy, &req, &res);
	assert_int_equal(res.status, S_BAD_MEMORY);
	assert_int_equal(res.consumed, 0);
	assert_int_equal(res.produced, 0);
	assert_true(hisi_model_checked_refused(allowed) > refused);
	hisi_model_checked_clear(allowed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compress_room),
		cmocka_unit_test(decompress_room), cmocka_unit_test(lists),
		cmocka_unit_test(bad_lists), cmocka_unit_test(overlap),
		cmocka_unit_test(copies),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
