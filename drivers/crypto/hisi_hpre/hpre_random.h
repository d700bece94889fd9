/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_RANDOM_H
#define HPRE_RANDOM_H

/** @file Random numbers of libcrypto, fetched in advance. */

#include <stddef.h>
#include <stdint.h>

/** Bytes fetched at once, so that few ops have to wait for libcrypto. */
#define HPRE_RANDOM_POOL 4096

/** Random bytes in stock; used ones are wiped. One thread at a time may use it. */
struct hpre_random {
	uint32_t left;
	uint8_t pool[HPRE_RANDOM_POOL];
};

/** Random bytes. @return 0, or -EIO if libcrypto has none */
int hpre_random_bytes(struct hpre_random *r, uint8_t *out, size_t len);

/** Random bytes other than 0. @return as hpre_random_bytes() */
int hpre_random_nonzero(struct hpre_random *r, uint8_t *out, size_t len);

/**
 * Draw a number from 1 to max - 1, all equally likely: candidates with as many
 * bits as max are drawn until one is in range.
 * @param out receives slot bytes
 * @param max a public number of slot bytes, at least 2
 * @return as hpre_random_bytes()
 */
int hpre_random_below(struct hpre_random *r, uint8_t *out, const uint8_t *max,
		      size_t slot);

#endif /* HPRE_RANDOM_H */
