// SPDX-License-Identifier: GPL-2.0
/* Copyright(c) 2026 The hisi-pmd authors
 *
 * The kernel's self-tests (its own crypto/testmgr.c) with the random ones that
 * Debian leaves out, run on one algorithm, when the module is loaded: "driver"
 * is the algorithm's driver name, "alg" its name. Says the status. Tags shorter
 * than "min_tag" are refused for the driver and for what it is compared with.
 */
#include <crypto/aead.h>
#include <linux/module.h>

static unsigned int min_tag;
module_param(min_tag, uint, 0);

static int extra_setauthsize(struct crypto_aead *tfm, unsigned int size)
{
	return size < min_tag ? -EINVAL : crypto_aead_setauthsize(tfm, size);
}

#define crypto_aead_setauthsize extra_setauthsize
#define alg_test extra_alg_test
#include "testmgr.c"

/* The tests switch SIMD off by it; nobody outside looks here. */
DEFINE_PER_CPU(bool, crypto_simd_disabled_for_test);

static char *driver;
module_param(driver, charp, 0);
static char *alg;
module_param(alg, charp, 0);

static int __init extra_tests_init(void)
{
	if (!driver || !alg)
		return -EINVAL;
	pr_info("extra_tests: status %d\n", extra_alg_test(driver, alg, 0, 0));
	return 0;
}
module_init(extra_tests_init);

static void __exit extra_tests_exit(void)
{
}
module_exit(extra_tests_exit);

MODULE_DESCRIPTION("Random self-tests of an algorithm");
MODULE_LICENSE("GPL");
