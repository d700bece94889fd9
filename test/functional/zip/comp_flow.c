/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "comp_flow.h"

/* Bytes after the end of a stream that is decompressed. */
#define EXTRA 12

/* Ops in a row that move nothing: the empty ones among them are random. */
#define MAX_IDLE 200

void
comp_flow_open(struct comp_flow *f, const struct comp_dev *d, bool compress,
	       uint32_t chksum, uint8_t window)
{
	struct rte_comp_xform x = comp_xform(compress, chksum, window);

	memset(f, 0, sizeof(*f));
	f->dev = d;
	f->compress = compress;
	f->chksum = chksum;
	assert_int_equal(rte_compressdev_stream_create(d->id, &x, &f->stream),
			 0);
}

void
comp_flow_close(struct comp_flow *f)
{
	assert_int_equal(rte_compressdev_stream_free(f->dev->id, f->stream),
			 0);
}

/* Sizes of chunks and rooms: tiny ones for little data only. */
static void
choose_sizes(struct comp_flow *f, size_t max_len)
{
	static const size_t sizes[] = { 1, 7, 60, 300, 3000, 70000 };
	size_t least = max_len / 300 + 1;

	f->max_chunk = RTE_MAX(sizes[func_random() % RTE_DIM(sizes)], least);
	f->max_room = RTE_MAX(sizes[func_random() % RTE_DIM(sizes)], least);
}

void
comp_flow_begin(struct comp_flow *f, size_t max_len, unsigned int max_segs)
{
	size_t room;

	f->max_segs = max_segs;
	f->plain_len = func_range(0, max_len >> (func_random() % 8));
	f->plain = malloc(f->plain_len + 1);
	f->back = malloc(f->plain_len + 1);
	assert_non_null(f->plain);
	assert_non_null(f->back);
	comp_fill(f->plain, f->plain_len);
	choose_sizes(f, f->plain_len);
	f->consumed = 0;
	f->produced = 0;
	f->sum = comp_checksum(f->chksum, NULL, 0);
	f->idle = 0;
	f->again = false;
	f->done = false;
	if (f->compress) {
		f->src = f->plain;
		f->src_len = f->plain_len;
		f->z_base = 0;
		memset(&f->z, 0, sizeof(f->z));
		assert_int_equal(inflateInit2(&f->z, -15), Z_OK);
		return;
	}
	room = comp_bound(f->plain_len) + 1024;
	f->src = malloc(room + EXTRA);
	assert_non_null(f->src);
	f->src_len = comp_deflate(f->plain, f->plain_len, f->src, room);
	func_fill(f->src + f->src_len, EXTRA);
}

void
comp_flow_end(struct comp_flow *f)
{
	if (f->compress)
		inflateEnd(&f->z);
	else
		free(f->src);
	free(f->plain);
	free(f->back);
}

/* Some flush; the last data must be final, and what is unfinished stays. */
static void
choose_flush(struct comp_flow *f, bool all)
{
	enum rte_comp_flush_flag flush = func_random() % 3;

	if (f->compress && all && (f->again || func_random() % 2))
		flush = RTE_COMP_FLUSH_FINAL;
	f->op->flush_flag = flush;
}

static struct rte_mbuf *
chain(struct comp_flow *f, const uint8_t *p, size_t len)
{
	unsigned int segs = func_random() % 2 ? 1 :
			    func_range(1, f->max_segs);

	return func_mbuf(p, len, RTE_MAX(segs, len / 30000 + 1));
}

void
comp_flow_op(struct comp_flow *f)
{
	size_t left = f->src_len - f->consumed, n, off = func_range(0, 9);
	struct rte_comp_op *op = comp_op(f->dev);
	uint8_t *blank;

	f->op = op;
	op->op_type = RTE_COMP_OP_STATEFUL;
	op->stream = f->stream;
	n = RTE_MIN(left, func_range(0, f->max_chunk));
	if (func_random() % 16 == 0)
		n = left;
	/* An engine is not to be irritated by what follows the end. */
	if (!f->compress && n == left)
		n += func_range(0, EXTRA);
	choose_flush(f, n == left);
	op->src.length = n;
	op->m_src = chain(f, f->src + f->consumed, n);
	f->room = func_range(1, f->max_room);
	op->dst.offset = off;
	blank = calloc(1, off + f->room);
	assert_non_null(blank);
	op->m_dst = chain(f, blank, off + f->room);
	free(blank);
}

/* Let zlib read what was compressed. */
static void
check_compressed(struct comp_flow *f, uint8_t *out)
{
	struct rte_comp_op *op = f->op;
	bool final = op->flush_flag == RTE_COMP_FLUSH_FINAL &&
		     op->status == RTE_COMP_OP_STATUS_SUCCESS;
	int ret = Z_OK;

	f->z.next_in = out;
	f->z.avail_in = op->produced;
	f->z.next_out = f->back + f->z_base + f->z.total_out;
	f->z.avail_out = f->plain_len + 1 - f->z_base - f->z.total_out;
	if (op->produced != 0) {
		ret = inflate(&f->z, Z_SYNC_FLUSH);
		assert_true(ret == Z_OK || ret == Z_STREAM_END ||
			    ret == Z_BUF_ERROR);
		assert_int_equal(f->z.avail_in, 0);
	}
	assert_true(f->z_base + f->z.total_out <= f->consumed);
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS)
		return;
	if (op->flush_flag >= RTE_COMP_FLUSH_SYNC)
		assert_int_equal(f->z_base + f->z.total_out, f->consumed);
	assert_memory_equal(f->back, f->plain, f->z_base + f->z.total_out);
	assert_int_equal(ret == Z_STREAM_END, final);
	if (op->flush_flag == RTE_COMP_FLUSH_FULL) {
		/* The rest must do without history. */
		f->z_base += f->z.total_out;
		assert_int_equal(inflateReset(&f->z), Z_OK);
	}
	f->done = final;
}

static void
check_compress(struct comp_flow *f, uint8_t *out)
{
	const struct rte_comp_op *op = f->op;

	if (op->status == RTE_COMP_OP_STATUS_SUCCESS)
		assert_int_equal(op->consumed, op->src.length);
	f->consumed += op->consumed;
	check_compressed(f, out);
	if (f->done)
		assert_int_equal(f->consumed, f->plain_len);
	assert_int_equal(op->output_chksum,
			 comp_checksum(f->chksum, f->plain, f->consumed));
}

static void
check_decompress(struct comp_flow *f, const uint8_t *out)
{
	const struct rte_comp_op *op = f->op;

	f->consumed += op->consumed;
	assert_true(f->consumed <= f->src_len);
	assert_true(f->produced <= f->plain_len);
	assert_memory_equal(out, f->plain + f->produced - op->produced,
			    op->produced);
	assert_int_equal(op->output_chksum,
			 comp_checksum(f->chksum, f->plain, f->produced));
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS)
		return;
	if (op->consumed != op->src.length)
		assert_int_equal(f->consumed, f->src_len);
	if (f->consumed == f->src_len) {
		assert_int_equal(f->produced, f->plain_len);
		f->done = true;
	}
}

void
comp_flow_check(struct comp_flow *f)
{
	struct rte_comp_op *op = f->op;
	uint8_t *dst = malloc(op->dst.offset + f->room);
	uint32_t i;

	assert_non_null(dst);
	func_mbuf_read(op->m_dst, dst);
	assert_true(op->produced <= f->room);
	assert_true(op->consumed <= op->src.length);
	for (i = 0; i < op->dst.offset; i++)
		assert_int_equal(dst[i], 0);
	f->produced += op->produced;
	f->again = op->status == RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE;
	if (f->again)
		assert_int_equal(op->produced, f->room);
	else
		assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
	if (f->compress)
		check_compress(f, dst + op->dst.offset);
	else
		check_decompress(f, dst + op->dst.offset);
	f->idle = op->consumed != 0 || op->produced != 0 ? 0 : f->idle + 1;
	assert_true(f->idle < MAX_IDLE);
	free(dst);
	assert_true(func_mbuf_free(op->m_src));
	assert_true(func_mbuf_free(op->m_dst));
	rte_comp_op_free(op);
	f->op = NULL;
}
