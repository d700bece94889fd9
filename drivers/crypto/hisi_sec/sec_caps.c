/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The table of algorithms, and the capabilities made from it (sec.md 8, 9, 10,
 * 12).
 */

#include <stdlib.h>

#include "sec_pmd.h"

#define RANGE(lo, hi, step) { .min = (lo), .max = (hi), .increment = (step) }

#define NO_IV RANGE(0, 0, 0)
#define IV8 RANGE(8, 8, 0)
#define IV16 RANGE(16, 16, 0)
/* A counter block, or a nonce of 12 bytes: see sec_session.c. */
#define IV_CTR RANGE(8, 16, 4)

/* Features that a row needs of the generation: none, or descriptor type 3. */
#define ANY 0
#define BD3 HISI_GEN_SEC_BD3

#define CIPHER(name, gen, c_alg, c_mode, blk, least, ivs, kmin, kmax, kinc) \
	{ .type = RTE_CRYPTO_SYM_XFORM_CIPHER, \
	  .algo = RTE_CRYPTO_CIPHER_ ## name, \
	  .needs = (gen), .needs_alg = SEC_HAS_CIPHER, \
	  .alg = HISI_SEC_C_ALG_ ## c_alg, .mode = HISI_SEC_C_MODE_ ## c_mode, \
	  .block = (blk), .min_len = (least), .iv = ivs, \
	  .key = RANGE(kmin, kmax, kinc) }

#define AUTH(name, gen, code, blk, ...) \
	{ .type = RTE_CRYPTO_SYM_XFORM_AUTH, \
	  .algo = RTE_CRYPTO_AUTH_ ## name, \
	  .needs = (gen), .needs_alg = SEC_HAS_DIGEST, \
	  .alg = (code), .block = (blk), __VA_ARGS__ }

#define HASH(name, blk, dlen) \
	AUTH(name, ANY, HISI_SEC_A_ALG_ ## name, blk, \
	     .digest = RANGE(1, dlen, 1), .digest_name = #name)

/* Keys longer than a block are hashed first (9.4). */
#define HMAC(name, gen, blk, dlen, one) \
	AUTH(name ## _HMAC, gen, HISI_SEC_A_ALG_HMAC_ ## name, blk, \
	     .key = RANGE(1, UINT16_MAX, 1), .digest = RANGE(1, dlen, 1), \
	     .digest_name = #name, .one_pass = (one))

#define AEAD(name, gen, c_alg, c_mode, ...) \
	{ .type = RTE_CRYPTO_SYM_XFORM_AEAD, \
	  .algo = RTE_CRYPTO_AEAD_ ## name, \
	  .needs = (gen), .needs_alg = SEC_HAS_AEAD, \
	  .alg = HISI_SEC_C_ALG_ ## c_alg, .mode = HISI_SEC_C_MODE_ ## c_mode, \
	  .block = 16, __VA_ARGS__ }

static const struct sec_alg algs[] = {
	CIPHER(AES_ECB, ANY, AES, ECB, 16, 16, NO_IV, 16, 32, 8),
	CIPHER(AES_CBC, ANY, AES, CBC, 16, 16, IV16, 16, 32, 8),
	CIPHER(AES_CTR, BD3, AES, CTR, 1, 1, IV_CTR, 16, 32, 8),
	CIPHER(AES_XTS, ANY, AES, XTS, 1, 16, IV16, 32, 64, 32),
	CIPHER(3DES_ECB, ANY, 3DES, ECB, 8, 8, NO_IV, 16, 24, 8),
	CIPHER(3DES_CBC, ANY, 3DES, CBC, 8, 8, IV8, 16, 24, 8),
	CIPHER(DES_CBC, ANY, DES, CBC, 8, 8, IV8, 8, 8, 0),
	CIPHER(SM4_ECB, ANY, SM4, ECB, 16, 16, NO_IV, 16, 16, 0),
	CIPHER(SM4_CBC, ANY, SM4, CBC, 16, 16, IV16, 16, 16, 0),
	CIPHER(SM4_CTR, BD3, SM4, CTR, 1, 1, IV_CTR, 16, 16, 0),
	HISI_FROM_23_07(
	CIPHER(SM4_OFB, BD3, SM4, OFB, 1, 1, IV16, 16, 16, 0),
	CIPHER(SM4_CFB, BD3, SM4, CFB, 1, 1, IV16, 16, 16, 0),)
	HISI_FROM_24_11(
	CIPHER(SM4_XTS, ANY, SM4, XTS, 1, 16, IV16, 32, 32, 0),)
	HASH(MD5, 64, 16),
	HASH(SHA1, 64, 20),
	HASH(SHA224, 64, 28),
	HASH(SHA256, 64, 32),
	HASH(SHA384, 128, 48),
	HASH(SHA512, 128, 64),
	HASH(SM3, 64, 32),
	HMAC(MD5, ANY, 64, 16, false),
	HMAC(SHA1, ANY, 64, 20, true),
	HMAC(SHA224, ANY, 64, 28, false),
	HMAC(SHA256, ANY, 64, 32, true),
	HMAC(SHA384, ANY, 128, 48, false),
	HMAC(SHA512, ANY, 128, 64, true),
	HISI_FROM_23_07(HMAC(SM3, BD3, 64, 32, false),)
	AUTH(AES_XCBC_MAC, BD3, HISI_SEC_A_ALG_XCBC, 16, .soft_empty = true,
	     .key = RANGE(16, 16, 0), .digest = RANGE(12, 16, 4)),
	AUTH(AES_CMAC, BD3, HISI_SEC_A_ALG_CMAC, 16, .soft_empty = true,
	     .key = RANGE(16, 16, 0), .digest = RANGE(1, 16, 1)),
	/* By way of GCM with an empty payload (10.3, 20 Q3). */
	AUTH(AES_GMAC, BD3, HISI_SEC_C_ALG_AES, 16,
	     .mode = HISI_SEC_C_MODE_GCM, .iv = RANGE(12, 12, 0),
	     .key = RANGE(16, 32, 8), .digest = RANGE(8, 16, 1)),
	AEAD(AES_GCM, ANY, AES, GCM, .iv = RANGE(12, 12, 0),
	     .key = RANGE(16, 32, 8), .digest = RANGE(8, 16, 1),
	     .aad = RANGE(0, HISI_SEC_MAX_AAD, 1)),
	AEAD(AES_CCM, ANY, AES, CCM, .iv = RANGE(7, 13, 1),
	     .key = RANGE(16, 32, 8), .digest = RANGE(4, 16, 2),
	     .aad = RANGE(0, HISI_SEC_MAX_CCM_AAD, 1)),
	HISI_FROM_25_03(
	AEAD(SM4_GCM, BD3, SM4, GCM, .iv = RANGE(12, 12, 0),
	     .key = RANGE(16, 16, 0), .digest = RANGE(8, 16, 1),
	     .aad = RANGE(0, HISI_SEC_MAX_AAD, 1)),)
	/* NULL is done in software, in every generation. */
	{ .type = RTE_CRYPTO_SYM_XFORM_CIPHER,
	  .algo = RTE_CRYPTO_CIPHER_NULL, .block = 1 },
	{ .type = RTE_CRYPTO_SYM_XFORM_AUTH,
	  .algo = RTE_CRYPTO_AUTH_NULL, .block = 1 },
};

static bool
has_alg(const struct sec_device *dev, const struct sec_alg *alg)
{
	return (alg->needs & ~dev->has) == 0 &&
	       (alg->needs_alg & ~dev->classes) == 0;
}

const struct sec_alg *
sec_alg_find(const struct sec_device *dev, enum rte_crypto_sym_xform_type type,
	     int algo)
{
	size_t i;

	for (i = 0; i < RTE_DIM(algs); i++)
		if (algs[i].type == type && algs[i].algo == algo)
			return has_alg(dev, &algs[i]) ? &algs[i] : NULL;
	return NULL;
}

/* The members that the capabilities of all types have. */
#define SET_COMMON(cap, alg_) \
	do { \
		(cap)->algo = (alg_)->algo; \
		(cap)->block_size = (alg_)->block; \
		(cap)->key_size = (alg_)->key; \
		(cap)->iv_size = (alg_)->iv; \
	} while (0)

static void
set_cap(struct rte_cryptodev_symmetric_capability *cap,
	const struct sec_alg *alg)
{
	cap->xform_type = alg->type;
	if (alg->type == RTE_CRYPTO_SYM_XFORM_CIPHER) {
		SET_COMMON(&cap->cipher, alg);
	} else if (alg->type == RTE_CRYPTO_SYM_XFORM_AUTH) {
		SET_COMMON(&cap->auth, alg);
		cap->auth.digest_size = alg->digest;
	} else {
		SET_COMMON(&cap->aead, alg);
		cap->aead.digest_size = alg->digest;
		cap->aead.aad_size = alg->aad;
	}
}

struct rte_cryptodev_capabilities *
sec_caps_make(const struct sec_device *dev)
{
	struct rte_cryptodev_capabilities *caps = calloc(RTE_DIM(algs) + 1,
							 sizeof(*caps));
	size_t i, n = 0;

	if (caps == NULL)
		return NULL;
	for (i = 0; i < RTE_DIM(algs); i++) {
		if (!has_alg(dev, &algs[i]))
			continue;
		caps[n].op = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
		set_cap(&caps[n++].sym, &algs[i]);
	}
	/* RTE_CRYPTODEV_END_OF_CAPABILITIES_LIST() */
	caps[n].op = RTE_CRYPTO_OP_TYPE_UNDEFINED;
	return caps;
}

/* Tags are addresses here, so that no other driver has them by chance. */
enum tag_slot {
	TAG_GEN5,
	TAG_GEN3,         /* SEC_TAG_OLDER behind generation 5. */
	TAG_NO_NEWER,     /* What generation 3 would find there. */
	TAG_GEN2,
	TAG_NONE,         /* Likewise, for generation 2. */
	TAG_SLOTS,
};

static const char tags[SEC_HAS_ALL + 1][TAG_SLOTS][SEC_TAG_OLDER];

_Static_assert(SEC_CLASS_OTHER < SEC_TAG_OLDER, "classes overlap");

uintptr_t
sec_tag(uint32_t has, unsigned int classes)
{
	enum tag_slot slot = has & HISI_GEN_SEC_PREFETCH ? TAG_GEN5 :
			     has & HISI_GEN_SEC_BD3 ? TAG_GEN3 : TAG_GEN2;

	return (uintptr_t)tags[classes][slot];
}
