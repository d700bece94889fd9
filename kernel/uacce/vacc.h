/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VACC_H
#define VACC_H

/*
 * Virtual accelerator: devices, queues, and the session of the daemon.
 *
 *   process --store--> guarded page --fault--> fifo of the queue
 *                                                    |
 *   daemon <--read-- /dev/hisi_vacc_ctl <------------+-- start, stop, gone
 *      |
 *      +--ioctl-- file of the queue --> pages of the process, if it runs
 *
 * Locks, in this order: D and Q of the framework; control_lock of a device
 * (one reset or question at a time); vacc_lock (who is the session, which
 * devices exist); the gate of a queue; a device's lock; a session's lock.
 * What holds a gate waits for nothing but memory.
 */

#include <linux/completion.h>
#include <linux/debugfs.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#include "uacce_core.h"
#include "uacce_compat.h"
#include "uapi/hisi_vacc.h"
#include "hw/qm.h"

/* Queues of a device; the doorbell has 10 bits for them (qm.md 5.2). */
#define VACC_MAX_QUEUES 1024
#define VACC_MAX_DEVICES 16

/* Doorbells of a queue that may wait for the daemon; then stores wait. */
#define VACC_FIFO_SIZE 256

/* How long the daemon may take to stop a queue: the work gets 5 s (qm.md 4),
 * and a bit.
 */
#define VACC_ANSWER_MS 8000

/* How long users of a device that is removed may take to close. */
#define VACC_LEAVE_MS 2000

struct vacc_session;
struct vacc_queue;

/* What a device is to be, from the module parameter. */
struct vacc_conf {
	enum vacc_engine engine;
	unsigned int gen;
	int node;
};

/* Properties of an engine that sysfs and ioctls show. */
struct vacc_engine_info {
	const char *name;     /* in the parameter */
	const char *uacce;    /* in the node's name */
	unsigned int sqe_size;
	unsigned int qc_types;
};

extern const struct vacc_engine_info vacc_engines[];

/* Counters that only grow. */
struct vacc_counters {
	atomic64_t doorbells;
	atomic64_t bad_stores;
	atomic64_t page_faults;
	atomic64_t bad_accesses;
	atomic64_t opens;
	atomic64_t resets;
};

/**
 * struct vacc_device - a device
 * @pdev: parent, with the NUMA node
 * @uacce: node of the framework
 * @conf: what it is
 * @index: number in messages
 * @list: of all devices, under vacc_lock
 * @lock: over what follows
 * @session: daemon that serves it, or NULL
 * @queue: open queues by queue number
 * @used: how many
 * @next_qn: queue number to try next
 * @resetting: opens and starts are refused
 * @isolated: out of service
 * @threshold: resets per hour before it is isolated, 0 = never
 * @records: resets that count, newest first
 * @refused_logged: the absence of the daemon was logged
 * @delay_us: of every page fault
 * @control_lock: one question to the daemon at a time
 * @stats: its answer; @stats_done: it has answered @asked
 * @regs: what reads of the register page at 0x1000 show; @blank: of the rest
 */
struct vacc_device {
	struct platform_device *pdev;
	struct uacce_device *uacce;
	struct vacc_conf conf;
	unsigned int index;
	unsigned int nb_queues;
	struct list_head list;
	spinlock_t lock;
	struct vacc_session *session;
	struct vacc_queue *queue[VACC_MAX_QUEUES];
	unsigned int used;
	unsigned int next_qn;
	bool resetting;
	bool isolated;
	u32 threshold;
	struct list_head records;
	bool refused_logged;
	u32 delay_us;
	struct mutex control_lock;
	struct vacc_stats stats;
	struct completion stats_done;
	u32 asked;
	struct vacc_counters count;
	struct page *regs;
	struct page *blank;
	struct dentry *debugfs;
	struct kref ref;
};

struct vacc_store {
	u64 offset;
	u64 value;
};

/**
 * struct vacc_queue - an open queue
 *
 * Held by the framework's queue, by the daemon's file, and by messages.
 *
 * @id: in messages, never used again
 * @q: the framework's queue; NULL after put, under @wake_lock
 * @dus: rings and status words, zeroed memory that no other queue ever has
 * @gate: read: a piece of the process is being copied; write: @running
 *	changes
 * @running: the daemon may reach the process
 * @dead: reset, or the daemon died
 * @session: daemon it was first started by, and dies with
 * @asked: question that the daemon has not answered; 0: none
 * @answer: it has; @error: what
 * @ready: in the session's list of queues with stores
 * @fifo: stores, under the session's lock
 */
struct vacc_queue {
	struct kref ref;
	u64 id;
	u16 qn;
	u16 qc_type;
	struct vacc_device *dev;
	struct uacce_queue *q;
	spinlock_t wake_lock;
	struct mm_struct *mm;
	void *dus;
	size_t dus_size;
	struct rw_semaphore gate;
	bool running;
	bool dead;
	bool dead_told;
	struct vacc_session *session;
	u32 asked;
	struct completion answer;
	int error;
	u32 cq_head;
	u32 cq_phase;
	struct list_head ready;
	unsigned int fifo_head;
	unsigned int fifo_tail;
	struct vacc_store fifo[VACC_FIFO_SIZE];
};

/* A message that waits to be read. */
struct vacc_pending {
	struct list_head list;
	struct vacc_queue *queue;   /* reference, or NULL */
	struct vacc_msg msg;
};

/**
 * struct vacc_session - an open control node
 * @greeted: it said HELLO: it is a daemon
 * @broken: it has gone or hangs; no more messages
 * @lock: over the two lists and the fifos of its queues
 * @control: messages in order
 * @ready: queues with stores
 * @wait: readers
 * @read_lock: one reader at a time
 */
struct vacc_session {
	struct kref ref;
	bool greeted;
	bool broken;
	spinlock_t lock;
	struct list_head control;
	struct list_head ready;
	wait_queue_head_t wait;
	struct mutex read_lock;
};

/* vacc_main.c */
extern struct mutex vacc_lock;
extern struct list_head vacc_devices;

/* vacc_param.c */
int vacc_param_parse(const char *text, struct vacc_conf *conf,
		     unsigned int max);

/* vacc_device.c */
int vacc_device_add(struct platform_device *pdev,
		    const struct vacc_conf *conf, unsigned int nb_queues);
void vacc_device_remove(struct platform_device *pdev);
/* Under vacc_lock. */
struct vacc_device *vacc_device_find(unsigned int index);
/* Tell a daemon that the device is there. */
void vacc_device_offer(struct vacc_device *dev, struct vacc_session *s);
/* It serves the device from now on; NULL: nobody does. */
void vacc_device_serve(struct vacc_device *dev, struct vacc_session *s);
void vacc_device_put(struct vacc_device *dev);
size_t vacc_device_dus_size(const struct vacc_device *dev);
size_t vacc_device_mmio_size(const struct vacc_device *dev);
/* The doorbells of all queues are in one page. */
static inline bool vacc_device_shared(const struct vacc_device *dev)
{
	return dev->conf.gen < HISI_QM_GEN3;
}

/* vacc_queue.c */
extern const struct uacce_ops vacc_uacce_ops;
void vacc_queue_put(struct vacc_queue *vq);
/* The open queue of that number, or NULL. */
struct vacc_queue *vacc_queue_find(u64 id);
/* Mark as dead, with both status words, and wake pollers. */
void vacc_queue_kill(struct vacc_queue *vq);
/* From now on the daemon does not reach the process. */
void vacc_queue_fence(struct vacc_queue *vq);
void vacc_queue_wake(struct vacc_queue *vq);
/* Call a function for every open queue of a device. */
void vacc_device_each(struct vacc_device *dev,
		      void (*fn)(struct vacc_queue *vq));

/* vacc_region.c */
int vacc_region_mmap(struct uacce_queue *q, struct vm_area_struct *vma,
		     struct uacce_qfile_region *qfr);
vm_fault_t vacc_region_fault(struct uacce_queue *q,
			     struct uacce_qfile_region *qfr,
			     struct vm_fault *vmf);

/* vacc_store_ARCH.c */

/**
 * vacc_store_decode() - what the store that just faulted would write
 * @value: it
 * @size: bytes
 * @regs: of the process
 *
 * Return: length of the instruction, 0 if it is to be tried again, -EINVAL if
 * it is none that can store to a device register.
 */
int vacc_store_decode(struct pt_regs *regs, u64 *value, unsigned int *size);
/* Go on behind the instruction. */
void vacc_store_skip(struct pt_regs *regs, int len);

/* vacc_session.c */
extern const struct file_operations vacc_ctl_fops;
struct vacc_session *vacc_session_get(struct vacc_session *s);
void vacc_session_put(struct vacc_session *s);
/* The daemon hangs or died: everything it served is dead. */
void vacc_session_break(struct vacc_session *s);
/* Under vacc_lock: the daemon, or NULL. */
struct vacc_session *vacc_session_current(void);

/* vacc_message.c */

/* Return: false if the session is broken; nothing is sent then. */
bool vacc_message_send(struct vacc_session *s, const struct vacc_msg *msg,
		       struct vacc_queue *vq);
ssize_t vacc_message_read(struct vacc_session *s, char __user *buf,
			  size_t size, bool nonblock);
bool vacc_message_any(struct vacc_session *s);
/* Nothing is sent any more; drop what waits. */
void vacc_message_break(struct vacc_session *s);
/*
 * Queue a store for the daemon.
 * Return: false if there is no room now.
 */
bool vacc_store_push(struct vacc_queue *vq, u64 offset, u64 value);
/* Forget stores that were not read. */
void vacc_store_flush(struct vacc_queue *vq);

/* vacc_file.c */

/* Return: a descriptor for the daemon, or a negative error. */
int vacc_file_new(struct vacc_session *s, u64 id);

/* vacc_access.c */

/*
 * Copy between the daemon and the process that opened the queue.
 * Return: 0; -EFAULT for an address that the process itself could not use
 * that way, or if the queue does not run.
 */
long vacc_access(struct vacc_queue *vq, const struct vacc_access *a,
		 bool write);

/* vacc_reset.c */
int vacc_reset(struct vacc_device *dev);
/* End the work of a device that is to be removed, and let its users close. */
void vacc_quiesce(struct vacc_device *dev);
int vacc_stall(struct vacc_device *dev, u32 on);
int vacc_isolate(struct vacc_device *dev, u32 on);
int vacc_delay(struct vacc_device *dev, u32 us);
/* Ask the daemon for its counters; they are in dev->stats after 0. */
int vacc_stats(struct vacc_device *dev);
/* The daemon's answer to a reset or to a question for counters. */
void vacc_stats_told(struct vacc_device *dev, const struct vacc_stats *stats);
void vacc_records_free(struct vacc_device *dev);
enum uacce_dev_state vacc_isolate_state(struct uacce_device *uacce);
int vacc_threshold_write(struct uacce_device *uacce, u32 num);
u32 vacc_threshold_read(struct uacce_device *uacce);

/* vacc_debugfs.c */
void vacc_debugfs_init(void);
void vacc_debugfs_exit(void);
void vacc_debugfs_add(struct vacc_device *dev);
void vacc_debugfs_remove(struct vacc_device *dev);

#endif /* VACC_H */
