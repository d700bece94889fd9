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
key_code(const struct sec_alg *alg, uint16_t len)
{
	switch (alg->alg) {
	case HISI_SEC_C_ALG_AES:
		/* XTS: the code is that of one half. */
		if (alg->mode == HISI_SEC_C_MODE_XTS)
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

/* The words of a cipher, an AEAD or GMAC. */
static void
cipher_pass(struct sec_pass *p, const struct sec_part *x,
	    struct sec_session *s)
{
	const struct sec_alg *alg = x->alg;

	memcpy(s->c_key, x->key, x->key_len);
	if (alg->iv.max != 0) {
		s->flags |= SEC_F_IV;
		s->iv_offset = x->iv_offset;
	}
	s->c_key_code = key_code(alg, x->key_len);
	p->cipher = x->encrypt ? HISI_SEC_CIPHER_ENC : HISI_SEC_CIPHER_DEC;
	p->c_alg = alg->alg;
	p->c_mode = alg->mode;
	p->c_key_len = s->c_key_code;
	p->c_icv_len = x->digest_len;
	p->c_key = s->c_key;
	p->aad_len = x->aad_len;
	if (x->type != RTE_CRYPTO_SYM_XFORM_CIPHER)
		return;
	s->block_mask = alg->block - 1;
	s->min_len = alg->min_len;
	/*
	 * An IV of 8 bytes stands for a whole counter block: ipsec-secgw says 8
	 * and writes 16 bytes, and other drivers read them.
	 */
	if (alg->iv.min != alg->iv.max && x->iv_len == SEC_NONCE_LEN)
		s->flags |= SEC_F_NONCE;
}

/* The engine wants whole words; HMAC pads with zeros anyway (9.4). */
static int
auth_pass(struct sec_pass *p, const struct sec_part *x, struct sec_session *s)
{
	uint16_t len = x->key_len;
	int ret;

	p->auth = HISI_SEC_AUTH_GEN;
	p->a_alg = x->alg->alg;
	p->mac_words = RTE_ALIGN_CEIL(x->digest_len, sizeof(uint32_t)) /
		       sizeof(uint32_t);
	if (x->digest_len % sizeof(uint32_t) != 0)
		s->flags |= SEC_F_LONG_TAG;
	if (x->alg->key.max == 0)
		return 0;
	ret = sec_short_key(x->alg, x->key, &len, s->a_key);
	p->a_key_words = RTE_ALIGN_CEIL(len, sizeof(uint32_t)) /
			 sizeof(uint32_t);
	p->a_key = s->a_key;
	return ret;
}

/* Check the part that makes the MAC, and take over its side of a session. */
static int
init_mac(const struct sec_device *dev, struct sec_part *x,
	 struct sec_session *s)
{
	int ret = sec_part_check(x, dev);

	if (ret != 0)
		return ret;
	s->digest_len = x->digest_len;
	if (!x->encrypt)
		s->flags |= SEC_F_VERIFY;
	if ((dev->has & HISI_GEN_SEC_BD3) && !x->alg->soft_empty)
		s->flags |= SEC_F_EMPTY;
	if ((s->flags & SEC_F_EMPTY) || x->type == RTE_CRYPTO_SYM_XFORM_AEAD)
		return 0;
	return sec_empty_mac(x->alg, x->key,
			     x->alg->key.max != 0 ? x->key_len : 0,
			     s->empty_mac);
}

static int
init_cipher(const struct sec_device *dev, struct sec_chain *ch,
	    struct sec_session *s)
{
	struct sec_pass p = { 0 };
	int ret = sec_part_check(&ch->cipher, dev);

	if (ret != 0)
		return ret;
	s->owner = dev->tag + SEC_CLASS_CIPHER;
	cipher_pass(&p, &ch->cipher, s);
	dev->path->template(&s->bd, &p);
	return 0;
}

static int
init_auth(const struct sec_device *dev, struct sec_chain *ch,
	  struct sec_session *s)
{
	struct sec_pass p = { 0 };
	int ret = init_mac(dev, &ch->auth, s);

	if (ret != 0)
		return ret;
	s->owner = dev->tag + SEC_CLASS_OTHER;
	if (ch->auth.algo == RTE_CRYPTO_AUTH_AES_GMAC) {
		/*
		 * GMAC is GCM without payload, the message as AAD: its IV is
		 * unambiguous, that of the MAC algorithm is not (10.3, 20 Q3).
		 */
		s->flags |= SEC_F_GMAC;
		cipher_pass(&p, &ch->auth, s);
	} else {
		if (s->flags & SEC_F_NULL_CIPHER)
			s->flags |= SEC_F_DIGEST;
		else
			s->owner = dev->tag + SEC_CLASS_DIGEST;
		ret = auth_pass(&p, &ch->auth, s);
	}
	dev->path->template(&s->bd, &p);
	return ret;
}

/* Encrypt-then-MAC of CBC with a few HMACs is one descriptor (10.1). */
static bool
one_pass(const struct sec_device *dev, const struct sec_chain *ch)
{
	const struct sec_alg *alg = ch->cipher.alg;
	bool encrypt = ch->cipher.encrypt;

	if (encrypt != ch->auth.encrypt || ch->auth_first == encrypt)
		return false;
	/* The engine compares whole words. */
	if (!encrypt && ch->auth.digest_len % sizeof(uint32_t) != 0)
		return false;
	if (alg->mode != HISI_SEC_C_MODE_CBC || !ch->auth.alg->one_pass)
		return false;
	return alg->alg == HISI_SEC_C_ALG_AES ||
	       (alg->alg == HISI_SEC_C_ALG_SM4 &&
		(dev->has & HISI_GEN_SEC_BD3) != 0);
}

static int
init_chain(const struct sec_device *dev, struct sec_chain *ch,
	   struct sec_session *s)
{
	struct sec_pass c = { 0 }, a = { 0 };
	int ret = sec_part_check(&ch->cipher, dev);

	if (ret == 0)
		ret = init_mac(dev, &ch->auth, s);
	if (ret != 0)
		return ret;
	if (ch->auth.algo == RTE_CRYPTO_AUTH_AES_GMAC) {
		SEC_LOG(ERR, "AES-GMAC in a chain is not supported; use AES-GCM");
		return -ENOTSUP;
	}
	s->owner = dev->tag + SEC_CLASS_CHAIN;
	if (ch->auth_first)
		s->flags |= SEC_F_AUTH_FIRST;
	cipher_pass(&c, &ch->cipher, s);
	ret = auth_pass(&a, &ch->auth, s);
	if (ret != 0)
		return ret;
	dev->path->template(&s->cipher_bd, &c);
	dev->path->template(&s->auth_bd, &a);
	if (!one_pass(dev, ch))
		return 0;
	s->flags |= SEC_F_ONE_PASS;
	c.auth = s->flags & SEC_F_VERIFY ? HISI_SEC_AUTH_VERIFY :
					   HISI_SEC_AUTH_GEN;
	c.a_alg = a.a_alg;
	c.mac_words = a.mac_words;
	c.a_key_words = a.a_key_words;
	c.a_key = a.a_key;
	dev->path->template(&s->bd, &c);
	return 0;
}

/* The blocks that software has to make for CCM, but for nonce and payload
 * length (10.2).
 */
static void
ccm_blocks(const struct sec_part *x, struct sec_session *s)
{
	uint8_t l = 15 - x->iv_len;

	s->flags |= SEC_F_CCM;
	s->nonce_len = x->iv_len;
	s->ccm_a1[0] = l - 1;
	s->ccm_a1[15] = 1;
	s->ccm_b0[0] = (l - 1) | (x->digest_len - 2) / 2 << 3 |
		       (x->aad_len != 0) << 6;
	if (l < sizeof(uint32_t))
		s->max_payload = RTE_MIN(s->max_payload,
					 (UINT64_C(1) << 8 * l) - 1);
}

static int
init_aead(const struct sec_device *dev, struct sec_chain *ch,
	  struct sec_session *s)
{
	struct sec_part *x = &ch->cipher;
	struct sec_pass p = { 0 };
	int ret = init_mac(dev, x, s);

	if (ret != 0)
		return ret;
	s->owner = dev->tag + SEC_CLASS_AEAD;
	s->aad_len = x->aad_len;
	s->max_payload = HISI_SEC_MAX_DATA - x->aad_len;
	if (x->alg->mode == HISI_SEC_C_MODE_CCM)
		ccm_blocks(x, s);
	else if (x->aad_len < SEC_SHORT_DATA)
		s->short_payload = SEC_SHORT_DATA - x->aad_len;
	cipher_pass(&p, x, s);
	dev->path->template(&s->bd, &p);
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

static int
init_parts(const struct sec_device *dev, struct sec_chain *ch,
	   struct sec_session *s)
{
	/* NULL beside a real algorithm adds nothing for the engine to do. */
	if (ch->cipher.type == RTE_CRYPTO_SYM_XFORM_CIPHER &&
	    ch->cipher.algo == RTE_CRYPTO_CIPHER_NULL) {
		ch->cipher.type = 0;
		s->flags |= SEC_F_NULL_CIPHER;
	}
	if (ch->auth.algo == RTE_CRYPTO_AUTH_NULL)
		ch->auth.type = 0;
	if (ch->cipher.type == RTE_CRYPTO_SYM_XFORM_AEAD)
		return init_aead(dev, ch, s);
	if (ch->cipher.type != 0)
		return ch->auth.type != 0 ? init_chain(dev, ch, s) :
					    init_cipher(dev, ch, s);
	if (ch->auth.type != 0)
		return init_auth(dev, ch, s);
	s->owner = dev->tag + SEC_CLASS_NULL;
	return 0;
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
	/* Else prefetches of lists and long data are miscounted (12.3). */
	s->prefetch_mask = dev->has & HISI_GEN_SEC_PREFETCH ? UINT32_MAX :
			   ~HISI_SEC3_W14_SVA_PREFETCH;
	ret = init_parts(dev, &ch, s);
	s->short_mask = has_usual_ops(s) ? s->block_mask : UINT64_MAX;
	s->list_bd = s->bd;
	dev->path->lists(&s->list_bd, s->prefetch_mask);
	if (ret != 0)
		hisi_memzero(s, sizeof(*s));
	return ret;
}
