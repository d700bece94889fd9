/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VM_RAW_H
#define VM_RAW_H

/**
 * @file
 * A SEC queue file driven by hand: ioctl, mmap, and words as sec.md has them.
 * Knows nothing of the drivers or of DPDK.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hw/qm.h"

/** Bytes of the regions of a SEC device, pages of 4 KiB; RAW_MMIO of
 * generation 3.
 */
#define RAW_MMIO 0x10000
#define RAW_DUS 0x25000
#define RAW_DEPTH 1024
#define RAW_SQE 128

/** Result of a descriptor. */
enum raw_result {
	RAW_OK,    /**< Executed. */
	RAW_ERROR, /**< Completed with an error. */
	RAW_DEAD,  /**< The queue died. */
	RAW_NONE,  /**< No completion within the time. */
};

struct raw_queue {
	int fd;
	uint16_t qn;
	uint8_t *mmio;
	size_t mmio_size;
	uint8_t *dus;
	uint32_t tail;
	uint32_t head;
	uint32_t phase;
	bool type2; /**< descriptors of generation 2 */
	bool spin; /**< wait without sleeping */
};

/** Path of a device, such as /dev/hisi_sec2-1; NULL if there is none. */
const char *raw_device(const char *prefix);
/** Open a queue file. @return descriptor, or -1 and errno */
int raw_open_fd(const char *prefix);
/** Open, set up, map and start a SEC queue; ends the case if it cannot. */
void raw_open(struct raw_queue *q);
/** Open and set up without starting. */
void raw_open_stopped(struct raw_queue *q);
/** Seconds of a clock. */
double raw_now(void);
void *raw_map(int fd, unsigned int region, size_t size);
void raw_close(struct raw_queue *q);
/** The value of an SQ doorbell. */
uint64_t raw_doorbell(const struct raw_queue *q, uint32_t cmd, uint32_t index);
/** Store to the doorbell. */
void raw_ring(const struct raw_queue *q, uint64_t value);
/** Put AES-128-ECB encryption into the next slot, without doorbell. */
void raw_put(struct raw_queue *q, const void *key, const void *src, void *dst,
	     uint32_t len);
/** Wait for the next completion. */
enum raw_result raw_wait(struct raw_queue *q);
/** Put, ring, wait. */
enum raw_result raw_encrypt(struct raw_queue *q, const void *key,
			    const void *src, void *dst, uint32_t len);
/** The same by OpenSSL, to compare with. */
void raw_reference(const void *key, const void *src, void *dst, uint32_t len);

#endif /* VM_RAW_H */
