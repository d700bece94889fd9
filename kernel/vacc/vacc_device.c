// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Devices of the virtual accelerator: what sysfs shows of them, and who
 * serves them.
 */

#include <linux/slab.h>

#include "vacc_device.h"
#include "vacc_session.h"

/* Rings, and at least a page with the status words at its end (3.2). */
size_t vacc_device_dus_size(const struct vacc_device *dev)
{
	return hisi_engine_dus_size(dev->conf.engine, HISI_QM_DEFAULT_DEPTH,
				    PAGE_SIZE);
}

/* A window per queue, or the function's registers up to the doorbell (3.1). */
size_t vacc_device_mmio_size(const struct vacc_device *dev)
{
	return hisi_gen_mmio_size(dev->conf.gen, PAGE_SIZE);
}

static void vacc_device_free(struct kref *ref)
{
	struct vacc_device *dev = container_of(ref, struct vacc_device, ref);

	if (dev->regs)
		__free_page(dev->regs);
	if (dev->blank)
		__free_page(dev->blank);
	vacc_records_free(dev);
	kvfree(dev);
}

void vacc_device_put(struct vacc_device *dev)
{
	kref_put(&dev->ref, vacc_device_free);
}

struct vacc_device *vacc_device_find(unsigned int index)
{
	struct vacc_device *dev;

	list_for_each_entry(dev, &vacc_devices, list)
		if (dev->index == index)
			return dev;
	return NULL;
}

void vacc_device_offer(struct vacc_device *dev, struct vacc_session *s)
{
	struct vacc_msg msg = {
		.type = VACC_MSG_ADD,
		.device = dev->index,
		.add = {
			.engine = dev->conf.engine,
			.gen = dev->conf.gen,
			.queues = dev->nb_queues,
			.sq_depth = HISI_QM_DEFAULT_DEPTH,
			.cq_depth = HISI_QM_DEFAULT_DEPTH,
		},
	};

	strscpy(msg.add.name, dev_name(&dev->uacce->dev),
		sizeof(msg.add.name));
	vacc_message_send(s, &msg, NULL);
}

void vacc_device_serve(struct vacc_device *dev, struct vacc_session *s)
{
	struct vacc_session *old;

	spin_lock(&dev->lock);
	old = dev->session;
	dev->session = s ? vacc_session_get(s) : NULL;
	dev->resetting = false;
	dev->refused_logged = false;
	spin_unlock(&dev->lock);
	if (old) {
		vacc_question_lost(dev);
		vacc_device_each(dev, vacc_queue_kill);
		vacc_session_put(old);
	}
}

static struct vacc_device *vacc_device_new(struct platform_device *pdev,
					   const struct vacc_conf *conf,
					   unsigned int nb_queues)
{
	struct vacc_device *dev;

	dev = kvzalloc(sizeof(*dev), GFP_KERNEL);
	if (!dev)
		return NULL;
	kref_init(&dev->ref);
	spin_lock_init(&dev->lock);
	INIT_LIST_HEAD(&dev->list);
	INIT_LIST_HEAD(&dev->records);
	mutex_init(&dev->control_lock);
	init_completion(&dev->stats_done);
	dev->pdev = pdev;
	dev->conf = *conf;
	dev->index = pdev->id;
	dev->nb_queues = nb_queues;
	dev->regs = alloc_page(GFP_KERNEL | __GFP_ZERO);
	dev->blank = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (dev->regs && dev->blank)
		return dev;
	vacc_device_put(dev);
	return NULL;
}

static int vacc_device_register(struct vacc_device *dev)
{
	struct uacce_interface interface = {
		.flags = UACCE_DEV_SVA | UACCE_DEV_SVA_SELF,
		.ops = &vacc_uacce_ops,
	};
	struct uacce_device *uacce;
	int ret;

	strscpy(interface.name, hisi_engine_get(dev->conf.engine)->uacce_name,
		sizeof(interface.name));
	uacce = uacce_alloc(&dev->pdev->dev, &interface);
	if (IS_ERR(uacce))
		return PTR_ERR(uacce);
	uacce->priv = dev;
	uacce->queue_size = sizeof(struct vacc_queue);
	uacce->rings_size = vacc_device_dus_size(dev);
	uacce->api_ver = hisi_gen_find(dev->conf.gen)->api;
	uacce->algs = hisi_gen_find(dev->conf.gen)->algorithms[dev->conf.engine];
	uacce->qf_pg_num[UACCE_QFRT_MMIO] =
		vacc_device_mmio_size(dev) >> PAGE_SHIFT;
	uacce->qf_pg_num[UACCE_QFRT_DUS] =
		vacc_device_dus_size(dev) >> PAGE_SHIFT;
	dev->uacce = uacce;
	ret = uacce_register(uacce);
	if (ret)
		uacce_remove(uacce);
	return ret;
}

int vacc_device_add(struct platform_device *pdev,
		    const struct vacc_conf *conf, unsigned int nb_queues)
{
	struct vacc_device *dev = vacc_device_new(pdev, conf, nb_queues);
	struct vacc_session *s;
	int ret;

	if (!dev)
		return -ENOMEM;
	ret = vacc_device_register(dev);
	if (ret) {
		vacc_device_put(dev);
		return ret;
	}
	platform_set_drvdata(pdev, dev);
	vacc_debugfs_add(dev);
	mutex_lock(&vacc_lock);
	list_add_tail(&dev->list, &vacc_devices);
	s = vacc_session_current();
	if (s)
		vacc_device_offer(dev, s);
	mutex_unlock(&vacc_lock);
	return 0;
}

void vacc_device_remove(struct platform_device *pdev)
{
	struct vacc_device *dev = platform_get_drvdata(pdev);
	struct vacc_msg msg = {
		.type = VACC_MSG_DEL,
		.device = dev->index,
	};

	vacc_debugfs_remove(dev);
	/* From here on no daemon can be offered it: its name goes with the
	 * framework's device.
	 */
	mutex_lock(&vacc_lock);
	list_del(&dev->list);
	mutex_unlock(&vacc_lock);
	vacc_quiesce(dev);
	/* Ends the queues while the daemon still serves them. */
	uacce_remove(dev->uacce);
	mutex_lock(&vacc_lock);
	if (vacc_session_current())
		vacc_message_send(vacc_session_current(), &msg, NULL);
	vacc_device_serve(dev, NULL);
	mutex_unlock(&vacc_lock);
	vacc_device_put(dev);
}
