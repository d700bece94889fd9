/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Checksums that the compression driver computes itself, for lengths that a
 * test cannot put through a device.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <zlib.h>

#include <hw/zip.h>

#include "zip_checksum.h"

#define ADLER_BASE 65521U

static const uint64_t lengths[] = {
	0, 1, 65520, 65521, UINT32_MAX, 1ULL << 32, (1ULL << 32) + 1,
	5ULL << 30, 12345678901ULL, 1ULL << 40,
};

/* Data that zlib can look at itself. */
static void
short_pieces(void **state)
{
	uint8_t data[3000];
	size_t i, cut;

	(void)state;
	for (i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)(i * 7 + i / 13);
	for (cut = 0; cut <= sizeof(data); cut += 250) {
		size_t n = sizeof(data) - cut;

		assert_int_equal(zip_checksum_join(HISI_ZIP_REQ_ZLIB,
				adler32(1, data, cut),
				adler32(1, data + cut, n), n),
			adler32(1, data, sizeof(data)));
		assert_int_equal(zip_checksum_join(HISI_ZIP_REQ_GZIP,
				crc32(0, data, cut),
				crc32(0, data + cut, n), n),
			crc32(0, data, sizeof(data)));
	}
}

/*
 * Adler-32 of n zero bytes by its definition: the low half stays, the high
 * half grows by the low half with each byte.
 */
static uint32_t
adler_zeros(uint32_t adler, uint64_t n)
{
	uint32_t low = adler & 0xffff, high = adler >> 16;

	high = (high + n % ADLER_BASE * low) % ADLER_BASE;
	return high << 16 | low;
}

static void
long_adler32(void **state)
{
	const uint32_t first = adler32(1, (const uint8_t *)"first", 5);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		assert_int_equal(zip_checksum_join(HISI_ZIP_REQ_ZLIB, first,
						   adler_zeros(1, lengths[i]),
						   lengths[i]),
				 adler_zeros(first, lengths[i]));
}

/* Three pieces give the same sum whichever two are joined first. */
static void
long_crc32(void **state)
{
	const uint32_t a = 0x12345678, b = 0x9abcdef0, c = 0x0f1e2d3c;
	const uint64_t n = 3ULL << 30;
	uint32_t left, right;

	(void)state;
	left = zip_checksum_join(HISI_ZIP_REQ_GZIP, a, b, n);
	left = zip_checksum_join(HISI_ZIP_REQ_GZIP, left, c, n);
	right = zip_checksum_join(HISI_ZIP_REQ_GZIP, b, c, n);
	right = zip_checksum_join(HISI_ZIP_REQ_GZIP, a, right, 2 * n);
	assert_int_equal(left, right);
}

/* zlib's own functions with lengths of 64 bits. */
static void
like_zlib(void **state)
{
	const uint32_t a = 0x12345678, b = 0x1abcdef0;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		z_off_t n = (z_off_t)lengths[i];

		assert_int_equal(zip_checksum_join(HISI_ZIP_REQ_ZLIB, a, b,
						   lengths[i]),
				 adler32_combine(a, b, n));
		assert_int_equal(zip_checksum_join(HISI_ZIP_REQ_GZIP, a, b,
						   lengths[i]),
				 crc32_combine(a, b, n));
	}
}

/* Raw DEFLATE has no checksum. */
static void
none(void **state)
{
	(void)state;
	assert_int_equal(zip_checksum_join(HISI_ZIP_REQ_DEFLATE, 1, 2,
					   5ULL << 30), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_pieces),
		cmocka_unit_test(long_adler32),
		cmocka_unit_test(long_crc32),
		cmocka_unit_test(like_zlib),
		cmocka_unit_test(none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
