/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Doorbells (qm.md 5). */

#include <limits.h>

#include "model.h"

static void
sq_doorbell(struct hisi_model_queue *q, uint32_t index)
{
	struct hisi_model *model = q->model;
	bool work;

	atomic_fetch_add_explicit(&model->sq_doorbells, 1,
				  memory_order_relaxed);
	if (atomic_load_explicit(&model->faulty, memory_order_relaxed) &&
	    model_fault_hit(model, HISI_MODEL_FAULT_LOST_DOORBELL, NULL))
		return;
	pthread_mutex_lock(&q->lock);
	if (index < q->sq_tail)
		q->sq_wrap = !q->sq_wrap;
	q->sq_tail = index;
	work = q->state == MODEL_Q_STARTED && !q->dead &&
	       q->sq_head != q->sq_tail;
	pthread_mutex_unlock(&q->lock);
	if (!work)
		return;
	if (model->work != NULL) {
		model->work(q, q->mem_ctx);
		return;
	}
	if (model->nb_threads > 0) {
		model_threads_submit(q);
		return;
	}
	model_queue_run(q, &q->exec[0], UINT_MAX);
}

static void
cq_doorbell(struct hisi_model_queue *q, uint32_t index, bool c_flag)
{
	hisi_model_event_cb cb = NULL;
	void *arg = NULL;
	uint32_t freed;

	atomic_fetch_add_explicit(&q->model->cq_doorbells, 1,
				  memory_order_relaxed);
	pthread_mutex_lock(&q->lock);
	if (q->state != MODEL_Q_STARTED || q->dead) {
		pthread_mutex_unlock(&q->lock);
		return;
	}
	freed = index >= q->cq_rung ? index - q->cq_rung :
				      index + q->cq_depth - q->cq_rung;
	q->cq_used -= freed < q->cq_used ? freed : q->cq_used;
	q->cq_rung = index;
	q->c_flag = c_flag;
	if (model_event_due(q)) {
		cb = q->event_cb;
		arg = q->event_arg;
	}
	pthread_mutex_unlock(&q->lock);
	if (cb != NULL)
		cb(q, arg);
}

static void
doorbell(struct hisi_model_queue *q, uint64_t value)
{
	uint32_t index = HISI_GET64(HISI_QM_DB_INDEX, value);
	uint32_t cmd = HISI_GET64(HISI_QM_DB_CMD, value);
	uint32_t qn = HISI_GET64(HISI_QM_DB_QN | HISI_QM_DB_QN_HIGH, value);

	/* Foreign queue, wrong tag, stopped queue, index beyond the ring: the
	 * device drops the store (5.2, 17).
	 */
	if (qn == q->qn && HISI_GET64(HISI_QM_DB_TAG, value) == q->tag &&
	    q->state == MODEL_Q_STARTED && !q->dead) {
		if (cmd == HISI_QM_DB_CMD_SQ && index < q->sq_depth) {
			sq_doorbell(q, index);
			return;
		}
		if (cmd == HISI_QM_DB_CMD_CQ && index < q->cq_depth) {
			cq_doorbell(q, index,
				    (value & HISI_QM_DB_C_FLAG) != 0);
			return;
		}
	}
	atomic_fetch_add(&q->model->dropped_doorbells, 1);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_mmio_write)
void
hisi_model_mmio_write(struct hisi_model_queue *queue, size_t offset,
		      uint64_t value)
{
	if (offset == HISI_QM_DB_V2_OFFSET)
		doorbell(queue, value);
}
