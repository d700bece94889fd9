/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_sec_client.h"

#define GUARD_BYTE 0xa5

static void
must(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "model_sec_client: %s\n", what);
	abort();
}

static void
addr_put(uint32_t *w, const void *p)
{
	uint64_t v = (uintptr_t)p;

	w[0] = (uint32_t)v;
	w[1] = (uint32_t)(v >> 32);
}

/* sec.md 3.1. */
static void
words_type2(const struct sec_desc *d, uint32_t *w)
{
	w[0] = 2 | d->cipher << 4 | d->auth << 6 | d->seq << 8 | d->de << 9 |
	       d->scene << 11 | d->src_type << 15 | d->dst_type << 18 |
	       d->mac_type << 21;
	w[1] = d->ci_gen << 6 | d->ai_gen << 8 | d->pad << 10 |
	       (uint32_t)d->invalid << 31;
	w[2] = d->mac_words | d->a_key_words << 5 | d->a_alg << 11;
	w[3] = d->c_icv_len | d->c_width << 6 | d->c_key_len << 9 |
	       d->c_mode << 12 | d->c_alg << 16;
	w[4] = d->a_len;
	w[5] = d->c_len;
	w[6] = d->auth_offset | d->cipher_offset << 16;
	w[12] = (uint32_t)d->total;
	w[13] = (uint32_t)(d->total >> 32);
	addr_put(&w[14], d->a_iv);
	addr_put(&w[16], d->a_key);
	addr_put(&w[18], d->mac);
	addr_put(&w[20], d->c_iv);
	addr_put(&w[22], d->c_key);
	addr_put(&w[24], d->src);
	addr_put(&w[26], d->dst);
}

/* sec.md 4.1, 4.2. */
static void
words_type3(const struct sec_desc *d, uint32_t *w)
{
	w[0] = 3 | (uint32_t)d->invalid << 4 | d->scene << 5 | d->de << 9 |
	       d->src_type << 11 | d->dst_type << 14 | d->mac_type << 17;
	w[1] = d->cipher | d->ci_gen << 2 | d->c_icv_len << 4 |
	       d->c_width << 10 | d->c_key_len << 13 | d->c_mode << 16 |
	       d->c_alg << 20 | d->seq << 30;
	addr_put(&w[4], d->src);
	addr_put(&w[6], d->a_key);
	addr_put(&w[8], d->a_iv);
	addr_put(&w[12], d->c_key);
	w[14] = d->auth | d->ai_gen << 2 | d->mac_words << 4 |
		d->a_key_words << 9 | d->a_alg << 15 | d->ctr_mode << 25 |
		d->prefetch << 27;
	w[16] = d->auth_offset | d->cipher_offset << 16;
	w[17] = d->a_len;
	w[18] = d->c_len;
	addr_put(&w[19], d->dst);
	addr_put(&w[21], d->mac);
	addr_put(&w[23], d->c_iv);
	if (d->scene == 7) {
		w[25] = (uint32_t)d->total;
		w[26] = (uint32_t)(d->total >> 32);
		w[27] = d->pad | d->mac_sel << 5;
	}
}

void
sec_desc_words(const struct sec_desc *d, uint32_t *w)
{
	memset(w, 0, 128);
	if (d->type == 2)
		words_type2(d, w);
	else
		words_type3(d, w);
}

void
sec_open(struct sec_client *s, unsigned int gen, bool bounce)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_SEC,
		.gen = gen,
		.nb_queues = 1,
		.mem = &hisi_model_mem_checked,
	};

	memset(s, 0, sizeof(*s));
	s->gen = gen;
	s->mem = hisi_model_checked_new(bounce);
	must(s->mem != NULL, "no memory");
	model_client_open(&s->c, &conf, s->mem, 0);
}

void
sec_close(struct sec_client *s)
{
	sec_bufs_free(s);
	model_client_close(&s->c);
	hisi_model_checked_free(s->mem);
}

static bool
guard_good(const struct sec_buf *b)
{
	size_t i;

	for (i = 0; i < SEC_GUARD; i++)
		if (b->base[i] != GUARD_BYTE ||
		    b->base[SEC_GUARD + b->len + i] != GUARD_BYTE)
			return false;
	return true;
}

void
sec_bufs_free(struct sec_client *s)
{
	unsigned int i;

	hisi_model_checked_clear(s->mem);
	for (i = 0; i < s->nb_bufs; i++) {
		must(guard_good(&s->buf[i]), "write beside a buffer");
		free(s->buf[i].base);
		free(s->buf[i].copy);
	}
	s->nb_bufs = 0;
}

uint8_t *
sec_buf_forbidden(struct sec_client *s, size_t len)
{
	struct sec_buf *b = &s->buf[s->nb_bufs];
	uint64_t seed = 0x5ec0 + s->nb_bufs;

	must(s->nb_bufs < SEC_MAX_BUFS, "too many buffers");
	b->len = len;
	b->copy = NULL;
	/* 64-byte multiples, so that scatter lists can live here. */
	b->base = aligned_alloc(64, (len + 2 * SEC_GUARD + 63) / 64 * 64);
	must(b->base != NULL, "no memory");
	memset(b->base, GUARD_BYTE, len + 2 * SEC_GUARD);
	sec_random(&seed, b->base + SEC_GUARD, len);
	s->nb_bufs++;
	return b->base + SEC_GUARD;
}

static uint8_t *
buf_allowed(struct sec_client *s, size_t len, bool writable)
{
	uint8_t *p = sec_buf_forbidden(s, len);

	if (len > 0)
		must(hisi_model_checked_add(s->mem, p, len, writable) == 0,
		     "no memory");
	return p;
}

uint8_t *
sec_buf(struct sec_client *s, size_t len)
{
	return buf_allowed(s, len, true);
}

uint8_t *
sec_buf_ro(struct sec_client *s, size_t len)
{
	return buf_allowed(s, len, false);
}

uint8_t *
sec_buf_from(struct sec_client *s, const void *data, size_t len)
{
	uint8_t *p = sec_buf(s, len);

	if (len > 0)
		memcpy(p, data, len);
	return p;
}

/* qm.md 8: header and entries of one list. */
static uint8_t *
sgl_list(struct sec_client *s, const struct sec_sgl *sgl, unsigned int first,
	 unsigned int n, unsigned int per_list)
{
	uint8_t *list = sec_buf(s, 64 + 32 * (size_t)per_list);
	uint16_t used = n, capacity = per_list, sum = sgl->nb;
	unsigned int i;

	memset(list, 0, 64 + 32 * (size_t)per_list);
	memcpy(list + 8, &sum, 2);
	memcpy(list + 10, &used, 2);
	memcpy(list + 12, &capacity, 2);
	for (i = 0; i < n; i++) {
		uint8_t *e = list + 64 + 32 * (size_t)i;
		uint64_t addr = (uintptr_t)sgl->seg[first + i];
		uint32_t len = sgl->len[first + i];

		memcpy(e, &addr, 8);
		memcpy(e + 16, &len, 4);
	}
	return list;
}

void
sec_sgl(struct sec_client *s, struct sec_sgl *sgl, const size_t *len,
	unsigned int nb, unsigned int per_list)
{
	unsigned int i, n;
	uint8_t *list, *before = NULL;
	uint64_t addr;

	sgl->nb = nb;
	sgl->head = NULL;
	for (i = 0; i < nb; i++) {
		sgl->len[i] = len[i];
		sgl->seg[i] = sec_buf(s, len[i]);
	}
	for (i = 0; i < nb; i += n) {
		n = nb - i < per_list ? nb - i : per_list;
		list = sgl_list(s, sgl, i, n, per_list);
		addr = (uintptr_t)list;
		if (before != NULL)
			memcpy(before, &addr, 8);
		else
			sgl->head = list;
		before = list;
	}
}

void
sec_sgl_put(const struct sec_sgl *sgl, const uint8_t *data, size_t n)
{
	unsigned int i;
	size_t m;

	for (i = 0; i < sgl->nb && n > 0; i++, n -= m, data += m) {
		m = n < sgl->len[i] ? n : sgl->len[i];
		memcpy(sgl->seg[i], data, m);
	}
}

void
sec_sgl_get(const struct sec_sgl *sgl, uint8_t *data, size_t n)
{
	unsigned int i;
	size_t m;

	for (i = 0; i < sgl->nb && n > 0; i++, n -= m, data += m) {
		m = n < sgl->len[i] ? n : sgl->len[i];
		memcpy(data, sgl->seg[i], m);
	}
}

void
sec_snapshot(struct sec_client *s)
{
	struct sec_buf *b;
	unsigned int i;

	for (i = 0; i < s->nb_bufs; i++) {
		b = &s->buf[i];
		if (b->copy == NULL)
			b->copy = malloc(b->len + 1);
		must(b->copy != NULL, "no memory");
		memcpy(b->copy, b->base + SEC_GUARD, b->len);
	}
}

bool
sec_unchanged(const struct sec_client *s)
{
	const struct sec_buf *b;
	unsigned int i;

	for (i = 0; i < s->nb_bufs; i++) {
		b = &s->buf[i];
		must(b->copy != NULL, "buffer without snapshot");
		if (memcmp(b->copy, b->base + SEC_GUARD, b->len) != 0)
			return false;
	}
	return true;
}

uint32_t
sec_run_words(struct sec_client *s, uint32_t *w)
{
	uint32_t before[32];
	unsigned int i;

	memcpy(before, w, sizeof(before));
	/* No old content may be left. */
	w[28] |= 0xfffe;
	must(model_client_run(&s->c, w), "no completion");
	must(memcmp(before, w, 28 * 4) == 0, "a submitted word changed");
	must((w[28] & 1) == 1, "not done");
	must((w[28] & 0xff00f870) == 0, "unused bits of word 28 are not 0");
	must(w[29] == 0 && w[30] == 0 && w[31] == 0, "words 29 to 31 not 0");
	for (i = 0; i < s->nb_bufs; i++)
		must(guard_good(&s->buf[i]), "write beside a buffer");
	return w[28];
}

uint32_t
sec_run(struct sec_client *s, const struct sec_desc *d)
{
	uint32_t w[32];

	sec_desc_words(d, w);
	return sec_run_words(s, w);
}

void
sec_random(uint64_t *state, void *p, size_t len)
{
	uint8_t *out = p;
	size_t i;

	/* splitmix64, a byte a step. */
	for (i = 0; i < len; i++) {
		uint64_t z = *state += 0x9e3779b97f4a7c15;

		z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
		z = (z ^ z >> 27) * 0x94d049bb133111eb;
		out[i] = (uint8_t)(z ^ z >> 31);
	}
}

uint32_t
sec_random_below(uint64_t *state, uint32_t n)
{
	uint32_t v;

	sec_random(state, &v, sizeof(v));
	return v % n;
}

size_t
sec_hex(const char *text, uint8_t *out, size_t max)
{
	size_t n = strlen(text) / 2, i;
	unsigned int byte;

	must(n <= max && strlen(text) % 2 == 0, "bad length of a vector");
	for (i = 0; i < n; i++) {
		must(sscanf(text + 2 * i, "%2x", &byte) == 1, "bad vector");
		out[i] = (uint8_t)byte;
	}
	return n;
}
