/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * What the engine lacks for MACs and what is constant in a session, so that
 * libcrypto makes it once: the MAC of the empty message, which not every
 * generation can make (sec.md 9.1, 12.2, 13), and the hash of a long key (9.4).
 */

#include <errno.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "sec_pmd.h"

static int
empty_digest(const char *name, uint8_t *out)
{
	EVP_MD *md = EVP_MD_fetch(NULL, name, NULL);
	int ok = md != NULL && EVP_Digest("", 0, out, NULL, md, NULL) == 1;

	EVP_MD_free(md);
	return ok ? 0 : -ENOTSUP;
}

static int
empty_hmac(const char *name, const uint8_t *key, size_t key_len, uint8_t *out)
{
	size_t len;

	return EVP_Q_mac(NULL, "HMAC", NULL, name, NULL, key, key_len,
			 (const uint8_t *)"", 0, out, 64, &len) != NULL ?
	       0 : -ENOTSUP;
}

static int
empty_cmac(const uint8_t *key, size_t key_len, uint8_t *out)
{
	size_t len;

	return EVP_Q_mac(NULL, "CMAC", NULL, "AES-128-CBC", NULL, key,
			 key_len, (const uint8_t *)"", 0, out, 64,
			 &len) != NULL ? 0 : -ENOTSUP;
}

static bool
aes_block(const uint8_t *key, const uint8_t *in, uint8_t *out)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int len;
	bool ok;

	ok = ctx != NULL &&
	     EVP_EncryptInit_ex(ctx, EVP_aes_128_ecb(), NULL, key, NULL) == 1 &&
	     EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
	     EVP_EncryptUpdate(ctx, out, &len, in, 16) == 1;
	EVP_CIPHER_CTX_free(ctx);
	return ok;
}

/* RFC 3566: the empty message is one block 80 00 .. 00, masked with K3. */
static int
empty_xcbc(const uint8_t *key, uint8_t *out)
{
	uint8_t k1[16], k3[16], block[16];
	bool ok;
	int i;

	memset(block, 1, sizeof(block));
	ok = aes_block(key, block, k1);
	memset(block, 3, sizeof(block));
	ok = ok && aes_block(key, block, k3);
	memset(block, 0, sizeof(block));
	block[0] = 0x80;
	for (i = 0; i < 16; i++)
		block[i] ^= k3[i];
	ok = ok && aes_block(k1, block, out);
	hisi_memzero(k1, sizeof(k1));
	hisi_memzero(k3, sizeof(k3));
	hisi_memzero(block, sizeof(block));
	return ok ? 0 : -ENOTSUP;
}

int
sec_short_key(const struct sec_auth_alg *alg, const uint8_t *key,
	      uint16_t *len, uint8_t *out)
{
	unsigned int n;
	EVP_MD *md;
	int ok;

	if (*len <= alg->block) {
		memcpy(out, key, *len);
		return 0;
	}
	md = EVP_MD_fetch(NULL, alg->digest_name, NULL);
	ok = md != NULL && EVP_Digest(key, *len, out, &n, md, NULL) == 1;
	EVP_MD_free(md);
	if (!ok) {
		SEC_LOG(ERR, "libcrypto cannot hash an HMAC key of %u bytes, which is longer than the block of %u",
			*len, alg->block);
		return -ENOTSUP;
	}
	*len = n;
	return 0;
}

int
sec_empty_mac(const struct sec_auth_alg *alg, const uint8_t *key,
	      size_t key_len, uint8_t *out)
{
	int ret;

	if (alg->algo == RTE_CRYPTO_AUTH_AES_XCBC_MAC)
		ret = empty_xcbc(key, out);
	else if (alg->algo == RTE_CRYPTO_AUTH_AES_CMAC)
		ret = empty_cmac(key, key_len, out);
	else if (alg->key.max == 0)
		ret = empty_digest(alg->digest_name, out);
	else
		ret = empty_hmac(alg->digest_name, key, key_len, out);
	if (ret != 0)
		SEC_LOG(ERR, "libcrypto cannot make the MAC of an empty message for auth algorithm %d, which the engine lacks",
			alg->algo);
	return ret;
}
