/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queue life cycle: memory, ioctls, mappings, stop, poll. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "model.h"

/* Neither the sysfs sizes nor the rings depend on more than this (3.2). */
static size_t
page_size(void)
{
	return (size_t)sysconf(_SC_PAGESIZE);
}

size_t
model_dus_size(const struct hisi_model *model)
{
	size_t page = page_size();
	size_t rings = (size_t)model->info->sqe_size * model->sq_depth +
		       sizeof(struct hisi_qm_cqe) * model->cq_depth;

	return (rings + page - 1) / page * page + page;
}

size_t
model_mmio_size(const struct hisi_model *model)
{
	return hisi_gen_mmio_size(model->gen->gen, page_size());
}

static struct hisi_qm_cqe *
cq_of(struct hisi_model_queue *q)
{
	return (struct hisi_qm_cqe *)(q->dus + (size_t)q->sq_depth *
				      q->model->info->sqe_size);
}

/* The kernel writes these words, after the memory they speak of (7.1). */
void
model_status_set(struct hisi_model_queue *q, size_t from_end, uint32_t value)
{
	_Atomic uint32_t *word;

	/* Rings of a guest: its kernel writes its own words. */
	if (q->dus == NULL)
		return;
	word = (_Atomic uint32_t *)(void *)(q->dus + q->dus_size - from_end);
	atomic_store_explicit(word, value, memory_order_release);
}

static void
rings_restart(struct hisi_model_queue *q)
{
	q->sq_head = 0;
	q->sq_tail = 0;
	q->cq_tail = 0;
	q->cq_used = 0;
	q->cq_rung = 0;
	q->cq_phase = 1;
	q->sq_wrap = false;
	q->cq_wrap = false;
	q->c_flag = true;
}

static void *
region_alloc(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return NULL;
	/* A queue file's mappings are not copied by fork (2.7). */
	madvise(p, size, MADV_DONTFORK);
	return p;
}

static int
exec_alloc(struct hisi_model_queue *q)
{
	struct hisi_model *model = q->model;
	unsigned int i, n = model->unordered ? model->nb_threads : 1;
	int ret;

	q->exec = calloc(n, sizeof(*q->exec));
	if (q->exec == NULL)
		return -ENOMEM;
	q->nb_exec = n;
	for (i = 0; i < n; i++) {
		q->exec[i].queue = q;
		q->exec[i].ops = model->ops;
		ret = model->ops->ctx_new(&q->exec[i]);
		if (ret != 0)
			return ret;
	}
	return 0;
}

void
model_queue_free(struct hisi_model_queue *q)
{
	unsigned int i;

	for (i = 0; i < q->nb_exec; i++) {
		if (q->exec[i].engine != NULL)
			q->exec[i].ops->ctx_free(&q->exec[i]);
		model_views_free(&q->exec[i]);
	}
	free(q->exec);
	if (q->dus != NULL && !q->dus_adopted)
		munmap(q->dus, q->dus_size);
	if (q->mmio != NULL)
		munmap(q->mmio, q->mmio_size);
	pthread_mutex_destroy(&q->lock);
	pthread_cond_destroy(&q->idle);
	free(q);
}

static struct hisi_model_queue *
queue_alloc(struct hisi_model *model, void *mem_ctx, uint16_t qn)
{
	struct hisi_model_queue *q = calloc(1, sizeof(*q));

	if (q == NULL)
		return NULL;
	q->model = model;
	q->mem_ctx = mem_ctx;
	q->qn = qn;
	q->sq_depth = model->sq_depth;
	q->cq_depth = model->cq_depth;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->idle, NULL);
	q->state = MODEL_Q_INIT;
	q->poll_phase = 1;
	rings_restart(q);
	return q;
}

/* Rings whose memory, state and books are the client's (10.5). */
int
model_queue_new_remote(struct hisi_model *model, void *mem_ctx,
		       const struct hisi_model_rings *rings,
		       struct hisi_model_queue **queue)
{
	struct hisi_model_queue *q = queue_alloc(model, mem_ctx, rings->qn);
	int ret;

	if (q == NULL)
		return -ENOMEM;
	q->qc_type = rings->qc_type;
	q->tag = rings->tag;
	q->sq_depth = rings->sq_depth;
	q->cq_depth = rings->cq_depth;
	q->sq_addr = rings->sq_addr;
	q->cq_addr = rings->cq_addr;
	q->ring_ctx = rings->ring_ctx != NULL ? rings->ring_ctx : mem_ctx;
	q->cq_phase = rings->phase;
	q->c_flag = rings->c_flag;
	ret = exec_alloc(q);
	if (ret != 0) {
		model_queue_free(q);
		return ret;
	}
	q->state = MODEL_Q_STARTED;
	*queue = q;
	return 0;
}

int
model_queue_new(struct hisi_model *model, void *mem_ctx, uint16_t qn,
		void *dus, struct hisi_model_queue **queue)
{
	struct hisi_model_queue *q = queue_alloc(model, mem_ctx, qn);
	int ret = -ENOMEM;

	if (q == NULL)
		return -ENOMEM;
	q->dus_size = model_dus_size(model);
	q->mmio_size = model_mmio_size(model);
	q->dus_adopted = dus != NULL;
	q->dus = dus != NULL ? dus : region_alloc(q->dus_size);
	q->mmio = region_alloc(q->mmio_size);
	if (q->dus == NULL || q->mmio == NULL)
		goto fail;
	ret = exec_alloc(q);
	if (ret != 0)
		goto fail;
	/* CQ and status words are zero at open, the SQ holds anything (2.7). */
	if (dus == NULL)
		memset(q->dus, 0xA5,
		       (size_t)q->sq_depth * model->info->sqe_size);
	*queue = q;
	return 0;
fail:
	model_queue_free(q);
	return ret;
}

bool
model_queue_drained(const struct hisi_model_queue *q)
{
	return q->running == 0 && (q->dead || q->sq_head == q->sq_tail);
}

/* Called with the lock held. Work that hangs is given up after 5 s (4). */
static void
drain(struct hisi_model_queue *q)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 5;
	while (!model_queue_drained(q) &&
	       pthread_cond_timedwait(&q->idle, &q->lock, &until) == 0)
		;
	if (!model_queue_drained(q))
		q->dead = true;
	q->stop = true;
	while (q->running != 0)
		pthread_cond_wait(&q->idle, &q->lock);
	q->stop = false;
}

void
model_queue_stop(struct hisi_model_queue *q)
{
	unsigned int i;

	pthread_mutex_lock(&q->lock);
	if (q->state == MODEL_Q_STARTED) {
		drain(q);
		q->state = MODEL_Q_INIT;
		for (i = 0; i < q->nb_exec; i++) {
			q->exec[i].ops->ctx_wipe(&q->exec[i]);
			model_views_wipe(&q->exec[i]);
		}
	}
	pthread_mutex_unlock(&q->lock);
}

/* TX first, then the end of all work, then RX (7.1). */
void
model_queue_kill(struct hisi_model_queue *q)
{
	pthread_mutex_lock(&q->lock);
	model_status_set(q, HISI_QM_DUS_TX_FROM_END, 1);
	q->dead = true;
	q->stop = true;
	while (q->running != 0)
		pthread_cond_wait(&q->idle, &q->lock);
	q->stop = false;
	model_status_set(q, HISI_QM_DUS_RX_FROM_END, 1);
	if (q->model->removed)
		q->state = MODEL_Q_ZOMBIE;
	pthread_mutex_unlock(&q->lock);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_kill)
void
hisi_model_kill(struct hisi_model_queue *queue)
{
	model_queue_kill(queue);
}

static int
queue_start(struct hisi_model_queue *q)
{
	int ret = 0;

	pthread_mutex_lock(&q->lock);
	if (q->state == MODEL_Q_ZOMBIE)
		ret = -ENXIO;
	else if (q->state != MODEL_Q_INIT)
		ret = -EINVAL;
	else if (q->dead)
		ret = -EPERM;
	else {
		rings_restart(q);
		q->state = MODEL_Q_STARTED;
	}
	pthread_mutex_unlock(&q->lock);
	return ret;
}

static int
queue_set_ctx(struct hisi_model_queue *q, struct hisi_qm_qp_ctx *ctx)
{
	if (ctx == NULL)
		return -EFAULT;
	if (ctx->qc_type >= q->model->info->qc_types)
		return -EINVAL;
	pthread_mutex_lock(&q->lock);
	/* After the start only the software copy changes (2.6). */
	if (q->state == MODEL_Q_INIT)
		q->qc_type = ctx->qc_type;
	pthread_mutex_unlock(&q->lock);
	ctx->qn = q->qn;
	return 0;
}

static int
queue_get_info(struct hisi_model_queue *q, struct hisi_qm_qp_info *info)
{
	if (info == NULL)
		return -EFAULT;
	info->sqe_size = q->model->info->sqe_size;
	info->sq_depth = q->sq_depth;
	info->cq_depth = q->cq_depth;
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_ioctl)
int
hisi_model_ioctl(struct hisi_model_queue *queue, unsigned long request,
		 void *arg)
{
	if (queue->state == MODEL_Q_ZOMBIE)
		return -ENXIO;
	switch (request) {
	case HISI_UACCE_START_Q:
		return queue_start(queue);
	case HISI_UACCE_PUT_Q:
		model_queue_stop(queue);
		return 0;
	case HISI_QM_SET_QP_CTX:
		return queue_set_ctx(queue, arg);
	case HISI_QM_GET_QP_INFO:
		return queue_get_info(queue, arg);
	}
	return -EINVAL;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_set_event)
void
hisi_model_set_event(struct hisi_model_queue *queue, hisi_model_event_cb cb,
		     void *arg)
{
	pthread_mutex_lock(&queue->lock);
	queue->event_cb = cb;
	queue->event_arg = arg;
	pthread_mutex_unlock(&queue->lock);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_poll)
int
hisi_model_poll(struct hisi_model_queue *queue)
{
	struct hisi_qm_cqe *cq;
	int news = 0;

	if (queue->dus == NULL)
		return 0;
	cq = cq_of(queue);
	pthread_mutex_lock(&queue->lock);
	while (queue->state != MODEL_Q_ZOMBIE &&
	       HISI_GET(HISI_QM_CQE_W3_PHASE, cq[queue->poll_head].w3) ==
			queue->poll_phase) {
		news = 1;
		if (++queue->poll_head == queue->cq_depth) {
			queue->poll_head = 0;
			queue->poll_phase ^= 1;
		}
	}
	pthread_mutex_unlock(&queue->lock);
	return news;
}
