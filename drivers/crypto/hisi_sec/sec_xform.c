/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Checks of the xform of a session. Each refusal names the value and what is
 * supported.
 */

#include <errno.h>

#include "sec_xform.h"

static bool
in_range(const struct sec_range *r, uint32_t v)
{
	if (v < r->min || v > r->max)
		return false;
	return r->inc == 0 ? v == r->min || v == r->max :
			     (v - r->min) % r->inc == 0;
}

static int
check_range(const char *what, const struct sec_range *r, uint32_t v)
{
	if (in_range(r, v))
		return 0;
	if (r->min == r->max)
		SEC_LOG(ERR, "%s of %u bytes is not supported; %u bytes are",
			what, v, r->min);
	else
		SEC_LOG(ERR, "%s of %u bytes is not supported; %u to %u bytes in steps of %u are",
			what, v, r->min, r->max, r->inc);
	return -EINVAL;
}

static int
add_xform(struct sec_chain *ch, const struct rte_crypto_sym_xform *x)
{
	switch (x->type) {
	case RTE_CRYPTO_SYM_XFORM_CIPHER:
		if (ch->cipher != NULL || ch->aead != NULL)
			break;
		ch->cipher = &x->cipher;
		return 0;
	case RTE_CRYPTO_SYM_XFORM_AUTH:
		if (ch->auth != NULL || ch->aead != NULL)
			break;
		ch->auth = &x->auth;
		ch->auth_first = ch->cipher == NULL;
		return 0;
	case RTE_CRYPTO_SYM_XFORM_AEAD:
		if (ch->cipher != NULL || ch->auth != NULL || ch->aead != NULL)
			break;
		ch->aead = &x->aead;
		return 0;
	default:
		break;
	}
	SEC_LOG(ERR, "xform type %d at this place of the chain is not supported; one AEAD, or one cipher and one auth at most are",
		x->type);
	return -ENOTSUP;
}

int
sec_xform_parse(struct sec_chain *ch, const struct rte_crypto_sym_xform *x)
{
	int ret;

	memset(ch, 0, sizeof(*ch));
	if (x == NULL) {
		SEC_LOG(ERR, "no xform given");
		return -EINVAL;
	}
	for (; x != NULL; x = x->next) {
		ret = add_xform(ch, x);
		if (ret != 0)
			return ret;
	}
	return 0;
}

static int
check_key(const char *what, const uint8_t *key, uint16_t len)
{
	if (len == 0 || key != NULL)
		return 0;
	SEC_LOG(ERR, "%s key of %u bytes at address 0", what, len);
	return -EINVAL;
}

int
sec_cipher_check(struct sec_chain *ch, const struct sec_device *dev)
{
	const struct rte_crypto_cipher_xform *x = ch->cipher;
	const struct sec_cipher_alg *alg;
	int ret;

	alg = dev->classes & SEC_HAS_CIPHER ?
	      sec_cipher_find(x->algo, dev->gen) : NULL;
	if (alg == NULL) {
		SEC_LOG(ERR, "cipher algorithm %d is not supported by this device of generation v%u; its capabilities name those that are",
			x->algo, dev->gen);
		return -ENOTSUP;
	}
	ret = check_range("cipher key", &alg->key, x->key.length);
	if (ret == 0)
		ret = check_key("cipher", x->key.data, x->key.length);
	if (ret != 0)
		return ret;
	/* Without an IV the xform may say anything about it. */
	if (alg->iv.max != 0)
		ret = check_range("IV", &alg->iv, x->iv.length);
	ch->c_alg = alg;
	return ret;
}

int
sec_auth_check(struct sec_chain *ch, const struct sec_device *dev)
{
	const struct rte_crypto_auth_xform *x = ch->auth;
	const struct sec_auth_alg *alg;
	int ret;

	alg = dev->classes & SEC_HAS_DIGEST ?
	      sec_auth_find(x->algo, dev->gen) : NULL;
	if (alg == NULL) {
		SEC_LOG(ERR, "auth algorithm %d is not supported by this device of generation v%u; its capabilities name those that are",
			x->algo, dev->gen);
		return -ENOTSUP;
	}
	/* A plain hash has no key, whatever the xform says. */
	ret = alg->key.max == 0 ? 0 :
	      check_range("auth key", &alg->key, x->key.length);
	if (ret == 0 && alg->key.max != 0)
		ret = check_key("auth", x->key.data, x->key.length);
	if (ret == 0)
		ret = check_range("digest", &alg->digest, x->digest_length);
	if (ret != 0)
		return ret;
	if (alg->iv_len != 0 && x->iv.length != alg->iv_len) {
		SEC_LOG(ERR, "auth IV of %u bytes is not supported; %u bytes are",
			x->iv.length, alg->iv_len);
		return -EINVAL;
	}
	ch->a_alg = alg;
	return 0;
}

int
sec_aead_check(struct sec_chain *ch, const struct sec_device *dev)
{
	const struct rte_crypto_aead_xform *x = ch->aead;
	const struct sec_aead_alg *alg;
	int ret;

	alg = dev->classes & SEC_HAS_AEAD ?
	      sec_aead_find(x->algo, dev->gen) : NULL;
	if (alg == NULL) {
		SEC_LOG(ERR, "AEAD algorithm %d is not supported by this device of generation v%u; its capabilities name those that are",
			x->algo, dev->gen);
		return -ENOTSUP;
	}
	ret = check_range("AEAD key", &alg->key, x->key.length);
	if (ret == 0)
		ret = check_key("AEAD", x->key.data, x->key.length);
	if (ret == 0)
		ret = check_range("AEAD IV", &alg->iv, x->iv.length);
	if (ret == 0)
		ret = check_range("AEAD tag", &alg->digest, x->digest_length);
	if (ret == 0)
		ret = check_range("AAD", &alg->aad, x->aad_length);
	ch->aead_alg = alg;
	return ret;
}
