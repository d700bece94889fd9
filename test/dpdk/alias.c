/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Lets a test suite that looks for one driver find another. DPDK's suites
 * have their driver's name compiled in and ask for its id; a second entry in
 * the list of drivers, with that name and our id, answers them. To be loaded
 * after the drivers.
 */

#include <cryptodev_pmd.h>

static struct cryptodev_driver alias_driver;

static const struct rte_driver alias_rte_driver = {
	.name = ALIAS_NAME,
};

RTE_INIT(alias_init)
{
	int id = rte_cryptodev_driver_id_get(ALIAS_FOR);

	if (id < 0) {
		rte_log(RTE_LOG_ERR, RTE_LOGTYPE_USER1,
			"alias %s: driver %s is not loaded; give this plugin after it\n",
			ALIAS_NAME, ALIAS_FOR);
		return;
	}
	rte_cryptodev_allocate_driver(&alias_driver, &alias_rte_driver);
	alias_driver.id = id;
}
