/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Command gunzip: any number of members of any size. A device with streams gets
 * a member piece by piece, a device without streams gets it in one op.
 */

#include <rte_mbuf.h>
#include <zlib.h>

#include "gzip.h"

/* Some devices need room beyond the data to find their end. */
#define SPARE_ROOM 256

/* A member: place in the file, and the output so far. */
struct member {
	size_t pos;
	uint32_t crc;
	uint32_t len;
	bool ended;
};

/* Write what an op has produced, segment by segment. */
static int
take_output(struct gz_task *t, struct member *m, const struct rte_comp_op *op)
{
	const struct rte_mbuf *seg = op->m_dst;
	uint32_t left = op->produced, n;
	const uint8_t *p;

	if (op->produced > op->m_dst->pkt_len || op->consumed > op->src.length) {
		accel_error(t->files.prog, "%s: an op of %u bytes with room for %u reports %u consumed, %u produced",
			    t->dev.name, op->src.length, op->m_dst->pkt_len,
			    op->consumed, op->produced);
		return -1;
	}
	for (; left > 0; left -= n, seg = seg->next) {
		n = RTE_MIN(left, seg->data_len);
		p = rte_pktmbuf_mtod(seg, const uint8_t *);
		m->crc = crc32(m->crc, p, n);
		if (gz_write(&t->files, p, n) != 0)
			return -1;
	}
	m->len += op->produced;
	return 0;
}

/* Whether the next bytes are the trailer for the output so far. */
static bool
at_trailer(const struct gz_task *t, const struct member *m)
{
	const uint8_t *p = t->files.in + m->pos;

	return t->files.in_len - m->pos >= GZ_TRAILER_LEN &&
	       gz_get_le32(p) == m->crc && gz_get_le32(p + 4) == m->len;
}

static int
take_piece(struct gz_task *t, struct member *m, const struct rte_comp_op *op,
	   bool full)
{
	if (!full && op->status != RTE_COMP_OP_STATUS_SUCCESS)
		return gz_damaged(&t->files, m->pos,
				  "damaged data from here on");
	if (take_output(t, m, op) != 0)
		return -1;
	if (full && op->produced == 0 && op->consumed == 0) {
		accel_error(t->files.prog, "%s: an op with room for %u bytes makes no progress",
			    t->dev.name, op->m_dst->pkt_len);
		return -1;
	}
	m->pos += op->consumed;
	/* compressdev does not say that a stream is over. Either input is
	 * left, or what follows shows it.
	 */
	m->ended = !full && (op->consumed < op->src.length ||
			     at_trailer(t, m));
	return 0;
}

/* The data of a member, piece by piece. */
static int
inflate_stream(struct gz_task *t, struct member *m)
{
	struct rte_comp_op *op;
	bool full = false;
	size_t len;
	int ret = 0;

	while (ret == 0 && !m->ended) {
		len = RTE_MIN(t->files.in_len - m->pos, (size_t)GZ_CHUNK);
		if (len == 0 && !full)
			return gz_damaged(&t->files, m->pos,
					  "the file ends within the data");
		op = gz_op(&t->dev, t->files.in + m->pos, len, GZ_SEGMENT);
		if (op == NULL) {
			accel_error(t->files.prog, "no buffers are left");
			return -1;
		}
		gz_do(&t->dev, &op, 1);
		full = op->status ==
		       RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE;
		ret = take_piece(t, m, op, full);
		gz_op_free(op);
		gz_progress(&t->files, m->pos);
	}
	return ret;
}

/* The data of a member in one op: up to its end, which has to be known. */
static int
inflate_whole(struct gz_task *t, const struct gz_header *h, struct member *m)
{
	const struct gz_files *f = &t->files;
	size_t end = h->end != 0 ? h->end : f->in_len;
	struct rte_comp_op *op;
	uint32_t room;
	int ret;

	if (end > f->in_len || end < h->data + GZ_TRAILER_LEN)
		return gz_damaged(f, f->in_len,
				  "the file ends within the data");
	end -= GZ_TRAILER_LEN;
	room = gz_get_le32(f->in + end + 4);
	op = end - h->data > UINT32_MAX || room > UINT32_MAX - SPARE_ROOM ?
	     NULL : gz_op(&t->dev, f->in + h->data, end - h->data,
			  room + SPARE_ROOM);
	if (op == NULL) {
		accel_error(f->prog, "%s: %s has no streams, and buffers for %zu bytes of data and the %u bytes that they are said to become cannot be had",
			    f->in_name, t->dev.name, end - h->data, room);
		return -1;
	}
	gz_do(&t->dev, &op, 1);
	/* Members that are alike have one trailer: the count tells them. */
	if (op->status == RTE_COMP_OP_STATUS_SUCCESS &&
	    op->consumed >= op->src.length)
		ret = take_output(t, m, op);
	else
		ret = gz_damaged(f, h->data, h->end != 0 ? "damaged data" :
			"damaged data, or several members or padding where no member tells its length, which takes a device with streams");
	gz_op_free(op);
	m->pos = end;
	gz_progress(&t->files, end);
	return ret;
}

static int
gunzip_member(struct gz_task *t, size_t *pos)
{
	const struct gz_files *f = &t->files;
	struct member m = { .crc = crc32(0, NULL, 0) };
	struct gz_header h;

	if (gz_header_read(f, *pos, &h) != 0)
		return -1;
	m.pos = h.data;
	if ((t->dev.stateful ? inflate_stream(t, &m) :
			       inflate_whole(t, &h, &m)) != 0)
		return -1;
	if (f->in_len - m.pos < GZ_TRAILER_LEN)
		return gz_damaged(f, f->in_len,
				  "the file ends within a trailer");
	if (gz_get_le32(f->in + m.pos) != m.crc)
		return gz_damaged(f, m.pos, "wrong checksum");
	if (gz_get_le32(f->in + m.pos + 4) != m.len)
		return gz_damaged(f, m.pos + 4, "wrong length");
	*pos = m.pos + GZ_TRAILER_LEN;
	return 0;
}

/* Tapes and disks fill their last block with zeros: padding behind a member. */
static bool
only_zeros(const struct gz_files *f, size_t pos)
{
	if (pos == 0)
		return false;
	while (pos < f->in_len && f->in[pos] == 0)
		pos++;
	return pos == f->in_len;
}

static int
gunzip_work(struct gz_task *t)
{
	size_t pos = 0;

	while (pos < t->files.in_len && !only_zeros(&t->files, pos))
		if (gunzip_member(t, &pos) != 0)
			return -1;
	return 0;
}

/* For devices without streams: a member that tells its length is short; a
 * member that does not has to be the only one.
 */
static size_t
gunzip_whole(const struct gz_files *f)
{
	struct gz_header h;

	if (f->in_len == 0) {
		accel_error(f->prog, "%s: the file is empty, which no gzip file is",
			    f->in_name);
		return 0;
	}
	if (gz_header_read(f, 0, &h) != 0)
		return 0;
	if (h.end != 0 || f->in_len < GZ_TRAILER_LEN)
		return 2 * (UINT16_MAX + 1) + SPARE_ROOM;
	return f->in_len + gz_get_le32(f->in + f->in_len - 4) + SPARE_ROOM;
}

int
accel_gunzip(const struct accel_args *args)
{
	static const struct gz_command cmd = {
		.prog = "dpdk-test-accel gunzip",
		.about = "Decompresses a file of gzip(1) on a compress device. FILE stays, the output gets\n"
			 "its mode and times. '-' is standard input, and standard output.",
		.output = "file to write; default FILE without .gz, '-' if FILE is '-'",
		.whole = gunzip_whole,
		.work = gunzip_work,
	};

	return gz_run(&cmd, args);
}
