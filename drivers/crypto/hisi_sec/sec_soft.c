/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * AEAD of an empty payload in generation 2, whose engine cannot do it
 * (sec.md 10.3, 12.2, 13): libcrypto does, at enqueue. The op comes back in
 * its turn like any other.
 */

#include <errno.h>

#include <openssl/evp.h>

#include "sec_pmd.h"

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
