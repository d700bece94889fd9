// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * A driver of another kind under the framework, for suite vm: a device that
 * does nothing, on a parent without IOMMU, so its queues are those of a device
 * that writes memory by bus addresses (doc/hardware/uacce.md W5, W12, J3).
 */

#include <linux/module.h>
#include <linux/platform_device.h>

#include "uacce/uacce_core.h"

static char *name = "vm_dummy";
module_param(name, charp, 0444);
static char *api = "vm_dummy_v1";
module_param(api, charp, 0444);
MODULE_PARM_DESC(api, "protocol; none: leave the text away");

static struct platform_device *pdev;
static struct uacce_device *dummy;
static atomic_t started = ATOMIC_INIT(0);

/* Number of started queues. */
static int started_get(char *buf, const struct kernel_param *kp)
{
	return sysfs_emit(buf, "%d\n", atomic_read(&started));
}

static const struct kernel_param_ops started_ops = { .get = started_get };
module_param_cb(started, &started_ops, NULL, 0444);

/* The earliest moment at which a driver could wake somebody (W5). */
static int dummy_get(struct uacce_device *uacce, unsigned long pasid,
		     struct uacce_queue *q)
{
	if (pasid)
		return -EINVAL;
	wake_up_interruptible(&q->wait);
	return 0;
}

static void dummy_put(struct uacce_queue *q)
{
}

static int dummy_left(struct uacce_device *uacce)
{
	return 1;
}

static int dummy_start(struct uacce_queue *q)
{
	atomic_inc(&started);
	return 0;
}

static void dummy_stop(struct uacce_queue *q)
{
	atomic_dec(&started);
}

static const struct uacce_ops dummy_ops = {
	.get_available_instances = dummy_left,
	.get_queue = dummy_get,
	.put_queue = dummy_put,
	.start_queue = dummy_start,
	.stop_queue = dummy_stop,
};

static int __init dummy_init(void)
{
	struct uacce_interface face = {
		.flags = UACCE_DEV_SVA,
		.ops = &dummy_ops,
	};
	int ret;

	pdev = platform_device_register_simple("vm_dummy", 0, NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	strscpy(face.name, name, sizeof(face.name));
	dummy = uacce_alloc(&pdev->dev, &face);
	if (IS_ERR(dummy)) {
		platform_device_unregister(pdev);
		return PTR_ERR(dummy);
	}
	dummy->algs = "nothing\n";
	dummy->api_ver = strcmp(api, "none") ? api : NULL;
	dummy->qf_pg_num[UACCE_QFRT_MMIO] = 2;
	dummy->qf_pg_num[UACCE_QFRT_DUS] = 1;
	ret = uacce_register(dummy);
	if (ret) {
		uacce_remove(dummy);
		platform_device_unregister(pdev);
	}
	return ret;
}

static void __exit dummy_exit(void)
{
	uacce_remove(dummy);
	platform_device_unregister(pdev);
}

module_init(dummy_init);
module_exit(dummy_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The hisi-pmd authors");
MODULE_DESCRIPTION("A device that does nothing");
