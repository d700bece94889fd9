/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Digests for RSA paddings and SM2, by libcrypto. */

#include <errno.h>
#include <string.h>

#include <openssl/err.h>

#include <hisi_compat.h>

#include "hpre_pad.h"

static const struct hpre_hash hashes[HPRE_NB_HASHES] = {
	{ RTE_CRYPTO_AUTH_MD5, "MD5", 16, 18,
	  { 0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7,
	    0x0d, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10 } },
	{ RTE_CRYPTO_AUTH_SHA1, "SHA1", 20, 15,
	  { 0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a,
	    0x05, 0x00, 0x04, 0x14 } },
	{ RTE_CRYPTO_AUTH_SHA224, "SHA224", 28, 19,
	  { 0x30, 0x2d, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x04, 0x05, 0x00, 0x04, 0x1c } },
	{ RTE_CRYPTO_AUTH_SHA256, "SHA256", 32, 19,
	  { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 } },
	{ RTE_CRYPTO_AUTH_SHA384, "SHA384", 48, 19,
	  { 0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x02, 0x05, 0x00, 0x04, 0x30 } },
	{ RTE_CRYPTO_AUTH_SHA512, "SHA512", 64, 19,
	  { 0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40 } },
	{ RTE_CRYPTO_AUTH_SM3, "SM3", 32, 0, { 0 } },
};

#define SM3 (HPRE_NB_HASHES - 1)

const struct hpre_hash *
hpre_hash_get(enum rte_crypto_auth_algorithm algo)
{
	size_t i;

	for (i = 0; i < HPRE_NB_HASHES; i++)
		if (hashes[i].algo == algo && hashes[i].prefix_len != 0)
			return &hashes[i];
	return NULL;
}

const struct hpre_hash *
hpre_hash_sm3(void)
{
	return &hashes[SM3];
}

void
hpre_hashes_fetch(struct hpre_hashes *h)
{
	size_t i;

	/* A FIPS provider lacks some; ops that name them are refused. */
	ERR_set_mark();
	for (i = 0; i < HPRE_NB_HASHES; i++)
		h->md[i] = EVP_MD_fetch(NULL, hashes[i].name, NULL);
	ERR_pop_to_mark();
}

void
hpre_hashes_free(struct hpre_hashes *h)
{
	size_t i;

	for (i = 0; i < HPRE_NB_HASHES; i++)
		EVP_MD_free(h->md[i]);
	memset(h, 0, sizeof(*h));
}

int
hpre_hash_ctx_init(struct hpre_hash_ctx *c, const struct hpre_hashes *h)
{
	size_t i;

	c->hashes = h;
	for (i = 0; i < HPRE_NB_HASHES; i++) {
		c->ctx[i] = EVP_MD_CTX_new();
		if (c->ctx[i] == NULL)
			return -ENOMEM;
	}
	return 0;
}

void
hpre_hash_ctx_free(struct hpre_hash_ctx *c)
{
	size_t i;

	for (i = 0; i < HPRE_NB_HASHES; i++)
		EVP_MD_CTX_free(c->ctx[i]);
	memset(c, 0, sizeof(*c));
}

/* Each hash has a context of its own, so that it is set up only once. */
bool
hpre_digest(struct hpre_hash_ctx *c, const struct hpre_hash *hash,
	    const struct hpre_piece *pieces, unsigned int nb, uint8_t *out)
{
	EVP_MD_CTX *ctx = c->ctx[hash - hashes];
	unsigned int i;

	if (c->hashes->md[hash - hashes] == NULL ||
	    !EVP_DigestInit_ex(ctx, c->hashes->md[hash - hashes], NULL))
		return false;
	for (i = 0; i < nb; i++)
		if (pieces[i].len != 0 &&
		    !EVP_DigestUpdate(ctx, pieces[i].p, pieces[i].len))
			return false;
	return EVP_DigestFinal_ex(ctx, out, NULL);
}

bool
hpre_mgf1_xor(struct hpre_hash_ctx *c, const struct hpre_hash *hash,
	      const uint8_t *seed, size_t seed_len, uint8_t *data, size_t len)
{
	uint8_t counter[4] = { 0 }, mask[HPRE_MAX_DIGEST];
	const struct hpre_piece pieces[] = {
		{ seed, seed_len }, { counter, sizeof(counter) },
	};
	size_t i, n;

	/* At most 512 bytes: one byte of the counter is enough. */
	for (; len > 0; counter[3]++, len -= n, data += n) {
		if (!hpre_digest(c, hash, pieces, RTE_DIM(pieces), mask))
			return false;
		n = RTE_MIN(len, (size_t)hash->len);
		for (i = 0; i < n; i++)
			data[i] ^= mask[i];
	}
	hisi_memzero(mask, sizeof(mask));
	return true;
}

int
hpre_pad_hashes_get(const struct hpre_hash_ctx *c,
		    const struct rte_crypto_rsa_padding *padding,
		    struct hpre_pad_hashes *h)
{
	h->hash = hpre_hash_get(padding->hash);
	h->mgf1 = h->hash;
	/* Without a mask hash the API takes the hash of the data. */
	if ((unsigned int)padding->mgf1hash != 0 &&
	    padding->mgf1hash != RTE_CRYPTO_AUTH_NULL)
		h->mgf1 = hpre_hash_get(padding->mgf1hash);
	if (h->hash == NULL || h->mgf1 == NULL ||
	    c->hashes->md[h->hash - hashes] == NULL ||
	    c->hashes->md[h->mgf1 - hashes] == NULL)
		return -ENOTSUP;
	return 0;
}
