/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_REF_H
#define MODEL_SEC_REF_H

/**
 * @file
 * The reference for the SEC model: libcrypto, used for one
 * message at a time, and what libcrypto 3.0 lacks written down block by block
 * as the standards have it. Shares nothing with the model. Aborts if
 * libcrypto fails.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A cipher of libcrypto by name, without padding.
 * @param iv NULL for ECB
 * @param out len bytes, not in
 */
void ref_cipher(const char *name, bool enc, const uint8_t *key,
		const uint8_t *iv, const uint8_t *in, uint8_t *out,
		size_t len);

/** Single DES, ECB if iv is NULL, else CBC. */
void ref_des(bool enc, const uint8_t *key, const uint8_t *iv,
	     const uint8_t *in, uint8_t *out, size_t len);

/** CTR whose last width bytes count; ecb names the cipher in mode ECB. */
void ref_ctr(const char *ecb, const uint8_t *key, const uint8_t *iv,
	     unsigned int width, const uint8_t *in, uint8_t *out, size_t len);

/**
 * CBC-CS encryption from its definition; cbc names the cipher in mode CBC.
 * @param variant 1 to 3
 */
void ref_cts_encrypt(const char *cbc, unsigned int variant,
		     const uint8_t *key, const uint8_t *iv, const uint8_t *in,
		     uint8_t *out, size_t len);

/**
 * XTS encryption from its definition; ecb names the cipher in mode ECB.
 * @param gb GB/T 17964 instead of IEEE 1619
 * @param half bytes of one of the two keys
 */
void ref_xts_encrypt(const char *ecb, bool gb, const uint8_t *key,
		     size_t half, const uint8_t *tweak, const uint8_t *in,
		     uint8_t *out, size_t len);

/** A digest of libcrypto. @return its bytes */
size_t ref_digest(const char *name, const uint8_t *msg, size_t len,
		  uint8_t *out);

/** HMAC with a digest of libcrypto. @return its bytes */
size_t ref_hmac(const char *name, const uint8_t *key, size_t key_len,
		const uint8_t *msg, size_t len, uint8_t *out);

/** AES-CMAC with a key of 16 bytes. */
void ref_cmac(const uint8_t *key, const uint8_t *msg, size_t len,
	      uint8_t *out);

/** AES-XCBC-PRF-128 from its definition (RFC 3566, 4). */
void ref_xcbc(const uint8_t *key, const uint8_t *msg, size_t len,
	      uint8_t *out);

/** An AEAD message. */
struct ref_aead {
	const uint8_t *key;
	size_t key_len;
	const uint8_t *nonce;
	size_t nonce_len;
	const uint8_t *aad;
	size_t aad_len;
	const uint8_t *in;
	size_t len;
	size_t tag_len;
};

/** AES-GCM of libcrypto. */
void ref_gcm_encrypt(const struct ref_aead *a, uint8_t *out, uint8_t *tag);

/** GCM from its definition, bit by bit; ecb names the cipher in mode ECB. */
void ref_gcm_slow(const char *ecb, const struct ref_aead *a, uint8_t *out,
		  uint8_t *tag);

/** AES-CCM of libcrypto. */
void ref_ccm_encrypt(const struct ref_aead *a, uint8_t *out, uint8_t *tag);

/** CCM from its definition; ecb names the cipher in mode ECB. */
void ref_ccm_slow(const char *ecb, const struct ref_aead *a, uint8_t *out,
		  uint8_t *tag);

/** GHASH from its definition: y = (y xor block) * h for every block. */
void ref_ghash(const uint8_t *h, uint8_t *y, const uint8_t *p, size_t len);

#endif /* MODEL_SEC_REF_H */
