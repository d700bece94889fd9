/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Ops that are not one flat descriptor, and ops that are wrong. */

#include <hisi_qm_sgl.h>

#include "zip_checksum.h"
#include "zip_stream.h"

const uint32_t zip_cookie_size = sizeof(struct zip_stream);
const uint32_t zip_area_size = ZIP_MEM_SIZE;

static struct hisi_zip_sqe *
next_slot(const struct zip_qp *qp, uint32_t queue)
{
	return hisi_qm_slot(&qp->qm.pair->queue[queue],
			    sizeof(struct hisi_zip_sqe));
}

static uint32_t
room_of(const struct rte_comp_op *op)
{
	return op->m_dst->pkt_len - op->dst.offset;
}

/* State of the op, or of the stream it belongs to. */
static struct zip_stream *
stream_of(const struct zip_qp *qp, const struct rte_comp_op *op,
	  uint32_t index)
{
	struct zip_user_stream *us = op->stream;

	return op->op_type == RTE_COMP_OP_STATEFUL ? &us->s :
	       hisi_qm_cookie(qp->qm.pair, index);
}

static enum zip_next
refuse_range(struct zip_qp *qp, struct rte_comp_op *op)
{
	return ZIP_REFUSE(qp, op, INVALID_ARGS,
			  "not all in its mbuf chains: source offset %u and length %u of %u bytes, destination offset %u of %u",
			  op->src.offset, op->src.length, op->m_src->pkt_len,
			  op->dst.offset, op->m_dst->pkt_len);
}

/* The device writes to the memory of a stream before we do, and where nobody
 * was yet there is no page: the device would have to wait for one, or, without
 * page requests, fail. So each piece of it is visited once. The mark is above
 * all that is said of the device (zip.md 18 Q17).
 */
static uint8_t *
present(uint8_t *mem)
{
	uint8_t *visited = &mem[ZIP_MEM_IN - 1];
	uint32_t i;

	if (*visited == 0) {
		for (i = 0; i < ZIP_MEM_SIZE; i += RTE_PGSIZE_4K)
			*(volatile uint8_t *)&mem[i] = 0;
		*visited = 1;
	}
	return mem;
}

/* A stateless op in stream mode, as the only op of a stream. */
static enum zip_next
stateless_pieces(struct zip_qp *qp, struct rte_comp_op *op,
		 const struct zip_xform *x, uint32_t index,
		 struct hisi_zip_sqe *sqe, uint32_t *aux)
{
	struct zip_stream *st = hisi_qm_cookie(qp->qm.pair, index);

	*aux = ZIP_AUX_PIECES;
	zip_stream_init(st, x, present(hisi_qm_area(qp->qm.pair, index)), true);
	return zip_pieces_begin(st, op, room_of(op), sqe);
}

/* Bytes of the sink that follow the user's room. */
static uint32_t
sink_len(const struct zip_xform *x, uint32_t room)
{
	uint32_t want = HISI_ZIP_STREAM_MIN_OUT;

	return room + x->trailer < want ? want - room : x->trailer;
}

/* Both sides as lists: the buffer type holds for all addresses (zip.md 3). */
static int
lists_fill(struct zip_qp *qp, const struct rte_comp_op *op, uint32_t index,
	   const struct zip_xform *x, struct hisi_zip_sqe *sqe)
{
	uint32_t room = room_of(op), extra = sink_len(x, room);
	struct hisi_qm_sgl *src, *dst;
	int ret;

	src = hisi_qm_sgl_start(qp->qm.pair, index, HISI_QM_SGL_SRC);
	ret = hisi_qm_sgl_add_mbuf(src, op->m_src, op->src.offset,
				   op->src.length);
	if (ret != 0)
		return ret;
	dst = hisi_qm_sgl_start(qp->qm.pair, index, HISI_QM_SGL_DST);
	ret = hisi_qm_sgl_add_mbuf(dst, op->m_dst, op->dst.offset, room);
	if (ret != 0)
		return ret;
	ret = hisi_qm_sgl_add(dst, qp->sink, extra);
	if (ret != 0)
		return ret;
	*sqe = x->sqe;
	sqe->w9 |= HISI_PREP(HISI_ZIP_W9_BUF_TYPE, HISI_ZIP_BUF_SGL);
	sqe->input_len = op->src.length;
	sqe->out_avail = room + extra;
	sqe->src = hisi_qm_addr(src);
	sqe->dst = hisi_qm_addr(dst);
	return 0;
}

static enum zip_next
stateless(struct zip_qp *qp, struct rte_comp_op *op,
	  const struct zip_xform *x, uint32_t index, uint32_t *aux)
{
	enum zip_class cls = (enum zip_class)(x->owner - qp->tag);
	struct hisi_zip_sqe *sqe = next_slot(qp, x->queue);
	struct zip_place src, dst;
	int ret;

	if (cls != ZIP_CLASS_PIECES && op->flush_flag >= x->flush_min) {
		ret = lists_fill(qp, op, index, x, sqe);
		if (ret == -EINVAL)
			return refuse_range(qp, op);
		if (ret == 0) {
			*aux = ZIP_AUX_TAIL;
			return ZIP_NEXT_REQUEST;
		}
		/* More segments than a list can have. */
	}
	if (!zip_place_set(&src, op->m_src, op->src.offset, op->src.length) ||
	    !zip_place_set(&dst, op->m_dst, op->dst.offset, room_of(op)))
		return refuse_range(qp, op);
	return stateless_pieces(qp, op, x, index, sqe, aux);
}

static enum zip_next
stateful(struct zip_qp *qp, struct rte_comp_op *op, uint32_t *aux)
{
	struct zip_user_stream *us = op->stream;
	struct zip_stream *st = &us->s;

	if (rte_atomic_load_explicit(&st->nb_ended, rte_memory_order_acquire) != st->nb_begun)
		return ZIP_REFUSE(qp, op, INVALID_STATE,
				  "an op of its stream is in flight already; dequeue that first");
	if (st->failed)
		return ZIP_REFUSE(qp, op, INVALID_STATE,
				  "its stream has failed; free it and create another");
	if (!zip_place_set(&st->src, op->m_src, op->src.offset,
			   op->src.length) ||
	    !zip_place_set(&st->dst, op->m_dst, op->dst.offset, room_of(op)))
		return refuse_range(qp, op);
	*aux = ZIP_AUX_PIECES;
	return zip_pieces_begin(st, op, room_of(op),
				next_slot(qp, us->x.queue));
}

/* The NULL algorithm; compressdev has it done by whoever is there. */
static enum zip_next
copy(struct zip_qp *qp, struct rte_comp_op *op)
{
	uint32_t n, left = op->src.length;
	struct zip_place src, dst;

	if (!zip_place_set(&src, op->m_src, op->src.offset, left) ||
	    !zip_place_set(&dst, op->m_dst, op->dst.offset, room_of(op)))
		return refuse_range(qp, op);
	if (left > room_of(op)) {
		op->status = RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED;
		return ZIP_NEXT_DONE;
	}
	for (; left > 0; left -= n) {
		n = RTE_MIN(left, zip_place_run(&src));
		zip_place_write(&dst, zip_place_addr(&src), n);
		zip_place_skip(&src, n);
	}
	op->consumed = op->src.length;
	op->produced = op->src.length;
	op->status = RTE_COMP_OP_STATUS_SUCCESS;
	return ZIP_NEXT_DONE;
}

/* Whether the op makes sense; else it has its status. */
static bool
check(struct zip_qp *qp, struct rte_comp_op *op, const struct zip_xform *x)
{
	uintptr_t cls = x == NULL ? UINTPTR_MAX :
			x->owner - qp->tag;

	if (cls > ZIP_CLASS_STREAM || op->op_type !=
	    (cls == ZIP_CLASS_STREAM ? RTE_COMP_OP_STATEFUL :
				       RTE_COMP_OP_STATELESS))
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "op type %d needs a private xform (%d) or a stream (%d) made by this driver for a device with the same formats",
			   op->op_type, RTE_COMP_OP_STATELESS,
			   RTE_COMP_OP_STATEFUL);
	else if (op->m_src == NULL || op->m_dst == NULL)
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "no source or no destination mbuf");
	else if (op->dst.offset >= op->m_dst->pkt_len ||
		 (op->src.length == 0 && cls != ZIP_CLASS_STREAM))
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "source of %u bytes, destination offset %u of %u: room must not be empty, a source only in streams",
			   op->src.length, op->dst.offset,
			   op->m_dst->pkt_len);
	else if (op->flush_flag > RTE_COMP_FLUSH_FINAL ||
		 (op->flush_flag < RTE_COMP_FLUSH_FULL &&
		  cls != ZIP_CLASS_STREAM && cls != ZIP_CLASS_COPY &&
		  x->queue == ZIP_Q_COMPRESS))
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "flush flag %d is not for stateless ops; full (%d) and final (%d) are",
			   op->flush_flag, RTE_COMP_FLUSH_FULL,
			   RTE_COMP_FLUSH_FINAL);
	else
		return true;
	return false;
}

enum zip_next
zip_any(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	uint32_t *queue, uint32_t *aux)
{
	/* A stream begins as an xform does. */
	const struct zip_xform *x = op->private_xform;

	op->consumed = 0;
	op->produced = 0;
	op->output_chksum = 0;
	if (!check(qp, op, x))
		return ZIP_NEXT_DONE;
	*queue = x->queue;
	switch (x->owner - qp->tag) {
	case ZIP_CLASS_COPY:
		return copy(qp, op);
	case ZIP_CLASS_STREAM:
		return stateful(qp, op, aux);
	default:
		return stateless(qp, op, x, index, aux);
	}
}

/* The output did not fit: what fits of it can be had in stream mode. */
static enum zip_next
no_space(struct zip_qp *qp, struct rte_comp_op *op,
	 const struct zip_xform *x, uint32_t index, uint32_t *queue,
	 uint32_t *aux)
{
	if (x->queue == ZIP_Q_DECOMPRESS) {
		op->status = RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED;
		return ZIP_NEXT_DONE;
	}
	*queue = ZIP_Q_SECOND(x->queue);
	return stateless_pieces(qp, op, x, index, next_slot(qp, *queue), aux);
}

enum zip_next
zip_any_done(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	     const struct hisi_zip_sqe *done, uint32_t *queue, uint32_t *aux)
{
	const struct zip_xform *x = op->private_xform;
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, done->w3);

	if (*aux & ZIP_AUX_PIECES) {
		*queue = ZIP_Q_SECOND(x->queue);
		return zip_pieces_result(stream_of(qp, op, index), op, done,
					 next_slot(qp, *queue));
	}
	op->debug_status = status;
	op->consumed = 0;
	op->produced = 0;
	op->output_chksum = 0;
	switch (status) {
	case HISI_ZIP_STATUS_OK:
	case HISI_ZIP_STATUS_NEGATIVE:
	case HISI_ZIP_STATUS_STREAM_END:
		if (done->produced - x->trailer > room_of(op))
			break;
		op->consumed = done->consumed;
		op->produced = done->produced - x->trailer;
		if (x->chksum != RTE_COMP_CHECKSUM_NONE)
			op->output_chksum = zip_checksum_from_dword(x->format,
							done->checksum);
		op->status = RTE_COMP_OP_STATUS_SUCCESS;
		return ZIP_NEXT_DONE;
	case HISI_ZIP_STATUS_NO_SPACE:
		break;
	default:
		op->status = RTE_COMP_OP_STATUS_ERROR;
		return ZIP_NEXT_DONE;
	}
	/* The counts of "no space" are void (zip.md 6, 18 Q7). */
	return no_space(qp, op, x, index, queue, aux);
}

void
zip_any_fail(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	     uint32_t aux)
{
	op->consumed = 0;
	op->produced = 0;
	op->output_chksum = 0;
	op->status = RTE_COMP_OP_STATUS_ERROR;
	if (aux & ZIP_AUX_PIECES)
		zip_op_fail(stream_of(qp, op, index), op);
}
