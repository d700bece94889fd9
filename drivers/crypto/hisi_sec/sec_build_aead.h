/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_BUILD_AEAD_H
#define SEC_BUILD_AEAD_H

/**
 * @file
 * From an op of the crypto op API to a descriptor: AEAD and GMAC.
 */

#include "sec_build.h"

/** GCM or CCM. */
static __rte_always_inline int
sec_build_aead(struct sec_qp *qp, struct hisi_sec_sqe *slot,
	       const struct sec_session *s, struct rte_crypto_op *op,
	       uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	const uint8_t *iv = rte_crypto_op_ctod_offset(op, const uint8_t *,
						      s->iv_offset);
	uint32_t offset = op->sym->aead.data.offset;
	uint32_t len = op->sym->aead.data.length;
	const uint8_t *aad = op->sym->aead.aad.data;
	void *tag = op->sym->aead.digest.data;
	struct sec_data d;
	int ret;

	if (unlikely(tag == NULL || (aad == NULL && s->aad_len != 0)))
		return SEC_REFUSE(qp, op, "tag or AAD at address 0");
	if (unlikely(len > s->max_payload))
		return SEC_REFUSE(qp, op, "payload of %u bytes is above %" PRIu64 " with this AAD and nonce",
				  len, s->max_payload);
	if ((s->flags & SEC_F_CCM) && s->aad_len != 0)
		aad += SEC_CCM_AAD_ROOM;
	if (unlikely(len == 0 && !(s->flags & SEC_F_EMPTY_DATA))) {
		op->status = sec_soft_aead(qp, s, iv, aad, tag);
		return SEC_FINISHED;
	}
	if (s->aad_len == 0)
		ret = sec_place_both(qp->qm.pair, index, op->sym, offset, len,
				     &d);
	else
		ret = sec_place_aead(qp, index, op->sym, aad, s->aad_len,
				     offset, len, &d);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, len);
	sec_fill_aead(slot, s, cookie, &d, len, iv, tag, v3);
	return SEC_SUBMIT;
}

/** GMAC as GCM with an empty payload (10.3). */
static __rte_always_inline int
sec_build_gmac(struct sec_qp *qp, struct hisi_sec_sqe *slot,
	       const struct sec_session *s, struct rte_crypto_op *op,
	       uint32_t index, const bool v3)
{
	struct sec_cookie *cookie = hisi_qm_cookie(qp->qm.pair, index);
	uint32_t offset = op->sym->auth.data.offset;
	uint32_t len = op->sym->auth.data.length;
	void *tag = op->sym->auth.digest.data;
	struct sec_place src;
	int ret;

	if (unlikely(tag == NULL))
		return SEC_REFUSE(qp, op, "digest at address 0");
	if (unlikely(len > HISI_SEC_MAX_AAD))
		return SEC_REFUSE(qp, op, "GMAC over %u bytes is above %u",
				  len, HISI_SEC_MAX_AAD);
	ret = sec_place(qp->qm.pair, index, HISI_QM_SGL_SRC, op->sym->m_src,
			offset, len, &src);
	if (unlikely(ret != 0))
		return sec_refuse_place(qp, op, ret, offset, len);
	sec_fill_gmac(slot, s, cookie, &src, len,
		      rte_crypto_op_ctod_offset(op, void *, s->iv_offset), tag,
		      v3);
	return SEC_SUBMIT;
}

#endif /* SEC_BUILD_AEAD_H */
