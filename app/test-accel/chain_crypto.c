/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Functions that both stages on crypto devices use.
 */

#include <rte_cryptodev.h>

#include "chain.h"

uint16_t
chain_crypto_enqueue(const struct chain_stage *st, union chain_burst *b,
		     uint16_t n)
{
	return rte_cryptodev_enqueue_burst(st->dev_id, st->qp_id, b->crypto,
					   n);
}

bool
chain_crypto_refused(const union chain_burst *b, uint16_t i)
{
	return b->crypto[i]->status != RTE_CRYPTO_OP_STATUS_NOT_PROCESSED &&
	       b->crypto[i]->status != RTE_CRYPTO_OP_STATUS_SUCCESS;
}

uint16_t
chain_crypto_dequeue(const struct chain_stage *st, union chain_burst *b,
		     uint16_t n)
{
	return rte_cryptodev_dequeue_burst(st->dev_id, st->qp_id, b->crypto,
					   n);
}
