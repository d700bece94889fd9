/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The raw data-path API. Its operations go through the same rings as ops; an
 * entry holds the user's data instead of an op, and the cookie the status.
 * enqueue_done submits the enqueued ops, dequeue_done frees the slots of the
 * dequeued ones. The queue pair keeps both counts, so that several contexts
 * may take turns on it.
 */

#include <errno.h>

#include <hisi_qm_dequeue.h>
#include <hisi_qm_enqueue.h>

#include "sec_pmd.h"

uint32_t
sec_raw_room(struct sec_qp *qp, uint32_t nb)
{
	uint32_t n = hisi_qm_enqueue_begin(qp->qm.pair, qp->raw_cached + nb);

	return likely(n > qp->raw_cached) ? n - qp->raw_cached : 0;
}

void
sec_raw_status(struct rte_crypto_sym_vec *vec, uint32_t from, int error)
{
	uint32_t i;

	if (vec->status == NULL || from >= vec->num)
		return;
	vec->status[from] = error;
	for (i = from + 1; i < vec->num; i++)
		vec->status[i] = EAGAIN;
}

static int
raw_enqueue_done(void *queue_pair, uint8_t *drv_ctx, uint32_t n)
{
	struct sec_qp *qp = queue_pair;
	const struct hisi_qm_in in = hisi_qm_in(qp->qm.pair, n);

	RTE_SET_USED(drv_ctx);
	if (unlikely(n != qp->raw_cached))
		return -EINVAL;
	qp->raw_cached = 0;
	hisi_qm_enqueue_end(&in);
	return 0;
}

/* The next operation that is complete, or NULL. */
static __rte_always_inline struct hisi_qm_entry *
raw_next(struct sec_qp *qp, struct sec_cookie **cookie)
{
	uint32_t index;
	struct hisi_qm_entry *e = hisi_qm_peek(qp->qm.pair, qp->raw_taken,
					       &index);

	if (e == NULL)
		return NULL;
	*cookie = hisi_qm_cookie(qp->qm.pair, index);
	qp->raw_taken++;
	return e;
}

static uint32_t
raw_dequeue_burst(void *queue_pair, uint8_t *drv_ctx,
		  rte_cryptodev_raw_get_dequeue_count_t get_count,
		  uint32_t max, rte_cryptodev_raw_post_dequeue_t post,
		  void **out_user, uint8_t is_array, uint32_t *nb_good,
		  int *status)
{
	struct sec_qp *qp = queue_pair;
	struct sec_cookie *cookie;
	struct hisi_qm_entry *e;
	uint32_t n;
	bool good;

	RTE_SET_USED(drv_ctx);
	*nb_good = 0;
	*status = 0;
	hisi_qm_poll(qp->qm.pair, qp->raw_taken);
	for (n = 0; n < max || (n == 0 && get_count != NULL); n++) {
		e = raw_next(qp, &cookie);
		if (e == NULL)
			break;
		if (n == 0 && get_count != NULL) {
			max = get_count(e->op);
			if (max == 0) {
				qp->raw_taken--;
				break;
			}
		}
		good = cookie->raw_status == RTE_CRYPTO_OP_STATUS_SUCCESS;
		if (n == 0 || is_array)
			out_user[n] = e->op;
		if (post != NULL)
			post(is_array ? e->op : out_user[0], n, good);
		*nb_good += good;
	}
	return n;
}

static void *
raw_dequeue(void *queue_pair, uint8_t *drv_ctx, int *status,
	    enum rte_crypto_op_status *op_status)
{
	struct sec_qp *qp = queue_pair;
	struct sec_cookie *cookie;
	struct hisi_qm_entry *e;

	RTE_SET_USED(drv_ctx);
	*status = 0;
	hisi_qm_poll(qp->qm.pair, qp->raw_taken);
	e = raw_next(qp, &cookie);
	if (e == NULL)
		return NULL;
	*op_status = cookie->raw_status;
	return e->op;
}

static int
raw_dequeue_done(void *queue_pair, uint8_t *drv_ctx, uint32_t n)
{
	struct sec_qp *qp = queue_pair;

	RTE_SET_USED(drv_ctx);
	if (unlikely(n != qp->raw_taken))
		return -EINVAL;
	qp->raw_taken = 0;
	hisi_qm_consume(qp->qm.pair, n);
	return 0;
}

int
sec_raw_ctx_size(struct rte_cryptodev *dev)
{
	RTE_SET_USED(dev);
	return sizeof(struct sec_raw_ctx);
}

/* The session of a context, or NULL. */
static const struct sec_session *
raw_session(const struct sec_device *sec, struct sec_raw_ctx *raw,
	    enum rte_crypto_op_sess_type type,
	    union rte_cryptodev_session_ctx session)
{
	const struct sec_session *s;

	if (type == RTE_CRYPTO_OP_SESSIONLESS)
		return sec_session_init(sec, session.xform, &raw->own) == 0 ?
		       &raw->own : NULL;
	if (type != RTE_CRYPTO_OP_WITH_SESSION ||
	    session.crypto_sess == NULL) {
		SEC_LOG(ERR, "raw data path: session type %d is not supported, or there is no session; make one with rte_cryptodev_sym_session_create()",
			type);
		return NULL;
	}
	s = CRYPTODEV_GET_SYM_SESS_PRIV(session.crypto_sess);
	if (sec_class_of(sec->tag, s->owner) <= SEC_CLASS_LAST)
		return s;
	SEC_LOG(ERR, "raw data path: the session was made by another driver, or for a device that this one cannot replace");
	return NULL;
}

/* The queue pair of a context, or NULL. */
static struct sec_qp *
raw_qp(const struct rte_cryptodev *dev, uint16_t id)
{
	if (id < dev->data->nb_queue_pairs && dev->data->queue_pairs != NULL &&
	    dev->data->queue_pairs[id] != NULL)
		return dev->data->queue_pairs[id];
	SEC_LOG(ERR, "raw data path: queue pair %u is not set up; the device has %u: call rte_cryptodev_configure() and rte_cryptodev_queue_pair_setup() first",
		id, dev->data->nb_queue_pairs);
	return NULL;
}

int
sec_raw_configure(struct rte_cryptodev *dev, uint16_t id,
		  struct rte_crypto_raw_dp_ctx *ctx,
		  enum rte_crypto_op_sess_type type,
		  union rte_cryptodev_session_ctx session, uint8_t update)
{
	const struct sec_device *sec = dev->data->dev_private;
	struct sec_qp *qp = raw_qp(dev, id);
	const struct sec_session *s;
	struct sec_raw_ctx *raw;

	if (ctx == NULL || qp == NULL)
		return -EINVAL;
	raw = (struct sec_raw_ctx *)ctx->drv_ctx_data;
	/* Descriptors point to the keys in the context until they complete. */
	if (update && type == RTE_CRYPTO_OP_SESSIONLESS &&
	    hisi_qm_in_flight(qp->qm.pair, qp->raw_cached) != 0) {
		SEC_LOG(ERR, "raw data path: a context without a session cannot be updated while queue pair %u has operations; dequeue them first, or use another context",
			id);
		return -EBUSY;
	}
	s = raw_session(sec, raw, type, session);
	if (s == NULL)
		return -EINVAL;
	ctx->qp_data = qp;
	ctx->enqueue = sec->path->raw_single;
	ctx->enqueue_burst = sec->path->raw_burst;
	ctx->enqueue_done = raw_enqueue_done;
	ctx->dequeue = raw_dequeue;
	ctx->dequeue_burst = raw_dequeue_burst;
	ctx->dequeue_done = raw_dequeue_done;
	raw->s = s;
	raw->cls = sec_class_of(sec->tag, s->owner) % SEC_TAG_OLDER;
	return 0;
}
