/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Ethernet, IPv4 (RFC 791) and TCP (RFC 9293) headers. */

#include <net/ethernet.h>
#include <netinet/in.h>

#include "capture.h"

#define IP_MIN 20
#define IP_FRAGMENT_MASK 0x3fff /* more fragments, or an offset */
#define IP_ADDRESSES_LEN 8
#define TCP_MIN 20

uint32_t
get_be(const uint8_t *p, unsigned int bytes)
{
	uint32_t v = 0;

	while (bytes-- > 0)
		v = v << 8 | *p++;
	return v;
}

void
put_be(uint8_t *p, unsigned int bytes, uint32_t v)
{
	while (bytes-- > 0) {
		p[bytes] = v;
		v >>= 8;
	}
}

int
frame_parse(const struct frame *f, struct frame_layout *l)
{
	const uint8_t *ip = f->data + ETHER_HDR_LEN;
	uint32_t ip_len, tcp_len, total;

	if (f->len < ETHER_HDR_LEN + IP_MIN + TCP_MIN ||
	    get_be(f->data + ETHER_HDR_LEN - ETHER_TYPE_LEN,
		   ETHER_TYPE_LEN) != ETHERTYPE_IP ||
	    ip[0] >> 4 != 4 || ip[FRAME_IP_PROTOCOL] != IPPROTO_TCP ||
	    (get_be(ip + FRAME_IP_FRAGMENT, 2) & IP_FRAGMENT_MASK) != 0)
		return -1;
	ip_len = (ip[0] & 0xf) * 4;
	total = get_be(ip + FRAME_IP_LENGTH, 2);
	if (ip_len < IP_MIN || total < ip_len + TCP_MIN ||
	    total > f->len - ETHER_HDR_LEN)
		return -1;
	tcp_len = (ip[ip_len + FRAME_TCP_DATA_OFFSET] >> 4) * 4;
	if (tcp_len < TCP_MIN || total < ip_len + tcp_len)
		return -1;
	l->ip = ETHER_HDR_LEN;
	l->tcp = l->ip + ip_len;
	l->payload = l->tcp + tcp_len;
	l->payload_len = total - ip_len - tcp_len;
	return 0;
}

/* Sum of 16-bit words, RFC 1071; an odd last byte counts as a high one. */
static uint32_t
sum_words(const uint8_t *p, uint32_t len, uint32_t sum)
{
	for (; len > 1; len -= 2, p += 2)
		sum += get_be(p, 2);
	if (len == 1)
		sum += (uint32_t)*p << 8;
	return sum;
}

static uint32_t
fold(uint32_t sum)
{
	while (sum >> 16 != 0)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

/* Sum over pseudo header and segment. */
static uint32_t
tcp_sum(const uint8_t *data, uint32_t len, const struct frame_layout *l)
{
	uint32_t sum = IPPROTO_TCP + (len - l->tcp);

	sum = sum_words(data + l->ip + FRAME_IP_ADDRESSES, IP_ADDRESSES_LEN,
			sum);
	return fold(sum_words(data + l->tcp, len - l->tcp, sum));
}

void
frame_fix(uint8_t *data, uint32_t len, const struct frame_layout *l)
{
	uint8_t *ip = data + l->ip, *tcp = data + l->tcp;

	put_be(ip + FRAME_IP_LENGTH, 2, len - l->ip);
	put_be(ip + FRAME_IP_CHECKSUM, 2, 0);
	put_be(ip + FRAME_IP_CHECKSUM, 2,
	       ~fold(sum_words(ip, l->tcp - l->ip, 0)));
	put_be(tcp + FRAME_TCP_CHECKSUM, 2, 0);
	put_be(tcp + FRAME_TCP_CHECKSUM, 2, ~tcp_sum(data, len, l));
}

int
frame_check(const struct frame *f, const struct frame_layout *l)
{
	/* A right checksum makes the sum all ones. */
	return l->payload + l->payload_len == f->len &&
	       fold(sum_words(f->data + l->ip, l->tcp - l->ip, 0)) == 0xffff &&
	       tcp_sum(f->data, f->len, l) == 0xffff ? 0 : -1;
}
