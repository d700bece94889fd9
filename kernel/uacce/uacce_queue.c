// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Queue files: open, ioctl, poll, release (doc/hardware/uacce.md 1, 4, 5). Its
 * locks are explained in uacce_core.h.
 */

#include <linux/pagemap.h>
#include <linux/poll.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "uacce_private.h"

/* How often a page may be gone again before a request fails. */
#define UACCE_IOCTL_TURNS 16

static void uacce_set_state(struct uacce_queue *q, enum uacce_q_state state)
{
	mutex_lock(&q->state_lock);
	q->state = state;
	mutex_unlock(&q->state_lock);
}

/* Memory of a cgroup that is full comes slowly, so no lock is held. */
static int uacce_queue_memory(struct uacce_device *uacce, struct uacce_queue *q)
{
	if (uacce->queue_size)
		q->memory = kvzalloc(uacce->queue_size, GFP_KERNEL_ACCOUNT);
	if (uacce->rings_size)
		q->rings = __vmalloc(uacce->rings_size,
				     GFP_KERNEL_ACCOUNT | __GFP_ZERO);
	if ((uacce->queue_size && !q->memory) ||
	    (uacce->rings_size && !q->rings))
		return -ENOMEM;
	return 0;
}

/* Under life_lock. What the driver calls may look at is ready before it runs. */
static int uacce_queue_get(struct uacce_device *uacce, struct uacce_queue *q)
{
	const struct uacce_ops *ops = uacce->ops;
	int ret;

	if (!uacce->parent)
		return -EINVAL;
	if (ops->get_isolate_state &&
	    ops->get_isolate_state(uacce) == UACCE_DEV_ISOLATE)
		return -EIO;
	ret = uacce_quota_check(uacce, q);
	if (ret)
		return ret;
	ret = uacce_sva_bind(uacce, q);
	if (ret)
		return ret;
	ret = ops->get_queue(uacce, q->pasid, q);
	/* They are the driver's now. */
	q->memory = NULL;
	q->rings = NULL;
	if (ret < 0) {
		uacce_sva_unbind(q);
		return ret;
	}
	list_add(&q->list, &uacce->queues);
	uacce_set_state(q, UACCE_Q_INIT);
	return 0;
}

static void uacce_queue_free(struct uacce_queue *q)
{
	vfree(q->rings);
	kvfree(q->memory);
	mmdrop(q->mm);
	put_device(&q->uacce->dev);
	mutex_destroy(&q->state_lock);
	mutex_destroy(&q->run_lock);
	kfree(q);
}

static struct uacce_queue *uacce_queue_new(struct uacce_device *uacce,
					   struct file *filep)
{
	struct uacce_queue *q = kzalloc(sizeof(*q), GFP_KERNEL_ACCOUNT);

	if (!q)
		return NULL;
	mutex_init(&q->run_lock);
	mutex_init(&q->state_lock);
	init_waitqueue_head(&q->wait);
	INIT_LIST_HEAD(&q->list);
	INIT_LIST_HEAD(&q->dma);
	q->state = UACCE_Q_ZOMBIE;
	q->mapping = filep->f_mapping;
	q->uacce = uacce;
	get_device(&uacce->dev);
	q->mm = current->mm;
	mmgrab(q->mm);
	uacce_quota_owner(q);
	return q;
}

static int uacce_fops_open(struct inode *inode, struct file *filep)
{
	struct uacce_device *uacce = container_of(inode->i_cdev,
						  struct uacce_device, cdev);
	struct uacce_queue *q;
	int ret;

	/* A kernel thread has no address space to share. */
	if (!current->mm)
		return -EINVAL;
	q = uacce_queue_new(uacce, filep);
	if (!q)
		return -ENOMEM;
	ret = uacce_queue_memory(uacce, q);
	if (!ret)
		ret = mutex_lock_killable(&uacce->life_lock);
	if (!ret) {
		ret = uacce_queue_get(uacce, q);
		mutex_unlock(&uacce->life_lock);
	}
	if (ret) {
		uacce_queue_free(q);
		return ret;
	}
	filep->private_data = q;
	return stream_open(inode, filep);
}

/* Under run_lock. */
static void uacce_queue_stop(struct uacce_queue *q)
{
	const struct uacce_ops *ops = q->uacce->ops;

	if (q->state != UACCE_Q_STARTED)
		return;
	if (ops->stop_queue)
		ops->stop_queue(q);
	uacce_set_state(q, UACCE_Q_INIT);
	uacce_dma_stopped(q);
}

/* Under life_lock and run_lock. The queue gives no more signs of life when this is
 * over.
 */
static void uacce_queue_put(struct uacce_queue *q)
{
	enum uacce_q_state state = q->state;

	if (state == UACCE_Q_ZOMBIE)
		return;
	/* First nobody may fault or poll into the driver any more ... */
	uacce_set_state(q, UACCE_Q_ZOMBIE);
	if (state == UACCE_Q_STARTED && q->uacce->ops->stop_queue)
		q->uacce->ops->stop_queue(q);
	uacce_dma_stopped(q);
	q->uacce->ops->put_queue(q);
	/* ... and the IOMMU lets go when the device has. */
	uacce_sva_unbind(q);
}

void uacce_queue_end(struct uacce_queue *q)
{
	mutex_lock(&q->run_lock);
	uacce_queue_put(q);
	mutex_unlock(&q->run_lock);
	unmap_mapping_range(q->mapping, 0, 0, 1);
	wake_up_all(&q->wait);
}

static int uacce_fops_release(struct inode *inode, struct file *filep)
{
	struct uacce_queue *q = filep->private_data;
	struct uacce_device *uacce = q->uacce;

	/* First what takes its time, while others can open and close. */
	mutex_lock(&q->run_lock);
	uacce_queue_stop(q);
	mutex_unlock(&q->run_lock);
	mutex_lock(&uacce->life_lock);
	mutex_lock(&q->run_lock);
	uacce_queue_put(q);
	mutex_unlock(&q->run_lock);
	list_del_init(&q->list);
	mutex_unlock(&uacce->life_lock);
	uacce_dma_tell(uacce, q->mm);
	uacce_queue_free(q);
	return 0;
}

/* Under run_lock. */
static int uacce_queue_start(struct uacce_queue *q)
{
	const struct uacce_ops *ops = q->uacce->ops;
	int ret = 0;

	if (q->state != UACCE_Q_INIT)
		return -EINVAL;
	/* Listed first: a device that runs must never go unnoticed. */
	uacce_dma_started(q);
	if (ops->start_queue)
		ret = ops->start_queue(q);
	if (ret) {
		uacce_dma_stopped(q);
		return ret;
	}
	uacce_set_state(q, UACCE_Q_STARTED);
	return 0;
}

/* Under run_lock, without page faults: removal waits for this lock, and a page that
 * user space itself or a file system has to bring may never come.
 */
static long uacce_queue_ioctl(struct uacce_queue *q, unsigned int cmd,
			      unsigned long arg)
{
	const struct uacce_ops *ops = q->uacce->ops;
	long ret = 0;

	if (q->state == UACCE_Q_ZOMBIE)
		return -ENXIO;
	if (cmd == UACCE_CMD_START_Q)
		return uacce_queue_start(q);
	if (cmd == UACCE_CMD_PUT_Q) {
		uacce_queue_stop(q);
	} else if (ops->ioctl) {
		pagefault_disable();
		ret = ops->ioctl(q, cmd, arg);
		pagefault_enable();
	} else {
		ret = -ENOTTY;
	}
	return ret;
}

/* Bring in what a request reads and writes. */
static bool uacce_fault_in(unsigned int cmd, unsigned long arg)
{
	size_t size = _IOC_SIZE(cmd);

	if (_IOC_DIR(cmd) & _IOC_READ)
		return !fault_in_safe_writeable((char __user *)arg, size);
	return !fault_in_readable((char __user *)arg, size);
}

static long uacce_fops_ioctl(struct file *filep, unsigned int cmd,
			     unsigned long arg)
{
	struct uacce_queue *q = filep->private_data;
	unsigned int turn;
	long ret;

	/* Whoever else holds the file must not steer what writes into the
	 * opener's memory (W4).
	 */
	if (uacce_foreign(q))
		return -EPERM;
	for (turn = 0; turn < UACCE_IOCTL_TURNS; turn++) {
		if (mutex_lock_killable(&q->run_lock))
			return -EINTR;
		ret = uacce_queue_ioctl(q, cmd, arg);
		mutex_unlock(&q->run_lock);
		if (ret != -EFAULT || !uacce_fault_in(cmd, arg))
			break;
	}
	if (cmd == UACCE_CMD_START_Q || cmd == UACCE_CMD_PUT_Q)
		uacce_dma_tell(q->uacce, q->mm);
	return ret;
}

static __poll_t uacce_fops_poll(struct file *filep, poll_table *wait)
{
	struct uacce_queue *q = filep->private_data;
	__poll_t mask = 0;

	/* News are told once, so nobody else may ask for them. Kernel threads
	 * poll for asynchronous I/O.
	 */
	if (uacce_foreign(q) && !(current->flags & PF_KTHREAD))
		return EPOLLERR;
	poll_wait(filep, &q->wait, wait);
	mutex_lock(&q->state_lock);
	if (q->state == UACCE_Q_ZOMBIE)
		mask = EPOLLERR | EPOLLHUP;
	else if (q->uacce->ops->is_q_updated &&
		 q->uacce->ops->is_q_updated(q))
		mask = EPOLLIN | EPOLLRDNORM;
	mutex_unlock(&q->state_lock);
	return mask;
}

const struct file_operations uacce_queue_fops = {
	.owner = THIS_MODULE,
	.open = uacce_fops_open,
	.release = uacce_fops_release,
	.unlocked_ioctl = uacce_fops_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.mmap = uacce_region_mmap,
	.poll = uacce_fops_poll,
};
