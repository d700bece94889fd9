/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef PIN_H
#define PIN_H

/*
 * Ranges of pinned pages. Knows nothing of accelerators: only long-term pins
 * and the accounting of mm->pinned_vm, as RDMA does it
 * (doc/hardware/uacce.md 11.3 G3, G5, 11.4).
 */

#include <linux/mm_types.h>
#include <linux/types.h>
#include <linux/workqueue.h>

/* Most pages of one call: 1 TiB of 4 KiB pages. */
#define PIN_MAX_PAGES (1UL << 28)

struct pin_chunk;

/**
 * struct pin_range - pages that stay where they are
 * @mm: address space that is charged; its structure is held
 * @first: number of the first page
 * @npages: how many, all of them charged
 * @chunks: the pages
 * @next: in a list of ranges that were taken off a set
 * @work: for who frees it later
 */
struct pin_range {
	struct mm_struct *mm;
	unsigned long first;
	unsigned long npages;
	struct pin_chunk *chunks;
	struct pin_range *next;
	struct work_struct work;
};

/**
 * pin_range_check() - turn bytes into pages
 * @addr: first byte; a tag is taken off
 * @size: bytes
 * @first: number of the first page
 * @npages: pages from the first to the last byte
 *
 * Return: 0, or -EINVAL for size 0, a range that wraps or leaves user space,
 * or more than PIN_MAX_PAGES.
 */
int pin_range_check(u64 addr, u64 size, unsigned long *first,
		    unsigned long *npages);

/**
 * pin_range_new() - charge and pin pages of the calling process
 * @first: number of the first page
 * @npages: 1 to PIN_MAX_PAGES
 *
 * Return: the range, or an error pointer and nothing pinned or charged:
 * -EPERM may not lock memory, -ENOMEM over the limit or out of memory,
 * -EFAULT not mapped, not writable, or a page of a file that is neither on tmpfs
 * nor on hugetlbfs, -EINTR killed, others of the kernel. Sleeps as long as the
 * memory takes to come.
 */
struct pin_range *pin_range_new(unsigned long first, unsigned long npages);

/**
 * pin_range_free() - give pages and charge back, from any process
 * @range: range that is in no set
 *
 * The pages are marked dirty: a device may have written them. That takes the lock
 * of each page, which nobody holds while a file system is waited for, because
 * pages of such files are not pinned. Context: sleeps; no lock held.
 */
void pin_range_free(struct pin_range *range);

#endif /* PIN_H */
