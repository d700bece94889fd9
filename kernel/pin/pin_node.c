// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * The node /dev/uacce_ctrl (doc/hardware/uacce.md 11). An open file is a set
 * of pinned ranges, each known by its first page.
 */

#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

#include "uapi/uacce.h"
#include "pin.h"
#include "pin_set.h"

static int pin_fops_open(struct inode *inode, struct file *filep)
{
	/* A kernel thread has no memory that could be pinned. */
	if (!current->mm)
		return -EINVAL;
	filep->private_data = pin_set_new();
	if (!filep->private_data)
		return -ENOMEM;
	return nonseekable_open(inode, filep);
}

static int pin_fops_release(struct inode *inode, struct file *filep)
{
	pin_set_close(filep->private_data);
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
	if (cmd == UACCE_CMD_PIN)
		return pin_set_add(set, first, npages);
	return pin_set_remove(set, first, npages);
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

	ret = pin_sets_init();
	if (ret)
		return ret;
	ret = misc_register(&pin_misc);
	if (ret) {
		pin_sets_exit();
		return ret;
	}
	pr_info("uacce_pin: who may open /dev/uacce_ctrl can keep memory from being moved and swapped, up to the memory-lock limit\n");
	return 0;
}

static void __exit pin_exit(void)
{
	misc_deregister(&pin_misc);
	pin_sets_exit();
}

module_init(pin_init);
module_exit(pin_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The hisi-pmd authors");
MODULE_DESCRIPTION("Pinned memory for devices in shared address spaces");
