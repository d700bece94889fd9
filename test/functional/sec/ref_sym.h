/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef REF_SYM_H
#define REF_SYM_H

/** @file Symmetric algorithms by libcrypto, in DPDK's terms. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <rte_crypto_sym.h>

/** Whether a cipher is XTS, whose least length is a block. */
bool ref_is_xts(enum rte_crypto_cipher_algorithm algo);

/**
 * Encrypt or decrypt len bytes. Aborts if libcrypto cannot.
 * @param iv as the algorithm needs it
 */
void ref_cipher(enum rte_crypto_cipher_algorithm algo, bool encrypt,
		const uint8_t *key, size_t key_len, const uint8_t *iv,
		const uint8_t *in, uint8_t *out, size_t len);

/**
 * Digest or MAC.
 * @param iv for GMAC, 12 bytes
 * @param out receives the full length
 * @return the full length
 */
size_t ref_auth(enum rte_crypto_auth_algorithm algo, const uint8_t *key,
		size_t key_len, const uint8_t *iv, const uint8_t *in,
		size_t len, uint8_t *out);

/** Encrypt with a tag. */
void ref_aead(enum rte_crypto_aead_algorithm algo, const uint8_t *key,
	      size_t key_len, const uint8_t *iv, size_t iv_len,
	      const uint8_t *aad, size_t aad_len, const uint8_t *in,
	      uint8_t *out, size_t len, uint8_t *tag, size_t tag_len);

#endif /* REF_SYM_H */
