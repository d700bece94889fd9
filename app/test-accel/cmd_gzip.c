/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Command gzip, and what it shares with gunzip. Every chunk of the input
 * becomes a member of its own, as RFC 1952 allows: that needs no more than
 * stateless ops, and several are in flight.
 */

#include <string.h>

#include <rte_mbuf.h>
#include <zlib.h>

#include "gzip.h"

#define SUFFIX ".gz"

/* RFC 1952, 2.3: DEFLATE, no name, no time, Unix. */
static const uint8_t header[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3 };

static void
put_le32(uint8_t *p, uint32_t v)
{
	p[0] = v;
	p[1] = v >> 8;
	p[2] = v >> 16;
	p[3] = v >> 24;
}

static int
write_member(struct gz_task *t, const struct rte_comp_op *op)
{
	const uint8_t *data = rte_pktmbuf_mtod(op->m_src, const uint8_t *);
	uint8_t trailer[GZ_TRAILER_LEN];

	if (op->status != RTE_COMP_OP_STATUS_SUCCESS ||
	    op->consumed != op->src.length || op->produced > GZ_ROOM) {
		accel_error(t->files.prog, "%s: an op on %u bytes ended with status %d, %u bytes consumed, %u produced",
			    t->dev.name, op->src.length, op->status,
			    op->consumed, op->produced);
		return -1;
	}
	put_le32(trailer, crc32(0, data, op->src.length));
	put_le32(trailer + 4, op->src.length);
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
	struct rte_comp_op *ops[GZ_DEPTH], *back[GZ_DEPTH];
	size_t len, start = pos;
	unsigned int i, n;
	int ret = 0;

	for (n = 0; n < GZ_DEPTH && pos < t->files.in_len; n++, pos += len) {
		len = RTE_MIN(t->files.in_len - pos, (size_t)GZ_CHUNK);
		ops[n] = gz_op(&t->dev, t->files.in + pos, len);
		if (ops[n] == NULL)
			break;
	}
	if (n == 0) {
		accel_error(t->files.prog, "no buffers");
		return 0;
	}
	if (!gz_enqueue(&t->dev, ops, n) || !gz_dequeue(&t->dev, back, n)) {
		/* What is in flight must not be freed. */
		accel_error(t->files.prog, "%s: ops did not come back within 10 s",
			    t->dev.name);
		return 0;
	}
	/* compressdev does not promise their order; ours are as sent. */
	for (i = 0; i < n; i++)
		ret = ret == 0 ? write_member(t, ops[i]) : ret;
	for (i = 0; i < n; i++)
		gz_op_free(ops[i]);
	return ret == 0 ? pos - start : 0;
}

static int
gzip_work(struct gz_task *t)
{
	size_t pos, n;

	for (pos = 0; pos < t->files.in_len; pos += n) {
		n = gzip_burst(t, pos);
		if (n == 0)
			return -1;
		gz_progress(&t->files, pos + n);
	}
	return 0;
}

int
accel_gzip(const struct accel_args *args)
{
	return gz_command(args, true, gzip_work);
}

static const char *
output_name(const char *prog, const char *in, bool compress, char *buf,
	    size_t size)
{
	size_t len = strlen(in), cut = strlen(SUFFIX);

	if (compress) {
		snprintf(buf, size, "%s" SUFFIX, in);
		return buf;
	}
	if (len <= cut || strcmp(in + len - cut, SUFFIX) != 0) {
		accel_usage_error(prog, "'%s' does not end in " SUFFIX "; say with --output what to write",
				  in);
		return NULL;
	}
	snprintf(buf, size, "%.*s", (int)(len - cut), in);
	return buf;
}

static int
gz_run(struct gz_task *t, const char *prog, const char *in, const char *out,
       const char *device, bool compress, int (*work)(struct gz_task *t))
{
	int ret = ACCEL_FAILED;

	memset(&t->dev, 0, sizeof(t->dev));
	if (gz_files_open(&t->files, prog, in, out) == 0 &&
	    gz_device_open(&t->dev, prog, device, compress) == 0 &&
	    work(t) == 0 && gz_files_finish(&t->files) == 0)
		ret = ACCEL_OK;
	gz_device_close(&t->dev);
	gz_files_close(&t->files);
	return ret;
}

int
gz_command(const struct accel_args *args, bool compress,
	   int (*work)(struct gz_task *t))
{
	const char *in = NULL, *out = NULL, *device = NULL;
	const struct accel_option options[] = {
		{ .name = "output", .value = "FILE", .text = &out,
		  .help = compress ? "file to write; default FILE.gz" :
				     "file to write; default FILE without .gz" },
		{ .name = "device", .value = "NAME", .text = &device,
		  .help = "compress device; default the first" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = compress ? "dpdk-test-accel gzip" :
				   "dpdk-test-accel gunzip",
		.synopsis = "FILE [options] -- EAL options",
		.about = compress ?
			"Compresses a file into the format of gzip(1) on a compress device. FILE stays." :
			"Decompresses a file of gzip(1) on a compress device. FILE stays.",
		.options = options,
	};
	int skip = args->argc > 0 && args->argv[0][0] != '-';
	static struct gz_task task;
	char name[4096];
	bool help;
	FILE *stream;
	int ret = accel_options_parse(&usage, args->argc - skip,
				      args->argv + skip, &help);

	if (ret != ACCEL_OK || help)
		return ret;
	if (!skip)
		return accel_usage_error(usage.prog, "no FILE is given");
	in = args->argv[0];
	if (out == NULL)
		out = output_name(usage.prog, in, compress, name,
				  sizeof(name));
	if (out == NULL)
		return ACCEL_USAGE;
	if (accel_eal_start(usage.prog, args, false, &stream) != 0)
		return ACCEL_FAILED;
	ret = gz_run(&task, usage.prog, in, out, device, compress, work);
	accel_eal_stop(stream);
	return ret;
}
