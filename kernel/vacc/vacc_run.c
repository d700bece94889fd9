// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Runs of a queue: start, the end of its work, stop (doc/hardware/qm.md 2.6,
 * 4). Only the wait for the work is long, and it is under no lock.
 */

#include <linux/sched/mm.h>

#include "vacc_device.h"
#include "vacc_session.h"

static bool vacc_tell(struct vacc_queue *vq, u32 type)
{
	struct vacc_msg msg = {
		.type = type,
		.device = vq->dev->index,
		.queue = vq->id,
	};

	if (type == VACC_MSG_START) {
		msg.start.qn = vq->qn;
		msg.start.qc_type = vq->qc_type;
		msg.start.user = vq->user;
	}
	return vacc_message_send(vq->session, &msg,
				 type == VACC_MSG_GONE ? NULL : vq);
}

/* A daemon that does not answer a start is given up: it waits for nobody. */
static int vacc_ask_start(struct vacc_queue *vq)
{
	reinit_completion(&vq->answer);
	WRITE_ONCE(vq->asked, VACC_MSG_START);
	if (!vacc_tell(vq, VACC_MSG_START))
		return -EIO;
	if (wait_for_completion_timeout(&vq->answer,
					msecs_to_jiffies(VACC_ANSWER_MS)))
		return READ_ONCE(vq->error);
	dev_err(&vq->dev->pdev->dev, "hisi-modeld does not answer for %u ms: giving it up\n",
		VACC_ANSWER_MS);
	vacc_session_break(vq->session);
	return -ETIMEDOUT;
}

/* The daemon serves the queue, or may in a moment. */
static int vacc_take_session(struct vacc_queue *vq)
{
	struct vacc_device *dev = vq->dev;
	int ret = 0;

	spin_lock(&dev->lock);
	if (READ_ONCE(vq->dead) || !dev->session)
		ret = -EIO;
	else if (dev->resetting)
		ret = -EPERM;
	else if (!vq->session)
		vq->session = vacc_session_get(dev->session);
	spin_unlock(&dev->lock);
	return ret;
}

/* The run is over. The daemon is told before the queue's number is free: the
 * start of its next owner comes later.
 */
static void vacc_end_run(struct vacc_queue *vq)
{
	vacc_queue_fence(vq);
	vacc_tell(vq, VACC_MSG_GONE);
}

int vacc_start_queue(struct uacce_queue *q)
{
	struct vacc_queue *vq = q->priv;
	int ret = vacc_take_session(vq);

	if (ret)
		return ret;
	vq->cq_head = 0;
	vq->cq_phase = 1;
	vacc_store_flush(vq);
	vacc_queue_gate(vq, true);
	ret = vacc_ask_start(vq);
	/* It may have died while the gate was being opened. */
	if (READ_ONCE(vq->dead))
		ret = -EIO;
	if (ret)
		vacc_end_run(vq);
	return ret;
}

/* Let the queue finish its work. */
static void vacc_drain(struct vacc_queue *vq)
{
	reinit_completion(&vq->drained);
	WRITE_ONCE(vq->draining, 1);
	if (vacc_tell(vq, VACC_MSG_STOP) && !READ_ONCE(vq->dead))
		wait_for_completion_killable_timeout(&vq->drained,
				msecs_to_jiffies(VACC_STOP_MS));
}

void vacc_stop_queue(struct uacce_queue *q)
{
	struct vacc_queue *vq = q->priv;

	/* Work of an address space that is no more can only fail. */
	if (!READ_ONCE(vq->dead) && atomic_read(&vq->mm->mm_users) != 0)
		vacc_drain(vq);
	vacc_end_run(vq);
}
