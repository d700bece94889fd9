/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VACC_DEVICE_H
#define VACC_DEVICE_H

/* Devices: life, reset, isolation, counters. */

#include "vacc.h"

/* vacc_param.c */

/**
 * vacc_param_parse() - read module parameter devices=
 * @text: ENGINE[:vGEN][@NODE],...; spaces around it are ignored
 * @conf: room for @max devices
 * @max: most devices
 *
 * Return: number of devices; -EINVAL, with a log line that names the wrong
 * value and what would be right; -ENOMEM. Sleeps.
 */
int vacc_param_parse(const char *text, struct vacc_conf *conf,
		     unsigned int max);

/* vacc_device.c */

/**
 * vacc_device_add() - make a device, its node, and offer it to the daemon
 * @pdev: parent, with the NUMA node; gets the device as driver data
 * @conf: what it is; copied
 * @nb_queues: 1 to VACC_MAX_QUEUES
 *
 * Return: 0, and vacc_device_remove() has to follow; -ENOMEM or an error of
 * uacce_register(), and nothing is left. Sleeps; takes vacc_lock.
 */
int vacc_device_add(struct platform_device *pdev,
		    const struct vacc_conf *conf, unsigned int nb_queues);

/**
 * vacc_device_remove() - end the work of a device and drop it
 * @pdev: parent
 *
 * Users get up to VACC_LEAVE_MS to close. Memory lives on until the last
 * queue is closed. Sleeps; takes control_lock, life_lock and vacc_lock.
 */
void vacc_device_remove(struct platform_device *pdev);

/**
 * vacc_device_find() - device of a number
 * @index: as in messages
 *
 * Return: device or NULL, without a reference of its own.
 * Context: under vacc_lock.
 */
struct vacc_device *vacc_device_find(unsigned int index);

/**
 * vacc_device_offer() - tell a daemon that the device is there
 * @dev: device
 * @s: its session; it answers with VACC_IOC_READY
 *
 * Context: under vacc_lock; sleeps.
 */
void vacc_device_offer(struct vacc_device *dev, struct vacc_session *s);

/**
 * vacc_device_serve() - change who serves a device
 * @dev: device
 * @s: session, of which a reference is taken; NULL: nobody
 *
 * Queues of the daemon before are killed.
 * Context: under vacc_lock; sleeps; takes the gates of the queues.
 */
void vacc_device_serve(struct vacc_device *dev, struct vacc_session *s);

/**
 * vacc_device_put() - drop a reference
 * @dev: device; freed with its last reference
 *
 * Context: any in which the device's lock may be taken.
 */
void vacc_device_put(struct vacc_device *dev);

/**
 * vacc_device_dus_size() - size of the shared memory of a queue
 * @dev: device
 *
 * Return: bytes, whole pages: both rings and a page of status words
 * (qm.md 3.2).
 */
size_t vacc_device_dus_size(const struct vacc_device *dev);

/**
 * vacc_device_mmio_size() - size of the register region of a queue
 * @dev: device
 *
 * Return: bytes, whole pages (qm.md 3.1).
 */
size_t vacc_device_mmio_size(const struct vacc_device *dev);

/**
 * vacc_device_shared() - whether the doorbells of all queues are in one page
 * @dev: device
 *
 * Return: true on generation 2 (qm.md 3.1, uacce.md DB6).
 */
static inline bool vacc_device_shared(const struct vacc_device *dev)
{
	return !hisi_gen_has(dev->conf.gen, HISI_GEN_DB_WINDOWS);
}

/* vacc_reset.c: qm.md 7, uacce.md 8 */

/**
 * vacc_reset() - reset a device: all its open queues are dead
 * @dev: device
 *
 * Return: 0, also if no daemon serves it; -ETIMEDOUT: the daemon did not
 * answer for VACC_ANSWER_MS, queues are dead all the same and the device is
 * isolated; -EINTR killed before it began.
 * Context: sleeps; takes control_lock.
 */
int vacc_reset(struct vacc_device *dev);

/**
 * vacc_quiesce() - end the work of a device that is to be removed
 * @dev: device; refuses opens from now on
 *
 * Users have up to VACC_LEAVE_MS to close.
 * Context: sleeps; takes control_lock.
 */
void vacc_quiesce(struct vacc_device *dev);

/**
 * vacc_stall() - let a device do nothing, or go on
 * @dev: device
 * @on: 1 or 0
 *
 * Return: 0; -EINVAL; -ENXIO no daemon. Sleeps.
 */
int vacc_stall(struct vacc_device *dev, u32 on);

/**
 * vacc_isolate() - take a device out of service, or back
 * @dev: device
 * @on: 1: open fails with EIO; or 0
 *
 * Return: 0 or -EINVAL. Does not sleep.
 */
int vacc_isolate(struct vacc_device *dev, u32 on);

/**
 * vacc_delay() - how long every page fault of a device takes
 * @dev: device
 * @us: microseconds, 0 to VACC_MAX_DELAY
 *
 * Return: 0 or -EINVAL. Does not sleep.
 */
int vacc_delay(struct vacc_device *dev, u32 us);

/**
 * vacc_stats() - ask the daemon for its counters
 * @dev: device; they are in its stats then
 *
 * Return: 0; -ENXIO no daemon; -ETIMEDOUT no answer; -EINTR killed.
 * Context: sleeps; takes control_lock.
 */
int vacc_stats(struct vacc_device *dev);

/**
 * vacc_stats_told() - the daemon's answer to a reset or a question
 * @dev: device
 * @stats: answer; ignored if nobody waits for one of its type
 *
 * Context: takes the device's lock; does not sleep.
 */
void vacc_stats_told(struct vacc_device *dev, const struct vacc_stats *stats);

/**
 * vacc_question_lost() - the daemon that was asked is no more
 * @dev: device; who waits for the answer is told -ENXIO
 *
 * Context: the session is broken; does not sleep.
 */
void vacc_question_lost(struct vacc_device *dev);

/**
 * vacc_records_free() - forget the resets that count for isolation
 * @dev: device
 *
 * Context: takes the device's lock; does not sleep.
 */
void vacc_records_free(struct vacc_device *dev);

/**
 * vacc_isolate_state() - operation of the framework
 * @uacce: device
 *
 * Return: whether it is isolated. Any context.
 */
enum uacce_dev_state vacc_isolate_state(struct uacce_device *uacce);

/**
 * vacc_threshold_write() - operation of the framework
 * @uacce: device
 * @num: resets in an hour that it survives, 0 to 65535; 0: any number
 *
 * Forgets the resets before.
 * Return: 0, or -EPERM if it is isolated. No lock held.
 */
int vacc_threshold_write(struct uacce_device *uacce, u32 num);

/**
 * vacc_threshold_read() - operation of the framework
 * @uacce: device
 *
 * Return: what was written last, 0 at first. No lock held.
 */
u32 vacc_threshold_read(struct uacce_device *uacce);

/* vacc_debugfs.c: counters; a failure of debugfs is ignored, as it should be */

/**
 * vacc_debugfs_init() - make the folder of the module
 */
void vacc_debugfs_init(void);

/**
 * vacc_debugfs_exit() - remove it
 */
void vacc_debugfs_exit(void);

/**
 * vacc_debugfs_add() - make the files of a device
 * @dev: device that is registered; holds until vacc_debugfs_remove()
 */
void vacc_debugfs_add(struct vacc_device *dev);

/**
 * vacc_debugfs_remove() - remove them, wait for readers
 * @dev: device. Sleeps.
 */
void vacc_debugfs_remove(struct vacc_device *dev);

#endif /* VACC_DEVICE_H */
