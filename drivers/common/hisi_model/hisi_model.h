/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_MODEL_H
#define HISI_MODEL_H

/**
 * @file
 * The accelerators in software, seen through what a uacce queue file offers:
 * sysfs attributes, open, the ioctls, the two mapped regions, doorbell stores,
 * poll, close. Whatever drives the real interface can be put on this one.
 *
 * All functions return 0 or a negative errno unless they say otherwise, and
 * may be called from any thread. Datasheet: doc/hardware/qm.md.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hw/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Marks each exported function. DPDK's build refuses a driver whose internal
 * functions lie in another section. Its __rte_internal would need a header of
 * DPDK, and the programs that use the model alone have none.
 */
#define HISI_MODEL_API __attribute__((section(".text.internal")))

/** One accelerator function, what /sys/class/uacce/NAME stands for. */
struct hisi_model;
/** One queue, what an open file of /dev/NAME stands for. */
struct hisi_model_queue;

/**
 * How the engines reach the client's memory. Engines never dereference an
 * address of a descriptor; they ask here, and a failure becomes the engine's
 * error code. The functions may be called from several threads at once.
 */
struct hisi_model_mem_ops {
	/**
	 * Give a pointer to a range of client memory.
	 * @return NULL if it cannot be had as one piece; the engine then uses
	 *   read or write, which decide whether the range exists at all.
	 */
	void *(*map)(void *ctx, uint64_t addr, size_t len, bool write);
	/** Give back what map returned. */
	void (*unmap)(void *ctx, void *ptr, size_t len, bool write);
	/** Copy client memory into buf. @return 0, or -EFAULT. */
	int (*read)(void *ctx, uint64_t addr, void *buf, size_t len);
	/** Copy buf into client memory. @return 0, or -EFAULT. */
	int (*write)(void *ctx, uint64_t addr, const void *buf, size_t len);
};

/** Memory of this process, addressed directly; the context is not used. */
extern const struct hisi_model_mem_ops hisi_model_mem_direct;

/** Memory of this process, only ranges allowed by hisi_model_checked_add(). */
extern const struct hisi_model_mem_ops hisi_model_mem_checked;

/** Context of hisi_model_mem_checked. */
struct hisi_model_checked;

/**
 * Make a context for hisi_model_mem_checked that allows nothing yet.
 * @param bounce true: map always fails, so that engines use read and write.
 * @return NULL if memory is short.
 */
HISI_MODEL_API
struct hisi_model_checked *hisi_model_checked_new(bool bounce);
/** Allow a range for reading, or for reading and writing. */
HISI_MODEL_API
int hisi_model_checked_add(struct hisi_model_checked *ctx, const void *addr,
			   size_t len, bool writable);
/** Forget all ranges. */
HISI_MODEL_API
void hisi_model_checked_clear(struct hisi_model_checked *ctx);
/** Number of accesses refused so far. */
HISI_MODEL_API
uint64_t hisi_model_checked_refused(const struct hisi_model_checked *ctx);
/** Free the context; no queue may use it any more. */
HISI_MODEL_API
void hisi_model_checked_free(struct hisi_model_checked *ctx);

/** Number of queues a device may have at most (doorbell field width). */
#define HISI_MODEL_MAX_QUEUES 1024
/** Number of threads a device may have at most. */
#define HISI_MODEL_MAX_THREADS 64

/** Description of a device to create. Zero fields take the value named. */
struct hisi_model_conf {
	enum hisi_engine engine;
	unsigned int gen;        /**< 2, 3 or 5; 0 = 3. */
	unsigned int nb_queues;  /**< 1 to HISI_MODEL_MAX_QUEUES; 0 = 64. */
	unsigned int sq_depth;   /**< 2 to 4096; 0 = 1024. */
	unsigned int cq_depth;   /**< 2 to 4096; 0 = 1024. */
	/** 0 = inline: work is done inside the doorbell call. */
	unsigned int threads;
	/** With threads: descriptors of one queue may overtake each other. */
	bool unordered;
	/** NULL = hisi_model_mem_direct. Must outlive the device. */
	const struct hisi_model_mem_ops *mem;
	/**
	 * A queue has descriptors: whoever owns the device executes them with
	 * hisi_model_run(), when and on which thread it likes. Called inside
	 * the doorbell call, without locks; must not execute. NULL = the
	 * device executes by itself. Not together with threads.
	 */
	void (*work)(struct hisi_model_queue *queue, void *mem_ctx);
	/**
	 * Called between two slices of work on a long descriptor, by the
	 * thread that executes it and without locks; may hold the thread up.
	 * A slice is 64 KiB of data and takes about a millisecond, a few for
	 * the slowest algorithms. Not cut into slices are: an HPRE
	 * descriptor (tens of milliseconds), and what libcrypto and
	 * libipsec-mb do in one call only, AES-XTS and AES-GCM of at most
	 * 16 MiB. NULL = nobody wants to know.
	 * @return false: give the descriptor up. It completes with the
	 *   default error of its engine.
	 */
	bool (*slice)(void *mem_ctx);
	/**
	 * Bytes of the device's own memory that a descriptor may take for
	 * copies of client memory in pieces; one that needs more fails.
	 * 0 = 64 MiB, which is more than any needs. A ZIP request is worked
	 * on in slices and takes at most 9 MiB, whatever its length; a SEC
	 * descriptor takes the length of its lists, at most 16 MiB each.
	 * Copies above 1 MiB are freed when the descriptor has ended.
	 */
	size_t max_scratch;
};

/** Create a device. @return -EINVAL for a value out of range, -ENOMEM. */
HISI_MODEL_API
int hisi_model_create(const struct hisi_model_conf *conf,
		      struct hisi_model **model);

/**
 * Remove a device. Open queues are stopped and released first; calls on them
 * answer -ENXIO until they are closed, and the last close frees the memory.
 */
HISI_MODEL_API
void hisi_model_destroy(struct hisi_model *model);

/** The device's uacce name, such as "hisi_sec2-0". */
HISI_MODEL_API
const char *hisi_model_name(const struct hisi_model *model);

/** The existing device of that name, or NULL. */
HISI_MODEL_API
struct hisi_model *hisi_model_find(const char *name);

/**
 * Read a sysfs attribute as the kernel shows it, newline included: api,
 * flags, available_instances, algorithms, region_mmio_size, region_dus_size,
 * isolate (datasheet section 2.2).
 * @return length of the text, -ENOENT for an unknown name, -ENOSPC.
 */
HISI_MODEL_API
int hisi_model_attr(const struct hisi_model *model, const char *attr,
		    char *buf, size_t size);

/**
 * Open a queue.
 * @param mem_ctx passed to the memory functions for this queue.
 * @return -EBUSY if all queues are in use, -EPERM while a reset runs.
 */
HISI_MODEL_API
int hisi_model_open(struct hisi_model *model, void *mem_ctx,
		    struct hisi_model_queue **queue);

/**
 * Open a queue that somebody else keeps the books of: its number and its DUS
 * memory are the caller's. For a device behind a kernel driver.
 * @param qn queue number, below the device's nb_queues.
 * @param dus zeroed memory of region_dus_size bytes; stays the caller's and
 *   must outlive the queue.
 * @return -EINVAL for a bad number, -EBUSY if it is in use.
 */
HISI_MODEL_API
int hisi_model_adopt(struct hisi_model *model, uint16_t qn, void *dus,
		     void *mem_ctx, struct hisi_model_queue **queue);

/**
 * End a queue at once: work in flight is lost, both status words are set
 * (datasheet section 7.1), nothing is written after the return.
 */
HISI_MODEL_API
void hisi_model_kill(struct hisi_model_queue *queue);

/**
 * Execute what was submitted to a queue, in order, in the calling thread. For
 * a device with conf.work; one thread at a time for each queue.
 * @param max descriptors to execute at most
 * @return descriptors executed, 0: there is nothing to do
 */
HISI_MODEL_API
unsigned int hisi_model_run(struct hisi_model_queue *queue, unsigned int max);

/** Whether everything submitted was executed, or the queue is dead. */
HISI_MODEL_API
bool hisi_model_idle(struct hisi_model_queue *queue);

/**
 * End a queue without waiting: its number is free, no descriptor is begun and
 * its rings are not written any more. A descriptor under way is given up at
 * its next slice or memory access, and only hisi_model_close() waits for that.
 */
HISI_MODEL_API
void hisi_model_detach(struct hisi_model_queue *queue);

/** Rings of a queue as the contexts of a PCI function have them (10.5). */
struct hisi_model_rings {
	uint16_t qn;       /**< Below the device's nb_queues. */
	uint16_t qc_type;
	uint16_t tag;      /**< Random tag that doorbells must carry. */
	uint16_t sq_depth; /**< 1 to 4096. */
	uint16_t cq_depth; /**< 1 to 4096. */
	bool phase;        /**< Of the first completion entry. */
	bool c_flag;       /**< The event is armed. */
	uint64_t sq_addr;  /**< Reached through the memory functions. */
	uint64_t cq_addr;
	/** Context of the memory functions for the rings, which may lie in
	 * another address space than what the descriptors name (17,
	 * question 12). NULL = that of the queue. Must outlive the queue.
	 */
	void *ring_ctx;
};

/**
 * Open a started queue whose rings are client memory, as a kernel driver of
 * the function lays them out; there are no mappings and no status words. The
 * event function is also called when the queue dies: see
 * hisi_model_progress().
 * @return -EINVAL for a number, type or depth out of range, -EBUSY if the
 *   queue is in use.
 */
HISI_MODEL_API
int hisi_model_attach(struct hisi_model *model,
		      const struct hisi_model_rings *rings, void *mem_ctx,
		      struct hisi_model_queue **queue);

/** Where a queue stands: the live fields of its contexts (10.5). */
struct hisi_model_progress {
	uint32_t sq_head;
	uint32_t sq_tail;
	uint32_t cq_head;
	uint32_t cq_tail;
	bool sq_wrap;  /**< Flips with each turn of the SQ tail. */
	bool cq_wrap;
	bool phase;    /**< Of the next completion entry. */
	bool c_flag;
	bool overflow; /**< Dead: the CQ was full. */
	bool sq_lost;  /**< Dead: a descriptor could not be read. */
	bool cq_lost;  /**< Dead: a result or completion could not be written. */
};

/** Read where a queue stands. */
HISI_MODEL_API
void hisi_model_progress(struct hisi_model_queue *queue,
			 struct hisi_model_progress *progress);

/** Stop the queue if it runs, and release it. */
HISI_MODEL_API
void hisi_model_close(struct hisi_model_queue *queue);

/**
 * ioctl on the queue file: the requests of hw/qm.h.
 * @return the kernel's errors (datasheet section 2.6), negative.
 */
HISI_MODEL_API
int hisi_model_ioctl(struct hisi_model_queue *queue, unsigned long request,
		     void *arg);

/**
 * mmap a region of the queue file. Not inherited by a forked child.
 * @return -EINVAL for a wrong region or size, -EEXIST if mapped already.
 */
HISI_MODEL_API
int hisi_model_mmap(struct hisi_model_queue *queue, unsigned int region,
		    size_t size, void **addr);

/** munmap a region. */
HISI_MODEL_API
int hisi_model_munmap(struct hisi_model_queue *queue, unsigned int region);

/**
 * A 64-bit store to the MMIO region. Stores to offsets without a register are
 * ignored, as are doorbells that hardware drops (datasheet section 5).
 */
HISI_MODEL_API
void hisi_model_mmio_write(struct hisi_model_queue *queue, size_t offset,
			   uint64_t value);

/** Called when the queue raises an event; from any thread, without locks. */
typedef void (*hisi_model_event_cb)(struct hisi_model_queue *queue, void *arg);

/** Set the function to call for completion events, NULL for none. */
HISI_MODEL_API
void hisi_model_set_event(struct hisi_model_queue *queue,
			  hisi_model_event_cb cb, void *arg);

/**
 * Tell whether poll() on the queue file reports input (datasheet 2.8).
 * @return 1 if completions came since the last call, else 0.
 */
HISI_MODEL_API
int hisi_model_poll(struct hisi_model_queue *queue);

/**
 * A controller reset: every open queue of the device loses the work in
 * flight and stays dead until closed (datasheet section 7).
 */
HISI_MODEL_API
void hisi_model_reset(struct hisi_model *model);

/** Set the text of attribute isolate. */
HISI_MODEL_API
void hisi_model_isolate(struct hisi_model *model, bool isolated);

/** Kinds of fault that can be injected. */
enum hisi_model_fault_kind {
	/** Completes with the engine's error code set to value (0 = default). */
	HISI_MODEL_FAULT_ERROR,
	/** The descriptor is executed but its completion never appears. */
	HISI_MODEL_FAULT_LOST_CQE,
	/** The completion appears twice. */
	HISI_MODEL_FAULT_DOUBLE_CQE,
	/** The completion names slot value instead of its own. */
	HISI_MODEL_FAULT_SQ_HEAD,
	/** The next doorbell of the SQ is not seen. */
	HISI_MODEL_FAULT_LOST_DOORBELL,
	/** Every memory access of the descriptor fails. */
	HISI_MODEL_FAULT_MEMORY,
	/** The device is reset instead of executing the descriptor. */
	HISI_MODEL_FAULT_RESET,
	/** The descriptor waits until the faults are cleared (threads only). */
	HISI_MODEL_FAULT_STALL,
};

/** A fault to inject. */
struct hisi_model_fault {
	enum hisi_model_fault_kind kind;
	uint32_t skip;  /**< Let so many descriptors (doorbells) pass first. */
	uint32_t count; /**< Then hit so many; 0 = 1. */
	uint32_t value; /**< As the kind says. */
};

/** Arm a fault; several may be armed, each counts for itself. */
HISI_MODEL_API
int hisi_model_inject(struct hisi_model *model,
		      const struct hisi_model_fault *fault);
/** Disarm all faults of the device. */
HISI_MODEL_API
void hisi_model_inject_clear(struct hisi_model *model);

/** Counters of a device since it was created. */
struct hisi_model_stats {
	uint64_t sq_doorbells;
	uint64_t cq_doorbells;
	uint64_t dropped_doorbells; /**< Wrong queue, tag, command or index. */
	uint64_t descriptors;       /**< Executed, good or bad. */
	uint64_t at_once;           /**< Of these together with others. */
	uint64_t errors;            /**< Completed with an error code. */
	uint64_t events;
	uint64_t cq_overflows;
	uint64_t resets;
};

/** Read the counters. */
HISI_MODEL_API
void hisi_model_stats_get(const struct hisi_model *model,
			  struct hisi_model_stats *stats);

/**
 * Write one line of JSON per executed descriptor to a file: device, queue,
 * slot, the descriptor's words before and after, and every range of client
 * memory the engine used, with its role. The file is created with mode 0600.
 * @param path NULL = stop.
 * @return negative errno of opening the file.
 */
HISI_MODEL_API
int hisi_model_trace(struct hisi_model *model, const char *path);

#ifdef __cplusplus
}
#endif

#endif /* HISI_MODEL_H */
