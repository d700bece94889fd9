// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Attributes of /sys/class/uacce/NAME (doc/hardware/uacce.md 2). Nothing here
 * may take life_lock: removal waits for readers.
 */

#include <linux/kstrtox.h>
#include <linux/sysfs.h>

#include "uacce_private.h"

static struct uacce_device *to_uacce(struct device *dev)
{
	return container_of(dev, struct uacce_device, dev);
}

static ssize_t api_show(struct device *dev, struct device_attribute *attr,
			char *buf)
{
	return sysfs_emit(buf, "%s\n", to_uacce(dev)->api_ver);
}

static ssize_t flags_show(struct device *dev, struct device_attribute *attr,
			  char *buf)
{
	return sysfs_emit(buf, "%u\n",
			  to_uacce(dev)->flags & ~UACCE_DEV_SVA_SELF);
}

static ssize_t available_instances_show(struct device *dev,
					struct device_attribute *attr,
					char *buf)
{
	struct uacce_device *uacce = to_uacce(dev);

	if (!uacce->ops->get_available_instances)
		return -ENODEV;
	return sysfs_emit(buf, "%d\n",
			  uacce->ops->get_available_instances(uacce));
}

/* Some drivers end the last line themselves, some do not. */
static ssize_t algorithms_show(struct device *dev,
			       struct device_attribute *attr, char *buf)
{
	const char *algs = to_uacce(dev)->algs;
	size_t len = strlen(algs);

	return sysfs_emit(buf, "%s%s", algs,
			  len && algs[len - 1] == '\n' ? "" : "\n");
}

static ssize_t region_mmio_size_show(struct device *dev,
				     struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%lu\n",
			  to_uacce(dev)->qf_pg_num[UACCE_QFRT_MMIO] <<
			  PAGE_SHIFT);
}

static ssize_t region_dus_size_show(struct device *dev,
				    struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%lu\n",
			  to_uacce(dev)->qf_pg_num[UACCE_QFRT_DUS] <<
			  PAGE_SHIFT);
}

static ssize_t isolate_show(struct device *dev, struct device_attribute *attr,
			    char *buf)
{
	struct uacce_device *uacce = to_uacce(dev);

	return sysfs_emit(buf, "%d\n", uacce->ops->get_isolate_state(uacce) ==
				       UACCE_DEV_ISOLATE);
}

static ssize_t isolate_strategy_show(struct device *dev,
				     struct device_attribute *attr, char *buf)
{
	struct uacce_device *uacce = to_uacce(dev);

	if (!uacce->ops->isolate_err_threshold_read)
		return -ENOENT;
	return sysfs_emit(buf, "%u\n",
			  uacce->ops->isolate_err_threshold_read(uacce));
}

static ssize_t isolate_strategy_store(struct device *dev,
				      struct device_attribute *attr,
				      const char *buf, size_t count)
{
	struct uacce_device *uacce = to_uacce(dev);
	unsigned long val;
	int ret;

	if (!uacce->ops->isolate_err_threshold_write)
		return -ENOENT;
	if (kstrtoul(buf, 0, &val) || val > UACCE_MAX_ERR_THRESHOLD)
		return -EINVAL;
	ret = uacce->ops->isolate_err_threshold_write(uacce, val);
	return ret ? ret : count;
}

static DEVICE_ATTR_RO(api);
static DEVICE_ATTR_RO(flags);
static DEVICE_ATTR_RO(available_instances);
static DEVICE_ATTR_RO(algorithms);
static DEVICE_ATTR_RO(region_mmio_size);
static DEVICE_ATTR_RO(region_dus_size);
static DEVICE_ATTR_RO(isolate);
static DEVICE_ATTR_RW(isolate_strategy);

static struct attribute *uacce_attrs[] = {
	&dev_attr_api.attr,
	&dev_attr_flags.attr,
	&dev_attr_available_instances.attr,
	&dev_attr_algorithms.attr,
	&dev_attr_region_mmio_size.attr,
	&dev_attr_region_dus_size.attr,
	&dev_attr_isolate.attr,
	&dev_attr_isolate_strategy.attr,
	NULL,
};

static umode_t uacce_attr_visible(struct kobject *kobj, struct attribute *attr,
				  int n)
{
	struct uacce_device *uacce = to_uacce(kobj_to_dev(kobj));
	const struct uacce_ops *ops = uacce->ops;
	bool visible = true;

	if (attr == &dev_attr_region_mmio_size.attr)
		visible = uacce->qf_pg_num[UACCE_QFRT_MMIO];
	else if (attr == &dev_attr_region_dus_size.attr)
		visible = uacce->qf_pg_num[UACCE_QFRT_DUS];
	else if (attr == &dev_attr_isolate.attr)
		visible = ops->get_isolate_state;
	else if (attr == &dev_attr_isolate_strategy.attr)
		visible = ops->isolate_err_threshold_read ||
			  ops->isolate_err_threshold_write;
	return visible ? attr->mode : 0;
}

static const struct attribute_group uacce_group = {
	.is_visible = uacce_attr_visible,
	.attrs = uacce_attrs,
};

const struct attribute_group *uacce_dev_groups[] = {
	&uacce_group,
	NULL,
};
