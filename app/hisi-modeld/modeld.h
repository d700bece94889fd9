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
 * The main thread reads the kernel's messages and rings the model's doorbells.
 * It executes nothing and waits for no client. Every run of a queue has a
 * thread, which executes its descriptors when it has its turn (turns.h).
 */

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "hisi_model.h"
#include "turns.h"
#include "uapi/hisi_vacc.h"

#define MODELD "hisi-modeld"

/** Devices of the virtual accelerator at most. */
#define MODELD_MAX_DEVICES 16

struct modeld_device;

/**
 * A run of a queue. The main thread finds it in the list of its device; once
 * dropped from there it is its thread's alone.
 */
struct modeld_queue {
	uint64_t id;      /**< Of the queue in the kernel, never used again. */
	uint16_t qn;
	int ctl;          /**< Control node, not owned. */
	int fd;           /**< File of the run. */
	void *dus;        /**< Rings, mapped from fd. */
	size_t dus_size;
	struct hisi_model_queue *mq;
	struct turn turn;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool work;        /**< Descriptors came; under lock. */
	bool stop;        /**< The kernel waits for the work; under lock. */
	bool dropped;     /**< The run is over; under lock. */
	struct modeld_queue *next;
};

/** A device of the virtual accelerator. */
struct modeld_device {
	bool present;
	uint32_t number;
	unsigned int gen;
	size_t dus_size;
	struct hisi_model *model;
	struct turns *turns;
	struct modeld_queue *queues;
};

/** The daemon. */
struct modeld {
	int ctl;
	unsigned int threads;  /**< That execute at one time, per device. */
	struct modeld_device dev[MODELD_MAX_DEVICES];
};

/* memory.c */

/** Memory of the process that opened a queue; context: struct modeld_queue. */
extern const struct hisi_model_mem_ops modeld_memory;

/* queue.c */

/** Attach to a run of a queue that begins. @return 0, -errno */
int modeld_queue_start(struct modeld *d, struct modeld_device *dev,
		       const struct vacc_msg *msg);
/** Let the queue's thread answer when the work is done. @return 0, -errno */
int modeld_queue_stop(struct modeld_device *dev, uint64_t id);
/** The process stored to the queue's registers. */
void modeld_queue_store(struct modeld_device *dev, const struct vacc_msg *msg);
/** The run is over. */
void modeld_queue_gone(struct modeld_device *dev, uint64_t id);
/** All runs of a device are over. */
void modeld_queues_drop(struct modeld_device *dev);
/** Callback of the model: a queue has descriptors. */
void modeld_queue_work(struct hisi_model_queue *mq, void *ctx);
/** Callback of the model between slices. @return false to end the run */
bool modeld_queue_slice(void *ctx);

/* worker.c */

/** Start the thread of a queue, which owns it from now on. @return 0, -errno */
int modeld_worker_start(struct modeld_queue *q);
/** Descriptors came. */
void modeld_worker_work(struct modeld_queue *q);
/** Answer the stop when everything is executed. */
void modeld_worker_stop(struct modeld_queue *q);
/** The run is over: free the queue as soon as its thread lets go of it. */
void modeld_worker_drop(struct modeld_queue *q);
/** Threads that have not ended yet. */
unsigned int modeld_workers(void);
/** Free a queue that no thread uses. */
void modeld_queue_free(struct modeld_queue *q);

/* session.c */

/** Execute queues until a signal or an error. @return exit status */
int modeld_serve(struct modeld *d);
/** Answer a start or a stop. */
void modeld_done(int ctl, uint64_t queue, uint32_t type, int error);

/* steer.c */

/** Request of an administrator. NULL or 0: not requested. */
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
