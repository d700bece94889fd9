/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_BD_H
#define SEC_BD_H

/**
 * @file
 * Writing the words of a descriptor that differ per op. The file that includes
 * this one has included sec_bd2.h or sec_bd3.h, so that each generation runs
 * code without a branch on the descriptor type.
 */

#include "sec_request.h"

#ifndef SEC_BD_TYPE
#error "Include sec_bd2.h or sec_bd3.h first."
#endif

#if RTE_BYTE_ORDER != RTE_LITTLE_ENDIAN
#error "Descriptors are little-endian, and so must the CPU be."
#endif

/** Write an address in one store. @param low the member of its low word */
#define SEC_BD_ADDR(bd, low, addr) \
	do { \
		const uint64_t addr_ = (addr); \
		memcpy((uint8_t *)(bd) + offsetof(sec_bd, low), &addr_, \
		       sizeof(addr_)); \
	} while (0)

/** Where source and destination are. */
static __rte_always_inline void
sec_bd_data(sec_bd *bd, uint64_t src, uint64_t dst)
{
	SEC_BD_ADDR(bd, src_lo, src);
	SEC_BD_ADDR(bd, dst_lo, dst);
}

/** The cipher length and the address of the IV. */
static __rte_always_inline void
sec_bd_cipher(sec_bd *bd, uint32_t len, const void *iv)
{
	bd->SEC_BD_C_LEN = len;
	SEC_BD_ADDR(bd, c_ivin_lo, hisi_qm_addr(iv));
}

/** The auth length, and where the cipher region starts (6.2). */
static __rte_always_inline void
sec_bd_auth(sec_bd *bd, uint32_t len, uint32_t cipher_offset)
{
	bd->SEC_BD_OFFSETS = HISI_PREP(SEC_BD_CIPHER_OFFSET, cipher_offset);
	bd->SEC_BD_A_LEN = len;
}

/** Source and length of a digest, which has no destination. */
static __rte_always_inline void
sec_bd_digest(sec_bd *bd, uint64_t src, uint32_t len)
{
	SEC_BD_ADDR(bd, src_lo, src);
	bd->SEC_BD_A_LEN = len;
}

/** The address of the MAC. */
static __rte_always_inline void
sec_bd_mac(sec_bd *bd, const void *mac)
{
	SEC_BD_ADDR(bd, mac_lo, hisi_qm_addr(mac));
}

/**
 * Say how source and destination are given.
 * @param oop the destination is not the source
 */
static __rte_always_inline void
sec_bd_types(sec_bd *bd, bool oop, bool src_sgl, bool dst_sgl)
{
	bd->w0 |= HISI_PREP(SEC_BD_DE, oop) |
		  HISI_PREP(SEC_BD_SRC_TYPE, src_sgl) |
		  HISI_PREP(SEC_BD_DST_TYPE, dst_sgl);
}

/** Write a whole descriptor: all 128 bytes, the slot holds anything (qm.md 6.1). */
static __rte_noinline void
sec_bd_write(void *slot, const struct sec_session *s,
	     const struct sec_words *w)
{
	bool sgl = w->src.sgl || w->dst.sgl;
	sec_bd *bd = slot;

	*(struct hisi_sec_sqe *)slot = *w->template;
	sec_bd_types(bd, w->oop, w->src.sgl, w->dst.sgl);
	/* The prefetch is not used where it may misbehave (12.3). */
	if (sgl || w->len > HISI_SEC_PREFETCH_MAX_FLAT)
		sec_bd_prefetch_cut(bd, s->prefetch_mask);
	sec_bd_data(bd, w->src.addr, w->dst.addr);
	sec_bd_cipher(bd, w->c_len, w->iv);
	sec_bd_auth(bd, w->a_len, w->cipher_offset);
	sec_bd_mac(bd, w->mac);
	SEC_BD_ADDR(bd, a_ivin_lo, hisi_qm_addr(w->a_iv));
}

#endif /* SEC_BD_H */
