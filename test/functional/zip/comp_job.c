/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "comp_job.h"

/* The content of destinations before the op. */
#define BLANK 0xB5

/* Longest offset of the data in its mbufs. */
#define MAX_OFFSET 70

void
comp_xforms_make(const struct comp_dev *d, struct comp_xforms *x)
{
	unsigned int c, s, w;

	for (c = 0; c < 2; c++)
		for (s = 0; s <= RTE_COMP_CHECKSUM_ADLER32; s++)
			for (w = 0; w < 4; w++)
				x->priv[c][s][w] = comp_private(d, c, s,
								12 + w);
}

void
comp_xforms_free(const struct comp_dev *d, struct comp_xforms *x)
{
	unsigned int c, s, w;

	for (c = 0; c < 2; c++)
		for (s = 0; s <= RTE_COMP_CHECKSUM_ADLER32; s++)
			for (w = 0; w < 4; w++)
				rte_compressdev_private_xform_free(d->id,
							x->priv[c][s][w]);
}

static void *
must_alloc(size_t len)
{
	void *p = malloc(len + 1);

	assert_non_null(p);
	return p;
}

/* Sizes small and large alike. */
static size_t
random_len(size_t max)
{
	return func_range(1, RTE_MAX((size_t)1, max >> (func_random() % 12)));
}

static unsigned int
random_segs(unsigned int max, size_t len)
{
	unsigned int segs = func_random() % 2 ? 1 : func_range(1, max);

	/* A segment holds 64 KiB less a little. */
	return RTE_MAX(segs, (unsigned int)(len / 30000 + 1));
}

/* Room: plenty, about right, exact, too little, hardly any. */
static size_t
random_room(const struct comp_job *job)
{
	size_t exact = job->compress ? comp_bound(job->plain_len) :
				       job->plain_len;
	size_t most = job->compress ? exact : job->plain_len + 300;

	switch (func_random() % 8) {
	case 0:
		return func_range(1, 260);
	case 1:
		return func_range(1, RTE_MAX(job->plain_len, (size_t)1));
	case 2:
		return RTE_MAX(exact, (size_t)2) - 1;
	case 3:
	case 4:
		return exact;
	default:
		return most;
	}
}

static struct rte_mbuf *
chain(const uint8_t *p, size_t len, unsigned int segs)
{
	return func_mbuf(p, len, segs > FUNC_MAX_SEGS ? FUNC_MAX_SEGS : segs);
}

static void
make_source(struct comp_job *job, uint32_t offset)
{
	size_t room = comp_bound(job->plain_len) + 1024;
	uint8_t *p = must_alloc(offset + room + 32);

	func_fill(p, offset);
	if (job->compress) {
		memcpy(p + offset, job->plain, job->plain_len);
		job->stream_len = job->plain_len;
		job->op->src.length = job->plain_len;
	} else {
		job->stream_len = comp_deflate(job->plain, job->plain_len,
					       p + offset, room);
		job->op->src.length = job->stream_len;
	}
	job->src_len = offset + job->op->src.length;
	/* Data behind the source, or even behind the stream in it. */
	if (func_random() % 2) {
		func_fill(p + job->src_len, 32);
		if (!job->compress && func_random() % 2)
			job->op->src.length += func_range(0, 20);
		job->src_len += 32;
	}
	job->src = p;
}

void
comp_job_make(struct comp_job *job, const struct comp_dev *d,
	      const struct comp_xforms *x, size_t max_len,
	      unsigned int max_segs)
{
	struct rte_comp_op *op = comp_op(d);
	uint8_t *blank;

	memset(job, 0, sizeof(*job));
	job->op = op;
	job->compress = func_random() % 2;
	job->chksum = func_random() % 2 ? RTE_COMP_CHECKSUM_NONE :
		      func_range(RTE_COMP_CHECKSUM_CRC32,
				 RTE_COMP_CHECKSUM_ADLER32);
	job->window = func_range(12, 15);
	op->private_xform =
		x->priv[job->compress][job->chksum][job->window - 12];
	if (job->compress && func_random() % 8 == 0)
		op->flush_flag = RTE_COMP_FLUSH_FULL;
	job->plain_len = random_len(max_len);
	job->plain = must_alloc(job->plain_len);
	comp_fill(job->plain, job->plain_len);
	op->src.offset = func_random() % 2 ? 0 : func_range(0, MAX_OFFSET);
	op->dst.offset = func_random() % 2 ? 0 : func_range(0, MAX_OFFSET);
	make_source(job, op->src.offset);
	job->room = random_room(job);
	job->dst_len = op->dst.offset + job->room;
	op->m_src = chain(job->src, job->src_len,
			  random_segs(max_segs, job->src_len));
	blank = must_alloc(job->dst_len);
	memset(blank, BLANK, job->dst_len);
	op->m_dst = chain(blank, job->dst_len,
			  random_segs(max_segs, job->dst_len));
	free(blank);
}

static void
check_checksum(const struct comp_job *job, size_t len)
{
	assert_int_equal(job->op->output_chksum,
			 comp_checksum(job->chksum, job->plain, len));
}

/* Compressed output decodes to the first consumed bytes of the data. */
static void
check_compressed(const struct comp_job *job, const uint8_t *out)
{
	const struct rte_comp_op *op = job->op;
	bool final = op->status == RTE_COMP_OP_STATUS_SUCCESS &&
		     op->flush_flag == RTE_COMP_FLUSH_FINAL;
	uint8_t *back = must_alloc(job->plain_len + 1);
	struct comp_inflated r;

	/* zlib sees a distance that is too far only in small steps; that the
	 * window is kept is a test of its own.
	 */
	assert_true(comp_inflate(out, op->produced, 15, back,
				 job->plain_len + 1, &r));
	assert_int_equal(r.end, final);
	assert_int_equal(r.consumed, op->produced);
	assert_int_equal(r.produced, op->consumed);
	assert_memory_equal(back, job->plain, op->consumed);
	check_checksum(job, op->consumed);
	free(back);
}

static void
check_compress(const struct comp_job *job, const uint8_t *out)
{
	const struct rte_comp_op *op = job->op;

	switch (op->status) {
	case RTE_COMP_OP_STATUS_SUCCESS:
		assert_int_equal(op->consumed, job->plain_len);
		check_compressed(job, out);
		break;
	case RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE:
		assert_true(job->room < comp_bound(job->plain_len));
		assert_true(op->consumed > 0 &&
			    op->consumed < job->plain_len);
		check_compressed(job, out);
		break;
	case RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED:
		/* Only where there is not even room for a few bytes. */
		assert_true(job->room < comp_bound(job->plain_len) &&
			    job->room < 64);
		assert_int_equal(op->consumed, 0);
		assert_int_equal(op->produced, 0);
		break;
	default:
		fail_msg("compress: status %d", op->status);
	}
}

static void
check_decompress(const struct comp_job *job, const uint8_t *out)
{
	const struct rte_comp_op *op = job->op;

	if (job->room < job->plain_len) {
		assert_int_equal(op->status,
			RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED);
		assert_int_equal(op->consumed, 0);
		assert_int_equal(op->produced, 0);
		return;
	}
	assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
	assert_int_equal(op->consumed, job->stream_len);
	assert_int_equal(op->produced, job->plain_len);
	assert_memory_equal(out, job->plain, job->plain_len);
	check_checksum(job, job->plain_len);
}

void
comp_job_check(struct comp_job *job)
{
	const struct rte_comp_op *op = job->op;
	uint8_t *dst = must_alloc(job->dst_len);
	uint32_t i;

	func_mbuf_read(op->m_dst, dst);
	for (i = 0; i < op->dst.offset; i++)
		assert_int_equal(dst[i], BLANK);
	assert_true(op->produced <= job->room);
	if (job->compress)
		check_compress(job, dst + op->dst.offset);
	else
		check_decompress(job, dst + op->dst.offset);
	free(dst);
}

void
comp_job_free(struct comp_job *job)
{
	uint8_t *src = must_alloc(job->src_len);

	func_mbuf_read(job->op->m_src, src);
	assert_memory_equal(src, job->src, job->src_len);
	free(src);
	assert_true(func_mbuf_free(job->op->m_src));
	assert_true(func_mbuf_free(job->op->m_dst));
	rte_comp_op_free(job->op);
	free(job->plain);
	free(job->src);
	memset(job, 0, sizeof(*job));
}
