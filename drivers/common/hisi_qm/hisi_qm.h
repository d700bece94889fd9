/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_QM_H
#define HISI_QM_H

/**
 * @file
 * The queue layer as the PMDs see it: devices and queue pairs. The data path
 * is in hisi_qm_enqueue.h and hisi_qm_dequeue.h, scatter lists are in hisi_qm_sgl.h.
 *
 * A queue pair is an in-order ring of ops in front of one or more hardware
 * queues. Ops come out in the order they went in, whatever the hardware
 * queues do and whether they were executed by hardware or finished in
 * software.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <rte_common.h>
#include <rte_compat.h>

#include "hw/engine.h"
#include "hw/qm.h"
#include "discovery/qm_uacce.h"

/** Devargs every driver has, for RTE_PMD_REGISTER_PARAM_STRING. */
#define HISI_QM_PARAM_STRING \
	"device=<uacce name>|auto|model " \
	"gen=v2|v3|v5 " \
	"mode=inline|thread " \
	"threads=<int> " \
	"unordered=0|1 " \
	"queues=<int> " \
	"max_nb_queue_pairs=<int> " \
	"socket_id=<int> " \
	"pin=0|1 " \
	"trace=<path>"

/** Hardware queues a pair may have at most. */
#define HISI_QM_PAIR_MAX_QUEUES 4

/** Most queue pairs of a device that devarg queues= accepts. */
#define HISI_QM_MAX_PAIRS 256

#define HISI_QM_NAME_MAX QM_UACCE_NAME_MAX
#define HISI_QM_ALGS_MAX QM_UACCE_ALGS_MAX
#define HISI_QM_BACKING_MAX QM_UACCE_BACKING_MAX

struct hisi_qm_provider;
struct rte_mempool;
struct hisi_qm_pair;

struct hisi_qm_dev;

/**
 * The library's device, of which EAL shares a part with forked processes. A
 * child gets a copy of that part. Its calls then do not change the state of
 * its parent's device.
 */
struct hisi_qm_shared {
	void *dev;           /**< The library's device; NULL = none. */
	size_t private_size; /**< Bytes of its private data. */
	void *data;          /**< In a child: the part that EAL shares. */
	/**
	 * Put a copy in the place of the shared part.
	 * @param fresh the copy has no queue pairs and is not started
	 * @return 0 or -ENOMEM
	 */
	int (*copy)(struct hisi_qm_dev *qm, bool fresh);
};

/** A device in use by a driver. Belongs to one process. */
struct hisi_qm_dev {
	char vdev_name[HISI_QM_NAME_MAX]; /**< Name in --vdev. */
	/** uacce name, "model:" before that of a software model. */
	char name[HISI_QM_NAME_MAX];
	char backing[HISI_QM_BACKING_MAX]; /**< What executes descriptors. */
	enum hisi_engine engine;
	/** 2, 3 or 5: the newest one the drivers know that is not newer than
	 * the device's.
	 */
	unsigned int gen;
	unsigned int api_gen;             /**< As the device says. */
	int numa_node;                    /**< SOCKET_ID_ANY if unknown. */
	int socket_id;                    /**< Where its memory is to be. */
	unsigned int max_pairs;           /**< Devarg queues=. */
	bool pin;                         /**< Devarg pin=1: it holds pins. */
	char algorithms[HISI_QM_ALGS_MAX]; /**< sysfs text, name per line. */
	struct hisi_qm_shared shared;     /**< Filled in by HISI_QM_FORK. */
	/* Private to the queue layer from here on. */
	bool threads;                     /**< A model with threads. */
	bool no_copy;                     /**< Shared.copy failed. */
	size_t mmio_size;
	size_t dus_size;
	const struct hisi_qm_provider *provider;
	void *provider_ctx;
	uint64_t owner;                   /**< Process it belongs to. */
	uint64_t maker;                   /**< Process that made it. */
	struct hisi_qm_pair *pairs;       /**< Guarded by the layer's lock. */
	struct hisi_qm_dev *next;
};

/**
 * Parse the devargs and find the device they mean. Errors are logged with
 * the value, the limit and the remedy.
 *
 * @param vdev_name name of the virtual device
 * @param args devargs text, may be NULL or empty
 * @param engine what the device must be
 * @param dev the device, to be given to hisi_qm_dev_destroy()
 * @return 0; -EINVAL for bad devargs; -ENODEV if there is no such device;
 *   -ENOTSUP for a device that cannot be used; -EBUSY if it has no free queue;
 *   -ENOMEM
 */
__rte_internal
int hisi_qm_dev_create(const char *vdev_name, const char *args,
		       enum hisi_engine engine, struct hisi_qm_dev **dev);

/**
 * Whether this is a secondary process, which leaves all devices alone: queues
 * belong to the address space that opened them. A driver's probe and remove
 * then succeed without doing anything, because EAL takes a device away from
 * the primary when a secondary cannot attach it.
 * @param vdev_name for the message, which says so; NULL = none
 */
__rte_internal
bool hisi_qm_is_secondary(const char *vdev_name);

/**
 * Whether this process may remove the library's device. A forked child may
 * not while the process that made the device is alive and may use it.
 * @return 0, or -EPERM; the reason is logged
 */
__rte_internal
int hisi_qm_dev_may_remove(const struct hisi_qm_dev *dev);

/** Free a device without queue pairs; NULL is allowed. */
__rte_internal
void hisi_qm_dev_destroy(struct hisi_qm_dev *dev);

/** Whether a name is a line of the device's algorithms text. */
__rte_internal
bool hisi_qm_dev_has_alg(const struct hisi_qm_dev *dev, const char *alg);

/**
 * The address by which a device finds memory of this process. Devices share
 * the process's address space (SVA); one that does not would need another
 * answer here.
 */
static inline uint64_t
hisi_qm_addr(const volatile void *p)
{
	return (uintptr_t)p;
}

/** Place of an op in a queue pair. */
struct hisi_qm_entry {
	void *op;
	/** HISI_QM_ENTRY_*. Written by who owns the entry: enqueue until the
	 * tail is published, dequeue from then on.
	 */
	uint32_t flags;
	uint32_t reserved;
};

#define HISI_QM_ENTRY_DONE HISI_BITS(0, 0)   /**< Has its final status. */
#define HISI_QM_ENTRY_HELD HISI_BITS(1, 1)   /**< Used while starting. */
#define HISI_QM_ENTRY_QUEUE HISI_BITS(15, 8) /**< Hardware queue that has it. */
#define HISI_QM_ENTRY_AUX HISI_BITS(31, 16)  /**< For the PMD. */

/** The PMD's part of the flags. */
static inline uint32_t
hisi_qm_entry_aux(const struct hisi_qm_entry *e)
{
	return HISI_GET(HISI_QM_ENTRY_AUX, e->flags);
}

/** Configuration of a queue pair. */
struct hisi_qm_pair_conf {
	uint16_t id;               /**< Queue pair id, for messages. */
	unsigned int nb_queues;    /**< 1 to HISI_QM_PAIR_MAX_QUEUES. */
	/** The first so many are written by enqueue, the others by dequeue
	 * for descriptors that need the result of an earlier one.
	 */
	unsigned int nb_first;
	uint16_t qc_type[HISI_QM_PAIR_MAX_QUEUES];
	uint32_t sqe_size;         /**< Bytes the PMD writes per descriptor. */
	uint32_t nb_desc;          /**< Ops wanted; clamped to the hardware. */
	uint32_t cookie_size;      /**< Scratch bytes per op, 0 = none. */
	/** Bytes per op that few ops need, 0 = none: reserved with the pair,
	 * but only what is used is ever touched. A multiple of the page size.
	 */
	uint32_t area_size;
	int socket_id;
	void *pmd;                 /**< Passed to the functions below. */
	/** Give an op that its dead queue lost its final status. */
	void (*fail)(void *pmd, struct hisi_qm_entry *entry, uint32_t index);
	/**
	 * Take in the completions that are there, at most budget per queue,
	 * as the PMD's dequeue does. For stop.
	 */
	void (*scan)(void *pmd, uint32_t budget);
	/** A queue of the pair has died; called once. May be NULL. */
	void (*died)(void *pmd);
};

/**
 * Open and start the hardware queues of a pair. Errors are logged.
 * @return 0, -EINVAL, -ENOMEM, or the error of opening a queue (-EBUSY: no
 *   queue is free, -EACCES, -EPERM: the device is being reset, ...)
 */
__rte_internal
int hisi_qm_pair_create(struct hisi_qm_dev *dev,
			const struct hisi_qm_pair_conf *conf,
			struct hisi_qm_pair **pair);

/**
 * Close the hardware queues and free the pair.
 * @param force close even if ops are in flight; they are lost. For the end of
 *   the process only.
 * @return 0, or -EAGAIN if ops are in flight and force is false
 */
__rte_internal
int hisi_qm_pair_destroy(struct hisi_qm_pair *pair, bool force);

/**
 * Stop the hardware queues; what they had is executed first and waits to be
 * dequeued after the next start.
 */
__rte_internal
void hisi_qm_pair_stop(struct hisi_qm_pair *pair);

/**
 * Start again after hisi_qm_pair_stop(); no effect on a running pair. Ops that
 * the stop should have let finish, but whose completions never came, come back
 * as failed.
 */
__rte_internal
int hisi_qm_pair_start(struct hisi_qm_pair *pair);

/**
 * The queue layer's part of a PMD's queue pair. It is the first member of the
 * PMD's structure, so that a pointer to that structure is a pointer to it.
 */
struct hisi_qm_qp {
	struct hisi_qm_pair *pair;
};

/** Check that a PMD's structure has it in the right place. */
#define HISI_QM_QP_CHECK(type, member) \
	_Static_assert(offsetof(type, member) == 0 && \
		       sizeof(((type *)NULL)->member) == \
		       sizeof(struct hisi_qm_qp), \
		       "struct hisi_qm_qp must be the first member")

/**
 * Start all queue pairs of a device.
 * @param qps array of pointers to the PMD's structures, see struct hisi_qm_qp;
 *   NULL for one that is not set up
 * @return 0 or the error of the first that does not start
 */
__rte_internal
int hisi_qm_qps_start(void **qps, uint16_t nb);

/** Stop all queue pairs of a device. */
__rte_internal
void hisi_qm_qps_stop(void **qps, uint16_t nb);

/**
 * Give up a queue pair: its queues, then the structure.
 * @param qp where the pointer to the PMD's structure is kept, see struct
 *   hisi_qm_qp; NULL there means that none is set up. NULL afterwards.
 * @param free_memory frees the structure and what else it owns
 * @return 0, or -EAGAIN when it has ops in flight, and nothing was done
 */
__rte_internal
int hisi_qm_qp_release(void **qp, void (*free_memory)(void *qp));

/** A request to set up a queue pair, from the API of either library. */
struct hisi_qm_qp_request {
	uint16_t id;
	uint32_t nb_desc;
	int socket_id;
	struct rte_mempool *session_pool; /**< Crypto: may be NULL. */
};

/** A PMD's queue pair structure, for hisi_qm_qp_setup(). */
struct hisi_qm_qp_type {
	const char *name;  /**< Of its memory. */
	size_t size;       /**< Bytes; begins with struct hisi_qm_qp. */
	/**
	 * Fill in a zeroed structure and create its pair.
	 * @param dev the PMD's private data of the device
	 * @return 0 or a negative errno, -ENOMEM need not be logged
	 */
	int (*init)(void *dev, void *qp, const struct hisi_qm_qp_request *r);
	/** Free what init made in part or whole, and the structure. */
	void (*free_memory)(void *qp);
};

/**
 * Set up a queue pair. One that is there is given up first.
 * @param qps the library's array of queue pairs
 * @param dev the PMD's private data, passed to init
 * @return 0; -EAGAIN if the old pair has ops in flight; -EPERM if it belongs to
 *   another process; -ENOMEM; the error of init. Each is logged.
 */
__rte_internal
int hisi_qm_qp_setup(void **qps, const struct hisi_qm_qp_type *type,
		     void *dev, const struct hisi_qm_qp_request *r);

/**
 * Put a new queue pair in the place of one that died; the old one is given up
 * when the new one is there.
 * @return as hisi_qm_qp_setup(); after an error the old pair is still there
 */
__rte_internal
int hisi_qm_qp_reset(void **qps, const struct hisi_qm_qp_type *type,
		     void *dev, const struct hisi_qm_qp_request *r);

/** A request for a queue pair like one that is there. */
__rte_internal
struct hisi_qm_qp_request hisi_qm_qp_same(const struct hisi_qm_qp *qp,
					  struct rte_mempool *session_pool);

/** Ops of a queue pair that were accepted and are not back yet. */
__rte_internal
uint32_t hisi_qm_qp_depth_used(void *qp);

/** Whether a queue of the pair has died, so that only a reset helps. */
__rte_internal
bool hisi_qm_qp_dead(void *qp);

/** Release all queue pairs of a device, up to the first that cannot be. */
__rte_internal
int hisi_qm_qps_release(void **qps, uint16_t nb,
			void (*free_memory)(void *qp));

/** Log why an op is refused or fails: a few times per pair, then no more. */
__rte_internal
__rte_cold __rte_format_printf(2, 3)
void hisi_qm_op_error(struct hisi_qm_pair *pair, const char *fmt, ...);

/** Counters of a pair. Read while it runs they may be a burst apart. */
struct hisi_qm_pair_stats {
	uint64_t enqueued;
	uint64_t dequeued;
	uint64_t enqueue_err; /**< Ops refused or accepted with an error. */
	uint64_t dequeue_err; /**< Ops that came back with an error. */
};

/** Counters of all queue pairs of a device since the last reset. */
__rte_internal
void hisi_qm_qps_stats_get(void **qps, uint16_t nb,
			   struct hisi_qm_pair_stats *stats);

/** Count from zero again. */
__rte_internal
void hisi_qm_qps_stats_reset(void **qps, uint16_t nb);

#endif /* HISI_QM_H */
