/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * From a request to the words of its descriptors. All that is wrong with an
 * operation is found here, before a descriptor is written. Both passes of a
 * chain are made at once.
 */

#include <errno.h>
#include <inttypes.h>

#include "sec_request.h"

/* A request that needs no descriptor. Returns the number of descriptors. */
static int
finished(struct sec_request *r, uint8_t status)
{
	r->status = status;
	return 0;
}

/* Whether the cipher of the session takes so many bytes. An op without data
 * needs no descriptor, and the engine would refuse one (12.1).
 */
static bool
cipher_len_ok(const struct sec_session *s, uint32_t len)
{
	return (len & s->block_mask) == 0 && len >= s->min_len &&
	       len <= HISI_SEC_MAX_DATA;
}

/* Whether no data is nothing to do. It is an error for XTS, whose least length
 * is above the unit of lengths.
 */
static bool
nothing_to_cipher(const struct sec_session *s, uint32_t len)
{
	return len == 0 && s->min_len <= s->block_mask + 1;
}

/* The IV, with the counter of AES-CTR behind a nonce of 12 bytes. */
static const uint8_t *
iv_of(const struct sec_request *r)
{
	static const uint8_t one[4] = { 0, 0, 0, 1 };

	if (!(r->s->flags & SEC_F_NONCE))
		return r->iv;
	memcpy(r->cookie->counter, r->iv, SEC_NONCE_LEN);
	memcpy(&r->cookie->counter[SEC_NONCE_LEN], one, sizeof(one));
	return r->cookie->counter;
}

/* A cipher pass. */
static int
build_cipher(struct sec_request *r, struct sec_words *w,
	     const struct hisi_sec_sqe *template)
{
	const struct sec_session *s = r->s;

	if (nothing_to_cipher(s, r->c_len))
		return finished(r, RTE_CRYPTO_OP_STATUS_SUCCESS);
	if (!cipher_len_ok(s, r->c_len))
		return SEC_REFUSE(r, "cipher length %u is not from %u to %u in multiples of %u",
				  r->c_len, s->min_len, HISI_SEC_MAX_DATA,
				  s->block_mask + 1);
	w->template = template;
	w->c_len = r->c_len;
	w->iv = iv_of(r);
	return sec_place_both(r, w, r->c_off, r->c_len) == 0 ? 1 : -EINVAL;
}

/* The MAC of an empty message, where the engine cannot make it. */
static int
finish_empty(struct sec_request *r)
{
	const struct sec_session *s = r->s;
	bool ok = true;

	if ((s->flags & SEC_F_VERIFY) && r->enciphered) {
		/* The cipher pass has to decrypt the given one first. */
		memcpy(sec_tag_later(r->cookie, s, r->digest), s->empty_mac,
		       s->digest_len);
		r->tag_aux = SEC_AUX_COMPARE;
	} else if (s->flags & SEC_F_VERIFY)
		ok = hisi_memeq(r->digest, s->empty_mac, s->digest_len);
	else
		memcpy(r->digest, s->empty_mac, s->digest_len);
	return finished(r, ok ? RTE_CRYPTO_OP_STATUS_SUCCESS :
				RTE_CRYPTO_OP_STATUS_AUTH_FAILED);
}

/* A digest pass. @param mixed part of the data is in the destination */
static int
build_digest(struct sec_request *r, struct sec_words *w,
	     const struct hisi_sec_sqe *template, bool mixed)
{
	uint8_t *mac = r->digest;
	int ret = 0;

	if (mac == NULL)
		return SEC_REFUSE(r, "digest at address 0");
	if (r->a_len > HISI_SEC_MAX_DATA)
		return SEC_REFUSE(r, "auth length %u is above %u", r->a_len,
				  HISI_SEC_MAX_DATA);
	if (r->a_len == 0 && !(r->s->flags & SEC_F_EMPTY))
		return finish_empty(r);
	r->tag_aux = sec_tag_aux(r->s->flags);
	if (sec_tag_in_cookie(r->s->flags))
		mac = sec_tag_later(r->cookie, r->s, mac);
	w->template = template;
	w->len = r->a_len;
	w->a_len = r->a_len;
	w->mac = mac;
	if (r->a_len == 0)
		/* The engine must not see address 0 (9.1). */
		w->src.addr = hisi_qm_addr(mac);
	else if (mixed)
		ret = sec_place_mixed(r, &w->src);
	else
		ret = sec_bytes_place(sec_list(r, HISI_QM_SGL_AUTH),
				    &r->src, r->a_off, r->a_len, &w->src);
	return ret == 0 ? 1 : sec_refuse_place(r, ret, r->a_off, r->a_len);
}

/* The tag of a pass that the engine checks by itself. It gets a copy of a given
 * one, because it may write there (20 Q6).
 */
static void *
engine_tag(struct sec_request *r)
{
	if (r->s->flags & SEC_F_VERIFY) {
		sec_copy_tag(r->cookie->mac, r->digest, r->s->digest_len);
		return r->cookie->mac;
	}
	if (!(r->s->flags & SEC_F_LONG_TAG))
		return r->digest;
	r->tag_aux = SEC_AUX_COPY;
	return sec_tag_later(r->cookie, r->s, r->digest);
}

/* Whether one descriptor does a chain: the auth region must be the cipher
 * region, maybe with something in front of it (10.1).
 */
static bool
one_pass(const struct sec_request *r)
{
	return (r->s->flags & SEC_F_ONE_PASS) != 0 && r->c_len != 0 &&
	       r->c_off >= r->a_off &&
	       (uint64_t)r->c_off + r->c_len == (uint64_t)r->a_off + r->a_len &&
	       r->c_off - r->a_off <= HISI_SEC_MAX_AAD;
}

/* CBC and HMAC in one descriptor (10.1). */
static int
build_one_pass(struct sec_request *r, struct sec_words *w)
{
	uint32_t before = r->c_off - r->a_off;
	bool oop = r->oop;
	int ret;

	if (!cipher_len_ok(r->s, r->c_len) || r->a_len > HISI_SEC_MAX_DATA)
		return SEC_REFUSE(r, "cipher length %u is not a multiple of %u, or auth length %u is above %u",
				  r->c_len, r->s->block_mask + 1, r->a_len,
				  HISI_SEC_MAX_DATA);
	if (r->digest == NULL)
		return SEC_REFUSE(r, "digest at address 0");
	if (before != 0)
		r->oop = false;
	ret = sec_place_both(r, w, r->a_off, r->a_len);
	if (ret == 0 && oop && before != 0)
		ret = sec_place_behind_sink(r, w, before);
	w->template = &r->s->bd;
	w->c_len = r->c_len;
	w->a_len = r->a_len;
	w->cipher_offset = before;
	w->iv = r->iv;
	w->mac = engine_tag(r);
	return ret == 0 ? 1 : ret;
}

/* The cipher pass of a chain in two descriptors. */
static int
build_chain_cipher(struct sec_request *r, struct sec_words *w)
{
	int ret, nb = build_cipher(r, w, &r->s->cipher_bd);

	if (nb <= 0 || !r->enciphered || !r->oop ||
	    !(r->s->flags & SEC_F_AUTH_FIRST))
		return nb;
	ret = sec_place_digest(r, &w->src);
	return ret == 0 ? nb : sec_refuse_place(r, ret, r->c_off, r->c_len);
}

/* A chain in two descriptors, of which one or both may not be needed. */
static int
build_two_passes(struct sec_request *r, struct sec_words w[2])
{
	bool auth_first = (r->s->flags & SEC_F_AUTH_FIRST) != 0;
	uint32_t keep;
	int c, a;

	if (sec_find_enciphered(r) != 0)
		return -EINVAL;
	keep = r->aux;
	c = build_chain_cipher(r, &w[auth_first]);
	if (c < 0)
		return c;
	a = build_digest(r, &w[!auth_first], &r->s->auth_bd,
			 !auth_first && r->oop);
	/* A wrong MAC of an empty message ends the chain. */
	if (a < 0 || (a == 0 && r->status != RTE_CRYPTO_OP_STATUS_SUCCESS))
		return a;
	if (c + a == 2) {
		r->aux |= SEC_AUX_SECOND;
		if (!auth_first) {
			r->cookie->second_aux = keep | r->tag_aux;
			r->tag_aux = 0;
		} else {
			r->cookie->second_aux = keep;
		}
	} else if (c + a == 1 && (c == 1) == auth_first) {
		/* The only pass is the one that was to be the second. */
		w[0] = w[1];
	}
	return c + a;
}

/* The blocks that software makes for CCM (10.2). */
static void
ccm_blocks(struct sec_request *r, struct sec_words *w)
{
	const struct sec_session *s = r->s;
	struct sec_cookie *cookie = r->cookie;
	uint32_t i, len = r->c_len;

	memcpy(cookie->counter, s->ccm_a1, sizeof(cookie->counter));
	memcpy(cookie->ccm_b0, s->ccm_b0, sizeof(cookie->ccm_b0));
	/* The API puts the nonce behind the first byte of the IV. */
	memcpy(&cookie->counter[1], r->iv + 1, s->nonce_len);
	memcpy(&cookie->ccm_b0[1], r->iv + 1, s->nonce_len);
	for (i = 15; i > s->nonce_len && len != 0; i--, len >>= 8)
		cookie->ccm_b0[i] = len & 0xff;
	w->iv = cookie->counter;
	w->a_iv = cookie->ccm_b0;
}

/*
 * AAD and payload, which the engine wants next to each other: as they are if
 * they happen to be, else as a list.
 */
static int
place_aead(struct sec_request *r, struct sec_words *w, const uint8_t *aad)
{
	const struct sec_session *s = r->s;
	struct hisi_qm_sgl *sgl = sec_list(r, HISI_QM_SGL_SRC);
	int ret;

	if (s->aad_len == 0)
		return sec_place_both(r, w, r->c_off, r->c_len);
	w->len = s->aad_len + r->c_len;
	ret = sec_bytes_place(sgl, &r->src, r->c_off, r->c_len, &w->src);
	if (w->src.sgl || w->src.addr != hisi_qm_addr(aad) + s->aad_len) {
		sec_list_start(sgl, &w->src);
		hisi_qm_sgl_add(sgl, aad, s->aad_len);
		ret = sec_bytes_add(sgl, &r->src, r->c_off, r->c_len);
	} else {
		w->src.addr = hisi_qm_addr(aad);
	}
	w->dst = w->src;
	if (ret != 0)
		return sec_refuse_place(r, ret, r->c_off, r->c_len);
	return r->oop ? sec_place_behind_sink(r, w, s->aad_len) : 0;
}

/* GCM or CCM. */
static int
build_aead(struct sec_request *r, struct sec_words *w)
{
	const struct sec_session *s = r->s;
	const uint8_t *aad = r->aad;

	if (r->digest == NULL || (aad == NULL && s->aad_len != 0))
		return SEC_REFUSE(r, "tag or AAD at address 0");
	if (r->c_len > s->max_payload)
		return SEC_REFUSE(r, "payload of %u bytes is above %" PRIu64 " with this AAD and nonce",
				  r->c_len, s->max_payload);
	if ((s->flags & SEC_F_CCM) && s->aad_len != 0)
		aad += SEC_CCM_AAD_ROOM;
	if (r->c_len == 0 && !(s->flags & SEC_F_EMPTY))
		return finished(r, sec_soft_aead(r->qp, s, r->iv, aad,
						 r->digest));
	if (place_aead(r, w, aad) != 0)
		return -EINVAL;
	w->template = &s->bd;
	w->c_len = r->c_len;
	w->a_len = s->aad_len;
	w->cipher_offset = s->aad_len;
	w->iv = r->iv;
	if (s->flags & SEC_F_CCM)
		ccm_blocks(r, w);
	w->mac = engine_tag(r);
	return 1;
}

/* GMAC as GCM with an empty payload, the message as AAD (10.3). */
static int
build_gmac(struct sec_request *r, struct sec_words *w)
{
	int ret;

	if (r->digest == NULL)
		return SEC_REFUSE(r, "digest at address 0");
	if (r->a_len > HISI_SEC_MAX_AAD)
		return SEC_REFUSE(r, "GMAC over %u bytes is above %u",
				  r->a_len, HISI_SEC_MAX_AAD);
	r->oop = false;
	ret = sec_place_both(r, w, r->a_off, r->a_len);
	w->template = &r->s->bd;
	w->a_len = r->a_len;
	w->cipher_offset = r->a_len;
	w->iv = r->iv;
	w->mac = engine_tag(r);
	return ret == 0 ? 1 : ret;
}

/* The NULL cipher, alone or beside a digest, and GMAC. */
static int
build_other(struct sec_request *r, struct sec_words *w)
{
	const uint32_t flags = r->s->flags;

	if ((flags & SEC_F_NULL_CIPHER) && r->oop &&
	    sec_bytes_copy(&r->dst, &r->src, r->c_off, r->c_len) != 0)
		return sec_refuse_place(r, -EINVAL, r->c_off, r->c_len);
	if (flags & SEC_F_DIGEST)
		return build_digest(r, w, &r->s->bd, false);
	if (flags & SEC_F_GMAC)
		return build_gmac(r, w);
	return finished(r, RTE_CRYPTO_OP_STATUS_SUCCESS);
}

static int
build_class(struct sec_request *r, struct sec_words w[2])
{
	switch (r->cls) {
	case SEC_CLASS_CIPHER:
		return build_cipher(r, w, &r->s->bd);
	case SEC_CLASS_AEAD:
		return build_aead(r, w);
	case SEC_CLASS_CHAIN:
		return one_pass(r) ? build_one_pass(r, w) :
				     build_two_passes(r, w);
	case SEC_CLASS_DIGEST:
		return build_digest(r, w, &r->s->bd, false);
	default:
		return build_other(r, w);
	}
}

int
sec_build(struct sec_request *r, struct sec_words w[2])
{
	int ret;

	memset(w, 0, 2 * sizeof(*w));
	ret = build_class(r, w);
	r->aux |= r->tag_aux;
	return ret;
}
