/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Grammar: memory, lists, and what is broken in a descriptor. */

#include <string.h>

#include "grammar.h"

uint32_t
grammar_below(struct grammar *g, uint32_t n)
{
	g->rng ^= g->rng << 13;
	g->rng ^= g->rng >> 7;
	g->rng ^= g->rng << 17;
	return (g->rng >> 24) % n;
}

/* Of a long buffer the first and last bytes are new. */
static void
fill(struct grammar *g, uint8_t *p, size_t len)
{
	size_t i, n = len < 64 ? len : 64;

	for (i = 0; i < n; i++) {
		p[i] = grammar_below(g, 256);
		p[len - 1 - i] = grammar_below(g, 256);
	}
}

uint8_t *
grammar_bytes(struct grammar *g, size_t len)
{
	uint8_t *p = g->arena + g->used;

	g->used += (len + 63) / 64 * 64;
	fill(g, p, len);
	return p;
}

uint32_t
grammar_len(struct grammar *g, uint32_t step)
{
	static const uint32_t most[] = { 16, 128, 128, 1024, 2048, 131072 };
	uint32_t n = most[grammar_below(g, grammar_below(g, 8) == 0 ? 6 : 5)];

	return step + grammar_below(g, n / step) * step;
}

static struct hisi_qm_sgl *
list_new(struct grammar *g, unsigned int capacity)
{
	size_t len = sizeof(struct hisi_qm_sgl) +
		     capacity * sizeof(struct hisi_qm_sge);
	struct hisi_qm_sgl *sgl = (struct hisi_qm_sgl *)grammar_bytes(g, len);

	memset(sgl, 0, len);
	sgl->capacity = capacity;
	return sgl;
}

uint8_t *
grammar_list(struct grammar *g, uint8_t *buf, size_t len)
{
	unsigned int capacity = 1 + grammar_below(g, 16);
	struct hisi_qm_sgl *first = list_new(g, capacity), *sgl = first;
	struct hisi_qm_sgl *next;
	size_t n;

	do {
		if (sgl->used == capacity) {
			next = list_new(g, capacity);
			sgl->next = (uintptr_t)next;
			sgl = next;
		}
		/* Not more entries than a chain may have. */
		n = 1 + grammar_below(g, len / 8 + 64);
		if (n > len)
			n = len > 0 ? len : 1;
		sgl->sge[sgl->used].addr = (uintptr_t)buf;
		sgl->sge[sgl->used++].len = n;
		buf += n;
		len -= n < len ? n : len;
	} while (len > 0);
	g->list[g->lists++ % 2] = (uint8_t *)first;
	return (uint8_t *)first;
}

void
grammar_good(struct grammar *g, uint32_t *w)
{
	g->used = 0;
	g->lists = 0;
	memset(w, 0, 4 * GRAMMAR_WORDS);
	switch (g->engine) {
	case HISI_ENGINE_SEC:
		grammar_sec(g, w);
		break;
	case HISI_ENGINE_HPRE:
		grammar_hpre(g, w);
		break;
	case HISI_ENGINE_ZIP:
		grammar_zip(g, w);
		break;
	}
}

/* A list that leads nowhere, too far, or in a circle. */
static void
list_break(struct grammar *g)
{
	struct hisi_qm_sgl *sgl = (struct hisi_qm_sgl *)
		g->list[grammar_below(g, g->lists < 2 ? 1 : 2)];
	struct hisi_qm_sge *sge = &sgl->sge[grammar_below(g, sgl->capacity)];

	switch (grammar_below(g, 8)) {
	case 0:
		sgl->used = grammar_below(g, 70000);
		break;
	case 1:
		sgl->capacity = grammar_below(g, 70000);
		break;
	case 2:
		sgl->next = (uintptr_t)sgl;
		sgl->used = grammar_below(g, 2);
		break;
	case 3:
		sgl->next ^= 1ULL << grammar_below(g, 64);
		break;
	case 4:
		sge->len = 0;
		break;
	case 5:
		sge->len = HISI_QM_SGE_MAX_LEN + grammar_below(g, 2);
		break;
	case 6:
		sge->addr ^= 1ULL << grammar_below(g, 64);
		break;
	default:
		sge->addr = (uintptr_t)sgl;
	}
}

void
grammar_break(struct grammar *g, uint32_t *w)
{
	uint32_t words = hisi_engine_get(g->engine)->sqe_size / 4;
	uint32_t *word = &w[grammar_below(g, words)];

	if (g->lists > 0 && grammar_below(g, 4) == 0) {
		list_break(g);
		return;
	}
	switch (grammar_below(g, 5)) {
	case 0:
		*word = grammar_below(g, UINT32_MAX);
		break;
	case 1:
		*word += grammar_below(g, 2) ? 1 : UINT32_MAX;
		break;
	case 2:
		*word = w[grammar_below(g, words)];
		break;
	default:
		*word ^= 1U << grammar_below(g, 32);
	}
}

bool
grammar_succeeded(const struct grammar *g, const uint32_t *w)
{
	uint32_t status;

	switch (g->engine) {
	case HISI_ENGINE_SEC:
		return HISI_GET(HISI_SEC_W28_DONE, w[HISI_SEC_RESULT_WORD]) &&
		       HISI_GET(HISI_SEC_W28_ERROR_TYPE,
				w[HISI_SEC_RESULT_WORD]) == 0;
	case HISI_ENGINE_HPRE:
		return HISI_GET(HISI_HPRE_W0_DONE, w[0]) ==
				HISI_HPRE_DONE_FINISHED &&
		       HISI_GET(HISI_HPRE_W0_ETYPE, w[0]) == 0 &&
		       HISI_GET(HISI_HPRE_W0_ETYPE1, w[0]) == 0;
	default:
		status = HISI_GET(HISI_ZIP_W3_STATUS, w[3]);
		return status == HISI_ZIP_STATUS_OK ||
		       status == HISI_ZIP_STATUS_NEGATIVE ||
		       status == HISI_ZIP_STATUS_STREAM_END;
	}
}
