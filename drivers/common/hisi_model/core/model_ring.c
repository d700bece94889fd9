/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Execution of descriptors, completions. */

#include "model.h"

/* Whether an event is due: armed, and an entry beyond the rung head exists
 * (17, question 1). Called with the lock held.
 */
bool
model_event_due(struct hisi_model_queue *q)
{
	if (!q->c_flag || q->cq_used == 0)
		return false;
	q->c_flag = false;
	atomic_fetch_add(&q->model->events, 1);
	return q->event_cb != NULL;
}

/* Entries the device may still write over: none is an overflow (17, 4). */
static bool
cqe_write(struct hisi_model_queue *q, uint32_t sq_head)
{
	uint64_t w23 = HISI_U64(HISI_PREP(HISI_QM_CQE_W2_SQ_HEAD, sq_head) |
				HISI_PREP(HISI_QM_CQE_W2_SQ_NUM, q->qn),
				HISI_PREP(HISI_QM_CQE_W3_PHASE, q->cq_phase));

	if (q->cq_used == q->cq_depth)
		return false;
	if (model_cqe_put(q, q->cq_tail, w23) != 0) {
		q->dead = true;
		q->cq_lost = true;
		return true;
	}
	q->cq_used++;
	if (++q->cq_tail == q->cq_depth) {
		q->cq_tail = 0;
		q->cq_phase ^= 1;
		q->cq_wrap = !q->cq_wrap;
	}
	return true;
}

/* Faults that keep a descriptor from being executed normally. */
static bool
exec_faulty(struct model_exec *x, uint32_t *sqe)
{
	struct hisi_model *model = x->queue->model;
	uint32_t code;

	if (model_fault_hit(model, HISI_MODEL_FAULT_STALL, NULL))
		model_fault_stall(x->queue);
	x->mem_fault = model_fault_hit(model, HISI_MODEL_FAULT_MEMORY, NULL);
	if (!model_fault_hit(model, HISI_MODEL_FAULT_ERROR, &code))
		return false;
	x->ops->fail(x, sqe, code);
	return true;
}

/* The outcome of a descriptor. */
enum done {
	DONE,
	LOST_SQE,    /* The slot could not be read. */
	LOST_RESULT, /* The slot could not be written. */
	LOST_RESET,  /* The device was reset instead. */
};

static enum done
execute_one(struct model_exec *x)
{
	struct hisi_model_queue *q = x->queue;
	struct hisi_model *model = q->model;
	uint32_t sqe[MODEL_SQE_WORDS];
	bool faulty;

	if (model_sqe_read(q, x->slot, sqe) != 0)
		return LOST_SQE;
	model_trace_begin(x, sqe);
	faulty = atomic_load_explicit(&model->faulty, memory_order_relaxed);
	x->mem_fault = false;
	x->plain = model->mem == &hisi_model_mem_direct && !x->trace &&
		   !faulty;
	x->given_up = false;
	if (!faulty || !exec_faulty(x, sqe))
		x->ops->exec(x, sqe);
	if (x->given_up)
		x->ops->fail(x, sqe, 0);
	model_views_release(x);
	atomic_fetch_add_explicit(&model->descriptors, 1,
				  memory_order_relaxed);
	if (x->ops->failed(sqe))
		atomic_fetch_add(&model->errors, 1);
	model_trace_end(x, sqe);
	return model_sqe_done(q, x->slot, sqe) == 0 ? DONE : LOST_RESULT;
}

static uint32_t
slot_after(const struct hisi_model_queue *q, uint32_t slot, unsigned int n)
{
	return slot + n < q->sq_depth ? slot + n : slot + n - q->sq_depth;
}

/*
 * Execute n descriptors at once. Where this is done, memory is plain, the
 * rings are the model's own, and nothing can fail but the descriptors
 * themselves.
 */
static void
execute_many(struct model_exec *x, unsigned int n)
{
	uint32_t sqe[MODEL_BATCH][MODEL_SQE_WORDS];
	struct hisi_model_queue *q = x->queue;
	unsigned int i, errors = 0;

	for (i = 0; i < n; i++)
		model_sqe_read(q, slot_after(q, x->slot, i), sqe[i]);
	x->mem_fault = false;
	x->trace = false;
	x->plain = true;
	x->given_up = false;
	x->ops->exec_many(x, sqe, n);
	for (i = 0; i < n; i++) {
		/* Nobody can tell which of them had come to an end. */
		if (x->given_up)
			x->ops->fail(x, sqe[i], 0);
		errors += x->ops->failed(sqe[i]);
		model_sqe_done(q, slot_after(q, x->slot, i), sqe[i]);
	}
	atomic_fetch_add_explicit(&q->model->descriptors, n,
				  memory_order_relaxed);
	if (errors > 0)
		atomic_fetch_add(&q->model->errors, errors);
}

/* Number of CQEs for an executed slot, and its slot number; without the lock. */
static unsigned int
completions(struct model_exec *x, uint32_t *sq_head)
{
	struct hisi_model *model = x->queue->model;
	unsigned int n = 1;

	if (!atomic_load_explicit(&model->faulty, memory_order_relaxed))
		return n;
	if (model_fault_hit(model, HISI_MODEL_FAULT_LOST_CQE, NULL))
		n = 0;
	if (model_fault_hit(model, HISI_MODEL_FAULT_DOUBLE_CQE, NULL))
		n = 2;
	model_fault_hit(model, HISI_MODEL_FAULT_SQ_HEAD, sq_head);
	return n;
}

static bool
reset_due(struct hisi_model *model)
{
	return atomic_load_explicit(&model->faulty, memory_order_relaxed) &&
	       model_fault_hit(model, HISI_MODEL_FAULT_RESET, NULL);
}

/* A CQ overflow stops the queue for good (7.2). Lock held. */
static void
overflow(struct hisi_model_queue *q)
{
	atomic_fetch_add(&q->model->cq_overflows, 1);
	q->dead = true;
	q->overflow = true;
	model_status_set(q, HISI_QM_DUS_TX_FROM_END, 1);
}

/*
 * How many descriptors may be executed at once: several only if their engine
 * gains by it, and there is no fault, no trace, no memory that has to be asked
 * for, and room in the CQ for all. Lock held.
 */
static unsigned int
batch_limit(const struct hisi_model_queue *q, const struct model_exec *x)
{
	struct hisi_model *model = q->model;

	if (x->ops->exec_many == NULL || model->unordered || q->dus == NULL ||
	    model->mem != &hisi_model_mem_direct ||
	    atomic_load_explicit(&model->faulty, memory_order_relaxed) ||
	    atomic_load_explicit(&model->tracing, memory_order_relaxed) ||
	    q->cq_depth - q->cq_used < MODEL_BATCH)
		return 1;
	return MODEL_BATCH;
}

/*
 * Take the next slots, max at most; without overtaking, only when all before
 * are done. Lock held. @return their number
 */
static unsigned int
take(struct hisi_model_queue *q, struct model_exec *x, unsigned int max)
{
	unsigned int n, limit = batch_limit(q, x);

	if (q->state != MODEL_Q_STARTED || q->dead || q->stop)
		return 0;
	if (q->running > 0 && !q->model->unordered)
		return 0;
	n = q->sq_tail >= q->sq_head ? q->sq_tail - q->sq_head :
				       q->sq_tail + q->sq_depth - q->sq_head;
	n = n < limit ? n : limit;
	n = n < max ? n : max;
	x->slot = q->sq_head;
	q->sq_head = slot_after(q, q->sq_head, n);
	q->running += n;
	return n;
}

/* Give the slot back, with its completions. Lock held. */
static void
finish(struct hisi_model_queue *q, unsigned int n, uint32_t sq_head)
{
	q->running--;
	while (n-- > 0 && !q->dead)
		if (!cqe_write(q, sq_head))
			overflow(q);
	if (q->running > 0)
		return;
	if (q->overflow)
		model_status_set(q, HISI_QM_DUS_RX_FROM_END, 1);
	pthread_cond_broadcast(&q->idle);
}

/* Lock held. */
static void
lost(struct hisi_model_queue *q, enum done done)
{
	if (done == LOST_SQE)
		q->sq_lost = true;
	else if (done == LOST_RESULT)
		q->cq_lost = true;
	else
		return;
	q->dead = true;
}

/* A guest's device tells of a queue that died; a process polls. Lock held. */
static bool
remote_died(const struct hisi_model_queue *q)
{
	return q->dus == NULL && q->event_cb != NULL &&
	       (q->overflow || q->sq_lost || q->cq_lost);
}

/* Call back if there is a reason to, without the lock. Lock held. */
static void
tell(struct hisi_model_queue *q)
{
	hisi_model_event_cb cb = q->event_cb;
	void *arg = q->event_arg;

	if (!model_event_due(q) && !remote_died(q))
		return;
	pthread_mutex_unlock(&q->lock);
	cb(q, arg);
	pthread_mutex_lock(&q->lock);
}

/* Execute what was taken and complete it. Lock held; not meanwhile. */
static enum done
execute(struct hisi_model_queue *q, struct model_exec *x, unsigned int taken)
{
	uint32_t sq_head = x->slot;
	unsigned int i, n = 1;
	enum done done = DONE;

	pthread_mutex_unlock(&q->lock);
	if (reset_due(q->model))
		done = LOST_RESET;
	else if (taken > 1)
		execute_many(x, taken);
	else
		done = execute_one(x);
	if (done != DONE)
		n = 0;
	else if (taken == 1)
		n = completions(x, &sq_head);
	pthread_mutex_lock(&q->lock);
	lost(q, done);
	for (i = 0; i < taken; i++) {
		finish(q, n, sq_head);
		sq_head = slot_after(q, sq_head, 1);
	}
	/* Nothing is being executed: who is called back may stop the queue. */
	tell(q);
	return done;
}

unsigned int
model_queue_run(struct hisi_model_queue *q, struct model_exec *x,
		unsigned int max)
{
	unsigned int n, left = max;
	enum done done = DONE;

	model_slice_owner(x);
	pthread_mutex_lock(&q->lock);
	while (done != LOST_RESET && (n = take(q, x, left)) > 0) {
		left -= n;
		done = execute(q, x, n);
	}
	pthread_mutex_unlock(&q->lock);
	model_slice_owner(NULL);
	if (done == LOST_RESET)
		hisi_model_reset(q->model);
	return max - left;
}
