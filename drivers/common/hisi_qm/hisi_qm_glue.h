/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_GLUE_H
#define HISI_QM_GLUE_H

/**
 * @file
 * The parts of a PMD that are the same in each of them, whether its devices
 * are cryptodevs or compressdevs: device operations, probe. What only
 * cryptodevs have in common is in hisi_qm_cryptodev.h.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <bus_vdev_driver.h>

#include "hisi_qm.h"

/**
 * Define the functions PREFIX_start, _stop, _close, _qp_release, _stats_get
 * and _stats_reset, in the form that the library's table of operations wants.
 * @param dev_type struct rte_cryptodev or struct rte_compressdev
 * @param stats_type struct rte_cryptodev_stats or struct rte_compressdev_stats
 * @param qp_type the PMD's struct hisi_qm_qp_type
 */
#define HISI_QM_DEV_OPS(prefix, dev_type, stats_type, qp_type) \
static int \
prefix ## _start(dev_type *dev) \
{ \
	return hisi_qm_qps_start(dev->data->queue_pairs, \
				 dev->data->nb_queue_pairs); \
} \
static void \
prefix ## _stop(dev_type *dev) \
{ \
	hisi_qm_qps_stop(dev->data->queue_pairs, \
			 dev->data->nb_queue_pairs); \
} \
static int \
prefix ## _close(dev_type *dev) \
{ \
	return hisi_qm_qps_release(dev->data->queue_pairs, \
				   dev->data->nb_queue_pairs, \
				   (qp_type).free_memory); \
} \
static int \
prefix ## _qp_release(dev_type *dev, uint16_t id) \
{ \
	return hisi_qm_qp_release(&dev->data->queue_pairs[id], \
				  (qp_type).free_memory); \
} \
static void \
prefix ## _stats_get(dev_type *dev, stats_type *stats) \
{ \
	struct hisi_qm_pair_stats s; \
	hisi_qm_qps_stats_get(dev->data->queue_pairs, \
			      dev->data->nb_queue_pairs, &s); \
	stats->enqueued_count = s.enqueued; \
	stats->dequeued_count = s.dequeued; \
	stats->enqueue_err_count = s.enqueue_err; \
	stats->dequeue_err_count = s.dequeue_err; \
} \
static void \
prefix ## _stats_reset(dev_type *dev) \
{ \
	hisi_qm_qps_stats_reset(dev->data->queue_pairs, \
				dev->data->nb_queue_pairs); \
}

/**
 * Define the functions that keep a forked child's calls away from the device
 * of its parent:
 *
 * PREFIX_share() is called when the device is complete.
 *
 * PREFIX_leave() is called before the device is removed. It returns 0 or
 * -EPERM, see hisi_qm_dev_may_remove(). In a child it writes the copies back,
 * for the library frees the shared part.
 *
 * @param forget what to do in a child with memory that the library's device,
 *   not its shared part, points to: a statement for a variable dev
 */
#define HISI_QM_FORK(prefix, dev_type, data_type, forget) \
static inline int \
prefix ## _copy(struct hisi_qm_dev *qm, bool fresh) \
{ \
	dev_type *dev = qm->shared.dev; \
	data_type *data = aligned_alloc(RTE_CACHE_LINE_SIZE, sizeof(*data)); \
	void *priv = malloc(qm->shared.private_size); \
	if (data == NULL || priv == NULL) { \
		free(data); \
		free(priv); \
		return -ENOMEM; \
	} \
	*data = *dev->data; \
	data->dev_private = memcpy(priv, dev->data->dev_private, \
				   qm->shared.private_size); \
	if (fresh) { \
		data->queue_pairs = NULL; \
		data->nb_queue_pairs = 0; \
		data->dev_started = 0; \
	} \
	/* A child of a child leaves its parent's copies behind. */ \
	if (qm->shared.data == NULL) \
		qm->shared.data = dev->data; \
	dev->data = data; \
	forget; \
	return 0; \
} \
static inline void \
prefix ## _share(struct hisi_qm_dev *qm, dev_type *dev, size_t private_size) \
{ \
	qm->shared.private_size = private_size; \
	qm->shared.copy = prefix ## _copy; \
	qm->shared.dev = dev; \
} \
static inline int \
prefix ## _leave(struct hisi_qm_dev *qm) \
{ \
	dev_type *dev = qm->shared.dev; \
	data_type *data = dev->data, *shared = qm->shared.data; \
	int ret = hisi_qm_dev_may_remove(qm); \
	void *priv; \
	if (ret != 0) \
		return ret; \
	qm->shared.dev = NULL; \
	if (shared == NULL) \
		return 0; \
	priv = shared->dev_private; \
	memcpy(priv, data->dev_private, qm->shared.private_size); \
	*shared = *data; \
	shared->dev_private = priv; \
	dev->data = shared; \
	free(data->dev_private); \
	free(data); \
	return 0; \
}

/**
 * Probe: find the device that the devargs name, and make the library's device
 * of it. A secondary process succeeds and makes none.
 * @param create makes it; after an error the queue layer's device is freed
 */
static inline int
hisi_qm_vdev_probe(struct rte_vdev_device *vdev, enum hisi_engine engine,
		   int (*create)(struct rte_vdev_device *vdev,
				 struct hisi_qm_dev *qm))
{
	const char *name = rte_vdev_device_name(vdev);
	struct hisi_qm_dev *qm;
	int ret;

	if (hisi_qm_is_secondary(name))
		return 0;
	ret = hisi_qm_dev_create(name, rte_vdev_device_args(vdev), engine,
				 &qm);
	if (ret != 0)
		return ret;
	ret = create(vdev, qm);
	if (ret != 0)
		hisi_qm_dev_destroy(qm);
	return ret;
}

#endif /* HISI_QM_GLUE_H */
