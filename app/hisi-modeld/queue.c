/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queues: attach, start, doorbells, stop, end. */

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hw/qm.h"
#include "modeld.h"

static struct modeld_queue *
queue_find(const struct modeld_device *dev, uint64_t id)
{
	struct modeld_queue *q;

	for (q = dev->queues; q != NULL; q = q->next)
		if (q->id == id)
			return q;
	return NULL;
}

/* Whoever polls the queue file wakes up. */
static void
queue_event(struct hisi_model_queue *mq, void *arg)
{
	const struct modeld_queue *q = arg;

	(void)mq;
	ioctl(q->fd, VACC_Q_EVENT);
}

static void
queue_free(struct modeld_queue *q)
{
	hisi_model_close(q->mq);
	if (q->dus != NULL)
		munmap(q->dus, q->dev->dus_size);
	if (q->fd >= 0)
		close(q->fd);
	free(q);
}

static int
queue_attach(struct modeld_queue *q)
{
	size_t size = q->dev->dus_size;
	int ret;

	q->fd = ioctl(q->ctl, VACC_IOC_ATTACH, &q->id);
	if (q->fd < 0)
		return -errno;
	q->dus = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, q->fd,
		      0);
	if (q->dus == MAP_FAILED) {
		q->dus = NULL;
		return -errno;
	}
	ret = hisi_model_adopt(q->dev->model, q->qn, q->dus, q, &q->mq);
	if (ret == 0)
		hisi_model_set_event(q->mq, queue_event, q);
	return ret;
}

static int
queue_new(struct modeld *d, struct modeld_device *dev,
	  const struct vacc_msg *msg, struct modeld_queue **out)
{
	struct modeld_queue *q = calloc(1, sizeof(*q));
	int ret;

	if (q == NULL)
		return -ENOMEM;
	q->id = msg->queue;
	q->qn = msg->start.qn;
	q->ctl = d->ctl;
	q->dev = dev;
	ret = queue_attach(q);
	if (ret != 0) {
		queue_free(q);
		return ret;
	}
	q->next = dev->queues;
	dev->queues = q;
	*out = q;
	return 0;
}

static void
queue_join(struct modeld_queue *q)
{
	if (q->stopping)
		pthread_join(q->stopper, NULL);
	q->stopping = false;
}

int
modeld_queue_start(struct modeld *d, struct modeld_device *dev,
		   const struct vacc_msg *msg)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = msg->start.qc_type };
	struct modeld_queue *q = queue_find(dev, msg->queue);
	int ret;

	if (q == NULL) {
		ret = queue_new(d, dev, msg, &q);
		if (ret != 0)
			return ret;
	}
	queue_join(q);
	ret = hisi_model_ioctl(q->mq, HISI_QM_SET_QP_CTX, &ctx);
	if (ret == 0)
		ret = hisi_model_ioctl(q->mq, HISI_UACCE_START_Q, NULL);
	return ret;
}

static void *
stopper_main(void *arg)
{
	struct modeld_queue *q = arg;
	int ret = hisi_model_ioctl(q->mq, HISI_UACCE_PUT_Q, NULL);

	modeld_done(q->ctl, q->id, VACC_MSG_STOP, ret);
	return NULL;
}

int
modeld_queue_stop(struct modeld_device *dev, uint64_t id)
{
	struct modeld_queue *q = queue_find(dev, id);
	int ret;

	if (q == NULL)
		return -ENOENT;
	queue_join(q);
	ret = pthread_create(&q->stopper, NULL, stopper_main, q);
	if (ret == 0)
		q->stopping = true;
	return -ret;
}

/* Without windows of their own all queues share the doorbell: the number in
 * the store says which is meant (qm.md 5.2).
 */
static struct modeld_queue *
queue_rung(const struct modeld_device *dev, const struct vacc_msg *msg)
{
	uint64_t qn = HISI_GET64(HISI_QM_DB_QN | HISI_QM_DB_QN_HIGH,
				 msg->store.value);
	struct modeld_queue *q;

	if (hisi_gen_has(dev->gen, HISI_GEN_DB_WINDOWS))
		return queue_find(dev, msg->queue);
	for (q = dev->queues; q != NULL; q = q->next)
		if (q->qn == qn)
			return q;
	return NULL;
}

void
modeld_queue_store(struct modeld_device *dev, const struct vacc_msg *msg)
{
	struct modeld_queue *q = queue_rung(dev, msg);

	if (q != NULL)
		hisi_model_mmio_write(q->mq, msg->store.offset,
				      msg->store.value);
}

void
modeld_queue_gone(struct modeld_device *dev, uint64_t id)
{
	struct modeld_queue **p = &dev->queues;
	struct modeld_queue *q;

	while (*p != NULL && (*p)->id != id)
		p = &(*p)->next;
	q = *p;
	if (q == NULL)
		return;
	*p = q->next;
	/* Nobody waits for what it still does. */
	hisi_model_kill(q->mq);
	queue_join(q);
	queue_free(q);
}
