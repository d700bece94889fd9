/* SPDX-License-Identifier: BSD-3-Clause OR GPL-2.0
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Queue manager (QM): queue file, doorbells, rings, scatter lists.
 * Datasheet: doc/hardware/qm.md; section numbers below refer to it.
 */

#ifndef HISI_HW_QM_H
#define HISI_HW_QM_H

#include "types.h"

/* Queue protocol generation, from the api text "hisi_qm_vN" (1, 2.2). */
#define HISI_QM_API_PREFIX "hisi_qm_v"
#define HISI_QM_GEN1 1
#define HISI_QM_GEN2 2
#define HISI_QM_GEN3 3
#define HISI_QM_GEN5 5

/* sysfs attribute flags (2.4). */
#define HISI_UACCE_FLAG_SVA (1U << 0)
#define HISI_UACCE_FLAG_NOIOMMU (1U << 1)

/* Queue type qc_type (2.5). */
#define HISI_ZIP_QC_COMPRESS 0
#define HISI_ZIP_QC_DECOMPRESS 1
#define HISI_ZIP_QC_DAE 2
#define HISI_SEC_QC_ALL 0
#define HISI_HPRE_QC_RSA 0
#define HISI_HPRE_QC_ECC 1

/* ioctl requests of a queue file (2.6). */
#define HISI_UACCE_START_Q 0x5700UL
#define HISI_UACCE_PUT_Q 0x5701UL
#define HISI_QM_SET_QP_CTX 0xC004480AUL
#define HISI_QM_GET_QP_INFO 0xC010480BUL

/* ioctl requests of /dev/uacce_ctrl (uacce.md 11.1). */
#define HISI_UACCE_PIN 0x40105702UL
#define HISI_UACCE_UNPIN 0x40105703UL

/** A range of memory to keep in its place (uacce.md 11.1). */
struct hisi_uacce_pin {
	uint64_t addr;
	uint64_t size; /**< Bytes. */
};
HISI_ASSERT_SIZE(struct hisi_uacce_pin, 16);

/** Argument of HISI_QM_SET_QP_CTX (2.6). */
struct hisi_qm_qp_ctx {
	uint16_t qn;      /**< Out: function-relative queue number. */
	uint16_t qc_type; /**< In: queue type. */
};
HISI_ASSERT_SIZE(struct hisi_qm_qp_ctx, 4);

/** Argument of HISI_QM_GET_QP_INFO; all fields are outputs (2.6). */
struct hisi_qm_qp_info {
	uint32_t sqe_size; /**< Bytes per SQE. */
	uint16_t sq_depth; /**< Entries of the SQ. */
	uint16_t cq_depth; /**< Entries of the CQ. */
	uint64_t reserved;
};
HISI_ASSERT_SIZE(struct hisi_qm_qp_info, 16);

/** Depth of both rings when the kernel lacks HISI_QM_GET_QP_INFO (2.6). */
#define HISI_QM_DEFAULT_DEPTH 1024

/* mmap regions: file offset = region number x page size (3). */
#define HISI_QM_REGION_MMIO 0
#define HISI_QM_REGION_DUS 1

/* Offsets in the MMIO region (3.1, 5). */
#define HISI_QM_DB_V2_OFFSET 0x1000
/* With isolated doorbells (generation 3 on) each queue has a window. */
#define HISI_QM_DB_WINDOW 0x10000
#define HISI_QM_USAGE_OFFSET 0x1100

/* Status words, counted back from the end of the DUS region (3.2, 7.1). */
#define HISI_QM_DUS_TX_FROM_END 4
#define HISI_QM_DUS_RX_FROM_END 8

/* Doorbell of generation 2 and later, one 64-bit store (5.2). */
#define HISI_QM_DB_QN HISI_BITS64(9, 0)
#define HISI_QM_DB_QN_HIGH HISI_BITS64(11, 10)
#define HISI_QM_DB_CMD HISI_BITS64(15, 12)
#define HISI_QM_DB_TAG HISI_BITS64(31, 16)
#define HISI_QM_DB_INDEX HISI_BITS64(47, 32)
#define HISI_QM_DB_PRIORITY HISI_BITS64(63, 48)
#define HISI_QM_DB_C_FLAG HISI_BITS64(48, 48)

/* Doorbell commands (5.3). */
#define HISI_QM_DB_CMD_SQ 0
#define HISI_QM_DB_CMD_CQ 1
#define HISI_QM_DB_CMD_EQ 2
#define HISI_QM_DB_CMD_AEQ 3

/** Completion queue entry (6.2); words 2 and 3 become visible together. */
struct hisi_qm_cqe {
	uint32_t w0;
	uint32_t w1;
	uint32_t w2;
	uint32_t w3;
};
HISI_ASSERT_SIZE(struct hisi_qm_cqe, 16);
HISI_ASSERT_OFFSET(struct hisi_qm_cqe, w2, 8);

#define HISI_QM_CQE_W2_SQ_HEAD HISI_BITS(15, 0)
#define HISI_QM_CQE_W2_SQ_NUM HISI_BITS(31, 16)
#define HISI_QM_CQE_W3_PHASE HISI_BITS(16, 16)

/** Scatter list entry (8.2). */
struct hisi_qm_sge {
	uint64_t addr;
	uint64_t sw0;
	uint32_t len; /**< Bytes, 1 to HISI_QM_SGE_MAX_LEN. */
	uint32_t reserved;
	uint64_t sw1;
};
HISI_ASSERT_SIZE(struct hisi_qm_sge, 32);
HISI_ASSERT_OFFSET(struct hisi_qm_sge, len, 16);

/** Scatter list header; the entries follow directly (8.1). */
struct hisi_qm_sgl {
	uint64_t next;      /**< Address of the next list, 0 = last. */
	uint16_t chain_sum; /**< Entry slots of the whole chain. */
	uint16_t used;      /**< Filled entries of this list. */
	uint16_t capacity;  /**< Entry slots of this list. */
	uint16_t reserved0;
	uint8_t reserved1[32];
	uint64_t sw0;
	uint64_t sw1;
	struct hisi_qm_sge sge[];
};
HISI_ASSERT_SIZE(struct hisi_qm_sgl, 64);
HISI_ASSERT_OFFSET(struct hisi_qm_sgl, used, 10);
HISI_ASSERT_OFFSET(struct hisi_qm_sgl, capacity, 12);
HISI_ASSERT_OFFSET(struct hisi_qm_sgl, sw0, 48);

/* Scatter list limits (8.3). */
#define HISI_QM_SGL_ALIGN 64
#define HISI_QM_SGL_MAX_SGE 255
#define HISI_QM_SGL_MAX_CHAIN 256
#define HISI_QM_SGE_MAX_LEN (8U << 20)

#endif /* HISI_HW_QM_H */
