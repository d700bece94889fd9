// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * The daemon's way into the memory of a process: through its page tables,
 * with its permissions. Nothing here waits for the process: a page that is
 * absent is reported, and vacc_fault.c brings it.
 */

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "vacc_access.h"

bool vacc_run_over(const struct vacc_file *file)
{
	const struct vacc_queue *vq = file->vq;

	return !READ_ONCE(vq->running) || READ_ONCE(vq->dead) ||
	       READ_ONCE(vq->run) != file->run;
}

/* Return: 0; -EAGAIN if the page is not there, or if it cannot be looked up
 * without waiting for a thread of the process.
 */
static int vacc_pin_present(struct mm_struct *mm, unsigned long addr,
			    bool write, struct page **page)
{
	unsigned int flags = FOLL_NOFAULT | (write ? FOLL_WRITE : 0);
	long n;

	if (!mmap_read_trylock(mm))
		return -EAGAIN;
	n = uacce_pin_remote(mm, addr, flags, page, NULL);
	mmap_read_unlock(mm);
	return n == 1 ? 0 : -EAGAIN;
}

static int vacc_copy_page(struct mm_struct *mm, u64 addr, void __user *buf,
			  size_t len, bool write)
{
	size_t off = offset_in_page(addr);
	unsigned long left;
	struct page *page;
	char *p;
	int ret;

	ret = vacc_pin_present(mm, addr & PAGE_MASK, write, &page);
	if (ret)
		return ret;
	p = kmap_local_page(page);
	if (write)
		left = copy_from_user(p + off, buf, len);
	else
		left = copy_to_user(buf, p + off, len);
	kunmap_local(p);
	unpin_user_pages_dirty_lock(&page, 1, write);
	return left ? -ENXIO : 0;
}

/* The gate is held for one page at a time: the end of a queue waits for that
 * copy at most.
 */
static int vacc_pass_page(const struct vacc_file *file, u64 addr,
			  void __user *buf, size_t len, bool write)
{
	struct vacc_queue *vq = file->vq;
	int ret = -EFAULT;

	if (down_read_killable(&vq->gate))
		return -EINTR;
	if (!vacc_run_over(file) && mmget_not_zero(vq->mm)) {
		ret = vacc_copy_page(vq->mm, addr, buf, len, write);
		/* The last user would end queues here, in the daemon, which
		 * they wait for.
		 */
		mmput_async(vq->mm);
	}
	up_read(&vq->gate);
	return ret;
}

long vacc_access(const struct vacc_file *file, struct vacc_access *a,
		 bool write)
{
	size_t n;
	int ret;

	a->done = 0;
	if (a->addr + a->len < a->addr)
		return -EFAULT;
	while (a->done < a->len) {
		if (fatal_signal_pending(current))
			return -EINTR;
		n = min_t(u64, a->len - a->done,
			  PAGE_SIZE - offset_in_page(a->addr + a->done));
		ret = vacc_pass_page(file, a->addr + a->done,
				     u64_to_user_ptr(a->buf + a->done), n,
				     write);
		if (ret)
			return ret;
		a->done += n;
		cond_resched();
	}
	return 0;
}
