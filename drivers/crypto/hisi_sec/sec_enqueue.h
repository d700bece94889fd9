/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_ENQUEUE_H
#define SEC_ENQUEUE_H

/**
 * @file
 * Enqueue for one descriptor type. sec_bd2.c and sec_bd3.c include this file,
 * and nobody else does: it defines the data path of their type.
 */

#include "sec_run.h"

/* Write the descriptors of a request and submit the first one. The second one
 * waits in the cookie for dequeue.
 */
static __rte_always_inline void
sec_submit(struct hisi_qm_in *in, const struct sec_request *r,
	   const struct sec_words w[2], int nb, void *user)
{
	sec_bd_write(hisi_qm_slot(&in->pair->queue[SEC_Q_FIRST],
				  sizeof(struct hisi_sec_sqe)), r->s, &w[0]);
	if (nb == 2)
		sec_bd_write(&r->cookie->second, r->s, &w[1]);
	hisi_qm_one_hw(in, SEC_Q_FIRST, sizeof(struct hisi_sec_sqe), user,
		       r->aux);
}

/* An op that is not a usual one, or wrong in some way. */
static __rte_noinline void
sec_enqueue_any(struct sec_qp *qp, struct hisi_qm_in *in,
		struct rte_crypto_op *op)
{
	uint32_t index = hisi_qm_index(in);
	struct sec_request r = {
		.qp = qp, .index = index,
		.cookie = hisi_qm_cookie(in->pair, index),
	};
	struct sec_words w[2];
	int nb = sec_request_op(&r, op);

	if (nb == 0)
		nb = sec_build(&r, w);
	if (nb > 0) {
		sec_submit(in, &r, w, nb, op);
		return;
	}
	op->status = r.status;
	if (op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		in->pair->enqueue_err++;
	if (r.aux & SEC_AUX_TEMP)
		sec_temp_session_put(qp, r.cookie);
	hisi_qm_one_done(in, op);
}

static uint16_t
sec_enqueue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb)
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
		done = sec_run_any(qp, &in, ops + i, n - i);
		if (unlikely(done == 0)) {
			sec_enqueue_any(qp, &in, ops[i]);
			done = 1;
		}
	}
	return hisi_qm_enqueue_end(&in);
}

/* Operation i of the raw API. Returns 0, or a negative errno if refused. */
static __rte_noinline int
sec_raw_one(struct sec_qp *qp, const struct sec_raw_ctx *raw,
	    const struct rte_crypto_sym_vec *vec, uint32_t i,
	    union rte_crypto_sym_ofs ofs, void *user)
{
	struct hisi_qm_in in = hisi_qm_in(qp->qm.pair, qp->raw_cached);
	uint32_t index = hisi_qm_index(&in);
	struct sec_request r = {
		.qp = qp, .index = index, .s = raw->s, .cls = raw->cls,
		.cookie = hisi_qm_cookie(in.pair, index), .aux = SEC_AUX_RAW,
	};
	struct sec_words w[2];
	int nb = sec_request_raw(&r, vec, i, ofs);

	if (nb == 0)
		nb = sec_build(&r, w);
	if (nb < 0 || (nb == 0 && r.status != RTE_CRYPTO_OP_STATUS_SUCCESS))
		in.pair->enqueue_err++;
	if (nb < 0)
		return nb;
	if (likely(nb > 0)) {
		sec_submit(&in, &r, w, nb, user);
	} else {
		r.cookie->raw_status = r.status;
		hisi_qm_one_done(&in, user);
	}
	qp->raw_cached++;
	return 0;
}

static uint32_t
sec_raw_burst(void *queue_pair, uint8_t *drv_ctx,
	      struct rte_crypto_sym_vec *vec, union rte_crypto_sym_ofs ofs,
	      void **user, int *status)
{
	struct sec_qp *qp = queue_pair;
	uint32_t i, room = sec_raw_room(qp, vec->num);
	int ret = 0;

	for (i = 0; i < room && ret == 0; i++)
		ret = sec_raw_one(qp, (const struct sec_raw_ctx *)drv_ctx, vec,
				  i, ofs, user[i]);
	if (unlikely(ret != 0))
		i--;
	if (unlikely(i < vec->num))
		sec_raw_status(vec, i, ret != 0 ? -ret : EAGAIN);
	*status = i == 0 ? ret : 0;
	return i;
}

/* The number of parameters is DPDK's. */
static int
sec_raw_single(void *queue_pair, uint8_t *drv_ctx, struct rte_crypto_vec *data,
	       uint16_t nb, union rte_crypto_sym_ofs ofs,
	       struct rte_crypto_va_iova_ptr *iv,
	       struct rte_crypto_va_iova_ptr *digest,
	       struct rte_crypto_va_iova_ptr *aad_or_auth_iv, void *user)
{
	struct rte_crypto_sgl sgl = { .vec = data, .num = nb };
	const struct rte_crypto_sym_vec vec = {
		.num = 1, .src_sgl = &sgl, .iv = iv, .digest = digest,
		.aad = aad_or_auth_iv,
	};
	struct sec_qp *qp = queue_pair;

	if (unlikely(sec_raw_room(qp, 1) == 0))
		return -EAGAIN;
	return sec_raw_one(qp, (const struct sec_raw_ctx *)drv_ctx, &vec, 0,
			   ofs, user);
}

/* Set the types of a template whose source and destination are lists. */
static void
sec_bd_lists(struct hisi_sec_sqe *bd, uint32_t prefetch_mask)
{
	sec_bd_types((sec_bd *)bd, false, true, true);
	sec_bd_prefetch_cut((sec_bd *)bd, prefetch_mask);
}

const struct sec_path SEC_BD_PATH = {
	.template = sec_bd_template,
	.lists = sec_bd_lists,
	.enqueue = sec_enqueue,
	.raw_burst = sec_raw_burst,
	.raw_single = sec_raw_single,
};

#endif /* SEC_ENQUEUE_H */
