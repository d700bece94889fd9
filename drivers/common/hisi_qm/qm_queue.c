/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file One hardware queue: geometry, start, stop. */

#include <errno.h>
#include <string.h>

#include <rte_malloc.h>

#include "qm_private.h"

/* Below this a ring has no room beside the reserved slots. */
#define QM_MIN_DEPTH (2 * HISI_QM_CQ_PACE)

/* The kernel says how large rings and region are; they must fit. */
static int
check_geometry(const struct hisi_qm_queue *q, uint32_t sqe_size)
{
	size_t rings = (size_t)q->sq_depth * sqe_size +
		       (size_t)q->cq_depth * sizeof(struct hisi_qm_cqe);

	if (q->sq_depth < QM_MIN_DEPTH || q->cq_depth < QM_MIN_DEPTH ||
	    q->sq_depth > HISI_QM_NO_OP || q->cq_depth > HISI_QM_NO_OP) {
		QM_LOG(ERR, "%s: ring depths %u and %u are not between %u and %u",
		       q->pair->dev->name, q->sq_depth, q->cq_depth,
		       QM_MIN_DEPTH, HISI_QM_NO_OP);
		return -ENOTSUP;
	}
	if (rings + HISI_QM_DUS_RX_FROM_END > q->dus_size) {
		QM_LOG(ERR, "%s: rings of %zu bytes do not fit into the queue's region of %zu",
		       q->pair->dev->name, rings, q->dus_size);
		return -ENOTSUP;
	}
	return 0;
}

static void
locate_rings(struct hisi_qm_queue *q, uint32_t sqe_size)
{
	uint8_t *dus = q->dus;

	q->sq = dus;
	q->cq = (struct hisi_qm_cqe *)(dus + (size_t)q->sq_depth * sqe_size);
	q->status = (const volatile uint32_t *)
		(dus + q->dus_size - HISI_QM_DUS_RX_FROM_END);
}

int
qm_queue_open(struct hisi_qm_pair *pair, unsigned int i, uint32_t sqe_size)
{
	struct hisi_qm_queue *q = &pair->queue[i];
	int ret;

	q->pair = pair;
	q->qc_type = pair->conf.qc_type[i];
	ret = pair->dev->provider->queue_open(pair->dev, q, sqe_size);
	if (ret != 0)
		return ret;
	ret = check_geometry(q, sqe_size);
	if (ret != 0)
		goto fail;
	locate_rings(q, sqe_size);
	q->slot_op = rte_malloc_socket("hisi_qm_slots",
				       HISI_QM_SLOTS * sizeof(*q->slot_op),
				       RTE_CACHE_LINE_SIZE,
				       pair->conf.socket_id);
	if (q->slot_op == NULL) {
		ret = -ENOMEM;
		goto fail;
	}
	ret = qm_queue_start(q);
	if (ret == 0)
		return 0;
fail:
	qm_queue_close(q);
	return ret;
}

void
qm_queue_close(struct hisi_qm_queue *q)
{
	if (q->provider_q == NULL)
		return;
	q->pair->dev->provider->queue_close(q);
	rte_free(q->slot_op);
	q->slot_op = NULL;
	q->provider_q = NULL;
}

int
qm_queue_start(struct hisi_qm_queue *q)
{
	int ret;

	/* The kernel starts again at phase 1 but clears no memory: stale
	 * entries of the last turn would look new (qm.md 4).
	 */
	memset(q->cq, 0, q->cq_depth * sizeof(*q->cq));
	memset(q->slot_op, 0xff, HISI_QM_SLOTS * sizeof(*q->slot_op));
	q->tail = 0;
	q->rung = 0;
	q->head = 0;
	q->phase = HISI_QM_CQE_W3_PHASE;
	q->unrung = 0;
	q->in_flight = 0;
	ret = q->pair->dev->provider->queue_start(q);
	if (ret != 0)
		QM_LOG(ERR, "%s: cannot start a queue: %s%s",
		       q->pair->dev->name, strerror(-ret),
		       ret == -EPERM ? "; the device is being reset, try again later" : "");
	return ret;
}

static uint32_t
held_count(const struct hisi_qm_queue *q)
{
	return q->tail >= q->rung ? q->tail - q->rung :
				    q->tail + q->sq_depth - q->rung;
}

void
qm_queue_held(struct hisi_qm_queue *q, void (*fn)(struct hisi_qm_entry *e))
{
	uint32_t i, n = held_count(q);

	for (i = 0; i < n; i++)
		fn(&q->pair->ring[q->slot_op[(q->rung + i) % q->sq_depth]]);
}

/* The rings begin at slot 0 again, so the descriptors move there. */
int
qm_queue_restart(struct hisi_qm_queue *q)
{
	size_t size = q->pair->conf.sqe_size;
	uint32_t i, slot, n = held_count(q);
	uint16_t *ops;
	uint8_t *sqes;
	int ret;

	if (n == 0)
		return qm_queue_start(q);
	sqes = rte_malloc("hisi_qm_held", n * (size + sizeof(*ops)), 0);
	if (sqes == NULL)
		return -ENOMEM;
	ops = (uint16_t *)(sqes + n * size);
	for (i = 0; i < n; i++) {
		slot = (q->rung + i) % q->sq_depth;
		memcpy(sqes + i * size, q->sq + slot * size, size);
		ops[i] = q->slot_op[slot];
	}
	ret = qm_queue_start(q);
	if (ret == 0) {
		memcpy(q->sq, sqes, n * size);
		memcpy(q->slot_op, ops, n * sizeof(*ops));
		q->tail = n;
		q->in_flight = n;
		hisi_qm_sq_ring(q);
	}
	rte_free(sqes);
	return ret;
}

int
qm_queue_stop(struct hisi_qm_queue *q)
{
	int ret = q->pair->dev->provider->queue_stop(q);

	if (ret != 0)
		QM_LOG(ERR, "%s: cannot stop queue %u: %s",
		       q->pair->dev->name, q->qn, strerror(-ret));
	return ret;
}
