/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Driver registration, probe and remove. */

#include <errno.h>
#include <stdlib.h>

#include <bus_vdev_driver.h>

#include "hpre_pmd.h"

uint8_t hpre_driver_id;

RTE_LOG_REGISTER_DEFAULT(hpre_logtype, NOTICE);

static uint64_t
feature_flags(void)
{
	return RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO |
	       RTE_CRYPTODEV_FF_HW_ACCELERATED |
	       RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_EXP |
	       RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT |
	       RTE_CRYPTODEV_FF_ASYM_SESSIONLESS;
}

/* What a device has of its own. */
static int
hpre_device_init(struct hpre_device *hpre, struct hisi_qm_dev *qm,
		 int socket_id)
{
	hpre->qm = qm;
	hpre->caps = hpre_caps_make(qm);
	if (hpre->caps == NULL)
		return -ENOMEM;
	if (hpre_has_curves(qm)) {
		hpre->curves = hpre_curves_get(socket_id);
		if (hpre->curves == NULL) {
			free(hpre->caps);
			return -ENOMEM;
		}
	}
	hpre_tags_set(hpre);
	hpre_hashes_fetch(&hpre->hashes);
	return 0;
}

static int
hpre_create(struct rte_vdev_device *vdev, struct hisi_qm_dev *qm)
{
	struct rte_cryptodev_pmd_init_params params = {
		.private_data_size = sizeof(struct hpre_device),
		.socket_id = qm->numa_node >= 0 ? qm->numa_node :
						  (int)rte_socket_id(),
		.max_nb_queue_pairs = qm->max_pairs,
	};
	struct rte_cryptodev *dev;
	struct hpre_device *hpre;

	dev = rte_cryptodev_pmd_create(rte_vdev_device_name(vdev),
				       &vdev->device, &params);
	if (dev == NULL)
		return -ENOMEM;
	hpre = dev->data->dev_private;
	if (hpre_device_init(hpre, qm, params.socket_id) != 0) {
		HPRE_LOG(ERR, "%s: no memory; give EAL more (-m)",
			 qm->vdev_name);
		rte_cryptodev_pmd_destroy(dev);
		return -ENOMEM;
	}
	dev->driver_id = hpre_driver_id;
	dev->dev_ops = &hpre_ops;
	dev->feature_flags = feature_flags();
	dev->enqueue_burst = hpre_enqueue;
	dev->dequeue_burst = hpre_dequeue;
	rte_cryptodev_pmd_probing_finish(dev);
	return 0;
}

static int
hpre_probe(struct rte_vdev_device *vdev)
{
	struct hisi_qm_dev *qm;
	int ret;

	ret = hisi_qm_dev_create(rte_vdev_device_name(vdev),
				 rte_vdev_device_args(vdev),
				 HISI_ENGINE_HPRE, &qm);
	if (ret != 0)
		return ret;
	ret = hpre_create(vdev, qm);
	if (ret != 0)
		hisi_qm_dev_destroy(qm);
	return ret;
}

static int
hpre_remove(struct rte_vdev_device *vdev)
{
	struct rte_cryptodev *dev;
	struct hpre_device hpre;
	int ret;

	dev = rte_cryptodev_pmd_get_named_dev(rte_vdev_device_name(vdev));
	if (dev == NULL)
		return -ENODEV;
	hpre = *(struct hpre_device *)dev->data->dev_private;
	ret = rte_cryptodev_pmd_destroy(dev);
	if (ret != 0)
		return ret;
	free(hpre.caps);
	hpre_curves_put(hpre.curves);
	hpre_hashes_free(&hpre.hashes);
	hisi_qm_dev_destroy(hpre.qm);
	return 0;
}

static struct rte_vdev_driver hpre_driver = {
	.probe = hpre_probe,
	.remove = hpre_remove,
};

static struct cryptodev_driver hpre_crypto_driver;

RTE_PMD_REGISTER_VDEV(HPRE_DRIVER_NAME, hpre_driver);
RTE_PMD_REGISTER_PARAM_STRING(HPRE_DRIVER_NAME, HISI_QM_PARAM_STRING);
RTE_PMD_REGISTER_CRYPTO_DRIVER(hpre_crypto_driver, hpre_driver.driver,
			       hpre_driver_id);
