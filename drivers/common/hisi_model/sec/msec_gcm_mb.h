/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_GCM_MB_H
#define MSEC_GCM_MB_H

/**
 * @file
 * SEC model: AES-GCM with libipsec-mb, one call for what takes libcrypto's EVP
 * five, which short messages show. It is for x86 and optional; without it
 * AES-GCM goes through EVP.
 */

#include "msec_gcm.h"

#ifdef HISI_MODEL_IPSEC_MB

/** For struct msec_key of kind MSEC_KEY_GCM_MB. */
int msec_gcm_mb_setup(struct msec_engine *e, struct msec_key *key);

/**
 * Encrypt or decrypt a message.
 * @param key kind MSEC_KEY_GCM_MB; its direction counts
 * @param tag receives MSEC_BLOCK bytes: the tag of the message as it is
 */
void msec_gcm_mb_crypt(const struct msec_key *key, const struct msec_gcm *g,
		       uint8_t *tag);

/** Wipe and free what msec_gcm_mb_setup() made; NULL is allowed. */
void msec_gcm_mb_key_free(struct msec_gcm_mb_key *mb);

#else

static inline int
msec_gcm_mb_setup(struct msec_engine *e, struct msec_key *key)
{
	(void)e;
	(void)key;
	return MSEC_ERR_INTERNAL;
}

/* Not called, no key is of its kind. */
static inline void
msec_gcm_mb_crypt(const struct msec_key *key, const struct msec_gcm *g,
		  uint8_t *tag)
{
	(void)key;
	(void)g;
	(void)tag;
}

static inline void
msec_gcm_mb_key_free(struct msec_gcm_mb_key *mb)
{
	(void)mb;
}

#endif

#endif /* MSEC_GCM_MB_H */
