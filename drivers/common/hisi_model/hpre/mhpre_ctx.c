/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: what an execution context keeps between descriptors. */

#include <errno.h>
#include <stdlib.h>
#include <openssl/crypto.h>

#include "mhpre.h"

void
mhpre_buffers_wipe(struct mhpre_ctx *h)
{
	OPENSSL_cleanse(h->key, sizeof(h->key));
	OPENSSL_cleanse(h->in, sizeof(h->in));
	OPENSSL_cleanse(h->out, sizeof(h->out));
}

void
mhpre_ctx_wipe(struct model_exec *x)
{
	struct mhpre_ctx *h = x->engine;

	mhpre_cache_clear(&h->modulus);
	mhpre_cache_clear(&h->crt);
	mhpre_cache_clear(&h->curve);
	mhpre_cache_clear(&h->xdh);
	/* Clears the temporaries of libcrypto; made again when needed. */
	BN_CTX_free(h->bn);
	h->bn = NULL;
	mhpre_buffers_wipe(h);
}

void
mhpre_ctx_free(struct model_exec *x)
{
	struct mhpre_ctx *h = x->engine;

	mhpre_ctx_wipe(x);
	EVP_MD_CTX_free(h->md);
	EVP_MD_free(h->sm3);
	free(h);
	x->engine = NULL;
}

int
mhpre_ctx_new(struct model_exec *x)
{
	struct mhpre_ctx *h = calloc(1, sizeof(*h));

	if (h == NULL)
		return -ENOMEM;
	x->engine = h;
	h->modulus.make = mhpre_modulus_make;
	h->modulus.drop = mhpre_modulus_drop;
	h->crt.make = mhpre_crt_make;
	h->crt.drop = mhpre_crt_drop;
	h->curve.make = mhpre_curve_make;
	h->curve.drop = mhpre_curve_drop;
	h->xdh.make = mhpre_xdh_make;
	h->xdh.drop = mhpre_xdh_drop;
	h->sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
	h->md = EVP_MD_CTX_new();
	if (h->sm3 != NULL && h->md != NULL)
		return 0;
	mhpre_ctx_free(x);
	return -ENOMEM;
}
