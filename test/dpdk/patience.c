/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * To be preloaded into dpdk-test: its usleep() sleeps longer.
 *
 * compressdev_autotest gives up on an op after ten rounds of
 * usleep(10 ms) and then crashes on the op that it gave up. A model on a
 * thread of its own on a busy machine, or under a sanitizer or emulation, may
 * need longer than these 100 ms; the time must not decide the test.
 */

#include <time.h>
#include <unistd.h>

#define PATIENCE 20
#define USEC_PER_SEC 1000000UL

int
usleep(useconds_t usec)
{
	unsigned long total = (unsigned long)usec * PATIENCE;
	struct timespec t = {
		.tv_sec = (time_t)(total / USEC_PER_SEC),
		.tv_nsec = (long)(total % USEC_PER_SEC) * 1000,
	};

	return nanosleep(&t, NULL);
}
