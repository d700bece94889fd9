/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Modular exponentiation and Diffie-Hellman against libcrypto. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/bn.h>

#include "asym.h"

/* The driver's documented limit of a base. */
#define MAX_BASE 4096

static struct asym_dev dev;
static BN_CTX *ctx;

/* Numbers of a session; free() of the job's xform does not reach them, so
 * they are kept for as long as a batch of jobs.
 */
#define KEPT 600
static uint8_t kept[KEPT][2][520];
static unsigned int kept_next;

/* A random operand length that is small as often as it is large. */
static size_t
any_len(size_t max)
{
	size_t len = func_range(1, max);

	return func_random() % 2 ? len : func_range(1, RTE_MIN(len, 64U));
}

static void
power(const uint8_t *base, size_t base_len, const uint8_t *exp,
      size_t exp_len, const uint8_t *mod, size_t mod_len, uint8_t *out)
{
	BIGNUM *b = BN_bin2bn(base, base_len, NULL);
	BIGNUM *e = BN_bin2bn(exp, exp_len, NULL);
	BIGNUM *m = BN_bin2bn(mod, mod_len, NULL);

	assert_true(b != NULL && e != NULL && m != NULL);
	assert_true(BN_mod_exp(b, b, e, m, ctx));
	assert_int_equal(BN_bn2binpad(b, out, mod_len), mod_len);
	BN_free(b);
	BN_free(e);
	BN_free(m);
}

/* Random, or one of the numbers that are special. */
static void
any_number(uint8_t *p, size_t len)
{
	func_fill(p, len);
	switch (func_random() % 10) {
	case 0:
		memset(p, 0, len);
		break;
	case 1:
		memset(p, 0, len);
		p[len - 1] = 1;
		break;
	case 2:
		memset(p, 0xff, len);
		break;
	case 3: /* leading zeros */
		memset(p, 0, func_range(0, len));
		break;
	}
}

static size_t
stripped(const uint8_t *p, size_t len)
{
	while (len > 1 && *p == 0) {
		p++;
		len--;
	}
	return len;
}

static void
modex(struct asym_job *job, struct asym_dev *d)
{
	uint8_t *mod = kept[kept_next % KEPT][0];
	uint8_t *exp = kept[kept_next++ % KEPT][1];
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX };
	size_t mod_len = any_len(512), exp_len = any_len(512), base_len, res;
	uint8_t base[MAX_BASE + 1], want[512];

	asym_job_init(job, d, "MODEX");
	any_number(mod, mod_len);
	mod[mod_len - 1] |= 1;
	any_number(exp, exp_len);
	x.modex.modulus.data = mod;
	x.modex.modulus.length = mod_len;
	x.modex.exponent.data = exp;
	x.modex.exponent.length = exp_len;
	if (!asym_attach(job, d, &x))
		fail_msg("a modulus of %zu and an exponent of %zu bytes are refused",
			 mod_len, exp_len);
	base_len = func_random() % 4 ? any_len(mod_len) : any_len(MAX_BASE);
	if (func_random() % 100 == 0)
		base_len = MAX_BASE + 1;
	any_number(base, base_len);
	power(base, base_len, exp, exp_len, mod, mod_len, want);
	if (base_len > MAX_BASE)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	res = stripped(mod, mod_len);
	asym_in(job, &job->op->asym->modex.base, base, base_len);
	asym_out(job, &job->op->asym->modex.result,
		 res + func_random() % 2 * func_random() % 9,
		 want + mod_len - res, res);
}

/* Groups: those of RFC 2409 and 3526, and any odd modulus for the sizes
 * between; DH computes the same whether it is prime or not.
 */
struct group {
	uint8_t p[512], g[512];
	size_t p_len, g_len;
	BIGNUM *bp, *bg;
};

#define NB_GROUPS 40
static struct group groups[NB_GROUPS];

static void
group_set(struct group *g, BIGNUM *p)
{
	g->bp = p;
	g->bg = BN_new();
	assert_true(p != NULL && g->bg != NULL);
	g->p_len = BN_bn2bin(p, g->p);
	switch (func_random() % 3) {
	case 0:
		assert_true(BN_set_word(g->bg, 2));
		break;
	case 1:
		assert_true(BN_set_word(g->bg, func_range(3, 255)));
		break;
	default:
		assert_true(BN_rand(g->bg, BN_num_bits(p) - 1,
				    BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY));
	}
	g->g_len = BN_bn2bin(g->bg, g->g);
}

static void
groups_make(void)
{
	BIGNUM *p;
	int i = 0;

	group_set(&groups[i++], BN_get_rfc2409_prime_768(NULL));
	group_set(&groups[i++], BN_get_rfc2409_prime_1024(NULL));
	group_set(&groups[i++], BN_get_rfc3526_prime_1536(NULL));
	group_set(&groups[i++], BN_get_rfc3526_prime_2048(NULL));
	group_set(&groups[i++], BN_get_rfc3526_prime_3072(NULL));
	group_set(&groups[i++], BN_get_rfc3526_prime_4096(NULL));
	for (; i < NB_GROUPS; i++) {
		p = BN_new();
		assert_true(BN_rand(p, func_range(512, i % 4 ? 1024 : 4096),
				    BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD));
		group_set(&groups[i], p);
	}
}

static const struct group *
start_dh(struct asym_job *job, struct asym_dev *d, const char *kind,
	 enum rte_crypto_asym_ke_type type)
{
	const struct group *g = &groups[func_random() % NB_GROUPS];
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH };

	asym_job_init(job, d, kind);
	x.dh.p.data = (uint8_t *)(uintptr_t)g->p;
	x.dh.p.length = g->p_len;
	x.dh.g.data = (uint8_t *)(uintptr_t)g->g;
	x.dh.g.length = g->g_len;
	if (!asym_attach(job, d, &x))
		fail_msg("a group of %zu bytes is refused", g->p_len);
	job->op->asym->dh.ke_type = type;
	job->arg = g;
	return g;
}

/* Between lo and p - less - 1: the number, or one that is just not. */
static size_t
any_member(const struct group *g, unsigned int lo, unsigned int less,
	   uint8_t *out, bool *good)
{
	BIGNUM *v = BN_new(), *max = BN_dup(g->bp);
	size_t len;

	assert_true(BN_sub_word(max, less));
	*good = true;
	switch (func_random() % 10) {
	case 0: /* the largest one, or one above */
		*good = func_random() % 2;
		assert_true(BN_copy(v, max) != NULL &&
			    BN_sub_word(v, *good));
		break;
	case 1: /* the smallest one, or one below */
		*good = func_random() % 2;
		assert_true(BN_set_word(v, *good ? lo : lo - 1));
		break;
	default:
		do {
			assert_true(BN_rand_range(v, max));
		} while (BN_get_word(v) < lo);
	}
	len = func_random() % 2 ? g->p_len : (size_t)BN_num_bytes(v);
	len = RTE_MAX(len, 1U);
	assert_int_equal(BN_bn2binpad(v, out, len), len);
	BN_free(v);
	BN_free(max);
	return len;
}

/* Results with and without leading zeros, as the flag says. */
static void
out_number(struct asym_job *job, rte_crypto_param *param, uint8_t flag,
	   const uint8_t *want, size_t len)
{
	size_t n = len;

	if (func_random() % 2) {
		job->op->asym->flags |= flag;
		n = stripped(want, len);
	}
	asym_out(job, param, len + func_random() % 9, want + len - n, n);
}

static void
dh_public(struct asym_job *job, struct asym_dev *d)
{
	const struct group *g = start_dh(job, d, "DH public key",
			RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE);
	struct rte_crypto_dh_op_param *dh = &job->op->asym->dh;
	uint8_t x[512], want[512];
	bool good;
	size_t len = any_member(g, 1, 1, x, &good);

	if (!good)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	power(g->g, g->g_len, x, len, g->p, g->p_len, want);
	asym_in(job, &dh->priv_key, x, len);
	out_number(job, &dh->pub_key, RTE_CRYPTO_ASYM_FLAG_PUB_KEY_NO_PADDING,
		   want, g->p_len);
}

static void
dh_shared(struct asym_job *job, struct asym_dev *d)
{
	const struct group *g = start_dh(job, d, "DH shared secret",
			RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE);
	struct rte_crypto_dh_op_param *dh = &job->op->asym->dh;
	uint8_t x[512], y[512], want[512];
	bool good_x, good_y;
	size_t x_len = any_member(g, 1, 1, x, &good_x);
	size_t y_len = any_member(g, 2, 1, y, &good_y);
	BIGNUM *v;

	power(y, y_len, x, x_len, g->p, g->p_len, want);
	v = BN_bin2bn(want, g->p_len, NULL);
	/* 0, 1 and p - 1 are refused as secrets. */
	if (!good_x || !good_y)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	else if (BN_is_zero(v) || BN_is_one(v) ||
		 (BN_add_word(v, 1) && BN_cmp(v, g->bp) == 0))
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
	BN_free(v);
	asym_in(job, &dh->priv_key, x, x_len);
	asym_in(job, &dh->pub_key, y, y_len);
	out_number(job, &dh->shared_secret,
		   RTE_CRYPTO_ASYM_FLAG_SHARED_KEY_NO_PADDING, want, g->p_len);
}

/* 1 <= x <= p - 2, at full length; and it belongs to the public key. */
static bool
private_is_good(const struct asym_job *job)
{
	const struct rte_crypto_dh_op_param *dh = &job->op->asym->dh;
	const struct group *g = job->arg;
	BIGNUM *x = BN_bin2bn(dh->priv_key.data, dh->priv_key.length, NULL);
	uint8_t want[512];
	bool ok = dh->priv_key.length == g->p_len && !BN_is_zero(x);

	ok = ok && BN_add_word(x, 1) && BN_cmp(x, g->bp) < 0;
	BN_free(x);
	if (dh->ke_type == RTE_CRYPTO_ASYM_KE_PRIV_KEY_GENERATE)
		return ok;
	power(g->g, g->g_len, dh->priv_key.data, dh->priv_key.length, g->p,
	      g->p_len, want);
	return ok && dh->pub_key.length == g->p_len &&
	       memcmp(want, dh->pub_key.data, g->p_len) == 0;
}

static void
dh_generate(struct asym_job *job, struct asym_dev *d)
{
	bool both = func_random() % 2;
	const struct group *g = start_dh(job, d, "DH key generation", both ?
			RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE :
			RTE_CRYPTO_ASYM_KE_PRIV_KEY_GENERATE);
	struct rte_crypto_dh_op_param *dh = &job->op->asym->dh;

	asym_out(job, &dh->priv_key, g->p_len, NULL, 0);
	if (both)
		asym_out(job, &dh->pub_key, g->p_len, NULL, 0);
	job->check = private_is_good;
}

static void
run(const char *args, uint32_t nb_desc, const asym_make *makers,
    unsigned int count, unsigned int burst)
{
	unsigned int failed;

	asym_open(&dev, args, 1, nb_desc);
	failed = asym_random(&dev, makers, count, burst);
	asym_close(&dev);
	assert_int_equal(failed, 0);
}

#define KIND(make) \
	static void \
	test_ ## make(void **state) \
	{ \
		const asym_make makers[] = { make, NULL }; \
		(void)state; \
		run("device=model", 1024, makers, func_cases(10000), 256); \
	}

KIND(modex)
KIND(dh_public)
KIND(dh_shared)
KIND(dh_generate)

static const asym_make all[] = {
	modex, dh_public, dh_shared, dh_generate, NULL,
};

static void
mixed(void **state)
{
	(void)state;
	run("device=model,gen=v2", 33, all, func_cases(2000), 64);
	run("device=model,gen=v5", 1, all, func_cases(2000), 64);
	run("device=model,mode=thread,threads=2,unordered=1", 64, all,
	    func_cases(2000), 64);
}

static int
setup(void **state)
{
	(void)state;
	ctx = BN_CTX_new();
	groups_make();
	return 0;
}

static int
teardown(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < NB_GROUPS; i++) {
		BN_free(groups[i].bp);
		BN_free(groups[i].bg);
	}
	BN_CTX_free(ctx);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_modex),
		cmocka_unit_test(test_dh_public),
		cmocka_unit_test(test_dh_shared),
		cmocka_unit_test(test_dh_generate),
		cmocka_unit_test(mixed),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
