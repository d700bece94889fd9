// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Reset, isolation, and what else an administrator can do to a device
 * (doc/hardware/qm.md 7, doc/hardware/uacce.md 8).
 */

#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>

#include "vacc_device.h"
#include "vacc_session.h"

/* Resets older than this do not count (8). */
#define VACC_WINDOW_S 3600

struct vacc_record {
	struct list_head list;
	time64_t when;
};

void vacc_records_free(struct vacc_device *dev)
{
	struct vacc_record *r, *next;
	LIST_HEAD(old);

	spin_lock(&dev->lock);
	list_splice_init(&dev->records, &old);
	spin_unlock(&dev->lock);
	list_for_each_entry_safe(r, next, &old, list)
		kfree(r);
}

/* Threshold T isolates at event T + 1 within the window; with 0 nothing is
 * recorded.
 */
static void vacc_record_reset(struct vacc_device *dev)
{
	struct vacc_record *new = kzalloc(sizeof(*new), GFP_KERNEL);
	struct vacc_record *r, *next;
	unsigned int n = 0;
	LIST_HEAD(old);

	if (!new)
		return;
	new->when = ktime_get_seconds();
	spin_lock(&dev->lock);
	list_for_each_entry_safe(r, next, &dev->records, list) {
		if (new->when - r->when > VACC_WINDOW_S)
			list_move(&r->list, &old);
		else
			n++;
	}
	if (!dev->threshold || dev->isolated)
		list_add(&new->list, &old);
	else
		list_add(&new->list, &dev->records);
	if (dev->threshold && n >= dev->threshold)
		dev->isolated = true;
	spin_unlock(&dev->lock);
	list_for_each_entry_safe(r, next, &old, list)
		kfree(r);
}

/* The daemon answers from its main thread, which waits for no client. Return:
 * 0, or -ETIMEDOUT.
 */
static int vacc_await_answer(struct vacc_device *dev)
{
	return wait_for_completion_timeout(&dev->stats_done,
					   msecs_to_jiffies(VACC_ANSWER_MS)) ?
	       0 : -ETIMEDOUT;
}

/* A question to the daemon, with an answer. Under control_lock. */
static int vacc_ask_device(struct vacc_device *dev, u32 type)
{
	struct vacc_msg msg = { .type = type, .device = dev->index };
	struct vacc_session *s;
	int ret = -ENXIO;

	spin_lock(&dev->lock);
	s = dev->session ? vacc_session_get(dev->session) : NULL;
	spin_unlock(&dev->lock);
	if (!s)
		return ret;
	reinit_completion(&dev->stats_done);
	WRITE_ONCE(dev->asked, type);
	if (vacc_message_send(s, &msg, NULL))
		ret = vacc_await_answer(dev);
	WRITE_ONCE(dev->asked, 0);
	/* A daemon that has gone is no device that hangs. */
	if (READ_ONCE(s->broken))
		ret = -ENXIO;
	vacc_session_put(s);
	return ret;
}

void vacc_stats_told(struct vacc_device *dev, const struct vacc_stats *stats)
{
	if (cmpxchg(&dev->asked, stats->type, 0) != stats->type)
		return;
	spin_lock(&dev->lock);
	dev->stats = *stats;
	spin_unlock(&dev->lock);
	complete(&dev->stats_done);
}

void vacc_question_lost(struct vacc_device *dev)
{
	if (xchg(&dev->asked, 0))
		complete(&dev->stats_done);
}

int vacc_stats(struct vacc_device *dev)
{
	int ret;

	if (mutex_lock_killable(&dev->control_lock))
		return -EINTR;
	ret = vacc_ask_device(dev, VACC_MSG_STATS);
	mutex_unlock(&dev->control_lock);
	return ret;
}

static void vacc_set_resetting(struct vacc_device *dev, bool on)
{
	spin_lock(&dev->lock);
	dev->resetting = on;
	spin_unlock(&dev->lock);
}

/* Closes the daemon's way into the processes first, which waits for a copy of
 * a page at most, and then tells the daemon. So no work has to end for it.
 */
int vacc_reset(struct vacc_device *dev)
{
	int ret;

	if (mutex_lock_killable(&dev->control_lock))
		return -EINTR;
	vacc_set_resetting(dev, true);
	vacc_record_reset(dev);
	vacc_device_each(dev, vacc_queue_kill);
	ret = vacc_ask_device(dev, VACC_MSG_RESET);
	if (ret == -ETIMEDOUT)
		vacc_isolate(dev, 1);
	atomic64_inc(&dev->count.resets);
	vacc_set_resetting(dev, false);
	mutex_unlock(&dev->control_lock);
	/* Without a daemon there was nothing to be reset. */
	return ret == -ENXIO ? 0 : ret;
}

/* Users have some time to take back what they submitted and to close, before
 * their mappings go. The drivers of hardware wait for them without limit (4.3).
 */
void vacc_quiesce(struct vacc_device *dev)
{
	unsigned int turn;

	mutex_lock(&dev->control_lock);
	vacc_set_resetting(dev, true);
	vacc_device_each(dev, vacc_queue_kill);
	mutex_unlock(&dev->control_lock);
	for (turn = 0; turn < VACC_LEAVE_MS / 20; turn++) {
		if (!READ_ONCE(dev->used))
			break;
		msleep(20);
	}
}

int vacc_stall(struct vacc_device *dev, u32 on)
{
	struct vacc_msg msg = {
		.type = VACC_MSG_STALL,
		.device = dev->index,
		.stall = on,
	};
	struct vacc_session *s;
	bool sent;

	if (on > 1)
		return -EINVAL;
	spin_lock(&dev->lock);
	s = dev->session ? vacc_session_get(dev->session) : NULL;
	spin_unlock(&dev->lock);
	if (!s)
		return -ENXIO;
	sent = vacc_message_send(s, &msg, NULL);
	vacc_session_put(s);
	return sent ? 0 : -ENXIO;
}

int vacc_isolate(struct vacc_device *dev, u32 on)
{
	if (on > 1)
		return -EINVAL;
	spin_lock(&dev->lock);
	dev->isolated = on;
	spin_unlock(&dev->lock);
	return 0;
}

int vacc_delay(struct vacc_device *dev, u32 us)
{
	if (us > VACC_MAX_DELAY)
		return -EINVAL;
	WRITE_ONCE(dev->delay_us, us);
	return 0;
}

enum uacce_dev_state vacc_isolate_state(struct uacce_device *uacce)
{
	struct vacc_device *dev = uacce->priv;

	return READ_ONCE(dev->isolated) ? UACCE_DEV_ISOLATE :
					  UACCE_DEV_NORMAL;
}

int vacc_threshold_write(struct uacce_device *uacce, u32 num)
{
	struct vacc_device *dev = uacce->priv;
	int ret = 0;

	spin_lock(&dev->lock);
	if (dev->isolated)
		ret = -EPERM;
	else
		dev->threshold = num;
	spin_unlock(&dev->lock);
	if (!ret)
		vacc_records_free(dev);
	return ret;
}

u32 vacc_threshold_read(struct uacce_device *uacce)
{
	struct vacc_device *dev = uacce->priv;

	return READ_ONCE(dev->threshold);
}
