/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: GCM in one descriptor (10.3, 10.4). */

#include <string.h>

#include <openssl/crypto.h>

#include "sec_bytes.h"
#include "sec_cipher.h"
#include "sec_gcm_mb.h"
#include "sec_mb.h"

/* All but the tag, with libcrypto's GCM. */
static int
evp_data(EVP_CIPHER_CTX *ctx, const struct sec_gcm *g)
{
	int n;

	if (sec_evp_iv(ctx, g->iv) != 0)
		return SEC_ERR_INTERNAL;
	if (g->aad_len > 0 &&
	    EVP_CipherUpdate(ctx, NULL, &n, g->aad, g->aad_len) != 1)
		return SEC_ERR_INTERNAL;
	if (g->len > 0 &&
	    EVP_CipherUpdate(ctx, g->out, &n, g->in, g->len) != 1)
		return SEC_ERR_INTERNAL;
	return SEC_OK;
}

static int
evp_encrypt(EVP_CIPHER_CTX *ctx, const struct sec_gcm *g, uint8_t *tag)
{
	uint8_t none[SEC_BLOCK];
	int n, ret = evp_data(ctx, g);

	if (ret != 0)
		return ret;
	if (EVP_CipherFinal_ex(ctx, none, &n) != 1 ||
	    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, SEC_BLOCK,
				tag) != 1)
		return SEC_ERR_INTERNAL;
	return SEC_OK;
}

static int
evp_decrypt(EVP_CIPHER_CTX *ctx, const struct sec_gcm *g, const uint8_t *tag,
	    uint32_t tag_len, bool *good)
{
	uint8_t want[SEC_BLOCK], none[SEC_BLOCK];
	int n, ret = evp_data(ctx, g);

	if (ret != 0)
		return ret;
	memcpy(want, tag, tag_len);
	if (EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, tag_len,
				want) != 1)
		return SEC_ERR_INTERNAL;
	*good = EVP_CipherFinal_ex(ctx, none, &n) == 1;
	return SEC_OK;
}

int
sec_ghash_setup(struct sec_engine *e, struct sec_key *key)
{
	static const uint8_t zero[SEC_BLOCK];
	uint8_t h[SEC_BLOCK];
	int ret;

	key->evp[0] = sec_evp_new(e, key->id.alg, HISI_SEC_C_MODE_CTR,
				  key->bytes, key->id.len, true);
	if (key->evp[0] == NULL)
		return SEC_ERR_INTERNAL;
	/* The hash subkey is the encrypted zero block, H = E(K, 0). */
	ret = sec_evp_crypt(key->evp[0], zero, zero, h, sizeof(h));
	sec_ghash_key_init(&key->u.ghash, h);
	model_wipe(h, sizeof(h));
	return ret;
}

void
sec_gcm_inc(uint8_t *ctr, uint32_t n)
{
	uint8_t *low = ctr + SEC_GCM_IV;

	sec_put_be32(low, sec_get_be32(low) + n);
}

int
sec_gcm_data(const struct sec_key *key, bool enc, uint8_t *y,
	     const uint8_t *ctr, const uint8_t *in, uint8_t *out, size_t len)
{
	int ret;

	/* in may be out: hash it before it changes. */
	if (!enc)
		sec_ghash_update(&key->u.ghash, y, in, len);
	ret = sec_evp_ctr(key->evp[0], ctr, SEC_BLOCK - SEC_GCM_IV, in, out,
			  len);
	if (enc && ret == 0)
		sec_ghash_update(&key->u.ghash, y, out, len);
	return ret;
}

int
sec_gcm_tag(const struct sec_key *key, const uint8_t *j0, const uint8_t *y,
	    uint8_t *tag)
{
	return sec_evp_crypt(key->evp[0], j0, y, tag, SEC_BLOCK);
}

static int
own_crypt(const struct sec_key *key, const struct sec_gcm *g, bool enc,
	  uint8_t *tag)
{
	uint8_t y[SEC_BLOCK] = { 0 }, j0[SEC_BLOCK] = { 0 }, ctr[SEC_BLOCK];
	int ret;

	memcpy(j0, g->iv, SEC_GCM_IV);
	sec_gcm_inc(j0, 1);
	memcpy(ctr, j0, sizeof(ctr));
	sec_gcm_inc(ctr, 1);
	sec_ghash_update(&key->u.ghash, y, g->aad, g->aad_len);
	ret = sec_gcm_data(key, enc, y, ctr, g->in, g->out, g->len);
	sec_ghash_lengths(&key->u.ghash, y, g->aad_len, g->len);
	if (ret == 0)
		ret = sec_gcm_tag(key, j0, y, tag);
	model_wipe(y, sizeof(y));
	return ret;
}

int
sec_gcm_encrypt(const struct sec_key *key, const struct sec_gcm *g,
		uint8_t *tag)
{
	if (key->id.kind == SEC_KEY_GCM_MB) {
		sec_gcm_mb_crypt(key, g, tag);
		return SEC_OK;
	}
	if (key->id.kind == SEC_KEY_CIPHER)
		return evp_encrypt(key->evp[0], g, tag);
	return own_crypt(key, g, true, tag);
}

int
sec_gcm_decrypt(const struct sec_key *key, const struct sec_gcm *g,
		const uint8_t *tag, uint32_t tag_len, bool *good)
{
	uint8_t got[SEC_BLOCK];
	int ret = SEC_OK;

	if (key->id.kind == SEC_KEY_CIPHER)
		return evp_decrypt(key->evp[0], g, tag, tag_len, good);
	if (key->id.kind == SEC_KEY_GCM_MB)
		sec_gcm_mb_crypt(key, g, got);
	else
		ret = own_crypt(key, g, false, got);
	*good = CRYPTO_memcmp(got, tag, tag_len) == 0;
	model_wipe(got, sizeof(got));
	return ret;
}

static int
gcm_key_get(struct model_exec *x, const struct sec_req *r,
	    struct sec_key **key)
{
	struct sec_key_id id = {
		.kind = SEC_KEY_GHASH,
		.alg = r->c_alg,
		.mode = HISI_SEC_C_MODE_GCM,
		.len = sec_cipher_key_len(r),
	};

	if (r->c_alg != HISI_SEC_C_ALG_AES)
		return sec_key_get(x, "c_key", r->c_key, &id, sec_ghash_setup,
				   key);
	id.enc = r->cipher == HISI_SEC_CIPHER_ENC;
	if (sec_mb_manager(x->engine) != NULL) {
		id.kind = SEC_KEY_GCM_MB;
		return sec_key_get(x, "c_key", r->c_key, &id,
				   sec_gcm_mb_setup, key);
	}
	id.kind = SEC_KEY_CIPHER;
	return sec_key_get(x, "c_key", r->c_key, &id, sec_evp_setup, key);
}

/* What a job works on. */
struct gcm_io {
	struct sec_key *key;
	uint8_t iv[SEC_GCM_IV];
	struct sec_data data;
	struct sec_tag tag;
};

static int
gcm_open(struct model_exec *x, const struct sec_req *r, struct gcm_io *io)
{
	int ret;

	ret = gcm_key_get(x, r, &io->key);
	if (ret == 0)
		ret = sec_mem_error(model_mem_read(x, "c_iv", r->c_iv, io->iv,
						   sizeof(io->iv)));
	if (ret == 0)
		ret = sec_data_open(x, r, r->a_len, &io->data);
	if (ret == 0)
		ret = sec_tag_open(x, r, r->c_icv_len,
				   r->cipher == HISI_SEC_CIPHER_DEC,
				   &io->tag);
	return ret;
}

int
sec_gcm_job(struct model_exec *x, const struct sec_req *r, uint32_t *icv)
{
	uint8_t value[SEC_BLOCK];
	struct gcm_io io;
	struct sec_gcm g;
	bool good = false;
	int ret;

	ret = gcm_open(x, r, &io);
	if (ret != 0)
		return ret;
	g.iv = io.iv;
	g.aad = io.data.auth;
	g.aad_len = r->a_len;
	g.in = io.data.in;
	g.out = io.data.out;
	g.len = r->c_len;
	sec_data_header(&io.data);
	if (io.tag.verify)
		ret = sec_gcm_decrypt(io.key, &g, io.tag.want, io.tag.len,
				      &good);
	else
		ret = sec_gcm_encrypt(io.key, &g, value);
	if (ret == 0)
		ret = sec_data_close(x, &io.data);
	if (ret != 0)
		return ret;
	if (!io.tag.verify)
		return sec_tag_close(x, &io.tag, value, icv);
	*icv = good ? HISI_SEC_ICV_MATCH : HISI_SEC_ICV_MISMATCH;
	return SEC_OK;
}
