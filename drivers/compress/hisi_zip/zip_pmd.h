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

#define ZIP_LOG(level, fmt, ...) \
	rte_log(RTE_LOG_ ## level, zip_logtype, "hisi_zip: " fmt "\n", \
		## __VA_ARGS__)

/** A device; dev_private of the compressdev. */
struct zip_device {
	struct hisi_qm_dev *qm;
};

/** Hardware queues of a pair: the direction is a property of the queue. */
#define ZIP_Q_COMPRESS 0
#define ZIP_Q_DECOMPRESS 1
#define ZIP_NB_QUEUES 2

/** A queue pair; begins as struct hisi_qm_qp. */
struct zip_qp {
	struct hisi_qm_pair *pair;
	const struct zip_device *dev;
};

/** A private xform. Read only on the data path. */
struct zip_xform {
	/** Template of the descriptor. */
	struct hisi_zip_sqe sqe;
	/** Device that made it: guards against foreign xforms. */
	const struct zip_device *owner;
	uint16_t queue; /**< ZIP_Q_COMPRESS or ZIP_Q_DECOMPRESS. */
};

/** Capabilities of all devices the driver accepts. */
extern const struct rte_compressdev_capabilities zip_caps[];

/** Window sizes offered, log2 of bytes (zip.md 4.2). */
#define ZIP_WINDOW_MIN 12
#define ZIP_WINDOW_MAX 15

/**
 * Fill in a private xform.
 * @return 0, -ENOTSUP, -EINVAL; what is wrong is logged
 */
int zip_xform_init(const struct zip_device *dev,
		   const struct rte_comp_xform *x, struct zip_xform *xform);

/* Data path. */
uint16_t zip_enqueue(void *qp, struct rte_comp_op **ops, uint16_t nb);
uint16_t zip_dequeue(void *qp, struct rte_comp_op **ops, uint16_t nb);
void zip_scan(void *qp, uint32_t budget);
/** Final status of an op whose queue died. */
void zip_fail(void *qp, struct hisi_qm_entry *entry, uint32_t index);

#endif /* ZIP_PMD_H */
