/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queues that the owner of a device executes by itself. */

#include "model.h"

void
model_leave(struct hisi_model_queue *q)
{
	struct hisi_model *model = q->model;

	pthread_mutex_lock(&model->lock);
	if (model->queue[q->qn] == q) {
		model->queue[q->qn] = NULL;
		model->used--;
	}
	pthread_mutex_unlock(&model->lock);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_run)
unsigned int
hisi_model_run(struct hisi_model_queue *queue, unsigned int max)
{
	return model_queue_run(queue, &queue->exec[0], max);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_idle)
bool
hisi_model_idle(struct hisi_model_queue *queue)
{
	bool idle;

	pthread_mutex_lock(&queue->lock);
	idle = model_queue_drained(queue);
	pthread_mutex_unlock(&queue->lock);
	return idle;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_detach)
void
hisi_model_detach(struct hisi_model_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->dead = true;
	queue->stop = true;
	queue->detached = true;
	pthread_mutex_unlock(&queue->lock);
	model_leave(queue);
}
