/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdlib.h>
#include <string.h>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <rte_common.h>

#include "bench_secret.h"
#include "hisi_compat_app.h"

/* The operand that is secret. */
enum secret {
	DH_PUBLIC,
	DH_SHARED,
	ECDH_PUBLIC,
	ECDH_SHARED,
	ECPM_SCALAR,
	ECDSA_KEY,
	ECDSA_NONCE,
	RSA_MESSAGE,
	MODEX_BASE,
};

static const struct {
	const char *name;
	enum secret secret;
	enum rte_crypto_asym_xform_type xform;
	int nid;                          /**< Of the curve. */
	enum rte_crypto_curve_id curve;
} kinds[] = {
#define DH(name, secret) \
	{ name, secret, RTE_CRYPTO_ASYM_XFORM_DH, 0, 0 }
#define EC(name, secret, type) \
	{ name " P-256", secret, RTE_CRYPTO_ASYM_XFORM_ ## type, \
	  NID_X9_62_prime256v1, RTE_CRYPTO_EC_GROUP_SECP256R1 }, \
	{ name " P-521", secret, RTE_CRYPTO_ASYM_XFORM_ ## type, \
	  NID_secp521r1, RTE_CRYPTO_EC_GROUP_SECP521R1 }
	DH("DH private key, public key", DH_PUBLIC),
	DH("DH private key, shared secret", DH_SHARED),
	EC("ECDH private key, public key", ECDH_PUBLIC, ECDH),
	EC("ECDH private key, shared secret", ECDH_SHARED, ECDH),
	EC("ECPM scalar", ECPM_SCALAR, ECPM),
	EC("ECDSA private key", ECDSA_KEY, ECDSA),
	EC("ECDSA nonce", ECDSA_NONCE, ECDSA),
	{ "RSA message", RSA_MESSAGE, RTE_CRYPTO_ASYM_XFORM_RSA, 0, 0 },
	{ "MODEX base", MODEX_BASE, RTE_CRYPTO_ASYM_XFORM_MODEX, 0, 0 },
};

/* Numbers that live as long as the program. */
static struct {
	BIGNUM *dh_p;
	uint8_t dh[BENCH_SECRET_LEN];
	uint8_t two[1];
} fixed = { .two = { 2 } };

unsigned int
bench_secret_kinds(void)
{
	return RTE_DIM(kinds);
}

const char *
bench_secret_name(unsigned int i)
{
	return kinds[i].name;
}

void
bench_secret_xform(unsigned int i, const struct rsa_key *key,
		   struct rte_crypto_asym_xform *x)
{
	memset(x, 0, sizeof(*x));
	if (fixed.dh_p == NULL)
		fixed.dh_p = BN_get_rfc3526_prime_2048(NULL);
	if (BN_bn2binpad(fixed.dh_p, fixed.dh, sizeof(fixed.dh)) < 0)
		abort();
	switch (kinds[i].xform) {
	case RTE_CRYPTO_ASYM_XFORM_DH:
		x->dh.p.data = fixed.dh;
		x->dh.p.length = sizeof(fixed.dh);
		x->dh.g.data = fixed.two;
		x->dh.g.length = 1;
		break;
	case RTE_CRYPTO_ASYM_XFORM_MODEX:
		x->modex.modulus.data = fixed.dh;
		x->modex.modulus.length = sizeof(fixed.dh);
		x->modex.exponent.data = fixed.two;
		x->modex.exponent.length = 1;
		break;
	case RTE_CRYPTO_ASYM_XFORM_RSA:
		rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, x);
		break;
	default:
		x->ec.curve_id = kinds[i].curve;
		break;
	}
	x->xform_type = kinds[i].xform;
}

/* The bound of a secret, and its length. */
static BIGNUM *
bound(unsigned int i, const struct rsa_key *key, int *len)
{
	BIGNUM *max;
	EC_GROUP *g;

	if (kinds[i].nid != 0) {
		g = EC_GROUP_new_by_curve_name(kinds[i].nid);
		max = BN_dup(EC_GROUP_get0_order(g));
		EC_GROUP_free(g);
	} else if (kinds[i].xform == RTE_CRYPTO_ASYM_XFORM_RSA) {
		max = BN_bin2bn(key->n.bytes, key->n.len, NULL);
	} else {
		max = BN_dup(fixed.dh_p);
		/* A private key of DH is below p - 1. */
		if (max == NULL || !BN_sub_word(max, 1))
			abort();
	}
	if (max == NULL)
		abort();
	*len = BN_num_bytes(max);
	return max;
}

/* A secret below max, len bytes of it. */
static bool
make_secret(unsigned int shape, BIGNUM *max, uint8_t *to, int len,
	    const char **what)
{
	static const char *const names[] = {
		"2", "largest", "one bit, at the top", "upper half 0",
		"lower half 0", "many zero bytes", "random",
	};
	BIGNUM *v = BN_new();
	int half = len / 2, i;

	if (shape >= RTE_DIM(names)) {
		BN_free(v);
		return false;
	}
	*what = names[shape];
	if (v == NULL || !BN_rand_range(v, max) ||
	    BN_bn2binpad(v, to, len) != len)
		abort();
	switch (shape) {
	case 0:
		memset(to, 0, len - 1);
		to[len - 1] = 2;
		break;
	case 1:
		if (!BN_sub_word(max, 1) || BN_bn2binpad(max, to, len) != len)
			abort();
		break;
	case 2:
		memset(to, 0, len);
		to[0] = len == 66 ? 1 : 0x40;
		break;
	case 3:
		memset(to, 0, half);
		break;
	case 4:
		memset(to + half, 0, len - half);
		break;
	case 5:
		for (i = 0; i < len; i += 3)
			to[i] = 0;
		break;
	}
	BN_free(v);
	return true;
}

static void
set(rte_crypto_param *p, uint8_t *data, int len)
{
	p->data = data;
	p->length = len;
}

/* The base point, for a point that somebody else sent. */
static void
set_point(unsigned int i, struct rte_crypto_ec_point *p, uint8_t *x,
	  uint8_t *y, int len)
{
	EC_GROUP *g = EC_GROUP_new_by_curve_name(kinds[i].nid);
	BIGNUM *bx = BN_new(), *by = BN_new();

	if (g == NULL || bx == NULL || by == NULL ||
	    !EC_POINT_get_affine_coordinates(g, EC_GROUP_get0_generator(g),
					     bx, by, NULL) ||
	    BN_bn2binpad(bx, x, len) != len || BN_bn2binpad(by, y, len) != len)
		abort();
	set(&p->x, x, len);
	set(&p->y, y, len);
	BN_free(bx);
	BN_free(by);
	EC_GROUP_free(g);
}

static void
fill_ec(unsigned int i, struct bench_secret_memory *m, int len,
	struct rte_crypto_asym_op *op)
{
	bool key = kinds[i].secret == ECDSA_KEY;

	switch (kinds[i].secret) {
	case ECDH_PUBLIC:
		op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
		set(&op->ecdh.priv_key, m->secret, len);
		set(&op->ecdh.pub_key.x, m->out[0], len);
		set(&op->ecdh.pub_key.y, m->out[1], len);
		break;
	case ECDH_SHARED:
		op->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
		set(&op->ecdh.priv_key, m->secret, len);
		set_point(i, &op->ecdh.pub_key, m->other[0], m->other[1],
			  len);
		set(&op->ecdh.shared_secret.x, m->out[0], len);
		set(&op->ecdh.shared_secret.y, m->out[1], len);
		break;
	case ECPM_SCALAR:
		set_point(i, &op->ecpm.p, m->other[0], m->other[1], len);
		set(&op->ecpm.scalar, m->secret, len);
		set(&op->ecpm.r.x, m->out[0], len);
		set(&op->ecpm.r.y, m->out[1], len);
		break;
	default:
		op->ecdsa.op_type = RTE_CRYPTO_ASYM_OP_SIGN;
		memset(m->other[0], 0x3c, 32);
		memset(m->other[1], 0, len);
		m->other[1][len - 1] = 77;
		set(&op->ecdsa.message, m->other[0], 32);
		set(hisi_app_ecdsa_pkey(&m->x, op), key ? m->secret : m->other[1], len);
		set(&op->ecdsa.k, key ? m->other[1] : m->secret, len);
		set(&op->ecdsa.r, m->out[0], len);
		set(&op->ecdsa.s, m->out[1], len);
		break;
	}
}

static void
fill_field(unsigned int i, struct bench_secret_memory *m, int len,
	   struct rte_crypto_asym_op *op)
{
	switch (kinds[i].secret) {
	case DH_PUBLIC:
		op->dh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
		set(&op->dh.priv_key, m->secret, len);
		set(&op->dh.pub_key, m->out[0], len);
		break;
	case DH_SHARED:
		op->dh.ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
		memset(m->other[0], 0x3c, len);
		set(&op->dh.priv_key, m->secret, len);
		set(&op->dh.pub_key, m->other[0], len);
		set(&op->dh.shared_secret, m->out[0], len);
		break;
	case RSA_MESSAGE:
		op->rsa.op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
		set(&op->rsa.message, m->secret, len);
		set(&op->rsa.cipher, m->out[0], 0);
		break;
	default:
		set(&op->modex.base, m->secret, len);
		set(&op->modex.result, m->out[0], len);
		break;
	}
}

bool
bench_secret_fill(unsigned int i, unsigned int shape,
		  const struct rsa_key *key, struct bench_secret_memory *m,
		  struct rte_crypto_asym_op *op, const char **what)
{
	int len;
	BIGNUM *max = bound(i, key, &len);
	bool more = make_secret(shape, max, m->secret, len, what);

	BN_free(max);
	if (more && kinds[i].nid != 0)
		fill_ec(i, m, len, op);
	else if (more)
		fill_field(i, m, len, op);
	return more;
}
