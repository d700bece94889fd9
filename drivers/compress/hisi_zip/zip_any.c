/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Ops that the short ways of zip_short.h leave: ops with a trailer, in pieces,
 * without hardware, and ops that are refused.
 */

#include <errno.h>
#include <hisi_qm_sgl.h>

#include "zip_checksum.h"
#include "zip_flow.h"
#include "zip_stream.h"

const uint32_t zip_cookie_size = sizeof(struct zip_stream);
const uint32_t zip_area_size = ZIP_MEM_SIZE;

/* DEFLATE of no data: the final block, and a block that only flushes. */
static const uint8_t empty_final[] = { 0x03, 0x00 };
static const uint8_t empty_flush[] = { 0x00, 0x00, 0x00, 0xff, 0xff };

static struct hisi_zip_sqe *
next_slot(const struct zip_qp *qp, uint32_t queue)
{
	return hisi_qm_slot(&qp->qm.pair->queue[queue],
			    sizeof(struct hisi_zip_sqe));
}

/* Bytes of the sink that follow the user's room. */
static uint32_t
sink_len(const struct zip_xform *x, uint32_t room)
{
	uint32_t want = HISI_ZIP_STREAM_MIN_OUT;

	return room + x->trailer < want ? want - room : x->trailer;
}

/*
 * Write a descriptor with two lists. The buffer type holds for both addresses
 * (zip.md 3), so both sides are lists.
 */
static int
lists_fill(struct zip_qp *qp, const struct rte_comp_op *op, uint32_t index,
	   const struct zip_xform *x, struct hisi_zip_sqe *sqe)
{
	uint32_t room = zip_room(op), extra = sink_len(x, room);
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

/* A full flush ends with a block that is not final: stream mode does that. */
static bool
one_descriptor(const struct rte_comp_op *op, const struct zip_xform *x,
	       enum zip_class cls)
{
	return cls != ZIP_CLASS_PIECES &&
	       (x->queue == ZIP_Q_DECOMPRESS ||
		op->flush_flag == RTE_COMP_FLUSH_FINAL);
}

static enum zip_next
stateless(struct zip_qp *qp, struct rte_comp_op *op,
	  const struct zip_xform *x, uint32_t index, uint32_t *aux)
{
	enum zip_class cls = (enum zip_class)zip_class_of(qp, x);
	struct hisi_zip_sqe *sqe = next_slot(qp, x->queue);
	int ret;

	if (one_descriptor(op, x, cls)) {
		ret = lists_fill(qp, op, index, x, sqe);
		if (ret == -EINVAL)
			return zip_refuse_range(qp, op);
		if (ret == 0) {
			*aux = ZIP_AUX_TAIL;
			return ZIP_NEXT_REQUEST;
		}
		/* More segments than a list can have. */
	}
	*aux = ZIP_AUX_PIECES;
	return zip_flow_stateless(qp, op, x, index, sqe);
}

/* The NULL algorithm: a copy that needs no hardware. */
static enum zip_next
copy(struct zip_qp *qp, struct rte_comp_op *op)
{
	uint32_t n, left = op->src.length;
	struct zip_place src, dst;

	if (!zip_place_set(&src, op->m_src, op->src.offset, left) ||
	    !zip_place_set(&dst, op->m_dst, op->dst.offset, zip_room(op)))
		return zip_refuse_range(qp, op);
	if (left > zip_room(op)) {
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

/* Compress no data. The engine takes no empty input (zip.md 5). */
static enum zip_next
compress_nothing(struct zip_qp *qp, struct rte_comp_op *op,
		 const struct zip_xform *x)
{
	bool final = op->flush_flag == RTE_COMP_FLUSH_FINAL;
	const uint8_t *out = final ? empty_final : empty_flush;
	uint32_t n = final ? sizeof(empty_final) : sizeof(empty_flush);
	struct zip_place src, dst;

	if (!zip_place_set(&src, op->m_src, op->src.offset, 0) ||
	    !zip_place_set(&dst, op->m_dst, op->dst.offset, zip_room(op)))
		return zip_refuse_range(qp, op);
	if (zip_room(op) < n) {
		op->status = RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED;
		return ZIP_NEXT_DONE;
	}
	zip_place_write(&dst, out, n);
	op->produced = n;
	if (x->chksum != RTE_COMP_CHECKSUM_NONE)
		op->output_chksum = zip_checksum_init(x->format);
	op->status = RTE_COMP_OP_STATUS_SUCCESS;
	return ZIP_NEXT_DONE;
}

/* Whether the op has what its xform needs. If not, it has its status. */
static bool
check_xform(struct zip_qp *qp, struct rte_comp_op *op,
	    const struct zip_xform *x)
{
	uintptr_t cls = x == NULL ? UINTPTR_MAX : zip_class_of(qp, x);

	if (cls <= ZIP_CLASS_STREAM && op->op_type ==
	    (cls == ZIP_CLASS_STREAM ? RTE_COMP_OP_STATEFUL :
				       RTE_COMP_OP_STATELESS))
		return true;
	ZIP_REFUSE(qp, op, INVALID_ARGS,
		   "op type %d needs a private xform (%d) or a stream (%d) made by this driver for a device with the same formats",
		   op->op_type, RTE_COMP_OP_STATELESS, RTE_COMP_OP_STATEFUL);
	return false;
}

/* Whether the flush flag suits the op. It counts for compression only. */
static bool
check_flush(struct zip_qp *qp, struct rte_comp_op *op,
	    const struct zip_xform *x, enum zip_class cls)
{
	enum rte_comp_flush_flag least = cls == ZIP_CLASS_STREAM ||
		cls == ZIP_CLASS_COPY ? RTE_COMP_FLUSH_NONE :
					RTE_COMP_FLUSH_FULL;

	if (x->queue == ZIP_Q_DECOMPRESS ||
	    (op->flush_flag >= least && op->flush_flag <= RTE_COMP_FLUSH_FINAL))
		return true;
	ZIP_REFUSE(qp, op, INVALID_ARGS,
		   "flush flag %d is not for stateless ops; full (%d) and final (%d) are",
		   op->flush_flag, RTE_COMP_FLUSH_FULL, RTE_COMP_FLUSH_FINAL);
	return false;
}

/* Whether the op has a source and room for its output. */
static bool
check_buffers(struct zip_qp *qp, struct rte_comp_op *op,
	      const struct zip_xform *x, enum zip_class cls)
{
	if (op->m_src == NULL || op->m_dst == NULL) {
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "no source or no destination mbuf");
		return false;
	}
	if (op->dst.offset >= op->m_dst->pkt_len) {
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "destination offset %u leaves no room in %u bytes",
			   op->dst.offset, op->m_dst->pkt_len);
		return false;
	}
	if (op->src.length == 0 && x->queue == ZIP_Q_DECOMPRESS &&
	    cls != ZIP_CLASS_STREAM && cls != ZIP_CLASS_COPY) {
		ZIP_REFUSE(qp, op, INVALID_ARGS,
			   "source of 0 bytes: only ops of streams decompress without input");
		return false;
	}
	return true;
}

enum zip_next
zip_any(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	uint32_t *queue, uint32_t *aux)
{
	/* A stream begins as an xform does. */
	const struct zip_xform *x = op->private_xform;
	enum zip_class cls;

	op->consumed = 0;
	op->produced = 0;
	op->output_chksum = 0;
	if (!check_xform(qp, op, x))
		return ZIP_NEXT_DONE;
	cls = (enum zip_class)zip_class_of(qp, x);
	if (!check_buffers(qp, op, x, cls) || !check_flush(qp, op, x, cls))
		return ZIP_NEXT_DONE;
	*queue = x->queue;
	switch (cls) {
	case ZIP_CLASS_COPY:
		return copy(qp, op);
	case ZIP_CLASS_STREAM:
		*aux = ZIP_AUX_PIECES;
		return zip_flow_stateful(qp, op, next_slot(qp, x->queue));
	default:
		return op->src.length == 0 ? compress_nothing(qp, op, x) :
		       stateless(qp, op, x, index, aux);
	}
}

/*
 * The output of a descriptor did not fit, and its counts are void (zip.md 6,
 * 18 Q7). Stream mode gives the part that fits.
 */
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
	*aux = ZIP_AUX_PIECES;
	return zip_flow_stateless(qp, op, x, index, next_slot(qp, *queue));
}

/* Success of a descriptor, unless the trailer took the last of the room. */
static bool
take_result(struct rte_comp_op *op, const struct zip_xform *x,
	    const struct hisi_zip_sqe *done)
{
	if (done->produced - x->trailer > zip_room(op))
		return false;
	op->consumed = done->consumed;
	op->produced = done->produced - x->trailer;
	if (x->chksum != RTE_COMP_CHECKSUM_NONE)
		op->output_chksum = zip_checksum_from_dword(x->format,
							    done->checksum);
	op->status = RTE_COMP_OP_STATUS_SUCCESS;
	return true;
}

enum zip_next
zip_any_done(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
	     const struct hisi_zip_sqe *done, uint32_t *queue, uint32_t *aux)
{
	const struct zip_xform *x = op->private_xform;
	uint32_t status = HISI_GET(HISI_ZIP_W3_STATUS, done->w3);

	if (*aux & ZIP_AUX_PIECES) {
		*queue = ZIP_Q_SECOND(x->queue);
		return zip_flow_result(qp, op, index, done,
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
		if (take_result(op, x, done))
			return ZIP_NEXT_DONE;
		/* fall through */
	case HISI_ZIP_STATUS_NO_SPACE:
		return no_space(qp, op, x, index, queue, aux);
	default:
		op->status = RTE_COMP_OP_STATUS_ERROR;
		return ZIP_NEXT_DONE;
	}
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
		zip_flow_fail(qp, op, index);
}
