/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Stage compress: DEFLATE from the received packet into a fresh mbuf. The CPU
 * writes headers only.
 */

#include <string.h>

#include <rte_byteorder.h>
#include <rte_compressdev.h>
#include <rte_ip.h>
#include <rte_tcp.h>

#include "chain.h"

/* Behind an op of the pool: the slot it belongs to. */
struct comp_op_private {
	struct chain_slot *slot;
};

static void *
private_of(struct rte_comp_op *op)
{
	return op + 1;
}

static void
put_be(uint8_t *p, unsigned int bytes, uint32_t v)
{
	while (bytes-- > 0) {
		p[bytes] = v;
		v >>= 8;
	}
}

/* Headers of the packet, then the chain's. */
static void
write_headers(const struct chain_slot *s)
{
	uint8_t *p = rte_pktmbuf_mtod(s->out, uint8_t *);

	memcpy(p, rte_pktmbuf_mtod(s->rx, void *), s->l.headers_len);
	p += s->l.headers_len;
	memset(p, 0, CHAIN_OUT_LEN);
	memcpy(p, CHAIN_OUT_MAGIC, CHAIN_MAGIC_LEN);
	p[CHAIN_OUT_VERSION_OFF] = CHAIN_VERSION;
	put_be(p + CHAIN_OUT_LENGTH_OFF, 2, s->l.payload_len);
	put_be(p + CHAIN_OUT_SEQUENCE_OFF, 4, s->l.sequence);
}

static bool
prepare(struct chain *c, struct chain_slot *s)
{
	struct comp_op_private priv = { .slot = s };
	struct rte_comp_op *op = s->comp_op;
	uint32_t head = s->l.headers_len + CHAIN_OUT_LEN;

	s->out = rte_pktmbuf_alloc(c->mbufs);
	if (s->out == NULL)
		return false;
	rte_pktmbuf_append(s->out, rte_pktmbuf_tailroom(s->out));
	write_headers(s);
	s->out_range.addr = rte_pktmbuf_mtod(s->out, void *);
	s->out_range.len = s->out->data_len;
	op->status = RTE_COMP_OP_STATUS_NOT_PROCESSED;
	op->op_type = RTE_COMP_OP_STATELESS;
	op->flush_flag = RTE_COMP_FLUSH_FINAL;
	op->private_xform = s->comp_xform;
	op->m_src = s->work;
	op->src.offset = s->l.payload_off;
	op->src.length = s->l.payload_len;
	op->m_dst = s->out;
	op->dst.offset = head;
	/* Some drivers add to the counts instead of setting them. */
	op->consumed = 0;
	op->produced = 0;
	memcpy(private_of(op), &priv, sizeof(priv));
	return true;
}

static void
put(const struct chain_slot *s, union chain_burst *b, uint16_t i)
{
	b->comp[i] = s->comp_op;
}

static uint16_t
enqueue(const struct chain_stage *st, union chain_burst *b, uint16_t n)
{
	return rte_compressdev_enqueue_burst(st->dev_id, st->qp_id, b->comp,
					     n);
}

static bool
refused(const union chain_burst *b, uint16_t i)
{
	return b->comp[i]->status != RTE_COMP_OP_STATUS_NOT_PROCESSED &&
	       b->comp[i]->status != RTE_COMP_OP_STATUS_SUCCESS;
}

static uint16_t
dequeue(const struct chain_stage *st, union chain_burst *b, uint16_t n)
{
	return rte_compressdev_dequeue_burst(st->dev_id, st->qp_id, b->comp,
					     n);
}

static struct chain_slot *
slot(const union chain_burst *b, uint16_t i)
{
	struct comp_op_private priv;

	memcpy(&priv, private_of(b->comp[i]), sizeof(priv));
	return priv.slot;
}

/* Lengths and checksums of the packet that leaves. */
static void
fix_headers(const struct chain_slot *s)
{
	struct rte_ipv4_hdr *ip = rte_pktmbuf_mtod_offset(s->out,
				struct rte_ipv4_hdr *, s->l.ip_off);
	struct rte_tcp_hdr *tcp = rte_pktmbuf_mtod_offset(s->out,
				struct rte_tcp_hdr *, s->l.tcp_off);

	ip->total_length = rte_cpu_to_be_16(s->out->data_len - s->l.ip_off);
	ip->hdr_checksum = 0;
	ip->hdr_checksum = rte_ipv4_cksum(ip);
	tcp->cksum = 0;
	tcp->cksum = rte_ipv4_udptcp_cksum(ip, tcp);
}

static void
finish(struct chain *c, struct chain_slot *s)
{
	const struct rte_comp_op *op = s->comp_op;
	uint32_t head = s->l.headers_len + CHAIN_OUT_LEN;

	if (op->status == RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED ||
	    op->status == RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE) {
		chain_slot_drop(s, CHAIN_DROP_NO_SPACE);
		return;
	}
	if (op->status != RTE_COMP_OP_STATUS_SUCCESS ||
	    op->consumed != s->l.payload_len ||
	    op->produced > s->out->data_len - head) {
		chain_slot_drop(s, CHAIN_DROP_COMPRESS);
		return;
	}
	rte_pktmbuf_trim(s->out, s->out->data_len - head - op->produced);
	fix_headers(s);
	c->counts.compressed++;
	c->counts.bytes_in += s->l.payload_len;
	c->counts.bytes_out += op->produced;
	s->state = CHAIN_READY;
}

const struct chain_stage_ops chain_compress_ops = {
	.name = "compress",
	.prepare = prepare,
	.put = put,
	.enqueue = enqueue,
	.refused = refused,
	.dequeue = dequeue,
	.slot = slot,
	.finish = finish,
};
