/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queues from the device model in this process. */

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hisi_model.h>
#include <rte_memory.h>
#include <rte_string_fns.h>
#include <rte_thread.h>

#include "qm_private.h"

static size_t
attr_size(const struct hisi_model *model, const char *attr)
{
	char buf[32];

	if (hisi_model_attr(model, attr, buf, sizeof(buf)) < 0)
		return 0;
	return strtoul(buf, NULL, 10);
}

static int
model_trace(struct hisi_qm_dev *dev, struct hisi_model *model,
	    const struct qm_devargs *da)
{
	int ret;

	if (da->trace[0] == '\0')
		return 0;
	ret = hisi_model_trace(model, da->trace);
	if (ret != 0)
		QM_LOG(ERR, "%s: trace=%s cannot be written: %s",
		       dev->vdev_name, da->trace, strerror(-ret));
	return ret;
}

/*
 * EAL has pinned this thread to its lcore, and threads inherit that: those of
 * the model would take turns with the lcore that waits for them.
 */
static int
create_unpinned(const struct hisi_model_conf *conf, struct hisi_model **model)
{
	rte_cpuset_t pinned, all;
	bool widened;
	int ret;

	memset(&all, 0xff, sizeof(all));
	widened = conf->threads != 0 &&
		  rte_thread_get_affinity_by_id(rte_thread_self(),
						&pinned) == 0 &&
		  rte_thread_set_affinity_by_id(rte_thread_self(), &all) == 0;
	ret = hisi_model_create(conf, model);
	if (widened)
		rte_thread_set_affinity_by_id(rte_thread_self(), &pinned);
	return ret;
}

static int
model_dev_open(struct hisi_qm_dev *dev, const struct qm_devargs *da)
{
	struct hisi_model_conf conf = {
		.engine = dev->engine,
		.gen = da->gen,
		/* A queue pair may need several. */
		.nb_queues = da->queues * HISI_QM_PAIR_MAX_QUEUES,
		.threads = da->threads,
		.unordered = da->unordered,
	};
	struct hisi_model *model;
	char api[HISI_QM_NAME_MAX];
	int ret;

	ret = create_unpinned(&conf, &model);
	if (ret != 0) {
		QM_LOG(ERR, "%s: cannot create a device model: %s",
		       dev->vdev_name, strerror(-ret));
		return ret;
	}
	ret = model_trace(dev, model, da);
	if (ret != 0) {
		hisi_model_destroy(model);
		return ret;
	}
	dev->provider_ctx = model;
	/* No log line and no telemetry may take it for a device. */
	snprintf(dev->name, sizeof(dev->name), "model:%s",
		 hisi_model_name(model));
	rte_strlcpy(dev->backing, "software model in this process",
		    sizeof(dev->backing));
	hisi_model_attr(model, "algorithms", dev->algorithms,
			sizeof(dev->algorithms));
	hisi_model_attr(model, "api", api, sizeof(api));
	api[strcspn(api, "\n")] = '\0';
	dev->gen = qm_api_gen(api);
	dev->numa_node = SOCKET_ID_ANY;
	dev->mmio_size = attr_size(model, "region_mmio_size");
	dev->dus_size = attr_size(model, "region_dus_size");
	return 0;
}

static void
model_dev_close(struct hisi_qm_dev *dev)
{
	hisi_model_destroy(dev->provider_ctx);
}

static void
model_doorbell(void *arg, uint64_t value)
{
	hisi_model_mmio_write(arg, HISI_QM_DB_V2_OFFSET, value);
}

static void
model_queue_close(struct hisi_qm_queue *q)
{
	hisi_model_close(q->provider_q);
}

static int
model_queue_open(struct hisi_qm_dev *dev, struct hisi_qm_queue *q,
		 uint32_t sqe_size)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = q->qc_type };
	struct hisi_qm_qp_info info;
	struct hisi_model_queue *mq;
	int ret;

	ret = hisi_model_open(dev->provider_ctx, NULL, &mq);
	if (ret != 0) {
		QM_LOG(ERR, "%s: cannot open a queue of %s: %s; devarg queues= gives it more",
		       dev->vdev_name, dev->name, strerror(-ret));
		return ret;
	}
	q->provider_q = mq;
	q->dus_size = dev->dus_size;
	ret = hisi_model_ioctl(mq, HISI_QM_SET_QP_CTX, &ctx);
	if (ret == 0)
		ret = hisi_model_ioctl(mq, HISI_QM_GET_QP_INFO, &info);
	if (ret == 0 && info.sqe_size != sqe_size)
		ret = -ENOTSUP;
	if (ret == 0)
		ret = hisi_model_mmap(mq, HISI_QM_REGION_MMIO, dev->mmio_size,
				      &q->mmio);
	if (ret == 0)
		ret = hisi_model_mmap(mq, HISI_QM_REGION_DUS, q->dus_size,
				      &q->dus);
	if (ret != 0) {
		QM_LOG(ERR, "%s: cannot set up a queue of %s, type %u: %s",
		       dev->vdev_name, dev->name, q->qc_type, strerror(-ret));
		model_queue_close(q);
		q->provider_q = NULL;
		return ret;
	}
	q->qn = ctx.qn;
	q->sq_depth = info.sq_depth;
	q->cq_depth = info.cq_depth;
	/* A store to plain memory would be lost: deliver it as a call. */
	q->db_call = model_doorbell;
	q->db_arg = mq;
	return 0;
}

static int
model_queue_start(struct hisi_qm_queue *q)
{
	return hisi_model_ioctl(q->provider_q, HISI_UACCE_START_Q, NULL);
}

static int
model_queue_stop(struct hisi_qm_queue *q)
{
	return hisi_model_ioctl(q->provider_q, HISI_UACCE_PUT_Q, NULL);
}

const struct hisi_qm_provider hisi_qm_provider_model = {
	.dev_open = model_dev_open,
	.dev_close = model_dev_close,
	.queue_open = model_queue_open,
	.queue_start = model_queue_start,
	.queue_stop = model_queue_stop,
	.queue_close = model_queue_close,
};
