/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_BUILD_H
#define SEC_BUILD_H

/**
 * @file
 * From an op to a descriptor: the session's template is copied into the ring
 * and the words that differ per op are patched. Every function takes the
 * descriptor type as a constant (v3: type 3, else type 2), so that each queue
 * pair runs code without a branch on the generation.
 */

#include <errno.h>
#include <inttypes.h>

#include <hisi_qm_sgl.h>

#include "sec_pmd.h"

/** Where the engine finds data. */
struct sec_place {
	uint64_t addr;
	bool sgl; /**< addr is a scatter list. */
};

/** What the source is; where the result goes. */
struct sec_data {
	struct sec_place src;
	struct sec_place dst;
	bool oop; /**< dst is not src. */
};

/** Whether len bytes from offset on are in the first segment. */
static __rte_always_inline bool
sec_is_flat(const struct rte_mbuf *m, uint32_t offset, uint32_t len)
{
	return (uint64_t)offset + len <= m->data_len;
}

/** Data in several segments. */
static __rte_noinline int
sec_place_sgl(const struct hisi_qm_pair *pair, uint32_t index, uint32_t which,
	      const struct rte_mbuf *m, uint32_t offset, uint32_t len,
	      uint64_t *addr)
{
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_start(pair, index, which);

	*addr = (uintptr_t)sgl;
	return hisi_qm_sgl_add_mbuf(sgl, m, offset, len);
}

/**
 * Find len bytes of an mbuf chain from offset on.
 * @param which list to use if they are in several segments
 * @return 0, or the error of hisi_qm_sgl_add_mbuf()
 */
static __rte_always_inline int
sec_place(const struct hisi_qm_pair *pair, uint32_t index, uint32_t which,
	  const struct rte_mbuf *m, uint32_t offset, uint32_t len,
	  struct sec_place *place)
{
	uint64_t addr;
	int ret;

	if (likely(sec_is_flat(m, offset, len))) {
		place->addr = (uintptr_t)rte_pktmbuf_mtod_offset(m, void *,
								 offset);
		place->sgl = false;
		return 0;
	}
	ret = sec_place_sgl(pair, index, which, m, offset, len, &addr);
	place->addr = addr;
	place->sgl = true;
	return ret;
}

/** Source and destination of an op whose data starts at offset in both. */
static __rte_always_inline int
sec_place_both(const struct hisi_qm_pair *pair, uint32_t index,
	       const struct rte_crypto_sym_op *sop, uint32_t offset,
	       uint32_t len, struct sec_data *d)
{
	int ret = sec_place(pair, index, HISI_QM_SGL_SRC, sop->m_src, offset,
			    len, &d->src);

	d->dst = d->src;
	d->oop = false;
	if (likely(sop->m_dst == NULL || ret != 0))
		return ret;
	d->oop = sop->m_dst != sop->m_src;
	return sec_place(pair, index, HISI_QM_SGL_DST, sop->m_dst, offset,
			 len, &d->dst);
}

/** Copy the template; all 128 bytes, the slot holds anything (qm.md 6.1). */
static __rte_always_inline void *
sec_bd_copy(struct hisi_sec_sqe *bd, const struct hisi_sec_sqe *template)
{
	*bd = *template;
	return bd;
}

/** Patch the addresses of source and destination. */
static __rte_always_inline void
sec_bd_addr(void *sqe, uint64_t src, uint64_t dst, const bool v3)
{
	if (v3) {
		struct hisi_sec_bd3 *bd = sqe;

		bd->src_lo = HISI_LO32(src);
		bd->src_hi = HISI_HI32(src);
		bd->dst_lo = HISI_LO32(dst);
		bd->dst_hi = HISI_HI32(dst);
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		bd->src_lo = HISI_LO32(src);
		bd->src_hi = HISI_HI32(src);
		bd->dst_lo = HISI_LO32(dst);
		bd->dst_hi = HISI_HI32(dst);
	}
}

/**
 * Templates ask for the prefetch of translations; where it may misbehave it
 * is taken back (12.3).
 */
static __rte_always_inline void
sec_bd_prefetch(void *sqe, const struct sec_session *s, bool sgl,
		uint32_t len, const bool v3)
{
	if (v3 && unlikely(sgl || len > HISI_SEC_PREFETCH_MAX_FLAT))
		((struct hisi_sec_bd3 *)sqe)->w14 &= s->prefetch_mask;
}

/** Patch where the data is. @param len of all of it */
static __rte_always_inline void
sec_bd_data(void *sqe, const struct sec_session *s, const struct sec_data *d,
	    uint32_t len, const bool v3)
{
	struct hisi_sec_sqe *bd = sqe;

	sec_bd_addr(sqe, d->src.addr, d->dst.addr, v3);
	sec_bd_prefetch(sqe, s, d->src.sgl || d->dst.sgl, len, v3);
	if (likely(!d->oop && !d->src.sgl))
		return;
	/* Word 0 has the address types in both descriptor types. */
	if (v3)
		bd->w[0] |= HISI_PREP(HISI_SEC3_W0_DE, d->oop) |
			    HISI_PREP(HISI_SEC3_W0_SRC_TYPE, d->src.sgl) |
			    HISI_PREP(HISI_SEC3_W0_DST_TYPE, d->dst.sgl);
	else
		bd->w[0] |= HISI_PREP(HISI_SEC2_W0_DE, d->oop) |
			    HISI_PREP(HISI_SEC2_W0_SRC_TYPE, d->src.sgl) |
			    HISI_PREP(HISI_SEC2_W0_DST_TYPE, d->dst.sgl);
}

/** Source and destination are lists. */
static __rte_always_inline void
sec_bd_lists(struct hisi_sec_sqe *bd, const struct sec_session *s,
	     const bool v3)
{
	if (v3) {
		bd->w[0] |= HISI_PREP(HISI_SEC3_W0_SRC_TYPE,
				      HISI_SEC_ADDR_SGL) |
			    HISI_PREP(HISI_SEC3_W0_DST_TYPE,
				      HISI_SEC_ADDR_SGL);
		((struct hisi_sec_bd3 *)bd)->w14 &= s->prefetch_mask;
	} else {
		bd->w[0] |= HISI_PREP(HISI_SEC2_W0_SRC_TYPE,
				      HISI_SEC_ADDR_SGL) |
			    HISI_PREP(HISI_SEC2_W0_DST_TYPE,
				      HISI_SEC_ADDR_SGL);
	}
}

/** Patch the source of a digest, which has no destination. */
static __rte_always_inline void
sec_bd_src(void *sqe, const struct sec_session *s,
	   const struct sec_place *src, uint32_t len, const bool v3)
{
	sec_bd_prefetch(sqe, s, src->sgl, len, v3);
	if (v3) {
		struct hisi_sec_bd3 *bd = sqe;

		if (unlikely(src->sgl))
			bd->w0 |= HISI_PREP(HISI_SEC3_W0_SRC_TYPE,
					    HISI_SEC_ADDR_SGL);
		bd->src_lo = HISI_LO32(src->addr);
		bd->src_hi = HISI_HI32(src->addr);
		bd->w17 = len;
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		if (unlikely(src->sgl))
			bd->w0 |= HISI_PREP(HISI_SEC2_W0_SRC_TYPE,
					    HISI_SEC_ADDR_SGL);
		bd->src_lo = HISI_LO32(src->addr);
		bd->src_hi = HISI_HI32(src->addr);
		bd->w4 = len;
	}
}

/** Patch the cipher length and the address of the IV. */
static __rte_always_inline void
sec_bd_cipher(void *sqe, uint32_t c_len, const void *iv, const bool v3)
{
	uint64_t addr = (uintptr_t)iv;

	if (v3) {
		struct hisi_sec_bd3 *bd = sqe;

		bd->w18 = c_len;
		bd->c_ivin_lo = HISI_LO32(addr);
		bd->c_ivin_hi = HISI_HI32(addr);
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		bd->w5 = c_len;
		bd->c_ivin_lo = HISI_LO32(addr);
		bd->c_ivin_hi = HISI_HI32(addr);
	}
}

/** Patch the auth length and where the cipher region starts (6.2). */
static __rte_always_inline void
sec_bd_auth(void *sqe, uint32_t a_len, uint32_t cipher_offset, const bool v3)
{
	if (v3) {
		struct hisi_sec_bd3 *bd = sqe;

		bd->w16 = HISI_PREP(HISI_SEC3_W16_CIPHER_OFFSET,
				    cipher_offset);
		bd->w17 = a_len;
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		bd->w6 = HISI_PREP(HISI_SEC2_W6_CIPHER_OFFSET, cipher_offset);
		bd->w4 = a_len;
	}
}

/** Patch the address of the MAC. */
static __rte_always_inline void
sec_bd_mac(void *sqe, const void *mac, const bool v3)
{
	uint64_t addr = (uintptr_t)mac;

	if (v3) {
		struct hisi_sec_bd3 *bd = sqe;

		bd->mac_lo = HISI_LO32(addr);
		bd->mac_hi = HISI_HI32(addr);
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		bd->mac_lo = HISI_LO32(addr);
		bd->mac_hi = HISI_HI32(addr);
	}
}

/** Patch the address of the auth IV, which CCM uses for B0. */
static __rte_always_inline void
sec_bd_auth_iv(void *sqe, const void *iv, const bool v3)
{
	uint64_t addr = (uintptr_t)iv;

	if (v3) {
		struct hisi_sec_bd3 *bd = sqe;

		bd->a_ivin_lo = HISI_LO32(addr);
		bd->a_ivin_hi = HISI_HI32(addr);
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		bd->a_ivin_lo = HISI_LO32(addr);
		bd->a_ivin_hi = HISI_HI32(addr);
	}
}

/** The entry's aux: what dequeue has to do when a pass has completed. */
#define SEC_AUX_COMPARE (1U << 0) /**< Compare the MAC made. */
#define SEC_AUX_SECOND (1U << 1)  /**< Submit the second pass. */
#define SEC_AUX_TEMP (1U << 2)    /**< Free the session. */

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
		hisi_qm_op_error((qp)->pair, __VA_ARGS__); \
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
	void *bd;
	int ret;

	if (unlikely((len & s->block_mask) != 0 ||
		     len - s->min_len > HISI_SEC_MAX_DATA - s->min_len)) {
		/* Nothing to do is not worth a descriptor (12.1); XTS is not
		 * defined for it.
		 */
		if (len == 0 && s->min_len <= s->block_mask + 1) {
			op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
			return SEC_FINISHED;
		}
		return SEC_REFUSE(qp, op, "cipher length %u is not from %u to %u in multiples of %u",
				  len, s->min_len, HISI_SEC_MAX_DATA,
				  s->block_mask + 1);
	}
	ret = sec_place_both(qp->pair, index, op->sym, offset, len, &d);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, len);
	bd = sec_bd_copy(slot, template);
	sec_bd_data(bd, s, &d, len, v3);
	sec_bd_cipher(bd, len, rte_crypto_op_ctod_offset(op, void *,
							 s->iv_offset), v3);
	return SEC_SUBMIT;
}

/** The MAC of the empty message, where the engine cannot make it. */
static inline int
sec_empty_auth(const struct sec_session *s, struct rte_crypto_op *op)
{
	uint8_t *digest = op->sym->auth.digest.data;

	op->status = RTE_CRYPTO_OP_STATUS_SUCCESS;
	if (!(s->flags & SEC_F_VERIFY))
		memcpy(digest, s->empty_mac, s->digest_len);
	else if (!hisi_memeq(digest, s->empty_mac, s->digest_len))
		op->status = RTE_CRYPTO_OP_STATUS_AUTH_FAILED;
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
	place->addr = (uintptr_t)sgl;
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
	struct sec_cookie *cookie = hisi_qm_cookie(qp->pair, index);
	uint32_t offset = op->sym->auth.data.offset;
	uint32_t len = op->sym->auth.data.length;
	void *mac = op->sym->auth.digest.data;
	struct sec_place src;
	void *bd;
	int ret;

	if (unlikely(mac == NULL))
		return SEC_REFUSE(qp, op, "digest at address 0");
	if (unlikely(len > HISI_SEC_MAX_DATA))
		return SEC_REFUSE(qp, op, "auth length %u is above %u", len,
				  HISI_SEC_MAX_DATA);
	if (unlikely(len == 0 && !(s->flags & SEC_F_EMPTY_AUTH)))
		return sec_empty_auth(s, op);
	if (s->flags & SEC_F_VERIFY)
		mac = cookie->mac;
	if (unlikely(len == 0)) {
		/* The engine must not see address 0 (9.1). */
		src.addr = (uintptr_t)mac;
		src.sgl = false;
	} else {
		ret = m != NULL ?
		      sec_place(qp->pair, index, HISI_QM_SGL_SRC, m, offset,
				len, &src) :
		      sec_place_chain(qp->pair, index, op->sym, &src);
		if (unlikely(ret != 0))
			return sec_refuse_place(qp, op, ret, offset, len);
	}
	if (s->flags & SEC_F_VERIFY)
		*aux |= SEC_AUX_COMPARE;
	bd = sec_bd_copy(slot, template);
	sec_bd_src(bd, s, &src, len, v3);
	sec_bd_mac(bd, mac, v3);
	return SEC_SUBMIT;
}

/**
 * Source and destination of AAD and payload, which the engine wants next to
 * each other: as they are if they happen to be, else in a list. Out of place
 * the destination needs room for AAD that nobody reads (6.2).
 */
static __rte_always_inline int
sec_place_aead(struct sec_qp *qp, uint32_t index,
	       const struct rte_crypto_sym_op *sop, const uint8_t *aad,
	       uint32_t aad_len, uint32_t offset, uint32_t len,
	       struct sec_data *d)
{
	const struct rte_mbuf *src = sop->m_src;
	struct hisi_qm_sgl *sgl;
	int ret;

	d->oop = sop->m_dst != NULL && sop->m_dst != src;
	if ((uint64_t)offset + len <= src->data_len &&
	    aad + aad_len == rte_pktmbuf_mtod_offset(src, uint8_t *, offset)) {
		d->src.addr = (uintptr_t)aad;
		d->src.sgl = false;
	} else {
		sgl = hisi_qm_sgl_start(qp->pair, index, HISI_QM_SGL_SRC);
		d->src.addr = (uintptr_t)sgl;
		d->src.sgl = true;
		hisi_qm_sgl_add(sgl, aad, aad_len);
		ret = hisi_qm_sgl_add_mbuf(sgl, src, offset, len);
		if (unlikely(ret != 0))
			return ret;
	}
	if (!d->oop) {
		d->dst = d->src;
		return 0;
	}
	sgl = hisi_qm_sgl_start(qp->pair, index, HISI_QM_SGL_DST);
	d->dst.addr = (uintptr_t)sgl;
	d->dst.sgl = true;
	hisi_qm_sgl_add(sgl, qp->sink, aad_len);
	return hisi_qm_sgl_add_mbuf(sgl, sop->m_dst, offset, len);
}

/** The blocks that software makes for CCM (10.2). */
static __rte_always_inline void
sec_ccm_blocks(const struct sec_session *s, struct sec_cookie *cookie,
	       const uint8_t *nonce, uint32_t len)
{
	uint32_t i;

	memcpy(cookie->ccm_a1, s->ccm_a1, sizeof(cookie->ccm_a1));
	memcpy(cookie->ccm_b0, s->ccm_b0, sizeof(cookie->ccm_b0));
	memcpy(&cookie->ccm_a1[1], nonce, s->nonce_len);
	memcpy(&cookie->ccm_b0[1], nonce, s->nonce_len);
	for (i = 15; i > s->nonce_len && len != 0; i--, len >>= 8)
		cookie->ccm_b0[i] = len & 0xff;
}

/** GCM or CCM. */
static __rte_always_inline int
sec_build_aead(struct sec_qp *qp, struct hisi_sec_sqe *slot,
	       const struct sec_session *s, struct rte_crypto_op *op,
	       uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->pair, index);
	const uint8_t *iv = rte_crypto_op_ctod_offset(op, const uint8_t *,
						      s->iv_offset);
	uint32_t offset = op->sym->aead.data.offset;
	uint32_t len = op->sym->aead.data.length;
	const uint8_t *aad = op->sym->aead.aad.data;
	void *tag = op->sym->aead.digest.data;
	struct sec_data d;
	void *bd;
	int ret;

	if (unlikely(tag == NULL || (aad == NULL && s->aad_len != 0)))
		return SEC_REFUSE(qp, op, "tag or AAD at address 0");
	if (unlikely(len > s->max_payload))
		return SEC_REFUSE(qp, op, "payload of %u bytes is above %" PRIu64 " with this AAD and nonce",
				  len, s->max_payload);
	if (s->flags & SEC_F_CCM)
		aad += 18; /* room that the API reserves in front */
	if (unlikely(len == 0 && !(s->flags & SEC_F_EMPTY_DATA))) {
		sec_soft_aead(qp, s, op, iv, aad);
		return SEC_FINISHED;
	}
	if (s->aad_len == 0)
		ret = sec_place_both(qp->pair, index, op->sym, offset, len,
				     &d);
	else
		ret = sec_place_aead(qp, index, op->sym, aad, s->aad_len,
				     offset, len, &d);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, len);
	if (s->flags & SEC_F_VERIFY) {
		/* A copy of our own: the engine may write it (20 Q6). */
		memcpy(cookie->mac, tag, s->digest_len);
		tag = cookie->mac;
	}
	bd = sec_bd_copy(slot, &s->bd);
	if (s->flags & SEC_F_CCM) {
		sec_ccm_blocks(s, cookie, iv + 1, len);
		iv = cookie->ccm_a1;
		sec_bd_auth_iv(bd, cookie->ccm_b0, v3);
	}
	sec_bd_data(bd, s, &d, s->aad_len + len, v3);
	sec_bd_cipher(bd, len, iv, v3);
	sec_bd_auth(bd, s->aad_len, s->aad_len, v3);
	sec_bd_mac(bd, tag, v3);
	return SEC_SUBMIT;
}

/** GMAC as GCM with an empty payload (10.3). */
static __rte_always_inline int
sec_build_gmac(struct sec_qp *qp, struct hisi_sec_sqe *slot,
	       const struct sec_session *s, struct rte_crypto_op *op,
	       uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->pair, index);
	uint32_t offset = op->sym->auth.data.offset;
	uint32_t len = op->sym->auth.data.length;
	void *tag = op->sym->auth.digest.data;
	struct sec_data d = { .oop = false };
	void *bd;
	int ret;

	if (unlikely(tag == NULL))
		return SEC_REFUSE(qp, op, "digest at address 0");
	if (unlikely(len > HISI_SEC_MAX_AAD))
		return SEC_REFUSE(qp, op, "GMAC over %u bytes is above %u",
				  len, HISI_SEC_MAX_AAD);
	ret = sec_place(qp->pair, index, HISI_QM_SGL_SRC, op->sym->m_src,
			offset, len, &d.src);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, len);
	d.dst = d.src;
	if (s->flags & SEC_F_VERIFY) {
		memcpy(cookie->mac, tag, s->digest_len);
		tag = cookie->mac;
	}
	bd = sec_bd_copy(slot, &s->bd);
	sec_bd_data(bd, s, &d, len, v3);
	sec_bd_cipher(bd, 0, rte_crypto_op_ctod_offset(op, void *,
						       s->iv_offset), v3);
	sec_bd_auth(bd, len, len, v3);
	sec_bd_mac(bd, tag, v3);
	return SEC_SUBMIT;
}

/**
 * Whether one descriptor does the chain of this op: the auth region must be
 * the cipher region, maybe with something before it.
 */
static __rte_always_inline bool
sec_one_pass(const struct sec_session *s, const struct rte_crypto_sym_op *sop)
{
	uint64_t c_off = sop->cipher.data.offset;
	uint64_t c_len = sop->cipher.data.length;
	uint64_t a_off = sop->auth.data.offset;
	uint64_t a_len = sop->auth.data.length;

	return (s->flags & SEC_F_ONE_PASS) != 0 && c_len != 0 &&
	       c_off >= a_off && c_off + c_len == a_off + a_len &&
	       c_off - a_off <= HISI_SEC_MAX_AAD;
}

/** CBC and HMAC in one descriptor (10.1). */
static __rte_always_inline int
sec_build_one_pass(struct sec_qp *qp, struct hisi_sec_sqe *slot,
		   const struct sec_session *s, struct rte_crypto_op *op,
		   uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->pair, index);
	uint32_t c_len = op->sym->cipher.data.length;
	uint32_t a_len = op->sym->auth.data.length;
	uint32_t offset = op->sym->auth.data.offset;
	void *mac = op->sym->auth.digest.data;
	struct sec_data d;
	void *bd;
	int ret;

	if (unlikely((c_len & s->block_mask) != 0 || a_len > HISI_SEC_MAX_DATA))
		return SEC_REFUSE(qp, op, "cipher length %u is not a multiple of %u, or auth length %u is above %u",
				  c_len, s->block_mask + 1, a_len,
				  HISI_SEC_MAX_DATA);
	if (unlikely(mac == NULL))
		return SEC_REFUSE(qp, op, "digest at address 0");
	ret = sec_place_both(qp->pair, index, op->sym, offset, a_len, &d);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, a_len);
	if (s->flags & SEC_F_VERIFY) {
		memcpy(cookie->mac, mac, s->digest_len);
		mac = cookie->mac;
	}
	bd = sec_bd_copy(slot, &s->bd);
	sec_bd_data(bd, s, &d, a_len, v3);
	sec_bd_cipher(bd, c_len, rte_crypto_op_ctod_offset(op, void *,
							   s->iv_offset), v3);
	sec_bd_auth(bd, a_len, a_len - c_len, v3);
	sec_bd_mac(bd, mac, v3);
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

/** A NULL cipher out of place: the data is copied, in software. */
static inline int
sec_null_copy(struct sec_qp *qp, struct rte_crypto_op *op)
{
	uint32_t offset = op->sym->cipher.data.offset;
	uint32_t len = op->sym->cipher.data.length;
	const struct rte_mbuf *src = op->sym->m_src;
	struct rte_mbuf *dst = op->sym->m_dst;
	uint32_t n, from, to;

	if ((uint64_t)offset + len > src->pkt_len ||
	    (uint64_t)offset + len > dst->pkt_len)
		return sec_refuse_place(qp, op, -EINVAL, offset, len);
	for (from = offset; len != 0 && from >= src->data_len; src = src->next)
		from -= src->data_len;
	for (to = offset; len != 0 && to >= dst->data_len; dst = dst->next)
		to -= dst->data_len;
	for (; len != 0; len -= n) {
		n = RTE_MIN(len, RTE_MIN(src->data_len - from,
					 dst->data_len - to));
		memcpy(rte_pktmbuf_mtod_offset(dst, uint8_t *, to),
		       rte_pktmbuf_mtod_offset(src, uint8_t *, from), n);
		from += n;
		to += n;
		if (from == src->data_len) {
			src = src->next;
			from = 0;
		}
		if (to == dst->data_len) {
			dst = dst->next;
			to = 0;
		}
	}
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

	if (likely(sec_one_pass(s, op->sym)))
		return sec_build_one_pass(qp, slot, s, op, index, v3);
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
