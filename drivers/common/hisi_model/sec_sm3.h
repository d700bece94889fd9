/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_SM3_H
#define MODEL_SEC_SM3_H

/**
 * @file
 * SEC model: SM3 (GB/T 32905-2016). libcrypto has it behind EVP only, where
 * the chaining value cannot be had or set.
 */

#include <stddef.h>
#include <stdint.h>

#define SEC_SM3_BLOCK 64
#define SEC_SM3_DIGEST 32

/** A message being hashed. */
struct sec_sm3 {
	uint32_t h[8];
	uint64_t bits;  /**< Of message so far; tells padding the length. */
	uint32_t num;   /**< Bytes waiting in buf. */
	uint8_t buf[SEC_SM3_BLOCK];
};

/** Start a message. */
void sec_sm3_init(struct sec_sm3 *c);

/** Add message bytes. */
void sec_sm3_update(struct sec_sm3 *c, const uint8_t *p, size_t len);

/** Pad, and give the digest: SEC_SM3_DIGEST bytes. */
void sec_sm3_final(struct sec_sm3 *c, uint8_t *digest);

#endif /* MODEL_SEC_SM3_H */
