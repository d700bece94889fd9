/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_CRYPTODEV_H
#define HISI_QM_CRYPTODEV_H

/** @file The parts that the PMDs of cryptodevs have in common. */

#include <stdlib.h>
#include <string.h>

#include <cryptodev_pmd.h>

#include "hisi_compat.h"
#include "hisi_qm_glue.h"

/** The queue layer's part of a device: first member of its private data. */
struct hisi_qm_cryptodev {
	struct hisi_qm_dev *qm;
	struct rte_cryptodev *dev;
	uint64_t features;   /**< RTE_CRYPTODEV_FF_*, before ff_disable. */
};

/** A PMD of cryptodevs. */
struct hisi_qm_cryptodev_type {
	size_t private_size; /**< Bytes of the private data. */
	uint8_t driver_id;
	struct rte_cryptodev_ops *ops;
	uint64_t features;
	/**
	 * Fill in the private data and the burst functions.
	 * @return 0, or a negative errno after undoing everything
	 */
	int (*init)(struct rte_cryptodev *dev, struct hisi_qm_dev *qm);
	/** Undo init. @param priv a copy of the private data */
	void (*fini)(void *priv);
};

/* The library frees the callbacks of queue pairs when it configures. */
HISI_QM_FORK(hisi_qm_cryptodev, struct rte_cryptodev,
	     struct rte_cryptodev_data, dev->enq_cbs = dev->deq_cbs = NULL)

static inline uint32_t
hisi_qm_cryptodev_depth_used(void *qp)
{
	return hisi_qm_qp_depth_used(qp);
}

/** Make the cryptodev of a device. @return 0 or a negative errno */
static inline int
hisi_qm_cryptodev_create(struct rte_vdev_device *vdev, struct hisi_qm_dev *qm,
			 const struct hisi_qm_cryptodev_type *type)
{
	struct rte_cryptodev_pmd_init_params params = {
		.private_data_size = type->private_size,
		.socket_id = qm->socket_id,
		.max_nb_queue_pairs = qm->max_pairs,
	};
	struct rte_cryptodev *dev;
	struct hisi_qm_cryptodev *common;
	int ret;

	dev = rte_cryptodev_pmd_create(rte_vdev_device_name(vdev),
				       &vdev->device, &params);
	if (dev == NULL)
		return -ENOMEM;
	common = dev->data->dev_private;
	common->qm = qm;
	common->dev = dev;
	common->features = type->features;
	ret = type->init(dev, qm);
	if (ret != 0) {
		rte_cryptodev_pmd_destroy(dev);
		return ret;
	}
	dev->driver_id = type->driver_id;
	dev->dev_ops = type->ops;
	dev->feature_flags = type->features;
	HISI_FROM_24_11(dev->qp_depth_used = hisi_qm_cryptodev_depth_used;)
	rte_cryptodev_pmd_probing_finish(dev);
	hisi_qm_cryptodev_share(qm, dev, type->private_size);
	return 0;
}

/** Remove the cryptodev of a device, then the device. */
static inline int
hisi_qm_cryptodev_remove(struct rte_vdev_device *vdev,
			 const struct hisi_qm_cryptodev_type *type)
{
	struct hisi_qm_cryptodev *common, *copy;
	struct rte_cryptodev *dev;
	int ret;

	if (hisi_qm_is_secondary(NULL))
		return 0;
	dev = rte_cryptodev_pmd_get_named_dev(rte_vdev_device_name(vdev));
	if (dev == NULL)
		return -ENODEV;
	copy = malloc(type->private_size);
	if (copy == NULL)
		return -ENOMEM;
	common = dev->data->dev_private;
	ret = hisi_qm_cryptodev_leave(common->qm);
	if (ret != 0) {
		free(copy);
		return ret;
	}
	memcpy(copy, dev->data->dev_private, type->private_size);
	ret = rte_cryptodev_pmd_destroy(dev);
	if (ret == 0) {
		type->fini(copy);
		hisi_qm_dev_destroy(copy->qm);
	} else {
		hisi_qm_cryptodev_share(copy->qm, dev, type->private_size);
	}
	free(copy);
	return ret;
}

/** Configure: features that an earlier call disabled are back. */
static inline int
hisi_qm_cryptodev_configure(struct rte_cryptodev *dev,
			    struct rte_cryptodev_config *config)
{
	const struct hisi_qm_cryptodev *common = dev->data->dev_private;

	dev->feature_flags = common->features & ~config->ff_disable;
	return 0;
}

/** The request of cryptodev's functions, as the queue layer has it. */
static inline struct hisi_qm_qp_request
hisi_qm_cryptodev_request(uint16_t id, const struct rte_cryptodev_qp_conf *conf,
			  int socket_id)
{
	return (struct hisi_qm_qp_request) {
		.id = id, .nb_desc = conf->nb_descriptors,
		.socket_id = socket_id, .session_pool = conf->mp_session,
	};
}

/** Set up a queue pair, as cryptodev's function of that name does it. */
static inline int
hisi_qm_cryptodev_qp_setup(struct rte_cryptodev *dev, uint16_t id,
			   const struct rte_cryptodev_qp_conf *conf,
			   int socket_id, const struct hisi_qm_qp_type *type)
{
	struct hisi_qm_qp_request r =
		hisi_qm_cryptodev_request(id, conf, socket_id);

	return hisi_qm_qp_setup(dev->data->queue_pairs, type,
				dev->data->dev_private, &r);
}

/**
 * Reset a queue pair, as cryptodev's function of that name does it.
 * @param conf its new configuration; NULL keeps the old one
 * @param session_pool of the old configuration
 */
static inline int
hisi_qm_cryptodev_qp_reset(struct rte_cryptodev *dev, uint16_t id,
			   const struct rte_cryptodev_qp_conf *conf,
			   int socket_id, const struct hisi_qm_qp_type *type,
			   struct rte_mempool *session_pool)
{
	struct hisi_qm_qp_request r;

	if (conf != NULL)
		r = hisi_qm_cryptodev_request(id, conf, socket_id);
	else
		r = hisi_qm_qp_same(dev->data->queue_pairs[id], session_pool);
	return hisi_qm_qp_reset(dev->data->queue_pairs, type,
				dev->data->dev_private, &r);
}

/** Tell the application that a queue pair died, as cryptodev has it. */
static inline void
hisi_qm_cryptodev_died(const struct hisi_qm_cryptodev *common)
{
	rte_cryptodev_pmd_callback_process(common->dev,
					   RTE_CRYPTODEV_EVENT_ERROR);
}

/** Whether a queue pair died. @return 1, 0, or -EINVAL if there is none */
static inline int
hisi_qm_cryptodev_error_query(struct rte_cryptodev *dev, uint16_t id)
{
	void *qp = dev->data->queue_pairs[id];

	return qp == NULL ? -EINVAL : hisi_qm_qp_dead(qp);
}

#endif /* HISI_QM_CRYPTODEV_H */
