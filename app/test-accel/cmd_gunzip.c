/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command gunzip: members of any number and size (RFC 1952). */

#include <string.h>

#include <rte_mbuf.h>
#include <zlib.h>

#include "gzip.h"

#define FIXED_LEN 10
#define FLAG_HCRC 0x02
#define FLAG_EXTRA 0x04
#define FLAG_NAME 0x08
#define FLAG_COMMENT 0x10
#define FLAGS_RESERVED 0xe0

/* Where in the file, and what was written of the member. */
struct member {
	size_t pos;
	uint32_t crc;
	uint32_t len;
	bool ended;
};

static uint32_t
get_le32(const uint8_t *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

static int
damaged(const struct gz_task *t, size_t pos, const char *what)
{
	accel_error(t->files.prog, "%s: %s at byte %zu", t->files.in_name,
		    what, pos);
	return -1;
}

/* Skip text up to its 0. @return 0 at the end of the file */
static size_t
skip_text(const struct gz_files *f, size_t pos)
{
	const uint8_t *end = pos >= f->in_len ? NULL :
			     memchr(f->in + pos, 0, f->in_len - pos);

	return end == NULL ? 0 : (size_t)(end - f->in) + 1;
}

/* Skip a header (2.3). @return where the data begins, 0 after an error */
static size_t
header(const struct gz_task *t, size_t pos)
{
	const struct gz_files *f = &t->files;
	const uint8_t *p = f->in + pos;
	size_t at = pos + FIXED_LEN;
	uint8_t flags;

	if (f->in_len - pos < 2 || p[0] != 0x1f || p[1] != 0x8b)
		return damaged(t, pos, "no gzip header (wrong magic)"), 0;
	if (f->in_len - pos < FIXED_LEN)
		return damaged(t, f->in_len, "the file ends in a header"), 0;
	if (p[2] != 8)
		return damaged(t, pos + 2, "not compressed with DEFLATE"), 0;
	flags = p[3];
	if (flags & FLAGS_RESERVED)
		return damaged(t, pos + 3, "unknown flags"), 0;
	if (flags & FLAG_EXTRA)
		at = f->in_len - at < 2 ? 0 :
		     at + 2 + f->in[at] + (f->in[at + 1] << 8);
	if (at != 0 && (flags & FLAG_NAME))
		at = skip_text(f, at);
	if (at != 0 && (flags & FLAG_COMMENT))
		at = skip_text(f, at);
	if (at != 0 && (flags & FLAG_HCRC))
		at += 2;
	if (at == 0 || at >= f->in_len)
		return damaged(t, f->in_len, "the file ends in a header"), 0;
	return at;
}

/* Whether what follows is the trailer of what came so far. */
static bool
at_trailer(const struct gz_task *t, const struct member *m)
{
	const uint8_t *p = t->files.in + m->pos;

	return t->files.in_len - m->pos >= GZ_TRAILER_LEN &&
	       get_le32(p) == m->crc && get_le32(p + 4) == m->len;
}

static int
take_result(struct gz_task *t, struct member *m, struct rte_comp_op *op)
{
	const uint8_t *out = rte_pktmbuf_mtod(op->m_dst, const uint8_t *);
	bool full = op->status ==
		    RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE;

	if (!full && op->status != RTE_COMP_OP_STATUS_SUCCESS)
		return damaged(t, m->pos, "damaged data, found from");
	if (op->produced > GZ_ROOM || op->consumed > op->src.length ||
	    (full && op->produced == 0 && op->consumed == 0)) {
		accel_error(t->files.prog, "%s: an op reports counts that cannot be",
			    t->dev.name);
		return -1;
	}
	m->pos += op->consumed;
	m->crc = crc32(m->crc, out, op->produced);
	m->len += op->produced;
	/* compressdev does not say that a stream is over. Either input is
	 * left, or what follows shows it.
	 */
	m->ended = !full && (op->consumed < op->src.length ||
			     at_trailer(t, m));
	return gz_write(&t->files, out, op->produced);
}

/* The data of a member. */
static int
inflate_member(struct gz_task *t, struct member *m)
{
	struct rte_comp_op *op, *back;
	bool more = false;
	size_t len;
	int ret;

	while (!m->ended) {
		len = RTE_MIN(t->files.in_len - m->pos, (size_t)GZ_CHUNK);
		if (len == 0 && !more)
			return damaged(t, m->pos, "the file ends too early,");
		op = gz_op(&t->dev, t->files.in + m->pos, len);
		if (op == NULL) {
			accel_error(t->files.prog, "no buffers");
			return -1;
		}
		if (!gz_enqueue(&t->dev, &op, 1) ||
		    !gz_dequeue(&t->dev, &back, 1)) {
			/* What is in flight must not be freed. */
			accel_error(t->files.prog, "%s: an op did not come back within 10 s",
				    t->dev.name);
			return -1;
		}
		more = op->status ==
		       RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE;
		ret = take_result(t, m, op);
		gz_op_free(op);
		if (ret != 0)
			return ret;
		gz_progress(&t->files, m->pos);
	}
	return 0;
}

static int
gunzip_work(struct gz_task *t)
{
	const struct gz_files *f = &t->files;
	struct member m = { .pos = 0 };

	while (m.pos < f->in_len) {
		m.pos = header(t, m.pos);
		if (m.pos == 0)
			return -1;
		m.crc = crc32(0, NULL, 0);
		m.len = 0;
		m.ended = false;
		if (inflate_member(t, &m) != 0)
			return -1;
		if (f->in_len - m.pos < GZ_TRAILER_LEN)
			return damaged(t, f->in_len,
				       "the file ends in a trailer,");
		if (get_le32(f->in + m.pos) != m.crc)
			return damaged(t, m.pos, "wrong checksum");
		if (get_le32(f->in + m.pos + 4) != m.len)
			return damaged(t, m.pos + 4, "wrong length");
		m.pos += GZ_TRAILER_LEN;
	}
	return 0;
}

int
accel_gunzip(const struct accel_args *args)
{
	return gz_command(args, false, gunzip_work);
}
