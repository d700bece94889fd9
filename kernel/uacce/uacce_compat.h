/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef UACCE_COMPAT_H
#define UACCE_COMPAT_H

/*
 * Differences between kernels, as functions. The only place where a version
 * number may appear. Compiled and tested on 6.1 and 6.12.
 */

#include <linux/iommu.h>
#include <linux/mm.h>
#include <linux/platform_device.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#error "Linux 6.1 or later is needed"
#endif

static inline void uacce_vm_flags_set(struct vm_area_struct *vma,
				      unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

static inline struct iommu_sva *uacce_iommu_bind(struct device *dev,
						 struct mm_struct *mm)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return iommu_sva_bind_device(dev, mm);
#else
	return iommu_sva_bind_device(dev, mm, NULL);
#endif
}

/*
 * Pin one page of another address space; the mmap lock is held for reading
 * and still held if *locked stays 1.
 */
static inline long uacce_pin_remote(struct mm_struct *mm, unsigned long addr,
				    unsigned int flags, struct page **page,
				    int *locked)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return pin_user_pages_remote(mm, addr, 1, flags, page, locked);
#else
	return pin_user_pages_remote(mm, addr, 1, flags, page, NULL, locked);
#endif
}

/* The remove function of a platform driver, whatever it returns. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define UACCE_PLATFORM_REMOVE(name, fn) \
	static void name(struct platform_device *pdev) { fn(pdev); }
#else
#define UACCE_PLATFORM_REMOVE(name, fn) \
	static int name(struct platform_device *pdev) { fn(pdev); return 0; }
#endif

#endif /* UACCE_COMPAT_H */
