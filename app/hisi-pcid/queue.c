/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queues: contexts, doorbells, what happens when one dies. */

#include <string.h>

#include "pcid.h"

unsigned int
pcid_queues(const struct pcid *d)
{
	uint64_t entry = d->vft[HISI_QM_VFT_SQC][0];
	uint32_t n;

	if ((entry & HISI_QM_VFT_VALID) == 0)
		return 0;
	n = HISI_GET64(HISI_QM_VFT_NUMBER, entry) + 1;
	return n < HISI_MODEL_MAX_QUEUES ? n : HISI_MODEL_MAX_QUEUES;
}

/* The queue has news, or died of what its memory did. */
static void
queue_event(struct hisi_model_queue *q, void *arg)
{
	struct pcid_queue *pq = arg;
	struct pcid *d = pq->device;
	struct hisi_model_progress p;
	uint16_t qn = (uint16_t)(pq - d->queue);

	hisi_model_progress(q, &p);
	if (!p.overflow && !p.sq_lost && !p.cq_lost) {
		pcid_event_queue(d, qn);
		return;
	}
	if (pq->told)
		return;
	pq->told = true;
	if (p.overflow)
		pcid_event_async(d, HISI_QM_AEQE_CQ_OVERFLOW, qn);
	if (p.sq_lost)
		pcid_error(d, HISI_QM_ERR_AXI_READ);
	if (p.cq_lost)
		pcid_error(d, HISI_QM_ERR_AXI_WRITE);
}

static uint16_t
depth_of(const struct hisi_qm_context *ctx)
{
	return HISI_GET(HISI_QM_CTX_W3_DEPTH, ctx->w[3]) + 1;
}

/* Whether the descriptors of a queue hold a process's addresses: by a bit of
 * the context, before generation 3 by one of the engine's, for any PASID.
 */
static bool
of_process(struct pcid *d, const struct hisi_qm_context *sqc)
{
	if ((d->gen->has & HISI_GEN_CAP_REGS) != 0)
		return (sqc->w[5] & HISI_QM_SQC_W5_PASID_ENABLE) != 0;
	if (HISI_GET(HISI_QM_CTX_W5_PASID, sqc->w[5]) == 0)
		return false;
	switch (d->engine) {
	case HISI_ENGINE_SEC:
		return (*pcid_reg(d, HISI_SEC_USER_CTRL1) &
			HISI_SEC_USER_CTRL1_SSV) != 0;
	case HISI_ENGINE_HPRE:
		return (*pcid_reg(d, HISI_HPRE_DATA_RUSER) &
			HISI_HPRE_DATA_RUSER_PASID) != 0;
	case HISI_ENGINE_ZIP:
		return (*pcid_reg(d, HISI_ZIP_DATA_RUSER) &
			HISI_ZIP_DATA_RUSER_SSV) != 0;
	}
	return false;
}

static bool
queue_start(struct pcid *d, uint16_t qn)
{
	struct pcid_queue *pq = &d->queue[qn];
	const struct hisi_qm_context *s = &pq->sqc, *c = &pq->cqc;
	const struct hisi_model_rings rings = {
		.qn = qn,
		.qc_type = HISI_GET(HISI_QM_SQC_W6_TYPE, s->w[6]),
		.tag = HISI_GET(HISI_QM_CTX_W4_TAG, s->w[4]),
		.sq_depth = depth_of(s),
		.cq_depth = depth_of(c),
		.phase = (c->w[6] & HISI_QM_CQC_W6_PHASE) != 0,
		.c_flag = (c->w[6] & HISI_QM_CQC_W6_C_FLAG) != 0,
		.sq_addr = HISI_U64(s->w[1], s->w[2]),
		.cq_addr = HISI_U64(c->w[1], c->w[2]),
		/* The kernel's memory in any case (17, question 12). */
		.ring_ctx = &d->space,
	};

	pq->device = d;
	pq->space.device = d;
	pq->space.process = of_process(d, s);
	pq->space.pasid = HISI_GET(HISI_QM_CTX_W5_PASID, s->w[5]);
	if (hisi_model_attach(d->model, &rings, &pq->space, &pq->q) != 0) {
		pq->q = NULL;
		return false;
	}
	hisi_model_set_event(pq->q, queue_event, pq);
	return true;
}

static void
queue_close(struct pcid_queue *pq)
{
	if (pq->q != NULL) {
		/* Nobody else executes it: to wait for its work would be vain. */
		hisi_model_detach(pq->q);
		hisi_model_close(pq->q);
	}
	pq->q = NULL;
	pq->told = false;
}

/* A queue completes into the CQ of its own number: anything else, and other
 * entry sizes, are not modelled and fail.
 */
static bool
context_good(const struct pcid *d, uint16_t qn, bool cqc,
	     const struct hisi_qm_context *ctx)
{
	uint32_t log2 = HISI_GET(HISI_QM_CTX_W3_ENTRY_LOG2, ctx->w[3]);

	if (cqc)
		return log2 == 4;
	return (1U << log2) == hisi_engine_get(d->engine)->sqe_size &&
	       HISI_GET(HISI_QM_SQC_W6_CQN, ctx->w[6]) == qn;
}

bool
pcid_context_load(struct pcid *d, uint16_t qn, bool cqc,
		  const struct hisi_qm_context *ctx)
{
	struct pcid_queue *pq;

	if (qn >= pcid_queues(d) || !context_good(d, qn, cqc, ctx))
		return false;
	pq = &d->queue[qn];
	queue_close(pq);
	/* A new SQC begins a new life: the driver loads the CQC after it. */
	if (cqc) {
		pq->cqc = *ctx;
		pq->cqc_valid = true;
	} else {
		pq->sqc = *ctx;
		pq->sqc_valid = true;
		pq->cqc_valid = false;
	}
	if (!pq->sqc_valid || !pq->cqc_valid ||
	    (pq->sqc.w[6] & HISI_QM_SQC_W6_DISABLED) != 0)
		return true;
	return queue_start(d, qn);
}

static void
flag(uint32_t *word, uint32_t mask, bool on)
{
	*word = on ? *word | mask : *word & ~mask;
}

void
pcid_context_dump(struct pcid *d, uint16_t qn, bool cqc,
		  struct hisi_qm_context *ctx)
{
	struct pcid_queue *pq = &d->queue[qn];
	struct hisi_model_progress p;

	*ctx = cqc ? pq->cqc : pq->sqc;
	if (pq->q == NULL)
		return;
	hisi_model_progress(pq->q, &p);
	ctx->w[0] = cqc ? HISI_PREP(HISI_QM_CTX_W0_HEAD, p.cq_head) |
			  HISI_PREP(HISI_QM_CTX_W0_TAIL, p.cq_tail) :
			  HISI_PREP(HISI_QM_CTX_W0_HEAD, p.sq_head) |
			  HISI_PREP(HISI_QM_CTX_W0_TAIL, p.sq_tail);
	flag(&ctx->w[5], HISI_QM_CTX_W5_WRAP, cqc ? p.cq_wrap : p.sq_wrap);
	if (!cqc)
		return;
	flag(&ctx->w[6], HISI_QM_CQC_W6_PHASE, p.phase);
	flag(&ctx->w[6], HISI_QM_CQC_W6_C_FLAG, p.c_flag);
}

void
pcid_queue_stop(struct pcid *d, uint16_t qn)
{
	if (d->queue[qn].q != NULL)
		hisi_model_ioctl(d->queue[qn].q, HISI_UACCE_PUT_Q, NULL);
}

void
pcid_queue_drop(struct pcid *d, uint16_t qn)
{
	queue_close(&d->queue[qn]);
	d->queue[qn].sqc_valid = false;
	d->queue[qn].cqc_valid = false;
}

void
pcid_queue_drop_from(struct pcid *d, unsigned int first)
{
	unsigned int qn;

	for (qn = first; qn < HISI_MODEL_MAX_QUEUES; qn++)
		pcid_queue_drop(d, qn);
}

static void
write_back(struct pcid *d, uint16_t qn, bool cqc, uint64_t table)
{
	struct hisi_qm_context ctx;

	if (table == 0)
		return;
	pcid_context_dump(d, qn, cqc, &ctx);
	if (pcid_guest_write(&d->guest, table + (uint64_t)qn * sizeof(ctx),
			      &ctx, sizeof(ctx)) != 0)
		pcid_error(d, HISI_QM_ERR_AXI_WRITE);
}

void
pcid_cache_write_back(struct pcid *d)
{
	unsigned int qn;

	for (qn = 0; qn < HISI_MODEL_MAX_QUEUES; qn++) {
		if (d->queue[qn].sqc_valid)
			write_back(d, qn, false, d->sqc_base);
		if (d->queue[qn].cqc_valid)
			write_back(d, qn, true, d->cqc_base);
		pcid_queue_drop(d, qn);
	}
}

/*
 * Everything that was submitted, before the doorbell is answered; but the
 * server ends when it is told to, or serves the next client, whatever a guest
 * has submitted.
 */
static void
execute(struct pcid *d, struct pcid_queue *pq)
{
	/* One at a time: the first slice of each may take tenths of a second. */
	while (!pcid_stopping(d) && !pcid_client_left(d) &&
	       hisi_model_run(pq->q, 1) != 0)
		;
}

static void
queue_doorbell(struct pcid *d, int window, uint64_t value, uint32_t cmd)
{
	uint32_t qn = HISI_GET64(HISI_QM_DB_QN | HISI_QM_DB_QN_HIGH, value);
	uint32_t tag = HISI_GET64(HISI_QM_DB_TAG, value);
	struct pcid_queue *pq;

	/* Wrong window (17, 3), or not one of the function (13.1). */
	if (window >= 0 && qn != (uint32_t)window) {
		pcid_error(d, HISI_QM_ERR_DB_RANGE);
		return;
	}
	if (qn >= pcid_queues(d)) {
		pcid_error(d, cmd == HISI_QM_DB_CMD_SQ ? HISI_QM_ERR_SQ_RANGE :
							 HISI_QM_ERR_CQ_RANGE);
		return;
	}
	pq = &d->queue[qn];
	if (pq->q == NULL)
		return;
	if (tag != HISI_GET(HISI_QM_CTX_W4_TAG, pq->sqc.w[4])) {
		pcid_error(d, HISI_QM_ERR_DB_TAG);
		return;
	}
	hisi_model_mmio_write(pq->q, HISI_QM_DB_V2_OFFSET, value);
	execute(d, pq);
}

void
pcid_doorbell(struct pcid *d, int window, uint64_t value)
{
	uint32_t cmd = HISI_GET64(HISI_QM_DB_CMD, value);
	uint32_t index = HISI_GET64(HISI_QM_DB_INDEX, value);

	switch (cmd) {
	case HISI_QM_DB_CMD_SQ:
	case HISI_QM_DB_CMD_CQ:
		queue_doorbell(d, window, value, cmd);
		break;
	case HISI_QM_DB_CMD_EQ:
	case HISI_QM_DB_CMD_AEQ:
		if (window < 0)
			pcid_event_doorbell(d, cmd == HISI_QM_DB_CMD_AEQ,
					    index);
		break;
	}
}
