/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: X25519 and X448, where libcrypto has faster code. */

#include <string.h>

#include "mhpre.h"

/** A curve that libcrypto has, as a descriptor describes it (5.6). */
struct xdh_curve {
	int type;
	size_t slot; /**< hsz */
	size_t len;  /**< Bytes of a value, at the end of its slot. */
	/*
	 * libcrypto clamps the scalar, the device does not (question 10):
	 * only scalars are taken that clamping leaves as they are.
	 */
	uint8_t low_zero;  /**< Bits of the last byte that must be 0. */
	uint8_t high_mask; /**< Bits of the first byte that must be ... */
	uint8_t high;      /**< ... this. */
	uint8_t a24[3];
	uint8_t p[56];
};

/** A private key, and the place for the other side's public key. */
struct xdh_key {
	EVP_PKEY *own;
	EVP_PKEY *peer;
	EVP_PKEY_CTX *ctx;
};

#define FF7 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff
#define FF27 FF7, FF7, FF7, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff

static const struct xdh_curve curves[] = {
	{
		EVP_PKEY_X25519, HISI_HPRE_ECC_SZ256, 32,
		0x07, 0xc0, 0x40, { 0x01, 0xdb, 0x41 },
		{ 0x7f, FF27, 0xff, 0xff, 0xff, 0xed },
	}, {
		EVP_PKEY_X448, HISI_HPRE_ECC_SZ576, 56,
		0x03, 0x80, 0x80, { 0x00, 0x98, 0xa9 },
		{ FF27, 0xfe, 0xff, FF27 },
	},
};

/* Whether a slot holds these bytes, right-aligned. */
static bool
slot_is(const uint8_t *slot, size_t size, const uint8_t *v, size_t len)
{
	size_t i;

	for (i = 0; i < size - len; i++)
		if (slot[i] != 0)
			return false;
	return memcmp(slot + size - len, v, len) == 0;
}

static bool
key_is(const struct xdh_curve *c, const uint8_t *key, size_t sz)
{
	const uint8_t *k;

	if (sz != c->slot ||
	    !slot_is(mhpre_slot(key, sz, HISI_HPRE_XDH_KEY_P), sz, c->p,
		     c->len) ||
	    !slot_is(mhpre_slot(key, sz, HISI_HPRE_XDH_KEY_A24), sz, c->a24,
		     sizeof(c->a24)))
		return false;
	k = mhpre_slot(key, sz, HISI_HPRE_XDH_KEY_K);
	return slot_is(k, sz, k + sz - c->len, c->len) &&
	       (k[sz - 1] & c->low_zero) == 0 &&
	       (k[sz - c->len] & c->high_mask) == c->high;
}

static const struct xdh_curve *
curve_find(const uint8_t *key, size_t sz)
{
	size_t i;

	for (i = 0; i < sizeof(curves) / sizeof(curves[0]); i++)
		if (key_is(&curves[i], key, sz))
			return &curves[i];
	return NULL;
}

/* Between the slot and the byte order of RFC 7748. */
static void
reverse(uint8_t *to, const uint8_t *from, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		to[i] = from[len - 1 - i];
}

void
mhpre_xdh_drop(void *obj)
{
	struct xdh_key *k = obj;

	EVP_PKEY_CTX_free(k->ctx);
	EVP_PKEY_free(k->own);
	EVP_PKEY_free(k->peer);
	OPENSSL_free(k);
}

void *
mhpre_xdh_make(struct mhpre_ctx *h, const uint8_t *key, size_t len)
{
	/* The other side's key changes with every descriptor. */
	static const uint8_t any_u[sizeof(curves[0].p)] = { 9 };
	size_t sz = len / HISI_HPRE_XDH_KEY_SLOTS;
	const struct xdh_curve *c = curve_find(key, sz);
	struct xdh_key *k = OPENSSL_zalloc(sizeof(*k));
	uint8_t raw[sizeof(c->p)];

	(void)h;
	if (c == NULL || k == NULL) {
		OPENSSL_free(k);
		return NULL;
	}
	reverse(raw, key + len - c->len, c->len);
	k->own = EVP_PKEY_new_raw_private_key(c->type, NULL, raw, c->len);
	k->peer = EVP_PKEY_new_raw_public_key(c->type, NULL, any_u, c->len);
	OPENSSL_cleanse(raw, sizeof(raw));
	if (k->own != NULL && k->peer != NULL)
		k->ctx = EVP_PKEY_CTX_new(k->own, NULL);
	if (k->ctx != NULL && EVP_PKEY_derive_init(k->ctx) > 0)
		return k;
	mhpre_xdh_drop(k);
	return NULL;
}

bool
mhpre_xdh_named(struct mhpre_task *t)
{
	const struct xdh_curve *c = curve_find(t->key, t->sz);
	uint8_t raw[sizeof(c->p)];
	struct xdh_key *k;
	size_t len;
	bool ok;

	if (c == NULL)
		return false;
	k = mhpre_cache_get(t->h, &t->h->xdh, t->key,
			    t->sz * HISI_HPRE_XDH_KEY_SLOTS);
	if (k == NULL)
		return false;
	len = c->len;
	reverse(raw, t->in + t->sz - len, len);
	/* The derivation fails for the all-zero result. */
	ok = EVP_PKEY_set1_encoded_public_key(k->peer, raw, len) > 0 &&
	     EVP_PKEY_derive_set_peer_ex(k->ctx, k->peer, 0) > 0 &&
	     EVP_PKEY_derive(k->ctx, raw, &len) > 0 && len == c->len;
	if (ok) {
		memset(t->out, 0, t->sz - len);
		reverse(t->out + t->sz - len, raw, len);
	}
	OPENSSL_cleanse(raw, sizeof(raw));
	return ok;
}
