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

#define FEATURES \
	(RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO | \
	 RTE_CRYPTODEV_FF_HW_ACCELERATED | \
	 RTE_CRYPTODEV_FF_SYM_OPERATION_CHAINING | \
	 RTE_CRYPTODEV_FF_IN_PLACE_SGL | \
	 RTE_CRYPTODEV_FF_OOP_SGL_IN_SGL_OUT | \
	 RTE_CRYPTODEV_FF_OOP_SGL_IN_LB_OUT | \
	 RTE_CRYPTODEV_FF_OOP_LB_IN_SGL_OUT | \
	 RTE_CRYPTODEV_FF_OOP_LB_IN_LB_OUT | \
	 RTE_CRYPTODEV_FF_SYM_SESSIONLESS | \
	 RTE_CRYPTODEV_FF_DIGEST_ENCRYPTED | \
	 RTE_CRYPTODEV_FF_SYM_RAW_DP)

/* The classes of algorithms that the device names (sec.md 14). */
static unsigned int
classes_of(const struct hisi_qm_dev *qm)
{
	return (hisi_qm_dev_has_alg(qm, "cipher") ? SEC_HAS_CIPHER : 0) |
	       (hisi_qm_dev_has_alg(qm, "digest") ? SEC_HAS_DIGEST : 0) |
	       (hisi_qm_dev_has_alg(qm, "aead") ? SEC_HAS_AEAD : 0);
}

static int
sec_init(struct rte_cryptodev *dev, struct hisi_qm_dev *qm)
{
	struct sec_device *sec = dev->data->dev_private;

	sec->has = hisi_gen_find(qm->gen)->has;
	sec->path = sec->has & HISI_GEN_SEC_BD3 ? &sec_path_bd3 : &sec_path_bd2;
	sec->classes = classes_of(qm);
	if (sec->classes == 0) {
		SEC_LOG(ERR, "%s: %s names none of cipher, digest and aead; its algorithms are: %s",
			qm->vdev_name, qm->name, qm->algorithms);
		return -ENOTSUP;
	}
	sec->tag = sec_tag(sec->has, sec->classes);
	sec->caps = sec_caps_make(sec);
	if (sec->caps == NULL)
		return -ENOMEM;
	dev->enqueue_burst = sec->path->enqueue;
	dev->dequeue_burst = sec_dequeue;
	return 0;
}

static void
sec_fini(void *priv)
{
	free(((struct sec_device *)priv)->caps);
}

/* The driver's id is known when the program has started. */
static struct hisi_qm_cryptodev_type
sec_type(void)
{
	return (struct hisi_qm_cryptodev_type) {
		.private_size = sizeof(struct sec_device),
		.driver_id = sec_driver_id,
		.ops = &sec_ops,
		.features = FEATURES,
		.init = sec_init,
		.fini = sec_fini,
	};
}

static int
sec_create(struct rte_vdev_device *vdev, struct hisi_qm_dev *qm)
{
	struct hisi_qm_cryptodev_type type = sec_type();

	return hisi_qm_cryptodev_create(vdev, qm, &type);
}

static int
sec_probe(struct rte_vdev_device *vdev)
{
	return hisi_qm_vdev_probe(vdev, HISI_ENGINE_SEC, sec_create);
}

static int
sec_remove(struct rte_vdev_device *vdev)
{
	struct hisi_qm_cryptodev_type type = sec_type();

	return hisi_qm_cryptodev_remove(vdev, &type);
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
