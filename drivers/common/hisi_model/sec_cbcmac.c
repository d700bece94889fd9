/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CBC-MAC on CBC. */

#include <string.h>

#include "sec_cbcmac.h"

/* Blocks given to CBC at a time. */
#define BATCH 64

int
sec_cbcmac_init(struct sec_cbcmac *m, EVP_CIPHER_CTX *ctx)
{
	memset(m, 0, sizeof(*m));
	m->ctx = ctx;
	/* The first IV is zero, as is m->mac. */
	return sec_evp_iv(ctx, m->mac);
}

/* Whole blocks. */
static int
blocks(struct sec_cbcmac *m, const uint8_t *p, size_t len)
{
	uint8_t out[BATCH * SEC_BLOCK];
	size_t n, most = 0;
	int ret = SEC_OK;

	for (; len > 0 && ret == 0; len -= n, p += n) {
		n = len < sizeof(out) ? len : sizeof(out);
		most = n > most ? n : most;
		ret = sec_evp_run(m->ctx, p, out, n);
		memcpy(m->mac, &out[n - SEC_BLOCK], SEC_BLOCK);
	}
	model_wipe(out, most);
	return ret;
}

int
sec_cbcmac_update(struct sec_cbcmac *m, const uint8_t *p, size_t len)
{
	size_t n;
	int ret;

	if (m->num > 0) {
		n = SEC_BLOCK - m->num;
		if (n > len)
			n = len;
		memcpy(&m->block[m->num], p, n);
		m->num += n;
		p += n;
		len -= n;
		if (m->num < SEC_BLOCK)
			return SEC_OK;
		m->num = 0;
		ret = blocks(m, m->block, SEC_BLOCK);
		if (ret != 0)
			return ret;
	}
	n = len % SEC_BLOCK;
	ret = blocks(m, p, len - n);
	memcpy(m->block, p + len - n, n);
	m->num = n;
	return ret;
}

int
sec_cbcmac_pad(struct sec_cbcmac *m)
{
	if (m->num == 0)
		return SEC_OK;
	memset(&m->block[m->num], 0, SEC_BLOCK - m->num);
	m->num = 0;
	return blocks(m, m->block, SEC_BLOCK);
}
