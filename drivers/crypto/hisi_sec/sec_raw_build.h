/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_RAW_BUILD_H
#define SEC_RAW_BUILD_H

/**
 * @file
 * From an operation of the raw data-path API, which has no op and no mbufs,
 * to a descriptor. The second pass of a chain is built at once and waits in
 * the cookie: the caller's vectors are gone by then.
 */

#include <errno.h>
#include <inttypes.h>

#include "sec_fill.h"

/** An operation as the raw API gives it. */
struct sec_raw_op {
	const struct rte_crypto_vec *src;
	const struct rte_crypto_vec *dst; /**< NULL = in place. */
	uint32_t nb_src, nb_dst;
	union rte_crypto_sym_ofs ofs;
	uint8_t *iv;          /**< Of cipher or AEAD. */
	uint8_t *digest;
	uint8_t *aad;         /**< Or IV of the MAC. */
	uint32_t total;       /**< Bytes of src; set by sec_raw_regions(). */
	uint32_t c_off, c_len, a_off, a_len; /**< Likewise. */
};

/** Where an operation is being built. */
struct sec_raw_slot {
	struct sec_qp *qp;
	struct hisi_sec_sqe *sqe;
	struct sec_cookie *cookie;
	uint32_t index;
	uint32_t aux;         /**< Receives what dequeue has to do. */
};

/** A descriptor is in the slot. */
#define SEC_RAW_SUBMIT 1
/** Finished, with the status in the cookie. Negative errno: refused. */
#define SEC_RAW_FINISHED 0

/** Refuse an operation, with the reason. */
#define SEC_RAW_REFUSE(slot, ...) \
	__extension__ ({ \
		hisi_qm_op_error((slot)->qp->qm.pair, __VA_ARGS__); \
		-EINVAL; \
	})

/** Finish an operation without a descriptor. */
static inline int
sec_raw_finished(const struct sec_raw_slot *slot, uint8_t status)
{
	slot->cookie->raw_status = status;
	return SEC_RAW_FINISHED;
}

/** Head and tail become offsets and lengths. @return false if too large */
static __rte_always_inline bool
sec_raw_regions(struct sec_raw_op *op)
{
	uint32_t i, total = op->src[0].len;

	for (i = 1; i < op->nb_src; i++)
		total += op->src[i].len;
	op->total = total;
	op->c_off = op->ofs.ofs.cipher.head;
	op->a_off = op->ofs.ofs.auth.head;
	op->c_len = total - op->c_off - op->ofs.ofs.cipher.tail;
	op->a_len = total - op->a_off - op->ofs.ofs.auth.tail;
	return op->c_off + op->ofs.ofs.cipher.tail <= total &&
	       op->a_off + op->ofs.ofs.auth.tail <= total;
}

/** Add a range of vectors to a list. */
static inline int
sec_raw_add(struct hisi_qm_sgl *sgl, const struct rte_crypto_vec *vec,
	    uint32_t nb, uint32_t offset, uint32_t len)
{
	uint32_t i, n, part;
	int ret = 0;

	for (i = 0; i < nb && len != 0 && ret == 0; i++) {
		if (offset >= vec[i].len) {
			offset -= vec[i].len;
			continue;
		}
		n = RTE_MIN(len, vec[i].len - offset);
		len -= n;
		/* An entry of a list holds less than a vector may. */
		for (; n != 0 && ret == 0; n -= part, offset += part) {
			part = RTE_MIN(n, HISI_QM_SGE_MAX_LEN);
			ret = hisi_qm_sgl_add(sgl, (uint8_t *)vec[i].base +
					      offset, part);
		}
		offset = 0;
	}
	return len == 0 ? ret : -EINVAL;
}

/** Find a range of vectors, as sec_place() does of an mbuf chain. */
static __rte_always_inline int
sec_raw_place(const struct sec_raw_slot *slot, uint32_t which,
	      const struct rte_crypto_vec *vec, uint32_t nb, uint32_t offset,
	      uint32_t len, struct sec_place *place)
{
	struct hisi_qm_sgl *sgl;

	if (likely((uint64_t)offset + len <= vec[0].len)) {
		place->addr = hisi_qm_addr(vec[0].base) + offset;
		place->sgl = false;
		return 0;
	}
	sgl = hisi_qm_sgl_start(slot->qp->qm.pair, slot->index, which);
	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
	return sec_raw_add(sgl, vec, nb, offset, len);
}

/** Place source and destination; both are the same in place. @return likewise */
static __rte_always_inline int
sec_raw_place_both(const struct sec_raw_slot *slot,
		   const struct sec_raw_op *op, uint32_t offset, uint32_t len,
		   struct sec_data *d)
{
	int ret = sec_raw_place(slot, HISI_QM_SGL_SRC, op->src, op->nb_src,
				offset, len, &d->src);

	d->dst = d->src;
	d->oop = op->dst != NULL;
	if (likely(!d->oop || ret != 0))
		return ret;
	return sec_raw_place(slot, HISI_QM_SGL_DST, op->dst, op->nb_dst,
			     offset, len, &d->dst);
}

/** Why data could not be placed. */
static inline int
sec_raw_refuse_place(const struct sec_raw_slot *slot, int err)
{
	if (err == -ENOSPC)
		return SEC_RAW_REFUSE(slot, "more than %u vectors in the data; use fewer",
				      HISI_QM_SGL_MAX_SGE);
	return SEC_RAW_REFUSE(slot, "the data is not all in the destination's vectors");
}

/** A cipher pass. @param sqe where it is put */
static __rte_always_inline int
sec_raw_cipher(const struct sec_raw_slot *slot, struct hisi_sec_sqe *sqe,
	       const struct sec_session *s,
	       const struct hisi_sec_sqe *template,
	       const struct sec_raw_op *op, const bool v3)
{
	struct sec_data d;
	int ret;

	if (unlikely(!sec_cipher_len_ok(s, op->c_len))) {
		if (sec_cipher_nothing(s, op->c_len))
			return sec_raw_finished(slot,
						RTE_CRYPTO_OP_STATUS_SUCCESS);
		return SEC_RAW_REFUSE(slot, "cipher length %u is not from %u to %u in multiples of %u",
				      op->c_len, s->min_len,
				      HISI_SEC_MAX_DATA, s->block_mask + 1);
	}
	ret = sec_raw_place_both(slot, op, op->c_off, op->c_len, &d);
	if (unlikely(ret != 0))
		return sec_raw_refuse_place(slot, ret);
	sec_fill_cipher(sqe, s, template, &d, op->c_len, op->iv, v3);
	return SEC_RAW_SUBMIT;
}

/**
 * The auth region of a chain out of place, cipher first: what was ciphered
 * from the destination, the rest from the source.
 */
static inline int
sec_raw_place_chain(const struct sec_raw_slot *slot,
		    const struct sec_raw_op *op, struct sec_place *place)
{
	uint32_t a_end = op->a_off + op->a_len;
	uint32_t c_end = op->c_off + op->c_len;
	uint32_t c1 = RTE_MAX(op->a_off, RTE_MIN(op->c_off, a_end));
	uint32_t c2 = RTE_MAX(c1, RTE_MIN(c_end, a_end));
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_start(slot->qp->qm.pair,
						    slot->index,
						    HISI_QM_SGL_AUTH);
	int ret;

	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
	ret = sec_raw_add(sgl, op->src, op->nb_src, op->a_off, c1 - op->a_off);
	if (ret == 0)
		ret = sec_raw_add(sgl, op->dst, op->nb_dst, c1, c2 - c1);
	if (ret == 0)
		ret = sec_raw_add(sgl, op->src, op->nb_src, c2, a_end - c2);
	return ret;
}

/** A digest pass. @param both the region may be in source and destination */
static __rte_always_inline int
sec_raw_digest(struct sec_raw_slot *slot, struct hisi_sec_sqe *sqe,
	       const struct sec_session *s,
	       const struct hisi_sec_sqe *template,
	       const struct sec_raw_op *op, bool both, const bool v3)
{
	struct sec_place src;
	uint8_t *mac = op->digest;
	int ret = 0;

	if (unlikely(op->a_len > HISI_SEC_MAX_DATA))
		return SEC_RAW_REFUSE(slot, "auth length %u is above %u",
				      op->a_len, HISI_SEC_MAX_DATA);
	if (unlikely(op->a_len == 0 && !(s->flags & SEC_F_EMPTY_AUTH)))
		return sec_raw_finished(slot, sec_empty_status(s, mac));
	if (s->flags & SEC_F_VERIFY) {
		slot->cookie->expected = mac;
		slot->cookie->expected_len = s->digest_len;
		slot->aux |= SEC_AUX_COMPARE;
		mac = slot->cookie->mac;
	}
	if (unlikely(op->a_len == 0)) {
		/* The engine must not see address 0 (9.1). */
		src.addr = hisi_qm_addr(mac);
		src.sgl = false;
	} else if (unlikely(both)) {
		ret = sec_raw_place_chain(slot, op, &src);
	} else {
		ret = sec_raw_place(slot, HISI_QM_SGL_AUTH, op->src,
				    op->nb_src, op->a_off, op->a_len, &src);
	}
	if (unlikely(ret != 0))
		return sec_raw_refuse_place(slot, ret);
	sec_fill_digest(sqe, s, template, &src, op->a_len, mac, v3);
	return SEC_RAW_SUBMIT;
}

/** GCM or CCM: AAD in front of the data. */
static __rte_always_inline int
sec_raw_place_aead(const struct sec_raw_slot *slot,
		   const struct sec_session *s, const struct sec_raw_op *op,
		   const uint8_t *aad, struct sec_data *d)
{
	const struct hisi_qm_pair *pair = slot->qp->qm.pair;
	struct hisi_qm_sgl *sgl;
	int ret;

	if (s->aad_len == 0)
		return sec_raw_place_both(slot, op, op->c_off, op->c_len, d);
	d->oop = op->dst != NULL;
	sgl = hisi_qm_sgl_start(pair, slot->index, HISI_QM_SGL_SRC);
	d->src.addr = hisi_qm_addr(sgl);
	d->src.sgl = true;
	d->dst = d->src;
	hisi_qm_sgl_add(sgl, aad, s->aad_len);
	ret = sec_raw_add(sgl, op->src, op->nb_src, op->c_off, op->c_len);
	if (!d->oop || ret != 0)
		return ret;
	sgl = hisi_qm_sgl_start(pair, slot->index, HISI_QM_SGL_DST);
	d->dst.addr = hisi_qm_addr(sgl);
	hisi_qm_sgl_add(sgl, slot->qp->sink, s->aad_len);
	return sec_raw_add(sgl, op->dst, op->nb_dst, op->c_off, op->c_len);
}

/** GCM or CCM. */
static __rte_always_inline int
sec_raw_aead(struct sec_raw_slot *slot, const struct sec_session *s,
	     const struct sec_raw_op *op, const bool v3)
{
	const uint8_t *aad = op->aad;
	struct sec_data d;
	int ret;

	if (unlikely(aad == NULL && s->aad_len != 0))
		return SEC_RAW_REFUSE(slot, "AAD at address 0");
	if (unlikely(op->c_len > s->max_payload))
		return SEC_RAW_REFUSE(slot, "payload of %u bytes is above %" PRIu64 " with this AAD and nonce",
				      op->c_len, s->max_payload);
	if ((s->flags & SEC_F_CCM) && s->aad_len != 0)
		aad += SEC_CCM_AAD_ROOM;
	if (unlikely(op->c_len == 0 && !(s->flags & SEC_F_EMPTY_DATA)))
		return sec_raw_finished(slot, sec_soft_aead(slot->qp, s,
					op->iv, aad, op->digest));
	ret = sec_raw_place_aead(slot, s, op, aad, &d);
	if (unlikely(ret != 0))
		return sec_raw_refuse_place(slot, ret);
	sec_fill_aead(slot->sqe, s, slot->cookie, &d, op->c_len, op->iv,
		      op->digest, v3);
	return SEC_RAW_SUBMIT;
}

/** A chain in one descriptor. */
static __rte_always_inline int
sec_raw_one_pass(struct sec_raw_slot *slot, const struct sec_session *s,
		 const struct sec_raw_op *op, const bool v3)
{
	struct sec_data d;
	int ret;

	if (unlikely((op->c_len & s->block_mask) != 0 ||
		     op->a_len > HISI_SEC_MAX_DATA))
		return SEC_RAW_REFUSE(slot, "cipher length %u is not a multiple of %u, or auth length %u is above %u",
				      op->c_len, s->block_mask + 1, op->a_len,
				      HISI_SEC_MAX_DATA);
	ret = sec_raw_place_both(slot, op, op->a_off, op->a_len, &d);
	if (unlikely(ret != 0))
		return sec_raw_refuse_place(slot, ret);
	sec_fill_one_pass(slot->sqe, s, slot->cookie, &d, op->c_len,
			  op->a_len, op->iv, op->digest, v3);
	return SEC_RAW_SUBMIT;
}

/** A chain in two: one pass to the slot, the other to the cookie. */
static __rte_noinline int
sec_raw_two_passes(struct sec_raw_slot *slot, const struct sec_session *s,
		   const struct sec_raw_op *op, const bool v3)
{
	bool auth_first = (s->flags & SEC_F_AUTH_FIRST) != 0;
	struct hisi_sec_sqe *second = &slot->cookie->second;
	int c, a;

	c = sec_raw_cipher(slot, auth_first ? second : slot->sqe, s,
			   &s->cipher_bd, op, v3);
	if (c < 0)
		return c;
	a = sec_raw_digest(slot, auth_first ? slot->sqe : second, s,
			   &s->auth_bd, op, !auth_first && op->dst != NULL,
			   v3);
	/* A MAC of nothing is known, and decides if it is wrong. */
	if (a < 0 || (a == SEC_RAW_FINISHED && slot->cookie->raw_status !=
		      RTE_CRYPTO_OP_STATUS_SUCCESS))
		return a;
	if (c == SEC_RAW_FINISHED && a == SEC_RAW_FINISHED)
		return SEC_RAW_FINISHED;
	if (c == SEC_RAW_SUBMIT && a == SEC_RAW_SUBMIT) {
		slot->aux |= SEC_AUX_SECOND;
		if (!auth_first && (slot->aux & SEC_AUX_COMPARE))
			slot->aux ^= SEC_AUX_COMPARE | SEC_AUX_COMPARE_2ND;
	} else if ((c == SEC_RAW_SUBMIT) == auth_first) {
		/* The only pass is the one that was to be the second. */
		*slot->sqe = *second;
	}
	return SEC_RAW_SUBMIT;
}

/** GMAC. */
static __rte_always_inline int
sec_raw_gmac(struct sec_raw_slot *slot, const struct sec_session *s,
	     const struct sec_raw_op *op, const bool v3)
{
	struct sec_place src;
	int ret;

	if (unlikely(op->a_len > HISI_SEC_MAX_AAD))
		return SEC_RAW_REFUSE(slot, "GMAC over %u bytes is above %u",
				      op->a_len, HISI_SEC_MAX_AAD);
	ret = sec_raw_place(slot, HISI_QM_SGL_SRC, op->src, op->nb_src,
			    op->a_off, op->a_len, &src);
	if (unlikely(ret != 0))
		return sec_raw_refuse_place(slot, ret);
	sec_fill_gmac(slot->sqe, s, slot->cookie, &src, op->a_len, op->aad,
		      op->digest, v3);
	return SEC_RAW_SUBMIT;
}

/** NULL algorithms and GMAC. */
static __rte_noinline int
sec_raw_other(struct sec_raw_slot *slot, const struct sec_session *s,
	      const struct sec_raw_op *op, const bool v3)
{
	if ((s->flags & SEC_F_NULL_CIPHER) && op->dst != NULL)
		return SEC_RAW_REFUSE(slot, "a NULL cipher out of place is not supported by the raw API; use the op API, or copy");
	if ((s->flags & (SEC_F_DIGEST | SEC_F_GMAC)) && op->digest == NULL)
		return SEC_RAW_REFUSE(slot, "digest at address 0");
	if (s->flags & SEC_F_DIGEST)
		return sec_raw_digest(slot, slot->sqe, s, &s->bd, op, false,
				      v3);
	if (s->flags & SEC_F_GMAC)
		return sec_raw_gmac(slot, s, op, v3);
	return sec_raw_finished(slot, RTE_CRYPTO_OP_STATUS_SUCCESS);
}

/**
 * Any operation.
 * @return SEC_RAW_SUBMIT, SEC_RAW_FINISHED, or a negative errno if refused
 */
static __rte_always_inline int
sec_raw_build(struct sec_raw_slot *slot, const struct sec_session *s,
	      struct sec_raw_op *op, const enum sec_class cls, const bool v3)
{
	if (unlikely(op->nb_src == 0 || !sec_raw_regions(op)))
		return SEC_RAW_REFUSE(slot, "heads and tails are longer than the data");
	if (unlikely(cls != SEC_CLASS_CIPHER && cls != SEC_CLASS_OTHER &&
		     op->digest == NULL))
		return SEC_RAW_REFUSE(slot, "digest at address 0");
	if (cls == SEC_CLASS_CIPHER)
		return sec_raw_cipher(slot, slot->sqe, s, &s->bd, op, v3);
	if (cls == SEC_CLASS_AEAD)
		return sec_raw_aead(slot, s, op, v3);
	if (cls == SEC_CLASS_DIGEST)
		return sec_raw_digest(slot, slot->sqe, s, &s->bd, op, false,
				      v3);
	if (cls == SEC_CLASS_OTHER)
		return sec_raw_other(slot, s, op, v3);
	if (likely(sec_one_pass(s->flags, op->c_off, op->c_len, op->a_off,
				op->a_len)))
		return sec_raw_one_pass(slot, s, op, v3);
	return sec_raw_two_passes(slot, s, op, v3);
}

#endif /* SEC_RAW_BUILD_H */
