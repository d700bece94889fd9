/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: what is refused, with which code. All memory is forbidden, so
 * that a refusal before any access shows as no access counted; the good
 * descriptor each row starts from gets as far as its first access.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_client.h"

enum base {
	ECB, CBC, CTR, XTS, CTS, SM4_CBC, SM4_CTS, DES, DES3, SHA256, SHA256_1ST,
	SHA256_END, SM3, HMAC, HMAC512, CMAC, XCBC, GMAC, AUTHENC, CCM, GCM,
	FIRST, MIDDLE, END, NB_BASES,
};

/* First generation that takes the base. */
static const unsigned int base_gen[NB_BASES] = {
	[ECB] = 2, [CBC] = 2, [CTR] = 3, [XTS] = 2, [CTS] = 3, [SM4_CBC] = 2,
	[SM4_CTS] = 3, [DES] = 2, [DES3] = 2, [SHA256] = 2, [SHA256_1ST] = 2,
	[SHA256_END] = 2, [SM3] = 2, [HMAC] = 2, [HMAC512] = 2, [CMAC] = 3,
	[XCBC] = 3, [GMAC] = 3, [AUTHENC] = 2, [CCM] = 2, [GCM] = 2,
	[FIRST] = 3, [MIDDLE] = 3, [END] = 5,
};

static const struct sec_desc bases[NB_BASES] = {
	[ECB] = { .cipher = 1, .c_alg = 2, .c_len = 32 },
	[CBC] = { .cipher = 2, .c_alg = 2, .c_mode = 1, .c_len = 32 },
	[CTR] = { .cipher = 1, .c_alg = 2, .c_mode = 4, .c_len = 7 },
	[XTS] = { .cipher = 1, .c_alg = 2, .c_mode = 7, .c_len = 17 },
	[CTS] = { .cipher = 1, .c_alg = 2, .c_mode = 9, .c_width = 1,
		  .c_len = 17 },
	[SM4_CBC] = { .cipher = 1, .c_alg = 3, .c_mode = 1, .c_len = 32 },
	[SM4_CTS] = { .cipher = 1, .c_alg = 3, .c_mode = 9, .c_width = 3,
		      .c_len = 16 },
	[DES] = { .cipher = 1, .c_mode = 1, .c_len = 24 },
	[DES3] = { .cipher = 1, .c_alg = 1, .c_mode = 1, .c_key_len = 3,
		   .c_len = 24 },
	[SHA256] = { .auth = 1, .a_alg = 1, .mac_words = 8, .a_len = 20 },
	[SHA256_1ST] = { .auth = 1, .a_alg = 1, .pad = 1, .a_len = 128 },
	[SHA256_END] = { .auth = 1, .a_alg = 1, .ai_gen = 1, .mac_words = 8,
			 .a_len = 5, .total = 8 * 69 },
	[SM3] = { .auth = 1, .a_alg = 0x25, .mac_words = 8, .a_len = 20 },
	[HMAC] = { .auth = 2, .a_alg = 0x10, .mac_words = 3,
		   .a_key_words = 16, .a_len = 20 },
	[HMAC512] = { .auth = 1, .a_alg = 0x15, .mac_words = 16,
		      .a_key_words = 32, .a_len = 20 },
	[CMAC] = { .auth = 1, .a_alg = 0x21, .mac_words = 1,
		   .a_key_words = 4, .a_len = 20 },
	[XCBC] = { .auth = 1, .a_alg = 0x20, .mac_words = 3,
		   .a_key_words = 4, .a_len = 20 },
	[GMAC] = { .auth = 1, .a_alg = 0x22, .mac_words = 4, .ai_gen = 1,
		   .a_key_words = 6, .a_len = 20 },
	[AUTHENC] = { .cipher = 1, .auth = 1, .c_alg = 2, .c_mode = 1,
		      .a_alg = 0x11, .mac_words = 8, .a_key_words = 8,
		      .c_len = 32, .a_len = 48, .cipher_offset = 16 },
	[CCM] = { .cipher = 1, .c_alg = 2, .c_mode = 5, .c_icv_len = 8,
		  .c_len = 20, .a_len = 8, .cipher_offset = 8 },
	[GCM] = { .cipher = 2, .c_alg = 2, .c_mode = 6, .c_icv_len = 8,
		  .c_len = 20, .a_len = 8, .cipher_offset = 8 },
	[FIRST] = { .scene = 7, .auth = 1, .a_alg = 0x22, .pad = 1,
		    .a_key_words = 4, .mac_words = 4, .a_len = 20 },
	[MIDDLE] = { .scene = 7, .cipher = 1, .c_alg = 2, .c_mode = 6,
		     .c_icv_len = 16, .ai_gen = 1, .pad = 1, .c_len = 32 },
	[END] = { .type = 3, .scene = 7, .cipher = 1, .c_alg = 2,
		  .c_mode = 6, .c_icv_len = 16, .ai_gen = 1, .c_len = 5 },
};

#define F(field) offsetof(struct sec_desc, field)
#define ALL 0
#define TYPE2 2
#define TYPE3 3

/* A base, up to three changed fields, and the expected error. */
struct refusal {
	enum base base;
	unsigned int type; /* ALL: both types. */
	unsigned int last; /* Last generation it is refused by; 0 = all. */
	uint32_t code;
	struct {
		size_t field;
		uint32_t value;
	} set[3];
};

static const struct refusal refusals[] = {
	/* Fields all jobs share: scene, address types, de (5.4, 5.5). */
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 2 } } },
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 3 } } },
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 4 } } },
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 5 } } },
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 6 } } },
	{ SHA256, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 8 } } },
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 9 } } },
	{ CBC, ALL, 0, MSEC_ERR_SCENE, { { F(scene), 15 } } },
	{ CBC, ALL, 0, MSEC_ERR_ADDR_TYPE, { { F(src_type), 2 } } },
	{ CBC, ALL, 0, MSEC_ERR_ADDR_TYPE, { { F(src_type), 7 } } },
	{ CBC, ALL, 0, MSEC_ERR_ADDR_TYPE, { { F(dst_type), 2 } } },
	{ SHA256, ALL, 0, MSEC_ERR_ADDR_TYPE, { { F(mac_type), 1 } } },
	{ SHA256, ALL, 0, MSEC_ERR_ADDR_TYPE, { { F(mac_type), 2 } } },
	{ CBC, ALL, 0, MSEC_ERR_DE, { { F(de), 2 } } },
	{ CBC, ALL, 0, MSEC_ERR_DE, { { F(de), 3 } } },
	/* The operation (5.2, 5.3, 11.3). */
	{ CBC, ALL, 0, MSEC_ERR_CIPHER, { { F(cipher), 3 } } },
	{ SHA256, ALL, 0, MSEC_ERR_AUTH, { { F(auth), 3 } } },
	{ SHA256, ALL, 0, MSEC_ERR_COMBINATION, { { F(auth), 0 } } },
	{ CCM, ALL, 0, MSEC_ERR_COMBINATION, { { F(auth), 1 } } },
	{ GCM, ALL, 0, MSEC_ERR_COMBINATION, { { F(auth), 2 } } },
	/* Algorithm and mode (5.9, 5.11, 8). */
	{ ECB, ALL, 0, MSEC_ERR_C_ALG, { { F(c_alg), 4 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_ALG, { { F(c_alg), 15 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 8 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 10 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 15 } } },
	{ DES, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 2 } } },
	{ DES, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 4 } } },
	{ DES3, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 3 } } },
	{ DES3, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 6 } } },
	{ DES3, ALL, 0, MSEC_ERR_C_ALG, { { F(c_mode), 9 } } },
	/* Key length codes (5.13, 12.2). */
	{ ECB, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 3 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 7 } } },
	{ XTS, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 1 } } },
	{ SM4_CBC, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 1 } } },
	{ DES3, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 0 } } },
	{ DES3, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 2 } } },
	{ GCM, ALL, 0, MSEC_ERR_C_KEY_LEN, { { F(c_key_len), 3 } } },
	/* c_width, ctr_count_mode, ci_gen (5.12, 5.14, 5.6). */
	{ CBC, ALL, 0, MSEC_ERR_C_WIDTH, { { F(c_width), 1 } } },
	{ CTR, ALL, 0, MSEC_ERR_C_WIDTH, { { F(c_width), 3 } } },
	{ CTS, ALL, 0, MSEC_ERR_C_WIDTH, { { F(c_width), 0 } } },
	{ CTS, ALL, 0, MSEC_ERR_C_WIDTH, { { F(c_width), 4 } } },
	{ CBC, TYPE3, 0, MSEC_ERR_CTR_MODE, { { F(ctr_mode), 1 } } },
	{ CBC, TYPE3, 0, MSEC_ERR_CTR_MODE, { { F(ctr_mode), 3 } } },
	{ XTS, TYPE3, 0, MSEC_ERR_CTR_MODE, { { F(ctr_mode), 3 } } },
	{ GCM, TYPE3, 0, MSEC_ERR_CTR_MODE, { { F(ctr_mode), 1 } } },
	{ CBC, ALL, 0, MSEC_ERR_CI_GEN, { { F(ci_gen), 1 } } },
	{ XTS, ALL, 0, MSEC_ERR_CI_GEN, { { F(ci_gen), 3 } } },
	/* Data lengths (8, 12.1). */
	{ ECB, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 15 } } },
	{ ECB, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 17 } } },
	{ CBC, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 40 } } },
	{ CBC, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0xfffe10 } } },
	{ CTR, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ CTR, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0xfffe01 } } },
	{ XTS, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 15 } } },
	{ CTS, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 16 } } },
	{ SM4_CTS, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 15 } } },
	{ DES, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 12 } } },
	{ DES3, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 33 } } },
	/* Hashes and HMAC (9). */
	{ SHA256, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x08 } } },
	{ SHA256, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x18 } } },
	{ SHA256, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x23 } } },
	{ SHA256, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x27 } } },
	{ SHA256, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x3f } } },
	{ SHA256, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 9 } } },
	{ SHA256, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 31 } } },
	{ HMAC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 6 } } },
	{ HMAC512, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 17 } } },
	{ SM3, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 0 } } },
	{ HMAC, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 17 } } },
	{ HMAC512, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 33 } } },
	{ SHA256, ALL, 2, MSEC_ERR_A_LEN, { { F(a_len), 0 } } },
	{ HMAC, ALL, 2, MSEC_ERR_A_LEN, { { F(a_len), 0 } } },
	{ SHA256, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 0xfffe01 } } },
	{ SHA256_1ST, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 0 } } },
	{ SHA256_1ST, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 96 } } },
	{ SHA256_1ST, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 192 },
					       { F(a_alg), 4 } } },
	{ SHA256_1ST, ALL, 0, MSEC_ERR_COMBINATION, { { F(auth), 2 } } },
	{ SHA256_1ST, ALL, 0, MSEC_ERR_MAC_LEN, { { F(a_alg), 0x25 } } },
	{ SHA256_1ST, ALL, 0, MSEC_ERR_PART, { { F(pad), 2 } } },
	{ SHA256_END, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 2 } } },
	{ SHA256, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 3 } } },
	/* XCBC, CMAC, GMAC (9.5). */
	{ CMAC, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 0 } } },
	{ XCBC, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 0 } } },
	{ CMAC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 0 } } },
	{ CMAC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 5 } } },
	{ XCBC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 2 } } },
	{ XCBC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 5 } } },
	{ GMAC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 5 } } },
	{ CMAC, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 8 } } },
	{ XCBC, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 6 } } },
	{ GMAC, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 5 } } },
	{ GMAC, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 0 } } },
	{ GMAC, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 0 } } },
	{ CMAC, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 1 } } },
	{ CMAC, ALL, 0, MSEC_ERR_PART, { { F(pad), 1 } } },
	{ XCBC, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 1 }, { F(pad), 1 } } },
	/* CBC and HMAC (10.1). */
	{ AUTHENC, ALL, 0, MSEC_ERR_COMBINATION, { { F(c_mode), 0 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_COMBINATION, { { F(c_alg), 1 },
						  { F(c_key_len), 1 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_COMBINATION, { { F(c_alg), 0 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 1 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x21 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_A_ALG, { { F(a_alg), 0x3f } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 0 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_MAC_LEN, { { F(mac_words), 9 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 17 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 1 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_PART, { { F(pad), 1 } } },
	{ AUTHENC, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 0xffffff } } },
	{ AUTHENC, ALL, 2, MSEC_ERR_A_LEN, { { F(a_len), 0 } } },
	/* CCM, GCM (10.2, 10.3, 12.1). */
	{ CCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 0 } } },
	{ CCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 2 } } },
	{ CCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 9 } } },
	{ CCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 18 } } },
	{ GCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 7 } } },
	{ GCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 17 } } },
	{ GCM, ALL, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 63 } } },
	{ CCM, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 65280 } } },
	{ GCM, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 65536 } } },
	{ GCM, ALL, 0, MSEC_ERR_A_LEN, { { F(c_len), 0xfffe00 } } },
	{ CCM, ALL, 2, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ GCM, ALL, 2, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ CCM, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 1 } } },
	{ CCM, ALL, 0, MSEC_ERR_PART, { { F(pad), 1 } } },
	{ GCM, ALL, 0, MSEC_ERR_PART, { { F(pad), 1 } } },
	{ GCM, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 2 } } },
	/* GCM stream (10.5). */
	{ FIRST, ALL, 0, MSEC_ERR_COMBINATION, { { F(auth), 2 } } },
	{ FIRST, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 7 } } },
	{ FIRST, ALL, 0, MSEC_ERR_A_KEY_LEN, { { F(a_key_words), 8 },
					      { F(a_alg), 0x31 } } },
	{ FIRST, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 65536 } } },
	{ FIRST, ALL, 0, MSEC_ERR_PART, { { F(ai_gen), 1 } } },
	{ FIRST, ALL, 0, MSEC_ERR_PART, { { F(pad), 2 } } },
	{ FIRST, ALL, 0, MSEC_ERR_PART, { { F(pad), 0 },
					 { F(a_alg), 0x31 } } },
	{ FIRST, TYPE2, 0, MSEC_ERR_SCENE, { { F(scene), 1 } } },
	{ MIDDLE, TYPE2, 0, MSEC_ERR_SCENE, { { F(scene), 0 } } },
	{ MIDDLE, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ MIDDLE, ALL, 0, MSEC_ERR_C_LEN, { { F(c_len), 33 } } },
	{ MIDDLE, ALL, 0, MSEC_ERR_A_LEN, { { F(a_len), 1 } } },
	{ END, TYPE3, 0, MSEC_ERR_C_LEN, { { F(c_len), 0 } } },
	{ END, TYPE3, 0, MSEC_ERR_A_LEN, { { F(a_len), 1 } } },
	{ END, TYPE3, 0, MSEC_ERR_C_ICV_LEN, { { F(c_icv_len), 4 } } },
	{ END, TYPE3, 0, MSEC_ERR_SCENE, { { F(scene), 1 } } },
	/* Not in this generation (12.2). */
	{ CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 4 } } },
	{ CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 3 } } },
	{ CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 2 } } },
	{ CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 9 },
					     { F(c_width), 1 } } },
	{ SM4_CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 4 } } },
	{ SM4_CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 3 } } },
	{ SM4_CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 2 } } },
	{ SM4_CBC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_mode), 9 },
						 { F(c_width), 1 } } },
	{ CCM, ALL, 2, MSEC_ERR_GENERATION, { { F(c_alg), 3 } } },
	{ GCM, ALL, 2, MSEC_ERR_GENERATION, { { F(c_alg), 3 } } },
	{ SHA256, ALL, 2, MSEC_ERR_GENERATION, { { F(a_alg), 0x20 } } },
	{ SHA256, ALL, 2, MSEC_ERR_GENERATION, { { F(a_alg), 0x21 } } },
	{ SHA256, ALL, 2, MSEC_ERR_GENERATION, { { F(a_alg), 0x22 } } },
	{ AUTHENC, ALL, 2, MSEC_ERR_GENERATION, { { F(c_alg), 3 } } },
	{ AUTHENC, ALL, 2, MSEC_ERR_GENERATION, { { F(a_alg), 0x26 } } },
	{ SHA256_1ST, ALL, 2, MSEC_ERR_GENERATION, { { F(a_alg), 0x22 } } },
	{ GCM, ALL, 2, MSEC_ERR_GENERATION, { { F(ai_gen), 1 },
					     { F(pad), 1 } } },
	{ GCM, ALL, 2, MSEC_ERR_GENERATION, { { F(ai_gen), 1 } } },
	{ MIDDLE, ALL, 3, MSEC_ERR_GENERATION, { { F(pad), 0 } } },
	{ MIDDLE, TYPE2, 0, MSEC_ERR_GENERATION, { { F(pad), 0 } } },
};

static const unsigned int gens[] = { 2, 3, 5 };

/* All addresses where nothing may be read or written. */
static void
forbid_all(struct sec_client *s, struct sec_desc *d)
{
	const void *p = sec_buf_forbidden(s, 4096);

	d->src = d->dst = d->mac = p;
	d->c_key = d->c_iv = d->a_key = d->a_iv = p;
}

/* The fields that type 3 has in scene 7 only must not get lost in the others. */
static void
scene_fit(struct sec_desc *d)
{
	if (d->type == 3 && d->scene == 0 &&
	    (d->pad != 0 || d->total != 0 || d->ai_gen != 0))
		d->scene = 7;
}

static void
base_reaches_memory(struct sec_client *s, enum base base, unsigned int type)
{
	struct sec_desc d = bases[base];
	uint64_t before = hisi_model_checked_refused(s->mem);

	d.type = type;
	scene_fit(&d);
	forbid_all(s, &d);
	assert_int_equal(sec_run(s, &d), SEC_REFUSED(MSEC_ERR_ACCESS));
	assert_true(hisi_model_checked_refused(s->mem) > before);
}

static void
refuse(struct sec_client *s, const struct refusal *r, unsigned int type)
{
	uint64_t before = hisi_model_checked_refused(s->mem);
	struct sec_desc d = bases[r->base];
	unsigned int i;
	uint32_t w28;

	d.type = type;
	for (i = 0; i < 3; i++)
		if (r->set[i].field != 0)
			memcpy((uint8_t *)&d + r->set[i].field,
			       &r->set[i].value, 4);
	if (r->code != MSEC_ERR_SCENE)
		scene_fit(&d);
	forbid_all(s, &d);
	sec_snapshot(s);
	w28 = sec_run(s, &d);
	if (w28 != SEC_REFUSED(r->code))
		fail_msg("row %zu, generation %u, type %u: %08x, not %08x",
			 (size_t)(r - refusals), s->gen, type, w28,
			 SEC_REFUSED(r->code));
	assert_true(sec_unchanged(s));
	assert_int_equal(hisi_model_checked_refused(s->mem), before);
}

static void
every_refusal(void **state)
{
	struct sec_client s;
	unsigned int g, type;
	size_t i;

	(void)state;
	for (g = 0; g < 3; g++) {
		sec_open(&s, gens[g], false);
		for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
			const struct refusal *r = &refusals[i];

			if (gens[g] < base_gen[r->base] ||
			    (r->last != 0 && gens[g] > r->last))
				continue;
			for (type = 2; type <= (gens[g] == 2 ? 2 : 3); type++)
				if (r->type == ALL || r->type == type)
					refuse(&s, r, type);
			sec_bufs_free(&s);
		}
		sec_close(&s);
	}
}

static void
every_base(void **state)
{
	struct sec_client s;
	unsigned int g, b;

	(void)state;
	for (g = 0; g < 3; g++) {
		sec_open(&s, gens[g], false);
		for (b = 0; b < NB_BASES; b++) {
			if (gens[g] < base_gen[b])
				continue;
			if (b != END)
				base_reaches_memory(&s, b, 2);
			if (gens[g] > 2)
				base_reaches_memory(&s, b, 3);
		}
		sec_close(&s);
	}
}

/* The type nibble (1): 3 not on generation 2, 1 without a use here. */
static void
types(void **state)
{
	struct sec_client s;
	unsigned int g, t;

	(void)state;
	for (g = 0; g < 3; g++) {
		sec_open(&s, gens[g], false);
		for (t = 0; t < 16; t++) {
			struct sec_desc d = bases[CBC];
			uint32_t w[32], want = SEC_REFUSED(MSEC_ERR_BD_TYPE);

			d.type = gens[g] == 2 ? 2 : t;
			forbid_all(&s, &d);
			sec_desc_words(&d, w);
			w[0] = (w[0] & ~15U) | t;
			if (t == 1)
				want = SEC_REFUSED(MSEC_ERR_FEATURE);
			if (t == 2 || (t == 3 && gens[g] > 2))
				want = SEC_REFUSED(MSEC_ERR_ACCESS);
			assert_int_equal(sec_run_words(&s, w), want);
			/* Types 1 and 2 can be invalid, in word 1. */
			w[1] |= 1U << 31;
			if (t == 1 || t == 2)
				assert_int_equal(sec_run_words(&s, w),
						 SEC_DONE);
		}
		sec_close(&s);
	}
}

/* Bits of 3.1 and 4.1: reserved, or of features without a driver. */
struct bits {
	uint8_t dw;
	uint32_t reserved;
	uint32_t feature;
};

static const struct bits bits2[] = {
	{ 0, 0xff000000, 0 },
	/* nonce_len, huk, key_s, c_s, rhf, key types, frame, iv, tls */
	{ 1, 0x7c00c000, 0x03ff303f },
	{ 2, 0xfffe0000, 0 },
	{ 3, 0xfff00000, 0 },
	{ 4, 0, 0xff000000 }, /* iv_offset */
	{ 5, 0, 0xff000000 },
	{ 7, 0, 0xffffffff }, /* IPsec checksum */
	{ 8, 0, 0xffffffff }, /* PBKDF2 */
	{ 9, 0, 0xffffffff }, /* salt */
	{ 10, 0xffff0000, 0 },
	{ 11, 0xfffc0000, 0x0003ffff }, /* TLS padding */
};

static const struct bits bits3[] = {
	{ 0, 0xfff00000, 0 },
	{ 1, 0x80000000, 0x3f000000 }, /* nonce_len, huk, cal_iv_addr_en */
	{ 10, 0xffffffff, 0 },
	{ 11, 0xffffffff, 0 },
	{ 14, 0, 0xf1e00000 }, /* key_sel, key_wrap_num, update_key */
	{ 15, 0, 0xffffffff }, /* salt */
	{ 17, 0, 0xff000000 }, /* auth_key_offset */
	{ 18, 0, 0xff000000 }, /* auth_ivin_offset */
};

/* In the scene union (4.2): IPsec, and stream. */
static const struct bits bits3_ipsec[] = {
	{ 25, 0, 0xffffffff }, { 26, 0, 0xffffffff },
};
static const struct bits bits3_stream[] = {
	{ 27, 0x000000c0, 0xffffff1c }, /* protocol, type, pad length */
};

static void
every_bit(struct sec_client *s, unsigned int type, uint32_t scene,
	  const struct bits *bits, unsigned int n)
{
	struct sec_desc d = bases[CBC];
	uint32_t w[32], good[32], want;
	unsigned int i, bit;

	d.type = type;
	d.scene = scene;
	forbid_all(s, &d);
	sec_desc_words(&d, good);
	for (i = 0; i < 32 * n; i++) {
		bit = i % 32;
		if ((bits[i / 32].reserved >> bit & 1) != 0)
			want = SEC_REFUSED(MSEC_ERR_RESERVED);
		else if ((bits[i / 32].feature >> bit & 1) != 0)
			want = SEC_REFUSED(MSEC_ERR_FEATURE);
		else
			continue;
		memcpy(w, good, sizeof(w));
		assert_int_equal(w[bits[i / 32].dw] >> bit & 1, 0);
		w[bits[i / 32].dw] |= 1U << bit;
		assert_int_equal(sec_run_words(s, w), want);
	}
	assert_int_equal(hisi_model_checked_refused(s->mem), 0);
	assert_int_equal(sec_run_words(s, good), SEC_REFUSED(MSEC_ERR_ACCESS));
}

#define N(a) (sizeof(a) / sizeof((a)[0]))

static void
unused_bits(void **state)
{
	static const struct {
		unsigned int gen, type;
		uint32_t scene;
		const struct bits *bits;
		unsigned int n;
	} runs[] = {
		{ 2, 2, 1, bits2, N(bits2) },
		{ 3, 2, 0, bits2, N(bits2) },
		{ 3, 3, 0, bits3, N(bits3) },
		{ 5, 3, 1, bits3, N(bits3) },
		{ 3, 3, 1, bits3_ipsec, N(bits3_ipsec) },
		{ 3, 3, 7, bits3_stream, N(bits3_stream) },
	};
	struct sec_client s;
	unsigned int i;

	(void)state;
	for (i = 0; i < N(runs); i++) {
		sec_open(&s, runs[i].gen, false);
		every_bit(&s, runs[i].type, runs[i].scene, runs[i].bits,
			  runs[i].n);
		sec_close(&s);
	}
}

/* Outside of the stream scene type 3 has no padding bits: 0 (11.3). */
static void
no_padding_bits(void **state)
{
	struct sec_desc d = bases[SHA256];
	struct sec_client s;
	uint32_t w[32];
	uint8_t mac[32];

	(void)state;
	sec_open(&s, 3, false);
	d.type = 3;
	d.src = sec_buf_ro(&s, 20);
	d.mac = sec_buf(&s, 32);
	assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
	memcpy(mac, d.mac, 32);
	d.mac = sec_buf(&s, 32);
	sec_desc_words(&d, w);
	w[27] = 1;
	assert_int_equal(sec_run_words(&s, w), SEC_DONE_AUTH);
	assert_memory_equal(d.mac, mac, 32);
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_base),
		cmocka_unit_test(every_refusal),
		cmocka_unit_test(types),
		cmocka_unit_test(unused_bits),
		cmocka_unit_test(no_padding_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
