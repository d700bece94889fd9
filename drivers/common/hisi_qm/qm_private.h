/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef QM_PRIVATE_H
#define QM_PRIVATE_H

/** @file Internals of the queue layer, shared by its files. */

#include <rte_log.h>

#include "hisi_compat.h"
#include "hisi_qm.h"
#include "hisi_qm_ring.h"

extern int hisi_qm_logtype;

#define RTE_LOGTYPE_hisi_qm hisi_qm_logtype
/** Log a line; it begins with the name of the type. */
#define QM_LOG(level, ...) RTE_LOG_LINE(level, hisi_qm, __VA_ARGS__)

/** Devargs after parsing and range checks. */
struct qm_devargs {
	char device[HISI_QM_NAME_MAX]; /**< "auto", "model", or a name. */
	char trace[PATH_MAX];          /**< Empty = none. */
	unsigned int gen;              /**< 0 = not given. */
	unsigned int threads;          /**< 0 = inline. */
	unsigned int queues;
	int socket_id;                 /**< SOCKET_ID_ANY = not given. */
	bool unordered;
	bool pin;
};

/** Values of devargs that are not given. */
#define QM_DEFAULT_QUEUES 8
#define QM_DEFAULT_THREADS 1
#define QM_MAX_THREADS 64

/** Where queues come from. */
struct hisi_qm_provider {
	/**
	 * Find the device; fill in name, gen, numa_node, algorithms and the
	 * region sizes. Errors are logged.
	 */
	int (*dev_open)(struct hisi_qm_dev *dev, const struct qm_devargs *da);
	void (*dev_close)(struct hisi_qm_dev *dev);
	/**
	 * Open a queue of q->qc_type and map it; fill in qn, the depths,
	 * mmio, dus and the doorbell. Errors are logged.
	 * @param sqe_size bytes the PMD writes per descriptor; a device with
	 *   another size is refused
	 */
	int (*queue_open)(struct hisi_qm_dev *dev, struct hisi_qm_queue *q,
			  uint32_t sqe_size);
	int (*queue_start)(struct hisi_qm_queue *q);
	int (*queue_stop)(struct hisi_qm_queue *q);
	void (*queue_close)(struct hisi_qm_queue *q);
};

extern const struct hisi_qm_provider hisi_qm_provider_uacce;
#ifdef HISI_QM_MODEL
extern const struct hisi_qm_provider hisi_qm_provider_model;
#endif

/* qm_devargs.c */

/**
 * Parse devargs; what is not given gets its default.
 * @param args NULL = none
 * @return 0 or -EINVAL; what is wrong is logged
 */
int qm_devargs_parse(const char *vdev_name, const char *args,
		     struct qm_devargs *da);

/* qm_device.c */

/** Prefix of an engine's uacce names, such as "hisi_zip". */
const char *qm_engine_name(enum hisi_engine engine);
/** Lock of the device list and of each device's list of pairs. */
void qm_list_lock(void);
/** Release it. */
void qm_list_unlock(void);
/** Head of the device list, or NULL; the lock is held. */
struct hisi_qm_dev *qm_dev_first(void);

/* qm_process.c */

/**
 * Let a forked child have a device that has nothing of its parent's, as after
 * daemon(); no effect if the device is this process's already.
 * @return 0, or -EPERM; the reason is logged
 */
int qm_dev_adopt(struct hisi_qm_dev *dev);
/** Whether the process of a value of hisi_qm_process has ended. */
bool qm_process_ended(uint64_t process);

/* qm_sysfs.c */

/**
 * Pick the device of an engine to use: near the node first, then with more
 * free queues. Logs why others were left out if there is none.
 */
int qm_sysfs_pick(enum hisi_engine engine, int node, struct qm_sysfs *s);

/* qm_pin.c */

/**
 * Pin the memory of all mempools, present and later ones, until as many
 * qm_pin_put(). Errors are logged.
 * @return 0; -ENOENT, -EACCES: no use of the pin node; -ENOMEM, -EPERM: the
 *   limit of locked memory
 */
int qm_pin_get(void);
/** Undo a qm_pin_get() that succeeded; the last one unpins. */
void qm_pin_put(void);

/* qm_queue.c */

/**
 * Open, map and start hardware queue i of a pair.
 * @param sqe_size bytes of a descriptor
 * @return 0, -ENOMEM, or the error of the provider (logged); the queue is
 *   closed then
 */
int qm_queue_open(struct hisi_qm_pair *pair, unsigned int i,
		  uint32_t sqe_size);
/** Give the queue back; no effect if it is closed. */
void qm_queue_close(struct hisi_qm_queue *q);
/**
 * Start with empty rings at phase 1 (qm.md 4).
 * @return 0, or the error of the provider (logged); -EPERM during a reset
 */
int qm_queue_start(struct hisi_qm_queue *q);
/** Start again, and submit what was written while the queue was stopped. */
int qm_queue_restart(struct hisi_qm_queue *q);
/** Call fn for the op of each descriptor that was written and not rung. */
void qm_queue_held(struct hisi_qm_queue *q,
		   void (*fn)(struct hisi_qm_entry *e));
/** Stop it; what was rung is finished first. @return 0 or an error (logged) */
int qm_queue_stop(struct hisi_qm_queue *q);

#endif /* QM_PRIVATE_H */
