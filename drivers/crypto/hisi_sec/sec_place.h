/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_PLACE_H
#define SEC_PLACE_H

/**
 * @file
 * Where the data of an op is: one flat range if it lies in one segment of its
 * mbuf chain, else a hardware scatter list (sec.md 6).
 */

#include <hisi_qm_dequeue.h>
#include <hisi_qm_enqueue.h>
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
sec_is_flat(const struct rte_mbuf *m, uint64_t offset, uint64_t len)
{
	return offset + len <= m->data_len;
}

/** Data in several segments. */
static __rte_noinline int
sec_place_sgl(const struct hisi_qm_pair *pair, uint32_t index, uint32_t which,
	      const struct rte_mbuf *m, uint32_t offset, uint32_t len,
	      uint64_t *addr)
{
	struct hisi_qm_sgl *sgl = hisi_qm_sgl_start(pair, index, which);

	*addr = hisi_qm_addr(sgl);
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
		place->addr = hisi_qm_mbuf_addr(m) + offset;
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
		d->src.addr = hisi_qm_addr(aad);
		d->src.sgl = false;
	} else {
		sgl = hisi_qm_sgl_start(qp->qm.pair, index, HISI_QM_SGL_SRC);
		d->src.addr = hisi_qm_addr(sgl);
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
	sgl = hisi_qm_sgl_start(qp->qm.pair, index, HISI_QM_SGL_DST);
	d->dst.addr = hisi_qm_addr(sgl);
	d->dst.sgl = true;
	hisi_qm_sgl_add(sgl, qp->sink, aad_len);
	return hisi_qm_sgl_add_mbuf(sgl, sop->m_dst, offset, len);
}

#endif /* SEC_PLACE_H */
