/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file PKCS#1 v1.5 padding, RFC 8017 sections 7.2 and 9.2. */

#include <errno.h>

#include <openssl/rand.h>

#include "hpre_pmd.h"

/** DER of DigestInfo up to the digest, RFC 8017 section 9.2 note 1. */
struct digest_info {
	enum rte_crypto_auth_algorithm hash;
	uint8_t digest_len;
	uint8_t prefix_len;
	uint8_t prefix[19];
};

static const struct digest_info digest_infos[] = {
	{ RTE_CRYPTO_AUTH_MD5, 16, 18,
	  { 0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7,
	    0x0d, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10 } },
	{ RTE_CRYPTO_AUTH_SHA1, 20, 15,
	  { 0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a,
	    0x05, 0x00, 0x04, 0x14 } },
	{ RTE_CRYPTO_AUTH_SHA224, 28, 19,
	  { 0x30, 0x2d, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x04, 0x05, 0x00, 0x04, 0x1c } },
	{ RTE_CRYPTO_AUTH_SHA256, 32, 19,
	  { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 } },
	{ RTE_CRYPTO_AUTH_SHA384, 48, 19,
	  { 0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x02, 0x05, 0x00, 0x04, 0x30 } },
	{ RTE_CRYPTO_AUTH_SHA512, 64, 19,
	  { 0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
	    0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40 } },
};

/* Next random byte that is not zero; used ones are wiped. */
static int
random_nonzero(struct hpre_qp *qp, uint8_t *out)
{
	do {
		if (qp->random_left == 0) {
			if (RAND_bytes(qp->random, sizeof(qp->random)) != 1)
				return -EIO;
			qp->random_left = sizeof(qp->random);
		}
		*out = qp->random[--qp->random_left];
		qp->random[qp->random_left] = 0;
	} while (*out == 0);
	return 0;
}

int
hpre_pad_encrypt(struct hpre_qp *qp, uint8_t *em, uint32_t ksz,
		 const uint8_t *msg, size_t len)
{
	uint8_t *p = em + 2;

	if (len > ksz - HPRE_PKCS1_OVERHEAD)
		return -EINVAL;
	em[0] = 0;
	em[1] = 2;
	for (; p < em + ksz - len - 1; p++)
		if (random_nonzero(qp, p) != 0)
			return -EIO;
	*p++ = 0;
	memcpy(p, msg, len);
	return 0;
}

static const struct digest_info *
find_digest_info(enum rte_crypto_auth_algorithm hash)
{
	size_t i;

	for (i = 0; i < RTE_DIM(digest_infos); i++)
		if (digest_infos[i].hash == hash)
			return &digest_infos[i];
	return NULL;
}

int
hpre_pad_sign(uint8_t *em, uint32_t ksz, enum rte_crypto_auth_algorithm hash,
	      const uint8_t *msg, size_t len)
{
	const struct digest_info *info = NULL;
	size_t prefix = 0;

	/* An op that was only reset has 0 here, which no hash has. */
	if ((unsigned int)hash != 0 && hash != RTE_CRYPTO_AUTH_NULL) {
		info = find_digest_info(hash);
		if (info == NULL)
			return -ENOTSUP;
		if (len != info->digest_len)
			return -EINVAL;
		prefix = info->prefix_len;
	}
	if (len > ksz - HPRE_PKCS1_OVERHEAD ||
	    prefix > ksz - HPRE_PKCS1_OVERHEAD - len)
		return -EINVAL;
	em[0] = 0;
	em[1] = 1;
	memset(em + 2, 0xff, ksz - len - prefix - 3);
	em[ksz - len - prefix - 1] = 0;
	if (info != NULL)
		memcpy(em + ksz - len - prefix, info->prefix, prefix);
	memcpy(em + ksz - len, msg, len);
	return 0;
}

/* All ones if v is 0, else all zeros; v below 2^31. */
static uint32_t
mask_zero(uint32_t v)
{
	return 0 - ((v - 1) >> 31);
}

/* All ones if a < b, else all zeros; both below 2^31. */
static uint32_t
mask_less(uint32_t a, uint32_t b)
{
	return 0 - ((a - b) >> 31);
}

/* Keep the compiler from turning masks back into branches. */
static uint32_t
opaque(uint32_t v)
{
	__asm__ __volatile__("" : "+r"(v));
	return v;
}

/*
 * Everything is looked at, whatever is found: position of the first zero
 * after the two fixed bytes, then for every byte of the output a choice
 * between what is there and the message byte that belongs there. The message
 * is brought to the front by shifts of 1, 2, 4, ... bytes, so that no address
 * depends on where it starts.
 */
bool
hpre_unpad_decrypt(const uint8_t *em, uint32_t ksz, uint8_t *out, size_t max,
		   size_t *len)
{
	uint8_t msg[HISI_HPRE_MAX_KSZ];
	uint32_t i, step, zero, here, good, found = 0, start = 0, mlen;

	good = mask_zero(em[0]) & mask_zero(em[1] ^ 2);
	for (i = 2; i < ksz; i++) {
		zero = mask_zero(em[i]);
		start |= (i + 1) & zero & ~found;
		found |= zero;
	}
	good &= found & ~mask_less(start, HPRE_PKCS1_OVERHEAD);
	mlen = ksz - start;
	good &= ~mask_less(RTE_MIN(max, (size_t)ksz), mlen);
	good = opaque(good);

	memcpy(msg, em, ksz);
	for (step = 1; step < ksz; step <<= 1) {
		here = opaque(~mask_zero(start & step));
		for (i = 0; i < ksz - step; i++)
			msg[i] = (msg[i] & ~here) | (msg[i + step] & here);
	}
	for (i = 0; i < RTE_MIN(max, (size_t)ksz); i++) {
		here = opaque(good & mask_less(i, mlen));
		out[i] = (out[i] & ~here) | (msg[i] & here);
	}
	*len = (*len & ~(size_t)(int32_t)good) | (mlen & (size_t)(int32_t)good);
	hisi_memzero(msg, sizeof(msg));
	return good != 0;
}
