/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Threads that serve the queues of a device; they sleep when idle. */

#include <errno.h>
#include <stdlib.h>

#include "model.h"

/* Descriptors executed before another queue gets its turn. */
#define RUN_BURST 64

struct thread_arg {
	struct hisi_model *model;
	unsigned int index;
};

/* Lock held. */
static void
work_push(struct hisi_model_queue *q)
{
	struct hisi_model *model = q->model;

	if (q->queued)
		return;
	q->queued = true;
	q->next_work = NULL;
	if (model->work_last != NULL)
		model->work_last->next_work = q;
	else
		model->work_first = q;
	model->work_last = q;
	pthread_cond_signal(&model->work_cond);
}

/* Lock held. */
static struct hisi_model_queue *
work_pop(struct hisi_model *model)
{
	struct hisi_model_queue *q = model->work_first;

	model->work_first = q->next_work;
	if (model->work_first == NULL)
		model->work_last = NULL;
	q->queued = false;
	q->holders++;
	return q;
}

static bool
has_work(struct hisi_model_queue *q)
{
	bool work;

	pthread_mutex_lock(&q->lock);
	work = q->state == MODEL_Q_STARTED && !q->dead && !q->stop &&
	       q->sq_head != q->sq_tail;
	pthread_mutex_unlock(&q->lock);
	return work;
}

/* Unordered: let another thread take the next descriptor meanwhile. */
static void
serve_unordered(struct hisi_model_queue *q, unsigned int index)
{
	pthread_mutex_lock(&q->model->work_lock);
	if (has_work(q))
		work_push(q);
	pthread_mutex_unlock(&q->model->work_lock);
	model_queue_run(q, &q->exec[index], 1);
}

static void *
thread_main(void *p)
{
	struct thread_arg arg = *(struct thread_arg *)p;
	struct hisi_model *model = arg.model;
	struct hisi_model_queue *q;

	free(p);
	pthread_mutex_lock(&model->work_lock);
	while (!model->work_stop) {
		if (model->work_first == NULL) {
			pthread_cond_wait(&model->work_cond,
					  &model->work_lock);
			continue;
		}
		q = work_pop(model);
		pthread_mutex_unlock(&model->work_lock);
		if (model->unordered)
			serve_unordered(q, arg.index);
		else
			model_queue_run(q, &q->exec[0], RUN_BURST);
		pthread_mutex_lock(&model->work_lock);
		if (has_work(q))
			work_push(q);
		if (--q->holders == 0)
			pthread_cond_broadcast(&model->work_cond);
	}
	pthread_mutex_unlock(&model->work_lock);
	return NULL;
}

int
model_threads_start(struct hisi_model *model, unsigned int threads)
{
	struct thread_arg *arg;
	unsigned int i;

	for (i = 0; i < threads; i++) {
		arg = malloc(sizeof(*arg));
		if (arg == NULL)
			break;
		arg->model = model;
		arg->index = i;
		if (pthread_create(&model->thread[i], NULL, thread_main,
				   arg) != 0) {
			free(arg);
			break;
		}
		model->nb_threads++;
	}
	if (i == threads)
		return 0;
	model_threads_stop(model);
	return -ENOMEM;
}

void
model_threads_stop(struct hisi_model *model)
{
	unsigned int i;

	pthread_mutex_lock(&model->work_lock);
	model->work_stop = true;
	pthread_cond_broadcast(&model->work_cond);
	pthread_mutex_unlock(&model->work_lock);
	for (i = 0; i < model->nb_threads; i++)
		pthread_join(model->thread[i], NULL);
}

void
model_threads_submit(struct hisi_model_queue *q)
{
	pthread_mutex_lock(&q->model->work_lock);
	work_push(q);
	pthread_mutex_unlock(&q->model->work_lock);
}

/* After this no thread knows the queue. */
void
model_threads_forget(struct hisi_model_queue *q)
{
	struct hisi_model *model = q->model;
	struct hisi_model_queue *prev = NULL, *p;

	pthread_mutex_lock(&model->work_lock);
	for (p = model->work_first; p != NULL && p != q; p = p->next_work)
		prev = p;
	if (p == q) {
		if (prev != NULL)
			prev->next_work = q->next_work;
		else
			model->work_first = q->next_work;
		if (model->work_last == q)
			model->work_last = prev;
		q->queued = false;
	}
	while (q->holders != 0)
		pthread_cond_wait(&model->work_cond, &model->work_lock);
	pthread_mutex_unlock(&model->work_lock);
}
