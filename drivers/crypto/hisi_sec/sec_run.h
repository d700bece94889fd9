/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_RUN_H
#define SEC_RUN_H

/**
 * @file
 * Loops over usual ops of one class. Each loop is a function of its own, so that
 * its state fits the registers.
 */

#include "sec_short.h"

/** Type and session type of an ordinary op, and the bytes they are in. */
#define SEC_OP_MASK \
	((const struct rte_crypto_op) { .type = 0xff, .sess_type = 0xff }.raw)
#define SEC_OP_WANT \
	((const struct rte_crypto_op) { \
		.type = RTE_CRYPTO_OP_TYPE_SYMMETRIC, \
		.sess_type = RTE_CRYPTO_OP_WITH_SESSION }.raw)

/** Whether an op is symmetric, has a session and a source mbuf. */
static __rte_always_inline bool
sec_ordinary(const struct rte_crypto_op *op)
{
	return op != NULL && (op->raw & SEC_OP_MASK) == SEC_OP_WANT &&
	       op->sym->m_src != NULL;
}

/* The short way of a class. */
typedef bool (*sec_short_fn)(const struct sec_ctx *ctx, void *slot,
			     const struct sec_hot *hot,
			     const struct rte_crypto_op *op, const enum sec_shape shape);

/*
 * As many usual ops of the class of the first one as follow one another and
 * have a place in the run: the loop has the code of this class only, and its
 * state in registers. Returns how many there were.
 */
static __rte_always_inline uint32_t
sec_run(const struct hisi_qm_pair *pair, const struct hisi_qm_run *places,
	struct rte_crypto_op **ops, const enum sec_class cls,
	const sec_short_fn fn, const enum sec_shape shape)
{
	const struct hisi_qm_run run = *places;
	struct hisi_sec_sqe *slot = (struct hisi_sec_sqe *)run.sqe;
	const struct sec_session *s;
	struct sec_ctx ctx = { .pair = pair };
	struct sec_hot hot;
	struct rte_crypto_op *op;
	size_t i;

	sec_hot_load(&hot, ops[0]->sym->session, cls, shape);
	if (shape != SEC_FLAT)
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
			sec_hot_load(&hot, op->sym->session, cls, shape);
		}
		ctx.index = run.index + i;
		if (unlikely(!fn(&ctx, slot, &hot, op, shape)))
			break;
		hisi_qm_run_hw(&run, i, op, hot.entry_flags);
		if (shape != SEC_FLAT)
			ctx.sgl = hisi_qm_sgl_next_op(ctx.sgl);
	}
	return i;
}

/* A function for each kind of loop. */
#define SEC_RUN(name, cls, fn, shape) \
static __rte_noinline uint32_t \
sec_run_ ## name(const struct hisi_qm_pair *pair, \
		 const struct hisi_qm_run *run, struct rte_crypto_op **ops) \
{ \
	return sec_run(pair, run, ops, cls, sec_short_ ## fn, shape); \
}

SEC_RUN(cipher, SEC_CLASS_CIPHER, cipher, SEC_FLAT)
SEC_RUN(cipher_lists, SEC_CLASS_CIPHER, cipher, SEC_LISTS)
SEC_RUN(cipher_apart, SEC_CLASS_CIPHER, cipher, SEC_APART)
SEC_RUN(chain, SEC_CLASS_CHAIN, chain, SEC_FLAT)
SEC_RUN(chain_lists, SEC_CLASS_CHAIN, chain, SEC_LISTS)
SEC_RUN(chain_apart, SEC_CLASS_CHAIN, chain, SEC_APART)
SEC_RUN(aead, SEC_CLASS_AEAD, aead, SEC_FLAT)
SEC_RUN(aead_lists, SEC_CLASS_AEAD, aead, SEC_LISTS)
SEC_RUN(digest, SEC_CLASS_DIGEST, digest, SEC_FLAT)

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
	    struct rte_crypto_op **ops, uint32_t n)
{
	const struct rte_crypto_sym_op *sop = ops[0]->sym;
	const struct sec_session *s;
	struct hisi_qm_queue *q;
	struct hisi_qm_run run;
	sec_run_fn fn;
	enum sec_shape shape;

	if (unlikely(!sec_ordinary(ops[0]) || sop->session == NULL))
		return 0;
	s = CRYPTODEV_GET_SYM_SESS_PRIV(sop->session);
	shape = sop->m_dst != NULL ? SEC_APART :
		sop->m_src->next != NULL ? SEC_LISTS : SEC_FLAT;
	switch (sec_class_of(qp->tag, s->owner)) {
	SEC_CASE(SEC_CLASS_CIPHER):
		fn = shape == SEC_FLAT ? sec_run_cipher :
		     shape == SEC_LISTS ? sec_run_cipher_lists :
		     sec_run_cipher_apart;
		break;
	SEC_CASE(SEC_CLASS_CHAIN):
		fn = shape == SEC_FLAT ? sec_run_chain :
		     shape == SEC_LISTS ? sec_run_chain_lists :
		     sec_run_chain_apart;
		break;
	SEC_CASE(SEC_CLASS_AEAD):
		fn = s->aad_len == 0 ? sec_run_aead : sec_run_aead_lists;
		break;
	SEC_CASE(SEC_CLASS_DIGEST):
		fn = sec_run_digest;
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

#endif /* SEC_RUN_H */
