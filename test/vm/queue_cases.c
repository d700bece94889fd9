/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Queue files: the weaknesses of uacce.md 9 (W), discovery (DS), and what is
 * called wrong. Names begin with the row.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"
#include "uapi/uacce.h"

#define PAGE 4096
#define DRIVER "/sys/bus/platform/drivers/hisi_vacc/"
#define SEC_PARENT "hisi_vacc.1"
#define PAGE_FAULTS "/sys/kernel/debug/hisi_vacc/%s/page_faults"

static const uint8_t key[16] = "0123456789abcdef";

static void
w1_split_mapping(void)
{
	struct raw_queue q;
	void *again;

	raw_open(&q);
	EXPECT(munmap(q.mmio + PAGE * 2, PAGE) == 0, "%s", strerror(errno));
	EXPECT_ERRNO((long)raw_map(q.fd, 1, RAW_DUS), EEXIST);
	EXPECT_ERRNO((long)raw_map(q.fd, 0, RAW_MMIO), EEXIST);
	EXPECT(munmap(q.mmio, PAGE * 2) == 0, "%s", strerror(errno));
	EXPECT_ERRNO((long)raw_map(q.fd, 0, RAW_MMIO), EEXIST);
	EXPECT(munmap(q.mmio, RAW_MMIO) == 0, "%s", strerror(errno));
	again = raw_map(q.fd, 0, RAW_MMIO);
	EXPECT(again != MAP_FAILED, "%s", strerror(errno));
	EXPECT_ERRNO((long)raw_map(q.fd, 1, RAW_DUS), EEXIST);
}

static int
touch_dus(void *arg)
{
	struct raw_queue *q = arg;

	return *(volatile uint8_t *)q->dus;
}

static void
w2_fork_marks(void)
{
	struct raw_queue q;

	raw_open(&q);
	EXPECT_ERRNO(madvise(q.dus, RAW_DUS, MADV_DOFORK), EINVAL);
	EXPECT_ERRNO(madvise(q.mmio, RAW_MMIO, MADV_DOFORK), EINVAL);
	madvise(q.dus, RAW_DUS, MADV_KEEPONFORK);
	q.dus[0] = 42;
	EXPECT(vm_in_child(touch_dus, &q) == -1,
	       "the child reads its parent's memory");
	EXPECT_ERRNO((long)raw_map(q.fd, 1, RAW_DUS), EEXIST);
	EXPECT(q.dus[0] == 42, "the parent's memory changed");
}

struct poller {
	int fd;
	bool until_gone;
	int ret;
	short revents;
};

static void *
poller_main(void *arg)
{
	struct poller *p = arg;
	struct pollfd pfd = { .fd = p->fd, .events = POLLIN };

	/* First the death of the queue is news, then its end. */
	do {
		p->ret = poll(&pfd, 1, -1);
		p->revents = pfd.revents;
	} while (p->until_gone && p->ret == 1 && !(p->revents & POLLHUP));
	return NULL;
}

static void
unbind(void)
{
	EXPECT(vm_write_text(DRIVER "unbind", SEC_PARENT) == 0, "unbind");
}

/* And wait until the daemon serves it: open works. */
static void
bind_again(void)
{
	int i, fd = -1;

	EXPECT(vm_write_text(DRIVER "bind", SEC_PARENT) == 0, "bind");
	for (i = 0; i < 1000 && fd < 0; i++) {
		usleep(100000);
		if (raw_device("hisi_sec2-") != NULL)
			fd = raw_open_fd("hisi_sec2-");
	}
	EXPECT(fd >= 0, "no open after a new bind: %s", strerror(errno));
	close(fd);
}

static void
w3_removal_wakes_pollers(void)
{
	struct poller p;
	struct raw_queue q;
	pthread_t t;

	raw_open(&q);
	p.fd = q.fd;
	p.until_gone = true;
	EXPECT(pthread_create(&t, NULL, poller_main, &p) == 0, "thread");
	usleep(300000);
	alarm(300);
	unbind();
	pthread_join(t, NULL);
	alarm(VM_CASE_LIMIT);
	EXPECT(p.ret == 1 && (p.revents & (POLLERR | POLLHUP)) ==
	       (POLLERR | POLLHUP), "poll %d, events %x", p.ret, p.revents);
	EXPECT_ERRNO(ioctl(q.fd, HISI_UACCE_START_Q), ENXIO);
	EXPECT_ERRNO(ioctl(q.fd, 0x1234), ENXIO);
	munmap(q.dus, RAW_DUS);
	EXPECT_ERRNO((long)raw_map(q.fd, 1, RAW_DUS), ENXIO);
	bind_again();
}

/* Touching a mapping of a removed device: the process's own SIGBUS. */
static void
removal_is_sigbus(void)
{
	struct raw_queue q;
	int status;
	pid_t pid;
	int ready[2];
	char c;

	EXPECT(pipe(ready) == 0, "pipe");
	pid = fork();
	if (pid == 0) {
		raw_open(&q);
		EXPECT(write(ready[1], "x", 1) == 1, "pipe");
		for (;;) {
			(void)*(volatile uint8_t *)q.dus;
			usleep(1000);
		}
	}
	EXPECT(read(ready[0], &c, 1) == 1, "pipe");
	unbind();
	EXPECT(waitpid(pid, &status, 0) == pid, "wait");
	EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS,
	       "status %x", status);
	bind_again();
}

static int
foreign_control(void *arg)
{
	int fd = *(int *)arg;
	uint32_t word[4] = { 0 };

	EXPECT_ERRNO(ioctl(fd, HISI_UACCE_PUT_Q), EPERM);
	EXPECT_ERRNO(ioctl(fd, HISI_UACCE_START_Q), EPERM);
	EXPECT_ERRNO(ioctl(fd, HISI_QM_SET_QP_CTX, word), EPERM);
	EXPECT_ERRNO(ioctl(fd, HISI_QM_GET_QP_INFO, word), EPERM);
	EXPECT_ERRNO(ioctl(fd, 0x1234), EPERM);
	EXPECT_ERRNO((long)raw_map(fd, 0, RAW_MMIO), EPERM);
	EXPECT_ERRNO((long)raw_map(fd, 1, RAW_DUS), EPERM);
	return 0;
}

/* FK4 as well: a child has no way to program DMA into its parent. */
static void
w4_child_is_refused(void)
{
	struct raw_queue q;
	uint8_t in[16] = "some text here.", out[16], ref[16];
	enum raw_result r;
	int fd;

	raw_open(&q);
	EXPECT(vm_in_child(foreign_control, &q.fd) == 0, "child");
	/* Nothing is mapped of this one: mapping it must be refused too. */
	fd = raw_open_fd("hisi_sec2-");
	EXPECT(vm_in_child(foreign_control, &fd) == 0, "child");
	r = raw_encrypt(&q, key, in, out, 16);
	EXPECT(r == RAW_OK, "result %d of the opener", r);
	raw_reference(key, in, ref, 16);
	EXPECT(memcmp(out, ref, 16) == 0, "wrong data");
}

static int
receive_and_control(void *arg)
{
	int fd = vm_recv_fd(*(int *)arg);

	return foreign_control(&fd);
}

static void
w4_passed_descriptor_is_refused(void)
{
	struct raw_queue q;
	int sock[2], status;
	pid_t pid;

	EXPECT(socketpair(AF_UNIX, SOCK_DGRAM, 0, sock) == 0, "socketpair");
	pid = fork();
	if (pid == 0)
		_exit(receive_and_control(&sock[1]));
	raw_open(&q);
	vm_send_fd(sock[0], q.fd);
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0, "status %x",
	       status);
}

static void
steer(const char *option, const char *value)
{
	char command[256];

	snprintf(command, sizeof(command), "\"$MODELD\" --device %s --%s %s",
		 strrchr(raw_device("hisi_sec2-"), '/') + 1, option, value);
	EXPECT(system(command) == 0, "%s", command);
}

static void
w7_isolated_refuses_open(void)
{
	int fd;

	steer("isolate", "on");
	EXPECT_ERRNO(raw_open_fd("hisi_sec2-"), EIO);
	steer("isolate", "off");
	fd = raw_open_fd("hisi_sec2-");
	EXPECT(fd >= 0, "%s", strerror(errno));
}

/* DB4 too: what a former owner left must not be seen, nor run. */
static void
w8_memory_is_zero_for_a_new_owner(void)
{
	static const uint8_t zero[RAW_DUS];
	struct raw_queue q;
	int i;

	/* More rounds than queues: numbers come round. */
	for (i = 0; i < 70; i++) {
		raw_open(&q);
		EXPECT(memcmp(q.dus, zero, RAW_DUS) == 0, "round %d, queue %u",
		       i, q.qn);
		memset(q.dus, 0xee, RAW_DUS - 8);
		raw_close(&q);
	}
}

static void
w9_unknown_ioctl_is_enotty(void)
{
	int fd = raw_open_fd("hisi_sec2-");

	EXPECT_ERRNO(ioctl(fd, 0x5702), ENOTTY);
	EXPECT_ERRNO(ioctl(fd, UACCE_CMD_PIN, 1), ENOTTY);
	EXPECT_ERRNO(ioctl(fd, HISI_QM_SET_QP_CTX & 0xffff, 1), ENOTTY);
	EXPECT_ERRNO(ioctl(fd, 0xffffffff, 1), ENOTTY);
}

/* That it compiles is the test; its value is what sysfs shows. */
static void
w10_sva_flag_in_user_space(void)
{
	long flags = vm_read_long("/sys/class/uacce/%s/flags",
			strrchr(raw_device("hisi_sec2-"), '/') + 1);

	EXPECT(flags == UACCE_DEV_SVA, "flags %ld", flags);
}

static void
w11_map_again_after_unmap(void)
{
	struct raw_queue q;
	int i;

	raw_open_stopped(&q);
	for (i = 0; i < 5; i++) {
		EXPECT(munmap(q.dus, RAW_DUS) == 0, "%s", strerror(errno));
		q.dus = raw_map(q.fd, 1, RAW_DUS);
		EXPECT(q.dus != MAP_FAILED, "%s", strerror(errno));
		EXPECT_ERRNO((long)raw_map(q.fd, 1, RAW_DUS), EEXIST);
	}
}

static void
mmap_wrong(void)
{
	int fd = raw_open_fd("hisi_sec2-");
	struct raw_queue q;
	void *p;

	EXPECT_ERRNO((long)raw_map(fd, 2, PAGE), EINVAL);
	EXPECT_ERRNO((long)raw_map(fd, 1000000, PAGE), EINVAL);
	EXPECT_ERRNO((long)raw_map(fd, 1, RAW_DUS - PAGE), EINVAL);
	EXPECT_ERRNO((long)raw_map(fd, 1, RAW_DUS + PAGE), EINVAL);
	EXPECT_ERRNO((long)raw_map(fd, 0, RAW_MMIO + PAGE), EINVAL);
	EXPECT_ERRNO((long)mmap(NULL, RAW_DUS, PROT_READ | PROT_WRITE,
				MAP_PRIVATE, fd, PAGE), EINVAL);
	p = raw_map(fd, 0, 2 * PAGE);
	EXPECT(p != MAP_FAILED, "a part of the registers: %s",
	       strerror(errno));
	raw_open(&q);
	EXPECT_ERRNO((long)mremap(q.dus, RAW_DUS, 2 * RAW_DUS,
				  MREMAP_MAYMOVE), EFAULT);
	EXPECT_ERRNO((long)mremap(q.dus, RAW_DUS, RAW_DUS,
				  MREMAP_MAYMOVE | MREMAP_FIXED, vm_anon(RAW_DUS)),
		     EPERM);
	EXPECT(ioctl(q.fd, HISI_UACCE_PUT_Q) == 0, "put");
	munmap(q.dus, RAW_DUS);
	EXPECT(raw_map(q.fd, 1, RAW_DUS) != MAP_FAILED,
	       "map after put: %s", strerror(errno));
}

static void
ioctl_wrong(void)
{
	int fd = raw_open_fd("hisi_sec2-");
	struct hisi_qm_qp_ctx ctx = { .qc_type = 1 };

	EXPECT_ERRNO(ioctl(fd, HISI_QM_SET_QP_CTX, &ctx), EINVAL);
	ctx.qc_type = 0xffff;
	EXPECT_ERRNO(ioctl(fd, HISI_QM_SET_QP_CTX, &ctx), EINVAL);
	EXPECT_ERRNO(ioctl(fd, HISI_QM_SET_QP_CTX, 1), EFAULT);
	EXPECT_ERRNO(ioctl(fd, HISI_QM_GET_QP_INFO, NULL), EFAULT);
	EXPECT(ioctl(fd, HISI_UACCE_PUT_Q) == 0, "put in INIT");
	EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "start");
	EXPECT_ERRNO(ioctl(fd, HISI_UACCE_START_Q), EINVAL);
	EXPECT(ioctl(fd, HISI_UACCE_PUT_Q) == 0, "put");
	EXPECT(ioctl(fd, HISI_UACCE_PUT_Q) == 0, "put twice");
	EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "start again");
}

/* DS4. */
static void
ds4_free_queues_are_counted(void)
{
	const char *name = strdup(strrchr(raw_device("hisi_sec2-"), '/') + 1);
	int fd[64], i;

	/* Those of the cases before come back with the last look at them. */
	vm_wait_long("/sys/class/uacce/%s/available_instances", name, 64);
	for (i = 0; i < 64; i++) {
		fd[i] = raw_open_fd("hisi_sec2-");
		EXPECT(fd[i] >= 0, "open %d: %s", i, strerror(errno));
	}
	EXPECT(vm_read_long("/sys/class/uacce/%s/available_instances",
			    name) == 0, "queues left");
	EXPECT_ERRNO(raw_open_fd("hisi_sec2-"), EBUSY);
	close(fd[7]);
	EXPECT(vm_read_long("/sys/class/uacce/%s/available_instances",
			    name) == 1, "one is free");
}

/* DS5. */
static void
ds5_completion_wakes_poll(void)
{
	uint8_t in[16] = "wake up, please", out[16];
	struct poller p;
	struct raw_queue q;
	pthread_t t;

	raw_open(&q);
	p.fd = q.fd;
	p.until_gone = false;
	EXPECT(pthread_create(&t, NULL, poller_main, &p) == 0, "thread");
	usleep(300000);
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "encrypt");
	alarm(300);
	pthread_join(t, NULL);
	EXPECT(p.ret == 1 && (p.revents & POLLIN) != 0, "poll %d, events %x",
	       p.ret, p.revents);
}

/* A queue that was killed by a reset: told, and the next open works. */
static void
reset_kills_and_the_next_works(void)
{
	uint8_t in[16] = "before and after", out[16];
	struct raw_queue q, next;

	raw_open(&q);
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "before");
	steer("reset", "");
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_DEAD, "after");
	EXPECT(ioctl(q.fd, HISI_UACCE_PUT_Q) == 0, "put");
	EXPECT_ERRNO(ioctl(q.fd, HISI_UACCE_START_Q), EIO);
	raw_open(&next);
	EXPECT(raw_encrypt(&next, key, in, out, 16) == RAW_OK, "next");
}

/* One page whose contents only this process can bring: reads of it wait. */
static int
absent_page(void *page)
{
	struct uffdio_register area = {
		.range = { .start = (uintptr_t)page, .len = PAGE },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	struct uffdio_api api = { .api = UFFD_API };
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0 && errno == ENOSYS)
		vm_skip("the kernel has no userfaultfd");
	EXPECT(fd >= 0, "%s", strerror(errno));
	EXPECT(ioctl(fd, UFFDIO_API, &api) == 0, "%s", strerror(errno));
	EXPECT(ioctl(fd, UFFDIO_REGISTER, &area) == 0, "%s", strerror(errno));
	return fd;
}

struct slow_request {
	int fd;
	void *arg;
	int ret;
};

static void *
slow_request_main(void *arg)
{
	struct slow_request *r = arg;

	r->ret = ioctl(r->fd, HISI_QM_SET_QP_CTX, r->arg);
	return NULL;
}

/* A request that waits for its argument holds up nobody else: the case would
 * not end.
 */
static void
slow_argument_holds_nobody_up(void)
{
	struct slow_request r = { .arg = vm_anon(PAGE), .ret = -1 };
	struct uffdio_zeropage zero = {
		.range = { .start = (uintptr_t)r.arg, .len = PAGE },
	};
	int fd, uffd = absent_page(r.arg);
	struct uffd_msg msg;
	pthread_t t;

	r.fd = raw_open_fd("hisi_sec2-");
	EXPECT(r.fd >= 0, "%s", strerror(errno));
	EXPECT(pthread_create(&t, NULL, slow_request_main, &r) == 0,
	       "thread");
	EXPECT(read(uffd, &msg, sizeof(msg)) == sizeof(msg), "%s",
	       strerror(errno));
	alarm(300);
	fd = raw_open_fd("hisi_sec2-");
	EXPECT(fd >= 0, "%s", strerror(errno));
	EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "%s", strerror(errno));
	close(fd);
	EXPECT(ioctl(uffd, UFFDIO_ZEROPAGE, &zero) == 0, "%s",
	       strerror(errno));
	pthread_join(t, NULL);
	EXPECT(r.ret == 0, "the request itself failed");
}

#define SLOW_PAGES 256

/* A descriptor under way, each of whose pages takes the device a second. */
static void
slow_descriptor(struct raw_queue *q, long *faults)
{
	uint8_t *in = vm_anon(SLOW_PAGES * PAGE), *out = vm_anon(PAGE);
	const char *name = strrchr(raw_device("hisi_sec2-"), '/') + 1;

	raw_open(q);
	steer("delay-us", "1000000");
	*faults = vm_read_long(PAGE_FAULTS, name);
	raw_put(q, key, in, out, SLOW_PAGES * PAGE);
	raw_ring(q, raw_doorbell(q, 0, q->tail));
	while (vm_read_long(PAGE_FAULTS, name) == *faults)
		usleep(10000);
}

/* Its end did not wait for all of it, and nobody else was given up. */
static void
slow_descriptor_over(long faults)
{
	const char *name = strrchr(raw_device("hisi_sec2-"), '/') + 1;
	struct raw_queue q;

	faults = vm_read_long(PAGE_FAULTS, name) - faults;
	steer("delay-us", "0");
	EXPECT(faults < SLOW_PAGES, "%ld page faults waited for", faults);
	raw_open(&q);
}

static void
close_waits_for_a_page_only(void)
{
	struct raw_queue q;
	long faults;

	slow_descriptor(&q, &faults);
	raw_close(&q);
	slow_descriptor_over(faults);
}

struct closer {
	int fd;
	double took;
};

static void *
closer_main(void *arg)
{
	struct closer *c = arg;
	double began = raw_now();

	ioctl(c->fd, HISI_UACCE_PUT_Q);
	c->took = raw_now() - began;
	return NULL;
}

/* While a queue with slow work is being stopped, others open and close: they wait
 * for less than the stop takes.
 */
static void
close_holds_nobody_up(void)
{
	struct raw_queue q;
	struct closer c;
	double began;
	long faults;
	pthread_t t;
	int fd;

	slow_descriptor(&q, &faults);
	c.fd = q.fd;
	EXPECT(pthread_create(&t, NULL, closer_main, &c) == 0, "thread");
	usleep(100000);
	began = raw_now();
	fd = raw_open_fd("hisi_sec2-");
	EXPECT(fd >= 0, "%s", strerror(errno));
	close(fd);
	began = raw_now() - began;
	pthread_join(t, NULL);
	slow_descriptor_over(faults);
	EXPECT(c.took < 1 || began < c.took / 2,
	       "open and close took %.1f s, the stop %.1f s", began, c.took);
	printf("INFO open and close beside a stop of %.1f s: %.3f s\n", c.took,
	       began);
}

static void
reset_waits_for_a_page_only(void)
{
	struct raw_queue q;
	long faults;

	slow_descriptor(&q, &faults);
	steer("reset", "");
	slow_descriptor_over(faults);
}

static const struct vm_case cases[] = {
	{ "W1_split_mapping", w1_split_mapping },
	{ "W2_fork_marks", w2_fork_marks },
	{ "W3_removal_wakes_pollers", w3_removal_wakes_pollers },
	{ "W3_removal_is_sigbus", removal_is_sigbus },
	{ "W4_FK4_child_is_refused", w4_child_is_refused },
	{ "W4_passed_descriptor_is_refused", w4_passed_descriptor_is_refused },
	{ "W7_isolated_refuses_open", w7_isolated_refuses_open },
	{ "W8_DB4_memory_is_zero", w8_memory_is_zero_for_a_new_owner },
	{ "W9_unknown_ioctl_is_enotty", w9_unknown_ioctl_is_enotty },
	{ "W10_sva_flag_in_user_space", w10_sva_flag_in_user_space },
	{ "W11_map_again_after_unmap", w11_map_again_after_unmap },
	{ "mmap_wrong", mmap_wrong },
	{ "ioctl_wrong", ioctl_wrong },
	{ "DS4_free_queues_are_counted", ds4_free_queues_are_counted },
	{ "DS5_completion_wakes_poll", ds5_completion_wakes_poll },
	{ "reset_kills_and_the_next_works", reset_kills_and_the_next_works },
	{ "slow_argument_holds_nobody_up", slow_argument_holds_nobody_up },
	{ "close_waits_for_a_page_only", close_waits_for_a_page_only },
	{ "close_holds_nobody_up", close_holds_nobody_up },
	{ "reset_waits_for_a_page_only", reset_waits_for_a_page_only },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
