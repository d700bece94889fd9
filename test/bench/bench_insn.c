/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * A load for counting instructions: bursts of equal ops through enqueue and
 * dequeue of a device, nothing else between bench_enqueue() and its end.
 * devtools/bench-insn.sh runs it under callgrind, which counts only inside
 * bench_enqueue and bench_dequeue and not inside the model's doorbell.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_bus_vdev.h>
#include <rte_compressdev.h>

#include "bench_crypto.h"

/* The only places where instructions are counted. */
uint16_t bench_enqueue(uint8_t dev, struct rte_crypto_op **ops, uint16_t n);
uint16_t bench_dequeue(uint8_t dev, struct rte_crypto_op **ops, uint16_t n);
uint16_t bench_comp_enqueue(uint8_t dev, struct rte_comp_op **ops, uint16_t n);
uint16_t bench_comp_dequeue(uint8_t dev, struct rte_comp_op **ops, uint16_t n);

__rte_noinline uint16_t
bench_enqueue(uint8_t dev, struct rte_crypto_op **ops, uint16_t n)
{
	return rte_cryptodev_enqueue_burst(dev, 0, ops, n);
}

__rte_noinline uint16_t
bench_dequeue(uint8_t dev, struct rte_crypto_op **ops, uint16_t n)
{
	return rte_cryptodev_dequeue_burst(dev, 0, ops, n);
}

__rte_noinline uint16_t
bench_comp_enqueue(uint8_t dev, struct rte_comp_op **ops, uint16_t n)
{
	return rte_compressdev_enqueue_burst(dev, 0, ops, n);
}

__rte_noinline uint16_t
bench_comp_dequeue(uint8_t dev, struct rte_comp_op **ops, uint16_t n)
{
	return rte_compressdev_dequeue_burst(dev, 0, ops, n);
}

static uint8_t key[64];

static struct bench_load loads[] = {
	{ .name = "null", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_NULL } } } },
	{ .name = "cipher", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { BENCH_IV, 16 } } } } },
	{ .name = "digest", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_AUTH,
		.auth = { .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
			  .op = RTE_CRYPTO_AUTH_OP_GENERATE,
			  .key = { key, 32 }, .digest_length = 16 } } } },
	{ .name = "chain", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { BENCH_IV, 16 } } }, {
		.type = RTE_CRYPTO_SYM_XFORM_AUTH,
		.auth = { .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
			  .op = RTE_CRYPTO_AUTH_OP_GENERATE,
			  .key = { key, 32 }, .digest_length = 16 } } } },
	{ .name = "aead", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_AEAD,
		.aead = { .algo = RTE_CRYPTO_AEAD_AES_GCM,
			  .key = { key, 16 }, .iv = { BENCH_IV, 12 },
			  .digest_length = 16, .aad_length = BENCH_AAD_LEN } } } },
	{ .name = "sessions", .segs = 1, .other = "cipher", .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 32 }, .iv = { BENCH_IV, 16 } } } } },
	{ .name = "classes", .segs = 1, .other = "digest", .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 32 }, .iv = { BENCH_IV, 16 } } } } },
	{ .name = "sgl", .segs = 3, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { BENCH_IV, 16 } } } } },
	{ .name = "oop", .segs = 1, .oop = true, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { BENCH_IV, 16 } } } } },
};

static struct bench_load *
load_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(loads); i++)
		if (strcmp(name, loads[i].name) == 0)
			return &loads[i];
	return NULL;
}

/* A burst of ops; the load and its other one take turns. */
static void
ops_make(uint8_t id, struct rte_mempool *sessions, struct bench_load *l,
	 unsigned int len, struct rte_crypto_op **ops)
{
	struct bench_load *of[2] = { l, l->other ? load_find(l->other) : l };
	void *session[2];
	unsigned int i;

	session[0] = bench_session(id, sessions, l);
	session[1] = l->other ? bench_session(id, sessions, of[1]) : session[0];
	bench_ops_alloc(ops);
	for (i = 0; i < BENCH_BURST; i++) {
		bench_op_fill(ops[i], of[i % 2], len);
		rte_crypto_op_attach_sym_session(ops[i], session[i % 2]);
	}
}

static void
crypto_run(const char *driver, const char *args, struct bench_load *l,
	   unsigned int len, unsigned int bursts)
{
	struct rte_crypto_op *ops[BENCH_BURST], *out[BENCH_BURST];
	struct rte_mempool *sessions;
	unsigned int i, j, n, got;
	uint8_t id = bench_open(driver, args, &sessions);

	ops_make(id, sessions, l, len, ops);
	for (i = 0; i < bursts; i++) {
		n = bench_enqueue(id, ops, BENCH_BURST);
		bench_must(n == BENCH_BURST, "enqueue");
		for (got = 0; got < BENCH_BURST; got += n)
			n = bench_dequeue(id, out + got, BENCH_BURST - got);
		for (j = 0; j < BENCH_BURST; j++)
			bench_must(out[j]->status ==
				   RTE_CRYPTO_OP_STATUS_SUCCESS, "an op");
	}
	printf("%u\n", bursts * BENCH_BURST);
}

static uint8_t
comp_open(const char *driver, const char *args, bool compress, void **xform)
{
	struct rte_compressdev_config config = { .nb_queue_pairs = 1,
		.max_nb_priv_xforms = 4, .socket_id = SOCKET_ID_ANY };
	struct rte_comp_xform x = { .type = compress ? RTE_COMP_COMPRESS :
						       RTE_COMP_DECOMPRESS };
	int id;

	if (compress) {
		x.compress.algo = RTE_COMP_ALGO_DEFLATE;
		x.compress.level = 1;
		x.compress.window_size = 15;
	} else {
		x.decompress.algo = RTE_COMP_ALGO_DEFLATE;
		x.decompress.window_size = 15;
	}
	bench_must(rte_vdev_init(driver, args) == 0, "making the device");
	id = rte_compressdev_get_dev_id(driver);
	bench_must(rte_compressdev_configure(id, &config) == 0 &&
	     rte_compressdev_queue_pair_setup(id, 0, 512, 0) == 0 &&
	     rte_compressdev_start(id) == 0 &&
	     rte_compressdev_private_xform_create(id, &x, xform) == 0,
	     "setting up the device");
	return id;
}

/* A stored block of DEFLATE, of whatever is in the mbuf: valid input for any
 * engine. Its header is in the first segment.
 */
static unsigned int
stored_block(struct rte_mbuf *m, unsigned int len)
{
	uint8_t *p = rte_pktmbuf_mtod(m, uint8_t *);

	p[0] = 1;
	p[1] = len & 0xff;
	p[2] = len >> 8;
	p[3] = ~p[1];
	p[4] = ~p[2];
	return len + 5;
}

/* The measured loads of compression. */
static const struct comp_load {
	const char *name;
	bool compress;
	unsigned int src_segs, dst_segs;
} comp_loads[] = {
	{ "compress", true, 1, 1 },
	{ "compress-list", true, 3, 1 },
	{ "compress-sgl", true, 3, 3 },
	{ "decompress", false, 1, 1 },
	{ "decompress-list", false, 3, 1 },
	{ "decompress-sgl", false, 3, 3 },
};

static const struct comp_load *
comp_load_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(comp_loads); i++)
		if (strcmp(name, comp_loads[i].name) == 0)
			return &comp_loads[i];
	return NULL;
}

static void
comp_run(const char *driver, const char *args, const struct comp_load *l,
	 unsigned int len, unsigned int bursts)
{
	struct rte_comp_op *ops[BENCH_BURST], *out[BENCH_BURST];
	struct rte_mempool *pool;
	unsigned int i, j, n, got, in;
	void *xform;
	uint8_t id = comp_open(driver, args, l->compress, &xform);

	pool = rte_comp_op_pool_create("ops", 64, 0, 0, SOCKET_ID_ANY);
	bench_must(pool != NULL && rte_comp_op_bulk_alloc(pool, ops,
		   BENCH_BURST) == BENCH_BURST, "making ops");
	for (i = 0; i < BENCH_BURST; i++) {
		ops[i]->m_src = bench_packet(len + 5, l->src_segs);
		ops[i]->m_dst = bench_packet(1500, l->dst_segs);
		in = len;
		if (!l->compress)
			in = stored_block(ops[i]->m_src, len);
		ops[i]->src.length = in;
		ops[i]->private_xform = xform;
		ops[i]->flush_flag = RTE_COMP_FLUSH_FINAL;
		ops[i]->op_type = RTE_COMP_OP_STATELESS;
	}
	for (i = 0; i < bursts; i++) {
		n = bench_comp_enqueue(id, ops, BENCH_BURST);
		bench_must(n == BENCH_BURST, "enqueue");
		for (got = 0; got < BENCH_BURST; got += n)
			n = bench_comp_dequeue(id, out + got, BENCH_BURST - got);
		for (j = 0; j < BENCH_BURST; j++)
			bench_must(out[j]->status ==
				   RTE_COMP_OP_STATUS_SUCCESS, "an op");
	}
	printf("%u\n", bursts * BENCH_BURST);
}

int
main(int argc, char **argv)
{
	unsigned int len, bursts;
	const struct comp_load *c;
	struct bench_load *l;

	if (argc != 6) {
		fprintf(stderr, "usage: bench_insn DRIVER ARGS LOAD BYTES BURSTS\n"
			"loads: null cipher digest chain aead sessions classes sgl compress compress-list compress-sgl\n"
			"decompress decompress-list decompress-sgl\n"
			"Prints the number of ops that went through.\n");
		return 2;
	}
	len = strtoul(argv[4], NULL, 10);
	bursts = strtoul(argv[5], NULL, 10);
	bench_start(argv[0], "128", 4096);
	l = load_find(argv[3]);
	c = comp_load_find(argv[3]);
	bench_must(l != NULL || c != NULL, "finding the load");
	if (l != NULL)
		crypto_run(argv[1], argv[2], l, len, bursts);
	else
		comp_run(argv[1], argv[2], c, len, bursts);
	return 0;
}
