/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: hash functions with access to their chaining value. */

/*
 * EVP does not show the chaining value. The functions of old do, have no
 * set-up cost, and are still in libcrypto 3; SM3 never was among them.
 */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <string.h>

#include "core/model.h"
#include "msec_bytes.h"
#include "msec_hash.h"

const struct msec_hash_size msec_hash_size[MSEC_NB_HASHES] = {
	[MSEC_HASH_MD5] = { 64, 16, 16 },
	[MSEC_HASH_SHA1] = { 64, 20, 20 },
	[MSEC_HASH_SHA224] = { 64, 28, 32 },
	[MSEC_HASH_SHA256] = { 64, 32, 32 },
	[MSEC_HASH_SHA384] = { 128, 48, 64 },
	[MSEC_HASH_SHA512] = { 128, 64, 64 },
	[MSEC_HASH_SHA512_224] = { 128, 28, 64 },
	[MSEC_HASH_SHA512_256] = { 128, 32, 64 },
	[MSEC_HASH_SM3] = { 64, 32, 32 },
};

/* Initial values of FIPS 180-4, 5.3.6.1 and 5.3.6.2. */
static const uint64_t sha512_224_iv[8] = {
	0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82,
	0x679dd514582f9fcf, 0x0f6d2b697bd44da8, 0x77e36f7304c48942,
	0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1,
};
static const uint64_t sha512_256_iv[8] = {
	0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151,
	0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992,
	0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2,
};

/* The functions below differ by compression function only. */
enum family {
	FAMILY_MD5,
	FAMILY_SHA1,
	FAMILY_SHA256,
	FAMILY_SHA512,
	FAMILY_SM3,
};

static enum family
family(enum msec_hash_id id)
{
	switch (id) {
	case MSEC_HASH_MD5:
		return FAMILY_MD5;
	case MSEC_HASH_SHA1:
		return FAMILY_SHA1;
	case MSEC_HASH_SHA224:
	case MSEC_HASH_SHA256:
		return FAMILY_SHA256;
	case MSEC_HASH_SM3:
		return FAMILY_SM3;
	default:
		return FAMILY_SHA512;
	}
}

static void
sha512_init(SHA512_CTX *c, enum msec_hash_id id)
{
	if (id == MSEC_HASH_SHA384)
		SHA384_Init(c);
	else
		SHA512_Init(c);
	/* All eight words come out; the caller takes what it needs. */
	c->md_len = SHA512_DIGEST_LENGTH;
	if (id == MSEC_HASH_SHA512_224)
		memcpy(c->h, sha512_224_iv, sizeof(c->h));
	else if (id == MSEC_HASH_SHA512_256)
		memcpy(c->h, sha512_256_iv, sizeof(c->h));
}

void
msec_hash_init(struct msec_hash *h, enum msec_hash_id id)
{
	h->id = id;
	switch (family(id)) {
	case FAMILY_MD5:
		MD5_Init(&h->u.md5);
		break;
	case FAMILY_SHA1:
		SHA1_Init(&h->u.sha1);
		break;
	case FAMILY_SHA256:
		if (id == MSEC_HASH_SHA224)
			SHA224_Init(&h->u.sha256);
		else
			SHA256_Init(&h->u.sha256);
		h->u.sha256.md_len = SHA256_DIGEST_LENGTH;
		break;
	case FAMILY_SHA512:
		sha512_init(&h->u.sha512, id);
		break;
	case FAMILY_SM3:
		msec_sm3_init(&h->u.sm3);
		break;
	}
}

static void
slice_update(struct msec_hash *h, const uint8_t *p, size_t len)
{
	switch (family(h->id)) {
	case FAMILY_MD5:
		MD5_Update(&h->u.md5, p, len);
		break;
	case FAMILY_SHA1:
		SHA1_Update(&h->u.sha1, p, len);
		break;
	case FAMILY_SHA256:
		SHA256_Update(&h->u.sha256, p, len);
		break;
	case FAMILY_SHA512:
		SHA512_Update(&h->u.sha512, p, len);
		break;
	case FAMILY_SM3:
		msec_sm3_update(&h->u.sm3, p, len);
		break;
	}
}

/* A message that is given up has a wrong hash, which nobody will see. */
void
msec_hash_update(struct msec_hash *h, const uint8_t *p, size_t len)
{
	for (; len > MODEL_SLICE; len -= MODEL_SLICE, p += MODEL_SLICE) {
		slice_update(h, p, MODEL_SLICE);
		if (!model_go_on_here())
			return;
	}
	slice_update(h, p, len);
}

void
msec_hash_final(struct msec_hash *h, uint8_t *out)
{
	switch (family(h->id)) {
	case FAMILY_MD5:
		MD5_Final(out, &h->u.md5);
		break;
	case FAMILY_SHA1:
		SHA1_Final(out, &h->u.sha1);
		break;
	case FAMILY_SHA256:
		SHA256_Final(out, &h->u.sha256);
		break;
	case FAMILY_SHA512:
		SHA512_Final(out, &h->u.sha512);
		break;
	case FAMILY_SM3:
		msec_sm3_final(&h->u.sm3, out);
		break;
	}
}

void
msec_hash_set_length(struct msec_hash *h, uint64_t bits, uint64_t bits_hi)
{
	uint32_t lo = (uint32_t)bits, hi = (uint32_t)(bits >> 32);

	switch (family(h->id)) {
	case FAMILY_MD5:
		h->u.md5.Nl = lo;
		h->u.md5.Nh = hi;
		break;
	case FAMILY_SHA1:
		h->u.sha1.Nl = lo;
		h->u.sha1.Nh = hi;
		break;
	case FAMILY_SHA256:
		h->u.sha256.Nl = lo;
		h->u.sha256.Nh = hi;
		break;
	case FAMILY_SHA512:
		h->u.sha512.Nl = bits;
		h->u.sha512.Nh = bits_hi;
		break;
	case FAMILY_SM3:
		h->u.sm3.bits = bits;
		break;
	}
}

/* A chaining word of a hash function of 32-bit words. */
static uint32_t *
word32(struct msec_hash *h, unsigned int i)
{
	MD5_CTX *m = &h->u.md5;
	SHA_CTX *s = &h->u.sha1;
	uint32_t *md5[4] = { &m->A, &m->B, &m->C, &m->D };
	uint32_t *sha1[5] = { &s->h0, &s->h1, &s->h2, &s->h3, &s->h4 };

	switch (family(h->id)) {
	case FAMILY_MD5:
		return md5[i];
	case FAMILY_SHA1:
		return sha1[i];
	case FAMILY_SM3:
		return &h->u.sm3.h[i];
	default:
		return &h->u.sha256.h[i];
	}
}

void
msec_hash_export(struct msec_hash *h, uint8_t *state)
{
	unsigned int i, n = msec_hash_size[h->id].state / sizeof(uint32_t);

	if (family(h->id) == FAMILY_SHA512) {
		for (i = 0; i < n / 2; i++)
			msec_put_be64(&state[8 * i], h->u.sha512.h[i]);
		return;
	}
	for (i = 0; i < n; i++) {
		if (h->id == MSEC_HASH_MD5)
			msec_put_le32(&state[4 * i], *word32(h, i));
		else
			msec_put_be32(&state[4 * i], *word32(h, i));
	}
}

void
msec_hash_import(struct msec_hash *h, enum msec_hash_id id, const uint8_t *state)
{
	unsigned int i, n = msec_hash_size[id].state / sizeof(uint32_t);

	msec_hash_init(h, id);
	if (family(id) == FAMILY_SHA512) {
		for (i = 0; i < n / 2; i++)
			h->u.sha512.h[i] = msec_get_be64(&state[8 * i]);
		return;
	}
	for (i = 0; i < n; i++)
		*word32(h, i) = id == MSEC_HASH_MD5 ?
			msec_get_le32(&state[4 * i]) :
			msec_get_be32(&state[4 * i]);
}
