/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file compress_hisi_zip: random streams against zlib. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "comp_flow.h"

/* Streams at the same time. */
#define NB_FLOWS 8

static struct comp_dev dev;
static bool dev_open;
/* Times as many streams: with the argument "long". */
static unsigned int factor = 1;

static int
teardown(void **state)
{
	(void)state;
	if (dev_open)
		comp_close(&dev);
	dev_open = false;
	return 0;
}

static void
flow_new(struct comp_flow *f, size_t max_len, unsigned int max_segs)
{
	comp_flow_open(f, &dev, func_random() % 2,
		       func_random() % 2 ? RTE_COMP_CHECKSUM_NONE :
		       func_range(RTE_COMP_CHECKSUM_CRC32,
				  RTE_COMP_CHECKSUM_ADLER32),
		       func_range(12, 15));
	comp_flow_begin(f, max_len, max_segs);
}

/* A stream that is over is used again, or another takes its place. */
static void
flow_next(struct comp_flow *f, size_t max_len, unsigned int max_segs)
{
	comp_flow_end(f);
	if (func_random() % 2) {
		comp_flow_begin(f, max_len, max_segs);
		return;
	}
	comp_flow_close(f);
	flow_new(f, max_len, max_segs);
}

static void
run_streams(const char *args, unsigned int count, size_t max_len,
	    unsigned int max_segs)
{
	struct comp_flow flows[NB_FLOWS];
	struct rte_comp_op *ops[NB_FLOWS];
	unsigned int i, done = 0;

	comp_open(&dev, args, 1, 512);
	dev_open = true;
	for (i = 0; i < NB_FLOWS; i++)
		flow_new(&flows[i], max_len, max_segs);
	while (done < count) {
		for (i = 0; i < NB_FLOWS; i++) {
			comp_flow_op(&flows[i]);
			ops[i] = flows[i].op;
		}
		comp_run(&dev, ops, NB_FLOWS, func_range(1, NB_FLOWS));
		for (i = 0; i < NB_FLOWS; i++) {
			comp_flow_check(&flows[i]);
			if (!flows[i].done)
				continue;
			done++;
			flow_next(&flows[i], max_len, max_segs);
		}
	}
	for (i = 0; i < NB_FLOWS; i++) {
		comp_flow_end(&flows[i]);
		comp_flow_close(&flows[i]);
	}
	print_message("%s: %u streams of up to %zu bytes\n", args, done,
		      max_len);
}

static void
v3_small(void **state)
{
	(void)state;
	run_streams("device=model", func_cases(1000 * factor), 700, 1);
}

static void
v2_small(void **state)
{
	(void)state;
	run_streams("device=model,gen=v2", func_cases(1000 * factor), 700, 1);
}

static void
v3_chains(void **state)
{
	(void)state;
	run_streams("device=model", func_cases(500 * factor), 3000, 20);
}

static void
v2_chains(void **state)
{
	(void)state;
	run_streams("device=model,gen=v2", func_cases(500 * factor), 3000,
		    20);
}

static void
v5_large(void **state)
{
	(void)state;
	run_streams("device=model,gen=v5", func_cases(60 * factor), 300000,
		    40);
}

static void
v2_large(void **state)
{
	(void)state;
	run_streams("device=model,gen=v2", func_cases(60 * factor), 300000,
		    40);
}

static void
threads(void **state)
{
	(void)state;
	run_streams("device=model,mode=thread,threads=2,unordered=1",
		    func_cases(200 * factor), 2000, 8);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(v3_small, teardown),
		cmocka_unit_test_teardown(v2_small, teardown),
		cmocka_unit_test_teardown(v3_chains, teardown),
		cmocka_unit_test_teardown(v2_chains, teardown),
		cmocka_unit_test_teardown(v5_large, teardown),
		cmocka_unit_test_teardown(v2_large, teardown),
		cmocka_unit_test_teardown(threads, teardown),
	};

	if (argc > 1 && strcmp(argv[1], "long") == 0)
		factor = 32;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
