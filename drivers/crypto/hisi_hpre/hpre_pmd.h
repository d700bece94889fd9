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


/** Hardware queues of a pair: RSA and DH never mix with curves (hpre.md 2.1).
 * A device without curves has the first only.
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
	/** Exponent 0 or 1, or modulus 1: no task for hardware (question 3). */
	uint8_t fixed[HISI_HPRE_MAX_KSZ];
	enum {
		HPRE_MODEX_HW,
		HPRE_MODEX_FIXED,  /**< Result is what fixed holds. */
		HPRE_MODEX_BASE,   /**< Result is the base. */
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

/** Curve of a session (5.4, 5.5). */
struct hpre_ec_group {
	const struct hpre_curve *curve;
	struct hisi_hpre_sqe mul_sqe;
	struct hisi_hpre_sqe sign_sqe;
	struct hisi_hpre_sqe verify_sqe;
	struct hisi_ec_kept kept;
};

/**
 * Driver data of a session. Read only on the data path. Templates hold the
 * addresses of its keys: it must not be moved.
 */
struct hpre_session {
	/** Tag of its queue, see struct hpre_device. */
	uint64_t tag;
	enum rte_crypto_asym_xform_type type;
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
	/** Keys that come with the op: x and p of DH, blobs of the curves. */
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
	/** Sessions of session-less ops, one per op; pages come with use. */
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

/** The session in the memory cryptodev gives us; keys want alignment (8). */
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

/* hpre_caps.c */

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
 * @param pair of the op of a session-less op, else NULL: where errors are
 *   told, see hpre_bad()
 * @return 0, -ENOTSUP, -EINVAL; what is wrong is logged
 */
int hpre_session_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		      const struct rte_crypto_asym_xform *xform,
		      struct hpre_session *s);

/**
 * Log why an xform is refused. For one of a session-less op (pair not NULL)
 * it counts as the op's error, of which only a few are logged.
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
 * @param sizes operand sizes in bytes, ascending, 0 at the end
 * @param at_least bytes that have to fit in any case
 * @param to HISI_HPRE_MAX_KSZ bytes; receives ksz bytes
 * @param s receives ksz; len, the bytes of n without leading zeros; bits
 * @return 0 or -EINVAL
 */
int hpre_modulus_put(struct hisi_qm_pair *pair, const uint16_t *sizes,
		     size_t at_least, const char *what,
		     const rte_crypto_uint *n, uint8_t *to,
		     struct hpre_session *s);

/** A template: algorithm, operand size, key; the rest is 0 (3.1, 3.7). */
void hpre_template(struct hisi_hpre_sqe *sqe, uint32_t alg, uint32_t ksz,
		   const void *key);

/**
 * Session set-up by type: check the xform, fill in s.
 * @return 0, -ENOTSUP for what is not offered, -EINVAL for what makes no
 *   sense; what is wrong is logged, and s may hold secrets to wipe
 */
int hpre_rsa_init(struct hisi_qm_pair *pair,
		  const struct rte_crypto_rsa_xform *x,
		  struct hpre_session *s);
/** Likewise. */
int hpre_modex_init(struct hisi_qm_pair *pair,
		    const struct rte_crypto_modex_xform *x,
		    struct hpre_session *s);
/** Likewise. */
int hpre_dh_init(struct hisi_qm_pair *pair,
		 const struct rte_crypto_dh_xform *x, struct hpre_session *s);
/** Likewise. @param curves of the device */
int hpre_ec_init(struct hisi_qm_pair *pair, const struct hpre_curves *curves,
		 const struct rte_crypto_ec_xform *x, struct hpre_session *s);

/** An op on its way in. */
struct hpre_in {
	struct hpre_qp *qp;
	const struct hpre_session *s;
	struct rte_crypto_op *op;
	struct hpre_cookie *cookie;
	struct hisi_hpre_sqe *sqe; /**< The free slot. */
	uint32_t aux;              /**< How to finish: enum hpre_finish. */
};

/** Results of the builders. */
enum hpre_built {
	HPRE_FINISHED,  /**< The op has its status. */
	HPRE_SUBMIT,    /**< The descriptor is written. */
	/** The result is known without hardware and is in the cookie's out;
	 * aux says how to go on from there.
	 */
	HPRE_KNOWN,
};

/** The entry's aux: what dequeue does with the result of an op. */
enum hpre_finish {
	HPRE_FINISH_LENGTH,   /**< Result is in place: set its length. */
	HPRE_FINISH_COPY,     /**< Result is in the cookie: copy it out. */
	HPRE_FINISH_UNPAD,    /**< Remove encryption padding. */
	HPRE_FINISH_COMPARE,  /**< Check a signature's result. */
	HPRE_FINISH_KEY_PAIR, /**< Copy, and the generated private key, too. */
	HPRE_FINISH_MASK = 0xff,
	/* Flags: parts of the cookie with secrets in them, and the session. */
	HPRE_WIPE_IN = 0x100,
	HPRE_WIPE_OUT = 0x200,
	HPRE_WIPE_KEY = 0x400,
	HPRE_WIPE_SESSION = 0x800,
};

/** Write the descriptor of an op, or finish the op. */
enum hpre_built hpre_rsa_build(struct hpre_in *in);
/** Likewise. */
enum hpre_built hpre_modex_build(struct hpre_in *in);
/** Likewise. */
enum hpre_built hpre_dh_build(struct hpre_in *in);
/** Likewise. */
enum hpre_built hpre_ecdsa_build(struct hpre_in *in);
/** Likewise. */
enum hpre_built hpre_ecdh_build(struct hpre_in *in);
/** Likewise. */
enum hpre_built hpre_ecpm_build(struct hpre_in *in);

/** An op on its way out. */
struct hpre_out {
	const struct hpre_session *s;
	struct rte_crypto_op *op;
	struct hpre_cookie *cookie;
	/** Of the side that finishes the op: dequeue, or enqueue for a result
	 * known without hardware.
	 */
	struct hpre_hash_ctx *hash;
	uint32_t aux;
	uint32_t verdict; /**< Word 6 of a verify (3.1). */
};

/** Bring the result of an op to the application. @return op status */
uint8_t hpre_rsa_finish(struct hpre_out *out);
/** Likewise. */
uint8_t hpre_modex_finish(struct hpre_out *out);
/** Likewise. */
uint8_t hpre_dh_finish(struct hpre_out *out);
/** Likewise. */
uint8_t hpre_ecdsa_finish(struct hpre_out *out);
/** Likewise. */
uint8_t hpre_ecdh_finish(struct hpre_out *out);
/** Likewise. */
uint8_t hpre_ecpm_finish(struct hpre_out *out);

/** An op that is refused, with the reason. */
#define HPRE_REFUSE(in, ...) \
	__extension__ ({ \
		(in)->op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS; \
		hisi_qm_op_error((in)->qp->qm.pair, __VA_ARGS__); \
		HPRE_FINISHED; \
	})

/** An op that fails for want of random numbers. */
#define HPRE_NO_RANDOM(in) \
	__extension__ ({ \
		(in)->op->status = RTE_CRYPTO_OP_STATUS_ERROR; \
		hisi_qm_op_error((in)->qp->qm.pair, "libcrypto has no random numbers; see its configuration"); \
		HPRE_FINISHED; \
	})

/** Where a task reads and writes. */
static inline void
hpre_addresses(struct hisi_hpre_sqe *sqe, const void *from, const void *to)
{
	sqe->in_lo = HISI_LO32(hisi_qm_addr(from));
	sqe->in_hi = HISI_HI32(hisi_qm_addr(from));
	sqe->out_lo = HISI_LO32(hisi_qm_addr(to));
	sqe->out_hi = HISI_HI32(hisi_qm_addr(to));
}

/** Write a descriptor: a template with its addresses. */
static inline enum hpre_built
hpre_submit(const struct hpre_in *in, const struct hisi_hpre_sqe *template,
	    const void *from, const void *to)
{
	*in->sqe = *template;
	hpre_addresses(in->sqe, from, to);
	return HPRE_SUBMIT;
}

/** The same with a key that came with the op. */
static inline enum hpre_built
hpre_submit_key(const struct hpre_in *in,
		const struct hisi_hpre_sqe *template, const void *key,
		const void *from, const void *to)
{
	hpre_submit(in, template, from, to);
	in->sqe->key_lo = HISI_LO32(hisi_qm_addr(key));
	in->sqe->key_hi = HISI_HI32(hisi_qm_addr(key));
	return HPRE_SUBMIT;
}

/** Alignment of operands that hardware uses (8), whatever the CPU's lines. */
#define HPRE_ALIGN 64

/**
 * Whether hardware may write a result where it is wanted: it fills its slot
 * and is aligned as the datasheet wants it (question 20). What hardware reads
 * need not be aligned: a key in a packet is read where it lies.
 */
static inline bool
hpre_in_place(const void *p, size_t len, size_t ksz)
{
	return len == ksz && ((uintptr_t)p & (HPRE_ALIGN - 1)) == 0;
}

/** Whether two ranges have a byte in common; in and out never do (8). */
static inline bool
hpre_overlap(const uint8_t *a, const uint8_t *b, size_t len)
{
	return a < b + len && b < a + len;
}

/**
 * Copy a result out of a slot.
 * @param len bytes of the result, right-aligned in the slot
 * @param strip without leading zero bytes, but for the last byte
 */
void hpre_result_put(rte_crypto_param *to, const uint8_t *slot, size_t ksz,
		     size_t len, bool strip);

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
