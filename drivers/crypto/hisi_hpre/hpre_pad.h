/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HPRE_PAD_H
#define HPRE_PAD_H

/**
 * @file
 * RSA paddings of RFC 8017. Software makes them, since the engine computes with
 * numbers only (hpre.md 5.1.3). An encoded message EM has as many bytes as the
 * modulus.
 *
 * Errors of the encoders: -EINVAL for a message that does not fit or is no
 * digest of the hash, -ENOTSUP for a hash that is not offered, -EIO if
 * libcrypto fails.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/evp.h>

#include <rte_crypto.h>

#include "hpre_random.h"

/* hpre_hash.c: digests by libcrypto. */

/** Hashes: those of the paddings, and SM3. */
#define HPRE_NB_HASHES 7
/** Longest digest in bytes. */
#define HPRE_MAX_DIGEST 64

/** A hash. */
struct hpre_hash {
	enum rte_crypto_auth_algorithm algo;
	const char *name;      /**< libcrypto's. */
	uint8_t len;           /**< Of a digest, bytes. */
	uint8_t prefix_len;    /**< 0: not a hash of paddings. */
	/** DER of DigestInfo up to the digest, RFC 8017 9.2 note 1. */
	uint8_t prefix[19];
};

/** A hash of paddings, or NULL if it is not offered. */
const struct hpre_hash *hpre_hash_get(enum rte_crypto_auth_algorithm algo);

/** SM3, which SM2 needs. */
const struct hpre_hash *hpre_hash_sm3(void);

/** libcrypto's implementations; NULL for a hash that it does not have. */
struct hpre_hashes {
	EVP_MD *md[HPRE_NB_HASHES];
};

/** Fetch them from libcrypto. A hash that is missing is no error. */
void hpre_hashes_fetch(struct hpre_hashes *h);
/** Free them. */
void hpre_hashes_free(struct hpre_hashes *h);

/** A state for each hash. One thread at a time may use it. */
struct hpre_hash_ctx {
	const struct hpre_hashes *hashes;
	EVP_MD_CTX *ctx[HPRE_NB_HASHES];
};

/** @return 0 or -ENOMEM */
int hpre_hash_ctx_init(struct hpre_hash_ctx *c, const struct hpre_hashes *h);
/** Free it, also if hpre_hash_ctx_init() failed half-way. */
void hpre_hash_ctx_free(struct hpre_hash_ctx *c);

/** A piece of a message. */
struct hpre_piece {
	const void *p;
	size_t len;
};

/**
 * Digest of pieces that follow one another.
 * @param out receives hash->len bytes
 * @return false if libcrypto fails or does not have the hash
 */
bool hpre_digest(struct hpre_hash_ctx *c, const struct hpre_hash *hash,
		 const struct hpre_piece *pieces, unsigned int nb,
		 uint8_t *out);

/** XOR a mask made by MGF1 (RFC 8017 B.2.1) over data. @return likewise */
bool hpre_mgf1_xor(struct hpre_hash_ctx *c, const struct hpre_hash *hash,
		   const uint8_t *seed, size_t seed_len, uint8_t *data,
		   size_t len);

/** Hashes of an OAEP or PSS padding. */
struct hpre_pad_hashes {
	const struct hpre_hash *hash;
	const struct hpre_hash *mgf1; /**< The same if the op names none. */
};

/**
 * Look up the hashes that the padding of an op names.
 * @return 0, or -ENOTSUP if it names none or one that is not offered
 */
int hpre_pad_hashes_get(const struct hpre_hash_ctx *c,
			const struct rte_crypto_rsa_padding *padding,
			struct hpre_pad_hashes *h);

/* hpre_pkcs1.c: EME-PKCS1-v1_5 and EMSA-PKCS1-v1_5. */

/** Least bytes of padding: two fixed ones, eight of filling, a separator. */
#define HPRE_PKCS1_OVERHEAD 11

/** Encode for encryption, block type 2. @param em receives len bytes */
int hpre_pkcs1_encrypt(struct hpre_random *r, uint8_t *em, uint32_t len,
		       const uint8_t *msg, size_t msg_len);

/**
 * Encode for a signature, block type 1.
 * @param hash of which the message is a digest. The message may also be the
 *   DigestInfo with that digest. No hash (0 or RTE_CRYPTO_AUTH_NULL) takes the
 *   message as it is.
 */
int hpre_pkcs1_sign(uint8_t *em, uint32_t len,
		    enum rte_crypto_auth_algorithm hash, const uint8_t *msg,
		    size_t msg_len);

/**
 * Decode after decryption. The time taken and the memory touched depend on
 * len only.
 * @param out room of len bytes for the message; not changed if the padding is
 *   bad
 * @param out_len receives the length of the message; not changed likewise
 * @return whether the padding was good
 */
bool hpre_pkcs1_decrypt(const uint8_t *em, uint32_t len, uint8_t *out,
			size_t *out_len);

/* hpre_oaep.c: EME-OAEP. Call hpre_oaep_check() first. */

/** Whether the hashes are offered and leave room. @return as the encoders */
int hpre_oaep_check(const struct hpre_hash_ctx *c,
		    const struct rte_crypto_rsa_padding *padding,
		    uint32_t len);
/**
 * Encode for encryption (RFC 8017 7.1.1).
 * @param em receives len bytes
 * @return 0; -ENOTSUP: hash; -EINVAL: msg is too long; -EIO: libcrypto has no
 *   random numbers, or cannot hash
 */
int hpre_oaep_encode(struct hpre_hash_ctx *c, struct hpre_random *r,
		     const struct rte_crypto_rsa_padding *padding,
		     uint8_t *em, uint32_t len, const struct hpre_piece *msg);
/** As hpre_pkcs1_decrypt(); the time depends on the parameters, too. */
bool hpre_oaep_decode(struct hpre_hash_ctx *c,
		      const struct rte_crypto_rsa_padding *padding,
		      const uint8_t *em, uint32_t len, uint8_t *out,
		      size_t *out_len);

/* hpre_pss.c: EMSA-PSS. Call hpre_pss_check() first. */

/** Whether hashes, digest and salt length fit. @param bits of the modulus */
int hpre_pss_check(const struct hpre_hash_ctx *c,
		   const struct rte_crypto_rsa_padding *padding,
		   uint32_t bits, size_t digest_len);
/**
 * Encode for a signature (RFC 8017 9.1.1).
 * @param em receives the bytes of the modulus
 * @param bits of the modulus
 * @return as hpre_pss_check(); -EIO: as hpre_oaep_encode()
 */
int hpre_pss_encode(struct hpre_hash_ctx *c, struct hpre_random *r,
		    const struct rte_crypto_rsa_padding *padding, uint8_t *em,
		    uint32_t bits, const uint8_t *digest);
/** Check a signature. @param em is overwritten @return whether it is good */
bool hpre_pss_verify(struct hpre_hash_ctx *c,
		     const struct rte_crypto_rsa_padding *padding,
		     uint8_t *em, uint32_t bits, const uint8_t *digest);

/* hpre_ct.c: selection without branches. */

/** All ones if v is 0, else all zeros; v below 2^31. */
static inline uint32_t
hpre_mask_zero(uint32_t v)
{
	return 0 - ((v - 1) >> 31);
}

/** All ones if a < b, else all zeros; both below 2^31. */
static inline uint32_t
hpre_mask_less(uint32_t a, uint32_t b)
{
	return 0 - ((a - b) >> 31);
}

/** Hide a mask from the compiler, which might make a branch of it. */
static inline uint32_t
hpre_opaque(uint32_t v)
{
	__asm__ __volatile__("" : "+r"(v));
	return v;
}

/**
 * Copy the message at the end of an encoded one to out, if the padding is good.
 * No branch and no address depends on where the message starts or whether it is
 * good.
 * @param start offset of the message in em, at most len
 * @param good all ones or all zeros
 * @param out,out_len as in hpre_pkcs1_decrypt()
 * @return good
 */
bool hpre_ct_deliver(const uint8_t *em, uint32_t len, uint32_t start,
		     uint32_t good, uint8_t *out, size_t *out_len);

#endif /* HPRE_PAD_H */
