/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_BENCH_H
#define ACCEL_BENCH_H

/** @file Parts of command bench. */

#include <stdbool.h>
#include <stdint.h>

#include <openssl/evp.h>
#include <rte_crypto.h>

#include "device.h"

/** Most ops in flight, and so most slots. */
#define BENCH_MAX_IN_FLIGHT 64

/** Room for an operand, bytes: 2048 bits. */
#define BENCH_LEN 256

/** An operation with its operands, in memory that a device can reach. */
struct bench_slot {
	uint8_t in[BENCH_LEN];    /**< Message, digest or private key. */
	size_t in_len;
	uint8_t peer[BENCH_LEN];  /**< Signature, or the peer's public key. */
	uint8_t secret[BENCH_LEN]; /**< Per-message secret of ECDSA. */
	uint8_t out[2][BENCH_LEN]; /**< Results of the device. */
	uint8_t soft[BENCH_LEN];  /**< Result of libcrypto. */
	size_t soft_len;
	void *state;              /**< What libcrypto needs, owned by the kind. */
	struct rte_crypto_op *op;
};

/** A session's key, in memory that a device can reach. */
struct bench_key {
	uint8_t part[8][BENCH_LEN];
};

struct bench;

/** A kind of operation. */
struct bench_kind {
	const char *name;

	/** Ways that the capabilities and flags of the device allow. */
	bool (*offered)(const struct st_crypto *d);

	/**
	 * Names of the ways to ask for it, the better first, "" if there is
	 * but one; NULL at the end.
	 * They are tried until one gives right results.
	 */
	const char *const *ways;

	/**
	 * Make a key, the session and what the slots hold.
	 * @param way index of ways
	 * @return NULL or what went wrong; close() follows in both cases
	 */
	const char *(*open)(struct bench *b, unsigned int way);

	/** Set the lengths of outputs, before each use of an op. */
	void (*renew)(struct rte_crypto_op *op);

	/**
	 * Compare a slot's results with libcrypto, or show that the device
	 * refuses what it must.
	 * @return NULL or what is wrong
	 */
	const char *(*check)(struct bench *b, struct bench_slot *s);

	/** Do the same by libcrypto. @return whether it succeeded */
	bool (*by_libcrypto)(struct bench *b, struct bench_slot *s);

	/** Free what open() made, apart from ops and memory. */
	void (*close)(struct bench *b);
};

extern const struct bench_kind bench_rsa_sign, bench_rsa_verify,
	bench_ecdsa_sign, bench_ecdsa_verify, bench_dh_public, bench_dh_secret;

/** A kind on a device. */
struct bench {
	const struct st_crypto *dev;
	const struct bench_kind *kind;
	unsigned int in_flight; /**< Slots in use. */
	unsigned int burst;     /**< Most ops in a call. */
	uint64_t ops;           /**< To measure. */
	void *session;
	struct bench_key *key;
	struct bench_slot *slots;
	EVP_PKEY *pkey;
	EVP_PKEY_CTX *sign, *verify; /**< Of signatures by libcrypto. */
	void *state;            /**< Owned by the kind. */
	bool lost;              /**< The device keeps ops and their memory. */
};

/** Result of a measurement. */
struct bench_result {
	const char *way;
	double device;    /**< Operations per second. */
	double libcrypto;
};

/**
 * Measure: all slots once and their results checked, then b->ops by the device
 * and b->ops by libcrypto in this thread, in turns, and what the device left
 * in the slots checked once more.
 *
 * @param b dev, kind, in_flight, burst and ops are set, all else is 0. If
 *   b->lost is set at the end the device is of no more use
 * @return NULL or what went wrong
 */
const char *bench_run(struct bench *b, struct bench_result *r);

/** Parts that kinds share; in bench_common.c. @{ */

/** Whether capabilities have an xform. */
bool bench_has_xform(const struct st_crypto *d,
		     enum rte_crypto_asym_xform_type type);

/** The same, and an operation of it, and a modulus of len bytes. */
bool bench_has_op(const struct st_crypto *d,
		  enum rte_crypto_asym_xform_type type,
		  enum rte_crypto_asym_op_type op, size_t len);

/** Parameter of an op that a device reads or writes. */
rte_crypto_param bench_param(uint8_t *data, size_t len);

/**
 * A number of b->pkey as operand of a session or op.
 * @param name as OSSL_PKEY_PARAM_*
 * @param to room for BENCH_LEN bytes
 * @param len bytes with leading zeros; 0 = as many as the number has
 * @return length 0 if there is no such number
 */
rte_crypto_param bench_number(const EVP_PKEY *pkey, const char *name,
			      uint8_t *to, size_t len);

/** Make b->session. @return NULL or what went wrong */
const char *bench_session(struct bench *b, struct rte_crypto_asym_xform *x);

/**
 * Make b->sign and b->verify for b->pkey.
 * @param padding of RSA, as RSA_PKCS1_PADDING; 0 for other keys
 */
bool bench_signature_contexts(struct bench *b, int padding);

/** Clear a slot's op and attach b->session. @return its parameters */
struct rte_crypto_asym_op *bench_op(struct bench *b, struct bench_slot *s);

/** Free b->session, contexts and key. */
void bench_close(struct bench *b);

/** Run a slot's op to its end. @return NULL or what went wrong */
const char *bench_once(struct bench *b, struct bench_slot *s);

/** check() of verification: a signature with a wrong bit must be refused. */
const char *bench_check_refusal(struct bench *b, struct bench_slot *s);

/** @} */

#endif /* ACCEL_BENCH_H */
