/* SPDX-License-Identifier: BSD-3-Clause OR GPL-2.0
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * HPRE (RSA, DH, elliptic curves): descriptor and operand layouts.
 * Datasheet: doc/hardware/hpre.md; section numbers below refer to it.
 */

#ifndef HISI_HW_HPRE_H
#define HISI_HW_HPRE_H

#include "types.h"

/** Buffer descriptor, one format for all generations (3.1). */
struct hisi_hpre_sqe {
	uint32_t w0;
	uint32_t w1;
	uint32_t key_lo;
	uint32_t key_hi;
	uint32_t in_lo;
	uint32_t in_hi;
	uint32_t out_lo; /**< Verify: overwritten with the verdict. */
	uint32_t out_hi;
	uint32_t tag_lo;
	uint32_t tag_hi;
	uint32_t w10;
	uint32_t kek_key;
	uint32_t reserved[4];
};
HISI_ASSERT_SIZE(struct hisi_hpre_sqe, 64);
HISI_ASSERT_OFFSET(struct hisi_hpre_sqe, out_lo, 24);
HISI_ASSERT_OFFSET(struct hisi_hpre_sqe, w10, 40);

/* Word 0. */
#define HISI_HPRE_W0_ALG HISI_BITS(4, 0)
#define HISI_HPRE_W0_ETYPE HISI_BITS(15, 5)
#define HISI_HPRE_W0_ETYPE1 HISI_BITS(29, 16)
#define HISI_HPRE_W0_SVA_FAULT HISI_BITS(21, 21)
#define HISI_HPRE_W0_DONE HISI_BITS(31, 30)

/* Word 1. */
#define HISI_HPRE_W1_TASK_LEN1 HISI_BITS(7, 0)
#define HISI_HPRE_W1_TASK_LEN2 HISI_BITS(15, 8)
#define HISI_HPRE_W1_MRTTEST_NUM HISI_BITS(23, 16)
#define HISI_HPRE_W1_UWKEY_ENB HISI_BITS(24, 24)
#define HISI_HPRE_W1_SM2_KSEL HISI_BITS(25, 25)
#define HISI_HPRE_W1_SVA_BYPASS HISI_BITS(26, 26)
#define HISI_HPRE_W1_SVA_STATUS HISI_BITS(30, 27)
#define HISI_HPRE_W1_HPCORE HISI_BITS(31, 31)

/* Word 6 after a verify: the verdict. */
#define HISI_HPRE_W6_VALID HISI_BITS(1, 1)

/* Words that the engine may write back: 0, 1, 6, one bit each (question 24). */
#define HISI_HPRE_RESULT_WORDS (HISI_BITS(1, 0) | HISI_BITS(6, 6))

/* Word 10. */
#define HISI_HPRE_W10_SM2_MLEN HISI_BITS(8, 0)
#define HISI_HPRE_W10_UWKEY_SEL HISI_BITS(19, 16)
#define HISI_HPRE_W10_WRAP_NUM HISI_BITS(22, 20)

/* Algorithm codes (3.3). */
#define HISI_HPRE_ALG_NC_NCRT 0x00
#define HISI_HPRE_ALG_NC_CRT 0x01
#define HISI_HPRE_ALG_KG_STD 0x02
#define HISI_HPRE_ALG_KG_CRT 0x03
#define HISI_HPRE_ALG_DH_G2 0x04
#define HISI_HPRE_ALG_DH 0x05
#define HISI_HPRE_ALG_PRIME 0x06
#define HISI_HPRE_ALG_MOD 0x07
#define HISI_HPRE_ALG_MOD_INV 0x08
#define HISI_HPRE_ALG_MUL 0x09
#define HISI_HPRE_ALG_COPRIME 0x0A
#define HISI_HPRE_ALG_ECC_CURVE_TEST 0x0B
#define HISI_HPRE_ALG_ECDH_PLUS 0x0C
#define HISI_HPRE_ALG_ECDH_MULTIPLY 0x0D
#define HISI_HPRE_ALG_ECDSA_SIGN 0x0E
#define HISI_HPRE_ALG_ECDSA_VERIFY 0x0F
#define HISI_HPRE_ALG_X_DH_MULTIPLY 0x10
#define HISI_HPRE_ALG_SM2_KEY_GEN 0x11
#define HISI_HPRE_ALG_SM2_SIGN 0x12
#define HISI_HPRE_ALG_SM2_VERIFY 0x13
#define HISI_HPRE_ALG_SM2_ENC 0x14
#define HISI_HPRE_ALG_SM2_DEC 0x15

/* done (3.4). */
#define HISI_HPRE_DONE_INIT 1
#define HISI_HPRE_DONE_FINISHED 3

/** task_len1 of an operand of so many bytes (3.2). */
#define HISI_HPRE_TASK_LEN(bytes) ((bytes) / 8 - 1)
/** Operand bytes of a task_len1 (3.2). */
#define HISI_HPRE_OPERAND_BYTES(task_len1) (((task_len1) + 1) * 8)

/* Operand sizes in bytes (3.2). */
#define HISI_HPRE_MAX_KSZ 512
#define HISI_HPRE_ECC_SZ256 32
#define HISI_HPRE_ECC_SZ384 48
#define HISI_HPRE_ECC_SZ576 72
#define HISI_HPRE_SM2_MAX_MSG 512
#define HISI_HPRE_SM3_SZ 32

/*
 * Operand slots of the key, in and out buffers (5). A slot is ksz bytes
 * for RSA and DH, ksz / 2 where the name says HALF, hsz bytes for curves.
 */
#define HISI_HPRE_NCRT_KEY_EXP 0
#define HISI_HPRE_NCRT_KEY_N 1
#define HISI_HPRE_NCRT_KEY_SLOTS 2
#define HISI_HPRE_CRT_HALF_DQ 0
#define HISI_HPRE_CRT_HALF_DP 1
#define HISI_HPRE_CRT_HALF_Q 2
#define HISI_HPRE_CRT_HALF_P 3
#define HISI_HPRE_CRT_HALF_QINV 4
#define HISI_HPRE_CRT_HALF_SLOTS 5
/* Key generation: e, p, q in; d, n and for 0x03 qinv, dq, dp out. */
#define HISI_HPRE_KG_KEY_E 0
#define HISI_HPRE_KG_KEY_HALF_P 2
#define HISI_HPRE_KG_KEY_HALF_Q 3
#define HISI_HPRE_KG_KEY_HALF_SLOTS 4
#define HISI_HPRE_KG_OUT_D 0
#define HISI_HPRE_KG_OUT_N 1
#define HISI_HPRE_KG_STD_OUT_HALF_SLOTS 4
#define HISI_HPRE_KG_OUT_HALF_QINV 4
#define HISI_HPRE_KG_OUT_HALF_DQ 5
#define HISI_HPRE_KG_OUT_HALF_DP 6
#define HISI_HPRE_KG_CRT_OUT_HALF_SLOTS 7
#define HISI_HPRE_DH_KEY_X 0
#define HISI_HPRE_DH_KEY_P 1
#define HISI_HPRE_DH_KEY_SLOTS 2
/* Private blob of the curve algorithms: 0x0D reads the first four. */
#define HISI_HPRE_EC_PRIV_P 0
#define HISI_HPRE_EC_PRIV_A 1
#define HISI_HPRE_EC_PRIV_D 2
#define HISI_HPRE_EC_PRIV_B 3
#define HISI_HPRE_EC_MUL_KEY_SLOTS 4
#define HISI_HPRE_EC_PRIV_N 4
#define HISI_HPRE_EC_PRIV_GX 5
#define HISI_HPRE_EC_PRIV_GY 6
#define HISI_HPRE_EC_PRIV_SLOTS 7
/* Public blob. */
#define HISI_HPRE_EC_PUB_P 0
#define HISI_HPRE_EC_PUB_A 1
#define HISI_HPRE_EC_PUB_B 2
#define HISI_HPRE_EC_PUB_N 3
#define HISI_HPRE_EC_PUB_GX 4
#define HISI_HPRE_EC_PUB_GY 5
#define HISI_HPRE_EC_PUB_X 6
#define HISI_HPRE_EC_PUB_Y 7
#define HISI_HPRE_EC_PUB_SLOTS 8
/* Inputs of sign and verify. */
#define HISI_HPRE_SIGN_IN_E 0
#define HISI_HPRE_SIGN_IN_K 1
#define HISI_HPRE_SIGN_IN_SLOTS 2
#define HISI_HPRE_VERIFY_IN_E 0
#define HISI_HPRE_VERIFY_IN_S 1
#define HISI_HPRE_VERIFY_IN_R 2
#define HISI_HPRE_VERIFY_IN_SLOTS 3
/* Outputs of sign. */
#define HISI_HPRE_SIGN_OUT_R 0
#define HISI_HPRE_SIGN_OUT_S 1
#define HISI_HPRE_SIGN_OUT_SLOTS 2
/* A point by itself. */
#define HISI_HPRE_POINT_X 0
#define HISI_HPRE_POINT_Y 1
#define HISI_HPRE_POINT_SLOTS 2
/* SM2 key generation reads p, a, b, n of the public blob; the base point is
 * the input.
 */
#define HISI_HPRE_SM2_KG_KEY_SLOTS 4
#define HISI_HPRE_SM2_KG_OUT_X 0
#define HISI_HPRE_SM2_KG_OUT_Y 1
#define HISI_HPRE_SM2_KG_OUT_D 2
#define HISI_HPRE_SM2_KG_OUT_SLOTS 3
/* SM2 encryption: k and the message in. */
#define HISI_HPRE_SM2_ENC_IN_K 0
#define HISI_HPRE_SM2_ENC_IN_MSG 1
/* SM2 ciphertext: C1, C2 of the message's length, C3 right behind it. */
#define HISI_HPRE_SM2_TEXT_C1 0
#define HISI_HPRE_SM2_TEXT_C2 2
/** Slots of a ciphertext without C2: C3 has the size of one, too. */
#define HISI_HPRE_SM2_TEXT_SLOTS 3
/* SM2 decryption reads p, a, d, b of the private blob. */
#define HISI_HPRE_SM2_DEC_KEY_SLOTS 4
/* Montgomery curves. */
#define HISI_HPRE_XDH_KEY_P 0
#define HISI_HPRE_XDH_KEY_A24 1
#define HISI_HPRE_XDH_KEY_K 2
#define HISI_HPRE_XDH_KEY_SLOTS 3

/* Bits of the device algorithm bitmap, in sysfs text order (10.2, 10.3). */
#define HISI_HPRE_CAP_RSA (1U << 0)
#define HISI_HPRE_CAP_DH (1U << 1)
#define HISI_HPRE_CAP_ECDH (1U << 2)
#define HISI_HPRE_CAP_ECDSA (1U << 3)
#define HISI_HPRE_CAP_SM2 (1U << 4)
#define HISI_HPRE_CAP_X25519 (1U << 5)
#define HISI_HPRE_CAP_X448 (1U << 6)

#endif /* HISI_HW_HPRE_H */
