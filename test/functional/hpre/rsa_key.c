/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/* The plain RSA interface: numbers in, numbers out. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <stdlib.h>
#include <string.h>

#include <openssl/bn.h>

#include <rte_common.h>

#include "rsa_key.h"

static void
number(struct rsa_number *to, const BIGNUM *v)
{
	to->zero = 0;
	to->len = BN_bn2bin(v, to->bytes);
}

struct rsa_key *
rsa_key_new(unsigned int bits, unsigned int e)
{
	struct rsa_key *k = calloc(1, sizeof(*k));
	BIGNUM *be = BN_new();

	if (k == NULL || be == NULL || !BN_set_word(be, e))
		abort();
	k->rsa = RSA_new();
	if (k->rsa == NULL || !RSA_generate_key_ex(k->rsa, bits, be, NULL))
		abort();
	BN_free(be);
	k->bits = bits;
	k->len = RSA_size(k->rsa);
	number(&k->n, RSA_get0_n(k->rsa));
	number(&k->e, RSA_get0_e(k->rsa));
	number(&k->d, RSA_get0_d(k->rsa));
	number(&k->p, RSA_get0_p(k->rsa));
	number(&k->q, RSA_get0_q(k->rsa));
	number(&k->dp, RSA_get0_dmp1(k->rsa));
	number(&k->dq, RSA_get0_dmq1(k->rsa));
	number(&k->qinv, RSA_get0_iqmp(k->rsa));
	return k;
}

void
rsa_key_free(struct rsa_key *key)
{
	if (key == NULL)
		return;
	RSA_free(key->rsa);
	free(key);
}

static rte_crypto_uint
operand(const struct rsa_number *n, bool zero_front)
{
	rte_crypto_uint u = {
		.data = (uint8_t *)(uintptr_t)n->bytes - zero_front,
		.length = n->len + zero_front,
	};

	return u;
}

void
rsa_key_xform(const struct rsa_key *key,
	      enum rte_crypto_rsa_priv_key_type type, bool zero_front,
	      struct rte_crypto_asym_xform *x)
{
	memset(x, 0, sizeof(*x));
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_RSA;
	x->rsa.n = operand(&key->n, zero_front);
	x->rsa.e = operand(&key->e, zero_front);
	x->rsa.key_type = type;
	if (type == RTE_RSA_KEY_TYPE_EXP) {
		x->rsa.d = operand(&key->d, zero_front);
		return;
	}
	x->rsa.qt.p = operand(&key->p, zero_front);
	x->rsa.qt.q = operand(&key->q, zero_front);
	x->rsa.qt.dP = operand(&key->dp, zero_front);
	x->rsa.qt.dQ = operand(&key->dq, zero_front);
	x->rsa.qt.qInv = operand(&key->qinv, zero_front);
}

static void
power(const struct rsa_key *key, const BIGNUM *exp, const uint8_t *in,
      size_t len, uint8_t *out)
{
	BIGNUM *b = BN_bin2bn(in, len, NULL);
	BN_CTX *ctx = BN_CTX_new();

	if (b == NULL || ctx == NULL ||
	    !BN_mod_exp(b, b, exp, RSA_get0_n(key->rsa), ctx) ||
	    BN_bn2binpad(b, out, key->len) != (int)key->len)
		abort();
	BN_free(b);
	BN_CTX_free(ctx);
}

void
rsa_key_public(const struct rsa_key *key, const uint8_t *in, size_t len,
	       uint8_t *out)
{
	power(key, RSA_get0_e(key->rsa), in, len, out);
}

void
rsa_key_private(const struct rsa_key *key, const uint8_t *in, size_t len,
		uint8_t *out)
{
	power(key, RSA_get0_d(key->rsa), in, len, out);
}
