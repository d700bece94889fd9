/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: cache of expanded keys. */

#include <stdlib.h>
#include <string.h>

#include "msec_gcm_mb.h"

static void
key_drop(struct msec_key *key)
{
	/* libcrypto wipes what it derived. */
	EVP_CIPHER_CTX_free(key->evp[0]);
	EVP_CIPHER_CTX_free(key->evp[1]);
	msec_gcm_mb_key_free(key->mb);
	model_wipe(key, sizeof(*key));
}

void
msec_keys_wipe(struct msec_key_cache *cache)
{
	unsigned int set, way;

	for (set = 0; set < MSEC_KEY_SETS; set++)
		for (way = 0; way < MSEC_KEY_WAYS; way++)
			if (cache->entry[set][way] != NULL)
				key_drop(cache->entry[set][way]);
}

void
msec_keys_free(struct msec_key_cache *cache)
{
	unsigned int set, way;

	msec_keys_wipe(cache);
	for (set = 0; set < MSEC_KEY_SETS; set++)
		for (way = 0; way < MSEC_KEY_WAYS; way++)
			free(cache->entry[set][way]);
}

/* FNV-1a over words; spreads the entries, nothing depends on its quality. */
static unsigned int
key_set(const struct msec_key_id *id, const uint8_t *bytes)
{
	uint32_t h = 2166136261U, w;
	uint32_t i;

	for (i = 0; i < id->len; i += sizeof(w)) {
		memcpy(&w, &bytes[i], sizeof(w));
		h = (h ^ w) * 16777619U;
	}
	h = (h ^ id->kind ^ id->mode) * 16777619U;
	h = (h ^ id->alg ^ id->enc) * 16777619U;
	return (h ^ h >> 15) % MSEC_KEY_SETS;
}

static bool
key_is(const struct msec_key *key, const struct msec_key_id *id,
       const uint8_t *bytes)
{
	return key != NULL && key->last_use != 0 &&
	       memcmp(&key->id, id, sizeof(*id)) == 0 &&
	       memcmp(key->bytes, bytes, id->len) == 0;
}

static struct msec_key *
key_find(struct msec_key **entry, const struct msec_key_id *id,
	 const uint8_t *bytes)
{
	unsigned int way;

	for (way = 0; way < MSEC_KEY_WAYS; way++)
		if (key_is(entry[way], id, bytes))
			return entry[way];
	return NULL;
}

/* An entry to fill: a free one, or the one not used for the longest time. */
static struct msec_key *
key_victim(const struct msec_key_cache *cache, struct msec_key **entry)
{
	struct msec_key *old = NULL;
	unsigned int way;

	for (way = 0; way < MSEC_KEY_WAYS; way++) {
		if (entry[way] == NULL) {
			entry[way] = calloc(1, sizeof(*old));
			return entry[way];
		}
		if (old == NULL || entry[way]->last_use < old->last_use)
			old = entry[way];
	}
	if (cache->pinned_since != 0 && old->last_use >= cache->pinned_since)
		return NULL;
	key_drop(old);
	return old;
}

/* Like key_lookup(), for a key that was not the last one of its kind. */
static int
key_search(struct msec_engine *e, const struct msec_key_id *id,
	   const uint8_t *bytes, msec_key_setup_t setup, struct msec_key **found)
{
	struct msec_key **entry = e->keys.entry[key_set(id, bytes)];
	struct msec_key *key = key_find(entry, id, bytes);
	int ret;

	if (key == NULL) {
		key = key_victim(&e->keys, entry);
		if (key == NULL)
			return MSEC_ERR_INTERNAL;
		key->id = *id;
		memcpy(key->bytes, bytes, id->len);
		ret = setup(e, key);
		if (ret != 0) {
			key_drop(key);
			return ret;
		}
	}
	*found = key;
	return 0;
}

static int
key_lookup(struct msec_engine *e, const struct msec_key_id *id,
	   const uint8_t *bytes, msec_key_setup_t setup, struct msec_key **found)
{
	struct msec_key **recent = &e->keys.recent[id->kind];
	int ret;

	if (!key_is(*recent, id, bytes)) {
		ret = key_search(e, id, bytes, setup, recent);
		if (ret != 0)
			return ret;
	}
	(*recent)->last_use = ++e->keys.clock;
	*found = *recent;
	return 0;
}

int
msec_key_get(struct model_exec *x, const char *role, uint64_t addr,
	     const struct msec_key_id *id, msec_key_setup_t setup,
	     struct msec_key **key)
{
	uint8_t bytes[MSEC_MAX_KEY];
	int ret;

	ret = msec_mem_error(model_mem_read(x, role, addr, bytes, id->len));
	if (ret != 0)
		return ret;
	ret = key_lookup(x->engine, id, bytes, setup, key);
	model_wipe(bytes, id->len);
	return ret;
}
