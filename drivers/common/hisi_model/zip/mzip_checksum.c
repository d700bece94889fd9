/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Checksums and trailers of the ZIP formats (zip.md 8). */

#include <string.h>

#include "mzip_engine.h"

uint32_t
mzip_reverse32(uint32_t v)
{
	v = (v & 0x55555555U) << 1 | (v >> 1 & 0x55555555U);
	v = (v & 0x33333333U) << 2 | (v >> 2 & 0x33333333U);
	v = (v & 0x0f0f0f0fU) << 4 | (v >> 4 & 0x0f0f0f0fU);
	return __builtin_bswap32(v);
}

uint32_t
mzip_sum_init(uint32_t format)
{
	return format == HISI_ZIP_REQ_ZLIB ? 1 : 0;
}

#if MZIP_ISAL_OVERREAD == 0
#define adler32 isal_adler32
#else
/* The library's, kept from reading behind the end. */
static uint32_t
adler32(uint32_t checksum, const uint8_t *p, size_t len)
{
	uint8_t end[2 * MZIP_ISAL_OVERREAD];
	size_t n = len < MZIP_ISAL_OVERREAD ? len : MZIP_ISAL_OVERREAD;

	if (len > n)
		checksum = isal_adler32(checksum, p, len - n);
	memcpy(end, p + len - n, n);
	memset(end + n, 0, sizeof(end) - n);
	return isal_adler32(checksum, end, n);
}
#endif

uint32_t
mzip_sum(uint32_t format, uint32_t checksum, const uint8_t *p, size_t len)
{
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
		return adler32(checksum, p, len);
	case HISI_ZIP_REQ_GZIP:
		return crc32_gzip_refl(checksum, p, len);
	}
	return 0;
}

/* The gzip dword is the raw register; the map is its own inverse. */
uint32_t
mzip_sum_to_dword(uint32_t format, uint32_t checksum)
{
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
		return checksum;
	case HISI_ZIP_REQ_GZIP:
		return mzip_reverse32(~checksum);
	}
	/* Undefined for raw deflate (18, question 10). */
	return 0;
}

uint32_t
mzip_sum_from_dword(uint32_t format, uint32_t dword)
{
	return mzip_sum_to_dword(format, dword);
}

uint32_t
mzip_trailer_len(uint32_t format)
{
	switch (format) {
	case HISI_ZIP_REQ_ZLIB:
		return 4;
	case HISI_ZIP_REQ_GZIP:
		return 8;
	}
	return 0;
}

void
mzip_trailer_write(uint32_t format, uint32_t checksum, uint32_t isize,
		   uint8_t *p)
{
	uint32_t big = __builtin_bswap32(checksum);

	if (format == HISI_ZIP_REQ_ZLIB) {
		memcpy(p, &big, sizeof(big));
	} else if (format == HISI_ZIP_REQ_GZIP) {
		memcpy(p, &checksum, sizeof(checksum));
		memcpy(p + sizeof(checksum), &isize, sizeof(isize));
	}
}

bool
mzip_trailer_ok(uint32_t format, uint32_t checksum, uint32_t isize,
		const uint8_t *p)
{
	uint8_t want[8];

	mzip_trailer_write(format, checksum, isize, want);
	return memcmp(p, want, mzip_trailer_len(format)) == 0;
}
