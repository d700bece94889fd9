/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The guide's table of features says what the driver offers. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "asym.h"

static struct asym_dev dev;

/* Whether a section of the file claims a feature. */
static bool
claimed(const char *section, const char *feature)
{
	char line[128], name[64] = "", value[8];
	bool inside = false, found = false;
	FILE *f = fopen(HPRE_FEATURES_INI, "r");

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '[')
			inside = strncmp(line + 1, section,
					 strlen(section)) == 0;
		if (!inside || sscanf(line, "%63[^=]= %7s", name, value) != 2)
			continue;
		while (name[0] != '\0' && name[strlen(name) - 1] == ' ')
			name[strlen(name) - 1] = '\0';
		if (strcmp(name, feature) == 0)
			found = strcmp(value, "Y") == 0;
	}
	fclose(f);
	return found;
}

/* Names of DPDK's default.ini. */
static void
algorithms(void **state)
{
	static const struct {
		const char *name;
		enum rte_crypto_asym_xform_type type;
	} all[] = {
		{ "RSA", RTE_CRYPTO_ASYM_XFORM_RSA },
		{ "DSA", RTE_CRYPTO_ASYM_XFORM_DSA },
		{ "Modular Exponentiation", RTE_CRYPTO_ASYM_XFORM_MODEX },
		{ "Modular Inversion", RTE_CRYPTO_ASYM_XFORM_MODINV },
		{ "Diffie-hellman", RTE_CRYPTO_ASYM_XFORM_DH },
		{ "ECDSA", RTE_CRYPTO_ASYM_XFORM_ECDSA },
		{ "ECPM", RTE_CRYPTO_ASYM_XFORM_ECPM },
		{ "ECDH", RTE_CRYPTO_ASYM_XFORM_ECDH },
	};
	struct rte_cryptodev_asym_capability_idx idx;
	bool offered;
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(all); i++) {
		idx.type = all[i].type;
		offered = rte_cryptodev_asym_capability_get(dev.id,
							    &idx) != NULL;
		if (offered != claimed("Asymmetric", all[i].name))
			fail_msg("%s: offered %d", all[i].name, offered);
	}
}

static void
flags(void **state)
{
	static const struct {
		const char *name;
		uint64_t flag;
	} all[] = {
		{ "Symmetric crypto", RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO },
		{ "Asymmetric crypto", RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO },
		{ "HW Accelerated", RTE_CRYPTODEV_FF_HW_ACCELERATED },
		{ "Symmetric sessionless", RTE_CRYPTODEV_FF_SYM_SESSIONLESS },
		{ "Asymmetric sessionless",
		  RTE_CRYPTODEV_FF_ASYM_SESSIONLESS },
		{ "RSA PRIV OP KEY EXP",
		  RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_EXP },
		{ "RSA PRIV OP KEY QT", RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(all); i++)
		if (!!(dev.info.feature_flags & all[i].flag) !=
		    claimed("Features", all[i].name))
			fail_msg("%s", all[i].name);
}

static int
setup(void **state)
{
	(void)state;
	asym_open(&dev, "device=model", 1, 64);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	asym_close(&dev);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(algorithms),
		cmocka_unit_test(flags),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
