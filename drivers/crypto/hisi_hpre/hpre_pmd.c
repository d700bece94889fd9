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

#define FEATURES \
	(RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO | \
	 RTE_CRYPTODEV_FF_HW_ACCELERATED | \
	 RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_EXP | \
	 RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT | \
	 RTE_CRYPTODEV_FF_ASYM_SESSIONLESS)

static void
hpre_fini(void *priv)
{
	struct hpre_device *hpre = priv;

	free(hpre->caps);
	hpre_curves_put(hpre->curves);
	hpre_hashes_free(&hpre->hashes);
}

static int
hpre_init(struct rte_cryptodev *dev, struct hisi_qm_dev *qm)
{
	struct hpre_device *hpre = dev->data->dev_private;

	hpre->caps = hpre_caps_make(qm);
	if (hpre->caps == NULL)
		return -ENOMEM;
	if (hpre->caps->op == RTE_CRYPTO_OP_TYPE_UNDEFINED) {
		HPRE_LOG(ERR, "%s: %s names none of rsa, dh, ecdsa and ecdh; its algorithms are: %s",
			 qm->vdev_name, qm->name, qm->algorithms);
		free(hpre->caps);
		return -ENOTSUP;
	}
	if (hpre_has_curves(qm)) {
		hpre->curves = hpre_curves_get(qm->socket_id);
		if (hpre->curves == NULL) {
			HPRE_LOG(ERR, "%s: no memory; give EAL more (-m)",
				 qm->vdev_name);
			free(hpre->caps);
			return -ENOMEM;
		}
	}
	hpre_tags_set(hpre);
	hpre_hashes_fetch(&hpre->hashes);
	dev->enqueue_burst = hpre_enqueue;
	dev->dequeue_burst = hpre_dequeue;
	return 0;
}

/* The driver's id is known when the program has started. */
static struct hisi_qm_cryptodev_type
hpre_type(void)
{
	return (struct hisi_qm_cryptodev_type) {
		.private_size = sizeof(struct hpre_device),
		.driver_id = hpre_driver_id,
		.ops = &hpre_ops,
		.features = FEATURES,
		.init = hpre_init,
		.fini = hpre_fini,
	};
}

static int
hpre_create(struct rte_vdev_device *vdev, struct hisi_qm_dev *qm)
{
	struct hisi_qm_cryptodev_type type = hpre_type();

	return hisi_qm_cryptodev_create(vdev, qm, &type);
}

static int
hpre_probe(struct rte_vdev_device *vdev)
{
	return hisi_qm_vdev_probe(vdev, HISI_ENGINE_HPRE, hpre_create);
}

static int
hpre_remove(struct rte_vdev_device *vdev)
{
	struct hisi_qm_cryptodev_type type = hpre_type();

	return hisi_qm_cryptodev_remove(vdev, &type);
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
