/* SPDX-License-Identifier: BSD-3-Clause OR GPL-2.0
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC (ciphers, digests, AEAD): descriptor layouts, codes, limits.
 * Datasheet: doc/hardware/sec.md; section numbers below refer to it.
 */

#ifndef HISI_HW_SEC_H
#define HISI_HW_SEC_H

#include "types.h"

/** Descriptor type 2: generation 2, also accepted by later ones (3). */
struct hisi_sec_bd2 {
	uint32_t w0;
	uint32_t w1;
	uint32_t w2;
	uint32_t w3;
	uint32_t w4; /**< a_len */
	uint32_t w5; /**< c_len */
	uint32_t w6; /**< auth and cipher source offset */
	uint32_t w7;
	uint32_t w8;
	uint32_t w9;
	uint32_t w10; /**< tag */
	uint32_t w11;
	uint32_t long_a_data_len_lo;
	uint32_t long_a_data_len_hi;
	uint32_t a_ivin_lo;
	uint32_t a_ivin_hi;
	uint32_t a_key_lo;
	uint32_t a_key_hi;
	uint32_t mac_lo;
	uint32_t mac_hi;
	uint32_t c_ivin_lo;
	uint32_t c_ivin_hi;
	uint32_t c_key_lo;
	uint32_t c_key_hi;
	uint32_t src_lo;
	uint32_t src_hi;
	uint32_t dst_lo;
	uint32_t dst_hi;
	uint32_t w28; /**< result */
	uint32_t w29;
	uint32_t w30;
	uint32_t w31;
} HISI_ALIAS;
HISI_ASSERT_SIZE(struct hisi_sec_bd2, 128);
HISI_ASSERT_OFFSET(struct hisi_sec_bd2, w10, 40);
HISI_ASSERT_OFFSET(struct hisi_sec_bd2, a_ivin_lo, 56);
HISI_ASSERT_OFFSET(struct hisi_sec_bd2, mac_lo, 72);
HISI_ASSERT_OFFSET(struct hisi_sec_bd2, src_lo, 96);
HISI_ASSERT_OFFSET(struct hisi_sec_bd2, w28, 112);

/** Descriptor type 3: generation 3 and later (4). */
struct hisi_sec_bd3 {
	uint32_t w0;
	uint32_t w1;
	uint32_t tag_lo;
	uint32_t tag_hi;
	uint32_t src_lo;
	uint32_t src_hi;
	uint32_t a_key_lo;
	uint32_t a_key_hi;
	uint32_t a_ivin_lo;
	uint32_t a_ivin_hi;
	uint32_t w10;
	uint32_t w11;
	uint32_t c_key_lo;
	uint32_t c_key_hi;
	uint32_t w14;
	uint32_t w15;
	uint32_t w16; /**< auth and cipher source offset */
	uint32_t w17; /**< a_len */
	uint32_t w18; /**< c_len */
	uint32_t dst_lo;
	uint32_t dst_hi;
	uint32_t mac_lo;
	uint32_t mac_hi;
	uint32_t c_ivin_lo;
	uint32_t c_ivin_hi;
	uint32_t w25; /**< scene union (4.2) */
	uint32_t w26;
	uint32_t w27;
	uint32_t w28; /**< result */
	uint32_t w29;
	uint32_t w30;
	uint32_t w31;
} HISI_ALIAS;
HISI_ASSERT_SIZE(struct hisi_sec_bd3, 128);
HISI_ASSERT_OFFSET(struct hisi_sec_bd3, a_ivin_lo, 32);
HISI_ASSERT_OFFSET(struct hisi_sec_bd3, c_key_lo, 48);
HISI_ASSERT_OFFSET(struct hisi_sec_bd3, dst_lo, 76);
HISI_ASSERT_OFFSET(struct hisi_sec_bd3, mac_lo, 84);
HISI_ASSERT_OFFSET(struct hisi_sec_bd3, c_ivin_lo, 92);
HISI_ASSERT_OFFSET(struct hisi_sec_bd3, w28, 112);

/** Any descriptor as 32 words. */
struct hisi_sec_sqe {
	uint32_t w[32];
} HISI_ALIAS;
HISI_ASSERT_SIZE(struct hisi_sec_sqe, 128);

/* Common to all descriptor types: the type is in the low bits of word 0. */
#define HISI_SEC_W0_TYPE HISI_BITS(3, 0)
#define HISI_SEC_BD_TYPE1 1
#define HISI_SEC_BD_TYPE2 2
#define HISI_SEC_BD_TYPE3 3

/* Type 2, word 0. */
#define HISI_SEC2_W0_CIPHER HISI_BITS(5, 4)
#define HISI_SEC2_W0_AUTH HISI_BITS(7, 6)
#define HISI_SEC2_W0_SEQ HISI_BITS(8, 8)
#define HISI_SEC2_W0_DE HISI_BITS(10, 9)
#define HISI_SEC2_W0_SCENE HISI_BITS(14, 11)
#define HISI_SEC2_W0_SRC_TYPE HISI_BITS(17, 15)
#define HISI_SEC2_W0_DST_TYPE HISI_BITS(20, 18)
#define HISI_SEC2_W0_MAC_TYPE HISI_BITS(23, 21)
#define HISI_SEC2_W0_RESERVED HISI_BITS(31, 24)
/* Type 2, word 1. */
#define HISI_SEC2_W1_NONCE_LEN HISI_BITS(3, 0)
#define HISI_SEC2_W1_HUK HISI_BITS(4, 4)
#define HISI_SEC2_W1_KEY_S HISI_BITS(5, 5)
#define HISI_SEC2_W1_CI_GEN HISI_BITS(7, 6)
#define HISI_SEC2_W1_AI_GEN HISI_BITS(9, 8)
#define HISI_SEC2_W1_A_PAD HISI_BITS(11, 10)
#define HISI_SEC2_W1_C_S HISI_BITS(13, 12)
#define HISI_SEC2_W1_RESERVED0 HISI_BITS(15, 14)
#define HISI_SEC2_W1_RHF HISI_BITS(16, 16)
#define HISI_SEC2_W1_C_KEY_TYPE HISI_BITS(18, 17)
#define HISI_SEC2_W1_A_KEY_TYPE HISI_BITS(20, 19)
#define HISI_SEC2_W1_WRITE_FRAME_LEN HISI_BITS(23, 21)
#define HISI_SEC2_W1_CAL_IV_ADDR_EN HISI_BITS(24, 24)
#define HISI_SEC2_W1_TLS_UP HISI_BITS(25, 25)
#define HISI_SEC2_W1_RESERVED1 HISI_BITS(30, 26)
#define HISI_SEC2_W1_INVALID HISI_BITS(31, 31)
/* Type 2, word 2. */
#define HISI_SEC2_W2_MAC_LEN HISI_BITS(4, 0)
#define HISI_SEC2_W2_A_KEY_LEN HISI_BITS(10, 5)
#define HISI_SEC2_W2_A_ALG HISI_BITS(16, 11)
#define HISI_SEC2_W2_RESERVED HISI_BITS(31, 17)
/* Type 2, word 3. */
#define HISI_SEC2_W3_C_ICV_LEN HISI_BITS(5, 0)
#define HISI_SEC2_W3_C_WIDTH HISI_BITS(8, 6)
#define HISI_SEC2_W3_C_KEY_LEN HISI_BITS(11, 9)
#define HISI_SEC2_W3_C_MODE HISI_BITS(15, 12)
#define HISI_SEC2_W3_C_ALG HISI_BITS(19, 16)
#define HISI_SEC2_W3_RESERVED HISI_BITS(31, 20)
/* Type 2, words 4, 5, 6, 10 and 11. */
#define HISI_SEC2_W4_A_LEN HISI_BITS(23, 0)
#define HISI_SEC2_W4_IV_OFFSET_LO HISI_BITS(31, 24)
#define HISI_SEC2_W5_C_LEN HISI_BITS(23, 0)
#define HISI_SEC2_W5_IV_OFFSET_HI HISI_BITS(31, 24)
#define HISI_SEC2_W6_AUTH_OFFSET HISI_BITS(15, 0)
#define HISI_SEC2_W6_CIPHER_OFFSET HISI_BITS(31, 16)
#define HISI_SEC2_W10_TAG HISI_BITS(15, 0)
#define HISI_SEC2_W10_RESERVED HISI_BITS(31, 16)
#define HISI_SEC2_W11_C_PAD HISI_BITS(17, 0)
#define HISI_SEC2_W11_RESERVED HISI_BITS(31, 18)

/* Type 3, word 0. */
#define HISI_SEC3_W0_INVALID HISI_BITS(4, 4)
#define HISI_SEC3_W0_SCENE HISI_BITS(8, 5)
#define HISI_SEC3_W0_DE HISI_BITS(10, 9)
#define HISI_SEC3_W0_SRC_TYPE HISI_BITS(13, 11)
#define HISI_SEC3_W0_DST_TYPE HISI_BITS(16, 14)
#define HISI_SEC3_W0_MAC_TYPE HISI_BITS(19, 17)
#define HISI_SEC3_W0_RESERVED HISI_BITS(31, 20)
/* Type 3, word 1. */
#define HISI_SEC3_W1_CIPHER HISI_BITS(1, 0)
#define HISI_SEC3_W1_CI_GEN HISI_BITS(3, 2)
#define HISI_SEC3_W1_C_ICV_LEN HISI_BITS(9, 4)
#define HISI_SEC3_W1_C_WIDTH HISI_BITS(12, 10)
#define HISI_SEC3_W1_C_KEY_LEN HISI_BITS(15, 13)
#define HISI_SEC3_W1_C_MODE HISI_BITS(19, 16)
#define HISI_SEC3_W1_C_ALG HISI_BITS(23, 20)
#define HISI_SEC3_W1_NONCE_LEN HISI_BITS(27, 24)
#define HISI_SEC3_W1_HUK HISI_BITS(28, 28)
#define HISI_SEC3_W1_CAL_IV_ADDR_EN HISI_BITS(29, 29)
#define HISI_SEC3_W1_SEQ HISI_BITS(30, 30)
#define HISI_SEC3_W1_RESERVED HISI_BITS(31, 31)
/* Type 3, word 14. */
#define HISI_SEC3_W14_AUTH HISI_BITS(1, 0)
#define HISI_SEC3_W14_AI_GEN HISI_BITS(3, 2)
#define HISI_SEC3_W14_MAC_LEN HISI_BITS(8, 4)
#define HISI_SEC3_W14_A_KEY_LEN HISI_BITS(14, 9)
#define HISI_SEC3_W14_A_ALG HISI_BITS(20, 15)
#define HISI_SEC3_W14_KEY_SEL HISI_BITS(24, 21)
#define HISI_SEC3_W14_CTR_MODE HISI_BITS(26, 25)
#define HISI_SEC3_W14_SVA_PREFETCH HISI_BITS(27, 27)
#define HISI_SEC3_W14_KEY_WRAP_NUM HISI_BITS(30, 28)
#define HISI_SEC3_W14_UPDATE_KEY HISI_BITS(31, 31)
/* Type 3, words 16, 17 and 18. */
#define HISI_SEC3_W16_AUTH_OFFSET HISI_BITS(15, 0)
#define HISI_SEC3_W16_CIPHER_OFFSET HISI_BITS(31, 16)
#define HISI_SEC3_W17_A_LEN HISI_BITS(23, 0)
#define HISI_SEC3_W17_AUTH_KEY_OFFSET HISI_BITS(31, 24)
#define HISI_SEC3_W18_C_LEN HISI_BITS(23, 0)
#define HISI_SEC3_W18_AUTH_IVIN_OFFSET HISI_BITS(31, 24)
/* Type 3, word 27 in the stream scene. */
#define HISI_SEC3_W27_AUTH_PAD HISI_BITS(1, 0)
#define HISI_SEC3_W27_STREAM_PROTO HISI_BITS(4, 2)
#define HISI_SEC3_W27_MAC_SEL HISI_BITS(5, 5)
#define HISI_SEC3_W27_RESERVED HISI_BITS(7, 6)
#define HISI_SEC3_W27_PLAINTEXT_TYPE HISI_BITS(15, 8)
#define HISI_SEC3_W27_PAD_LEN_1P3 HISI_BITS(31, 16)

/* Words that the engine writes back: 28 to 31, one bit each (11.1). */
#define HISI_SEC_RESULT_WORD 28
#define HISI_SEC_RESULT_WORDS HISI_BITS(31, HISI_SEC_RESULT_WORD)

/* Result word 28, same place in types 1, 2 and 3 (11.1). */
#define HISI_SEC_W28_DONE HISI_BITS(0, 0)
#define HISI_SEC_W28_ICV HISI_BITS(3, 1)
#define HISI_SEC_W28_CSC HISI_BITS(6, 4)
#define HISI_SEC_W28_FLAG HISI_BITS(10, 7)
#define HISI_SEC_W28_DIF HISI_BITS(13, 11)
#define HISI_SEC_W28_ERROR_TYPE HISI_BITS(23, 16)
#define HISI_SEC_W28_WARNING_TYPE HISI_BITS(31, 24)
#define HISI_SEC_ICV_MATCH 1
#define HISI_SEC_ICV_MISMATCH 2
#define HISI_SEC_FLAG_AUTH 1
#define HISI_SEC_FLAG_CIPHER 2
#define HISI_SEC_FLAG_AEAD 3
/* Result word 30, type 3. */
#define HISI_SEC3_W30_SVA_STATUS HISI_BITS(15, 8)

/* cipher (5.2). */
#define HISI_SEC_CIPHER_NONE 0
#define HISI_SEC_CIPHER_ENC 1
#define HISI_SEC_CIPHER_DEC 2
#define HISI_SEC_CIPHER_COPY 3
/* auth (5.3). */
#define HISI_SEC_AUTH_NONE 0
#define HISI_SEC_AUTH_GEN 1
#define HISI_SEC_AUTH_VERIFY 2
/* seq. */
#define HISI_SEC_SEQ_CIPHER_AUTH 0
#define HISI_SEC_SEQ_AUTH_CIPHER 1
/* de. */
#define HISI_SEC_DE_SRC 0
#define HISI_SEC_DE_DST 1
/* scene (5.4). */
#define HISI_SEC_SCENE_NONE 0
#define HISI_SEC_SCENE_IPSEC 1
#define HISI_SEC_SCENE_TLS 3
#define HISI_SEC_SCENE_DTLS 4
#define HISI_SEC_SCENE_STORAGE 5
#define HISI_SEC_SCENE_STREAM 7
#define HISI_SEC_SCENE_PBKDF2 8
/* Address types (5.5). */
#define HISI_SEC_ADDR_FLAT 0
#define HISI_SEC_ADDR_SGL 1
#define HISI_SEC_ADDR_PRP 2
/* ai_gen (5.7). */
#define HISI_SEC_AI_GEN_BUILTIN 0
#define HISI_SEC_AI_GEN_IVIN 1
/* a_pad, auth_pad (5.8). */
#define HISI_SEC_PAD 0
#define HISI_SEC_NO_PAD 1
/* c_alg (5.9). */
#define HISI_SEC_C_ALG_DES 0
#define HISI_SEC_C_ALG_3DES 1
#define HISI_SEC_C_ALG_AES 2
#define HISI_SEC_C_ALG_SM4 3
/* a_alg (5.10). */
#define HISI_SEC_A_ALG_SHA1 0x00
#define HISI_SEC_A_ALG_SHA256 0x01
#define HISI_SEC_A_ALG_MD5 0x02
#define HISI_SEC_A_ALG_SHA224 0x03
#define HISI_SEC_A_ALG_SHA384 0x04
#define HISI_SEC_A_ALG_SHA512 0x05
#define HISI_SEC_A_ALG_SHA512_224 0x06
#define HISI_SEC_A_ALG_SHA512_256 0x07
#define HISI_SEC_A_ALG_HMAC_SHA1 0x10
#define HISI_SEC_A_ALG_HMAC_SHA256 0x11
#define HISI_SEC_A_ALG_HMAC_MD5 0x12
#define HISI_SEC_A_ALG_HMAC_SHA224 0x13
#define HISI_SEC_A_ALG_HMAC_SHA384 0x14
#define HISI_SEC_A_ALG_HMAC_SHA512 0x15
#define HISI_SEC_A_ALG_HMAC_SHA512_224 0x16
#define HISI_SEC_A_ALG_HMAC_SHA512_256 0x17
#define HISI_SEC_A_ALG_XCBC 0x20
#define HISI_SEC_A_ALG_CMAC 0x21
#define HISI_SEC_A_ALG_GMAC 0x22
#define HISI_SEC_A_ALG_SM3 0x25
#define HISI_SEC_A_ALG_HMAC_SM3 0x26
#define HISI_SEC_A_ALG_SM4_GMAC 0x31
/* c_mode (5.11). */
#define HISI_SEC_C_MODE_ECB 0
#define HISI_SEC_C_MODE_CBC 1
#define HISI_SEC_C_MODE_CFB 2
#define HISI_SEC_C_MODE_OFB 3
#define HISI_SEC_C_MODE_CTR 4
#define HISI_SEC_C_MODE_CCM 5
#define HISI_SEC_C_MODE_GCM 6
#define HISI_SEC_C_MODE_XTS 7
#define HISI_SEC_C_MODE_CBC_CS 9
/* c_width with CBC-CS (5.12). */
#define HISI_SEC_C_WIDTH_CS1 1
#define HISI_SEC_C_WIDTH_CS2 2
#define HISI_SEC_C_WIDTH_CS3 3
/* c_key_len (5.13). */
#define HISI_SEC_C_KEY_128 0
#define HISI_SEC_C_KEY_192 1
#define HISI_SEC_C_KEY_256 2
#define HISI_SEC_C_KEY_DES 1
#define HISI_SEC_C_KEY_3DES_3KEY 1
#define HISI_SEC_C_KEY_3DES_2KEY 3
/* ctr_count_mode, in XTS sm4_xts (5.14). */
#define HISI_SEC_CTR_32BIT 0
#define HISI_SEC_CTR_64BIT 1 /* undocumented: question 9 */
#define HISI_SEC_CTR_128BIT 2
#define HISI_SEC_XTS_IEEE 0
#define HISI_SEC_XTS_GB 1
#define HISI_SEC_XTS_IEEE_LINUX 2
/* ci_gen (5.6). */
#define HISI_SEC_CI_GEN_IVIN 0

/* GCM stream (10.5): long_a_data_len of the last part, in bytes. */
#define HISI_SEC_GCM_TOTAL_AAD HISI_BITS64(23, 0)
#define HISI_SEC_GCM_TOTAL_DATA HISI_BITS64(63, 24)
/** Block at a_ivin_addr of the last part. */
struct hisi_sec_gcm_end {
	uint8_t j0[16];
	uint8_t zero0[16];
	uint8_t ghash[16]; /**< State left by the part before. */
	uint8_t zero1[16];
};
HISI_ASSERT_SIZE(struct hisi_sec_gcm_end, 64);
HISI_ASSERT_OFFSET(struct hisi_sec_gcm_end, ghash, 32);

/* Limits (12.1, 12.3). */
#define HISI_SEC_MAX_DATA 0xFFFE00U
#define HISI_SEC_MAX_AAD 65535U
#define HISI_SEC_MAX_CCM_AAD 65279U
#define HISI_SEC_MIN_CCM_TAG 4
#define HISI_SEC_MIN_GCM_TAG 8
#define HISI_SEC_MAX_TAG 16
#define HISI_SEC_PREFETCH_MAX_FLAT 0x6000U
#define HISI_SEC_STATE_SZ 64

#endif /* HISI_HW_SEC_H */
