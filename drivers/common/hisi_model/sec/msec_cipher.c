/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: cipher descriptors (8). */

#include "msec_cbc.h"
#include "msec_cipher.h"
#include "msec_cts.h"
#include "msec_xts.h"

#define DES_BLOCK 8

static bool
is_des(const struct msec_req *r)
{
	return r->c_alg == HISI_SEC_C_ALG_DES ||
	       r->c_alg == HISI_SEC_C_ALG_3DES;
}

uint32_t
msec_cipher_key_len(const struct msec_req *r)
{
	uint32_t len = 16;

	switch (r->c_alg) {
	case HISI_SEC_C_ALG_DES:
		return 8;
	case HISI_SEC_C_ALG_3DES:
		return r->c_key_len == HISI_SEC_C_KEY_3DES_2KEY ? 16 : 24;
	case HISI_SEC_C_ALG_AES:
		if (r->c_key_len == HISI_SEC_C_KEY_192)
			len = 24;
		else if (r->c_key_len == HISI_SEC_C_KEY_256)
			len = 32;
		break;
	}
	/* The code describes one half of the pair. */
	return r->c_mode == HISI_SEC_C_MODE_XTS ? 2 * len : len;
}

static void
key_id(const struct msec_req *r, struct msec_key_id *id)
{
	id->kind = MSEC_KEY_CIPHER;
	id->alg = r->c_alg;
	id->mode = r->c_mode;
	id->enc = r->cipher == HISI_SEC_CIPHER_ENC;
	id->len = msec_cipher_key_len(r);
	if (r->c_mode == HISI_SEC_C_MODE_XTS) {
		id->kind = MSEC_KEY_XTS;
		id->mode = r->c_alg == HISI_SEC_C_ALG_SM4 &&
			   r->ctr_mode == HISI_SEC_XTS_GB ?
				HISI_SEC_XTS_GB : HISI_SEC_XTS_IEEE;
	}
}

static msec_key_setup_t
key_setup(const struct msec_req *r)
{
	switch (r->c_mode) {
	case HISI_SEC_C_MODE_CBC:
		return msec_cbc_setup;
	case HISI_SEC_C_MODE_CBC_CS:
		return msec_cts_setup;
	case HISI_SEC_C_MODE_XTS:
		return msec_xts_setup;
	}
	return msec_evp_setup;
}

int
msec_cipher_open(struct model_exec *x, const struct msec_req *r,
		 struct msec_cipher *c)
{
	struct msec_key_id id;
	int ret;

	key_id(r, &id);
	ret = msec_key_get(x, "c_key", r->c_key, &id, key_setup(r), &c->key);
	if (ret != 0 || r->c_mode == HISI_SEC_C_MODE_ECB)
		return ret;
	return msec_mem_error(model_mem_read(x, "c_iv", r->c_iv, c->iv,
					     is_des(r) ? DES_BLOCK :
							MSEC_BLOCK));
}

/* Bytes of the counter block that count (5.14, question 9). */
static unsigned int
ctr_width(const struct msec_req *r)
{
	switch (r->ctr_mode) {
	case HISI_SEC_CTR_32BIT:
		return 4;
	case HISI_SEC_CTR_64BIT:
		return 8;
	}
	return MSEC_BLOCK;
}

int
msec_cipher_run(const struct msec_cipher *c, const struct msec_req *r,
		const uint8_t *in, uint8_t *out)
{
	EVP_CIPHER_CTX *ctx = c->key->evp[0];

	switch (r->c_mode) {
	case HISI_SEC_C_MODE_ECB:
		return msec_evp_run(ctx, in, out, r->c_len);
	case HISI_SEC_C_MODE_CBC:
		return msec_cbc_crypt(c->key, c->iv, in, out, r->c_len);
	case HISI_SEC_C_MODE_CTR:
		return msec_evp_ctr(ctx, c->iv, ctr_width(r), in, out,
				    r->c_len);
	case HISI_SEC_C_MODE_CBC_CS:
		return msec_cts_crypt(c->key, r->c_width, c->iv, in, out,
				      r->c_len);
	case HISI_SEC_C_MODE_XTS:
		return msec_xts_crypt(c->key, c->iv, in, out, r->c_len);
	}
	return msec_evp_crypt(ctx, c->iv, in, out, r->c_len);
}

int
msec_cipher_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	struct msec_cipher c;
	struct msec_data d;
	int ret;

	(void)icv;
	ret = msec_cipher_open(x, r, &c);
	if (ret == 0)
		ret = msec_data_open(x, r, 0, &d);
	if (ret != 0)
		return ret;
	msec_data_header(&d);
	ret = msec_cipher_run(&c, r, d.in, d.out);
	return ret != 0 ? ret : msec_data_close(x, &d);
}
