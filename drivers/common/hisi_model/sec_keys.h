/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_KEYS_H
#define MODEL_SEC_KEYS_H

/**
 * @file
 * SEC model: expanded keys. The key bytes are read for every descriptor, as
 * the device does; what is derived from them is kept and found again by the
 * bytes, never by their address.
 */

#include <openssl/evp.h>

#include "sec_ghash.h"
#include "sec_hmac.h"

struct model_exec;
struct sec_engine;
struct sec_gcm_mb_key;

/** Longest key, bytes: HMAC with a block of 128. */
#define SEC_MAX_KEY 128
/** Keys kept: SETS x WAYS per place of execution. */
#define SEC_KEY_SETS 64
#define SEC_KEY_WAYS 4

/** What is derived from the key. */
enum sec_key_kind {
	SEC_KEY_CIPHER, /**< evp[0]: algorithm, mode and direction of the id. */
	SEC_KEY_CBC_MB, /**< schedule. */
	SEC_KEY_XTS,    /**< See sec_xts.h. */
	SEC_KEY_CCM,    /**< evp[0] CBC, evp[1] CTR. */
	SEC_KEY_GHASH,  /**< evp[0] CTR, ghash. */
	SEC_KEY_GCM_MB, /**< mb. */
	SEC_KEY_CMAC,   /**< evp[0] CBC, subkey. */
	SEC_KEY_XCBC,   /**< evp[0] CBC, subkey. */
	SEC_KEY_HMAC,   /**< hmac. */
	SEC_KEY_KINDS,
};

/** Use of a key. Two uses of the same bytes are two entries. */
struct sec_key_id {
	uint8_t kind;
	uint8_t alg;  /**< c_alg code, or enum sec_hash_id for HMAC. */
	uint8_t mode; /**< c_mode code; XTS: also the standard. */
	uint8_t enc;  /**< 1 encrypt, 0 decrypt. */
	uint32_t len; /**< Key bytes in memory, up to SEC_MAX_KEY. */
};

/** An expanded key. */
struct sec_key {
	struct sec_key_id id;
	uint64_t last_use; /**< 0 = empty entry. */
	uint8_t bytes[SEC_MAX_KEY];
	EVP_CIPHER_CTX *evp[2];
	struct sec_gcm_mb_key *mb; /**< See sec_gcm_mb.h. */
	union {
		struct sec_ghash_key ghash;
		struct sec_hmac_key hmac;
		uint8_t subkey[2][16];
		uint8_t chain[16]; /**< See sec_cbc.c. */
		/** AES keys of all rounds, to encrypt and to decrypt. */
		_Alignas(16) uint8_t schedule[2][15 * 16];
	} u;
};

/** All entries; allocated when first used. */
struct sec_key_cache {
	struct sec_key *entry[SEC_KEY_SETS][SEC_KEY_WAYS];
	/** The last one of each kind, looked at first. */
	struct sec_key *recent[SEC_KEY_KINDS];
	uint64_t clock;
	/** Keys used since are not dropped, 0: none is in use. */
	uint64_t pinned_since;
};

/**
 * Derive what the kind of key->id needs from key->bytes. evp, mb and u are 0
 * before, and are wiped after a failure.
 */
typedef int (*sec_key_setup_t)(struct sec_engine *e, struct sec_key *key);

/**
 * Read a key from client memory and find or make its expanded form.
 * @param role for the trace
 * @param key valid until the second next call: an entry in use is the last
 *   of its set to be dropped; or as long as pinned_since says
 * @return SEC_ERR_INTERNAL also if all keys of a set are pinned
 */
int sec_key_get(struct model_exec *x, const char *role, uint64_t addr,
		const struct sec_key_id *id, sec_key_setup_t setup,
		struct sec_key **key);

/** Wipe all keys. */
void sec_keys_wipe(struct sec_key_cache *cache);

/** Wipe all keys and free the entries. */
void sec_keys_free(struct sec_key_cache *cache);

#endif /* MODEL_SEC_KEYS_H */
