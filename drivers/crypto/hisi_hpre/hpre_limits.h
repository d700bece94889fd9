/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_LIMITS_H
#define HPRE_LIMITS_H

/**
 * @file
 * Operands that the driver takes. The engine has a few sizes (hpre.md 3.2). An
 * operand of another size is put right-aligned into the next one, as OP-TEE's
 * driver for the same engine does (7).
 */

#include <stdint.h>

/** Least bytes of a modulus. A shorter key protects nothing. */
#define HPRE_RSA_MIN_LEN 64
#define HPRE_DH_MIN_LEN 64

/** Most bytes of a base of MODEX, which is reduced before submission. */
#define HPRE_MODEX_MAX_BASE 4096

/** Operand sizes of the engine for DH (3.2), in bytes, 0 at the end. */
extern const uint16_t hpre_dh_sizes[];

#endif /* HPRE_LIMITS_H */
