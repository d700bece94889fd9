/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * HPRE model: random and nearly good tasks. Nothing may crash, hang, reach
 * memory it was not given or change what is the client's; a result must not
 * depend on what the device remembers. HPRE_FUZZ_SEED and HPRE_FUZZ_ROUNDS
 * of the environment change the defaults.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_hpre_task.h"

#define ROUNDS 3000

static uint64_t rng_state;
static unsigned int rounds;

/* xorshift64 */
static uint32_t
rnd(void)
{
	rng_state ^= rng_state << 13;
	rng_state ^= rng_state >> 7;
	rng_state ^= rng_state << 17;
	return rng_state >> 16;
}

static uint32_t
below(uint32_t n)
{
	return rnd() % n;
}

static unsigned int
setting(const char *name, unsigned int def)
{
	const char *s = getenv(name);

	return s != NULL ? strtoul(s, NULL, 0) : def;
}

static int
setup(void **state)
{
	(void)state;
	rng_state = setting("HPRE_FUZZ_SEED", 1) * 0x9E3779B97F4A7C15ULL + 1;
	rounds = setting("HPRE_FUZZ_ROUNDS", ROUNDS);
	return 0;
}

static void
fill(uint8_t *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		p[i] = rnd();
}

/* Change a slot of a buffer to something of interest. */
static void
mutate(struct hpre_buf *b, size_t slot)
{
	uint8_t *p, *other;
	size_t n = b->len / slot;

	if (n == 0)
		return;
	p = b->p + below(n) * slot;
	other = b->p + below(n) * slot;
	switch (below(9)) {
	case 0:
		memset(p, 0, slot);
		break;
	case 1:
		memset(p, 0xFF, slot);
		break;
	case 2: /* a small number */
		memset(p, 0, slot);
		p[slot - 1] = rnd();
		break;
	case 3:
		memmove(p, other, slot);
		break;
	case 4: /* one less or more than another */
		memmove(p, other, slot);
		p[slot - 1] += below(2) ? 1 : -1;
		break;
	case 5:
		p[below(slot)] ^= 1 << below(8);
		break;
	case 6: /* short */
		memset(p, 0, below(slot));
		break;
	case 7: /* odd, random */
		fill(p, slot);
		p[slot - 1] |= 1;
		break;
	default:
		fill(p, slot);
	}
}

/* A good task with a few things changed. */
static void
nearly_good(struct hpre_job *job)
{
	int n = below(5);

	hpre_sample(job, hpre_sample_algs[below(HPRE_SAMPLES)]);
	while (n-- > 0) {
		size_t slot = job->sz;

		if (job->alg <= 0x03 && below(2))
			slot /= 2;
		mutate(below(3) ? &job->key : &job->in, slot);
	}
	if (below(8) == 0)
		job->w1 |= rnd() & ~0xFFu;
	if (below(8) == 0)
		job->junk = rnd();
	if (below(10) == 0)
		job->key_short = below(20);
	if (below(10) == 0)
		job->in_short = below(20);
	if (below(10) == 0)
		job->out_short = below(20);
}

/* Lengths of the buffers in half slots and a message (5). */
static void
lengths(struct hpre_job *job, size_t key, size_t in, size_t out, bool msg_in,
	bool msg_out)
{
	size_t mlen = (job->w10 & 0x1FF) + 1;

	job->key.len = key * job->sz / 2;
	job->in.len = in * job->sz / 2 + (msg_in ? mlen : 0);
	job->out.len = out * job->sz / 2 + (msg_out ? mlen : 0);
}

/* Random operands of any size that the tables know. */
static void
random_operands(struct hpre_job *job)
{
	static const size_t sizes[] = { 32, 48, 72, 96, 128, 192, 256 };
	uint32_t alg = hpre_sample_algs[below(HPRE_SAMPLES)];

	hpre_job(job, alg, sizes[below(7)]);
	job->w10 = rnd() & 0x1FF;
	job->w1 = rnd() & 0x86FFFF00;
	switch (alg) {
	case 0x01:
		lengths(job, 5, 2, 2, false, false);
		break;
	case 0x02:
	case 0x03:
		lengths(job, 4, 0, alg == 0x02 ? 4 : 7, false, false);
		break;
	case 0x0E:
	case 0x12:
		lengths(job, 14, 4, 4, false, false);
		break;
	case 0x0F:
	case 0x13:
		lengths(job, 16, 6, 0, false, false);
		break;
	case 0x10:
		lengths(job, 6, 2, 2, false, false);
		break;
	case 0x14:
		lengths(job, 16, 2, 6, true, true);
		break;
	case 0x15:
		lengths(job, 8, 6, 0, true, true);
		break;
	default:
		lengths(job, 8, 4, 6, false, false);
	}
	fill(job->key.p, job->key.len);
	fill(job->in.p, job->in.len);
	if (below(2))
		mutate(&job->key, job->sz);
	if (below(2) && job->key.len > 0)
		job->key.p[job->sz - 1] |= 1;
}

/* Whether the result must be the same each time. */
static bool
repeats(const struct hpre_job *job)
{
	if (job->alg == 0x11)
		return false;
	return !(job->w1 & 0x02000000) ||
	       (job->alg != 0x12 && job->alg != 0x14);
}

/* The same on a new device, in bounced memory. */
static void
check_cold(struct hpre_job *job, unsigned int gen, uint16_t type,
	   uint32_t result)
{
	struct hpre_job again = *job;
	struct hpre_rig cold;

	hpre_open(&cold, gen, type, true);
	assert_int_equal(hpre_run(&cold, &again), result);
	if (repeats(job)) {
		assert_int_equal(again.verdict & 2, job->verdict & 2);
		assert_memory_equal(again.out.p, job->out.p,
				    sizeof(again.out.p));
	}
	hpre_close(&cold);
}

static void
tasks(void **state)
{
	static const struct {
		unsigned int gen;
		uint16_t type;
	} conf[] = { { 2, 0 }, { 3, 0 }, { 3, 1 }, { 5, 1 } };
	unsigned int i, q, good = 0, refused = 0, fault = 0;
	struct hpre_rig rig[4];
	struct hpre_job job;
	uint32_t result;

	(void)state;
	for (q = 0; q < 4; q++)
		hpre_open(&rig[q], conf[q].gen, conf[q].type, false);
	for (i = 0; i < rounds; i++) {
		if (below(4))
			nearly_good(&job);
		else
			random_operands(&job);
		q = job.alg <= 0x05 ? below(2) : 2 + below(2);
		if (below(20) == 0)
			q = below(4);
		result = hpre_run(&rig[q], &job);
		good += result == HPRE_GOOD;
		refused += result == HPRE_REFUSED;
		fault += result == HPRE_FAULT;
		check_cold(&job, conf[q].gen, conf[q].type, result);
	}
	for (q = 0; q < 4; q++)
		hpre_close(&rig[q]);
	print_message("%u good, %u refused, %u faults\n", good, refused,
		      fault);
	/* No fourth kind of result, and enough of each. */
	assert_int_equal(good + refused + fault, rounds);
	assert_true(good >= rounds / 10 && refused >= rounds / 10 &&
		    fault >= rounds / 50);
}

/* A random address: often within reach, or with its end beyond. */
static uint64_t
random_address(const uint8_t *arena, size_t size)
{
	switch (below(6)) {
	case 0:
		return (uint64_t)rnd() << 32 | rnd();
	case 1:
		return below(8192);
	case 2:
		return UINT64_MAX - below(4096);
	default:
		return (uintptr_t)arena + below(size);
	}
}

static void
random_words(uint32_t *w, const uint8_t *arena, size_t size)
{
	static const uint8_t len1[] = { 3, 5, 8, 11, 15, 23, 31 };
	uint64_t addr;
	int i;

	for (i = 0; i < 16; i++)
		w[i] = rnd();
	for (i = 2; i < 8; i += 2) {
		addr = random_address(arena, size);
		memcpy(&w[i], &addr, sizeof(addr));
	}
	if (below(4))
		w[0] = (w[0] & 0x3FFFFFFF) | 0x40000000;
	if (below(4))
		w[1] = (w[1] & ~0xFFu) | len1[below(7)];
}

/* Descriptors of nothing but random words. */
static void
words(void **state)
{
	static uint8_t arena[16384], copy[8192];
	uint32_t w[16], back[16], done;
	struct hpre_rig rig[2];
	unsigned int i, j;

	(void)state;
	hpre_open(&rig[0], 3, 0, false);
	hpre_open(&rig[1], 5, 1, true);
	/* The upper half is not the device's. */
	for (i = 0; i < 2; i++)
		hisi_model_checked_add(rig[i].mem, arena, 8192, true);
	fill(arena, sizeof(arena));
	memcpy(copy, arena + 8192, sizeof(copy));
	for (i = 0; i < 4 * rounds; i++) {
		random_words(w, arena, sizeof(arena));
		memcpy(back, w, sizeof(w));
		assert_true(model_client_run(&rig[i % 2].c, back));
		done = back[0] & ~0x1Fu;
		assert_true(done == HPRE_GOOD || done == HPRE_REFUSED ||
			    done == HPRE_FAULT);
		assert_int_equal(back[0] & 0x1F, w[0] & 0x1F);
		assert_int_equal(back[1] & ~0x78000000u,
				 w[1] & ~0x78000000u);
		for (j = 2; j < 16; j++)
			if (j != 6 || ((w[0] & 0x1F) != 0x0F &&
				       (w[0] & 0x1F) != 0x13))
				assert_int_equal(back[j], w[j]);
		assert_memory_equal(copy, arena + 8192, sizeof(copy));
	}
	hpre_close(&rig[0]);
	hpre_close(&rig[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tasks), cmocka_unit_test(words),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
