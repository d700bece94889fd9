/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: XTS on ECB. */

#include <string.h>

#include "msec_bytes.h"
#include "msec_xts.h"

/* Blocks given to ECB at a time. */
#define BATCH 32

int
msec_xts_setup(struct msec_engine *e, struct msec_key *key)
{
	const uint32_t half = key->id.len / 2;
	const uint8_t alg = key->id.alg;

	if (alg == HISI_SEC_C_ALG_AES && key->id.mode == HISI_SEC_XTS_IEEE &&
	    memcmp(key->bytes, key->bytes + half, half) != 0) {
		key->evp[0] = msec_evp_new(e, alg, HISI_SEC_C_MODE_XTS,
					   key->bytes, key->id.len,
					   key->id.enc);
		return key->evp[0] != NULL ? MSEC_OK : MSEC_ERR_INTERNAL;
	}
	key->evp[0] = msec_evp_new(e, alg, HISI_SEC_C_MODE_ECB, key->bytes,
				   half, key->id.enc);
	key->evp[1] = msec_evp_new(e, alg, HISI_SEC_C_MODE_ECB,
				   key->bytes + half, half, true);
	return key->evp[0] != NULL && key->evp[1] != NULL ?
		MSEC_OK : MSEC_ERR_INTERNAL;
}

/* t = t * x, the lowest bit in byte 0 (IEEE 1619). */
static void
tweak_next_ieee(uint8_t *t)
{
	uint64_t lo = msec_get_le64(t), hi = msec_get_le64(t + 8);
	uint64_t out = hi >> 63;

	hi = hi << 1 | lo >> 63;
	lo = lo << 1 ^ (out ? 0x87 : 0);
	msec_put_le64(t, lo);
	msec_put_le64(t + 8, hi);
}

/* t = t * x, the bits of all bytes the other way round (GB/T 17964). */
static void
tweak_next_gb(uint8_t *t)
{
	uint64_t hi = msec_get_be64(t), lo = msec_get_be64(t + 8);
	uint64_t out = lo & 1;

	lo = lo >> 1 | hi << 63;
	hi = hi >> 1 ^ (out ? (uint64_t)0xe1 << 56 : 0);
	msec_put_be64(t, hi);
	msec_put_be64(t + 8, lo);
}

struct xts {
	const struct msec_key *key;
	uint8_t tweak[MSEC_BLOCK]; /* Of the next block. */
};

static void
tweak_next(struct xts *c)
{
	if (c->key->id.mode == HISI_SEC_XTS_GB)
		tweak_next_gb(c->tweak);
	else
		tweak_next_ieee(c->tweak);
}

/* Whole blocks; the tweak moves on. */
static int
xts_blocks(struct xts *c, const uint8_t *in, uint8_t *out, size_t len)
{
	uint8_t tweaks[BATCH * MSEC_BLOCK];
	size_t i, n, done = 0;
	int ret = MSEC_OK;

	for (; len > 0 && ret == 0; len -= n, in += n, out += n) {
		n = len < sizeof(tweaks) ? len : sizeof(tweaks);
		for (i = 0; i < n; i += MSEC_BLOCK) {
			memcpy(&tweaks[i], c->tweak, MSEC_BLOCK);
			tweak_next(c);
		}
		msec_xor(out, in, tweaks, n);
		ret = msec_evp_run(c->key->evp[0], out, out, n);
		msec_xor(out, out, tweaks, n);
		if ((done += n) % MODEL_SLICE == 0 && !model_go_on_here())
			ret = MSEC_ERR_INTERNAL;
	}
	model_wipe(tweaks, sizeof(tweaks));
	return ret;
}

/*
 * The last whole block and the rest, more than one block in all. Decryption
 * needs the tweak of the rest first.
 */
static int
xts_steal(struct xts *c, const uint8_t *in, uint8_t *out, size_t rest)
{
	uint8_t block[MSEC_BLOCK], first[MSEC_BLOCK], save[MSEC_BLOCK];
	int ret;

	memcpy(block, in, MSEC_BLOCK);
	if (!c->key->id.enc) {
		memcpy(save, c->tweak, MSEC_BLOCK);
		tweak_next(c);
	}
	ret = xts_blocks(c, block, first, MSEC_BLOCK);
	if (ret != 0)
		return ret;
	if (!c->key->id.enc)
		memcpy(c->tweak, save, MSEC_BLOCK);
	memcpy(block, in + MSEC_BLOCK, rest);
	memcpy(block + rest, first + rest, MSEC_BLOCK - rest);
	ret = xts_blocks(c, block, out, MSEC_BLOCK);
	memcpy(out + MSEC_BLOCK, first, rest);
	model_wipe(block, sizeof(block));
	model_wipe(first, sizeof(first));
	model_wipe(save, sizeof(save));
	return ret;
}

int
msec_xts_crypt(const struct msec_key *key, const uint8_t *tweak,
	       const uint8_t *in, uint8_t *out, size_t len)
{
	struct xts c = { .key = key };
	size_t rest = len % MSEC_BLOCK;
	size_t whole = rest == 0 ? len : len - rest - MSEC_BLOCK;
	int ret;

	if (key->evp[1] == NULL) {
		ret = msec_evp_iv(key->evp[0], tweak);
		return ret != 0 ? ret : msec_evp_whole(key->evp[0], in, out,
						       len);
	}
	ret = msec_evp_run(key->evp[1], tweak, c.tweak, MSEC_BLOCK);
	if (ret == 0)
		ret = xts_blocks(&c, in, out, whole);
	if (ret == 0 && rest > 0)
		ret = xts_steal(&c, in + whole, out + whole, rest);
	model_wipe(&c, sizeof(c));
	return ret;
}
