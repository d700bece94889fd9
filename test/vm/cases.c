/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"

#define STATUS_SKIP 77

/* NULL in a program that is not a list of cases: the script names those. */
static const char *case_name;

void
vm_expect(bool ok, const char *file, int line, const char *cond,
	  const char *fmt, ...)
{
	const char *base = strrchr(file, '/');
	va_list ap;

	if (ok)
		return;
	if (case_name != NULL)
		printf("FAIL %s: ", case_name);
	printf("%s:%d: %s: ", base ? base + 1 : file, line, cond);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf("\n");
	fflush(stdout);
	_exit(1);
}

void
vm_expect_errno(long ret, int err, const char *file, int line,
		const char *call)
{
	int got = ret == -1 ? errno : 0;

	vm_expect(ret == -1 && got == err, file, line, call,
		  "returned %ld (%s), expected %s", ret, strerror(got),
		  strerror(err));
}

void
vm_skip(const char *why)
{
	printf("SKIP %s: %s\n", case_name, why);
	fflush(stdout);
	_exit(STATUS_SKIP);
}

/* @return whether the case failed */
static bool
run_case(const struct vm_case *c)
{
	int status;
	pid_t pid;

	case_name = c->name;
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		setpgid(0, 0);
		alarm(VM_CASE_LIMIT);
		c->run();
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid) {
		printf("FAIL %s: fork: %s\n", c->name, strerror(errno));
		return true;
	}
	/* Its remains must not disturb the next case. */
	kill(-pid, SIGKILL);
	if (WIFSIGNALED(status))
		printf("FAIL %s: %s\n", c->name, WTERMSIG(status) == SIGALRM ?
		       "time limit" : strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) == 0)
		printf("PASS %s\n", c->name);
	fflush(stdout);
	return !WIFEXITED(status) || (WEXITSTATUS(status) != 0 &&
				      WEXITSTATUS(status) != STATUS_SKIP);
}

static bool
wanted(const char *name, char **names)
{
	if (*names == NULL)
		return true;
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

int
vm_cases_run(const struct vm_case *cases, char **argv)
{
	bool failed = false;

	for (; cases->name != NULL; cases++)
		if (wanted(cases->name, argv))
			failed |= run_case(cases);
	return failed;
}

int
vm_in_child(int (*fn)(void *arg), void *arg)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(fn(arg));
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void
vm_send_fd(int sock, int fd)
{
	union {
		struct cmsghdr h;
		char buf[CMSG_SPACE(sizeof(int))];
	} u;
	char byte = 0;
	struct iovec iov = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = u.buf, .msg_controllen = sizeof(u.buf) };

	memset(&u, 0, sizeof(u));
	u.h.cmsg_level = SOL_SOCKET;
	u.h.cmsg_type = SCM_RIGHTS;
	u.h.cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(&u.h), &fd, sizeof(fd));
	EXPECT(sendmsg(sock, &m, 0) == 1, "%s", strerror(errno));
}

int
vm_recv_fd(int sock)
{
	union {
		struct cmsghdr h;
		char buf[CMSG_SPACE(sizeof(int))];
	} u;
	char byte;
	struct iovec iov = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = u.buf, .msg_controllen = sizeof(u.buf) };
	int fd;

	EXPECT(recvmsg(sock, &m, 0) == 1, "%s", strerror(errno));
	EXPECT(CMSG_FIRSTHDR(&m) != NULL, "no descriptor came");
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(fd));
	return fd;
}

long
vm_read_long(const char *fmt, const char *name)
{
	char path[PATH_MAX];
	long v = -1;
	FILE *f;

	snprintf(path, sizeof(path), fmt, name);
	f = fopen(path, "r");
	EXPECT(f != NULL, "%s: %s", path, strerror(errno));
	EXPECT(fscanf(f, "%ld", &v) == 1, "%s is no number", path);
	fclose(f);
	return v;
}

void
vm_wait_long(const char *fmt, const char *name, long wanted)
{
	long got = vm_read_long(fmt, name);
	int i;

	for (i = 0; i < 600 && got != wanted; i++) {
		usleep(100000);
		got = vm_read_long(fmt, name);
	}
	EXPECT(got == wanted, "%s has %ld, not %ld", name, got, wanted);
}

int
vm_write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	int ret = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		ret = -errno;
	close(fd);
	return ret;
}

void *
vm_anon(size_t len)
{
	void *p = mmap(NULL, len, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	EXPECT(p != MAP_FAILED, "%s", strerror(errno));
	return p;
}

void
vm_leave_chroot(void)
{
	/* The root of the first process, and there the folder that init moved to. A new
	 * namespace takes both along, if they are the current ones.
	 */
	if (chroot("/proc/1/root") != 0 || chdir("/r") != 0 ||
	    unshare(CLONE_NEWNS) != 0 ||
	    mount(".", "/", NULL, MS_MOVE, NULL) != 0 || chroot(".") != 0 ||
	    chdir("/") != 0) {
		printf("FAIL chroot: %s\n", strerror(errno));
		exit(1);
	}
}
