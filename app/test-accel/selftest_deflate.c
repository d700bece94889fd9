/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file DEFLATE both ways, checked with zlib. */

#include <string.h>

#include <rte_compressdev.h>
#include <rte_cycles.h>
#include <rte_mbuf.h>
#include <zlib.h>

#include "selftest_deflate.h"

#define NB_OBJECTS 63
#define NB_OPS 32

static const char *
open_device(struct deflate_test *t, uint8_t id)
{
	struct rte_compressdev_config conf = {
		.nb_queue_pairs = 1,
		.max_nb_priv_xforms = 8,
		.max_nb_streams = 2,
	};
	char name[RTE_MEMPOOL_NAMESIZE];

	t->id = id;
	t->name = rte_compressdev_name_get(id);
	t->cap = rte_compressdev_capability_get(id, RTE_COMP_ALGO_DEFLATE);
	conf.socket_id = rte_compressdev_socket_id(id);
	snprintf(name, sizeof(name), "st_cop%u", id);
	t->ops = rte_comp_op_pool_create(name, NB_OBJECTS, 0, 0,
					 conf.socket_id);
	snprintf(name, sizeof(name), "st_cmbuf%u", id);
	t->mbufs = rte_pktmbuf_pool_create(name, NB_OBJECTS, 0, 0,
			ST_ROOM + RTE_PKTMBUF_HEADROOM, conf.socket_id);
	if (t->ops == NULL || t->mbufs == NULL)
		return "no memory for ops and mbufs";
	if (rte_compressdev_configure(id, &conf) != 0)
		return "the device cannot be configured";
	if (rte_compressdev_queue_pair_setup(id, 0, NB_OPS,
					     conf.socket_id) != 0)
		return "the queue pair cannot be set up";
	return rte_compressdev_start(id) != 0 ?
	       "the device cannot be started" : NULL;
}

static void
close_device(struct deflate_test *t)
{
	rte_compressdev_stop(t->id);
	rte_mempool_free(t->ops);
	rte_mempool_free(t->mbufs);
}

const char *
st_comp_wait(const struct deflate_test *t, struct rte_comp_op *op)
{
	uint64_t hz = rte_get_timer_hz();
	uint64_t end = rte_get_timer_cycles() + ST_TAKE_SECONDS * hz;
	struct rte_comp_op *back = NULL;

	while (rte_compressdev_enqueue_burst(t->id, 0, &op, 1) == 0) {
		/* Refused for good, not for want of room: an end, too. */
		if (op->status != RTE_COMP_OP_STATUS_NOT_PROCESSED)
			return NULL;
		if (rte_get_timer_cycles() > end)
			return ST_NOT_TAKEN;
	}
	end = rte_get_timer_cycles() + ST_WAIT_SECONDS * hz;
	while (rte_compressdev_dequeue_burst(t->id, 0, &back, 1) == 0)
		if (rte_get_timer_cycles() > end)
			return ST_LATE;
	return back == op ? NULL : "the device gave back another op";
}

const char *
st_comp_run(struct deflate_test *t, const struct rte_comp_xform *x,
       const uint8_t *in, uint32_t len, uint32_t room)
{
	struct rte_comp_op *op = rte_comp_op_alloc(t->ops);
	const char *why = NULL;
	void *xform = NULL;

	op->m_src = rte_pktmbuf_alloc(t->mbufs);
	op->m_dst = rte_pktmbuf_alloc(t->mbufs);
	memcpy(rte_pktmbuf_append(op->m_src, len), in, len);
	rte_pktmbuf_append(op->m_dst, room);
	op->op_type = RTE_COMP_OP_STATELESS;
	op->flush_flag = RTE_COMP_FLUSH_FINAL;
	op->src.length = len;
	if (t->segmented && (!st_split(op->m_src, t->mbufs) ||
			     !st_split(op->m_dst, t->mbufs)))
		return "no mbuf";
	if (rte_compressdev_private_xform_create(t->id, x, &xform) != 0) {
		why = "the xform is refused";
	} else {
		op->private_xform = xform;
		why = st_comp_wait(t, op);
		if (why != NULL)
			return why; /* The device may still have the op. */
		rte_compressdev_private_xform_free(t->id, xform);
	}
	if (t->segmented) {
		st_join(op->m_src);
		st_join(op->m_dst);
	}
	t->status = op->status;
	t->consumed = op->consumed;
	t->produced = RTE_MIN(op->produced, room);
	memcpy(t->out, rte_pktmbuf_mtod(op->m_dst, void *), t->produced);
	rte_pktmbuf_free(op->m_src);
	rte_pktmbuf_free(op->m_dst);
	rte_comp_op_free(op);
	return why;
}

struct rte_comp_xform
st_comp_deflate_xform(const struct deflate_test *t, enum rte_comp_huffman huffman)
{
	struct rte_comp_xform x = { .type = RTE_COMP_COMPRESS };

	x.compress.algo = RTE_COMP_ALGO_DEFLATE;
	x.compress.deflate.huffman = huffman;
	x.compress.level = RTE_COMP_LEVEL_PMD_DEFAULT;
	x.compress.window_size = t->cap->window_size.max;
	x.compress.chksum = RTE_COMP_CHECKSUM_NONE;
	x.compress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
	return x;
}

struct rte_comp_xform
st_comp_inflate_xform(const struct deflate_test *t)
{
	struct rte_comp_xform x = { .type = RTE_COMP_DECOMPRESS };

	x.decompress.algo = RTE_COMP_ALGO_DEFLATE;
	x.decompress.chksum = RTE_COMP_CHECKSUM_NONE;
	x.decompress.window_size = t->cap->window_size.max;
	x.decompress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
	return x;
}

/* Similar lines: they give both matches and literals. */
void
st_comp_text(char *text, size_t len)
{
	size_t used = 0;
	unsigned int i;
	int n;

	for (i = 0; used < len; i++) {
		n = snprintf(text + used, len + 1 - used,
			     "line %u: %u squared is %u\n", i, i * 7,
			     i * 7 * i * 7);
		used += n;
	}
}

/* A raw DEFLATE stream with zlib. @return bytes out, 0 if it fails */
uint32_t
st_comp_zlib(bool compress, const uint8_t *in, uint32_t len, uint8_t *out,
	 uint32_t room)
{
	z_stream z = { .next_in = (uint8_t *)(uintptr_t)in, .avail_in = len,
		       .next_out = out, .avail_out = room };
	int ret = compress ?
		  deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS,
			       8, Z_DEFAULT_STRATEGY) :
		  inflateInit2(&z, -MAX_WBITS);

	if (ret != Z_OK)
		return 0;
	ret = compress ? deflate(&z, Z_FINISH) : inflate(&z, Z_FINISH);
	if (compress)
		deflateEnd(&z);
	else
		inflateEnd(&z);
	return ret == Z_STREAM_END && z.avail_in == 0 ? z.total_out : 0;
}

static const char *
test_compress(struct deflate_test *t, enum rte_comp_huffman huffman)
{
	struct rte_comp_xform x = st_comp_deflate_xform(t, huffman);
	char text[ST_TEXT_LEN + 1];
	uint8_t back[ST_ROOM];
	const char *why;
	uint32_t len;

	st_comp_text(text, ST_TEXT_LEN);
	for (len = 1; len <= ST_TEXT_LEN; len = len * 4 + 23) {
		why = st_comp_run(t, &x, (uint8_t *)text, len, ST_ROOM);
		if (why != NULL)
			return why;
		if (t->status != RTE_COMP_OP_STATUS_SUCCESS)
			return "compression ended with an error";
		if (t->consumed != len)
			return "the count of consumed bytes is wrong";
		if (st_comp_zlib(false, t->out, t->produced, back,
			     sizeof(back)) != len ||
		    memcmp(back, text, len) != 0)
			return "zlib does not get the text back";
	}
	return NULL;
}

static const char *
test_fixed(struct deflate_test *t)
{
	return test_compress(t, RTE_COMP_HUFFMAN_FIXED);
}

static const char *
test_dynamic(struct deflate_test *t)
{
	return test_compress(t, RTE_COMP_HUFFMAN_DYNAMIC);
}

static const char *
expect_text(struct deflate_test *t, const uint8_t *stream, uint32_t stream_len,
	    const char *text, uint32_t len)
{
	struct rte_comp_xform x = st_comp_inflate_xform(t);
	const char *why = st_comp_run(t, &x, stream, stream_len, ST_ROOM);

	if (why != NULL)
		return why;
	if (t->status != RTE_COMP_OP_STATUS_SUCCESS)
		return "decompression ended with an error";
	if (t->produced != len || memcmp(t->out, text, len) != 0)
		return "wrong text";
	return t->consumed == stream_len ? NULL :
	       "the count of consumed bytes is wrong";
}

/* A stored block (RFC 1951, 3.2.4) and one with the fixed codes (3.2.6) are
 * written by hand; zlib makes the dynamic block.
 */
static const char *
test_decompress(struct deflate_test *t)
{
	static const uint8_t stored[] = { 0x01, 0x04, 0x00, 0xfb, 0xff,
					  'h', 'i', 's', 'i' };
	static const uint8_t fixed[] = { 0x4b, 0x4c, 0x4a, 0x06, 0x00 };
	char text[ST_TEXT_LEN + 1];
	uint8_t stream[ST_ROOM];
	const char *why;
	uint32_t n;

	why = expect_text(t, stored, sizeof(stored), "hisi", 4);
	if (why == NULL)
		why = expect_text(t, fixed, sizeof(fixed), "abc", 3);
	if (why != NULL)
		return why;
	st_comp_text(text, ST_TEXT_LEN);
	n = st_comp_zlib(true, (uint8_t *)text, ST_TEXT_LEN, stream, sizeof(stream));
	return expect_text(t, stream, n, text, ST_TEXT_LEN);
}

/* Block type 3 does not exist (RFC 1951 3.2.3), nor does a distance that
 * leads to before the text (3.2.5).
 */
static const char *
test_damaged(struct deflate_test *t)
{
	static const uint8_t bad_type[] = { 0x07, 0x00, 0x00, 0x00, 0x00 };
	/* Fixed codes: match of length 3 at distance 1, at the start. */
	static const uint8_t too_far[] = { 0x03, 0x02, 0x00, 0x00, 0x00 };
	struct rte_comp_xform x = st_comp_inflate_xform(t);
	const char *why;

	why = st_comp_run(t, &x, bad_type, sizeof(bad_type), ST_ROOM);
	if (why != NULL)
		return why;
	if (t->status == RTE_COMP_OP_STATUS_SUCCESS)
		return "a block of type 3 is accepted";
	why = st_comp_run(t, &x, too_far, sizeof(too_far), ST_ROOM);
	if (why != NULL)
		return why;
	return t->status != RTE_COMP_OP_STATUS_SUCCESS ? NULL :
	       "a match before the start of the text is accepted";
}

static const char *
test_no_room(struct deflate_test *t)
{
	struct rte_comp_xform x = st_comp_inflate_xform(t);
	char text[ST_TEXT_LEN + 1];
	uint8_t stream[ST_ROOM];
	const char *why;
	uint32_t n;

	st_comp_text(text, ST_TEXT_LEN);
	n = st_comp_zlib(true, (uint8_t *)text, ST_TEXT_LEN, stream, sizeof(stream));
	why = st_comp_run(t, &x, stream, n, ST_TEXT_LEN / 2);
	if (why != NULL)
		return why;
	return t->status == RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED ||
	       t->status == RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE ?
	       NULL : "too little room does not give OUT_OF_SPACE";
}

/* Both ways once more, source and destination in segments. */
static const char *
test_segments(struct deflate_test *t)
{
	const char *why;

	t->segmented = true;
	why = test_compress(t, t->cap->comp_feature_flags &
			    RTE_COMP_FF_HUFFMAN_DYNAMIC ?
			    RTE_COMP_HUFFMAN_DYNAMIC : RTE_COMP_HUFFMAN_FIXED);
	if (why == NULL)
		why = test_decompress(t);
	t->segmented = false;
	return why;
}

static const struct {
	const char *name;
	uint64_t flags;
	const char *(*run)(struct deflate_test *t);
} tests[] = {
	{ "DEFLATE compress, fixed codes", RTE_COMP_FF_HUFFMAN_FIXED,
	  test_fixed },
	{ "DEFLATE compress, dynamic codes", RTE_COMP_FF_HUFFMAN_DYNAMIC,
	  test_dynamic },
	{ "DEFLATE decompress", 0, test_decompress },
	{ "DEFLATE decompress, damaged", 0, test_damaged },
	{ "DEFLATE decompress, too little room", 0, test_no_room },
	{ "DEFLATE both ways, 3 segments", RTE_COMP_FF_OOP_SGL_IN_SGL_OUT,
	  test_segments },
	{ "DEFLATE compress, stream of pieces",
	  RTE_COMP_FF_STATEFUL_COMPRESSION, st_comp_stream_deflate },
	{ "DEFLATE decompress, stream of pieces",
	  RTE_COMP_FF_STATEFUL_DECOMPRESSION, st_comp_stream_inflate },
};

void
st_deflate(struct st_report *r, uint8_t dev_id)
{
	static struct deflate_test t;
	const char *why = open_device(&t, dev_id);
	unsigned int i;

	if (why != NULL)
		st_result(r, t.name, "set-up", why);
	for (i = 0; why == NULL && i < RTE_DIM(tests); i++)
		st_result(r, t.name, tests[i].name,
			  t.cap == NULL ||
			  (t.cap->comp_feature_flags & tests[i].flags) !=
			  tests[i].flags ? ST_ABSENT : tests[i].run(&t));
	if (why == NULL)
		st_comp_null(r, &t);
	close_device(&t);
}
