/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_PMD_H
#define HPRE_PMD_H

/** @file Structures of the crypto_hisi_hpre driver, shared by its files. */

#include <cryptodev_pmd.h>
#include <rte_cryptodev.h>

#include <hisi_compat.h>
#include <hisi_qm_ring.h>
#include <hw/hpre.h>

#define HPRE_DRIVER_NAME crypto_hisi_hpre

extern int hpre_logtype;
extern uint8_t hpre_driver_id;
extern struct rte_cryptodev_ops hpre_ops;

#define HPRE_LOG(level, fmt, ...) \
	rte_log(RTE_LOG_ ## level, hpre_logtype, "hisi_hpre: " fmt "\n", \
		## __VA_ARGS__)

/** A device; dev_private of the cryptodev. */
struct hpre_device {
	struct hisi_qm_dev *qm;
	struct rte_cryptodev_capabilities *caps;
};

/** Hardware queues of a pair: RSA and DH never mix with curves (hpre.md 2.1). */
#define HPRE_Q_RSA 0

/** Key of an RSA session, in the engine's form (hpre.md 5.1). */
struct hpre_rsa_key {
	uint8_t pub[HISI_HPRE_NCRT_KEY_SLOTS * HISI_HPRE_MAX_KSZ];
	/** d and n, or the CRT operands, whichever is longer. */
	uint8_t priv[HISI_HPRE_CRT_HALF_SLOTS * HISI_HPRE_MAX_KSZ / 2];
	struct hisi_hpre_sqe pub_sqe;
	struct hisi_hpre_sqe priv_sqe;
	bool has_priv;
};

/**
 * Driver data of a session. Read only on the data path. Templates hold the
 * addresses of its keys: it must not be moved.
 */
struct hpre_session {
	/** Device that made it: guards against foreign sessions. */
	const struct hpre_device *owner;
	enum rte_crypto_asym_xform_type type;
	uint32_t ksz;      /**< Operand size in bytes. */
	struct hpre_rsa_key rsa;
};

/** Scratch memory of an op in flight. */
struct hpre_cookie {
	uint8_t in[HISI_HPRE_MAX_KSZ];
	uint8_t out[HISI_HPRE_MAX_KSZ];
};

/** Random bytes at hand, so that an op does not have to ask for them. */
#define HPRE_RANDOM_POOL 4096

/** A queue pair; begins as struct hisi_qm_qp. */
struct hpre_qp {
	struct hisi_qm_pair *pair;
	const struct hpre_device *dev;
	/** Sessions of session-less ops, one per op; pages come with use. */
	uint8_t *temp;
	size_t temp_size;
	uint32_t random_left;
	uint8_t random[HPRE_RANDOM_POOL];
};

/** Bytes a session takes, alignment included. */
#define HPRE_SESSION_SIZE (sizeof(struct hpre_session) + RTE_CACHE_LINE_SIZE)

/** The session in the memory cryptodev gives us; keys want alignment (8). */
static inline struct hpre_session *
hpre_session_at(void *mem)
{
	return RTE_PTR_ALIGN_CEIL(mem, RTE_CACHE_LINE_SIZE);
}

/** Capabilities of a device. @return to be freed by the caller, or NULL */
struct rte_cryptodev_capabilities *hpre_caps_make(const struct hisi_qm_dev *qm);

/**
 * Fill in a session.
 * @return 0, -ENOTSUP, -EINVAL; what is wrong is logged
 */
int hpre_session_init(const struct hpre_device *dev,
		      const struct rte_crypto_asym_xform *xform,
		      struct hpre_session *s);

/** Key blobs and templates of an RSA session. */
int hpre_rsa_init(const struct rte_crypto_rsa_xform *x,
		  struct hpre_session *s);

/** Results of the builders: a descriptor was written, or the op is finished
 * and its status set.
 */
#define HPRE_SUBMIT 1
#define HPRE_FINISHED 0

/** The entry's aux: what dequeue does with the result of an op. */
enum hpre_finish {
	HPRE_FINISH_LENGTH,   /**< Result is in place: set its length. */
	HPRE_FINISH_COPY,     /**< Result is in the cookie: copy it out. */
	HPRE_FINISH_UNPAD,    /**< Remove encryption padding. */
	HPRE_FINISH_COMPARE,  /**< Compare with the message expected. */
	HPRE_FINISH_MASK = 0xff,
	HPRE_FINISH_TEMP = 0x100, /**< Flag: wipe the session. */
};

/**
 * Write the descriptor of an RSA op.
 * @param aux receives how to finish the op
 * @return HPRE_SUBMIT or HPRE_FINISHED
 */
int hpre_rsa_build(struct hpre_qp *qp, const struct hpre_session *s,
		   struct rte_crypto_op *op, uint32_t index, uint32_t *aux);

/** Bring the result of an RSA op to the application. @return op status */
uint8_t hpre_rsa_finish(const struct hpre_session *s,
			struct rte_crypto_op *op, struct hpre_cookie *cookie,
			uint32_t aux);

/* hpre_pad.c: PKCS#1 v1.5 (RFC 8017). */

/** Bytes of padding at least: two fixed, eight of filling, a separator. */
#define HPRE_PKCS1_OVERHEAD 11

/**
 * Encode for encryption, block type 2.
 * @param em receives ksz bytes
 * @return 0, -EINVAL if the message is longer than ksz less the overhead, -EIO
 *   without random numbers
 */
int hpre_pad_encrypt(struct hpre_qp *qp, uint8_t *em, uint32_t ksz,
		     const uint8_t *msg, size_t len);

/**
 * Encode for a signature, block type 1.
 * @param hash the message is the digest of; none (0 or NULL) puts the message
 *   in as it is
 * @return 0, -EINVAL for a message that is too long or no digest of that
 *   hash, -ENOTSUP for another hash
 */
int hpre_pad_sign(uint8_t *em, uint32_t ksz,
		  enum rte_crypto_auth_algorithm hash, const uint8_t *msg,
		  size_t len);

/**
 * Decode after decryption. The time taken and the memory touched depend on
 * ksz and max only.
 * @param out receives the message; not changed if the padding is bad
 * @param max room in out, bytes
 * @param len receives the length of the message; not changed likewise
 * @return whether the padding was good and the message fits
 */
bool hpre_unpad_decrypt(const uint8_t *em, uint32_t ksz, uint8_t *out,
			size_t max, size_t *len);

/** An op that is refused, with the reason. */
#define HPRE_REFUSE(qp, op, ...) \
	__extension__ ({ \
		(op)->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS; \
		hisi_qm_op_error((qp)->pair, __VA_ARGS__); \
		HPRE_FINISHED; \
	})

/* Data path. */
uint16_t hpre_enqueue(void *qp, struct rte_crypto_op **ops, uint16_t nb);
uint16_t hpre_dequeue(void *qp, struct rte_crypto_op **ops, uint16_t nb);
void hpre_scan(void *qp, uint32_t budget);
/** Final status of an op whose queue died. */
void hpre_fail(void *qp, struct hisi_qm_entry *entry, uint32_t index);

/** Memory for the session of a session-less op. */
static inline struct hpre_session *
hpre_temp_session(const struct hpre_qp *qp, uint32_t index)
{
	return hpre_session_at(qp->temp + (size_t)index * HPRE_SESSION_SIZE);
}

#endif /* HPRE_PMD_H */
