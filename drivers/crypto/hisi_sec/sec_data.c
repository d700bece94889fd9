/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue, once per descriptor type. */

#include "sec_build.h"

static __rte_always_inline const struct sec_session *
sec_session_of(struct sec_qp *qp, struct rte_crypto_op *op, uint32_t index,
	       uint32_t *aux)
{
	const struct sec_session *s;

	if (likely(op->sess_type == RTE_CRYPTO_OP_WITH_SESSION)) {
		s = op->sym->session == NULL ? NULL :
		    CRYPTODEV_GET_SYM_SESS_PRIV(op->sym->session);
		if (likely(s != NULL && s->owner == qp->dev))
			return s;
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->pair, "its session was not made for this device");
		return NULL;
	}
	s = sec_temp_session(qp, op, hisi_qm_cookie(qp->pair, index));
	*aux |= SEC_AUX_TEMP;
	return s;
}

static __rte_always_inline int
sec_build(struct sec_qp *qp, const struct sec_session *s,
	  struct rte_crypto_op *op, uint32_t index, uint32_t *aux,
	  const bool v3)
{
	struct hisi_qm_queue *q = &qp->pair->queue[SEC_Q_FIRST];

	if (unlikely(op->sym->m_src == NULL))
		return SEC_REFUSE(qp, op, "no source mbuf");
	switch (s->cls) {
	case SEC_CLASS_CIPHER:
		return sec_build_cipher(qp, q, s, &s->bd, op, index, v3);
	case SEC_CLASS_AEAD:
		return sec_build_aead(qp, q, s, op, index, v3);
	case SEC_CLASS_CHAIN:
		return sec_build_chain(qp, q, s, op, index, aux, v3);
	default:
		break;
	}
	if (unlikely((s->flags & SEC_F_NULL_CIPHER) &&
		     op->sym->m_dst != NULL &&
		     op->sym->m_dst != op->sym->m_src &&
		     sec_null_copy(qp, op) != SEC_SUBMIT))
		return SEC_FINISHED;
	switch (s->cls) {
	case SEC_CLASS_DIGEST:
		return sec_build_digest(qp, q, s, &s->bd, op->sym->m_src, op,
					index, aux, v3);
	case SEC_CLASS_GMAC:
		return sec_build_gmac(qp, q, s, op, index, v3);
	default:
		op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
		return SEC_FINISHED;
	}
}

static __rte_always_inline void
sec_enqueue_one(struct sec_qp *qp, struct rte_crypto_op *op, uint32_t index,
		const bool v3)
{
	struct hisi_qm_pair *pair = qp->pair;
	const struct sec_session *s = NULL;
	uint32_t aux = 0;
	int ret = SEC_FINISHED;

	if (likely(op->type == RTE_CRYPTO_OP_TYPE_SYMMETRIC))
		s = sec_session_of(qp, op, index, &aux);
	else
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	if (likely(s != NULL))
		ret = sec_build(qp, s, op, index, &aux, v3);
	if (likely(ret == SEC_SUBMIT)) {
		hisi_qm_sqe_commit(&pair->queue[SEC_Q_FIRST], index);
		hisi_qm_entry_hw(pair, index, op, SEC_Q_FIRST, aux);
		return;
	}
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		pair->enqueue_err++;
	if ((aux & SEC_AUX_TEMP) && s != NULL)
		sec_temp_session_put(qp, hisi_qm_cookie(pair, index));
	hisi_qm_entry_done(pair, index, op, 0);
}

static __rte_always_inline uint16_t
sec_enqueue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb,
	    const bool v3)
{
	struct sec_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->pair;
	uint32_t i, n = hisi_qm_enqueue_begin(pair, nb);

	if (unlikely(n == 0)) {
		/* The op stays the caller's; say so if waiting is no use. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_CRYPTO_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL); i++)
		sec_enqueue_one(qp, ops[i], hisi_qm_index(pair, i), v3);
	hisi_qm_enqueue_end(pair, i);
	return i;
}

uint16_t
sec_enqueue_bd2(void *qp, struct rte_crypto_op **ops, uint16_t nb)
{
	return sec_enqueue(qp, ops, nb, false);
}

uint16_t
sec_enqueue_bd3(void *qp, struct rte_crypto_op **ops, uint16_t nb)
{
	return sec_enqueue(qp, ops, nb, true);
}

/* Done without an error, and no tag that differs: its code is the middle bit
 * of the field alone, so its neighbours need a closer look (11.1).
 */
#define SEC_RESULT_MASK (HISI_SEC_W28_DONE | HISI_SEC_W28_ERROR_TYPE | \
			 (HISI_SEC_W28_ICV & ~HISI_PREP(HISI_SEC_W28_ICV, \
						HISI_SEC_ICV_MATCH)))

static uint8_t
sec_status(uint32_t result)
{
	if (!(result & HISI_SEC_W28_DONE) ||
	    (result & HISI_SEC_W28_ERROR_TYPE) != 0)
		return RTE_CRYPTO_OP_STATUS_ERROR;
	return HISI_GET(HISI_SEC_W28_ICV, result) == HISI_SEC_ICV_MISMATCH ?
	       RTE_CRYPTO_OP_STATUS_AUTH_FAILED :
	       RTE_CRYPTO_OP_STATUS_SUCCESS;
}

static const struct sec_session *
sec_session_again(const struct rte_crypto_op *op,
		  const struct sec_cookie *cookie, uint32_t aux)
{
	const void *session = op->sym->session;

	if (aux & SEC_AUX_TEMP)
		session = cookie->temp;
	return CRYPTODEV_GET_SYM_SESS_PRIV(session);
}

/* Submit what depended on the pass that has completed. */
static bool
sec_second_pass(struct sec_qp *qp, const struct sec_session *s,
		struct rte_crypto_op *op, struct hisi_qm_entry *e,
		uint32_t index, const bool v3)
{
	struct hisi_qm_queue *q = &qp->pair->queue[SEC_Q_SECOND];
	uint32_t aux = e->aux & SEC_AUX_TEMP;
	int ret;

	if (s->flags & SEC_F_AUTH_FIRST)
		ret = sec_build_cipher(qp, q, s, &s->cipher_bd, op, index,
				       v3);
	else
		ret = sec_build_chain_auth(qp, q, s, op, index, &aux, v3);
	if (ret != SEC_SUBMIT)
		return false;
	hisi_qm_sqe_commit(q, index);
	q->in_flight++;
	e->queue = SEC_Q_SECOND;
	e->aux = aux;
	return true;
}

/* All that is more than a status: compare, second pass, clean up. */
static __rte_noinline void
sec_done_slow(struct sec_qp *qp, uint32_t result, struct hisi_qm_entry *e,
	      uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->pair, index);
	struct rte_crypto_op *op = e->op;
	const struct sec_session *s = sec_session_again(op, cookie, e->aux);

	op->status = sec_status(result);
	if ((e->aux & SEC_AUX_COMPARE) &&
	    op->status == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    !hisi_memeq(cookie->mac, op->sym->auth.digest.data,
			s->digest_len))
		op->status = RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
	if ((e->aux & SEC_AUX_SECOND) &&
	    op->status == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    sec_second_pass(qp, s, op, e, index, v3))
		return;
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		qp->pair->dequeue_err++;
	if (e->aux & SEC_AUX_TEMP)
		sec_temp_session_put(qp, cookie);
	e->state = HISI_QM_ENTRY_DONE;
}

static __rte_always_inline void
sec_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index,
	 const bool v3)
{
	/* The result word is in the same place in all types. */
	uint32_t result = ((const struct hisi_sec_sqe *)sqe)->w[28];
	struct rte_crypto_op *op = e->op;

	if (likely((result & SEC_RESULT_MASK) == HISI_SEC_W28_DONE &&
		   e->aux == 0)) {
		op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
		e->state = HISI_QM_ENTRY_DONE;
		return;
	}
	sec_done_slow(arg, result, e, index, v3);
}

static __rte_always_inline void
sec_done_bd2(void *arg, const void *sqe, struct hisi_qm_entry *e,
	     uint32_t index)
{
	sec_done(arg, sqe, e, index, false);
}

static __rte_always_inline void
sec_done_bd3(void *arg, const void *sqe, struct hisi_qm_entry *e,
	     uint32_t index)
{
	sec_done(arg, sqe, e, index, true);
}

static __rte_always_inline void
sec_scan(struct sec_qp *qp, uint32_t budget, const bool v3)
{
	struct hisi_qm_pair *pair = qp->pair;
	struct hisi_qm_queue *first = &pair->queue[SEC_Q_FIRST];
	struct hisi_qm_queue *second = &pair->queue[SEC_Q_SECOND];
	hisi_qm_done_fn done = v3 ? sec_done_bd3 : sec_done_bd2;
	uint32_t n;

	hisi_qm_scan(pair, first, sizeof(struct hisi_sec_sqe), budget, done,
		     qp);
	/* Second passes: what is new goes out, what is back comes in. */
	if (unlikely(second->in_flight != 0)) {
		hisi_qm_sq_ring(second);
		n = hisi_qm_scan(pair, second, sizeof(struct hisi_sec_sqe),
				 budget, done, qp);
		second->in_flight -= RTE_MIN(n, second->in_flight);
	}
}

void
sec_scan_bd2(void *qp, uint32_t budget)
{
	sec_scan(qp, budget, false);
}

void
sec_scan_bd3(void *qp, uint32_t budget)
{
	sec_scan(qp, budget, true);
}

static __rte_always_inline uint16_t
sec_dequeue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb,
	    const bool v3)
{
	struct sec_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->pair;
	uint32_t pending = hisi_qm_dequeue_begin(pair);

	if (pending == 0)
		return 0;
	sec_scan(qp, nb, v3);
	return hisi_qm_dequeue_end(pair, pending, (void **)ops, nb);
}

uint16_t
sec_dequeue_bd2(void *qp, struct rte_crypto_op **ops, uint16_t nb)
{
	return sec_dequeue(qp, ops, nb, false);
}

uint16_t
sec_dequeue_bd3(void *qp, struct rte_crypto_op **ops, uint16_t nb)
{
	return sec_dequeue(qp, ops, nb, true);
}

void
sec_fail(void *arg, struct hisi_qm_entry *e, uint32_t index)
{
	struct sec_qp *qp = arg;
	struct rte_crypto_op *op = e->op;

	op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	qp->pair->dequeue_err++;
	if (e->aux & SEC_AUX_TEMP)
		sec_temp_session_put(qp, hisi_qm_cookie(qp->pair, index));
}
