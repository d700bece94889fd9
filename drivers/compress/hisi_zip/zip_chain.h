/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_CHAIN_H
#define ZIP_CHAIN_H

/** @file A place in an mbuf chain, and moving data from and to it. */

#include <stdbool.h>

#include <rte_mbuf.h>

/** A place in a chain; behind the last byte m is NULL. */
struct zip_place {
	struct rte_mbuf *m;
	uint32_t offset; /**< In m, less than its data_len. */
};

/**
 * Go to a byte of a chain. Walks each segment once, up to offset + len.
 * @return whether the chain has at least offset + len bytes
 */
bool zip_place_set(struct zip_place *p, struct rte_mbuf *m, uint32_t offset,
		   uint32_t len);

/** Bytes from the place to the end of its segment. */
static inline uint32_t
zip_place_run(const struct zip_place *p)
{
	return p->m == NULL ? 0 : p->m->data_len - p->offset;
}

/** Address of the place, which must not be behind the last byte. */
static inline uint8_t *
zip_place_addr(const struct zip_place *p)
{
	return rte_pktmbuf_mtod_offset(p->m, uint8_t *, p->offset);
}

/** Move on by n bytes, which the chain must have. */
void zip_place_skip(struct zip_place *p, uint32_t n);

/** Copy n bytes from the chain, which must have them. The place stays. */
void zip_place_read(const struct zip_place *p, uint8_t *out, uint32_t n);

/** Copy n bytes to the chain, which must have room, and move on. */
void zip_place_write(struct zip_place *p, const uint8_t *in, uint32_t n);

#endif /* ZIP_CHAIN_H */
