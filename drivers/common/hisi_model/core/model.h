/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_H
#define MODEL_H

/** @file Internals of the device model, shared by its files. */

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "hisi_model.h"
#include "hw/engine.h"

/** In a DPDK tree, from 25.07 on, what the library shows is read from these
 * lines; elsewhere version.map says so.
 */
#ifndef RTE_EXPORT_INTERNAL_SYMBOL
#define RTE_EXPORT_INTERNAL_SYMBOL(symbol)
#endif

/** Largest SQE of any engine, in 32-bit words. */
#define MODEL_SQE_WORDS 32
/** Descriptors that are executed at once, at most. */
#define MODEL_BATCH 32

struct model_exec;

/** What an engine offers to the queue code. */
struct model_engine_ops {
	enum hisi_engine engine;
	/** Allocate x->engine. @return 0 or -ENOMEM. */
	int (*ctx_new)(struct model_exec *x);
	/** Wipe everything derived from keys or data. */
	void (*ctx_wipe)(struct model_exec *x);
	void (*ctx_free)(struct model_exec *x);
	/** Execute a descriptor; results go into the copy. */
	void (*exec)(struct model_exec *x, uint32_t *sqe);
	/**
	 * Execute up to MODEL_BATCH descriptors of plain memory, in any
	 * order; NULL if the engine gains nothing by it.
	 */
	void (*exec_many)(struct model_exec *x,
			  uint32_t (*sqe)[MODEL_SQE_WORDS], unsigned int n);
	/** Complete with an error code, 0 = the engine's default. */
	void (*fail)(struct model_exec *x, uint32_t *sqe, uint32_t code);
	/** Whether the results written by exec are an error. */
	bool (*failed)(const uint32_t *sqe);
};

extern const struct model_engine_ops model_sec_ops;
extern const struct model_engine_ops model_hpre_ops;
extern const struct model_engine_ops model_zip_ops;

/** A growing scratch buffer that is wiped, not leaked. */
struct model_scratch {
	uint8_t *p;
	size_t size;
};

/** A piece of client memory. */
struct model_seg {
	uint64_t addr;
	uint64_t len;
};

#define MODEL_TRACE_RANGES 600

/** A range noted for the trace. */
struct model_trace_range {
	const char *role;
	uint64_t addr;
	uint64_t len;
};

/** What a memory provider mapped. */
struct model_mapped {
	void *p;
	size_t len;
	bool write;
};

/** First address that may be the client's. */
#define MODEL_LOWEST_ADDR 4096

/** Number of views an engine may hold at one time. */
#define MODEL_VIEWS 8

/**
 * A place where descriptors are executed: one per queue, or one per queue and
 * thread where descriptors of a queue run in parallel. Never used by two
 * threads at a time.
 */
struct model_exec {
	struct hisi_model_queue *queue;
	const struct model_engine_ops *ops;
	void *engine;
	uint32_t slot;
	bool mem_fault; /**< Injected: every access fails. */
	bool given_up;  /**< The descriptor under way is; see model_go_on(). */
	/** The client's memory is used as it is: no provider of another kind,
	 * no fault, no trace.
	 */
	bool plain;
	/* Gathered data, one buffer per view in use. */
	struct model_scratch scratch[MODEL_VIEWS];
	unsigned int views;
	size_t scratch_used; /**< Bytes that the descriptor has of them. */
	/* Ranges to be given back to the memory provider. */
	struct model_mapped mapped[MODEL_VIEWS];
	unsigned int nb_mapped;
	/* Segments of all views in use, one after the other. */
	struct model_seg *segs;
	unsigned int nb_segs;
	unsigned int max_segs;
	/* Trace of the descriptor under way. */
	bool trace;
	unsigned int nb_ranges;
	struct model_trace_range ranges[MODEL_TRACE_RANGES];
	uint32_t sqe_before[MODEL_SQE_WORDS];
};

/**
 * Client memory made contiguous for an engine. p is valid for len bytes from
 * model_view_in/out until model_views_release().
 */
struct model_view {
	uint8_t *p;
	size_t len;
	unsigned int first_seg;
	unsigned int nb_segs;
	bool direct; /**< p points into the client's memory. */
	bool write;
};

/** How an address of a descriptor is meant. */
enum model_addr_type {
	MODEL_ADDR_FLAT,
	MODEL_ADDR_SGL,
};

/** States of a queue (uacce.md 4.1). */
enum model_queue_state {
	MODEL_Q_ZOMBIE,
	MODEL_Q_INIT,
	MODEL_Q_STARTED,
};

/** One queue. Fields without a note are guarded by lock. */
struct hisi_model_queue {
	struct hisi_model *model;
	void *mem_ctx;
	void *ring_ctx;   /**< For the rings, if they are the client's. */
	uint16_t qn;
	uint16_t qc_type;
	uint32_t sq_depth;
	uint32_t cq_depth;
	/** Ring and status memory; NULL if the rings are the client's. */
	uint8_t *dus;
	bool dus_adopted; /**< Belongs to the caller of hisi_model_adopt(). */
	uint64_t sq_addr; /**< Rings in client memory, if dus is NULL. */
	uint64_t cq_addr;
	size_t dus_size;
	uint8_t *mmio;    /**< Plain memory behind the MMIO region. */
	size_t mmio_size;
	bool mapped[2];

	pthread_mutex_t lock;
	pthread_cond_t idle; /**< Signalled when running falls to 0. */
	/* Written under the lock; a doorbell looks without it first. */
	_Atomic enum model_queue_state state;
	atomic_bool dead;    /**< Reset, CQ overflow: until close. */
	uint16_t tag;        /**< Random tag of the contexts. */
	uint32_t sq_head;    /**< Next slot to execute. */
	uint32_t sq_tail;    /**< As rung. */
	uint32_t cq_tail;    /**< Next entry to write. */
	uint32_t cq_used;    /**< Entries written and not rung back. */
	uint32_t cq_rung;    /**< Head as rung. */
	uint32_t cq_phase;
	bool sq_wrap;        /**< Flips with each turn of the tail. */
	bool cq_wrap;
	bool c_flag;
	uint32_t running;    /**< Descriptors being executed. */
	bool overflow;       /**< Dead because the CQ was full. */
	bool sq_lost;        /**< Dead: an SQE could not be read. */
	bool cq_lost;        /**< Dead: a CQE could not be written. */
	/** Give up waiting and working, the queue is going. Written under the
	 * lock; engines look without it.
	 */
	atomic_bool stop;
	bool detached;       /**< The rings are no longer the queue's. */
	/* Guarded by the device's work_lock. */
	bool queued;
	unsigned int holders; /**< Threads that work on the queue. */
	struct hisi_model_queue *next_work;
	/* The kernel's own view of the CQ, for poll. */
	uint32_t poll_head;
	uint32_t poll_phase;
	hisi_model_event_cb event_cb;
	void *event_arg;

	unsigned int nb_exec;
	struct model_exec *exec; /**< One, or one per thread. */
};

/** An armed fault. */
struct model_fault {
	struct hisi_model_fault f;
	uint32_t seen;
};

#define MODEL_MAX_FAULTS 16

/** A device. */
struct hisi_model {
	char name[32];
	const struct model_engine_ops *ops;
	const struct hisi_engine_info *info;
	const struct hisi_gen_info *gen;
	unsigned int nb_queues;
	uint32_t sq_depth;
	uint32_t cq_depth;
	bool unordered;
	const struct hisi_model_mem_ops *mem;
	void (*work)(struct hisi_model_queue *queue, void *mem_ctx);
	bool (*slice)(void *mem_ctx);
	size_t max_scratch;
	struct hisi_model *next; /**< List of all devices. */

	/*
	 * Queue table and life cycle. May be held when a queue's lock is
	 * taken; never taken by a thread that holds a queue's lock.
	 */
	pthread_mutex_t lock;
	struct hisi_model_queue *queue[HISI_MODEL_MAX_QUEUES];
	unsigned int used;
	unsigned int next_qn;
	unsigned int refs;       /**< The device itself and its open queues. */
	bool removed;
	bool isolated;

	atomic_bool faulty;
	pthread_mutex_t fault_lock;
	struct model_fault fault[MODEL_MAX_FAULTS];
	unsigned int nb_faults;

	atomic_bool tracing;
	pthread_mutex_t trace_lock;
	FILE *trace;

	pthread_mutex_t work_lock;
	pthread_cond_t work_cond;
	struct hisi_model_queue *work_first;
	struct hisi_model_queue *work_last;
	bool work_stop;
	unsigned int nb_threads;
	pthread_t thread[HISI_MODEL_MAX_THREADS];

	atomic_ullong sq_doorbells;
	atomic_ullong cq_doorbells;
	atomic_ullong dropped_doorbells;
	atomic_ullong descriptors;
	atomic_ullong at_once;
	atomic_ullong errors;
	atomic_ullong events;
	atomic_ullong cq_overflows;
	atomic_ullong resets;
};

/* model_device.c */

/** Take a queue out of the table of its device, if it is there still. */
void model_leave(struct hisi_model_queue *queue);
/** Give a reference back; the last one frees the device. */
void model_put(struct hisi_model *model);

/* model_queue.c: life cycle */

/**
 * Make a queue in state INIT (2.7).
 * @param mem_ctx the client, for the table of memory functions
 * @param dus rings and status words of the client, model_dus_size() bytes
 *   that outlive the queue; NULL = the queue has its own
 * @return 0 or -ENOMEM
 */
int model_queue_new(struct hisi_model *model, void *mem_ctx, uint16_t qn,
		    void *dus, struct hisi_model_queue **queue);
/**
 * Make a queue whose rings lie in the memory of the client, which keeps
 * their books (10.5). It is started.
 * @return 0 or -ENOMEM
 */
int model_queue_new_remote(struct hisi_model *model, void *mem_ctx,
			   const struct hisi_model_rings *rings,
			   struct hisi_model_queue **queue);
/** Free a queue that nobody uses or executes any more. */
void model_queue_free(struct hisi_model_queue *queue);
/**
 * End what was submitted, then go back to INIT and wipe keys and scratch
 * memory. Work that hangs for 5 s is given up: the queue is dead then (4).
 */
void model_queue_stop(struct hisi_model_queue *queue);
/**
 * The device died: TX status word, end of all work, RX status word (7.1).
 * Returns when nothing of the queue is being executed.
 */
void model_queue_kill(struct hisi_model_queue *queue);
/** Whether nothing is left to execute, or the queue is dead. Lock held. */
bool model_queue_drained(const struct hisi_model_queue *queue);
/**
 * Write a status word behind all stores before it (7.1).
 * @param from_end its place, in bytes from the end of the queue's memory
 */
void model_status_set(struct hisi_model_queue *queue, size_t from_end,
		      uint32_t value);
/** Bytes of rings and status words, whole pages (3.2). */
size_t model_dus_size(const struct hisi_model *model);
/** Bytes of the doorbell region (3.2). */
size_t model_mmio_size(const struct hisi_model *model);

/* model_remote.c: the rings' memory */

/** Read an SQE into a copy. @return 0, or -EFAULT for rings of the client. */
int model_sqe_read(struct hisi_model_queue *queue, uint32_t slot,
		   uint32_t *sqe);
/** Write the engine's result words back into the slot. */
int model_sqe_result(struct hisi_model_queue *queue, uint32_t slot,
		     const uint32_t *sqe);
/** The same for a descriptor that was executed, unless the rings are gone. */
int model_sqe_done(struct hisi_model_queue *queue, uint32_t slot,
		   const uint32_t *sqe);
/** Write a completion entry; the half with the phase is last (6.4). */
int model_cqe_put(struct hisi_model_queue *queue, uint32_t index,
		  uint64_t w23);

/* model_ring.c: doorbells, execution, completions */

/**
 * Execute what is there, in order, up to max descriptors. The device may have
 * been reset meanwhile: the queue must not be touched again by this call chain.
 * @param x of the queue; used by one thread at a time
 * @return descriptors executed
 */
unsigned int model_queue_run(struct hisi_model_queue *queue,
			     struct model_exec *x, unsigned int max);

/* model_thread.c */

/** Start threads. @return 0 or -ENOMEM; none runs then */
int model_threads_start(struct hisi_model *model, unsigned int threads);
/** End the threads and wait for them. */
void model_threads_stop(struct hisi_model *model);
/** A queue has work: wake a thread for it. */
void model_threads_submit(struct hisi_model_queue *queue);
/** Waits until no thread knows the queue. */
void model_threads_forget(struct hisi_model_queue *queue);

/* model_slice.c: long work in slices */

/**
 * Bytes that an engine processes between two calls of model_go_on(). The
 * slowest algorithm of any engine takes a few milliseconds for them.
 */
#define MODEL_SLICE 65536

/**
 * Between two slices of work on a descriptor: let other queues have their
 * turn, where the owner of the device wants that, and look whether the queue
 * is going.
 * @return false: the engine must end its work at once. The descriptor then
 *   completes with the default error of its engine, whatever the engine says;
 *   client memory is neither read nor written any more.
 */
bool model_go_on(struct model_exec *x);

/**
 * The same for code that does not know the descriptor: the one that this
 * thread executes.
 */
bool model_go_on_here(void);

/** This thread executes descriptors of x; NULL = it has ended that. */
void model_slice_owner(struct model_exec *x);

/* model_mem.c */

/** Make room for more segments in x->segs. @return 0 or -ENOMEM */
int model_segs_grow(struct model_exec *x);

/** Append one segment to x->segs. @return 0 or -ENOMEM */
static inline int
model_seg_add(struct model_exec *x, uint64_t addr, uint64_t len)
{
	if (x->nb_segs == x->max_segs && model_segs_grow(x) != 0)
		return -ENOMEM;
	x->segs[x->nb_segs].addr = addr;
	x->segs[x->nb_segs].len = len;
	x->nb_segs++;
	return 0;
}

/**
 * Scratch memory for the descriptor under way. It is wiped when the queue
 * stops, and belongs to x.
 * @return NULL if memory is short, or the descriptor has as much as
 *   hisi_model_conf.max_scratch allows
 */
uint8_t *model_scratch_get(struct model_exec *x, size_t len);

/**
 * Find the segments of a range, without a look at its bytes. Sets all of the
 * view but p and direct. @return as model_view_in()
 */
int model_view_resolve(struct model_exec *x, const char *role,
		       enum model_addr_type type, uint64_t addr,
		       uint64_t offset, uint64_t len, struct model_view *v);

/** Set p and direct, if the range can be used in its place. */
bool model_view_map(struct model_exec *x, struct model_view *v);

/** Forget the views of the last descriptor. */
void model_views_release(struct model_exec *x);

/** Wipe and free the scratch memory. */
void model_views_free(struct model_exec *x);

/** Wipe the scratch memory, keep it. */
void model_views_wipe(struct model_exec *x);

/**
 * Look at input of the client. @return 0, -EFAULT for memory that cannot be
 * reached, -EINVAL for a malformed list, -ENOMEM.
 */
int model_view_in(struct model_exec *x, const char *role,
		  enum model_addr_type type, uint64_t addr, uint64_t offset,
		  uint64_t len, struct model_view *view);

/** Make room for output of the client; nothing is written before commit. */
int model_view_out(struct model_exec *x, const char *role,
		   enum model_addr_type type, uint64_t addr, uint64_t offset,
		   uint64_t len, struct model_view *view);

/**
 * Give an input view memory of its own where it shares bytes with an output
 * view in another place, so that the output cannot overwrite unread input.
 */
int model_view_detach(struct model_exec *x, struct model_view *in,
		      const struct model_view *out);

/** Deliver the first len bytes of an output view to the client. */
int model_view_commit(struct model_exec *x, struct model_view *view,
		      uint64_t len);

/** Whether an address can be none of the client's: a null pointer, maybe with
 * an offset, as the lowest page is never mapped; or a range beyond the end.
 */
static inline bool
model_range_bad(uint64_t addr, uint64_t len)
{
	return addr < MODEL_LOWEST_ADDR || addr + len < addr;
}

/** model_mem_read() where memory is not plain. */
int model_mem_read_via(struct model_exec *x, const char *role, uint64_t addr,
		       void *buf, size_t len);

/** Read a small piece of client memory into buf. @return 0 or -EFAULT */
static inline int
model_mem_read(struct model_exec *x, const char *role, uint64_t addr,
	       void *buf, size_t len)
{
	if (!x->plain || model_range_bad(addr, len))
		return model_mem_read_via(x, role, addr, buf, len);
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

/** Write a small piece of client memory. */
int model_mem_write(struct model_exec *x, const char *role, uint64_t addr,
		    const void *buf, size_t len);

/* model_sgl.c */

/**
 * Append the segments of a scatter list to x->segs: len bytes after skipping
 * offset bytes (qm.md 8).
 */
int model_sgl_walk(struct model_exec *x, uint64_t addr, uint64_t offset,
		   uint64_t len);

/* model_trace.c */

/** A descriptor begins: keep its words, if the device is being traced. */
void model_trace_begin(struct model_exec *x, const uint32_t *sqe);
/** Note memory that the descriptor uses; role is a literal. */
void model_trace_range(struct model_exec *x, const char *role, uint64_t addr,
		       uint64_t len);
/** Write the line of the descriptor, with the words that it ends with. */
void model_trace_end(struct model_exec *x, const uint32_t *sqe);

/* model_fault.c */

/** Whether an armed fault of this kind hits now; value may be NULL. */
bool model_fault_hit(struct hisi_model *model, enum hisi_model_fault_kind kind,
		     uint32_t *value);
/** Wait while any fault is armed, at most until the queue is stopped. */
void model_fault_stall(struct hisi_model_queue *queue);

/** Whether the generation of the device has something, HISI_GEN_*. */
static inline bool
model_has(const struct model_exec *x, uint32_t what)
{
	return (x->queue->model->gen->has & what) != 0;
}

/** Overwrite memory in a way the compiler keeps. */
void model_wipe(void *p, size_t len);

#endif /* MODEL_H */
