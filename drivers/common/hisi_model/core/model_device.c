/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devices: creation, attributes, the queue table, reset, removal. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

#define MODEL_DEFAULT_QUEUES 64
/* More than any descriptor can ask for: SEC with three lists of 16 MiB. */
#define MODEL_DEFAULT_SCRATCH (64U << 20)
#define MODEL_MAX_DEPTH 4096

static pthread_mutex_t devices_lock = PTHREAD_MUTEX_INITIALIZER;
static struct hisi_model *devices;

static const struct model_engine_ops *
engine_ops(enum hisi_engine engine)
{
	switch (engine) {
	case HISI_ENGINE_SEC:
		return &model_sec_ops;
	case HISI_ENGINE_HPRE:
		return &model_hpre_ops;
	case HISI_ENGINE_ZIP:
		return &model_zip_ops;
	}
	return NULL;
}

static int
conf_check(const struct hisi_model_conf *conf)
{
	if (engine_ops(conf->engine) == NULL)
		return -EINVAL;
	if (conf->gen != 0 && hisi_gen_find(conf->gen) == NULL)
		return -EINVAL;
	if (conf->nb_queues > HISI_MODEL_MAX_QUEUES ||
	    conf->threads > HISI_MODEL_MAX_THREADS ||
	    (conf->threads > 0 && conf->work != NULL))
		return -EINVAL;
	if (conf->sq_depth == 1 || conf->sq_depth > MODEL_MAX_DEPTH ||
	    conf->cq_depth == 1 || conf->cq_depth > MODEL_MAX_DEPTH)
		return -EINVAL;
	return 0;
}

static void
model_init(struct hisi_model *model, const struct hisi_model_conf *conf)
{
	model->ops = engine_ops(conf->engine);
	model->info = hisi_engine_get(conf->engine);
	model->gen = hisi_gen_find(conf->gen ? conf->gen : HISI_GEN_DEFAULT);
	model->nb_queues = conf->nb_queues ? conf->nb_queues :
					     MODEL_DEFAULT_QUEUES;
	model->sq_depth = conf->sq_depth ? conf->sq_depth :
					   HISI_QM_DEFAULT_DEPTH;
	model->cq_depth = conf->cq_depth ? conf->cq_depth :
					   HISI_QM_DEFAULT_DEPTH;
	model->unordered = conf->unordered && conf->threads > 0;
	model->mem = conf->mem ? conf->mem : &hisi_model_mem_direct;
	model->work = conf->work;
	model->slice = conf->slice;
	model->max_scratch = conf->max_scratch != 0 ? conf->max_scratch :
						      MODEL_DEFAULT_SCRATCH;
	model->refs = 1;
	pthread_mutex_init(&model->lock, NULL);
	pthread_mutex_init(&model->fault_lock, NULL);
	pthread_mutex_init(&model->trace_lock, NULL);
	pthread_mutex_init(&model->work_lock, NULL);
	pthread_cond_init(&model->work_cond, NULL);
}

static void
model_free(struct hisi_model *model)
{
	if (model->trace != NULL)
		fclose(model->trace);
	pthread_mutex_destroy(&model->lock);
	pthread_mutex_destroy(&model->fault_lock);
	pthread_mutex_destroy(&model->trace_lock);
	pthread_mutex_destroy(&model->work_lock);
	pthread_cond_destroy(&model->work_cond);
	free(model);
}

/* One counter for all kinds of device, lowest free number first, as the
 * kernel numbers them (uacce.md 1.1).
 */
static void
register_device(struct hisi_model *model)
{
	struct hisi_model *m;
	unsigned int id = 0;
	bool taken;

	pthread_mutex_lock(&devices_lock);
	do {
		taken = false;
		for (m = devices; m != NULL; m = m->next) {
			const char *dash = strrchr(m->name, '-');

			if (strtoul(dash + 1, NULL, 10) == id)
				taken = true;
		}
		if (taken)
			id++;
	} while (taken);
	snprintf(model->name, sizeof(model->name), "%s-%u",
		 model->info->uacce_name, id);
	model->next = devices;
	devices = model;
	pthread_mutex_unlock(&devices_lock);
}

static void
unregister_device(struct hisi_model *model)
{
	struct hisi_model **p;

	pthread_mutex_lock(&devices_lock);
	for (p = &devices; *p != NULL; p = &(*p)->next) {
		if (*p == model) {
			*p = model->next;
			break;
		}
	}
	pthread_mutex_unlock(&devices_lock);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_create)
int
hisi_model_create(const struct hisi_model_conf *conf,
		  struct hisi_model **model)
{
	struct hisi_model *m;
	int ret;

	if (conf == NULL || model == NULL)
		return -EINVAL;
	ret = conf_check(conf);
	if (ret != 0)
		return ret;
	m = calloc(1, sizeof(*m));
	if (m == NULL)
		return -ENOMEM;
	model_init(m, conf);
	ret = model_threads_start(m, conf->threads);
	if (ret != 0) {
		model_free(m);
		return ret;
	}
	register_device(m);
	*model = m;
	return 0;
}

void
model_put(struct hisi_model *model)
{
	bool last;

	pthread_mutex_lock(&model->lock);
	last = --model->refs == 0;
	pthread_mutex_unlock(&model->lock);
	if (last)
		model_free(model);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_destroy)
void
hisi_model_destroy(struct hisi_model *model)
{
	unsigned int i;

	if (model == NULL)
		return;
	unregister_device(model);
	hisi_model_inject_clear(model);
	pthread_mutex_lock(&model->lock);
	model->removed = true;
	for (i = 0; i < model->nb_queues; i++)
		if (model->queue[i] != NULL)
			model_queue_kill(model->queue[i]);
	pthread_mutex_unlock(&model->lock);
	model_threads_stop(model);
	model_put(model);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_name)
const char *
hisi_model_name(const struct hisi_model *model)
{
	return model->name;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_find)
struct hisi_model *
hisi_model_find(const char *name)
{
	struct hisi_model *m;

	pthread_mutex_lock(&devices_lock);
	for (m = devices; m != NULL; m = m->next)
		if (strcmp(m->name, name) == 0)
			break;
	pthread_mutex_unlock(&devices_lock);
	return m;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_attr)
int
hisi_model_attr(const struct hisi_model *model, const char *attr, char *buf,
		size_t size)
{
	int n;

	if (strcmp(attr, "api") == 0)
		n = snprintf(buf, size, "%s\n", model->gen->api);
	else if (strcmp(attr, "flags") == 0)
		n = snprintf(buf, size, "%u\n", HISI_UACCE_FLAG_SVA);
	else if (strcmp(attr, "available_instances") == 0)
		n = snprintf(buf, size, "%u\n",
			     model->removed ? 0 : model->nb_queues - model->used);
	else if (strcmp(attr, "algorithms") == 0)
		n = snprintf(buf, size, "%s",
			     model->gen->algorithms[model->ops->engine]);
	else if (strcmp(attr, "region_mmio_size") == 0)
		n = snprintf(buf, size, "%zu\n", model_mmio_size(model));
	else if (strcmp(attr, "region_dus_size") == 0)
		n = snprintf(buf, size, "%zu\n", model_dus_size(model));
	else if (strcmp(attr, "isolate") == 0)
		n = snprintf(buf, size, "%d\n", model->isolated);
	else
		return -ENOENT;
	return n < 0 || (size_t)n >= size ? -ENOSPC : n;
}

/* Queue numbers go round; a closed one is not used again at once (2.7). */
static int
pick_qn(struct hisi_model *model)
{
	unsigned int i, qn;

	for (i = 0; i < model->nb_queues; i++) {
		qn = (model->next_qn + i) % model->nb_queues;
		if (model->queue[qn] == NULL) {
			model->next_qn = (qn + 1) % model->nb_queues;
			return qn;
		}
	}
	return -EBUSY;
}

/* Called with the lock held. */
static void
enter_queue(struct hisi_model *model, struct hisi_model_queue *queue)
{
	model->queue[queue->qn] = queue;
	model->used++;
	model->refs++;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_open)
int
hisi_model_open(struct hisi_model *model, void *mem_ctx,
		struct hisi_model_queue **queue)
{
	int ret;

	pthread_mutex_lock(&model->lock);
	ret = model->removed ? -ENODEV : pick_qn(model);
	if (ret >= 0) {
		ret = model_queue_new(model, mem_ctx, ret, NULL, queue);
		if (ret == 0)
			enter_queue(model, *queue);
	}
	pthread_mutex_unlock(&model->lock);
	return ret;
}

/* Whether a number chosen by the client can be had. Lock held. */
static int
qn_free(const struct hisi_model *model, uint16_t qn)
{
	if (model->removed)
		return -ENODEV;
	return model->queue[qn] != NULL ? -EBUSY : 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_adopt)
int
hisi_model_adopt(struct hisi_model *model, uint16_t qn, void *dus,
		 void *mem_ctx, struct hisi_model_queue **queue)
{
	int ret;

	if (qn >= model->nb_queues || dus == NULL)
		return -EINVAL;
	pthread_mutex_lock(&model->lock);
	ret = qn_free(model, qn);
	if (ret == 0)
		ret = model_queue_new(model, mem_ctx, qn, dus, queue);
	if (ret == 0)
		enter_queue(model, *queue);
	pthread_mutex_unlock(&model->lock);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_attach)
int
hisi_model_attach(struct hisi_model *model,
		  const struct hisi_model_rings *rings, void *mem_ctx,
		  struct hisi_model_queue **queue)
{
	int ret;

	if (rings->qn >= model->nb_queues ||
	    rings->qc_type >= model->info->qc_types ||
	    rings->sq_depth == 0 || rings->sq_depth > MODEL_MAX_DEPTH ||
	    rings->cq_depth == 0 || rings->cq_depth > MODEL_MAX_DEPTH)
		return -EINVAL;
	pthread_mutex_lock(&model->lock);
	ret = qn_free(model, rings->qn);
	if (ret == 0)
		ret = model_queue_new_remote(model, mem_ctx, rings, queue);
	if (ret == 0)
		enter_queue(model, *queue);
	pthread_mutex_unlock(&model->lock);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_close)
void
hisi_model_close(struct hisi_model_queue *queue)
{
	struct hisi_model *model;

	if (queue == NULL)
		return;
	model = queue->model;
	model_queue_stop(queue);
	model_threads_forget(queue);
	model_leave(queue);
	model_queue_free(queue);
	model_put(model);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_reset)
void
hisi_model_reset(struct hisi_model *model)
{
	unsigned int i;

	pthread_mutex_lock(&model->lock);
	atomic_fetch_add(&model->resets, 1);
	for (i = 0; i < model->nb_queues; i++)
		if (model->queue[i] != NULL)
			model_queue_kill(model->queue[i]);
	pthread_mutex_unlock(&model->lock);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_isolate)
void
hisi_model_isolate(struct hisi_model *model, bool isolated)
{
	model->isolated = isolated;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_stats_get)
void
hisi_model_stats_get(const struct hisi_model *model,
		     struct hisi_model_stats *stats)
{
	stats->sq_doorbells = atomic_load(&model->sq_doorbells);
	stats->cq_doorbells = atomic_load(&model->cq_doorbells);
	stats->dropped_doorbells = atomic_load(&model->dropped_doorbells);
	stats->descriptors = atomic_load(&model->descriptors);
	stats->at_once = atomic_load(&model->at_once);
	stats->errors = atomic_load(&model->errors);
	stats->events = atomic_load(&model->events);
	stats->cq_overflows = atomic_load(&model->cq_overflows);
	stats->resets = atomic_load(&model->resets);
}
