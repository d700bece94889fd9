/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VM_CASES_H
#define VM_CASES_H

/**
 * @file
 * Cases of the test programs inside the machines. Each runs in a process of
 * its own, under a time limit, and ends in one line: PASS, FAIL or SKIP.
 */

#include <stdbool.h>
#include <stddef.h>

/** A case. */
struct vm_case {
	const char *name;
	void (*run)(void);
};

/** Seconds a case may take. */
#define VM_CASE_LIMIT 600

/** End the case as failed unless the condition holds. */
#define EXPECT(cond, ...) \
	vm_expect((cond), __FILE__, __LINE__, #cond, __VA_ARGS__)

/** Expect a call to fail with -1 and an errno. */
#define EXPECT_ERRNO(call, err) \
	vm_expect_errno((long)(call), (err), __FILE__, __LINE__, #call)

__attribute__((format(printf, 5, 6)))
void vm_expect(bool ok, const char *file, int line, const char *cond,
	       const char *fmt, ...);
void vm_expect_errno(long ret, int err, const char *file, int line,
		     const char *call);
/** End the case as skipped. */
__attribute__((noreturn))
void vm_skip(const char *why);

/**
 * Run cases.
 * @param argv names of the cases to run, NULL-ended; none: all
 * @return exit status
 */
int vm_cases_run(const struct vm_case *cases, char **argv);

/** Run a function in a child. @return its exit status, -1 if it was killed */
int vm_in_child(int (*fn)(void *arg), void *arg);

/**
 * Make the root of the machine's scripts, a chroot, that of a mount namespace: the
 * kernel gives no user namespace to who is in a chroot. For main().
 */
void vm_leave_chroot(void);

/** Fresh private memory; ends the case if there is none. */
void *vm_anon(size_t len);

/** Send a descriptor to another process. */
void vm_send_fd(int sock, int fd);
int vm_recv_fd(int sock);

/** A number from a file, such as an attribute of sysfs. */
long vm_read_long(const char *fmt, const char *name);
/** Wait, for a minute at most, until the number is as wanted; if it never is,
 * end the case.
 */
void vm_wait_long(const char *fmt, const char *name, long wanted);
/** Write a text to a file. @return 0 or -errno */
int vm_write_text(const char *path, const char *text);

#endif /* VM_CASES_H */
