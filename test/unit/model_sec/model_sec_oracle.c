/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_sec_oracle.h"
#include "model_sec_ref.h"

size_t
oracle_key_len(const struct sec_desc *d)
{
	size_t len;

	if (d->c_alg == 0)
		return 8;
	if (d->c_alg == 1)
		return d->c_key_len == 3 ? 16 : 24;
	len = d->c_alg == 3 ? 16 : 16 + 8 * d->c_key_len;
	return d->c_mode == 7 ? 2 * len : len;
}

size_t
oracle_iv_len(const struct sec_desc *d)
{
	if (d->c_mode == 0)
		return 0;
	return d->c_alg < 2 ? 8 : 16;
}

/* Name of the block cipher in a mode. */
static void
cipher_name(const struct sec_desc *d, const char *mode, char name[32])
{
	if (d->c_alg == 2)
		snprintf(name, 32, "AES-%u-%s", 128 + 64 * d->c_key_len, mode);
	else if (d->c_alg == 3)
		snprintf(name, 32, "SM4-%s", mode);
	else
		snprintf(name, 32, "DES-EDE%s%s", d->c_key_len == 3 ? "" : "3",
			 strcmp(mode, "CBC") == 0 ? "-CBC" : "");
}

void
oracle_encrypt(const struct sec_desc *d, const uint8_t *in, uint8_t *out,
	       size_t len)
{
	static const char *const mode[] = { "ECB", "CBC", "CFB", "OFB" };
	static const unsigned int width[] = { 4, 8, 16, 16 };
	const uint8_t *iv = d->c_mode == 0 ? NULL : d->c_iv;
	char name[32];

	if (d->c_alg == 0) {
		ref_des(true, d->c_key, iv, in, out, len);
	} else if (d->c_mode == 4) {
		cipher_name(d, "ECB", name);
		ref_ctr(name, d->c_key, iv,
			width[d->type == 2 ? 0 : d->ctr_mode], in, out, len);
	} else if (d->c_mode == 7) {
		cipher_name(d, "ECB", name);
		ref_xts_encrypt(name, d->c_alg == 3 && d->ctr_mode == 1,
				d->c_key, oracle_key_len(d) / 2, iv, in, out,
				len);
	} else if (d->c_mode == 9) {
		cipher_name(d, "CBC", name);
		ref_cts_encrypt(name, d->c_width, d->c_key, iv, in, out, len);
	} else {
		cipher_name(d, mode[d->c_mode], name);
		ref_cipher(name, true, d->c_key, iv, in, out, len);
	}
}

/* Tables 5.10 and 9.2. */
static const struct {
	uint32_t hash, hmac;
	const char *name;
	size_t block, digest, state;
} hashes[] = {
	{ 0x00, 0x10, "SHA1", 64, 20, 20 },
	{ 0x01, 0x11, "SHA256", 64, 32, 32 },
	{ 0x02, 0x12, "MD5", 64, 16, 16 },
	{ 0x03, 0x13, "SHA224", 64, 28, 32 },
	{ 0x04, 0x14, "SHA384", 128, 48, 64 },
	{ 0x05, 0x15, "SHA512", 128, 64, 64 },
	{ 0x06, 0x16, "SHA512-224", 128, 28, 64 },
	{ 0x07, 0x17, "SHA512-256", 128, 32, 64 },
	{ 0x25, 0x26, "SM3", 64, 32, 32 },
};

#define NB_HASHES (sizeof(hashes) / sizeof(hashes[0]))

static size_t
hash_index(uint32_t a_alg)
{
	size_t i;

	for (i = 0; i < NB_HASHES; i++)
		if (hashes[i].hash == a_alg || hashes[i].hmac == a_alg)
			break;
	return i;
}

const char *
oracle_hash(uint32_t a_alg)
{
	size_t i = hash_index(a_alg);

	return i < NB_HASHES ? hashes[i].name : NULL;
}

size_t
oracle_digest_len(uint32_t a_alg)
{
	size_t i = hash_index(a_alg);

	return i < NB_HASHES ? hashes[i].digest : 16;
}

size_t
oracle_block_len(uint32_t a_alg)
{
	return hashes[hash_index(a_alg)].block;
}

size_t
oracle_state_len(uint32_t a_alg)
{
	return hashes[hash_index(a_alg)].state;
}

void
oracle_mac(const struct sec_desc *d, const uint8_t *msg, size_t len,
	   uint8_t *out)
{
	size_t i = hash_index(d->a_alg);
	struct ref_aead gmac = {
		.key = d->a_key,
		.key_len = 4 * d->a_key_words,
		.nonce = d->a_iv,
		.nonce_len = 12,
		.aad = msg,
		.aad_len = len,
		.tag_len = 16,
	};

	if (i < NB_HASHES && d->a_alg == hashes[i].hmac)
		ref_hmac(hashes[i].name, d->a_key, 4 * d->a_key_words, msg,
			 len, out);
	else if (i < NB_HASHES)
		ref_digest(hashes[i].name, msg, len, out);
	else if (d->a_alg == 0x20)
		ref_xcbc(d->a_key, msg, len, out);
	else if (d->a_alg == 0x21)
		ref_cmac(d->a_key, msg, len, out);
	else
		ref_gcm_encrypt(&gmac, NULL, out);
}

void
oracle_aead(const struct sec_desc *d, const uint8_t *aad, const uint8_t *in,
	    uint8_t *out, uint8_t *tag)
{
	const uint8_t *iv = d->c_iv;
	struct ref_aead a = {
		.key = d->c_key,
		.key_len = oracle_key_len(d),
		.nonce = d->c_mode == 5 ? iv + 1 : iv,
		.nonce_len = d->c_mode == 5 ? 14 - (iv[0] & 7) : 12,
		.aad = aad,
		.aad_len = d->a_len,
		.in = in,
		.len = d->c_len,
		.tag_len = d->c_icv_len,
	};

	if (d->c_alg == 3 && d->c_mode == 5)
		ref_ccm_slow("SM4-ECB", &a, out, tag);
	else if (d->c_alg == 3)
		ref_gcm_slow("SM4-ECB", &a, out, tag);
	else if (d->c_mode == 5)
		ref_ccm_encrypt(&a, out, tag);
	else
		ref_gcm_encrypt(&a, out, tag);
}

void
oracle_ccm_blocks(const struct sec_desc *d, const uint8_t *nonce,
		  size_t nonce_len, uint8_t *a1, uint8_t *b0)
{
	uint8_t l1 = 14 - nonce_len;
	uint32_t left = d->c_len;
	int i;

	memset(a1, 0, 16);
	a1[0] = l1;
	memcpy(a1 + 1, nonce, nonce_len);
	memcpy(b0, a1, 16);
	a1[15] = 1;
	b0[0] |= (d->c_icv_len - 2) / 2 << 3 | (d->a_len > 0 ? 0x40 : 0);
	for (i = 15; i > (int)nonce_len; i--, left >>= 8)
		b0[i] = (uint8_t)left;
}
