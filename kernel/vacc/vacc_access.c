// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * The device's way into the memory of the process: through its page tables,
 * with its permissions. An absent page is a page fault of the device, which
 * is counted, takes its time, and is served (doc/hardware/uacce.md 6).
 */

#include <linux/delay.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "vacc.h"

/* Where timers are coarse a sleep of 20 us takes a tick, so short delays spin. */
#define VACC_SPIN_US 1000

static void vacc_delay_fault(u32 us)
{
	if (us <= VACC_SPIN_US)
		udelay(us);
	else
		usleep_range(us, us + us / 8);
}

static long vacc_pin(struct mm_struct *mm, unsigned long addr,
		     unsigned int flags, struct page **page)
{
	long n;

	mmap_read_lock(mm);
	n = uacce_pin_remote(mm, addr, flags, page, NULL);
	mmap_read_unlock(mm);
	return n;
}

static int vacc_pin_page(struct vacc_queue *vq, unsigned long addr,
			 bool write, struct page **page)
{
	unsigned int flags = write ? FOLL_WRITE : 0;
	struct vacc_device *dev = vq->dev;
	u32 delay = READ_ONCE(dev->delay_us);

	if (vacc_pin(vq->mm, addr, flags | FOLL_NOFAULT, page) == 1)
		return 0;
	atomic64_inc(&dev->count.page_faults);
	if (delay)
		vacc_delay_fault(delay);
	return vacc_pin(vq->mm, addr, flags, page) == 1 ? 0 : -EFAULT;
}

static int vacc_copy_page(struct vacc_queue *vq, u64 addr, void __user *buf,
			  size_t len, bool write)
{
	size_t off = offset_in_page(addr);
	unsigned long left;
	struct page *page;
	char *p;

	if (vacc_pin_page(vq, addr & PAGE_MASK, write, &page)) {
		atomic64_inc(&vq->dev->count.bad_accesses);
		return -EFAULT;
	}
	p = kmap_local_page(page);
	if (write)
		left = copy_from_user(p + off, buf, len);
	else
		left = copy_to_user(buf, p + off, len);
	kunmap_local(p);
	unpin_user_pages_dirty_lock(&page, 1, write);
	return left ? -ENXIO : 0;
}

/* A page is what the end of a queue waits for, however long the piece. */
static int vacc_pass_page(struct vacc_queue *vq, u64 addr, void __user *buf,
			  size_t len, bool write)
{
	int ret = -EFAULT;

	if (down_read_killable(&vq->gate))
		return -EINTR;
	if (vq->running && mmget_not_zero(vq->mm)) {
		ret = vacc_copy_page(vq, addr, buf, len, write);
		/* The last user would end queues here, in the daemon, which
		 * they wait for.
		 */
		mmput_async(vq->mm);
	}
	up_read(&vq->gate);
	return ret;
}

long vacc_access(struct vacc_queue *vq, const struct vacc_access *a,
		 bool write)
{
	u64 done = 0;
	size_t n;
	int ret;

	if (a->addr + a->len < a->addr)
		return -EFAULT;
	while (done < a->len) {
		if (fatal_signal_pending(current))
			return -EINTR;
		n = min_t(u64, a->len - done,
			  PAGE_SIZE - offset_in_page(a->addr + done));
		ret = vacc_pass_page(vq, a->addr + done,
				     u64_to_user_ptr(a->buf + done), n,
				     write);
		if (ret)
			return ret;
		done += n;
	}
	return 0;
}
