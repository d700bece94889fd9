/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>

#include "comp.h"

/* Polls without anything coming, a millisecond each: a model on threads of a
 * busy machine may be late; a lost op must not hang the test.
 */
#define PATIENCE 20000

void
comp_open(struct comp_dev *d, const char *args, uint16_t nb_qps,
	  uint32_t depth)
{
	static unsigned int nb;
	struct rte_compressdev_config config = {
		.nb_queue_pairs = nb_qps,
		.max_nb_priv_xforms = 64,
		.max_nb_streams = 64,
	};
	uint16_t i;

	memset(d, 0, sizeof(*d));
	snprintf(d->name, sizeof(d->name), "compress_hisi_zip%u", nb++);
	assert_int_equal(rte_vdev_init(d->name, func_device(args)), 0);
	d->id = rte_compressdev_get_dev_id(d->name);
	d->nb_qps = nb_qps;
	d->depth = depth;
	assert_int_equal(rte_compressdev_configure(d->id, &config), 0);
	for (i = 0; i < nb_qps; i++)
		assert_int_equal(rte_compressdev_queue_pair_setup(d->id, i,
						depth, SOCKET_ID_ANY), 0);
	assert_int_equal(rte_compressdev_start(d->id), 0);
	d->ops = rte_comp_op_pool_create(d->name, 2 * COMP_MAX_OPS, 0, 0,
					 SOCKET_ID_ANY);
	assert_non_null(d->ops);
}

void
comp_close(struct comp_dev *d)
{
	rte_compressdev_stop(d->id);
	assert_int_equal(rte_vdev_uninit(d->name), 0);
	rte_mempool_free(d->ops);
	d->ops = NULL;
}

struct rte_comp_xform
comp_xform(bool compress, uint32_t chksum, uint8_t window)
{
	struct rte_comp_xform x = { 0 };

	if (compress) {
		x.type = RTE_COMP_COMPRESS;
		x.compress.algo = RTE_COMP_ALGO_DEFLATE;
		x.compress.deflate.huffman = RTE_COMP_HUFFMAN_DEFAULT;
		x.compress.level = RTE_COMP_LEVEL_PMD_DEFAULT;
		x.compress.window_size = window;
		x.compress.chksum = chksum;
		x.compress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
		return x;
	}
	x.type = RTE_COMP_DECOMPRESS;
	x.decompress.algo = RTE_COMP_ALGO_DEFLATE;
	x.decompress.window_size = window;
	x.decompress.chksum = chksum;
	x.decompress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
	return x;
}

void *
comp_private(const struct comp_dev *d, bool compress, uint32_t chksum,
	     uint8_t window)
{
	struct rte_comp_xform x = comp_xform(compress, chksum, window);
	void *priv = NULL;

	assert_int_equal(rte_compressdev_private_xform_create(d->id, &x,
							      &priv), 0);
	return priv;
}

struct rte_comp_op *
comp_op(const struct comp_dev *d)
{
	struct rte_comp_op *op = rte_comp_op_alloc(d->ops);

	assert_non_null(op);
	op->op_type = RTE_COMP_OP_STATELESS;
	op->flush_flag = RTE_COMP_FLUSH_FINAL;
	op->src.offset = 0;
	op->dst.offset = 0;
	/* A field that the driver has to set must not be right by chance. */
	op->consumed = 0xdeadbeef;
	op->produced = 0xdeadbeef;
	op->output_chksum = 0xdeadbeefdeadbeefULL;
	op->status = RTE_COMP_OP_STATUS_NOT_PROCESSED;
	return op;
}

unsigned int
comp_dequeue(const struct comp_dev *d, uint16_t qp, struct rte_comp_op **ops,
	     unsigned int n)
{
	unsigned int got = 0, idle = 0, k;

	while (got < n && idle < PATIENCE) {
		k = rte_compressdev_dequeue_burst(d->id, qp, ops + got,
						  n - got);
		got += k;
		if (k != 0) {
			idle = 0;
			continue;
		}
		/* Inline models are never late by more than a few rounds. */
		if (++idle > 100)
			usleep(1000);
	}
	return got;
}

void
comp_run(const struct comp_dev *d, struct rte_comp_op **ops, unsigned int n,
	 unsigned int burst)
{
	struct rte_comp_op *out[COMP_MAX_OPS];
	unsigned int sent = 0, back = 0, k, i;

	while (back < n) {
		k = RTE_MIN(burst, n - sent);
		if (k != 0)
			sent += rte_compressdev_enqueue_burst(d->id, 0,
							ops + sent, k);
		k = RTE_MIN(sent - back, (unsigned int)COMP_MAX_OPS);
		if (sent < n && func_random() % 2)
			k = 0;
		/* All that is in flight, or nothing this time. */
		assert_int_equal(comp_dequeue(d, 0, out, k), k);
		for (i = 0; i < k; i++)
			assert_ptr_equal(out[i], ops[back + i]);
		back += k;
	}
	assert_int_equal(rte_compressdev_dequeue_burst(d->id, 0, out, 1), 0);
}

void
comp_run_one(const struct comp_dev *d, struct rte_comp_op *op)
{
	comp_run(d, &op, 1, 1);
}

static void
fill_text(uint8_t *p, size_t len)
{
	static const char *const words[] = {
		"the ", "descriptor ", "of ", "a ", "queue ", "is ", "128 ",
		"bytes ", "long, ", "written ", "by ", "software ", "and ",
		"read ", "device.\n", "Results ", "come ", "back ", "in ",
		"it. ", "0x3A000000 ", "{", "}", "\t\treturn 0;\n",
	};
	const char *w;
	size_t n;

	for (; len > 0; len -= n, p += n) {
		w = words[func_random() % RTE_DIM(words)];
		n = RTE_MIN(strlen(w), len);
		memcpy(p, w, n);
	}
}

static void
fill_runs(uint8_t *p, size_t len)
{
	size_t n;

	for (; len > 0; len -= n, p += n) {
		n = RTE_MIN(func_range(1, 700), len);
		memset(p, func_random() & 0xff, n);
	}
}

/* Records that differ in a few bytes. */
static void
fill_records(uint8_t *p, size_t len)
{
	uint8_t record[48];
	size_t n;

	func_fill(record, sizeof(record));
	for (; len > 0; len -= n, p += n) {
		record[func_random() % sizeof(record)] = func_random();
		n = RTE_MIN(sizeof(record), len);
		memcpy(p, record, n);
	}
}

void
comp_fill(uint8_t *p, size_t len)
{
	size_t n;

	switch (func_random() % 6) {
	case 0:
		func_fill(p, len);
		break;
	case 1:
		memset(p, 0, len);
		break;
	case 2:
		fill_runs(p, len);
		break;
	case 3:
		fill_records(p, len);
		break;
	case 4:
		for (; len > 8; len -= n, p += n) {
			n = func_range(1, len);
			comp_fill(p, n);
		}
		/* fall through */
	default:
		fill_text(p, len);
	}
}

uint64_t
comp_checksum(uint32_t chksum, const uint8_t *p, size_t len)
{
	switch (chksum) {
	case RTE_COMP_CHECKSUM_CRC32:
		return crc32(0, p, len);
	case RTE_COMP_CHECKSUM_ADLER32:
		return adler32(1, p, len);
	}
	return 0;
}

size_t
comp_deflate(const uint8_t *p, size_t len, uint8_t *out, size_t room)
{
	static const int strategies[] = {
		Z_DEFAULT_STRATEGY, Z_DEFAULT_STRATEGY, Z_FIXED,
		Z_HUFFMAN_ONLY, Z_RLE,
	};
	z_stream z = { 0 };

	if (deflateInit2(&z, func_random() % 10, Z_DEFLATED,
			 -(int)func_range(9, 15), func_range(1, 9),
			 strategies[func_random() % 5]) != Z_OK)
		abort();
	z.next_in = (Bytef *)(uintptr_t)p;
	z.avail_in = len;
	z.next_out = out;
	z.avail_out = room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	deflateEnd(&z);
	return z.total_out;
}

bool
comp_inflate(const uint8_t *p, size_t len, int bits, uint8_t *out,
	     size_t room, struct comp_inflated *result)
{
	uint8_t nothing;
	z_stream z = { 0 };
	int ret;

	if (inflateInit2(&z, -bits) != Z_OK)
		abort();
	z.next_in = (Bytef *)(uintptr_t)p;
	z.avail_in = len;
	z.next_out = room != 0 ? out : &nothing;
	z.avail_out = room;
	ret = inflate(&z, Z_SYNC_FLUSH);
	result->end = ret == Z_STREAM_END;
	result->consumed = z.total_in;
	result->produced = z.total_out;
	result->code_set = ret == Z_DATA_ERROR && z.msg != NULL &&
		strstr(z.msg, " set") != NULL;
	inflateEnd(&z);
	return ret == Z_STREAM_END || ret == Z_OK || ret == Z_BUF_ERROR;
}
