/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_CLIENT_H
#define MODEL_SEC_CLIENT_H

/**
 * @file
 * Client of the SEC model: descriptors made word by word as sec.md has them,
 * and memory that the model may use only where a test allowed it. A helper
 * that fails, or a model that breaks a rule every test relies on, aborts.
 */

#include "model_client.h"
#include "sec/msec_error.h"

/** Fields of a descriptor; zero is what the datasheet calls unused. */
struct sec_desc {
	unsigned int type; /**< 2 or 3. */
	bool invalid;
	uint32_t scene, de, src_type, dst_type, mac_type;
	uint32_t cipher, c_alg, c_mode, c_key_len, c_width, c_icv_len, ci_gen;
	uint32_t ctr_mode; /**< Type 3 only. */
	uint32_t auth, seq, a_alg, a_key_words, mac_words, ai_gen;
	uint32_t pad;      /**< Type 3: in the scene stream only. */
	uint32_t a_len, c_len, auth_offset, cipher_offset;
	uint64_t total;    /**< Type 3: in the scene stream only. */
	uint32_t prefetch, mac_sel; /**< Type 3, without effect. */
	const void *src, *dst, *mac, *c_key, *c_iv, *a_key, *a_iv;
};

/** The 32 words of a descriptor. */
void sec_desc_words(const struct sec_desc *d, uint32_t *w);

/** Bytes of a buffer's guard, at both ends. */
#define SEC_GUARD 64
/** Buffers a client may have at one time. */
#define SEC_MAX_BUFS 640

/** A buffer with guards. */
struct sec_buf {
	uint8_t *base; /**< Start of the allocation. */
	size_t len;    /**< Without guards. */
	uint8_t *copy; /**< Contents at the last sec_snapshot(). */
};

/** A queue of a SEC device and the memory it may reach. */
struct sec_client {
	struct model_client c;
	struct hisi_model_checked *mem;
	unsigned int gen;
	unsigned int nb_bufs;
	struct sec_buf buf[SEC_MAX_BUFS];
};

/**
 * Open a queue of an inline device that has memory of this client only.
 * @param bounce true: nothing can be mapped, see hisi_model_checked_new()
 */
void sec_open(struct sec_client *s, unsigned int gen, bool bounce);
void sec_close(struct sec_client *s);

/** Free all buffers and forbid their memory. */
void sec_bufs_free(struct sec_client *s);

/**
 * A buffer the model may read and write, filled with bytes that depend on a
 * counter. Freed by sec_bufs_free() or sec_close().
 */
uint8_t *sec_buf(struct sec_client *s, size_t len);
/** The same with contents of its own. */
uint8_t *sec_buf_from(struct sec_client *s, const void *data, size_t len);
/** A buffer the model may only read. */
uint8_t *sec_buf_ro(struct sec_client *s, size_t len);
/** A buffer the model must not touch. */
uint8_t *sec_buf_forbidden(struct sec_client *s, size_t len);

/** Segments of a scatter list that sec_sgl() made. */
struct sec_sgl {
	void *head; /**< Address for the descriptor. */
	unsigned int nb;
	uint8_t *seg[256];
	size_t len[256];
};

/**
 * Make a scatter list of separate buffers, several lists chained where there
 * are more than a list takes.
 * @param len bytes of each segment, none 0
 * @param nb up to 256
 * @param per_list entries of a list, 1 to 255
 */
void sec_sgl(struct sec_client *s, struct sec_sgl *sgl, const size_t *len,
	     unsigned int nb, unsigned int per_list);
/** Copy data into the segments, or out of them; n bytes from the start. */
void sec_sgl_put(const struct sec_sgl *sgl, const uint8_t *data, size_t n);
void sec_sgl_get(const struct sec_sgl *sgl, uint8_t *data, size_t n);

/** Note the contents of all buffers. */
void sec_snapshot(struct sec_client *s);
/** Whether no buffer changed since; guards are looked at by every run. */
bool sec_unchanged(const struct sec_client *s);

/**
 * Execute words as they are.
 * @param w receives the result
 * @return word 28
 */
uint32_t sec_run_words(struct sec_client *s, uint32_t *w);
/** Execute a descriptor. @return word 28 */
uint32_t sec_run(struct sec_client *s, const struct sec_desc *d);

/* Word 28 of what tests expect: done, and flag and icv or error_type. */
#define SEC_DONE 0x001
#define SEC_DONE_AUTH 0x081
#define SEC_DONE_CIPHER 0x101
#define SEC_DONE_AEAD 0x181
#define SEC_GOOD 0x002
#define SEC_BAD 0x004
#define SEC_REFUSED(code) (0x001 | (uint32_t)(code) << 16)

/** Bytes of a repeatable random stream. */
void sec_random(uint64_t *state, void *p, size_t len);
/** A random number below n. */
uint32_t sec_random_below(uint64_t *state, uint32_t n);

/** Bytes of a hexadecimal text. @return their number */
size_t sec_hex(const char *text, uint8_t *out, size_t max);

#endif /* MODEL_SEC_CLIENT_H */
