/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The algorithms, in one table per kind, and the capabilities made from them
 * (sec.md 8, 9, 10, 12).
 */

#include <stdlib.h>

#include "sec_pmd.h"

#define RANGE(lo, hi, step) { .min = (lo), .max = (hi), .inc = (step) }

#define CIPHER(name, alg, mode, blk, least, iv, kmin, kmax, kinc, generations) \
	{ .algo = RTE_CRYPTO_CIPHER_ ## name, \
	  .gens = (generations), \
	  .c_alg = HISI_SEC_C_ALG_ ## alg, \
	  .c_mode = HISI_SEC_C_MODE_ ## mode, \
	  .block = (blk), .min_len = (least), .iv_len = (iv), \
	  .key = RANGE(kmin, kmax, kinc) }

static const struct sec_cipher_alg cipher_algs[] = {
	CIPHER(AES_ECB, AES, ECB, 16, 16, 0, 16, 32, 8, SEC_GEN_ALL),
	CIPHER(AES_CBC, AES, CBC, 16, 16, 16, 16, 32, 8, SEC_GEN_ALL),
	CIPHER(AES_CTR, AES, CTR, 1, 1, 16, 16, 32, 8, SEC_GEN3_UP),
	CIPHER(AES_XTS, AES, XTS, 1, 16, 16, 32, 64, 32, SEC_GEN_ALL),
	CIPHER(3DES_ECB, 3DES, ECB, 8, 8, 0, 16, 24, 8, SEC_GEN_ALL),
	CIPHER(3DES_CBC, 3DES, CBC, 8, 8, 8, 16, 24, 8, SEC_GEN_ALL),
	CIPHER(DES_CBC, DES, CBC, 8, 8, 8, 8, 8, 0, SEC_GEN_ALL),
	CIPHER(SM4_ECB, SM4, ECB, 16, 16, 0, 16, 16, 0, SEC_GEN_ALL),
	CIPHER(SM4_CBC, SM4, CBC, 16, 16, 16, 16, 16, 0, SEC_GEN_ALL),
	CIPHER(SM4_CTR, SM4, CTR, 1, 1, 16, 16, 16, 0, SEC_GEN3_UP),
	HISI_FROM_23_07(
	CIPHER(SM4_OFB, SM4, OFB, 1, 1, 16, 16, 16, 0, SEC_GEN3_UP),
	CIPHER(SM4_CFB, SM4, CFB, 1, 1, 16, 16, 16, 0, SEC_GEN3_UP),)
	HISI_FROM_24_11(
	CIPHER(SM4_XTS, SM4, XTS, 1, 16, 16, 32, 32, 0, SEC_GEN_ALL),)
};

#define HASH(name, blk, dlen, generations, ossl) \
	{ .algo = RTE_CRYPTO_AUTH_ ## name, .gens = (generations), \
	  .a_alg = HISI_SEC_A_ALG_ ## name, .block = (blk), \
	  .empty_gens = SEC_GEN3_UP, \
	  .digest = RANGE(4, dlen, 4), .digest_name = (ossl) }

#define HMAC(name, blk, dlen, one_pass, ossl) \
	{ .algo = RTE_CRYPTO_AUTH_ ## name ## _HMAC, .gens = SEC_GEN_ALL, \
	  .a_alg = HISI_SEC_A_ALG_HMAC_ ## name, .block = (blk), \
	  .empty_gens = SEC_GEN3_UP, .one_pass_gens = (one_pass), \
	  /* Keys longer than a block are hashed first (9.4). */ \
	  .key = RANGE(1, UINT16_MAX, 1), .digest = RANGE(4, dlen, 4), \
	  .digest_name = (ossl) }

static const struct sec_auth_alg auth_algs[] = {
	HASH(MD5, 64, 16, SEC_GEN_ALL, "MD5"),
	HASH(SHA1, 64, 20, SEC_GEN_ALL, "SHA1"),
	HASH(SHA224, 64, 28, SEC_GEN_ALL, "SHA224"),
	HASH(SHA256, 64, 32, SEC_GEN_ALL, "SHA256"),
	HASH(SHA384, 128, 48, SEC_GEN_ALL, "SHA384"),
	HASH(SHA512, 128, 64, SEC_GEN_ALL, "SHA512"),
	HASH(SM3, 64, 32, SEC_GEN_ALL, "SM3"),
	HMAC(MD5, 64, 16, 0, "MD5"),
	HMAC(SHA1, 64, 20, SEC_GEN_ALL, "SHA1"),
	HMAC(SHA224, 64, 28, 0, "SHA224"),
	HMAC(SHA256, 64, 32, SEC_GEN_ALL, "SHA256"),
	HMAC(SHA384, 128, 48, 0, "SHA384"),
	HMAC(SHA512, 128, 64, SEC_GEN_ALL, "SHA512"),
	HISI_FROM_23_07(HMAC(SM3, 64, 32, SEC_GEN3_UP, "SM3"),)
	{ .algo = RTE_CRYPTO_AUTH_AES_XCBC_MAC, .gens = SEC_GEN3_UP,
	  .a_alg = HISI_SEC_A_ALG_XCBC, .block = 16,
	  .key = RANGE(16, 16, 0), .digest = RANGE(12, 16, 4) },
	{ .algo = RTE_CRYPTO_AUTH_AES_CMAC, .gens = SEC_GEN3_UP,
	  .a_alg = HISI_SEC_A_ALG_CMAC, .block = 16,
	  .key = RANGE(16, 16, 0), .digest = RANGE(4, 16, 4) },
	/* By way of GCM with an empty payload (10.3, 20 Q3). */
	{ .algo = RTE_CRYPTO_AUTH_AES_GMAC, .gens = SEC_GEN3_UP,
	  .a_alg = HISI_SEC_A_ALG_GMAC, .block = 16,
	  .empty_gens = SEC_GEN3_UP, .iv_len = 12,
	  .key = RANGE(16, 32, 8), .digest = RANGE(8, 16, 1) },
};

static const struct sec_aead_alg aead_algs[] = {
	{ .algo = RTE_CRYPTO_AEAD_AES_GCM, .gens = SEC_GEN_ALL,
	  .c_alg = HISI_SEC_C_ALG_AES, .c_mode = HISI_SEC_C_MODE_GCM,
	  .empty_gens = SEC_GEN3_UP,
	  .key = RANGE(16, 32, 8), .digest = RANGE(8, 16, 1),
	  .aad = RANGE(0, HISI_SEC_MAX_AAD, 1), .iv = RANGE(12, 12, 0) },
	{ .algo = RTE_CRYPTO_AEAD_AES_CCM, .gens = SEC_GEN_ALL,
	  .c_alg = HISI_SEC_C_ALG_AES, .c_mode = HISI_SEC_C_MODE_CCM,
	  .empty_gens = SEC_GEN3_UP,
	  .key = RANGE(16, 32, 8), .digest = RANGE(4, 16, 2),
	  .aad = RANGE(0, HISI_SEC_MAX_CCM_AAD, 1), .iv = RANGE(7, 13, 1) },
	HISI_FROM_25_03(
	{ .algo = RTE_CRYPTO_AEAD_SM4_GCM, .gens = SEC_GEN3_UP,
	  .c_alg = HISI_SEC_C_ALG_SM4, .c_mode = HISI_SEC_C_MODE_GCM,
	  .empty_gens = SEC_GEN3_UP,
	  .key = RANGE(16, 16, 0), .digest = RANGE(8, 16, 1),
	  .aad = RANGE(0, HISI_SEC_MAX_AAD, 1), .iv = RANGE(12, 12, 0) },)
};

static bool
in_gen(uint8_t gens, unsigned int gen)
{
	return (gens & (1U << gen)) != 0;
}

const struct sec_cipher_alg *
sec_cipher_find(enum rte_crypto_cipher_algorithm algo, unsigned int gen)
{
	size_t i;

	for (i = 0; i < RTE_DIM(cipher_algs); i++)
		if (cipher_algs[i].algo == algo &&
		    in_gen(cipher_algs[i].gens, gen))
			return &cipher_algs[i];
	return NULL;
}

const struct sec_auth_alg *
sec_auth_find(enum rte_crypto_auth_algorithm algo, unsigned int gen)
{
	size_t i;

	for (i = 0; i < RTE_DIM(auth_algs); i++)
		if (auth_algs[i].algo == algo &&
		    in_gen(auth_algs[i].gens, gen))
			return &auth_algs[i];
	return NULL;
}

const struct sec_aead_alg *
sec_aead_find(enum rte_crypto_aead_algorithm algo, unsigned int gen)
{
	size_t i;

	for (i = 0; i < RTE_DIM(aead_algs); i++)
		if (aead_algs[i].algo == algo &&
		    in_gen(aead_algs[i].gens, gen))
			return &aead_algs[i];
	return NULL;
}

static struct rte_crypto_param_range
range(struct sec_range r)
{
	return (struct rte_crypto_param_range) {
		.min = r.min, .max = r.max, .increment = r.inc,
	};
}

static struct rte_crypto_param_range
fixed(uint16_t size)
{
	return (struct rte_crypto_param_range) {
		.min = size, .max = size, .increment = 0,
	};
}

static void
cipher_cap(struct rte_cryptodev_capabilities *cap,
	   const struct sec_cipher_alg *alg)
{
	cap->op = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	cap->sym.xform_type = RTE_CRYPTO_SYM_XFORM_CIPHER;
	cap->sym.cipher.algo = alg->algo;
	cap->sym.cipher.block_size = alg->block;
	cap->sym.cipher.key_size = range(alg->key);
	cap->sym.cipher.iv_size = fixed(alg->iv_len);
}

static void
auth_cap(struct rte_cryptodev_capabilities *cap,
	 const struct sec_auth_alg *alg)
{
	cap->op = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	cap->sym.xform_type = RTE_CRYPTO_SYM_XFORM_AUTH;
	cap->sym.auth.algo = alg->algo;
	cap->sym.auth.block_size = alg->block;
	cap->sym.auth.key_size = range(alg->key);
	cap->sym.auth.digest_size = range(alg->digest);
	cap->sym.auth.iv_size = fixed(alg->iv_len);
}

static void
aead_cap(struct rte_cryptodev_capabilities *cap,
	 const struct sec_aead_alg *alg)
{
	cap->op = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	cap->sym.xform_type = RTE_CRYPTO_SYM_XFORM_AEAD;
	cap->sym.aead.algo = alg->algo;
	cap->sym.aead.block_size = 16;
	cap->sym.aead.key_size = range(alg->key);
	cap->sym.aead.digest_size = range(alg->digest);
	cap->sym.aead.aad_size = range(alg->aad);
	cap->sym.aead.iv_size = range(alg->iv);
}

/* NULL is done in software, in every generation. */
static void
null_caps(struct rte_cryptodev_capabilities *cap)
{
	cap[0].op = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	cap[0].sym.xform_type = RTE_CRYPTO_SYM_XFORM_CIPHER;
	cap[0].sym.cipher.algo = RTE_CRYPTO_CIPHER_NULL;
	cap[0].sym.cipher.block_size = 1;
	cap[1].op = RTE_CRYPTO_OP_TYPE_SYMMETRIC;
	cap[1].sym.xform_type = RTE_CRYPTO_SYM_XFORM_AUTH;
	cap[1].sym.auth.algo = RTE_CRYPTO_AUTH_NULL;
	cap[1].sym.auth.block_size = 1;
}

struct rte_cryptodev_capabilities *
sec_caps_make(unsigned int gen, unsigned int classes)
{
	const size_t max = RTE_DIM(cipher_algs) + RTE_DIM(auth_algs) +
			   RTE_DIM(aead_algs) + 3;
	struct rte_cryptodev_capabilities *caps = calloc(max, sizeof(*caps));
	size_t i, n = 0;

	if (caps == NULL)
		return NULL;
	for (i = 0; i < RTE_DIM(cipher_algs); i++)
		if (in_gen(cipher_algs[i].gens, gen) &&
		    (classes & SEC_HAS_CIPHER))
			cipher_cap(&caps[n++], &cipher_algs[i]);
	for (i = 0; i < RTE_DIM(auth_algs); i++)
		if (in_gen(auth_algs[i].gens, gen) &&
		    (classes & SEC_HAS_DIGEST))
			auth_cap(&caps[n++], &auth_algs[i]);
	for (i = 0; i < RTE_DIM(aead_algs); i++)
		if (in_gen(aead_algs[i].gens, gen) &&
		    (classes & SEC_HAS_AEAD))
			aead_cap(&caps[n++], &aead_algs[i]);
	null_caps(&caps[n]);
	n += 2;
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
sec_tag(unsigned int gen, unsigned int classes)
{
	enum tag_slot slot = gen >= HISI_QM_GEN5 ? TAG_GEN5 :
			     gen >= HISI_QM_GEN3 ? TAG_GEN3 : TAG_GEN2;

	return (uintptr_t)tags[classes][slot];
}
