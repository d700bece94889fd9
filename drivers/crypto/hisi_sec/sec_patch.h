/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_PATCH_H
#define SEC_PATCH_H

/**
 * @file
 * The words of a descriptor that differ per op. Every function takes the
 * descriptor type as a constant (v3: type 3, else type 2), so that each queue
 * pair runs code without a branch on the generation.
 */

#include "sec_place.h"


/** Copy the template; all 128 bytes, the slot holds anything (qm.md 6.1). */
static __rte_always_inline void *
sec_bd_copy(struct hisi_sec_sqe *bd, const struct hisi_sec_sqe *template)
{
	*bd = *template;
	return bd;
}

#if RTE_BYTE_ORDER != RTE_LITTLE_ENDIAN
#error "Descriptors are little-endian, and so must the CPU be."
#endif

/**
 * Patch an address, whose low word comes first, in one store.
 * @param low the field with the low word
 */
#define SEC_BD_ADDR(sqe, type, low, addr) \
	do { \
		const uint64_t addr_ = (addr); \
		memcpy((uint8_t *)(sqe) + offsetof(struct type, low), &addr_, \
		       sizeof(addr_)); \
	} while (0)

/** Patch the addresses of source and destination. */
static __rte_always_inline void
sec_bd_addr(void *sqe, uint64_t src, uint64_t dst, const bool v3)
{
	if (v3) {
		SEC_BD_ADDR(sqe, hisi_sec_bd3, src_lo, src);
		SEC_BD_ADDR(sqe, hisi_sec_bd3, dst_lo, dst);
	} else {
		SEC_BD_ADDR(sqe, hisi_sec_bd2, src_lo, src);
		SEC_BD_ADDR(sqe, hisi_sec_bd2, dst_lo, dst);
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
		SEC_BD_ADDR(bd, hisi_sec_bd3, src_lo, src->addr);
		bd->w17 = len;
	} else {
		struct hisi_sec_bd2 *bd = sqe;

		if (unlikely(src->sgl))
			bd->w0 |= HISI_PREP(HISI_SEC2_W0_SRC_TYPE,
					    HISI_SEC_ADDR_SGL);
		SEC_BD_ADDR(bd, hisi_sec_bd2, src_lo, src->addr);
		bd->w4 = len;
	}
}

/** Patch the cipher length and the address of the IV. */
static __rte_always_inline void
sec_bd_cipher(void *sqe, uint32_t c_len, const void *iv, const bool v3)
{
	if (v3) {
		((struct hisi_sec_bd3 *)sqe)->w18 = c_len;
		SEC_BD_ADDR(sqe, hisi_sec_bd3, c_ivin_lo, hisi_qm_addr(iv));
	} else {
		((struct hisi_sec_bd2 *)sqe)->w5 = c_len;
		SEC_BD_ADDR(sqe, hisi_sec_bd2, c_ivin_lo, hisi_qm_addr(iv));
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
	if (v3)
		SEC_BD_ADDR(sqe, hisi_sec_bd3, mac_lo, hisi_qm_addr(mac));
	else
		SEC_BD_ADDR(sqe, hisi_sec_bd2, mac_lo, hisi_qm_addr(mac));
}

/** Patch the address of the auth IV, which CCM uses for B0. */
static __rte_always_inline void
sec_bd_auth_iv(void *sqe, const void *iv, const bool v3)
{
	if (v3)
		SEC_BD_ADDR(sqe, hisi_sec_bd3, a_ivin_lo, hisi_qm_addr(iv));
	else
		SEC_BD_ADDR(sqe, hisi_sec_bd2, a_ivin_lo, hisi_qm_addr(iv));
}

#endif /* SEC_PATCH_H */
