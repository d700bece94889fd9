/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Turns of hisi-modeld: who gets how much CPU time of a device. */

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "turns.h"

#define QUEUES 9
#define MS 1000000ULL

/** A queue that always has work. */
struct busy {
	struct turn turn;
	pthread_t thread;
	uint64_t slice;   /* ns of CPU between two looks */
	uint64_t used;
	atomic_bool *stop;
};

static uint64_t
cpu_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000 * MS + t.tv_nsec;
}

static void
burn(uint64_t ns)
{
	uint64_t end = cpu_now() + ns;

	while (cpu_now() < end)
		;
}

static void *
busy_main(void *arg)
{
	struct busy *b = arg;
	uint64_t began;

	if (!turn_take(&b->turn))
		return NULL;
	do {
		began = cpu_now();
		burn(b->slice);
		b->used += cpu_now() - began;
	} while (!*b->stop && turn_next(&b->turn));
	turn_leave(&b->turn);
	return NULL;
}

static void
busy_run(struct turns *s, struct busy *b, unsigned int n, uint64_t limit)
{
	atomic_bool stop = false;
	const struct timespec nap = { .tv_nsec = 1000000 };
	unsigned int i;
	uint64_t sum = 0;

	for (i = 0; i < n; i++) {
		b[i].stop = &stop;
		assert_int_equal(pthread_create(&b[i].thread, NULL, busy_main,
						&b[i]), 0);
	}
	while (sum < limit) {
		nanosleep(&nap, NULL);
		for (sum = 0, i = 0; i < n; i++)
			sum += *(volatile uint64_t *)&b[i].used;
	}
	stop = true;
	for (i = 0; i < n; i++) {
		pthread_join(b[i].thread, NULL);
		turn_fini(&b[i].turn);
	}
	turns_put(s);
}

/* One queue of a user gets as much as eight of another with long slices. */
static void
users_share_by_cost(void **state)
{
	struct busy b[QUEUES] = { 0 };
	struct turns *s = turns_new(1);
	uint64_t others = 0;
	unsigned int i;

	(void)state;
	assert_non_null(s);
	for (i = 0; i < QUEUES; i++) {
		b[i].slice = i == 0 ? MS / 5 : MS;
		assert_int_equal(turn_init(&b[i].turn, s, i == 0 ? 1 : 2), 0);
	}
	busy_run(s, b, QUEUES, 300 * MS);
	for (i = 1; i < QUEUES; i++)
		others += b[i].used;
	assert_in_range(b[0].used * 100 / others, 75, 133);
}

/* Queues of one user share too. */
static void
queues_share_by_cost(void **state)
{
	struct busy b[2] = { { .slice = MS / 5 }, { .slice = 2 * MS } };
	struct turns *s = turns_new(1);

	(void)state;
	assert_non_null(s);
	assert_int_equal(turn_init(&b[0].turn, s, 7), 0);
	assert_int_equal(turn_init(&b[1].turn, s, 7), 0);
	busy_run(s, b, 2, 200 * MS);
	assert_in_range(b[0].used * 100 / b[1].used, 75, 133);
}

static void *
take_main(void *arg)
{
	return (void *)(uintptr_t)turn_take(arg);
}

/* A queue that ends does not wait for the place of another. */
static void
cut_waits_for_nobody(void **state)
{
	struct turns *s = turns_new(1);
	struct turn a = { 0 }, b = { 0 };
	pthread_t t;
	void *took;

	(void)state;
	assert_non_null(s);
	assert_int_equal(turn_init(&a, s, 1), 0);
	assert_int_equal(turn_init(&b, s, 2), 0);
	assert_true(turn_take(&a));
	assert_int_equal(pthread_create(&t, NULL, take_main, &b), 0);
	turn_cut(&b);
	pthread_join(t, &took);
	assert_null(took);
	assert_false(turn_take(&b));
	turn_leave(&b);
	assert_true(turn_next(&a));
	turn_cut(&a);
	assert_false(turn_next(&a));
	turn_leave(&a);
	turn_fini(&a);
	turn_fini(&b);
	turns_put(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(users_share_by_cost),
		cmocka_unit_test(queues_share_by_cost),
		cmocka_unit_test(cut_waits_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
