/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file PKCS#1 v1.5 padding, RFC 8017 sections 7.2 and 9.2. */

#include <errno.h>
#include <string.h>

#include "hpre_pad.h"

int
hpre_pkcs1_encrypt(struct hpre_random *r, uint8_t *em, uint32_t len,
		   const uint8_t *msg, size_t msg_len)
{
	if (len < HPRE_PKCS1_OVERHEAD || msg_len > len - HPRE_PKCS1_OVERHEAD)
		return -EINVAL;
	em[0] = 0;
	em[1] = 2;
	if (hpre_random_nonzero(r, em + 2, len - msg_len - 3) != 0)
		return -EIO;
	em[len - msg_len - 1] = 0;
	memcpy(em + len - msg_len, msg, msg_len);
	return 0;
}

/*
 * Bytes of DigestInfo that go in front of the message: all of them in front of a
 * digest, none if the message is the whole DigestInfo already.
 */
static int
prefix_len(const struct hpre_hash *h, const uint8_t *msg, size_t msg_len,
	   size_t *prefix)
{
	*prefix = h->prefix_len;
	if (msg_len == h->len)
		return 0;
	*prefix = 0;
	return msg_len == (size_t)h->prefix_len + h->len &&
	       memcmp(msg, h->prefix, h->prefix_len) == 0 ? 0 : -EINVAL;
}

int
hpre_pkcs1_sign(uint8_t *em, uint32_t len, enum rte_crypto_auth_algorithm hash,
		const uint8_t *msg, size_t msg_len)
{
	const struct hpre_hash *info = NULL;
	size_t prefix = 0, fill;

	/* No hash has the number 0. An op that was only reset has it here. */
	if ((unsigned int)hash != 0 && hash != RTE_CRYPTO_AUTH_NULL) {
		info = hpre_hash_get(hash);
		if (info == NULL)
			return -ENOTSUP;
		if (prefix_len(info, msg, msg_len, &prefix) != 0)
			return -EINVAL;
	}
	if (len < HPRE_PKCS1_OVERHEAD ||
	    msg_len > len - HPRE_PKCS1_OVERHEAD ||
	    prefix > len - HPRE_PKCS1_OVERHEAD - msg_len)
		return -EINVAL;
	fill = len - prefix - msg_len - 3;
	em[0] = 0;
	em[1] = 1;
	memset(em + 2, 0xff, fill);
	em[2 + fill] = 0;
	if (prefix != 0)
		memcpy(em + 3 + fill, info->prefix, prefix);
	memcpy(em + len - msg_len, msg, msg_len);
	return 0;
}

/* The message follows the first zero behind the two fixed bytes. */
bool
hpre_pkcs1_decrypt(const uint8_t *em, uint32_t len, uint8_t *out,
		   size_t *out_len)
{
	uint32_t i, zero, good, found = 0, start = 0;

	good = hpre_mask_zero(em[0]) & hpre_mask_zero(em[1] ^ 2);
	for (i = 2; i < len; i++) {
		zero = hpre_mask_zero(em[i]);
		start |= (i + 1) & zero & ~found;
		found |= zero;
	}
	good &= found & ~hpre_mask_less(start, HPRE_PKCS1_OVERHEAD);
	return hpre_ct_deliver(em, len, start, good, out, out_len);
}
