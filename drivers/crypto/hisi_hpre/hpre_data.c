/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue. */

#include "hpre_pmd.h"

static const struct hpre_session *
temp_session(struct hpre_qp *qp, struct rte_crypto_op *op, uint32_t index)
{
	struct hpre_session *s = hpre_temp_session(qp, index);

	if (op->sess_type != RTE_CRYPTO_OP_SESSIONLESS) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->pair, "session type %d is not supported",
			      op->sess_type);
		return NULL;
	}
	if (op->asym->xform == NULL ||
	    hpre_session_init(qp->dev, op->asym->xform, s) != 0) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->pair, "session-less, and its xform is missing or bad");
		return NULL;
	}
	return s;
}

static const struct hpre_session *
session_of(struct hpre_qp *qp, struct rte_crypto_op *op, uint32_t index,
	   uint32_t *aux)
{
	const struct hpre_session *s;

	if (op->type != RTE_CRYPTO_OP_TYPE_ASYMMETRIC) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->pair, "op type %d is not asymmetric", op->type);
		return NULL;
	}
	if (likely(op->sess_type == RTE_CRYPTO_OP_WITH_SESSION)) {
		s = op->asym->session == NULL ? NULL :
		    hpre_session_at(op->asym->session->sess_private_data);
		if (likely(s != NULL && s->owner == qp->dev))
			return s;
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->pair, "its session was not made for this device");
		return NULL;
	}
	*aux |= HPRE_FINISH_TEMP;
	return temp_session(qp, op, index);
}

static void
temp_wipe(struct hpre_qp *qp, uint32_t index, uint32_t aux)
{
	if (aux & HPRE_FINISH_TEMP)
		hisi_memzero(hpre_temp_session(qp, index),
			     sizeof(struct hpre_session));
}

static void
enqueue_one(struct hpre_qp *qp, struct hisi_qm_in *in,
	    struct rte_crypto_op *op)
{
	struct hisi_qm_queue *q = &in->pair->queue[HPRE_Q_RSA];
	uint32_t aux = 0, index = hisi_qm_index(in);
	const struct hpre_session *s;
	int ret = HPRE_FINISHED;

	s = session_of(qp, op, index, &aux);
	if (likely(s != NULL))
		ret = hpre_rsa_build(qp, s, op, index, &aux);
	if (likely(ret == HPRE_SUBMIT)) {
		hisi_qm_sq_one(q, sizeof(struct hisi_hpre_sqe), index);
		hisi_qm_entry_hw(in, op, HPRE_Q_RSA, aux);
		return;
	}
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		in->pair->enqueue_err++;
	temp_wipe(qp, index, aux);
	hisi_qm_entry_done(in, op);
}

uint16_t
hpre_enqueue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb)
{
	struct hpre_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->pair;
	struct hisi_qm_in in = { .pair = pair, .tail = pair->tail };
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);

	if (unlikely(n == 0)) {
		/* The op stays the caller's; say so if waiting is no use. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_CRYPTO_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL); i++)
		enqueue_one(qp, &in, ops[i]);
	return hisi_qm_enqueue_end(&in);
}

static __rte_always_inline void *
hpre_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index)
{
	const struct hisi_hpre_sqe *bd = sqe;
	struct hpre_qp *qp = arg;
	struct rte_crypto_op *op = e->op;
	uint32_t aux = hisi_qm_entry_aux(e);
	const struct hpre_session *s = aux & HPRE_FINISH_TEMP ?
		hpre_temp_session(qp, index) :
		hpre_session_at(op->asym->session->sess_private_data);

	/* Both error fields and done: all three must be right (3.5). */
	if (likely((bd->w0 & ~HISI_HPRE_W0_ALG) ==
		   HISI_PREP(HISI_HPRE_W0_DONE, HISI_HPRE_DONE_FINISHED)))
		op->status = hpre_rsa_finish(s, op,
					     hisi_qm_cookie(qp->pair, index),
					     aux);
	else
		op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	if (unlikely(op->status != RTE_CRYPTO_OP_STATUS_SUCCESS))
		qp->pair->dequeue_err++;
	temp_wipe(qp, index, aux);
	return op;
}

void
hpre_scan(void *queue_pair, uint32_t budget)
{
	struct hpre_qp *qp = queue_pair;

	hisi_qm_scan(qp->pair, &qp->pair->queue[HPRE_Q_RSA], NULL,
		     sizeof(struct hisi_hpre_sqe), budget, hpre_done, qp);
}

uint16_t
hpre_dequeue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb)
{
	struct hpre_qp *qp = queue_pair;
	struct hisi_qm_out out;

	if (!hisi_qm_dequeue_begin(qp->pair, &out, (void **)ops, nb))
		return 0;
	hisi_qm_scan(qp->pair, &qp->pair->queue[HPRE_Q_RSA], &out,
		     sizeof(struct hisi_hpre_sqe), nb, hpre_done, qp);
	return hisi_qm_dequeue_end(&out);
}

void
hpre_fail(void *arg, struct hisi_qm_entry *e, uint32_t index)
{
	struct hpre_qp *qp = arg;
	struct rte_crypto_op *op = e->op;

	op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	qp->pair->dequeue_err++;
	temp_wipe(qp, index, hisi_qm_entry_aux(e));
}
