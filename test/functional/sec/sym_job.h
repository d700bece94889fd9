/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SYM_JOB_H
#define SYM_JOB_H

/**
 * @file
 * Random symmetric operations with results known from libcrypto, run on any
 * cryptodev. What can be asked comes from the device's capabilities.
 */

#include <rte_cryptodev.h>

/** A device under test with one queue pair. */
struct sym_dev {
	char name[64];
	uint8_t id;
	struct rte_mempool *sessions;
	struct rte_mempool *ops;
	struct rte_cryptodev_info info;
};

/**
 * Make a virtual device, configure and start it. Aborts if that fails.
 * @param driver driver name, also the device's
 * @param nb_desc descriptors asked for
 */
void sym_dev_open(struct sym_dev *dev, const char *driver, const char *args,
		  uint32_t nb_desc);
/** Like sym_dev_open(); false if there is no such driver. */
bool sym_dev_try(struct sym_dev *dev, const char *driver);

/**
 * Stop, close and remove it.
 * @return whether that went well and all sessions and ops were given back
 */
bool sym_dev_close(struct sym_dev *dev);

/** Kinds of job. */
enum sym_kind {
	SYM_CIPHER,
	SYM_AUTH,
	SYM_AEAD,
	SYM_CHAIN,
	SYM_KINDS,
};

/** Longest auth key of random jobs: more than any block. */
#define SYM_MAX_A_KEY 300
/** Bytes of AAD of random jobs, and of any. */
#define SYM_MAX_AAD 300
#define SYM_AAD_ROOM 65536

/** An operation and all that is known of it. */
struct sym_job {
	enum sym_kind kind;
	struct rte_crypto_sym_xform xform[2]; /**< Chained if SYM_CHAIN. */
	bool encrypt;      /**< Encrypt and generate, or decrypt and verify. */
	bool cipher_first; /**< SYM_CHAIN. */
	uint8_t c_key[64];
	uint8_t a_key[SYM_MAX_A_KEY];
	uint8_t iv[16];    /**< Cipher, AEAD (nonce), GMAC. */
	uint8_t aad[SYM_AAD_ROOM];
	uint16_t aad_len;
	uint16_t digest_len;
	/* The whole buffer, of which regions are processed. */
	uint8_t *in;
	uint8_t *want;     /**< Buffer after an in-place operation. */
	uint32_t total;
	uint32_t c_off, c_len, a_off, a_len;
	uint8_t digest[64]; /**< Right one. */
	bool spoil;        /**< Verify: give a wrong digest. */

	/* How it is run. */
	bool oop;
	bool sessionless;
	bool aad_adjacent; /**< AAD in front of the data, in its segment. */
	unsigned int src_segs, dst_segs;

	/* While it runs. */
	struct rte_crypto_op *op;
	void *session;
	struct rte_mbuf *src, *dst;
	uint8_t *digest_mem; /**< Guarded. */
	uint8_t *aad_mem;    /**< Guarded; CCM has room in front. */
};

/**
 * Make up a job a device can do, and what must come of it.
 * @param kinds bit per enum sym_kind to choose from
 * @param max_len bytes of data at most
 * @return false if the device has no algorithm of these kinds
 */
bool sym_job_make(struct sym_job *job, const struct sym_dev *dev,
		  unsigned int kinds, uint32_t max_len);

/** Where the IV is in the op. */
#define SYM_IV_OFFSET (sizeof(struct rte_crypto_op) + \
		       sizeof(struct rte_crypto_sym_op) + \
		       2 * sizeof(struct rte_crypto_sym_xform))

/** Random data of job->total bytes. */
void sym_job_alloc(struct sym_job *job);

/** A job that is not made up at random. What is 0 is usual. */
struct sym_spec {
	enum sym_kind kind;
	int algo;              /**< Cipher or AEAD; SYM_AUTH: auth. */
	int auth;              /**< SYM_CHAIN: auth. */
	uint16_t key_len;      /**< Of algo. */
	uint16_t auth_key_len; /**< SYM_CHAIN. */
	uint16_t digest_len;
	uint16_t iv_len;
	uint16_t aad_len;
	uint32_t len;          /**< Bytes of data. */
	uint32_t before;       /**< SYM_CHAIN: only authenticated, in front. */
	uint8_t segs;          /**< Of source and destination. */
	bool decrypt;          /**< And verify. */
	bool auth_first;
	bool oop;
	bool sessionless;
	bool aad_adjacent;
	bool spoil;
};

/** The xforms of a job alone. */
void sym_job_xforms(struct sym_job *job, const struct sym_spec *spec);

/** Make a job as described, and what must come of it. */
void sym_job_from(struct sym_job *job, const struct sym_spec *spec);

/**
 * Make a job of AES-CTR. Its IV has 8, 12 or 16 bytes: an IV of 12 bytes is a
 * nonce, behind which the device counts from 1; one of 8 stands for a whole
 * counter block. Length, key, direction and segments vary with i.
 */
void sym_job_from_ctr(struct sym_job *job, unsigned int i);

/**
 * Enqueue the jobs in one go; all must be accepted.
 * @param nb 256 at most
 */
void sym_jobs_enqueue(struct sym_dev *dev, struct sym_job *jobs,
		      unsigned int nb);

/**
 * Dequeue until nb ops are back, or none has come for 20 s; none may come back
 * that is not next in order.
 * @return how many came back
 */
unsigned int sym_jobs_dequeue(struct sym_dev *dev, struct sym_job *jobs,
			      unsigned int nb);

/** Whether nothing comes back that nobody waits for; looks for 50 ms. */
bool sym_jobs_quiet(struct sym_dev *dev);

/** Free all. @return whether all guards were intact */
bool sym_jobs_free(struct sym_dev *dev, struct sym_job *jobs,
		   unsigned int nb);

/** Compute what must come of it, from its fields; called by sym_job_make. */
void sym_job_expect(struct sym_job *job);

/** Make a copied job's keys its own. */
void sym_job_rebase(struct sym_job *job);

/** Apply the job's cipher, its first xform, to data; in place. */
void sym_job_cipher(const struct sym_job *job, uint8_t *data, size_t len);

/** Turn a job into an op of the device. Aborts if the session is refused. */
void sym_job_prepare(struct sym_job *job, struct sym_dev *dev);

/**
 * Check the op after it came back: status, data, digest, guards, source.
 * @return what is wrong, or NULL
 */
const char *sym_job_check(const struct sym_job *job);

/**
 * Free the op and its buffers, not the data: the job can be prepared again,
 * also for another device.
 * @return whether all guards were intact
 */
bool sym_job_undo(struct sym_job *job, struct sym_dev *dev);

/** Free what belongs to it. @return whether all guards were intact */
bool sym_job_free(struct sym_job *job, struct sym_dev *dev);

/** One line about a job, for messages. */
const char *sym_job_text(const struct sym_job *job);

/** Called after every burst if not NULL, for devices that need a push. */
extern void (*sym_after_burst)(void);

/**
 * Run jobs in bursts, all in flight that fit, and check them in order. They
 * can be run again.
 * @param burst ops per enqueue and dequeue
 * @return number of jobs that failed; each is printed
 */
unsigned int sym_jobs_pass(struct sym_dev *dev, struct sym_job *jobs,
			   unsigned int nb, unsigned int burst);

/** sym_jobs_pass(), and free the jobs. */
unsigned int sym_jobs_run(struct sym_dev *dev, struct sym_job *jobs,
			  unsigned int nb, unsigned int burst);

/** Run one op to its end. @return whether it succeeds with the right result */
bool sym_job_one(struct sym_dev *dev, const struct sym_spec *spec);

#endif /* SYM_JOB_H */
