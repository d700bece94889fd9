/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Access to the rings: memory of the queue file, or of a guest. */

#include <errno.h>
#include <string.h>

#include "model.h"

static uint64_t
sqe_addr(const struct hisi_model_queue *q, uint32_t slot)
{
	return q->sq_addr + (uint64_t)slot * q->model->info->sqe_size;
}

int
model_sqe_read(struct hisi_model_queue *q, uint32_t slot, uint32_t *sqe)
{
	size_t size = q->model->info->sqe_size;

	if (q->dus == NULL)
		return q->model->mem->read(q->ring_ctx, sqe_addr(q, slot),
					   sqe, size);
	memcpy(sqe, q->dus + slot * size, size);
	return 0;
}

static int
sqe_result_remote(struct hisi_model_queue *q, uint32_t slot,
		  const uint32_t *sqe)
{
	uint32_t left;
	unsigned int i;
	int ret = 0;

	for (left = q->model->info->result_words; left != 0 && ret == 0;
	     left &= left - 1) {
		i = __builtin_ctz(left);
		ret = q->model->mem->write(q->ring_ctx, sqe_addr(q, slot) +
					   i * sizeof(uint32_t), &sqe[i],
					   sizeof(uint32_t));
	}
	return ret;
}

/* Words the device does not own must survive, also a concurrent change. */
int
model_sqe_result(struct hisi_model_queue *q, uint32_t slot,
		 const uint32_t *sqe)
{
	uint32_t left, *ring;
	unsigned int i;

	if (q->dus == NULL)
		return sqe_result_remote(q, slot, sqe);
	ring = (uint32_t *)(void *)(q->dus + (size_t)slot *
				    q->model->info->sqe_size);
	for (left = q->model->info->result_words; left != 0;
	     left &= left - 1) {
		i = __builtin_ctz(left);
		ring[i] = sqe[i];
	}
	return 0;
}

/* Rings that somebody else owns may be in use for another run of the queue. */
int
model_sqe_done(struct hisi_model_queue *q, uint32_t slot, const uint32_t *sqe)
{
	int ret = 0;

	if (!q->dus_adopted)
		return model_sqe_result(q, slot, sqe);
	pthread_mutex_lock(&q->lock);
	if (!q->detached)
		ret = model_sqe_result(q, slot, sqe);
	pthread_mutex_unlock(&q->lock);
	return ret;
}

static int
cqe_put_remote(struct hisi_model_queue *q, uint64_t addr, uint64_t w23)
{
	const uint64_t w01 = 0;
	const uint64_t at = addr + offsetof(struct hisi_qm_cqe, w2);
	int ret = q->model->mem->write(q->ring_ctx, addr, &w01, sizeof(w01));

	if (ret != 0)
		return ret;
	/* Results first: the guest may read them as soon as the phase is. */
	atomic_thread_fence(memory_order_release);
	return q->model->mem->write(q->ring_ctx, at, &w23, sizeof(w23));
}

int
model_cqe_put(struct hisi_model_queue *q, uint32_t index, uint64_t w23)
{
	struct hisi_qm_cqe *cqe;

	if (q->dus == NULL)
		return cqe_put_remote(q, q->cq_addr + index * sizeof(*cqe),
				      w23);
	cqe = (struct hisi_qm_cqe *)(q->dus + (size_t)q->sq_depth *
				     q->model->info->sqe_size) + index;
	cqe->w0 = 0;
	cqe->w1 = 0;
	atomic_store_explicit((_Atomic uint64_t *)(void *)&cqe->w2, w23,
			      memory_order_release);
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_progress)
void
hisi_model_progress(struct hisi_model_queue *q,
		    struct hisi_model_progress *p)
{
	pthread_mutex_lock(&q->lock);
	p->sq_head = q->sq_head;
	p->sq_tail = q->sq_tail;
	p->cq_head = q->cq_rung;
	p->cq_tail = q->cq_tail;
	p->sq_wrap = q->sq_wrap;
	p->cq_wrap = q->cq_wrap;
	p->phase = q->cq_phase != 0;
	p->c_flag = q->c_flag;
	p->overflow = q->overflow;
	p->sq_lost = q->sq_lost;
	p->cq_lost = q->cq_lost;
	pthread_mutex_unlock(&q->lock);
}
