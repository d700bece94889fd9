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

/* The members that the xforms of all types have. */
#define PART(xform_type, x, forward) \
	(struct sec_part) { \
		.type = (xform_type), .algo = (x)->algo, \
		.key = (x)->key.data, .key_len = (x)->key.length, \
		.iv_len = (x)->iv.length, .iv_offset = (x)->iv.offset, \
		.encrypt = (x)->op == (forward), \
	}

static int
add_xform(struct sec_chain *ch, const struct rte_crypto_sym_xform *x)
{
	bool cipher = ch->cipher.type != 0, auth = ch->auth.type != 0;
	bool aead = ch->cipher.type == RTE_CRYPTO_SYM_XFORM_AEAD;

	if (x->type == RTE_CRYPTO_SYM_XFORM_CIPHER && !cipher) {
		ch->cipher = PART(x->type, &x->cipher,
				  RTE_CRYPTO_CIPHER_OP_ENCRYPT);
	} else if (x->type == RTE_CRYPTO_SYM_XFORM_AUTH && !auth && !aead) {
		ch->auth = PART(x->type, &x->auth,
				RTE_CRYPTO_AUTH_OP_GENERATE);
		ch->auth.digest_len = x->auth.digest_length;
		ch->auth_first = !cipher;
	} else if (x->type == RTE_CRYPTO_SYM_XFORM_AEAD && !cipher && !auth) {
		ch->cipher = PART(x->type, &x->aead,
				  RTE_CRYPTO_AEAD_OP_ENCRYPT);
		ch->cipher.digest_len = x->aead.digest_length;
		ch->cipher.aad_len = x->aead.aad_length;
	} else {
		SEC_LOG(ERR, "xform type %d at this place of the chain is not supported; one AEAD, or one cipher and one auth at most are",
			x->type);
		return -ENOTSUP;
	}
	return 0;
}

int
sec_xform_parse(struct sec_chain *ch, const struct rte_crypto_sym_xform *x)
{
	int ret = 0;

	memset(ch, 0, sizeof(*ch));
	if (x == NULL) {
		SEC_LOG(ERR, "no xform given");
		return -EINVAL;
	}
	for (; x != NULL && ret == 0; x = x->next)
		ret = add_xform(ch, x);
	return ret;
}

static bool
in_range(const struct rte_crypto_param_range *r, uint32_t v)
{
	if (v < r->min || v > r->max)
		return false;
	return r->increment == 0 ? v == r->min || v == r->max :
				   (v - r->min) % r->increment == 0;
}

/* A size that the algorithm has not got may be anything in the xform. */
static int
check_size(const char *type, const char *size,
	   const struct rte_crypto_param_range *r, uint32_t v)
{
	if (r->max == 0 || in_range(r, v))
		return 0;
	if (r->min == r->max)
		SEC_LOG(ERR, "%s %s of %u bytes is not supported; %u bytes are",
			type, size, v, r->min);
	else
		SEC_LOG(ERR, "%s %s of %u bytes is not supported; %u to %u bytes in steps of %u are",
			type, size, v, r->min, r->max, r->increment);
	return -EINVAL;
}

int
sec_part_check(struct sec_part *p, const struct sec_device *dev)
{
	bool aead = p->type == RTE_CRYPTO_SYM_XFORM_AEAD;
	const char *type = aead ? "AEAD" :
			   p->type == RTE_CRYPTO_SYM_XFORM_AUTH ? "auth" :
			   "cipher";
	const struct sec_alg *alg = sec_alg_find(dev, p->type, p->algo);

	if (alg == NULL) {
		SEC_LOG(ERR, "%s algorithm %d is not supported by this device of generation v%u; its capabilities name those that are",
			type, p->algo, dev->common.qm->gen);
		return -ENOTSUP;
	}
	p->alg = alg;
	if (check_size(type, "key", &alg->key, p->key_len) != 0 ||
	    check_size(type, "IV", &alg->iv, p->iv_len) != 0 ||
	    check_size(type, aead ? "tag" : "digest", &alg->digest,
		       p->digest_len) != 0 ||
	    check_size(type, "AAD", &alg->aad, p->aad_len) != 0)
		return -EINVAL;
	if (alg->key.max == 0 || p->key != NULL)
		return 0;
	SEC_LOG(ERR, "%s key of %u bytes at address 0", type, p->key_len);
	return -EINVAL;
}
