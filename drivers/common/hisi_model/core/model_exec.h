/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_EXEC_H
#define MODEL_EXEC_H

/** @file Where descriptors are executed, and client memory as engines see it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Largest SQE of any engine, in 32-bit words. */
#define MODEL_SQE_WORDS 32

struct hisi_model_queue;
struct model_engine_ops;

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

/** A range that a memory provider mapped. */
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

/** A range of client memory, as a descriptor names it. */
struct model_range {
	const char *role; /**< For the trace, a literal: "src". */
	enum model_addr_type type;
	uint64_t addr;    /**< Of the first byte, or of the list. */
	uint64_t offset;  /**< Bytes to skip from addr on. */
	uint64_t len;     /**< Bytes behind them. */
};

#endif /* MODEL_EXEC_H */
