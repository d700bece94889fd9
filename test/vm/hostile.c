/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Clients of script hostile: who hurts, and who is not to be hurt. */

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cases.h"
#include "hostile.h"
#include "raw.h"

#define MAX_WAITS 100000
#define QUEUES 24
#define GATHER (8U << 20)

static void
ready(void)
{
	printf("ready\n");
	fflush(stdout);
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* The longest wait, and that of 99 in 100. */
static int
report(const char *who, double *t, int n)
{
	EXPECT(n > 0, "no operation");
	qsort(t, n, sizeof(t[0]), by_value);
	printf("%s: %d operations, us at 50 %%: %.0f, at 99 %%: %.0f, most: %.0f\n",
	       who, n, t[n / 2] * 1e6, t[n * 99 / 100] * 1e6,
	       t[n - 1] * 1e6);
	return 0;
}

/* Small operations of SEC, one after the other. */
static int
victim_sec(int seconds)
{
	static double t[MAX_WAITS];
	uint8_t *in = vm_anon(4096), *out = vm_anon(4096), key[16] = { 1 };
	double end = raw_now() + seconds;
	struct raw_queue q;
	int n = 0;

	raw_open(&q);
	for (; raw_now() < end && n < MAX_WAITS; n++) {
		t[n] = raw_now();
		EXPECT(raw_encrypt(&q, key, in, out, 96) == RAW_OK,
		       "operation %d after %.1f s", n, raw_now() - t[n]);
		t[n] = raw_now() - t[n];
		usleep(2000);
	}
	return report("sec", t, n);
}

/* The same of ZIP; with a queue for each if so wanted. */
static int
victim_zip(int seconds, bool reopen)
{
	static double t[MAX_WAITS];
	uint8_t *in = vm_anon(4096), *out = vm_anon(4096);
	const struct hisi_zip_sqe sqe = zip_flat(in, 100, out, 4096);
	double end = raw_now() + seconds;
	struct zip_queue q;
	int n = 0;

	zip_open(&q, HISI_ZIP_QC_COMPRESS);
	for (; raw_now() < end && n < MAX_WAITS; n++) {
		t[n] = raw_now();
		if (reopen) {
			zip_close(&q);
			zip_open(&q, HISI_ZIP_QC_COMPRESS);
		}
		zip_submit(&q, &sqe);
		EXPECT(zip_wait(&q, 100) == ZIP_DONE,
		       "operation %d after %.1f s", n, raw_now() - t[n]);
		t[n] = raw_now() - t[n];
		usleep(2000);
	}
	return report("zip", t, n);
}

/* A client that keeps a device busy with pages, as one does that works. */
static int
load_zip(int seconds)
{
	uint8_t *in = vm_anon(4096), *out = vm_anon(8192);
	const struct hisi_zip_sqe sqe = zip_flat(in, 4096, out, 8192);
	double end = raw_now() + seconds;
	struct zip_queue q[QUEUES];
	int i;

	for (i = 0; i < QUEUES; i++) {
		zip_open(&q[i], HISI_ZIP_QC_COMPRESS);
		zip_submit(&q[i], &sqe);
		zip_submit(&q[i], &sqe);
	}
	ready();
	while (raw_now() < end)
		for (i = 0; i < QUEUES; i++) {
			EXPECT(zip_wait(&q[i], 100) == ZIP_DONE, "load");
			zip_submit(&q[i], &sqe);
		}
	return 0;
}

/* Descriptors of a flat 2 MiB that are slow to decompress, on many queues. */
static int
slow_zip(int seconds)
{
	uint8_t *out = vm_anon(1 << 20), *in;
	struct zip_queue q[QUEUES];
	struct hisi_zip_sqe sqe;
	uint32_t len;
	int i, j;

	in = zip_slow_data(&len);
	sqe = zip_flat(in, len, out, 1 << 20);
	sqe.w9 = 1;
	for (i = 0; i < QUEUES; i++)
		zip_open(&q[i], HISI_ZIP_QC_DECOMPRESS);
	for (i = 0; i < QUEUES; i++)
		for (j = 0; j < 64; j++)
			zip_submit(&q[i], &sqe);
	ready();
	sleep(seconds);
	return 0;
}

/* One list over aliased memory, as long as it can be; then close. */
static int
list_zip(int entries)
{
	uint8_t *out = vm_anon(1 << 20), *in;
	struct hisi_zip_sqe sqe;
	struct zip_queue q;
	uint32_t len;
	double t;

	in = zip_slow_data(&len);
	sqe = zip_flat(zip_aliased(in, len, entries), len * entries,
		       zip_aliased(out, 1 << 20, 1), 1 << 20);
	sqe.stream_ctx = (uintptr_t)vm_anon(65536);
	sqe.w7 |= 1U << 26 | 1U << 27;
	sqe.w9 = 1 | 1 << 8;
	zip_open(&q, HISI_ZIP_QC_DECOMPRESS);
	zip_submit(&q, &sqe);
	usleep(500000);
	t = raw_now();
	zip_close(&q);
	printf("close took %.1f s\n", raw_now() - t);
	EXPECT(raw_now() - t < 9, "close");
	return 0;
}

/* Lists over a little memory that the daemon copies: a queue for each. */
static int
gather_zip(int mib)
{
	uint8_t *in = vm_anon(GATHER), *out = vm_anon(GATHER);
	unsigned int n = mib * (1U << 20) / GATHER, i;
	struct zip_queue q[QUEUES];
	struct hisi_zip_sqe sqe;

	memset(in, 1, GATHER);
	sqe = zip_flat(zip_aliased(in, GATHER, n), GATHER * n,
		       zip_aliased(out, GATHER, 1), GATHER);
	sqe.w9 |= 1 << 8;
	for (i = 0; i < QUEUES; i++) {
		zip_open(&q[i], HISI_ZIP_QC_COMPRESS);
		zip_submit(&q[i], &sqe);
	}
	ready();
	for (i = 0; i < QUEUES; i++)
		zip_wait(&q[i], 60);
	printf("over\n");
	sleep(5);
	return 0;
}

int
main(int argc, char **argv)
{
	unsigned int user = getenv("AS_UID") ? atoi(getenv("AS_UID")) : 0;
	int n = argc > 2 ? atoi(argv[2]) : 0;
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "fuse") == 0)
		return hostile_fuse(n, user);
	if (user != 0)
		EXPECT(setresgid(user, user, user) == 0 &&
		       setresuid(user, user, user) == 0 &&
		       prctl(PR_SET_DUMPABLE, 1) == 0, "user");
	if (strcmp(what, "uffd") == 0)
		return hostile_uffd();
	if (strcmp(what, "victim_sec") == 0)
		return victim_sec(n);
	if (strcmp(what, "victim_zip") == 0)
		return victim_zip(n, false);
	if (strcmp(what, "opener_zip") == 0)
		return victim_zip(n, true);
	if (strcmp(what, "load_zip") == 0)
		return load_zip(n);
	if (strcmp(what, "slow_zip") == 0)
		return slow_zip(n);
	if (strcmp(what, "list_zip") == 0)
		return list_zip(n);
	if (strcmp(what, "gather_zip") == 0)
		return gather_zip(n);
	return 2;
}
