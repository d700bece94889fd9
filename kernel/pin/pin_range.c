// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <linux/capability.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "uacce/uacce_compat.h"
#include "pin.h"

/* A page of pointers: memory grows with what is pinned, not with what is
 * asked for (P5, P6).
 */
struct pin_chunk {
	struct pin_chunk *next;
	unsigned long nr;
	struct page *page[];
};

#define PIN_CHUNK_PAGES \
	((PAGE_SIZE - sizeof(struct pin_chunk)) / sizeof(struct page *))

int pin_range_check(u64 addr, u64 size, unsigned long *first,
		    unsigned long *npages)
{
	u64 start = untagged_addr((unsigned long)addr);
	u64 last;

	if (addr != (unsigned long)addr || !size)
		return -EINVAL;
	last = start + size - 1;
	if (last < start || last >= TASK_SIZE)
		return -EINVAL;
	*first = start >> PAGE_SHIFT;
	*npages = (last >> PAGE_SHIFT) - *first + 1;
	return *npages <= PIN_MAX_PAGES ? 0 : -EINVAL;
}

static int pin_charge(struct mm_struct *mm, unsigned long npages)
{
	unsigned long limit = rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
	unsigned long sum;

	if (!can_do_mlock())
		return -EPERM;
	sum = atomic64_add_return(npages, &mm->pinned_vm);
	if (sum <= limit || capable(CAP_IPC_LOCK))
		return 0;
	atomic64_sub(npages, &mm->pinned_vm);
	return -ENOMEM;
}

static struct pin_chunk *pin_chunk_new(struct pin_range *range)
{
	struct pin_chunk *c;

	c = (void *)__get_free_page(GFP_KERNEL_ACCOUNT);
	if (!c)
		return NULL;
	c->nr = 0;
	c->next = range->chunks;
	range->chunks = c;
	return c;
}

/* Whoever serves a file could hold its pages' locks for ever. Newer kernels refuse
 * long-term pins of such pages by themselves.
 */
static bool pin_chunk_allowed(const struct pin_chunk *c)
{
	unsigned long i;

	for (i = 0; i < c->nr; i++)
		if (!uacce_may_pin(c->page[i]))
			return false;
	return true;
}

/* Pin the next pages; what did not succeed completely is for the caller to
 * undo. A result of 0 is a failure (P3, P7).
 */
static int pin_some(struct pin_range *range, unsigned long page,
		    unsigned long want)
{
	struct pin_chunk *c = pin_chunk_new(range);
	long n;

	if (!c)
		return -ENOMEM;
	want = min_t(unsigned long, want, PIN_CHUNK_PAGES);
	n = pin_user_pages_fast(page << PAGE_SHIFT, want,
				FOLL_WRITE | FOLL_LONGTERM, c->page);
	if (n > 0)
		c->nr = n;
	if (n != (long)want)
		return n < 0 ? n : -EFAULT;
	return pin_chunk_allowed(c) ? n : -EFAULT;
}

static int pin_all(struct pin_range *range)
{
	unsigned long done = 0;
	int n;

	while (done < range->npages) {
		if (fatal_signal_pending(current))
			return -EINTR;
		n = pin_some(range, range->first + done,
			     range->npages - done);
		if (n < 0)
			return n;
		done += n;
		cond_resched();
	}
	return 0;
}

static void pin_range_drop(struct pin_range *range, bool dirty)
{
	struct pin_chunk *c;

	while ((c = range->chunks)) {
		range->chunks = c->next;
		unpin_user_pages_dirty_lock(c->page, c->nr, dirty);
		free_page((unsigned long)c);
		cond_resched();
	}
	atomic64_sub(range->npages, &range->mm->pinned_vm);
	mmdrop(range->mm);
	kfree(range);
}

struct pin_range *pin_range_new(unsigned long first, unsigned long npages)
{
	struct pin_range *range;
	int ret;

	range = kzalloc(sizeof(*range), GFP_KERNEL_ACCOUNT);
	if (!range)
		return ERR_PTR(-ENOMEM);
	range->first = first;
	range->npages = npages;
	ret = pin_charge(current->mm, npages);
	if (ret) {
		kfree(range);
		return ERR_PTR(ret);
	}
	range->mm = current->mm;
	mmgrab(range->mm);
	ret = pin_all(range);
	if (ret) {
		/* No device has been told of them: they are as clean as before. */
		pin_range_drop(range, false);
		return ERR_PTR(ret);
	}
	return range;
}

void pin_range_free(struct pin_range *range)
{
	/* A device may have written them (P9). */
	pin_range_drop(range, true);
}
