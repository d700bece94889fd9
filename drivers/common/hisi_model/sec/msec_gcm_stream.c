/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: a GCM message in several descriptors (10.5). */

#include <string.h>

#include "msec_bytes.h"
#include "msec_cipher.h"
#include "msec_gcm.h"

static int
stream_key_get(struct model_exec *x, const char *role, uint64_t addr,
	       uint8_t alg, uint32_t len, struct msec_key **key)
{
	const struct msec_key_id id = {
		.kind = MSEC_KEY_GHASH,
		.alg = alg,
		.mode = HISI_SEC_C_MODE_GCM,
		.len = len,
	};

	return msec_key_get(x, role, addr, &id, msec_ghash_setup, key);
}

/* FIRST: the state after the AAD. The key comes as authentication key. */
int
msec_gcm_first_job(struct model_exec *x, const struct msec_req *r,
		   uint32_t *icv)
{
	uint8_t alg = r->a_alg == HISI_SEC_A_ALG_SM4_GMAC ?
		HISI_SEC_C_ALG_SM4 : HISI_SEC_C_ALG_AES;
	uint8_t y[MSEC_BLOCK] = { 0 };
	struct model_view src;
	struct msec_key *key;
	struct msec_tag tag;
	int ret;

	ret = stream_key_get(x, "a_key", r->a_key, alg, 4 * r->a_key_words,
			     &key);
	if (ret == 0)
		ret = msec_auth_open(x, r, &src);
	if (ret == 0)
		ret = msec_tag_open(x, r, MSEC_BLOCK, false, &tag);
	if (ret != 0)
		return ret;
	msec_ghash_update(&key->u.ghash, y, src.p, r->a_len);
	ret = msec_tag_close(x, &tag, y, icv);
	model_wipe(y, sizeof(y));
	return ret;
}

/* The operands that MIDDLE and END both have. */
struct part {
	struct msec_key *key;
	struct msec_gcm_state state;
	struct msec_data data;
	struct msec_tag tag;
};

/* Key, counter, data. The counter in memory is that of the block before. */
static int
part_open(struct model_exec *x, const struct msec_req *r, struct part *p)
{
	int ret;

	ret = stream_key_get(x, "c_key", r->c_key, r->c_alg,
			     msec_cipher_key_len(r), &p->key);
	if (ret == 0)
		ret = msec_mem_error(model_mem_read(x, "c_iv", r->c_iv,
						    p->state.ctr,
						    sizeof(p->state.ctr)));
	if (ret == 0)
		ret = msec_data_open(x, r, 0, &p->data);
	msec_gcm_inc(p->state.ctr, 1);
	return ret;
}

/* Data through cipher and GHASH, and out. */
static int
part_run(struct model_exec *x, const struct msec_req *r, struct part *p)
{
	int ret;

	msec_data_header(&p->data);
	ret = msec_gcm_data(p->key, r->cipher == HISI_SEC_CIPHER_ENC,
			    &p->state, p->data.in, p->data.out, r->c_len);
	return ret != 0 ? ret : msec_data_close(x, &p->data);
}

/* MIDDLE: data in and out, the state through memory. */
int
msec_gcm_middle_job(struct model_exec *x, const struct msec_req *r,
		    uint32_t *icv)
{
	struct part p = { 0 };
	int ret;

	ret = msec_mem_error(model_mem_read(x, "a_iv", r->a_iv,
					    p.state.y, sizeof(p.state.y)));
	if (ret == 0)
		ret = part_open(x, r, &p);
	if (ret == 0)
		ret = msec_tag_open(x, r, MSEC_BLOCK, false, &p.tag);
	if (ret == 0)
		ret = part_run(x, r, &p);
	if (ret == 0)
		ret = msec_tag_close(x, &p.tag, p.state.y, icv);
	model_wipe(&p, sizeof(p));
	return ret;
}

/* END: the rest of the data, and the tag over all of the message. */
int
msec_gcm_end_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	struct hisi_sec_gcm_end end;
	uint8_t tag[MSEC_BLOCK];
	struct part p = { 0 };
	int ret;

	ret = msec_mem_error(model_mem_read(x, "a_iv", r->a_iv, &end,
					    sizeof(end)));
	if (ret == 0)
		ret = part_open(x, r, &p);
	if (ret == 0)
		ret = msec_tag_open(x, r, r->c_icv_len,
				    r->cipher == HISI_SEC_CIPHER_DEC, &p.tag);
	if (ret == 0) {
		memcpy(p.state.y, end.ghash, sizeof(p.state.y));
		ret = part_run(x, r, &p);
	}
	if (ret == 0) {
		msec_ghash_lengths(&p.key->u.ghash, p.state.y,
			HISI_GET64(HISI_SEC_GCM_TOTAL_AAD, r->total),
			HISI_GET64(HISI_SEC_GCM_TOTAL_DATA, r->total));
		ret = msec_gcm_tag(p.key, end.j0, p.state.y, tag);
	}
	if (ret == 0)
		ret = msec_tag_close(x, &p.tag, tag, icv);
	model_wipe(&p, sizeof(p));
	model_wipe(&end, sizeof(end));
	model_wipe(tag, sizeof(tag));
	return ret;
}
