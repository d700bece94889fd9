/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_FILL_H
#define SEC_FILL_H

/**
 * @file
 * A whole descriptor: the session's template with the words of one op. The op
 * API and the raw API both end here.
 */

#include "sec_patch.h"

/** Copy a MAC; it is mostly one of these lengths. */
static __rte_always_inline void
sec_copy_tag(uint8_t *to, const uint8_t *from, uint32_t len)
{
	if (likely(len == 16))
		memcpy(to, from, 16);
	else if (len == 12)
		memcpy(to, from, 12);
	else
		memcpy(to, from, len);
}

/** The MAC given, copied: the engine may write its buffer (20 Q6). */
static __rte_always_inline void *
sec_fill_tag(const struct sec_session *s, struct sec_cookie *cookie, void *tag)
{
	if (!(s->flags & SEC_F_VERIFY))
		return tag;
	sec_copy_tag(cookie->mac, tag, s->digest_len);
	return cookie->mac;
}

/** A cipher pass. @param iv as the algorithm wants it */
static __rte_always_inline void
sec_fill_cipher(struct hisi_sec_sqe *slot, const struct sec_session *s,
		const struct hisi_sec_sqe *template, const struct sec_data *d,
		uint32_t len, const void *iv, const bool v3)
{
	void *bd = sec_bd_copy(slot, template);

	sec_bd_data(bd, s, d, len, v3);
	sec_bd_cipher(bd, len, iv, v3);
}

/** A digest pass. @param mac where the engine puts the MAC */
static __rte_always_inline void
sec_fill_digest(struct hisi_sec_sqe *slot, const struct sec_session *s,
		const struct hisi_sec_sqe *template,
		const struct sec_place *src, uint32_t len, const void *mac,
		const bool v3)
{
	void *bd = sec_bd_copy(slot, template);

	sec_bd_src(bd, s, src, len, v3);
	sec_bd_mac(bd, mac, v3);
}

/** The blocks that software makes for CCM (10.2). */
static __rte_always_inline void
sec_ccm_blocks(const struct sec_session *s, struct sec_cookie *cookie,
	       const uint8_t *nonce, uint32_t len)
{
	uint32_t i;

	memcpy(cookie->ccm_a1, s->ccm_a1, sizeof(cookie->ccm_a1));
	memcpy(cookie->ccm_b0, s->ccm_b0, sizeof(cookie->ccm_b0));
	memcpy(&cookie->ccm_a1[1], nonce, s->nonce_len);
	memcpy(&cookie->ccm_b0[1], nonce, s->nonce_len);
	for (i = 15; i > s->nonce_len && len != 0; i--, len >>= 8)
		cookie->ccm_b0[i] = len & 0xff;
}

/**
 * GCM or CCM.
 * @param iv as the API has it: the nonce of CCM is behind its first byte
 * @param len of the payload
 */
static __rte_always_inline void
sec_fill_aead(struct hisi_sec_sqe *slot, const struct sec_session *s,
	      struct sec_cookie *cookie, const struct sec_data *d,
	      uint32_t len, const uint8_t *iv, void *tag, const bool v3)
{
	void *bd = sec_bd_copy(slot, &s->bd);

	if (s->flags & SEC_F_CCM) {
		sec_ccm_blocks(s, cookie, iv + 1, len);
		iv = cookie->ccm_a1;
		sec_bd_auth_iv(bd, cookie->ccm_b0, v3);
	}
	sec_bd_data(bd, s, d, s->aad_len + len, v3);
	sec_bd_cipher(bd, len, iv, v3);
	sec_bd_auth(bd, s->aad_len, s->aad_len, v3);
	sec_bd_mac(bd, sec_fill_tag(s, cookie, tag), v3);
}

/** GMAC as GCM with an empty payload, the message as AAD (10.3). */
static __rte_always_inline void
sec_fill_gmac(struct hisi_sec_sqe *slot, const struct sec_session *s,
	      struct sec_cookie *cookie, const struct sec_place *src,
	      uint32_t len, const void *iv, void *tag, const bool v3)
{
	const struct sec_data d = { .src = *src, .dst = *src };
	void *bd = sec_bd_copy(slot, &s->bd);

	sec_bd_data(bd, s, &d, len, v3);
	sec_bd_cipher(bd, 0, iv, v3);
	sec_bd_auth(bd, len, len, v3);
	sec_bd_mac(bd, sec_fill_tag(s, cookie, tag), v3);
}

/** CBC and HMAC in one descriptor (10.1). @param d the auth region */
static __rte_always_inline void
sec_fill_one_pass(struct hisi_sec_sqe *slot, const struct sec_session *s,
		  struct sec_cookie *cookie, const struct sec_data *d,
		  uint32_t c_len, uint32_t a_len, const void *iv, void *mac,
		  const bool v3)
{
	void *bd = sec_bd_copy(slot, &s->bd);

	sec_bd_data(bd, s, d, a_len, v3);
	sec_bd_cipher(bd, c_len, iv, v3);
	sec_bd_auth(bd, a_len, a_len - c_len, v3);
	sec_bd_mac(bd, sec_fill_tag(s, cookie, mac), v3);
}

/**
 * Whether a cipher of the session takes so many bytes; nothing is not worth a
 * descriptor (12.1) and counts as refused.
 */
static __rte_always_inline bool
sec_cipher_len_ok(const struct sec_session *s, uint32_t len)
{
	return (len & s->block_mask) == 0 &&
	       len - s->min_len <= HISI_SEC_MAX_DATA - s->min_len;
}

/** Whether there is nothing to do for the cipher; XTS is not defined then. */
static __rte_always_inline bool
sec_cipher_nothing(const struct sec_session *s, uint32_t len)
{
	return len == 0 && s->min_len <= s->block_mask + 1;
}

/** Make or check the MAC of the empty message. @return a status of ops */
static inline uint8_t
sec_empty_status(const struct sec_session *s, uint8_t *mac)
{
	if (!(s->flags & SEC_F_VERIFY)) {
		memcpy(mac, s->empty_mac, s->digest_len);
		return RTE_CRYPTO_OP_STATUS_SUCCESS;
	}
	return hisi_memeq(mac, s->empty_mac, s->digest_len) ?
	       RTE_CRYPTO_OP_STATUS_SUCCESS : RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
}

/**
 * Whether one descriptor does a chain with these regions: the auth region
 * must be the cipher region, maybe with something before it.
 */
static __rte_always_inline bool
sec_one_pass(uint32_t flags, uint64_t c_off, uint64_t c_len, uint64_t a_off,
	     uint64_t a_len)
{
	return (flags & SEC_F_ONE_PASS) != 0 && c_len != 0 &&
	       c_off >= a_off && c_off + c_len == a_off + a_len &&
	       c_off - a_off <= HISI_SEC_MAX_AAD;
}

#endif /* SEC_FILL_H */
