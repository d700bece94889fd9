/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The pin node under attack: nothing that one user does through it costs another
 * one more than a moment.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "pinning.h"
#include "raw.h"
#include "slowfile.h"

#define PAGE 4096UL
#define ATTACKER 1000
#define BYSTANDER 1001
/* Seconds that a bystander may take, on a host as busy as it likes. */
#define MOMENT 30

/* Become an ordinary user who may lock as much as ulimit gives. */
static void
become(uid_t uid)
{
	EXPECT(setresgid(uid, uid, uid) == 0 && setresuid(uid, uid, uid) == 0,
	       "uid %u: %s", uid, strerror(errno));
	prctl(PR_SET_DUMPABLE, 1);
}

/* A process that pins, unpins and closes, as often as asked. */
static pid_t
bystander(int rounds)
{
	pid_t pid = fork();
	uint8_t *p;
	int fd;

	if (pid != 0)
		return pid;
	become(BYSTANDER);
	p = pin_memory(2 * PAGE);
	for (; rounds > 0; rounds--) {
		fd = pin_node();
		EXPECT(pin(fd, p, PAGE) == 0, "%s", strerror(errno));
		EXPECT(pin(fd, p + PAGE, PAGE) == 0, "%s", strerror(errno));
		EXPECT(unpin(fd, p, PAGE) == 0, "%s", strerror(errno));
		close(fd);
	}
	_exit(0);
}

/* @return whether it ends within a moment */
static bool
ends(pid_t pid, int *status)
{
	int i;

	for (i = 0; i < MOMENT * 10; i++) {
		if (waitpid(pid, status, WNOHANG) == pid)
			return true;
		usleep(100000);
	}
	kill(pid, SIGKILL);
	return false;
}

/* @return whether it ends within a moment, and well */
static bool
ends_soon(pid_t pid)
{
	int status;

	return ends(pid, &status) && status == 0;
}

/* Pin a dirty page of the file, let its write-back hang, close the node. */
__attribute__((noreturn))
static void
pin_and_close(const struct slow_file *f, int said)
{
	uint8_t *p = slow_file_map(MAP_SHARED);
	char pinned;
	int node;

	become(ATTACKER);
	memset(p, 'A', 2 * PAGE);
	madvise(p, SLOW_FILE_SIZE, MADV_DONTFORK);
	node = pin_node();
	pinned = pin(node, p, PAGE) == 0;
	memset(p, 'B', 2 * PAGE);
	if (fork() == 0) {
		close(node);
		slow_file_invalidate(f);
		_exit(0);
	}
	sleep(3);
	EXPECT(write(said, &pinned, 1) == 1, "pipe");
	close(node);
	for (;;)
		pause();
}

static void
file_that_never_answers(void)
{
	struct slow_file f;
	bool hurt, hurt_again;
	int said[2];
	char pinned;
	pid_t pid;

	slow_file_open(&f, ATTACKER, FUSE_WRITE);
	EXPECT(pipe(said) == 0, "pipe");
	pid = fork();
	if (pid == 0)
		pin_and_close(&f, said[1]);
	close(said[1]);
	EXPECT(read(said[0], &pinned, 1) == 1, "the attacker has ended");
	usleep(500000);
	hurt = !ends_soon(bystander(3));
	/* And with an attacker who is dead, as far as SIGKILL goes. */
	kill(pid, SIGKILL);
	usleep(500000);
	hurt_again = !hurt && !ends_soon(bystander(3));
	slow_file_abort(&f);
	EXPECT(!hurt, "a page of the file %s; another user's close hangs",
	       pinned ? "was pinned" : "was not pinned");
	EXPECT(!hurt_again, "another user's close hangs when the attacker is killed");
	EXPECT(!pinned, "a page of a file that never answers was pinned");
}

/* As before, with a page that is not there: pin waits for it, and nobody else does.
 * How long a file system makes a killed process wait is its own affair.
 */
static void
memory_that_never_comes(void)
{
	struct slow_file f;
	int status;
	uint8_t *p;
	pid_t pid;

	slow_file_open(&f, ATTACKER, FUSE_READ);
	pid = fork();
	if (pid == 0) {
		p = slow_file_map(MAP_PRIVATE);
		become(ATTACKER);
		pin(pin_node(), p, PAGE);
		_exit(0);
	}
	sleep(2);
	EXPECT(waitpid(pid, NULL, WNOHANG) == 0, "pin did not wait");
	EXPECT(ends_soon(bystander(3)), "another user hangs");
	kill(pid, SIGKILL);
	slow_file_abort(&f);
	EXPECT(ends(pid, &status), "the pin does not end with the file's server");
}

/* A limit on the address space is none on pins, and the other way round. */
static void
no_address_space(void)
{
	struct rlimit none = { 0, 0 };
	uint8_t *p = pin_memory(16 * PAGE);
	int fd;

	become(ATTACKER);
	fd = pin_node();
	EXPECT(setrlimit(RLIMIT_AS, &none) == 0, "setrlimit");
	EXPECT(pin(fd, p, 16 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(unpin(fd, p, 16 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(setrlimit(RLIMIT_MEMLOCK, &none) == 0, "setrlimit");
	EXPECT_ERRNO(pin(fd, p, PAGE), EPERM);
}

/* Root of a user namespace is an ordinary user here: its limit counts. */
static void
namespace_root_has_a_limit(void)
{
	struct rlimit limit = { 4 * PAGE, 4 * PAGE };
	uint8_t *p = pin_memory(16 * PAGE);
	int fd;

	become(ATTACKER);
	EXPECT(setrlimit(RLIMIT_MEMLOCK, &limit) == 0, "setrlimit");
	if (unshare(CLONE_NEWUSER) != 0)
		vm_skip("users may not make user namespaces");
	fd = pin_node();
	EXPECT_ERRNO(pin(fd, p, 16 * PAGE), ENOMEM);
	EXPECT(pin(fd, p, 4 * PAGE) == 0, "%s", strerror(errno));
}

/* As many opens as one user can make, beside another user. */
static void
many_opens(void)
{
	double end = raw_now() + 3;
	long before = pin_total();
	unsigned int n = 0;
	pid_t pid = fork();
	int fd;

	if (pid == 0) {
		uint8_t *p = pin_memory(PAGE);

		become(ATTACKER);
		for (; raw_now() < end; n++) {
			fd = pin_node();
			EXPECT(pin(fd, p, PAGE) == 0, "%s", strerror(errno));
			close(fd);
		}
		printf("INFO %u opens, pins and closes a second\n", n / 3);
		_exit(n == 0);
	}
	EXPECT(ends_soon(bystander(100)), "another user hangs");
	EXPECT(ends_soon(pid), "the opener hangs");
	pin_wait_total(before);
}

static const struct vm_case cases[] = {
	{ "pin_file_that_never_answers", file_that_never_answers },
	{ "pin_memory_that_never_comes", memory_that_never_comes },
	{ "pin_without_address_space", no_address_space },
	{ "pin_namespace_root_has_a_limit", namespace_root_has_a_limit },
	{ "pin_many_opens", many_opens },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	vm_leave_chroot();
	return vm_cases_run(cases, argv + 1);
}
