/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Checksums of the formats, in the form that zlib has (zip.md 8.3). */

#include <zlib.h>

#include <hw/zip.h>

#include "zip_checksum.h"

/* zlib takes lengths as z_off_t. It has to hold the length of any stream. */
_Static_assert(sizeof(z_off_t) == sizeof(uint64_t),
	       "zlib's lengths have fewer than 64 bits");

static uint32_t
reverse_bits(uint32_t v)
{
	v = (v & 0x55555555U) << 1 | (v >> 1 & 0x55555555U);
	v = (v & 0x33333333U) << 2 | (v >> 2 & 0x33333333U);
	v = (v & 0x0f0f0f0fU) << 4 | (v >> 4 & 0x0f0f0f0fU);
	v = (v & 0x00ff00ffU) << 8 | (v >> 8 & 0x00ff00ffU);
	return v << 16 | v >> 16;
}

uint32_t
zip_checksum_init(uint32_t format)
{
	return format == HISI_ZIP_REQ_ZLIB ? 1 : 0;
}

uint32_t
zip_checksum_from_dword(uint32_t format, uint32_t dword)
{
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
		return dword;
	case HISI_ZIP_REQ_GZIP:
		/* The engine's register: inverted, in the other bit order. */
		return reverse_bits(~dword);
	default:
		return 0;
	}
}

uint32_t
zip_checksum_add(uint32_t format, uint32_t checksum, const uint8_t *p,
		 uint32_t n)
{
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
		return (uint32_t)adler32(checksum, p, n);
	case HISI_ZIP_REQ_GZIP:
		return (uint32_t)crc32(checksum, p, n);
	default:
		return 0;
	}
}

uint32_t
zip_checksum_join(uint32_t format, uint32_t first, uint32_t second,
		  uint64_t len)
{
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
		return (uint32_t)adler32_combine(first, second, (z_off_t)len);
	case HISI_ZIP_REQ_GZIP:
		return (uint32_t)crc32_combine(first, second, (z_off_t)len);
	default:
		return 0;
	}
}
