// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Devices: allocation, registration, removal (doc/hardware/uacce.md 3.1, 4.3).
 */

#include <linux/idr.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "uacce_private.h"

#define UACCE_MINORS MINORMASK

static bool allow_no_sva;
module_param(allow_no_sva, bool, 0444);
MODULE_PARM_DESC(allow_no_sva,
		 "expose devices that cannot share the process address space; their users can make them write anywhere in memory (default 0)");

static dev_t uacce_devt;
static DEFINE_IDA(uacce_ids);

static struct class uacce_class = {
	.name = UACCE_NAME,
	.dev_groups = uacce_dev_groups,
};

static void uacce_dev_release(struct device *dev)
{
	struct uacce_device *uacce = container_of(dev, struct uacce_device,
						  dev);

	ida_free(&uacce_ids, uacce->dev_id);
	kfree(uacce);
}

struct uacce_device *uacce_alloc(struct device *parent,
				 struct uacce_interface *interface)
{
	struct uacce_device *uacce;
	int ret;

	if (!parent || !interface->ops || !interface->ops->get_queue ||
	    !interface->ops->put_queue)
		return ERR_PTR(-EINVAL);
	if (!interface->name[0] ||
	    strnlen(interface->name, UACCE_MAX_NAME_SIZE) ==
			UACCE_MAX_NAME_SIZE ||
	    strchr(interface->name, '/'))
		return ERR_PTR(-EINVAL);
	uacce = kzalloc(sizeof(*uacce), GFP_KERNEL);
	if (!uacce)
		return ERR_PTR(-ENOMEM);
	ret = ida_alloc_max(&uacce_ids, UACCE_MINORS - 1, GFP_KERNEL);
	if (ret < 0) {
		kfree(uacce);
		return ERR_PTR(ret);
	}
	uacce->dev_id = ret;
	uacce->ops = interface->ops;
	uacce->parent = parent;
	uacce->flags = uacce_sva_negotiate(parent, interface->flags);
	INIT_LIST_HEAD(&uacce->queues);
	mutex_init(&uacce->life_lock);
	device_initialize(&uacce->dev);
	uacce->dev.devt = MKDEV(MAJOR(uacce_devt), uacce->dev_id);
	uacce->dev.class = &uacce_class;
	uacce->dev.parent = parent;
	uacce->dev.release = uacce_dev_release;
	cdev_init(&uacce->cdev, &uacce_queue_fops);
	uacce->cdev.owner = THIS_MODULE;
	ret = dev_set_name(&uacce->dev, "%s-%u", interface->name,
			   uacce->dev_id);
	if (ret) {
		uacce_sva_end(uacce);
		put_device(&uacce->dev);
		return ERR_PTR(ret);
	}
	return uacce;
}
EXPORT_SYMBOL_GPL(uacce_alloc);

int uacce_register(struct uacce_device *uacce)
{
	if (!uacce || !uacce->ops)
		return -ENODEV;
	/* "(null)" in sysfs helps nobody. */
	if (!uacce->algs || !uacce->api_ver)
		return -EINVAL;
	if (!(uacce->flags & UACCE_DEV_SVA) && !allow_no_sva) {
		dev_err(uacce->parent,
			"%s: no shared virtual addressing: its users could make it write anywhere in memory; load uacce with allow_no_sva=1 to expose it all the same\n",
			dev_name(&uacce->dev));
		return -EPERM;
	}
	return cdev_device_add(&uacce->cdev, &uacce->dev);
}
EXPORT_SYMBOL_GPL(uacce_register);

/* Ends every queue; nobody can open another. */
static void uacce_end_queues(struct uacce_device *uacce)
{
	struct uacce_queue *q, *next;

	mutex_lock(&uacce->life_lock);
	uacce->parent = NULL;
	list_for_each_entry_safe(q, next, &uacce->queues, list) {
		list_del_init(&q->list);
		uacce_queue_end(q);
	}
	mutex_unlock(&uacce->life_lock);
	uacce_dma_tell(uacce, NULL);
}

void uacce_remove(struct uacce_device *uacce)
{
	if (!uacce)
		return;
	/* life_lock must not be held over the removal of sysfs: readers that are
	 * waited for may run into a driver that takes it.
	 */
	uacce_end_queues(uacce);
	if (device_is_registered(&uacce->dev))
		cdev_device_del(&uacce->cdev, &uacce->dev);
	uacce_sva_end(uacce);
	mutex_lock(&uacce->life_lock);
	uacce->ops = NULL;
	mutex_unlock(&uacce->life_lock);
	put_device(&uacce->dev);
}
EXPORT_SYMBOL_GPL(uacce_remove);

static int __init uacce_init(void)
{
	int ret;

	ret = class_register(&uacce_class);
	if (ret)
		return ret;
	ret = alloc_chrdev_region(&uacce_devt, 0, UACCE_MINORS, UACCE_NAME);
	if (ret)
		class_unregister(&uacce_class);
	return ret;
}

static void __exit uacce_exit(void)
{
	unregister_chrdev_region(uacce_devt, UACCE_MINORS);
	class_unregister(&uacce_class);
	ida_destroy(&uacce_ids);
}

module_init(uacce_init);
module_exit(uacce_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The hisi-pmd authors");
MODULE_DESCRIPTION("Queue files of accelerators in shared address spaces");
