// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Counters in /sys/kernel/debug/hisi_vacc/DEVICE.
 */

#include <linux/debugfs.h>

#include "vacc_device.h"

static struct dentry *vacc_debugfs_root;

static int vacc_counter_get(void *data, u64 *value)
{
	*value = atomic64_read(data);
	return 0;
}

DEFINE_DEBUGFS_ATTRIBUTE(vacc_counter_fops, vacc_counter_get, NULL, "%llu\n");

static int vacc_completions_get(void *data, u64 *value)
{
	struct vacc_device *dev = data;
	int ret = vacc_stats(dev);

	*value = dev->stats.completions;
	return ret;
}

DEFINE_DEBUGFS_ATTRIBUTE(vacc_completions_fops, vacc_completions_get, NULL,
			 "%llu\n");

static int vacc_dropped_get(void *data, u64 *value)
{
	struct vacc_device *dev = data;
	int ret = vacc_stats(dev);

	*value = dev->stats.dropped;
	return ret;
}

DEFINE_DEBUGFS_ATTRIBUTE(vacc_dropped_fops, vacc_dropped_get, NULL, "%llu\n");

static void vacc_counter_add(struct vacc_device *dev, const char *name,
			     atomic64_t *counter)
{
	debugfs_create_file_unsafe(name, 0400, dev->debugfs, counter,
				   &vacc_counter_fops);
}

void vacc_debugfs_add(struct vacc_device *dev)
{
	dev->debugfs = debugfs_create_dir(dev_name(&dev->uacce->dev),
					  vacc_debugfs_root);
	vacc_counter_add(dev, "doorbells", &dev->count.doorbells);
	vacc_counter_add(dev, "bad_stores", &dev->count.bad_stores);
	vacc_counter_add(dev, "page_faults", &dev->count.page_faults);
	vacc_counter_add(dev, "bad_accesses", &dev->count.bad_accesses);
	vacc_counter_add(dev, "lost_faults", &dev->count.lost_faults);
	vacc_counter_add(dev, "opens", &dev->count.opens);
	vacc_counter_add(dev, "resets", &dev->count.resets);
	debugfs_create_file_unsafe("completions", 0400, dev->debugfs, dev,
				   &vacc_completions_fops);
	debugfs_create_file_unsafe("dropped_doorbells", 0400, dev->debugfs,
				   dev, &vacc_dropped_fops);
}

void vacc_debugfs_remove(struct vacc_device *dev)
{
	debugfs_remove(dev->debugfs);
}

void vacc_debugfs_init(void)
{
	vacc_debugfs_root = debugfs_create_dir("hisi_vacc", NULL);
}

void vacc_debugfs_exit(void)
{
	debugfs_remove(vacc_debugfs_root);
}
