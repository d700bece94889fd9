/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Model: long work is done in slices, and takes bounded memory. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <zlib.h>

#include "hw/sec.h"
#include "hw/zip.h"
#include "model_sec_client.h"

#define MIB (1U << 20)
/** A list of ENTRIES entries that name the same ENTRY bytes. */
#define ENTRIES 16
#define ENTRY MIB
#define LIST_LEN ((size_t)ENTRIES * ENTRY)
#define CHUNK 65536

/** Counts of the device's accesses to the client's memory. */
struct watch {
	unsigned int slices; /* calls of conf.slice */
	unsigned int most;   /* slices before the descriptor is given up */
	size_t longest_read;
	unsigned int late;   /* accesses after the descriptor was given up */
};

static uint8_t text[ENTRY], packed[LIST_LEN], again[LIST_LEN];

static void *
no_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	(void)ctx, (void)addr, (void)len, (void)write;
	return NULL;
}

static void
no_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx, (void)ptr, (void)len, (void)write;
}

static int
mem_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	struct watch *w = ctx;

	if (len > w->longest_read)
		w->longest_read = len;
	w->late += w->slices > w->most;
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

static int
mem_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	struct watch *w = ctx;

	w->late += w->slices > w->most;
	memcpy((void *)(uintptr_t)addr, buf, len);
	return 0;
}

static const struct hisi_model_mem_ops memory = {
	.map = no_map, .unmap = no_unmap, .read = mem_read, .write = mem_write,
};

static bool
slice(void *ctx)
{
	struct watch *w = ctx;

	return w->slices++ < w->most;
}

static struct hisi_qm_sgl *
list_new(void *entry)
{
	struct hisi_qm_sgl *sgl = aligned_alloc(HISI_QM_SGL_ALIGN,
			sizeof(*sgl) + ENTRIES * sizeof(sgl->sge[0]));
	unsigned int i;

	assert_non_null(sgl);
	memset(sgl, 0, sizeof(*sgl) + ENTRIES * sizeof(sgl->sge[0]));
	sgl->used = ENTRIES;
	sgl->capacity = ENTRIES;
	for (i = 0; i < ENTRIES; i++) {
		sgl->sge[i].addr = (uintptr_t)entry;
		sgl->sge[i].len = ENTRY;
	}
	return sgl;
}

static void
text_fill(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(text); i++)
		text[i] = (i * 2654435761U) >> 24 & 0x3f;
}

static void
zip_watch(struct model_client *c, struct watch *w, size_t scratch,
	 unsigned int qc_type)
{
	const struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_ZIP, .mem = &memory, .slice = slice,
		.max_scratch = scratch,
	};

	*w = (struct watch){ .most = UINT32_MAX };
	model_client_open(c, &conf, w, qc_type);
}

/** Raw deflate from a list into flat memory, or the other way round. */
static void
zip_set(struct hisi_zip_sqe *s, const void *src, uint32_t len, void *dst,
	uint32_t room)
{
	*s = (struct hisi_zip_sqe){
		.input_len = len, .out_avail = room,
		.src = (uintptr_t)src, .dst = (uintptr_t)dst,
		.w7 = HISI_PREP(HISI_ZIP_W7_SQE_TYPE, HISI_ZIP_SQE_TYPE3),
		.w9 = HISI_PREP(HISI_ZIP_W9_REQ_TYPE, HISI_ZIP_REQ_DEFLATE) |
		      HISI_PREP(HISI_ZIP_W9_BUF_TYPE, HISI_ZIP_BUF_SGL) |
		      HISI_PREP(HISI_ZIP_W9_WINDOW, HISI_ZIP_WINDOW_32K),
	};
}

/** Inflate all of packed with zlib and compare it with the list. */
static void
check_packed(uint32_t len)
{
	z_stream z = { .next_in = packed, .avail_in = len,
		       .next_out = again, .avail_out = sizeof(again) };
	unsigned int i;

	assert_int_equal(inflateInit2(&z, -15), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, LIST_LEN);
	inflateEnd(&z);
	for (i = 0; i < ENTRIES; i++)
		assert_memory_equal(again + i * ENTRY, text, ENTRY);
}

/** A list of one entry for each MiB of buf. */
static struct hisi_qm_sgl *
list_of(uint8_t *buf)
{
	struct hisi_qm_sgl *sgl = list_new(buf);
	unsigned int i;

	for (i = 0; i < ENTRIES; i++)
		sgl->sge[i].addr = (uintptr_t)buf + i * ENTRY;
	return sgl;
}

static uint32_t
compress_list(struct model_client *c, struct hisi_qm_sgl *src)
{
	struct hisi_qm_sgl *dst = list_of(packed);
	struct hisi_zip_sqe s;

	zip_set(&s, src, LIST_LEN, dst, LIST_LEN);
	model_client_put(c, &s);
	model_client_ring(c);
	assert_int_not_equal(model_client_take(c, &s), -1);
	free(dst);
	assert_true(s.produced <= LIST_LEN);
	return HISI_GET(HISI_ZIP_W3_STATUS, s.w3) == HISI_ZIP_STATUS_OK ?
		s.produced : 0;
}

/* A request longer than its memory is worked on in chunks, both ways. */
static void
lists_in_chunks(void **state)
{
	struct hisi_qm_sgl *src = list_new(text), *dst = list_of(again);
	struct hisi_qm_sgl *from = list_of(packed);
	struct model_client c;
	struct hisi_zip_sqe s;
	struct watch w;
	uint32_t len;

	(void)state;
	zip_watch(&c, &w, 2 * MIB, HISI_ZIP_QC_COMPRESS);
	len = compress_list(&c, src);
	assert_true(len > 0);
	assert_true(w.longest_read <= CHUNK);
	assert_true(w.slices >= LIST_LEN / CHUNK - 1);
	model_client_close(&c);
	check_packed(len);

	memset(again, 0, sizeof(again));
	zip_watch(&c, &w, 2 * MIB, HISI_ZIP_QC_DECOMPRESS);
	zip_set(&s, from, len, dst, LIST_LEN);
	assert_true(model_client_run(&c, &s));
	assert_int_equal(HISI_GET(HISI_ZIP_W3_STATUS, s.w3), 0);
	assert_int_equal(s.produced, LIST_LEN);
	assert_int_equal(s.consumed, len);
	assert_memory_equal(again + LIST_LEN - ENTRY, text, ENTRY);
	assert_true(w.longest_read <= CHUNK);
	assert_true(w.slices >= LIST_LEN / MIB - 1);
	model_client_close(&c);
	free(src);
	free(dst);
	free(from);
}

/* A request that is given up fails, and leaves memory alone from then on. */
static void
given_up(void **state)
{
	struct hisi_qm_sgl *src = list_new(text);
	struct model_client c;
	struct watch w;

	(void)state;
	zip_watch(&c, &w, 0, HISI_ZIP_QC_COMPRESS);
	w.most = 3;
	assert_int_equal(compress_list(&c, src), 0);
	assert_int_equal(w.slices, 4);
	assert_int_equal(w.late, 0);
	/* The queue lives on. */
	w.slices = 0;
	w.most = UINT32_MAX;
	assert_true(compress_list(&c, src) > 0);
	model_client_close(&c);
	free(src);
}

static void
sec_watch(struct model_client *c, struct watch *w, size_t scratch)
{
	const struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_SEC, .mem = &memory, .slice = slice,
		.max_scratch = scratch,
	};

	*w = (struct watch){ .most = UINT32_MAX };
	model_client_open(c, &conf, w, HISI_SEC_QC_ALL);
}

/** Run a descriptor of type 3. @return its error_type */
static uint32_t
sec_result(struct model_client *c, const struct sec_desc *d)
{
	uint32_t w[32];

	sec_desc_words(d, w);
	model_client_put(c, w);
	model_client_ring(c);
	assert_int_not_equal(model_client_take(c, w), -1);
	return HISI_GET(HISI_SEC_W28_ERROR_TYPE, w[HISI_SEC_RESULT_WORD]);
}

/* Every kind of SEC work that is not one call of a library stops. */
static void
sec_given_up(void **state)
{
	static uint8_t key[32], iv[16], mac[64];
	struct hisi_qm_sgl *src = list_new(text);
	static uint8_t out[2 * MIB];
	struct sec_desc cases[] = {
		{ .auth = 1, .a_alg = HISI_SEC_A_ALG_SM3, .mac_words = 8 },
		{ .auth = 1, .a_alg = HISI_SEC_A_ALG_HMAC_SHA256,
		  .a_key_words = 8, .mac_words = 8 },
		{ .auth = 1, .a_alg = HISI_SEC_A_ALG_CMAC,
		  .a_key_words = 4, .mac_words = 4 },
		{ .cipher = 1, .c_alg = HISI_SEC_C_ALG_3DES,
		  .c_mode = HISI_SEC_C_MODE_CBC,
		  .c_key_len = HISI_SEC_C_KEY_3DES_3KEY },
		{ .cipher = 1, .c_alg = HISI_SEC_C_ALG_AES,
		  .c_mode = HISI_SEC_C_MODE_CTR,
		  .ctr_mode = HISI_SEC_CTR_128BIT },
		{ .cipher = 1, .c_alg = HISI_SEC_C_ALG_SM4,
		  .c_mode = HISI_SEC_C_MODE_XTS },
		{ .cipher = 1, .c_alg = HISI_SEC_C_ALG_SM4,
		  .c_mode = HISI_SEC_C_MODE_GCM, .c_icv_len = 16 },
	};
	struct model_client c;
	struct sec_desc *d;
	struct watch w;
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(key); i++)
		key[i] = i;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		d = &cases[i];
		d->type = 3;
		d->src_type = HISI_SEC_ADDR_SGL;
		d->src = src;
		d->de = d->cipher != 0 ? HISI_SEC_DE_DST : 0;
		d->dst = d->cipher != 0 ? out : NULL;
		*(d->cipher != 0 ? &d->c_len : &d->a_len) = sizeof(out);
		d->a_key = d->c_key = key;
		d->a_iv = d->c_iv = iv;
		d->mac = mac;
		sec_watch(&c, &w, 0);
		assert_int_equal(sec_result(&c, d), 0);
		assert_true(w.slices >= sizeof(out) / CHUNK - 1);
		/* Behind the reading of the list, and before the end. */
		w.most = w.slices - 4;
		w.slices = 0;
		assert_int_not_equal(sec_result(&c, d), 0);
		assert_int_equal(w.slices, w.most + 1);
		assert_int_equal(w.late, 0);
		model_client_close(&c);
	}
	free(src);
}

/* Copies of lists have a limit. */
static void
scratch_limit(void **state)
{
	static uint8_t mac[32];
	struct hisi_qm_sgl *src = list_new(text);
	struct sec_desc d = {
		.type = 3, .auth = 1, .a_alg = HISI_SEC_A_ALG_SHA256,
		.mac_words = 8, .src_type = HISI_SEC_ADDR_SGL, .src = src,
		.mac = mac,
	};
	struct model_client c;
	struct watch w;

	(void)state;
	sec_watch(&c, &w, 2 * MIB);
	d.a_len = MIB;
	assert_int_equal(sec_result(&c, &d), 0);
	d.a_len = 3 * MIB;
	assert_int_not_equal(sec_result(&c, &d), 0);
	/* Nothing of a longer list was read before it was refused. */
	assert_int_equal(w.longest_read, MIB);
	model_client_close(&c);
	sec_watch(&c, &w, 0);
	assert_int_equal(sec_result(&c, &d), 0);
	model_client_close(&c);
	free(src);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_in_chunks), cmocka_unit_test(given_up),
		cmocka_unit_test(sec_given_up), cmocka_unit_test(scratch_limit),
	};

	text_fill();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
