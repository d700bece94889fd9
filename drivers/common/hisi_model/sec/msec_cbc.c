/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: CBC without setting the IV of a libcrypto context.
 *
 * The context goes on from one message to the next with the last ciphertext
 * block as its IV. That block is known; call it the chain. The first block of
 * a message is xored with chain and IV, so that the chain cancels out: on the
 * way in when encrypting, on the way out when decrypting.
 *
 * The chain must be exactly what the context saw. The client may change its
 * memory at any time, so the last block is never read from or left in it.
 */

#include <string.h>

#include "msec_bytes.h"
#include "msec_cbc.h"

/* Up to here a message is copied, to go through the context in one piece. */
#define SMALL 256

static int
chain_reset(struct msec_key *key)
{
	memset(key->u.chain, 0, sizeof(key->u.chain));
	return msec_evp_iv(key->evp[0], key->u.chain);
}

int
msec_cbc_setup(struct msec_engine *e, struct msec_key *key)
{
	int ret = msec_evp_setup(e, key);

	return ret != 0 ? ret : chain_reset(key);
}

/* fix is what the first block is xored with; blocks have n bytes. */
static int
encrypt_small(struct msec_key *key, const uint8_t *fix, size_t n,
	      const uint8_t *in, uint8_t *out, size_t len)
{
	uint8_t buf[SMALL];
	int ret;

	memcpy(buf, in, len);
	msec_xor(buf, buf, fix, n);
	ret = msec_evp_run(key->evp[0], buf, buf, len);
	memcpy(key->u.chain, &buf[len - n], n);
	memcpy(out, buf, len);
	model_wipe(buf, len);
	return ret;
}

static int
encrypt_large(struct msec_key *key, const uint8_t *fix, size_t n,
	      const uint8_t *in, uint8_t *out, size_t len)
{
	uint8_t first[MSEC_BLOCK], last[MSEC_BLOCK];
	int ret;

	msec_xor(first, in, fix, n);
	memcpy(last, in + len - n, n);
	ret = msec_evp_run(key->evp[0], first, out, n);
	if (ret == 0)
		ret = msec_evp_run(key->evp[0], in + n, out + n, len - 2 * n);
	if (ret == 0)
		ret = msec_evp_run(key->evp[0], last, last, n);
	memcpy(out + len - n, last, n);
	memcpy(key->u.chain, last, n);
	model_wipe(first, sizeof(first));
	return ret;
}

static int
decrypt(struct msec_key *key, const uint8_t *fix, size_t n, const uint8_t *in,
	uint8_t *out, size_t len)
{
	uint8_t last[MSEC_BLOCK], plain[MSEC_BLOCK];
	int ret;

	memcpy(last, in + len - n, n);
	memcpy(key->u.chain, last, n);
	ret = msec_evp_run(key->evp[0], in, out, len - n);
	if (ret == 0)
		ret = msec_evp_run(key->evp[0], last, plain, n);
	memcpy(out + len - n, plain, n);
	msec_xor(out, out, fix, n);
	model_wipe(plain, sizeof(plain));
	return ret;
}

int
msec_cbc_crypt(struct msec_key *key, const uint8_t *iv, const uint8_t *in,
	       uint8_t *out, size_t len)
{
	size_t n = EVP_CIPHER_CTX_get_block_size(key->evp[0]);
	uint8_t fix[MSEC_BLOCK];
	int ret;

	/* No cipher has larger blocks; the compiler cannot know. */
	if (n > sizeof(fix))
		return MSEC_ERR_INTERNAL;
	msec_xor(fix, iv, key->u.chain, n);
	if (!key->id.enc)
		ret = decrypt(key, fix, n, in, out, len);
	else if (len <= SMALL)
		ret = encrypt_small(key, fix, n, in, out, len);
	else
		ret = encrypt_large(key, fix, n, in, out, len);
	if (ret != 0)
		chain_reset(key);
	return ret;
}
