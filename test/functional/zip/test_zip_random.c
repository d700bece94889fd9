/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file compress_hisi_zip: random stateless ops against zlib. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "comp_job.h"

static struct comp_dev dev;
static bool dev_open;

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
open_device(const char *args, uint32_t depth)
{
	comp_open(&dev, args, 1, depth);
	dev_open = true;
}

static void
run_random(const char *args, unsigned int count, size_t max_len,
	   unsigned int max_segs, uint32_t depth)
{
	struct rte_comp_op *ops[256];
	struct comp_job jobs[256];
	struct comp_xforms x;
	unsigned int done, n, i;

	open_device(args, depth);
	comp_xforms_make(&dev, &x);
	for (done = 0; done < count; done += n) {
		n = RTE_MIN(func_range(1, 256), count - done);
		if (max_len > 4096)
			n = RTE_MIN(n, 16U);
		for (i = 0; i < n; i++) {
			comp_job_make(&jobs[i], &dev, &x, max_len, max_segs);
			ops[i] = jobs[i].op;
		}
		comp_run(&dev, ops, n, func_range(1, 256));
		for (i = 0; i < n; i++) {
			comp_job_check(&jobs[i]);
			comp_job_free(&jobs[i]);
		}
	}
	comp_xforms_free(&dev, &x);
}

static void
v3_small(void **state)
{
	(void)state;
	run_random("device=model", func_cases(8000), 2000, 8, 1024);
}

static void
v2_small(void **state)
{
	(void)state;
	run_random("device=model,gen=v2", func_cases(8000), 2000, 8, 1024);
}

static void
v5_small(void **state)
{
	(void)state;
	run_random("device=model,gen=v5", func_cases(2000), 2000, 8, 1024);
}

static void
v3_large(void **state)
{
	(void)state;
	run_random("device=model", func_cases(400), 200000, 255, 1024);
}

static void
v2_large(void **state)
{
	(void)state;
	run_random("device=model,gen=v2", func_cases(400), 200000, 255, 1024);
}

/* Beyond what a hardware list can have. */
static void
many_segments(void **state)
{
	(void)state;
	run_random("device=model", func_cases(150), 20000, FUNC_MAX_SEGS, 128);
}

static void
short_ring(void **state)
{
	(void)state;
	run_random("device=model,gen=v2", func_cases(2000), 500, 4, 1);
}

static void
threads(void **state)
{
	(void)state;
	run_random("device=model,mode=thread,threads=2,unordered=1",
		   func_cases(3000), 2000, 8, 256);
}

static void
threads_v2(void **state)
{
	(void)state;
	run_random("device=model,gen=v2,mode=thread,threads=2,unordered=1",
		   func_cases(3000), 2000, 8, 256);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(v3_small, teardown),
		cmocka_unit_test_teardown(v2_small, teardown),
		cmocka_unit_test_teardown(v5_small, teardown),
		cmocka_unit_test_teardown(v3_large, teardown),
		cmocka_unit_test_teardown(v2_large, teardown),
		cmocka_unit_test_teardown(many_segments, teardown),
		cmocka_unit_test_teardown(short_ring, teardown),
		cmocka_unit_test_teardown(threads, teardown),
		cmocka_unit_test_teardown(threads_v2, teardown),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
