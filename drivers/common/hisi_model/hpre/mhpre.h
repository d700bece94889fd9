/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MHPRE_H
#define MHPRE_H

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

#include "core/model.h"
#include "hw/hpre.h"

/** Longest key blob: NC_CRT, 4096 bits (5.1.2). */
#define MHPRE_MAX_KEY \
	(HISI_HPRE_MAX_KSZ / 2 * HISI_HPRE_CRT_HALF_SLOTS)
/** Longest input: SM2 ciphertext of a 512-byte message (5.7.3). */
#define MHPRE_MAX_IN \
	(HISI_HPRE_SM2_MAX_MSG + \
	 HISI_HPRE_SM2_TEXT_SLOTS * HISI_HPRE_ECC_SZ256)
/** Longest output: KG_CRT, 4096 bits (5.2). */
#define MHPRE_MAX_OUT \
	(HISI_HPRE_MAX_KSZ / 2 * HISI_HPRE_KG_CRT_OUT_HALF_SLOTS)

_Static_assert(MHPRE_MAX_KEY >= HISI_HPRE_EC_PUB_SLOTS * HISI_HPRE_ECC_SZ576,
	       "a public blob does not fit");
_Static_assert(MHPRE_MAX_IN >= HISI_HPRE_MAX_KSZ &&
	       MHPRE_MAX_IN >= HISI_HPRE_VERIFY_IN_SLOTS * HISI_HPRE_ECC_SZ576,
	       "an input does not fit");

/** Numbers a descriptor may use. */
#define MHPRE_NUMS 64
/** Points a descriptor may use. */
#define MHPRE_POINTS 4
/** An entry of a cache. */
#define MHPRE_CACHE_ENTRIES 16

struct mhpre_ctx;

/** One remembered result of key setup. */
struct mhpre_cache_entry {
	uint8_t *key;   /**< Copy of the bytes it was made from. */
	size_t len;
	uint64_t used;  /**< Value of the clock at the last use. */
	void *obj;      /**< NULL: the entry is free. */
};

/**
 * Results of key setup, found again by the bytes they were made from. The
 * least recently used one makes room.
 */
struct mhpre_cache {
	/** Set up from the bytes. @return NULL if that cannot be done. */
	void *(*make)(struct mhpre_ctx *h, const uint8_t *key, size_t len);
	/** Wipe and free what make returned. */
	void (*drop)(void *obj);
	uint64_t clock;
	struct mhpre_cache_entry entry[MHPRE_CACHE_ENTRIES];
};

/** State of one struct model_exec, in its member engine. */
struct mhpre_ctx {
	BN_CTX *bn; /**< Numbers, and temporaries of libcrypto. */
	BIGNUM *num[MHPRE_NUMS];
	unsigned int nums;
	bool no_num; /**< A number could not be had; none is any more. */
	EC_POINT *point[MHPRE_POINTS];
	unsigned int points;
	EVP_MD *sm3;
	EVP_MD_CTX *md;
	struct mhpre_cache modulus; /**< struct mhpre_modulus by m. */
	struct mhpre_cache crt;     /**< RSA keys by the key blob. */
	struct mhpre_cache curve;   /**< struct mhpre_curve by p, a, b. */
	struct mhpre_cache xdh;     /**< X25519 and X448 keys by the blob. */
	/*
	 * Operands in the device's own memory: the client cannot change them
	 * while they are used, and may let buffers overlap (question 29).
	 */
	uint8_t key[MHPRE_MAX_KEY];
	uint8_t in[MHPRE_MAX_IN];
	uint8_t out[MHPRE_MAX_OUT];
};

/** A descriptor being executed, after its operands were read. */
struct mhpre_task {
	struct mhpre_ctx *h;
	const uint8_t *key;
	const uint8_t *in;
	uint8_t *out;
	size_t sz;   /**< Bytes of an operand slot: ksz or hsz (4). */
	size_t mlen; /**< SM2: bytes of the message, 1 to 512. */
	bool ksel;   /**< SM2: the device chooses k. */
	bool valid;  /**< Verify: the verdict. */
};

/** An algorithm code with its buffers (5). */
struct mhpre_alg {
	bool (*run)(struct mhpre_task *t);
	const uint16_t *sizes; /**< Operand sizes in bytes, 0 at the end. */
	uint32_t needs; /**< HISI_GEN_*. */
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
struct mhpre_modulus {
	BIGNUM *m;
	BN_MONT_CTX *mont;
};

/** A short-Weierstrass curve, prepared. */
struct mhpre_curve {
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
mhpre_slot(const uint8_t *blob, size_t size, unsigned int i)
{
	return blob + size * i;
}

/** Slot i of the key. */
static inline const uint8_t *
mhpre_key(const struct mhpre_task *t, unsigned int i)
{
	return mhpre_slot(t->key, t->sz, i);
}

/** Slot i of the input. */
static inline const uint8_t *
mhpre_in(const struct mhpre_task *t, unsigned int i)
{
	return mhpre_slot(t->in, t->sz, i);
}

/** Slot i of the output. */
static inline uint8_t *
mhpre_out(const struct mhpre_task *t, unsigned int i)
{
	return t->out + t->sz * i;
}

/* mhpre_alg.c */

/** The algorithm of a code (3.3). @return NULL if it has no layout (5.8). */
const struct mhpre_alg *mhpre_alg_get(uint32_t code);

/* mhpre_ctx.c */

/** As struct model_engine_ops has them. */
int mhpre_ctx_new(struct model_exec *x);
/** Likewise: wipe operands and keys. */
void mhpre_ctx_wipe(struct model_exec *x);
/** Likewise: wipe and free. */
void mhpre_ctx_free(struct model_exec *x);

/** Wipe the operands of the last descriptor. */
void mhpre_buffers_wipe(struct mhpre_ctx *h);

/* mhpre_cache.c */

/**
 * Find what was made from these bytes, or make it.
 * @return NULL if it cannot be made; owned by the cache, valid until the next
 *   call for the same cache.
 */
void *mhpre_cache_get(struct mhpre_ctx *h, struct mhpre_cache *c,
		      const uint8_t *key, size_t len);

/** Wipe and forget everything. */
void mhpre_cache_clear(struct mhpre_cache *c);

/* mhpre_num.c: numbers of the descriptor under way */

/** Make ready for a descriptor. @return false if memory is short. */
bool mhpre_nums_begin(struct mhpre_ctx *h);

/** Wipe and take back all numbers and points of the descriptor. */
void mhpre_nums_end(struct mhpre_ctx *h);

/**
 * A number that is 0.
 * @return NULL if memory is short; all later calls for the same descriptor
 *   then return NULL too, so that only the last one needs a look.
 */
BIGNUM *mhpre_num(struct mhpre_ctx *h);

/** A big-endian number of len bytes (4). @return as mhpre_num. */
BIGNUM *mhpre_num_get(struct mhpre_ctx *h, const uint8_t *p, size_t len);

/** The number in slot i of the key. @return as mhpre_num. */
BIGNUM *mhpre_key_num(struct mhpre_task *t, unsigned int i);

/** The number in slot i of the input. @return as mhpre_num. */
BIGNUM *mhpre_in_num(struct mhpre_task *t, unsigned int i);

/** Write a right-aligned big-endian number. @return false if too long. */
bool mhpre_num_put(const BIGNUM *a, uint8_t *p, size_t len);

/** Uniformly random r in [1, max]. @return false for max < 1. */
bool mhpre_num_random(BIGNUM *r, const BIGNUM *max);

/**
 * r = a^-1 mod n, in constant time for a prime n.
 * @param n_slot slot of the key that holds n
 * @return false if there is none.
 */
bool mhpre_num_inverse(struct mhpre_task *t, BIGNUM *r, const BIGNUM *a,
		       unsigned int n_slot);

/** Prepare a modulus of len bytes. @return NULL if it is even. */
const struct mhpre_modulus *mhpre_modulus_get(struct mhpre_ctx *h,
					      const uint8_t *p, size_t len);

/** make and drop of the cache for struct mhpre_modulus. */
void *mhpre_modulus_make(struct mhpre_ctx *h, const uint8_t *p, size_t len);
/** Likewise. */
void mhpre_modulus_drop(void *obj);

/* mhpre_rsa.c */

/** NC_NCRT, 0x00 (5.1.1). */
bool mhpre_rsa_ncrt(struct mhpre_task *t);
/** NC_CRT, 0x01 (5.1.2). */
bool mhpre_rsa_crt(struct mhpre_task *t);
/** KG_STD, 0x02 (5.2). */
bool mhpre_rsa_kg_std(struct mhpre_task *t);
/** KG_CRT, 0x03 (5.2). */
bool mhpre_rsa_kg_crt(struct mhpre_task *t);
/** DH_G2, 0x04 (5.3). */
bool mhpre_dh_g2(struct mhpre_task *t);
/** DH, 0x05 (5.3). */
bool mhpre_dh(struct mhpre_task *t);

/** make and drop of the cache for RSA keys with CRT. */
void *mhpre_crt_make(struct mhpre_ctx *h, const uint8_t *key, size_t len);
/** Likewise; the key is wiped. */
void mhpre_crt_drop(void *obj);

/* mhpre_curve.c: curves and points */

/**
 * The curve given by value in the private blob, or in the public one (6).
 * @return NULL if libcrypto cannot calculate on it: p even or below 5.
 */
const struct mhpre_curve *mhpre_curve_private(struct mhpre_task *t);
/** Likewise. */
const struct mhpre_curve *mhpre_curve_public(struct mhpre_task *t);

/** make and drop of the cache for struct mhpre_curve. */
void *mhpre_curve_make(struct mhpre_ctx *h, const uint8_t *key, size_t len);
/** Likewise. */
void mhpre_curve_drop(void *obj);

/** A point at infinity. @return NULL if memory is short. */
EC_POINT *mhpre_point(struct mhpre_ctx *h, const struct mhpre_curve *c);

/**
 * The point at two slots, x and y.
 * @return NULL if a coordinate is not below p or the point is not on the
 *   curve (question 7).
 */
EC_POINT *mhpre_point_get(struct mhpre_task *t, const struct mhpre_curve *c,
			  const uint8_t *xy);

/**
 * The coordinates of a point.
 * @param y may be NULL
 * @return false for the point at infinity.
 */
bool mhpre_point_xy(struct mhpre_ctx *h, const struct mhpre_curve *c,
		    const EC_POINT *pt, BIGNUM *x, BIGNUM *y);

/** Write a point to two slots. @return false for the point at infinity. */
bool mhpre_point_put(struct mhpre_task *t, const struct mhpre_curve *c,
		     const EC_POINT *pt, uint8_t *xy);

/** r = k pt; r may be the point at infinity. */
bool mhpre_point_mul(struct mhpre_ctx *h, const struct mhpre_curve *c,
		     EC_POINT *r, const BIGNUM *k, const EC_POINT *pt);

/** The sum k g + l pt. */
struct mhpre_point_sum {
	const BIGNUM *k;
	const EC_POINT *g;
	const BIGNUM *l;
	const EC_POINT *pt;
};

/** r = s, for public values only; r may be the point at infinity. */
bool mhpre_point_mul_add(struct mhpre_ctx *h, const struct mhpre_curve *c,
			 EC_POINT *r, const struct mhpre_point_sum *s);

/** ECDH_MULTIPLY, 0x0D (5.4). */
bool mhpre_ec_multiply(struct mhpre_task *t);

/* mhpre_sign.c */

/** ECDSA_SIGN, 0x0E (5.5.1). */
bool mhpre_ecdsa_sign(struct mhpre_task *t);
/** ECDSA_VERIFY, 0x0F (5.5.2). */
bool mhpre_ecdsa_verify(struct mhpre_task *t);
/** SM2_SIGN, 0x12 (5.7.1). */
bool mhpre_sm2_sign(struct mhpre_task *t);
/** SM2_VERIFY, 0x13 (5.7.1). */
bool mhpre_sm2_verify(struct mhpre_task *t);

/* mhpre_sm2.c */

/** SM2_KEY_GEN, 0x11 (5.7.5). */
bool mhpre_sm2_keygen(struct mhpre_task *t);
/** SM2_ENC, 0x14 (5.7.2). */
bool mhpre_sm2_encrypt(struct mhpre_task *t);
/** SM2_DEC, 0x15 (5.7.3). */
bool mhpre_sm2_decrypt(struct mhpre_task *t);

/**
 * Draws of a random k before the parameters are held for impossible: one is
 * drawn in vain with a probability of at most 1/256 (a one-byte message).
 */
#define MHPRE_SM2_K_DRAWS 8

/* mhpre_xdh.c */

/** X_DH_MULTIPLY, 0x10 (5.6). */
bool mhpre_xdh(struct mhpre_task *t);

/* mhpre_xdh_named.c */

/**
 * X25519 or X448 by libcrypto, if that is what the descriptor asks for.
 * @return false if it is anything else, or if libcrypto gave no result; the
 *   ladder then decides.
 */
bool mhpre_xdh_named(struct mhpre_task *t);

/** make and drop of the cache for X25519 and X448 keys. */
void *mhpre_xdh_make(struct mhpre_ctx *h, const uint8_t *key, size_t len);
/** Likewise; the key is wiped. */
void mhpre_xdh_drop(void *obj);

#endif /* MHPRE_H */
