// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Messages to the daemon. Stores of a queue are read in their order, and
 * before a control message about that queue that was sent after them.
 */

#include <linux/slab.h>
#include <linux/uaccess.h>

#include "vacc_session.h"

bool vacc_message_send(struct vacc_session *s, const struct vacc_msg *msg,
		       struct vacc_queue *vq)
{
	struct vacc_pending *p;
	bool sent;

	/* Without this message the daemon's view would be wrong for good. */
	p = kmalloc(sizeof(*p), GFP_KERNEL | __GFP_NOFAIL);
	p->msg = *msg;
	p->queue = vq;
	spin_lock(&s->lock);
	sent = !s->broken;
	if (sent) {
		if (vq)
			kref_get(&vq->ref);
		list_add_tail(&p->list, &s->control);
	}
	spin_unlock(&s->lock);
	if (sent)
		wake_up(&s->wait);
	else
		kfree(p);
	return sent;
}

bool vacc_store_push(struct vacc_queue *vq, u64 offset, u64 value)
{
	struct vacc_session *s = vq->session;
	bool room;

	spin_lock(&s->lock);
	room = vq->fifo_tail - vq->fifo_head < VACC_FIFO_SIZE || s->broken;
	if (room && !s->broken) {
		vq->fifo[vq->fifo_tail % VACC_FIFO_SIZE] =
			(struct vacc_store){ offset, value };
		vq->fifo_tail++;
		if (list_empty(&vq->ready)) {
			kref_get(&vq->ref);
			list_add_tail(&vq->ready, &s->ready);
		}
	}
	spin_unlock(&s->lock);
	if (room)
		wake_up(&s->wait);
	return room;
}

void vacc_store_flush(struct vacc_queue *vq)
{
	spin_lock(&vq->session->lock);
	vq->fifo_head = vq->fifo_tail;
	spin_unlock(&vq->session->lock);
}

/* Under the session's lock. Takes a store of the queue, if there is one. */
static bool vacc_take_store(struct vacc_queue *vq, struct vacc_msg *msg)
{
	struct vacc_store *store;

	if (vq->fifo_head == vq->fifo_tail)
		return false;
	store = &vq->fifo[vq->fifo_head++ % VACC_FIFO_SIZE];
	*msg = (struct vacc_msg){
		.type = VACC_MSG_STORE,
		.device = vq->dev->index,
		.queue = vq->id,
		.store = { store->offset, store->value },
	};
	return true;
}

/* Under the session's lock. Queues take turns, a store each. */
static bool vacc_take_ready(struct vacc_session *s, struct vacc_msg *msg,
			    struct vacc_queue **drop)
{
	struct vacc_queue *vq;
	bool taken;

	vq = list_first_entry_or_null(&s->ready, struct vacc_queue, ready);
	if (!vq)
		return false;
	taken = vacc_take_store(vq, msg);
	if (vq->fifo_head == vq->fifo_tail) {
		list_del_init(&vq->ready);
		*drop = vq;
	} else {
		list_move_tail(&vq->ready, &s->ready);
	}
	return taken;
}

/* Return: false if there is nothing to read. */
static bool vacc_take(struct vacc_session *s, struct vacc_msg *msg)
{
	struct vacc_pending *p;
	struct vacc_queue *drop;
	bool any, taken;

	do {
		drop = NULL;
		spin_lock(&s->lock);
		p = list_first_entry_or_null(&s->control, struct vacc_pending,
					     list);
		any = p || !list_empty(&s->ready);
		if (p && p->queue && vacc_take_store(p->queue, msg)) {
			taken = true;
			p = NULL;
		} else if (p) {
			list_del(&p->list);
			*msg = p->msg;
			drop = p->queue;
			taken = true;
		} else {
			taken = vacc_take_ready(s, msg, &drop);
		}
		spin_unlock(&s->lock);
		kfree(p);
		if (drop)
			vacc_queue_put(drop);
	} while (any && !taken);
	return taken;
}

bool vacc_message_any(struct vacc_session *s)
{
	bool any;

	spin_lock(&s->lock);
	any = !list_empty(&s->control) || !list_empty(&s->ready) || s->broken;
	spin_unlock(&s->lock);
	return any;
}

ssize_t vacc_message_read(struct vacc_session *s, char __user *buf,
			  size_t size, bool nonblock)
{
	struct vacc_msg msg;
	size_t done = 0;
	int ret = 0;

	if (size < sizeof(msg))
		return -EINVAL;
	if (!nonblock) {
		ret = wait_event_interruptible(s->wait, vacc_message_any(s));
		if (ret)
			return ret;
	}
	if (mutex_lock_interruptible(&s->read_lock))
		return -EINTR;
	memset(&msg, 0, sizeof(msg));
	while (size - done >= sizeof(msg) && vacc_take(s, &msg)) {
		if (copy_to_user(buf + done, &msg, sizeof(msg))) {
			ret = -EFAULT;
			break;
		}
		done += sizeof(msg);
	}
	mutex_unlock(&s->read_lock);
	if (ret)
		return ret;
	if (done)
		return done;
	/* Given up: the daemon is to end. */
	return READ_ONCE(s->broken) ? -EIO : -EAGAIN;
}

void vacc_message_break(struct vacc_session *s)
{
	struct vacc_pending *p, *next;
	struct vacc_queue *vq, *more;
	LIST_HEAD(control);
	LIST_HEAD(ready);

	spin_lock(&s->lock);
	s->broken = true;
	list_splice_init(&s->control, &control);
	list_for_each_entry_safe(vq, more, &s->ready, ready)
		list_move_tail(&vq->ready, &ready);
	spin_unlock(&s->lock);
	wake_up(&s->wait);
	list_for_each_entry_safe(p, next, &control, list) {
		if (p->queue)
			vacc_queue_put(p->queue);
		kfree(p);
	}
	list_for_each_entry_safe(vq, more, &ready, ready) {
		list_del_init(&vq->ready);
		vacc_queue_put(vq);
	}
}
