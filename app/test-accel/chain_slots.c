/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Memory of the chain: mbufs, ops, slots. */

#include <string.h>

#include <rte_compressdev.h>
#include <rte_cryptodev.h>
#include <rte_lcore.h>
#include <rte_malloc.h>

#include "accel.h"
#include "chain.h"

/* Per slot the received packet, its copy and the one that leaves; beside
 * them what the rings of two ports hold.
 */
#define NB_MBUFS (3 * CHAIN_SLOTS + 4 * 512 - 1)
#define OP_PRIVATE 64
/* One per slot; a pool wants a power of two less one. */
#define NB_OPS (2 * CHAIN_SLOTS - 1)

static bool
make_pools(struct chain *c)
{
	int socket = rte_socket_id();

	c->mbufs = rte_pktmbuf_pool_create("chain_mbufs", NB_MBUFS, 0, 0,
			RTE_MBUF_DEFAULT_BUF_SIZE, socket);
	c->asym_ops = rte_crypto_op_pool_create("chain_asym",
			RTE_CRYPTO_OP_TYPE_ASYMMETRIC, NB_OPS, 0, OP_PRIVATE,
			socket);
	c->sym_ops = rte_crypto_op_pool_create("chain_sym",
			RTE_CRYPTO_OP_TYPE_SYMMETRIC, NB_OPS, 0, OP_PRIVATE,
			socket);
	c->comp_ops = rte_comp_op_pool_create("chain_comp", NB_OPS, 0,
			OP_PRIVATE, socket);
	c->slots = rte_zmalloc("chain_slots",
			       CHAIN_SLOTS * sizeof(*c->slots),
			       RTE_CACHE_LINE_SIZE);
	return c->mbufs != NULL && c->asym_ops != NULL &&
	       c->sym_ops != NULL && c->comp_ops != NULL && c->slots != NULL;
}

/* An op of each kind stays with a slot for good. */
static bool
fill_slot(struct chain *c, struct chain_slot *s)
{
	s->asym_op = rte_crypto_op_alloc(c->asym_ops,
					 RTE_CRYPTO_OP_TYPE_ASYMMETRIC);
	s->sym_op = rte_crypto_op_alloc(c->sym_ops,
					RTE_CRYPTO_OP_TYPE_SYMMETRIC);
	s->comp_op = rte_comp_op_alloc(c->comp_ops);
	return s->asym_op != NULL && s->sym_op != NULL && s->comp_op != NULL;
}

/*
 * A private xform for each slot, or one for all if the device allows that.
 */
static int
make_comp_xforms(struct chain *c)
{
	const struct rte_compressdev_capabilities *cap;
	const struct chain_stage *st = &c->stage[CHAIN_COMPRESS];
	struct rte_comp_xform x = { .type = RTE_COMP_COMPRESS };
	unsigned int i, nb = CHAIN_SLOTS;

	cap = rte_compressdev_capability_get(st->dev_id,
					     RTE_COMP_ALGO_DEFLATE);
	x.compress.algo = RTE_COMP_ALGO_DEFLATE;
	x.compress.deflate.huffman =
		cap->comp_feature_flags & RTE_COMP_FF_HUFFMAN_DYNAMIC ?
		RTE_COMP_HUFFMAN_DYNAMIC : RTE_COMP_HUFFMAN_FIXED;
	x.compress.level = RTE_COMP_LEVEL_PMD_DEFAULT;
	x.compress.window_size = cap->window_size.max;
	x.compress.chksum = RTE_COMP_CHECKSUM_NONE;
	x.compress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
	if (cap->comp_feature_flags & RTE_COMP_FF_SHAREABLE_PRIV_XFORM)
		nb = 1;
	for (i = 0; i < nb; i++) {
		if (rte_compressdev_private_xform_create(st->dev_id, &x,
				&c->slots[i].comp_xform) != 0) {
			CHAIN_ERR("device %s refuses the DEFLATE xform",
				  st->device);
			return -1;
		}
	}
	for (; i < CHAIN_SLOTS; i++)
		c->slots[i].comp_xform = c->slots[0].comp_xform;
	return 0;
}

int
chain_slots_open(struct chain *c)
{
	unsigned int i;

	if (!make_pools(c))
		goto no_memory;
	for (i = 0; i < CHAIN_SLOTS; i++)
		if (!fill_slot(c, &c->slots[i]))
			goto no_memory;
	return make_comp_xforms(c);
no_memory:
	CHAIN_ERR("no memory for %d packets; give EAL more with -m", NB_MBUFS);
	return -1;
}

void
chain_slots_close(struct chain *c)
{
	const struct chain_stage *st = &c->stage[CHAIN_COMPRESS];
	const void *shared;
	unsigned int i;

	if (c->slots != NULL) {
		shared = c->slots[1].comp_xform;
		for (i = 0; i < CHAIN_SLOTS; i++)
			if (c->slots[i].comp_xform != NULL &&
			    (i == 0 || c->slots[0].comp_xform != shared))
				rte_compressdev_private_xform_free(st->dev_id,
						c->slots[i].comp_xform);
		explicit_bzero(c->slots, CHAIN_SLOTS * sizeof(*c->slots));
	}
	rte_free(c->slots);
	rte_mempool_free(c->asym_ops);
	rte_mempool_free(c->sym_ops);
	rte_mempool_free(c->comp_ops);
	rte_mempool_free(c->mbufs);
}
