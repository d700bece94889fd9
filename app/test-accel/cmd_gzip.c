/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Command gzip. Every chunk of the input becomes a member of its own, as
 * RFC 1952 allows: that needs no more than stateless ops, and several are in
 * flight.
 */

#include <rte_mbuf.h>
#include <zlib.h>

#include "gzip.h"

static int
write_member(struct gz_task *t, const struct rte_comp_op *op)
{
	const uint8_t *data = rte_pktmbuf_mtod(op->m_src, const uint8_t *);
	uint8_t header[GZ_HEADER_LEN], trailer[GZ_TRAILER_LEN];

	if (op->status != RTE_COMP_OP_STATUS_SUCCESS ||
	    op->consumed != op->src.length || op->produced > GZ_SEGMENT) {
		accel_error(t->files.prog, "%s: an op on %u bytes ended with status %d, %u bytes consumed, %u produced",
			    t->dev.name, op->src.length, op->status,
			    op->consumed, op->produced);
		return -1;
	}
	gz_header_write(header, op->produced);
	gz_put_le32(trailer, crc32(0, data, op->src.length));
	gz_put_le32(trailer + 4, op->src.length);
	if (gz_write(&t->files, header, sizeof(header)) != 0 ||
	    gz_write(&t->files, rte_pktmbuf_mtod(op->m_dst, void *),
		     op->produced) != 0)
		return -1;
	return gz_write(&t->files, trailer, sizeof(trailer));
}

/* A burst of chunks from pos on. @return bytes done, 0 after an error */
static size_t
gzip_burst(struct gz_task *t, size_t pos)
{
	struct rte_comp_op *ops[GZ_DEPTH];
	size_t len, start = pos;
	unsigned int i, n;
	int ret = 0;

	for (n = 0; n < GZ_DEPTH && pos < t->files.in_len; n++, pos += len) {
		len = RTE_MIN(t->files.in_len - pos, (size_t)GZ_CHUNK);
		ops[n] = gz_op(&t->dev, t->files.in + pos, len, GZ_SEGMENT);
		if (ops[n] == NULL)
			break;
	}
	if (n == 0) {
		accel_error(t->files.prog, "no buffers are left");
		return 0;
	}
	gz_do(&t->dev, ops, n);
	for (i = 0; i < n; i++) {
		ret = ret == 0 ? write_member(t, ops[i]) : ret;
		gz_op_free(ops[i]);
	}
	return ret == 0 ? pos - start : 0;
}

/*
 * A file without a byte is one member all the same. Its data are the end of a
 * block, two bytes that are always these: no device is asked for them, since
 * not every driver takes an op without data.
 */
static int
write_empty(struct gz_files *f)
{
	static const uint8_t data[] = { 3, 0 };
	static const uint8_t trailer[GZ_TRAILER_LEN];
	uint8_t header[GZ_HEADER_LEN];

	gz_header_write(header, sizeof(data));
	if (gz_write(f, header, sizeof(header)) != 0 ||
	    gz_write(f, data, sizeof(data)) != 0)
		return -1;
	return gz_write(f, trailer, sizeof(trailer));
}

static int
gzip_work(struct gz_task *t)
{
	size_t pos, n;

	if (t->files.in_len == 0)
		return write_empty(&t->files);
	for (pos = 0; pos < t->files.in_len; pos += n) {
		n = gzip_burst(t, pos);
		if (n == 0)
			return -1;
		gz_progress(&t->files, pos + n);
	}
	return 0;
}

static size_t
gzip_whole(const struct gz_files *f)
{
	(void)f;
	return GZ_CHUNK + GZ_SEGMENT;
}

int
accel_gzip(const struct accel_args *args)
{
	static const struct gz_command cmd = {
		.prog = "dpdk-test-accel gzip",
		.about = "Compresses a file into the format of gzip(1) on a compress device. FILE stays.\n"
			 "FILE.gz gets its mode and times. '-' is standard input, and standard output.",
		.output = "file to write; default FILE.gz, '-' if FILE is '-'",
		.compress = true,
		.whole = gzip_whole,
		.work = gzip_work,
	};

	return gz_run(&cmd, args);
}
