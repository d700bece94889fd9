/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: algorithm codes and the buffers they use. */

#include "mhpre.h"

/* Queue types (2.1). */
#define QC_RSA_DH 0
#define QC_ECC 1

/* Operand sizes in bytes of the families (3.2), 0 at the end. */
static const uint16_t rsa_sizes[] = { 128, 256, 384, 512, 0 };
static const uint16_t dh_sizes[] = { 96, 128, 192, 256, 384, 512, 0 };
static const uint16_t ec_sizes[] = {
	HISI_HPRE_ECC_SZ256, HISI_HPRE_ECC_SZ384, HISI_HPRE_ECC_SZ576, 0
};
static const uint16_t xdh_sizes[] = {
	HISI_HPRE_ECC_SZ256, HISI_HPRE_ECC_SZ576, 0
};
static const uint16_t sm2_sizes[] = { HISI_HPRE_ECC_SZ256, 0 };

static const struct mhpre_alg algs[] = {
	[HISI_HPRE_ALG_NC_NCRT] = {
		.run = mhpre_rsa_ncrt, .sizes = rsa_sizes,
		.qc_type = QC_RSA_DH,
		.key = 2 * HISI_HPRE_NCRT_KEY_SLOTS, .in = 2, .out = 2,
	},
	[HISI_HPRE_ALG_NC_CRT] = {
		.run = mhpre_rsa_crt, .sizes = rsa_sizes,
		.qc_type = QC_RSA_DH,
		.key = HISI_HPRE_CRT_HALF_SLOTS, .in = 2, .out = 2,
	},
	[HISI_HPRE_ALG_KG_STD] = {
		.run = mhpre_rsa_kg_std, .sizes = rsa_sizes,
		.qc_type = QC_RSA_DH,
		.key = HISI_HPRE_KG_KEY_HALF_SLOTS, .in = 0,
		.out = HISI_HPRE_KG_STD_OUT_HALF_SLOTS,
	},
	[HISI_HPRE_ALG_KG_CRT] = {
		.run = mhpre_rsa_kg_crt, .sizes = rsa_sizes,
		.qc_type = QC_RSA_DH,
		.key = HISI_HPRE_KG_KEY_HALF_SLOTS, .in = 0,
		.out = HISI_HPRE_KG_CRT_OUT_HALF_SLOTS,
	},
	[HISI_HPRE_ALG_DH_G2] = { /* The input is never read (question 5). */
		.run = mhpre_dh_g2, .sizes = dh_sizes,
		.qc_type = QC_RSA_DH,
		.key = 2 * HISI_HPRE_DH_KEY_SLOTS, .in = 0, .out = 2,
	},
	[HISI_HPRE_ALG_DH] = {
		.run = mhpre_dh, .sizes = dh_sizes,
		.qc_type = QC_RSA_DH,
		.key = 2 * HISI_HPRE_DH_KEY_SLOTS, .in = 2, .out = 2,
	},
	[HISI_HPRE_ALG_ECDH_MULTIPLY] = {
		.run = mhpre_ec_multiply, .sizes = ec_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_EC_MUL_KEY_SLOTS,
		.in = 2 * HISI_HPRE_POINT_SLOTS,
		.out = 2 * HISI_HPRE_POINT_SLOTS,
	},
	[HISI_HPRE_ALG_ECDSA_SIGN] = {
		.run = mhpre_ecdsa_sign, .sizes = ec_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_EC_PRIV_SLOTS,
		.in = 2 * HISI_HPRE_SIGN_IN_SLOTS,
		.out = 2 * HISI_HPRE_SIGN_OUT_SLOTS,
	},
	[HISI_HPRE_ALG_ECDSA_VERIFY] = {
		.run = mhpre_ecdsa_verify, .sizes = ec_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_EC_PUB_SLOTS,
		.in = 2 * HISI_HPRE_VERIFY_IN_SLOTS, .out = 0,
	},
	[HISI_HPRE_ALG_X_DH_MULTIPLY] = {
		.run = mhpre_xdh, .sizes = xdh_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_XDH_KEY_SLOTS, .in = 2, .out = 2,
	},
	[HISI_HPRE_ALG_SM2_KEY_GEN] = {
		.run = mhpre_sm2_keygen, .sizes = sm2_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_SM2_KG_KEY_SLOTS,
		.in = 2 * HISI_HPRE_POINT_SLOTS,
		.out = 2 * HISI_HPRE_SM2_KG_OUT_SLOTS,
	},
	[HISI_HPRE_ALG_SM2_SIGN] = {
		.run = mhpre_sm2_sign, .sizes = sm2_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_EC_PRIV_SLOTS,
		.in = 2 * HISI_HPRE_SIGN_IN_SLOTS,
		.out = 2 * HISI_HPRE_SIGN_OUT_SLOTS,
		.ksel = true, .k_slot = HISI_HPRE_SIGN_IN_K,
	},
	[HISI_HPRE_ALG_SM2_VERIFY] = {
		.run = mhpre_sm2_verify, .sizes = sm2_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_EC_PUB_SLOTS,
		.in = 2 * HISI_HPRE_VERIFY_IN_SLOTS, .out = 0,
	},
	[HISI_HPRE_ALG_SM2_ENC] = { /* k, M in; C1, C2, C3 out */
		.run = mhpre_sm2_encrypt, .sizes = sm2_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_EC_PUB_SLOTS,
		.in = 2 * HISI_HPRE_SM2_ENC_IN_MSG, .msg_in = true,
		.out = 2 * HISI_HPRE_SM2_TEXT_SLOTS, .msg_out = true,
		.ksel = true, .k_slot = HISI_HPRE_SM2_ENC_IN_K,
	},
	[HISI_HPRE_ALG_SM2_DEC] = { /* C1, C2, C3 in; M out */
		.run = mhpre_sm2_decrypt, .sizes = sm2_sizes,
		.needs = HISI_GEN_HPRE_ECC, .qc_type = QC_ECC,
		.key = 2 * HISI_HPRE_SM2_DEC_KEY_SLOTS,
		.in = 2 * HISI_HPRE_SM2_TEXT_SLOTS, .msg_in = true,
		.out = 0, .msg_out = true,
	},
};

const struct mhpre_alg *
mhpre_alg_get(uint32_t code)
{
	if (code >= sizeof(algs) / sizeof(algs[0]) || algs[code].run == NULL)
		return NULL;
	return &algs[code];
}
