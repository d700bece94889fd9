/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file DEFLATE in pieces of a stream, and the algorithm NULL. */

#include <string.h>

#include <rte_mbuf.h>

#include "selftest_deflate.h"

/* Bytes of input of an op: several make a text. */
#define PIECE 400

/* One op of a stream. @return NULL or what went wrong */
static const char *
run_piece(struct deflate_test *t, void *stream, const uint8_t *in,
	  uint32_t len, enum rte_comp_flush_flag flush)
{
	struct rte_comp_op *op = rte_comp_op_alloc(t->ops);
	const char *why;

	op->m_src = rte_pktmbuf_alloc(t->mbufs);
	op->m_dst = rte_pktmbuf_alloc(t->mbufs);
	memcpy(rte_pktmbuf_append(op->m_src, len), in, len);
	rte_pktmbuf_append(op->m_dst, ST_ROOM);
	op->op_type = RTE_COMP_OP_STATEFUL;
	op->stream = stream;
	op->flush_flag = flush;
	op->src.length = len;
	why = st_comp_wait(t, op);
	if (why != NULL)
		return why; /* The device may still have the op. */
	t->status = op->status;
	t->consumed = op->consumed;
	t->produced = RTE_MIN(op->produced, (uint32_t)ST_ROOM);
	memcpy(t->out, rte_pktmbuf_mtod(op->m_dst, void *), t->produced);
	rte_pktmbuf_free(op->m_src);
	rte_pktmbuf_free(op->m_dst);
	rte_comp_op_free(op);
	if (t->status != RTE_COMP_OP_STATUS_SUCCESS)
		return "a piece ended with an error";
	return t->consumed == len ? NULL : "a piece was not consumed";
}

/* All pieces. @param out room for 2 * ST_ROOM bytes @param got what came */
static const char *
run_stream(struct deflate_test *t, const struct rte_comp_xform *x,
	   const uint8_t *in, uint32_t len, uint8_t *out, uint32_t *got)
{
	enum rte_comp_flush_flag flush;
	const char *why = NULL;
	void *stream = NULL;
	uint32_t n;

	*got = 0;
	if (rte_compressdev_stream_create(t->id, x, &stream) != 0)
		return "the stream is refused";
	for (; len > 0 && why == NULL; in += n, len -= n) {
		n = RTE_MIN(len, (uint32_t)PIECE);
		flush = n == len ? RTE_COMP_FLUSH_FINAL : RTE_COMP_FLUSH_SYNC;
		why = run_piece(t, stream, in, n, flush);
		if (why == NULL && *got + t->produced > 2 * ST_ROOM)
			why = "too much comes out";
		if (why != NULL)
			break;
		memcpy(out + *got, t->out, t->produced);
		*got += t->produced;
	}
	if (why == NULL || strcmp(why, ST_LATE) != 0)
		rte_compressdev_stream_free(t->id, stream);
	return why;
}

const char *
st_comp_stream_deflate(struct deflate_test *t)
{
	struct rte_comp_xform x = st_comp_deflate_xform(t,
		t->cap->comp_feature_flags & RTE_COMP_FF_HUFFMAN_DYNAMIC ?
		RTE_COMP_HUFFMAN_DYNAMIC : RTE_COMP_HUFFMAN_FIXED);
	uint8_t coded[2 * ST_ROOM], back[ST_ROOM];
	char text[ST_TEXT_LEN + 1];
	const char *why;
	uint32_t got, n;

	st_comp_text(text, ST_TEXT_LEN);
	why = run_stream(t, &x, (uint8_t *)text, ST_TEXT_LEN, coded, &got);
	if (why != NULL)
		return why;
	n = st_comp_zlib(false, coded, got, back, sizeof(back));
	return n == ST_TEXT_LEN && memcmp(back, text, n) == 0 ? NULL :
	       "zlib does not get the text back";
}

const char *
st_comp_stream_inflate(struct deflate_test *t)
{
	struct rte_comp_xform x = st_comp_inflate_xform(t);
	uint8_t coded[ST_ROOM], back[2 * ST_ROOM];
	char text[ST_TEXT_LEN + 1];
	const char *why;
	uint32_t got, n;

	st_comp_text(text, ST_TEXT_LEN);
	n = st_comp_zlib(true, (uint8_t *)text, ST_TEXT_LEN, coded,
			 sizeof(coded));
	why = run_stream(t, &x, coded, n, back, &got);
	if (why != NULL)
		return why;
	return got == ST_TEXT_LEN && memcmp(back, text, got) == 0 ? NULL :
	       "wrong text";
}

static const char *
copy(struct deflate_test *t)
{
	const struct rte_comp_xform x = {
		.type = RTE_COMP_COMPRESS,
		.compress.algo = RTE_COMP_ALGO_NULL,
	};
	char text[ST_TEXT_LEN + 1];
	const char *why;

	st_comp_text(text, ST_TEXT_LEN);
	why = st_comp_run(t, &x, (uint8_t *)text, ST_TEXT_LEN, ST_ROOM);
	if (why != NULL)
		return why;
	if (t->status != RTE_COMP_OP_STATUS_SUCCESS)
		return "the op ended with an error";
	return t->produced == ST_TEXT_LEN &&
	       memcmp(t->out, text, ST_TEXT_LEN) == 0 ? NULL : "wrong copy";
}

void
st_comp_null(struct st_report *r, struct deflate_test *t)
{
	st_result(r, t->name, "NULL, a copy",
		  rte_compressdev_capability_get(t->id, RTE_COMP_ALGO_NULL) ==
		  NULL ? ST_ABSENT : copy(t));
	if (rte_compressdev_capability_get(t->id, RTE_COMP_ALGO_LZS) != NULL)
		st_result(r, t->name, "lzs", ST_UNTESTED);
}
