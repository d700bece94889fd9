/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: many descriptors behind one doorbell give what each gives behind
 * a doorbell of its own. Only the latter way is tested against other sources
 * elsewhere; here is plain memory, where the model may execute several
 * descriptors at once.
 *
 * HISI_FUZZ_COUNT changes the number of rounds.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_client.h"

#define DEFAULT_ROUNDS 400
#define NB 40
#define DATA 3000

/** The buffers of a descriptor. */
struct slot {
	uint8_t c_key[32];
	uint8_t a_key[64];
	uint8_t iv[16];
	uint8_t mac[64];
	uint8_t src[DATA + 64];
	uint8_t dst[DATA + 64];
};

struct world {
	struct slot slot[NB];
};

static struct world first, one_by_one, at_once;
static struct sec_desc desc[NB];
static bool shared[NB];  /* The destination is that of the first. */
static bool nowhere[NB]; /* The source is at address 0. */
static uint64_t seed;

static uint32_t
below(uint32_t n)
{
	return sec_random_below(&seed, n);
}

/* AES-CBC; key sizes differ within a run of descriptors now and then. */
static void
cipher_put(struct sec_desc *d, bool enc)
{
	d->cipher = enc ? 1 : 2;
	d->c_alg = 2;
	d->c_mode = 1;
	d->c_key_len = below(8) == 0 ? below(3) : 0;
	d->c_len = 16 * (1 + below(below(4) == 0 ? 120 : 8));
	d->cipher_offset = below(3) == 0 ? below(100) : 0;
	d->de = below(2);
}

/* Digest words of the a_alg codes 0 to 6 (sec.md 5.10, 9.2). */
static void
auth_put(struct sec_desc *d, uint32_t a_alg, bool verify)
{
	d->auth = verify ? 2 : 1;
	d->a_alg = a_alg;
	d->a_key_words = a_alg >= 0x10 ? 1 + below(16) : 0;
	/* 0 stands for all of it. */
	d->mac_words = below(8) == 0 ? 0 : 4 + below(2);
	d->a_len = 1 + below(below(4) == 0 ? 2500 : 200);
	d->auth_offset = below(3) == 0 ? below(100) : 0;
}

static void
kind_put(struct sec_desc *d, unsigned int kind)
{
	static const uint32_t hashes[] = { 0x00, 0x01, 0x02, 0x04, 0x05, 0x06 };
	static const uint32_t hmacs[] = { 0x10, 0x11, 0x12, 0x14, 0x15, 0x16 };
	static const uint32_t chains[] = { 0x10, 0x11, 0x15 };

	memset(d, 0, sizeof(*d));
	if (kind < 2) {
		cipher_put(d, kind == 0);
	} else if (kind == 2) {
		auth_put(d, hashes[below(6)], below(4) == 0);
	} else if (kind == 3) {
		auth_put(d, hmacs[below(6)], below(4) == 0);
	} else {
		/* Bits: direction, order, which hash. */
		cipher_put(d, kind & 1);
		auth_put(d, chains[kind / 4 % 3], !(kind & 1));
		d->seq = kind / 2 % 2;
	}
}

#define KINDS 16

/* Runs of descriptors of a kind, of any length. */
static void
descs_make(void)
{
	unsigned int i, left = 0, kind = 0;
	uint32_t a_alg = 0;

	for (i = 0; i < NB; i++, left--) {
		if (left == 0) {
			left = 1 + below(below(2) ? 4 : NB);
			kind = below(KINDS);
		}
		kind_put(&desc[i], kind);
		/* Of one hash, so that they are of one kind. */
		if (i > 0 && below(10) && desc[i].a_alg >> 4 == a_alg >> 4)
			desc[i].a_alg = a_alg;
		a_alg = desc[i].a_alg;
		desc[i].invalid = below(40) == 0;
		shared[i] = below(6) == 0;
		nowhere[i] = below(60) == 0;
		if (below(40) == 0)
			desc[i].c_len++; /* No whole block. */
	}
}

/* The words of descriptor i, on the slot of a world. */
static void
words_put(unsigned int i, unsigned int type, struct world *world, uint32_t *w)
{
	struct slot *s = &world->slot[i];
	struct sec_desc at = desc[i];

	at.type = type;
	at.pad = type == 2 ? 0 : at.pad;
	at.c_key = s->c_key;
	at.a_key = s->a_key;
	at.c_iv = s->iv;
	at.mac = s->mac;
	at.src = s->src;
	/* A place that nobody looks at, for several results. */
	at.dst = shared[i] ? world->slot[0].dst : s->dst;
	if (nowhere[i])
		at.src = NULL;
	sec_desc_words(&at, w);
}

/* Random data, and keys of which some are those of other descriptors. */
static void
world_make(void)
{
	unsigned int i;

	sec_random(&seed, &first, sizeof(first));
	for (i = 1; i < NB; i++)
		if (below(2)) {
			memcpy(first.slot[i].c_key, first.slot[i - 1].c_key,
			       32);
			memcpy(first.slot[i].a_key, first.slot[i - 1].a_key,
			       64);
		}
}

/* A MAC that verifies is the one that the descriptor would generate. */
static void
macs_make(struct model_client *c, unsigned int type)
{
	uint32_t w[32];
	unsigned int i;

	for (i = 0; i < NB; i++) {
		if (desc[i].auth != 2 || below(4) == 0)
			continue;
		one_by_one = first;
		/* Of the data as they are hashed: as they come in, or as the
		 * cipher leaves them.
		 */
		desc[i].auth = 1;
		words_put(i, type, &one_by_one, w);
		desc[i].auth = 2;
		model_client_run(c, w);
		memcpy(first.slot[i].mac, one_by_one.slot[i].mac, 64);
	}
}

struct tally {
	unsigned long good, match, mismatch, refused;
};

static void
count(struct tally *t, uint32_t w28)
{
	t->refused += (w28 >> 16 & 0xff) != 0;
	t->good += (w28 >> 16 & 0xff) == 0;
	t->match += (w28 >> 1 & 7) == 1;
	t->mismatch += (w28 >> 1 & 7) == 2;
}

static void
round_run(struct model_client *c, unsigned int type, struct tally *t)
{
	uint32_t alone[NB][32], together[32];
	unsigned int i;

	descs_make();
	world_make();
	macs_make(c, type);
	one_by_one = first;
	at_once = first;
	for (i = 0; i < NB; i++) {
		words_put(i, type, &one_by_one, alone[i]);
		assert_true(model_client_run(c, alone[i]));
		count(t, alone[i][28]);
	}
	for (i = 0; i < NB; i++) {
		words_put(i, type, &at_once, together);
		model_client_put(c, together);
	}
	model_client_ring(c);
	for (i = 0; i < NB; i++) {
		assert_true(model_client_take(c, together) >= 0);
		assert_memory_equal(&together[28], &alone[i][28], 16);
		assert_memory_equal(&at_once.slot[i], &one_by_one.slot[i],
				    sizeof(struct slot));
	}
}

/* Without libipsec-mb, or on a CPU that it does not know, there is nothing to
 * compare: one by one is the only way then.
 */
static void
at_once_check(const struct model_client *c)
{
	struct hisi_model_stats stats;

	hisi_model_stats_get(c->model, &stats);
#ifdef HISI_MODEL_IPSEC_MB
	assert_true(stats.at_once > stats.descriptors / 10);
#else
	assert_int_equal(stats.at_once, 0);
	print_message("without libipsec-mb: one by one only\n");
#endif
}

static void
compare(unsigned int gen, unsigned int type)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_SEC,
		.gen = gen,
		.nb_queues = 1,
		.mem = &hisi_model_mem_direct,
	};
	const char *text = getenv("HISI_FUZZ_COUNT");
	unsigned long n = text ? strtoul(text, NULL, 0) : DEFAULT_ROUNDS;
	struct tally t = { 0 };
	struct model_client c;
	unsigned long i;

	seed = gen;
	model_client_open(&c, &conf, NULL, 0);
	for (i = 0; i < n; i++)
		round_run(&c, type, &t);
	at_once_check(&c);
	model_client_close(&c);
	/* Each way out must have been taken. */
	assert_true(t.good > n && t.refused > 0);
	assert_true(t.match > 0 && t.mismatch > 0);
}

static void
type2(void **state)
{
	(void)state;
	compare(2, 2);
}

static void
type3(void **state)
{
	(void)state;
	compare(3, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(type2),
		cmocka_unit_test(type3),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
