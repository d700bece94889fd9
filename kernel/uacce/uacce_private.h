/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef UACCE_PRIVATE_H
#define UACCE_PRIVATE_H

/* Internals of the framework, shared by its files. */

#include <linux/fs.h>

#include "uacce_core.h"
#include "uacce_compat.h"

/* uacce_queue.c */
extern const struct file_operations uacce_queue_fops;
/* Stop and give back a queue of a device that goes away; under D. */
void uacce_queue_end(struct uacce_queue *q);

/* uacce_region.c */
int uacce_region_mmap(struct file *file, struct vm_area_struct *vma);

/* uacce_sysfs.c */
extern const struct attribute_group *uacce_dev_groups[];

/* uacce_sva.c */

/* Switch on what SVA needs; returns the flags that remain. */
u32 uacce_sva_negotiate(struct device *parent, u32 flags);
void uacce_sva_end(struct uacce_device *uacce);
/* Bind the opener; no effect for devices that need no IOMMU. */
int uacce_sva_bind(struct uacce_device *uacce, struct uacce_queue *q);
void uacce_sva_unbind(struct uacce_queue *q);

/* uacce_dma.c */
void uacce_dma_started(struct uacce_queue *q);
void uacce_dma_stopped(struct uacce_queue *q);

/* Whether the caller is not the address space that opened the queue. */
static inline bool uacce_foreign(const struct uacce_queue *q)
{
	return current->mm != q->mm;
}

#endif /* UACCE_PRIVATE_H */
