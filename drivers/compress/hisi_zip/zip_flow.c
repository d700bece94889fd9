/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Ops in stream mode (zip.md 7): how one begins, and which direction takes its
 * results.
 */

#include "zip_flow.h"
#include "zip_stream.h"

enum zip_next
zip_refuse_range(struct zip_qp *qp, struct rte_comp_op *op)
{
	return ZIP_REFUSE(qp, op, INVALID_ARGS,
			  "not all in its mbuf chains: source offset %u and length %u of %u bytes, destination offset %u of %u",
			  op->src.offset, op->src.length, op->m_src->pkt_len,
			  op->dst.offset, op->m_dst->pkt_len);
}

/*
 * The device writes to the memory of a stream before the driver does. A page
 * that was never touched does not exist yet: the device would have to wait for
 * it, or, without page requests, fail. So the driver touches each page once and
 * leaves a mark, above the part that the device may use (zip.md 18 Q17).
 */
static void
make_present(uint8_t *mem)
{
	uint8_t *mark = &mem[ZIP_MEM_IN - 1];
	uint32_t i;

	if (*mark != 0)
		return;
	for (i = 0; i < ZIP_MEM_SIZE; i += RTE_PGSIZE_4K)
		*(volatile uint8_t *)&mem[i] = 0;
	*mark = 1;
}

/* The places where the op reads and writes. False if a chain is too short. */
static bool
places_set(struct zip_stream *st, const struct rte_comp_op *op)
{
	st->src_left = op->src.length;
	st->room = zip_room(op);
	return zip_place_set(&st->src, op->m_src, op->src.offset,
			     op->src.length) &&
	       zip_place_set(&st->dst, op->m_dst, op->dst.offset, st->room);
}

/* Begin an op whose places are set: its first request. */
static enum zip_next
begin(struct zip_stream *st, struct rte_comp_op *op, struct hisi_zip_sqe *sqe)
{
	st->nb_begun++;
	/* Data behind the end of a stream begins a new stream. */
	if (st->ended && st->pending_len == 0)
		zip_stream_again(st);
	op->consumed = 0;
	op->produced = 0;
	return st->x->queue == ZIP_Q_COMPRESS ?
	       zip_compress_next(st, op, sqe) :
	       zip_decompress_next(st, op, sqe);
}

enum zip_next
zip_flow_stateless(struct zip_qp *qp, struct rte_comp_op *op,
		   const struct zip_xform *x, uint32_t index,
		   struct hisi_zip_sqe *sqe)
{
	struct zip_stream *st = hisi_qm_cookie(qp->qm.pair, index);
	uint8_t *mem = hisi_qm_area(qp->qm.pair, index);

	zip_stream_init(st, x, mem, true);
	if (!places_set(st, op))
		return zip_refuse_range(qp, op);
	make_present(mem);
	return begin(st, op, sqe);
}

enum zip_next
zip_flow_stateful(struct zip_qp *qp, struct rte_comp_op *op,
		  struct hisi_zip_sqe *sqe)
{
	struct zip_user_stream *us = op->stream;
	struct zip_stream *st = &us->s;

	if (rte_atomic_load_explicit(&st->nb_ended,
				     rte_memory_order_acquire) != st->nb_begun)
		return ZIP_REFUSE(qp, op, INVALID_STATE,
				  "an op of its stream is in flight already; dequeue that first");
	if (st->failed)
		return ZIP_REFUSE(qp, op, INVALID_STATE,
				  "its stream has failed; free it and create another");
	if (!places_set(st, op))
		return zip_refuse_range(qp, op);
	return begin(st, op, sqe);
}

/* The state of a stateless op, or that of the op's stream. */
static struct zip_stream *
stream_of(const struct zip_qp *qp, const struct rte_comp_op *op,
	  uint32_t index)
{
	struct zip_user_stream *us = op->stream;

	return op->op_type == RTE_COMP_OP_STATEFUL ? &us->s :
	       hisi_qm_cookie(qp->qm.pair, index);
}

enum zip_next
zip_flow_result(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
		const struct hisi_zip_sqe *done, struct hisi_zip_sqe *sqe)
{
	struct zip_stream *st = stream_of(qp, op, index);

	op->debug_status = HISI_GET(HISI_ZIP_W3_STATUS, done->w3);
	/* An engine that works reports no more than it was offered. */
	if (done->consumed > st->in_len || done->produced > st->out_len)
		return zip_op_fail(st, op);
	return st->x->queue == ZIP_Q_COMPRESS ?
	       zip_compress_result(st, op, done, sqe) :
	       zip_decompress_result(st, op, done, sqe);
}

void
zip_flow_fail(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index)
{
	zip_op_fail(stream_of(qp, op, index), op);
}
