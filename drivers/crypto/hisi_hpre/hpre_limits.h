/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_LIMITS_H
#define HPRE_LIMITS_H

/**
 * @file
 * Operands the driver takes. The engine has a few sizes (hpre.md 3.2); what
 * lies between is put right-aligned into the next one, as OP-TEE's driver for
 * the same engine does (7).
 */

#include <stdint.h>

/** Bytes of a modulus at least: below, a key protects nothing. */
#define HPRE_RSA_MIN_LEN 64
#define HPRE_DH_MIN_LEN 64

/** Bytes of a base of MODEX at most; it is reduced before submission. */
#define HPRE_MODEX_MAX_BASE 4096

/** Operand sizes of the engine for DH (3.2), in bytes, 0 at the end. */
extern const uint16_t hpre_dh_sizes[];

#endif /* HPRE_LIMITS_H */
