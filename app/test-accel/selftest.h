/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_SELFTEST_H
#define ACCEL_SELFTEST_H

/** @file Parts of command selftest. */

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>
#include <rte_crypto.h>
#include <rte_mbuf.h>

#include "device.h"

/** Room for a datum of a test and for a digest or AAD, bytes. */
#define ST_DATA_MAX 512
#define ST_IV_MAX 16

/** Where results go. */
struct st_report {
	json_t *rows;
	json_t *summary;     /**< Device -> counts. */
	unsigned int failed;
};

/** Result of a test whose algorithm the device does not offer. */
#define ST_ABSENT "not offered"
/** Result of an algorithm that the device offers, and no test is for. */
#define ST_UNTESTED "offered, no test here"

/**
 * Add a row.
 * @param why NULL = ok, ST_ABSENT, ST_UNTESTED, or what went wrong
 */
void st_result(struct st_report *r, const char *device, const char *test,
	       const char *why);

/** Run the tests on a device; results are added to r. */
void st_sym(struct st_report *r, uint8_t dev_id);
/** Likewise. */
void st_rsa(struct st_report *r, uint8_t dev_id);
/** Likewise. */
void st_asym(struct st_report *r, uint8_t dev_id);
/** Likewise. */
void st_deflate(struct st_report *r, uint8_t dev_id);

/** Add a row for each algorithm that a crypto device offers without a test. */
void st_crypto_untested(struct st_report *r, uint8_t dev_id);
/** Whether there is a test for this kind. */
bool st_asym_has_test(enum rte_crypto_asym_xform_type type);

/** An operand in memory. */
rte_crypto_param st_param(uint8_t *data, size_t len);
/** An operand from hex. @param to room for max bytes */
rte_crypto_param st_number(const char *hex, uint8_t *to, size_t max);

/**
 * Cut a buffer that lies in its first mbuf into three segments.
 * @return false if the pool is empty
 */
bool st_split(struct rte_mbuf *m, struct rte_mempool *mp);
/** Put the segments back into the first one, which has had them. */
void st_join(struct rte_mbuf *m);

/** Bytes of a hex string without spaces. @return their number, 0 if bad */
size_t st_hex(const char *hex, uint8_t *out, size_t max);

/** Fixed vectors of the symmetric tests; all values are hex. */
struct st_sym_vector {
	const char *name;
	enum rte_crypto_cipher_algorithm cipher; /**< 0 = none. */
	enum rte_crypto_auth_algorithm auth;     /**< 0 = none. */
	enum rte_crypto_aead_algorithm aead;     /**< 0 = none. */
	const char *key;
	const char *auth_key;
	const char *iv;
	const char *aad;
	const char *head;   /**< Chain: authenticated only, in front. */
	const char *plain;
	const char *coded;  /**< What the cipher makes of plain. */
	const char *tail;   /**< Chain: authenticated only, behind. */
	const char *digest; /**< NULL: computed with libcrypto. */
};

extern const struct st_sym_vector st_sym_vectors[];
extern const unsigned int st_nb_sym_vectors;

/** An RSA key; all values are hex, most significant byte first. */
struct st_rsa_key {
	unsigned int bits;
	const char *n, *e, *d;
	const char *p, *q, *dp, *dq, *qinv; /**< NULL = not published. */
	const char *cipher;  /**< PKCS#1 v1.5 encryption of message. */
	const char *message;
	const char *digest_info; /**< The data to sign. */
	const char *sign;        /**< Its PKCS#1 v1.5 signature. */
};

extern const struct st_rsa_key st_rsa_keys[];
extern const unsigned int st_nb_rsa_keys;

/** Raise a number as long as the modulus, with libcrypto. @return success */
bool st_rsa_power(const struct st_rsa_key *key, const uint8_t *in,
		  const char *exp, uint8_t *out);

#endif /* ACCEL_SELFTEST_H */
