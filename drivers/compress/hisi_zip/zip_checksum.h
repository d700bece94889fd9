/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_CHECKSUM_H
#define ZIP_CHECKSUM_H

/** @file Checksums of the formats, in the form that zlib has (zip.md 8.3). */

#include <stdint.h>

/** Checksum of no data; 0 for raw DEFLATE, which has none. */
uint32_t zip_checksum_init(uint32_t format);

/** The checksum that is in dword 31 of a completed descriptor. */
uint32_t zip_checksum_from_dword(uint32_t format, uint32_t dword);

/** Continue a checksum over n bytes that no engine has seen. */
uint32_t zip_checksum_add(uint32_t format, uint32_t checksum,
			  const uint8_t *p, uint32_t n);

/**
 * Checksum of two pieces of data that follow one another.
 * @param len bytes of the second piece, at most INT64_MAX. A stream may put
 *   more than 4 GiB behind a full flush, so 32 bits are not enough.
 */
uint32_t zip_checksum_join(uint32_t format, uint32_t first, uint32_t second,
			   uint64_t len);

#endif /* ZIP_CHECKSUM_H */
