/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE: what an execution context keeps between descriptors. */

#include <errno.h>
#include <stdlib.h>
#include <openssl/crypto.h>

#include "hpre.h"

void
hpm_buffers_wipe(struct hpre_ctx *h)
{
	OPENSSL_cleanse(h->key, sizeof(h->key));
	OPENSSL_cleanse(h->in, sizeof(h->in));
	OPENSSL_cleanse(h->out, sizeof(h->out));
}

void
hpm_ctx_wipe(struct model_exec *x)
{
	struct hpre_ctx *h = x->engine;

	hpm_cache_clear(&h->modulus);
	hpm_cache_clear(&h->crt);
	hpm_cache_clear(&h->curve);
	hpm_cache_clear(&h->xdh);
	/* Clears the temporaries of libcrypto; made again when needed. */
	BN_CTX_free(h->bn);
	h->bn = NULL;
	hpm_buffers_wipe(h);
}

void
hpm_ctx_free(struct model_exec *x)
{
	struct hpre_ctx *h = x->engine;

	hpm_ctx_wipe(x);
	EVP_MD_CTX_free(h->md);
	EVP_MD_free(h->sm3);
	free(h);
	x->engine = NULL;
}

int
hpm_ctx_new(struct model_exec *x)
{
	struct hpre_ctx *h = calloc(1, sizeof(*h));

	if (h == NULL)
		return -ENOMEM;
	x->engine = h;
	h->modulus.make = hpm_modulus_make;
	h->modulus.drop = hpm_modulus_drop;
	h->crt.make = hpm_crt_make;
	h->crt.drop = hpm_crt_drop;
	h->curve.make = hpm_curve_make;
	h->curve.drop = hpm_curve_drop;
	h->xdh.make = hpm_xdh_make;
	h->xdh.drop = hpm_xdh_drop;
	h->sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
	h->md = EVP_MD_CTX_new();
	if (h->sm3 != NULL && h->md != NULL)
		return 0;
	hpm_ctx_free(x);
	return -ENOMEM;
}
