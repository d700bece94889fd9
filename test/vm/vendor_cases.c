/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * A SEC queue file of the kernel's own driver, whose device asks for no page:
 * fork with locked memory (uacce.md 12, FK), and asynchronous events (qm.md
 * 10.6). What the driver says to the events is for the caller to look at.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"

#define PAGE 4096
/** Event queue entries (10.6). */
#define EQ_DEPTH 2048
/** Flag of a CQ doorbell: tell me of the next completion (5.2). */
#define C_FLAG (1ULL << 48)

static const uint8_t key[16] = "0123456789abcdef";

/* Every page is there, and stays. */
static void
lock_memory(void)
{
	EXPECT(mlockall(MCL_CURRENT | MCL_FUTURE) == 0, "%s",
	       strerror(errno));
}

/* The words after the rings: the queue has been stopped (7.1). */
static bool
stopped(const struct raw_queue *q)
{
	const uint32_t *rx = (const uint32_t *)(const void *)
		(q->dus + RAW_DUS - 8);

	return __atomic_load_n(rx, __ATOMIC_ACQUIRE) != 0;
}

static void
expect_stopped(const struct raw_queue *q)
{
	int i;

	for (i = 0; i < 600 && !stopped(q); i++)
		usleep(100000);
	EXPECT(stopped(q), "the driver does not stop the queue");
}

static void
expect_right(struct raw_queue *q, const uint8_t *in, uint8_t *out)
{
	uint8_t ref[16];

	memset(out, 0, sizeof(ref));
	EXPECT(raw_encrypt(q, key, in, out, 16) == RAW_OK, "encrypt");
	raw_reference(key, in, ref, 16);
	EXPECT(memcmp(out, ref, 16) == 0, "wrong data");
}

/* FK1, FK2: the parent has written its locked pages after the fork, so they
 * are its own: the device reads and writes these, not the child's.
 */
static void
fork_locked(bool kill_child)
{
	uint8_t *in = vm_anon(PAGE), *out = vm_anon(PAGE);
	int go[2], status, i;
	struct raw_queue q;
	pid_t pid;
	char c;

	lock_memory();
	raw_open(&q);
	memset(in, 1, PAGE);
	memset(out, 7, PAGE);
	EXPECT(pipe(go) == 0, "pipe");
	pid = fork();
	if (pid == 0) {
		if (read(go[0], &c, 1) != 1)
			_exit(2);
		for (i = 0; i < 16 && in[i] == 1 && out[i] == 7; i++)
			;
		while (kill_child)
			pause();
		_exit(i != 16);
	}
	memset(in, 2, PAGE);
	memset(out, 0, PAGE);
	expect_right(&q, in, out);
	EXPECT(write(go[1], "x", 1) == 1, "pipe");
	expect_right(&q, in, out);
	if (kill_child)
		kill(pid, SIGKILL);
	EXPECT(waitpid(pid, &status, 0) == pid &&
	       status == (kill_child ? SIGKILL : 0), "status %x", status);
	expect_right(&q, in, out);
}

static void
fk1_fk2_child_exits(void)
{
	fork_locked(false);
}

static void
fk1_fk2_child_killed(void)
{
	fork_locked(true);
}

/* A page that parent and child still share: an error, and no bytes are
 * changed. Hardware would have it copied by a page request.
 */
static void
fork_unwritten_page(void)
{
	uint8_t *in = vm_anon(PAGE), *out = vm_anon(PAGE);
	struct raw_queue q;
	enum raw_result r;
	pid_t pid;

	lock_memory();
	raw_open(&q);
	memset(in, 1, PAGE);
	memset(out, 7, PAGE);
	pid = fork();
	if (pid == 0)
		for (;;)
			pause();
	r = raw_encrypt(&q, key, in, out, 16);
	EXPECT(r == RAW_ERROR, "result %d", r);
	EXPECT(out[0] == 7 && memcmp(out, out + 1, PAGE - 1) == 0,
	       "the device wrote to a shared page");
	memset(out, 0, PAGE);
	expect_right(&q, in, out);
	kill(pid, SIGKILL);
	EXPECT(waitpid(pid, NULL, 0) == pid, "wait");
}

static int
map_in_child(void *arg)
{
	return raw_map(*(int *)arg, 1, RAW_DUS) == MAP_FAILED;
}

/* A fact about the kernel, in either case no fault of the device. */
static void
child_maps_inherited_file(void)
{
	struct raw_queue q;
	int fd = raw_open_fd("hisi_sec2-");

	EXPECT(fd >= 0, "%s", strerror(errno));
	printf("INFO this kernel %s a child map a file it inherits\n",
	       vm_in_child(map_in_child, &fd) == 0 ? "lets" :
						     "does not let");
	raw_open(&q);
	EXPECT(vm_in_child(map_in_child, &q.fd) != 0,
	       "a child maps what its parent has mapped");
}

/* Completions that are never acknowledged: the CQ has no room (7.2). */
static void
cq_overflow(void)
{
	uint8_t *in = vm_anon(PAGE), *out = vm_anon(PAGE);
	struct raw_queue q;
	int i;

	lock_memory();
	raw_open(&q);
	memset(in, 1, 16);
	for (i = 0; i < RAW_DEPTH + 8; i++) {
		raw_put(&q, key, in, out, 16);
		raw_ring(&q, raw_doorbell(&q, 0, q.tail));
	}
	expect_stopped(&q);
}

/* The caller has masked the event queue's interrupt: nobody takes the events
 * that the queue asks for with each CQ doorbell.
 */
static void
eq_overflow(void)
{
	uint8_t *in = vm_anon(PAGE), *out = vm_anon(PAGE);
	struct raw_queue q;
	enum raw_result r = RAW_OK;
	int i;

	lock_memory();
	raw_open(&q);
	q.spin = true;
	memset(in, 1, 16);
	for (i = 0; i < 2 * EQ_DEPTH && r == RAW_OK && !stopped(&q); i++) {
		r = raw_encrypt(&q, key, in, out, 16);
		raw_ring(&q, raw_doorbell(&q, 1, q.head) | C_FLAG);
	}
	EXPECT(i >= EQ_DEPTH / 2, "result %d of op %d", r, i);
	expect_stopped(&q);
}

static const struct vm_case cases[] = {
	{ "FK1_FK2_locked_child_exits", fk1_fk2_child_exits },
	{ "FK1_FK2_locked_child_killed", fk1_fk2_child_killed },
	{ "fork_unwritten_page_is_an_error", fork_unwritten_page },
	{ "fork_child_maps_inherited_file", child_maps_inherited_file },
	{ "cq_overflow", cq_overflow },
	{ "eq_overflow", eq_overflow },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
