/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * RSA-2048 and secret operands for counting instructions under callgrind,
 * which counts only inside bench_enqueue and bench_dequeue and not inside the
 * model's doorbell. devtools/bench-insn.sh runs the first two loads and does
 * the sums, test/bench/bench_asym.sh the others.
 *
 *   private       CRT, no padding, operands the engine can use where they are
 *   private-copy  the same from and to odd addresses
 *   padding       decryption of texts with good padding and with every flaw,
 *                 a dump of the counters after each
 *   secret        ops whose secret operands take values of every shape, a dump
 *                 after each
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <valgrind/callgrind.h>

#include <rte_bus_vdev.h>
#include <rte_cryptodev.h>
#include <rte_eal.h>
#include <rte_malloc.h>

#include "bench_padding.h"
#include "bench_secret.h"
#include "hisi_compat_app.h"
#include "rsa_key.h"

#define BURST 32
#define LEN 256

static uint8_t dev;
static struct rte_mempool *ops_pool, *sessions_pool;
static void *session;
static struct rsa_key *key;

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "bench_asym: %s fails\n", what);
	exit(1);
}

/* The only places where instructions are counted. */
uint16_t bench_enqueue(struct rte_crypto_op **ops, uint16_t n);
uint16_t bench_dequeue(struct rte_crypto_op **ops, uint16_t n);

__rte_noinline uint16_t
bench_enqueue(struct rte_crypto_op **ops, uint16_t n)
{
	return rte_cryptodev_enqueue_burst(dev, 0, ops, n);
}

__rte_noinline uint16_t
bench_dequeue(struct rte_crypto_op **ops, uint16_t n)
{
	return rte_cryptodev_dequeue_burst(dev, 0, ops, n);
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

	snprintf(prefix, sizeof(prefix), "bench-asym-%d", getpid());
	must(rte_eal_init(RTE_DIM(argv) - 1, argv) >= 0, "starting EAL");
}

static void *
make_session(struct rte_crypto_asym_xform *x)
{
	void *s;

	must(rte_cryptodev_asym_session_create(dev, x, sessions_pool, &s) ==
	     0, "making a session");
	return s;
}

static void
open_device(const char *args)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 512 };
	struct rte_crypto_asym_xform x;

	must(rte_vdev_init("crypto_hisi_hpre", args) == 0,
	     "making the device");
	dev = rte_cryptodev_get_dev_id("crypto_hisi_hpre");
	sessions_pool = rte_cryptodev_asym_session_pool_create("sessions", 64,
			0, 0, SOCKET_ID_ANY);
	ops_pool = rte_crypto_op_pool_create("ops",
			RTE_CRYPTO_OP_TYPE_ASYMMETRIC, 64, 0, 0,
			SOCKET_ID_ANY);
	must(sessions_pool != NULL && ops_pool != NULL, "making pools");
	must(rte_cryptodev_configure(dev, &config) == 0 &&
	     rte_cryptodev_queue_pair_setup(dev, 0, &qp, SOCKET_ID_ANY) == 0 &&
	     rte_cryptodev_start(dev) == 0, "setting up the device");
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	session = make_session(&x);
}

/* A decryption from and to addresses that are so far off. */
static struct rte_crypto_op *
make_op(size_t off)
{
	struct rte_crypto_op *op = rte_crypto_op_alloc(ops_pool,
			RTE_CRYPTO_OP_TYPE_ASYMMETRIC);
	struct rte_crypto_rsa_op_param *rsa;

	must(op != NULL, "getting an op");
	rsa = &op->asym->rsa;
	memset(rsa, 0, sizeof(*rsa));
	rsa->op_type = RTE_CRYPTO_ASYM_OP_DECRYPT;
	rsa->cipher.data = (uint8_t *)rte_zmalloc(NULL, LEN + 64, 64) + off;
	rsa->message.data = (uint8_t *)rte_zmalloc(NULL, LEN + 64, 64) + off;
	rsa->cipher.length = LEN;
	memset(rsa->cipher.data + 1, 0x5a, LEN - 1);
	rte_crypto_op_attach_asym_session(op, session);
	return op;
}

static void
burst(struct rte_crypto_op **ops, unsigned int n)
{
	struct rte_crypto_op *out[BURST];
	unsigned int got;

	must(bench_enqueue(ops, n) == n, "enqueue");
	for (got = 0; got < n; )
		got += bench_dequeue(out + got, n - got);
}

static void
private_ops(size_t off, unsigned int bursts)
{
	struct rte_crypto_op *ops[BURST];
	unsigned int i, j;

	for (i = 0; i < BURST; i++)
		ops[i] = make_op(off);
	for (i = 0; i < bursts; i++) {
		burst(ops, BURST);
		for (j = 0; j < BURST; j++)
			must(ops[j]->status == RTE_CRYPTO_OP_STATUS_SUCCESS,
			     "an op");
	}
	printf("%u\n", bursts * BURST);
}

/* The instructions of an op under a name. Twice: the first time warms up what
 * libcrypto makes once.
 */
static void
count_op(struct rte_crypto_op *op, int want, const char *name)
{
	int i;

	for (i = 0; i < 2; i++) {
		CALLGRIND_ZERO_STATS;
		burst(&op, 1);
		must(op->status == want, name);
	}
	CALLGRIND_DUMP_STATS_AT(name);
	printf("%s\n", name);
}

/* Two ops a text follow: with this one the counted ones have odd numbers, so
 * the doorbell of every 32nd completion is in none.
 */
static void
one_before(void)
{
	struct rte_crypto_op *op = make_op(0);

	burst(&op, 1);
	rte_crypto_op_free(op);
}

/* One decryption of an encoded message. */
static void
decrypt_counted(const struct bench_padding *p)
{
	struct rte_crypto_op *op = make_op(0);
	struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	struct rte_crypto_asym_xform x;
	void *s;
	int want = p->good ? RTE_CRYPTO_OP_STATUS_SUCCESS :
			     RTE_CRYPTO_OP_STATUS_ERROR;

	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	hisi_app_rsa_padding(&x, op->asym)->type = p->type;
	hisi_app_rsa_padding(&x, op->asym)->hash = RTE_CRYPTO_AUTH_SHA256;
	s = make_session(&x);
	rte_crypto_op_attach_asym_session(op, s);
	rsa_key_public(key, p->em, LEN, rsa->cipher.data);
	count_op(op, want, p->name);
	rte_cryptodev_asym_session_free(dev, s);
	rte_crypto_op_free(op);
}

static void
paddings(void)
{
	struct bench_padding p;
	unsigned int i;

	one_before();
	for (i = 0; bench_padding_make(i, LEN, &p); i++)
		decrypt_counted(&p);
}

/* All shapes of a kind of secret, or one op that is not counted. */
static void
secret_kind(unsigned int i, bool uncounted)
{
	struct rte_crypto_op *op = rte_crypto_op_alloc(ops_pool,
			RTE_CRYPTO_OP_TYPE_ASYMMETRIC);
	struct bench_secret_memory *m = rte_zmalloc(NULL, sizeof(*m), 64);
	bool more = true;
	unsigned int shape;
	const char *what;
	char name[80];
	void *s;

	must(op != NULL && m != NULL, "memory");
	bench_secret_xform(i, key, &m->x);
	memset(op->asym, 0, sizeof(*op->asym));
	for (shape = 0; more && bench_secret_fill(i, shape, key, m, op->asym,
						  &what); shape++) {
		s = make_session(&m->x);
		rte_crypto_op_attach_asym_session(op, s);
		snprintf(name, sizeof(name), "%s: %s", bench_secret_name(i),
			 what);
		if (uncounted)
			burst(&op, 1);
		else
			count_op(op, RTE_CRYPTO_OP_STATUS_SUCCESS, name);
		rte_cryptodev_asym_session_free(dev, s);
		more = !uncounted;
	}
	rte_crypto_op_free(op);
	rte_free(m);
}

static void
secrets(void)
{
	unsigned int i;

	/* One op on each hardware queue of the pair. */
	one_before();
	secret_kind(BENCH_SECRET_ON_CURVE, true);
	for (i = 0; i < bench_secret_kinds(); i++)
		secret_kind(i, false);
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: bench_asym DEVARGS private|private-copy|padding|secret BURSTS\n"
			"Prints the number of ops, or the name of each text.\n");
		return 2;
	}
	start(argv[0]);
	key = rsa_key_new(8 * LEN, 65537);
	open_device(argv[1]);
	if (strcmp(argv[2], "private") == 0)
		private_ops(0, strtoul(argv[3], NULL, 10));
	else if (strcmp(argv[2], "private-copy") == 0)
		private_ops(13, strtoul(argv[3], NULL, 10));
	else if (strcmp(argv[2], "padding") == 0)
		paddings();
	else if (strcmp(argv[2], "secret") == 0)
		secrets();
	else
		must(false, "finding the load");
	return 0;
}
