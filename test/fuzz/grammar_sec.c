/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Grammar: SEC descriptors of types 2 and 3 (sec.md 8 to 12). */

#include "grammar.h"
#include "model_sec_client.h"

/** A cipher that exists: key length codes as bits (sec.md 8). */
struct cipher {
	uint8_t alg, mode, keys, first_gen, min, step;
};

static const struct cipher ciphers[] = {
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_ECB, 7, 2, 16, 16 },
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_CBC, 7, 2, 16, 16 },
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_CFB, 7, 3, 1, 1 },
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_OFB, 7, 3, 1, 1 },
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_CTR, 7, 3, 1, 1 },
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_XTS, 5, 2, 16, 1 },
	{ HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_CBC_CS, 7, 3, 17, 1 },
	{ HISI_SEC_C_ALG_SM4, HISI_SEC_C_MODE_ECB, 1, 2, 16, 16 },
	{ HISI_SEC_C_ALG_SM4, HISI_SEC_C_MODE_CBC, 1, 2, 16, 16 },
	{ HISI_SEC_C_ALG_SM4, HISI_SEC_C_MODE_CTR, 1, 3, 1, 1 },
	{ HISI_SEC_C_ALG_SM4, HISI_SEC_C_MODE_XTS, 1, 2, 16, 1 },
	{ HISI_SEC_C_ALG_3DES, HISI_SEC_C_MODE_ECB, 10, 2, 8, 8 },
	{ HISI_SEC_C_ALG_3DES, HISI_SEC_C_MODE_CBC, 10, 2, 8, 8 },
};

/** A hash with its block and digest in bytes (9.1). */
static const struct {
	uint8_t alg, block, digest;
} hashes[] = {
	{ HISI_SEC_A_ALG_SHA1, 64, 20 }, { HISI_SEC_A_ALG_SHA256, 64, 32 },
	{ HISI_SEC_A_ALG_MD5, 64, 16 }, { HISI_SEC_A_ALG_SHA224, 64, 28 },
	{ HISI_SEC_A_ALG_SHA384, 128, 48 }, { HISI_SEC_A_ALG_SHA512, 128, 64 },
	{ HISI_SEC_A_ALG_SM3, 64, 32 },
};

#define NB(a) (sizeof(a) / sizeof((a)[0]))

static void
cipher(struct grammar *g, struct sec_desc *d)
{
	const struct cipher *c;

	do {
		c = &ciphers[grammar_below(g, NB(ciphers))];
	} while (c->first_gen > g->gen->gen);
	d->cipher = 1 + grammar_below(g, 2);
	d->c_alg = c->alg;
	d->c_mode = c->mode;
	do {
		d->c_key_len = grammar_below(g, 4);
	} while ((c->keys & 1U << d->c_key_len) == 0);
	if (c->mode == HISI_SEC_C_MODE_CBC_CS)
		d->c_width = 1 + grammar_below(g, 3);
	if (c->mode == HISI_SEC_C_MODE_CTR && d->type == 3)
		d->ctr_mode = grammar_below(g, 3);
	d->c_len = grammar_len(g, c->step);
	if (d->c_len < c->min)
		d->c_len = c->min;
}

static void
digest(struct grammar *g, struct sec_desc *d, bool keyed)
{
	unsigned int i = grammar_below(g, NB(hashes));

	d->auth = 1 + grammar_below(g, 2);
	d->a_alg = hashes[i].alg;
	d->mac_words = 1 + grammar_below(g, hashes[i].digest / 4);
	d->a_len = grammar_len(g, 1);
	if (!keyed)
		return;
	d->a_alg = hashes[i].alg == HISI_SEC_A_ALG_SM3 ?
		HISI_SEC_A_ALG_HMAC_SM3 :
		hashes[i].alg + HISI_SEC_A_ALG_HMAC_SHA1;
	d->a_key_words = 1 + grammar_below(g, hashes[i].block / 4);
}

/* CMAC, XCBC and GMAC, which came with generation 3. */
static void
mac(struct grammar *g, struct sec_desc *d)
{
	static const uint8_t algs[] = { HISI_SEC_A_ALG_XCBC,
		HISI_SEC_A_ALG_CMAC, HISI_SEC_A_ALG_GMAC };

	d->auth = 1 + grammar_below(g, 2);
	d->a_alg = algs[grammar_below(g, NB(algs))];
	d->mac_words = 3 + grammar_below(g, 2);
	d->a_key_words = 4;
	d->a_len = grammar_len(g, 1);
	if (d->a_alg == HISI_SEC_A_ALG_GMAC) {
		d->ai_gen = 1;
		d->a_len %= 60000;
	}
}

/* CBC and HMAC; SM4 and SM3 are of generation 3. */
static void
chain(struct grammar *g, struct sec_desc *d)
{
	digest(g, d, true);
	if (g->gen->gen < 3 && d->a_alg == HISI_SEC_A_ALG_HMAC_SM3) {
		d->a_alg = HISI_SEC_A_ALG_HMAC_SHA256;
	}
	d->cipher = 1 + grammar_below(g, 2);
	d->seq = grammar_below(g, 2);
	d->c_alg = HISI_SEC_C_ALG_AES;
	d->c_mode = HISI_SEC_C_MODE_CBC;
	d->c_key_len = grammar_below(g, 3);
	d->c_len = grammar_len(g, 16);
	d->cipher_offset = 16 * grammar_below(g, 3);
	d->a_len = d->cipher_offset + d->c_len;
}

static void
aead(struct grammar *g, struct sec_desc *d)
{
	d->cipher = 1 + grammar_below(g, 2);
	d->c_alg = g->gen->gen >= 3 && grammar_below(g, 3) == 0 ?
		HISI_SEC_C_ALG_SM4 : HISI_SEC_C_ALG_AES;
	d->c_mode = grammar_below(g, 2) ? HISI_SEC_C_MODE_GCM :
					  HISI_SEC_C_MODE_CCM;
	d->c_key_len = d->c_alg == HISI_SEC_C_ALG_AES ? grammar_below(g, 3) :
							0;
	d->c_icv_len = 8 + 2 * grammar_below(g, 5);
	d->c_len = grammar_len(g, 1);
	d->a_len = 1 + grammar_below(g, 100);
	d->cipher_offset = d->a_len;
}

static void
places(struct grammar *g, struct sec_desc *d)
{
	size_t in = d->cipher_offset + (size_t)d->c_len;
	uint8_t *src;

	if (d->auth_offset + d->a_len > in)
		in = d->auth_offset + d->a_len;
	src = grammar_bytes(g, in);
	d->src_type = grammar_below(g, 3) == 0;
	d->src = d->src_type ? grammar_list(g, src, in) : src;
	if (d->cipher != 0 && grammar_below(g, 2)) {
		d->de = 1;
		src = grammar_bytes(g, in);
		d->dst_type = grammar_below(g, 3) == 0;
		d->dst = d->dst_type ? grammar_list(g, src, in) : src;
	}
	d->mac = grammar_bytes(g, 64);
	d->c_key = grammar_bytes(g, 64);
	d->c_iv = grammar_bytes(g, 16);
	d->a_key = grammar_bytes(g, 128);
	d->a_iv = grammar_bytes(g, 64);
}

void
grammar_sec(struct grammar *g, uint32_t *w)
{
	struct sec_desc d = { .type = 2 };

	if (g->gen->gen >= 3)
		d.type += grammar_below(g, 2);
	switch (grammar_below(g, 6)) {
	case 0:
		digest(g, &d, false);
		break;
	case 1:
		digest(g, &d, true);
		break;
	case 2:
		chain(g, &d);
		break;
	case 3:
		aead(g, &d);
		break;
	case 4:
		if (g->gen->gen >= 3) {
			mac(g, &d);
			break;
		}
		/* fallthrough */
	default:
		cipher(g, &d);
	}
	places(g, &d);
	sec_desc_words(&d, w);
}
