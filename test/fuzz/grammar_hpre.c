/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Grammar: HPRE descriptors (hpre.md 5). For powers any odd modulus will do.
 * A point of a curve is the base point of P-256.
 */

#include <string.h>

#include "grammar.h"

#define SZ HISI_HPRE_ECC_SZ256

/* p, a, b, x and y of the base point (FIPS 186-4, D.1.2.3). */
static const uint8_t p256[5][SZ] = {
	{ 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
	  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff,
	  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
	{ 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00,
	  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff,
	  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc },
	{ 0x5a, 0xc6, 0x35, 0xd8, 0xaa, 0x3a, 0x93, 0xe7, 0xb3, 0xeb, 0xbd,
	  0x55, 0x76, 0x98, 0x86, 0xbc, 0x65, 0x1d, 0x06, 0xb0, 0xcc, 0x53,
	  0xb0, 0xf6, 0x3b, 0xce, 0x3c, 0x3e, 0x27, 0xd2, 0x60, 0x4b },
	{ 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6,
	  0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb,
	  0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96 },
	{ 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb,
	  0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31,
	  0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5 },
};

static void
sqe_set(struct hisi_hpre_sqe *s, uint32_t alg, uint32_t size)
{
	s->w0 = HISI_PREP(HISI_HPRE_W0_ALG, alg) |
		HISI_PREP(HISI_HPRE_W0_DONE, HISI_HPRE_DONE_INIT);
	s->w1 = HISI_PREP(HISI_HPRE_W1_TASK_LEN1, HISI_HPRE_TASK_LEN(size));
}

static void
places(struct hisi_hpre_sqe *s, const void *key, const void *in,
       const void *out)
{
	s->key_lo = HISI_LO32((uintptr_t)key);
	s->key_hi = HISI_HI32((uintptr_t)key);
	s->in_lo = HISI_LO32((uintptr_t)in);
	s->in_hi = HISI_HI32((uintptr_t)in);
	s->out_lo = HISI_LO32((uintptr_t)out);
	s->out_hi = HISI_HI32((uintptr_t)out);
}

/* RSA with a short exponent, or DH with one of random length. */
static void
power(struct grammar *g, struct hisi_hpre_sqe *s)
{
	static const uint32_t sizes[] = { 128, 128, 256, 256, 384, 512 };
	bool dh = grammar_below(g, 2);
	uint32_t size = sizes[grammar_below(g, 6)];
	uint32_t exp = grammar_below(g, 24) + 1;
	uint8_t *key = grammar_bytes(g, 2 * size);
	uint8_t *in = grammar_bytes(g, size);

	/* Short exponents: the engine's time goes with their length. */
	memset(key, 0, size - exp);
	key[size - 1] |= 1;
	key[size] |= 0x80;
	key[2 * size - 1] |= 1;
	in[0] &= 0x7f;
	in[size - 1] |= 2;
	sqe_set(s, dh ? HISI_HPRE_ALG_DH : HISI_HPRE_ALG_NC_NCRT, size);
	places(s, key, in, grammar_bytes(g, size));
}

static void
curve(struct grammar *g, struct hisi_hpre_sqe *s)
{
	uint8_t *key = grammar_bytes(g, HISI_HPRE_EC_MUL_KEY_SLOTS * SZ);
	uint8_t *in = grammar_bytes(g, HISI_HPRE_POINT_SLOTS * SZ);

	memcpy(key + HISI_HPRE_EC_PRIV_P * SZ, p256[0], SZ);
	memcpy(key + HISI_HPRE_EC_PRIV_A * SZ, p256[1], SZ);
	memcpy(key + HISI_HPRE_EC_PRIV_B * SZ, p256[2], SZ);
	/* Below the order, and not 0. */
	key[HISI_HPRE_EC_PRIV_D * SZ] &= 0x7f;
	key[HISI_HPRE_EC_PRIV_D * SZ + 1] |= 1;
	memcpy(in, p256[3], 2 * SZ);
	sqe_set(s, HISI_HPRE_ALG_ECDH_MULTIPLY, SZ);
	places(s, key, in, grammar_bytes(g, HISI_HPRE_POINT_SLOTS * SZ));
}

void
grammar_hpre(struct grammar *g, uint32_t *w)
{
	struct hisi_hpre_sqe s = { 0 };

	if (g->qc_type == HISI_HPRE_QC_RSA)
		power(g, &s);
	else
		curve(g, &s);
	memcpy(w, &s, sizeof(s));
}
