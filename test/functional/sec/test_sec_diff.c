/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * A long differential run: random operations on crypto_hisi_sec, each against
 * libcrypto, and against crypto_openssl and crypto_aesni_mb where they can do
 * it. The references get the same job in place, in one segment: their own
 * limits are not the subject. Prints a table of which reference served how
 * often for which algorithm.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "func.h"
#include "hisi_compat_app.h"
#include "sym_fixture.h"

#define NB 256
#define ALL_KINDS ((1U << SYM_KINDS) - 1)

static struct sym_job *jobs, *other;

/* The references beside libcrypto. */
static struct {
	const char *driver;
	struct sym_dev dev;
	bool open;
} refs[] = { { .driver = "crypto_openssl" }, { .driver = "crypto_aesni_mb" } };

#define NB_REFS RTE_DIM(refs)

/* Number of runs by type of xform and algorithm. */
static struct {
	unsigned int ops, ref[NB_REFS];
} table[RTE_CRYPTO_SYM_XFORM_AEAD + 1][64];

/* The same by key bytes; how buffers lay: out of place, source, destination
 * in several segments; without a session. Ops of the present device only.
 */
static struct {
	unsigned int key[RTE_CRYPTO_SYM_XFORM_AEAD + 1][64][256];
	unsigned int layout[2][2][2];
	unsigned int sessionless;
} done;

static int
close_devices(void **state)
{
	bool ok = close_device(state) == 0;
	unsigned int i;

	for (i = 0; i < NB_REFS; i++) {
		if (refs[i].open)
			ok = sym_dev_close(&refs[i].dev) && ok;
		refs[i].open = false;
	}
	return ok ? 0 : -1;
}

static unsigned int
algo_of(const struct rte_crypto_sym_xform *x)
{
	switch (x->type) {
	case RTE_CRYPTO_SYM_XFORM_CIPHER:
		return x->cipher.algo;
	case RTE_CRYPTO_SYM_XFORM_AUTH:
		return x->auth.algo;
	default:
		return x->aead.algo;
	}
}

static const char *
name_of(unsigned int type, unsigned int algo)
{
	switch (type) {
	case RTE_CRYPTO_SYM_XFORM_CIPHER:
		return hisi_cipher_name(algo);
	case RTE_CRYPTO_SYM_XFORM_AUTH:
		return hisi_auth_name(algo);
	default:
		return hisi_aead_name(algo);
	}
}

static unsigned int
key_of(const struct rte_crypto_sym_xform *x)
{
	switch (x->type) {
	case RTE_CRYPTO_SYM_XFORM_CIPHER:
		return x->cipher.key.length;
	case RTE_CRYPTO_SYM_XFORM_AUTH:
		return x->auth.key.length;
	default:
		return x->aead.key.length;
	}
}

static void
count_features(const struct sym_job *job)
{
	const struct rte_crypto_sym_xform *x;

	for (x = job->xform; x != NULL; x = x->next)
		done.key[x->type][algo_of(x)][key_of(x) % 256]++;
	done.layout[job->oop][job->src_segs > 1]
		   [job->oop && job->dst_segs > 1]++;
	done.sessionless += job->sessionless;
}

/* Count a job; ref is NB_REFS for the device under test. */
static void
count(const struct sym_job *job, unsigned int ref)
{
	const struct rte_crypto_sym_xform *x;

	for (x = job->xform; x != NULL; x = x->next) {
		if (ref == NB_REFS)
			table[x->type][algo_of(x)].ops++;
		else
			table[x->type][algo_of(x)].ref[ref]++;
	}
}

/* Whether a device's capabilities have the xform with its sizes. */
static bool
has_xform(const struct sym_dev *d, const struct rte_crypto_sym_xform *x)
{
	const struct rte_cryptodev_symmetric_capability *cap;
	struct rte_cryptodev_sym_capability_idx idx = { .type = x->type };

	if (x->type == RTE_CRYPTO_SYM_XFORM_CIPHER)
		idx.algo.cipher = x->cipher.algo;
	else if (x->type == RTE_CRYPTO_SYM_XFORM_AUTH)
		idx.algo.auth = x->auth.algo;
	else
		idx.algo.aead = x->aead.algo;
	cap = rte_cryptodev_sym_capability_get(d->id, &idx);
	if (cap == NULL)
		return false;
	if (x->type == RTE_CRYPTO_SYM_XFORM_CIPHER)
		return rte_cryptodev_sym_capability_check_cipher(cap,
			x->cipher.key.length, x->cipher.iv.length) == 0;
	if (x->type == RTE_CRYPTO_SYM_XFORM_AUTH)
		return rte_cryptodev_sym_capability_check_auth(cap,
			x->auth.key.length, x->auth.digest_length,
			x->auth.iv.length) == 0;
	return rte_cryptodev_sym_capability_check_aead(cap,
		x->aead.key.length, x->aead.digest_length,
		x->aead.aad_length, x->aead.iv.length) == 0;
}

/*
 * Whether a reference can do a job. Software drivers of DPDK 22.11 do not all
 * take empty data, nor chains whose regions differ.
 */
static bool
can_do(const struct sym_dev *d, const struct sym_job *job)
{
	const struct rte_crypto_sym_xform *x;

	for (x = job->xform; x != NULL; x = x->next)
		if (!has_xform(d, x))
			return false;
	if (job->kind == SYM_CHAIN)
		return job->c_len != 0 && job->c_off == job->a_off &&
		       job->c_len == job->a_len;
	return (job->kind == SYM_AUTH ? job->a_len : job->c_len) != 0;
}

/* The same on a reference, in place in one segment. */
static unsigned int
run_reference(unsigned int ref, unsigned int nb)
{
	unsigned int i, n = 0;

	if (!refs[ref].open)
		return 0;
	for (i = 0; i < nb; i++) {
		if (!can_do(&refs[ref].dev, &jobs[i]))
			continue;
		other[n] = jobs[i];
		other[n].oop = false;
		other[n].sessionless = false;
		other[n].aad_adjacent = false;
		other[n].src_segs = 1;
		sym_job_rebase(&other[n]);
		count(&other[n], ref);
		n++;
	}
	return n == 0 ? 0 : sym_jobs_pass(&refs[ref].dev, other, n, 32);
}

/* All key sizes of a capability were run; of the many of HMAC, some were. */
static void
check_keys(unsigned int type, unsigned int algo,
	   const struct rte_crypto_param_range *key)
{
	unsigned int len, some = 0;

	for (len = key->min; len <= key->max; len += key->increment) {
		some += done.key[type][algo][len % 256];
		if (key->increment >= 8 && done.key[type][algo][len] == 0)
			fail_msg("%s: no key of %u bytes was run",
				 name_of(type, algo), len);
		if (key->increment == 0)
			break;
	}
	if (some == 0)
		fail_msg("%s was not run", name_of(type, algo));
}

/* All rows of the table of features were run: the rows of algorithms are
 * made from the capabilities (test_sec_features.c).
 */
static void
check_features(void)
{
	const struct rte_cryptodev_capabilities *c;

	for (c = dev.info.capabilities; c->op != RTE_CRYPTO_OP_TYPE_UNDEFINED;
	     c++)
		if (c->sym.xform_type == RTE_CRYPTO_SYM_XFORM_CIPHER)
			check_keys(c->sym.xform_type, c->sym.cipher.algo,
				   &c->sym.cipher.key_size);
		else if (c->sym.xform_type == RTE_CRYPTO_SYM_XFORM_AUTH)
			check_keys(c->sym.xform_type, c->sym.auth.algo,
				   &c->sym.auth.key_size);
		else
			check_keys(c->sym.xform_type, c->sym.aead.algo,
				   &c->sym.aead.key_size);
	assert_true(done.layout[0][0][0] != 0 && done.layout[0][1][0] != 0);
	assert_true(done.layout[1][0][0] != 0 && done.layout[1][0][1] != 0);
	assert_true(done.layout[1][1][0] != 0 && done.layout[1][1][1] != 0);
	assert_true(done.sessionless != 0);
}

static uint32_t
random_max(void)
{
	static const uint32_t max[] = { 64, 512, 2048, 16384 };

	return max[func_range(0, 3)];
}

static void
differential(const char *args, unsigned int nb)
{
	unsigned int nb_done, n, i, failed = 0;

	memset(&done, 0, sizeof(done));
	open_device(args, 1024);
	for (i = 0; i < NB_REFS; i++) {
		refs[i].open = sym_dev_try(&refs[i].dev, refs[i].driver);
		if (!refs[i].open)
			printf("no %s here\n", refs[i].driver);
	}
	for (nb_done = 0; nb_done < nb; nb_done += n) {
		n = RTE_MIN(nb - nb_done, (unsigned int)NB);
		for (i = 0; i < n; i++) {
			assert_true(sym_job_make(&jobs[i], &dev, ALL_KINDS,
						 random_max()));
			count(&jobs[i], NB_REFS);
			count_features(&jobs[i]);
		}
		failed += sym_jobs_pass(&dev, jobs, n, func_range(1, 256));
		for (i = 0; i < NB_REFS; i++)
			failed += run_reference(i, n);
		for (i = 0; i < n; i++)
			sym_job_free(&jobs[i], &dev);
	}
	printf("diff %s: %u ops, %u differences\n", args, nb, failed);
	assert_int_equal(failed, 0);
	check_features();
}

static void
diff_v3(void **state)
{
	(void)state;
	differential("device=model", func_cases(600000));
}

static void
diff_v2(void **state)
{
	(void)state;
	differential("device=model,gen=v2", func_cases(200000));
}

static void
diff_v5_threads(void **state)
{
	(void)state;
	differential("device=model,gen=v5,mode=thread,threads=2,unordered=1",
		     func_cases(200000));
}

/* Every algorithm was run; which reference had it. */
static void
coverage(void **state)
{
	unsigned int type, algo, rows = 0, r;

	(void)state;
	printf("diff %-16s %9s %14s %15s\n", "algorithm", "libcrypto",
	       refs[0].driver, refs[1].driver);
	for (type = 0; type < RTE_DIM(table); type++)
		for (algo = 0; algo < RTE_DIM(table[0]); algo++) {
			if (table[type][algo].ops == 0)
				continue;
			printf("diff %-16s %9u", name_of(type, algo),
			       table[type][algo].ops);
			for (r = 0; r < NB_REFS; r++)
				printf(" %14u", table[type][algo].ref[r]);
			printf("\n");
			rows++;
		}
	/* 11 ciphers, 17 MACs and digests, 2 AEADs (sec.md 12.4, NULL). */
	assert_int_equal(rows, 30);
}

#define TEST(f) cmocka_unit_test_teardown(f, close_devices)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(diff_v3), TEST(diff_v2), TEST(diff_v5_threads),
		TEST(coverage),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	jobs = calloc(NB, sizeof(*jobs));
	other = calloc(NB, sizeof(*other));
	if (jobs == NULL || other == NULL)
		return 1;
	return FUNC_RUN(argv[0], tests);
}
