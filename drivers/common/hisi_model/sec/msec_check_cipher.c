/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: rules of the cipher fields (5, 8, 12.2). */

#include "msec_check.h"

#define KEY(code) (1U << (code))
#define KEYS_AES (KEY(HISI_SEC_C_KEY_128) | KEY(HISI_SEC_C_KEY_192) | \
		  KEY(HISI_SEC_C_KEY_256))
/* 192 bits per half: a limit of the hardware (8.2). */
#define KEYS_AES_XTS (KEY(HISI_SEC_C_KEY_128) | KEY(HISI_SEC_C_KEY_256))
#define KEYS_SM4 KEY(0)
#define KEYS_3DES (KEY(HISI_SEC_C_KEY_3DES_3KEY) | \
		   KEY(HISI_SEC_C_KEY_3DES_2KEY))
/* The code means nothing: drivers send different ones (18, quirk 3). */
#define KEYS_DES 0xff

/* A row of the table of section 8, with the generations of 12.2. */
struct cipher_rule {
	uint8_t keys;     /* Bit per code that is allowed; 0 = no such row. */
	uint8_t needs;    /* HISI_GEN_* of the device. */
	uint8_t min;      /* Bytes. */
	uint8_t multiple; /* Bytes, a power of two. */
};

static const struct cipher_rule aes_rules[MSEC_NB_C_MODES] = {
	[HISI_SEC_C_MODE_ECB] = { KEYS_AES, 0, 16, 16 },
	[HISI_SEC_C_MODE_CBC] = { KEYS_AES, 0, 16, 16 },
	[HISI_SEC_C_MODE_CFB] = { KEYS_AES, HISI_GEN_SEC_BD3, 1, 1 },
	[HISI_SEC_C_MODE_OFB] = { KEYS_AES, HISI_GEN_SEC_BD3, 1, 1 },
	[HISI_SEC_C_MODE_CTR] = { KEYS_AES, HISI_GEN_SEC_BD3, 1, 1 },
	[HISI_SEC_C_MODE_CCM] = { KEYS_AES, 0, 0, 1 },
	[HISI_SEC_C_MODE_GCM] = { KEYS_AES, 0, 0, 1 },
	[HISI_SEC_C_MODE_XTS] = { KEYS_AES_XTS, 0, 16, 1 },
	[HISI_SEC_C_MODE_CBC_CS] = { KEYS_AES, HISI_GEN_SEC_BD3, 17, 1 },
};

static const struct cipher_rule sm4_rules[MSEC_NB_C_MODES] = {
	[HISI_SEC_C_MODE_ECB] = { KEYS_SM4, 0, 16, 16 },
	[HISI_SEC_C_MODE_CBC] = { KEYS_SM4, 0, 16, 16 },
	[HISI_SEC_C_MODE_CFB] = { KEYS_SM4, HISI_GEN_SEC_BD3, 1, 1 },
	[HISI_SEC_C_MODE_OFB] = { KEYS_SM4, HISI_GEN_SEC_BD3, 1, 1 },
	[HISI_SEC_C_MODE_CTR] = { KEYS_SM4, HISI_GEN_SEC_BD3, 1, 1 },
	[HISI_SEC_C_MODE_CCM] = { KEYS_SM4, HISI_GEN_SEC_BD3, 0, 1 },
	[HISI_SEC_C_MODE_GCM] = { KEYS_SM4, HISI_GEN_SEC_BD3, 0, 1 },
	[HISI_SEC_C_MODE_XTS] = { KEYS_SM4, 0, 16, 1 },
	/* Question 8. */
	[HISI_SEC_C_MODE_CBC_CS] = { KEYS_SM4, HISI_GEN_SEC_BD3, 16, 1 },
};

static const struct cipher_rule des3_rules[MSEC_NB_C_MODES] = {
	[HISI_SEC_C_MODE_ECB] = { KEYS_3DES, 0, 8, 8 },
	[HISI_SEC_C_MODE_CBC] = { KEYS_3DES, 0, 8, 8 },
};

static const struct cipher_rule des_rules[MSEC_NB_C_MODES] = {
	[HISI_SEC_C_MODE_ECB] = { KEYS_DES, 0, 8, 8 },
	[HISI_SEC_C_MODE_CBC] = { KEYS_DES, 0, 8, 8 },
};

static const struct cipher_rule *
rule_find(const struct msec_req *r)
{
	static const struct cipher_rule *const rules[MSEC_NB_C_ALGS] = {
		[HISI_SEC_C_ALG_DES] = des_rules,
		[HISI_SEC_C_ALG_3DES] = des3_rules,
		[HISI_SEC_C_ALG_AES] = aes_rules,
		[HISI_SEC_C_ALG_SM4] = sm4_rules,
	};
	const struct cipher_rule *rule;

	if (r->c_alg >= MSEC_NB_C_ALGS || r->c_mode >= MSEC_NB_C_MODES)
		return NULL;
	rule = &rules[r->c_alg][r->c_mode];
	return rule->keys != 0 ? rule : NULL;
}

/* c_width is for CBC-CS alone (5.12, question 10). */
static bool
width_good(const struct msec_req *r)
{
	if (r->c_mode != HISI_SEC_C_MODE_CBC_CS)
		return r->c_width == 0;
	return r->c_width >= HISI_SEC_C_WIDTH_CS1 &&
	       r->c_width <= HISI_SEC_C_WIDTH_CS3;
}

/*
 * One field with three meanings (5.14). Values without one are refused, but
 * in CTR, where question 9 gives them one.
 */
static bool
ctr_mode_good(const struct msec_req *r)
{
	if (r->c_mode == HISI_SEC_C_MODE_CTR ||
	    r->ctr_mode == HISI_SEC_CTR_32BIT ||
	    r->ctr_mode == HISI_SEC_CTR_128BIT)
		return true;
	return r->c_mode == HISI_SEC_C_MODE_XTS &&
	       r->ctr_mode == HISI_SEC_XTS_GB;
}

int
msec_check_cipher(const struct msec_req *r, uint32_t has)
{
	const struct cipher_rule *rule = rule_find(r);

	if (rule == NULL)
		return MSEC_ERR_C_ALG;
	if ((has & rule->needs) != rule->needs)
		return MSEC_ERR_GENERATION;
	if ((rule->keys & KEY(r->c_key_len)) == 0)
		return MSEC_ERR_C_KEY_LEN;
	if (!width_good(r))
		return MSEC_ERR_C_WIDTH;
	if (!ctr_mode_good(r))
		return MSEC_ERR_CTR_MODE;
	if (r->ci_gen != HISI_SEC_CI_GEN_IVIN)
		return MSEC_ERR_CI_GEN;
	if (r->c_len < rule->min || (r->c_len & (rule->multiple - 1)) != 0)
		return MSEC_ERR_C_LEN;
	return MSEC_OK;
}
