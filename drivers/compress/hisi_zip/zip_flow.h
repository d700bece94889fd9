/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_FLOW_H
#define ZIP_FLOW_H

/**
 * @file
 * Ops in stream mode. Calls go one way only: zip_any.c, zip_flow.c, then
 * zip_compress.c or zip_decompress.c, then zip_pieces.c.
 */

#include "zip_pmd.h"

/** Refuse an op whose ranges are not in its mbuf chains. */
enum zip_next zip_refuse_range(struct zip_qp *qp, struct rte_comp_op *op);

/**
 * Begin a stateless op: it is the only op of a stream.
 * @param index of the op in the ring
 * @param sqe receives the first request
 */
enum zip_next zip_flow_stateless(struct zip_qp *qp, struct rte_comp_op *op,
				 const struct zip_xform *x, uint32_t index,
				 struct hisi_zip_sqe *sqe);

/** Begin an op of a stream. @param sqe receives the first request */
enum zip_next zip_flow_stateful(struct zip_qp *qp, struct rte_comp_op *op,
				struct hisi_zip_sqe *sqe);

/**
 * Take the result of a request of either kind, and go on.
 * @param done the completed descriptor
 * @param sqe receives the next request
 */
enum zip_next zip_flow_result(struct zip_qp *qp, struct rte_comp_op *op,
			      uint32_t index, const struct hisi_zip_sqe *done,
			      struct hisi_zip_sqe *sqe);

/** The op's queue died: the op fails, and its stream with it. */
void zip_flow_fail(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index);

#endif /* ZIP_FLOW_H */
