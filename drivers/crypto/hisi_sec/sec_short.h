/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_SHORT_H
#define SEC_SHORT_H

/**
 * @file
 * The short way of the usual op of each class. Each function first makes sure
 * that the op is such a one and returns false if not, before it has written
 * anything that counts; the op then takes the long way of sec_build.h, which
 * also says what is wrong with it. Kept apart so that the loops around it
 * keep their state in registers.
 */

#include "sec_fill.h"

/** Data up to here needs no look at prefetching or length limits (12.3). */
#define SEC_SHORT_MAX (HISI_SEC_PREFETCH_MAX_FLAT - 16)

/** What the functions need beside op and session. */
struct sec_ctx {
	const struct hisi_qm_pair *pair;
	uint32_t index;
	uint32_t aux;   /**< Receives what dequeue has to do. */
};

/** Data in place in several segments. @return its list, 0 if it is not there */
static __rte_noinline uint64_t
sec_short_sgl(const struct hisi_qm_pair *pair, uint32_t index,
	      const struct rte_mbuf *m, uint32_t offset, uint32_t len)
{
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_start(pair, index,
						    HISI_QM_SGL_SRC);

	return hisi_qm_sgl_add_mbuf(sgl, m, offset, len) == 0 ?
	       (uintptr_t)sgl : 0;
}

/** Template and data that is not in place. @return false if it is not there */
static __rte_noinline bool
sec_short_oop(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
	      const struct sec_session *s,
	      const struct rte_crypto_sym_op *sop, uint32_t offset,
	      uint32_t len, const bool v3)
{
	struct sec_data d;

	if (sec_place_both(ctx->pair, ctx->index, sop, offset, len, &d) != 0)
		return false;
	*slot = s->bd;
	sec_bd_data(slot, s, &d, len, v3);
	return true;
}

/** Template and data. @return false if it is not all in its mbufs */
static __rte_always_inline bool
sec_short_data(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
	       const struct sec_session *s,
	       const struct rte_crypto_sym_op *sop, uint32_t offset,
	       uint32_t len, const bool v3)
{
	const struct rte_mbuf *m = sop->m_src;
	struct sec_ctx copy;
	uint64_t addr;

	if (unlikely(sop->m_dst != NULL)) {
		copy = *ctx;
		return sec_short_oop(&copy, slot, s, sop, offset, len, v3);
	}
	*slot = s->bd;
	if (likely(sec_is_flat(m, offset, len))) {
		addr = (uintptr_t)rte_pktmbuf_mtod_offset(m, void *, offset);
	} else {
		addr = sec_short_sgl(ctx->pair, ctx->index, m, offset, len);
		sec_bd_lists(slot, s, v3);
	}
	sec_bd_addr(slot, addr, addr, v3);
	return addr != 0;
}

/** A cipher. */
static __rte_always_inline bool
sec_short_cipher(struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
		 const struct sec_session *s, const struct rte_crypto_op *op,
		 const bool v3)
{
	uint32_t len = op->sym->cipher.data.length;

	if (unlikely((len & s->block_mask) != 0 ||
		     len - s->min_len > SEC_SHORT_MAX ||
		     !sec_short_data(ctx, slot, s, op->sym,
				     op->sym->cipher.data.offset, len, v3)))
		return false;
	sec_bd_cipher(slot, len, (const uint8_t *)op + s->iv_offset, v3);
	return true;
}

/** A digest; made where the op wants it, or where dequeue compares it. */
static __rte_always_inline bool
sec_short_digest(struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
		 const struct sec_session *s, const struct rte_crypto_op *op,
		 const bool v3)
{
	uint32_t offset = op->sym->auth.data.offset;
	uint32_t len = op->sym->auth.data.length;
	const struct rte_mbuf *m = op->sym->m_src;
	void *mac = op->sym->auth.digest.data;
	struct sec_place src;

	if (unlikely(len - 1 >= SEC_SHORT_MAX || mac == NULL ||
		     !sec_is_flat(m, offset, len)))
		return false;
	if (s->flags & SEC_F_VERIFY) {
		mac = hisi_qm_cookie(ctx->pair, ctx->index);
		ctx->aux = SEC_AUX_COMPARE;
	}
	src.addr = (uintptr_t)rte_pktmbuf_mtod_offset(m, void *, offset);
	src.sgl = false;
	*slot = s->bd;
	sec_bd_src(slot, s, &src, len, v3);
	sec_bd_mac(slot, mac, v3);
	return true;
}

/** The tag given, where the engine may do with it what it likes (20 Q6). */
static __rte_always_inline void *
sec_short_tag(const struct sec_ctx *ctx, const struct sec_session *s,
	      void *tag)
{
	struct sec_cookie *cookie;

	if (!(s->flags & SEC_F_VERIFY))
		return tag;
	cookie = hisi_qm_cookie(ctx->pair, ctx->index);
	if (likely(s->digest_len == 16))
		memcpy(cookie->mac, tag, 16);
	else
		memcpy(cookie->mac, tag, s->digest_len);
	return cookie->mac;
}

/** GCM in place, data in one segment. */
static __rte_always_inline bool
sec_short_aead(struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
	       const struct sec_session *s, const struct rte_crypto_op *op,
	       const bool v3)
{
	const struct rte_crypto_sym_op *sop = op->sym;
	uint32_t offset = sop->aead.data.offset;
	uint32_t len = sop->aead.data.length;
	uint8_t *aad = sop->aead.aad.data;
	uint8_t *tag = sop->aead.digest.data;
	uint32_t aad_len = s->aad_len;
	uint64_t data;

	if (unlikely(len - 1 >= s->short_payload || tag == NULL ||
		     sop->m_dst != NULL ||
		     !sec_is_flat(sop->m_src, offset, len)))
		return false;
	data = (uintptr_t)rte_pktmbuf_mtod_offset(sop->m_src, void *, offset);
	if (aad_len == 0 || (uintptr_t)aad + aad_len == data) {
		*slot = s->bd;
		sec_bd_addr(slot, data - aad_len, data - aad_len, v3);
	} else if (likely(aad != NULL)) {
		data = (uintptr_t)hisi_qm_sgl_pair(ctx->pair, ctx->index, aad,
						   aad_len, data, len);
		*slot = s->bd;
		sec_bd_addr(slot, data, data, v3);
		sec_bd_lists(slot, s, v3);
	} else {
		return false;
	}
	sec_bd_cipher(slot, len, (const uint8_t *)op + s->iv_offset, v3);
	sec_bd_auth(slot, aad_len, aad_len, v3);
	sec_bd_mac(slot, sec_short_tag(ctx, s, tag), v3);
	return true;
}

/** CBC and HMAC in one descriptor. */
static __rte_always_inline bool
sec_short_chain(struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
		const struct sec_session *s, const struct rte_crypto_op *op,
		const bool v3)
{
	uint32_t c_len = op->sym->cipher.data.length;
	uint32_t a_len = op->sym->auth.data.length;
	uint8_t *mac = op->sym->auth.digest.data;

	if (unlikely(!sec_one_pass(s, op->sym->cipher.data.offset, c_len,
				   op->sym->auth.data.offset, a_len) ||
		     mac == NULL ||
		     (c_len & s->block_mask) != 0 || a_len > SEC_SHORT_MAX ||
		     !sec_short_data(ctx, slot, s, op->sym,
				     op->sym->auth.data.offset, a_len, v3)))
		return false;
	sec_bd_cipher(slot, c_len, (const uint8_t *)op + s->iv_offset, v3);
	sec_bd_auth(slot, a_len, a_len - c_len, v3);
	sec_bd_mac(slot, sec_short_tag(ctx, s, mac), v3);
	return true;
}

#endif /* SEC_SHORT_H */
