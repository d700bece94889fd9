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

/** 16 bytes in a register, from and to any place that holds uint32_t. */
typedef uint64_t sec_vec
	__attribute__((vector_size(16), may_alias, aligned(4)));

/** A descriptor in registers. */
struct sec_image {
	sec_vec v0, v1, v2, v3, v4, v5, v6, v7;
};

/** What ops of the same session have in common; kept in registers. */
struct sec_hot {
	struct rte_cryptodev_sym_session *session;
	const struct sec_session *s;
	struct sec_image bd;
	uint32_t entry_flags; /**< Of the op ring. */
	uint32_t flags;
	uint64_t iv_offset;
	uint64_t block_mask;
	uint64_t min_len;
	uint64_t aad_len;
	uint64_t short_payload;
};

/** Read the template and the rest. @param flat see the functions of classes */
static __rte_always_inline void
sec_hot_load(struct sec_hot *hot,
	     struct rte_cryptodev_sym_session *session,
	     const enum sec_class cls, const bool flat)
{
	const struct sec_session *s = CRYPTODEV_GET_SYM_SESS_PRIV(session);
	const sec_vec *v = (const sec_vec *)(flat ? &s->bd : &s->list_bd);
	uint32_t aux = cls == SEC_CLASS_DIGEST && (s->flags & SEC_F_VERIFY) ?
		       SEC_AUX_COMPARE : 0;

	RTE_BUILD_BUG_ON(sizeof(s->bd) != sizeof(hot->bd));
	hot->session = session;
	hot->s = s;
	hot->entry_flags = HISI_PREP(HISI_QM_ENTRY_QUEUE, SEC_Q_FIRST) |
			   HISI_PREP(HISI_QM_ENTRY_AUX, aux);
	hot->bd = (struct sec_image) {
		.v0 = v[0], .v1 = v[1], .v2 = v[2], .v3 = v[3],
		.v4 = v[4], .v5 = v[5], .v6 = v[6], .v7 = v[7],
	};
	hot->flags = s->flags;
	hot->iv_offset = s->iv_offset;
	hot->block_mask = s->block_mask;
	/* No length is right for a chain in two passes. */
	if (cls == SEC_CLASS_CHAIN && !(s->flags & SEC_F_ONE_PASS))
		hot->block_mask = UINT64_MAX;
	hot->min_len = s->min_len;
	hot->aad_len = s->aad_len;
	hot->short_payload = s->short_payload;
	if (cls == SEC_CLASS_AEAD && flat != (s->aad_len == 0))
		hot->short_payload = 0;
}

/** Write all of a descriptor. */
static __rte_always_inline void
sec_hot_copy(struct hisi_sec_sqe *slot, const struct sec_hot *hot)
{
	sec_vec *v = (sec_vec *)slot;

	v[0] = hot->bd.v0;
	v[1] = hot->bd.v1;
	v[2] = hot->bd.v2;
	v[3] = hot->bd.v3;
	v[4] = hot->bd.v4;
	v[5] = hot->bd.v5;
	v[6] = hot->bd.v6;
	v[7] = hot->bd.v7;
}

/** Where an op is. */
struct sec_ctx {
	const struct hisi_qm_pair *pair;
	uint32_t index;
	struct hisi_qm_sgl *sgl; /**< Of the source; unless all is flat. */
};

/** Data in place in several segments. @return its list, 0 if it is not there */
static __rte_always_inline uint64_t
sec_short_sgl(const struct sec_ctx *ctx, const struct rte_mbuf *m,
	      uint32_t offset, uint32_t len)
{
	hisi_qm_sgl_init(ctx->sgl);
	return hisi_qm_sgl_add_mbuf(ctx->sgl, m, offset, len) == 0 ?
	       hisi_qm_addr(ctx->sgl) : 0;
}

/** Template and data that is not in place. @return false if it is not there */
static __rte_noinline bool
sec_short_oop(const struct hisi_qm_pair *pair, uint32_t index,
	      struct hisi_sec_sqe *slot, const struct sec_session *s,
	      const struct rte_crypto_sym_op *sop, uint32_t offset,
	      uint32_t len, const bool v3)
{
	struct sec_data d;

	if (sec_place_both(pair, index, sop, offset, len, &d) != 0)
		return false;
	*slot = s->bd;
	sec_bd_data(slot, s, &d, len, v3);
	return true;
}

/**
 * Template and data.
 * @param flat only ops in place with their data in one segment are usual
 * @return false if the op is unusual or its data is not all in its mbufs
 */
static __rte_always_inline bool
sec_short_data(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
	       const struct sec_hot *hot,
	       const struct rte_crypto_sym_op *sop, uint64_t offset,
	       uint64_t len, const bool flat, const bool v3)
{
	const struct rte_mbuf *m = sop->m_src;
	uint64_t addr;

	if (sop->m_dst != NULL)
		return !flat && sec_short_oop(ctx->pair, ctx->index, slot,
					      hot->s, sop, offset, len, v3);
	if (sec_is_flat(m, offset, len)) {
		addr = hisi_qm_mbuf_addr(m) + offset;
		if (flat)
			sec_hot_copy(slot, hot);
		else
			*slot = hot->s->bd;
	} else {
		if (flat)
			return false;
		addr = sec_short_sgl(ctx, m, offset, len);
		if (unlikely(addr == 0))
			return false;
		sec_hot_copy(slot, hot);
	}
	sec_bd_addr(slot, addr, addr, v3);
	return true;
}

/** A cipher. */
static __rte_always_inline bool
sec_short_cipher(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
		 const struct sec_hot *hot, const struct rte_crypto_op *op,
		 const bool flat, const bool v3)
{
	uint64_t len = op->sym->cipher.data.length;

	if (unlikely((len & hot->block_mask) != 0 ||
		     len - hot->min_len > SEC_SHORT_MAX ||
		     !sec_short_data(ctx, slot, hot, op->sym,
				     op->sym->cipher.data.offset, len, flat,
				     v3)))
		return false;
	sec_bd_cipher(slot, len, (const uint8_t *)op + hot->iv_offset, v3);
	return true;
}

/** A digest; made where the op wants it, or where dequeue compares it. */
static __rte_always_inline bool
sec_short_digest(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
		 const struct sec_hot *hot, const struct rte_crypto_op *op,
		 const bool flat __rte_unused, const bool v3)
{
	uint64_t offset = op->sym->auth.data.offset;
	uint64_t len = op->sym->auth.data.length;
	const struct rte_mbuf *m = op->sym->m_src;
	void *mac = op->sym->auth.digest.data;
	struct sec_place src;

	if (unlikely(len - 1 >= SEC_SHORT_MAX || mac == NULL ||
		     !sec_is_flat(m, offset, len)))
		return false;
	if (hot->flags & SEC_F_VERIFY)
		mac = hisi_qm_cookie(ctx->pair, ctx->index);
	src.addr = hisi_qm_mbuf_addr(m) + offset;
	src.sgl = false;
	sec_hot_copy(slot, hot);
	sec_bd_src(slot, hot->s, &src, len, v3);
	sec_bd_mac(slot, mac, v3);
	return true;
}

/** The tag given, where the engine may do with it what it likes (20 Q6). */
static __rte_always_inline void *
sec_short_tag(const struct sec_ctx *ctx, const struct sec_hot *hot, void *tag)
{
	struct sec_cookie *cookie;

	if (!(hot->flags & SEC_F_VERIFY))
		return tag;
	cookie = hisi_qm_cookie(ctx->pair, ctx->index);
	sec_copy_tag(cookie->mac, tag, hot->s->digest_len);
	return cookie->mac;
}

/** AAD just in front of the payload: no list needed. @return its address */
static __rte_always_inline uint64_t
sec_short_joined(struct hisi_sec_sqe *slot, const struct sec_session *s,
		 const uint8_t *aad)
{
	*slot = s->bd;
	return hisi_qm_addr(aad);
}

/** AAD and payload apart. @return their list */
static __rte_always_inline uint64_t
sec_short_pair(const struct sec_ctx *ctx, const uint8_t *aad, uint32_t aad_len,
	       uint64_t data, uint32_t len)
{
	hisi_qm_sgl_two(ctx->sgl, aad, aad_len, data, len);
	return hisi_qm_addr(ctx->sgl);
}

/** GCM in place, data in one segment. @param flat there is no AAD */
static __rte_always_inline bool
sec_short_aead(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
	       const struct sec_hot *hot, const struct rte_crypto_op *op,
	       const bool flat, const bool v3)
{
	const struct rte_crypto_sym_op *sop = op->sym;
	uint64_t offset = sop->aead.data.offset;
	uint64_t len = sop->aead.data.length;
	uint8_t *aad = sop->aead.aad.data;
	uint8_t *tag = sop->aead.digest.data;
	uint64_t aad_len = hot->aad_len;
	uint64_t data;

	if (unlikely(len - 1 >= hot->short_payload || tag == NULL ||
		     sop->m_dst != NULL ||
		     !sec_is_flat(sop->m_src, offset, len)))
		return false;
	data = hisi_qm_mbuf_addr(sop->m_src) + offset;
	sec_hot_copy(slot, hot);
	if (!flat) {
		if (unlikely(aad == NULL))
			return false;
		/* AAD is mostly somewhere else than the payload. */
		if (likely(hisi_qm_addr(aad) + aad_len != data))
			data = sec_short_pair(ctx, aad, aad_len, data, len);
		else
			data = sec_short_joined(slot, hot->s, aad);
	}
	sec_bd_addr(slot, data, data, v3);
	sec_bd_cipher(slot, len, (const uint8_t *)op + hot->iv_offset, v3);
	sec_bd_mac(slot, sec_short_tag(ctx, hot, tag), v3);
	return true;
}

/**
 * CBC and HMAC in one descriptor: the auth region is the cipher region, maybe
 * with something before it, see sec_one_pass().
 */
static __rte_always_inline bool
sec_short_chain(const struct sec_ctx *ctx, struct hisi_sec_sqe *slot,
		const struct sec_hot *hot, const struct rte_crypto_op *op,
		const bool flat, const bool v3)
{
	uint64_t c_len = op->sym->cipher.data.length;
	uint64_t a_len = op->sym->auth.data.length;
	uint64_t a_off = op->sym->auth.data.offset;
	/* Wraps to more than any length if the cipher region is first. */
	uint64_t before = op->sym->cipher.data.offset - a_off;
	uint8_t *mac = op->sym->auth.digest.data;

	if (unlikely(a_len > SEC_SHORT_MAX || before >= a_len ||
		     before + c_len != a_len || mac == NULL ||
		     (c_len & hot->block_mask) != 0 ||
		     !sec_short_data(ctx, slot, hot, op->sym, a_off, a_len,
				     flat, v3)))
		return false;
	sec_bd_cipher(slot, c_len, (const uint8_t *)op + hot->iv_offset, v3);
	sec_bd_auth(slot, a_len, before, v3);
	sec_bd_mac(slot, sec_short_tag(ctx, hot, mac), v3);
	return true;
}

#endif /* SEC_SHORT_H */
