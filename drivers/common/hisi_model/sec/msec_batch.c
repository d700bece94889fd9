/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: which descriptors are executed at once; their results. */

#include <stdlib.h>

#include "msec_batch_mb.h"

/* Fewer take as long as one after the other. */
#define LEAST 4
/* The library counts some lengths in 16 bits. */
#define MAX_BYTES 32768

static bool
hash_joins(const struct msec_req *r)
{
	struct msec_alg alg;

	return r->a_len > 0 && r->a_len <= MAX_BYTES &&
	       msec_alg_find(r->a_alg, &alg) && msec_batch_hash_known(alg.hash);
}

static bool
cipher_joins(const struct msec_req *r)
{
	return r->c_alg == HISI_SEC_C_ALG_AES &&
	       r->c_mode == HISI_SEC_C_MODE_CBC &&
	       r->c_len > 0 && r->c_len <= MAX_BYTES;
}

/* Whether the kind of a descriptor gains by company. */
static bool
joins(const struct msec_req *r, enum msec_job job)
{
	if (r->src_type == HISI_SEC_ADDR_SGL ||
	    (r->de == HISI_SEC_DE_DST && r->dst_type == HISI_SEC_ADDR_SGL))
		return false;
	switch (job) {
	case MSEC_JOB_CIPHER:
		return cipher_joins(r);
	case MSEC_JOB_DIGEST:
		return hash_joins(r) && r->pad == HISI_SEC_PAD &&
		       r->ai_gen != HISI_SEC_AI_GEN_IVIN;
	case MSEC_JOB_AUTHENC:
		return cipher_joins(r) && hash_joins(r);
	default:
		return false;
	}
}

/* Whether a descriptor does the same as those that wait. */
static bool
same_kind(const struct msec_batch *b, const struct msec_req *r, enum msec_job job)
{
	const struct msec_req *first = &b->entry[0].r;

	if (job != b->job ||
	    (job != MSEC_JOB_CIPHER && r->a_alg != first->a_alg))
		return false;
	return job == MSEC_JOB_DIGEST ||
	       (r->seq == first->seq && r->cipher == first->cipher &&
		r->c_key_len == first->c_key_len);
}

static int
schedule_setup(struct msec_engine *e, struct msec_key *key)
{
	uint8_t (*s)[sizeof(key->u.schedule[0])] = key->u.schedule;

	if (key->id.len == IMB_KEY_128_BYTES)
		IMB_AES_KEYEXP_128(e->mb, key->bytes, s[0], s[1]);
	else if (key->id.len == IMB_KEY_192_BYTES)
		IMB_AES_KEYEXP_192(e->mb, key->bytes, s[0], s[1]);
	else
		IMB_AES_KEYEXP_256(e->mb, key->bytes, s[0], s[1]);
	return MSEC_OK;
}

static int
cipher_prepare(struct model_exec *x, const struct msec_req *r,
	       struct msec_cipher *c)
{
	const struct msec_key_id id = {
		.kind = MSEC_KEY_CBC_MB,
		.alg = r->c_alg,
		.mode = r->c_mode,
		.enc = 1,
		.len = msec_cipher_key_len(r),
	};
	int ret;

	ret = msec_key_get(x, "c_key", r->c_key, &id, schedule_setup, &c->key);
	if (ret != 0)
		return ret;
	return msec_mem_error(model_mem_read(x, "c_iv", r->c_iv, c->iv,
					     MSEC_BLOCK));
}

static bool
views_share(const struct model_view *a, const struct model_view *b)
{
	return a->p < b->p + b->len && b->p < a->p + a->len;
}

/*
 * Whether the result goes where that of an earlier one goes, which may have
 * been read by then: a place that nobody looks at may serve several messages.
 */
static bool
overwrites(const struct msec_batch *b, const struct msec_batch_entry *e)
{
	const struct msec_batch_entry *o;

	for (o = b->entry; o < e; o++)
		if (o->ret == 0 && views_share(&o->data.dst, &e->data.dst))
			return true;
	return false;
}

/*
 * Where what is hashed lies in one piece: with the result of the cipher in
 * it, if the hash comes second. @return false if it does not
 */
static bool
message_find(const struct msec_batch *b, struct msec_batch_entry *e)
{
	const struct msec_req *r = &e->r;

	/* In plain memory every flat piece that is not empty is direct. */
	e->msg = e->data.auth;
	if (msec_batch_hash_first(b) || r->de == HISI_SEC_DE_SRC)
		return true;
	e->msg = e->data.dst.p + r->auth_offset;
	return r->auth_offset + (uint64_t)r->a_len <=
	       r->cipher_offset + (uint64_t)r->c_len;
}

static int
data_prepare(struct model_exec *x, const struct msec_batch *b,
	     struct msec_batch_entry *e)
{
	bool hashed = b->job == MSEC_JOB_AUTHENC;
	int ret = msec_data_open(x, &e->r, hashed ? e->r.a_len : 0, &e->data);

	if (ret != 0)
		return ret;
	e->alone = !e->data.src.direct || !e->data.dst.direct ||
		   overwrites(b, e) || (hashed && !message_find(b, e));
	return MSEC_OK;
}

static int
digest_prepare(struct model_exec *x, struct msec_batch_entry *e)
{
	int ret = msec_auth_open(x, &e->r, &e->data.src);

	e->msg = e->data.src.p;
	e->alone = ret == 0 && !e->data.src.direct;
	return ret;
}

static int
mac_prepare(struct model_exec *x, const struct msec_batch *b,
	    struct msec_batch_entry *e)
{
	uint32_t len = 4 * e->r.mac_words;
	int ret;

	if (len == 0)
		len = msec_hash_size[b->alg.hash].digest;
	ret = msec_tag_open(x, &e->r, len, e->r.auth == HISI_SEC_AUTH_VERIFY,
			    &e->tag);
	if (ret == 0 && !e->tag.verify && !e->tag.view.direct)
		e->alone = true;
	return ret;
}

/* In the order of the jobs: keys, data, MAC. */
static int
entry_prepare(struct model_exec *x, const struct msec_batch *b,
	      struct msec_batch_entry *e)
{
	struct msec_key *key;
	int ret = MSEC_OK;

	e->alone = false;
	e->hmac = NULL;
	if (b->job != MSEC_JOB_DIGEST)
		ret = cipher_prepare(x, &e->r, &e->cipher);
	if (ret == 0 && b->job != MSEC_JOB_CIPHER && b->alg.keyed) {
		ret = msec_hmac_key_get(x, &e->r, b->alg.hash, &key);
		if (ret == 0)
			e->hmac = &key->u.hmac;
	}
	if (ret == 0)
		ret = b->job == MSEC_JOB_DIGEST ? digest_prepare(x, e) :
						 data_prepare(x, b, e);
	if (ret == 0 && b->job != MSEC_JOB_CIPHER)
		ret = mac_prepare(x, b, e);
	return ret;
}

static void
prepare(struct model_exec *x, struct msec_batch *b)
{
	struct msec_engine *engine = x->engine;
	struct msec_batch_entry *e;

	engine->keys.pinned_since = engine->keys.clock + 1;
	for (e = b->entry; e < &b->entry[b->n]; e++) {
		e->ret = entry_prepare(x, b, e);
		/* Nothing but plain memory stays in use. */
		model_views_release(x);
		if (e->ret == MSEC_ERR_INTERNAL) {
			/* Too many keys at a time. */
			e->alone = true;
			e->ret = MSEC_OK;
		}
	}
}

/* Deliver the results; then execute, in their order, those that could not be
 * executed with the others.
 */
static void
conclude(struct model_exec *x, struct msec_batch *b)
{
	struct msec_engine *engine = x->engine;
	unsigned int together = 0;
	struct msec_batch_entry *e;
	uint32_t icv;

	for (e = b->entry; e < &b->entry[b->n]; e++) {
		if (e->alone)
			continue;
		icv = 0;
		if (e->ret == 0 && b->job != MSEC_JOB_CIPHER)
			e->ret = msec_tag_close(x, &e->tag, e->mac, &icv);
		msec_job_result(e->sqe, b->job, icv, e->ret);
		together++;
	}
	atomic_fetch_add_explicit(&x->queue->model->at_once, together,
				  memory_order_relaxed);
	engine->keys.pinned_since = 0;
	for (e = b->entry; e < &b->entry[b->n]; e++) {
		if (!e->alone)
			continue;
		msec_job_run(x, &e->r, b->job, e->sqe);
		model_views_release(x);
	}
}

void
msec_batch_flush(struct model_exec *x)
{
	struct msec_engine *engine = x->engine;
	struct msec_batch *b = engine->batch;
	unsigned int i;

	if (b == NULL || b->n == 0)
		return;
	if (b->n < LEAST) {
		for (i = 0; i < b->n; i++) {
			msec_job_run(x, &b->entry[i].r, b->job,
				     b->entry[i].sqe);
			model_views_release(x);
		}
	} else {
		prepare(x, b);
		msec_batch_execute(engine, b);
		conclude(x, b);
		/* Digests, IVs, values to compare with. */
		model_wipe(b->entry, b->n * sizeof(b->entry[0]));
	}
	b->n = 0;
}

bool
msec_batch_add(struct model_exec *x, const struct msec_req *r, enum msec_job job,
	       uint32_t *sqe)
{
	struct msec_engine *engine = x->engine;
	struct msec_batch *b;

	if (!joins(r, job) || msec_mb_manager(engine) == NULL)
		return false;
	if (engine->batch == NULL)
		engine->batch = calloc(1, sizeof(*engine->batch));
	b = engine->batch;
	if (b == NULL)
		return false;
	if (b->n == MODEL_BATCH || (b->n > 0 && !same_kind(b, r, job)))
		msec_batch_flush(x);
	if (b->n == 0) {
		b->job = job;
		msec_alg_find(r->a_alg, &b->alg);
	}
	b->entry[b->n].r = *r;
	b->entry[b->n].sqe = sqe;
	b->n++;
	return true;
}

void
msec_batch_free(struct msec_engine *e)
{
	free(e->batch);
	e->batch = NULL;
}
