/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Driver registration, probe and remove. */

#include <errno.h>
#include <stdio.h>

#include <rte_memzone.h>

#include <hisi_qm_glue.h>

#include "zip_pmd.h"

RTE_LOG_REGISTER_DEFAULT(zip_logtype, NOTICE);

HISI_QM_FORK(zip, struct rte_compressdev, struct rte_compressdev_data,
	     RTE_SET_USED(dev))

/*
 * The library leaves the device's memory zone behind, and then cannot make
 * another device of the same number.
 */
static int
zip_destroy(struct rte_compressdev *dev)
{
	char name[RTE_MEMZONE_NAMESIZE];
	int ret;

	snprintf(name, sizeof(name), "rte_compressdev_data_%u",
		 dev->data->dev_id);
	ret = rte_compressdev_pmd_destroy(dev);
	if (ret == 0)
		rte_memzone_free(rte_memzone_lookup(name));
	return ret;
}

static int
zip_create(struct rte_vdev_device *vdev, struct hisi_qm_dev *qm)
{
	struct rte_compressdev_pmd_init_params params = {
		.socket_id = qm->socket_id,
	};
	struct rte_compressdev *dev;
	struct zip_device *zip;
	int ret;

	dev = rte_compressdev_pmd_create(rte_vdev_device_name(vdev),
					 &vdev->device, sizeof(*zip), &params);
	if (dev == NULL)
		return -ENOMEM;
	zip = dev->data->dev_private;
	zip->qm = qm;
	ret = zip_caps_init(zip);
	if (ret != 0) {
		zip_destroy(dev);
		return ret;
	}
	dev->dev_ops = &zip_ops;
	dev->feature_flags = RTE_COMPDEV_FF_HW_ACCELERATED;
	dev->enqueue_burst = zip_enqueue;
	dev->dequeue_burst = zip_dequeue;
	zip_share(qm, dev, sizeof(*zip));
	return 0;
}

static int
zip_probe(struct rte_vdev_device *vdev)
{
	return hisi_qm_vdev_probe(vdev, HISI_ENGINE_ZIP, zip_create);
}

static int
zip_remove(struct rte_vdev_device *vdev)
{
	struct rte_compressdev *dev;
	struct zip_device *zip;
	struct hisi_qm_dev *qm;
	int ret;

	if (hisi_qm_is_secondary(NULL))
		return 0;
	dev = rte_compressdev_pmd_get_named_dev(rte_vdev_device_name(vdev));
	if (dev == NULL)
		return -ENODEV;
	zip = dev->data->dev_private;
	qm = zip->qm;
	ret = zip_leave(qm);
	if (ret != 0)
		return ret;
	ret = zip_destroy(dev);
	if (ret != 0) {
		zip_share(qm, dev, sizeof(*zip));
		return ret;
	}
	hisi_qm_dev_destroy(qm);
	return 0;
}

static struct rte_vdev_driver zip_driver = {
	.probe = zip_probe,
	.remove = zip_remove,
};

RTE_PMD_REGISTER_VDEV(ZIP_DRIVER_NAME, zip_driver);
RTE_PMD_REGISTER_PARAM_STRING(ZIP_DRIVER_NAME, HISI_QM_PARAM_STRING);
