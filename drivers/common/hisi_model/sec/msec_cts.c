/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CBC with ciphertext stealing, variants CS1 to CS3. */

#include <string.h>

#include "msec_bytes.h"
#include "msec_cts.h"

/*
 * The end of a ciphertext: the last block, and the cut rest of the block before
 * it.
 */
struct tail {
	size_t start; /* Offset of the first of the two. */
	size_t cut;   /* Bytes of the cut block, 1 to MSEC_BLOCK. */
	bool swapped; /* The last block stands before the cut one. */
};

static struct tail
tail_of(unsigned int width, size_t len)
{
	struct tail t;

	t.cut = len % MSEC_BLOCK ? len % MSEC_BLOCK : MSEC_BLOCK;
	t.start = len - t.cut - MSEC_BLOCK;
	t.swapped = width == HISI_SEC_C_WIDTH_CS3 ||
		    (width == HISI_SEC_C_WIDTH_CS2 && t.cut < MSEC_BLOCK);
	return t;
}

static int
cts_encrypt(EVP_CIPHER_CTX *ctx, const struct tail *t, const uint8_t *in,
	    uint8_t *out)
{
	uint8_t last[MSEC_BLOCK] = { 0 }, cut[MSEC_BLOCK];
	size_t full = t->start + MSEC_BLOCK;
	int ret;

	memcpy(last, in + full, t->cut);
	ret = msec_evp_run(ctx, in, out, full);
	if (ret == 0)
		ret = msec_evp_run(ctx, last, last, MSEC_BLOCK);
	memcpy(cut, out + t->start, MSEC_BLOCK);
	if (t->swapped) {
		memcpy(out + t->start, last, MSEC_BLOCK);
		memcpy(out + full, cut, t->cut);
	} else {
		memcpy(out + t->start + t->cut, last, MSEC_BLOCK);
	}
	model_wipe(last, sizeof(last));
	return ret;
}

static int
cts_decrypt(EVP_CIPHER_CTX *ctx, const struct tail *t, const uint8_t *iv,
	    const uint8_t *in, uint8_t *out)
{
	static const uint8_t zero[MSEC_BLOCK];
	uint8_t last[MSEC_BLOCK], cut[MSEC_BLOCK], plain[MSEC_BLOCK];
	const uint8_t *p = in + t->start;
	int ret;

	memcpy(last, t->swapped ? p : p + t->cut, MSEC_BLOCK);
	memcpy(cut, t->swapped ? p + MSEC_BLOCK : p, t->cut);
	/* The last block holds the last plaintext, xored with the whole
	 * block before it; where that was cut, the plaintext was zero.
	 */
	ret = msec_evp_crypt(ctx, zero, last, plain, MSEC_BLOCK);
	if (ret != 0)
		return ret;
	memcpy(cut + t->cut, plain + t->cut, MSEC_BLOCK - t->cut);
	msec_xor(plain, plain, cut, MSEC_BLOCK);
	ret = msec_evp_crypt(ctx, iv, in, out, t->start);
	if (ret == 0)
		ret = msec_evp_run(ctx, cut, out + t->start, MSEC_BLOCK);
	memcpy(out + t->start + MSEC_BLOCK, plain, t->cut);
	model_wipe(plain, sizeof(plain));
	return ret;
}

int
msec_cts_setup(struct msec_engine *e, struct msec_key *key)
{
	key->evp[0] = msec_evp_new(e, key->id.alg, HISI_SEC_C_MODE_CBC,
				   key->bytes, key->id.len, key->id.enc);
	return key->evp[0] != NULL ? MSEC_OK : MSEC_ERR_INTERNAL;
}

int
msec_cts_crypt(const struct msec_key *key, unsigned int width,
	       const uint8_t *iv, const uint8_t *in, uint8_t *out, size_t len)
{
	EVP_CIPHER_CTX *ctx = key->evp[0];
	struct tail t;
	int ret;

	/* One block has no block before it to steal from. */
	if (len == MSEC_BLOCK)
		return msec_evp_crypt(ctx, iv, in, out, len);
	t = tail_of(width, len);
	if (!key->id.enc)
		return cts_decrypt(ctx, &t, iv, in, out);
	ret = msec_evp_iv(ctx, iv);
	return ret != 0 ? ret : cts_encrypt(ctx, &t, in, out);
}
