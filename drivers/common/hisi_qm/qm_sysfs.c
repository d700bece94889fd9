/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Choice among the devices of an engine (qm.md 2). */

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include <rte_memory.h>

#include "qm_private.h"

static bool
better(const struct qm_sysfs *a, const struct qm_sysfs *b, int node)
{
	bool near_a = node != SOCKET_ID_ANY && a->numa_node == node;
	bool near_b = node != SOCKET_ID_ANY && b->numa_node == node;

	if (near_a != near_b)
		return near_a;
	if (a->available != b->available)
		return a->available > b->available;
	/* Anything fixed will do, directory order is not. */
	return strcmp(a->name, b->name) < 0;
}

int
qm_sysfs_pick(enum hisi_engine engine, int node, struct qm_sysfs *best)
{
	const char *root = qm_sysfs_root();
	struct qm_sysfs s;
	struct dirent *d;
	const char *why;
	bool found = false;
	bool busy = false;
	DIR *dir;
	int ret;

	dir = opendir(root);
	if (dir == NULL)
		return -ENODEV;
	while ((d = readdir(dir)) != NULL) {
		if (!qm_uacce_is_engine(d->d_name, qm_engine_name(engine)))
			continue;
		ret = qm_uacce_check(root, d->d_name, &s, &why);
		if (ret != 0) {
			QM_LOG(WARNING, "%s is left out: %s", d->d_name, why);
			busy = busy || ret == -EBUSY;
		} else if (!found || better(&s, best, node)) {
			*best = s;
			found = true;
		}
	}
	closedir(dir);
	if (found)
		return 0;
	return busy ? -EBUSY : -ENODEV;
}
