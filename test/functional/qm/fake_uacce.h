/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef FAKE_UACCE_H
#define FAKE_UACCE_H

/**
 * @file
 * Stands in for the kernel under the uacce provider: the provider's open,
 * ioctl, mmap, munmap and close come here (renamed by the compiler), and
 * those on /dev/hisi_* are answered by the device model. Doorbell stores go
 * to plain memory; fake_uacce_pump() delivers the last one of each queue.
 */

/* Comes before all else where the compiler includes it by itself. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "hisi_model.h"

int fake_open(const char *path, int flags, ...);
int fake_close(int fd);
int fake_ioctl(int fd, unsigned long request, ...);
void *fake_mmap(void *addr, size_t len, int prot, int flags, int fd,
		off_t offset);
int fake_munmap(void *addr, size_t len);

/** Answer queue files of this device; NULL = none. */
void fake_uacce_device(struct hisi_model *model);

/** Behave badly. */
struct fake_uacce_faults {
	int open_errno;        /**< open fails with it. */
	bool no_qp_info;       /**< Old kernel: EINVAL for that ioctl. */
	int ctx_errno;
	int start_errno;
	int mmap_errno;        /**< mmap of region mmap_region fails. */
	int mmap_region;
	unsigned int sqe_size; /**< Other than the truth, unless 0. */
	unsigned int sq_depth;
	unsigned int cq_depth;
};
extern struct fake_uacce_faults fake_uacce_faults;

/** Deliver the doorbells that were stored. */
void fake_uacce_pump(void);

/** Queue files open, mappings existing: all 0 when a test is over. */
unsigned int fake_uacce_open_files(void);
unsigned int fake_uacce_mappings(void);
/** Flags of the last open. */
int fake_uacce_open_flags(void);

#endif /* FAKE_UACCE_H */
