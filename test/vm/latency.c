/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The gain of pinning: page faults of the device and latency of single
 * operations, on memory that was never touched and on the same kind of memory
 * when it is pinned (uacce.md 11.3 G4). The counters decide, no time does.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "pinning.h"
#include "raw.h"

#define PAGE 4096UL
#define ROUNDS 200

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* @return page faults of the device */
static long
run(struct raw_queue *q, const char *name, const uint8_t *in, uint8_t *out)
{
	const char *dev = strrchr(raw_device("hisi_sec2-"), '/') + 1;
	const char *counter = "/sys/kernel/debug/hisi_vacc/%s/page_faults";
	long before = vm_read_long(counter, dev), faults;
	double t[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++) {
		t[i] = raw_now();
		EXPECT(raw_encrypt(q, in + 512, in, out + i * PAGE, 64) == RAW_OK,
		       "round %d", i);
		t[i] = raw_now() - t[i];
	}
	faults = vm_read_long(counter, dev) - before;
	qsort(t, ROUNDS, sizeof(t[0]), by_value);
	printf("INFO latency, %s: %ld page faults in %d ops; us at 50 %%: %.0f, 90 %%: %.0f, 99 %%: %.0f, most: %.0f\n",
	       name, faults, ROUNDS, t[ROUNDS / 2] * 1e6,
	       t[ROUNDS * 9 / 10] * 1e6, t[ROUNDS * 99 / 100] * 1e6,
	       t[ROUNDS - 1] * 1e6);
	return faults;
}

static void
pin_takes_page_faults_away(void)
{
	uint8_t *in = pin_memory(PAGE), warm[64];
	uint8_t *fresh = vm_anon(ROUNDS * PAGE);
	uint8_t *pinned = vm_anon(ROUNDS * PAGE);
	struct raw_queue q;
	int node;
	long faults;

	raw_open(&q);
	q.spin = true;
	EXPECT(raw_encrypt(&q, in + 512, in, warm, 64) == RAW_OK, "warm up");
	node = pin_node();
	EXPECT(pin(node, in, PAGE) == 0, "pin");
	EXPECT(pin(node, pinned, ROUNDS * PAGE) == 0, "pin");
	faults = run(&q, "pinned", in, pinned);
	EXPECT(faults == 0, "%ld page faults on pinned memory", faults);
	faults = run(&q, "fresh", in, fresh);
	EXPECT(faults >= ROUNDS, "%ld page faults on fresh memory", faults);
	/* Present, but nothing keeps the kernel from moving it. */
	run(&q, "present, not pinned", in, fresh);
}

static const struct vm_case cases[] = {
	{ "G4_pin_takes_page_faults_away", pin_takes_page_faults_away },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
