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
#include <linux/shmem_fs.h>
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#error "Linux 6.1 or later is needed"
#endif

/**
 * uacce_vm_flags_set() - add flags to a mapping
 * @vma: mapping that is being made; the mmap lock is held for writing
 * @flags: VM_*
 */
static inline void uacce_vm_flags_set(struct vm_area_struct *vma,
				      unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

/**
 * uacce_iommu_bind() - bind an address space to a device (uacce.md 6)
 * @dev: device with an IOMMU group; without one 6.1 follows a null pointer
 * @mm: address space, alive
 *
 * Return: handle for iommu_sva_unbind_device(), or an error pointer. Sleeps.
 */
static inline struct iommu_sva *uacce_iommu_bind(struct device *dev,
						 struct mm_struct *mm)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return iommu_sva_bind_device(dev, mm);
#else
	return iommu_sva_bind_device(dev, mm, NULL);
#endif
}

/**
 * uacce_pin_remote() - pin one page of another address space
 * @mm: address space, alive; its mmap lock is held for reading
 * @addr: of the page, in bytes
 * @flags: FOLL_*
 * @page: the page, to be given back with unpin_user_page*()
 * @locked: NULL: the lock stays held; else 0 is stored if it was dropped
 *
 * Return: 1, or a negative error. Sleeps, unless flags forbid faults.
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

/**
 * uacce_may_pin() - whether a page may be pinned for long
 * @page: page that is pinned already
 *
 * Since 6.5 the kernel itself refuses pages of file systems that keep account of
 * dirty pages, and this is always true.
 *
 * Return: true for anonymous memory, tmpfs and hugetlbfs.
 */
static inline bool uacce_may_pin(struct page *page)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 5, 0)
	struct address_space *mapping;

	page = compound_head(page);
	if (PageAnon(page) || PageHuge(page))
		return true;
	mapping = page_mapping(page);
	return mapping && shmem_mapping(mapping);
#else
	return true;
#endif
}

/**
 * uacce_get_present() - take a reference to a page that is mapped now
 * @addr: of the page, in bytes, in the calling process; its mmap lock is held
 *	for reading
 * @page: the page, to be given back with put_page()
 *
 * Whether the process may read it does not matter.
 * Return: 1, or a negative error.
 */
static inline long uacce_get_present(unsigned long addr, struct page **page)
{
	unsigned int flags = FOLL_FORCE | FOLL_NOFAULT;

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return get_user_pages_remote(current->mm, addr, 1, flags, page, NULL);
#else
	return get_user_pages_remote(current->mm, addr, 1, flags, page, NULL,
				     NULL);
#endif
}

/**
 * UACCE_PLATFORM_REMOVE() - define the remove function of a platform driver
 * @name: of the function
 * @fn: does the work, returns nothing
 *
 * Its return type differs between kernels.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define UACCE_PLATFORM_REMOVE(name, fn) \
	static void name(struct platform_device *pdev) { fn(pdev); }
#else
#define UACCE_PLATFORM_REMOVE(name, fn) \
	static int name(struct platform_device *pdev) { fn(pdev); return 0; }
#endif

#endif /* UACCE_COMPAT_H */
