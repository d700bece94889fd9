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
#include <unistd.h>

#include <rte_bus_vdev.h>
#include <rte_compressdev.h>
#include <rte_cryptodev.h>
#include <rte_eal.h>
#include <rte_malloc.h>

#define BURST 32
#define IV_OFFSET (sizeof(struct rte_crypto_op) + \
		   sizeof(struct rte_crypto_sym_op))
#define DIGEST_LEN 16
#define AAD_LEN 16

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "bench_insn: %s fails\n", what);
	exit(1);
}

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

/* What is measured. */
struct load {
	const char *name;
	struct rte_crypto_sym_xform xform[2];
	unsigned int segs;
	/* Load of every second op, with a session of its own; or NULL. */
	const char *other;
};

static uint8_t key[64];

static struct load loads[] = {
	{ .name = "null", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_NULL } } } },
	{ .name = "cipher", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { IV_OFFSET, 16 } } } } },
	{ .name = "digest", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_AUTH,
		.auth = { .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
			  .op = RTE_CRYPTO_AUTH_OP_GENERATE,
			  .key = { key, 32 }, .digest_length = 16 } } } },
	{ .name = "chain", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { IV_OFFSET, 16 } } }, {
		.type = RTE_CRYPTO_SYM_XFORM_AUTH,
		.auth = { .algo = RTE_CRYPTO_AUTH_SHA256_HMAC,
			  .op = RTE_CRYPTO_AUTH_OP_GENERATE,
			  .key = { key, 32 }, .digest_length = 16 } } } },
	{ .name = "aead", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_AEAD,
		.aead = { .algo = RTE_CRYPTO_AEAD_AES_GCM,
			  .key = { key, 16 }, .iv = { IV_OFFSET, 12 },
			  .digest_length = 16, .aad_length = AAD_LEN } } } },
	{ .name = "sessions", .segs = 1, .other = "cipher", .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 32 }, .iv = { IV_OFFSET, 16 } } } } },
	{ .name = "classes", .segs = 1, .other = "digest", .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 32 }, .iv = { IV_OFFSET, 16 } } } } },
	{ .name = "sgl", .segs = 3, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = { .algo = RTE_CRYPTO_CIPHER_AES_CBC,
			    .key = { key, 16 }, .iv = { IV_OFFSET, 16 } } } } },
};

static struct rte_mempool *mbufs;

static struct rte_mbuf *
packet(unsigned int len, unsigned int segs)
{
	struct rte_mbuf *head = NULL, *m;
	unsigned int i, n;

	for (i = 0; i < segs; i++) {
		m = rte_pktmbuf_alloc(mbufs);
		must(m != NULL, "getting an mbuf");
		n = i + 1 < segs ? len / segs : len - len / segs * (segs - 1);
		must(rte_pktmbuf_append(m, n) != NULL, "filling an mbuf");
		if (head == NULL)
			head = m;
		else
			must(rte_pktmbuf_chain(head, m) == 0, "chaining");
	}
	return head;
}

static void
op_fill(struct rte_crypto_op *op, const struct load *l, unsigned int len)
{
	struct rte_crypto_sym_op *s = op->sym;
	uint8_t *extra = rte_zmalloc(NULL, AAD_LEN + DIGEST_LEN, 0);

	must(extra != NULL, "memory");
	s->m_src = packet(len, l->segs);
	if (l->xform[0].type == RTE_CRYPTO_SYM_XFORM_AEAD) {
		s->aead.data.length = len;
		s->aead.aad.data = extra;
		s->aead.digest.data = extra + AAD_LEN;
		return;
	}
	s->cipher.data.length = len;
	s->auth.data.length = len;
	s->auth.digest.data = extra;
}

static struct load *
load_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(loads); i++)
		if (strcmp(name, loads[i].name) == 0)
			return &loads[i];
	return NULL;
}

static void *
session_make(uint8_t id, struct rte_mempool *pool, struct load *l)
{
	void *session;

	if (l->xform[1].type != RTE_CRYPTO_SYM_XFORM_NOT_SPECIFIED)
		l->xform[0].next = &l->xform[1];
	session = rte_cryptodev_sym_session_create(id, l->xform, pool);
	must(session != NULL, "making a session");
	return session;
}

static uint8_t
crypto_open(const char *driver, const char *args, struct rte_mempool **pool)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 512 };
	uint8_t id;

	must(rte_vdev_init(driver, args) == 0, "making the device");
	id = rte_cryptodev_get_dev_id(driver);
	*pool = rte_cryptodev_sym_session_pool_create("sessions", 16,
		rte_cryptodev_sym_get_private_session_size(id), 0, 0,
		SOCKET_ID_ANY);
	must(*pool != NULL, "making a pool");
	must(rte_cryptodev_configure(id, &config) == 0 &&
	     rte_cryptodev_queue_pair_setup(id, 0, &qp, SOCKET_ID_ANY) == 0 &&
	     rte_cryptodev_start(id) == 0, "setting up the device");
	return id;
}

/* A burst of ops; the load and its other one take turns. */
static void
ops_make(uint8_t id, struct rte_mempool *sessions, struct load *l,
	 unsigned int len, struct rte_crypto_op **ops)
{
	struct load *of[2] = { l, l->other ? load_find(l->other) : l };
	void *session[2];
	struct rte_mempool *pool;
	unsigned int i;

	session[0] = session_make(id, sessions, l);
	session[1] = l->other ? session_make(id, sessions, of[1]) : session[0];
	pool = rte_crypto_op_pool_create("ops", RTE_CRYPTO_OP_TYPE_SYMMETRIC,
					 64, 0, 32, SOCKET_ID_ANY);
	must(pool != NULL && rte_crypto_op_bulk_alloc(pool,
	     RTE_CRYPTO_OP_TYPE_SYMMETRIC, ops, BURST) == BURST, "ops");
	for (i = 0; i < BURST; i++) {
		op_fill(ops[i], of[i % 2], len);
		rte_crypto_op_attach_sym_session(ops[i], session[i % 2]);
	}
}

static void
crypto_run(const char *driver, const char *args, struct load *l,
	   unsigned int len, unsigned int bursts)
{
	struct rte_crypto_op *ops[BURST], *out[BURST];
	struct rte_mempool *sessions;
	unsigned int i, j, n, got;
	uint8_t id = crypto_open(driver, args, &sessions);

	ops_make(id, sessions, l, len, ops);
	for (i = 0; i < bursts; i++) {
		n = bench_enqueue(id, ops, BURST);
		must(n == BURST, "enqueue");
		for (got = 0; got < BURST; got += n)
			n = bench_dequeue(id, out + got, BURST - got);
		for (j = 0; j < BURST; j++)
			must(out[j]->status == RTE_CRYPTO_OP_STATUS_SUCCESS,
			     "an op");
	}
	printf("%u\n", bursts * BURST);
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
	must(rte_vdev_init(driver, args) == 0, "making the device");
	id = rte_compressdev_get_dev_id(driver);
	must(rte_compressdev_configure(id, &config) == 0 &&
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

static void
comp_run(const char *driver, const char *args, bool compress,
	 unsigned int segs, unsigned int len, unsigned int bursts)
{
	struct rte_comp_op *ops[BURST], *out[BURST];
	struct rte_mempool *pool;
	unsigned int i, j, n, got, in;
	void *xform;
	uint8_t id = comp_open(driver, args, compress, &xform);

	pool = rte_comp_op_pool_create("ops", 64, 0, 0, SOCKET_ID_ANY);
	must(pool != NULL && rte_comp_op_bulk_alloc(pool, ops, BURST) == BURST,
	     "ops");
	for (i = 0; i < BURST; i++) {
		ops[i]->m_src = packet(len + 5, segs);
		ops[i]->m_dst = packet(1500, segs);
		in = len;
		if (!compress)
			in = stored_block(ops[i]->m_src, len);
		ops[i]->src.length = in;
		ops[i]->private_xform = xform;
		ops[i]->flush_flag = RTE_COMP_FLUSH_FINAL;
		ops[i]->op_type = RTE_COMP_OP_STATELESS;
	}
	for (i = 0; i < bursts; i++) {
		n = bench_comp_enqueue(id, ops, BURST);
		must(n == BURST, "enqueue");
		for (got = 0; got < BURST; got += n)
			n = bench_comp_dequeue(id, out + got, BURST - got);
		for (j = 0; j < BURST; j++)
			must(out[j]->status == RTE_COMP_OP_STATUS_SUCCESS,
			     "an op");
	}
	printf("%u\n", bursts * BURST);
}

static void
start(const char *program)
{
	char prefix[32];
	char *argv[] = {
		(char *)(uintptr_t)program, "--no-pci", "--no-huge", "-m",
		"128", "--no-shconf", "--no-telemetry", "-l", "0",
		"--log-level", "*:error", "--file-prefix", prefix, NULL,
	};

	snprintf(prefix, sizeof(prefix), "bench-%d", getpid());
	must(rte_eal_init(RTE_DIM(argv) - 1, argv) >= 0, "starting EAL");
	mbufs = rte_pktmbuf_pool_create("mbufs", 511, 0, 0, 4096,
					SOCKET_ID_ANY);
	must(mbufs != NULL, "making a pool");
}

int
main(int argc, char **argv)
{
	unsigned int len, bursts;
	struct load *l;

	if (argc != 6) {
		fprintf(stderr, "usage: bench_insn DRIVER ARGS LOAD BYTES BURSTS\n"
			"loads: null cipher digest chain aead sessions classes sgl compress compress-sgl decompress decompress-sgl\n"
			"Prints the number of ops that went through.\n");
		return 2;
	}
	len = strtoul(argv[4], NULL, 10);
	bursts = strtoul(argv[5], NULL, 10);
	start(argv[0]);
	l = load_find(argv[3]);
	if (l != NULL)
		crypto_run(argv[1], argv[2], l, len, bursts);
	else if (strcmp(argv[3], "compress") == 0)
		comp_run(argv[1], argv[2], true, 1, len, bursts);
	else if (strcmp(argv[3], "compress-sgl") == 0)
		comp_run(argv[1], argv[2], true, 3, len, bursts);
	else if (strcmp(argv[3], "decompress") == 0)
		comp_run(argv[1], argv[2], false, 1, len, bursts);
	else if (strcmp(argv[3], "decompress-sgl") == 0)
		comp_run(argv[1], argv[2], false, 3, len, bursts);
	else
		must(false, "finding the load");
	return 0;
}
