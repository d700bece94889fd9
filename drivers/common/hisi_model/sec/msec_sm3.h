/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_SM3_H
#define MSEC_SM3_H

/**
 * @file
 * SEC model: SM3 (GB/T 32905-2016). libcrypto has it behind EVP only, where
 * the chaining value cannot be had or set.
 */

#include <stddef.h>
#include <stdint.h>

#define MSEC_SM3_BLOCK 64
#define MSEC_SM3_DIGEST 32

/** A message being hashed. */
struct msec_sm3 {
	uint32_t h[8];
	uint64_t bits;  /**< Of message so far; tells padding the length. */
	uint32_t num;   /**< Bytes waiting in buf. */
	uint8_t buf[MSEC_SM3_BLOCK];
};

/** Start a message. */
void msec_sm3_init(struct msec_sm3 *c);

/** Add message bytes. */
void msec_sm3_update(struct msec_sm3 *c, const uint8_t *p, size_t len);

/** Pad, and give the digest: MSEC_SM3_DIGEST bytes. */
void msec_sm3_final(struct msec_sm3 *c, uint8_t *digest);

#endif /* MSEC_SM3_H */
