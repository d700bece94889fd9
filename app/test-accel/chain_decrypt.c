/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Stage decrypt: AES-GCM in place with the key of the packet, then the CPU
 * step that looks at the clear text.
 */

#include <string.h>

#include <rte_cryptodev.h>

#include "chain.h"

/* Behind an op of the pool: IV, and the slot it belongs to. */
struct sym_op_private {
	uint8_t iv[16];
	struct chain_slot *slot;
};

#define PRIVATE_OFFSET (sizeof(struct rte_crypto_op) + \
			sizeof(struct rte_crypto_sym_op))

/* Option --inject-copy: move the payload away from where it was received. */
static bool
make_copy(struct chain *c, struct chain_slot *s)
{
	s->work = rte_pktmbuf_alloc(c->mbufs);
	if (s->work == NULL)
		return false;
	memcpy(rte_pktmbuf_append(s->work, s->rx->data_len),
	       rte_pktmbuf_mtod(s->rx, void *), s->rx->data_len);
	return true;
}

static void
fill_xform(struct chain_slot *s)
{
	struct rte_crypto_aead_xform *aead = &s->sym_xform.aead;

	memset(&s->sym_xform, 0, sizeof(s->sym_xform));
	s->sym_xform.type = RTE_CRYPTO_SYM_XFORM_AEAD;
	aead->op = RTE_CRYPTO_AEAD_OP_DECRYPT;
	aead->algo = RTE_CRYPTO_AEAD_AES_GCM;
	aead->key.data = s->key;
	aead->key.length = CHAIN_AES_LEN;
	aead->iv.offset = PRIVATE_OFFSET;
	aead->iv.length = CHAIN_IV_LEN;
	aead->digest_length = CHAIN_TAG_LEN;
	aead->aad_length = CHAIN_HEADER_LEN;
}

static void
fill_op(struct chain_slot *s)
{
	struct rte_crypto_op *op = s->sym_op;
	struct sym_op_private priv = { .slot = s };
	struct rte_mbuf *m = s->work;
	uint8_t *p = rte_pktmbuf_mtod(m, uint8_t *);

	op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	op->sym->xform = &s->sym_xform;
	op->sym->m_src = m;
	op->sym->m_dst = NULL;
	op->sym->aead.data.offset = s->l.payload_off;
	op->sym->aead.data.length = s->l.payload_len;
	op->sym->aead.digest.data = p + s->l.tag_off;
	op->sym->aead.digest.phys_addr = rte_pktmbuf_iova_offset(m,
							s->l.tag_off);
	op->sym->aead.aad.data = p + s->l.aad_off;
	op->sym->aead.aad.phys_addr = rte_pktmbuf_iova_offset(m, s->l.aad_off);
	memcpy(priv.iv, p + s->l.aad_off + CHAIN_IV_OFF, CHAIN_IV_LEN);
	memcpy(rte_crypto_op_ctod_offset(op, void *, PRIVATE_OFFSET), &priv,
	       sizeof(priv));
}

static bool
prepare(struct chain *c, struct chain_slot *s)
{
	const uint8_t *p = rte_pktmbuf_mtod(s->rx, const uint8_t *);

	s->work = s->rx;
	if (c->opt.inject_copy && !make_copy(c, s))
		return false;
	fill_xform(s);
	fill_op(s);
	/* Where the packet came in: what the log claims is checked against
	 * the addresses that the device saw.
	 */
	s->aad_range.addr = p + s->l.aad_off;
	s->aad_range.len = CHAIN_HEADER_LEN;
	s->payload_range.addr = p + s->l.payload_off;
	s->payload_range.len = s->l.payload_len;
	return true;
}

static void
put(const struct chain_slot *s, union chain_burst *b, uint16_t i)
{
	b->crypto[i] = s->sym_op;
}

static struct chain_slot *
slot(const union chain_burst *b, uint16_t i)
{
	struct sym_op_private priv;

	memcpy(&priv, rte_crypto_op_ctod_offset(b->crypto[i], void *,
						PRIVATE_OFFSET), sizeof(priv));
	return priv.slot;
}

/* Occurrences of the text, which may overlap, within this payload. */
static void
inspect(struct chain *c, const struct chain_slot *s)
{
	const uint8_t *p = rte_pktmbuf_mtod_offset(s->work, const uint8_t *,
						   s->l.payload_off);
	const uint8_t *end = p + s->l.payload_len;
	size_t len = strlen(c->opt.find);

	for (; (size_t)(end - p) >= len; p++) {
		p = memchr(p, c->opt.find[0], end - p - len + 1);
		if (p == NULL)
			break;
		if (memcmp(p, c->opt.find, len) == 0)
			c->counts.found++;
	}
	c->counts.inspected++;
}

static void
finish(struct chain *c, struct chain_slot *s)
{
	explicit_bzero(s->key, sizeof(s->key));
	if (s->sym_op->status == RTE_CRYPTO_OP_STATUS_AUTH_FAILED) {
		chain_slot_drop(s, CHAIN_DROP_AUTH);
		return;
	}
	if (s->sym_op->status != RTE_CRYPTO_OP_STATUS_SUCCESS) {
		chain_slot_drop(s, CHAIN_DROP_DECRYPT);
		return;
	}
	c->counts.decrypted++;
	inspect(c, s);
	chain_stage_add(&c->stage[CHAIN_COMPRESS], s);
}

const struct chain_stage_ops chain_decrypt_ops = {
	.name = "decrypt",
	.prepare = prepare,
	.put = put,
	CHAIN_CRYPTO_OPS,
	.slot = slot,
	.finish = finish,
};
