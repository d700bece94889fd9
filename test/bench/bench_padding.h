/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef BENCH_PADDING_H
#define BENCH_PADDING_H

/** @file Encoded RSA messages with good padding and with every flaw. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <rte_crypto.h>

struct bench_padding {
	char name[64];             /**< "SCHEME good|bad WHAT". */
	enum rte_crypto_rsa_padding_type type;
	bool good;
	uint8_t em[512];
};

/**
 * The texts one after the other; OAEP with SHA-256 and no label.
 * @param len bytes of the modulus
 * @return false behind the last
 */
bool bench_padding_make(unsigned int i, size_t len, struct bench_padding *p);

#endif /* BENCH_PADDING_H */
