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
 * Locks, in this order. Is one held over anything that sleeps for a client's
 * sake? No:
 *
 * life_lock, run_lock and state_lock of the framework: see there. Under run_lock
 *	the work of the queue itself is waited for, up to VACC_STOP_MS, unless
 *	the queue has died; and the daemon's answer to a start, which comes from
 *	a thread that executes nothing.
 * control_lock of a device: one reset or question at a time. Over the daemon's
 *	answer, as under run_lock, and over the gates.
 * vacc_lock: who is the session, which devices exist. Over the gates.
 * gate of a queue: read, over the copy of one page that is present; write,
 *	over nothing but the wait for such copies. A copy sleeps for the
 *	daemon's own memory only.
 * lock of a device, wake_lock of a queue, lock of a session: spinlocks.
 *
 * The mmap lock of a process, which its threads may hold for as long as they
 * like, is only tried under a gate. Who waits for it, or for a page, is a
 * kernel thread that holds none of these (vacc_fault.c).
 */

#include <linux/completion.h>
#include <linux/debugfs.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#include "uacce/uacce_core.h"
#include "uacce/uacce_compat.h"
#include "uapi/hisi_vacc.h"
#include "hw/engine.h"

/* Queues of a device; the doorbell has 10 bits for them (qm.md 5.2). */
#define VACC_MAX_QUEUES 1024
#define VACC_MAX_DEVICES 16

/* Doorbells of a queue that may wait for the daemon; then stores wait. */
#define VACC_FIFO_SIZE 256

/* How long the work of a queue that stops may take (qm.md 4). Then the memory
 * of its process is closed to it, and the rest of the work is lost.
 */
#define VACC_STOP_MS 5000

/* How long the daemon may take to answer what it answers without executing
 * anything: more than a busy host keeps it waiting.
 */
#define VACC_ANSWER_MS 20000

/* How long users of a device that is removed may take to close. */
#define VACC_LEAVE_MS 2000

struct vacc_session;
struct vacc_queue;

/* Properties of a device, from the module parameter. */
struct vacc_conf {
	enum vacc_engine engine;
	unsigned int gen;
	int node;
};

/* Counters that only grow. */
struct vacc_counters {
	atomic64_t doorbells;
	atomic64_t bad_stores;
	atomic64_t page_faults;
	atomic64_t bad_accesses;
	atomic64_t lost_faults;
	atomic64_t opens;
	atomic64_t resets;
};

/**
 * struct vacc_device - a device
 * @pdev: parent, with the NUMA node
 * @uacce: node of the framework
 * @conf: what it is
 * @index: number in messages
 * @nb_queues: 1 to VACC_MAX_QUEUES
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
 * @stats: its answer
 * @stats_done: it has answered
 * @asked: type of the question without an answer, 0 = none
 * @count: counters
 * @regs: what reads of the register page at 0x1000 show
 * @blank: what reads of the other pages show
 * @debugfs: folder of the counters
 * @ref: references
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
 * @ref: references
 * @id: in messages, never used again
 * @qn: queue number of the device
 * @qc_type: type of its context, set by ioctl under life_lock
 * @dev: device, with a reference
 * @q: the framework's queue; NULL after put, under @wake_lock
 * @wake_lock: over @q
 * @mm: address space of the opener; its structure is held, not its users
 * @dus: rings and status words, zeroed memory that no other queue ever has
 * @dus_size: bytes
 * @gate: read: a piece of the process is being copied; write: @running
 *	changes
 * @running: the daemon may reach the process, for the current run
 * @run: number of runs that have begun; under the gate
 * @fault_wait: threads that wait for a page, or for the end of the run
 * @user: who opened it, as the first namespace numbers users
 * @dead: reset, or the daemon died
 * @dead_told: a poll has said so; under state_lock
 * @session: daemon it was first started by, and dies with
 * @asked: start that the daemon has not answered; 0: none
 * @answer: it has
 * @error: what it answered
 * @draining: the daemon is to tell when the work is done
 * @drained: it has
 * @cq_head: completion entry that the next poll looks at, under state_lock
 * @cq_phase: phase of a new entry there (qm.md 2.8)
 * @unread: stores in a row whose instruction could not be read, under state_lock
 * @ready: in the session's list of queues with stores
 * @fifo_head: stores that were read, under the session's lock
 * @fifo_tail: stores that came, under the session's lock
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
	u64 run;
	wait_queue_head_t fault_wait;
	u32 user;
	bool dead;
	bool dead_told;
	struct vacc_session *session;
	u32 asked;
	struct completion answer;
	int error;
	u32 draining;
	struct completion drained;
	u32 cq_head;
	u32 cq_phase;
	unsigned int unread;
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
 * @ref: references: the file, the devices and queues it serves
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

/* Over who is the daemon, and over the list of devices. */
extern struct mutex vacc_lock;
extern struct list_head vacc_devices;

/* vacc_queue.c */

/* Callbacks of the framework (uacce.md 3.2). */
extern const struct uacce_ops vacc_uacce_ops;

/**
 * vacc_queue_put() - drop a reference
 * @vq: queue; freed with its last reference, when it may sleep
 */
void vacc_queue_put(struct vacc_queue *vq);

/**
 * vacc_queue_find() - the open queue of a number
 * @id: as in messages
 *
 * Return: queue with a reference for the caller, or NULL. Does not sleep.
 */
struct vacc_queue *vacc_queue_find(u64 id);

/**
 * vacc_queue_kill() - mark as dead, for good
 * @vq: queue
 *
 * Sets both status words (qm.md 7.1), ends the daemon's way into the process,
 * answers who waits for the daemon with -EIO, wakes pollers up.
 * Context: sleeps; takes the gate.
 */
void vacc_queue_kill(struct vacc_queue *vq);

/**
 * vacc_queue_fence() - from its return on the daemon does not reach the process
 * @vq: queue
 *
 * Context: sleeps; takes the gate, so it waits for a copy under way.
 */
void vacc_queue_fence(struct vacc_queue *vq);

/**
 * vacc_queue_wake() - wake up who polls the queue file
 * @vq: queue; no effect after put
 *
 * Context: does not sleep.
 */
void vacc_queue_wake(struct vacc_queue *vq);

/**
 * vacc_device_each() - call a function for every open queue of a device
 * @dev: device
 * @fn: called with a reference held and no lock, so it may sleep
 *
 * Queues that open or close meanwhile may be missed.
 */
void vacc_device_each(struct vacc_device *dev,
		      void (*fn)(struct vacc_queue *vq));

/**
 * vacc_queue_gate() - begin a run, or end it
 * @vq: queue
 * @open: true: the daemon may reach the process, in a new run
 *
 * Context: sleeps; takes the gate, so it waits for a copy under way.
 */
void vacc_queue_gate(struct vacc_queue *vq, bool open);

/* vacc_run.c */

/**
 * vacc_start_queue() - start operation of the framework
 * @q: queue that does not run
 *
 * Return: 0; -EIO it is dead, or nobody serves it; -EPERM the device is being
 * reset; -ETIMEDOUT the daemon hangs and was given up; an error of the daemon.
 * Context: under run_lock; sleeps until the daemon has made the queue ready.
 */
int vacc_start_queue(struct uacce_queue *q);

/**
 * vacc_stop_queue() - stop operation of the framework
 * @q: queue that was started
 *
 * Waits until its work is done, VACC_STOP_MS have gone by, the queue has died, or
 * the caller was killed. Then what is under way is lost. Context: under run_lock;
 * sleeps; takes the gate.
 */
void vacc_stop_queue(struct uacce_queue *q);

#endif /* VACC_H */
