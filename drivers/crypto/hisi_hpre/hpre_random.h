/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_RANDOM_H
#define HPRE_RANDOM_H

/** @file Random numbers of libcrypto, fetched many at a time. */

#include <stddef.h>
#include <stdint.h>

/** Bytes fetched at once, so that an op does not have to ask for them. */
#define HPRE_RANDOM_POOL 4096

/** Random bytes at hand; used ones are wiped. For one thread at a time. */
struct hpre_random {
	uint32_t left;
	uint8_t pool[HPRE_RANDOM_POOL];
};

/** Random bytes. @return 0, or -EIO if libcrypto has none */
int hpre_random_bytes(struct hpre_random *r, uint8_t *out, size_t len);

/** Random bytes other than 0. @return as hpre_random_bytes() */
int hpre_random_nonzero(struct hpre_random *r, uint8_t *out, size_t len);

/**
 * A number drawn uniformly from 1 to max - 1: candidates of max's length in
 * bits are drawn until one is in range, so none is more likely than another.
 * @param out receives slot bytes
 * @param max a public number of slot bytes, at least 2
 * @return as hpre_random_bytes()
 */
int hpre_random_below(struct hpre_random *r, uint8_t *out, const uint8_t *max,
		      size_t slot);

#endif /* HPRE_RANDOM_H */
