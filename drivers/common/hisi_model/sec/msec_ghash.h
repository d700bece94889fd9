/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_GHASH_H
#define MSEC_GHASH_H

/**
 * @file
 * SEC model: GHASH (SP 800-38D, 6.4), for what libcrypto 3.0 cannot do:
 * GCM with SM4, and GCM whose state goes through client memory. The table is
 * looked up by data, so that timing can tell of it; a device model may.
 */

#include <stddef.h>
#include <stdint.h>

/** Multiples of the hash subkey H by polynomials of degree below 4. */
struct msec_ghash_key {
	uint64_t hi[16];
	uint64_t lo[16];
	uint64_t back[16]; /**< Reduction of bits shifted out. */
};

/** Prepare for subkey h, 16 bytes. */
void msec_ghash_key_init(struct msec_ghash_key *key, const uint8_t *h);

/**
 * Take in bytes, the last block filled up with zeros.
 * @param y state, 16 bytes; all zero at the start
 */
void msec_ghash_update(const struct msec_ghash_key *key, uint8_t *y,
		       const uint8_t *p, size_t len);

/** Take in the block with the lengths, given in bytes. */
void msec_ghash_lengths(const struct msec_ghash_key *key, uint8_t *y,
			uint64_t aad_len, uint64_t data_len);

#endif /* MSEC_GHASH_H */
