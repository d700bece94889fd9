/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef COMP_H
#define COMP_H

/**
 * @file
 * The harness of the tests of compressdevs: a device, data of all kinds, zlib as
 * the other side. Nothing here comes from the driver or the model.
 */

#include <zlib.h>

#include <rte_comp.h>
#include <rte_compressdev.h>

#include "func.h"

/** Largest ring of a device under test, with room to spare. */
#define COMP_MAX_OPS 1024

/** A device under test. */
struct comp_dev {
	uint8_t id;
	char name[64];
	struct rte_mempool *ops;
	uint16_t nb_qps;
	uint32_t depth;
};

/** Make, configure and start one of the compress_hisi_zip devices. */
void comp_open(struct comp_dev *d, const char *args, uint16_t nb_qps,
	       uint32_t depth);
/** Stop and remove it; no op may be in flight. */
void comp_close(struct comp_dev *d);

/** Fill in an xform for DEFLATE. */
struct rte_comp_xform comp_xform(bool compress, uint32_t chksum,
				 uint8_t window);
/** A private xform of the device, asserted to exist. */
void *comp_private(const struct comp_dev *d, bool compress, uint32_t chksum,
		   uint8_t window);

/** An op from the device's pool, all fields set to what is usual. */
struct rte_comp_op *comp_op(const struct comp_dev *d);

/**
 * Enqueue in bursts of burst, dequeue all; asserts that each comes back once
 * and in order. Ops may be more than the ring can hold.
 */
void comp_run(const struct comp_dev *d, struct rte_comp_op **ops,
	      unsigned int n, unsigned int burst);
/** The same for one op. */
void comp_run_one(const struct comp_dev *d, struct rte_comp_op *op);

/** Dequeue up to n ops, waiting until they come or the patience ends. */
unsigned int comp_dequeue(const struct comp_dev *d, uint16_t qp,
			  struct rte_comp_op **ops, unsigned int n);

/** Data of a random kind: text, numbers, runs, noise, mixtures of them. */
void comp_fill(uint8_t *p, size_t len);

/** Checksum by zlib. @param chksum RTE_COMP_CHECKSUM_* */
uint64_t comp_checksum(uint32_t chksum, const uint8_t *p, size_t len);

/** Raw DEFLATE by zlib at a random level and strategy. @return bytes */
size_t comp_deflate(const uint8_t *p, size_t len, uint8_t *out, size_t room);

/** zlib's verdict on raw DEFLATE. */
struct comp_inflated {
	bool end;        /**< The final block is there. */
	bool code_set;   /**< Refused for the code lengths of a block. */
	size_t consumed;
	size_t produced;
};

/**
 * Decode raw DEFLATE with a window of 2^bits bytes.
 * @return false if it is no DEFLATE
 */
bool comp_inflate(const uint8_t *p, size_t len, int bits, uint8_t *out,
		  size_t room, struct comp_inflated *result);

/** The largest output of a DEFLATE engine that stores incompressible data. */
static inline size_t
comp_bound(size_t len)
{
	return len + len / 8 + 64;
}

#endif /* COMP_H */
