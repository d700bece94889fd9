/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Ops of DEFLATE on a ZIP queue file, every one accounted for. */

#include <stdio.h>
#include <string.h>

#include <rte_compressdev.h>
#include <rte_debug.h>
#include <zlib.h>

#include "path.h"

#define SIZE 1024
#define ROOM (2 * SIZE)
#define QP_DEPTH 256

struct zip {
	int id;
	void *xform;
	uint32_t seed;
	struct rte_mempool *op_pool;
	struct rte_mempool *mbuf_pool;
	struct rte_comp_op *free[PATH_DEPTH];
	uint32_t nb_free;
};

/* The source of an op, behind it. */
static uint64_t *
seed_of(struct rte_comp_op *op)
{
	return (uint64_t *)(op + 1);
}

/* Data that can be compressed: few bits of each byte. */
static void
text(uint8_t *out, uint64_t seed)
{
	uint32_t i;

	path_fill(out, SIZE, seed);
	for (i = 0; i < SIZE; i++)
		out[i] &= 0x15;
}

static bool
right(struct rte_comp_op *op)
{
	uint8_t in[SIZE], out[SIZE + 1];
	z_stream z = {
		.next_in = rte_pktmbuf_mtod(op->m_dst, uint8_t *),
		.avail_in = op->produced,
		.next_out = out, .avail_out = sizeof(out),
	};
	int ret;

	if (op->consumed != SIZE || op->produced == 0 ||
	    op->produced > ROOM)
		return false;
	if (inflateInit2(&z, -15) != Z_OK)
		rte_panic("zlib\n");
	ret = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	text(in, *seed_of(op));
	return ret == Z_STREAM_END && z.avail_in == 0 &&
	       z.total_out == SIZE && memcmp(in, out, SIZE) == 0;
}

static void
device_open(struct zip *z)
{
	struct rte_compressdev_config conf = {
		.socket_id = SOCKET_ID_ANY, .nb_queue_pairs = 1,
		.max_nb_priv_xforms = 1,
	};
	struct rte_comp_xform x = {
		.type = RTE_COMP_COMPRESS,
		.compress = {
			.algo = RTE_COMP_ALGO_DEFLATE,
			.deflate.huffman = RTE_COMP_HUFFMAN_FIXED,
			.level = RTE_COMP_LEVEL_PMD_DEFAULT,
			.window_size = 15,
		},
	};

	z->id = rte_compressdev_get_dev_id("compress_hisi_zip");
	if (z->id < 0)
		rte_exit(1, "no device\n");
	if (rte_compressdev_configure(z->id, &conf) != 0 ||
	    rte_compressdev_queue_pair_setup(z->id, 0, QP_DEPTH,
					     SOCKET_ID_ANY) != 0 ||
	    rte_compressdev_start(z->id) != 0 ||
	    rte_compressdev_private_xform_create(z->id, &x, &z->xform) != 0)
		rte_exit(1, "the device does not start\n");
}

static struct rte_mbuf *
mbuf_make(struct zip *z, uint16_t len)
{
	struct rte_mbuf *m = rte_pktmbuf_alloc(z->mbuf_pool);

	if (m == NULL || rte_pktmbuf_append(m, len) == NULL)
		rte_exit(1, "no mbuf\n");
	return m;
}

static void
ops_make(struct zip *z)
{
	struct rte_comp_op *op;

	z->op_pool = rte_comp_op_pool_create("comp_ops", PATH_DEPTH, 0,
					     sizeof(uint64_t), SOCKET_ID_ANY);
	z->mbuf_pool = rte_pktmbuf_pool_create("mbufs", 2 * PATH_DEPTH, 0, 0,
			ROOM + RTE_PKTMBUF_HEADROOM, SOCKET_ID_ANY);
	if (z->op_pool == NULL || z->mbuf_pool == NULL)
		rte_exit(1, "no memory for ops\n");
	for (z->nb_free = 0; z->nb_free < PATH_DEPTH; z->nb_free++) {
		op = rte_comp_op_alloc(z->op_pool);
		if (op == NULL)
			rte_exit(1, "no op\n");
		op->op_type = RTE_COMP_OP_STATELESS;
		op->flush_flag = RTE_COMP_FLUSH_FINAL;
		op->private_xform = z->xform;
		op->m_src = mbuf_make(z, SIZE);
		op->m_dst = mbuf_make(z, ROOM);
		op->src.length = SIZE;
		z->free[z->nb_free] = op;
	}
}

/* Give the device all that is idle. */
static void
put_out(struct zip *z, uint64_t total, struct path_result *r)
{
	uint16_t n = RTE_MIN(z->nb_free, total - r->enqueued), taken, i;
	struct rte_comp_op **ops = &z->free[z->nb_free - n];

	if (n == 0)
		return;
	for (i = 0; i < n; i++) {
		*seed_of(ops[i]) = (uint64_t)z->seed << 40 ^
				   (r->enqueued + i);
		text(rte_pktmbuf_mtod(ops[i]->m_src, uint8_t *),
		     *seed_of(ops[i]));
		ops[i]->consumed = 0;
		ops[i]->produced = 0;
	}
	taken = rte_compressdev_enqueue_burst(z->id, 0, ops, n);
	r->enqueued += taken;
	memmove(ops, ops + taken, (n - taken) * sizeof(*ops));
	z->nb_free -= taken;
	/* There is always room for all: it was refused. */
	if (taken == 0)
		r->died = true;
}

static void
take_back(struct zip *z, struct path_result *r)
{
	struct rte_comp_op *ops[PATH_DEPTH];
	uint16_t i, n;

	n = rte_compressdev_dequeue_burst(z->id, 0, ops, PATH_DEPTH);
	for (i = 0; i < n; i++) {
		if (ops[i]->status != RTE_COMP_OP_STATUS_SUCCESS)
			r->failed++;
		else if (!right(ops[i]))
			r->wrong++;
		else
			r->ok++;
		z->free[z->nb_free++] = ops[i];
	}
}

void
path_zip_storm(uint64_t total, uint32_t seed, struct path_result *r)
{
	struct zip z = { .seed = seed };

	memset(r, 0, sizeof(*r));
	device_open(&z);
	ops_make(&z);
	printf("ready\n");
	fflush(stdout);
	while (z.nb_free < PATH_DEPTH || (r->enqueued < total && !r->died)) {
		if (!r->died)
			put_out(&z, total, r);
		take_back(&z, r);
	}
	rte_compressdev_private_xform_free(z.id, z.xform);
	rte_compressdev_stop(z.id);
	rte_compressdev_close(z.id);
}
