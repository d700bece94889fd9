/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CBC-MAC on CBC. */

#include <string.h>

#include "msec_cbcmac.h"

/* Blocks given to CBC at a time. */
#define BATCH 64

int
msec_cbcmac_init(struct msec_cbcmac *m, EVP_CIPHER_CTX *ctx)
{
	memset(m, 0, sizeof(*m));
	m->ctx = ctx;
	/* The first IV is zero, as is m->mac. */
	return msec_evp_iv(ctx, m->mac);
}

/* Whole blocks. */
static int
blocks(struct msec_cbcmac *m, const uint8_t *p, size_t len)
{
	uint8_t out[BATCH * MSEC_BLOCK];
	size_t n, most = 0, done = 0;
	int ret = MSEC_OK;

	for (; len > 0 && ret == 0; len -= n, p += n) {
		n = len < sizeof(out) ? len : sizeof(out);
		most = n > most ? n : most;
		ret = msec_evp_run(m->ctx, p, out, n);
		memcpy(m->mac, &out[n - MSEC_BLOCK], MSEC_BLOCK);
		if ((done += n) % MODEL_SLICE == 0 && !model_go_on_here())
			ret = MSEC_ERR_INTERNAL;
	}
	model_wipe(out, most);
	return ret;
}

int
msec_cbcmac_update(struct msec_cbcmac *m, const uint8_t *p, size_t len)
{
	size_t n;
	int ret;

	if (m->num > 0) {
		n = MSEC_BLOCK - m->num;
		if (n > len)
			n = len;
		memcpy(&m->block[m->num], p, n);
		m->num += n;
		p += n;
		len -= n;
		if (m->num < MSEC_BLOCK)
			return MSEC_OK;
		m->num = 0;
		ret = blocks(m, m->block, MSEC_BLOCK);
		if (ret != 0)
			return ret;
	}
	n = len % MSEC_BLOCK;
	ret = blocks(m, p, len - n);
	memcpy(m->block, p + len - n, n);
	m->num = n;
	return ret;
}

int
msec_cbcmac_pad(struct msec_cbcmac *m)
{
	if (m->num == 0)
		return MSEC_OK;
	memset(&m->block[m->num], 0, MSEC_BLOCK - m->num);
	m->num = 0;
	return blocks(m, m->block, MSEC_BLOCK);
}
