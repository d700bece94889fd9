/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_PMD_H
#define HPRE_PMD_H

/** @file Structures of the crypto_hisi_hpre driver, shared by its files. */

#include <cryptodev_pmd.h>
#include <rte_cryptodev.h>

#include <hisi_compat.h>
#include <hisi_compat_asym.h>
#include <hisi_qm_cryptodev.h>
#include <hisi_qm_dequeue.h>
#include <hisi_qm_enqueue.h>
#include <hw/hpre.h>

#include "hpre_ec.h"
#include "hpre_pad.h"
#include "hpre_random.h"

#define HPRE_DRIVER_NAME crypto_hisi_hpre

extern int hpre_logtype;
extern uint8_t hpre_driver_id;
extern struct rte_cryptodev_ops hpre_ops;

#define RTE_LOGTYPE_hisi_hpre hpre_logtype
/** Log a line; it begins with the name of the type. */
#define HPRE_LOG(level, ...) RTE_LOG_LINE(level, hisi_hpre, __VA_ARGS__)


/**
 * Hardware queues of a pair. RSA and DH tasks never go to the queue of curves
 * and the other way round (hpre.md 2.1). A device without curves has the first
 * queue only.
 */
enum hpre_queue {
	HPRE_Q_RSA,
	HPRE_Q_ECC,
	HPRE_NB_QUEUES,
};

/** A device; dev_private of the cryptodev. */
struct hpre_device {
	struct hisi_qm_cryptodev common;
	struct rte_cryptodev_capabilities *caps;
	/** Curves of all devices; NULL: the device has none. */
	const struct hpre_curves *curves;
	struct hpre_hashes hashes;
	/**
	 * Numbers that sessions of a queue have in common with the devices
	 * that can execute them. Not 0. Without a curve queue both are that of
	 * the RSA queue.
	 */
	uint64_t tag[HPRE_NB_QUEUES];
};

/** Key of an RSA session, in the engine's form (hpre.md 5.1). */
struct hpre_rsa_key {
	alignas(RTE_CACHE_LINE_SIZE) uint8_t pub[HISI_HPRE_NCRT_KEY_SLOTS * HISI_HPRE_MAX_KSZ];
	/** d and n, or the CRT operands, whichever is longer. */
	alignas(RTE_CACHE_LINE_SIZE) uint8_t priv[HISI_HPRE_CRT_HALF_SLOTS * HISI_HPRE_MAX_KSZ / 2];
	struct hisi_hpre_sqe pub_sqe;
	struct hisi_hpre_sqe priv_sqe;
	bool has_priv;
	struct hisi_rsa_kept kept;
};

/** Key of a modular exponentiation (5.3: DH computes just that). */
struct hpre_modex_key {
	alignas(RTE_CACHE_LINE_SIZE) uint8_t key[HISI_HPRE_DH_KEY_SLOTS * HISI_HPRE_MAX_KSZ];
	/** The result, if it does not depend on the base. */
	uint8_t fixed[HISI_HPRE_MAX_KSZ];
	/** Exponents 0 and 1 and modulus 1 need no hardware (question 3). */
	enum {
		HPRE_MODEX_HW,     /**< The hardware computes. */
		HPRE_MODEX_FIXED,  /**< The result is in fixed. */
		HPRE_MODEX_BASE,   /**< The result is the base. */
	} how;
	struct hisi_hpre_sqe sqe;
};

/** Group of a Diffie-Hellman session (5.3). */
struct hpre_dh_group {
	uint8_t p[HISI_HPRE_MAX_KSZ];
	uint8_t p_less_1[HISI_HPRE_MAX_KSZ];
	alignas(RTE_CACHE_LINE_SIZE) uint8_t g[HISI_HPRE_MAX_KSZ];
	const uint8_t *pub_in;           /**< g, or NULL for base 2. */
	struct hisi_hpre_sqe pub_sqe;
	struct hisi_hpre_sqe shared_sqe;
};

/** Curve of a session, ECDSA or SM2 for signatures (5.4, 5.5, 5.7). */
struct hpre_ec_group {
	const struct hpre_curve *curve;
	struct hisi_hpre_sqe mul_sqe;
	struct hisi_hpre_sqe sign_sqe;
	struct hisi_hpre_sqe verify_sqe;
	struct hisi_ec_kept kept;
};

/**
 * Driver data of a session. The data path only reads it. It must not be moved,
 * since its templates hold the addresses of its keys.
 */
struct hpre_session {
	/** Tag of its queue, see struct hpre_device. */
	uint64_t tag;
	const struct hpre_type *type;
	enum hpre_queue queue;
	uint16_t ksz;      /**< Operand slot in bytes. */
	uint16_t len;      /**< Bytes of a result. */
	uint16_t bits;     /**< RSA: of the modulus. */
	union {
		struct hpre_rsa_key rsa;
		struct hpre_modex_key modex;
		struct hpre_dh_group dh;
		struct hpre_ec_group ec;
	};
};

/** Scratch memory of an op in flight. Slots are 64-byte aligned (8). */
struct hpre_cookie {
	uint8_t in[HISI_HPRE_MAX_KSZ];
	uint8_t out[HISI_HPRE_MAX_KSZ];
	/** Key of a single op: x and p of DH, the key blob of a curve. */
	uint8_t key[HISI_HPRE_DH_KEY_SLOTS * HISI_HPRE_MAX_KSZ];
};

_Static_assert(sizeof(((struct hpre_cookie *)NULL)->key) >=
	       HISI_HPRE_EC_PUB_SLOTS * HISI_HPRE_ECC_SZ576,
	       "a public blob does not fit into a cookie");

/** A queue pair. */
struct hpre_qp {
	struct hisi_qm_qp qm;
	const struct hpre_device *dev;
	uint64_t tag[HPRE_NB_QUEUES]; /**< Those of the device. */
	/** Sessions of session-less ops, one per op; unused ones have no pages. */
	uint8_t *temp;
	size_t temp_size;
	/* Enqueue only. */
	struct hpre_random random;
	struct hpre_hash_ctx hash_in;
	struct hpre_math math;
	/* Dequeue only. */
	struct hpre_hash_ctx hash_out;
};

HISI_QM_QP_CHECK(struct hpre_qp, qm);

/** Bytes a session takes, alignment included. */
#define HPRE_SESSION_SIZE (sizeof(struct hpre_session) + RTE_CACHE_LINE_SIZE)

/** The session in the memory of the library, aligned for its keys (8). */
static inline struct hpre_session *
hpre_session_at(void *mem)
{
	return RTE_PTR_ALIGN_CEIL(mem, RTE_CACHE_LINE_SIZE);
}

/** Memory for the session of a session-less op. */
static inline struct hpre_session *
hpre_temp_session(const struct hpre_qp *qp, uint32_t index)
{
	return hpre_session_at(qp->temp + (size_t)index * HPRE_SESSION_SIZE);
}

/* hpre_type.c */

struct hpre_in;
struct hpre_out;
enum hpre_built;

/** A type of xform: what the driver offers for it, and who does it. */
struct hpre_type {
	/** Line of the device's algorithms that it needs. */
	const char *alg;
	struct rte_cryptodev_asymmetric_xform_capability capa;
	/**
	 * Check an xform and fill in a session. Errors are logged, see
	 * hpre_bad(). Then the session may hold secrets to be wiped.
	 * @return 0; -ENOTSUP: not offered; -EINVAL: makes no sense
	 */
	int (*init)(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		    const struct rte_crypto_asym_xform *x,
		    struct hpre_session *s);
	/** Write the descriptor of an op, or finish the op. */
	enum hpre_built (*build)(struct hpre_in *in);
	/** Bring the result of an op to the application. @return op status */
	uint8_t (*finish)(struct hpre_out *out);
};

/** The type that a device offers for an xform, or NULL. */
const struct hpre_type *hpre_type_get(const struct hisi_qm_dev *qm,
				      enum rte_crypto_asym_xform_type type);

/** Capabilities of a device. @return to be freed by the caller, or NULL */
struct rte_cryptodev_capabilities *hpre_caps_make(const struct hisi_qm_dev *qm);

/** Whether a device has algorithms of the second queue type (2.1). */
bool hpre_has_curves(const struct hisi_qm_dev *qm);

/**
 * The tags of a device. Devices with the same algorithms on a queue get the
 * same tag for it.
 * @param dev has its common part and curves
 */
void hpre_tags_set(struct hpre_device *dev);

/* hpre_session.c */

/**
 * Fill in a session.
 * @param pair of a session-less op, else NULL; see hpre_bad()
 * @return 0, -ENOTSUP, -EINVAL; what is wrong is logged
 */
int hpre_session_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		      const struct rte_crypto_asym_xform *xform,
		      struct hpre_session *s);

/**
 * Log why an xform is refused.
 * @param pair of a session-less op: then it is an error of the op, of which only
 *   a few per pair are logged
 * @return -EINVAL
 */
__rte_cold __rte_format_printf(2, 3)
int hpre_bad(struct hisi_qm_pair *pair, const char *fmt, ...);

/**
 * Put an operand of an xform into its slot.
 * @param what its name, for the message
 * @return 0, or -EINVAL if it is missing, 0 or too long
 */
int hpre_key_put(struct hisi_qm_pair *pair, uint8_t *to, size_t slot,
		 const char *what, const rte_crypto_uint *v);

/**
 * Put an odd modulus into the slot that fits it.
 * @param sizes operand sizes in bytes that may be used, ascending, 0 at the end
 * @param to HISI_HPRE_MAX_KSZ bytes; receives ksz bytes
 * @param s receives ksz; len, the bytes of n without leading zeros; bits
 * @return 0 or -EINVAL
 */
int hpre_modulus_put(struct hisi_qm_pair *pair, const uint16_t *sizes,
		     const char *what, const rte_crypto_uint *n, uint8_t *to,
		     struct hpre_session *s);

/** A template: algorithm, operand size, key; the rest is 0 (3.1, 3.7). */
void hpre_template(struct hisi_hpre_sqe *sqe, uint32_t alg, uint32_t ksz,
		   const void *key);

/** struct hpre_type has the meaning of these. */
int hpre_rsa_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		  const struct rte_crypto_asym_xform *x,
		  struct hpre_session *s);
int hpre_modex_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		    const struct rte_crypto_asym_xform *x,
		    struct hpre_session *s);
int hpre_dh_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		 const struct rte_crypto_asym_xform *x,
		 struct hpre_session *s);
int hpre_ec_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		 const struct rte_crypto_asym_xform *x,
		 struct hpre_session *s);

/* Data path. */

/** As enqueue_pkt_burst_t has it. */
uint16_t hpre_enqueue(void *qp, struct rte_crypto_op **ops, uint16_t nb);
/** As dequeue_pkt_burst_t has it. */
uint16_t hpre_dequeue(void *qp, struct rte_crypto_op **ops, uint16_t nb);
/** Take at most budget completions per queue, release no op. */
void hpre_scan(void *qp, uint32_t budget);
/** Final status of an op whose queue died. */
void hpre_fail(void *qp, struct hisi_qm_entry *entry, uint32_t index);

#endif /* HPRE_PMD_H */
