/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Injected faults: what hardware shows once a year, on demand. */

#include <errno.h>
#include <time.h>

#include "model.h"

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_inject)
int
hisi_model_inject(struct hisi_model *model,
		  const struct hisi_model_fault *fault)
{
	struct model_fault *f;
	int ret = 0;

	if (fault->kind > HISI_MODEL_FAULT_STALL)
		return -EINVAL;
	/* Inline, the stalled descriptor would stall the caller for good. */
	if (fault->kind == HISI_MODEL_FAULT_STALL && model->nb_threads == 0)
		return -EINVAL;
	pthread_mutex_lock(&model->fault_lock);
	if (model->nb_faults == MODEL_MAX_FAULTS) {
		ret = -ENOSPC;
	} else {
		f = &model->fault[model->nb_faults++];
		f->f = *fault;
		if (f->f.count == 0)
			f->f.count = 1;
		f->seen = 0;
		atomic_store(&model->faulty, true);
	}
	pthread_mutex_unlock(&model->fault_lock);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_inject_clear)
void
hisi_model_inject_clear(struct hisi_model *model)
{
	pthread_mutex_lock(&model->fault_lock);
	model->nb_faults = 0;
	atomic_store(&model->faulty, false);
	pthread_mutex_unlock(&model->fault_lock);
}

bool
model_fault_hit(struct hisi_model *model, enum hisi_model_fault_kind kind,
		uint32_t *value)
{
	struct model_fault *f;
	bool hit = false;
	unsigned int i;

	pthread_mutex_lock(&model->fault_lock);
	for (i = 0; i < model->nb_faults; i++) {
		f = &model->fault[i];
		if (f->f.kind != kind)
			continue;
		f->seen++;
		if (f->seen > f->f.skip && f->seen - f->f.skip <= f->f.count) {
			hit = true;
			if (value != NULL)
				*value = f->f.value;
		}
	}
	pthread_mutex_unlock(&model->fault_lock);
	return hit;
}

void
model_fault_stall(struct hisi_model_queue *queue)
{
	const struct timespec nap = { .tv_nsec = 1000000 };
	bool stop = false;

	while (!stop && atomic_load(&queue->model->faulty)) {
		nanosleep(&nap, NULL);
		pthread_mutex_lock(&queue->lock);
		stop = queue->stop;
		pthread_mutex_unlock(&queue->lock);
	}
}
