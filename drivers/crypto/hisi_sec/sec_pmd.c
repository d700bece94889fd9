/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Driver registration, probe and remove. */

#include <errno.h>
#include <stdlib.h>

#include <bus_vdev_driver.h>

#include "sec_pmd.h"

uint8_t sec_driver_id;

RTE_LOG_REGISTER_DEFAULT(sec_logtype, NOTICE);

static uint64_t
feature_flags(void)
{
	return RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO |
	       RTE_CRYPTODEV_FF_HW_ACCELERATED |
	       RTE_CRYPTODEV_FF_SYM_OPERATION_CHAINING |
	       RTE_CRYPTODEV_FF_IN_PLACE_SGL |
	       RTE_CRYPTODEV_FF_OOP_SGL_IN_SGL_OUT |
	       RTE_CRYPTODEV_FF_OOP_SGL_IN_LB_OUT |
	       RTE_CRYPTODEV_FF_OOP_LB_IN_SGL_OUT |
	       RTE_CRYPTODEV_FF_OOP_LB_IN_LB_OUT |
	       RTE_CRYPTODEV_FF_SYM_SESSIONLESS |
	       RTE_CRYPTODEV_FF_SYM_RAW_DP;
}

static int
sec_create(struct rte_vdev_device *vdev, struct hisi_qm_dev *qm)
{
	struct rte_cryptodev_pmd_init_params params = {
		.private_data_size = sizeof(struct sec_device),
		.socket_id = qm->numa_node >= 0 ? qm->numa_node :
						  (int)rte_socket_id(),
		.max_nb_queue_pairs = qm->max_pairs,
	};
	struct rte_cryptodev *dev;
	struct sec_device *sec;

	dev = rte_cryptodev_pmd_create(rte_vdev_device_name(vdev),
				       &vdev->device, &params);
	if (dev == NULL)
		return -ENOMEM;
	sec = dev->data->dev_private;
	sec->qm = qm;
	sec->tag = sec_tag(qm->gen, SEC_HAS_ALL);
	sec->caps = sec_caps_make(qm->gen);
	if (sec->caps == NULL) {
		rte_cryptodev_pmd_destroy(dev);
		return -ENOMEM;
	}
	dev->driver_id = sec_driver_id;
	dev->dev_ops = &sec_ops;
	dev->feature_flags = feature_flags();
	dev->enqueue_burst = qm->gen == HISI_QM_GEN2 ? sec_enqueue_bd2 :
						       sec_enqueue_bd3;
	dev->dequeue_burst = qm->gen == HISI_QM_GEN2 ? sec_dequeue_bd2 :
						       sec_dequeue_bd3;
	rte_cryptodev_pmd_probing_finish(dev);
	return 0;
}

static int
sec_probe(struct rte_vdev_device *vdev)
{
	struct hisi_qm_dev *qm;
	int ret;

	ret = hisi_qm_dev_create(rte_vdev_device_name(vdev),
				 rte_vdev_device_args(vdev),
				 HISI_ENGINE_SEC, &qm);
	if (ret != 0)
		return ret;
	ret = sec_create(vdev, qm);
	if (ret != 0)
		hisi_qm_dev_destroy(qm);
	return ret;
}

static int
sec_remove(struct rte_vdev_device *vdev)
{
	struct rte_cryptodev *dev;
	struct sec_device *sec;
	struct hisi_qm_dev *qm;
	void *caps;
	int ret;

	dev = rte_cryptodev_pmd_get_named_dev(rte_vdev_device_name(vdev));
	if (dev == NULL)
		return -ENODEV;
	sec = dev->data->dev_private;
	qm = sec->qm;
	caps = sec->caps;
	ret = rte_cryptodev_pmd_destroy(dev);
	if (ret != 0)
		return ret;
	free(caps);
	hisi_qm_dev_destroy(qm);
	return 0;
}

static struct rte_vdev_driver sec_driver = {
	.probe = sec_probe,
	.remove = sec_remove,
};

static struct cryptodev_driver sec_crypto_driver;

RTE_PMD_REGISTER_VDEV(SEC_DRIVER_NAME, sec_driver);
RTE_PMD_REGISTER_PARAM_STRING(SEC_DRIVER_NAME, HISI_QM_PARAM_STRING);
RTE_PMD_REGISTER_CRYPTO_DRIVER(sec_crypto_driver, sec_driver.driver,
			       sec_driver_id);
