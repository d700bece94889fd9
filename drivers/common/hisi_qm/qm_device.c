/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devices: creation from devargs, and the list of them. */

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <rte_eal.h>
#include <rte_lcore.h>
#include <rte_memory.h>
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

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_is_secondary)
bool
hisi_qm_is_secondary(const char *vdev_name)
{
	if (rte_eal_process_type() == RTE_PROC_PRIMARY)
		return false;
	if (vdev_name != NULL)
		QM_LOG(NOTICE, "%s: not attached in this secondary process, which cannot use the queues of the primary; a process with queues of its own is a primary of its own (--file-prefix) with its own --vdev",
		       vdev_name);
	return true;
}

/* A later generation is used like the newest one that the drivers know. */
static unsigned int
known_gen(unsigned int gen)
{
	const struct hisi_gen_info *g;
	unsigned int i, known = 0;

	for (i = 0; (g = hisi_gen_get(i)) != NULL; i++)
		if (g->gen <= gen)
			known = RTE_MAX(known, (unsigned int)g->gen);
	return known;
}

/* The parts of a device that do not come from its provider. */
static void
complete(struct hisi_qm_dev *dev, const struct qm_devargs *da)
{
	dev->api_gen = dev->gen;
	dev->gen = known_gen(dev->api_gen);
	dev->pin = da->pin;
	dev->threads = da->threads != 0;
	dev->socket_id = da->socket_id != SOCKET_ID_ANY ? da->socket_id :
			 dev->numa_node >= 0 ? dev->numa_node :
					       (int)rte_socket_id();
	if (dev->gen != dev->api_gen)
		QM_LOG(NOTICE, "%s: %s is of generation v%u, which this driver does not know; it is used like one of generation v%u, as far as its algorithms say so",
		       dev->vdev_name, dev->name, dev->api_gen, dev->gen);
	QM_LOG(INFO, "%s: using %s (%s), generation v%u, NUMA node %d",
	       dev->vdev_name, dev->name, dev->backing, dev->api_gen,
	       dev->numa_node);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_dev_create)
int
hisi_qm_dev_create(const char *vdev_name, const char *args,
		   enum hisi_engine engine, struct hisi_qm_dev **out)
{
	struct qm_devargs da;
	struct hisi_qm_dev *dev;
	int ret;

	ret = qm_devargs_parse(vdev_name, args, &da);
	if (ret != 0)
		return ret;
	dev = calloc(1, sizeof(*dev));
	if (dev == NULL)
		return -ENOMEM;
	rte_strlcpy(dev->vdev_name, vdev_name, sizeof(dev->vdev_name));
	dev->owner = hisi_qm_process;
	dev->maker = hisi_qm_process;
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
	complete(dev, &da);
	qm_list_lock();
	dev->next = dev_list;
	dev_list = dev;
	qm_list_unlock();
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
