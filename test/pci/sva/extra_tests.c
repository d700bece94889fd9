// SPDX-License-Identifier: GPL-2.0
/* Copyright(c) 2026 The hisi-pmd authors
 *
 * The kernel's self-tests (its own crypto/testmgr.c) with the random ones that
 * Debian leaves out, run on the algorithms that parameter algs names as
 * "driver/name". Loading it runs them, says a verdict for each, and fails: so
 * it need not be removed.
 */
#define alg_test extra_alg_test
#include "testmgr.c"

#define MAX_ALGS 64

/* The tests switch SIMD off by it; nobody outside looks here. */
DEFINE_PER_CPU(bool, crypto_simd_disabled_for_test);

static char *algs[MAX_ALGS];
static int nb_algs;
module_param_array(algs, charp, &nb_algs, 0);

static int __init extra_tests_init(void)
{
	char *name;
	int i, ret;

	for (i = 0; i < nb_algs; i++) {
		name = strchr(algs[i], '/');
		if (!name)
			return -EINVAL;
		*name++ = '\0';
		ret = extra_alg_test(algs[i], name, 0, 0);
		pr_info("extra_tests: %s %d\n", algs[i], ret);
	}
	return -ECANCELED;
}
module_init(extra_tests_init);

MODULE_DESCRIPTION("Random self-tests of chosen algorithms");
MODULE_LICENSE("GPL");
