/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: AES-GCM with libipsec-mb. */

#include <stdlib.h>

#include "msec_gcm_mb.h"
#include "msec_mb.h"

/* The library asks for it, but does not say so in the type. */
#define ALIGNMENT 64

struct msec_gcm_mb_key {
	struct gcm_key_data data;
	aes_gcm_enc_dec_t crypt;
};

int
msec_gcm_mb_setup(struct msec_engine *e, struct msec_key *key)
{
	IMB_MGR *mgr = msec_mb_manager(e);
	struct msec_gcm_mb_key *mb;
	bool enc = key->id.enc;

	if (mgr == NULL ||
	    posix_memalign((void **)&mb, ALIGNMENT, sizeof(*mb)) != 0)
		return MSEC_ERR_INTERNAL;
	key->mb = mb;
	switch (key->id.len) {
	case IMB_KEY_128_BYTES:
		IMB_AES128_GCM_PRE(mgr, key->bytes, &mb->data);
		mb->crypt = enc ? mgr->gcm128_enc : mgr->gcm128_dec;
		break;
	case IMB_KEY_192_BYTES:
		IMB_AES192_GCM_PRE(mgr, key->bytes, &mb->data);
		mb->crypt = enc ? mgr->gcm192_enc : mgr->gcm192_dec;
		break;
	default:
		IMB_AES256_GCM_PRE(mgr, key->bytes, &mb->data);
		mb->crypt = enc ? mgr->gcm256_enc : mgr->gcm256_dec;
	}
	return MSEC_OK;
}

void
msec_gcm_mb_crypt(const struct msec_key *key, const struct msec_gcm *g,
		  uint8_t *tag)
{
	struct gcm_context_data ctx;

	key->mb->crypt(&key->mb->data, &ctx, g->out, g->in, g->len, g->iv,
		       g->aad, g->aad_len, tag, MSEC_BLOCK);
	/* It holds key stream. */
	model_wipe(&ctx, sizeof(ctx));
}

void
msec_gcm_mb_key_free(struct msec_gcm_mb_key *mb)
{
	model_wipe(mb, sizeof(*mb));
	free(mb);
}
