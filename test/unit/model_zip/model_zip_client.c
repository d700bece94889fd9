/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "model_zip_client.h"

#define TAG 0x11223344U

static void
die(const char *what)
{
	fprintf(stderr, "model_zip_client: %s failed\n", what);
	abort();
}

static void
put_addr(uint32_t *sqe, unsigned int word, const void *p)
{
	sqe[word] = (uint32_t)(uintptr_t)p;
	sqe[word + 1] = (uint32_t)((uint64_t)(uintptr_t)p >> 32);
}

void
zip_sqe_set(uint32_t *sqe, unsigned int gen, const struct zip_req *req)
{
	memset(sqe, 0, 128);
	sqe[4] = req->src_len;
	sqe[7] = req->src_off | (uint32_t)req->finish << 25 |
		 (uint32_t)req->stream << 26 | (uint32_t)req->first << 27 |
		 (gen == 2 ? 0U : 3U) << 28;
	sqe[8] = req->dst_off;
	sqe[9] = req->type | (uint32_t)req->sgl << 8 | req->window << 12;
	sqe[14] = req->dst_len;
	put_addr(sqe, 18, req->src);
	put_addr(sqe, 20, req->dst);
	put_addr(sqe, 22, req->ctx);
	sqe[gen == 2 ? 13 : 26] = TAG;
}

void
zip_sqe_get(const uint32_t *sqe, struct zip_result *res)
{
	res->consumed = sqe[0];
	res->produced = sqe[1];
	res->status = sqe[3] & 0xff;
	res->last = sqe[3] >> 8 & 1;
	res->ctx[0] = sqe[15];
	res->ctx[1] = sqe[28];
	res->ctx[2] = sqe[29];
	res->isize = sqe[30];
	res->checksum = sqe[31];
}

void
zip_run(struct model_client *c, const struct zip_req *req,
	struct zip_result *res)
{
	uint32_t sqe[32];

	zip_sqe_set(sqe, 3, req);
	if (!model_client_run(c, sqe))
		die("completion");
	zip_sqe_get(sqe, res);
}

void
zip_flow_start(struct zip_flow *f, struct model_client *c, uint32_t type,
	       uint8_t *ctx)
{
	memset(f, 0, sizeof(*f));
	f->c = c;
	f->type = type;
	f->window = 4;
	f->ctx = ctx;
	/* A new stream ignores all of these (7.1). */
	memset(f->word, 0x5a, sizeof(f->word));
	memset(ctx, 0xa5, CTX_SIZE);
}

void
zip_flow_step(struct zip_flow *f, const void *src, uint32_t src_len,
	      void *dst, uint32_t dst_len, bool finish,
	      struct zip_result *res)
{
	struct zip_req req = {
		.type = f->type, .window = f->window, .stream = true,
		.first = !f->started, .finish = finish, .src = src,
		.src_len = src_len, .dst = dst, .dst_len = dst_len,
		.ctx = f->ctx,
	};
	uint32_t sqe[32];

	zip_sqe_set(sqe, 3, &req);
	sqe[15] = f->word[0];
	memcpy(&sqe[28], &f->word[1], 16);
	if (!model_client_run(f->c, sqe))
		die("completion");
	zip_sqe_get(sqe, res);
	f->word[0] = sqe[15];
	memcpy(&f->word[1], &sqe[28], 16);
	/* Ignored requests and failed ones do not start a stream. */
	if (res->status == S_OK || res->status == S_STREAM_END)
		f->started = true;
}

int
zip_window_bits(uint32_t type, int bits)
{
	return type == T_DEFLATE ? -bits : type == T_ZLIB ? bits : 16 + bits;
}

static const uint8_t *
header(uint32_t type, int bits, uint32_t *len)
{
	static const uint8_t gzip[10] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3 };
	static uint8_t zlib[2];

	*len = zip_header_len(type);
	if (type == T_GZIP)
		return gzip;
	/* RFC 1950: window in the first byte, both a multiple of 31. */
	zlib[0] = 8 | (bits - 8) << 4;
	zlib[1] = 31 - (zlib[0] << 8) % 31;
	return zlib;
}

uint32_t
zip_header_len(uint32_t type)
{
	return type == T_DEFLATE ? 0 : type == T_ZLIB ? 2 : 10;
}

long
zip_zlib_decode(uint32_t type, int bits, size_t step, const void *src,
		size_t len, void *dst, size_t room)
{
	z_stream z = { 0 };
	uint32_t head_len;
	const uint8_t *head = header(type, bits, &head_len);
	size_t n;
	int ret;

	if (inflateInit2(&z, zip_window_bits(type, bits)) != Z_OK)
		die("inflateInit2");
	z.next_in = (Bytef *)(uintptr_t)head;
	z.avail_in = head_len;
	z.next_out = dst;
	if (head_len > 0 && inflate(&z, Z_NO_FLUSH) != Z_OK)
		die("header");
	z.next_in = (Bytef *)(uintptr_t)src;
	z.avail_in = len;
	do {
		n = room - z.total_out;
		z.avail_out = step < n ? step : n;
		ret = inflate(&z, Z_SYNC_FLUSH);
	} while (ret == Z_OK && z.total_out < room);
	/* The end may take no room. */
	if (ret == Z_OK)
		ret = inflate(&z, Z_SYNC_FLUSH);
	n = z.total_out;
	if (ret != Z_STREAM_END || z.avail_in != 0)
		n = -1;
	inflateEnd(&z);
	return n;
}

size_t
zip_zlib_encode(uint32_t type, int level, int strategy, const void *src,
		size_t len, void *dst, size_t room)
{
	uint32_t head = zip_header_len(type);
	z_stream z = { 0 };
	size_t n;

	if (deflateInit2(&z, level, Z_DEFLATED, zip_window_bits(type, 15), 8,
			 strategy) != Z_OK)
		die("deflateInit2");
	z.next_in = (Bytef *)(uintptr_t)src;
	z.avail_in = len;
	z.next_out = dst;
	z.avail_out = room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		die("deflate");
	n = z.total_out - head;
	deflateEnd(&z);
	memmove(dst, (uint8_t *)dst + head, n);
	return n;
}

static size_t
fence_pages(size_t len)
{
	size_t page = sysconf(_SC_PAGESIZE);

	return (len + page - 1) / page * page;
}

uint8_t *
zip_fence_new(size_t len)
{
	size_t page = sysconf(_SC_PAGESIZE), size = fence_pages(len);
	uint8_t *p = mmap(NULL, size + page, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED || mprotect(p + size, page, PROT_NONE) != 0)
		die("fence");
	return p + size - len;
}

void
zip_fence_free(uint8_t *p, size_t len)
{
	size_t page = sysconf(_SC_PAGESIZE), size = fence_pages(len);

	if (munmap(p + len - size, size + page) != 0)
		die("munmap");
}

uint32_t
zip_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

void
zip_fill_text(uint8_t *p, size_t len, uint32_t seed)
{
	static const char *const word[] = {
		"queue ", "descriptor ", "the ", "of ", "length ", "byte ",
		"window ", "stream\n", "block ", "a ", "distance ", "12345 ",
	};
	const char *w = "";
	size_t i;

	for (i = 0; i < len; i++) {
		if (*w == 0) {
			w = word[zip_random(&seed) % 12];
			if (zip_random(&seed) % 8 == 0) {
				p[i] = 'A' + zip_random(&seed) % 50;
				continue;
			}
		}
		p[i] = *w++;
	}
}

void
zip_fill_random(uint8_t *p, size_t len, uint32_t seed)
{
	size_t i;

	for (i = 0; i < len; i++)
		p[i] = zip_random(&seed) >> 11;
}
