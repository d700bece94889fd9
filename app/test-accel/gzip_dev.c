/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: the device. */

#include <string.h>
#include <unistd.h>

#include <rte_comp.h>
#include <rte_mbuf.h>

#include "gzip.h"

static struct rte_comp_xform
xform_of(const struct gz_device *d, bool compress)
{
	struct rte_comp_xform x = { .type = RTE_COMP_DECOMPRESS };

	if (!compress) {
		x.decompress.algo = RTE_COMP_ALGO_DEFLATE;
		x.decompress.window_size = d->cap->window_size.max;
		return x;
	}
	x.type = RTE_COMP_COMPRESS;
	x.compress.algo = RTE_COMP_ALGO_DEFLATE;
	x.compress.level = RTE_COMP_LEVEL_PMD_DEFAULT;
	x.compress.window_size = d->cap->window_size.max;
	if (d->cap->comp_feature_flags & RTE_COMP_FF_HUFFMAN_DYNAMIC)
		x.compress.deflate.huffman = RTE_COMP_HUFFMAN_DYNAMIC;
	return x;
}

/* @return NULL or what the device lacks */
static const char *
find(struct gz_device *d, const char *name, bool compress)
{
	int id = 0;

	if (rte_compressdev_count() == 0)
		return "this process has no compress device; give one after '--', such as --vdev compress_hisi_zip,device=model";
	if (name != NULL)
		id = rte_compressdev_get_dev_id(name);
	if (id < 0)
		return "there is no compress device of that name";
	d->id = id;
	d->name = rte_compressdev_name_get(d->id);
	d->cap = rte_compressdev_capability_get(d->id, RTE_COMP_ALGO_DEFLATE);
	if (d->cap == NULL)
		return "the device has no DEFLATE";
	d->stateful = !compress && (d->cap->comp_feature_flags &
				    RTE_COMP_FF_STATEFUL_DECOMPRESSION);
	return NULL;
}

static const char *
start(struct gz_device *d, size_t whole)
{
	struct rte_compressdev_config config = {
		.nb_queue_pairs = 1,
		.max_nb_priv_xforms = 1,
		.max_nb_streams = 1,
	};
	size_t n = whole / GZ_SEGMENT + 2;

	if (d->stateful || n < 2 * GZ_DEPTH)
		n = 2 * GZ_DEPTH;
	d->ops = rte_comp_op_pool_create("gzip_ops", GZ_DEPTH, 0, 0,
					 SOCKET_ID_ANY);
	if (n <= UINT16_MAX)
		d->mbufs = rte_pktmbuf_pool_create("gzip_mbufs", n, 0, 0,
			GZ_SEGMENT + RTE_PKTMBUF_HEADROOM, SOCKET_ID_ANY);
	if (d->ops == NULL || d->mbufs == NULL)
		return n > 2 * GZ_DEPTH ?
		       "there is not enough memory for the whole file, and the device has no streams; give EAL more with -m" :
		       "there is not enough memory; give EAL more with -m";
	if (rte_compressdev_configure(d->id, &config) != 0 ||
	    rte_compressdev_queue_pair_setup(d->id, 0, GZ_DEPTH,
					     SOCKET_ID_ANY) != 0 ||
	    rte_compressdev_start(d->id) != 0)
		return "the device cannot be set up";
	d->started = true;
	return NULL;
}

int
gz_device_open(struct gz_device *d, const char *prog, const char *name,
	       bool compress, size_t whole)
{
	struct rte_comp_xform x;
	const char *why;

	memset(d, 0, sizeof(*d));
	d->name = name != NULL ? name : "no device";
	why = find(d, name, compress);
	if (why == NULL)
		why = start(d, whole);
	if (why == NULL) {
		x = xform_of(d, compress);
		if ((d->stateful ?
		     rte_compressdev_stream_create(d->id, &x, &d->xform) :
		     rte_compressdev_private_xform_create(d->id, &x,
							  &d->xform)) != 0)
			why = "the device refuses the xform";
	}
	if (why == NULL)
		return 0;
	accel_error(prog, "%s: %s", d->name, why);
	return -1;
}

void
gz_device_close(struct gz_device *d)
{
	if (d->xform != NULL && d->stateful)
		rte_compressdev_stream_free(d->id, d->xform);
	else if (d->xform != NULL)
		rte_compressdev_private_xform_free(d->id, d->xform);
	if (d->started) {
		rte_compressdev_stop(d->id);
		rte_compressdev_close(d->id);
	}
	rte_mempool_free(d->ops);
	rte_mempool_free(d->mbufs);
}

/* An mbuf of len bytes, in as many segments as that takes. */
static struct rte_mbuf *
buffer(struct rte_mempool *mp, const uint8_t *in, uint32_t len)
{
	struct rte_mbuf *head = NULL, *seg;
	uint32_t n;

	do {
		n = RTE_MIN(len, GZ_SEGMENT);
		seg = rte_pktmbuf_alloc(mp);
		if (seg == NULL)
			break;
		seg->data_len = n;
		seg->pkt_len = n;
		if (in != NULL)
			memcpy(rte_pktmbuf_mtod(seg, void *), in, n);
		in = in != NULL ? in + n : NULL;
		len -= n;
		if (head == NULL) {
			head = seg;
		} else if (rte_pktmbuf_chain(head, seg) != 0) {
			rte_pktmbuf_free(seg);
			len += n;
			break;
		}
	} while (len > 0);
	if (len == 0 && head != NULL)
		return head;
	rte_pktmbuf_free(head);
	return NULL;
}

struct rte_comp_op *
gz_op(const struct gz_device *d, const uint8_t *in, uint32_t len,
      uint32_t room)
{
	struct rte_comp_op *op = rte_comp_op_alloc(d->ops);

	if (op == NULL)
		return NULL;
	op->m_src = buffer(d->mbufs, in, len);
	op->m_dst = buffer(d->mbufs, NULL, room);
	if (op->m_src == NULL || op->m_dst == NULL) {
		gz_op_free(op);
		return NULL;
	}
	op->op_type = d->stateful ? RTE_COMP_OP_STATEFUL :
				    RTE_COMP_OP_STATELESS;
	op->private_xform = d->xform;
	op->flush_flag = d->stateful ? RTE_COMP_FLUSH_SYNC :
				       RTE_COMP_FLUSH_FINAL;
	op->src.offset = 0;
	op->src.length = len;
	op->dst.offset = 0;
	/* Some drivers add to them. */
	op->consumed = 0;
	op->produced = 0;
	return op;
}

void
gz_op_free(struct rte_comp_op *op)
{
	if (op == NULL)
		return;
	rte_pktmbuf_free(op->m_src);
	rte_pktmbuf_free(op->m_dst);
	rte_comp_op_free(op);
}

void
gz_do(const struct gz_device *d, struct rte_comp_op **ops, unsigned int n)
{
	/* compressdev does not promise the order of what comes back. */
	struct rte_comp_op *back[GZ_DEPTH];
	unsigned int sent = 0, got = 0;

	alarm(GZ_PATIENCE);
	while (got < n) {
		if (sent < n)
			sent += rte_compressdev_enqueue_burst(d->id, 0,
							      ops + sent,
							      n - sent);
		got += rte_compressdev_dequeue_burst(d->id, 0, back,
						     GZ_DEPTH);
	}
	alarm(0);
}
