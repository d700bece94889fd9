/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR BSD-3-Clause */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Between the virtual accelerator's kernel module and the daemon that executes
 * its queues. Private to the two of them: both check VACC_VERSION.
 *
 * The daemon opens /dev/hisi_vacc_ctl, says HELLO, and reads messages. Each
 * queue that is started becomes a file of its own with ATTACH: it maps the
 * queue's rings and reaches the memory of the process that opened the queue,
 * until that run of the queue is over. The next run is another file.
 */
#ifndef HISI_VACC_H
#define HISI_VACC_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define VACC_VERSION 2
#define VACC_CTL_PATH "/dev/hisi_vacc_ctl"
#define VACC_NAME_SIZE 32

/* Engine of a device. */
enum vacc_engine {
	VACC_SEC = 0,
	VACC_HPRE = 1,
	VACC_ZIP = 2,
};

/* Kinds of messages. */
enum vacc_msg_type {
	VACC_MSG_ADD = 1,   /* a device is there; answer READY */
	VACC_MSG_DEL = 2,   /* it is gone */
	VACC_MSG_START = 3, /* start a queue; answer DONE */
	VACC_MSG_STOP = 4,  /* finish its work; answer DONE then */
	VACC_MSG_GONE = 5,  /* the run is over, drop the queue; no answer */
	VACC_MSG_STORE = 6, /* the process stored to the register region */
	VACC_MSG_STATS = 7, /* answer STATS */
	VACC_MSG_RESET = 8, /* all queues of the device die; answer STATS */
	VACC_MSG_STALL = 9, /* stop executing descriptors, or go on */
};

/* A message, as read from the node. */
struct vacc_msg {
	__u32 type;
	__u32 device;   /* number of the device */
	__u64 queue;    /* number of the queue, never used again; 0 = none */
	union {
		struct {
			__u32 engine;
			__u32 gen;
			__u32 queues;
			__u16 sq_depth;
			__u16 cq_depth;
			char name[VACC_NAME_SIZE]; /* uacce name */
		} add;
		struct {
			__u16 qn;
			__u16 qc_type;
			__u32 user; /* who opened it, as the first namespace
				     * numbers users
				     */
		} start;
		struct {
			__u64 offset; /* in the region */
			__u64 value;
		} store;
		__u32 stall;    /* 0 = go on */
	};
};

struct vacc_ready {
	__u32 device;
	__s32 error; /* 0, or a negative errno: the device stays without daemon */
};

struct vacc_done {
	__u64 queue;
	__u32 type;  /* VACC_MSG_START or VACC_MSG_STOP */
	__s32 error; /* 0 or a negative errno */
};

struct vacc_stats {
	__u32 device;
	__u32 type;        /* VACC_MSG_STATS or VACC_MSG_RESET: what it answers */
	__u64 completions; /* descriptors executed */
	__u64 errors;      /* of them, with an error code */
	__u64 dropped;     /* doorbells that the device did not take */
};

struct vacc_setting {
	__u32 device;
	__u32 value;
};

/* On the node. */
#define VACC_IOC_HELLO _IOW('v', 0, __u32)
#define VACC_IOC_READY _IOW('v', 1, struct vacc_ready)
#define VACC_IOC_ATTACH _IOW('v', 2, __u64) /* returns a descriptor */
#define VACC_IOC_DONE _IOW('v', 3, struct vacc_done)
#define VACC_IOC_STATS _IOW('v', 4, struct vacc_stats)

/* On the node, without HELLO too: how an administrator steers a device. */
#define VACC_IOC_RESET _IOW('v', 5, __u32) /* number of the device */
#define VACC_IOC_ISOLATE _IOW('v', 6, struct vacc_setting) /* 0 or 1 */
#define VACC_IOC_DELAY _IOW('v', 7, struct vacc_setting) /* us per page fault */
#define VACC_IOC_STALL _IOW('v', 8, struct vacc_setting) /* 0 or 1 */

/* Longest delay of a page fault, us. */
#define VACC_MAX_DELAY 1000000

/* A piece of the memory of the process that opened the queue. */
struct vacc_access {
	__u64 addr; /* there */
	__u64 len;
	__u64 buf;  /* here */
	__u64 done; /* bytes copied, also if it failed */
};

/* A page of that memory. */
struct vacc_page {
	__u64 addr;  /* any byte of it */
	__u32 write; /* 1: to be written */
	__u32 pad;   /* 0 */
};

/* On the file of a queue; mapping it at offset 0 gives the rings. READ and
 * WRITE never wait for the process: EAGAIN says that FAULT has to let the page
 * at addr + done come, which may take long, before they go on there.
 */
#define VACC_Q_READ _IOWR('v', 16, struct vacc_access)
#define VACC_Q_WRITE _IOWR('v', 17, struct vacc_access)
#define VACC_Q_EVENT _IO('v', 18) /* completions: wake who polls */
#define VACC_Q_FAULT _IOW('v', 19, struct vacc_page)

#endif /* HISI_VACC_H */
