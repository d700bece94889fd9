/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: GCM in one descriptor (10.3, 10.4). */

#include <string.h>

#include <openssl/crypto.h>

#include "msec_bytes.h"
#include "msec_cipher.h"
#include "msec_gcm_mb.h"
#include "msec_mb.h"

/* All but the tag, with libcrypto's GCM. */
static int
evp_data(EVP_CIPHER_CTX *ctx, const struct msec_gcm *g)
{
	size_t part, done;
	int n;

	if (msec_evp_iv(ctx, g->iv) != 0)
		return MSEC_ERR_INTERNAL;
	if (g->aad_len > 0 &&
	    EVP_CipherUpdate(ctx, NULL, &n, g->aad, g->aad_len) != 1)
		return MSEC_ERR_INTERNAL;
	for (done = 0; done < g->len; done += part) {
		part = g->len - done < MODEL_SLICE ? g->len - done : MODEL_SLICE;
		if ((done > 0 && !model_go_on_here()) ||
		    EVP_CipherUpdate(ctx, g->out + done, &n, g->in + done,
				     part) != 1)
			return MSEC_ERR_INTERNAL;
	}
	return MSEC_OK;
}

static int
evp_encrypt(EVP_CIPHER_CTX *ctx, const struct msec_gcm *g, uint8_t *tag)
{
	uint8_t none[MSEC_BLOCK];
	int n, ret = evp_data(ctx, g);

	if (ret != 0)
		return ret;
	if (EVP_CipherFinal_ex(ctx, none, &n) != 1 ||
	    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, MSEC_BLOCK,
				tag) != 1)
		return MSEC_ERR_INTERNAL;
	return MSEC_OK;
}

static int
evp_decrypt(EVP_CIPHER_CTX *ctx, const struct msec_gcm *g, const uint8_t *tag,
	    uint32_t tag_len, bool *good)
{
	uint8_t want[MSEC_BLOCK], none[MSEC_BLOCK];
	int n, ret = evp_data(ctx, g);

	if (ret != 0)
		return ret;
	memcpy(want, tag, tag_len);
	if (EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, tag_len,
				want) != 1)
		return MSEC_ERR_INTERNAL;
	*good = EVP_CipherFinal_ex(ctx, none, &n) == 1;
	return MSEC_OK;
}

int
msec_ghash_setup(struct msec_engine *e, struct msec_key *key)
{
	static const uint8_t zero[MSEC_BLOCK];
	uint8_t h[MSEC_BLOCK];
	int ret;

	key->evp[0] = msec_evp_new(e, key->id.alg, HISI_SEC_C_MODE_CTR,
				   key->bytes, key->id.len, true);
	if (key->evp[0] == NULL)
		return MSEC_ERR_INTERNAL;
	/* The hash subkey is the encrypted zero block, H = E(K, 0). */
	ret = msec_evp_crypt(key->evp[0], zero, zero, h, sizeof(h));
	msec_ghash_key_init(&key->u.ghash, h);
	model_wipe(h, sizeof(h));
	return ret;
}

void
msec_gcm_inc(uint8_t *ctr, uint32_t n)
{
	uint8_t *low = ctr + MSEC_GCM_IV;

	msec_put_be32(low, msec_get_be32(low) + n);
}

int
msec_gcm_data(const struct msec_key *key, bool enc,
	      struct msec_gcm_state *s, const uint8_t *in, uint8_t *out,
	      size_t len)
{
	int ret;

	/* in may be out: hash it before it changes. */
	if (!enc)
		msec_ghash_update(&key->u.ghash, s->y, in, len);
	ret = msec_evp_ctr(key->evp[0], s->ctr, MSEC_BLOCK - MSEC_GCM_IV, in,
			   out, len);
	if (enc && ret == 0)
		msec_ghash_update(&key->u.ghash, s->y, out, len);
	return ret;
}

int
msec_gcm_tag(const struct msec_key *key, const uint8_t *j0, const uint8_t *y,
	     uint8_t *tag)
{
	return msec_evp_crypt(key->evp[0], j0, y, tag, MSEC_BLOCK);
}

static int
own_crypt(const struct msec_key *key, const struct msec_gcm *g, bool enc,
	  uint8_t *tag)
{
	struct msec_gcm_state s = { 0 };
	uint8_t j0[MSEC_BLOCK] = { 0 };
	int ret;

	memcpy(j0, g->iv, MSEC_GCM_IV);
	msec_gcm_inc(j0, 1);
	memcpy(s.ctr, j0, sizeof(s.ctr));
	msec_gcm_inc(s.ctr, 1);
	msec_ghash_update(&key->u.ghash, s.y, g->aad, g->aad_len);
	ret = msec_gcm_data(key, enc, &s, g->in, g->out, g->len);
	msec_ghash_lengths(&key->u.ghash, s.y, g->aad_len, g->len);
	if (ret == 0)
		ret = msec_gcm_tag(key, j0, s.y, tag);
	model_wipe(&s, sizeof(s));
	return ret;
}

int
msec_gcm_encrypt(const struct msec_key *key, const struct msec_gcm *g,
		 uint8_t *tag)
{
	if (key->id.kind == MSEC_KEY_GCM_MB) {
		msec_gcm_mb_crypt(key, g, tag);
		return MSEC_OK;
	}
	if (key->id.kind == MSEC_KEY_CIPHER)
		return evp_encrypt(key->evp[0], g, tag);
	return own_crypt(key, g, true, tag);
}

int
msec_gcm_decrypt(const struct msec_key *key, const struct msec_gcm *g,
		 const uint8_t *tag, uint32_t tag_len, bool *good)
{
	uint8_t got[MSEC_BLOCK];
	int ret = MSEC_OK;

	if (key->id.kind == MSEC_KEY_CIPHER)
		return evp_decrypt(key->evp[0], g, tag, tag_len, good);
	if (key->id.kind == MSEC_KEY_GCM_MB)
		msec_gcm_mb_crypt(key, g, got);
	else
		ret = own_crypt(key, g, false, got);
	*good = CRYPTO_memcmp(got, tag, tag_len) == 0;
	model_wipe(got, sizeof(got));
	return ret;
}

static int
gcm_key_get(struct model_exec *x, const struct msec_req *r,
	    struct msec_key **key)
{
	struct msec_key_id id = {
		.kind = MSEC_KEY_GHASH,
		.alg = r->c_alg,
		.mode = HISI_SEC_C_MODE_GCM,
		.len = msec_cipher_key_len(r),
	};

	if (r->c_alg != HISI_SEC_C_ALG_AES)
		return msec_key_get(x, "c_key", r->c_key, &id, msec_ghash_setup,
				    key);
	id.enc = r->cipher == HISI_SEC_CIPHER_ENC;
	if (msec_mb_manager(x->engine) != NULL) {
		id.kind = MSEC_KEY_GCM_MB;
		return msec_key_get(x, "c_key", r->c_key, &id,
				    msec_gcm_mb_setup, key);
	}
	id.kind = MSEC_KEY_CIPHER;
	return msec_key_get(x, "c_key", r->c_key, &id, msec_evp_setup, key);
}

/* Operands of a job. */
struct gcm_io {
	struct msec_key *key;
	uint8_t iv[MSEC_GCM_IV];
	struct msec_data data;
	struct msec_tag tag;
};

static int
gcm_open(struct model_exec *x, const struct msec_req *r, struct gcm_io *io)
{
	int ret;

	ret = gcm_key_get(x, r, &io->key);
	if (ret == 0)
		ret = msec_mem_error(model_mem_read(x, "c_iv", r->c_iv, io->iv,
						    sizeof(io->iv)));
	if (ret == 0)
		ret = msec_data_open(x, r, r->a_len, &io->data);
	if (ret == 0)
		ret = msec_tag_open(x, r, r->c_icv_len,
				    r->cipher == HISI_SEC_CIPHER_DEC,
				    &io->tag);
	return ret;
}

int
msec_gcm_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv)
{
	uint8_t value[MSEC_BLOCK];
	struct gcm_io io;
	struct msec_gcm g;
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
	msec_data_header(&io.data);
	if (io.tag.verify)
		ret = msec_gcm_decrypt(io.key, &g, io.tag.want, io.tag.len,
				       &good);
	else
		ret = msec_gcm_encrypt(io.key, &g, value);
	if (ret == 0)
		ret = msec_data_close(x, &io.data);
	if (ret != 0)
		return ret;
	if (!io.tag.verify)
		return msec_tag_close(x, &io.tag, value, icv);
	*icv = good ? HISI_SEC_ICV_MATCH : HISI_SEC_ICV_MISMATCH;
	return MSEC_OK;
}
