/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_KEYS_H
#define MSEC_KEYS_H

/**
 * @file
 * SEC model: expanded keys. The key bytes are read for every descriptor, as
 * the device does; what is derived from them is kept and found again by the
 * bytes, never by their address.
 */

#include <openssl/evp.h>

#include "msec_ghash.h"
#include "msec_hmac.h"

struct model_exec;
struct msec_engine;
struct msec_gcm_mb_key;

/** Longest key, bytes: HMAC with a block of 128. */
#define MSEC_MAX_KEY 128
/** Keys kept: SETS x WAYS per place of execution. */
#define MSEC_KEY_SETS 64
#define MSEC_KEY_WAYS 4

/** The use of a key, which decides on what is derived from it. */
enum msec_key_kind {
	MSEC_KEY_CIPHER, /**< evp[0]: algorithm, mode and direction of the id. */
	MSEC_KEY_CBC_MB, /**< schedule. */
	MSEC_KEY_XTS,    /**< See msec_xts.h. */
	MSEC_KEY_CCM,    /**< evp[0] CBC, evp[1] CTR. */
	MSEC_KEY_GHASH,  /**< evp[0] CTR, ghash. */
	MSEC_KEY_GCM_MB, /**< mb. */
	MSEC_KEY_CMAC,   /**< evp[0] CBC, subkey. */
	MSEC_KEY_XCBC,   /**< evp[0] CBC, subkey. */
	MSEC_KEY_HMAC,   /**< hmac. */
	MSEC_KEY_KINDS,
};

/** Use of a key. Two uses of the same bytes are two entries. */
struct msec_key_id {
	uint8_t kind;
	uint8_t alg;  /**< c_alg code, or enum msec_hash_id for HMAC. */
	uint8_t mode; /**< c_mode code; XTS: also the standard. */
	uint8_t enc;  /**< 1 encrypt, 0 decrypt. */
	uint32_t len; /**< Key bytes in memory, up to MSEC_MAX_KEY. */
};

/** An expanded key. */
struct msec_key {
	struct msec_key_id id;
	uint64_t last_use; /**< 0 = empty entry. */
	uint8_t bytes[MSEC_MAX_KEY];
	EVP_CIPHER_CTX *evp[2];
	struct msec_gcm_mb_key *mb; /**< See msec_gcm_mb.h. */
	union {
		struct msec_ghash_key ghash;
		struct msec_hmac_key hmac;
		uint8_t subkey[2][16];
		uint8_t chain[16]; /**< See msec_cbc.c. */
		/** AES keys of all rounds, to encrypt and to decrypt. */
		_Alignas(16) uint8_t schedule[2][15 * 16];
	} u;
};

/** All entries; allocated when first used. */
struct msec_key_cache {
	struct msec_key *entry[MSEC_KEY_SETS][MSEC_KEY_WAYS];
	/** The last one of each kind, looked at first. */
	struct msec_key *recent[MSEC_KEY_KINDS];
	uint64_t clock;
	/** Keys used since are not dropped, 0: none is in use. */
	uint64_t pinned_since;
};

/**
 * Derive what the kind of key->id needs from key->bytes. evp, mb and u are 0
 * before, and are wiped after a failure.
 */
typedef int (*msec_key_setup_t)(struct msec_engine *e, struct msec_key *key);

/**
 * Read a key from client memory and find or make its expanded form.
 * @param role for the trace
 * @param key valid until the second next call: an entry in use is the last
 *   of its set to be dropped; or as long as pinned_since says
 * @return MSEC_ERR_INTERNAL also if all keys of a set are pinned
 */
int msec_key_get(struct model_exec *x, const char *role, uint64_t addr,
		 const struct msec_key_id *id, msec_key_setup_t setup,
		 struct msec_key **key);

/** Wipe all keys. */
void msec_keys_wipe(struct msec_key_cache *cache);

/** Wipe all keys and free the entries. */
void msec_keys_free(struct msec_key_cache *cache);

#endif /* MSEC_KEYS_H */
