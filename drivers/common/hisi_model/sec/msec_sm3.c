/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: SM3. Names are those of GB/T 32905-2016. */

#include <string.h>

#include "msec_bytes.h"
#include "msec_sm3.h"

#define ROUNDS 64
/* Rounds before this one use the first constant and boolean functions. */
#define ROUNDS_LOW 16

static inline uint32_t
rotl(uint32_t v, unsigned int n)
{
	n %= 32;
	return n == 0 ? v : v << n | v >> (32 - n);
}

static inline uint32_t
p0(uint32_t v)
{
	return v ^ rotl(v, 9) ^ rotl(v, 17);
}

static inline uint32_t
p1(uint32_t v)
{
	return v ^ rotl(v, 15) ^ rotl(v, 23);
}

/* Message expansion (5.3.2); W' is the xor of two of these words. */
static void
expand(const uint8_t *block, uint32_t w[ROUNDS + 4])
{
	unsigned int j;

	for (j = 0; j < 16; j++)
		w[j] = msec_get_be32(&block[4 * j]);
	for (; j < ROUNDS + 4; j++)
		w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15)) ^
		       rotl(w[j - 13], 7) ^ w[j - 6];
}

/* One round (5.3.3). v holds A to H; the caller turns it. */
static inline void
round_step(uint32_t v[8], const uint32_t *w, unsigned int j)
{
	uint32_t t = j < ROUNDS_LOW ? 0x79cc4519 : 0x7a879d8a;
	uint32_t a = v[0], b = v[1], c = v[2], e = v[4], f = v[5], g = v[6];
	uint32_t ss1 = rotl(rotl(a, 12) + e + rotl(t, j), 7);
	uint32_t ss2 = ss1 ^ rotl(a, 12);
	uint32_t ff, gg, tt1, tt2;

	if (j < ROUNDS_LOW) {
		ff = a ^ b ^ c;
		gg = e ^ f ^ g;
	} else {
		ff = (a & b) | (a & c) | (b & c);
		gg = (e & f) | (~e & g);
	}
	tt1 = ff + v[3] + ss2 + (w[j] ^ w[j + 4]);
	tt2 = gg + v[7] + ss1 + w[j];
	v[3] = c;
	v[2] = rotl(b, 9);
	v[1] = a;
	v[0] = tt1;
	v[7] = g;
	v[6] = rotl(f, 19);
	v[5] = e;
	v[4] = p0(tt2);
}

/* The compression function. */
static void
compress(uint32_t h[8], const uint8_t *block)
{
	uint32_t w[ROUNDS + 4], v[8];
	unsigned int j;

	expand(block, w);
	memcpy(v, h, sizeof(v));
	for (j = 0; j < ROUNDS; j++)
		round_step(v, w, j);
	for (j = 0; j < 8; j++)
		h[j] ^= v[j];
}

void
msec_sm3_init(struct msec_sm3 *c)
{
	static const uint32_t iv[8] = {
		0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600,
		0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
	};

	memcpy(c->h, iv, sizeof(c->h));
	c->bits = 0;
	c->num = 0;
}

void
msec_sm3_update(struct msec_sm3 *c, const uint8_t *p, size_t len)
{
	size_t n;

	c->bits += 8 * (uint64_t)len;
	if (c->num > 0) {
		n = MSEC_SM3_BLOCK - c->num;
		if (n > len)
			n = len;
		memcpy(&c->buf[c->num], p, n);
		c->num += n;
		p += n;
		len -= n;
		if (c->num < MSEC_SM3_BLOCK)
			return;
		compress(c->h, c->buf);
		c->num = 0;
	}
	for (; len >= MSEC_SM3_BLOCK; len -= MSEC_SM3_BLOCK) {
		compress(c->h, p);
		p += MSEC_SM3_BLOCK;
	}
	memcpy(c->buf, p, len);
	c->num = len;
}

void
msec_sm3_final(struct msec_sm3 *c, uint8_t *digest)
{
	const size_t length_at = MSEC_SM3_BLOCK - sizeof(c->bits);
	unsigned int i;

	c->buf[c->num++] = 0x80;
	if (c->num > length_at) {
		memset(&c->buf[c->num], 0, MSEC_SM3_BLOCK - c->num);
		compress(c->h, c->buf);
		c->num = 0;
	}
	memset(&c->buf[c->num], 0, length_at - c->num);
	msec_put_be64(&c->buf[length_at], c->bits);
	compress(c->h, c->buf);
	for (i = 0; i < 8; i++)
		msec_put_be32(&digest[4 * i], c->h[i]);
}
