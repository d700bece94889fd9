/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * From an op, or an operation of the raw API, to a request. Only the fields
 * that count for the session are read.
 */

#include <errno.h>

#include "sec_request.h"

/* Whether the cipher region counts. */
static bool
uses_cipher(const struct sec_request *r)
{
	return r->cls == SEC_CLASS_CIPHER || r->cls == SEC_CLASS_CHAIN ||
	       (r->s->flags & SEC_F_NULL_CIPHER) != 0;
}

/* Whether the auth region and a digest count. */
static bool
uses_auth(const struct sec_request *r)
{
	return r->cls == SEC_CLASS_CHAIN || r->cls == SEC_CLASS_DIGEST ||
	       r->cls == SEC_CLASS_OTHER;
}

void
sec_temp_session_put(struct sec_qp *qp, struct sec_cookie *cookie)
{
	struct sec_session *s;

	if (cookie->temp == NULL)
		return;
	s = CRYPTODEV_GET_SYM_SESS_PRIV(cookie->temp);
	hisi_memzero(s, sizeof(*s));
	rte_mempool_put(qp->session_pool, cookie->temp);
	cookie->temp = NULL;
}

/* The session of a session-less op; NULL after setting the op's status. */
static const struct sec_session *
temp_session(struct sec_qp *qp, struct rte_crypto_op *op,
	     struct sec_cookie *cookie)
{
	struct sec_session *s;

	cookie->temp = NULL;
	if (op->sess_type != RTE_CRYPTO_OP_SESSIONLESS) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->qm.pair, "session type %d is not supported",
			     op->sess_type);
		return NULL;
	}
	if (qp->session_pool == NULL || op->sym->xform == NULL) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->qm.pair, "session-less, but %s",
			     op->sym->xform == NULL ? "without an xform" :
			     "the queue pair was set up without mp_session");
		return NULL;
	}
	if (rte_mempool_get(qp->session_pool, (void **)&cookie->temp) != 0) {
		cookie->temp = NULL;
		op->status = RTE_CRYPTO_OP_STATUS_ERROR;
		hisi_qm_op_error(qp->qm.pair, "session-less, and the session pool %s is empty",
			     qp->session_pool->name);
		return NULL;
	}
	s = CRYPTODEV_GET_SYM_SESS_PRIV(cookie->temp);
	if (sec_session_init(qp->dev, op->sym->xform, s) != 0) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		sec_temp_session_put(qp, cookie);
		return NULL;
	}
	return s;
}

/* The session of an op, however it is given. */
static int
find_session(struct sec_request *r, struct rte_crypto_op *op)
{
	if (op->type != RTE_CRYPTO_OP_TYPE_SYMMETRIC)
		return SEC_REFUSE(r, "op type %d is not symmetric", op->type);
	if (op->sess_type != RTE_CRYPTO_OP_WITH_SESSION) {
		r->s = temp_session(r->qp, op, r->cookie);
		r->status = op->status;
		if (r->s == NULL)
			return -EINVAL;
		r->aux |= SEC_AUX_TEMP;
	} else if (op->sym->session != NULL) {
		r->s = CRYPTODEV_GET_SYM_SESS_PRIV(op->sym->session);
	}
	if (r->s != NULL &&
	    sec_class_of(r->qp->tag, r->s->owner) <= SEC_CLASS_LAST)
		return 0;
	r->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
	hisi_qm_op_error(r->qp->qm.pair, "its session was made by another driver, or for a device that this one cannot replace");
	return -EINVAL;
}

int
sec_request_op(struct sec_request *r, struct rte_crypto_op *op)
{
	const struct rte_crypto_sym_op *sop = op->sym;

	if (find_session(r, op) != 0)
		return -EINVAL;
	r->cls = sec_class_of(r->qp->tag, r->s->owner) % SEC_TAG_OLDER;
	if (sop->m_src == NULL)
		return SEC_REFUSE(r, "no source mbuf");
	r->src.m = sop->m_src;
	r->dst.m = sop->m_dst;
	r->oop = sop->m_dst != NULL && sop->m_dst != sop->m_src;
	r->iv = (const uint8_t *)op + r->s->iv_offset;
	if (r->cls == SEC_CLASS_AEAD) {
		r->c_off = sop->aead.data.offset;
		r->c_len = sop->aead.data.length;
		r->aad = sop->aead.aad.data;
		r->digest = sop->aead.digest.data;
		return 0;
	}
	if (uses_cipher(r)) {
		r->c_off = sop->cipher.data.offset;
		r->c_len = sop->cipher.data.length;
	}
	if (uses_auth(r)) {
		r->a_off = sop->auth.data.offset;
		r->a_len = sop->auth.data.length;
		r->digest = sop->auth.digest.data;
	}
	return 0;
}

/* Head and tail become offset and length. Returns false if they do not fit. */
static bool
region(uint64_t total, uint16_t head, uint16_t tail, uint32_t *offset,
       uint32_t *len)
{
	if ((uint32_t)head + tail > total || total > UINT32_MAX)
		return false;
	*offset = head;
	*len = total - head - tail;
	return true;
}

/* The regions that count. */
static int
raw_regions(struct sec_request *r, union rte_crypto_sym_ofs ofs)
{
	uint64_t total = 0;
	uint32_t i;
	bool ok = r->src.nb != 0;

	for (i = 0; i < r->src.nb; i++)
		total += r->src.vec[i].len;
	if (uses_cipher(r) || r->cls == SEC_CLASS_AEAD)
		ok = ok && region(total, ofs.ofs.cipher.head,
				  ofs.ofs.cipher.tail, &r->c_off, &r->c_len);
	if (uses_auth(r))
		ok = ok && region(total, ofs.ofs.auth.head, ofs.ofs.auth.tail,
				  &r->a_off, &r->a_len);
	if (!ok)
		return SEC_REFUSE(r, "heads and tails are longer than the data of %" PRIu64 " bytes",
				  total);
	return 0;
}

int
sec_request_raw(struct sec_request *r, const struct rte_crypto_sym_vec *vec,
		uint32_t i, union rte_crypto_sym_ofs ofs)
{
	bool gmac = (r->s->flags & SEC_F_GMAC) != 0;
	const struct rte_crypto_va_iova_ptr *iv = gmac ? vec->auth_iv : vec->iv;

	r->src.vec = vec->src_sgl[i].vec;
	r->src.nb = vec->src_sgl[i].num;
	if (vec->dest_sgl != NULL) {
		r->oop = true;
		r->dst.vec = vec->dest_sgl[i].vec;
		r->dst.nb = vec->dest_sgl[i].num;
	}
	if ((r->s->flags & SEC_F_IV) != 0) {
		r->iv = iv != NULL ? iv[i].va : NULL;
		if (r->iv == NULL)
			return SEC_REFUSE(r, "IV at address 0");
	}
	if ((uses_auth(r) || r->cls == SEC_CLASS_AEAD) && vec->digest != NULL)
		r->digest = vec->digest[i].va;
	if (r->cls == SEC_CLASS_AEAD && r->s->aad_len != 0 &&
	    vec->aad != NULL)
		r->aad = vec->aad[i].va;
	return raw_regions(r, ofs);
}
