/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include "hisi_compat.h"
#include "ref_sym.h"

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "ref_sym: libcrypto fails at %s\n", what);
	abort();
}

static OSSL_PROVIDER *providers[2];

static void
unload_providers(void)
{
	OSSL_PROVIDER_unload(providers[0]);
	OSSL_PROVIDER_unload(providers[1]);
}

/* DES is in the legacy provider. */
static void
load_providers(void)
{
	if (providers[0] != NULL)
		return;
	providers[0] = OSSL_PROVIDER_load(NULL, "default");
	must(providers[0] != NULL, "default provider");
	providers[1] = OSSL_PROVIDER_load(NULL, "legacy");
	/* Registered after libcrypto's own clean-up, so run before it. */
	must(atexit(unload_providers) == 0, "atexit");
}

static const char *
cipher_name(enum rte_crypto_cipher_algorithm algo, size_t key_len)
{
	static char name[32];

	switch (algo) {
	case RTE_CRYPTO_CIPHER_AES_ECB:
		snprintf(name, sizeof(name), "AES-%zu-ECB", key_len * 8);
		return name;
	case RTE_CRYPTO_CIPHER_AES_CBC:
		snprintf(name, sizeof(name), "AES-%zu-CBC", key_len * 8);
		return name;
	case RTE_CRYPTO_CIPHER_AES_CTR:
		snprintf(name, sizeof(name), "AES-%zu-CTR", key_len * 8);
		return name;
	case RTE_CRYPTO_CIPHER_AES_XTS:
		snprintf(name, sizeof(name), "AES-%zu-XTS", key_len * 4);
		return name;
	case RTE_CRYPTO_CIPHER_3DES_ECB:
		return key_len == 16 ? "DES-EDE-ECB" : "DES-EDE3-ECB";
	case RTE_CRYPTO_CIPHER_3DES_CBC:
		return key_len == 16 ? "DES-EDE-CBC" : "DES-EDE3-CBC";
	case RTE_CRYPTO_CIPHER_DES_CBC:
		return "DES-CBC";
	case RTE_CRYPTO_CIPHER_SM4_ECB:
		return "SM4-ECB";
	case RTE_CRYPTO_CIPHER_SM4_CBC:
		return "SM4-CBC";
	case RTE_CRYPTO_CIPHER_SM4_CTR:
		return "SM4-CTR";
	HISI_FROM_23_07(
	case RTE_CRYPTO_CIPHER_SM4_OFB:
		return "SM4-OFB";
	case RTE_CRYPTO_CIPHER_SM4_CFB:
		return "SM4-CFB128";)
	HISI_FROM_24_11(
	case RTE_CRYPTO_CIPHER_SM4_XTS:
		return "SM4-XTS";)
	default:
		return NULL;
	}
}

bool
ref_is_xts(enum rte_crypto_cipher_algorithm algo)
{
	HISI_FROM_24_11(
	if (algo == RTE_CRYPTO_CIPHER_SM4_XTS)
		return true;)
	return algo == RTE_CRYPTO_CIPHER_AES_XTS;
}

/* DPDK's vectors of SM4-XTS are those of IEEE 1619. libcrypto's default is
 * GB/T 17964, whose tweaks differ from the second block on.
 */
static const OSSL_PARAM *
cipher_params(enum rte_crypto_cipher_algorithm algo)
{
	static char ieee[] = "IEEE";
	static const OSSL_PARAM xts[] = {
		{ "xts_standard", OSSL_PARAM_UTF8_STRING, ieee,
		  sizeof(ieee) - 1, 0 },
		{ NULL, 0, NULL, 0, 0 },
	};

	HISI_FROM_24_11(
	if (algo == RTE_CRYPTO_CIPHER_SM4_XTS)
		return xts;)
	(void)algo;
	(void)xts;
	return NULL;
}

void
ref_cipher(enum rte_crypto_cipher_algorithm algo, bool encrypt,
	   const uint8_t *key, size_t key_len, const uint8_t *iv,
	   const uint8_t *in, uint8_t *out, size_t len)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	EVP_CIPHER *c;
	int n;

	if (algo == RTE_CRYPTO_CIPHER_NULL)
		memmove(out, in, len);
	if (len == 0 || algo == RTE_CRYPTO_CIPHER_NULL)
		goto out;
	load_providers();
	must(cipher_name(algo, key_len) != NULL, "cipher name");
	c = EVP_CIPHER_fetch(NULL, cipher_name(algo, key_len), NULL);
	must(c != NULL, cipher_name(algo, key_len));
	must(EVP_CipherInit_ex2(ctx, c, key, iv, encrypt,
				cipher_params(algo)) == 1, "init");
	EVP_CIPHER_CTX_set_padding(ctx, 0);
	must(EVP_CipherUpdate(ctx, out, &n, in, len) == 1 &&
	     (size_t)n == len, "update");
	EVP_CIPHER_free(c);
out:
	EVP_CIPHER_CTX_free(ctx);
}

static const char *
hash_name(enum rte_crypto_auth_algorithm algo, bool *hmac)
{
	*hmac = false;
	switch (algo) {
	case RTE_CRYPTO_AUTH_MD5_HMAC:
		*hmac = true;
		/* fall through */
	case RTE_CRYPTO_AUTH_MD5:
		return "MD5";
	case RTE_CRYPTO_AUTH_SHA1_HMAC:
		*hmac = true;
		/* fall through */
	case RTE_CRYPTO_AUTH_SHA1:
		return "SHA1";
	case RTE_CRYPTO_AUTH_SHA224_HMAC:
		*hmac = true;
		/* fall through */
	case RTE_CRYPTO_AUTH_SHA224:
		return "SHA224";
	case RTE_CRYPTO_AUTH_SHA256_HMAC:
		*hmac = true;
		/* fall through */
	case RTE_CRYPTO_AUTH_SHA256:
		return "SHA256";
	case RTE_CRYPTO_AUTH_SHA384_HMAC:
		*hmac = true;
		/* fall through */
	case RTE_CRYPTO_AUTH_SHA384:
		return "SHA384";
	case RTE_CRYPTO_AUTH_SHA512_HMAC:
		*hmac = true;
		/* fall through */
	case RTE_CRYPTO_AUTH_SHA512:
		return "SHA512";
	HISI_FROM_23_07(
	case RTE_CRYPTO_AUTH_SM3_HMAC:
		*hmac = true;
		return "SM3";)
	case RTE_CRYPTO_AUTH_SM3:
		return "SM3";
	default:
		return NULL;
	}
}

/* RFC 3566, from AES-CBC with a zero IV. */
static size_t
xcbc(const uint8_t *key, const uint8_t *in, size_t len, uint8_t *out)
{
	uint8_t blocks[3][16], k[3][16], zero[16] = { 0 };
	size_t padded = len == 0 ? 16 : (len + 15) / 16 * 16, i;
	uint8_t *buf = calloc(1, padded);
	const uint8_t *mask;
	int j;

	must(buf != NULL, "memory");
	for (j = 0; j < 3; j++)
		memset(blocks[j], j + 1, 16);
	ref_cipher(RTE_CRYPTO_CIPHER_AES_ECB, true, key, 16, NULL, blocks[0],
		   k[0], sizeof(blocks));
	memcpy(buf, in, len);
	mask = len != 0 && len % 16 == 0 ? k[1] : k[2];
	if (len == 0 || len % 16 != 0)
		buf[len] = 0x80;
	for (i = 0; i < 16; i++)
		buf[padded - 16 + i] ^= mask[i];
	ref_cipher(RTE_CRYPTO_CIPHER_AES_CBC, true, k[0], 16, zero, buf, buf,
		   padded);
	memcpy(out, buf + padded - 16, 16);
	free(buf);
	return 16;
}

size_t
ref_auth(enum rte_crypto_auth_algorithm algo, const uint8_t *key,
	 size_t key_len, const uint8_t *iv, const uint8_t *in, size_t len,
	 uint8_t *out)
{
	const char *name;
	char cipher[32];
	size_t n = 0;
	bool hmac;

	load_providers();
	switch (algo) {
	case RTE_CRYPTO_AUTH_NULL:
		return 0;
	case RTE_CRYPTO_AUTH_AES_XCBC_MAC:
		return xcbc(key, in, len, out);
	case RTE_CRYPTO_AUTH_AES_CMAC:
		snprintf(cipher, sizeof(cipher), "AES-%zu-CBC", key_len * 8);
		must(EVP_Q_mac(NULL, "CMAC", NULL, cipher, NULL, key, key_len,
			       in, len, out, 16, &n) != NULL, "CMAC");
		return n;
	case RTE_CRYPTO_AUTH_AES_GMAC:
		ref_aead(RTE_CRYPTO_AEAD_AES_GCM, key, key_len, iv, 12, in,
			 len, NULL, NULL, 0, out, 16);
		return 16;
	default:
		break;
	}
	name = hash_name(algo, &hmac);
	must(name != NULL, "auth name");
	if (hmac)
		must(EVP_Q_mac(NULL, "HMAC", NULL, name, NULL, key, key_len,
			       in, len, out, 64, &n) != NULL, name);
	else
		must(EVP_Q_digest(NULL, name, NULL, in, len, out, &n) == 1,
		     name);
	return n;
}

void
ref_aead(enum rte_crypto_aead_algorithm algo, const uint8_t *key,
	 size_t key_len, const uint8_t *iv, size_t iv_len, const uint8_t *aad,
	 size_t aad_len, const uint8_t *in, uint8_t *out, size_t len,
	 uint8_t *tag, size_t tag_len)
{
	bool ccm = algo == RTE_CRYPTO_AEAD_AES_CCM;
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	uint8_t none[16];
	EVP_CIPHER *c;
	char name[32];
	int n;

	snprintf(name, sizeof(name), "AES-%zu-%s", key_len * 8,
		 ccm ? "CCM" : "GCM");
	c = EVP_CIPHER_fetch(NULL, name, NULL);
	must(c != NULL, name);
	must(EVP_EncryptInit_ex2(ctx, c, NULL, NULL, NULL) == 1, "init");
	must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, iv_len,
				 NULL) == 1, "IV length");
	if (ccm)
		must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, tag_len,
					 NULL) == 1, "tag length");
	must(EVP_EncryptInit_ex2(ctx, NULL, key, iv, NULL) == 1, "key");
	if (ccm)
		must(EVP_EncryptUpdate(ctx, NULL, &n, NULL, len) == 1,
		     "CCM length");
	if (aad_len != 0)
		must(EVP_EncryptUpdate(ctx, NULL, &n, aad, aad_len) == 1,
		     "AAD");
	if (len != 0 || ccm)
		must(EVP_EncryptUpdate(ctx, len != 0 ? out : none, &n,
				       len != 0 ? in : none, len) == 1,
		     "data");
	must(EVP_EncryptFinal_ex(ctx, none, &n) == 1, "final");
	must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, tag_len,
				 tag) == 1, "tag");
	EVP_CIPHER_free(c);
	EVP_CIPHER_CTX_free(ctx);
}
