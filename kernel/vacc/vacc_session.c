// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * The control node /dev/hisi_vacc_ctl: the daemon's session, and requests of
 * an administrator. One daemon at a time; the next one serves new opens.
 */

#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "vacc_device.h"
#include "vacc_session.h"

/* Under vacc_lock, with a reference. */
static struct vacc_session *vacc_daemon;

struct vacc_session *vacc_session_get(struct vacc_session *s)
{
	kref_get(&s->ref);
	return s;
}

static void vacc_session_free(struct kref *ref)
{
	struct vacc_session *s = container_of(ref, struct vacc_session, ref);

	mutex_destroy(&s->read_lock);
	kfree(s);
}

void vacc_session_put(struct vacc_session *s)
{
	kref_put(&s->ref, vacc_session_free);
}

struct vacc_session *vacc_session_current(void)
{
	return vacc_daemon;
}

void vacc_session_break(struct vacc_session *s)
{
	struct vacc_device *dev;
	bool was;

	vacc_message_break(s);
	mutex_lock(&vacc_lock);
	was = vacc_daemon == s;
	if (was)
		vacc_daemon = NULL;
	list_for_each_entry(dev, &vacc_devices, list)
		if (dev->session == s)
			vacc_device_serve(dev, NULL);
	mutex_unlock(&vacc_lock);
	if (was)
		vacc_session_put(s);
}

static long vacc_hello(struct vacc_session *s, u32 version)
{
	struct vacc_device *dev;
	long ret = 0;

	if (version != VACC_VERSION)
		return -EPROTO;
	mutex_lock(&vacc_lock);
	if (s->greeted) {
		ret = -EINVAL;
	} else if (vacc_daemon) {
		ret = -EBUSY;
	} else {
		s->greeted = true;
		vacc_daemon = vacc_session_get(s);
		list_for_each_entry(dev, &vacc_devices, list)
			vacc_device_offer(dev, s);
	}
	mutex_unlock(&vacc_lock);
	return ret;
}

static long vacc_ready(struct vacc_session *s, const struct vacc_ready *r)
{
	struct vacc_device *dev;
	long ret = 0;

	mutex_lock(&vacc_lock);
	dev = vacc_device_find(r->device);
	if (vacc_daemon != s)
		ret = -EPIPE;
	else if (!dev)
		ret = -ENODEV;
	else if (r->error)
		dev_err(&dev->pdev->dev, "hisi-modeld cannot serve it: error %d\n",
			r->error);
	else if (dev->session != s)
		vacc_device_serve(dev, s);
	mutex_unlock(&vacc_lock);
	return ret;
}

/* An answer that comes too late answers nothing. */
static bool vacc_answer(struct vacc_queue *vq, const struct vacc_done *d)
{
	if (d->type == VACC_MSG_STOP) {
		if (!xchg(&vq->draining, 0))
			return false;
		complete(&vq->drained);
		return true;
	}
	if (d->error > 0 || d->error < -MAX_ERRNO ||
	    cmpxchg(&vq->asked, d->type, 0) != d->type)
		return false;
	WRITE_ONCE(vq->error, d->error);
	complete(&vq->answer);
	return true;
}

static long vacc_done(struct vacc_session *s, const struct vacc_done *d)
{
	struct vacc_queue *vq = vacc_queue_find(d->queue);
	bool taken;

	if (!vq)
		return -ENOENT;
	taken = vq->session == s && vacc_answer(vq, d);
	vacc_queue_put(vq);
	return taken ? 0 : -ENOENT;
}

/* Device of a number, with a reference. */
static struct vacc_device *vacc_device_by_number(u32 number)
{
	struct vacc_device *dev;

	mutex_lock(&vacc_lock);
	dev = vacc_device_find(number);
	if (dev)
		kref_get(&dev->ref);
	mutex_unlock(&vacc_lock);
	return dev;
}

static long vacc_steer(unsigned int cmd, u32 number, u32 value)
{
	struct vacc_device *dev = vacc_device_by_number(number);
	long ret;

	if (!dev)
		return -ENODEV;
	switch (cmd) {
	case VACC_IOC_RESET:
		ret = vacc_reset(dev);
		break;
	case VACC_IOC_ISOLATE:
		ret = vacc_isolate(dev, value);
		break;
	case VACC_IOC_STALL:
		ret = vacc_stall(dev, value);
		break;
	default:
		ret = vacc_delay(dev, value);
	}
	vacc_device_put(dev);
	return ret;
}

static long vacc_told(struct vacc_session *s, const struct vacc_stats *stats)
{
	struct vacc_device *dev = vacc_device_by_number(stats->device);

	if (!dev)
		return -ENODEV;
	vacc_stats_told(dev, stats);
	vacc_device_put(dev);
	return 0;
}

/* Handle a message of a daemon; arg is its argument, copied. */
static long vacc_daemon_ioctl(struct vacc_session *s, unsigned int cmd,
			      const void *arg)
{
	if (cmd == VACC_IOC_HELLO)
		return vacc_hello(s, *(const u32 *)arg);
	if (!s->greeted)
		return -EPERM;
	switch (cmd) {
	case VACC_IOC_READY:
		return vacc_ready(s, arg);
	case VACC_IOC_ATTACH:
		return vacc_file_new(s, *(const u64 *)arg);
	case VACC_IOC_DONE:
		return vacc_done(s, arg);
	}
	return vacc_told(s, arg);
}

static long vacc_ctl_ioctl(struct file *filep, unsigned int cmd,
			   unsigned long arg)
{
	union {
		u32 number;
		u64 queue;
		struct vacc_ready ready;
		struct vacc_done done;
		struct vacc_stats stats;
		struct vacc_setting setting;
	} a = { .queue = 0 };

	if (_IOC_TYPE(cmd) != 'v' || _IOC_NR(cmd) > _IOC_NR(VACC_IOC_STALL) ||
	    _IOC_SIZE(cmd) > sizeof(a))
		return -ENOTTY;
	if (copy_from_user(&a, (void __user *)arg, _IOC_SIZE(cmd)))
		return -EFAULT;
	switch (cmd) {
	case VACC_IOC_HELLO:
	case VACC_IOC_READY:
	case VACC_IOC_ATTACH:
	case VACC_IOC_DONE:
	case VACC_IOC_STATS:
		return vacc_daemon_ioctl(filep->private_data, cmd, &a);
	case VACC_IOC_RESET:
		return vacc_steer(cmd, a.number, 0);
	case VACC_IOC_ISOLATE:
	case VACC_IOC_DELAY:
	case VACC_IOC_STALL:
		return vacc_steer(cmd, a.setting.device, a.setting.value);
	}
	return -ENOTTY;
}

static int vacc_ctl_open(struct inode *inode, struct file *filep)
{
	struct vacc_session *s = kzalloc(sizeof(*s), GFP_KERNEL_ACCOUNT);

	if (!s)
		return -ENOMEM;
	kref_init(&s->ref);
	spin_lock_init(&s->lock);
	INIT_LIST_HEAD(&s->control);
	INIT_LIST_HEAD(&s->ready);
	init_waitqueue_head(&s->wait);
	mutex_init(&s->read_lock);
	filep->private_data = s;
	return stream_open(inode, filep);
}

static int vacc_ctl_release(struct inode *inode, struct file *filep)
{
	struct vacc_session *s = filep->private_data;

	vacc_session_break(s);
	vacc_session_put(s);
	return 0;
}

static ssize_t vacc_ctl_read(struct file *filep, char __user *buf,
			     size_t size, loff_t *pos)
{
	return vacc_message_read(filep->private_data, buf, size,
				 filep->f_flags & O_NONBLOCK);
}

static __poll_t vacc_ctl_poll(struct file *filep, poll_table *wait)
{
	struct vacc_session *s = filep->private_data;

	poll_wait(filep, &s->wait, wait);
	return vacc_message_any(s) ? EPOLLIN | EPOLLRDNORM : 0;
}

const struct file_operations vacc_ctl_fops = {
	.owner = THIS_MODULE,
	.open = vacc_ctl_open,
	.release = vacc_ctl_release,
	.read = vacc_ctl_read,
	.poll = vacc_ctl_poll,
	.unlocked_ioctl = vacc_ctl_ioctl,
};
