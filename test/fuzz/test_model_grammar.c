/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Model: good descriptors of every engine and generation, and such with one
 * thing broken. Good ones must succeed. Broken ones must complete, and no
 * memory but the arena may be touched. Built with a sanitizer this covers the
 * model's own memory too.
 *
 * HISI_FUZZ_COUNT changes the number of descriptors, HISI_FUZZ_SEED the run.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "grammar.h"
#include "model_client.h"

#define DEFAULT_COUNT 20000

/** The arena as the only memory of a client. */
struct client {
	struct model_client c;
	struct grammar g;
	bool bounce; /* Nothing can be mapped. */
};

static unsigned long good_made, broken_made, broken_good;

static bool
inside(const struct client *c, uint64_t addr, size_t len)
{
	uint64_t start = (uintptr_t)c->g.arena;

	return addr >= start && len <= GRAMMAR_ARENA &&
	       addr - start <= GRAMMAR_ARENA - len;
}

static void *
mem_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	const struct client *c = ctx;

	(void)write;
	return c->bounce || !inside(c, addr, len) ? NULL :
		(void *)(uintptr_t)addr;
}

static void
mem_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx, (void)ptr, (void)len, (void)write;
}

static int
mem_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	if (!inside(ctx, addr, len))
		return -EFAULT;
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

static int
mem_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	if (!inside(ctx, addr, len))
		return -EFAULT;
	memcpy((void *)(uintptr_t)addr, buf, len);
	return 0;
}

static const struct hisi_model_mem_ops memory = {
	.map = mem_map, .unmap = mem_unmap, .read = mem_read,
	.write = mem_write,
};

static unsigned long
setting(const char *name, unsigned long value)
{
	const char *text = getenv(name);

	return text != NULL ? strtoul(text, NULL, 0) : value;
}

static void
run(struct client *c, uint32_t *w)
{
	model_client_put(&c->c, w);
	model_client_ring(&c->c);
	assert_int_not_equal(model_client_take(&c->c, w), -1);
}

static void
one(struct client *c)
{
	uint32_t w[GRAMMAR_WORDS], before[GRAMMAR_WORDS];
	bool broken = grammar_below(&c->g, 2);
	uint64_t rng = c->g.rng;

	grammar_good(&c->g, w);
	assert_true(c->g.used <= GRAMMAR_ARENA);
	if (broken)
		grammar_break(&c->g, w);
	memcpy(before, w, sizeof(w));
	run(c, w);
	if (broken) {
		broken_made++;
		broken_good += grammar_succeeded(&c->g, w);
		return;
	}
	good_made++;
	if (!grammar_succeeded(&c->g, w))
		fail_msg("engine %d, generation %u, rng %llx: a good descriptor failed, words 0 to 3 %x %x %x %x, result %x",
			 c->g.engine, c->g.gen->gen, (unsigned long long)rng,
			 before[0], before[1], before[2], before[3],
			 c->g.engine == HISI_ENGINE_SEC ?
			 w[HISI_SEC_RESULT_WORD] : w[3]);
}

/* All of the queues of an engine, on all generations that have them. */
static void
engine(enum hisi_engine number, unsigned long count)
{
	const struct hisi_engine_info *info = hisi_engine_get(number);
	const struct hisi_gen_info *gen;
	struct hisi_model_conf conf = { .engine = number, .mem = &memory };
	static struct client c;
	unsigned long n;
	unsigned int i, type;

	c.g.arena = aligned_alloc(4096, GRAMMAR_ARENA);
	assert_non_null(c.g.arena);
	memset(c.g.arena, 0x5a, GRAMMAR_ARENA);
	c.g.engine = number;
	for (i = 0; (gen = hisi_gen_get(i / 2)) != NULL; i++) {
		for (type = 0; type < info->qc_types; type++) {
			if (number == HISI_ENGINE_HPRE &&
			    type == HISI_HPRE_QC_ECC &&
			    (gen->has & HISI_GEN_HPRE_ECC) == 0)
				continue;
			c.g.rng = 0x9e3779b97f4a7c15ULL *
				  (1 + setting("HISI_FUZZ_SEED", 1)) + i;
			c.g.gen = gen;
			c.g.qc_type = type;
			c.bounce = i % 2;
			conf.gen = gen->gen;
			model_client_open(&c.c, &conf, &c, type);
			for (n = count / 6 / info->qc_types; n > 0; n--)
				one(&c);
			model_client_close(&c.c);
		}
	}
	free(c.g.arena);
}

static void
report(const char *name)
{
	printf("%s: %lu good descriptors, all succeeded; %lu broken, of which %lu succeeded; %lu %% succeeded in all\n",
	       name, good_made, broken_made, broken_good,
	       100 * (good_made + broken_good) / (good_made + broken_made));
	good_made = broken_made = broken_good = 0;
}

static void
sec(void **state)
{
	(void)state;
	engine(HISI_ENGINE_SEC, setting("HISI_FUZZ_COUNT", DEFAULT_COUNT));
	report("SEC");
}

static void
zip(void **state)
{
	(void)state;
	engine(HISI_ENGINE_ZIP, setting("HISI_FUZZ_COUNT", DEFAULT_COUNT));
	report("ZIP");
}

/* A tenth: an operation takes up to milliseconds. */
static void
hpre(void **state)
{
	(void)state;
	engine(HISI_ENGINE_HPRE,
	       setting("HISI_FUZZ_COUNT", DEFAULT_COUNT) / 10);
	report("HPRE");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sec), cmocka_unit_test(zip),
		cmocka_unit_test(hpre),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
