/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Finds the parts of a received packet. Trusts nothing in it. */

#include <string.h>

#include <rte_byteorder.h>
#include <rte_ether.h>
#include <rte_ip.h>
#include <rte_tcp.h>

#include "chain.h"

#define IHL_WORD 4
#define DATA_OFF_SHIFT 4

static const char * const drop_texts[CHAIN_NB_DROPS] = {
	[CHAIN_DROP_SEGMENTED] = "in more than one segment",
	[CHAIN_DROP_NOT_TCP] = "not IPv4 with TCP",
	[CHAIN_DROP_FRAGMENT] = "IP fragment",
	[CHAIN_DROP_TRUNCATED] = "shorter than its headers say",
	[CHAIN_DROP_SHORT] = "payload too short to be wrapped",
	[CHAIN_DROP_MAGIC] = "wrong magic or version",
	[CHAIN_DROP_LENGTH] = "payload length and packet differ",
	[CHAIN_DROP_UNWRAP] = "key cannot be unwrapped",
	[CHAIN_DROP_AUTH] = "authentication failed",
	[CHAIN_DROP_DECRYPT] = "decryption ended with an error",
	[CHAIN_DROP_NO_SPACE] = "compressed packet does not fit its buffer",
	[CHAIN_DROP_COMPRESS] = "compression ended with an error",
};

const char *
chain_drop_text(enum chain_drop why)
{
	return drop_texts[why];
}

/* IPv4 and TCP headers; *end is where the datagram ends. */
static enum chain_drop
parse_headers(const uint8_t *p, uint32_t len, struct chain_layout *l,
	      uint32_t *end)
{
	const struct rte_ether_hdr *eth = (const void *)p;
	const struct rte_ipv4_hdr *ip = (const void *)(p + sizeof(*eth));
	const struct rte_tcp_hdr *tcp;
	uint32_t ip_len, tcp_len, total;

	if (len < sizeof(*eth) + sizeof(*ip) ||
	    eth->ether_type != RTE_BE16(RTE_ETHER_TYPE_IPV4) ||
	    ip->version_ihl >> 4 != 4 || ip->next_proto_id != IPPROTO_TCP)
		return CHAIN_DROP_NOT_TCP;
	if (ip->fragment_offset & RTE_BE16(RTE_IPV4_HDR_MF_FLAG |
					   RTE_IPV4_HDR_OFFSET_MASK))
		return CHAIN_DROP_FRAGMENT;
	ip_len = (ip->version_ihl & RTE_IPV4_HDR_IHL_MASK) * IHL_WORD;
	total = rte_be_to_cpu_16(ip->total_length);
	if (ip_len < sizeof(*ip) || total < ip_len + sizeof(*tcp) ||
	    total > len - sizeof(*eth))
		return CHAIN_DROP_TRUNCATED;
	l->ip_off = sizeof(*eth);
	l->tcp_off = l->ip_off + ip_len;
	tcp = (const void *)(p + l->tcp_off);
	tcp_len = (tcp->data_off >> DATA_OFF_SHIFT) * sizeof(uint32_t);
	if (tcp_len < sizeof(*tcp) || total < ip_len + tcp_len)
		return CHAIN_DROP_TRUNCATED;
	l->headers_len = l->tcp_off + tcp_len;
	*end = l->ip_off + total;
	return CHAIN_DROP_NONE;
}

static uint32_t
get_be(const uint8_t *p, unsigned int bytes)
{
	uint32_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | *p++;
	return v;
}

enum chain_drop
chain_parse(const struct rte_mbuf *m, struct chain_layout *l)
{
	const uint8_t *p = rte_pktmbuf_mtod(m, const uint8_t *), *header;
	uint32_t end = 0;
	enum chain_drop why;

	memset(l, 0, sizeof(*l));
	if (m->nb_segs != 1)
		return CHAIN_DROP_SEGMENTED;
	why = parse_headers(p, m->data_len, l, &end);
	if (why != CHAIN_DROP_NONE)
		return why;
	l->plain = end == l->headers_len;
	if (l->plain)
		return CHAIN_DROP_NONE;
	if (end - l->headers_len <= CHAIN_OVERHEAD)
		return CHAIN_DROP_SHORT;
	l->key_off = l->headers_len;
	l->aad_off = l->key_off + CHAIN_KEY_LEN;
	l->payload_off = l->aad_off + CHAIN_HEADER_LEN;
	l->tag_off = end - CHAIN_TAG_LEN;
	l->payload_len = l->tag_off - l->payload_off;
	header = p + l->aad_off;
	if (memcmp(header, CHAIN_MAGIC, CHAIN_MAGIC_LEN) != 0 ||
	    header[CHAIN_VERSION_OFF] != CHAIN_VERSION ||
	    header[CHAIN_VERSION_OFF + 1] != 0)
		return CHAIN_DROP_MAGIC;
	if (get_be(header + CHAIN_LENGTH_OFF, 2) != l->payload_len)
		return CHAIN_DROP_LENGTH;
	l->sequence = get_be(header + CHAIN_SEQUENCE_OFF, 4);
	return CHAIN_DROP_NONE;
}
