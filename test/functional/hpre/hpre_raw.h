/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_RAW_H
#define HPRE_RAW_H

/**
 * @file
 * Descriptors of algorithms that the engine has and DPDK has no op for: X25519,
 * X448, and encryption and key generation of SM2 (hpre.md 5.6, 5.7). SM2
 * signatures have one from 23.11 on; here they are for 22.11. All tasks belong
 * on queues of type HISI_HPRE_QC_ECC of a device whose algorithms name them.
 *
 * Builders return 0, or -EINVAL for an operand out of range, and then the
 * descriptor is not written. Operands hold keys and nonces: the caller wipes
 * them when the task is done.
 */

#include "hpre_ec.h"

/** Operands of a task. */
struct hpre_raw {
	alignas(RTE_CACHE_LINE_SIZE) uint8_t key[HISI_HPRE_EC_PUB_SLOTS * HISI_HPRE_ECC_SZ576];
	alignas(RTE_CACHE_LINE_SIZE) uint8_t in[HISI_HPRE_SM2_TEXT_SLOTS * HISI_HPRE_ECC_SZ256 +
		   HISI_HPRE_SM2_MAX_MSG];
	alignas(RTE_CACHE_LINE_SIZE) uint8_t out[HISI_HPRE_SM2_TEXT_SLOTS * HISI_HPRE_ECC_SZ256 +
		    HISI_HPRE_SM2_MAX_MSG];
};

/* raw_xdh.c */

/** Montgomery curves. */
enum hpre_xdh {
	HPRE_X25519,
	HPRE_X448,
};

/** Longest scalar and coordinate, bytes. */
#define HPRE_XDH_MAX_LEN 56

/** Bytes of scalars and coordinates: 32 or 56. */
size_t hpre_xdh_len(enum hpre_xdh which);

/**
 * Multiply a point, as RFC 7748 has it: the scalar is clamped, the coordinate
 * masked and reduced here, since the engine does neither (question 10).
 * @param scalar,u little-endian octets of RFC 7748; u NULL for the base point
 * @return -EINVAL for a u that is 0, whose result no one should use
 */
int hpre_xdh_build(enum hpre_xdh which, const uint8_t *scalar,
		   const uint8_t *u, struct hpre_raw *raw,
		   struct hisi_hpre_sqe *sqe);

/**
 * The result, little-endian.
 * @return -EINVAL if it is 0: the point was one of small order
 */
int hpre_xdh_result(enum hpre_xdh which, const struct hpre_raw *raw,
		    uint8_t *u);

/* raw_sm2.c: numbers are slots of HISI_HPRE_ECC_SZ256 bytes. */

/** Draw a key pair: the result is x, y and the private key (5.7.5). */
void hpre_sm2_keygen_build(const struct hpre_curve *sm2, struct hpre_raw *raw,
			   struct hisi_hpre_sqe *sqe);

/**
 * Sign: the result is r and s.
 * @param e SM3 of Z and the message, not 0
 * @param k nonce, or NULL: the hardware draws it
 */
int hpre_sm2_sign_build(const struct hpre_curve *sm2, const uint8_t *d,
			const uint8_t *e, const uint8_t *k,
			struct hpre_raw *raw, struct hisi_hpre_sqe *sqe);

/**
 * Verify: the verdict is in word 6 (HISI_HPRE_W6_VALID).
 * @param xy public key, two slots
 * @param rs signature, two slots
 * @return -EINVAL also for r or s out of range: the signature is not valid
 */
int hpre_sm2_verify_build(struct hpre_math *m, const struct hpre_curve *sm2,
			  const uint8_t *xy, const uint8_t *e,
			  const uint8_t *rs, struct hpre_raw *raw,
			  struct hisi_hpre_sqe *sqe);

/**
 * Encrypt: the result is C1 (two slots), C2 (len bytes), C3 (a slot).
 * @param k as for signing
 * @param len 1 to HISI_HPRE_SM2_MAX_MSG bytes
 */
int hpre_sm2_encrypt_build(struct hpre_math *m, const struct hpre_curve *sm2,
			   const uint8_t *xy, const uint8_t *k,
			   const uint8_t *msg, size_t len,
			   struct hpre_raw *raw, struct hisi_hpre_sqe *sqe);

/**
 * Decrypt: the result is the message. An error of the task is a text that was
 * tampered with: the result must not be used (question 14).
 * @param text C1, C2, C3
 * @param len of C2, as for encryption
 */
int hpre_sm2_decrypt_build(struct hpre_math *m, const struct hpre_curve *sm2,
			   const uint8_t *d, const uint8_t *text, size_t len,
			   struct hpre_raw *raw, struct hisi_hpre_sqe *sqe);

#endif /* HPRE_RAW_H */
