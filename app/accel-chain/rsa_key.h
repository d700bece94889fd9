/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef CHAIN_RSA_KEY_H
#define CHAIN_RSA_KEY_H

/** @file The RSA key that wraps AES keys. Errors are printed. */

#include <openssl/evp.h>

/** Read a private key in PEM form; NULL on errors. */
EVP_PKEY *rsa_key_read(const char *prog, const char *path);

/**
 * Make a key and write it, PEM, to a new or emptied file of mode 0600.
 * @return the key, or NULL
 */
EVP_PKEY *rsa_key_make(const char *prog, const char *path);

#endif /* CHAIN_RSA_KEY_H */
