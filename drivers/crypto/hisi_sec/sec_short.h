/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_SHORT_H
#define SEC_SHORT_H

/**
 * @file
 * The short way of the usual op of each class. Each function first looks whether
 * the op is a usual one. If not, it returns false and has written nothing that
 * counts; the op then goes through sec_build(), which also says what is wrong
 * with it. The descriptor type is that of the file which includes this one.
 */

#include "sec_bd.h"

/** Data up to here needs no look at prefetching or length limits (12.3). */
#define SEC_SHORT_MAX (HISI_SEC_PREFETCH_MAX_FLAT - 16)

/** 16 bytes in a register, from and to any place that holds uint32_t. */
typedef uint64_t sec_vec
	__attribute__((vector_size(16), may_alias, aligned(4)));

/** A descriptor in registers. */
struct sec_image {
	sec_vec v0, v1, v2, v3, v4, v5, v6, v7;
};

/** Values that ops of the same session share; kept in registers. */
struct sec_hot {
	struct rte_cryptodev_sym_session *session;
	const struct sec_session *s;
	struct sec_image bd;
	uint32_t entry_flags; /**< Of the op ring. */
	uint32_t flags;
	uint64_t iv_offset;
	uint64_t short_mask;
	uint64_t min_len;
	uint64_t aad_len;
	uint64_t short_payload;
};

/** How the ops of a loop give their data. */
enum sec_shape {
	SEC_FLAT,  /**< In place, in one segment; AEAD: and without AAD. */
	SEC_LISTS, /**< In place, in any number of segments. */
	SEC_APART, /**< Out of place. */
};

/** Read the template that most ops of a loop need, and the rest. */
static __rte_always_inline void
sec_hot_load(struct sec_hot *hot,
	     struct rte_cryptodev_sym_session *session,
	     const enum sec_class cls, const enum sec_shape shape)
{
	const struct sec_session *s = CRYPTODEV_GET_SYM_SESS_PRIV(session);
	const sec_vec *v = (const sec_vec *)
			   (shape == SEC_FLAT ? &s->bd : &s->list_bd);
	uint32_t aux = cls == SEC_CLASS_DIGEST ? sec_tag_aux(s->flags) : 0;

	RTE_BUILD_BUG_ON(sizeof(s->bd) != sizeof(hot->bd));
	hot->session = session;
	hot->s = s;
	hot->entry_flags = hisi_qm_entry_flags(SEC_Q_FIRST, aux);
	hot->bd = (struct sec_image) {
		.v0 = v[0], .v1 = v[1], .v2 = v[2], .v3 = v[3],
		.v4 = v[4], .v5 = v[5], .v6 = v[6], .v7 = v[7],
	};
	hot->flags = s->flags;
	hot->iv_offset = s->iv_offset;
	hot->short_mask = s->short_mask;
	hot->min_len = s->min_len;
	hot->aad_len = s->aad_len;
	hot->short_payload = s->short_payload;
	if (cls == SEC_CLASS_AEAD && (shape == SEC_FLAT) != (s->aad_len == 0))
		hot->short_payload = 0;
}

/** Write the template, all of a descriptor. */
static __rte_always_inline void
sec_hot_copy(void *slot, const struct sec_hot *hot)
{
	sec_vec *v = slot;

	v[0] = hot->bd.v0;
	v[1] = hot->bd.v1;
	v[2] = hot->bd.v2;
	v[3] = hot->bd.v3;
	v[4] = hot->bd.v4;
	v[5] = hot->bd.v5;
	v[6] = hot->bd.v6;
	v[7] = hot->bd.v7;
}

/** The same from the session, where the data is given in another way. */
static __rte_always_inline void
sec_short_template(void *slot, const struct sec_hot *hot)
{
	*(struct hisi_sec_sqe *)slot = hot->s->bd;
}

/** A range of the data of an op. */
struct sec_range64 {
	uint64_t offset;
	uint64_t len;
};

/** Where an op goes. */
struct sec_ctx {
	const struct hisi_qm_pair *pair;
	uint32_t index;
	struct hisi_qm_sgl *sgl; /**< Of the source; not for SEC_FLAT. */
};

/** Template and data that is not in place. @return false if it is not there */
static __rte_noinline bool
sec_short_oop(struct hisi_qm_sgl *sgl, void *slot, const struct sec_session *s,
	      const struct rte_crypto_sym_op *sop, uint32_t offset,
	      uint32_t len)
{
	const struct sec_bytes src = { .m = sop->m_src };
	const struct sec_bytes dst = { .m = sop->m_dst };
	struct sec_words w = {
		.template = &s->bd, .len = len, .oop = dst.m != src.m,
	};

	if (sec_bytes_place(sgl, &src, offset, len, &w.src) != 0)
		return false;
	w.dst = w.src;
	if (w.oop && sec_bytes_place(hisi_qm_sgl_next(sgl), &dst, offset,
				   len, &w.dst) != 0)
		return false;
	sec_bd_write(slot, s, &w);
	return true;
}

/**
 * Template and data.
 * @return false if the op is unusual or its data is not all in its mbufs
 */
static __rte_always_inline bool
sec_short_data(const struct sec_ctx *ctx, void *slot,
	       const struct sec_hot *hot, const struct rte_crypto_sym_op *sop,
	       const struct sec_range64 range, const enum sec_shape shape)
{
	const struct rte_mbuf *m = sop->m_src;
	uint64_t addr;

	if (shape == SEC_APART)
		return sec_short_oop(ctx->sgl, slot, hot->s, sop, range.offset,
				     range.len);
	if (sop->m_dst != NULL)
		return false;
	if (sec_is_flat(m, range.offset, range.len)) {
		addr = hisi_qm_mbuf_addr(m) + range.offset;
		if (shape == SEC_FLAT)
			sec_hot_copy(slot, hot);
		else
			sec_short_template(slot, hot);
	} else {
		if (shape == SEC_FLAT ||
		    hisi_qm_sgl_fill(ctx->sgl, m, range.offset, range.len) != 0)
			return false;
		addr = hisi_qm_addr(ctx->sgl);
		sec_hot_copy(slot, hot);
	}
	sec_bd_data(slot, addr, addr);
	return true;
}

/** A cipher. */
static __rte_always_inline bool
sec_short_cipher(const struct sec_ctx *ctx, void *slot,
		 const struct sec_hot *hot, const struct rte_crypto_op *op,
		 const enum sec_shape shape)
{
	const struct sec_range64 range = {
		.offset = op->sym->cipher.data.offset,
		.len = op->sym->cipher.data.length,
	};

	if (unlikely((range.len & hot->short_mask) != 0 ||
		     range.len - hot->min_len > SEC_SHORT_MAX ||
		     !sec_short_data(ctx, slot, hot, op->sym, range, shape)))
		return false;
	sec_bd_cipher(slot, range.len, (const uint8_t *)op + hot->iv_offset);
	return true;
}

/** A digest; made where the op wants it, or where dequeue takes it. */
static __rte_always_inline bool
sec_short_digest(const struct sec_ctx *ctx, void *slot,
		 const struct sec_hot *hot, const struct rte_crypto_op *op,
		 const enum sec_shape shape __rte_unused)
{
	uint64_t offset = op->sym->auth.data.offset;
	uint64_t len = op->sym->auth.data.length;
	const struct rte_mbuf *m = op->sym->m_src;
	void *mac = op->sym->auth.digest.data;

	if (unlikely(len - 1 >= SEC_SHORT_MAX || mac == NULL ||
		     !sec_is_flat(m, offset, len)))
		return false;
	if (sec_tag_in_cookie(hot->flags))
		mac = sec_tag_later(hisi_qm_cookie(ctx->pair, ctx->index),
				    hot->s, mac);
	sec_hot_copy(slot, hot);
	sec_bd_digest(slot, hisi_qm_mbuf_addr(m) + offset, len);
	sec_bd_mac(slot, mac);
	return true;
}

/** The given tag is copied, because the engine may write there (20 Q6). */
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

/** AAD and payload apart. @return their list */
static __rte_always_inline uint64_t
sec_short_pair(const struct sec_ctx *ctx, const uint8_t *aad, uint32_t aad_len,
	       uint64_t data, uint32_t len)
{
	hisi_qm_sgl_two(ctx->sgl, aad, aad_len, data, len);
	return hisi_qm_addr(ctx->sgl);
}

/** GCM in place, data in one segment. */
static __rte_always_inline bool
sec_short_aead(const struct sec_ctx *ctx, void *slot,
	       const struct sec_hot *hot, const struct rte_crypto_op *op,
	       const enum sec_shape shape)
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
	if (shape == SEC_LISTS) {
		if (unlikely(aad == NULL))
			return false;
		/* AAD is mostly somewhere else than the payload. */
		if (likely(hisi_qm_addr(aad) + aad_len != data)) {
			data = sec_short_pair(ctx, aad, aad_len, data, len);
		} else {
			sec_short_template(slot, hot);
			data = hisi_qm_addr(aad);
		}
	}
	sec_bd_data(slot, data, data);
	sec_bd_cipher(slot, len, (const uint8_t *)op + hot->iv_offset);
	sec_bd_mac(slot, sec_short_tag(ctx, hot, tag));
	return true;
}

/**
 * CBC and HMAC in one descriptor: the auth region is the cipher region, maybe
 * with something before it. Out of place the bytes before need the sink, and
 * the op is not a usual one.
 */
static __rte_always_inline bool
sec_short_chain(const struct sec_ctx *ctx, void *slot,
		const struct sec_hot *hot, const struct rte_crypto_op *op,
		const enum sec_shape shape)
{
	const struct rte_crypto_sym_op *sop = op->sym;
	uint64_t c_len = sop->cipher.data.length;
	const struct sec_range64 range = {
		.offset = sop->auth.data.offset,
		.len = sop->auth.data.length,
	};
	/* Wraps to more than any length if the cipher region is first. */
	uint64_t before = sop->cipher.data.offset - range.offset;
	uint8_t *mac = sop->auth.digest.data;

	if (unlikely(range.len > SEC_SHORT_MAX || before >= range.len ||
		     before + c_len != range.len || mac == NULL ||
		     (c_len & hot->short_mask) != 0 ||
		     (shape == SEC_APART && before != 0) ||
		     !sec_short_data(ctx, slot, hot, sop, range, shape)))
		return false;
	sec_bd_cipher(slot, c_len, (const uint8_t *)op + hot->iv_offset);
	sec_bd_auth(slot, range.len, before);
	sec_bd_mac(slot, sec_short_tag(ctx, hot, mac));
	return true;
}

#endif /* SEC_SHORT_H */
