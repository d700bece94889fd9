/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file HPRE tasks for the tests of the model. */

#include <stdlib.h>
#include <string.h>

#include "model_hpre_task.h"

#define GUARD 0xA7

void
hpre_open(struct hpre_rig *rig, unsigned int gen, uint16_t qc_type,
	  bool bounce)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_HPRE,
		.gen = gen,
		.nb_queues = 2,
		.sq_depth = 64,
		.cq_depth = 64,
		.mem = &hisi_model_mem_checked,
	};

	rig->gen = gen;
	rig->mem = hisi_model_checked_new(bounce);
	assert_non_null(rig->mem);
	model_client_open(&rig->c, &conf, rig->mem, qc_type);
}

void
hpre_close(struct hpre_rig *rig)
{
	model_client_close(&rig->c);
	hisi_model_checked_free(rig->mem);
}

void
hpre_job(struct hpre_job *job, uint32_t alg, size_t sz)
{
	memset(job, 0, sizeof(*job));
	job->alg = alg;
	job->sz = sz;
}

void
hpre_add(struct hpre_buf *b, size_t size, const uint8_t *v, size_t len)
{
	for (; len > size && *v == 0; len--)
		v++;
	assert_true(len <= size && b->len + size <= sizeof(b->p));
	memset(b->p + b->len, 0, size - len);
	if (len > 0)
		memcpy(b->p + b->len + size - len, v, len);
	b->len += size;
}

size_t
hpre_unhex(const char *hex, uint8_t *p, size_t max)
{
	size_t i, n = strlen(hex) / 2;
	char byte[3] = { 0 };

	assert_true(n <= max && strlen(hex) % 2 == 0);
	for (i = 0; i < n; i++) {
		memcpy(byte, hex + 2 * i, 2);
		p[i] = strtoul(byte, NULL, 16);
	}
	return n;
}

void
hpre_add_hex(struct hpre_buf *b, size_t size, const char *hex)
{
	uint8_t v[1024];

	hpre_add(b, size, v, hpre_unhex(hex, v, sizeof(v)));
}

void
hpre_add_bn(struct hpre_buf *b, size_t size, const BIGNUM *v)
{
	uint8_t p[1024];

	assert_true(BN_bn2binpad(v, p, sizeof(p)) > 0);
	hpre_add(b, size, p, sizeof(p));
}

void
hpre_add_word(struct hpre_buf *b, size_t size, unsigned long v)
{
	BIGNUM *a = BN_new();

	assert_true(a != NULL && BN_set_word(a, v));
	hpre_add_bn(b, size, a);
	BN_free(a);
}

/* Words of a descriptor; DW2-7 are the addresses (3.1). */
static void
fill_sqe(const struct hpre_job *job, uint32_t *w)
{
	uint64_t key = (uintptr_t)job->key.p, in = (uintptr_t)job->in.p;
	uint64_t out = (uintptr_t)job->out.p;

	memset(w, 0, 64);
	w[0] = 0x40000000u | job->alg;
	w[1] = (uint32_t)(job->sz / 8 - 1) | job->w1;
	w[2] = (uint32_t)key;
	w[3] = (uint32_t)(key >> 32);
	w[4] = (uint32_t)in;
	w[5] = (uint32_t)(in >> 32);
	w[6] = (uint32_t)out;
	w[7] = (uint32_t)(out >> 32);
	w[8] = (uint32_t)rand();
	w[9] = (uint32_t)rand();
	w[10] = job->w10 | (job->junk & 0xFFFFFE00u);
	w[11] = job->junk;
	w[12] = w[13] = w[14] = w[15] = job->junk;
	/* A verify has no output: whatever is here must go (5.5.2). */
	if (job->alg == 0x0F || job->alg == 0x13)
		w[6] = w[7] = 0xFFFFFFFFu;
}

static void
allow(struct hpre_rig *rig, const struct hpre_job *job)
{
	hisi_model_checked_clear(rig->mem);
	if (job->key.len > job->key_short)
		hisi_model_checked_add(rig->mem, job->key.p,
				       job->key.len - job->key_short, false);
	if (job->in.len > job->in_late + job->in_short)
		hisi_model_checked_add(rig->mem, job->in.p + job->in_late,
				       job->in.len - job->in_late -
				       job->in_short, false);
	if (job->out.len > job->out_short)
		hisi_model_checked_add(rig->mem, job->out.p,
				       job->out.len - job->out_short, true);
}

/* Only DW0[31:5], DW1[30:27] and DW6 of a verify may change (3.6). */
static void
check_kept(const struct hpre_job *job, const uint32_t *before,
	   const uint32_t *after)
{
	bool verify = job->alg == 0x0F || job->alg == 0x13;
	unsigned int i;

	assert_int_equal(after[0] & 0x1F, before[0] & 0x1F);
	assert_int_equal(after[1] & ~0x78000000u, before[1] & ~0x78000000u);
	for (i = 2; i < 16; i++)
		if (i != 6 || !verify)
			assert_int_equal(after[i], before[i]);
}

static void
check_guard(const struct hpre_buf *b, size_t from)
{
	size_t i;

	for (i = from; i < sizeof(b->p); i++)
		assert_int_equal(b->p[i], GUARD);
}

uint32_t
hpre_run(struct hpre_rig *rig, struct hpre_job *job)
{
	uint32_t before[16], after[16], result;
	struct hpre_buf key = job->key, in = job->in;

	memset(job->out.p, GUARD, sizeof(job->out.p));
	allow(rig, job);
	fill_sqe(job, before);
	memcpy(after, before, sizeof(after));
	assert_true(model_client_run(&rig->c, after));
	check_kept(job, before, after);
	assert_memory_equal(key.p, job->key.p, sizeof(key.p));
	assert_memory_equal(in.p, job->in.p, sizeof(in.p));
	result = after[0] & ~0x1Fu;
	job->verdict = after[6];
	job->w1_done = after[1];
	check_guard(&job->out, result == HPRE_GOOD ? job->out.len : 0);
	/* Errors leave no verdict (14.1). */
	if (result != HPRE_GOOD && (job->alg == 0x0F || job->alg == 0x13))
		assert_int_equal(job->verdict, 0);
	return result;
}

BIGNUM *
hpre_result(const struct hpre_job *job, size_t offset, size_t len)
{
	BIGNUM *a = BN_bin2bn(job->out.p + offset, len, NULL);

	assert_true(a != NULL && offset + len <= job->out.len);
	return a;
}

void
hpre_assert_hex(const struct hpre_job *job, size_t offset, size_t len,
		const char *hex)
{
	struct hpre_buf want = { .len = 0 };

	hpre_add_hex(&want, len, hex);
	assert_true(offset + len <= job->out.len);
	assert_memory_equal(job->out.p + offset, want.p, len);
}

void
hpre_assert_bn(const struct hpre_job *job, size_t offset, size_t len,
	       const BIGNUM *v)
{
	struct hpre_buf want = { .len = 0 };

	hpre_add_bn(&want, len, v);
	assert_true(offset + len <= job->out.len);
	assert_memory_equal(job->out.p + offset, want.p, len);
}

const struct hpre_curve_def *
hpre_curve_def(const char *name)
{
	size_t i;

	for (i = 0; i < hpre_nb_curves; i++)
		if (strcmp(hpre_curves[i].name, name) == 0)
			return &hpre_curves[i];
	fail_msg("no curve %s", name);
	return NULL;
}

void
hpre_add_private(struct hpre_buf *b, const struct hpre_curve_def *c,
		 const BIGNUM *d, unsigned int slots)
{
	size_t start = b->len;

	hpre_add_hex(b, c->hsz, c->p);
	hpre_add_hex(b, c->hsz, c->a);
	hpre_add_bn(b, c->hsz, d);
	hpre_add_hex(b, c->hsz, c->b);
	hpre_add_hex(b, c->hsz, c->n);
	hpre_add_hex(b, c->hsz, c->gx);
	hpre_add_hex(b, c->hsz, c->gy);
	b->len = start + slots * c->hsz;
}

void
hpre_add_public(struct hpre_buf *b, const struct hpre_curve_def *c,
		const BIGNUM *x, const BIGNUM *y)
{
	hpre_add_hex(b, c->hsz, c->p);
	hpre_add_hex(b, c->hsz, c->a);
	hpre_add_hex(b, c->hsz, c->b);
	hpre_add_hex(b, c->hsz, c->n);
	hpre_add_hex(b, c->hsz, c->gx);
	hpre_add_hex(b, c->hsz, c->gy);
	hpre_add_bn(b, c->hsz, x);
	hpre_add_bn(b, c->hsz, y);
}
