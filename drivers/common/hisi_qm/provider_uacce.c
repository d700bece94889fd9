/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queues from uacce queue files (qm.md 2 to 4, uacce.md 1). */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <rte_lcore.h>
#include <rte_memory.h>
#include <rte_string_fns.h>

#include "qm_private.h"

/* An open queue file. */
struct uacce_queue {
	int fd;
	size_t mmio_size;
};

static int
pick_auto(struct hisi_qm_dev *dev, const struct qm_devargs *da,
	  struct qm_sysfs *s)
{
	int node = da->socket_id != SOCKET_ID_ANY ? da->socket_id :
						    (int)rte_socket_id();
	int ret = qm_sysfs_pick(dev->engine, node, s);

	if (ret == 0)
		return 0;
	QM_LOG(ERR, "%s: no usable %s device in %s%s; load the kernel driver %s with uacce_mode=1, or add device=model to run on the software model",
	       dev->vdev_name, qm_engine_name(dev->engine), qm_sysfs_root(),
	       ret == -EBUSY ? " has a free queue" : "",
	       qm_engine_name(dev->engine));
	return ret;
}

static int
pick_named(struct hisi_qm_dev *dev, const char *name, struct qm_sysfs *s)
{
	const char *prefix = qm_engine_name(dev->engine);
	const char *why;
	int ret;

	ret = qm_uacce_check(qm_sysfs_root(), name, s, &why);
	if (ret == -ENODEV) {
		QM_LOG(ERR, "%s: device=%s: no such device in %s; dpdk-test-accel list shows what there is",
		       dev->vdev_name, name, qm_sysfs_root());
		return ret;
	}
	if (!qm_uacce_is_engine(name, prefix)) {
		QM_LOG(ERR, "%s: device=%s is of another kind, this driver needs a %s device",
		       dev->vdev_name, name, prefix);
		return -ENOTSUP;
	}
	if (ret != 0)
		QM_LOG(ERR, "%s: device=%s cannot be used: %s",
		       dev->vdev_name, name, why);
	return ret;
}

static int
uacce_dev_open(struct hisi_qm_dev *dev, const struct qm_devargs *da)
{
	struct qm_sysfs s;
	int ret;

	if (strcmp(da->device, "auto") == 0)
		ret = pick_auto(dev, da, &s);
	else
		ret = pick_named(dev, da->device, &s);
	if (ret != 0)
		return ret;
	rte_strlcpy(dev->name, s.name, sizeof(dev->name));
	rte_strlcpy(dev->algorithms, s.algorithms, sizeof(dev->algorithms));
	rte_strlcpy(dev->backing, s.backing, sizeof(dev->backing));
	dev->gen = s.gen;
	dev->numa_node = s.numa_node;
	dev->mmio_size = s.mmio_size;
	dev->dus_size = s.dus_size;
	return 0;
}

static void
uacce_dev_close(struct hisi_qm_dev *dev)
{
	RTE_SET_USED(dev);
}

static int
queue_file_open(struct hisi_qm_dev *dev)
{
	char path[PATH_MAX];
	int fd, err;

	if (snprintf(path, sizeof(path), "%s/%s", qm_dev_root(), dev->name) >=
	    (int)sizeof(path))
		return -EINVAL;
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	err = errno;
	QM_LOG(ERR, "%s: cannot open %s: %s%s", dev->vdev_name, path,
	       strerror(err), qm_uacce_open_hint(err));
	return -err;
}

static int
set_context(struct hisi_qm_queue *q, int fd, uint32_t sqe_size)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = q->qc_type };
	struct hisi_qm_qp_info info = { .sqe_size = 0 };
	const char *name = q->pair->dev->name;
	int err;

	if (ioctl(fd, HISI_QM_SET_QP_CTX, &ctx) != 0) {
		err = errno;
		QM_LOG(ERR, "%s: cannot set queue type %u: %s", name,
		       q->qc_type, strerror(err));
		return -err;
	}
	q->qn = ctx.qn;
	if (ioctl(fd, HISI_QM_GET_QP_INFO, &info) != 0) {
		/* Old kernels do not have it (2.6). */
		info.sqe_size = sqe_size;
		info.sq_depth = HISI_QM_DEFAULT_DEPTH;
		info.cq_depth = HISI_QM_DEFAULT_DEPTH;
	}
	if (info.sqe_size != sqe_size) {
		QM_LOG(ERR, "%s: descriptors of %u bytes, this driver writes %u",
		       name, info.sqe_size, sqe_size);
		return -ENOTSUP;
	}
	q->sq_depth = info.sq_depth;
	q->cq_depth = info.cq_depth;
	return 0;
}

static void *
map_region(const struct hisi_qm_queue *q, int fd, unsigned int region,
	   size_t size)
{
	off_t offset = (off_t)region * sysconf(_SC_PAGESIZE);
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		       offset);

	if (p != MAP_FAILED)
		return p;
	QM_LOG(ERR, "%s: cannot map region %u, %zu bytes: %s",
	       q->pair->dev->name, region, size, strerror(errno));
	return NULL;
}

static void
uacce_queue_close(struct hisi_qm_queue *q)
{
	struct uacce_queue *u = q->provider_q;

	ioctl(u->fd, HISI_UACCE_PUT_Q);
	if (q->dus != NULL)
		munmap(q->dus, q->dus_size);
	if (q->mmio != NULL)
		munmap(q->mmio, u->mmio_size);
	q->dus = NULL;
	q->mmio = NULL;
	close(u->fd);
	free(u);
}

static int
uacce_queue_open(struct hisi_qm_dev *dev, struct hisi_qm_queue *q,
		 uint32_t sqe_size)
{
	struct uacce_queue *u = calloc(1, sizeof(*u));
	int ret = -ENOMEM;

	if (u == NULL)
		return ret;
	u->fd = queue_file_open(dev);
	if (u->fd < 0) {
		ret = u->fd;
		free(u);
		return ret;
	}
	q->provider_q = u;
	u->mmio_size = dev->mmio_size;
	q->dus_size = dev->dus_size;
	ret = set_context(q, u->fd, sqe_size);
	if (ret != 0)
		goto fail;
	ret = -ENOMEM;
	q->mmio = map_region(q, u->fd, HISI_QM_REGION_MMIO, u->mmio_size);
	if (q->mmio == NULL)
		goto fail;
	q->dus = map_region(q, u->fd, HISI_QM_REGION_DUS, q->dus_size);
	if (q->dus == NULL)
		goto fail;
	q->db = (uint8_t *)q->mmio + HISI_QM_DB_V2_OFFSET;
	return 0;
fail:
	uacce_queue_close(q);
	q->provider_q = NULL;
	return ret;
}

static int
uacce_queue_start(struct hisi_qm_queue *q)
{
	const struct uacce_queue *u = q->provider_q;

	return ioctl(u->fd, HISI_UACCE_START_Q) == 0 ? 0 : -errno;
}

static int
uacce_queue_stop(struct hisi_qm_queue *q)
{
	const struct uacce_queue *u = q->provider_q;

	return ioctl(u->fd, HISI_UACCE_PUT_Q) == 0 ? 0 : -errno;
}

const struct hisi_qm_provider hisi_qm_provider_uacce = {
	.dev_open = uacce_dev_open,
	.dev_close = uacce_dev_close,
	.queue_open = uacce_queue_open,
	.queue_start = uacce_queue_start,
	.queue_stop = uacce_queue_stop,
	.queue_close = uacce_queue_close,
};
