/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CBC and HMAC in one descriptor (10.1). */

#include "msec_alg.h"
#include "msec_cipher.h"

struct authenc {
	struct msec_cipher cipher;
	const struct msec_hmac_key *hmac;
	struct msec_data data;
	struct msec_tag tag;
};

static int
authenc_open(struct model_exec *x, const struct msec_req *r,
	     struct authenc *a)
{
	struct msec_key *key;
	struct msec_alg alg;
	int ret;

	msec_alg_find(r->a_alg, &alg);
	ret = msec_cipher_open(x, r, &a->cipher);
	if (ret == 0)
		ret = msec_hmac_key_get(x, r, alg.hash, &key);
	if (ret != 0)
		return ret;
	a->hmac = &key->u.hmac;
	ret = msec_data_open(x, r, r->a_len, &a->data);
	if (ret == 0)
		ret = msec_tag_open(x, r, 4 * r->mac_words,
				    r->auth == HISI_SEC_AUTH_VERIFY, &a->tag);
	return ret;
}

/* Bytes from one offset of the source to another; p is that of base. */
static void
hash_span(struct msec_hash *h, uint64_t from, uint64_t to, const uint8_t *p,
	  uint64_t base)
{
	if (from < to)
		msec_hash_update(h, p + (from - base), to - from);
}

static uint64_t
clamp(uint64_t v, uint64_t low, uint64_t high)
{
	if (v < low)
		return low;
	return v > high ? high : v;
}

/*
 * MAC over the auth region: as it is in the source, or with the result of the
 * cipher in place of the cipher region (11.3 step 6; question 14).
 */
static void
authenc_mac(const struct authenc *a, const struct msec_req *r, bool result,
	    uint8_t *mac)
{
	struct msec_hash h = a->hmac->inner;
	uint64_t start = r->auth_offset, end = start + r->a_len;
	uint64_t c_start = end, c_end = end;

	if (result) {
		c_start = clamp(r->cipher_offset, start, end);
		c_end = clamp(r->cipher_offset + (uint64_t)r->c_len, start,
			      end);
	}
	hash_span(&h, start, c_start, a->data.auth, start);
	hash_span(&h, c_start, c_end, a->data.out, r->cipher_offset);
	hash_span(&h, c_end, end, a->data.auth, start);
	msec_hmac_final(a->hmac, &h, mac);
}

static int
authenc_run(const struct authenc *a, const struct msec_req *r, uint8_t *mac)
{
	int ret;

	/* In place the source is gone after the cipher. */
	if (r->seq == HISI_SEC_SEQ_AUTH_CIPHER)
		authenc_mac(a, r, false, mac);
	msec_data_header(&a->data);
	ret = msec_cipher_run(&a->cipher, r, a->data.in, a->data.out);
	if (ret == 0 && r->seq == HISI_SEC_SEQ_CIPHER_AUTH)
		authenc_mac(a, r, true, mac);
	return ret;
}

int
msec_authenc_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	uint8_t mac[MSEC_HASH_MAX_OUT];
	struct authenc a;
	int ret;

	ret = authenc_open(x, r, &a);
	if (ret == 0)
		ret = authenc_run(&a, r, mac);
	if (ret == 0)
		ret = msec_data_close(x, &a.data);
	if (ret == 0)
		ret = msec_tag_close(x, &a.tag, mac, icv);
	model_wipe(mac, sizeof(mac));
	return ret;
}
