/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file OAEP padding, RFC 8017 section 7.1: 00, masked seed, masked DB. */

#include <errno.h>
#include <string.h>

#include <hisi_compat.h>
#include <hw/hpre.h>

#include "hpre_pad.h"

int
hpre_oaep_check(const struct hpre_hash_ctx *c,
		const struct rte_crypto_rsa_padding *padding, uint32_t len)
{
	const rte_crypto_param *label = &padding->oaep_label;
	struct hpre_pad_hashes h;

	if (hpre_pad_hashes_get(c, padding, &h) != 0)
		return -ENOTSUP;
	/* At address 0 the label is empty, and its length does not count. */
	if (len < 2U * h.hash->len + 2 ||
	    (label->data != NULL && label->length > INT32_MAX))
		return -EINVAL;
	return 0;
}

static bool
label_hash(struct hpre_hash_ctx *c, const struct hpre_hash *hash,
	   const rte_crypto_param *label, uint8_t *out)
{
	const struct hpre_piece piece = {
		label->data, label->data == NULL ? 0 : label->length,
	};

	return hpre_digest(c, hash, &piece, 1, out);
}

int
hpre_oaep_encode(struct hpre_hash_ctx *c, struct hpre_random *r,
		 const struct rte_crypto_rsa_padding *padding, uint8_t *em,
		 uint32_t len, const struct hpre_piece *msg)
{
	uint8_t *seed = em + 1, *db;
	struct hpre_pad_hashes h;
	uint32_t hlen, db_len;

	if (hpre_pad_hashes_get(c, padding, &h) != 0)
		return -ENOTSUP;
	hlen = h.hash->len;
	db = seed + hlen;
	db_len = len - hlen - 1;
	if (msg->len > db_len - hlen - 1)
		return -EINVAL;
	em[0] = 0;
	if (hpre_random_bytes(r, seed, hlen) != 0 ||
	    !label_hash(c, h.hash, &padding->oaep_label, db))
		return -EIO;
	memset(db + hlen, 0, db_len - hlen - msg->len - 1);
	db[db_len - msg->len - 1] = 1;
	memcpy(db + db_len - msg->len, msg->p, msg->len);
	if (!hpre_mgf1_xor(c, h.mgf1, seed, hlen, db, db_len) ||
	    !hpre_mgf1_xor(c, h.mgf1, db, db_len, seed, hlen))
		return -EIO;
	return 0;
}

/*
 * Find the start of the message in em. Returns all ones if the padding before it
 * is right: a byte 0, later the hash of the label, zeros, a 1.
 */
static uint32_t
parse(const uint8_t *em, uint32_t len, const uint8_t *label, uint32_t hlen,
      uint32_t *start)
{
	uint32_t i, one, zero, good, found = 0;

	good = hpre_mask_zero(em[0]);
	for (i = 0; i < hlen; i++)
		good &= hpre_mask_zero(em[1 + hlen + i] ^ label[i]);
	*start = 0;
	for (i = 1 + 2 * hlen; i < len; i++) {
		one = hpre_mask_zero(em[i] ^ 1);
		zero = hpre_mask_zero(em[i]);
		*start |= (i + 1) & one & ~found;
		good &= found | one | zero;
		found |= one;
	}
	return good & found;
}

bool
hpre_oaep_decode(struct hpre_hash_ctx *c,
		 const struct rte_crypto_rsa_padding *padding,
		 const uint8_t *em, uint32_t len, uint8_t *out,
		 size_t *out_len)
{
	uint8_t plain[HISI_HPRE_MAX_KSZ], label[HPRE_MAX_DIGEST];
	uint8_t *seed = plain + 1, *db;
	uint32_t hlen, good, start;
	struct hpre_pad_hashes h;
	bool ret;

	if (hpre_pad_hashes_get(c, padding, &h) != 0)
		return false;
	hlen = h.hash->len;
	db = seed + hlen;
	memcpy(plain, em, len);
	if (!label_hash(c, h.hash, &padding->oaep_label, label) ||
	    !hpre_mgf1_xor(c, h.mgf1, db, len - hlen - 1, seed, hlen) ||
	    !hpre_mgf1_xor(c, h.mgf1, seed, hlen, db, len - hlen - 1)) {
		hisi_memzero(plain, sizeof(plain));
		return false;
	}
	good = parse(plain, len, label, hlen, &start);
	ret = hpre_ct_deliver(plain, len, start, good, out, out_len);
	hisi_memzero(plain, sizeof(plain));
	return ret;
}
