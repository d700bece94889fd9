/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_HPRE_H
#define MODEL_HPRE_H

/**
 * @file
 * Internals of the HPRE engine, shared by its files. Datasheet:
 * doc/hardware/hpre.md; section numbers in these files refer to it.
 *
 * Everywhere below, false means that the descriptor completes with an error
 * (14.1). Nobody has to undo anything on the way out: numbers and points
 * belong to the context, which wipes them when the descriptor is done.
 *
 * Functions have the prefix hpm: a static build links them with the driver,
 * whose functions have hpre.
 */

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "model.h"
#include "hw/hpre.h"

/** Longest key blob: NC_CRT, 4096 bits (5.1.2). */
#define HPRE_MAX_KEY \
	(HISI_HPRE_MAX_KSZ / 2 * HISI_HPRE_CRT_HALF_SLOTS)
/** Longest input: SM2 ciphertext of a 512-byte message (5.7.3). */
#define HPRE_MAX_IN \
	(HISI_HPRE_SM2_MAX_MSG + \
	 HISI_HPRE_SM2_TEXT_SLOTS * HISI_HPRE_ECC_SZ256)
/** Longest output: KG_CRT, 4096 bits (5.2). */
#define HPRE_MAX_OUT \
	(HISI_HPRE_MAX_KSZ / 2 * HISI_HPRE_KG_CRT_OUT_HALF_SLOTS)

_Static_assert(HPRE_MAX_KEY >= HISI_HPRE_EC_PUB_SLOTS * HISI_HPRE_ECC_SZ576,
	       "a public blob does not fit");
_Static_assert(HPRE_MAX_IN >= HISI_HPRE_MAX_KSZ &&
	       HPRE_MAX_IN >= HISI_HPRE_VERIFY_IN_SLOTS * HISI_HPRE_ECC_SZ576,
	       "an input does not fit");

/** Numbers a descriptor may use. */
#define HPRE_NUMS 64
/** Points a descriptor may use. */
#define HPRE_POINTS 4
/** What a cache remembers. */
#define HPRE_CACHE_ENTRIES 16

struct hpre_ctx;

/** One remembered result of key setup. */
struct hpre_cache_entry {
	uint8_t *key;   /**< Copy of the bytes it was made from. */
	size_t len;
	uint64_t used;  /**< Value of the clock at the last use. */
	void *obj;      /**< NULL: the entry is free. */
};

/**
 * Results of key setup, found again by the bytes they were made from. The
 * least recently used one makes room.
 */
struct hpre_cache {
	/** Set up from the bytes. @return NULL if that cannot be done. */
	void *(*make)(struct hpre_ctx *h, const uint8_t *key, size_t len);
	/** Wipe and free what make returned. */
	void (*drop)(void *obj);
	uint64_t clock;
	struct hpre_cache_entry entry[HPRE_CACHE_ENTRIES];
};

/** State of one struct model_exec, in its member engine. */
struct hpre_ctx {
	BN_CTX *bn; /**< Numbers, and temporaries of libcrypto. */
	BIGNUM *num[HPRE_NUMS];
	unsigned int nums;
	bool no_num; /**< A number could not be had; none is any more. */
	EC_POINT *point[HPRE_POINTS];
	unsigned int points;
	EVP_MD *sm3;
	EVP_MD_CTX *md;
	struct hpre_cache modulus; /**< struct hpre_modulus by m. */
	struct hpre_cache crt;     /**< RSA keys by the key blob. */
	struct hpre_cache curve;   /**< struct hpre_curve by p, a, b. */
	struct hpre_cache xdh;     /**< X25519 and X448 keys by the blob. */
	/*
	 * Operands in the device's own memory: the client cannot change them
	 * while they are used, and may let buffers overlap (question 29).
	 */
	uint8_t key[HPRE_MAX_KEY];
	uint8_t in[HPRE_MAX_IN];
	uint8_t out[HPRE_MAX_OUT];
};

/** A descriptor being executed, after its operands were read. */
struct hpre_task {
	struct hpre_ctx *h;
	const uint8_t *key;
	const uint8_t *in;
	uint8_t *out;
	size_t sz;   /**< Bytes of an operand slot: ksz or hsz (4). */
	size_t mlen; /**< SM2: bytes of the message, 1 to 512. */
	bool ksel;   /**< SM2: the device chooses k. */
	bool valid;  /**< Verify: the verdict. */
};

/** An algorithm code with its buffers (5). */
struct hpre_alg {
	bool (*run)(struct hpre_task *t);
	const uint16_t *sizes; /**< Operand sizes in bytes, 0 at the end. */
	uint8_t min_gen;
	uint8_t qc_type;
	uint8_t key;    /**< Length in half slots. */
	uint8_t in;     /**< Length in half slots, without the message. */
	uint8_t out;    /**< Length in half slots, without the message. */
	bool msg_in;    /**< The message is in the input, too. */
	bool msg_out;
	bool ksel;      /**< sm2_ksel counts; the slot of k is then not read. */
	uint8_t k_slot;
};

/** An odd modulus, prepared. */
struct hpre_modulus {
	BIGNUM *m;
	BN_MONT_CTX *mont;
};

/** A short-Weierstrass curve, prepared. */
struct hpre_curve {
	EC_GROUP *group;
	BIGNUM *p;
	/**
	 * Order of every point (the cofactor is 1) of a curve that libcrypto
	 * knows by name, else NULL: n of a descriptor may be anything.
	 */
	BIGNUM *order;
};

/** Slot i of a blob with slots of size bytes (4). */
static inline const uint8_t *
hpm_slot(const uint8_t *blob, size_t size, unsigned int i)
{
	return blob + size * i;
}

/** Slot i of the key. */
static inline const uint8_t *
hpm_key(const struct hpre_task *t, unsigned int i)
{
	return hpm_slot(t->key, t->sz, i);
}

/** Slot i of the input. */
static inline const uint8_t *
hpm_in(const struct hpre_task *t, unsigned int i)
{
	return hpm_slot(t->in, t->sz, i);
}

/** Slot i of the output. */
static inline uint8_t *
hpm_out(const struct hpre_task *t, unsigned int i)
{
	return t->out + t->sz * i;
}

/* hpre_alg.c */

/** The algorithm of a code (3.3). @return NULL if it has no layout (5.8). */
const struct hpre_alg *hpm_alg_get(uint32_t code);

/* hpre_ctx.c */

/** As struct model_engine_ops has them. */
int hpm_ctx_new(struct model_exec *x);
/** Likewise: wipe operands and keys. */
void hpm_ctx_wipe(struct model_exec *x);
/** Likewise: wipe and free. */
void hpm_ctx_free(struct model_exec *x);

/** Wipe the operands of the last descriptor. */
void hpm_buffers_wipe(struct hpre_ctx *h);

/* hpre_cache.c */

/**
 * Find what was made from these bytes, or make it.
 * @return NULL if it cannot be made; owned by the cache, valid until the next
 *   call for the same cache.
 */
void *hpm_cache_get(struct hpre_ctx *h, struct hpre_cache *c,
		    const uint8_t *key, size_t len);

/** Wipe and forget everything. */
void hpm_cache_clear(struct hpre_cache *c);

/* hpre_num.c: numbers of the descriptor under way */

/** Make ready for a descriptor. @return false if memory is short. */
bool hpm_nums_begin(struct hpre_ctx *h);

/** Wipe and take back all numbers and points of the descriptor. */
void hpm_nums_end(struct hpre_ctx *h);

/**
 * A number that is 0.
 * @return NULL if memory is short; all later calls for the same descriptor
 *   then return NULL too, so that only the last one needs a look.
 */
BIGNUM *hpm_num(struct hpre_ctx *h);

/** A big-endian number of len bytes (4). @return as hpm_num. */
BIGNUM *hpm_num_get(struct hpre_ctx *h, const uint8_t *p, size_t len);

/** The number in slot i of the key. @return as hpm_num. */
BIGNUM *hpm_key_num(struct hpre_task *t, unsigned int i);

/** The number in slot i of the input. @return as hpm_num. */
BIGNUM *hpm_in_num(struct hpre_task *t, unsigned int i);

/** Write a right-aligned big-endian number. @return false if too long. */
bool hpm_num_put(const BIGNUM *a, uint8_t *p, size_t len);

/** Uniformly random r in [1, max]. @return false for max < 1. */
bool hpm_num_random(BIGNUM *r, const BIGNUM *max);

/**
 * r = a^-1 mod n, in constant time for a prime n.
 * @param n_slot slot of the key that holds n
 * @return false if there is none.
 */
bool hpm_num_inverse(struct hpre_task *t, BIGNUM *r, const BIGNUM *a,
		     unsigned int n_slot);

/** Prepare a modulus of len bytes. @return NULL if it is even. */
const struct hpre_modulus *hpm_modulus_get(struct hpre_ctx *h,
					   const uint8_t *p, size_t len);

/** make and drop of the cache for struct hpre_modulus. */
void *hpm_modulus_make(struct hpre_ctx *h, const uint8_t *p, size_t len);
/** Likewise. */
void hpm_modulus_drop(void *obj);

/* hpre_rsa.c */

/** NC_NCRT, 0x00 (5.1.1). */
bool hpm_rsa_ncrt(struct hpre_task *t);
/** NC_CRT, 0x01 (5.1.2). */
bool hpm_rsa_crt(struct hpre_task *t);
/** KG_STD, 0x02 (5.2). */
bool hpm_rsa_kg_std(struct hpre_task *t);
/** KG_CRT, 0x03 (5.2). */
bool hpm_rsa_kg_crt(struct hpre_task *t);
/** DH_G2, 0x04 (5.3). */
bool hpm_dh_g2(struct hpre_task *t);
/** DH, 0x05 (5.3). */
bool hpm_dh(struct hpre_task *t);

/** make and drop of the cache for RSA keys with CRT. */
void *hpm_crt_make(struct hpre_ctx *h, const uint8_t *key, size_t len);
/** Likewise; the key is wiped. */
void hpm_crt_drop(void *obj);

/* hpre_curve.c: curves and points */

/**
 * The curve given by value in the private blob, or in the public one (6).
 * @return NULL if libcrypto cannot calculate on it: p even or below 5.
 */
const struct hpre_curve *hpm_curve_private(struct hpre_task *t);
/** Likewise. */
const struct hpre_curve *hpm_curve_public(struct hpre_task *t);

/** make and drop of the cache for struct hpre_curve. */
void *hpm_curve_make(struct hpre_ctx *h, const uint8_t *key, size_t len);
/** Likewise. */
void hpm_curve_drop(void *obj);

/** A point at infinity. @return NULL if memory is short. */
EC_POINT *hpm_point(struct hpre_ctx *h, const struct hpre_curve *c);

/**
 * The point at two slots, x and y.
 * @return NULL if a coordinate is not below p or the point is not on the
 *   curve (question 7).
 */
EC_POINT *hpm_point_get(struct hpre_task *t, const struct hpre_curve *c,
			const uint8_t *xy);

/**
 * The coordinates of a point.
 * @param y may be NULL
 * @return false for the point at infinity.
 */
bool hpm_point_xy(struct hpre_ctx *h, const struct hpre_curve *c,
		  const EC_POINT *pt, BIGNUM *x, BIGNUM *y);

/** Write a point to two slots. @return false for the point at infinity. */
bool hpm_point_put(struct hpre_task *t, const struct hpre_curve *c,
		   const EC_POINT *pt, uint8_t *xy);

/** r = k pt; r may be the point at infinity. */
bool hpm_point_mul(struct hpre_ctx *h, const struct hpre_curve *c,
		   EC_POINT *r, const BIGNUM *k, const EC_POINT *pt);

/** r = k g + l pt, for public values only. */
bool hpm_point_mul_add(struct hpre_ctx *h, const struct hpre_curve *c,
		       EC_POINT *r, const BIGNUM *k, const EC_POINT *g,
		       const BIGNUM *l, const EC_POINT *pt);

/** ECDH_MULTIPLY, 0x0D (5.4). */
bool hpm_ec_multiply(struct hpre_task *t);

/* hpre_sign.c */

/** ECDSA_SIGN, 0x0E (5.5.1). */
bool hpm_ecdsa_sign(struct hpre_task *t);
/** ECDSA_VERIFY, 0x0F (5.5.2). */
bool hpm_ecdsa_verify(struct hpre_task *t);
/** SM2_SIGN, 0x12 (5.7.1). */
bool hpm_sm2_sign(struct hpre_task *t);
/** SM2_VERIFY, 0x13 (5.7.1). */
bool hpm_sm2_verify(struct hpre_task *t);

/* hpre_sm2.c */

/** SM2_KEY_GEN, 0x11 (5.7.5). */
bool hpm_sm2_keygen(struct hpre_task *t);
/** SM2_ENC, 0x14 (5.7.2). */
bool hpm_sm2_encrypt(struct hpre_task *t);
/** SM2_DEC, 0x15 (5.7.3). */
bool hpm_sm2_decrypt(struct hpre_task *t);

/**
 * Draws of a random k before the parameters are held for impossible: one is
 * drawn in vain with a probability of at most 1/256 (a one-byte message).
 */
#define HPRE_SM2_K_DRAWS 8

/* hpre_xdh.c */

/** X_DH_MULTIPLY, 0x10 (5.6). */
bool hpm_xdh(struct hpre_task *t);

/* hpre_xdh_named.c */

/**
 * X25519 or X448 by libcrypto, if that is what the descriptor asks for.
 * @return false if it is anything else, or if libcrypto gave no result; the
 *   ladder then decides.
 */
bool hpm_xdh_named(struct hpre_task *t);

/** make and drop of the cache for X25519 and X448 keys. */
void *hpm_xdh_make(struct hpre_ctx *h, const uint8_t *key, size_t len);
/** Likewise; the key is wiped. */
void hpm_xdh_drop(void *obj);

#endif /* MODEL_HPRE_H */
