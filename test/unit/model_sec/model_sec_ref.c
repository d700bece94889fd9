/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/* Single DES is in the functions of old, or in a provider that need not be
 * installed.
 */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/des.h>
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

void
ref_cipher(const char *name, bool enc, const uint8_t *key, const uint8_t *iv,
	   const uint8_t *in, uint8_t *out, size_t len)
{
	EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int n, m;

	must(cipher != NULL && ctx != NULL, name);
	must(EVP_CipherInit_ex(ctx, cipher, NULL, key, iv, enc) == 1 &&
	     EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
	     EVP_CipherUpdate(ctx, out, &n, in, len) == 1 &&
	     EVP_CipherFinal_ex(ctx, out + n, &m) == 1, name);
	must((size_t)(n + m) == len, "length of a cipher");
	EVP_CIPHER_CTX_free(ctx);
	EVP_CIPHER_free(cipher);
}

void
ref_des(bool enc, const uint8_t *key, const uint8_t *iv, const uint8_t *in,
	uint8_t *out, size_t len)
{
	DES_key_schedule ks;
	DES_cblock chain;
	size_t i;

	DES_set_key_unchecked((const_DES_cblock *)(uintptr_t)key, &ks);
	if (iv != NULL) {
		memcpy(chain, iv, sizeof(chain));
		DES_cbc_encrypt(in, out, len, &ks, &chain, enc);
		return;
	}
	for (i = 0; i < len; i += 8)
		DES_ecb_encrypt((const_DES_cblock *)(uintptr_t)(in + i),
				(DES_cblock *)(out + i), &ks, enc);
}

static void
xor(uint8_t *out, const uint8_t *in, size_t len)
{
	while (len-- > 0)
		out[len] ^= in[len];
}

void
ref_ctr(const char *ecb, const uint8_t *key, const uint8_t *iv,
	unsigned int width, const uint8_t *in, uint8_t *out, size_t len)
{
	uint8_t ctr[BLOCK], stream[BLOCK];
	unsigned int i;
	size_t n;

	memcpy(ctr, iv, BLOCK);
	for (; len > 0; len -= n, in += n, out += n) {
		n = len < BLOCK ? len : BLOCK;
		ref_cipher(ecb, true, key, NULL, ctr, stream, BLOCK);
		memmove(out, in, n);
		xor(out, stream, n);
		for (i = 0; i < width; i++)
			if (++ctr[BLOCK - 1 - i] != 0)
				break;
	}
}

void
ref_cts_encrypt(const char *cbc, unsigned int variant, const uint8_t *key,
		const uint8_t *iv, const uint8_t *in, uint8_t *out, size_t len)
{
	size_t n = (len + BLOCK - 1) / BLOCK;
	size_t d = len - BLOCK * (n - 1);
	uint8_t *padded = calloc(n, BLOCK), *c = calloc(n, BLOCK);
	const uint8_t *before, *last;

	must(padded != NULL && c != NULL, "no memory");
	memcpy(padded, in, len);
	ref_cipher(cbc, true, key, iv, padded, c, n * BLOCK);
	if (n == 1) {
		memcpy(out, c, BLOCK);
	} else {
		before = c + BLOCK * (n - 2);
		last = c + BLOCK * (n - 1);
		memcpy(out, c, BLOCK * (n - 2));
		out += BLOCK * (n - 2);
		if (variant == 3 || (variant == 2 && d < BLOCK)) {
			memcpy(out, last, BLOCK);
			memcpy(out + BLOCK, before, d);
		} else {
			memcpy(out, before, d);
			memcpy(out + d, last, BLOCK);
		}
	}
	free(padded);
	free(c);
}

/* The tweak of block n: the first one, doubled n times. */
static void
xts_tweak(bool gb, const uint8_t *first, size_t n, uint8_t *t)
{
	unsigned int carry, i;

	memcpy(t, first, BLOCK);
	while (n-- > 0) {
		if (gb) {
			carry = t[BLOCK - 1] & 1;
			for (i = BLOCK - 1; i > 0; i--)
				t[i] = t[i] >> 1 | t[i - 1] << 7;
			t[0] = t[0] >> 1 ^ (carry ? 0xe1 : 0);
		} else {
			carry = t[BLOCK - 1] >> 7;
			for (i = BLOCK - 1; i > 0; i--)
				t[i] = t[i] << 1 | t[i - 1] >> 7;
			t[0] = t[0] << 1 ^ (carry ? 0x87 : 0);
		}
	}
}

static void
xts_block(const char *ecb, const uint8_t *key, const uint8_t *tweak,
	  const uint8_t *in, uint8_t *out)
{
	uint8_t block[BLOCK];

	memcpy(block, in, BLOCK);
	xor(block, tweak, BLOCK);
	ref_cipher(ecb, true, key, NULL, block, out, BLOCK);
	xor(out, tweak, BLOCK);
}

void
ref_xts_encrypt(const char *ecb, bool gb, const uint8_t *key, size_t half,
		const uint8_t *tweak, const uint8_t *in, uint8_t *out,
		size_t len)
{
	size_t n = len / BLOCK, rest = len % BLOCK, i;
	uint8_t first[BLOCK], t[BLOCK], c[BLOCK], p[BLOCK];

	ref_cipher(ecb, true, key + half, NULL, tweak, first, BLOCK);
	for (i = 0; i < n; i++) {
		xts_tweak(gb, first, i, t);
		xts_block(ecb, key, t, in + i * BLOCK, out + i * BLOCK);
	}
	if (rest == 0)
		return;
	memcpy(c, out + (n - 1) * BLOCK, BLOCK);
	memcpy(p, in + n * BLOCK, rest);
	memcpy(p + rest, c + rest, BLOCK - rest);
	xts_tweak(gb, first, n, t);
	xts_block(ecb, key, t, p, out + (n - 1) * BLOCK);
	memcpy(out + n * BLOCK, c, rest);
}

size_t
ref_digest(const char *name, const uint8_t *msg, size_t len, uint8_t *out)
{
	size_t n;

	must(EVP_Q_digest(NULL, name, NULL, msg, len, out, &n) == 1, name);
	return n;
}

size_t
ref_hmac(const char *name, const uint8_t *key, size_t key_len,
	 const uint8_t *msg, size_t len, uint8_t *out)
{
	static const uint8_t empty;
	size_t n;

	must(EVP_Q_mac(NULL, "HMAC", NULL, name, NULL,
		       key_len ? key : &empty, key_len, msg, len, out, 64,
		       &n) != NULL, name);
	return n;
}

void
ref_cmac(const uint8_t *key, const uint8_t *msg, size_t len, uint8_t *out)
{
	size_t n;

	must(EVP_Q_mac(NULL, "CMAC", NULL, "AES-128-CBC", NULL, key, BLOCK,
		       msg, len, out, BLOCK, &n) != NULL && n == BLOCK,
	     "CMAC");
}

void
ref_xcbc(const uint8_t *key, const uint8_t *msg, size_t len, uint8_t *out)
{
	uint8_t k[3][BLOCK], e[BLOCK] = { 0 }, last[BLOCK] = { 0 };
	uint8_t block[BLOCK];
	unsigned int i;

	for (i = 0; i < 3; i++) {
		memset(block, i + 1, BLOCK);
		ref_cipher("AES-128-ECB", true, key, NULL, block, k[i], BLOCK);
	}
	for (; len > BLOCK; len -= BLOCK, msg += BLOCK) {
		xor(e, msg, BLOCK);
		ref_cipher("AES-128-ECB", true, k[0], NULL, e, block, BLOCK);
		memcpy(e, block, BLOCK);
	}
	memcpy(last, msg, len);
	if (len < BLOCK)
		last[len] = 0x80;
	xor(e, last, BLOCK);
	xor(e, len < BLOCK ? k[2] : k[1], BLOCK);
	ref_cipher("AES-128-ECB", true, k[0], NULL, e, out, BLOCK);
}
