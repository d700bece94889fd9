/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Stage unwrap: RSA decryption of the key where it lies. */

#include <string.h>

#include <rte_cryptodev.h>
#include <rte_memory.h>

#include "chain.h"
#include "hisi_compat_app.h"

/* Behind an op of the pool: the slot it belongs to. */
struct asym_op_private {
	struct chain_slot *slot;
};

#define PRIVATE_OFFSET (sizeof(struct rte_crypto_op) + \
			sizeof(struct rte_crypto_asym_op))

static bool
prepare(struct chain *c, struct chain_slot *s)
{
	struct rte_crypto_op *op = s->asym_op;
	struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	struct asym_op_private priv = { .slot = s };
	struct rte_crypto_asym_xform unused;

	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	rte_crypto_op_attach_asym_session(op, c->asym_session);
	memset(rsa, 0, sizeof(*rsa));
	rsa->op_type = RTE_CRYPTO_ASYM_OP_DECRYPT;
	hisi_app_rsa_padding(&unused, op->asym)->type =
		RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	rsa->cipher.data = rte_pktmbuf_mtod_offset(s->rx, uint8_t *,
						   s->l.key_off);
	rsa->cipher.iova = rte_pktmbuf_iova_offset(s->rx, s->l.key_off);
	rsa->cipher.length = CHAIN_KEY_LEN;
	rsa->message.data = s->key;
	rsa->message.iova = rte_mem_virt2iova(s->key);
	rsa->message.length = CHAIN_KEY_LEN;
	memcpy(rte_crypto_op_ctod_offset(op, void *, PRIVATE_OFFSET), &priv,
	       sizeof(priv));
	s->key_range.addr = rsa->cipher.data;
	s->key_range.len = CHAIN_KEY_LEN;
	return true;
}

static void
put(const struct chain_slot *s, union chain_burst *b, uint16_t i)
{
	b->crypto[i] = s->asym_op;
}

static struct chain_slot *
slot(const union chain_burst *b, uint16_t i)
{
	struct asym_op_private priv;

	memcpy(&priv, rte_crypto_op_ctod_offset(b->crypto[i], void *,
						PRIVATE_OFFSET), sizeof(priv));
	return priv.slot;
}

/* All errors of a wrapped key count as one reason: to tell them apart would
 * help an attacker who sends made-up keys.
 */
static void
finish(struct chain *c, struct chain_slot *s)
{
	if (s->asym_op->status != RTE_CRYPTO_OP_STATUS_SUCCESS ||
	    s->asym_op->asym->rsa.message.length != CHAIN_AES_LEN) {
		chain_slot_drop(s, CHAIN_DROP_UNWRAP);
		return;
	}
	c->counts.unwrapped++;
	chain_stage_add(&c->stage[CHAIN_DECRYPT], s);
}

const struct chain_stage_ops chain_unwrap_ops = {
	.name = "unwrap",
	.prepare = prepare,
	.put = put,
	CHAIN_CRYPTO_OPS,
	.slot = slot,
	.finish = finish,
};
