/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * User interface of queue files (/dev/hisi_zip-0 and so on) and of the pin
 * node (/dev/uacce_ctrl). doc/hardware/uacce.md 1 and 11.1.
 */
#ifndef _UAPIUUACCE_H
#define _UAPIUUACCE_H

#include <linux/types.h>
#include <linux/ioctl.h>

/* Start the queue: INIT to STARTED. */
#define UACCE_CMD_START_Q _IO('W', 0)

/* Stop the queue: STARTED to INIT. It stays allocated until close. */
#define UACCE_CMD_PUT_Q _IO('W', 1)

/* Bit of sysfs attribute flags: addresses are those of the process. */
#define UACCE_DEV_SVA (1 << 0)

/* Regions of a queue file; offset of mmap = region x page size. */
enum uacce_qfrt {
	UACCE_QFRT_MMIO = 0, /* device registers */
	UACCE_QFRT_DUS = 1,  /* memory shared with the device */
};

/* A range of /dev/uacce_ctrl, from the page of its first to its last byte. */
struct uacce_pin_address {
	__u64 addr;
	__u64 size; /* bytes, not 0 */
};

/* Keep the pages of a range in their place. */
#define UACCE_CMD_PIN _IOW('W', 2, struct uacce_pin_address)

/* Undo a pin of the same first page and page count. */
#define UACCE_CMD_UNPIN _IOW('W', 3, struct uacce_pin_address)

#endif /* _UAPIUUACCE_H */
