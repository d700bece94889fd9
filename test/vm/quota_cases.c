/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * How much of a device and of the host's memory one user can have: queues are
 * counted per user, rings are charged to the memory cgroup. The device has 64
 * queues; a cgroup file system is mounted at CGROUP.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"

#define QUEUES 64
#define USER 1000
#define OTHER 1001
#define PARAMETER "/sys/module/uacce/parameters/user_queues"
#define CGROUP "/run/cg"
#define NO_NS ((uid_t)-1)

/** A process that opens queues until it is refused, and then holds them. */
struct holder {
	pid_t pid;
	int go;      /**< write: go on */
	int said;    /**< read: struct taken */
};

struct taken {
	int n;
	int error;
};

static void
become(uid_t uid)
{
	EXPECT(setresgid(uid, uid, uid) == 0 && setresuid(uid, uid, uid) == 0,
	       "uid %u: %s", uid, strerror(errno));
	prctl(PR_SET_DUMPABLE, 1);
}

static void
take(int said, int most)
{
	struct taken t = { .n = 0 };

	while (t.n < most && raw_open_fd("hisi_sec2-") >= 0)
		t.n++;
	t.error = t.n < most ? errno : 0;
	EXPECT(write(said, &t, sizeof(t)) == sizeof(t), "pipe");
}

/* Start a holder. It runs as uid; or, if inside is given, uid makes a user
 * namespace of 65536 users, and it runs there as that one.
 */
static void
holder_start(struct holder *h, uid_t uid, uid_t inside)
{
	int go[2], said[2];
	char c = 0;

	EXPECT(pipe(go) == 0 && pipe(said) == 0, "pipe");
	h->pid = fork();
	if (h->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (uid != 0)
			become(uid);
		if (inside != NO_NS) {
			if (unshare(CLONE_NEWUSER) != 0)
				c = 1;
			EXPECT(write(said[1], &c, 1) == 1, "pipe");
			EXPECT(read(go[0], &c, 1) == 1, "pipe");
			EXPECT(setresuid(inside, inside, inside) == 0, "%s",
			       strerror(errno));
		}
		EXPECT(read(go[0], &c, 1) == 1, "pipe");
		take(said[1], QUEUES);
		pause();
		_exit(0);
	}
	/* So that a read ends with the holder. */
	close(go[0]);
	close(said[1]);
	h->go = go[1];
	h->said = said[0];
}

/* Give its namespace the users 100000 to 165535. */
static void
holder_map(const struct holder *h)
{
	char path[64], c;

	EXPECT(read(h->said, &c, 1) == 1, "pipe");
	if (c != 0)
		vm_skip("users may not make user namespaces");
	snprintf(path, sizeof(path), "/proc/%d/uid_map", h->pid);
	EXPECT(vm_write_text(path, "0 100000 65536") == 0, "%s", path);
	EXPECT(write(h->go, "", 1) == 1, "pipe");
}

static struct taken
holder_takes(const struct holder *h)
{
	struct taken t;

	EXPECT(write(h->go, "", 1) == 1, "pipe");
	EXPECT(read(h->said, &t, sizeof(t)) == sizeof(t), "the holder has ended");
	return t;
}

static struct taken
user_takes(struct holder *h, uid_t uid)
{
	holder_start(h, uid, NO_NS);
	return holder_takes(h);
}

static void
holder_end(const struct holder *h)
{
	kill(h->pid, SIGKILL);
	EXPECT(waitpid(h->pid, NULL, 0) == h->pid, "wait");
}

static void
expect_taken(struct taken t, int n, int error, const char *who)
{
	EXPECT(t.n == n && t.error == error, "%s: %d queues, then %s", who, t.n,
	       strerror(t.error));
}

/* Queues of the cases before come back with the last look at them. */
static void
all_free(void)
{
	static char name[64];

	snprintf(name, sizeof(name), "%s",
		 strrchr(raw_device("hisi_sec2-"), '/') + 1);
	vm_wait_long("/sys/class/uacce/%s/available_instances", name, QUEUES);
}

static void
quota_one_user_leaves_half(void)
{
	struct holder a, b, root;

	all_free();
	expect_taken(user_takes(&a, USER), QUEUES / 2, EDQUOT, "the first user");
	expect_taken(user_takes(&b, OTHER), QUEUES / 2, EDQUOT, "the next user");
	holder_end(&a);
	expect_taken(user_takes(&root, 0), QUEUES / 2, EBUSY, "root");
	holder_end(&b);
	holder_end(&root);
}

static void
quota_comes_back_with_close(void)
{
	struct holder a;
	int i;

	all_free();
	for (i = 0; i < 3; i++) {
		expect_taken(user_takes(&a, USER), QUEUES / 2, EDQUOT, "a user");
		holder_end(&a);
		all_free();
	}
}

static void
quota_counts_all_processes_of_a_user(void)
{
	struct holder a, b;

	all_free();
	expect_taken(user_takes(&a, USER), QUEUES / 2, EDQUOT, "one process");
	expect_taken(user_takes(&b, USER), 0, EDQUOT, "the other process");
}

static void
quota_parameter(void)
{
	struct holder a, b;

	all_free();
	EXPECT(vm_write_text(PARAMETER, "3") == 0, PARAMETER);
	expect_taken(user_takes(&a, USER), 3, EDQUOT, "limit 3");
	EXPECT(vm_write_text(PARAMETER, "60") == 0, PARAMETER);
	expect_taken(user_takes(&b, USER), 57, EDQUOT, "limit 60");
	EXPECT(vm_write_text(PARAMETER, "0") == 0, PARAMETER);
}

/* The log says user, device, limit and remedy, and not thousands of times. */
static void
quota_says_limit_and_remedy(void)
{
	static char log[1 << 20];
	int lines = 0, n, i;
	char *line;
	pid_t pid;

	all_free();
	EXPECT(klogctl(5 /* clear */, NULL, 0) == 0, "%s", strerror(errno));
	pid = fork();
	if (pid == 0) {
		become(USER);
		for (i = 0; i < 2000; i++)
			raw_open_fd("hisi_sec2-");
		_exit(0);
	}
	EXPECT(waitpid(pid, NULL, 0) == pid, "wait");
	n = klogctl(3 /* all */, log, sizeof(log) - 1);
	EXPECT(n > 0, "the log is empty");
	for (line = strstr(log, "uacce: "); line != NULL;
	     line = strstr(line + 1, "uacce: "))
		lines++;
	EXPECT(strstr(log, "user 1000 has 32 queues open and may have 32: it has to close some, or the administrator raises " PARAMETER) != NULL,
	       "%s", log);
	EXPECT(lines > 0 && lines < 100, "%d lines", lines);
}

/* A namespace that a user made counts to that user, whoever is in it. */
static void
quota_user_namespace_is_its_maker(void)
{
	struct holder out, in;

	all_free();
	holder_start(&in, USER, 5);
	holder_map(&in);
	expect_taken(user_takes(&out, USER), QUEUES / 2, EDQUOT, "outside");
	expect_taken(holder_takes(&in), 0, EDQUOT, "in the namespace");
	holder_end(&out);
	holder_end(&in);
	all_free();
	holder_start(&in, USER, 5);
	holder_map(&in);
	expect_taken(holder_takes(&in), QUEUES / 2, EDQUOT, "in the namespace");
	expect_taken(user_takes(&out, USER), 0, EDQUOT, "outside");
}

/* A container of root's counts as one, also its root. */
static void
quota_container_counts_as_one(void)
{
	struct holder a, other;

	all_free();
	holder_start(&a, 0, 0);
	holder_map(&a);
	expect_taken(holder_takes(&a), QUEUES / 2, EDQUOT, "root of a container");
	holder_start(&other, 0, 7);
	holder_map(&other);
	expect_taken(holder_takes(&other), QUEUES / 2, EDQUOT,
		     "another container");
}

/* @param limit of memory, as memory.max has it */
static void
cgroup_make(const char *limit)
{
	rmdir(CGROUP "/box");
	EXPECT(vm_write_text(CGROUP "/cgroup.subtree_control", "+memory") == 0,
	       "no memory controller");
	EXPECT(mkdir(CGROUP "/box", 0755) == 0, "%s", strerror(errno));
	EXPECT(vm_write_text(CGROUP "/box/memory.max", limit) == 0, "memory.max");
}

/* A holder in the cgroup. */
static void
holder_in_cgroup(struct holder *h, uid_t uid)
{
	char pid[16];

	holder_start(h, uid, NO_NS);
	snprintf(pid, sizeof(pid), "%d", h->pid);
	EXPECT(vm_write_text(CGROUP "/box/cgroup.procs", pid) == 0, "cgroup.procs");
}

static void
quota_rings_are_charged(void)
{
	struct holder h;
	long before, used;

	all_free();
	cgroup_make("64M");
	before = vm_read_long(CGROUP "/%s/memory.current", "box");
	holder_in_cgroup(&h, USER);
	expect_taken(holder_takes(&h), QUEUES / 2, EDQUOT, "a user in a cgroup");
	used = vm_read_long(CGROUP "/%s/memory.current", "box") - before;
	EXPECT(used >= QUEUES / 2 * RAW_DUS, "%d queues are charged %ld bytes",
	       QUEUES / 2, used);
	holder_end(&h);
	all_free();
	rmdir(CGROUP "/box");
}

/* A cgroup without memory gets no queues; everybody else does. */
static void
quota_full_cgroup_hurts_nobody(void)
{
	struct holder h, other;
	struct taken t;
	ssize_t n;

	all_free();
	cgroup_make("2M");
	holder_in_cgroup(&h, USER);
	EXPECT(write(h.go, "", 1) == 1, "pipe");
	expect_taken(user_takes(&other, OTHER), QUEUES / 2, EDQUOT,
		     "a user outside");
	/* It was refused, or the kernel has killed it. */
	n = read(h.said, &t, sizeof(t));
	EXPECT(n != sizeof(t) || (t.n < 20 && t.error == ENOMEM),
	       "%d queues of 148 KiB in 2 MiB, then %s", t.n, strerror(t.error));
	printf("INFO the full cgroup: %d queues, then %s\n",
	       n == sizeof(t) ? t.n : -1,
	       n == sizeof(t) ? strerror(t.error) : "killed");
	holder_end(&h);
	holder_end(&other);
	all_free();
	rmdir(CGROUP "/box");
}

static const struct vm_case cases[] = {
	{ "quota_one_user_leaves_half", quota_one_user_leaves_half },
	{ "quota_comes_back_with_close", quota_comes_back_with_close },
	{ "quota_counts_all_processes_of_a_user",
	  quota_counts_all_processes_of_a_user },
	{ "quota_parameter", quota_parameter },
	{ "quota_says_limit_and_remedy", quota_says_limit_and_remedy },
	{ "quota_user_namespace_is_its_maker",
	  quota_user_namespace_is_its_maker },
	{ "quota_container_counts_as_one", quota_container_counts_as_one },
	{ "quota_rings_are_charged", quota_rings_are_charged },
	{ "quota_full_cgroup_hurts_nobody", quota_full_cgroup_hurts_nobody },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	vm_leave_chroot();
	return vm_cases_run(cases, argv + 1);
}
