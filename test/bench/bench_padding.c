/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#define OPENSSL_SUPPRESS_DEPRECATED

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <rte_common.h>

#include "bench_padding.h"

#define HASH_LEN 32

/* The fault of a text. */
struct flaw {
	bool oaep;
	bool good;
	const char *what;
	int msg_len;
	int at;                /**< This byte ... */
	uint8_t value;         /**< ... gets this value. */
	bool no_end;           /**< Nothing ends the filling. */
};

static const struct flaw flaws[] = {
	{ false, true, "empty message", 0, -1 },
	{ false, true, "message of 1 byte", 1, -1 },
	{ false, true, "message of 100 bytes", 100, -1 },
	{ false, true, "longest message", 245, -1 },
	{ false, false, "first byte", 100, 0, 1 },
	{ false, false, "second byte", 100, 1, 1 },
	{ false, false, "filling of 0 bytes", 100, 2, 0 },
	{ false, false, "filling of 4 bytes", 100, 6, 0 },
	{ false, false, "filling of 7 bytes", 100, 9, 0 },
	{ false, false, "no end", 100, -1, 0, true },
	{ true, true, "empty message", 0, -1 },
	{ true, true, "message of 100 bytes", 100, -1 },
	{ true, true, "longest message", 190, -1 },
	/* Offsets into DB behind the seed. */
	{ true, false, "first byte", 100, 0, 1 },
	{ true, false, "first byte of the label", 100, 1 + HASH_LEN, 1 },
	{ true, false, "last byte of the label", 100, 2 * HASH_LEN, 1 },
	{ true, false, "first byte of the filling", 100, 1 + 2 * HASH_LEN,
	  2 },
	{ true, false, "last byte of the filling", 100, 256 - 102, 2 },
	{ true, false, "no end", 0, 255, 0 },
};

static void
mgf1_xor(uint8_t *data, size_t len, const uint8_t *seed, size_t seed_len)
{
	uint8_t mask[512];
	size_t i;

	if (PKCS1_MGF1(mask, len, seed, seed_len, EVP_sha256()) != 0)
		abort();
	for (i = 0; i < len; i++)
		data[i] ^= mask[i];
}

/* 00, seed, DB, the last two masked with each other. */
static void
encode_oaep(const struct flaw *f, uint8_t *em, size_t len)
{
	uint8_t *seed = em + 1, *db = seed + HASH_LEN;
	size_t db_len = len - HASH_LEN - 1;

	memset(em, 0, len);
	memset(seed, 0x77, HASH_LEN);
	if (!EVP_Digest("", 0, db, NULL, EVP_sha256(), NULL))
		abort();
	em[len - f->msg_len - 1] = 1;
	memset(em + len - f->msg_len, 0x55, f->msg_len);
	if (f->at > 0)
		em[f->at] = f->value;
	mgf1_xor(db, db_len, seed, HASH_LEN);
	mgf1_xor(seed, HASH_LEN, db, db_len);
	if (f->at == 0)
		em[0] = f->value;
}

static void
encode_pkcs1(const struct flaw *f, uint8_t *em, size_t len)
{
	em[0] = 0;
	em[1] = 2;
	memset(em + 2, 0x77, len - 2);
	if (!f->no_end)
		em[len - f->msg_len - 1] = 0;
	if (f->at >= 0)
		em[f->at] = f->value;
}

bool
bench_padding_make(unsigned int i, size_t len, struct bench_padding *p)
{
	const struct flaw *f = &flaws[i];

	if (i >= RTE_DIM(flaws))
		return false;
	p->good = f->good;
	p->type = f->oaep ? RTE_CRYPTO_RSA_PADDING_OAEP :
			    RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	snprintf(p->name, sizeof(p->name), "%s %s: %s",
		 f->oaep ? "OAEP" : "PKCS#1", f->good ? "good" : "bad",
		 f->what);
	if (f->oaep)
		encode_oaep(f, p->em, len);
	else
		encode_pkcs1(f, p->em, len);
	return true;
}
