/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Parameters of the curves (hpre.md Appendix A), in the engine's form. */

#include <pthread.h>
#include <string.h>

#include <rte_malloc.h>

#include <hisi_compat_asym.h>

#include "hpre_ec.h"

/* Hexadecimal. test_hpre_ec compares them with libcrypto's. */
static const struct {
	const char *name;
	enum rte_crypto_curve_id id;
	uint16_t hsz;
	const char *p, *a, *b, *n, *gx, *gy;
} params[HPRE_NB_CURVES] = {
	[HPRE_P192] = {
		.name = "P-192", .id = RTE_CRYPTO_EC_GROUP_SECP192R1,
		.hsz = HISI_HPRE_ECC_SZ256,
		.p = "fffffffffffffffffffffffffffffffeffffffffffffffff",
		.a = "fffffffffffffffffffffffffffffffefffffffffffffffc",
		.b = "64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1",
		.n = "ffffffffffffffffffffffff99def836146bc9b1b4d22831",
		.gx = "188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012",
		.gy = "07192b95ffc8da78631011ed6b24cdd573f977a11e794811",
	},
	[HPRE_P224] = {
		.name = "P-224", .id = RTE_CRYPTO_EC_GROUP_SECP224R1,
		.hsz = HISI_HPRE_ECC_SZ256,
		.p = "ffffffffffffffffffffffffffffffff000000000000000000000001",
		.a = "fffffffffffffffffffffffffffffffefffffffffffffffffffffffe",
		.b = "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
		.n = "ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d",
		.gx = "b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21",
		.gy = "bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34",
	},
	[HPRE_P256] = {
		.name = "P-256", .id = RTE_CRYPTO_EC_GROUP_SECP256R1,
		.hsz = HISI_HPRE_ECC_SZ256,
		.p =
			"ffffffff00000001000000000000000000000000ffffffffffffffff"
			"ffffffff",
		.a =
			"ffffffff00000001000000000000000000000000ffffffffffffffff"
			"fffffffc",
		.b =
			"5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e"
			"27d2604b",
		.n =
			"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2"
			"fc632551",
		.gx =
			"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945"
			"d898c296",
		.gy =
			"4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb64068"
			"37bf51f5",
	},
	[HPRE_P384] = {
		.name = "P-384", .id = RTE_CRYPTO_EC_GROUP_SECP384R1,
		.hsz = HISI_HPRE_ECC_SZ384,
		.p =
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"fffffffeffffffff0000000000000000ffffffff",
		.a =
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"fffffffeffffffff0000000000000000fffffffc",
		.b =
			"b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f"
			"5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
		.n =
			"ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81"
			"f4372ddf581a0db248b0a77aecec196accc52973",
		.gx =
			"aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e0"
			"82542a385502f25dbf55296c3a545e3872760ab7",
		.gy =
			"3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113"
			"b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
	},
	[HPRE_P521] = {
		.name = "P-521", .id = RTE_CRYPTO_EC_GROUP_SECP521R1,
		.hsz = HISI_HPRE_ECC_SZ576,
		.p =
			"01ffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"ffffffffffffffffffff",
		.a =
			"01ffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"fffffffffffffffffffc",
		.b =
			"0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b4"
			"89918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c"
			"34f1ef451fd46b503f00",
		.n =
			"01ffffffffffffffffffffffffffffffffffffffffffffffffffffff"
			"fffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c"
			"47aebb6fb71e91386409",
		.gx =
			"00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828"
			"af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a"
			"429bf97e7e31c2e5bd66",
		.gy =
			"011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817af"
			"bd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272"
			"c24088be94769fd16650",
	},
	[HPRE_SM2] = {
		.name = "SM2", .id = HISI_EC_GROUP_SM2,
		.hsz = HISI_HPRE_ECC_SZ256,
		.p =
			"fffffffeffffffffffffffffffffffffffffffff00000000ffffffff"
			"ffffffff",
		.a =
			"fffffffeffffffffffffffffffffffffffffffff00000000ffffffff"
			"fffffffc",
		.b =
			"28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd41"
			"4d940e93",
		.n =
			"fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf409"
			"39d54123",
		.gx =
			"32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589"
			"334c74c7",
		.gy =
			"bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e5"
			"2139f0a0",
	},
};

static bool
put(BIGNUM *t, uint8_t *blob, size_t hsz, unsigned int slot, const char *hex)
{
	return BN_hex2bn(&t, hex) != 0 &&
	       BN_bn2binpad(t, blob + slot * hsz, (int)hsz) == (int)hsz;
}

/* Blobs with every slot but that of the key. */
static bool
blobs_fill(struct hpre_curve *c, enum hpre_curve_index i, BIGNUM *t)
{
	const size_t sz = params[i].hsz;

	return put(t, c->priv, sz, HISI_HPRE_EC_PRIV_P, params[i].p) &&
	       put(t, c->priv, sz, HISI_HPRE_EC_PRIV_A, params[i].a) &&
	       put(t, c->priv, sz, HISI_HPRE_EC_PRIV_B, params[i].b) &&
	       put(t, c->priv, sz, HISI_HPRE_EC_PRIV_N, params[i].n) &&
	       put(t, c->priv, sz, HISI_HPRE_EC_PRIV_GX, params[i].gx) &&
	       put(t, c->priv, sz, HISI_HPRE_EC_PRIV_GY, params[i].gy) &&
	       put(t, c->pub, sz, HISI_HPRE_EC_PUB_P, params[i].p) &&
	       put(t, c->pub, sz, HISI_HPRE_EC_PUB_A, params[i].a) &&
	       put(t, c->pub, sz, HISI_HPRE_EC_PUB_B, params[i].b) &&
	       put(t, c->pub, sz, HISI_HPRE_EC_PUB_N, params[i].n) &&
	       put(t, c->pub, sz, HISI_HPRE_EC_PUB_GX, params[i].gx) &&
	       put(t, c->pub, sz, HISI_HPRE_EC_PUB_GY, params[i].gy) &&
	       put(t, c->base, sz, HISI_HPRE_POINT_X, params[i].gx) &&
	       put(t, c->base, sz, HISI_HPRE_POINT_Y, params[i].gy);
}

static bool
curve_init(struct hpre_curve *c, enum hpre_curve_index i)
{
	BIGNUM *p = NULL, *a = NULL, *b = NULL, *n = NULL;
	bool ok = false;

	if (BN_hex2bn(&p, params[i].p) != 0 &&
	    BN_hex2bn(&a, params[i].a) != 0 &&
	    BN_hex2bn(&b, params[i].b) != 0 &&
	    BN_hex2bn(&n, params[i].n) != 0) {
		c->name = params[i].name;
		c->id = params[i].id;
		c->index = i;
		c->hsz = params[i].hsz;
		c->len = BN_num_bytes(p);
		c->order_bits = BN_num_bits(n);
		c->group = EC_GROUP_new_curve_GFp(p, a, b, NULL);
		ok = c->group != NULL && blobs_fill(c, i, n);
	}
	BN_free(p);
	BN_free(a);
	BN_free(b);
	BN_free(n);
	return ok;
}

static pthread_mutex_t set_lock = PTHREAD_MUTEX_INITIALIZER;
static struct hpre_curves *the_set;

static void
curves_free(struct hpre_curves *curves)
{
	int i;

	for (i = 0; i < HPRE_NB_CURVES; i++)
		EC_GROUP_free(curves->curve[i].group);
	rte_free(curves);
}

static struct hpre_curves *
curves_new(int socket_id)
{
	static uint64_t sets;
	struct hpre_curves *curves;
	int i;

	curves = rte_zmalloc_socket("hisi_hpre_curves", sizeof(*curves),
				    RTE_CACHE_LINE_SIZE, socket_id);
	if (curves == NULL)
		return NULL;
	for (i = 0; i < HPRE_NB_CURVES; i++) {
		if (!curve_init(&curves->curve[i], i)) {
			curves_free(curves);
			return NULL;
		}
	}
	curves->number = sets++;
	return curves;
}

const struct hpre_curves *
hpre_curves_get(int socket_id)
{
	struct hpre_curves *curves;

	pthread_mutex_lock(&set_lock);
	if (the_set == NULL)
		the_set = curves_new(socket_id);
	if (the_set != NULL)
		the_set->users++;
	curves = the_set;
	pthread_mutex_unlock(&set_lock);
	return curves;
}

void
hpre_curves_put(const struct hpre_curves *curves)
{
	if (curves == NULL)
		return;
	pthread_mutex_lock(&set_lock);
	if (--the_set->users == 0) {
		curves_free(the_set);
		the_set = NULL;
	}
	pthread_mutex_unlock(&set_lock);
}

const struct hpre_curve *
hpre_curve_get(const struct hpre_curves *curves, enum rte_crypto_curve_id id)
{
	int i;

	for (i = 0; curves != NULL && i < HPRE_NB_CURVES; i++)
		if ((int)id != 0 && curves->curve[i].id == id)
			return &curves->curve[i];
	return NULL;
}
