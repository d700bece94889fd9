/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_GCM_MB_H
#define MODEL_SEC_GCM_MB_H

/**
 * @file
 * SEC model: AES-GCM with libipsec-mb, one call for what takes libcrypto's EVP
 * five, which short messages show. It is for x86 and optional; without it
 * AES-GCM goes through EVP.
 */

#include "sec_gcm.h"

#ifdef HISI_MODEL_IPSEC_MB

/** For struct sec_key of kind SEC_KEY_GCM_MB. */
int sec_gcm_mb_setup(struct sec_engine *e, struct sec_key *key);

/**
 * Encrypt or decrypt a message.
 * @param key kind SEC_KEY_GCM_MB; its direction counts
 * @param tag receives SEC_BLOCK bytes: the tag of the message as it is
 */
void sec_gcm_mb_crypt(const struct sec_key *key, const struct sec_gcm *g,
		      uint8_t *tag);

/** Wipe and free what sec_gcm_mb_setup() made; NULL is allowed. */
void sec_gcm_mb_key_free(struct sec_gcm_mb_key *mb);

#else

static inline int
sec_gcm_mb_setup(struct sec_engine *e, struct sec_key *key)
{
	(void)e;
	(void)key;
	return SEC_ERR_INTERNAL;
}

/* Not called, no key is of its kind. */
static inline void
sec_gcm_mb_crypt(const struct sec_key *key, const struct sec_gcm *g,
		 uint8_t *tag)
{
	(void)key;
	(void)g;
	(void)tag;
}

static inline void
sec_gcm_mb_key_free(struct sec_gcm_mb_key *mb)
{
	(void)mb;
}

#endif

#endif /* MODEL_SEC_GCM_MB_H */
