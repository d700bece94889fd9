/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: headers of members (RFC 1952, 2.3). */

#include <string.h>

#include <zlib.h>

#include "gzip.h"

#define FIXED_LEN 10
#define FLAG_HCRC 0x02
#define FLAG_EXTRA 0x04
#define FLAG_NAME 0x08
#define FLAG_COMMENT 0x10
#define FLAGS_RESERVED 0xe0
#define HCRC_LEN 2
/* The extra field: its length, "BC", 2 bytes of value. */
#define EXTRA_LEN 6

uint32_t
gz_get_le32(const uint8_t *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
}

void
gz_put_le32(uint8_t *p, uint32_t v)
{
	p[0] = v;
	p[1] = v >> 8;
	p[2] = v >> 16;
	p[3] = v >> 24;
}

int
gz_damaged(const struct gz_files *f, size_t pos, const char *what)
{
	accel_error(f->prog, "%s: byte %zu of %zu: %s", f->in_name, pos,
		    f->in_len, what);
	return -1;
}

void
gz_header_write(uint8_t h[GZ_HEADER_LEN], uint32_t data_len)
{
	/* DEFLATE, an extra field, no time, Unix. */
	static const uint8_t start[] = { 0x1f, 0x8b, 8, FLAG_EXTRA,
					 0, 0, 0, 0, 0, 3,
					 EXTRA_LEN, 0, 'B', 'C', 2, 0 };
	/* The field holds the length of the member less one. */
	uint32_t len = GZ_HEADER_LEN + data_len + GZ_TRAILER_LEN - 1;

	memcpy(h, start, sizeof(start));
	h[GZ_HEADER_LEN - 2] = len;
	h[GZ_HEADER_LEN - 1] = len >> 8;
}

/* Look for the length of the member at pos in an extra field. */
static void
read_extra(size_t pos, const uint8_t *p, size_t len, struct gz_header *h)
{
	size_t field;

	for (; len >= 4; p += field, len -= field) {
		field = 4 + (p[2] | p[3] << 8);
		if (field > len)
			return;
		if (p[0] == 'B' && p[1] == 'C' && field == EXTRA_LEN)
			h->end = pos + (p[4] | p[5] << 8) + 1;
	}
}

/* Skip an extra field. @return where it ends, 0 if the file ends before */
static size_t
skip_extra(const struct gz_files *f, size_t pos, struct gz_header *h)
{
	size_t at = h->data + 2, len;

	if (at > f->in_len)
		return 0;
	len = f->in[at - 2] | f->in[at - 1] << 8;
	if (len > f->in_len - at)
		return 0;
	read_extra(pos, f->in + at, len, h);
	return at + len;
}

/* The low half of the CRC32 of all that is in front of it. */
static bool
header_crc_ok(const struct gz_files *f, size_t pos, size_t end)
{
	uint32_t crc = crc32_z(crc32(0, NULL, 0), f->in + pos, end - pos);

	return (crc & 0xff) == f->in[end] &&
	       (crc >> 8 & 0xff) == f->in[end + 1];
}

/* Skip text up to its 0. @return where it ends, 0 if the file ends before */
static size_t
skip_text(const struct gz_files *f, size_t pos)
{
	const uint8_t *end = memchr(f->in + pos, 0, f->in_len - pos);

	return end == NULL ? 0 : (size_t)(end - f->in) + 1;
}

int
gz_header_read(const struct gz_files *f, size_t pos, struct gz_header *h)
{
	static const char cut[] = "the file ends within a header";
	const uint8_t *p = f->in + pos;
	size_t left = f->in_len - pos;

	if (left < 2 || p[0] != 0x1f || p[1] != 0x8b)
		return gz_damaged(f, pos, pos == 0 ?
			"not a gzip file (wrong magic)" :
			"neither the end nor another gzip header follows (wrong magic)");
	if (left < FIXED_LEN)
		return gz_damaged(f, f->in_len, cut);
	if (p[2] != 8)
		return gz_damaged(f, pos + 2, "the method is not DEFLATE");
	if (p[3] & FLAGS_RESERVED)
		return gz_damaged(f, pos + 3, "unknown flags");
	h->data = pos + FIXED_LEN;
	h->end = 0;
	if (p[3] & FLAG_EXTRA)
		h->data = skip_extra(f, pos, h);
	if (h->data != 0 && (p[3] & FLAG_NAME))
		h->data = skip_text(f, h->data);
	if (h->data != 0 && (p[3] & FLAG_COMMENT))
		h->data = skip_text(f, h->data);
	if (h->data != 0 && (p[3] & FLAG_HCRC))
		h->data += HCRC_LEN;
	if (h->data == 0 || h->data >= f->in_len)
		return gz_damaged(f, f->in_len, cut);
	if ((p[3] & FLAG_HCRC) && !header_crc_ok(f, pos, h->data - HCRC_LEN))
		return gz_damaged(f, h->data - HCRC_LEN,
				  "wrong checksum of the header");
	return 0;
}
