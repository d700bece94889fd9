/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Lets a test suite that makes devices of one driver get devices of another.
 * cryptodev_scheduler_autotest makes its workers itself, with the name of their
 * driver compiled in and without arguments. This plugin is a driver for that
 * name, whose probe makes a device of ours with the arguments that the
 * variable HISI_ALIAS_ARGS has. To be loaded before Debian's drivers, that is
 * with -d.
 */

#include <stdio.h>
#include <stdlib.h>

#include <bus_vdev_driver.h>

static int
alias_probe(struct rte_vdev_device *vdev)
{
	const char *name = rte_vdev_device_name(vdev);
	const char *args = getenv("HISI_ALIAS_ARGS");
	char ours[64];

	snprintf(ours, sizeof(ours), "%s%s", ALIAS_FOR,
		 name + sizeof(ALIAS_NAME) - 1);
	return rte_vdev_init(ours, args != NULL ? args : "device=model");
}

/* Our device is on the bus itself, which removes it. */
static int
alias_remove(struct rte_vdev_device *vdev)
{
	RTE_SET_USED(vdev);
	return 0;
}

static struct rte_vdev_driver alias_vdev_driver = {
	.probe = alias_probe,
	.remove = alias_remove,
};

RTE_INIT(alias_vdev_init)
{
	alias_vdev_driver.driver.name = ALIAS_NAME;
	rte_vdev_register(&alias_vdev_driver);
}
