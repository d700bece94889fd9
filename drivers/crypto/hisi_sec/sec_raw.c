/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The raw data-path API. Its operations go through the same rings as ops; an
 * entry holds the user's data instead of an op, and the cookie the status.
 * What is enqueued is submitted by enqueue_done, what is dequeued is given
 * back by dequeue_done; how much that is belongs to the queue pair, so that
 * several contexts may take turns on it.
 */

#include "sec_raw_build.h"

/**
 * The driver's part of a context. Without a session the context holds what
 * one would, keys included: it must stay where it is until its operations are
 * back, and the caller, who owns it, should wipe it.
 */
struct sec_raw_ctx {
	const struct sec_session *s;
	struct sec_session own;
};

/* How many of nb operations fit behind those that are not submitted yet. */
static __rte_always_inline uint32_t
raw_room(struct sec_qp *qp, uint32_t nb)
{
	uint32_t n = hisi_qm_enqueue_begin(qp->qm.pair, qp->raw_cached + nb);

	return likely(n > qp->raw_cached) ? n - qp->raw_cached : 0;
}

/* One operation. */
static __rte_always_inline int
raw_one(struct sec_qp *qp, const struct sec_session *s,
	struct sec_raw_op *op, void *user, const enum sec_class cls,
	const bool v3)
{
	const struct hisi_qm_queue *q = &qp->qm.pair->queue[SEC_Q_FIRST];
	struct hisi_qm_in in = hisi_qm_in(qp->qm.pair, qp->raw_cached);
	struct sec_raw_slot slot = {
		.qp = qp,
		.sqe = hisi_qm_slot(q, sizeof(*slot.sqe)),
		.index = hisi_qm_index(&in),
		.aux = SEC_AUX_RAW,
	};
	int ret;

	slot.cookie = hisi_qm_cookie(qp->qm.pair, slot.index);
	ret = sec_raw_build(&slot, s, op, cls, v3);
	if (likely(ret == SEC_RAW_SUBMIT)) {
		hisi_qm_one_hw(&in, SEC_Q_FIRST, sizeof(*slot.sqe), user,
			       slot.aux);
		qp->raw_cached++;
		return 0;
	}
	if (ret == SEC_RAW_FINISHED) {
		if (slot.cookie->raw_status != RTE_CRYPTO_OP_STATUS_SUCCESS)
			qp->qm.pair->enqueue_err++;
		hisi_qm_one_done(&in, user);
		qp->raw_cached++;
		return 0;
	}
	qp->qm.pair->enqueue_err++;
	return ret;
}

static void
raw_status(struct rte_crypto_sym_vec *vec, uint32_t from, int error)
{
	uint32_t i;

	if (vec->status == NULL || from >= vec->num)
		return;
	vec->status[from] = error;
	for (i = from + 1; i < vec->num; i++)
		vec->status[i] = EAGAIN;
}

static __rte_always_inline uint32_t
raw_burst(void *queue_pair, uint8_t *drv_ctx, struct rte_crypto_sym_vec *vec,
	  union rte_crypto_sym_ofs ofs, void **user, int *status,
	  const enum sec_class cls, const bool v3)
{
	const struct sec_session *s = ((struct sec_raw_ctx *)drv_ctx)->s;
	struct sec_qp *qp = queue_pair;
	uint32_t i, room;
	int ret = 0;

	*status = 0;
	room = raw_room(qp, vec->num);
	if (unlikely(room == 0)) {
		raw_status(vec, 0, EAGAIN);
		return 0;
	}
	for (i = 0; i < room; i++) {
		struct sec_raw_op op = {
			.src = vec->src_sgl[i].vec,
			.nb_src = vec->src_sgl[i].num,
			.ofs = ofs,
		};

		if (unlikely(vec->dest_sgl != NULL)) {
			op.dst = vec->dest_sgl[i].vec;
			op.nb_dst = vec->dest_sgl[i].num;
		}
		if (cls != SEC_CLASS_DIGEST)
			op.iv = vec->iv[i].va;
		if (cls != SEC_CLASS_CIPHER && vec->digest != NULL)
			op.digest = vec->digest[i].va;
		if ((cls == SEC_CLASS_AEAD || cls == SEC_CLASS_OTHER) &&
		    vec->aad != NULL)
			op.aad = vec->aad[i].va;
		ret = raw_one(qp, s, &op, user[i], cls, v3);
		if (unlikely(ret != 0))
			break;
	}
	if (unlikely(i < vec->num))
		raw_status(vec, i, ret != 0 ? -ret : EAGAIN);
	if (unlikely(i == 0))
		*status = ret;
	return i;
}

static __rte_always_inline int
raw_single(void *queue_pair, uint8_t *drv_ctx, struct rte_crypto_vec *data,
	   uint16_t nb, union rte_crypto_sym_ofs ofs,
	   struct rte_crypto_va_iova_ptr *iv,
	   struct rte_crypto_va_iova_ptr *digest,
	   struct rte_crypto_va_iova_ptr *aad_or_auth_iv, void *user,
	   const enum sec_class cls, const bool v3)
{
	const struct sec_session *s = ((struct sec_raw_ctx *)drv_ctx)->s;
	struct sec_raw_op op = {
		.src = data,
		.nb_src = nb,
		.ofs = ofs,
		.iv = iv != NULL ? iv->va : NULL,
		.digest = digest != NULL ? digest->va : NULL,
		.aad = aad_or_auth_iv != NULL ? aad_or_auth_iv->va : NULL,
	};
	struct sec_qp *qp = queue_pair;

	if (unlikely(raw_room(qp, 1) == 0))
		return -EAGAIN;
	return raw_one(qp, s, &op, user, cls, v3);
}

#define SEC_RAW_FUNCTIONS(name, cls, v3) \
static uint32_t \
raw_burst_ ## name ## _ ## v3(void *qp, uint8_t *drv_ctx, \
		struct rte_crypto_sym_vec *vec, \
		union rte_crypto_sym_ofs ofs, void **user, int *status) \
{ \
	return raw_burst(qp, drv_ctx, vec, ofs, user, status, cls, v3); \
} \
\
static int \
raw_single_ ## name ## _ ## v3(void *qp, uint8_t *drv_ctx, \
		struct rte_crypto_vec *data, uint16_t nb, \
		union rte_crypto_sym_ofs ofs, \
		struct rte_crypto_va_iova_ptr *iv, \
		struct rte_crypto_va_iova_ptr *digest, \
		struct rte_crypto_va_iova_ptr *aad, void *user) \
{ \
	return raw_single(qp, drv_ctx, data, nb, ofs, iv, digest, aad, user, \
			  cls, v3); \
}

SEC_RAW_FUNCTIONS(cipher, SEC_CLASS_CIPHER, true)
SEC_RAW_FUNCTIONS(cipher, SEC_CLASS_CIPHER, false)
SEC_RAW_FUNCTIONS(aead, SEC_CLASS_AEAD, true)
SEC_RAW_FUNCTIONS(aead, SEC_CLASS_AEAD, false)
SEC_RAW_FUNCTIONS(chain, SEC_CLASS_CHAIN, true)
SEC_RAW_FUNCTIONS(chain, SEC_CLASS_CHAIN, false)
SEC_RAW_FUNCTIONS(digest, SEC_CLASS_DIGEST, true)
SEC_RAW_FUNCTIONS(digest, SEC_CLASS_DIGEST, false)
SEC_RAW_FUNCTIONS(other, SEC_CLASS_OTHER, true)
SEC_RAW_FUNCTIONS(other, SEC_CLASS_OTHER, false)

static const struct {
	cryptodev_sym_raw_enqueue_burst_t burst;
	cryptodev_sym_raw_enqueue_t single;
} raw_functions[][2] = {
#define ENTRY(name, v3) { raw_burst_ ## name ## _ ## v3, \
			  raw_single_ ## name ## _ ## v3 }
	[SEC_CLASS_CIPHER] = { ENTRY(cipher, false), ENTRY(cipher, true) },
	[SEC_CLASS_AEAD] = { ENTRY(aead, false), ENTRY(aead, true) },
	[SEC_CLASS_CHAIN] = { ENTRY(chain, false), ENTRY(chain, true) },
	[SEC_CLASS_DIGEST] = { ENTRY(digest, false), ENTRY(digest, true) },
	/* In software, as what there is beside them. */
	[SEC_CLASS_NULL] = { ENTRY(other, false), ENTRY(other, true) },
	[SEC_CLASS_OTHER] = { ENTRY(other, false), ENTRY(other, true) },
#undef ENTRY
};

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

void *
sec_raw_done(struct sec_qp *qp, uint8_t status, struct hisi_qm_entry *e,
	     uint32_t index)
{
	struct hisi_qm_queue *q = &qp->qm.pair->queue[SEC_Q_SECOND];
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	uint32_t aux = hisi_qm_entry_aux(e);
	struct hisi_sec_sqe *slot;

	if ((aux & SEC_AUX_COMPARE) &&
	    status == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    !hisi_memeq(cookie->mac, cookie->expected, cookie->expected_len))
		status = RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
	if ((aux & SEC_AUX_SECOND) &&
	    status == RTE_CRYPTO_OP_STATUS_SUCCESS) {
		slot = hisi_qm_slot(q, sizeof(*slot));
		*slot = cookie->second;
		aux = aux & SEC_AUX_COMPARE_2ND ?
		      SEC_AUX_RAW | SEC_AUX_COMPARE : SEC_AUX_RAW;
		hisi_qm_second_hw(qp->qm.pair, SEC_Q_SECOND, index, aux);
		return NULL;
	}
	cookie->raw_status = status;
	if (status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		qp->qm.pair->dequeue_err++;
	return cookie;
}

int
sec_raw_ctx_size(struct rte_cryptodev *dev)
{
	RTE_SET_USED(dev);
	return sizeof(struct sec_raw_ctx);
}

/* What the operations of a context have in common. */
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

int
sec_raw_configure(struct rte_cryptodev *dev, uint16_t id,
		  struct rte_crypto_raw_dp_ctx *ctx,
		  enum rte_crypto_op_sess_type type,
		  union rte_cryptodev_session_ctx session, uint8_t update)
{
	const struct sec_device *sec = dev->data->dev_private;
	bool v3 = sec->gen != HISI_QM_GEN2;
	struct sec_raw_ctx *raw;
	const struct sec_session *s;
	uintptr_t cls;

	/* cryptodev of 22.11 lets pairs through that do not exist. */
	if (ctx == NULL || dev->data->queue_pairs == NULL ||
	    id >= dev->data->nb_queue_pairs ||
	    dev->data->queue_pairs[id] == NULL) {
		SEC_LOG(ERR, "raw data path: %s %u of %u; configure the device, set up the pair and give a context",
			ctx == NULL ? "no context for queue pair" :
			"there is no queue pair", id,
			dev->data->nb_queue_pairs);
		return -EINVAL;
	}
	raw = (struct sec_raw_ctx *)ctx->drv_ctx_data;
	s = raw_session(sec, raw, type, session);

	/* The state of the rings is the queue pair's: nothing to keep. */
	RTE_SET_USED(update);
	if (s == NULL)
		return -EINVAL;
	cls = sec_class_of(sec->tag, s->owner) % SEC_TAG_OLDER;
	ctx->qp_data = dev->data->queue_pairs[id];
	ctx->enqueue = raw_functions[cls][v3].single;
	ctx->enqueue_burst = raw_functions[cls][v3].burst;
	ctx->enqueue_done = raw_enqueue_done;
	ctx->dequeue = raw_dequeue;
	ctx->dequeue_burst = raw_dequeue_burst;
	ctx->dequeue_done = raw_dequeue_done;
	raw->s = s;
	return 0;
}
