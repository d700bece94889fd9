/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * To be preloaded into dpdk-test: its usleep() returns when the process has
 * come to rest.
 *
 * compressdev_autotest gives up on an op after ten rounds of
 * usleep(10 ms) and then crashes on the op that it gave up. A model on a
 * thread of its own on a busy machine, or under a sanitizer or emulation, may
 * need far longer than these 100 ms; the time must not decide the test. So a
 * call sleeps as long as it was told, and on until the process has used
 * hardly any processor time for a while: then the model has nothing to do
 * any more, or the op is lost. The caller's limit ends a process that never
 * rests. Used if set: PATIENCE_PID, another process whose rest is waited for
 * too, as hisi-modeld does the work of queue files.
 */

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define NSEC_PER_SEC 1000000000L
/* One look, how many in a row have to find rest, and what is rest. */
#define LOOK_NSEC 10000000L
#define LOOKS 20
#define REST_NSEC 500000L

static long long
nsec_of(clockid_t clock)
{
	struct timespec t;

	if (clock_gettime(clock, &t) != 0)
		return 0;
	return t.tv_sec * (long long)NSEC_PER_SEC + t.tv_nsec;
}

static long long
cpu_nsec(void)
{
	const char *pid = getenv("PATIENCE_PID");
	clockid_t other;

	if (pid == NULL || clock_getcpuclockid(atoi(pid), &other) != 0)
		return nsec_of(CLOCK_PROCESS_CPUTIME_ID);
	return nsec_of(CLOCK_PROCESS_CPUTIME_ID) + nsec_of(other);
}

int
usleep(useconds_t usec)
{
	const struct timespec look = { .tv_nsec = LOOK_NSEC };
	struct timespec told = {
		.tv_sec = (time_t)(usec / 1000000),
		.tv_nsec = (long)(usec % 1000000) * 1000,
	};
	long long before, now;
	int rest;

	if (nanosleep(&told, NULL) != 0)
		return -1;
	before = cpu_nsec();
	for (rest = 0; rest < LOOKS; rest++) {
		if (nanosleep(&look, NULL) != 0)
			return -1;
		now = cpu_nsec();
		if (now - before > REST_NSEC)
			rest = -1;
		before = now;
	}
	return 0;
}
