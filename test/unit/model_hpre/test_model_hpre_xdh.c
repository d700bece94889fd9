/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * HPRE model: x-only multiplication on Montgomery curves. Slots of another
 * size than a curve's usual one keep libcrypto's X25519 out of the device,
 * so that its own ladder is tested with the same vectors.
 */

#include <string.h>
#include <jansson.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "model_hpre_task.h"

static struct hpre_rig rig;
static struct hpre_job job;
static BN_CTX *bn;

/** A curve in the order of RFC 7748. */
struct xdh {
	size_t len;
	size_t slot;
	const char *p;
	unsigned long a24;
	const char *name;
};

static const struct xdh x25519 = {
	32, 32, "7fffffffffffffffffffffffffffffffffffffffffffffffff"
		"ffffffffffffed", 121665, "X25519",
};
static const struct xdh x448 = {
	56, 72, "ffffffffffffffffffffffffffffffffffffffffffffffffff"
		"fffffeffffffffffffffffffffffffffffffffffffffffffffff"
		"ffffffffff", 39081, "X448",
};
/* Not the size of its curve. */
static const struct xdh x25519_wide = {
	32, 72, "7fffffffffffffffffffffffffffffffffffffffffffffffff"
		"ffffffffffffed", 121665, "X25519",
};

static int
setup(void **state)
{
	(void)state;
	hpre_open(&rig, 3, 1, false);
	bn = BN_CTX_new();
	return bn == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	BN_CTX_free(bn);
	hpre_close(&rig);
	return 0;
}

static void
reverse(uint8_t *p, size_t len)
{
	uint8_t t;
	size_t i;

	for (i = 0; i < len / 2; i++) {
		t = p[i];
		p[i] = p[len - 1 - i];
		p[len - 1 - i] = t;
	}
}

/* Clamp and mask the RFC's bytes, as software does (5.6). */
static void
clamp(const struct xdh *c, uint8_t *k)
{
	if (c->len == 32) {
		k[0] &= 0xf8;
		k[31] = (k[31] & 0x7f) | 0x40;
	} else {
		k[0] &= 0xfc;
		k[55] |= 0x80;
	}
}

static uint32_t
run(size_t slot, const BIGNUM *p, const BIGNUM *a24, const BIGNUM *k,
    const BIGNUM *u)
{
	hpre_job(&job, 0x10, slot);
	hpre_add_bn(&job.key, slot, p);
	hpre_add_bn(&job.key, slot, a24);
	hpre_add_bn(&job.key, slot, k);
	hpre_add_bn(&job.in, slot, u);
	job.out.len = slot;
	return hpre_run(&rig, &job);
}

/* Little-endian in and out. Fails for u that is not reduced. */
static uint32_t
rfc(const struct xdh *c, const uint8_t *scalar, const uint8_t *point,
    uint8_t *out)
{
	uint8_t k[56], u[56];
	uint32_t result;

	memcpy(k, scalar, c->len);
	memcpy(u, point, c->len);
	clamp(c, k);
	if (c->len == 32)
		u[31] &= 0x7f;
	reverse(k, c->len);
	reverse(u, c->len);
	hpre_job(&job, 0x10, c->slot);
	hpre_add_hex(&job.key, c->slot, c->p);
	hpre_add_word(&job.key, c->slot, c->a24);
	hpre_add(&job.key, c->slot, k, c->len);
	hpre_add(&job.in, c->slot, u, c->len);
	job.out.len = c->slot;
	result = hpre_run(&rig, &job);
	if (result == HPRE_GOOD) {
		memcpy(out, job.out.p + c->slot - c->len, c->len);
		reverse(out, c->len);
	}
	return result;
}

static void
check_hex(const struct xdh *c, const char *k, const char *u, const char *want)
{
	uint8_t kb[56], ub[56], wb[56], out[56];

	assert_int_equal(hpre_unhex(k, kb, sizeof(kb)), c->len);
	assert_int_equal(hpre_unhex(u, ub, sizeof(ub)), c->len);
	hpre_unhex(want, wb, sizeof(wb));
	assert_int_equal(rfc(c, kb, ub, out), HPRE_GOOD);
	assert_memory_equal(out, wb, c->len);
}

/* RFC 7748, 5.2. */
static void
literals(void **state)
{
	const struct xdh *const c[] = { &x25519, &x25519_wide };
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		check_hex(c[i], "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a"
				"18506a2244ba449ac4",
			  "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a9"
			  "03a6d0ab1c4c",
			  "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4"
			  "075577a28552");
		check_hex(c[i], "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01"
				"d42ca4169e7918ba0d",
			  "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4c"
			  "d549c715a493",
			  "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8"
			  "f7647aac7957");
	}
	check_hex(&x448, "3d262fddf9ec8e88495266fea19a34d28882acef045104d0d1aa"
			 "e121700a779c984c24f8cdd78fbff44943eba368f54b29259a4f"
			 "1c600ad3",
		  "06fce640fa3487bfda5f6cf2d5263f8aad88334cbd07437f020f08f9814d"
		  "c031ddbdc38c19c6da2583fa5429db94ada18aa7a7fb4ef8a086",
		  "ce3e4ff95a60dc6697da1db1d85e6afbdf79b50a2412d7546d5f239fe14f"
		  "baadeb445fc66a01b0779d98223961111e21766282f73dd96b6f");
	check_hex(&x448, "203d494428b8399352665ddca42f9de8fef600908e0d461cb021"
			 "f8c538345dd77c3e4806e25f46d3315c44e0a5b4371282dd2c8d"
			 "5be3095f",
		  "0fbcc2f993cd56d3305b0b7d9e55d4c1a8fb5dbb52f8e9a1e9b6201b165d"
		  "015894e56c4d3570bee52fe205e28a78b91cdfbde71ce8d157db",
		  "884a02576239ff7a2f2f63b2db6a9ff37047ac13568e1e30fe63c4a7ad1b"
		  "3ee3a5700df34321d62077e63633c575c1c954514e99da7c179d");
}

/* The RFC's loop: k, u = X(k, u), k. */
static void
iterate(const struct xdh *c, uint8_t base, int times, const char *want)
{
	uint8_t k[56] = { base }, u[56] = { base }, out[56], wb[56];
	int i;

	for (i = 0; i < times; i++) {
		assert_int_equal(rfc(c, k, u, out), HPRE_GOOD);
		memcpy(u, k, c->len);
		memcpy(k, out, c->len);
	}
	hpre_unhex(want, wb, sizeof(wb));
	assert_memory_equal(k, wb, c->len);
}

static void
iterations(void **state)
{
	(void)state;
	iterate(&x25519, 9, 1000, "684cf59ba83309552800ef566f2f4d3c1c3887c493"
				  "60e3875f2eb94d99532c51");
	iterate(&x25519_wide, 9, 1000, "684cf59ba83309552800ef566f2f4d3c1c388"
				       "7c49360e3875f2eb94d99532c51");
	iterate(&x448, 5, 1000, "aa3b4749d55b9daf1e5b00288826c467274ce3ebbdd5"
				"c17b975e09d4af6c67cf10d087202db88286e2b79fce"
				"ea3ec353ef54faa26e219f38");
}

static void
evp_raw(const EVP_PKEY *key, bool private, uint8_t *out, size_t len)
{
	size_t n = len;

	assert_true(private ? EVP_PKEY_get_raw_private_key(key, out, &n) :
			      EVP_PKEY_get_raw_public_key(key, out, &n));
	assert_int_equal(n, len);
}

/* libcrypto's key exchange on one side, the device on the other; more keys
 * than are remembered, all at the same address.
 */
static void
against_libcrypto(void **state)
{
	const struct xdh *const curve[] = { &x25519, &x448, &x25519_wide };
	uint8_t k[56], u[56], want[56], out[56];
	EVP_PKEY *a, *b;
	EVP_PKEY_CTX *ctx;
	size_t i, len;

	(void)state;
	for (i = 0; i < 90; i++) {
		const struct xdh *c = curve[i % 3];

		a = EVP_PKEY_Q_keygen(NULL, NULL, c->name);
		b = EVP_PKEY_Q_keygen(NULL, NULL, c->name);
		ctx = EVP_PKEY_CTX_new(a, NULL);
		len = sizeof(want);
		assert_true(EVP_PKEY_derive_init(ctx) > 0 &&
			    EVP_PKEY_derive_set_peer(ctx, b) > 0 &&
			    EVP_PKEY_derive(ctx, want, &len) > 0);
		evp_raw(b, true, k, c->len);
		evp_raw(a, false, u, c->len);
		assert_int_equal(rfc(c, k, u, out), HPRE_GOOD);
		assert_memory_equal(out, want, c->len);
		/* The same key with another u, then a public key. */
		memset(u, 0, sizeof(u));
		u[0] = c->len == 32 ? 9 : 5;
		assert_int_equal(rfc(c, k, u, out), HPRE_GOOD);
		evp_raw(b, false, want, c->len);
		assert_memory_equal(out, want, c->len);
		EVP_PKEY_free(a);
		EVP_PKEY_free(b);
		EVP_PKEY_CTX_free(ctx);
	}
}

/*
 * k u by way of the Weierstrass form. With B = u^3 + A u^2 + u the point is
 * (u, 1) on B y^2 = x^3 + A x^2 + x, and x = B X - A / 3.
 */
static void
reference(const BIGNUM *p, const BIGNUM *a24, const BIGNUM *k,
	  const BIGNUM *u, BIGNUM *out)
{
	BIGNUM *v[8], *a, *b, *third, *wa, *wb, *x, *y, *t;
	EC_GROUP *group;
	EC_POINT *pt;
	int i;

	for (i = 0; i < 8; i++)
		assert_non_null(v[i] = BN_new());
	a = v[0], b = v[1], third = v[2], wa = v[3], wb = v[4];
	x = v[5], y = v[6], t = v[7];
	assert_true(BN_lshift(a, a24, 2) && BN_add_word(a, 2) &&
		    BN_nnmod(a, a, p, bn));
	/* B = u (u (u + A) + 1) */
	assert_true(BN_add(b, u, a) && BN_mod_mul(b, b, u, p, bn) &&
		    BN_add_word(b, 1) && BN_mod_mul(b, b, u, p, bn));
	assert_true(BN_set_word(t, 3) && BN_mod_inverse(t, t, p, bn) &&
		    BN_mod_mul(third, a, t, p, bn));
	/* With T = A / 3: a = (1 - 3 T^2) / B^2, b = (2 T^3 - T) / B^3 */
	assert_true(BN_mod_inverse(y, b, p, bn) &&
		    BN_mod_sqr(wa, third, p, bn) && BN_mul_word(wa, 3) &&
		    BN_mod_sub(wa, BN_value_one(), wa, p, bn) &&
		    BN_mod_mul(wa, wa, y, p, bn) &&
		    BN_mod_mul(wa, wa, y, p, bn));
	assert_true(BN_mod_sqr(wb, third, p, bn) && BN_mul_word(wb, 2) &&
		    BN_mod_sub(wb, wb, BN_value_one(), p, bn) &&
		    BN_mod_mul(wb, wb, third, p, bn));
	for (i = 0; i < 3; i++)
		assert_true(BN_mod_mul(wb, wb, y, p, bn));
	/* X = (u + T) / B, Y = 1 / B */
	assert_true(BN_mod_add(x, u, third, p, bn) &&
		    BN_mod_mul(x, x, y, p, bn));
	group = EC_GROUP_new_curve_GFp(p, wa, wb, bn);
	pt = EC_POINT_new(group);
	assert_true(EC_POINT_set_affine_coordinates(group, pt, x, y, bn) &&
		    EC_POINT_mul(group, pt, NULL, pt, k, bn));
	BN_zero(out);
	if (!EC_POINT_is_at_infinity(group, pt))
		assert_true(EC_POINT_get_affine_coordinates(group, pt, x, y,
							    bn) &&
			    BN_mod_mul(x, x, b, p, bn) &&
			    BN_mod_sub(out, x, third, p, bn));
	EC_POINT_free(pt);
	EC_GROUP_free(group);
	for (i = 0; i < 8; i++)
		BN_free(v[i]);
}

/* Scalars as they are: 0, 1, small, random, all ones. */
static void
check_scalars(const BIGNUM *p, const BIGNUM *a24, size_t slot)
{
	BIGNUM *k = BN_new(), *u = BN_new(), *want = BN_new();
	int i;

	for (i = 0; i < 24; i++) {
		do {
			assert_true(BN_rand_range(u, p));
		} while (BN_num_bits(u) < 3);
		if (i < 10)
			assert_true(BN_set_word(k, i));
		else if (i < 22)
			assert_true(BN_rand(k, 8 * slot - i,
					    BN_RAND_TOP_ANY,
					    BN_RAND_BOTTOM_ANY));
		else
			assert_true(BN_one(k) && BN_lshift(k, k, 8 * slot) &&
				    BN_sub_word(k, 1));
		reference(p, a24, k, u, want);
		assert_int_equal(run(slot, p, a24, k, u), HPRE_GOOD);
		hpre_assert_bn(&job, 0, slot, want);
	}
	BN_free(k);
	BN_free(u);
	BN_free(want);
}

/* Question 10: no clamping. Curves with and without a name, their twists. */
static void
any_scalar(void **state)
{
	BIGNUM *p = NULL, *a24 = BN_new();
	static const size_t slot[] = { 32, 72 };
	size_t i;

	(void)state;
	assert_true(BN_hex2bn(&p, x25519.p) && BN_set_word(a24, x25519.a24));
	check_scalars(p, a24, 32);
	check_scalars(p, a24, 72);
	assert_true(BN_hex2bn(&p, x448.p) && BN_set_word(a24, x448.a24));
	check_scalars(p, a24, 72);
	for (i = 0; i < 2; i++) {
		/* 2^127 - 1, and a prime that fills the slot but for a bit. */
		assert_true(BN_one(p) && BN_lshift(p, p, 127) &&
			    BN_sub_word(p, 1) && BN_rand_range(a24, p));
		check_scalars(p, a24, slot[i]);
		assert_true(BN_generate_prime_ex(p, 8 * slot[i] - 1, 0, NULL,
						 NULL, NULL) &&
			    BN_rand_range(a24, p));
		check_scalars(p, a24, slot[i]);
		/* a24 counts modulo p. */
		assert_true(BN_add(a24, a24, p));
		check_scalars(p, a24, slot[i]);
	}
	BN_free(p);
	BN_free(a24);
}

/* Question 10: u not below p; p that is no field. */
static void
edges(void **state)
{
	const struct xdh *const curve[] = { &x25519, &x448, &x25519_wide };
	BIGNUM *p = NULL, *a24 = BN_new(), *k = BN_new(), *u = BN_new();
	static const unsigned long bad_p[] = { 0, 1, 2, 4, 256 };
	size_t i, j;

	(void)state;
	for (i = 0; i < 3; i++) {
		const struct xdh *c = curve[i];

		assert_true(BN_hex2bn(&p, c->p) && BN_set_word(a24, c->a24) &&
			    BN_set_word(k, 0) && BN_set_bit(k, 8 * c->len - 2) &&
			    BN_set_bit(k, 8 * c->len - 1) && BN_copy(u, p));
		if (c->len == 32)
			assert_true(BN_clear_bit(k, 255));
		assert_int_equal(run(c->slot, p, a24, k, u), HPRE_REFUSED);
		assert_true(BN_add_word(u, 1));
		assert_int_equal(run(c->slot, p, a24, k, u), HPRE_REFUSED);
		assert_true(BN_one(u) && BN_lshift(u, u, 8 * c->slot) &&
			    BN_sub_word(u, 1));
		assert_int_equal(run(c->slot, p, a24, k, u), HPRE_REFUSED);
		/* Points of small order: success, with zeros. */
		for (j = 0; j < 2; j++) {
			assert_true(BN_set_word(u, j));
			assert_int_equal(run(c->slot, p, a24, k, u),
					 HPRE_GOOD);
			hpre_assert_hex(&job, 0, c->slot, "00");
		}
		assert_true(BN_sub(u, p, BN_value_one()));
		assert_int_equal(run(c->slot, p, a24, k, u), HPRE_GOOD);
		hpre_assert_hex(&job, 0, c->slot, "00");
	}
	for (i = 0; i < sizeof(bad_p) / sizeof(bad_p[0]); i++) {
		assert_true(BN_set_word(p, bad_p[i]) && BN_set_word(u, 0));
		assert_int_equal(run(32, p, a24, k, u), HPRE_REFUSED);
	}
	BN_free(p);
	BN_free(a24);
	BN_free(k);
	BN_free(u);
}

/* One bit off libcrypto's curves is another curve. */
static void
almost_named(void **state)
{
	BIGNUM *p = NULL, *a24 = BN_new(), *k = BN_new(), *u = BN_new();
	BIGNUM *want = BN_new();
	int i;

	(void)state;
	assert_true(BN_hex2bn(&p, x25519.p) && BN_set_word(u, 9));
	for (i = 0; i < 5; i++) {
		static const int bit[] = { 0, 1, 2, 255, 254 };

		/* A clamped scalar, then bits that clamping changes. */
		assert_true(BN_set_word(a24, 121665) && BN_set_word(k, 40) &&
			    BN_set_bit(k, 254));
		if (i == 4)
			assert_true(BN_clear_bit(k, 254));
		else
			assert_true(BN_set_bit(k, bit[i]));
		reference(p, a24, k, u, want);
		assert_int_equal(run(32, p, a24, k, u), HPRE_GOOD);
		hpre_assert_bn(&job, 0, 32, want);
	}
	assert_true(BN_set_word(k, 40) && BN_set_bit(k, 254) &&
		    BN_add_word(a24, 1));
	reference(p, a24, k, u, want);
	assert_int_equal(run(32, p, a24, k, u), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 32, want);
	BN_free(p);
	BN_free(a24);
	BN_free(k);
	BN_free(u);
	BN_free(want);
}

static const char *
text(const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	assert_non_null(s);
	return s;
}

/* A u that is not reduced is refused; reduced, it gives the vector. */
static void
wycheproof_one(const struct xdh *c, const json_t *test)
{
	uint8_t k[56], u[56], want[56], out[56];
	BIGNUM *p = NULL, *v;

	hpre_unhex(text(test, "private"), k, sizeof(k));
	hpre_unhex(text(test, "public"), u, sizeof(u));
	hpre_unhex(text(test, "shared"), want, sizeof(want));
	u[31] &= 0x7f;
	v = BN_lebin2bn(u, 32, NULL);
	assert_true(BN_hex2bn(&p, c->p));
	if (BN_cmp(v, p) >= 0) {
		assert_int_equal(rfc(c, k, u, out), HPRE_REFUSED);
		assert_true(BN_sub(v, v, p) && BN_bn2lebinpad(v, u, 32) == 32);
	}
	assert_int_equal(rfc(c, k, u, out), HPRE_GOOD);
	assert_memory_equal(out, want, 32);
	BN_free(p);
	BN_free(v);
}

static void
wycheproof(void **state)
{
	json_t *root, *group, *test;
	size_t i, j;
	int done = 0;

	(void)state;
	root = json_load_file(TEST_VECTORS "/wycheproof/x25519_test.json", 0,
			      NULL);
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "testGroups"), i, group) {
		json_array_foreach(json_object_get(group, "tests"), j, test) {
			wycheproof_one(&x25519, test);
			wycheproof_one(&x25519_wide, test);
			done++;
		}
	}
	assert_int_equal(done, 518);
	json_decref(root);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literals), cmocka_unit_test(iterations),
		cmocka_unit_test(against_libcrypto),
		cmocka_unit_test(any_scalar), cmocka_unit_test(edges),
		cmocka_unit_test(almost_named), cmocka_unit_test(wycheproof),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
