/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ZIP_PMD_H
#define ZIP_PMD_H

/** @file Structures of the compress_hisi_zip driver, shared by its files. */

#include <rte_compressdev_pmd.h>

#include <hisi_compat.h>
#include <hisi_qm_ring.h>
#include <hw/zip.h>

#define ZIP_DRIVER_NAME compress_hisi_zip

extern int zip_logtype;
extern struct rte_compressdev_ops zip_ops;

#define RTE_LOGTYPE_hisi_zip zip_logtype
/** Log a line; it begins with the name of the type. */
#define ZIP_LOG(level, ...) RTE_LOG_LINE(level, hisi_zip, __VA_ARGS__)

/** Entries of the list of capabilities: DEFLATE, NULL, end. */
#define ZIP_NB_CAPS 3

/** A device; dev_private of the compressdev. */
struct zip_device {
	struct hisi_qm_dev *qm;
	struct rte_compressdev_capabilities caps[ZIP_NB_CAPS];
	uint8_t sqe_type;     /**< HISI_ZIP_SQE_TYPE*. */
	uint8_t plain_format; /**< HISI_ZIP_REQ_* where no checksum is asked. */
	/**
	 * Number that devices with the same formats and the xforms made with
	 * them have in common.
	 */
	uintptr_t tag;
};

/**
 * Fill in what the device's generation and algorithms allow.
 * @return 0, or -ENOTSUP if it cannot do DEFLATE; logged
 */
int zip_caps_init(struct zip_device *zip);

/**
 * Hardware queues of a pair. A queue has one direction. The second queue of a
 * direction takes the requests that depend on an earlier result; dequeue writes
 * to it.
 */
#define ZIP_Q_COMPRESS 0
#define ZIP_Q_DECOMPRESS 1
#define ZIP_NB_FIRST 2
#define ZIP_Q_SECOND(queue) ((queue) + ZIP_NB_FIRST)
#define ZIP_NB_QUEUES 4

/** A queue pair. */
struct zip_qp {
	struct hisi_qm_qp qm;
	const struct zip_device *dev;
	uintptr_t tag; /**< That of the device. */
	uint8_t *sink; /**< ZIP_SINK_SIZE bytes, see there. */
};

HISI_QM_QP_CHECK(struct zip_qp, qm);

/**
 * Size of the sink, which takes output behind the end of the user's buffer:
 * trailers, and the room that a small buffer lacks to be as large as the engine
 * wants it (zip.md 18 Q8). Nobody reads it.
 */
#define ZIP_SINK_SIZE 256

/** How the ops of an xform are executed. */
enum zip_class {
	/** One descriptor, raw DEFLATE. */
	ZIP_CLASS_PLAIN,
	/** One descriptor of a format with a trailer, which goes to the sink. */
	ZIP_CLASS_TAIL,
	/** Requests in stream mode: raw DEFLATE without its trailer. */
	ZIP_CLASS_PIECES,
	/** A copy without hardware: the NULL algorithm. */
	ZIP_CLASS_COPY,
	/** Ops that are part of a stream. */
	ZIP_CLASS_STREAM,
};

/** A private xform. Read only on the data path. */
struct zip_xform {
	/** Template of the descriptor of a stateless op. */
	struct hisi_zip_sqe sqe;
	/** Tag of the devices that can execute it, plus its enum zip_class. */
	uintptr_t owner;
	uint8_t queue;   /**< ZIP_Q_COMPRESS or ZIP_Q_DECOMPRESS. */
	uint8_t format;  /**< HISI_ZIP_REQ_*. */
	uint8_t trailer; /**< Bytes of the format's trailer. */
	uint8_t chksum;  /**< enum rte_comp_checksum_type. */
};

/** The class of an xform; more than ZIP_CLASS_STREAM if it is foreign. */
static inline uintptr_t
zip_class_of(const struct zip_qp *qp, const struct zip_xform *x)
{
	return x->owner - qp->tag;
}

/** Bytes from the destination offset to the end of the destination. */
static inline uint32_t
zip_room(const struct rte_comp_op *op)
{
	return op->m_dst->pkt_len - op->dst.offset;
}

/** Window sizes offered, log2 of bytes (zip.md 4.2). */
#define ZIP_WINDOW_MIN 12
#define ZIP_WINDOW_MAX 15

/**
 * Fill in a private xform for stateless ops.
 * @return 0, -ENOTSUP, -EINVAL; what is wrong is logged
 */
int zip_xform_init(const struct zip_device *dev,
		   const struct rte_comp_xform *x, struct zip_xform *xform);

/** Streams, as struct rte_compressdev_ops has them. */
int zip_stream_create(struct rte_compressdev *dev,
		      const struct rte_comp_xform *x, void **stream);
/** @return 0; -EINVAL: NULL; -EBUSY: an op is in flight (logged) */
int zip_stream_free(struct rte_compressdev *dev, void *stream);

/* Data path. */

/** As compressdev_enqueue_pkt_burst_t has it. */
uint16_t zip_enqueue(void *qp, struct rte_comp_op **ops, uint16_t nb);
/** As compressdev_dequeue_pkt_burst_t has it. */
uint16_t zip_dequeue(void *qp, struct rte_comp_op **ops, uint16_t nb);
/** Take at most budget completions per queue, release no op. */
void zip_scan(void *qp, uint32_t budget);
/** Final status of an op whose queue died. */
void zip_fail(void *qp, struct hisi_qm_entry *entry, uint32_t index);

/* The entry's aux, which tells dequeue what to do. */

/** The output list ends in the sink. */
#define ZIP_AUX_TAIL (1U << 0)
/** In stream mode; the state is in the op's stream or in its cookie. */
#define ZIP_AUX_PIECES (1U << 1)

/** The next step of an op. */
enum zip_next {
	ZIP_NEXT_REQUEST, /**< Submit the descriptor that was written. */
	ZIP_NEXT_DONE,    /**< Release it: it has its final status. */
};

/** Refuse an op: set its status, log the reason. */
#define ZIP_REFUSE(qp, op, why, ...) \
	__extension__ ({ \
		(op)->status = RTE_COMP_OP_STATUS_ ## why; \
		hisi_qm_op_error((qp)->qm.pair, __VA_ARGS__); \
		ZIP_NEXT_DONE; \
	})

/* zip_any.c: ops that the short ways of zip_short.h do not take. */

/**
 * Check an op and write its first descriptor to the next slot of the first
 * queue of its direction.
 * @param index of the op in the ring
 * @param[out] queue that hardware queue
 * @param[out] aux ZIP_AUX_*
 */
enum zip_next zip_any(struct zip_qp *qp, struct rte_comp_op *op,
		      uint32_t index, uint32_t *queue, uint32_t *aux);

/**
 * Take the result of a descriptor that failed or is not plain. If the op needs
 * a further descriptor, write it to the next slot of the second queue of its
 * direction.
 * @param[out] queue that hardware queue
 * @param[in,out] aux ZIP_AUX_*
 */
enum zip_next zip_any_done(struct zip_qp *qp, struct rte_comp_op *op,
			   uint32_t index, const struct hisi_zip_sqe *done,
			   uint32_t *queue, uint32_t *aux);

/** Fail an op whose queue died. */
void zip_any_fail(struct zip_qp *qp, struct rte_comp_op *op, uint32_t index,
		  uint32_t aux);

/** Bytes of a cookie, and of an area, per op (struct hisi_qm_pair_conf). */
extern const uint32_t zip_cookie_size;
extern const uint32_t zip_area_size;

#endif /* ZIP_PMD_H */
