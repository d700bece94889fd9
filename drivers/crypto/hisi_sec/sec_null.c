/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The NULL cipher, in software: the engine has none. */

#include "sec_build.h"

bool
sec_null_copy(struct sec_qp *qp, struct rte_crypto_op *op)
{
	uint32_t offset = op->sym->cipher.data.offset;
	uint32_t len = op->sym->cipher.data.length;
	const struct rte_mbuf *src = op->sym->m_src;
	struct rte_mbuf *dst = op->sym->m_dst;
	uint32_t n, from, to;

	if ((uint64_t)offset + len > src->pkt_len ||
	    (uint64_t)offset + len > dst->pkt_len) {
		sec_refuse_place(qp, op, -EINVAL, offset, len);
		return false;
	}
	for (from = offset; len != 0 && from >= src->data_len; src = src->next)
		from -= src->data_len;
	for (to = offset; len != 0 && to >= dst->data_len; dst = dst->next)
		to -= dst->data_len;
	for (; len != 0; len -= n) {
		n = RTE_MIN(src->data_len - from, dst->data_len - to);
		n = RTE_MIN(n, len);
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
	return true;
}
