/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Descriptor type 3 (sec.md 4, 7): its template, and its data path, which
 * sec_enqueue.h has for both types.
 */

#include "sec_bd3.h"

#include "sec_bd.h"

static void
sec_bd_template(struct hisi_sec_sqe *sqe, const struct sec_pass *p)
{
	struct hisi_sec_bd3 *bd = (struct hisi_sec_bd3 *)sqe;
	bool verify = p->auth == HISI_SEC_AUTH_VERIFY ||
		      (p->c_icv_len != 0 && p->cipher == HISI_SEC_CIPHER_DEC);
	/* Plain digests use the stream scene, all else the common one (7). */
	uint32_t scene = p->cipher == HISI_SEC_CIPHER_NONE ?
			 HISI_SEC_SCENE_STREAM : HISI_SEC_SCENE_IPSEC;
	/* NIST counters are 128 bits wide (5.14). */
	uint32_t ctr = p->c_mode == HISI_SEC_C_MODE_CTR ?
		       HISI_SEC_CTR_128BIT : 0;

	memset(bd, 0, sizeof(*bd));
	bd->w0 = HISI_PREP(HISI_SEC_W0_TYPE, HISI_SEC_BD_TYPE3) |
		 HISI_PREP(HISI_SEC3_W0_SCENE, scene);
	bd->w1 = HISI_PREP(HISI_SEC3_W1_CIPHER, p->cipher) |
		 HISI_PREP(HISI_SEC3_W1_C_ICV_LEN, p->c_icv_len) |
		 HISI_PREP(HISI_SEC3_W1_C_KEY_LEN, p->c_key_len) |
		 HISI_PREP(HISI_SEC3_W1_C_MODE, p->c_mode) |
		 HISI_PREP(HISI_SEC3_W1_C_ALG, p->c_alg) |
		 HISI_PREP(HISI_SEC3_W1_SEQ, verify ?
			   HISI_SEC_SEQ_AUTH_CIPHER :
			   HISI_SEC_SEQ_CIPHER_AUTH);
	bd->w14 = HISI_PREP(HISI_SEC3_W14_AUTH, p->auth) |
		  HISI_PREP(HISI_SEC3_W14_MAC_LEN, p->mac_words) |
		  HISI_PREP(HISI_SEC3_W14_A_KEY_LEN, p->a_key_words) |
		  HISI_PREP(HISI_SEC3_W14_A_ALG, p->a_alg) |
		  HISI_PREP(HISI_SEC3_W14_CTR_MODE, ctr) |
		  HISI_SEC3_W14_SVA_PREFETCH;
	bd->a_key_lo = HISI_LO32(hisi_qm_addr(p->a_key));
	bd->a_key_hi = HISI_HI32(hisi_qm_addr(p->a_key));
	bd->c_key_lo = HISI_LO32(hisi_qm_addr(p->c_key));
	bd->c_key_hi = HISI_HI32(hisi_qm_addr(p->c_key));
	sec_bd_auth(bd, p->aad_len, p->aad_len);
}

/* The data path of this type. */
#include "sec_enqueue.h"
