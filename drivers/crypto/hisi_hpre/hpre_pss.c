/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * PSS padding, RFC 8017 section 9.1. The encoded message has one bit less than
 * the modulus. It is DB (zeros, 01, salt) under a mask, then H, then BC.
 */

#include <errno.h>
#include <string.h>

#include <hisi_compat.h>
#include <hw/hpre.h>

#include "hpre_pad.h"

#define TRAILER 0xbc

/** The encoded message in the bytes of the modulus. */
struct pss {
	struct hpre_pad_hashes h;
	uint8_t *db;
	uint32_t db_len;
	uint8_t *digest;      /**< H. */
	uint8_t *trailer;
	uint8_t top;          /**< Mask of the bits in use of db's first byte. */
	uint32_t salt_len;
};

static int
layout(const struct hpre_hash_ctx *c,
       const struct rte_crypto_rsa_padding *padding, uint8_t *em,
       uint32_t bits, struct pss *p)
{
	uint32_t len, em_len = (bits - 1 + 7) / 8;

	if (hpre_pad_hashes_get(c, padding, &p->h) != 0)
		return -ENOTSUP;
	len = p->h.hash->len;
	p->salt_len = padding->pss_saltlen;
	if (em_len < len + p->salt_len + 2)
		return -EINVAL;
	p->db = em + ((bits + 7) / 8 - em_len);
	p->db_len = em_len - len - 1;
	p->digest = p->db + p->db_len;
	p->trailer = p->digest + len;
	p->top = 0xff >> (8 * em_len - (bits - 1));
	return 0;
}

int
hpre_pss_check(const struct hpre_hash_ctx *c,
	       const struct rte_crypto_rsa_padding *padding, uint32_t bits,
	       size_t digest_len)
{
	uint8_t em[HISI_HPRE_MAX_KSZ];
	struct pss p;
	int ret = layout(c, padding, em, bits, &p);

	return ret == 0 && digest_len != p.h.hash->len ? -EINVAL : ret;
}

/* H = hash of eight zeros, the digest, the salt. */
static bool
salted(struct hpre_hash_ctx *c, const struct pss *p, const uint8_t *digest,
       const uint8_t *salt, uint8_t *out)
{
	static const uint8_t zeros[8];
	const struct hpre_piece pieces[] = {
		{ zeros, sizeof(zeros) }, { digest, p->h.hash->len },
		{ salt, p->salt_len },
	};

	return hpre_digest(c, p->h.hash, pieces, RTE_DIM(pieces), out);
}

int
hpre_pss_encode(struct hpre_hash_ctx *c, struct hpre_random *r,
		const struct rte_crypto_rsa_padding *padding, uint8_t *em,
		uint32_t bits, const uint8_t *digest)
{
	struct pss p;
	uint8_t *salt;
	int ret = layout(c, padding, em, bits, &p);

	if (ret != 0)
		return ret;
	memset(em, 0, (bits + 7) / 8);
	salt = p.db + p.db_len - p.salt_len;
	salt[-1] = 1;
	if (hpre_random_bytes(r, salt, p.salt_len) != 0 ||
	    !salted(c, &p, digest, salt, p.digest) ||
	    !hpre_mgf1_xor(c, p.h.mgf1, p.digest, p.h.hash->len, p.db,
			   p.db_len))
		return -EIO;
	p.db[0] &= p.top;
	*p.trailer = TRAILER;
	return 0;
}

/* All operands are public, so the time may depend on them. */
bool
hpre_pss_verify(struct hpre_hash_ctx *c,
		const struct rte_crypto_rsa_padding *padding, uint8_t *em,
		uint32_t bits, const uint8_t *digest)
{
	uint8_t expected[HPRE_MAX_DIGEST];
	struct pss p;
	uint32_t i, fill;

	if (layout(c, padding, em, bits, &p) != 0 || *p.trailer != TRAILER ||
	    (p.db > em && em[0] != 0) || (p.db[0] & ~p.top) != 0 ||
	    !hpre_mgf1_xor(c, p.h.mgf1, p.digest, p.h.hash->len, p.db,
			   p.db_len))
		return false;
	p.db[0] &= p.top;
	fill = p.db_len - p.salt_len - 1;
	for (i = 0; i < fill; i++)
		if (p.db[i] != 0)
			return false;
	return p.db[fill] == 1 &&
	       salted(c, &p, digest, p.db + fill + 1, expected) &&
	       memcmp(expected, p.digest, p.h.hash->len) == 0;
}
