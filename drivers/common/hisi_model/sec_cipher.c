/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: cipher descriptors (8). */

#include "sec_cbc.h"
#include "sec_cipher.h"
#include "sec_cts.h"
#include "sec_xts.h"

#define DES_BLOCK 8

static bool
is_des(const struct sec_req *r)
{
	return r->c_alg == HISI_SEC_C_ALG_DES ||
	       r->c_alg == HISI_SEC_C_ALG_3DES;
}

uint32_t
sec_cipher_key_len(const struct sec_req *r)
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
key_id(const struct sec_req *r, struct sec_key_id *id)
{
	id->kind = SEC_KEY_CIPHER;
	id->alg = r->c_alg;
	id->mode = r->c_mode;
	id->enc = r->cipher == HISI_SEC_CIPHER_ENC;
	id->len = sec_cipher_key_len(r);
	if (r->c_mode == HISI_SEC_C_MODE_XTS) {
		id->kind = SEC_KEY_XTS;
		id->mode = r->c_alg == HISI_SEC_C_ALG_SM4 &&
			   r->ctr_mode == HISI_SEC_XTS_GB ?
				HISI_SEC_XTS_GB : HISI_SEC_XTS_IEEE;
	}
}

static sec_key_setup_t
key_setup(const struct sec_req *r)
{
	switch (r->c_mode) {
	case HISI_SEC_C_MODE_CBC:
		return sec_cbc_setup;
	case HISI_SEC_C_MODE_CBC_CS:
		return sec_cts_setup;
	case HISI_SEC_C_MODE_XTS:
		return sec_xts_setup;
	}
	return sec_evp_setup;
}

int
sec_cipher_open(struct model_exec *x, const struct sec_req *r,
		struct sec_cipher *c)
{
	struct sec_key_id id;
	int ret;

	key_id(r, &id);
	ret = sec_key_get(x, "c_key", r->c_key, &id, key_setup(r), &c->key);
	if (ret != 0 || r->c_mode == HISI_SEC_C_MODE_ECB)
		return ret;
	return sec_mem_error(model_mem_read(x, "c_iv", r->c_iv, c->iv,
					    is_des(r) ? DES_BLOCK :
							SEC_BLOCK));
}

/* Bytes of the counter block that count (5.14, question 9). */
static unsigned int
ctr_width(const struct sec_req *r)
{
	switch (r->ctr_mode) {
	case HISI_SEC_CTR_32BIT:
		return 4;
	case HISI_SEC_CTR_64BIT:
		return 8;
	}
	return SEC_BLOCK;
}

int
sec_cipher_run(const struct sec_cipher *c, const struct sec_req *r,
	       const uint8_t *in, uint8_t *out)
{
	EVP_CIPHER_CTX *ctx = c->key->evp[0];

	switch (r->c_mode) {
	case HISI_SEC_C_MODE_ECB:
		return sec_evp_run(ctx, in, out, r->c_len);
	case HISI_SEC_C_MODE_CBC:
		return sec_cbc_crypt(c->key, c->iv, in, out, r->c_len);
	case HISI_SEC_C_MODE_CTR:
		return sec_evp_ctr(ctx, c->iv, ctr_width(r), in, out,
				   r->c_len);
	case HISI_SEC_C_MODE_CBC_CS:
		return sec_cts_crypt(ctx, r->cipher == HISI_SEC_CIPHER_ENC,
				     r->c_width, c->iv, in, out, r->c_len);
	case HISI_SEC_C_MODE_XTS:
		return sec_xts_crypt(c->key, c->iv, in, out, r->c_len);
	}
	return sec_evp_crypt(ctx, c->iv, in, out, r->c_len);
}

int
sec_cipher_job(struct model_exec *x, const struct sec_req *r, uint32_t *icv)
{
	struct sec_cipher c;
	struct sec_data d;
	int ret;

	(void)icv;
	ret = sec_cipher_open(x, r, &c);
	if (ret == 0)
		ret = sec_data_open(x, r, 0, &d);
	if (ret != 0)
		return ret;
	sec_data_header(&d);
	ret = sec_cipher_run(&c, r, d.in, d.out);
	return ret != 0 ? ret : sec_data_close(x, &d);
}
