/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * /dev/uacce_ctrl: the defects of the proposal (P), its objections (G, J, A),
 * and what pinning promises and does not (uacce.md 11). Names begin with the
 * row.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "pinning.h"
#include "uapi/uacce.h"

#define PAGE 4096UL
#define HUGE (2UL << 20)
#define NOBODY 65534
#define MPOL_MF_MOVE 2

/* Without touching it. */
static uint8_t *
reserve(size_t len, int prot, int flags)
{
	void *p = mmap(NULL, len, prot, MAP_PRIVATE | MAP_ANONYMOUS | flags,
		       -1, 0);

	EXPECT(p != MAP_FAILED, "%s", strerror(errno));
	return p;
}

/* Below 4 GiB. */
static void *
reserve_low(size_t len)
{
	void *p = mmap((void *)0x10000000, len, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	EXPECT(p != MAP_FAILED, "%s", strerror(errno));
	EXPECT((uintptr_t)p + len <= 1UL << 32, "%p was given", p);
	return p;
}

static void
p1_short_pin_leaves_nothing(void)
{
	uint8_t *p = pin_memory(4 * PAGE);
	long before = pin_total();
	int fd = pin_node();

	EXPECT(munmap(p + 2 * PAGE, PAGE) == 0, "munmap");
	EXPECT_ERRNO(pin(fd, p, 4 * PAGE), EFAULT);
	EXPECT(pin_charged() == 0 && pin_total() == before, "%ld charged, %ld pinned",
	       pin_charged(), pin_total() - before);
	EXPECT(pin(fd, p, 2 * PAGE) == 0, "the part before the hole: %s",
	       strerror(errno));
	EXPECT(pin_charged() == 2 && pin_total() == before + 2, "%ld charged",
	       pin_charged());
}

static void
p2_p3_no_size(void)
{
	uint8_t *p = pin_memory(16 * PAGE);
	int fd = pin_node();

	EXPECT_ERRNO(pin(fd, p, 0), EINVAL);
	EXPECT_ERRNO(pin(fd, p + 7, 0), EINVAL);
	EXPECT_ERRNO(unpin(fd, p, 0), EINVAL);
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
}

static void
p4_g1_wrap(void)
{
	int fd = pin_node();

	EXPECT_ERRNO(pin(fd, (void *)~0UL, 2), EINVAL);
	EXPECT_ERRNO(pin(fd, (void *)(~0UL - PAGE), 2 * PAGE), EINVAL);
	EXPECT_ERRNO(pin(fd, (void *)PAGE, ~0UL), EINVAL);
	EXPECT_ERRNO(pin(fd, (void *)0xffff800000000000, PAGE), EINVAL);
	EXPECT_ERRNO(unpin(fd, (void *)~0UL, 2), EINVAL);
}

static void
p5_p6_more_pages_than_an_int(void)
{
	uint8_t *p = reserve_low(PAGE);
	int fd = pin_node();

	EXPECT_ERRNO(pin(fd, p, ((1UL << 32) + 1) * PAGE), EINVAL);
	EXPECT_ERRNO(pin(fd, p, ((1UL << 31) + 1) * PAGE), EINVAL);
	/* The largest that is taken: fails at the first absent page. */
	EXPECT_ERRNO(pin(fd, p, 1UL << 40), EFAULT);
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
}

static void
p7_top_of_the_range(void)
{
	int fd = pin_node();
	int ret = pin(fd, (void *)0x7ffffffff000UL, PAGE);

	EXPECT(ret == -1 && (errno == EFAULT || errno == EINVAL), "%s",
	       strerror(errno));
	EXPECT_ERRNO(pin(fd, (void *)0x7fffffffe000UL, PAGE), EFAULT);
}

struct racer {
	int fd;
	uint8_t *p;
	int wins;
	int others;
};

static void *
racer_main(void *arg)
{
	struct racer *r = arg;
	int i;

	for (i = 0; i < 300; i++) {
		if (unpin(r->fd, r->p, 4 * PAGE) == 0)
			r->wins++;
		else if (errno != ENODEV)
			r->others++;
		if (pin(r->fd, r->p, 4 * PAGE) == 0)
			r->wins--;
		else if (errno != EBUSY)
			r->others++;
	}
	return NULL;
}

static void
p8_races(void)
{
	struct racer r[4];
	pthread_t t[4];
	int i, wins = 0, fd = pin_node();
	long before = pin_total();
	uint8_t *p = pin_memory(4 * PAGE);

	for (i = 0; i < 4; i++) {
		r[i] = (struct racer){ .fd = fd, .p = p };
		EXPECT(pthread_create(&t[i], NULL, racer_main, &r[i]) == 0,
		       "thread");
	}
	for (i = 0; i < 4; i++) {
		pthread_join(t[i], NULL);
		wins -= r[i].wins;
		EXPECT(r[i].others == 0, "%d other errors", r[i].others);
	}
	EXPECT(wins == 0 || wins == 1, "%d more pins than unpins", wins);
	EXPECT(pin_charged() == 4 * wins && pin_total() - before == 4 * wins,
	       "%ld charged", pin_charged());
}

static void
p10_overlap_counts_each(void)
{
	uint8_t *p = pin_memory(8 * PAGE);
	int fd = pin_node();

	EXPECT(pin(fd, p, 4 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin(fd, p + 2 * PAGE, 4 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin_charged() == 8, "%ld charged", pin_charged());
	EXPECT(unpin(fd, p, 4 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin_charged() == 4, "%ld charged", pin_charged());
	EXPECT_ERRNO(unpin(fd, p, 4 * PAGE), ENODEV);
	EXPECT(unpin(fd, p + 2 * PAGE, 4 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
}

static void
p11_number_first(void)
{
	int fd = pin_node();

	EXPECT_ERRNO(ioctl(fd, 0x5702, 1), ENOTTY);
	EXPECT_ERRNO(ioctl(fd, 0x40105704, 1), ENOTTY);
	EXPECT_ERRNO(ioctl(fd, 0x80105702, 1), ENOTTY);
	EXPECT_ERRNO(ioctl(fd, UACCE_CMD_PIN, 1), EFAULT);
	EXPECT_ERRNO(ioctl(fd, UACCE_CMD_UNPIN, NULL), EFAULT);
	EXPECT(UACCE_CMD_PIN == 0x40105702 && UACCE_CMD_UNPIN == 0x40105703,
	       "numbers of the proposal");
}

#ifdef __x86_64__
/* The system call as a 32-bit program makes it. */
static long
ioctl32(int fd, uint32_t req, void *arg)
{
	long ret = 54; /* ioctl in the 32-bit table */

	__asm__ __volatile__("int $0x80"
			     : "+a"(ret)
			     : "b"((long)fd), "c"((long)req), "d"(arg)
			     : "memory", "r8", "r9", "r10", "r11");
	return ret;
}

static void
p12_caller_of_32_bits(void)
{
	struct uacce_pin_address *a;
	uint8_t *low = reserve_low(4 * PAGE);
	int fd = pin_node();
	long ret;

	a = (void *)low;
	a->addr = (uintptr_t)(low + PAGE);
	a->size = 2 * PAGE;
	ret = ioctl32(fd, UACCE_CMD_PIN, a);
	if (ret == -ENOSYS)
		vm_skip("no 32-bit system calls in this kernel");
	EXPECT(ret == 0 && pin_charged() == 2, "returned %ld, %ld charged", ret,
	       pin_charged());
	EXPECT(ioctl32(fd, UACCE_CMD_UNPIN, a) == 0 && pin_charged() == 0,
	       "unpin");
}
#else
static void
p12_caller_of_32_bits(void)
{
	vm_skip("only on x86 can this program call as one of 32 bits");
}
#endif

struct foreign {
	int fd;
	uint8_t *p;
};

static int
foreign_pin(void *arg)
{
	struct foreign *f = arg;

	EXPECT_ERRNO(pin(f->fd, f->p, PAGE), EPERM);
	EXPECT_ERRNO(unpin(f->fd, f->p, PAGE), EPERM);
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
	return 0;
}

static void
p13_child_is_refused(void)
{
	struct foreign f = { .fd = pin_node(), .p = pin_memory(PAGE) };

	EXPECT(pin(f.fd, f.p, PAGE) == 0, "%s", strerror(errno));
	EXPECT(vm_in_child(foreign_pin, &f) == 0, "child");
	EXPECT(pin_charged() == 1, "%ld charged", pin_charged());
	EXPECT(unpin(f.fd, f.p, PAGE) == 0, "%s", strerror(errno));
}

static void
p14_passed_descriptor_is_refused(void)
{
	struct foreign f = { .p = pin_memory(PAGE) };
	int sock[2], status;
	pid_t pid;

	EXPECT(socketpair(AF_UNIX, SOCK_DGRAM, 0, sock) == 0, "socketpair");
	pid = fork();
	if (pid == 0) {
		f.fd = vm_recv_fd(sock[1]);
		_exit(foreign_pin(&f));
	}
	vm_send_fd(sock[0], pin_node());
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0, "status %x",
	       status);
}

/* Lines of the kernel's log that name this program or the module; others may
 * come at any time.
 */
static int
own_log_lines(void)
{
	static char log[1 << 20];
	int n = klogctl(3, log, sizeof(log) - 1), lines = 0;
	char *p;

	EXPECT(n >= 0, "%s", strerror(errno));
	log[n] = '\0';
	for (p = log; (p = strstr(p, "pin")) != NULL; p++)
		lines++;
	return lines;
}

static void
p15_failures_print_nothing(void)
{
	int i, before = own_log_lines(), fd = pin_node();

	for (i = 0; i < 1000; i++)
		pin(fd, (void *)PAGE, PAGE);
	EXPECT(own_log_lines() == before, "%d lines more",
	       own_log_lines() - before);
}

/* The opener ends while a child holds the file. */
static void
p16_opener_exits(void)
{
	long before = pin_total();
	int hold[2], status;
	char c;
	pid_t pid;

	EXPECT(pipe(hold) == 0, "pipe");
	pid = fork();
	if (pid == 0) {
		uint8_t *p = pin_memory(64 * PAGE);
		int fd = pin_node();

		EXPECT(pin(fd, p, 64 * PAGE) == 0, "%s", strerror(errno));
		EXPECT(pin_total() == before + 64, "not pinned");
		if (fork() == 0) {
			close(hold[1]);
			_exit(read(hold[0], &c, 1) != 0);
		}
		_exit(0);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0, "status %x",
	       status);
	pin_wait_total(before);
	close(hold[1]);
}

static void
p17_unload_with_open_file(void)
{
	int fd = pin_node();

	EXPECT_ERRNO(syscall(SYS_delete_module, "uacce_pin", O_NONBLOCK),
		     EWOULDBLOCK);
	close(fd);
}

static void
p18_mode(void)
{
	struct stat s;

	memset(&s, 0, sizeof(s));
	EXPECT(stat(PIN_NODE, &s) == 0 && (s.st_mode & 0777) == 0600 &&
	       s.st_uid == 0, "mode %o", s.st_mode & 0777);
	EXPECT(seteuid(NOBODY) == 0, "seteuid");
	EXPECT_ERRNO(open(PIN_NODE, O_RDWR), EACCES);
}

static void
a1_same_start_twice(void)
{
	uint8_t *p = pin_memory(4 * PAGE);
	int fd = pin_node();

	EXPECT(pin(fd, p, 2 * PAGE) == 0, "%s", strerror(errno));
	EXPECT_ERRNO(pin(fd, p, 2 * PAGE), EBUSY);
	EXPECT_ERRNO(pin(fd, p, 4 * PAGE), EBUSY);
	EXPECT_ERRNO(pin(fd, p + 5, 1), EBUSY);
	EXPECT(pin_charged() == 2, "%ld charged", pin_charged());
	EXPECT_ERRNO(unpin(fd, p, PAGE), EINVAL);
	EXPECT_ERRNO(unpin(fd, p, 3 * PAGE), EINVAL);
	EXPECT_ERRNO(unpin(fd, p + PAGE, PAGE), ENODEV);
	EXPECT(unpin(fd, p, 2 * PAGE) == 0, "%s", strerror(errno));
	/* Bytes are widened to pages: the last 2 and the first 3. */
	EXPECT(pin(fd, p + PAGE - 2, 5) == 0 && pin_charged() == 2,
	       "%ld charged", pin_charged());
	/* Another file is another set. */
	EXPECT(pin(pin_node(), p, PAGE) == 0, "%s", strerror(errno));
}

/* The limit counts for who has no capability; the capability of the caller at
 * the time counts, not that of the opener.
 */
static void
j1_limit(void)
{
	struct rlimit none = { 0, 0 }, four = { 4 * PAGE, 4 * PAGE };
	uint8_t *p = pin_memory(8 * PAGE);
	int fd = pin_node();

	EXPECT(setrlimit(RLIMIT_MEMLOCK, &four) == 0, "setrlimit");
	EXPECT(pin(fd, p, 8 * PAGE) == 0, "with the capability: %s",
	       strerror(errno));
	EXPECT(unpin(fd, p, 8 * PAGE) == 0, "unpin");
	EXPECT(setuid(NOBODY) == 0, "setuid");
	EXPECT_ERRNO(pin(fd, p, 5 * PAGE), ENOMEM);
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
	EXPECT(pin(fd, p, 3 * PAGE) == 0, "%s", strerror(errno));
	EXPECT_ERRNO(pin(fd, p + 3 * PAGE, 2 * PAGE), ENOMEM);
	EXPECT(pin(fd, p + 3 * PAGE, PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin_charged() == 4, "%ld charged", pin_charged());
	EXPECT(unpin(fd, p, 3 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(setrlimit(RLIMIT_MEMLOCK, &none) == 0, "setrlimit");
	EXPECT_ERRNO(pin(fd, p, PAGE), EPERM);
	EXPECT(unpin(fd, p + 3 * PAGE, PAGE) == 0, "unpin has no limit");
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
}

static int
move_to(void *page, int target, int *status)
{
	*status = 12345;
	return syscall(SYS_move_pages, 0, 1UL, &page, &target, status,
		       MPOL_MF_MOVE);
}

static int
node_of(void *page)
{
	int status = -1;

	EXPECT(syscall(SYS_move_pages, 0, 1UL, &page, NULL, &status, 0) == 0,
	       "%s", strerror(errno));
	return status;
}

/* J4: page motion, with mlock and with a pin. */
static void
moves(uint8_t *p, size_t size)
{
	int status, fd = pin_node(), home = node_of(p);

	EXPECT(move_to(p, !home, &status) == 0 && node_of(p) == !home,
	       "a plain page does not move: status %d", status);
	EXPECT(mlock(p, size) == 0, "mlock: %s", strerror(errno));
	EXPECT(move_to(p, home, &status) == 0 && node_of(p) == home,
	       "a locked page does not move: status %d", status);
	EXPECT(pin(fd, p, size) == 0, "pin: %s", strerror(errno));
	move_to(p, !home, &status);
	EXPECT(node_of(p) == home, "a pinned page moved");
	EXPECT(unpin(fd, p, size) == 0, "unpin");
	EXPECT(move_to(p, !home, &status) == 0 && node_of(p) == !home,
	       "it does not move after unpinning: status %d", status);
}

static void
j4_motion_of_a_page(void)
{
	moves(pin_memory(PAGE), PAGE);
}

static void
j4_motion_of_a_huge_page(void)
{
	uint8_t *p = mmap(NULL, HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE |
			  MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);

	if (p == MAP_FAILED)
		vm_skip("no free huge page");
	memset(p, 1, HUGE);
	moves(p, HUGE);
}

static int
other_value(void *arg)
{
	uint8_t *p = arg;

	p[0] = 99;
	return p[0] != 99;
}

/* 11.5: fork. The frame of the parent's page is known by its moves. */
static void
fork_keeps_the_parents_page(void)
{
	uint8_t *p = pin_memory(2 * PAGE);
	int fd = pin_node(), home = node_of(p), status;

	EXPECT(pin(fd, p, 2 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(vm_in_child(other_value, p) == 0, "child");
	EXPECT(p[0] == 1, "the child wrote into the parent");
	p[0] = 5;
	move_to(p, !home, &status);
	EXPECT(node_of(p) == home, "the parent lost the pinned page");
}

static void
stale_after_dontneed(void)
{
	uint8_t *p = pin_memory(PAGE);
	int fd = pin_node();

	EXPECT(pin(fd, p, PAGE) == 0, "%s", strerror(errno));
	EXPECT(madvise(p, PAGE, MADV_DONTNEED) == 0, "madvise");
	EXPECT(p[0] == 0, "still the pinned page");
	EXPECT(pin_charged() == 1, "%ld charged", pin_charged());
	EXPECT(unpin(fd, p, PAGE) == 0 && pin_charged() == 0, "unpin");
}

static void
protections(void)
{
	uint8_t *p = pin_memory(3 * PAGE);
	int fd = pin_node(), shm;
	void *shared;

	EXPECT(mprotect(p, PAGE, PROT_READ) == 0 &&
	       mprotect(p + PAGE, PAGE, PROT_NONE) == 0, "mprotect");
	EXPECT_ERRNO(pin(fd, p, PAGE), EFAULT);
	EXPECT_ERRNO(pin(fd, p + PAGE, PAGE), EFAULT);
	EXPECT_ERRNO(pin(fd, p, 3 * PAGE), EFAULT);
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
	shm = memfd_create("pin", 0);
	EXPECT(shm >= 0 && ftruncate(shm, 4 * PAGE) == 0, "memfd");
	shared = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, shm,
		      0);
	EXPECT(pin(fd, shared, 4 * PAGE) == 0, "shared memory: %s",
	       strerror(errno));
}

/* An absent page is brought in by the pin. */
static void
fresh_memory(void)
{
	uint8_t *p = reserve(32 * PAGE, PROT_READ | PROT_WRITE, 0);
	unsigned char in[32];
	int i, fd = pin_node();

	EXPECT(pin(fd, p, 32 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(mincore(p, 32 * PAGE, in) == 0, "mincore");
	for (i = 0; i < 32; i++)
		EXPECT((in[i] & 1) != 0, "page %d is absent", i);
}

static void
release_on_close(void)
{
	uint8_t *p = pin_memory(1024 * PAGE);
	long before = pin_total();
	int fd = pin_node();

	EXPECT(pin(fd, p, 700 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin(fd, p + 700 * PAGE, 300 * PAGE) == 0, "%s",
	       strerror(errno));
	EXPECT(pin_charged() == 1000 && pin_total() == before + 1000, "%ld charged",
	       pin_charged());
	close(fd);
	EXPECT(pin_charged() == 0 && pin_total() == before, "%ld charged, %ld pinned",
	       pin_charged(), pin_total() - before);
}

static void
release_on_kill(void)
{
	long before = pin_total();
	int ready[2];
	char c;
	pid_t pid;

	EXPECT(pipe(ready) == 0, "pipe");
	pid = fork();
	if (pid == 0) {
		uint8_t *p = pin_memory(512 * PAGE);

		EXPECT(pin(pin_node(), p, 512 * PAGE) == 0, "%s",
		       strerror(errno));
		EXPECT(write(ready[1], "x", 1) == 1, "pipe");
		pause();
	}
	EXPECT(read(ready[0], &c, 1) == 1, "pipe");
	EXPECT(pin_total() == before + 512, "%ld", pin_total() - before);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	pin_wait_total(before);
}

static const struct vm_case cases[] = {
	{ "P1_short_pin_leaves_nothing", p1_short_pin_leaves_nothing },
	{ "P2_P3_no_size", p2_p3_no_size },
	{ "P4_G1_wrap", p4_g1_wrap },
	{ "P5_P6_more_pages_than_an_int", p5_p6_more_pages_than_an_int },
	{ "P7_top_of_the_range", p7_top_of_the_range },
	{ "P8_races", p8_races },
	{ "P10_overlap_counts_each", p10_overlap_counts_each },
	{ "P11_number_first", p11_number_first },
	{ "P12_caller_of_32_bits", p12_caller_of_32_bits },
	{ "P13_child_is_refused", p13_child_is_refused },
	{ "P14_passed_descriptor_is_refused",
	  p14_passed_descriptor_is_refused },
	{ "P15_failures_print_nothing", p15_failures_print_nothing },
	{ "P16_opener_exits", p16_opener_exits },
	{ "P17_unload_with_open_file", p17_unload_with_open_file },
	{ "P18_mode", p18_mode },
	{ "A1_J2_same_start_twice", a1_same_start_twice },
	{ "J1_limit", j1_limit },
	{ "J4_motion_of_a_page", j4_motion_of_a_page },
	{ "J4_motion_of_a_huge_page", j4_motion_of_a_huge_page },
	{ "pin_fork_keeps_the_parents_page", fork_keeps_the_parents_page },
	{ "pin_stale_after_dontneed", stale_after_dontneed },
	{ "pin_protections", protections },
	{ "pin_fresh_memory", fresh_memory },
	{ "pin_release_on_close", release_on_close },
	{ "pin_release_on_kill", release_on_kill },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
