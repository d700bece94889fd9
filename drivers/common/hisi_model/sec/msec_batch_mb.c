/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: several messages at once with libipsec-mb. */

#include "msec_batch_mb.h"

/** The library's names of a hash; 0: it is left to libcrypto. */
static const struct {
	IMB_HASH_ALG plain;
	IMB_HASH_ALG hmac;
} hash_alg[MSEC_NB_HASHES] = {
	[MSEC_HASH_SHA1] = { IMB_AUTH_SHA_1, IMB_AUTH_HMAC_SHA_1 },
	[MSEC_HASH_SHA224] = { IMB_AUTH_SHA_224, IMB_AUTH_HMAC_SHA_224 },
	[MSEC_HASH_SHA256] = { IMB_AUTH_SHA_256, IMB_AUTH_HMAC_SHA_256 },
	[MSEC_HASH_SHA384] = { IMB_AUTH_SHA_384, IMB_AUTH_HMAC_SHA_384 },
	[MSEC_HASH_SHA512] = { IMB_AUTH_SHA_512, IMB_AUTH_HMAC_SHA_512 },
};

bool
msec_batch_hash_known(enum msec_hash_id hash)
{
	return hash_alg[hash].plain != 0;
}

bool
msec_batch_hash_first(const struct msec_batch *b)
{
	return b->job == MSEC_JOB_DIGEST ||
	       b->entry[0].r.seq == HISI_SEC_SEQ_AUTH_CIPHER;
}

/* The state of a hash as the library takes it: its words. */
static const uint8_t *
hash_state(const struct msec_hash *h)
{
	if (h->id == MSEC_HASH_SHA1)
		return (const uint8_t *)&h->u.sha1.h0;
	if (h->id == MSEC_HASH_SHA384 || h->id == MSEC_HASH_SHA512)
		return (const uint8_t *)h->u.sha512.h;
	return (const uint8_t *)h->u.sha256.h;
}

static void
hash_fill(const struct msec_batch *b, struct msec_batch_entry *e, IMB_JOB *job)
{
	job->cipher_mode = IMB_CIPHER_NULL;
	job->cipher_direction = IMB_DIR_ENCRYPT;
	job->chain_order = IMB_ORDER_HASH_CIPHER;
	job->key_len_in_bytes = IMB_KEY_128_BYTES;
	job->src = e->msg;
	job->dst = NULL;
	job->cipher_start_src_offset_in_bytes = 0;
	job->msg_len_to_cipher_in_bytes = 0;
	job->hash_start_src_offset_in_bytes = 0;
	job->msg_len_to_hash_in_bytes = e->r.a_len;
	job->auth_tag_output = e->mac;
	job->auth_tag_output_len_in_bytes = msec_hash_size[b->alg.hash].digest;
	job->hash_alg = hash_alg[b->alg.hash].plain;
	job->user_data = e;
	if (e->hmac == NULL)
		return;
	job->hash_alg = hash_alg[b->alg.hash].hmac;
	job->u.HMAC._hashed_auth_key_xor_ipad = hash_state(&e->hmac->inner);
	job->u.HMAC._hashed_auth_key_xor_opad = hash_state(&e->hmac->outer);
}

static void
hash_done(const IMB_JOB *job)
{
	struct msec_batch_entry *e;

	if (job == NULL)
		return;
	e = job->user_data;
	if (job->status == IMB_STATUS_COMPLETED)
		e->ret = MSEC_OK;
}

static void
hash_all(IMB_MGR *mgr, struct msec_batch *b)
{
	IMB_JOB *job;
	struct msec_batch_entry *e;

	for (e = b->entry; e < &b->entry[b->n]; e++) {
		if (e->alone || e->ret != 0)
			continue;
		e->ret = MSEC_ERR_INTERNAL;
		hash_fill(b, e, IMB_GET_NEXT_JOB(mgr));
		hash_done(IMB_SUBMIT_JOB_NOCHECK(mgr));
	}
	while ((job = IMB_FLUSH_JOB(mgr)) != NULL)
		hash_done(job);
}

static void
cipher_fill(const struct msec_batch_entry *e, IMB_CIPHER_DIRECTION direction,
	    IMB_JOB *job)
{
	const struct msec_key *key = e->cipher.key;

	job->cipher_mode = IMB_CIPHER_CBC;
	job->cipher_direction = direction;
	job->hash_alg = IMB_AUTH_NULL;
	job->enc_keys = key->u.schedule[0];
	job->dec_keys = key->u.schedule[1];
	job->key_len_in_bytes = key->id.len;
	job->src = e->data.in;
	job->dst = e->data.out;
	job->cipher_start_src_offset_in_bytes = 0;
	job->msg_len_to_cipher_in_bytes = e->r.c_len;
	job->iv = e->cipher.iv;
	job->iv_len_in_bytes = MSEC_BLOCK;
	job->status = 0;
}

static void
cipher_all(IMB_MGR *mgr, struct msec_batch *b)
{
	IMB_CIPHER_DIRECTION direction = IMB_DIR_DECRYPT;
	struct msec_batch_entry *of[MODEL_BATCH];
	unsigned int i, n = 0;
	struct msec_batch_entry *e;

	if (b->entry[0].r.cipher == HISI_SEC_CIPHER_ENC)
		direction = IMB_DIR_ENCRYPT;
	for (e = b->entry; e < &b->entry[b->n]; e++) {
		if (e->alone || e->ret != 0)
			continue;
		msec_data_header(&e->data);
		cipher_fill(e, direction, &b->cipher[n]);
		of[n++] = e;
	}
	if (n > 0)
		IMB_SUBMIT_CIPHER_BURST_NOCHECK(mgr, b->cipher, n,
			IMB_CIPHER_CBC, direction,
			b->cipher[0].key_len_in_bytes);
	for (i = 0; i < n; i++)
		if ((b->cipher[i].status & IMB_STATUS_COMPLETED_CIPHER) == 0)
			of[i]->ret = MSEC_ERR_INTERNAL;
}

void
msec_batch_execute(struct msec_engine *engine, struct msec_batch *b)
{
	IMB_MGR *mgr = msec_mb_manager(engine);
	bool first = msec_batch_hash_first(b);

	if (first)
		hash_all(mgr, b);
	if (b->job != MSEC_JOB_DIGEST)
		cipher_all(mgr, b);
	if (!first && b->job == MSEC_JOB_AUTHENC)
		hash_all(mgr, b);
}
