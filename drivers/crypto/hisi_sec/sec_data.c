/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Enqueue and dequeue, once per descriptor type. */

#include "sec_build_aead.h"
#include "sec_short.h"

/* Session of an op, however it is given; NULL after setting the status. */
static const struct sec_session *
sec_session_of(struct sec_qp *qp, struct rte_crypto_op *op, uint32_t index,
	       uint32_t *aux)
{
	const struct sec_session *s;

	if (op->type != RTE_CRYPTO_OP_TYPE_SYMMETRIC) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->qm.pair, "op type %d is not symmetric",
				 op->type);
		return NULL;
	}
	if (op->sess_type != RTE_CRYPTO_OP_WITH_SESSION) {
		s = sec_temp_session(qp, op,
				     hisi_qm_cookie(qp->qm.pair, index));
		if (s != NULL)
			*aux |= SEC_AUX_TEMP;
		return s;
	}
	s = op->sym->session == NULL ? NULL :
	    CRYPTODEV_GET_SYM_SESS_PRIV(op->sym->session);
	if (s != NULL && sec_class_of(qp->tag, s->owner) <= SEC_CLASS_LAST)
		return s;
	op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
	hisi_qm_op_error(qp->qm.pair, "its session was made by another driver, or for a device that this one cannot replace");
	return NULL;
}

/* NULL algorithms and GMAC: seldom. */
static __rte_noinline int
sec_build_other(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		const struct sec_session *s, struct rte_crypto_op *op,
		uint32_t index, uint32_t *aux, const bool v3)
{
	const struct rte_crypto_sym_op *sop = op->sym;

	if ((s->flags & SEC_F_NULL_CIPHER) && sop->m_dst != NULL &&
	    sop->m_dst != sop->m_src && !sec_null_copy(qp, op))
		return SEC_FINISHED;
	if (s->flags & SEC_F_DIGEST)
		return sec_build_digest(qp, slot, s, &s->bd, sop->m_src, op,
					index, aux, v3);
	if (s->flags & SEC_F_GMAC)
		return sec_build_gmac(qp, slot, s, op, index, v3);
	op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
	return SEC_FINISHED;
}

/* Any op of a session with an mbuf. */
static __rte_always_inline int
sec_build(struct sec_qp *qp, struct hisi_sec_sqe *slot,
	  const struct sec_session *s, struct rte_crypto_op *op,
	  uint32_t index, uint32_t *aux, const bool v3)
{
	enum sec_class cls = sec_class_of(qp->tag, s->owner) %
			     SEC_TAG_OLDER;

	if (cls == SEC_CLASS_CIPHER)
		return sec_build_cipher(qp, slot, s, &s->bd, op, index, v3);
	if (cls == SEC_CLASS_AEAD)
		return sec_build_aead(qp, slot, s, op, index, v3);
	if (cls == SEC_CLASS_CHAIN)
		return sec_build_chain(qp, slot, s, op, index, aux, v3);
	if (cls == SEC_CLASS_DIGEST)
		return sec_build_digest(qp, slot, s, &s->bd, op->sym->m_src,
					op, index, aux, v3);
	return sec_build_other(qp, slot, s, op, index, aux, v3);
}

/* An op that needs no descriptor, or cannot have one. */
static __rte_always_inline void
sec_finished(struct hisi_qm_in *in, struct rte_crypto_op *op)
{
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		in->pair->enqueue_err++;
	hisi_qm_one_done(in, op);
}

/* Type and session type of an ordinary op, and the bytes they are in. */
#define SEC_OP_MASK \
	((const struct rte_crypto_op) { .type = 0xff, .sess_type = 0xff }.raw)
#define SEC_OP_WANT \
	((const struct rte_crypto_op) { \
		.type = RTE_CRYPTO_OP_TYPE_SYMMETRIC, \
		.sess_type = RTE_CRYPTO_OP_WITH_SESSION }.raw)

/* Whether an op is symmetric, has a session and a source mbuf. */
static __rte_always_inline bool
sec_ordinary(const struct rte_crypto_op *op)
{
	return op != NULL && (op->raw & SEC_OP_MASK) == SEC_OP_WANT &&
	       op->sym->m_src != NULL;
}

/* An op that is not ordinary: session-less, or wrong in some way. */
static __rte_noinline void
sec_enqueue_any(struct sec_qp *qp, struct hisi_qm_in *in,
		struct rte_crypto_op *op, const bool v3)
{
	uint32_t aux = 0, index = hisi_qm_index(in);
	const struct sec_session *s = sec_session_of(qp, op, index, &aux);
	int ret = SEC_FINISHED;

	if (s != NULL)
		ret = op->sym->m_src != NULL ?
		      sec_build(qp, hisi_qm_slot(
					&in->pair->queue[SEC_Q_FIRST],
					sizeof(struct hisi_sec_sqe)),
				s, op, index, &aux, v3) :
		      SEC_REFUSE(qp, op, "no source mbuf");
	if (likely(ret == SEC_SUBMIT)) {
		hisi_qm_one_hw(in, SEC_Q_FIRST, sizeof(struct hisi_sec_sqe),
			       op, aux);
		return;
	}
	if (aux & SEC_AUX_TEMP)
		sec_temp_session_put(qp, hisi_qm_cookie(qp->qm.pair, index));
	sec_finished(in, op);
}

/* The short way of a class. */
typedef bool (*sec_short_fn)(const struct sec_ctx *ctx,
			     struct hisi_sec_sqe *slot,
			     const struct sec_hot *hot,
			     const struct rte_crypto_op *op, const bool flat,
			     const bool v3);

/*
 * As many usual ops of the class of the first one as follow one another and
 * have a place in the run: the loop has the code of this class only, and its
 * state in registers. Returns how many there were.
 */
static __rte_always_inline uint32_t
sec_run(const struct hisi_qm_pair *pair, const struct hisi_qm_run *places,
	struct rte_crypto_op **ops, const enum sec_class cls,
	const sec_short_fn fn, const bool flat, const bool v3)
{
	const struct hisi_qm_run run = *places;
	struct hisi_sec_sqe *slot = (struct hisi_sec_sqe *)run.sqe;
	const struct sec_session *s;
	struct sec_ctx ctx = { .pair = pair };
	struct sec_hot hot;
	struct rte_crypto_op *op;
	size_t i;

	sec_hot_load(&hot, ops[0]->sym->session, cls, flat);
	if (!flat)
		ctx.sgl = hisi_qm_sgl_of(pair, run.index, HISI_QM_SGL_SRC);
	for (i = 0; i < run.nb; i++, slot++) {
		op = ops[i];
		if (unlikely(!sec_ordinary(op)))
			break;
		if (unlikely(op->sym->session != hot.session)) {
			if (op->sym->session == NULL)
				break;
			s = CRYPTODEV_GET_SYM_SESS_PRIV(op->sym->session);
			if (s->owner != hot.s->owner)
				break;
			sec_hot_load(&hot, op->sym->session, cls, flat);
		}
		ctx.index = run.index + i;
		if (unlikely(!fn(&ctx, slot, &hot, op, flat, v3)))
			break;
		hisi_qm_run_hw(&run, i, op, hot.entry_flags);
		if (!flat)
			ctx.sgl = hisi_qm_sgl_next_op(ctx.sgl);
	}
	return i;
}

/* A function for each kind of loop. */
#define SEC_RUN(name, cls, kind, flat, v3) \
static __rte_noinline uint32_t \
sec_run_ ## name ## _ ## kind(const struct hisi_qm_pair *pair, \
			      const struct hisi_qm_run *run, \
			      struct rte_crypto_op **ops) \
{ \
	return sec_run(pair, run, ops, cls, sec_short_ ## name, flat, v3); \
}

SEC_RUN(cipher, SEC_CLASS_CIPHER, bd3, true, true)
SEC_RUN(cipher, SEC_CLASS_CIPHER, bd2, true, false)
SEC_RUN(cipher, SEC_CLASS_CIPHER, wide_bd3, false, true)
SEC_RUN(cipher, SEC_CLASS_CIPHER, wide_bd2, false, false)
SEC_RUN(chain, SEC_CLASS_CHAIN, bd3, true, true)
SEC_RUN(chain, SEC_CLASS_CHAIN, bd2, true, false)
SEC_RUN(chain, SEC_CLASS_CHAIN, wide_bd3, false, true)
SEC_RUN(chain, SEC_CLASS_CHAIN, wide_bd2, false, false)
SEC_RUN(aead, SEC_CLASS_AEAD, bare_bd3, true, true)
SEC_RUN(aead, SEC_CLASS_AEAD, bare_bd2, true, false)
SEC_RUN(aead, SEC_CLASS_AEAD, bd3, false, true)
SEC_RUN(aead, SEC_CLASS_AEAD, bd2, false, false)
SEC_RUN(digest, SEC_CLASS_DIGEST, bd3, true, true)
SEC_RUN(digest, SEC_CLASS_DIGEST, bd2, true, false)

/* Whether the usual loop of a class or the one for lists is to be tried. */
static __rte_always_inline bool
sec_is_wide(const struct rte_crypto_sym_op *sop)
{
	return sop->m_dst != NULL || sop->m_src->next != NULL;
}

/* NULL ciphers in place: nothing to do but to come back in turn. */
static __rte_noinline uint32_t
sec_run_null(struct hisi_qm_in *in, struct rte_crypto_op **ops, uint32_t n)
{
	const struct hisi_qm_run run = hisi_qm_run_soft(in, n);
	struct rte_cryptodev_sym_session *session = ops[0]->sym->session;
	const struct sec_session *s = CRYPTODEV_GET_SYM_SESS_PRIV(session);
	const uintptr_t owner = s->owner;
	uint32_t i;

	for (i = 0; i < run.nb; i++) {
		if (unlikely(!sec_ordinary(ops[i]) ||
			     ops[i]->sym->m_dst != NULL))
			break;
		if (unlikely(ops[i]->sym->session != session)) {
			session = ops[i]->sym->session;
			if (session == NULL)
				break;
			s = CRYPTODEV_GET_SYM_SESS_PRIV(session);
			if (s->owner != owner)
				break;
		}
		ops[i]->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
		hisi_qm_run_done(&run, i, ops[i]);
	}
	hisi_qm_run_end(in, NULL, i);
	return i;
}

typedef uint32_t (*sec_run_fn)(const struct hisi_qm_pair *pair,
			       const struct hisi_qm_run *run,
			       struct rte_crypto_op **ops);

/* Usual ops of the class of the first one. Returns how many there were. */
static __rte_always_inline uint32_t
sec_run_any(struct sec_qp *qp, struct hisi_qm_in *in,
	    struct rte_crypto_op **ops, uint32_t n, const bool v3)
{
	const struct rte_crypto_sym_op *sop = ops[0]->sym;
	const struct sec_session *s;
	struct hisi_qm_queue *q;
	struct hisi_qm_run run;
	sec_run_fn fn;
	bool wide;

	if (unlikely(!sec_ordinary(ops[0]) || sop->session == NULL))
		return 0;
	s = CRYPTODEV_GET_SYM_SESS_PRIV(sop->session);
	wide = sec_is_wide(sop);
	switch (sec_class_of(qp->tag, s->owner)) {
	SEC_CASE(SEC_CLASS_CIPHER):
		fn = wide ? v3 ? sec_run_cipher_wide_bd3 :
				 sec_run_cipher_wide_bd2 :
		     v3 ? sec_run_cipher_bd3 : sec_run_cipher_bd2;
		break;
	SEC_CASE(SEC_CLASS_CHAIN):
		fn = wide ? v3 ? sec_run_chain_wide_bd3 :
				 sec_run_chain_wide_bd2 :
		     v3 ? sec_run_chain_bd3 : sec_run_chain_bd2;
		break;
	SEC_CASE(SEC_CLASS_AEAD):
		fn = s->aad_len == 0 ? v3 ? sec_run_aead_bare_bd3 :
					    sec_run_aead_bare_bd2 :
		     v3 ? sec_run_aead_bd3 : sec_run_aead_bd2;
		break;
	SEC_CASE(SEC_CLASS_DIGEST):
		fn = v3 ? sec_run_digest_bd3 : sec_run_digest_bd2;
		break;
	SEC_CASE(SEC_CLASS_NULL):
		return sec_run_null(in, ops, n);
	default:
		return 0;
	}
	q = &qp->qm.pair->queue[SEC_Q_FIRST];
	run = hisi_qm_run(in, q, sizeof(struct hisi_sec_sqe), n);
	n = fn(qp->qm.pair, &run, ops);
	hisi_qm_run_end(in, q, n);
	return n;
}

static __rte_always_inline uint16_t
sec_enqueue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb,
	    const bool v3)
{
	struct sec_qp *qp = queue_pair;
	struct hisi_qm_pair *pair = qp->qm.pair;
	uint32_t i, done, n = hisi_qm_enqueue_begin(pair, nb);
	struct hisi_qm_in in = hisi_qm_in(pair, 0);

	if (unlikely(n == 0)) {
		/* The op stays the caller's; say so if waiting is no use. */
		if (nb != 0 && ops[0] != NULL && hisi_qm_dead(pair))
			ops[0]->status = RTE_CRYPTO_OP_STATUS_ERROR;
		return 0;
	}
	for (i = 0; i < n && likely(ops[i] != NULL); i += done) {
		done = sec_run_any(qp, &in, ops + i, n - i, v3);
		if (unlikely(done == 0)) {
			sec_enqueue_any(qp, &in, ops[i], v3);
			done = 1;
		}
	}
	return hisi_qm_enqueue_end(&in);
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
	void *session = op->sym->session;

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
	struct hisi_qm_queue *q = &qp->qm.pair->queue[SEC_Q_SECOND];
	struct hisi_sec_sqe *slot = hisi_qm_slot(q, sizeof(*slot));
	uint32_t aux = hisi_qm_entry_aux(e) & SEC_AUX_TEMP;
	int ret;

	if (s->flags & SEC_F_AUTH_FIRST)
		ret = sec_build_cipher(qp, slot, s, &s->cipher_bd, op, index,
				       v3);
	else
		ret = sec_build_chain_auth(qp, slot, s, op, index, &aux, v3);
	if (ret != SEC_SUBMIT)
		return false;
	hisi_qm_second_hw(qp->qm.pair, SEC_Q_SECOND, index, aux);
	return true;
}

/* All that is more than a status: compare, second pass, clean up. */
static __rte_noinline void *
sec_done_slow(struct sec_qp *qp, uint32_t result, struct hisi_qm_entry *e,
	      uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	uint32_t aux = hisi_qm_entry_aux(e);
	struct rte_crypto_op *op = e->op;
	const struct sec_session *s;

	if (sec_status(result) == RTE_CRYPTO_OP_STATUS_ERROR)
		hisi_qm_op_error(qp->qm.pair, "the device ended it with done %u, error type 0x%02x",
				 HISI_GET(HISI_SEC_W28_DONE, result),
				 HISI_GET(HISI_SEC_W28_ERROR_TYPE, result));
	if (aux & SEC_AUX_RAW)
		return sec_raw_done(qp, sec_status(result), e, index);
	s = sec_session_again(op, cookie, aux);
	op->status = sec_status(result);
	if ((aux & SEC_AUX_COMPARE) &&
	    op->status == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    !hisi_memeq(cookie->mac, op->sym->auth.digest.data,
			s->digest_len))
		op->status = RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
	if ((aux & SEC_AUX_SECOND) &&
	    op->status == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    sec_second_pass(qp, s, op, e, index, v3))
		return NULL;
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		qp->qm.pair->dequeue_err++;
	if (aux & SEC_AUX_TEMP)
		sec_temp_session_put(qp, cookie);
	return op;
}

/* Nothing but a status: no error, and no work left for dequeue. */
static __rte_always_inline bool
sec_quick(const void *sqe, const struct hisi_qm_entry *e)
{
	/* The result word is in the same place in all types; flags above the
	 * queue number are aux.
	 */
	uint32_t result = ((const struct hisi_sec_sqe *)sqe)->w[28];

	if (unlikely((result & SEC_RESULT_MASK) != HISI_SEC_W28_DONE ||
		     e->flags > HISI_QM_ENTRY_QUEUE))
		return false;
	((struct rte_crypto_op *)e->op)->status =
		RTE_CRYPTO_OP_STATUS_SUCCESS;
	return true;
}

static __rte_always_inline void *
sec_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index,
	 const bool v3)
{
	if (sec_quick(sqe, e))
		return e->op;
	return sec_done_slow(arg, ((const struct hisi_sec_sqe *)sqe)->w[28],
			     e, index, v3);
}

static __rte_always_inline void *
sec_done_bd2(void *arg, const void *sqe, struct hisi_qm_entry *e,
	     uint32_t index)
{
	return sec_done(arg, sqe, e, index, false);
}

static __rte_always_inline void *
sec_done_bd3(void *arg, const void *sqe, struct hisi_qm_entry *e,
	     uint32_t index)
{
	return sec_done(arg, sqe, e, index, true);
}

static __rte_noinline void
sec_scan_second(struct sec_qp *qp, uint32_t budget, const bool v3)
{
	hisi_qm_scan_second(qp->qm.pair, &qp->qm.pair->queue[SEC_Q_SECOND],
			    sizeof(struct hisi_sec_sqe), budget,
			    v3 ? sec_done_bd3 : sec_done_bd2, qp);
}

static __rte_always_inline void
sec_scan(struct sec_qp *qp, struct hisi_qm_out *out, uint32_t budget,
	 const bool v3)
{
	struct hisi_qm_pair *pair = qp->qm.pair;
	struct hisi_qm_queue *q = &pair->queue[SEC_Q_FIRST];

	if (out != NULL)
		budget -= hisi_qm_scan_quick(q, out,
					     sizeof(struct hisi_sec_sqe),
					     budget, sec_quick);
	if (budget != 0)
		hisi_qm_scan(pair, q, out, sizeof(struct hisi_sec_sqe), budget,
			     v3 ? sec_done_bd3 : sec_done_bd2, qp);
	if (unlikely(pair->queue[SEC_Q_SECOND].in_flight != 0))
		sec_scan_second(qp, budget, v3);
}

void
sec_scan_bd2(void *qp, uint32_t budget)
{
	sec_scan(qp, NULL, budget, false);
}

void
sec_scan_bd3(void *qp, uint32_t budget)
{
	sec_scan(qp, NULL, budget, true);
}

static __rte_always_inline uint16_t
sec_dequeue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb,
	    const bool v3)
{
	struct sec_qp *qp = queue_pair;
	struct hisi_qm_out out;

	if (!hisi_qm_dequeue_begin(qp->qm.pair, &out, (void **)ops, nb))
		return 0;
	sec_scan(qp, &out, nb, v3);
	return hisi_qm_dequeue_end(&out);
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
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	struct rte_crypto_op *op = e->op;

	qp->qm.pair->dequeue_err++;
	if (hisi_qm_entry_aux(e) & SEC_AUX_RAW) {
		cookie->raw_status = RTE_CRYPTO_OP_STATUS_ERROR;
		return;
	}
	op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	if (hisi_qm_entry_aux(e) & SEC_AUX_TEMP)
		sec_temp_session_put(qp, cookie);
}
