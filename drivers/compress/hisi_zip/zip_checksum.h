/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_CHECKSUM_H
#define ZIP_CHECKSUM_H

/** @file Checksums of the formats as software knows them (zip.md 8.3). */

#include <stdint.h>

#include "zip_chain.h"

/** Checksum of no data; 0 for raw DEFLATE, which has none. */
uint32_t zip_checksum_init(uint32_t format);

/** The checksum that dword 31 of a completed descriptor stands for. */
uint32_t zip_checksum_from_dword(uint32_t format, uint32_t dword);

/** Continue a checksum over n bytes; for the few that no engine has seen. */
uint32_t zip_checksum_add(uint32_t format, uint32_t checksum,
			  const uint8_t *p, uint32_t n);

/** Continue an Adler-32 over n bytes of a chain, which must have them. */
uint32_t zip_adler_add_chain(uint32_t adler, struct rte_mbuf *m,
			     uint32_t offset, uint32_t n);

#endif /* ZIP_CHECKSUM_H */
