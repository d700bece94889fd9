/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Grammar: ZIP descriptors, with or without a context (zip.md 3). */

#include <string.h>

#include "grammar.h"
#include "model_zip_client.h"

/* Text in which some of the bytes come again, and some do not. */
static void
text(struct grammar *g, uint8_t *p, size_t len)
{
	size_t i, from, n;

	for (i = 0; i < len; i += n) {
		n = 1 + grammar_below(g, 64);
		if (n > len - i)
			n = len - i;
		from = i > 0 ? grammar_below(g, i) : 0;
		if (i > 0 && grammar_below(g, 3) != 0)
			memmove(p + i, p + from, n < i - from ? n : i - from);
	}
}

/* Data of the format for the engine to decompress. */
static uint32_t
packed(struct grammar *g, uint32_t type, uint32_t len, uint8_t *out)
{
	uint8_t *plain = grammar_bytes(g, len);

	text(g, plain, len);
	return zip_zlib_encode(type, grammar_below(g, 10),
			       grammar_below(g, 5), plain, len, out,
			       2 * len + 1024);
}

void
grammar_zip(struct grammar *g, uint32_t *w)
{
	uint32_t len = grammar_len(g, 1), room = 2 * len + 1024;
	bool sgl = grammar_below(g, 3) == 0;
	struct zip_req r = { .sgl = sgl, .src_len = len, .dst_len = room };
	uint8_t *src = grammar_bytes(g, room), *dst = grammar_bytes(g, room);

	r.type = g->gen->gen >= 3 && grammar_below(g, 3) == 0 ? T_DEFLATE :
		T_ZLIB + grammar_below(g, 2);
	if (g->qc_type == QC_COMPRESS) {
		text(g, src, len);
		r.window = grammar_below(g, 5);
	} else {
		r.src_len = packed(g, r.type, len, src);
	}
	if (grammar_below(g, 3) == 0) {
		r.stream = true;
		r.first = true;
		r.finish = grammar_below(g, 2);
		r.ctx = grammar_bytes(g, HISI_ZIP_CTX_SIZE);
	}
	r.src = sgl ? grammar_list(g, src, r.src_len) : src;
	r.dst = sgl ? grammar_list(g, dst, room) : dst;
	zip_sqe_set(w, g->gen->gen, &r);
}
