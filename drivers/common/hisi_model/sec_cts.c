/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: CBC with ciphertext stealing, variants CS1 to CS3. */

#include <string.h>

#include "sec_bytes.h"
#include "sec_cts.h"

/* How the last two pieces lie: the stolen-from block, cut, and the last. */
struct tail {
	size_t start; /* Where the first of them starts. */
	size_t cut;   /* Bytes of the cut one, 1 to SEC_BLOCK. */
	bool swapped; /* The last block comes first. */
};

static struct tail
tail_of(unsigned int width, size_t len)
{
	struct tail t;

	t.cut = len % SEC_BLOCK ? len % SEC_BLOCK : SEC_BLOCK;
	t.start = len - t.cut - SEC_BLOCK;
	t.swapped = width == HISI_SEC_C_WIDTH_CS3 ||
		    (width == HISI_SEC_C_WIDTH_CS2 && t.cut < SEC_BLOCK);
	return t;
}

static int
cts_encrypt(EVP_CIPHER_CTX *ctx, const struct tail *t, const uint8_t *in,
	    uint8_t *out)
{
	uint8_t last[SEC_BLOCK] = { 0 }, cut[SEC_BLOCK];
	size_t full = t->start + SEC_BLOCK;
	int ret;

	memcpy(last, in + full, t->cut);
	ret = sec_evp_run(ctx, in, out, full);
	if (ret == 0)
		ret = sec_evp_run(ctx, last, last, SEC_BLOCK);
	memcpy(cut, out + t->start, SEC_BLOCK);
	if (t->swapped) {
		memcpy(out + t->start, last, SEC_BLOCK);
		memcpy(out + full, cut, t->cut);
	} else {
		memcpy(out + t->start + t->cut, last, SEC_BLOCK);
	}
	model_wipe(last, sizeof(last));
	return ret;
}

static int
cts_decrypt(EVP_CIPHER_CTX *ctx, const struct tail *t, const uint8_t *iv,
	    const uint8_t *in, uint8_t *out)
{
	static const uint8_t zero[SEC_BLOCK];
	uint8_t last[SEC_BLOCK], cut[SEC_BLOCK], plain[SEC_BLOCK];
	const uint8_t *p = in + t->start;
	int ret;

	memcpy(last, t->swapped ? p : p + t->cut, SEC_BLOCK);
	memcpy(cut, t->swapped ? p + SEC_BLOCK : p, t->cut);
	/* The last block holds the last plaintext, xored with the whole
	 * block before it; where that was cut, the plaintext was zero.
	 */
	ret = sec_evp_crypt(ctx, zero, last, plain, SEC_BLOCK);
	if (ret != 0)
		return ret;
	memcpy(cut + t->cut, plain + t->cut, SEC_BLOCK - t->cut);
	sec_xor(plain, plain, cut, SEC_BLOCK);
	ret = sec_evp_crypt(ctx, iv, in, out, t->start);
	if (ret == 0)
		ret = sec_evp_run(ctx, cut, out + t->start, SEC_BLOCK);
	memcpy(out + t->start + SEC_BLOCK, plain, t->cut);
	model_wipe(plain, sizeof(plain));
	return ret;
}

int
sec_cts_setup(struct sec_engine *e, struct sec_key *key)
{
	key->evp[0] = sec_evp_new(e, key->id.alg, HISI_SEC_C_MODE_CBC,
				  key->bytes, key->id.len, key->id.enc);
	return key->evp[0] != NULL ? SEC_OK : SEC_ERR_INTERNAL;
}

int
sec_cts_crypt(EVP_CIPHER_CTX *ctx, bool enc, unsigned int width,
	      const uint8_t *iv, const uint8_t *in, uint8_t *out, size_t len)
{
	struct tail t;
	int ret;

	/* Nothing to steal from. */
	if (len == SEC_BLOCK)
		return sec_evp_crypt(ctx, iv, in, out, len);
	t = tail_of(width, len);
	if (!enc)
		return cts_decrypt(ctx, &t, iv, in, out);
	ret = sec_evp_iv(ctx, iv);
	return ret != 0 ? ret : cts_encrypt(ctx, &t, in, out);
}
