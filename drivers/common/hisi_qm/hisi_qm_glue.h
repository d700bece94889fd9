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
