// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Queues of the virtual accelerator: what the framework asks for
 * (doc/hardware/qm.md 2.6 to 2.8, 7).
 */

#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/xarray.h>

#include "vacc_device.h"
#include "vacc_region.h"
#include "vacc_session.h"

static DEFINE_XARRAY(vacc_queues);
static atomic64_t vacc_last_id;

static void vacc_queue_free(struct kref *ref)
{
	struct vacc_queue *vq = container_of(ref, struct vacc_queue, ref);

	vfree(vq->dus);
	mmdrop(vq->mm);
	if (vq->session)
		vacc_session_put(vq->session);
	vacc_device_put(vq->dev);
	kvfree(vq);
}

void vacc_queue_put(struct vacc_queue *vq)
{
	kref_put(&vq->ref, vacc_queue_free);
}

struct vacc_queue *vacc_queue_find(u64 id)
{
	struct vacc_queue *vq;

	xa_lock(&vacc_queues);
	vq = xa_load(&vacc_queues, id);
	if (vq)
		kref_get(&vq->ref);
	xa_unlock(&vacc_queues);
	return vq;
}

/* The kernel's part of the shared memory (7.1). */
static void vacc_status_set(struct vacc_queue *vq, size_t from_end)
{
	u32 *word = vq->dus + vq->dus_size - from_end;

	smp_store_release(word, 1);
}

void vacc_queue_wake(struct vacc_queue *vq)
{
	spin_lock(&vq->wake_lock);
	if (vq->q)
		wake_up(&vq->q->wait);
	spin_unlock(&vq->wake_lock);
}

void vacc_queue_gate(struct vacc_queue *vq, bool open)
{
	down_write(&vq->gate);
	WRITE_ONCE(vq->running, open);
	if (open)
		WRITE_ONCE(vq->run, vq->run + 1);
	up_write(&vq->gate);
	if (!open)
		wake_up_all(&vq->fault_wait);
}

void vacc_queue_fence(struct vacc_queue *vq)
{
	vacc_queue_gate(vq, false);
}

/* TX first, then the end of all work, then RX (7.1). */
void vacc_queue_kill(struct vacc_queue *vq)
{
	vacc_status_set(vq, HISI_QM_DUS_TX_FROM_END);
	WRITE_ONCE(vq->dead, true);
	vacc_queue_fence(vq);
	vacc_status_set(vq, HISI_QM_DUS_RX_FROM_END);
	WRITE_ONCE(vq->error, -EIO);
	complete(&vq->answer);
	complete(&vq->drained);
	vacc_queue_wake(vq);
}

void vacc_device_each(struct vacc_device *dev,
		      void (*fn)(struct vacc_queue *vq))
{
	struct vacc_queue *vq;
	unsigned int i;

	for (i = 0; i < dev->nb_queues; i++) {
		spin_lock(&dev->lock);
		vq = dev->queue[i];
		if (vq)
			kref_get(&vq->ref);
		spin_unlock(&dev->lock);
		if (!vq)
			continue;
		fn(vq);
		vacc_queue_put(vq);
	}
}

static int vacc_available(struct uacce_device *uacce)
{
	struct vacc_device *dev = uacce->priv;
	int n;

	spin_lock(&dev->lock);
	n = dev->nb_queues - dev->used;
	spin_unlock(&dev->lock);
	return n;
}

/* Under the device's lock. Queue numbers go round; a closed one is not used
 * again at once (2.7).
 */
static int vacc_pick_qn(struct vacc_device *dev)
{
	unsigned int i, qn;

	for (i = 0; i < dev->nb_queues; i++) {
		qn = (dev->next_qn + i) % dev->nb_queues;
		if (!dev->queue[qn]) {
			dev->next_qn = (qn + 1) % dev->nb_queues;
			return qn;
		}
	}
	return -EBUSY;
}

/* Give the queue a number, if the device can have another one now. */
static int vacc_queue_enter(struct vacc_queue *vq)
{
	struct vacc_device *dev = vq->dev;
	bool log = false;
	int ret;

	spin_lock(&dev->lock);
	if (!dev->session) {
		log = !dev->refused_logged;
		dev->refused_logged = true;
		ret = -ENXIO;
	} else if (dev->resetting) {
		ret = -EPERM;
	} else {
		ret = vacc_pick_qn(dev);
	}
	if (ret >= 0) {
		vq->qn = ret;
		dev->queue[ret] = vq;
		dev->used++;
		ret = 0;
	}
	spin_unlock(&dev->lock);
	if (log)
		dev_err(&dev->pdev->dev, "%s: no daemon serves it: start hisi-modeld\n",
			dev_name(&dev->uacce->dev));
	return ret;
}

static void vacc_queue_leave(struct vacc_queue *vq)
{
	struct vacc_device *dev = vq->dev;

	spin_lock(&dev->lock);
	dev->queue[vq->qn] = NULL;
	dev->used--;
	spin_unlock(&dev->lock);
}

/* The framework brings the memory, zeroed and nobody's before (W8). */
static struct vacc_queue *vacc_queue_new(struct vacc_device *dev,
					 struct uacce_queue *q)
{
	struct vacc_queue *vq = q->memory;

	vq->dus_size = vacc_device_dus_size(dev);
	vq->dus = q->rings;
	kref_init(&vq->ref);
	vq->id = atomic64_inc_return(&vacc_last_id);
	vq->dev = dev;
	kref_get(&dev->ref);
	vq->q = q;
	vq->mm = q->mm;
	mmgrab(vq->mm);
	vq->cq_phase = 1;
	spin_lock_init(&vq->wake_lock);
	init_rwsem(&vq->gate);
	init_completion(&vq->answer);
	init_completion(&vq->drained);
	init_waitqueue_head(&vq->fault_wait);
	INIT_LIST_HEAD(&vq->ready);
	vq->user = from_kuid(&init_user_ns, current_uid());
	return vq;
}

static int vacc_get_queue(struct uacce_device *uacce, unsigned long pasid,
			  struct uacce_queue *q)
{
	struct vacc_device *dev = uacce->priv;
	struct vacc_queue *vq = vacc_queue_new(dev, q);
	int ret;

	ret = xa_err(xa_store(&vacc_queues, vq->id, vq, GFP_KERNEL));
	if (ret)
		goto no_id;
	ret = vacc_queue_enter(vq);
	if (ret)
		goto no_number;
	q->priv = vq;
	atomic64_inc(&dev->count.opens);
	return 0;
no_number:
	xa_erase(&vacc_queues, vq->id);
no_id:
	vacc_queue_put(vq);
	return ret;
}

static void vacc_put_queue(struct uacce_queue *q)
{
	struct vacc_queue *vq = q->priv;

	xa_erase(&vacc_queues, vq->id);
	vacc_queue_leave(vq);
	spin_lock(&vq->wake_lock);
	vq->q = NULL;
	spin_unlock(&vq->wake_lock);
	q->priv = NULL;
	vacc_queue_put(vq);
}

static struct hisi_qm_cqe *vacc_cqe(const struct vacc_queue *vq, u32 i)
{
	size_t sq = (size_t)hisi_engine_get(vq->dev->conf.engine)->sqe_size *
		    HISI_QM_DEFAULT_DEPTH;

	return (struct hisi_qm_cqe *)(vq->dus + sq) + i;
}

/* New entries since the last call; the process may write anything there, so
 * the walk ends after one turn (2.8).
 */
static int vacc_is_q_updated(struct uacce_queue *q)
{
	struct vacc_queue *vq = q->priv;
	u32 n, w3;

	for (n = 0; n < HISI_QM_DEFAULT_DEPTH; n++) {
		w3 = READ_ONCE(vacc_cqe(vq, vq->cq_head)->w3);
		if (HISI_GET(HISI_QM_CQE_W3_PHASE, w3) != vq->cq_phase)
			break;
		if (++vq->cq_head == HISI_QM_DEFAULT_DEPTH) {
			vq->cq_head = 0;
			vq->cq_phase ^= 1;
		}
	}
	/* That it died is news, once. */
	if (READ_ONCE(vq->dead) && !vq->dead_told) {
		vq->dead_told = true;
		n++;
	}
	return n != 0;
}

static long vacc_set_ctx(struct vacc_queue *vq, void __user *arg)
{
	struct hisi_qm_qp_ctx ctx;

	if (copy_from_user(&ctx, arg, sizeof(ctx)))
		return -EFAULT;
	if (ctx.qc_type >= hisi_engine_get(vq->dev->conf.engine)->qc_types)
		return -EINVAL;
	vq->qc_type = ctx.qc_type;
	ctx.qn = vq->qn;
	return copy_to_user(arg, &ctx, sizeof(ctx)) ? -EFAULT : 0;
}

static long vacc_get_info(struct vacc_queue *vq, void __user *arg)
{
	struct hisi_qm_qp_info info;

	if (copy_from_user(&info, arg, sizeof(info)))
		return -EFAULT;
	info.sqe_size = hisi_engine_get(vq->dev->conf.engine)->sqe_size;
	info.sq_depth = HISI_QM_DEFAULT_DEPTH;
	info.cq_depth = HISI_QM_DEFAULT_DEPTH;
	return copy_to_user(arg, &info, sizeof(info)) ? -EFAULT : 0;
}

static long vacc_ioctl(struct uacce_queue *q, unsigned int cmd,
		       unsigned long arg)
{
	struct vacc_queue *vq = q->priv;

	switch (cmd) {
	case HISI_QM_SET_QP_CTX:
		return vacc_set_ctx(vq, (void __user *)arg);
	case HISI_QM_GET_QP_INFO:
		return vacc_get_info(vq, (void __user *)arg);
	}
	return -ENOTTY;
}

const struct uacce_ops vacc_uacce_ops = {
	.get_available_instances = vacc_available,
	.get_queue = vacc_get_queue,
	.put_queue = vacc_put_queue,
	.start_queue = vacc_start_queue,
	.stop_queue = vacc_stop_queue,
	.is_q_updated = vacc_is_q_updated,
	.mmap = vacc_region_mmap,
	.ioctl = vacc_ioctl,
	.get_isolate_state = vacc_isolate_state,
	.isolate_err_threshold_write = vacc_threshold_write,
	.isolate_err_threshold_read = vacc_threshold_read,
	.fault = vacc_region_fault,
};
