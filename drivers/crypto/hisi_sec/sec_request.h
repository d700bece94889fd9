/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_REQUEST_H
#define SEC_REQUEST_H

/**
 * @file
 * One operation, whoever gives it. An op of the crypto op API and an operation
 * of the raw data-path API both become a struct sec_request (sec_request.c).
 * sec_build() turns that into the words of one or two descriptors, which
 * sec_bd_write() writes.
 */

#include <hisi_qm_enqueue.h>
#include <hisi_qm_sgl.h>

#include "sec_pmd.h"

/** Where the engine finds data. */
struct sec_place {
	uint64_t addr;
	bool sgl; /**< addr is a scatter list. */
};

/** Data of an operation: an mbuf chain, or the vectors of the raw API. */
struct sec_bytes {
	const struct rte_mbuf *m; /**< NULL if the data is in vectors. */
	const struct rte_crypto_vec *vec;
	uint32_t nb;              /**< Vectors. */
};

/** One operation. */
struct sec_request {
	struct sec_qp *qp;
	const struct sec_session *s;
	struct sec_cookie *cookie;
	uint32_t index;       /**< In the op ring. */
	uint32_t aux;         /**< SEC_AUX_*: receives the work of dequeue. */
	uint32_t tag_aux;     /**< Likewise, of the pass that makes the MAC. */
	enum sec_class cls;
	struct sec_bytes src;
	struct sec_bytes dst;   /**< Out of place only. */
	bool oop;
	bool enciphered;      /**< The cipher region has the digest in it. */
	uint8_t status;       /**< Of an operation without a descriptor. */
	uint32_t c_off, c_len; /**< Cipher region, or payload of an AEAD. */
	uint32_t a_off, a_len; /**< Auth region. */
	const uint8_t *iv;    /**< Of cipher, AEAD or GMAC. */
	const uint8_t *aad;
	uint8_t *digest;      /**< MAC or tag, made or given. */
};

/** The words of a descriptor that differ per op. What is 0 is not needed. */
struct sec_words {
	const struct hisi_sec_sqe *template;
	struct sec_place src;
	struct sec_place dst;
	bool oop;
	uint32_t len;         /**< Bytes of all data, for the prefetch. */
	uint32_t c_len;
	uint32_t a_len;
	uint32_t cipher_offset; /**< Where the cipher region starts (6.2). */
	const void *iv;
	const void *a_iv;     /**< CCM: block B0. */
	const void *mac;
};

/** Refuse an operation, with the reason. @return -EINVAL */
#define SEC_REFUSE(r, ...) \
	__extension__ ({ \
		(r)->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS; \
		hisi_qm_op_error((r)->qp->qm.pair, __VA_ARGS__); \
		-EINVAL; \
	})

/**
 * Take an op. qp, index, cookie and aux of the request are set already.
 * @return 0, or -EINVAL if it is refused, with the status set
 */
int sec_request_op(struct sec_request *r, struct rte_crypto_op *op);

/**
 * Take an operation of the raw API. qp, index, cookie, aux, s and cls of the
 * request are set already.
 * @param i which one of vec
 * @return 0, or -EINVAL if it is refused
 */
int sec_request_raw(struct sec_request *r, const struct rte_crypto_sym_vec *vec,
		    uint32_t i, union rte_crypto_sym_ofs ofs);

/**
 * Make the words of an operation's descriptors.
 * @param w receives the words of the first pass, then of the second
 * @return how many descriptors there are, 1 or 2; 0 if the operation is
 *   finished and its status set; -EINVAL if it is refused
 */
int sec_build(struct sec_request *r, struct sec_words w[2]);

/**
 * Add a range of data to a list.
 * @return 0, -EINVAL if the data is shorter, -ENOSPC if the list is full
 */
int sec_bytes_add(struct hisi_qm_sgl *sgl, const struct sec_bytes *buf,
		uint32_t offset, uint32_t len);

/**
 * Find a range of data: flat if it is in the first segment, else as a list.
 * @param sgl the list to use
 * @return 0, or the error of sec_bytes_add()
 */
int sec_bytes_place(struct hisi_qm_sgl *sgl, const struct sec_bytes *buf,
		  uint32_t offset, uint32_t len, struct sec_place *place);

/**
 * Copy a range of data to the same place in another buffer.
 * @return 0, or -EINVAL if one of them is shorter, and nothing is copied
 */
int sec_bytes_copy(const struct sec_bytes *to, const struct sec_bytes *from,
		 uint32_t offset, uint32_t len);

/**
 * Find a byte.
 * @param room receives how many bytes there are from it to the segment's end
 * @return NULL if the data ends before it
 */
uint8_t *sec_bytes_at(const struct sec_bytes *buf, uint64_t offset,
		      uint32_t *room);

/** Refuse an operation whose data cannot be found. @param err of the search */
int sec_refuse_place(struct sec_request *r, int err, uint32_t offset,
		     uint32_t len);

/**
 * Find source and destination, at the same offset in both; the destination is
 * the source in place.
 * @return 0, or -EINVAL after refusing the operation
 */
int sec_place_both(struct sec_request *r, struct sec_words *w, uint32_t offset,
		   uint32_t len);

/**
 * Find the destination of a cipher region that follows bytes which the engine
 * copies (6.2). The copy goes to the sink, because these bytes of the
 * destination belong to the application.
 * @param before bytes that the engine copies, at most HISI_SEC_MAX_AAD
 * @return 0, or -EINVAL after refusing the operation
 */
int sec_place_behind_sink(struct sec_request *r, struct sec_words *w,
			  uint32_t before);

/**
 * Find the auth region of a chain out of place, cipher first. What the cipher
 * writes is in the destination, all else is in the source.
 * @return 0, or the error of sec_bytes_add()
 */
int sec_place_mixed(struct sec_request *r, struct sec_place *place);

/**
 * Find the source of a cipher region out of place that has the digest in it.
 * The digest is read from the destination, where the first pass has put it.
 * @return 0, or the error of sec_bytes_add()
 */
int sec_place_digest(struct sec_request *r, struct sec_place *place);

/**
 * Digest encrypted: find out whether the digest of a chain in two passes follows
 * the auth region, and the cipher region goes beyond it. A digest given in the
 * source is then meant in the destination, which receives the cipher region.
 * @return 0, with enciphered and digest set; -EINVAL after refusing the
 *   operation
 */
int sec_find_enciphered(struct sec_request *r);

/** A list of the operation. @param which HISI_QM_SGL_* */
static __rte_always_inline struct hisi_qm_sgl *
sec_list(const struct sec_request *r, uint32_t which)
{
	return hisi_qm_sgl_of(r->qp->qm.pair, r->index, which);
}

/** Empty a list, and make it the place of data. */
static __rte_always_inline void
sec_list_start(struct hisi_qm_sgl *sgl, struct sec_place *place)
{
	hisi_qm_sgl_init(sgl);
	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
}

/** Whether len bytes from offset on are in the first segment. */
static __rte_always_inline bool
sec_is_flat(const struct rte_mbuf *m, uint64_t offset, uint64_t len)
{
	return offset + len <= m->data_len;
}

/** Copy a MAC; it is mostly one of these lengths. */
static __rte_always_inline void
sec_copy_tag(uint8_t *to, const uint8_t *from, uint32_t len)
{
	if (likely(len == 16))
		memcpy(to, from, 16);
	else if (len == 12)
		memcpy(to, from, 12);
	else
		memcpy(to, from, len);
}

/** Whether the engine puts the MAC into the cookie: dequeue takes it there. */
static __rte_always_inline bool
sec_tag_in_cookie(uint32_t flags)
{
	return (flags & (SEC_F_VERIFY | SEC_F_LONG_TAG)) != 0;
}

/** The work of dequeue then. */
static __rte_always_inline uint32_t
sec_tag_aux(uint32_t flags)
{
	return flags & SEC_F_VERIFY ? SEC_AUX_COMPARE :
	       flags & SEC_F_LONG_TAG ? SEC_AUX_COPY : 0;
}

/** Let dequeue compare or copy the MAC. @return where the engine puts it */
static __rte_always_inline void *
sec_tag_later(struct sec_cookie *cookie, const struct sec_session *s,
	      uint8_t *tag)
{
	cookie->tag = tag;
	cookie->tag_len = s->digest_len;
	return cookie->mac;
}

#endif /* SEC_REQUEST_H */
