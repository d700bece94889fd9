/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The work that libcrypto does, because the engine cannot (sec.md 9.1, 10.3,
 * 12.2, 13). For a session: the MAC of the empty message, which not every
 * generation can make, and the hash of a long key (9.4). At enqueue: AEAD of an
 * empty payload in generation 2; the op comes back in its turn like any other.
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

/* Of a MAC by name, and by the name of the hash or cipher that it uses. */
static int
empty_mac(const char *name, const char *part, const uint8_t *key,
	  size_t key_len, uint8_t *out)
{
	size_t len;

	return EVP_Q_mac(NULL, name, NULL, part, NULL, key, key_len,
			 (const uint8_t *)"", 0, out, 64, &len) != NULL ?
	       0 : -ENOTSUP;
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
sec_short_key(const struct sec_alg *alg, const uint8_t *key,
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
sec_empty_mac(const struct sec_alg *alg, const uint8_t *key,
	      size_t key_len, uint8_t *out)
{
	int ret;

	if (alg->algo == RTE_CRYPTO_AUTH_AES_XCBC_MAC)
		ret = empty_xcbc(key, out);
	else if (alg->algo == RTE_CRYPTO_AUTH_AES_CMAC)
		ret = empty_mac("CMAC", "AES-128-CBC", key, key_len, out);
	else if (alg->key.max == 0)
		ret = empty_digest(alg->digest_name, out);
	else
		ret = empty_mac("HMAC", alg->digest_name, key, key_len, out);
	if (ret != 0)
		SEC_LOG(ERR, "libcrypto cannot make the MAC of an empty message for auth algorithm %d, which the engine lacks",
			alg->algo);
	return ret;
}

struct sec_soft {
	EVP_CIPHER_CTX *ctx;
	/** By mode and key length code. */
	EVP_CIPHER *gcm[3];
	EVP_CIPHER *ccm[3];
};

void
sec_soft_free(struct sec_soft *soft)
{
	unsigned int i;

	if (soft == NULL)
		return;
	for (i = 0; i < RTE_DIM(soft->gcm); i++) {
		EVP_CIPHER_free(soft->gcm[i]);
		EVP_CIPHER_free(soft->ccm[i]);
	}
	EVP_CIPHER_CTX_free(soft->ctx);
	free(soft);
}

struct sec_soft *
sec_soft_new(void)
{
	static const char * const gcm[] = {
		"AES-128-GCM", "AES-192-GCM", "AES-256-GCM",
	};
	static const char * const ccm[] = {
		"AES-128-CCM", "AES-192-CCM", "AES-256-CCM",
	};
	struct sec_soft *soft = calloc(1, sizeof(*soft));
	unsigned int i;
	bool ok;

	if (soft == NULL)
		return NULL;
	soft->ctx = EVP_CIPHER_CTX_new();
	ok = soft->ctx != NULL;
	for (i = 0; i < RTE_DIM(gcm); i++) {
		soft->gcm[i] = EVP_CIPHER_fetch(NULL, gcm[i], NULL);
		soft->ccm[i] = EVP_CIPHER_fetch(NULL, ccm[i], NULL);
		ok = ok && soft->gcm[i] != NULL && soft->ccm[i] != NULL;
	}
	if (ok)
		return soft;
	SEC_LOG(ERR, "libcrypto lacks AES-GCM or AES-CCM, which generation v2 needs for empty payloads");
	sec_soft_free(soft);
	return NULL;
}

static bool
tag_make(struct sec_soft *soft, const struct sec_session *s,
	 const uint8_t *nonce, size_t nonce_len, const uint8_t *aad,
	 uint8_t *tag)
{
	bool ccm = (s->flags & SEC_F_CCM) != 0;
	EVP_CIPHER_CTX *ctx = soft->ctx;
	uint8_t none[16] = { 0 };
	int n;

	return EVP_CIPHER_CTX_reset(ctx) == 1 &&
	       EVP_EncryptInit_ex2(ctx, ccm ? soft->ccm[s->c_key_code] :
					      soft->gcm[s->c_key_code],
				   NULL, NULL, NULL) == 1 &&
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_IVLEN, nonce_len,
				   NULL) == 1 &&
	       (!ccm || EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG,
					    s->digest_len, NULL) == 1) &&
	       EVP_EncryptInit_ex2(ctx, NULL, s->c_key, nonce, NULL) == 1 &&
	       (!ccm || EVP_EncryptUpdate(ctx, NULL, &n, NULL, 0) == 1) &&
	       (s->aad_len == 0 ||
		EVP_EncryptUpdate(ctx, NULL, &n, aad, s->aad_len) == 1) &&
	       (!ccm || EVP_EncryptUpdate(ctx, none, &n, none, 0) == 1) &&
	       EVP_EncryptFinal_ex(ctx, none, &n) == 1 &&
	       EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, s->digest_len,
				   tag) == 1;
}

uint8_t
sec_soft_aead(struct sec_qp *qp, const struct sec_session *s,
	      const uint8_t *iv, const uint8_t *aad, uint8_t *given)
{
	bool ccm = (s->flags & SEC_F_CCM) != 0;
	uint8_t status = RTE_CRYPTO_OP_STATUS_SUCCESS;
	uint8_t tag[16];

	if (!tag_make(qp->soft, s, iv + ccm, ccm ? s->nonce_len : 12, aad,
		      tag)) {
		status = RTE_CRYPTO_OP_STATUS_ERROR;
		hisi_qm_op_error(qp->qm.pair, "libcrypto fails at an empty payload");
	} else if (!(s->flags & SEC_F_VERIFY)) {
		memcpy(given, tag, s->digest_len);
	} else if (!hisi_memeq(tag, given, s->digest_len)) {
		status = RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
	}
	hisi_memzero(tag, sizeof(tag));
	EVP_CIPHER_CTX_reset(qp->soft->ctx);
	return status;
}
