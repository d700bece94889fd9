/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: hashes and HMAC, in one descriptor or several (9). */

#include "msec_alg.h"

/* A part of a message: FIRST is !resume, END and one-shot are last (9.3). */
struct part {
	struct msec_alg alg;
	bool resume;
	bool last;
	const struct msec_hmac_key *hmac; /* NULL: not keyed. */
	uint8_t state[MSEC_HASH_MAX_OUT]; /* In, with resume. */
};

static int
part_open(struct model_exec *x, const struct msec_req *r, struct part *p)
{
	struct msec_key *key;
	int ret = MSEC_OK;

	msec_alg_find(r->a_alg, &p->alg);
	p->resume = r->ai_gen == HISI_SEC_AI_GEN_IVIN;
	p->last = r->pad == HISI_SEC_PAD;
	p->hmac = NULL;
	/* Read for a middle part, too, whose state holds it already: the
	 * address has to be set in all parts (6.4, 9.3).
	 */
	if (p->alg.keyed) {
		ret = msec_hmac_key_get(x, r, p->alg.hash, &key);
		if (ret == 0)
			p->hmac = &key->u.hmac;
	}
	if (ret == 0 && p->resume)
		ret = msec_mem_error(model_mem_read(x, "a_iv", r->a_iv,
				p->state, msec_hash_size[p->alg.hash].state));
	return ret;
}

static void
part_start(const struct part *p, struct msec_hash *h)
{
	if (p->resume)
		msec_hash_import(h, p->alg.hash, p->state);
	else if (p->hmac != NULL)
		*h = p->hmac->inner;
	else
		msec_hash_init(h, p->alg.hash);
}

/*
 * The driver tells the length of the message. The block of the HMAC key is
 * not in it, but was hashed (9.3).
 */
static void
total_set(const struct part *p, uint64_t bits, struct msec_hash *h)
{
	uint64_t sum = bits;

	if (p->hmac != NULL)
		sum += 8 * msec_hash_size[p->alg.hash].block;
	msec_hash_set_length(h, sum, sum < bits);
}

static void
part_run(const struct part *p, const struct msec_req *r, const uint8_t *msg,
	 uint8_t *out)
{
	struct msec_hash h;

	part_start(p, &h);
	msec_hash_update(&h, msg, r->a_len);
	if (p->last && p->resume)
		total_set(p, r->total, &h);
	if (!p->last)
		msec_hash_export(&h, out);
	else if (p->hmac != NULL)
		msec_hmac_final(p->hmac, &h, out);
	else
		msec_hash_final(&h, out);
	model_wipe(&h, sizeof(h));
}

/* Without padding the whole state comes out, whatever mac_len says (9.2). */
static uint32_t
out_len(const struct part *p, const struct msec_req *r)
{
	const struct msec_hash_size *size = &msec_hash_size[p->alg.hash];

	if (!p->last)
		return size->state;
	return r->mac_words == 0 ? size->digest : 4 * r->mac_words;
}

int
msec_digest_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	uint8_t out[MSEC_HASH_MAX_OUT];
	struct model_view src;
	struct msec_tag tag;
	struct part p;
	int ret;

	ret = part_open(x, r, &p);
	if (ret == 0)
		ret = msec_auth_open(x, r, &src);
	if (ret == 0)
		ret = msec_tag_open(x, r, out_len(&p, r),
				    r->auth == HISI_SEC_AUTH_VERIFY, &tag);
	if (ret == 0) {
		part_run(&p, r, src.p, out);
		ret = msec_tag_close(x, &tag, out, icv);
		model_wipe(out, sizeof(out));
	}
	model_wipe(p.state, sizeof(p.state));
	return ret;
}
