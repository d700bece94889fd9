/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_BUILD_H
#define SEC_BUILD_H

/**
 * @file
 * From an op of the crypto op API to a descriptor: ciphers, digests and their
 * chains. sec_build_aead.h has the rest.
 */

#include <errno.h>
#include <inttypes.h>

#include "sec_fill.h"

/**
 * Results of the builders below: 1 = a descriptor is in the slot, 0 = the op
 * is finished and its status set.
 */
#define SEC_SUBMIT 1
#define SEC_FINISHED 0

/** An op that is refused, with the reason. */
#define SEC_REFUSE(qp, op, ...) \
	__extension__ ({ \
		(op)->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS; \
		hisi_qm_op_error((qp)->qm.pair, __VA_ARGS__); \
		SEC_FINISHED; \
	})

/** Why sec_place() failed. */
static inline int
sec_refuse_place(struct sec_qp *qp, struct rte_crypto_op *op, int err,
		 uint32_t offset, uint32_t len)
{
	if (err == -ENOSPC)
		return SEC_REFUSE(qp, op, "an mbuf chain of more than %u segments in the data; linearise it or use fewer",
				  HISI_QM_SGL_MAX_SGE);
	return SEC_REFUSE(qp, op, "data at offset %u, %u bytes, is not all in the mbuf chain",
			  offset, len);
}

/** Why a cipher length is refused. */
static inline int
sec_refuse_cipher_len(struct sec_qp *qp, struct rte_crypto_op *op,
		      const struct sec_session *s)
{
	return SEC_REFUSE(qp, op, "cipher length %u is not from %u to %u in multiples of %u",
			  op->sym->cipher.data.length, s->min_len,
			  HISI_SEC_MAX_DATA, s->block_mask + 1);
}

/** Why an auth length is refused. */
static inline int
sec_refuse_auth_len(struct sec_qp *qp, struct rte_crypto_op *op)
{
	return SEC_REFUSE(qp, op, "auth length %u is above %u",
			  op->sym->auth.data.length, HISI_SEC_MAX_DATA);
}

/** A cipher pass, alone or in a chain. */
static __rte_always_inline int
sec_build_cipher(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		 const struct sec_session *s,
		 const struct hisi_sec_sqe *template,
		 struct rte_crypto_op *op, uint32_t index, const bool v3)
{
	uint32_t offset = op->sym->cipher.data.offset;
	uint32_t len = op->sym->cipher.data.length;
	struct sec_data d;
	int ret;

	if (unlikely(!sec_cipher_len_ok(s, len))) {
		if (sec_cipher_nothing(s, len)) {
			op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
			return SEC_FINISHED;
		}
		return sec_refuse_cipher_len(qp, op, s);
	}
	ret = sec_place_both(qp->qm.pair, index, op->sym, offset, len, &d);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, len);
	sec_fill_cipher(slot, s, template, &d, len,
			rte_crypto_op_ctod_offset(op, void *, s->iv_offset),
			v3);
	return SEC_SUBMIT;
}

/** The MAC of the empty message, where the engine cannot make it. */
static inline int
sec_empty_auth(const struct sec_session *s, struct rte_crypto_op *op)
{
	op->status = sec_empty_status(s, op->sym->auth.digest.data);
	return SEC_FINISHED;
}

/**
 * The auth region of a chain out of place, cipher first: what the cipher
 * wrote is in the destination, what it did not touch is in the source.
 */
static __rte_noinline int
sec_place_chain(const struct hisi_qm_pair *pair, uint32_t index,
		const struct rte_crypto_sym_op *sop, struct sec_place *place)
{
	uint64_t a = sop->auth.data.offset;
	uint64_t a_end = a + sop->auth.data.length;
	uint64_t c = sop->cipher.data.offset;
	uint64_t c_end = c + sop->cipher.data.length;
	/* Cut the auth region at the ends of the cipher region. */
	uint64_t c1 = RTE_MAX(a, RTE_MIN(c, a_end));
	uint64_t c2 = RTE_MAX(c1, RTE_MIN(c_end, a_end));
	struct hisi_qm_sgl *sgl;
	int ret;

	sgl = hisi_qm_sgl_start(pair, index, HISI_QM_SGL_SRC);
	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
	ret = hisi_qm_sgl_add_mbuf(sgl, sop->m_src, a, c1 - a);
	if (ret == 0)
		ret = hisi_qm_sgl_add_mbuf(sgl, sop->m_dst, c1, c2 - c1);
	if (ret == 0)
		ret = hisi_qm_sgl_add_mbuf(sgl, sop->m_src, c2, a_end - c2);
	return ret;
}

/**
 * A digest pass over m, alone or in a chain; m is NULL for a chain whose
 * data is in both source and destination. The engine writes the MAC where the
 * op wants it, or where dequeue compares it.
 */
static __rte_always_inline int
sec_build_digest(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		 const struct sec_session *s,
		 const struct hisi_sec_sqe *template,
		 const struct rte_mbuf *m, struct rte_crypto_op *op,
		 uint32_t index, uint32_t *aux, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	uint32_t offset = op->sym->auth.data.offset;
	uint32_t len = op->sym->auth.data.length;
	void *mac = op->sym->auth.digest.data;
	struct sec_place src;
	int ret;

	if (unlikely(mac == NULL))
		return SEC_REFUSE(qp, op, "digest at address 0");
	if (unlikely(len > HISI_SEC_MAX_DATA))
		return sec_refuse_auth_len(qp, op);
	if (unlikely(len == 0 && !(s->flags & SEC_F_EMPTY_AUTH)))
		return sec_empty_auth(s, op);
	if (s->flags & SEC_F_VERIFY)
		mac = cookie->mac;
	if (unlikely(len == 0)) {
		/* The engine must not see address 0 (9.1). */
		src.addr = hisi_qm_addr(mac);
		src.sgl = false;
	} else {
		ret = m != NULL ?
		      sec_place(qp->qm.pair, index, HISI_QM_SGL_SRC, m, offset,
				len, &src) :
		      sec_place_chain(qp->qm.pair, index, op->sym, &src);
		if (unlikely(ret != 0))
			return sec_refuse_place(qp, op, ret, offset, len);
	}
	if (s->flags & SEC_F_VERIFY)
		*aux |= SEC_AUX_COMPARE;
	sec_fill_digest(slot, s, template, &src, len, mac, v3);
	return SEC_SUBMIT;
}

/** CBC and HMAC in one descriptor (10.1). */
static __rte_always_inline int
sec_build_one_pass(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		   const struct sec_session *s, struct rte_crypto_op *op,
		   uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	uint32_t c_len = op->sym->cipher.data.length;
	uint32_t a_len = op->sym->auth.data.length;
	uint32_t offset = op->sym->auth.data.offset;
	void *mac = op->sym->auth.digest.data;
	struct sec_data d;
	int ret;

	if (unlikely((c_len & s->block_mask) != 0 || a_len > HISI_SEC_MAX_DATA))
		return SEC_REFUSE(qp, op, "cipher length %u is not a multiple of %u, or auth length %u is above %u",
				  c_len, s->block_mask + 1, a_len,
				  HISI_SEC_MAX_DATA);
	if (unlikely(mac == NULL))
		return SEC_REFUSE(qp, op, "digest at address 0");
	ret = sec_place_both(qp->qm.pair, index, op->sym, offset, a_len, &d);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, a_len);
	sec_fill_one_pass(slot, s, cookie, &d, c_len, a_len,
			  rte_crypto_op_ctod_offset(op, void *, s->iv_offset),
			  mac, v3);
	return SEC_SUBMIT;
}

/** The auth pass of a chain in two; it reads what the cipher wrote, if that
 * came first, and what it left alone where it was.
 */
static __rte_always_inline int
sec_build_chain_auth(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		     const struct sec_session *s, struct rte_crypto_op *op,
		     uint32_t index, uint32_t *aux, const bool v3)
{
	const struct rte_mbuf *m = op->sym->m_src;

	if (!(s->flags & SEC_F_AUTH_FIRST) && op->sym->m_dst != NULL &&
	    op->sym->m_dst != m)
		m = NULL;
	return sec_build_digest(qp, slot, s, &s->auth_bd, m, op, index, aux, v3);
}

/**
 * Look at both passes of a chain before the first writes anything.
 * @return SEC_SUBMIT if they can be tried
 */
static __rte_noinline int
sec_check_chain(struct sec_qp *qp, const struct sec_session *s,
		struct rte_crypto_op *op)
{
	const struct rte_crypto_sym_op *sop = op->sym;
	uint32_t c_off = sop->cipher.data.offset;
	uint32_t c_len = sop->cipher.data.length;
	uint32_t a_off = sop->auth.data.offset;
	uint32_t a_len = sop->auth.data.length;
	uint32_t room = sop->m_src->pkt_len;

	if (sop->auth.digest.data == NULL)
		return SEC_REFUSE(qp, op, "digest at address 0");
	if (a_len > HISI_SEC_MAX_DATA)
		return sec_refuse_auth_len(qp, op);
	if (!sec_cipher_len_ok(s, c_len) && !sec_cipher_nothing(s, c_len))
		return sec_refuse_cipher_len(qp, op, s);
	if (a_len != 0 && (uint64_t)a_off + a_len > room)
		return sec_refuse_place(qp, op, -EINVAL, a_off, a_len);
	if (sop->m_dst != NULL)
		room = RTE_MIN(room, sop->m_dst->pkt_len);
	if (c_len != 0 && (uint64_t)c_off + c_len > room)
		return sec_refuse_place(qp, op, -EINVAL, c_off, c_len);
	return SEC_SUBMIT;
}

/**
 * The first pass of a chain, or all of it. A pass that needs no descriptor is
 * done here and the next one is tried.
 */
static __rte_always_inline int
sec_build_chain(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		const struct sec_session *s, struct rte_crypto_op *op,
		uint32_t index, uint32_t *aux, const bool v3)
{
	int ret;

	if (likely(sec_one_pass(s->flags, op->sym->cipher.data.offset,
				op->sym->cipher.data.length,
				op->sym->auth.data.offset,
				op->sym->auth.data.length)))
		return sec_build_one_pass(qp, slot, s, op, index, v3);
	if (unlikely(sec_check_chain(qp, s, op) != SEC_SUBMIT))
		return SEC_FINISHED;
	if (s->flags & SEC_F_AUTH_FIRST) {
		ret = sec_build_chain_auth(qp, slot, s, op, index, aux, v3);
		if (ret == SEC_SUBMIT)
			*aux |= SEC_AUX_SECOND;
		else if (op->status == RTE_CRYPTO_OP_STATUS_SUCCESS)
			ret = sec_build_cipher(qp, slot, s, &s->cipher_bd, op,
					       index, v3);
		return ret;
	}
	ret = sec_build_cipher(qp, slot, s, &s->cipher_bd, op, index, v3);
	if (ret == SEC_SUBMIT)
		*aux |= SEC_AUX_SECOND;
	else if (op->status == RTE_CRYPTO_OP_STATUS_SUCCESS)
		ret = sec_build_chain_auth(qp, slot, s, op, index, aux, v3);
	return ret;
}

#endif /* SEC_BUILD_H */
