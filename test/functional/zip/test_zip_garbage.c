/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * compress_hisi_zip with garbage in every field that rte_comp.h says does not
 * count: the results are the same.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "comp.h"

#define LEN 5000
#define ROOM 8000

static struct comp_dev dev;
static uint8_t plain[LEN], packed[ROOM], got[2][ROOM];
static size_t packed_len;

/* Kinds of garbage: none, a pattern, random. */
enum garbage { CLEAN, PATTERN, RANDOM };

static void
spoil(void *p, size_t len, enum garbage how)
{
	if (how == PATTERN)
		memset(p, 0xA5, len);
	else if (how == RANDOM)
		func_fill(p, len);
}

#define SPOIL(field, how) spoil(&(field), sizeof(field), how)

/* An xform of which only the fields that count are set. */
static void
xform_make(struct rte_comp_xform *x, bool compress, bool deflate,
	   uint32_t chksum, enum garbage how)
{
	memset(x, 0, sizeof(*x));
	spoil(x, sizeof(*x), how);
	if (!compress) {
		x->type = RTE_COMP_DECOMPRESS;
		x->decompress.algo = deflate ? RTE_COMP_ALGO_DEFLATE :
					       RTE_COMP_ALGO_NULL;
		x->decompress.chksum = chksum;
		x->decompress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
		/* The window is DEFLATE's. */
		if (deflate)
			x->decompress.window_size = 15;
		return;
	}
	x->type = RTE_COMP_COMPRESS;
	x->compress.algo = deflate ? RTE_COMP_ALGO_DEFLATE :
				     RTE_COMP_ALGO_NULL;
	x->compress.chksum = chksum;
	x->compress.hash_algo = RTE_COMP_HASH_ALGO_NONE;
	if (!deflate)
		return;
	x->compress.deflate.huffman = RTE_COMP_HUFFMAN_DEFAULT;
	x->compress.level = RTE_COMP_LEVEL_PMD_DEFAULT;
	x->compress.window_size = 15;
}

/* Fields of an mbuf that a compressdev does not need. */
static void
mbuf_spoil(struct rte_mbuf *m, enum garbage how)
{
	for (; m != NULL; m = m->next) {
		SPOIL(m->hash, how);
		SPOIL(m->vlan_tci, how);
		SPOIL(m->packet_type, how);
		SPOIL(m->port, how);
		SPOIL(m->tx_offload, how);
		SPOIL(m->dynfield1, how);
	}
}

/* An op of which only the fields that count are set. */
static struct rte_comp_op *
op_make(bool compress, unsigned int segs, enum garbage how)
{
	struct rte_comp_op *op = comp_op(&dev);
	static const uint8_t blank[ROOM];

	/* The same segments each time: output depends on where they are cut. */
	func_seed(func_seed_used() + segs);
	op->src.length = compress ? LEN : packed_len;
	op->m_src = func_mbuf(compress ? plain : packed, op->src.length,
			      segs);
	op->m_dst = func_mbuf(blank, ROOM, segs);
	mbuf_spoil(op->m_src, how);
	mbuf_spoil(op->m_dst, how);
	/* Nothing computes hashes or continues a checksum here. */
	SPOIL(op->hash, how);
	SPOIL(op->input_chksum, how);
	/* Results. */
	SPOIL(op->output_chksum, how);
	SPOIL(op->consumed, how);
	SPOIL(op->produced, how);
	SPOIL(op->debug_status, how);
	SPOIL(op->status, how);
	/* "Only applicable in compress direction." */
	if (!compress)
		SPOIL(op->flush_flag, how);
	return op;
}

struct result {
	int status;
	uint32_t consumed;
	uint32_t produced;
	uint64_t chksum;
};

static struct result
run(struct rte_comp_op *op, uint8_t *out)
{
	struct result r;

	comp_run_one(&dev, op);
	r.status = op->status;
	r.consumed = op->consumed;
	r.produced = op->produced;
	r.chksum = op->output_chksum;
	func_mbuf_read(op->m_dst, out);
	assert_true(func_mbuf_free(op->m_src));
	assert_true(func_mbuf_free(op->m_dst));
	rte_comp_op_free(op);
	return r;
}

static void
same(const struct result *a, const struct result *b)
{
	assert_int_equal(a->status, RTE_COMP_OP_STATUS_SUCCESS);
	assert_int_equal(a->status, b->status);
	assert_int_equal(a->consumed, b->consumed);
	assert_int_equal(a->produced, b->produced);
	assert_int_equal(a->chksum, b->chksum);
	assert_memory_equal(got[0], got[1], a->produced);
}

/* A case: what is done, and in how many segments. */
struct what {
	bool compress;
	bool deflate;
	uint32_t chksum;
	unsigned int segs;
};

static struct result
stateless(const struct what *w, enum garbage how, uint8_t *out)
{
	struct rte_comp_op *op = op_make(w->compress, w->segs, how);
	struct rte_comp_xform x;
	struct result r;
	void *priv;

	xform_make(&x, w->compress, w->deflate, w->chksum, how);
	assert_int_equal(rte_compressdev_private_xform_create(dev.id, &x,
							      &priv), 0);
	spoil(&x, sizeof(x), how);
	op->private_xform = priv;
	r = run(op, out);
	rte_compressdev_private_xform_free(dev.id, priv);
	return r;
}

static struct result
stateful(const struct what *w, enum garbage how, uint8_t *out)
{
	struct rte_comp_op *op = op_make(w->compress, w->segs, how);
	struct rte_comp_xform x;
	struct result r;
	void *stream;

	xform_make(&x, w->compress, true, w->chksum, how);
	assert_int_equal(rte_compressdev_stream_create(dev.id, &x, &stream),
			 0);
	spoil(&x, sizeof(x), how);
	op->op_type = RTE_COMP_OP_STATEFUL;
	op->stream = stream;
	r = run(op, out);
	assert_int_equal(rte_compressdev_stream_free(dev.id, stream), 0);
	return r;
}

static void
all(const char *args,
    struct result (*fn)(const struct what *, enum garbage, uint8_t *),
    bool null)
{
	static const unsigned int segs[] = { 1, 3, 257 };
	unsigned int i, n;
	struct result r[2];
	enum garbage how;
	struct what w;

	comp_open(&dev, args, 1, 64);
	comp_fill(plain, LEN);
	packed_len = comp_deflate(plain, LEN, packed, sizeof(packed));
	for (i = 0; i < 2 * 2 * 3 * RTE_DIM(segs); i++) {
		n = i;
		w.compress = n % 2;
		w.deflate = !(n / 2 % 2 && null);
		w.chksum = w.deflate ? n / 4 % 3 : 0;
		w.segs = segs[n / 12];
		r[0] = fn(&w, CLEAN, got[0]);
		for (how = PATTERN; how <= RANDOM; how++) {
			r[1] = fn(&w, how, got[1]);
			same(&r[0], &r[1]);
		}
	}
	comp_close(&dev);
}

static void
stateless_ops(void **state)
{
	(void)state;
	all("device=model", stateless, true);
	all("device=model,gen=v2", stateless, true);
}

static void
stateful_ops(void **state)
{
	(void)state;
	all("device=model", stateful, false);
	all("device=model,gen=v2", stateful, false);
}

/*
 * The numbers of xforms and streams are hints for a driver that reserves room
 * for them. This one makes as many as it is asked for.
 */
static void
configuration(void **state)
{
	struct rte_compressdev_config config;
	struct rte_comp_xform x;
	enum garbage how;
	void *made;

	(void)state;
	comp_open(&dev, "device=model", 1, 64);
	for (how = CLEAN; how <= RANDOM; how++) {
		memset(&config, 0, sizeof(config));
		spoil(&config, sizeof(config), how);
		config.nb_queue_pairs = 1;
		config.socket_id = SOCKET_ID_ANY;
		rte_compressdev_stop(dev.id);
		assert_int_equal(rte_compressdev_configure(dev.id, &config),
				 0);
		assert_int_equal(rte_compressdev_queue_pair_setup(dev.id, 0,
						64, SOCKET_ID_ANY), 0);
		assert_int_equal(rte_compressdev_start(dev.id), 0);
		xform_make(&x, true, true, RTE_COMP_CHECKSUM_NONE, CLEAN);
		assert_int_equal(rte_compressdev_private_xform_create(dev.id,
							&x, &made), 0);
		assert_int_equal(rte_compressdev_private_xform_free(dev.id,
							made), 0);
		assert_int_equal(rte_compressdev_stream_create(dev.id, &x,
							&made), 0);
		assert_int_equal(rte_compressdev_stream_free(dev.id, made),
				 0);
	}
	comp_close(&dev);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stateless_ops),
		cmocka_unit_test(stateful_ops),
		cmocka_unit_test(configuration),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
