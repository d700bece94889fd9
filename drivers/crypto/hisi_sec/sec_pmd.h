/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_PMD_H
#define SEC_PMD_H

/** @file Structures of the crypto_hisi_sec driver, shared by its files. */

#include <stdlib.h>

#include <cryptodev_pmd.h>
#include <rte_cryptodev.h>

#include <hisi_compat.h>
#include <hisi_qm.h>
#include <hisi_qm_cryptodev.h>
#include <hw/engine.h>
#include <hw/sec.h>

#define SEC_DRIVER_NAME crypto_hisi_sec

extern int sec_logtype;
extern uint8_t sec_driver_id;
extern struct rte_cryptodev_ops sec_ops;

#define RTE_LOGTYPE_hisi_sec sec_logtype
/** Log a line; it begins with the name of the type. */
#define SEC_LOG(level, ...) RTE_LOG_LINE(level, hisi_sec, __VA_ARGS__)

/** A cipher, digest, MAC or AEAD (sec.md 8, 9, 10, 12.4). Sizes are in bytes. */
struct sec_alg {
	enum rte_crypto_sym_xform_type type;
	int algo;          /**< Of DPDK's enum for the type. */
	uint32_t needs;    /**< HISI_GEN_* that its generations have. */
	uint8_t needs_alg; /**< SEC_HAS_* that the device names; 0 for NULL. */
	uint8_t alg;       /**< HISI_SEC_C_ALG_*, or HISI_SEC_A_ALG_*. */
	uint8_t mode;      /**< HISI_SEC_C_MODE_*. */
	uint8_t block;     /**< A cipher takes multiples of it. */
	uint8_t min_len;   /**< Cipher: least data, other than none. */
	bool one_pass;     /**< CBC and this MAC can be one descriptor. */
	bool soft_empty;   /**< No engine makes the MAC of an empty message. */
	/** Sizes; one whose max is 0 does not count. */
	struct rte_crypto_param_range key, iv, digest, aad;
	const char *digest_name; /**< libcrypto's name of the hash. */
};

struct sec_device;

/** An algorithm of a device. @return NULL if the device has not got it */
const struct sec_alg *sec_alg_find(const struct sec_device *dev,
				   enum rte_crypto_sym_xform_type type,
				   int algo);

/**
 * Capabilities of a device, made from the table of algorithms.
 * @return an array that ends as DPDK wants it, to be freed by the caller;
 *   NULL if memory is short
 */
struct rte_cryptodev_capabilities *sec_caps_make(const struct sec_device *dev);

/** A device; dev_private of the cryptodev. */
struct sec_device {
	struct hisi_qm_cryptodev common;
	const struct sec_path *path; /**< That of its descriptor type. */
	struct rte_cryptodev_capabilities *caps;
	uint32_t has;         /**< HISI_GEN_* of its generation. */
	unsigned int classes; /**< SEC_HAS_*, of its algorithms. */
	uintptr_t tag;   /**< sec_tag() of its generation and algorithms. */
};

/**
 * Number that a device and the sessions made with it have in common. Devices
 * with the same algorithms and generation have the same tag, so that a session
 * may be used on all of them.
 *
 * A session holds the tag plus its enum sec_class. A device of generation 5
 * also takes the sessions of generation 3: their tag is SEC_TAG_OLDER higher
 * than its own.
 * @param has bits HISI_GEN_*
 * @param classes bits SEC_HAS_*
 */
uintptr_t sec_tag(uint32_t has, unsigned int classes);

/** Distance from the tag of generation 5 to that of generation 3. */
#define SEC_TAG_OLDER 8

/** Words of the device's algorithms text (sec.md 14). */
#define SEC_HAS_CIPHER (1U << 0)
#define SEC_HAS_DIGEST (1U << 1)
#define SEC_HAS_AEAD (1U << 2)
#define SEC_HAS_ALL (SEC_HAS_CIPHER | SEC_HAS_DIGEST | SEC_HAS_AEAD)

/** Bytes of an IV of AES-CTR to which the driver adds the counter. */
#define SEC_NONCE_LEN 12

/** Scratch memory of an op in flight. */
struct sec_cookie {
	uint8_t mac[64];     /**< MAC that the engine made, or tag for it. */
	uint8_t counter[16]; /**< First counter block of CCM (10.2) or CTR. */
	uint8_t ccm_b0[16];  /**< CCM: first block of the MAC. */
	/** Session of a session-less op, goes back to the pool. */
	struct rte_cryptodev_sym_session *temp;
	uint8_t *tag;        /**< What mac is compared with or copied to. */
	uint8_t tag_len;
	uint8_t raw_status;  /**< Raw API: enum rte_crypto_op_status. */
	uint16_t second_aux; /**< Of the entry during the second pass. */
	struct hisi_sec_sqe second; /**< Second pass of a chain. */
};

/** A queue pair. */
struct sec_qp {
	struct hisi_qm_qp qm;
	const struct sec_device *dev;
	uintptr_t tag;   /**< That of the device. */
	struct rte_mempool *session_pool; /**< For session-less ops. */
	uint8_t *sink;   /**< Room for AAD that the engine copies, unread. */
	struct sec_soft *soft; /**< Generation 2 only. */
	/** Raw API: operations enqueued, but not submitted; of the enqueuer. */
	alignas(RTE_CACHE_LINE_SIZE) uint32_t raw_cached;
	/** Likewise: dequeued, but not given back; of the dequeuer. */
	alignas(RTE_CACHE_LINE_SIZE) uint32_t raw_taken;
};

HISI_QM_QP_CHECK(struct sec_qp, qm);

/** The entry's aux: what dequeue has to do when a pass has completed. */
#define SEC_AUX_COMPARE (1U << 0) /**< Compare the MAC made with the tag. */
#define SEC_AUX_SECOND (1U << 1)  /**< Submit the second pass. */
#define SEC_AUX_TEMP (1U << 2)    /**< Free the session. */
#define SEC_AUX_RAW (1U << 3)     /**< It is an operation of the raw API. */
#define SEC_AUX_COPY (1U << 4)    /**< Copy the MAC made to the tag. */
#define SEC_AUX_WIPE (1U << 5)    /**< After an error, wipe the tag. */

/** Hardware queues of a pair: first passes, and passes that need them. */
#define SEC_Q_FIRST 0
#define SEC_Q_SECOND 1
#define SEC_NB_QUEUES 2

/** The parts of an op of a session. */
enum sec_class {
	SEC_CLASS_CIPHER,
	SEC_CLASS_AEAD,
	SEC_CLASS_CHAIN,
	SEC_CLASS_DIGEST,
	SEC_CLASS_NULL,  /**< NULL cipher alone. */
	SEC_CLASS_OTHER, /**< NULL and a digest, GMAC: the flags tell. */
};

/**
 * Tag and class of a session, if the device can execute it.
 * @param tag of the device
 * @param owner of the session
 * @return the class, or the class plus SEC_TAG_OLDER; above SEC_CLASS_LAST if
 *   the session was made by another driver or for a device that this one
 *   cannot replace
 */
static inline uintptr_t
sec_class_of(uintptr_t tag, uintptr_t owner)
{
	return owner - tag;
}

/** The highest valid result of sec_class_of(). */
#define SEC_CLASS_LAST (SEC_TAG_OLDER + SEC_CLASS_OTHER)

/** Case label for a class, made by either generation. */
#define SEC_CASE(cls) case (cls): case (cls) + SEC_TAG_OLDER

/** Session flags. */
#define SEC_F_VERIFY (1U << 0)     /**< The MAC is checked, not made. */
#define SEC_F_AUTH_FIRST (1U << 1) /**< Chain: auth before cipher. */
#define SEC_F_ONE_PASS (1U << 2)   /**< Chain: one descriptor can do it. */
#define SEC_F_CCM (1U << 3)
/** Hardware takes empty messages, and an empty payload of an AEAD. */
#define SEC_F_EMPTY (1U << 4)
#define SEC_F_NULL_CIPHER (1U << 6) /**< Copies, if out of place. */
#define SEC_F_DIGEST (1U << 7)     /**< A digest beside a NULL cipher. */
#define SEC_F_GMAC (1U << 8)
#define SEC_F_IV (1U << 9)         /**< The algorithm has an IV. */
#define SEC_F_NONCE (1U << 10)     /**< CTR: the IV is SEC_NONCE_LEN bytes. */
/** The MAC is not whole words: the engine makes a longer one, which is cut. */
#define SEC_F_LONG_TAG (1U << 11)

/** Bytes that the API reserves in front of the AAD of CCM. */
#define SEC_CCM_AAD_ROOM 18

/** Longest keys the templates point to. */
#define SEC_MAX_C_KEY 64
#define SEC_MAX_A_KEY 128

/**
 * Driver data of a session. Read only on the data path, so that lcores may
 * share it. Descriptors hold the addresses of its keys: it must not be moved.
 */
struct sec_session {
	/** Template of the only pass. */
	struct hisi_sec_sqe bd;
	/** Tag plus class, for sec_class_of(). */
	uintptr_t owner;
	uint16_t flags;
	uint8_t digest_len;
	uint8_t nonce_len;       /**< CCM. */
	uint8_t c_key_code;      /**< AEAD: code of the key length. */
	uint16_t iv_offset;      /**< From the op. */
	uint16_t aad_len;
	uint32_t block_mask;     /**< Cipher: length & mask must be 0. */
	uint32_t min_len;        /**< Cipher: least length but 0. */
	/** Block mask of usual ops; all ones if the session has none. */
	uint64_t short_mask;
	uint32_t short_payload;  /**< AEAD: longest payload of a usual op. */
	uint32_t prefetch_mask;  /**< Word 14 is cut to it (12.3). */
	uint64_t max_payload;    /**< AEAD: what L and the engine allow. */
	/** Likewise, if source and destination are lists. */
	struct hisi_sec_sqe list_bd;
	/** Templates of the passes of a chain in two. */
	struct hisi_sec_sqe cipher_bd;
	struct hisi_sec_sqe auth_bd;
	uint8_t c_key[SEC_MAX_C_KEY];
	uint8_t a_key[SEC_MAX_A_KEY];
	uint8_t empty_mac[64];   /**< MAC of the empty message. */
	uint8_t ccm_a1[16];      /**< CCM blocks without nonce and length. */
	uint8_t ccm_b0[16];
};

/** One pass through the engine, for the template builders. */
struct sec_pass {
	uint8_t cipher;    /**< HISI_SEC_CIPHER_* */
	uint8_t auth;      /**< HISI_SEC_AUTH_* */
	uint8_t c_alg;
	uint8_t c_mode;
	uint8_t c_key_len; /**< Code. */
	uint8_t c_icv_len; /**< Bytes. */
	uint8_t a_alg;
	uint8_t a_key_words;
	uint8_t mac_words;
	uint16_t aad_len;  /**< AEAD. */
	const void *c_key;
	const void *a_key;
};

/** The data path of a descriptor type. */
struct sec_path {
	/** Write the constant words of a descriptor (sec.md 3, 4, 7). */
	void (*template)(struct hisi_sec_sqe *bd, const struct sec_pass *pass);
	/** Say that source and destination are lists. */
	void (*lists)(struct hisi_sec_sqe *bd, uint32_t prefetch_mask);
	enqueue_pkt_burst_t enqueue;
	/* Raw API, as struct rte_crypto_raw_dp_ctx has them. */
	cryptodev_sym_raw_enqueue_burst_t raw_burst;
	cryptodev_sym_raw_enqueue_t raw_single;
};

/** Descriptor type 2, for generation 2. */
extern const struct sec_path sec_path_bd2;
/** Descriptor type 3, for generation 3 and later. */
extern const struct sec_path sec_path_bd3;

/**
 * Fill in a session.
 * @return 0, -ENOTSUP for what the engine has not, -EINVAL for what makes no
 *   sense; what is wrong is logged
 */
int sec_session_init(const struct sec_device *dev,
		     const struct rte_crypto_sym_xform *xform,
		     struct sec_session *s);

/**
 * MAC or digest of the empty message, from libcrypto.
 * @param out receives the full length, at most 64 bytes
 * @return 0, -ENOTSUP if libcrypto has not got the algorithm, -EINVAL
 */
int sec_empty_mac(const struct sec_alg *alg, const uint8_t *key,
		  size_t key_len, uint8_t *out);

/**
 * The key of a MAC as the engine takes it: one longer than a block is replaced
 * by its digest, as HMAC has it (9.4).
 * @param len of the key given, then of out
 * @param out SEC_MAX_A_KEY bytes
 * @return 0, -ENOTSUP if libcrypto has not got the algorithm
 */
int sec_short_key(const struct sec_alg *alg, const uint8_t *key,
		  uint16_t *len, uint8_t *out);

/** Make the state of a queue pair for empty payloads. @return NULL on failure */
struct sec_soft *sec_soft_new(void);
/** Free it; NULL is allowed. */
void sec_soft_free(struct sec_soft *soft);
/**
 * Make or check the tag of an empty payload in software.
 * @param iv as the op has it
 * @param aad aad_len bytes
 * @param tag of the op
 * @return enum rte_crypto_op_status
 */
uint8_t sec_soft_aead(struct sec_qp *qp, const struct sec_session *s,
		      const uint8_t *iv, const uint8_t *aad, uint8_t *tag);

/** As dequeue_pkt_burst_t has it; submits second passes, too. */
uint16_t sec_dequeue(void *qp, struct rte_crypto_op **ops, uint16_t nb);
/** Take at most budget completions per queue, release no op. */
void sec_scan(void *qp, uint32_t budget);
/** Final status of an op whose queue died. */
void sec_fail(void *qp, struct hisi_qm_entry *entry, uint32_t index);

/* Raw data-path API. */

/**
 * The driver's part of a context. Without a session the context holds what one
 * would, keys included: it must stay where it is until its operations are back,
 * and the caller, who owns it, should wipe it.
 */
struct sec_raw_ctx {
	const struct sec_session *s;
	enum sec_class cls;
	struct sec_session own;
};

/** As struct rte_cryptodev_ops has it: bytes of a context's driver part. */
int sec_raw_ctx_size(struct rte_cryptodev *dev);
/** Likewise. @return 0; -EINVAL: session; what is wrong is logged */
int sec_raw_configure(struct rte_cryptodev *dev, uint16_t id,
		      struct rte_crypto_raw_dp_ctx *ctx,
		      enum rte_crypto_op_sess_type type,
		      union rte_cryptodev_session_ctx session,
		      uint8_t update);
/** How many of nb operations fit behind those that wait for enqueue_done. */
uint32_t sec_raw_room(struct sec_qp *qp, uint32_t nb);
/**
 * Set the statuses of operations that are not taken.
 * @param from the first of them
 * @param error of the first; the others are to be tried again
 */
void sec_raw_status(struct rte_crypto_sym_vec *vec, uint32_t from, int error);

/** Wipe the session of a session-less op, and give it back to its pool. */
void sec_temp_session_put(struct sec_qp *qp, struct sec_cookie *cookie);

#endif /* SEC_PMD_H */
