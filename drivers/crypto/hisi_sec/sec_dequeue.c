/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Dequeue. The result is in the same word of all descriptor types, so that there
 * is one dequeue for all generations.
 */

#include <hisi_qm_dequeue.h>
#include <hisi_qm_enqueue.h>

#include "sec_pmd.h"

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

/* Take the MAC that the engine has put into the cookie. */
static uint8_t
sec_take_tag(struct sec_cookie *cookie, uint32_t aux)
{
	if (aux & SEC_AUX_COPY)
		memcpy(cookie->tag, cookie->mac, cookie->tag_len);
	else if (!hisi_memeq(cookie->mac, cookie->tag, cookie->tag_len))
		return RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}

/* Submit the second pass, which has waited in the cookie. */
static void
sec_second_pass(struct hisi_qm_pair *pair, struct sec_cookie *cookie,
		uint32_t index)
{
	struct hisi_sec_sqe *slot = hisi_qm_slot(&pair->queue[SEC_Q_SECOND],
						 sizeof(*slot));

	*slot = cookie->second;
	hisi_qm_second_hw(pair, SEC_Q_SECOND, index, cookie->second_aux);
}

/* Give an operation its final status. Returns what hisi_qm_scan() wants. */
static void *
sec_finish(struct sec_qp *qp, struct hisi_qm_entry *e,
	   struct sec_cookie *cookie, uint8_t status)
{
	uint32_t aux = hisi_qm_entry_aux(e);
	struct rte_crypto_op *op = e->op;

	if (status != RTE_CRYPTO_OP_STATUS_SUCCESS) {
		qp->qm.pair->dequeue_err++;
		if (aux & SEC_AUX_WIPE)
			memset(cookie->tag, 0, cookie->tag_len);
	}
	if (aux & SEC_AUX_RAW) {
		cookie->raw_status = status;
		return cookie;
	}
	op->status = status;
	if (aux & SEC_AUX_TEMP)
		sec_temp_session_put(qp, cookie);
	return op;
}

/* All that is more than a status: a MAC, a second pass, clean up. */
static __rte_noinline void *
sec_done_slow(struct sec_qp *qp, uint32_t result, struct hisi_qm_entry *e,
	      uint32_t index)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	uint32_t aux = hisi_qm_entry_aux(e);
	uint8_t status = sec_status(result);

	if (status == RTE_CRYPTO_OP_STATUS_ERROR)
		hisi_qm_op_error(qp->qm.pair, "the device ended it with done %u, error type 0x%02x",
				 HISI_GET(HISI_SEC_W28_DONE, result),
				 HISI_GET(HISI_SEC_W28_ERROR_TYPE, result));
	if (status == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    (aux & (SEC_AUX_COMPARE | SEC_AUX_COPY)))
		status = sec_take_tag(cookie, aux);
	if (status == RTE_CRYPTO_OP_STATUS_SUCCESS && (aux & SEC_AUX_SECOND)) {
		sec_second_pass(qp->qm.pair, cookie, index);
		return NULL;
	}
	return sec_finish(qp, e, cookie, status);
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
sec_done(void *arg, const void *sqe, struct hisi_qm_entry *e, uint32_t index)
{
	if (sec_quick(sqe, e))
		return e->op;
	return sec_done_slow(arg, ((const struct hisi_sec_sqe *)sqe)->w[28],
			     e, index);
}

static __rte_noinline void
sec_scan_second(struct sec_qp *qp, uint32_t budget)
{
	hisi_qm_scan_second(qp->qm.pair, &qp->qm.pair->queue[SEC_Q_SECOND],
			    sizeof(struct hisi_sec_sqe), budget, sec_done, qp);
}

static __rte_always_inline void
sec_take_in(struct sec_qp *qp, struct hisi_qm_out *out, uint32_t budget)
{
	struct hisi_qm_pair *pair = qp->qm.pair;
	struct hisi_qm_queue *q = &pair->queue[SEC_Q_FIRST];

	if (out != NULL)
		budget -= hisi_qm_scan_quick(q, out,
					     sizeof(struct hisi_sec_sqe),
					     budget, sec_quick);
	if (budget != 0)
		hisi_qm_scan(q, out, sizeof(struct hisi_sec_sqe), budget,
			     sec_done, qp);
	if (unlikely(pair->queue[SEC_Q_SECOND].in_flight != 0))
		sec_scan_second(qp, budget);
}

void
sec_scan(void *qp, uint32_t budget)
{
	sec_take_in(qp, NULL, budget);
}

uint16_t
sec_dequeue(void *queue_pair, struct rte_crypto_op **ops, uint16_t nb)
{
	struct sec_qp *qp = queue_pair;
	struct hisi_qm_out out;

	if (!hisi_qm_dequeue_begin(qp->qm.pair, &out, (void **)ops, nb))
		return 0;
	sec_take_in(qp, &out, nb);
	return hisi_qm_dequeue_end(&out);
}

void
sec_fail(void *arg, struct hisi_qm_entry *e, uint32_t index)
{
	struct sec_qp *qp = arg;

	sec_finish(qp, e, hisi_qm_cookie(qp->qm.pair, index),
		   RTE_CRYPTO_OP_STATUS_ERROR);
}
