/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VFIO_USER_H
#define VFIO_USER_H

/**
 * @file
 * Wire format of the vfio-user protocol, version 0.0, as far as a device
 * without mappable regions and without migration needs it. Written from the
 * protocol's specification (QEMU documentation, interop/vfio-user). Integers
 * are in the byte order of the host: both ends run on one machine.
 */

#include <stdint.h>

/* Commands; what is missing here is answered with ENOTSUP. */
#define VU_VERSION 1
#define VU_DMA_MAP 2
#define VU_DMA_UNMAP 3
#define VU_DEVICE_GET_INFO 4
#define VU_REGION_GET_INFO 5
#define VU_IRQ_GET_INFO 7
#define VU_IRQ_SET 8
#define VU_REGION_READ 9
#define VU_REGION_WRITE 10
#define VU_DEVICE_RESET 13

/** First bytes of each message. */
struct vu_header {
	uint16_t id;
	uint16_t command;
	uint32_t size;  /**< Of the message with this header. */
	uint32_t flags;
	uint32_t error; /**< errno, with VU_F_ERROR. */
};

#define VU_F_TYPE 0xFU
#define VU_TYPE_COMMAND 0U
#define VU_TYPE_REPLY 1U
#define VU_F_NO_REPLY (1U << 4)
#define VU_F_ERROR (1U << 5)

/** VU_VERSION; a JSON text with its final zero byte follows. */
struct vu_version {
	uint16_t major;
	uint16_t minor;
};

/** VU_DMA_MAP; the memory's descriptor comes beside it. */
struct vu_dma_map {
	uint32_t argsz;
	uint32_t flags;
	uint64_t offset;
	uint64_t addr;
	uint64_t size;
};

#define VU_DMA_READ (1U << 0)
#define VU_DMA_WRITE (1U << 1)

/** VU_DMA_UNMAP. */
struct vu_dma_unmap {
	uint32_t argsz;
	uint32_t flags;
	uint64_t addr;
	uint64_t size;
};

#define VU_UNMAP_ALL (1U << 1)

/** VU_DEVICE_GET_INFO, also the answer. */
struct vu_device_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t num_regions;
	uint32_t num_irqs;
};

#define VU_DEVICE_RESETTABLE (1U << 0)
#define VU_DEVICE_PCI (1U << 1)

/** VU_REGION_GET_INFO, also the answer. */
struct vu_region_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t cap_offset;
	uint64_t size;
	uint64_t offset;
};

#define VU_REGION_F_READ (1U << 0)
#define VU_REGION_F_WRITE (1U << 1)

/* Indices of regions: BAR 0 to 5, ROM, configuration space, VGA. */
#define VU_REGION_CONFIG 7
#define VU_NUM_REGIONS 9

/** VU_IRQ_GET_INFO, also the answer. */
struct vu_irq_info {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t count;
};

#define VU_IRQ_F_EVENTFD (1U << 0)
#define VU_IRQ_F_NORESIZE (1U << 3)

/* Indices of interrupts: INTx, MSI, MSI-X, error, request. */
#define VU_IRQ_MSI 1
#define VU_NUM_IRQS 5

/** VU_IRQ_SET; data or descriptors follow. */
struct vu_irq_set {
	uint32_t argsz;
	uint32_t flags;
	uint32_t index;
	uint32_t start;
	uint32_t count;
};

#define VU_IRQ_DATA_NONE (1U << 0)
#define VU_IRQ_DATA_BOOL (1U << 1)
#define VU_IRQ_DATA_EVENTFD (1U << 2)
/** Exactly one of these. */
#define VU_IRQ_DATA \
	(VU_IRQ_DATA_NONE | VU_IRQ_DATA_BOOL | VU_IRQ_DATA_EVENTFD)
#define VU_IRQ_ACTION_MASK (1U << 3)
#define VU_IRQ_ACTION_UNMASK (1U << 4)
#define VU_IRQ_ACTION_TRIGGER (1U << 5)

/** VU_REGION_READ and VU_REGION_WRITE; the data follow. */
struct vu_region_io {
	uint64_t offset;
	uint32_t region;
	uint32_t count;
};

#endif /* VFIO_USER_H */
