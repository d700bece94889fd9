/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: block cipher modes of libcrypto. */

#include <stdio.h>
#include <string.h>

#include "msec_evp.h"

#define DES_KEY 8

static const char *const mode_name[MSEC_NB_C_MODES] = {
	[HISI_SEC_C_MODE_ECB] = "ECB", [HISI_SEC_C_MODE_CBC] = "CBC",
	[HISI_SEC_C_MODE_CFB] = "CFB", [HISI_SEC_C_MODE_OFB] = "OFB",
	[HISI_SEC_C_MODE_CTR] = "CTR", [HISI_SEC_C_MODE_GCM] = "GCM",
	[HISI_SEC_C_MODE_XTS] = "XTS",
};

static EVP_CIPHER *
cipher_fetch(uint8_t alg, uint8_t mode, unsigned int key_bits)
{
	char name[32];

	if (alg == HISI_SEC_C_ALG_AES)
		snprintf(name, sizeof(name), "AES-%u-%s", key_bits,
			 mode_name[mode]);
	else if (alg == HISI_SEC_C_ALG_SM4)
		snprintf(name, sizeof(name), "SM4-%s", mode_name[mode]);
	else
		snprintf(name, sizeof(name), "DES-EDE3%s",
			 mode == HISI_SEC_C_MODE_CBC ? "-CBC" : "");
	return EVP_CIPHER_fetch(NULL, name, NULL);
}

/* Fetching takes locks and time: once per place of execution. */
static const EVP_CIPHER *
cipher_get(struct msec_engine *e, uint8_t alg, uint8_t mode, uint32_t len)
{
	unsigned int half = mode == HISI_SEC_C_MODE_XTS ? len / 2 : len;
	unsigned int code = 0;
	EVP_CIPHER **p;

	if (alg == HISI_SEC_C_ALG_AES)
		code = (half - MSEC_BLOCK) / 8;
	p = &e->evp[alg][mode][code];
	if (*p == NULL)
		*p = cipher_fetch(alg, mode, 8 * half);
	return *p;
}

void
msec_evp_free_ciphers(struct msec_engine *e)
{
	unsigned int alg, mode, code;

	for (alg = 0; alg < MSEC_NB_C_ALGS; alg++)
		for (mode = 0; mode < MSEC_NB_C_MODES; mode++)
			for (code = 0; code < MSEC_NB_C_KEYS; code++)
				EVP_CIPHER_free(e->evp[alg][mode][code]);
}

/*
 * Single DES is EDE with three equal keys, two keys are K1, K2, K1 (8.2).
 * libcrypto has single DES only in the provider "legacy", which need not be
 * installed.
 */
static void
des_expand(const uint8_t *key, uint32_t len, uint8_t *full)
{
	const uint8_t *k2 = len > DES_KEY ? key + DES_KEY : key;
	const uint8_t *k3 = len > 2 * DES_KEY ? key + 2 * DES_KEY : key;

	memcpy(full, key, DES_KEY);
	memcpy(full + DES_KEY, k2, DES_KEY);
	memcpy(full + 2 * DES_KEY, k3, DES_KEY);
}

EVP_CIPHER_CTX *
msec_evp_new(struct msec_engine *e, uint8_t alg, uint8_t mode,
	     const uint8_t *key, uint32_t len, bool enc)
{
	const EVP_CIPHER *cipher = cipher_get(e, alg, mode, len);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	uint8_t full[3 * DES_KEY];
	int ok;

	if (cipher == NULL || ctx == NULL)
		goto fail;
	if (alg == HISI_SEC_C_ALG_DES || alg == HISI_SEC_C_ALG_3DES) {
		des_expand(key, len, full);
		key = full;
	}
	ok = EVP_CipherInit_ex2(ctx, cipher, key, NULL, enc, NULL);
	model_wipe(full, sizeof(full));
	if (ok == 1)
		return ctx;
fail:
	EVP_CIPHER_CTX_free(ctx);
	return NULL;
}

int
msec_evp_iv(EVP_CIPHER_CTX *ctx, const uint8_t *iv)
{
	return EVP_CipherInit_ex2(ctx, NULL, NULL, iv, -1, NULL) == 1 ?
		MSEC_OK : MSEC_ERR_INTERNAL;
}

/*
 * EVP_Cipher() and not EVP_CipherUpdate(): it neither buffers blocks nor
 * pads, and whoever calls this has checked the length.
 */
int
msec_evp_whole(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint8_t *out, size_t len)
{
	return len == 0 || EVP_Cipher(ctx, out, in, len) == (int)len ?
		MSEC_OK : MSEC_ERR_INTERNAL;
}

int
msec_evp_run(EVP_CIPHER_CTX *ctx, const uint8_t *in, uint8_t *out, size_t len)
{
	for (; len > MODEL_SLICE; len -= MODEL_SLICE) {
		if (msec_evp_whole(ctx, in, out, MODEL_SLICE) != MSEC_OK ||
		    !model_go_on_here())
			return MSEC_ERR_INTERNAL;
		in += MODEL_SLICE;
		out += MODEL_SLICE;
	}
	return msec_evp_whole(ctx, in, out, len);
}

int
msec_evp_crypt(EVP_CIPHER_CTX *ctx, const uint8_t *iv, const uint8_t *in,
	       uint8_t *out, size_t len)
{
	int ret = msec_evp_iv(ctx, iv);

	return ret != 0 ? ret : msec_evp_run(ctx, in, out, len);
}

/* Blocks until the last width bytes of the counter are zero again, minus 1;
 * of more than 8 bytes the last 8, which is far beyond any data.
 */
static uint64_t
ctr_left(const uint8_t *ctr, unsigned int width)
{
	uint64_t left = 0;
	unsigned int i;

	for (i = MSEC_BLOCK - width; i < MSEC_BLOCK; i++)
		left = left << 8 | (uint8_t)~ctr[i];
	return left;
}

int
msec_evp_ctr(EVP_CIPHER_CTX *ctx, const uint8_t *iv, unsigned int width,
	     const uint8_t *in, uint8_t *out, size_t len)
{
	uint8_t ctr[MSEC_BLOCK];
	uint64_t left;
	size_t n;
	int ret;

	memcpy(ctr, iv, sizeof(ctr));
	while (len > 0) {
		n = len;
		/* libcrypto counts in the whole block. */
		if (width < MSEC_BLOCK) {
			left = ctr_left(ctr, width);
			if ((len - 1) / MSEC_BLOCK > left)
				n = (left + 1) * MSEC_BLOCK;
		}
		ret = msec_evp_crypt(ctx, ctr, in, out, n);
		if (ret != 0)
			return ret;
		in += n;
		out += n;
		len -= n;
		memset(&ctr[MSEC_BLOCK - width], 0, width);
	}
	return MSEC_OK;
}

int
msec_evp_setup(struct msec_engine *e, struct msec_key *key)
{
	key->evp[0] = msec_evp_new(e, key->id.alg, key->id.mode, key->bytes,
				   key->id.len, key->id.enc);
	return key->evp[0] != NULL ? MSEC_OK : MSEC_ERR_INTERNAL;
}
