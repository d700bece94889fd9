// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * The node /dev/uacce_ctrl (doc/hardware/uacce.md 11). An open file is a set
 * of pinned ranges, each known by its first page; the set belongs to the
 * address space that opened the file, and to no other.
 */

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mmu_notifier.h>
#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/xarray.h>

#include "uacce/uacce_core.h"
#include "pin.h"

/**
 * struct pin_set - an open file
 * @mm: opener, the only address space that may use it
 * @lock: over ranges
 * @ranges: by first page
 * @notifier: tells when the address space dies
 * @watched: notifier is registered
 * @deferred: in the list of sets whose pages are to be given back, but a device
 *	may still write to them
 * @closed: the file was closed: the set goes with its pages
 */
struct pin_set {
	struct mm_struct *mm;
	struct mutex lock;
	struct xarray ranges;
	struct mmu_notifier notifier;
	bool watched;
	struct list_head deferred;
	bool closed;
};

/* Lock before that of a set. */
static LIST_HEAD(pin_deferred);
static DEFINE_MUTEX(pin_deferred_lock);

static void pin_set_empty(struct pin_set *set)
{
	struct pin_range *range;
	unsigned long first;

	mutex_lock(&set->lock);
	xa_for_each(&set->ranges, first, range) {
		xa_erase(&set->ranges, first);
		pin_range_free(range);
	}
	mutex_unlock(&set->lock);
}

static void pin_set_free(struct pin_set *set)
{
	pin_set_empty(set);
	xa_destroy(&set->ranges);
	mmdrop(set->mm);
	mutex_destroy(&set->lock);
	kfree(set);
}

/*
 * A device that was given bus addresses may write until its driver has stopped
 * it: the pages wait for that (J3). Under pin_deferred_lock.
 * Return: false if there is nothing to wait for.
 */
static bool pin_set_defer(struct pin_set *set)
{
	if (xa_empty(&set->ranges) || !uacce_mm_has_dma(set->mm)) {
		list_del_init(&set->deferred);
		return false;
	}
	if (list_empty(&set->deferred))
		list_add(&set->deferred, &pin_deferred);
	return true;
}

/* The address space is gone; whoever holds the file cannot use the pages
 * (P16). A device without SVA could, until its queue is closed.
 */
static void pin_mm_exit(struct mmu_notifier *mn, struct mm_struct *mm)
{
	struct pin_set *set = container_of(mn, struct pin_set, notifier);

	mutex_lock(&pin_deferred_lock);
	if (!pin_set_defer(set))
		pin_set_empty(set);
	mutex_unlock(&pin_deferred_lock);
}

static const struct mmu_notifier_ops pin_notifier_ops = {
	.release = pin_mm_exit,
};

static int pin_fops_open(struct inode *inode, struct file *filep)
{
	struct pin_set *set;

	if (!current->mm)
		return -EINVAL;
	set = kzalloc(sizeof(*set), GFP_KERNEL_ACCOUNT);
	if (!set)
		return -ENOMEM;
	mutex_init(&set->lock);
	xa_init_flags(&set->ranges, XA_FLAGS_ACCOUNT);
	INIT_LIST_HEAD(&set->deferred);
	set->mm = current->mm;
	mmgrab(set->mm);
	filep->private_data = set;
	return nonseekable_open(inode, filep);
}

static int pin_fops_release(struct inode *inode, struct file *filep)
{
	struct pin_set *set = filep->private_data;
	bool wait;

	if (set->watched)
		mmu_notifier_unregister(&set->notifier, set->mm);
	mutex_lock(&pin_deferred_lock);
	set->closed = true;
	wait = pin_set_defer(set);
	if (wait)
		__module_get(THIS_MODULE);
	mutex_unlock(&pin_deferred_lock);
	if (!wait)
		pin_set_free(set);
	return 0;
}

/* A queue without SVA of this address space has stopped. */
static int pin_dma_stopped(struct notifier_block *nb, unsigned long action,
			   void *mm)
{
	struct pin_set *set, *next;
	LIST_HEAD(done);

	mutex_lock(&pin_deferred_lock);
	list_for_each_entry_safe(set, next, &pin_deferred, deferred) {
		if (set->mm != mm || uacce_mm_has_dma(mm))
			continue;
		if (set->closed) {
			list_move(&set->deferred, &done);
		} else {
			list_del_init(&set->deferred);
			pin_set_empty(set);
		}
	}
	mutex_unlock(&pin_deferred_lock);
	list_for_each_entry_safe(set, next, &done, deferred) {
		pin_set_free(set);
		module_put(THIS_MODULE);
	}
	return NOTIFY_OK;
}

static struct notifier_block pin_dma_nb = {
	.notifier_call = pin_dma_stopped,
};

/* Under the set's lock. */
static int pin_watch(struct pin_set *set)
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
static int pin_add(struct pin_set *set, unsigned long first,
		   unsigned long npages)
{
	struct pin_range *range;
	int ret;

	ret = pin_watch(set);
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

/* Under the set's lock. */
static int pin_remove(struct pin_set *set, unsigned long first,
		      unsigned long npages)
{
	struct pin_range *range = xa_load(&set->ranges, first);

	if (!range)
		return -ENODEV;
	if (range->npages != npages)
		return -EINVAL;
	if (uacce_mm_has_dma(set->mm))
		return -EBUSY;
	xa_erase(&set->ranges, first);
	pin_range_free(range);
	return 0;
}

static long pin_fops_ioctl(struct file *filep, unsigned int cmd,
			   unsigned long arg)
{
	struct pin_set *set = filep->private_data;
	struct uacce_pin_address a;
	unsigned long first, npages;
	int ret;

	if (cmd != UACCE_CMD_PIN && cmd != UACCE_CMD_UNPIN)
		return -ENOTTY;
	if (copy_from_user(&a, (void __user *)arg, sizeof(a)))
		return -EFAULT;
	if (current->mm != set->mm)
		return -EPERM;
	ret = pin_range_check(a.addr, a.size, &first, &npages);
	if (ret)
		return ret;
	if (mutex_lock_killable(&set->lock))
		return -EINTR;
	if (cmd == UACCE_CMD_PIN)
		ret = pin_add(set, first, npages);
	else
		ret = pin_remove(set, first, npages);
	mutex_unlock(&set->lock);
	return ret;
}

static const struct file_operations pin_fops = {
	.owner = THIS_MODULE,
	.open = pin_fops_open,
	.release = pin_fops_release,
	.unlocked_ioctl = pin_fops_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice pin_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "uacce_ctrl",
	.fops = &pin_fops,
	.mode = 0600,
};

static int __init pin_init(void)
{
	int ret;

	ret = uacce_dma_stop_notify(&pin_dma_nb);
	if (ret)
		return ret;
	ret = misc_register(&pin_misc);
	if (ret) {
		uacce_dma_stop_unnotify(&pin_dma_nb);
		return ret;
	}
	pr_info("uacce_pin: who may open /dev/uacce_ctrl can keep memory from being moved and swapped, up to the memory-lock limit\n");
	return 0;
}

static void __exit pin_exit(void)
{
	misc_deregister(&pin_misc);
	uacce_dma_stop_unnotify(&pin_dma_nb);
}

module_init(pin_init);
module_exit(pin_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The hisi-pmd authors");
MODULE_DESCRIPTION("Pinned memory for devices in shared address spaces");
