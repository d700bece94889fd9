/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_COMPAT_APP_H
#define HISI_COMPAT_APP_H

/**
 * @file
 * Differences between DPDK releases for programs that call the public API. In
 * programs a release number may appear only here. The base is 22.11.
 */

#include <stddef.h>
#include <stdint.h>

#include <rte_crypto_asym.h>
#include <rte_cryptodev.h>
#include <rte_version.h>

/* Names of algorithms: tables until 22.11, functions since. */
#if RTE_VERSION < RTE_VERSION_NUM(23, 3, 0, 0)

/** Name of a cipher. @return NULL for a number that is no cipher */
static inline const char *
hisi_cipher_name(enum rte_crypto_cipher_algorithm algo)
{
	return algo <= RTE_CRYPTO_CIPHER_SM4_CTR ?
	       rte_crypto_cipher_algorithm_strings[algo] : NULL;
}

/** Name of a digest. @return NULL for a number that is no digest */
static inline const char *
hisi_auth_name(enum rte_crypto_auth_algorithm algo)
{
	return algo <= RTE_CRYPTO_AUTH_SM3 ?
	       rte_crypto_auth_algorithm_strings[algo] : NULL;
}

/** Name of an AEAD algorithm. @return NULL for a number that is none */
static inline const char *
hisi_aead_name(enum rte_crypto_aead_algorithm algo)
{
	return algo <= RTE_CRYPTO_AEAD_CHACHA20_POLY1305 ?
	       rte_crypto_aead_algorithm_strings[algo] : NULL;
}

#else

#define hisi_cipher_name rte_cryptodev_get_cipher_algo_string
#define hisi_auth_name rte_cryptodev_get_auth_algo_string
#define hisi_aead_name rte_cryptodev_get_aead_algo_string

#endif

/*
 * Operands of asymmetric ops that moved from the op to the xform. A program
 * fills in what these functions return and then makes the session of the
 * xform: that is right in each release.
 */

/** Whether the padding of RSA is fixed with the session. */
#if RTE_VERSION < RTE_VERSION_NUM(24, 11, 0, 0)
#define HISI_RSA_PADDING_OF_SESSION 0
#else
#define HISI_RSA_PADDING_OF_SESSION 1
#endif

/** The padding of an RSA op: in the op until 24.07, in the xform since. */
static inline struct rte_crypto_rsa_padding *
hisi_app_rsa_padding(struct rte_crypto_asym_xform *x,
		     struct rte_crypto_asym_op *op)
{
#if HISI_RSA_PADDING_OF_SESSION
	(void)op;
	return &x->rsa.padding;
#else
	(void)x;
	return &op->rsa.padding;
#endif
}

/** Whether the keys of ECDSA are fixed with the session. */
#if RTE_VERSION < RTE_VERSION_NUM(23, 11, 0, 0)
#define HISI_EC_KEYS_OF_SESSION 0
#else
#define HISI_EC_KEYS_OF_SESSION 1
#endif

/** The private key of an ECDSA op: in the op until 23.07, in the xform since. */
static inline rte_crypto_uint *
hisi_app_ecdsa_pkey(struct rte_crypto_asym_xform *x,
		    struct rte_crypto_asym_op *op)
{
#if HISI_EC_KEYS_OF_SESSION
	(void)op;
	return &x->ec.pkey;
#else
	(void)x;
	return &op->ecdsa.pkey;
#endif
}

/** The public key of an ECDSA op: in the op until 23.07, in the xform since. */
static inline struct rte_crypto_ec_point *
hisi_app_ecdsa_q(struct rte_crypto_asym_xform *x,
		 struct rte_crypto_asym_op *op)
{
#if HISI_EC_KEYS_OF_SESSION
	(void)op;
	return &x->ec.q;
#else
	(void)x;
	return &op->ecdsa.q;
#endif
}

/** Argument of rte_security_session_create(): opaque from 23.11 on. */
#if RTE_VERSION < RTE_VERSION_NUM(23, 11, 0, 0)
typedef struct rte_security_ctx *hisi_security_ctx;
#else
typedef void *hisi_security_ctx;
#endif

#endif /* HISI_COMPAT_APP_H */
