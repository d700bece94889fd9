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

/* Of every queue file (uacce.md 1). */
extern const struct file_operations uacce_queue_fops;

/**
 * uacce_queue_end() - stop and give back a queue of a device that goes away
 * @q: queue in any state; stays allocated until its file is closed
 *
 * Afterwards it is a zombie: mappings are torn down, pollers woken up (W3).
 * Context: under life_lock; takes run_lock; sleeps as long as the driver's stop
 * does. uacce.md 4.3.
 */
void uacce_queue_end(struct uacce_queue *q);

/* uacce_region.c */

/**
 * uacce_region_mmap() - map a region; the page offset is its number
 * @file: queue file
 * @vma: new mapping, which must be shared
 *
 * Return: 0; -EPERM for another address space than the opener's; -EINVAL for
 * an unknown region, a private mapping or a length the driver does not take;
 * -EEXIST if it is mapped; -ENXIO for a zombie; -ENOMEM.
 * Context: under the mmap lock (write); takes state_lock. uacce.md 1.3.
 */
int uacce_region_mmap(struct file *file, struct vm_area_struct *vma);

/* uacce_sysfs.c */

/* Attributes of a device (uacce.md 2). */
extern const struct attribute_group *uacce_dev_groups[];

/* uacce_sva.c: uacce.md 6 */

/**
 * uacce_sva_negotiate() - switch on what SVA needs
 * @parent: device behind the accelerator
 * @flags: UACCE_DEV_* that the driver asks for
 *
 * Return: the flags that remain: without UACCE_DEV_SVA if there is no IOMMU
 * or it cannot, which is logged. To be undone by uacce_sva_end().
 * Context: may sleep; no lock held.
 */
u32 uacce_sva_negotiate(struct device *parent, u32 flags);

/**
 * uacce_sva_end() - undo uacce_sva_negotiate()
 * @uacce: device whose queues have all ended; its flags say what there is
 *	to undo
 *
 * Context: may sleep; no lock held.
 */
void uacce_sva_end(struct uacce_device *uacce);

/**
 * uacce_sva_bind() - bind the calling process to the IOMMU
 * @uacce: device; one that needs no IOMMU is left alone
 * @q: gets handle and PASID, which it owns until uacce_sva_unbind()
 *
 * Return: 0; -ENODEV without an IOMMU group (W12); others of the IOMMU.
 * Context: under life_lock; may sleep.
 */
int uacce_sva_bind(struct uacce_device *uacce, struct uacce_queue *q);

/**
 * uacce_sva_unbind() - undo uacce_sva_bind(), if it did anything
 * @q: queue whose device no longer uses the PASID: stopped and given back
 *
 * Context: under life_lock; may sleep.
 */
void uacce_sva_unbind(struct uacce_queue *q);

/* uacce_dma.c: uacce.md 11.3 J3 */

/**
 * uacce_dma_started() - list a queue that may write by bus addresses
 * @q: queue that is about to start; of a device with SVA: no effect
 *
 * Context: under run_lock; does not sleep.
 */
void uacce_dma_started(struct uacce_queue *q);

/**
 * uacce_dma_stopped() - the device no longer writes for this queue
 * @q: queue, listed or not; uacce_dma_tell() has to follow
 *
 * Context: under run_lock; does not sleep.
 */
void uacce_dma_stopped(struct uacce_queue *q);

/**
 * uacce_dma_tell() - tell who waits that queues have stopped
 * @uacce: their device; one with SVA: no effect
 * @mm: address space whose queue it was, or NULL: of any
 *
 * Context: no lock held: who is told gives pages back, which takes its time.
 */
void uacce_dma_tell(struct uacce_device *uacce, struct mm_struct *mm);

/* uacce_quota.c */

/**
 * uacce_quota_owner() - note to whom a queue is counted
 * @q: queue that the calling process opens
 */
void uacce_quota_owner(struct uacce_queue *q);

/**
 * uacce_quota_check() - whether the owner of a queue may have another one
 * @uacce: device
 * @q: queue, not in the device's list yet
 *
 * Return: 0, or -EDQUOT and a line in the kernel log that names user, limit and
 * remedy; the log is rate limited.
 * Context: under life_lock.
 */
int uacce_quota_check(struct uacce_device *uacce, const struct uacce_queue *q);

/**
 * uacce_foreign() - whether the caller is not the opener's address space
 * @q: queue
 *
 * Return: true also for kernel threads, which have none. Any context of a
 * process; no lock needed, as the opener never changes (W4).
 */
static inline bool uacce_foreign(const struct uacce_queue *q)
{
	return current->mm != q->mm;
}

#endif /* UACCE_PRIVATE_H */
