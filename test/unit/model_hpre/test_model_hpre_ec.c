/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE model: point multiplication on short-Weierstrass curves. */

#include <string.h>
#include <jansson.h>

#include "model_hpre_ref.h"

static struct hpre_rig rig;
static struct hpre_job job;

static int
setup(void **state)
{
	(void)state;
	hpre_open(&rig, 3, 1, false);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	hpre_close(&rig);
	return 0;
}

static uint32_t
run(const struct hpre_ref *r, const BIGNUM *k, const BIGNUM *x,
    const BIGNUM *y)
{
	hpre_job(&job, 0x0D, r->hsz);
	hpre_ref_private(&job.key, r, k, 4);
	hpre_add_bn(&job.in, r->hsz, x);
	hpre_add_bn(&job.in, r->hsz, y);
	job.out.len = 2 * r->hsz;
	return hpre_run(&rig, &job);
}

/* The device and the reference give the same, infinity included. */
static void
check(const struct hpre_ref *r, const BIGNUM *k, const BIGNUM *x,
      const BIGNUM *y)
{
	BIGNUM *wx = BN_new(), *wy = BN_new();

	if (hpre_ref_mul(r, k, x, y, wx, wy)) {
		assert_int_equal(run(r, k, x, y), HPRE_GOOD);
		hpre_assert_bn(&job, 0, r->hsz, wx);
		hpre_assert_bn(&job, r->hsz, r->hsz, wy);
	} else {
		assert_int_equal(run(r, k, x, y), HPRE_REFUSED);
	}
	BN_free(wx);
	BN_free(wy);
}

/* Scalars that are easy to get wrong, on a point. */
static void
check_scalars(const struct hpre_ref *r, const BIGNUM *x, const BIGNUM *y)
{
	BIGNUM *k = BN_new();
	unsigned long i;

	for (i = 0; i < 4; i++) {
		assert_true(BN_set_word(k, i));
		check(r, k, x, y);
		assert_true(BN_sub(k, r->n, k));
		check(r, k, x, y);
		assert_true(BN_set_word(k, i) && BN_add(k, r->n, k));
		if (BN_num_bytes(k) <= (int)r->hsz)
			check(r, k, x, y);
	}
	/* All ones: beyond n. */
	assert_true(BN_set_word(k, 1) && BN_lshift(k, k, 8 * r->hsz) &&
		    BN_sub_word(k, 1));
	check(r, k, x, y);
	BN_free(k);
}

static void
check_curve(const struct hpre_ref *r)
{
	BIGNUM *k = hpre_ref_scalar(r), *l = hpre_ref_scalar(r);
	BIGNUM *x = BN_new(), *y = BN_new();

	check(r, k, r->gx, r->gy);
	check_scalars(r, r->gx, r->gy);
	assert_true(hpre_ref_mul(r, l, r->gx, r->gy, x, y));
	check(r, k, x, y);
	check_scalars(r, x, y);
	BN_free(k);
	BN_free(l);
	BN_free(x);
	BN_free(y);
}

static void
curves(void **state)
{
	struct hpre_ref r;
	size_t i;

	(void)state;
	for (i = 0; i < hpre_nb_curves; i++) {
		hpre_ref_open(&r, &hpre_curves[i]);
		check_curve(&r);
		/* The same curve in another disguise, without a name. */
		hpre_ref_twist(&r, 3 + i);
		check_curve(&r);
		hpre_ref_close(&r);
	}
}

/* The smallest slots are not the only ones a curve fits into. */
static void
wide_slots(void **state)
{
	struct hpre_ref r;

	(void)state;
	hpre_ref_open(&r, hpre_curve_def("prime256v1"));
	r.hsz = 48;
	check_curve(&r);
	r.hsz = 72;
	check_curve(&r);
	hpre_ref_close(&r);
}

/* DW1[31] is a hint (question 16). */
static void
hpcore(void **state)
{
	static const char *const name[] = { "prime256v1", "SM2", "secp384r1" };
	struct hpre_buf want;
	struct hpre_ref r;
	BIGNUM *k;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		hpre_ref_open(&r, hpre_curve_def(name[i]));
		k = hpre_ref_scalar(&r);
		assert_int_equal(run(&r, k, r.gx, r.gy), HPRE_GOOD);
		want = job.out;
		job.w1 = 0x80000000;
		job.w10 = 0x0E;
		assert_int_equal(hpre_run(&rig, &job), HPRE_GOOD);
		assert_memory_equal(job.out.p, want.p, want.len);
		BN_free(k);
		hpre_ref_close(&r);
	}
}

/* Question 7: points that are none. */
static void
bad_points(void **state)
{
	BIGNUM *x = BN_new(), *y = BN_new(), *k = BN_new(), *zero = BN_new();
	struct hpre_ref r;
	size_t i;

	(void)state;
	assert_true(BN_set_word(k, 5));
	BN_zero(zero);
	for (i = 0; i < hpre_nb_curves; i++) {
		hpre_ref_open(&r, &hpre_curves[i]);
		/* Off the curve. */
		assert_true(BN_copy(y, r.gy) && BN_add_word(y, 1));
		assert_int_equal(run(&r, k, r.gx, y), HPRE_REFUSED);
		assert_int_equal(run(&r, k, zero, zero), HPRE_REFUSED);
		/* On the curve modulo p only. */
		assert_true(BN_add(x, r.gx, r.p) && BN_add(y, r.gy, r.p));
		if (BN_num_bytes(x) <= (int)r.hsz)
			assert_int_equal(run(&r, k, x, r.gy), HPRE_REFUSED);
		if (BN_num_bytes(y) <= (int)r.hsz)
			assert_int_equal(run(&r, k, r.gx, y), HPRE_REFUSED);
		assert_int_equal(run(&r, k, r.gx, r.p), HPRE_REFUSED);
		/* The point of another curve. */
		assert_true(BN_add_word(r.b, 1));
		assert_int_equal(run(&r, k, r.gx, r.gy), HPRE_REFUSED);
		hpre_ref_close(&r);
	}
	BN_free(x);
	BN_free(y);
	BN_free(k);
	BN_free(zero);
}

/* a and b count modulo p; p has to be a modulus. */
static void
parameters(void **state)
{
	BIGNUM *k = BN_new(), *wx = BN_new(), *wy = BN_new();
	static const unsigned long bad_p[] = { 0, 1, 2, 3, 4, 22 };
	struct hpre_ref r;
	size_t i;

	(void)state;
	hpre_ref_open(&r, hpre_curve_def("prime192v1"));
	assert_true(BN_set_word(k, 77) &&
		    hpre_ref_mul(&r, k, r.gx, r.gy, wx, wy));
	assert_true(BN_add(r.a, r.a, r.p) && BN_add(r.b, r.b, r.p));
	assert_int_equal(run(&r, k, r.gx, r.gy), HPRE_GOOD);
	hpre_assert_bn(&job, 0, 32, wx);
	hpre_assert_bn(&job, 32, 32, wy);
	for (i = 0; i < sizeof(bad_p) / sizeof(bad_p[0]); i++) {
		assert_true(BN_set_word(r.p, bad_p[i]) &&
			    BN_set_word(wx, 0) && BN_set_word(wy, 0) &&
			    BN_set_word(r.b, 0));
		assert_int_equal(run(&r, k, wx, wy), HPRE_REFUSED);
		assert_int_equal(run(&r, k, BN_value_one(), BN_value_one()),
				 HPRE_REFUSED);
	}
	hpre_ref_close(&r);
	BN_free(k);
	BN_free(wx);
	BN_free(wy);
}

/** A point of the toy curve; x < 0 at infinity. */
struct toy {
	int x;
	int y;
};

#define TOY_P 23
#define TOY_A 1
#define TOY_B 1

static int
toy_mod(int v)
{
	return (v % TOY_P + TOY_P) % TOY_P;
}

static int
toy_inverse(int v)
{
	int i;

	for (i = 1; i < TOY_P; i++)
		if (toy_mod(v * i) == 1)
			return i;
	return 0;
}

/* The textbook's addition. */
static struct toy
toy_add(struct toy s, struct toy t)
{
	struct toy r = { -1, -1 };
	int l;

	if (s.x < 0)
		return t;
	if (t.x < 0)
		return s;
	if (s.x == t.x && toy_mod(s.y + t.y) == 0)
		return r;
	if (s.x == t.x)
		l = (3 * s.x * s.x + TOY_A) * toy_inverse(toy_mod(2 * s.y));
	else
		l = (t.y - s.y) * toy_inverse(toy_mod(t.x - s.x));
	l = toy_mod(l);
	r.x = toy_mod(l * l - s.x - t.x);
	r.y = toy_mod(l * (s.x - r.x) - s.y);
	return r;
}

static uint32_t
toy_run(int k, struct toy s)
{
	hpre_job(&job, 0x0D, 32);
	hpre_add_word(&job.key, 32, TOY_P);
	hpre_add_word(&job.key, 32, TOY_A);
	hpre_add_word(&job.key, 32, k);
	hpre_add_word(&job.key, 32, TOY_B);
	hpre_add_word(&job.in, 32, s.x);
	hpre_add_word(&job.in, 32, s.y);
	job.out.len = 64;
	return hpre_run(&rig, &job);
}

/* Every point of a curve of 28 points, every scalar up to twice that. */
static void
toy_curve(void **state)
{
	struct toy s, want;
	int k, points = 0;

	(void)state;
	for (s.x = 0; s.x < TOY_P; s.x++) {
		for (s.y = 0; s.y < TOY_P; s.y++) {
			if (toy_mod(s.y * s.y - s.x * s.x * s.x -
				    TOY_A * s.x - TOY_B) != 0) {
				assert_int_equal(toy_run(3, s), HPRE_REFUSED);
				continue;
			}
			points++;
			want.x = -1;
			for (k = 1; k <= 57; k++) {
				want = toy_add(want, s);
				if (want.x < 0) {
					assert_int_equal(toy_run(k, s),
							 HPRE_REFUSED);
					continue;
				}
				assert_int_equal(toy_run(k, s), HPRE_GOOD);
				assert_int_equal(job.out.p[31], want.x);
				assert_int_equal(job.out.p[63], want.y);
			}
		}
	}
	assert_int_equal(points, 27);
}

static const char *
text(const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	assert_non_null(s);
	return s;
}

/* @return 0 for a vector that does not reach the device */
static int
wycheproof_one(const struct hpre_ref *r, const json_t *test)
{
	const char *public = text(test, "public");
	BIGNUM *k = NULL, *x = NULL, *y = NULL;
	char half[65] = { 0 };

	/* Only uncompressed points have two coordinates. */
	if (strlen(public) != 130 || strncmp(public, "04", 2) != 0)
		return 0;
	memcpy(half, public + 2, 64);
	assert_true(BN_hex2bn(&x, half));
	memcpy(half, public + 66, 64);
	assert_true(BN_hex2bn(&y, half));
	assert_true(BN_hex2bn(&k, text(test, "private")));
	if (strcmp(text(test, "result"), "invalid") == 0) {
		assert_int_equal(run(r, k, x, y), HPRE_REFUSED);
	} else {
		assert_int_equal(run(r, k, x, y), HPRE_GOOD);
		hpre_assert_hex(&job, 0, 32, text(test, "shared"));
	}
	BN_free(k);
	BN_free(x);
	BN_free(y);
	return 1;
}

static void
wycheproof(void **state)
{
	json_t *root, *group, *test;
	struct hpre_ref r;
	size_t i, j;
	int done = 0;

	(void)state;
	hpre_ref_open(&r, hpre_curve_def("prime256v1"));
	root = json_load_file(TEST_VECTORS
		"/wycheproof/ecdh_secp256r1_ecpoint_test.json", 0, NULL);
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "testGroups"), i, group)
		json_array_foreach(json_object_get(group, "tests"), j, test)
			done += wycheproof_one(&r, test);
	assert_int_equal(done, 346);
	json_decref(root);
	hpre_ref_close(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curves), cmocka_unit_test(wide_slots),
		cmocka_unit_test(hpcore), cmocka_unit_test(bad_points),
		cmocka_unit_test(parameters), cmocka_unit_test(toy_curve),
		cmocka_unit_test(wycheproof),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
