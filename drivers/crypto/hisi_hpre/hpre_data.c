/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue. */

#include "hpre_op.h"

static const struct hpre_session *
temp_session(struct hpre_qp *qp, struct rte_crypto_op *op, uint32_t index)
{
	struct hpre_session *s = hpre_temp_session(qp, index);

	if (op->sess_type != RTE_CRYPTO_OP_SESSIONLESS) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->qm.pair, "session type %d is not supported",
				 op->sess_type);
		return NULL;
	}
	if (op->asym->xform == NULL) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->qm.pair, "session-less without an xform");
		return NULL;
	}
	if (hpre_session_init(qp->dev, qp->qm.pair, op->asym->xform, s) != 0) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		return NULL;
	}
	return s;
}

static const struct hpre_session *
session_of(struct hpre_qp *qp, struct rte_crypto_op *op, uint32_t index,
	   uint32_t *aux)
{
	const struct hpre_session *s;

	if (unlikely(op->type != RTE_CRYPTO_OP_TYPE_ASYMMETRIC)) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->qm.pair, "op type %d is not asymmetric",
				 op->type);
		return NULL;
	}
	if (likely(op->sess_type == RTE_CRYPTO_OP_WITH_SESSION)) {
		s = op->asym->session == NULL ? NULL :
		    hpre_session_at(op->asym->session->sess_private_data);
		if (likely(s != NULL && (s->tag == qp->tag[HPRE_Q_RSA] ||
					 s->tag == qp->tag[HPRE_Q_ECC])))
			return s;
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->qm.pair, "its session was made by another driver, or for algorithms that this device does not have");
		return NULL;
	}
	*aux |= HPRE_WIPE_SESSION;
	return temp_session(qp, op, index);
}

/* Wipe the secrets of an op: operands, results, keys of its own. */
static void
wipe(struct hpre_qp *qp, uint32_t index, uint32_t aux)
{
	struct hpre_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);

	if (aux & HPRE_WIPE_IN)
		hisi_memzero(cookie->in, sizeof(cookie->in));
	if (aux & HPRE_WIPE_OUT)
		hisi_memzero(cookie->out, sizeof(cookie->out));
	if (aux & HPRE_WIPE_KEY)
		hisi_memzero(cookie->key, sizeof(cookie->key));
	if (unlikely(aux & HPRE_WIPE_SESSION))
		hisi_memzero(hpre_temp_session(qp, index),
			     sizeof(struct hpre_session));
}

/* The result needed no hardware: finish the op as dequeue would. */
static void
finish_known(struct hpre_in *in)
{
	struct hpre_out out = {
		.s = in->s, .op = in->op, .cookie = in->cookie,
		.hash = &in->qp->hash_in, .aux = in->aux,
	};

	in->op->status = in->s->type->finish(&out);
}

static void
enqueue_one(struct hpre_qp *qp, struct hisi_qm_in *burst,
	    struct rte_crypto_op *op)
{
	uint32_t index = hisi_qm_index(burst);
	struct hisi_qm_queue *q;
	enum hpre_built built;
	struct hpre_in in = {
		.qp = qp, .op = op,
		.cookie = hisi_qm_cookie(burst->pair, index),
	};

	in.s = session_of(qp, op, index, &in.aux);
	if (likely(in.s != NULL)) {
		q = &burst->pair->queue[in.s->queue];
		in.sqe = hisi_qm_slot(q, sizeof(*in.sqe));
		built = in.s->type->build(&in);
		if (likely(built == HPRE_SUBMIT)) {
			hisi_qm_one_hw(burst, in.s->queue, sizeof(*in.sqe),
				       op, in.aux);
			return;
		}
		if (built == HPRE_KNOWN)
			finish_known(&in);
	}
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		burst->pair->enqueue_err++;
	wipe(qp, index, in.aux);
	hisi_qm_one_done(burst, op);
}

uint16_t
hpre_enqueue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb)
{
	struct hpre_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->qm.pair;
	struct hisi_qm_in in = hisi_qm_in(pair, 0);
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);

	if (unlikely(n == 0)) {
		/* The ops stay with the caller. Tell it if waiting is useless. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_CRYPTO_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL); i++)
		enqueue_one(qp, &in, ops[i]);
	return hisi_qm_enqueue_end(&in);
}

/* The datasheet leaves the meaning of the bits open (14, 1 and 17): log all. */
static __rte_noinline __rte_cold uint8_t
device_error(struct hpre_qp *qp, const struct hisi_hpre_sqe *bd)
{
	hisi_qm_op_error(qp->qm.pair, "algorithm 0x%02x ended with done %u, etype 0x%x, etype1 0x%x, sva_status %u",
			 HISI_GET(HISI_HPRE_W0_ALG, bd->w0),
			 HISI_GET(HISI_HPRE_W0_DONE, bd->w0),
			 HISI_GET(HISI_HPRE_W0_ETYPE, bd->w0),
			 HISI_GET(HISI_HPRE_W0_ETYPE1, bd->w0),
			 HISI_GET(HISI_HPRE_W1_SVA_STATUS, bd->w1));
	return RTE_CRYPTO_OP_STATUS_ERROR;
}

static __rte_always_inline void *
hpre_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index)
{
	const struct hisi_hpre_sqe *bd = sqe;
	struct hpre_qp *qp = arg;
	struct rte_crypto_op *op = e->op;
	struct hpre_out out = {
		.op = op,
		.cookie = hisi_qm_cookie(qp->qm.pair, index),
		.hash = &qp->hash_out,
		.aux = hisi_qm_entry_aux(e),
		.verdict = bd->out_lo,
	};

	out.s = unlikely(out.aux & HPRE_WIPE_SESSION) ?
		hpre_temp_session(qp, index) :
		hpre_session_at(op->asym->session->sess_private_data);
	/* Success needs both error fields 0 and done set (3.5). */
	if (likely((bd->w0 & ~HISI_HPRE_W0_ALG) ==
		   HISI_PREP(HISI_HPRE_W0_DONE, HISI_HPRE_DONE_FINISHED)))
		op->status = out.s->type->finish(&out);
	else
		op->status = device_error(qp, bd);
	if (unlikely(op->status != RTE_CRYPTO_OP_STATUS_SUCCESS))
		qp->qm.pair->dequeue_err++;
	wipe(qp, index, out.aux);
	return op;
}

void
hpre_scan(void *queue_pair, uint32_t budget)
{
	struct hpre_qp *qp = queue_pair;
	uint32_t i;

	for (i = 0; i < qp->qm.pair->nb_queues; i++)
		hisi_qm_scan(qp->qm.pair, &qp->qm.pair->queue[i], NULL,
			     sizeof(struct hisi_hpre_sqe), budget, hpre_done,
			     qp);
}

uint16_t
hpre_dequeue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb)
{
	struct hpre_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->qm.pair;
	struct hisi_qm_out out;
	uint32_t i;

	if (!hisi_qm_dequeue_begin(pair, &out, (void **)ops, nb))
		return 0;
	for (i = 0; i < pair->nb_queues; i++)
		hisi_qm_scan(pair, &pair->queue[i], &out,
			     sizeof(struct hisi_hpre_sqe), nb - out.n,
			     hpre_done, qp);
	return hisi_qm_dequeue_end(&out);
}

void
hpre_fail(void *arg, struct hisi_qm_entry *e, uint32_t index)
{
	struct hpre_qp *qp = arg;
	struct rte_crypto_op *op = e->op;

	op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	qp->qm.pair->dequeue_err++;
	wipe(qp, index, hisi_qm_entry_aux(e));
}
