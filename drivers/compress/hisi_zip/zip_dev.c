/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Device operations: configuration, queue pairs, xforms, stats. */

#include <errno.h>

#include <rte_malloc.h>

#include <hisi_qm_glue.h>

#include "zip_pmd.h"

static int
zip_configure(struct rte_compressdev *dev,
	      struct rte_compressdev_config *config)
{
	RTE_SET_USED(dev);
	RTE_SET_USED(config);
	return 0;
}

static void
qp_free(void *memory)
{
	struct zip_qp *qp = memory;

	/* The sink holds data of the application. */
	if (qp->sink != NULL)
		hisi_memzero(qp->sink, ZIP_SINK_SIZE);
	rte_free(qp->sink);
	rte_free(qp);
}

static int
zip_qp_init(void *dev, void *memory, const struct hisi_qm_qp_request *r)
{
	const struct zip_device *zip = dev;
	struct zip_qp *qp = memory;
	const struct hisi_qm_pair_conf pc = {
		.id = r->id,
		.nb_queues = ZIP_NB_QUEUES,
		.nb_first = ZIP_NB_FIRST,
		.qc_type = {
			[ZIP_Q_COMPRESS] = HISI_ZIP_QC_COMPRESS,
			[ZIP_Q_DECOMPRESS] = HISI_ZIP_QC_DECOMPRESS,
			[ZIP_Q_SECOND(ZIP_Q_COMPRESS)] =
				HISI_ZIP_QC_COMPRESS,
			[ZIP_Q_SECOND(ZIP_Q_DECOMPRESS)] =
				HISI_ZIP_QC_DECOMPRESS,
		},
		.sqe_size = sizeof(struct hisi_zip_sqe),
		.nb_desc = r->nb_desc,
		.cookie_size = zip_cookie_size,
		.area_size = zip_area_size,
		.socket_id = r->socket_id,
		.pmd = qp,
		.fail = zip_fail,
		.scan = zip_scan,
	};

	qp->dev = zip;
	qp->tag = zip->tag;
	qp->sink = rte_zmalloc_socket("hisi_zip_sink", ZIP_SINK_SIZE,
				      RTE_CACHE_LINE_SIZE, r->socket_id);
	return qp->sink == NULL ? -ENOMEM :
	       hisi_qm_pair_create(zip->qm, &pc, &qp->qm.pair);
}

static const struct hisi_qm_qp_type qp_type = {
	.name = "hisi_zip_qp",
	.size = sizeof(struct zip_qp),
	.init = zip_qp_init,
	.free_memory = qp_free,
};

HISI_QM_DEV_OPS(zip, struct rte_compressdev, struct rte_compressdev_stats,
		qp_type)

static int
zip_qp_setup(struct rte_compressdev *dev, uint16_t id,
	     uint32_t max_inflight_ops, int socket_id)
{
	const struct hisi_qm_qp_request r = {
		.id = id, .nb_desc = max_inflight_ops, .socket_id = socket_id,
	};

	return hisi_qm_qp_setup(dev->data->queue_pairs, &qp_type,
				dev->data->dev_private, &r);
}

static void
zip_infos_get(struct rte_compressdev *dev, struct rte_compressdev_info *info)
{
	const struct zip_device *zip = dev->data->dev_private;

	info->driver_name = dev->device->driver->name;
	info->feature_flags = dev->feature_flags;
	info->capabilities = zip->caps;
	info->max_nb_queue_pairs = zip->qm->max_pairs;
}

static int
zip_private_xform_create(struct rte_compressdev *dev,
			 const struct rte_comp_xform *x, void **out)
{
	struct zip_xform *xform;
	int ret;

	if (x == NULL || out == NULL)
		return -EINVAL;
	xform = rte_zmalloc_socket("hisi_zip_xform", sizeof(*xform),
				   RTE_CACHE_LINE_SIZE, dev->data->socket_id);
	if (xform == NULL)
		return -ENOMEM;
	ret = zip_xform_init(dev->data->dev_private, x, xform);
	if (ret != 0) {
		rte_free(xform);
		return ret;
	}
	*out = xform;
	return 0;
}

static int
zip_private_xform_free(struct rte_compressdev *dev, void *xform)
{
	RTE_SET_USED(dev);
	if (xform == NULL)
		return -EINVAL;
	rte_free(xform);
	return 0;
}

struct rte_compressdev_ops zip_ops = {
	.dev_configure = zip_configure,
	.dev_start = zip_start,
	.dev_stop = zip_stop,
	.dev_close = zip_close,
	.dev_infos_get = zip_infos_get,
	.stats_get = zip_stats_get,
	.stats_reset = zip_stats_reset,
	.queue_pair_setup = zip_qp_setup,
	.queue_pair_release = zip_qp_release,
	.private_xform_create = zip_private_xform_create,
	.private_xform_free = zip_private_xform_free,
	.stream_create = zip_stream_create,
	.stream_free = zip_stream_free,
};
