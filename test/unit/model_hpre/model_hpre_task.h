/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_HPRE_TASK_H
#define MODEL_HPRE_TASK_H

/**
 * @file
 * HPRE tasks for the tests of the model: operands, the descriptor, and what
 * must hold for every one of them whatever its result. Descriptors are
 * written by the numbers of doc/hardware/hpre.md, not by a header.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <openssl/bn.h>

#include "model_client.h"

/* Results of hpre_run. */
#define HPRE_GOOD 0xC0000000u
/** etype 1 (14.1) */
#define HPRE_REFUSED 0xC0000020u
/** etype1 bit 5 (3.5) */
#define HPRE_FAULT 0xC0200000u

/** A device of one generation, and one queue of one type. */
struct hpre_rig {
	struct model_client c;
	struct hisi_model_checked *mem;
	unsigned int gen;
};

/** Operands one after the other. */
struct hpre_buf {
	uint8_t p[2048];
	size_t len;
};

/** A task: what to do with what, and the outcome. */
struct hpre_job {
	uint32_t alg;
	size_t sz;           /**< Operand bytes, for task_len1. */
	uint32_t w1;         /**< Further bits of word 1. */
	uint32_t w10;
	uint32_t junk;       /**< Ored into words the device ignores. */
	struct hpre_buf key;
	struct hpre_buf in;
	struct hpre_buf out; /**< len is set by the test. */
	/* So many bytes of a buffer cannot be reached at its end. */
	size_t key_short;
	size_t in_short;
	size_t out_short;
	size_t in_late;      /**< So many at the start of the input. */
	uint32_t verdict;    /**< Word 6 afterwards. */
	uint32_t w1_done;    /**< Word 1 afterwards. */
};

/** Open a device with checked memory. @param bounce see model.h */
void hpre_open(struct hpre_rig *rig, unsigned int gen, uint16_t qc_type,
	       bool bounce);
void hpre_close(struct hpre_rig *rig);

/** Start a task with empty buffers. */
void hpre_job(struct hpre_job *job, uint32_t alg, size_t sz);

/** Append a right-aligned operand of size bytes. */
void hpre_add(struct hpre_buf *b, size_t size, const uint8_t *v, size_t len);
void hpre_add_hex(struct hpre_buf *b, size_t size, const char *hex);
void hpre_add_bn(struct hpre_buf *b, size_t size, const BIGNUM *v);
void hpre_add_word(struct hpre_buf *b, size_t size, unsigned long v);

/** Bytes of a hex string. @return their number */
size_t hpre_unhex(const char *hex, uint8_t *p, size_t max);

/**
 * Run the task. Fails the test if the device touched anything it must not:
 * memory outside the operands, fields that are the client's, the output of a
 * task that was refused.
 * @return word 0 without the algorithm code
 */
uint32_t hpre_run(struct hpre_rig *rig, struct hpre_job *job);

/** Bytes of the result, from an offset. */
BIGNUM *hpre_result(const struct hpre_job *job, size_t offset, size_t len);
void hpre_assert_hex(const struct hpre_job *job, size_t offset, size_t len,
		     const char *hex);
void hpre_assert_bn(const struct hpre_job *job, size_t offset, size_t len,
		    const BIGNUM *v);

/** Curve of Appendix A, or of the standard named. */
struct hpre_curve_def {
	const char *name; /**< libcrypto's name. */
	size_t hsz;
	const char *p;
	const char *a;
	const char *b;
	const char *n;
	const char *gx;
	const char *gy;
};

extern const struct hpre_curve_def hpre_curves[];
extern const size_t hpre_nb_curves;

/** A curve by libcrypto's name; fails the test if there is none. */
const struct hpre_curve_def *hpre_curve_def(const char *name);

/** Append the private blob p, a, d, b, n, Gx, Gy or its first slots. */
void hpre_add_private(struct hpre_buf *b, const struct hpre_curve_def *c,
		      const BIGNUM *d, unsigned int slots);

/** Append the public blob p, a, b, n, Gx, Gy, x, y. */
void hpre_add_public(struct hpre_buf *b, const struct hpre_curve_def *c,
		     const BIGNUM *x, const BIGNUM *y);

/** A literal signature: key pair, digest, nonce, result; hex. */
struct hpre_signature {
	const char *d;
	const char *x;
	const char *y;
	const char *e;
	const char *k;
	const char *r;
	const char *s;
};

extern const struct hpre_signature hpre_p256_signature;
extern const struct hpre_signature hpre_sm2_signature;

/** Codes with a public layout. */
#define HPRE_SAMPLES 15

extern const uint32_t hpre_sample_algs[HPRE_SAMPLES];

/** A good task of a code. */
void hpre_sample(struct hpre_job *job, uint32_t alg);

/** Check the result of a good task, where it is a literal vector. */
void hpre_sample_check(const struct hpre_job *job);

#endif /* MODEL_HPRE_TASK_H */
