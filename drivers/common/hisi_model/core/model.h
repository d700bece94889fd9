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
#include "model_exec.h"

/** In a DPDK tree, from 25.07 on, what the library shows is read from these
 * lines; elsewhere version.map says so.
 */
#ifndef RTE_EXPORT_INTERNAL_SYMBOL
#define RTE_EXPORT_INTERNAL_SYMBOL(symbol)
#endif

/** Descriptors that are executed at once, at most. */
#define MODEL_BATCH 32

/** The functions of an engine, for the queue code. */
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

/* model_ring.c: execution, completions */

/**
 * Whether an event is due: armed, and an entry beyond the rung head exists
 * (17, question 1). Disarms it. Lock held.
 */
bool model_event_due(struct hisi_model_queue *queue);

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

/* They look into the structures above. */
#include "model_mem.h"

#endif /* MODEL_H */
