/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Descriptor type 2 (sec.md 3, 7): its template, and its data path, which
 * sec_enqueue.h has for both types.
 */

#include "sec_bd2.h"

#include "sec_bd.h"

static void
sec_bd_template(struct hisi_sec_sqe *sqe, const struct sec_pass *p)
{
	struct hisi_sec_bd2 *bd = (struct hisi_sec_bd2 *)sqe;
	bool verify = p->auth == HISI_SEC_AUTH_VERIFY ||
		      (p->c_icv_len != 0 && p->cipher == HISI_SEC_CIPHER_DEC);

	memset(bd, 0, sizeof(*bd));
	bd->w0 = HISI_PREP(HISI_SEC_W0_TYPE, HISI_SEC_BD_TYPE2) |
		 HISI_PREP(HISI_SEC2_W0_CIPHER, p->cipher) |
		 HISI_PREP(HISI_SEC2_W0_AUTH, p->auth) |
		 HISI_PREP(HISI_SEC2_W0_SEQ, verify ?
			   HISI_SEC_SEQ_AUTH_CIPHER :
			   HISI_SEC_SEQ_CIPHER_AUTH) |
		 HISI_PREP(HISI_SEC2_W0_SCENE, HISI_SEC_SCENE_IPSEC);
	bd->w2 = HISI_PREP(HISI_SEC2_W2_MAC_LEN, p->mac_words) |
		 HISI_PREP(HISI_SEC2_W2_A_KEY_LEN, p->a_key_words) |
		 HISI_PREP(HISI_SEC2_W2_A_ALG, p->a_alg);
	bd->w3 = HISI_PREP(HISI_SEC2_W3_C_ICV_LEN, p->c_icv_len) |
		 HISI_PREP(HISI_SEC2_W3_C_KEY_LEN, p->c_key_len) |
		 HISI_PREP(HISI_SEC2_W3_C_MODE, p->c_mode) |
		 HISI_PREP(HISI_SEC2_W3_C_ALG, p->c_alg);
	bd->a_key_lo = HISI_LO32(hisi_qm_addr(p->a_key));
	bd->a_key_hi = HISI_HI32(hisi_qm_addr(p->a_key));
	bd->c_key_lo = HISI_LO32(hisi_qm_addr(p->c_key));
	bd->c_key_hi = HISI_HI32(hisi_qm_addr(p->c_key));
	sec_bd_auth(bd, p->aad_len, p->aad_len);
}

/* The data path of this type. */
#include "sec_enqueue.h"
