/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Speed of crypto_hisi_sec on the model, inline, against another driver. Both
 * work on the same ops and buffers on one core, in turns of a few
 * milliseconds: what the machine does besides hits both. The median of the
 * ratios of neighbouring turns is what counts.
 */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_cycles.h>

#include "bench_crypto.h"

#define MAX_ROUNDS 1000
#define TURN_MS 2
/* Calls of dequeue for a burst; both drivers need one or two. */
#define MAX_CALLS 1000000

static uint8_t key[32] = "32 bytes that need not be secret";

#define CBC(direction) { \
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER, \
		.cipher = { .op = RTE_CRYPTO_CIPHER_OP_##direction, \
			    .algo = RTE_CRYPTO_CIPHER_AES_CBC, \
			    .key = { key, 16 }, .iv = { BENCH_IV, 16 } } }
#define AUTH(name, key_len) { \
		.type = RTE_CRYPTO_SYM_XFORM_AUTH, \
		.auth = { .op = RTE_CRYPTO_AUTH_OP_GENERATE, \
			  .algo = RTE_CRYPTO_AUTH_##name, \
			  .key = { key, key_len }, .digest_length = 32 } }

static struct bench_load loads[] = {
	{ .name = "aes-cbc", .segs = 1, .xform = { CBC(ENCRYPT) } },
	{ .name = "aes-cbc-decrypt", .segs = 1, .xform = { CBC(DECRYPT) } },
	{ .name = "aes-gcm", .segs = 1, .xform = { {
		.type = RTE_CRYPTO_SYM_XFORM_AEAD,
		.aead = { .op = RTE_CRYPTO_AEAD_OP_ENCRYPT,
			  .algo = RTE_CRYPTO_AEAD_AES_GCM,
			  .key = { key, 16 }, .iv = { BENCH_IV, 12 },
			  .digest_length = 16,
			  .aad_length = BENCH_AAD_LEN } } } },
	{ .name = "cbc-hmac-sha256", .segs = 1,
	  .xform = { CBC(ENCRYPT), AUTH(SHA256_HMAC, 32) } },
	{ .name = "sha256", .segs = 1, .xform = { AUTH(SHA256, 0) } },
};

static const unsigned int sizes[] = { 64, 256, 1024, 4096, 8192, 16384 };

/* One of the two drivers. */
struct side {
	const char *driver;
	uint8_t dev;
	struct rte_mempool *sessions;
	void *session;
	double cycles[MAX_ROUNDS]; /* Of an op, by turn. */
};

static struct side model = { .driver = "crypto_hisi_sec" };
static struct side other;
static unsigned int rounds = 101;
static bool json;

/* Send all ops through the device as often as told. @return cycles per op */
static double
turn(const struct side *s, struct rte_crypto_op **ops, unsigned int bursts)
{
	struct rte_crypto_op *out[BENCH_BURST];
	unsigned int i, j, got, calls;
	uint64_t start;

	for (j = 0; j < BENCH_BURST; j++)
		rte_crypto_op_attach_sym_session(ops[j], s->session);
	start = rte_rdtsc_precise();
	for (i = 0; i < bursts; i++) {
		bench_must(rte_cryptodev_enqueue_burst(s->dev, 0, ops,
			   BENCH_BURST) == BENCH_BURST, "enqueue");
		for (got = 0, calls = 0; got < BENCH_BURST && calls < MAX_CALLS;
		     calls++)
			got += rte_cryptodev_dequeue_burst(s->dev, 0,
					out + got, BENCH_BURST - got);
		bench_must(got == BENCH_BURST, "dequeue");
		for (j = 0; j < BENCH_BURST; j++)
			bench_must(out[j]->status ==
				   RTE_CRYPTO_OP_STATUS_SUCCESS, "an op");
	}
	return (double)(rte_rdtsc_precise() - start) / bursts / BENCH_BURST;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The values are put into order. */
static double
median(double *v)
{
	qsort(v, rounds, sizeof(*v), compare);
	return v[rounds / 2];
}

static void
report(const char *load, unsigned int len, double *ratio)
{
	static bool more;
	double ns = 1e9 / rte_get_tsc_hz();
	double m = median(model.cycles) * ns, o = median(other.cycles) * ns;

	printf(json ? "%s\n  {\"load\": \"%s\", \"bytes\": %u, "
		      "\"model_ns\": %.0f, \"other_ns\": %.0f, "
		      "\"ratio\": %.2f}" :
		      "%s%-16s %6u %9.0f %9.0f %6.2f\n",
	       json && more ? "," : "", load, len, m, o, median(ratio));
	fflush(stdout);
	more = true;
}

static void
measure(struct bench_load *load, unsigned int len, struct rte_crypto_op **ops)
{
	static double ratio[MAX_ROUNDS];
	unsigned int i, bursts;
	double hz = rte_get_tsc_hz();

	for (i = 0; i < BENCH_BURST; i++) {
		rte_pktmbuf_free(ops[i]->sym->m_src);
		memset(ops[i]->sym, 0, sizeof(*ops[i]->sym));
		bench_op_fill(ops[i], load, len);
	}
	turn(&model, ops, 2);
	bursts = hz / 1000 * TURN_MS / BENCH_BURST / turn(&other, ops, 4);
	bursts = RTE_MAX(bursts, 1U);
	for (i = 0; i < rounds; i++) {
		model.cycles[i] = turn(&model, ops, bursts);
		other.cycles[i] = turn(&other, ops, bursts);
		ratio[i] = other.cycles[i] / model.cycles[i];
	}
	report(load->name, len, ratio);
}

static void
run(const char *want)
{
	struct rte_crypto_op *ops[BENCH_BURST];
	unsigned int i, j;

	bench_ops_alloc(ops);
	for (j = 0; j < BENCH_BURST; j++)
		ops[j]->sym->m_src = NULL;
	for (i = 0; i < RTE_DIM(loads); i++) {
		if (want != NULL && strcmp(want, loads[i].name) != 0)
			continue;
		model.session = bench_session(model.dev, model.sessions,
					      &loads[i]);
		other.session = bench_session(other.dev, other.sessions,
					      &loads[i]);
		for (j = 0; j < RTE_DIM(sizes); j++)
			measure(&loads[i], sizes[j], ops);
	}
}

static int
usage(FILE *to, int ret)
{
	unsigned int i;

	fprintf(to, "usage: bench_sec [--json] [--rounds N] [--against DRIVER] [LOAD]\n"
		"Prints for each load and buffer size the time of an op on the model and on\n"
		"the other driver (default: crypto_openssl), in nanoseconds, and how many\n"
		"times as fast the model is: medians of N turns (1 to %u, default: 101).\n"
		"Loads, all if none is named:", MAX_ROUNDS);
	for (i = 0; i < RTE_DIM(loads); i++)
		fprintf(to, " %s", loads[i].name);
	fprintf(to, "\n");
	return ret;
}

static bool
known(const char *load)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(loads); i++)
		if (strcmp(load, loads[i].name) == 0)
			return true;
	return false;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "rounds", required_argument, NULL, 'r' },
		{ "against", required_argument, NULL, 'a' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	other.driver = "crypto_openssl";
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'j')
			json = true;
		else if (c == 'r')
			rounds = strtoul(optarg, NULL, 10);
		else if (c == 'a')
			other.driver = optarg;
		else
			return usage(c == 'h' ? stdout : stderr, c != 'h');
	}
	if (rounds < 1 || rounds > MAX_ROUNDS || argc > optind + 1 ||
	    (argc > optind && !known(argv[optind])))
		return usage(stderr, 2);
	bench_start(argv[0], "256", 16384 + RTE_PKTMBUF_HEADROOM);
	model.dev = bench_open(model.driver, "device=model", &model.sessions);
	other.dev = bench_open(other.driver, "", &other.sessions);
	printf(json ? "{\"against\": \"%s\", \"rounds\": %u, \"rows\": [" :
		      "against %s, %u rounds\n"
		      "load              bytes  model ns  other ns  ratio\n",
	       other.driver, rounds);
	run(argv[optind]);
	if (json)
		printf("\n]}\n");
	return 0;
}
