/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Sessions: flags, keys as the engine takes them, template descriptors. The
 * xform has passed the checks of sec_xform.c.
 */

#include <errno.h>

#include "sec_xform.h"

/* AAD and payload up to here need no look at prefetching (12.3). */
#define SEC_SHORT_DATA HISI_SEC_PREFETCH_MAX_FLAT

/* Code of a key length (5.13). */
static uint8_t
key_code(uint8_t c_alg, uint8_t c_mode, uint16_t len)
{
	switch (c_alg) {
	case HISI_SEC_C_ALG_AES:
		/* XTS: the code is that of one half. */
		if (c_mode == HISI_SEC_C_MODE_XTS)
			len /= 2;
		return len == 16 ? HISI_SEC_C_KEY_128 :
		       len == 24 ? HISI_SEC_C_KEY_192 : HISI_SEC_C_KEY_256;
	case HISI_SEC_C_ALG_3DES:
		return len == 16 ? HISI_SEC_C_KEY_3DES_2KEY :
				   HISI_SEC_C_KEY_3DES_3KEY;
	case HISI_SEC_C_ALG_DES:
		return HISI_SEC_C_KEY_DES;
	default:
		return HISI_SEC_C_KEY_128;
	}
}

static void
template(const struct sec_device *dev, struct hisi_sec_sqe *bd,
	 const struct sec_pass *p)
{
	dev->path->template(bd, p);
}

static void
cipher_pass(struct sec_pass *p, const struct sec_chain *ch,
	    struct sec_session *s)
{
	const struct rte_crypto_cipher_xform *x = ch->cipher;
	const struct sec_cipher_alg *alg = ch->c_alg;

	memcpy(s->c_key, x->key.data, x->key.length);
	if (alg->iv.max != 0) {
		s->flags |= SEC_F_IV;
		s->iv_offset = x->iv.offset;
	}
	/*
	 * An IV of 8 bytes stands for a whole counter block: ipsec-secgw says 8
	 * and writes 16 bytes, and other drivers read them.
	 */
	if (alg->iv.min != alg->iv.max && x->iv.length == SEC_NONCE_LEN)
		s->flags |= SEC_F_NONCE;
	s->block_mask = alg->block - 1;
	s->min_len = alg->min_len;
	p->cipher = x->op == RTE_CRYPTO_CIPHER_OP_ENCRYPT ?
		    HISI_SEC_CIPHER_ENC : HISI_SEC_CIPHER_DEC;
	p->c_alg = alg->c_alg;
	p->c_mode = alg->c_mode;
	p->c_key_len = key_code(alg->c_alg, alg->c_mode, x->key.length);
	p->c_key = s->c_key;
}

/* The engine wants whole words; HMAC pads with zeros anyway (9.4). */
static int
auth_pass(struct sec_pass *p, const struct sec_chain *ch,
	  struct sec_session *s)
{
	const struct rte_crypto_auth_xform *x = ch->auth;
	uint16_t len = x->key.length;
	int ret;

	p->auth = HISI_SEC_AUTH_GEN;
	p->a_alg = ch->a_alg->a_alg;
	p->mac_words = RTE_ALIGN_CEIL(x->digest_length, sizeof(uint32_t)) /
		       sizeof(uint32_t);
	if (x->digest_length % sizeof(uint32_t) != 0)
		s->flags |= SEC_F_LONG_TAG;
	if (ch->a_alg->key.max == 0)
		return 0;
	ret = sec_short_key(ch->a_alg, x->key.data, &len, s->a_key);
	p->a_key_words = RTE_ALIGN_CEIL(len, sizeof(uint32_t)) /
			 sizeof(uint32_t);
	p->a_key = s->a_key;
	return ret;
}

static int
auth_common(const struct sec_chain *ch, const struct sec_device *dev,
	    struct sec_session *s)
{
	const struct rte_crypto_auth_xform *x = ch->auth;

	s->digest_len = x->digest_length;
	if (x->op == RTE_CRYPTO_AUTH_OP_VERIFY)
		s->flags |= SEC_F_VERIFY;
	if (ch->a_alg->empty_gens & (1U << dev->gen)) {
		s->flags |= SEC_F_EMPTY_AUTH;
		return 0;
	}
	return sec_empty_mac(ch->a_alg, x->key.data,
			     ch->a_alg->key.max != 0 ? x->key.length : 0,
			     s->empty_mac);
}

static int
init_cipher(const struct sec_device *dev, struct sec_chain *ch,
	    struct sec_session *s)
{
	struct sec_pass p = { 0 };
	int ret = sec_cipher_check(ch, dev);

	if (ret != 0)
		return ret;
	s->owner = dev->tag + SEC_CLASS_CIPHER;
	cipher_pass(&p, ch, s);
	template(dev, &s->bd, &p);
	return 0;
}

/* GMAC is GCM without payload, the message as AAD: its IV is unambiguous,
 * that of the MAC algorithm is not (10.3, 20 Q3).
 */
static void
init_gmac(const struct sec_device *dev, const struct sec_chain *ch,
	  struct sec_session *s)
{
	const struct rte_crypto_auth_xform *x = ch->auth;
	struct sec_pass p = {
		.cipher = x->op == RTE_CRYPTO_AUTH_OP_GENERATE ?
			  HISI_SEC_CIPHER_ENC : HISI_SEC_CIPHER_DEC,
		.c_alg = HISI_SEC_C_ALG_AES,
		.c_mode = HISI_SEC_C_MODE_GCM,
		.c_icv_len = x->digest_length,
		.c_key = s->c_key,
	};

	s->owner = dev->tag + SEC_CLASS_OTHER;
	s->flags |= SEC_F_GMAC | SEC_F_IV;
	s->iv_offset = x->iv.offset;
	memcpy(s->c_key, x->key.data, x->key.length);
	p.c_key_len = key_code(p.c_alg, p.c_mode, x->key.length);
	template(dev, &s->bd, &p);
}

static int
init_auth(const struct sec_device *dev, struct sec_chain *ch,
	  struct sec_session *s)
{
	struct sec_pass p = { 0 };
	int ret = sec_auth_check(ch, dev);

	if (ret == 0)
		ret = auth_common(ch, dev, s);
	if (ret != 0)
		return ret;
	if (ch->auth->algo == RTE_CRYPTO_AUTH_AES_GMAC) {
		init_gmac(dev, ch, s);
		return 0;
	}
	s->owner = dev->tag + SEC_CLASS_DIGEST;
	if (s->flags & SEC_F_NULL_CIPHER) {
		s->owner = dev->tag + SEC_CLASS_OTHER;
		s->flags |= SEC_F_DIGEST;
	}
	ret = auth_pass(&p, ch, s);
	template(dev, &s->bd, &p);
	return ret;
}

/* Encrypt-then-MAC of CBC with a few HMACs is one descriptor (10.1). */
static bool
one_pass(const struct sec_device *dev, const struct sec_chain *ch)
{
	bool encrypt = ch->cipher->op == RTE_CRYPTO_CIPHER_OP_ENCRYPT;
	bool verify = ch->auth->op == RTE_CRYPTO_AUTH_OP_VERIFY;

	if (encrypt == verify || ch->auth_first != verify)
		return false;
	/* The engine compares whole words. */
	if (verify && ch->auth->digest_length % sizeof(uint32_t) != 0)
		return false;
	if (ch->c_alg->c_mode != HISI_SEC_C_MODE_CBC)
		return false;
	if (ch->c_alg->c_alg != HISI_SEC_C_ALG_AES &&
	    (ch->c_alg->c_alg != HISI_SEC_C_ALG_SM4 ||
	     dev->gen == HISI_QM_GEN2))
		return false;
	return (ch->a_alg->one_pass_gens & (1U << dev->gen)) != 0;
}

static int
init_chain(const struct sec_device *dev, struct sec_chain *ch,
	   struct sec_session *s)
{
	struct sec_pass c = { 0 }, a = { 0 }, both;
	int ret = sec_cipher_check(ch, dev);

	if (ret == 0)
		ret = sec_auth_check(ch, dev);
	if (ret == 0)
		ret = auth_common(ch, dev, s);
	if (ret != 0)
		return ret;
	if (ch->auth->algo == RTE_CRYPTO_AUTH_AES_GMAC) {
		SEC_LOG(ERR, "AES-GMAC in a chain is not supported; use AES-GCM");
		return -ENOTSUP;
	}
	s->owner = dev->tag + SEC_CLASS_CHAIN;
	if (ch->auth_first)
		s->flags |= SEC_F_AUTH_FIRST;
	cipher_pass(&c, ch, s);
	ret = auth_pass(&a, ch, s);
	if (ret != 0)
		return ret;
	template(dev, &s->cipher_bd, &c);
	template(dev, &s->auth_bd, &a);
	if (!one_pass(dev, ch))
		return 0;
	s->flags |= SEC_F_ONE_PASS;
	both = c;
	both.auth = s->flags & SEC_F_VERIFY ? HISI_SEC_AUTH_VERIFY :
					      HISI_SEC_AUTH_GEN;
	both.a_alg = a.a_alg;
	both.mac_words = a.mac_words;
	both.a_key_words = a.a_key_words;
	both.a_key = a.a_key;
	template(dev, &s->bd, &both);
	return 0;
}

/* The blocks that software has to make for CCM, but for nonce and payload
 * length (10.2).
 */
static void
ccm_blocks(const struct rte_crypto_aead_xform *x, struct sec_session *s)
{
	uint8_t l = 15 - x->iv.length;

	s->flags |= SEC_F_CCM;
	s->nonce_len = x->iv.length;
	s->ccm_a1[0] = l - 1;
	s->ccm_a1[15] = 1;
	s->ccm_b0[0] = (l - 1) | (x->digest_length - 2) / 2 << 3 |
		       (x->aad_length != 0) << 6;
	if (l < sizeof(uint32_t))
		s->max_payload = RTE_MIN(s->max_payload,
					 (UINT64_C(1) << 8 * l) - 1);
}

static int
init_aead(const struct sec_device *dev, struct sec_chain *ch,
	  struct sec_session *s)
{
	const struct rte_crypto_aead_xform *x = ch->aead;
	const struct sec_aead_alg *alg;
	struct sec_pass p = { 0 };
	int ret = sec_aead_check(ch, dev);

	if (ret != 0)
		return ret;
	alg = ch->aead_alg;
	s->owner = dev->tag + SEC_CLASS_AEAD;
	s->digest_len = x->digest_length;
	s->aad_len = x->aad_length;
	s->flags |= SEC_F_IV;
	s->iv_offset = x->iv.offset;
	s->max_payload = HISI_SEC_MAX_DATA - x->aad_length;
	if (x->op == RTE_CRYPTO_AEAD_OP_DECRYPT)
		s->flags |= SEC_F_VERIFY;
	if (alg->empty_gens & (1U << dev->gen))
		s->flags |= SEC_F_EMPTY_DATA;
	if (x->aad_length < SEC_SHORT_DATA)
		s->short_payload = SEC_SHORT_DATA - x->aad_length;
	if (alg->c_mode == HISI_SEC_C_MODE_CCM) {
		ccm_blocks(x, s);
		s->short_payload = 0;
	}
	memcpy(s->c_key, x->key.data, x->key.length);
	p.cipher = s->flags & SEC_F_VERIFY ? HISI_SEC_CIPHER_DEC :
					     HISI_SEC_CIPHER_ENC;
	p.c_alg = alg->c_alg;
	p.c_mode = alg->c_mode;
	p.c_key_len = key_code(p.c_alg, p.c_mode, x->key.length);
	s->c_key_code = p.c_key_len;
	p.c_icv_len = x->digest_length;
	p.c_key = s->c_key;
	p.aad_len = x->aad_length;
	template(dev, &s->bd, &p);
	return 0;
}

/* Whether sec_short.h can build ops of a cipher or chain. */
static bool
has_usual_ops(const struct sec_session *s)
{
	if (s->flags & (SEC_F_NONCE | SEC_F_LONG_TAG))
		return false;
	/* Only chains have templates of two passes. */
	return s->cipher_bd.w[0] == 0 || (s->flags & SEC_F_ONE_PASS) != 0;
}

int
sec_session_init(const struct sec_device *dev,
		 const struct rte_crypto_sym_xform *xform,
		 struct sec_session *s)
{
	struct sec_chain ch;
	int ret;

	memset(s, 0, sizeof(*s));
	ret = sec_xform_parse(&ch, xform);
	if (ret != 0)
		return ret;
	/* Generation 3 miscounts prefetches of lists and long data (12.3). */
	s->prefetch_mask = dev->gen >= HISI_QM_GEN5 ? UINT32_MAX :
			   ~HISI_SEC3_W14_SVA_PREFETCH;
	/* NULL beside a real algorithm adds nothing for the engine to do. */
	if (ch.cipher != NULL && ch.cipher->algo == RTE_CRYPTO_CIPHER_NULL) {
		ch.cipher = NULL;
		s->flags |= SEC_F_NULL_CIPHER;
	}
	if (ch.auth != NULL && ch.auth->algo == RTE_CRYPTO_AUTH_NULL)
		ch.auth = NULL;
	if (ch.aead != NULL)
		ret = init_aead(dev, &ch, s);
	else if (ch.cipher != NULL && ch.auth != NULL)
		ret = init_chain(dev, &ch, s);
	else if (ch.cipher != NULL)
		ret = init_cipher(dev, &ch, s);
	else if (ch.auth != NULL)
		ret = init_auth(dev, &ch, s);
	else
		s->owner = dev->tag + SEC_CLASS_NULL;
	s->short_mask = has_usual_ops(s) ? s->block_mask : UINT64_MAX;
	s->list_bd = s->bd;
	dev->path->lists(&s->list_bd, s->prefetch_mask);
	if (ret != 0)
		hisi_memzero(s, sizeof(*s));
	return ret;
}
