/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VACC_SESSION_H
#define VACC_SESSION_H

/* The daemon: its session, its messages, its files. */

#include "vacc.h"

/* vacc_session.c */

/* Of the control node. */
extern const struct file_operations vacc_ctl_fops;

/**
 * vacc_session_get() - take a reference
 * @s: session to which the caller has one
 *
 * Return: it. Does not sleep.
 */
struct vacc_session *vacc_session_get(struct vacc_session *s);

/**
 * vacc_session_put() - drop a reference
 * @s: session; freed with its last reference. Does not sleep.
 */
void vacc_session_put(struct vacc_session *s);

/**
 * vacc_session_break() - the daemon hangs or has gone
 * @s: its session; twice does no harm
 *
 * Everything that it served is dead; the next daemon can come.
 * Context: sleeps; takes vacc_lock and the gates of the queues.
 */
void vacc_session_break(struct vacc_session *s);

/**
 * vacc_session_current() - the daemon
 *
 * Return: its session, without a reference of its own, or NULL.
 * Context: under vacc_lock.
 */
struct vacc_session *vacc_session_current(void);

/* vacc_message.c */

/**
 * vacc_message_send() - queue a control message
 * @s: session of the reader
 * @msg: message; copied
 * @vq: queue whose stores up to now are to be read before it, or NULL; a
 *	reference is held until then
 *
 * Return: false if the session is broken; nothing is sent then.
 * Context: sleeps; does not fail for want of memory.
 */
bool vacc_message_send(struct vacc_session *s, const struct vacc_msg *msg,
		       struct vacc_queue *vq);

/**
 * vacc_message_read() - read operation of the control node
 * @s: session
 * @buf: room for messages
 * @size: bytes; at least one message
 * @nonblock: do not wait
 *
 * Return: bytes of whole messages; -EINVAL too small; -EAGAIN nothing there;
 * -EIO the session is broken; -EINTR, -ERESTARTSYS a signal came; -EFAULT a
 * message could not be copied to @buf: all that were taken are lost, the
 * daemon is to end.
 * Context: sleeps.
 */
ssize_t vacc_message_read(struct vacc_session *s, char __user *buf,
			  size_t size, bool nonblock);

/**
 * vacc_message_any() - whether a read would not wait
 * @s: session
 *
 * Return: true also when it is broken. Does not sleep.
 */
bool vacc_message_any(struct vacc_session *s);

/**
 * vacc_message_break() - send nothing any more, drop what waits
 * @s: session
 *
 * Context: may sleep: it may drop the last reference of a queue.
 */
void vacc_message_break(struct vacc_session *s);

/**
 * vacc_store_push() - queue a store for the daemon
 * @vq: queue that was started
 * @offset: bytes in the register region
 * @value: 64 bits
 *
 * Return: false if there is no room now. A broken session takes and drops
 * everything. Does not sleep.
 */
bool vacc_store_push(struct vacc_queue *vq, u64 offset, u64 value);

/**
 * vacc_store_flush() - forget stores that were not read
 * @vq: queue that has a session and does not run. Does not sleep.
 */
void vacc_store_flush(struct vacc_queue *vq);

/* vacc_file.c */

/**
 * vacc_file_new() - descriptor through which the daemon reaches a queue
 * @s: session of the caller
 * @id: queue
 *
 * Return: descriptor, which holds the queue; -ENOENT no such queue; -EPERM
 * started by another session; others of the kernel. Sleeps.
 */
int vacc_file_new(struct vacc_session *s, u64 id);

#endif /* VACC_SESSION_H */
