/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef FUNC_RSA_KEY_H
#define FUNC_RSA_KEY_H

/** @file RSA keys of any size, made by libcrypto. */

#include <openssl/rsa.h>

#include <rte_crypto.h>

/** A number with a zero byte in front, as DER has it. */
struct rsa_number {
	uint8_t zero;
	uint8_t bytes[512];
	uint16_t len;
};

struct rsa_key {
	RSA *rsa;
	unsigned int bits;
	unsigned int len;          /**< Bytes of n. */
	struct rsa_number n, e, d, p, q, dp, dq, qinv;
};

/** Make a key. @param e public exponent */
struct rsa_key *rsa_key_new(unsigned int bits, unsigned int e);
void rsa_key_free(struct rsa_key *key);

/** An xform of the key; its numbers are the key's. @param zero_front as DER */
void rsa_key_xform(const struct rsa_key *key,
		   enum rte_crypto_rsa_priv_key_type type, bool zero_front,
		   struct rte_crypto_asym_xform *x);

/** in^e or in^d mod n at full length, whatever in is. */
void rsa_key_public(const struct rsa_key *key, const uint8_t *in, size_t len,
		    uint8_t *out);
void rsa_key_private(const struct rsa_key *key, const uint8_t *in, size_t len,
		     uint8_t *out);

#endif /* FUNC_RSA_KEY_H */
