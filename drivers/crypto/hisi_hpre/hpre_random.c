/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Random numbers of libcrypto, fetched many at a time. */

#include <errno.h>

#include <openssl/rand.h>

#include <rte_bitops.h>
#include <rte_common.h>

#include <hisi_compat.h>

#include "hpre_operand.h"
#include "hpre_random.h"

/*
 * After so many useless candidates in a row the generator is broken: a number is
 * in range with a probability above 1/2, a byte is not 0 with 255/256.
 */
#define MAX_DRAWS 256

static int
refill(struct hpre_random *r)
{
	/* Nonces and keys come from here: the private generator. */
	if (RAND_priv_bytes(r->pool, sizeof(r->pool)) != 1)
		return -EIO;
	r->left = sizeof(r->pool);
	return 0;
}

int
hpre_random_bytes(struct hpre_random *r, uint8_t *out, size_t len)
{
	size_t n;

	for (; len > 0; len -= n, out += n) {
		if (r->left == 0 && refill(r) != 0)
			return -EIO;
		n = RTE_MIN(len, (size_t)r->left);
		r->left -= n;
		memcpy(out, r->pool + r->left, n);
		hisi_memzero(r->pool + r->left, n);
	}
	return 0;
}

int
hpre_random_nonzero(struct hpre_random *r, uint8_t *out, size_t len)
{
	int zeros = 0;

	while (len > 0) {
		if (zeros == MAX_DRAWS || (r->left == 0 && refill(r) != 0))
			return -EIO;
		*out = r->pool[--r->left];
		r->pool[r->left] = 0;
		if (*out == 0) {
			zeros++;
			continue;
		}
		zeros = 0;
		out++;
		len--;
	}
	return 0;
}

int
hpre_random_below(struct hpre_random *r, uint8_t *out, const uint8_t *max,
		  size_t slot)
{
	size_t skip = 0;
	uint8_t mask;
	int i;

	while (skip < slot - 1 && max[skip] == 0)
		skip++;
	mask = (1U << rte_fls_u32(max[skip])) - 1;
	memset(out, 0, skip);
	for (i = 0; i < MAX_DRAWS; i++) {
		if (hpre_random_bytes(r, out + skip, slot - skip) != 0)
			break;
		out[skip] &= mask;
		if (hpre_less(out, max, slot) && !hpre_is_zero(out, slot))
			return 0;
	}
	hisi_memzero(out, slot);
	return -EIO;
}
