// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Page faults of the device (doc/hardware/uacce.md 6). An absent page may be
 * one that somebody brings late or never: a file system in user space,
 * userfaultfd, a network. A thread that waits for such a page may not even be
 * killable. So a kernel thread of its own waits, and the daemon's thread waits
 * for that one: until the page is there, the run of the queue is over, the time
 * is up, or the daemon is killed.
 */

#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/userfaultfd_k.h>

#include "vacc_access.h"

/* Where timers are coarse a sleep of 20 us takes a tick, so short delays spin. */
#define VACC_SPIN_US 1000

/**
 * struct vacc_wait - a kernel thread that waits for a page
 * @ref: references: the thread, and who waits for it
 * @vq: queue, with a reference
 * @mm: address space, whose users are held
 * @addr: of the page
 * @flags: FOLL_*
 * @done: the thread knows the outcome
 * @ret: 0 or -EFAULT; valid with @done
 */
struct vacc_wait {
	struct kref ref;
	struct vacc_queue *vq;
	struct mm_struct *mm;
	unsigned long addr;
	unsigned int flags;
	bool done;
	int ret;
};

static void vacc_wait_free(struct kref *ref)
{
	struct vacc_wait *w = container_of(ref, struct vacc_wait, ref);

	vacc_queue_put(w->vq);
	kfree(w);
}

static int vacc_wait_main(void *arg)
{
	struct vacc_wait *w = arg;
	struct page *page;
	int locked = 1;
	long n;

	mmap_read_lock(w->mm);
	n = uacce_pin_remote(w->mm, w->addr, w->flags, &page, &locked);
	if (locked)
		mmap_read_unlock(w->mm);
	if (n == 1)
		unpin_user_page(page);
	w->ret = n == 1 ? 0 : -EFAULT;
	smp_store_release(&w->done, true);
	wake_up_all(&w->vq->fault_wait);
	/* If the process has ended meanwhile, its queues end here. */
	mmput(w->mm);
	kref_put(&w->ref, vacc_wait_free);
	module_put_and_kthread_exit(0);
	return 0;
}

/* Takes over the reference to the users of the address space. */
static struct vacc_wait *vacc_wait_start(struct vacc_queue *vq,
					 unsigned long addr,
					 unsigned int flags)
{
	struct vacc_wait *w = kzalloc(sizeof(*w), GFP_KERNEL);
	struct task_struct *task;

	if (!w)
		return NULL;
	kref_init(&w->ref);
	kref_get(&vq->ref);
	w->vq = vq;
	w->mm = vq->mm;
	w->addr = addr;
	w->flags = flags;
	__module_get(THIS_MODULE);
	kref_get(&w->ref);
	task = kthread_run(vacc_wait_main, w, "hisi_vacc/%u",
			   vq->dev->index);
	if (!IS_ERR(task))
		return w;
	module_put(THIS_MODULE);
	kref_put(&w->ref, vacc_wait_free);
	kref_put(&w->ref, vacc_wait_free);
	return NULL;
}

/* By a thread of its own. Takes over the reference to the users. */
static int vacc_fault_apart(const struct vacc_file *file, unsigned long addr,
			    unsigned int flags)
{
	struct vacc_queue *vq = file->vq;
	struct vacc_wait *w = vacc_wait_start(vq, addr, flags);
	long left;
	int ret;

	if (!w) {
		mmput_async(vq->mm);
		return -EFAULT;
	}
	left = wait_event_killable_timeout(vq->fault_wait,
					   smp_load_acquire(&w->done) ||
					   vacc_run_over(file),
					   msecs_to_jiffies(VACC_FAULT_MS));
	if (smp_load_acquire(&w->done))
		ret = w->ret;
	else
		ret = left < 0 ? -EINTR : -EFAULT;
	if (!left)
		atomic64_inc(&vq->dev->count.lost_faults);
	kref_put(&w->ref, vacc_wait_free);
	return ret;
}

/* Memory that only the kernel's allocator, or swap, has to bring. */
static bool vacc_is_plain(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma && vma->vm_start <= addr && vma_is_anonymous(vma) &&
	       !userfaultfd_armed(vma);
}

/* Return: 0; -EFAULT; -EAGAIN if it is not to be done by this thread. */
static int vacc_fault_here(struct mm_struct *mm, unsigned long addr,
			   unsigned int flags)
{
	struct page *page;
	int ret = -EAGAIN;

	if (!mmap_read_trylock(mm))
		return -EAGAIN;
	if (vacc_is_plain(mm, addr))
		ret = uacce_pin_remote(mm, addr, flags, &page, NULL) == 1 ?
		      0 : -EFAULT;
	mmap_read_unlock(mm);
	if (!ret)
		unpin_user_page(page);
	return ret;
}

/* How long the page fault of a device takes. */
static void vacc_delay_fault(const struct vacc_file *file, u32 us)
{
	if (us <= VACC_SPIN_US)
		udelay(us);
	else
		wait_event_killable_timeout(file->vq->fault_wait,
					    vacc_run_over(file),
					    usecs_to_jiffies(us));
}

long vacc_fault(const struct vacc_file *file, const struct vacc_page *p)
{
	unsigned int flags = p->write ? FOLL_WRITE : 0;
	struct vacc_queue *vq = file->vq;
	unsigned long addr = p->addr & PAGE_MASK;
	u32 delay = READ_ONCE(vq->dev->delay_us);
	int ret;

	atomic64_inc(&vq->dev->count.page_faults);
	if (delay)
		vacc_delay_fault(file, delay);
	if (vacc_run_over(file) || !mmget_not_zero(vq->mm))
		return -EFAULT;
	ret = vacc_fault_here(vq->mm, addr, flags);
	if (ret == -EAGAIN)
		ret = vacc_fault_apart(file, addr, flags);
	else
		mmput_async(vq->mm);
	if (ret == -EFAULT)
		atomic64_inc(&vq->dev->count.bad_accesses);
	return ret;
}
