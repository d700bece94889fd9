/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: a GCM message in several descriptors (10.5). */

#include <string.h>

#include "sec_bytes.h"
#include "sec_cipher.h"
#include "sec_gcm.h"

static int
stream_key_get(struct model_exec *x, const char *role, uint64_t addr,
	       uint8_t alg, uint32_t len, struct sec_key **key)
{
	const struct sec_key_id id = {
		.kind = SEC_KEY_GHASH,
		.alg = alg,
		.mode = HISI_SEC_C_MODE_GCM,
		.len = len,
	};

	return sec_key_get(x, role, addr, &id, sec_ghash_setup, key);
}

/* FIRST: the state after the AAD. The key comes as authentication key. */
int
sec_gcm_first_job(struct model_exec *x, const struct sec_req *r,
		  uint32_t *icv)
{
	uint8_t alg = r->a_alg == HISI_SEC_A_ALG_SM4_GMAC ?
		HISI_SEC_C_ALG_SM4 : HISI_SEC_C_ALG_AES;
	uint8_t y[SEC_BLOCK] = { 0 };
	struct model_view src;
	struct sec_key *key;
	struct sec_tag tag;
	int ret;

	ret = stream_key_get(x, "a_key", r->a_key, alg, 4 * r->a_key_words,
			     &key);
	if (ret == 0)
		ret = sec_auth_open(x, r, &src);
	if (ret == 0)
		ret = sec_tag_open(x, r, SEC_BLOCK, false, &tag);
	if (ret != 0)
		return ret;
	sec_ghash_update(&key->u.ghash, y, src.p, r->a_len);
	ret = sec_tag_close(x, &tag, y, icv);
	model_wipe(y, sizeof(y));
	return ret;
}

/* What MIDDLE and END have in common. */
struct part {
	struct sec_key *key;
	uint8_t ctr[SEC_BLOCK]; /* Counter block of the first data block. */
	uint8_t y[SEC_BLOCK];
	struct sec_data data;
	struct sec_tag tag;
};

/* Key, counter, data. The counter in memory is that of the block before. */
static int
part_open(struct model_exec *x, const struct sec_req *r, struct part *p)
{
	int ret;

	ret = stream_key_get(x, "c_key", r->c_key, r->c_alg,
			     sec_cipher_key_len(r), &p->key);
	if (ret == 0)
		ret = sec_mem_error(model_mem_read(x, "c_iv", r->c_iv, p->ctr,
						   sizeof(p->ctr)));
	if (ret == 0)
		ret = sec_data_open(x, r, 0, &p->data);
	sec_gcm_inc(p->ctr, 1);
	return ret;
}

/* Data through cipher and GHASH, and out. */
static int
part_run(struct model_exec *x, const struct sec_req *r, struct part *p)
{
	int ret;

	sec_data_header(&p->data);
	ret = sec_gcm_data(p->key, r->cipher == HISI_SEC_CIPHER_ENC, p->y,
			   p->ctr, p->data.in, p->data.out, r->c_len);
	return ret != 0 ? ret : sec_data_close(x, &p->data);
}

/* MIDDLE: data in and out, the state through memory. */
int
sec_gcm_middle_job(struct model_exec *x, const struct sec_req *r,
		   uint32_t *icv)
{
	struct part p = { 0 };
	int ret;

	ret = sec_mem_error(model_mem_read(x, "a_iv", r->a_iv, p.y,
					   sizeof(p.y)));
	if (ret == 0)
		ret = part_open(x, r, &p);
	if (ret == 0)
		ret = sec_tag_open(x, r, SEC_BLOCK, false, &p.tag);
	if (ret == 0)
		ret = part_run(x, r, &p);
	if (ret == 0)
		ret = sec_tag_close(x, &p.tag, p.y, icv);
	model_wipe(&p, sizeof(p));
	return ret;
}

/* END: the rest of the data, and the tag over all of the message. */
int
sec_gcm_end_job(struct model_exec *x, const struct sec_req *r, uint32_t *icv)
{
	struct hisi_sec_gcm_end end;
	uint8_t tag[SEC_BLOCK];
	struct part p = { 0 };
	int ret;

	ret = sec_mem_error(model_mem_read(x, "a_iv", r->a_iv, &end,
					   sizeof(end)));
	if (ret == 0)
		ret = part_open(x, r, &p);
	if (ret == 0)
		ret = sec_tag_open(x, r, r->c_icv_len,
				   r->cipher == HISI_SEC_CIPHER_DEC, &p.tag);
	if (ret == 0) {
		memcpy(p.y, end.ghash, sizeof(p.y));
		ret = part_run(x, r, &p);
	}
	if (ret == 0) {
		sec_ghash_lengths(&p.key->u.ghash, p.y,
			HISI_GET64(HISI_SEC_GCM_TOTAL_AAD, r->total),
			HISI_GET64(HISI_SEC_GCM_TOTAL_DATA, r->total));
		ret = sec_gcm_tag(p.key, end.j0, p.y, tag);
	}
	if (ret == 0)
		ret = sec_tag_close(x, &p.tag, tag, icv);
	model_wipe(&p, sizeof(p));
	model_wipe(&end, sizeof(end));
	model_wipe(tag, sizeof(tag));
	return ret;
}
