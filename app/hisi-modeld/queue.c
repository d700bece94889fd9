/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Queues as the main thread sees them: attach, doorbells, stop, end. Nothing
 * here waits for a descriptor. A queue is one run: the next one attaches anew.
 */

#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

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

static int
queue_attach(struct modeld_queue *q, struct hisi_model *model)
{
	q->fd = ioctl(q->ctl, VACC_IOC_ATTACH, &q->id);
	if (q->fd < 0)
		return -errno;
	q->dus = mmap(NULL, q->dus_size, PROT_READ | PROT_WRITE, MAP_SHARED,
		      q->fd, 0);
	if (q->dus == MAP_FAILED) {
		q->dus = NULL;
		return -errno;
	}
	return hisi_model_adopt(model, q->qn, q->dus, q, &q->mq);
}

/* Everything of a queue but its thread. */
static int
queue_begin(struct modeld_queue *q, struct modeld_device *dev,
	    const struct vacc_msg *msg)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = msg->start.qc_type };
	int ret = turn_init(&q->turn, dev->turns, msg->start.user);

	if (ret == 0)
		ret = queue_attach(q, dev->model);
	if (ret != 0)
		return ret;
	hisi_model_set_event(q->mq, queue_event, q);
	ret = hisi_model_ioctl(q->mq, HISI_QM_SET_QP_CTX, &ctx);
	if (ret == 0)
		ret = hisi_model_ioctl(q->mq, HISI_UACCE_START_Q, NULL);
	return ret;
}

int
modeld_queue_start(struct modeld *d, struct modeld_device *dev,
		   const struct vacc_msg *msg)
{
	struct modeld_queue *q = calloc(1, sizeof(*q));
	int ret;

	if (q == NULL)
		return -ENOMEM;
	q->id = msg->queue;
	q->qn = msg->start.qn;
	q->ctl = d->ctl;
	q->fd = -1;
	q->dus_size = dev->dus_size;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->wake, NULL);
	ret = queue_begin(q, dev, msg);
	if (ret == 0)
		ret = modeld_worker_start(q);
	if (ret != 0) {
		modeld_queue_free(q);
		return ret;
	}
	q->next = dev->queues;
	dev->queues = q;
	return 0;
}

int
modeld_queue_stop(struct modeld_device *dev, uint64_t id)
{
	struct modeld_queue *q = queue_find(dev, id);

	if (q == NULL)
		return -ENOENT;
	modeld_worker_stop(q);
	return 0;
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
modeld_queue_work(struct hisi_model_queue *mq, void *ctx)
{
	(void)mq;
	modeld_worker_work(ctx);
}

bool
modeld_queue_slice(void *ctx)
{
	struct modeld_queue *q = ctx;

	return turn_next(&q->turn);
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
	hisi_model_detach(q->mq);
	modeld_worker_drop(q);
}

void
modeld_queues_drop(struct modeld_device *dev)
{
	while (dev->queues != NULL)
		modeld_queue_gone(dev, dev->queues->id);
}
