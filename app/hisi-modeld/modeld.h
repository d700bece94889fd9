/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODELD_H
#define MODELD_H

/**
 * @file
 * hisi-modeld executes the queues of the virtual accelerator (kernel module
 * hisi_vacc) with the device model.
 *
 * One thread reads the kernel's messages and rings the model's doorbells; the
 * model's threads execute descriptors. A queue that drains is stopped on a
 * thread of its own, so that nobody else waits for it.
 */

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "hisi_model.h"
#include "uapi/hisi_vacc.h"

#define MODELD "hisi-modeld"

/** Devices of the virtual accelerator at most. */
#define MODELD_MAX_DEVICES 16

struct modeld_device;

/** A queue that a process has started at least once. */
struct modeld_queue {
	uint64_t id;      /**< Of the kernel, never used again. */
	uint16_t qn;
	int ctl;          /**< Control node, not owned. */
	int fd;           /**< Queue file of the kernel module. */
	void *dus;        /**< Rings, mapped from fd. */
	struct modeld_device *dev;
	struct hisi_model_queue *mq;
	pthread_t stopper;
	bool stopping;    /**< stopper runs or waits to be joined. */
	struct modeld_queue *next;
};

/** A device of the virtual accelerator. */
struct modeld_device {
	bool present;
	uint32_t number;
	unsigned int gen;
	size_t dus_size;
	struct hisi_model *model;
	struct modeld_queue *queues;
};

/** The daemon. */
struct modeld {
	int ctl;
	unsigned int threads;  /**< Per device. */
	struct modeld_device dev[MODELD_MAX_DEVICES];
};

/* memory.c */

/** Memory of the process that opened a queue; context: struct modeld_queue. */
extern const struct hisi_model_mem_ops modeld_memory;

/* queue.c */

/** Start a queue, and attach to it first if it is new. @return 0, -errno */
int modeld_queue_start(struct modeld *d, struct modeld_device *dev,
		       const struct vacc_msg *msg);
/** Stop on a thread, which answers. @return 0, -errno */
int modeld_queue_stop(struct modeld_device *dev, uint64_t id);
/** The process stored to the queue's registers. */
void modeld_queue_store(struct modeld_device *dev, const struct vacc_msg *msg);
/** The queue is no more. */
void modeld_queue_gone(struct modeld_device *dev, uint64_t id);

/* session.c */

/** Execute queues until a signal or an error. @return exit status */
int modeld_serve(struct modeld *d);
/** Answer a start or a stop. */
void modeld_done(int ctl, uint64_t queue, uint32_t type, int error);

/* steer.c */

/** What an administrator asks for; NULL or 0 = not asked. */
struct modeld_request {
	const char *device;   /**< uacce name. */
	bool reset;
	const char *stall;    /**< "on" or "off". */
	const char *isolate;  /**< "on" or "off". */
	const char *delay_us; /**< Decimal. */
};

/** Carry out a request. @return exit status */
int modeld_steer(const struct modeld_request *r);

#endif /* MODELD_H */
