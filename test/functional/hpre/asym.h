/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ASYM_H
#define ASYM_H

/**
 * @file
 * Asymmetric ops as jobs: operands in guarded buffers of any alignment, what
 * has to come back, and a check of all of it. Nothing here aborts a test but
 * want of memory and a device that does not start.
 */

#include <rte_cryptodev.h>

#include <cryptodev_pmd.h>

#include "func.h"

#define ASYM_DRIVER "crypto_hisi_hpre"
/** Operand bytes at most; longer than what the driver takes. */
#define ASYM_MAX 5000

/** A device under test. */
struct asym_dev {
	char name[32];
	uint8_t id;
	uint16_t nb_qps;
	uint32_t nb_desc;
	struct rte_mempool *sessions;
	struct rte_mempool *ops;
	/** Sessions that were refused: 22.11 does not give back their memory. */
	unsigned int refused;
	struct rte_cryptodev_info info;
};

/**
 * Make a device, configure and start it.
 * @param args devargs
 * @param nb_desc descriptors asked for
 */
void asym_open(struct asym_dev *dev, const char *args, uint16_t nb_qps,
	       uint32_t nb_desc);
/** Stop, close and remove it; all ops and sessions must be back. */
void asym_close(struct asym_dev *dev);

/** An operand in a guarded buffer. */
struct asym_buf {
	rte_crypto_param *param;   /**< Of the op. */
	uint8_t *block;            /**< What func_alloc() gave. */
	size_t skew;
	uint8_t *data;
	size_t room;
	bool result;
	/** Input: what it is. Result: what has to be there. */
	uint8_t *want;
	size_t want_len;
	bool any;                  /**< Result whose bytes check() judges. */
};

#define ASYM_BUFS 10

/** An op and what has to come of it. */
struct asym_job {
	const char *kind;
	struct rte_crypto_op *op;
	/** Own session, freed with the job; NULL if it is shared. */
	void *session;
	/** Session-less: in use until the job is freed. */
	struct rte_crypto_asym_xform *xform;
	enum rte_crypto_op_status want;
	struct asym_buf buf[ASYM_BUFS];
	unsigned int nb;
	/** The device may have written results of a failed op: it was done, but
	 * its completion is lost.
	 */
	bool executed;
	/** More to check of a success; may be NULL. */
	bool (*check)(const struct asym_job *job);
	const void *arg;           /**< For check. */
	uint8_t digest[64];        /**< For check. */
	size_t digest_len;
};

/** An op without a session, its operands zeroed. */
struct rte_crypto_op *asym_op(struct asym_dev *dev);

/** Begin a job: an op that belongs to no session yet. */
void asym_job_init(struct asym_job *job, struct asym_dev *dev,
		   const char *kind);
/** An input operand. */
void asym_in(struct asym_job *job, rte_crypto_param *param,
	     const uint8_t *data, size_t len);
/**
 * A result operand.
 * @param room bytes of the buffer; more than the result are fine
 * @param want NULL: check() judges the bytes
 */
void asym_out(struct asym_job *job, rte_crypto_param *param, size_t room,
	      const uint8_t *want, size_t want_len);
/** The buffer of an operand. */
const struct asym_buf *asym_buf_of(const struct asym_job *job,
				   const rte_crypto_param *param);

/** Give the op a session of its own. @return whether the xform was taken */
bool asym_session(struct asym_job *job, struct asym_dev *dev,
		  const struct rte_crypto_asym_xform *xform);
/**
 * Give the op what it needs of either kind: a session of its own, or the xform
 * itself. The xform's numbers must live as long as the job.
 * @return false if the xform is refused (a session-less op finds out itself)
 */
bool asym_attach(struct asym_job *job, struct asym_dev *dev,
		 const struct rte_crypto_asym_xform *xform);
/** Try to make a session. @return 0 or the error */
int asym_session_try(struct asym_dev *dev,
		     const struct rte_crypto_asym_xform *xform, void **session);
/** A session for several jobs, or NULL if it is refused. */
void *asym_session_new(struct asym_dev *dev,
		       const struct rte_crypto_asym_xform *xform);
/** Let jobs use it. */
void asym_session_use(struct asym_job *job, void *session);

/**
 * Check the op after it came back.
 * @return what is wrong, or NULL
 */
const char *asym_job_check(struct asym_job *job);

/** Free all that belongs to a job. @return whether the guards are intact */
bool asym_job_free(struct asym_job *job, struct asym_dev *dev);

/**
 * Run jobs in bursts, as many in flight as fit, check order and results,
 * free them.
 * @param burst ops per enqueue and dequeue
 * @return number of jobs that failed; each is printed
 */
unsigned int asym_run(struct asym_dev *dev, struct asym_job *jobs,
		      unsigned int nb, unsigned int burst);

/** Make a job of a kind. */
typedef void (*asym_make)(struct asym_job *job, struct asym_dev *dev);

/**
 * Run random jobs of kinds, mixed.
 * @param makers NULL at the end
 * @return number of jobs that failed
 */
unsigned int asym_random(struct asym_dev *dev, const asym_make *makers,
			 unsigned int count, unsigned int max_burst);

/** Run one op to its end. @return its status, or -1 if it was not accepted */
int asym_one(struct asym_dev *dev, struct rte_crypto_op *op);

#endif /* ASYM_H */
