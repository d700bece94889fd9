/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * compress_hisi_zip: the descriptors it writes, word for word, against the
 * literal values of doc/hardware/zip.md 4.1, 6 and 7. The model's trace shows
 * them as the device has read them.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <jansson.h>

#include "comp.h"

#define SQE_WORDS 32
#define LEN 4096
#define ROOM 8192

static struct comp_dev dev;
static char trace[64];
static uint8_t plain[LEN], packed[ROOM];
static size_t packed_len;

/* A descriptor before and after execution. */
struct traced {
	int qc_type;
	uint32_t before[SQE_WORDS];
	uint32_t after[SQE_WORDS];
};

static void
trace_open(const char *args)
{
	snprintf(trace, sizeof(trace), "/tmp/test-zip-golden-%d", getpid());
	comp_open(&dev, args, 1, 64);
	assert_int_equal(hisi_model_trace(func_model("hisi_zip"), trace), 0);
}

static void
trace_close(void)
{
	comp_close(&dev);
	unlink(trace);
}

static void
words(const json_t *line, const char *key, uint32_t *w)
{
	const char *s = json_string_value(json_object_get(line, key));
	unsigned int i;
	char *end;

	assert_non_null(s);
	for (i = 0; i < SQE_WORDS; i++, s = end)
		w[i] = strtoul(s, &end, 16);
}

/* Read the descriptors since the last call. @return how many */
static unsigned int
traced(struct traced *t, unsigned int max)
{
	struct hisi_model *m = func_model("hisi_zip");
	unsigned int n = 0;
	char line[8192];
	json_t *j;
	FILE *f;

	/* The file is complete once it is closed. */
	assert_int_equal(hisi_model_trace(m, NULL), 0);
	f = fopen(trace, "r");
	assert_non_null(f);
	for (; fgets(line, sizeof(line), f) != NULL; n++) {
		assert_true(n < max);
		j = json_loads(line, 0, NULL);
		assert_non_null(j);
		t[n].qc_type = json_integer_value(json_object_get(j,
								"qc_type"));
		words(j, "sqe", t[n].before);
		words(j, "done", t[n].after);
		json_decref(j);
	}
	fclose(f);
	assert_int_equal(hisi_model_trace(m, trace), 0);
	return n;
}

static uint64_t
addr(const struct rte_mbuf *m, uint32_t offset)
{
	return (uintptr_t)rte_pktmbuf_mtod_offset(m, void *, offset);
}

static void
put_addr(uint32_t *w, uint64_t a)
{
	w[0] = a & 0xffffffff;
	w[1] = a >> 32;
}

static struct rte_comp_op *
op_make(bool compress, void *xform, unsigned int segs)
{
	struct rte_comp_op *op = comp_op(&dev);
	uint8_t *blank = calloc(1, ROOM);

	assert_non_null(blank);
	op->private_xform = xform;
	op->src.length = compress ? LEN : packed_len;
	op->m_src = func_mbuf(compress ? plain : packed, op->src.length,
			      segs);
	op->m_dst = func_mbuf(blank, ROOM, segs);
	free(blank);
	return op;
}

static void
op_run(struct rte_comp_op *op)
{
	comp_run_one(&dev, op);
	assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
}

static void
op_free(struct rte_comp_op *op)
{
	assert_true(func_mbuf_free(op->m_src));
	assert_true(func_mbuf_free(op->m_dst));
	rte_comp_op_free(op);
}

/* The example of section 6, with the addresses that the mbufs have. */
static void
stateless_example(void **state)
{
	void *xform;
	struct rte_comp_op *op;
	uint32_t want[SQE_WORDS];
	struct traced t[2];
	unsigned int c;

	(void)state;
	trace_open("device=model");
	for (c = 0; c < 2; c++) {
		xform = comp_private(&dev, c == 0, 0, 15);
		op = op_make(c == 0, xform, 1);
		op_run(op);
		assert_int_equal(traced(t, 2), 1);
		assert_int_equal(t[0].qc_type, c);
		memset(want, 0, sizeof(want));
		want[4] = c == 0 ? 0x00001000 : packed_len;
		want[7] = 0x3A000000;
		want[9] = 0x00004001;
		want[14] = 0x00002000;
		put_addr(want + 18, addr(op->m_src, 0));
		put_addr(want + 20, addr(op->m_dst, 0));
		assert_memory_equal(t[0].before, want, sizeof(want));
		assert_int_equal(op->consumed, t[0].after[0]);
		assert_int_equal(op->produced, t[0].after[1]);
		op_free(op);
		rte_compressdev_private_xform_free(dev.id, xform);
	}
	trace_close();
}

/* Window codes of 4.2. */
static void
windows(void **state)
{
	static const uint32_t word9[] = { 0x0001, 0x1001, 0x2001, 0x4001 };
	struct rte_comp_op *op;
	struct traced t[2];
	unsigned int i;
	void *xform;

	(void)state;
	trace_open("device=model");
	for (i = 0; i < 4; i++) {
		xform = comp_private(&dev, true, 0, 12 + i);
		op = op_make(true, xform, 1);
		op_run(op);
		assert_int_equal(traced(t, 2), 1);
		assert_int_equal(t[0].before[9], word9[i]);
		op_free(op);
		rte_compressdev_private_xform_free(dev.id, xform);
	}
	trace_close();
}

/* Types with a trailer, whose room is in a list behind the user's. */
static void
trailers(void **state)
{
	static const struct {
		const char *args;
		uint32_t chksum, word7, word9, room;
	} cases[] = {
		{ "device=model", RTE_COMP_CHECKSUM_ADLER32, 0x3A000000,
		  0x4102, ROOM + 4 },
		{ "device=model", RTE_COMP_CHECKSUM_CRC32, 0x3A000000,
		  0x4103, ROOM + 8 },
		{ "device=model,gen=v2", 0, 0x0A000000, 0x4102, ROOM + 4 },
		{ "device=model,gen=v2", RTE_COMP_CHECKSUM_ADLER32,
		  0x0A000000, 0x4102, ROOM + 4 },
		{ "device=model,gen=v2", RTE_COMP_CHECKSUM_CRC32, 0x0A000000,
		  0x4103, ROOM + 8 },
	};
	struct rte_comp_op *op;
	struct traced t[2];
	unsigned int i, j;
	void *xform;

	(void)state;
	for (i = 0; i < RTE_DIM(cases); i++) {
		trace_open(cases[i].args);
		xform = comp_private(&dev, true, cases[i].chksum, 15);
		op = op_make(true, xform, 1);
		op_run(op);
		assert_int_equal(traced(t, 2), 1);
		assert_int_equal(t[0].before[4], LEN);
		assert_int_equal(t[0].before[7], cases[i].word7);
		assert_int_equal(t[0].before[8], 0);
		assert_int_equal(t[0].before[9], cases[i].word9);
		assert_int_equal(t[0].before[14], cases[i].room);
		/* Lists are 64-byte aligned; all else is 0. */
		assert_int_equal(t[0].before[18] % 64, 0);
		assert_int_equal(t[0].before[20] % 64, 0);
		for (j = 22; j < SQE_WORDS; j++)
			assert_int_equal(t[0].before[j], 0);
		assert_int_equal(op->produced,
				 t[0].after[1] - (cases[i].room - ROOM));
		op_free(op);
		rte_compressdev_private_xform_free(dev.id, xform);
		trace_close();
	}
}

static void
stream_op(void *stream, enum rte_comp_flush_flag flush)
{
	struct rte_comp_op *op = op_make(true, stream, 1);

	op->op_type = RTE_COMP_OP_STATEFUL;
	op->flush_flag = flush;
	op_run(op);
	op_free(op);
}

/* First, middle, last and only request (4.1); the words in between (7.1). */
static void
streams(void **state)
{
	static const struct {
		const char *args;
		uint32_t word7[4], word9;
	} cases[] = {
		{ "device=model", { 0x3C000000, 0x34000000, 0x36000000,
		  0x3E000000 }, 0x4001 },
		{ "device=model,gen=v2", { 0x0C000000, 0x04000000, 0x06000000,
		  0x0E000000 }, 0x4002 },
	};
	static const unsigned int carried[] = { 15, 28, 29, 30, 31 };
	struct rte_comp_xform x = comp_xform(true, 0, 15);
	unsigned int i, j, k;
	struct traced t[5];
	void *stream;

	(void)state;
	for (i = 0; i < RTE_DIM(cases); i++) {
		trace_open(cases[i].args);
		assert_int_equal(rte_compressdev_stream_create(dev.id, &x,
							&stream), 0);
		stream_op(stream, RTE_COMP_FLUSH_SYNC);
		stream_op(stream, RTE_COMP_FLUSH_NONE);
		stream_op(stream, RTE_COMP_FLUSH_FINAL);
		stream_op(stream, RTE_COMP_FLUSH_FINAL);
		assert_int_equal(traced(t, 5), 4);
		for (j = 0; j < 4; j++) {
			assert_int_equal(t[j].before[7], cases[i].word7[j]);
			assert_int_equal(t[j].before[9], cases[i].word9);
			assert_int_not_equal(t[j].before[22], 0);
			assert_int_equal(t[j].before[22], t[0].before[22]);
			assert_int_equal(t[j].before[23], t[0].before[23]);
			for (k = 0; j != 0 && j != 3 && k < 5; k++)
				assert_int_equal(t[j].before[carried[k]],
						 t[j - 1].after[carried[k]]);
		}
		assert_int_equal(rte_compressdev_stream_free(dev.id, stream),
				 0);
		trace_close();
	}
}

/* Raw DEFLATE on an engine that knows it only with trailers (18 Q21). */
static void
decompress_v2(void **state)
{
	struct rte_comp_op *op;
	struct traced t[3];
	void *xform;

	(void)state;
	trace_open("device=model,gen=v2");
	xform = comp_private(&dev, false, 0, 15);
	op = op_make(false, xform, 1);
	op_run(op);
	assert_int_equal(traced(t, 3), 1);
	assert_int_equal(t[0].qc_type, 1);
	assert_int_equal(t[0].before[7], 0x0E000000);
	assert_int_equal(t[0].before[9], 0x4002);
	/* Status 0 with the last-block bit. */
	assert_int_equal(t[0].after[3], 0x100);
	op_free(op);
	rte_compressdev_private_xform_free(dev.id, xform);
	trace_close();
}

/* One doorbell rings for a whole burst. */
static void
doorbells(void **state)
{
	struct hisi_model_stats before, after;
	struct rte_comp_op *ops[32];
	unsigned int i;
	void *xform;

	(void)state;
	trace_open("device=model");
	xform = comp_private(&dev, true, 0, 15);
	for (i = 0; i < 32; i++)
		ops[i] = op_make(true, xform, 1 + i % 2);
	hisi_model_stats_get(func_model("hisi_zip"), &before);
	comp_run(&dev, ops, 32, 32);
	hisi_model_stats_get(func_model("hisi_zip"), &after);
	assert_int_equal(after.sq_doorbells - before.sq_doorbells, 1);
	assert_int_equal(after.descriptors - before.descriptors, 32);
	for (i = 0; i < 32; i++)
		op_free(ops[i]);
	rte_compressdev_private_xform_free(dev.id, xform);
	trace_close();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stateless_example),
		cmocka_unit_test(windows),
		cmocka_unit_test(trailers),
		cmocka_unit_test(streams),
		cmocka_unit_test(decompress_v2),
		cmocka_unit_test(doorbells),
	};
	size_t i;

	(void)argc;
	func_init(argv[0]);
	for (i = 0; i < LEN; i++)
		plain[i] = "abcdefgh"[func_random() % 8];
	packed_len = comp_deflate(plain, LEN, packed, ROOM);
	return FUNC_RUN(argv[0], tests);
}
