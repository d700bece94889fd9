/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_CHECK_H
#define MSEC_CHECK_H

/**
 * @file
 * SEC model: rules of the jobs, for descriptors whose common fields are good.
 * All return 0 or a code of enum msec_error and look at the descriptor only.
 */

#include "msec.h"

/* msec_check_cipher.c */

/** Cipher fields: algorithm, mode, key, length (8, 12.2). */
int msec_check_cipher(const struct msec_req *r, uint32_t has);

/* msec_check_auth.c */

/** Hash or HMAC (9.1 to 9.4). */
int msec_check_digest(const struct msec_req *r, uint32_t has);
/** XCBC, CMAC, GMAC (9.5). */
int msec_check_mac(const struct msec_req *r, uint32_t has);
/** CBC with HMAC (10.1). */
int msec_check_authenc(const struct msec_req *r, uint32_t has);

/* msec_check_aead.c */

/** CCM (10.2, 10.4). */
int msec_check_ccm(const struct msec_req *r, uint32_t has);
/** GCM in one descriptor (10.3, 10.4). */
int msec_check_gcm(const struct msec_req *r, uint32_t has);
/** Parts of a GCM stream (10.5). */
int msec_check_gcm_first(const struct msec_req *r, uint32_t has);
/** Likewise. */
int msec_check_gcm_middle(const struct msec_req *r, uint32_t has);
/** Likewise. */
int msec_check_gcm_end(const struct msec_req *r, uint32_t has);

#endif /* MSEC_CHECK_H */
