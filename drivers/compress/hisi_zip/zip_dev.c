/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Device operations: configuration, queue pairs, xforms, stats. */

#include <errno.h>

#include <rte_malloc.h>

#include "zip_pmd.h"

static int
zip_configure(struct rte_compressdev *dev,
	      struct rte_compressdev_config *config)
{
	RTE_SET_USED(dev);
	RTE_SET_USED(config);
	return 0;
}

static int
zip_start(struct rte_compressdev *dev)
{
	return hisi_qm_qps_start(dev->data->queue_pairs,
				 dev->data->nb_queue_pairs);
}

static void
zip_stop(struct rte_compressdev *dev)
{
	hisi_qm_qps_stop(dev->data->queue_pairs, dev->data->nb_queue_pairs);
}

static void
qp_free(void *memory)
{
	struct zip_qp *qp = memory;

	/* What was caught in it comes from the application's data. */
	if (qp->sink != NULL)
		hisi_memzero(qp->sink, ZIP_SINK_SIZE);
	rte_free(qp->sink);
	rte_free(qp);
}

static int
zip_qp_release(struct rte_compressdev *dev, uint16_t id)
{
	return hisi_qm_qp_release(&dev->data->queue_pairs[id], qp_free);
}

static int
zip_close(struct rte_compressdev *dev)
{
	return hisi_qm_qps_release(dev->data->queue_pairs,
				   dev->data->nb_queue_pairs, qp_free);
}

static int
zip_qp_setup(struct rte_compressdev *dev, uint16_t id,
	     uint32_t max_inflight_ops, int socket_id)
{
	struct zip_device *zip = dev->data->dev_private;
	struct hisi_qm_pair_conf pc = {
		.id = id,
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
		.nb_desc = max_inflight_ops,
		.cookie_size = zip_cookie_size,
		.area_size = zip_area_size,
		.socket_id = socket_id,
		.fail = zip_fail,
		.scan = zip_scan,
	};
	struct zip_qp *qp;
	int ret;

	ret = zip_qp_release(dev, id);
	if (ret != 0) {
		ZIP_LOG(ERR, "queue pair %u has ops in flight; dequeue them before setting it up again",
			id);
		return ret;
	}
	qp = rte_zmalloc_socket("hisi_zip_qp", sizeof(*qp),
				RTE_CACHE_LINE_SIZE, socket_id);
	if (qp == NULL)
		return -ENOMEM;
	qp->dev = zip;
	qp->tag = zip->tag;
	qp->sink = rte_zmalloc_socket("hisi_zip_sink", ZIP_SINK_SIZE,
				      RTE_CACHE_LINE_SIZE, socket_id);
	pc.pmd = qp;
	ret = qp->sink == NULL ? -ENOMEM :
	      hisi_qm_pair_create(zip->qm, &pc, &qp->qm.pair);
	if (ret != 0) {
		qp_free(qp);
		return ret;
	}
	dev->data->queue_pairs[id] = qp;
	return 0;
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

static void
zip_stats_get(struct rte_compressdev *dev,
	      struct rte_compressdev_stats *stats)
{
	struct hisi_qm_pair_stats s;

	hisi_qm_qps_stats_get(dev->data->queue_pairs,
			      dev->data->nb_queue_pairs, &s);
	stats->enqueued_count = s.enqueued;
	stats->dequeued_count = s.dequeued;
	stats->enqueue_err_count = s.enqueue_err;
	stats->dequeue_err_count = s.dequeue_err;
}

static void
zip_stats_reset(struct rte_compressdev *dev)
{
	hisi_qm_qps_stats_reset(dev->data->queue_pairs,
				dev->data->nb_queue_pairs);
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
