// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Queues of devices without SVA: their descriptors hold bus addresses, so
 * pages that such a device may write must stay while it runs
 * (doc/hardware/uacce.md 11.3 J3).
 */

#include <linux/spinlock.h>

#include "uacce_private.h"

static LIST_HEAD(uacce_dma_queues);
static DEFINE_SPINLOCK(uacce_dma_lock);
static BLOCKING_NOTIFIER_HEAD(uacce_dma_chain);

void uacce_dma_started(struct uacce_queue *q)
{
	if (q->uacce->flags & UACCE_DEV_SVA)
		return;
	spin_lock(&uacce_dma_lock);
	list_add(&q->dma, &uacce_dma_queues);
	spin_unlock(&uacce_dma_lock);
}

void uacce_dma_stopped(struct uacce_queue *q)
{
	spin_lock(&uacce_dma_lock);
	list_del_init(&q->dma);
	spin_unlock(&uacce_dma_lock);
}

void uacce_dma_tell(struct uacce_device *uacce, struct mm_struct *mm)
{
	if (!(uacce->flags & UACCE_DEV_SVA))
		blocking_notifier_call_chain(&uacce_dma_chain, 0, mm);
}

bool uacce_mm_has_dma(struct mm_struct *mm)
{
	struct uacce_queue *q;
	bool found = false;

	spin_lock(&uacce_dma_lock);
	list_for_each_entry(q, &uacce_dma_queues, dma)
		found |= q->mm == mm;
	spin_unlock(&uacce_dma_lock);
	return found;
}
EXPORT_SYMBOL_GPL(uacce_mm_has_dma);

int uacce_dma_stop_notify(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&uacce_dma_chain, nb);
}
EXPORT_SYMBOL_GPL(uacce_dma_stop_notify);

int uacce_dma_stop_unnotify(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&uacce_dma_chain, nb);
}
EXPORT_SYMBOL_GPL(uacce_dma_stop_unnotify);
