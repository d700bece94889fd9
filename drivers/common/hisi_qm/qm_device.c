/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devices: creation from devargs, and the list of them. */

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <rte_eal.h>
#include <rte_string_fns.h>

#include "qm_private.h"

RTE_LOG_REGISTER_DEFAULT(hisi_qm_logtype, NOTICE);

static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static struct hisi_qm_dev *dev_list;

void
qm_list_lock(void)
{
	pthread_mutex_lock(&list_lock);
}

void
qm_list_unlock(void)
{
	pthread_mutex_unlock(&list_lock);
}

struct hisi_qm_dev *
qm_dev_first(void)
{
	return dev_list;
}

const char *
qm_engine_name(enum hisi_engine engine)
{
	return qm_uacce_prefix(engine);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_dev_has_alg)
bool
hisi_qm_dev_has_alg(const struct hisi_qm_dev *dev, const char *alg)
{
	size_t len = strlen(alg);
	const char *line = dev->algorithms;

	/* Whole lines: "dh" must not be found in "ecdh" (2.3). */
	while (*line != '\0') {
		if (strncmp(line, alg, len) == 0 &&
		    (line[len] == '\n' || line[len] == '\0'))
			return true;
		line = strchr(line, '\n');
		if (line == NULL)
			break;
		line++;
	}
	return false;
}

static const struct hisi_qm_provider *
pick_provider(const char *vdev_name, const struct qm_devargs *da)
{
	if (strcmp(da->device, "model") != 0)
		return &hisi_qm_provider_uacce;
#ifdef HISI_QM_MODEL
	RTE_SET_USED(vdev_name);
	return &hisi_qm_provider_model;
#else
	QM_LOG(ERR, "%s: device=model: this build has no device model (meson option model)",
	       vdev_name);
	return NULL;
#endif
}

/* Queue files belong to the address space that opened them, and sessions and
 * queue pairs of a primary live in shared memory: the one cannot use the
 * other's.
 */
static int
check_process(const char *vdev_name)
{
	if (rte_eal_process_type() == RTE_PROC_PRIMARY)
		return 0;
	QM_LOG(ERR, "%s: a secondary process cannot use the queues of the primary; start it as a primary of its own (--file-prefix) with its own --vdev, it then opens queues of its own",
	       vdev_name);
	return -ENOTSUP;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_dev_create)
int
hisi_qm_dev_create(const char *vdev_name, const char *args,
		   enum hisi_engine engine, struct hisi_qm_dev **out)
{
	struct qm_devargs da;
	struct hisi_qm_dev *dev;
	int ret;

	ret = check_process(vdev_name);
	if (ret != 0)
		return ret;
	ret = qm_devargs_parse(vdev_name, args, &da);
	if (ret != 0)
		return ret;
	dev = calloc(1, sizeof(*dev));
	if (dev == NULL)
		return -ENOMEM;
	rte_strlcpy(dev->vdev_name, vdev_name, sizeof(dev->vdev_name));
	dev->owner = hisi_qm_process;
	dev->engine = engine;
	dev->max_pairs = da.queues;
	dev->provider = pick_provider(vdev_name, &da);
	ret = dev->provider == NULL ? -ENODEV :
				      dev->provider->dev_open(dev, &da);
	if (ret == 0 && da.pin) {
		ret = qm_pin_get();
		if (ret != 0)
			dev->provider->dev_close(dev);
	}
	if (ret != 0) {
		free(dev);
		return ret;
	}
	dev->pin = da.pin;
	qm_list_lock();
	dev->next = dev_list;
	dev_list = dev;
	qm_list_unlock();
	QM_LOG(INFO, "%s: using %s (%s), generation v%u, NUMA node %d",
	       vdev_name, dev->name, dev->backing, dev->gen, dev->numa_node);
	*out = dev;
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_dev_destroy)
void
hisi_qm_dev_destroy(struct hisi_qm_dev *dev)
{
	struct hisi_qm_dev **p;

	/* A forked child has a copy of the device, but not the device. */
	if (dev == NULL || dev->owner != hisi_qm_process)
		return;
	qm_list_lock();
	for (p = &dev_list; *p != NULL; p = &(*p)->next) {
		if (*p == dev) {
			*p = dev->next;
			break;
		}
	}
	qm_list_unlock();
	if (dev->pin)
		qm_pin_put();
	dev->provider->dev_close(dev);
	free(dev);
}
