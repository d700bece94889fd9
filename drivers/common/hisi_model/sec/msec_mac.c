/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: AES-based MACs (9.5). */

#include <string.h>

#include "msec_bytes.h"
#include "msec_cbcmac.h"
#include "msec_gcm.h"

/* t = t * x with the lowest bit in the last byte (SP 800-38B, 6.1). */
static void
double_block(uint8_t *t)
{
	uint64_t hi = msec_get_be64(t), lo = msec_get_be64(t + 8);
	uint64_t out = hi >> 63;

	hi = hi << 1 | lo >> 63;
	lo = lo << 1 ^ (out ? 0x87 : 0);
	msec_put_be64(t, hi);
	msec_put_be64(t + 8, lo);
}

static int
cmac_setup(struct msec_engine *e, struct msec_key *key)
{
	static const uint8_t zero[MSEC_BLOCK];
	uint8_t (*sub)[MSEC_BLOCK] = key->u.subkey;

	key->evp[0] = msec_evp_new(e, HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_CBC,
				   key->bytes, key->id.len, true);
	if (key->evp[0] == NULL ||
	    msec_evp_crypt(key->evp[0], zero, zero, sub[0], MSEC_BLOCK) != 0)
		return MSEC_ERR_INTERNAL;
	double_block(sub[0]);
	memcpy(sub[1], sub[0], MSEC_BLOCK);
	double_block(sub[1]);
	return MSEC_OK;
}

/* Three keys are made from one by encrypting constants (RFC 3566, 4). */
static int
xcbc_setup(struct msec_engine *e, struct msec_key *key)
{
	uint8_t k[3][MSEC_BLOCK];
	EVP_CIPHER_CTX *ecb;
	int ret;

	memset(k[0], 0x01, MSEC_BLOCK);
	memset(k[1], 0x02, MSEC_BLOCK);
	memset(k[2], 0x03, MSEC_BLOCK);
	ecb = msec_evp_new(e, HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_ECB,
			   key->bytes, key->id.len, true);
	if (ecb == NULL)
		return MSEC_ERR_INTERNAL;
	ret = msec_evp_run(ecb, k[0], k[0], sizeof(k));
	EVP_CIPHER_CTX_free(ecb);
	memcpy(key->u.subkey, k[1], 2 * MSEC_BLOCK);
	key->evp[0] = msec_evp_new(e, HISI_SEC_C_ALG_AES, HISI_SEC_C_MODE_CBC,
				   k[0], MSEC_BLOCK, true);
	model_wipe(k, sizeof(k));
	return ret == 0 && key->evp[0] != NULL ? MSEC_OK : MSEC_ERR_INTERNAL;
}

/*
 * CMAC and XCBC: a CBC-MAC, where a subkey is added to the last block, which
 * one depending on whether the block had to be padded.
 * @param len 1 or more
 */
static int
subkey_mac(const struct msec_key *key, const uint8_t *msg, size_t len,
	   uint8_t *mac)
{
	size_t tail = len % MSEC_BLOCK ? len % MSEC_BLOCK : MSEC_BLOCK;
	uint8_t last[MSEC_BLOCK] = { 0 };
	struct msec_cbcmac m;
	int ret;

	memcpy(last, msg + len - tail, tail);
	if (tail < MSEC_BLOCK)
		last[tail] = 0x80;
	msec_xor(last, last, key->u.subkey[tail < MSEC_BLOCK], MSEC_BLOCK);
	ret = msec_cbcmac_init(&m, key->evp[0]);
	if (ret == 0)
		ret = msec_cbcmac_update(&m, msg, len - tail);
	if (ret == 0)
		ret = msec_cbcmac_update(&m, last, MSEC_BLOCK);
	memcpy(mac, m.mac, MSEC_BLOCK);
	model_wipe(&m, sizeof(m));
	model_wipe(last, sizeof(last));
	return ret;
}

static int
mac_key_get(struct model_exec *x, const struct msec_req *r,
	    struct msec_key **key)
{
	struct msec_key_id id = {
		.kind = MSEC_KEY_CMAC,
		.alg = HISI_SEC_C_ALG_AES,
		.len = 4 * r->a_key_words,
		.enc = 1,
	};

	if (r->a_alg == HISI_SEC_A_ALG_CMAC)
		return msec_key_get(x, "a_key", r->a_key, &id, cmac_setup, key);
	if (r->a_alg == HISI_SEC_A_ALG_XCBC) {
		id.kind = MSEC_KEY_XCBC;
		return msec_key_get(x, "a_key", r->a_key, &id, xcbc_setup, key);
	}
	id.kind = MSEC_KEY_CIPHER;
	id.mode = HISI_SEC_C_MODE_GCM;
	return msec_key_get(x, "a_key", r->a_key, &id, msec_evp_setup, key);
}

/*
 * GMAC is GCM without data. Of the 16 bytes at a_ivin_addr the first 12 are
 * the IV; whether the device takes the others as counter is open (question 3).
 */
static int
mac_run(const struct msec_req *r, const struct msec_key *key, const uint8_t *iv,
	const uint8_t *msg, uint8_t *mac)
{
	struct msec_gcm gcm = {
		.iv = iv,
		.aad = msg,
		.aad_len = r->a_len,
	};

	if (r->a_alg == HISI_SEC_A_ALG_GMAC)
		return msec_gcm_encrypt(key, &gcm, mac);
	return subkey_mac(key, msg, r->a_len, mac);
}

int
msec_mac_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	uint8_t iv[MSEC_BLOCK], mac[MSEC_BLOCK];
	struct model_view src;
	struct msec_key *key;
	struct msec_tag tag;
	int ret;

	ret = mac_key_get(x, r, &key);
	if (ret == 0 && r->a_alg == HISI_SEC_A_ALG_GMAC)
		ret = msec_mem_error(model_mem_read(x, "a_iv", r->a_iv, iv,
						    sizeof(iv)));
	if (ret == 0)
		ret = msec_auth_open(x, r, &src);
	if (ret == 0)
		ret = msec_tag_open(x, r, 4 * r->mac_words,
				    r->auth == HISI_SEC_AUTH_VERIFY, &tag);
	if (ret == 0)
		ret = mac_run(r, key, iv, src.p, mac);
	if (ret == 0)
		ret = msec_tag_close(x, &tag, mac, icv);
	model_wipe(mac, sizeof(mac));
	return ret;
}
