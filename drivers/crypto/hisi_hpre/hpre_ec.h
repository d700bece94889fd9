/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_EC_H
#define HPRE_EC_H

/** @file Curves, and libcrypto's numbers for checks before submission. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/bn.h>
#include <openssl/ec.h>

#include <rte_common.h>
#include <rte_crypto.h>

#include <hisi_compat.h>
#include <hw/hpre.h>

/** Curves of the driver. The engine has none built in (hpre.md 6). */
enum hpre_curve_index {
	HPRE_P192,
	HPRE_P224,
	HPRE_P256,
	HPRE_P384,
	HPRE_P521,
	/** rte_crypto_curve_id has it from 23.11 on. */
	HPRE_SM2,
	HPRE_NB_CURVES,
};

/** A curve in the engine's form. All have cofactor 1. */
struct __rte_cache_aligned hpre_curve {
	/** Key blobs without the key itself (5.5). */
	uint8_t priv[HISI_HPRE_EC_PRIV_SLOTS * HISI_HPRE_ECC_SZ576];
	uint8_t pub[HISI_HPRE_EC_PUB_SLOTS * HISI_HPRE_ECC_SZ576];
	/** The base point, x and y. */
	alignas(RTE_CACHE_LINE_SIZE) uint8_t base[HISI_HPRE_POINT_SLOTS * HISI_HPRE_ECC_SZ576];
	const char *name;
	enum rte_crypto_curve_id id; /**< 0: none. */
	enum hpre_curve_index index;
	uint16_t hsz;         /**< Operand slot in bytes (3.2). */
	uint16_t len;         /**< Bytes of p, and of n. */
	uint16_t order_bits;  /**< Of n. */
	EC_GROUP *group;      /**< p, a, b for libcrypto. */
};

struct hpre_curves {
	struct hpre_curve curve[HPRE_NB_CURVES];
	unsigned int users;   /**< Devices. */
	uint64_t number;      /**< Of this set: sessions point into it. */
};

/**
 * The curves, one set for all devices, because a session that points to them
 * may be used on each. The first device has it made, on its NUMA node. Call
 * from the control path only.
 * @return to be given to hpre_curves_put(); NULL if memory is short
 */
const struct hpre_curves *hpre_curves_get(int socket_id);
/** A device is gone; the last one frees the curves. NULL is allowed. */
void hpre_curves_put(const struct hpre_curves *curves);

/** The curve of an id, or NULL. */
const struct hpre_curve *hpre_curve_get(const struct hpre_curves *curves,
					enum rte_crypto_curve_id id);

/** The order of the base point, one slot. */
static inline const uint8_t *
hpre_curve_order(const struct hpre_curve *c)
{
	return c->pub + HISI_HPRE_EC_PUB_N * c->hsz;
}

/** Numbers of libcrypto, kept between ops. One thread at a time may use them. */
struct hpre_math {
	BN_CTX *bn;
	BIGNUM *x;
	BIGNUM *y;
	EC_POINT *point[HPRE_NB_CURVES];
};

/** @param curves may be NULL @return 0 or -ENOMEM */
int hpre_math_init(struct hpre_math *m, const struct hpre_curves *curves);
/** Free them, also if hpre_math_init() failed half-way. */
void hpre_math_free(struct hpre_math *m);

/**
 * Whether a point is on a curve: both coordinates are below p, and they satisfy
 * the equation (13.2). For public points only: the time depends on them.
 * @param xy two slots
 */
bool hpre_math_on_curve(struct hpre_math *m, const struct hpre_curve *c,
			const uint8_t *xy);

/**
 * Reduce a number modulo another.
 * @param out receives slot bytes
 * @param len bytes of number, at most HPRE_MODEX_MAX_BASE
 * @param modulus slot bytes, odd
 * @return 0, or -ENOMEM
 */
int hpre_math_reduce(struct hpre_math *m, uint8_t *out, const uint8_t *number,
		     size_t len, const uint8_t *modulus, size_t slot);

#endif /* HPRE_EC_H */
