/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: descriptors of types 1, 2 and 3 made one (3, 4, 19). */

#include <string.h>

#include "msec.h"

/*
 * Fields of features without a driver: hardware unique key, nonces, IPsec
 * and TLS helpers, keys from elsewhere than memory, PBKDF2.
 */
static uint32_t
bd2_features(const struct hisi_sec_bd2 *bd)
{
	return (bd->w1 & (HISI_SEC2_W1_NONCE_LEN | HISI_SEC2_W1_HUK |
			  HISI_SEC2_W1_KEY_S | HISI_SEC2_W1_C_S |
			  HISI_SEC2_W1_RHF | HISI_SEC2_W1_C_KEY_TYPE |
			  HISI_SEC2_W1_A_KEY_TYPE |
			  HISI_SEC2_W1_WRITE_FRAME_LEN |
			  HISI_SEC2_W1_CAL_IV_ADDR_EN |
			  HISI_SEC2_W1_TLS_UP)) |
	       (bd->w4 & HISI_SEC2_W4_IV_OFFSET_LO) |
	       (bd->w5 & HISI_SEC2_W5_IV_OFFSET_HI) |
	       bd->w7 | bd->w8 | bd->w9 | (bd->w11 & HISI_SEC2_W11_C_PAD);
}

static uint32_t
bd2_reserved(const struct hisi_sec_bd2 *bd)
{
	return (bd->w0 & HISI_SEC2_W0_RESERVED) |
	       (bd->w1 & (HISI_SEC2_W1_RESERVED0 | HISI_SEC2_W1_RESERVED1)) |
	       (bd->w2 & HISI_SEC2_W2_RESERVED) |
	       (bd->w3 & HISI_SEC2_W3_RESERVED) |
	       (bd->w10 & HISI_SEC2_W10_RESERVED) |
	       (bd->w11 & HISI_SEC2_W11_RESERVED);
}

static void
bd2_codes(const struct hisi_sec_bd2 *bd, struct msec_req *r)
{
	r->cipher = HISI_GET(HISI_SEC2_W0_CIPHER, bd->w0);
	r->auth = HISI_GET(HISI_SEC2_W0_AUTH, bd->w0);
	r->seq = HISI_GET(HISI_SEC2_W0_SEQ, bd->w0);
	r->de = HISI_GET(HISI_SEC2_W0_DE, bd->w0);
	r->scene = HISI_GET(HISI_SEC2_W0_SCENE, bd->w0);
	r->src_type = HISI_GET(HISI_SEC2_W0_SRC_TYPE, bd->w0);
	r->dst_type = HISI_GET(HISI_SEC2_W0_DST_TYPE, bd->w0);
	r->mac_type = HISI_GET(HISI_SEC2_W0_MAC_TYPE, bd->w0);
	r->ci_gen = HISI_GET(HISI_SEC2_W1_CI_GEN, bd->w1);
	r->ai_gen = HISI_GET(HISI_SEC2_W1_AI_GEN, bd->w1);
	r->pad = HISI_GET(HISI_SEC2_W1_A_PAD, bd->w1);
	r->invalid = HISI_GET(HISI_SEC2_W1_INVALID, bd->w1) != 0;
	r->mac_words = HISI_GET(HISI_SEC2_W2_MAC_LEN, bd->w2);
	r->a_key_words = HISI_GET(HISI_SEC2_W2_A_KEY_LEN, bd->w2);
	r->a_alg = HISI_GET(HISI_SEC2_W2_A_ALG, bd->w2);
	r->c_icv_len = HISI_GET(HISI_SEC2_W3_C_ICV_LEN, bd->w3);
	r->c_width = HISI_GET(HISI_SEC2_W3_C_WIDTH, bd->w3);
	r->c_key_len = HISI_GET(HISI_SEC2_W3_C_KEY_LEN, bd->w3);
	r->c_mode = HISI_GET(HISI_SEC2_W3_C_MODE, bd->w3);
	r->c_alg = HISI_GET(HISI_SEC2_W3_C_ALG, bd->w3);
	/* Type 2 has no such field: the reset default (5.14). */
	r->ctr_mode = HISI_SEC_CTR_32BIT;
}

static void
bd2_decode(const struct hisi_sec_bd2 *bd, struct msec_req *r)
{
	bd2_codes(bd, r);
	r->features = bd2_features(bd);
	r->reserved = bd2_reserved(bd);
	r->a_len = HISI_GET(HISI_SEC2_W4_A_LEN, bd->w4);
	r->c_len = HISI_GET(HISI_SEC2_W5_C_LEN, bd->w5);
	r->auth_offset = HISI_GET(HISI_SEC2_W6_AUTH_OFFSET, bd->w6);
	r->cipher_offset = HISI_GET(HISI_SEC2_W6_CIPHER_OFFSET, bd->w6);
	r->total = HISI_U64(bd->long_a_data_len_lo, bd->long_a_data_len_hi);
	r->a_iv = HISI_U64(bd->a_ivin_lo, bd->a_ivin_hi);
	r->a_key = HISI_U64(bd->a_key_lo, bd->a_key_hi);
	r->mac = HISI_U64(bd->mac_lo, bd->mac_hi);
	r->c_iv = HISI_U64(bd->c_ivin_lo, bd->c_ivin_hi);
	r->c_key = HISI_U64(bd->c_key_lo, bd->c_key_hi);
	r->src = HISI_U64(bd->src_lo, bd->src_hi);
	r->dst = HISI_U64(bd->dst_lo, bd->dst_hi);
}

/*
 * Words 25 to 27 belong to the scene (4.2). In the scene "none" they are not
 * looked at, so that padding is 0 there, as in every scene but stream (11.3).
 */
static void
bd3_scene(const struct hisi_sec_bd3 *bd, struct msec_req *r)
{
	r->pad = HISI_SEC_PAD;
	r->total = 0;
	if (r->scene == HISI_SEC_SCENE_IPSEC) {
		r->features |= bd->w25 | bd->w26;
		return;
	}
	if (r->scene != HISI_SEC_SCENE_STREAM)
		return;
	/* mac_sel: drivers differ for the same job (question 11). */
	r->pad = HISI_GET(HISI_SEC3_W27_AUTH_PAD, bd->w27);
	r->total = HISI_U64(bd->w25, bd->w26);
	r->features |= bd->w27 & (HISI_SEC3_W27_STREAM_PROTO |
				  HISI_SEC3_W27_PLAINTEXT_TYPE |
				  HISI_SEC3_W27_PAD_LEN_1P3);
	r->reserved |= bd->w27 & HISI_SEC3_W27_RESERVED;
}

static void
bd3_codes(const struct hisi_sec_bd3 *bd, struct msec_req *r)
{
	r->invalid = HISI_GET(HISI_SEC3_W0_INVALID, bd->w0) != 0;
	r->scene = HISI_GET(HISI_SEC3_W0_SCENE, bd->w0);
	r->de = HISI_GET(HISI_SEC3_W0_DE, bd->w0);
	r->src_type = HISI_GET(HISI_SEC3_W0_SRC_TYPE, bd->w0);
	r->dst_type = HISI_GET(HISI_SEC3_W0_DST_TYPE, bd->w0);
	r->mac_type = HISI_GET(HISI_SEC3_W0_MAC_TYPE, bd->w0);
	r->cipher = HISI_GET(HISI_SEC3_W1_CIPHER, bd->w1);
	r->ci_gen = HISI_GET(HISI_SEC3_W1_CI_GEN, bd->w1);
	r->c_icv_len = HISI_GET(HISI_SEC3_W1_C_ICV_LEN, bd->w1);
	r->c_width = HISI_GET(HISI_SEC3_W1_C_WIDTH, bd->w1);
	r->c_key_len = HISI_GET(HISI_SEC3_W1_C_KEY_LEN, bd->w1);
	r->c_mode = HISI_GET(HISI_SEC3_W1_C_MODE, bd->w1);
	r->c_alg = HISI_GET(HISI_SEC3_W1_C_ALG, bd->w1);
	r->seq = HISI_GET(HISI_SEC3_W1_SEQ, bd->w1);
	r->auth = HISI_GET(HISI_SEC3_W14_AUTH, bd->w14);
	r->ai_gen = HISI_GET(HISI_SEC3_W14_AI_GEN, bd->w14);
	r->mac_words = HISI_GET(HISI_SEC3_W14_MAC_LEN, bd->w14);
	r->a_key_words = HISI_GET(HISI_SEC3_W14_A_KEY_LEN, bd->w14);
	r->a_alg = HISI_GET(HISI_SEC3_W14_A_ALG, bd->w14);
	r->ctr_mode = HISI_GET(HISI_SEC3_W14_CTR_MODE, bd->w14);
}

static void
bd3_decode(const struct hisi_sec_bd3 *bd, struct msec_req *r)
{
	bd3_codes(bd, r);
	r->a_len = HISI_GET(HISI_SEC3_W17_A_LEN, bd->w17);
	r->c_len = HISI_GET(HISI_SEC3_W18_C_LEN, bd->w18);
	r->auth_offset = HISI_GET(HISI_SEC3_W16_AUTH_OFFSET, bd->w16);
	r->cipher_offset = HISI_GET(HISI_SEC3_W16_CIPHER_OFFSET, bd->w16);
	r->src = HISI_U64(bd->src_lo, bd->src_hi);
	r->dst = HISI_U64(bd->dst_lo, bd->dst_hi);
	r->mac = HISI_U64(bd->mac_lo, bd->mac_hi);
	r->c_key = HISI_U64(bd->c_key_lo, bd->c_key_hi);
	r->c_iv = HISI_U64(bd->c_ivin_lo, bd->c_ivin_hi);
	r->a_key = HISI_U64(bd->a_key_lo, bd->a_key_hi);
	r->a_iv = HISI_U64(bd->a_ivin_lo, bd->a_ivin_hi);
	/* Keys that do not come from memory, nonces, salts. sva_prefetch
	 * is a hint without effect on results (12.3).
	 */
	r->features = (bd->w1 & (HISI_SEC3_W1_NONCE_LEN | HISI_SEC3_W1_HUK |
				 HISI_SEC3_W1_CAL_IV_ADDR_EN)) |
		      (bd->w14 & (HISI_SEC3_W14_KEY_SEL |
				  HISI_SEC3_W14_KEY_WRAP_NUM |
				  HISI_SEC3_W14_UPDATE_KEY)) |
		      bd->w15 | (bd->w17 & HISI_SEC3_W17_AUTH_KEY_OFFSET) |
		      (bd->w18 & HISI_SEC3_W18_AUTH_IVIN_OFFSET);
	r->reserved = (bd->w0 & HISI_SEC3_W0_RESERVED) |
		      (bd->w1 & HISI_SEC3_W1_RESERVED) | bd->w10 | bd->w11;
	bd3_scene(bd, r);
}

int
msec_bd_decode(const uint32_t *sqe, uint32_t has, struct msec_req *r)
{
	struct hisi_sec_bd2 bd2;
	struct hisi_sec_bd3 bd3;

	r->type = HISI_GET(HISI_SEC_W0_TYPE, sqe[0]);
	switch (r->type) {
	case HISI_SEC_BD_TYPE1:
		/* The storage descriptor has a use of its own, data integrity
		 * fields, and no driver here. Its invalid bit is that of
		 * type 2 (19).
		 */
		memcpy(&bd2, sqe, sizeof(bd2));
		r->invalid = HISI_GET(HISI_SEC2_W1_INVALID, bd2.w1) != 0;
		return r->invalid ? MSEC_OK : MSEC_ERR_FEATURE;
	case HISI_SEC_BD_TYPE2:
		memcpy(&bd2, sqe, sizeof(bd2));
		bd2_decode(&bd2, r);
		return MSEC_OK;
	case HISI_SEC_BD_TYPE3:
		if ((has & HISI_GEN_SEC_BD3) == 0)
			return MSEC_ERR_BD_TYPE;
		memcpy(&bd3, sqe, sizeof(bd3));
		bd3_decode(&bd3, r);
		return MSEC_OK;
	}
	return MSEC_ERR_BD_TYPE;
}
