/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: key setup remembered between descriptors. */

#include <string.h>
#include <openssl/crypto.h>

#include "mhpre.h"

static void
entry_clear(struct mhpre_cache *c, struct mhpre_cache_entry *e)
{
	if (e->obj != NULL)
		c->drop(e->obj);
	OPENSSL_clear_free(e->key, e->len);
	memset(e, 0, sizeof(*e));
}

static struct mhpre_cache_entry *
entry_find(struct mhpre_cache *c, const uint8_t *key, size_t len)
{
	struct mhpre_cache_entry *e;

	for (e = c->entry; e < c->entry + MHPRE_CACHE_ENTRIES; e++)
		if (e->obj != NULL && e->len == len &&
		    memcmp(e->key, key, len) == 0)
			return e;
	return NULL;
}

/* A free entry has never been used, so it is the oldest of all. */
static struct mhpre_cache_entry *
entry_oldest(struct mhpre_cache *c)
{
	struct mhpre_cache_entry *e, *oldest = c->entry;

	for (e = c->entry; e < c->entry + MHPRE_CACHE_ENTRIES; e++)
		if (e->used < oldest->used)
			oldest = e;
	return oldest;
}

void *
mhpre_cache_get(struct mhpre_ctx *h, struct mhpre_cache *c, const uint8_t *key,
		size_t len)
{
	struct mhpre_cache_entry *e = entry_find(c, key, len);
	uint8_t *copy;
	void *obj;

	if (e == NULL) {
		obj = c->make(h, key, len);
		if (obj == NULL)
			return NULL;
		copy = OPENSSL_memdup(key, len);
		if (copy == NULL) {
			c->drop(obj);
			return NULL;
		}
		e = entry_oldest(c);
		entry_clear(c, e);
		e->key = copy;
		e->len = len;
		e->obj = obj;
	}
	e->used = ++c->clock;
	return e->obj;
}

void
mhpre_cache_clear(struct mhpre_cache *c)
{
	struct mhpre_cache_entry *e;

	for (e = c->entry; e < c->entry + MHPRE_CACHE_ENTRIES; e++)
		entry_clear(c, e);
}
