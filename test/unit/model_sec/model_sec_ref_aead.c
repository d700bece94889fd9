/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

#include "model_sec_ref.h"

#define BLOCK 16

static void
must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "model_sec_ref: %s\n", what);
	abort();
}

/* libcrypto wants CCM told the length before the AAD. */
static void
evp_aead(const char *mode, bool ccm, const struct ref_aead *a, uint8_t *out,
	 uint8_t *tag)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	EVP_CIPHER *cipher;
	uint8_t none[BLOCK];
	char name[32];
	int n;

	snprintf(name, sizeof(name), "AES-%zu-%s", 8 * a->key_len, mode);
	cipher = EVP_CIPHER_fetch(NULL, name, NULL);
	must(cipher != NULL && ctx != NULL, name);
	must(EVP_EncryptInit_ex(ctx, cipher, NULL, NULL, NULL) == 1 &&
	     EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, a->nonce_len,
				 NULL) == 1, name);
	if (ccm)
		must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG,
					 a->tag_len, NULL) == 1, name);
	must(EVP_EncryptInit_ex(ctx, NULL, NULL, a->key, a->nonce) == 1, name);
	if (ccm)
		must(EVP_EncryptUpdate(ctx, NULL, &n, NULL, a->len) == 1,
		     name);
	if (a->aad_len > 0)
		must(EVP_EncryptUpdate(ctx, NULL, &n, a->aad,
				       a->aad_len) == 1, name);
	if (ccm || a->len > 0)
		must(EVP_EncryptUpdate(ctx, a->len > 0 ? out : none, &n, a->in,
				       a->len) == 1, name);
	must(EVP_EncryptFinal_ex(ctx, none, &n) == 1 &&
	     EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, a->tag_len,
				 tag) == 1, name);
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(cipher);
}

void
ref_gcm_encrypt(const struct ref_aead *a, uint8_t *out, uint8_t *tag)
{
	evp_aead("GCM", false, a, out, tag);
}

void
ref_ccm_encrypt(const struct ref_aead *a, uint8_t *out, uint8_t *tag)
{
	evp_aead("CCM", true, a, out, tag);
}

static void
xor(uint8_t *out, const uint8_t *in, size_t len)
{
	while (len-- > 0)
		out[len] ^= in[len];
}

/* SP 800-38D, 6.3, algorithm 1. */
static void
gf_mult(const uint8_t *x, const uint8_t *y, uint8_t *z)
{
	uint8_t v[BLOCK], sum[BLOCK] = { 0 };
	unsigned int i, j, lsb;

	memcpy(v, y, BLOCK);
	for (i = 0; i < 8 * BLOCK; i++) {
		if (x[i / 8] & 0x80 >> i % 8)
			xor(sum, v, BLOCK);
		lsb = v[BLOCK - 1] & 1;
		for (j = BLOCK - 1; j > 0; j--)
			v[j] = v[j] >> 1 | v[j - 1] << 7;
		v[0] >>= 1;
		if (lsb)
			v[0] ^= 0xe1;
	}
	memcpy(z, sum, BLOCK);
}

void
ref_ghash(const uint8_t *h, uint8_t *y, const uint8_t *p, size_t len)
{
	size_t n;

	for (; len > 0; len -= n, p += n) {
		n = len < BLOCK ? len : BLOCK;
		xor(y, p, n);
		gf_mult(y, h, y);
	}
}

static void
put_bits(uint8_t *p, uint64_t bytes)
{
	uint64_t bits = 8 * bytes;
	unsigned int i;

	for (i = 0; i < 8; i++)
		p[i] = (uint8_t)(bits >> (56 - 8 * i));
}

void
ref_gcm_slow(const char *ecb, const struct ref_aead *a, uint8_t *out,
	     uint8_t *tag)
{
	uint8_t h[BLOCK], zero[BLOCK] = { 0 }, y[BLOCK] = { 0 };
	uint8_t j0[BLOCK] = { 0 }, ctr[BLOCK], len[BLOCK], full[BLOCK];

	must(a->nonce_len == 12, "length of a GCM nonce");
	ref_cipher(ecb, true, a->key, NULL, zero, h, BLOCK);
	memcpy(j0, a->nonce, 12);
	j0[BLOCK - 1] = 1;
	memcpy(ctr, j0, BLOCK);
	ctr[BLOCK - 1] = 2;
	ref_ctr(ecb, a->key, ctr, 4, a->in, out, a->len);
	ref_ghash(h, y, a->aad, a->aad_len);
	ref_ghash(h, y, out, a->len);
	put_bits(len, a->aad_len);
	put_bits(len + 8, a->len);
	ref_ghash(h, y, len, BLOCK);
	ref_cipher(ecb, true, a->key, NULL, j0, full, BLOCK);
	xor(full, y, BLOCK);
	memcpy(tag, full, a->tag_len);
}

/* The CBC-MAC of RFC 3610, 2.2, over one part padded with zeros. */
static void
cbc_mac(const char *ecb, const uint8_t *key, uint8_t *t, const uint8_t *p,
	size_t len)
{
	uint8_t x[BLOCK];
	size_t n;

	for (; len > 0; len -= n, p += n) {
		n = len < BLOCK ? len : BLOCK;
		xor(t, p, n);
		ref_cipher(ecb, true, key, NULL, t, x, BLOCK);
		memcpy(t, x, BLOCK);
	}
}

/* Nonce, and a number in the bytes behind it. */
static void
ccm_block(const struct ref_aead *a, uint8_t flags, uint64_t number,
	  uint8_t *b)
{
	size_t i;

	b[0] = flags;
	memcpy(b + 1, a->nonce, a->nonce_len);
	for (i = BLOCK - 1; i > a->nonce_len; i--, number >>= 8)
		b[i] = (uint8_t)number;
}

void
ref_ccm_slow(const char *ecb, const struct ref_aead *a, uint8_t *out,
	     uint8_t *tag)
{
	uint8_t l = 15 - a->nonce_len - 1, b[BLOCK], t[BLOCK] = { 0 };
	uint8_t *aad = malloc(a->aad_len + 2);

	must(aad != NULL, "no memory");
	ccm_block(a, l | (a->tag_len - 2) / 2 << 3 |
		  (a->aad_len > 0 ? 0x40 : 0), a->len, b);
	cbc_mac(ecb, a->key, t, b, BLOCK);
	if (a->aad_len > 0) {
		aad[0] = a->aad_len >> 8;
		aad[1] = a->aad_len & 0xff;
		memcpy(aad + 2, a->aad, a->aad_len);
		cbc_mac(ecb, a->key, t, aad, a->aad_len + 2);
	}
	cbc_mac(ecb, a->key, t, a->in, a->len);
	ccm_block(a, l, 1, b);
	ref_ctr(ecb, a->key, b, l + 1, a->in, out, a->len);
	ccm_block(a, l, 0, b);
	ref_ctr(ecb, a->key, b, l + 1, t, t, BLOCK);
	memcpy(tag, t, a->tag_len);
	free(aad);
}
