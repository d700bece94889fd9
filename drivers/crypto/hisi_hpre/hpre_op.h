/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_OP_H
#define HPRE_OP_H

/** @file Ops on their way in and out, and the tasks made of them. */

#include "hpre_pmd.h"

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
	/** The result needed no hardware and is in the cookie's out. */
	HPRE_KNOWN,
};

/** The entry's aux, which tells dequeue how to finish an op. */
enum hpre_finish {
	HPRE_FINISH_LENGTH,   /**< Result is in place: set its length. */
	HPRE_FINISH_COPY,     /**< Result is in the cookie: copy it out. */
	HPRE_FINISH_UNPAD,    /**< Remove encryption padding. */
	HPRE_FINISH_COMPARE,  /**< Check a signature's result. */
	HPRE_FINISH_KEY_PAIR, /**< Copy, and the generated private key, too. */
	HPRE_FINISH_MASK = 0xff,
	/* Flags: wipe these parts of the cookie, and the op's own session. */
	HPRE_WIPE_IN = 0x100,
	HPRE_WIPE_OUT = 0x200,
	HPRE_WIPE_KEY = 0x400,
	HPRE_WIPE_SESSION = 0x800,
};

/** struct hpre_type has the meaning of these. */
enum hpre_built hpre_rsa_build(struct hpre_in *in);
enum hpre_built hpre_modex_build(struct hpre_in *in);
enum hpre_built hpre_dh_build(struct hpre_in *in);
enum hpre_built hpre_ecdsa_build(struct hpre_in *in);
enum hpre_built hpre_ecdh_build(struct hpre_in *in);
enum hpre_built hpre_ecpm_build(struct hpre_in *in);
enum hpre_built hpre_ecfpm_build(struct hpre_in *in);
enum hpre_built hpre_sm2_build(struct hpre_in *in);

/** An op on its way out. */
struct hpre_out {
	const struct hpre_session *s;
	struct rte_crypto_op *op;
	struct hpre_cookie *cookie;
	/** That of dequeue, or of enqueue if no hardware was needed. */
	struct hpre_hash_ctx *hash;
	uint32_t aux;
	uint32_t verdict; /**< Word 6 of a verify (3.1). */
};

/** struct hpre_type has the meaning of these. */
uint8_t hpre_rsa_finish(struct hpre_out *out);
uint8_t hpre_modex_finish(struct hpre_out *out);
uint8_t hpre_dh_finish(struct hpre_out *out);
uint8_t hpre_ecdsa_finish(struct hpre_out *out);
uint8_t hpre_ecdh_finish(struct hpre_out *out);
uint8_t hpre_ecpm_finish(struct hpre_out *out);
uint8_t hpre_sm2_finish(struct hpre_out *out);

/** Refuse an op, and log the reason. */
#define HPRE_REFUSE(in, ...) \
	__extension__ ({ \
		(in)->op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS; \
		hisi_qm_op_error((in)->qp->qm.pair, __VA_ARGS__); \
		HPRE_FINISHED; \
	})

/** Fail an op because there are no random numbers. */
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

/** The same with a key of the op's own. */
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

/** Alignment of results that hardware writes (8); not the CPU's cache line. */
#define HPRE_ALIGN 64

/**
 * Whether hardware may write a result to the application's buffer: the result
 * fills its slot and is aligned as the datasheet wants it (question 20). Operands
 * that hardware reads need not be aligned.
 */
static inline bool
hpre_in_place(const void *p, size_t len, size_t ksz)
{
	return len == ksz && ((uintptr_t)p & (HPRE_ALIGN - 1)) == 0;
}

/** Whether two ranges overlap. Input and output of a task may not (8). */
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

#endif /* HPRE_OP_H */
