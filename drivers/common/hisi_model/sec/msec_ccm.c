/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CCM (10.2, 10.4; RFC 3610). */

#include <string.h>

#include "msec_bytes.h"
#include "msec_cbcmac.h"
#include "msec_cipher.h"

/* Byte 0 of a counter block: length of the counter in bytes, minus 1. */
#define CCM_L_MASK 0x07

/*
 * Software makes the blocks B0 and A1 (10.2); the engine uses them as they
 * are, so that a wrong one gives the result it gives on the device.
 * libcrypto's CCM makes its own and cannot be used.
 */
struct ccm {
	struct msec_key *key;
	uint8_t a1[MSEC_BLOCK];
	uint8_t b0[MSEC_BLOCK];
	struct msec_data data;
	struct msec_tag tag;
};

static int
ccm_setup(struct msec_engine *e, struct msec_key *key)
{
	key->evp[0] = msec_evp_new(e, key->id.alg, HISI_SEC_C_MODE_CBC,
				   key->bytes, key->id.len, true);
	key->evp[1] = msec_evp_new(e, key->id.alg, HISI_SEC_C_MODE_CTR,
				   key->bytes, key->id.len, true);
	return key->evp[0] != NULL && key->evp[1] != NULL ?
		MSEC_OK : MSEC_ERR_INTERNAL;
}

static int
ccm_open(struct model_exec *x, const struct msec_req *r, struct ccm *c)
{
	const struct msec_key_id id = {
		.kind = MSEC_KEY_CCM,
		.alg = r->c_alg,
		.mode = HISI_SEC_C_MODE_CCM,
		.len = msec_cipher_key_len(r),
	};
	int ret;

	ret = msec_key_get(x, "c_key", r->c_key, &id, ccm_setup, &c->key);
	if (ret == 0)
		ret = msec_mem_error(model_mem_read(x, "c_iv", r->c_iv, c->a1,
						    sizeof(c->a1)));
	if (ret == 0)
		ret = msec_mem_error(model_mem_read(x, "a_iv", r->a_iv, c->b0,
						    sizeof(c->b0)));
	if (ret == 0)
		ret = msec_data_open(x, r, r->a_len, &c->data);
	if (ret == 0)
		ret = msec_tag_open(x, r, r->c_icv_len,
				    r->cipher == HISI_SEC_CIPHER_DEC, &c->tag);
	return ret;
}

/* Bytes of the counter in A1 (question 13). */
static unsigned int
counter_width(const struct ccm *c)
{
	return (c->a1[0] & CCM_L_MASK) + 1;
}

/* CBC-MAC over B0, length and bytes of the AAD. */
static int
mac_start(const struct ccm *c, const struct msec_req *r, struct msec_cbcmac *m)
{
	const uint8_t len[2] = { r->a_len >> 8, r->a_len & 0xff };
	int ret;

	ret = msec_cbcmac_init(m, c->key->evp[0]);
	if (ret == 0)
		ret = msec_cbcmac_update(m, c->b0, sizeof(c->b0));
	if (ret == 0 && r->a_len > 0)
		ret = msec_cbcmac_update(m, len, sizeof(len));
	if (ret == 0)
		ret = msec_cbcmac_update(m, c->data.auth, r->a_len);
	if (ret == 0)
		ret = msec_cbcmac_pad(m);
	return ret;
}

/* And over the plaintext. */
static int
mac_data(struct msec_cbcmac *m, const struct msec_req *r, const uint8_t *plain)
{
	int ret = msec_cbcmac_update(m, plain, r->c_len);

	return ret != 0 ? ret : msec_cbcmac_pad(m);
}

static int
ccm_ctr(const struct ccm *c, const struct msec_req *r)
{
	return msec_evp_ctr(c->key->evp[1], c->a1, counter_width(c),
			    c->data.in, c->data.out, r->c_len);
}

/* The MAC is encrypted with counter 0. */
static int
ccm_tag(const struct ccm *c, const uint8_t *mac, uint8_t *tag)
{
	unsigned int width = counter_width(c);
	uint8_t a0[MSEC_BLOCK];

	memcpy(a0, c->a1, sizeof(a0));
	memset(&a0[MSEC_BLOCK - width], 0, width);
	return msec_evp_crypt(c->key->evp[1], a0, mac, tag, MSEC_BLOCK);
}

static int
ccm_run(struct ccm *c, const struct msec_req *r, uint8_t *tag)
{
	struct msec_cbcmac m;
	int ret;

	/* The AAD before the data: in place they may share bytes. */
	ret = mac_start(c, r, &m);
	msec_data_header(&c->data);
	if (r->cipher == HISI_SEC_CIPHER_DEC) {
		if (ret == 0)
			ret = ccm_ctr(c, r);
		if (ret == 0)
			ret = mac_data(&m, r, c->data.out);
	} else {
		if (ret == 0)
			ret = mac_data(&m, r, c->data.in);
		if (ret == 0)
			ret = ccm_ctr(c, r);
	}
	if (ret == 0)
		ret = ccm_tag(c, m.mac, tag);
	model_wipe(&m, sizeof(m));
	return ret;
}

int
msec_ccm_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	uint8_t tag[MSEC_BLOCK];
	struct ccm c;
	int ret;

	ret = ccm_open(x, r, &c);
	if (ret == 0)
		ret = ccm_run(&c, r, tag);
	if (ret == 0)
		ret = msec_data_close(x, &c.data);
	if (ret == 0)
		ret = msec_tag_close(x, &c.tag, tag, icv);
	model_wipe(tag, sizeof(tag));
	return ret;
}
