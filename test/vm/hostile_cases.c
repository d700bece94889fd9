/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Hostile and unlucky users of queue files: a victim's operations go on, and
 * what the attacker had comes back.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/netlink.h>
#include <poll.h>
#include <pthread.h>
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
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"

#define PAGE 4096
#define CGROUP "/run/cg"
#define ATTACKER 1000

static const uint8_t key[16] = "0123456789abcdef";

static void
become(uid_t uid)
{
	EXPECT(setresgid(uid, uid, uid) == 0 && setresuid(uid, uid, uid) == 0,
	       "uid %u: %s", uid, strerror(errno));
	prctl(PR_SET_DUMPABLE, 1);
}

/* A user whose operation must succeed, whatever happens. */
static void
victim_works(void)
{
	uint8_t in[16] = "a victim's block", out[16], want[16];
	struct raw_queue q;

	raw_open(&q);
	EXPECT(raw_encrypt(&q, key, in, out, sizeof(in)) == RAW_OK,
	       "the operation failed");
	raw_reference(key, in, want, sizeof(in));
	EXPECT(memcmp(out, want, sizeof(out)) == 0, "wrong result");
	raw_close(&q);
}

/* @return queues of the device that are free */
static void
wait_all_free(void)
{
	static char name[64];

	snprintf(name, sizeof(name), "%s",
		 strrchr(raw_device("hisi_sec2-"), '/') + 1);
	vm_wait_long("/sys/class/uacce/%s/available_instances", name, 64);
}

struct ring {
	int fd;
	uint8_t *sq;
	uint8_t *cq;
	struct io_uring_sqe *sqe;
	struct io_uring_params p;
};

static void
ring_setup(struct ring *r)
{
	memset(r, 0, sizeof(*r));
	r->fd = syscall(SYS_io_uring_setup, 8, &r->p);
	if (r->fd < 0 && (errno == ENOSYS || errno == EPERM))
		vm_skip("the kernel has no io_uring");
	EXPECT(r->fd >= 0, "%s", strerror(errno));
	r->sq = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_POPULATE, r->fd, IORING_OFF_SQ_RING);
	r->cq = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_POPULATE, r->fd, IORING_OFF_CQ_RING);
	r->sqe = mmap(NULL, 8 * sizeof(*r->sqe), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_POPULATE, r->fd, IORING_OFF_SQES);
	EXPECT(r->sq != MAP_FAILED && r->cq != MAP_FAILED &&
	       r->sqe != MAP_FAILED, "mmap: %s", strerror(errno));
}

/* Submit slot 0 and, if asked, wait for its completion. @return its result */
static int
ring_run(struct ring *r, bool wait)
{
	uint32_t *tail = (uint32_t *)(r->sq + r->p.sq_off.tail);
	uint32_t *array = (uint32_t *)(r->sq + r->p.sq_off.array);
	uint32_t *head = (uint32_t *)(r->cq + r->p.cq_off.head);
	uint32_t mask = *(uint32_t *)(r->cq + r->p.cq_off.ring_mask);
	struct io_uring_cqe *cqe = (void *)(r->cq + r->p.cq_off.cqes);
	int ret;

	array[*tail & *(uint32_t *)(r->sq + r->p.sq_off.ring_mask)] = 0;
	__atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
	ret = syscall(SYS_io_uring_enter, r->fd, 1, wait ? 1 : 0,
		      wait ? IORING_ENTER_GETEVENTS : 0, NULL, 0);
	EXPECT(ret == 1, "enter: %d %s", ret, strerror(errno));
	if (!wait)
		return 0;
	ret = cqe[*head & mask].res;
	__atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
	return ret;
}

static void
ring_prepare(struct ring *r, uint8_t op, int fd, void *addr, uint32_t len)
{
	memset(r->sqe, 0, sizeof(*r->sqe));
	r->sqe->opcode = op;
	r->sqe->fd = fd;
	r->sqe->addr = (uintptr_t)addr;
	r->sqe->len = len;
}

/* No request of io_uring but poll has an effect on a queue file. A read or a poll that
 * is under way does not keep the queue when its process has gone: a read of a file
 * that can be polled waits for it to be readable, in its own process.
 */
static void
hostile_io_uring(void)
{
	static const uint8_t ops[] = {
		IORING_OP_FSYNC, IORING_OP_FALLOCATE, IORING_OP_URING_CMD,
	};
	uint8_t in[16] = "polled by a ring", out[16];
	struct raw_queue q;
	struct ring r;
	int status = 0;
	unsigned int i;
	pid_t pid;

	wait_all_free();
	pid = fork();
	if (pid != 0) {
		EXPECT(waitpid(pid, &status, 0) == pid && status == 0,
		       "status %x", status);
		wait_all_free();
		victim_works();
		return;
	}
	become(ATTACKER);
	ring_setup(&r);
	raw_open(&q);
	for (i = 0; i < sizeof(ops); i++) {
		ring_prepare(&r, ops[i], q.fd, out, sizeof(out));
		EXPECT(ring_run(&r, true) < 0, "operation %u has an effect",
		       ops[i]);
	}
	EXPECT(syscall(SYS_io_uring_register, r.fd, IORING_REGISTER_BUFFERS,
		       &(struct iovec){ q.dus, RAW_DUS }, 1) != 0,
	       "rings were registered as a buffer");
	ring_prepare(&r, IORING_OP_POLL_ADD, q.fd, NULL, 0);
	r.sqe->poll32_events = POLLIN;
	ring_run(&r, false);
	EXPECT(raw_encrypt(&q, key, in, out, sizeof(in)) == RAW_OK, "encrypt");
	/* A poll and a read stay under way when the process ends. */
	ring_prepare(&r, IORING_OP_READ, q.fd, out, sizeof(out));
	ring_run(&r, false);
	ring_prepare(&r, IORING_OP_POLL_ADD, q.fd, NULL, 0);
	r.sqe->poll32_events = POLLIN;
	ring_run(&r, false);
	_exit(0);
}

/* @return whether the whole of it comes within a minute */
static bool
ends(pid_t pid)
{
	int i, status;

	for (i = 0; i < 600; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return status == 0;
		usleep(100000);
	}
	return false;
}

/* As many opens as one user can make in three seconds. */
static void
hostile_open_storm(void)
{
	double end = raw_now() + 3;
	unsigned int n = 0;
	pid_t pid;
	int fd;

	wait_all_free();
	pid = fork();
	if (pid == 0) {
		become(ATTACKER);
		for (; raw_now() < end; n++) {
			fd = raw_open_fd("hisi_sec2-");
			EXPECT(fd >= 0, "%s", strerror(errno));
			close(fd);
		}
		printf("INFO %u opens and closes a second\n", n / 3);
		_exit(n == 0);
	}
	while (raw_now() < end)
		victim_works();
	EXPECT(ends(pid), "the opener hangs");
	wait_all_free();
}

/* A client that is frozen with work under way keeps its queue and nothing else. */
static void
hostile_frozen_client(void)
{
	uint8_t *in = vm_anon(64 * PAGE), *out = vm_anon(64 * PAGE);
	struct raw_queue q;
	char text[16];
	int i, said[2];
	pid_t pid;

	if (mkdir(CGROUP "/frozen", 0755) != 0)
		vm_skip("no cgroup file system");
	EXPECT(pipe(said) == 0, "pipe");
	pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		become(ATTACKER);
		raw_open(&q);
		for (i = 0; ; i++) {
			raw_put(&q, key, in, out, 64 * PAGE);
			raw_ring(&q, raw_doorbell(&q, 0, q.tail));
			if (i == 4)
				EXPECT(write(said[1], "", 1) == 1, "pipe");
			raw_wait(&q);
		}
	}
	EXPECT(read(said[0], text, 1) == 1, "the client has ended");
	snprintf(text, sizeof(text), "%d", pid);
	EXPECT(vm_write_text(CGROUP "/frozen/cgroup.procs", text) == 0, "procs");
	EXPECT(vm_write_text(CGROUP "/frozen/cgroup.freeze", "1") == 0, "freeze");
	sleep(1);
	for (i = 0; i < 5; i++)
		victim_works();
	/* Killed while it is frozen. */
	kill(pid, SIGKILL);
	EXPECT(waitpid(pid, NULL, 0) == pid, "wait");
	wait_all_free();
	rmdir(CGROUP "/frozen");
}

/* A process that may have no more memory cannot map; it is told so. */
static void
hostile_no_address_space(void)
{
	struct rlimit none = { 0, 0 };
	int fd, status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		become(ATTACKER);
		fd = raw_open_fd("hisi_sec2-");
		EXPECT(fd >= 0, "%s", strerror(errno));
		EXPECT(setrlimit(RLIMIT_AS, &none) == 0, "setrlimit");
		EXPECT_ERRNO((long)raw_map(fd, 1, RAW_DUS), ENOMEM);
		EXPECT_ERRNO((long)raw_map(fd, 0, RAW_MMIO), ENOMEM);
		EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "start");
		_exit(0);
	}
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0, "%x", status);
	wait_all_free();
	victim_works();
}

/* Root of a user namespace cannot make events of devices, nor steer a device. */
static void
hostile_namespace_root(void)
{
	static const char event[] = "add@/devices/hisi\0ACTION=add\0SUBSYSTEM=uacce";
	struct sockaddr_nl all = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	const char *name = strrchr(raw_device("hisi_sec2-"), '/') + 1;
	char path[128];
	int s;

	snprintf(path, sizeof(path), "/sys/class/uacce/%s/uevent", name);
	become(ATTACKER);
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		vm_skip("users may not make user namespaces");
	EXPECT(vm_write_text(path, "add") != 0, "an event was made");
	snprintf(path, sizeof(path), "/sys/class/uacce/%s/isolate_strategy", name);
	EXPECT(vm_write_text(path, "1") != 0, "isolate_strategy was written");
	EXPECT_ERRNO(open("/dev/hisi_vacc_ctl", O_RDWR), EACCES);
	/* Its own network has its own events: they reach nobody outside. */
	s = socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);
	if (s >= 0)
		sendto(s, event, sizeof(event), 0, (struct sockaddr *)&all,
		       sizeof(all));
	victim_works();
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
	return (int)ret;
}
#endif

/* A caller of 32 bits is served like any other. */
static void
hostile_32_bits(void)
{
#ifdef __x86_64__
	struct hisi_qm_qp_ctx *ctx = mmap((void *)0x10000000, PAGE,
					  PROT_READ | PROT_WRITE,
					  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int fd = raw_open_fd("hisi_sec2-");
	long ret;

	EXPECT(fd >= 0 && (uintptr_t)ctx < 1UL << 32, "%p", (void *)ctx);
	ret = ioctl32(fd, HISI_UACCE_START_Q, NULL);
	if (ret == -ENOSYS)
		vm_skip("the kernel has no 32-bit callers");
	EXPECT(ret == 0, "start: %ld", ret);
	EXPECT(ioctl32(fd, HISI_UACCE_START_Q, NULL) == -EINVAL, "start twice");
	ctx->qc_type = 7;
	EXPECT(ioctl32(fd, HISI_QM_SET_QP_CTX, ctx) == -EINVAL, "type 7");
	ctx->qc_type = 0;
	EXPECT(ioctl32(fd, HISI_QM_SET_QP_CTX, ctx) == 0, "type 0");
	EXPECT(ioctl32(fd, HISI_QM_SET_QP_CTX, (void *)PAGE) == -EFAULT,
	       "an argument that is not there");
	EXPECT(ioctl32(fd, 0x1234, ctx) == -ENOTTY, "unknown");
	EXPECT(ioctl32(fd, HISI_UACCE_PUT_Q, NULL) == 0, "put");
	victim_works();
#else
	vm_skip("this architecture has no 32-bit callers");
#endif
}

static const struct vm_case cases[] = {
	{ "hostile_io_uring", hostile_io_uring },
	{ "hostile_open_storm", hostile_open_storm },
	{ "hostile_frozen_client", hostile_frozen_client },
	{ "hostile_no_address_space", hostile_no_address_space },
	{ "hostile_32_bits", hostile_32_bits },
	{ "hostile_namespace_root", hostile_namespace_root },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	vm_leave_chroot();
	return vm_cases_run(cases, argv + 1);
}
