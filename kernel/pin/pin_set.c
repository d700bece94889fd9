// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Pin sets: what an open file has pinned, and when it is given back
 * (doc/hardware/uacce.md 11). The header says which lock does what.
 */

#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "pin.h"
#include "pin_dma.h"
#include "pin_set.h"

static LIST_HEAD(pin_waiting);
static DEFINE_SPINLOCK(pin_waiting_lock);
static struct workqueue_struct *pin_work;

/* Take all ranges off the set. Return: a list of them. */
static struct pin_range *pin_set_take(struct pin_set *set)
{
	struct pin_range *range, *all = NULL;
	unsigned long first;

	mutex_lock(&set->lock);
	xa_for_each(&set->ranges, first, range) {
		xa_erase(&set->ranges, first);
		range->next = all;
		all = range;
	}
	mutex_unlock(&set->lock);
	return all;
}

static void pin_ranges_free(struct pin_range *all)
{
	struct pin_range *next;

	for (; all; all = next) {
		next = all->next;
		pin_range_free(all);
	}
}

static void pin_set_release(struct kref *ref)
{
	struct pin_set *set = container_of(ref, struct pin_set, ref);

	pin_ranges_free(pin_set_take(set));
	xa_destroy(&set->ranges);
	mmdrop(set->mm);
	mutex_destroy(&set->lock);
	kfree(set);
}

/* A device that was given bus addresses may write until its driver has stopped
 * it: the pages wait for that (J3). Under pin_waiting_lock.
 * Return: false if there is nothing to wait for.
 */
static bool pin_set_waits(struct pin_set *set)
{
	if (xa_empty(&set->ranges) || !pin_mm_has_dma(set->mm))
		return false;
	if (list_empty(&set->waiting)) {
		kref_get(&set->ref);
		__module_get(THIS_MODULE);
		list_add(&set->waiting, &pin_waiting);
	}
	return true;
}

static void pin_range_work(struct work_struct *work)
{
	pin_range_free(container_of(work, struct pin_range, work));
}

/* The address space is gone; whoever holds the file cannot use the pages
 * (P16). A device without SVA could, until its queue is closed.
 */
static void pin_mm_exit(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct pin_set *set = container_of(mn, struct pin_set, notifier);
	struct pin_range *range, *next;
	bool keep;

	spin_lock(&pin_waiting_lock);
	keep = set->leaving || pin_set_waits(set);
	spin_unlock(&pin_waiting_lock);
	if (keep)
		return;
	for (range = pin_set_take(set); range; range = next) {
		next = range->next;
		INIT_WORK(&range->work, pin_range_work);
		queue_work(pin_work, &range->work);
	}
}

static const struct mmu_notifier_ops pin_notifier_ops = {
	.release = pin_mm_exit,
};

struct pin_set *pin_set_new(void)
{
	struct pin_set *set = kzalloc(sizeof(*set), GFP_KERNEL_ACCOUNT);

	if (!set)
		return NULL;
	mutex_init(&set->lock);
	xa_init_flags(&set->ranges, XA_FLAGS_ACCOUNT);
	INIT_LIST_HEAD(&set->waiting);
	kref_init(&set->ref);
	set->mm = current->mm;
	mmgrab(set->mm);
	return set;
}

void pin_set_close(struct pin_set *set)
{
	bool waits;

	spin_lock(&pin_waiting_lock);
	set->leaving = true;
	spin_unlock(&pin_waiting_lock);
	if (set->watched)
		mmu_notifier_unregister(&set->notifier, set->mm);
	spin_lock(&pin_waiting_lock);
	waits = pin_set_waits(set);
	spin_unlock(&pin_waiting_lock);
	if (!waits)
		pin_ranges_free(pin_set_take(set));
	kref_put(&set->ref, pin_set_release);
}

/* One of the sets that wait, which need not wait any more; with its reference. */
static struct pin_set *pin_waiting_next(struct mm_struct *mm)
{
	struct pin_set *set, *found = NULL;

	spin_lock(&pin_waiting_lock);
	list_for_each_entry(set, &pin_waiting, waiting) {
		if ((mm && set->mm != mm) || pin_mm_has_dma(set->mm))
			continue;
		list_del_init(&set->waiting);
		found = set;
		break;
	}
	spin_unlock(&pin_waiting_lock);
	return found;
}

/* A queue without SVA of an address space, or of any, has stopped. */
static int pin_dma_stopped(struct notifier_block *nb, unsigned long action,
			   void *mm)
{
	struct pin_set *set;

	while ((set = pin_waiting_next(mm))) {
		pin_ranges_free(pin_set_take(set));
		kref_put(&set->ref, pin_set_release);
		module_put(THIS_MODULE);
	}
	return NOTIFY_OK;
}

static struct notifier_block pin_dma_nb = {
	.notifier_call = pin_dma_stopped,
};

/* Under the set's lock. */
static int pin_set_watch(struct pin_set *set)
{
	int ret;

	if (set->watched)
		return 0;
	set->notifier.ops = &pin_notifier_ops;
	ret = mmu_notifier_register(&set->notifier, set->mm);
	set->watched = !ret;
	return ret;
}

/* Under the set's lock. */
static int pin_set_insert(struct pin_set *set, unsigned long first,
			  unsigned long npages)
{
	struct pin_range *range;
	int ret;

	ret = pin_set_watch(set);
	if (ret)
		return ret;
	/* The key is taken before anything is pinned under it (A1, P8). */
	ret = xa_insert(&set->ranges, first, NULL, GFP_KERNEL_ACCOUNT);
	if (ret)
		return ret;
	range = pin_range_new(first, npages);
	if (IS_ERR(range)) {
		xa_release(&set->ranges, first);
		return PTR_ERR(range);
	}
	xa_store(&set->ranges, first, range, GFP_KERNEL_ACCOUNT);
	return 0;
}

int pin_set_add(struct pin_set *set, unsigned long first, unsigned long npages)
{
	int ret;

	if (mutex_lock_killable(&set->lock))
		return -EINTR;
	ret = pin_set_insert(set, first, npages);
	mutex_unlock(&set->lock);
	return ret;
}

/* Under the set's lock. Return: the range, or an error pointer. */
static struct pin_range *pin_set_extract(struct pin_set *set,
					 unsigned long first,
					 unsigned long npages)
{
	struct pin_range *range = xa_load(&set->ranges, first);

	if (!range)
		return ERR_PTR(-ENODEV);
	if (range->npages != npages)
		return ERR_PTR(-EINVAL);
	if (pin_mm_has_dma(set->mm))
		return ERR_PTR(-EBUSY);
	return xa_erase(&set->ranges, first);
}

int pin_set_remove(struct pin_set *set, unsigned long first,
		   unsigned long npages)
{
	struct pin_range *range;

	if (mutex_lock_killable(&set->lock))
		return -EINTR;
	range = pin_set_extract(set, first, npages);
	mutex_unlock(&set->lock);
	if (IS_ERR(range))
		return PTR_ERR(range);
	pin_range_free(range);
	return 0;
}

int pin_sets_init(void)
{
	int ret;

	pin_work = alloc_workqueue("uacce_pin", WQ_UNBOUND, 0);
	if (!pin_work)
		return -ENOMEM;
	ret = pin_dma_listen(&pin_dma_nb);
	if (ret)
		destroy_workqueue(pin_work);
	return ret;
}

void pin_sets_exit(void)
{
	pin_dma_ignore(&pin_dma_nb);
	destroy_workqueue(pin_work);
}
