/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * vm_fuzz STEPS SEED: workers that do random things to queue files, to the
 * pin node and to their own mappings, fork, and are killed while they do.
 * Conditions: the machine lives, every queue and every pinned page comes
 * back, and a queue opened afterwards works.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "pinning.h"
#include "raw.h"
#include "uapi/hisi_vacc.h"
#include "uapi/uacce.h"

#define PAGE 4096UL
#define WORKERS 4
#define FILES 8
#define MAPS 8

static uint64_t rng;
static unsigned int steps = 4000, seed = 1;

/* The state of a worker. */
static int file[FILES];
static struct {
	uint8_t *at;
	size_t len;
} map[MAPS];

static uint64_t
any(uint64_t below)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return rng % below;
}

/* A number that is wrong in an interesting way, or not. */
static uint64_t
odd_number(void)
{
	static const uint64_t odd[] = { 0, 1, 7, PAGE - 1, PAGE, PAGE + 1,
		1ULL << 31, 1ULL << 32, 1ULL << 47, ~0ULL, ~0ULL << 12,
		RAW_MMIO, RAW_DUS, RAW_DUS - PAGE };

	return any(4) == 0 ? rng : odd[any(sizeof(odd) / sizeof(odd[0]))];
}

static uint8_t *
odd_pointer(void)
{
	unsigned int m = any(MAPS);

	if (map[m].at != NULL && any(4) != 0)
		return map[m].at + any(map[m].len);
	return (uint8_t *)(uintptr_t)odd_number();
}

static void
do_open(void)
{
	static const char *const names[] = { "hisi_zip-", "hisi_sec2-",
					     "hisi_hpre-" };
	unsigned int f = any(FILES);
	const char *path = any(4) == 0 ? PIN_NODE : raw_device(names[any(3)]);

	if (file[f] >= 0)
		close(file[f]);
	file[f] = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
}

static void
do_close(void)
{
	unsigned int f = any(FILES);

	close(file[f]);
	file[f] = -1;
}

static void
do_ioctl(void)
{
	static const unsigned long known[] = { HISI_UACCE_START_Q,
		HISI_UACCE_PUT_Q, HISI_QM_SET_QP_CTX, HISI_QM_GET_QP_INFO,
		UACCE_CMD_PIN, UACCE_CMD_UNPIN };
	struct uacce_pin_address a = {
		.addr = (uintptr_t)odd_pointer(), .size = odd_number(),
	};
	unsigned long cmd = known[any(6)];
	void *arg = &a;

	if (any(8) == 0)
		cmd ^= 1UL << any(32);
	if (any(8) == 0)
		arg = odd_pointer();
	if (any(2) == 0)
		a.size = any(64) * PAGE;
	ioctl(file[any(FILES)], cmd, arg);
}

/* Requests of the virtual accelerator's control node; none that stays. */
static void
do_control(void)
{
	uint64_t arg[4] = { odd_number(), odd_number(), odd_number(), 0 };
	int fd = open(VACC_CTL_PATH, O_RDWR | O_CLOEXEC);
	static const unsigned long known[] = { VACC_IOC_HELLO,
		VACC_IOC_READY, VACC_IOC_ATTACH, VACC_IOC_DONE,
		VACC_IOC_STATS, VACC_IOC_RESET };

	if (any(2) == 0)
		arg[0] = any(4);
	ioctl(fd, known[any(6)], any(4) == 0 ? (void *)odd_pointer() : arg);
	close(fd);
}

static void
do_map(void)
{
	static const size_t lens[] = { RAW_MMIO, RAW_DUS, PAGE, 2 * PAGE };
	unsigned int m = any(MAPS);
	size_t len = any(8) == 0 ? odd_number() : lens[any(4)];
	int fd = any(4) == 0 ? -1 : file[any(FILES)];
	int flags = any(8) == 0 || fd < 0 ? MAP_PRIVATE : MAP_SHARED;
	void *p;

	if (map[m].at != NULL)
		return;
	p = mmap(NULL, len, any(8) == 0 ? PROT_READ : PROT_READ | PROT_WRITE,
		 flags | (fd < 0 ? MAP_ANONYMOUS : 0), fd,
		 (off_t)any(3) * PAGE);
	if (p == MAP_FAILED)
		return;
	map[m].at = p;
	map[m].len = len;
}

static void
do_unmap(void)
{
	unsigned int m = any(MAPS);
	size_t off;

	if (map[m].at == NULL)
		return;
	off = any(2) == 0 ? 0 : any(map[m].len) & ~(PAGE - 1);
	munmap(map[m].at + off, any(2) == 0 ? map[m].len - off : PAGE);
	/* Forgotten in any case: the rest goes with the process. */
	map[m].at = NULL;
}

static void
do_change(void)
{
	static const int advice[] = { MADV_DOFORK, MADV_DONTFORK,
		MADV_DONTNEED, MADV_KEEPONFORK, MADV_WIPEONFORK,
		MADV_WILLNEED, MADV_HUGEPAGE };
	unsigned int m = any(MAPS);
	size_t off;

	if (map[m].at == NULL)
		return;
	off = any(map[m].len) & ~(PAGE - 1);
	switch (any(3)) {
	case 0:
		madvise(map[m].at + off, PAGE, advice[any(7)]);
		break;
	case 1:
		mprotect(map[m].at + off, PAGE, any(4));
		break;
	default:
		/* Not allowed on regions; elsewhere it may move. */
		if (mremap(map[m].at, map[m].len, odd_number(), 0) !=
		    MAP_FAILED)
			map[m].at = NULL;
	}
}

/* Loads and stores that may well be signals, so in a child; also a test of
 * what children may do with what they inherit.
 */
static void
do_touch(void)
{
	volatile uint64_t *p;
	pid_t pid = fork();
	int i;

	if (pid != 0) {
		if (pid > 0)
			waitpid(pid, NULL, 0);
		return;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (i = 0; i < 4; i++)
		do_ioctl();
	for (i = 0; i < 16; i++) {
		p = (volatile uint64_t *)((uintptr_t)odd_pointer() & ~7UL);
		if (any(2) == 0)
			*p = odd_number();
		else
			(void)*p;
	}
	_exit(0);
}

/* Descriptors and doorbells, garbage and good, of a queue of its own. */
static void
do_queue(void)
{
	static const uint8_t key[16], in[64];
	uint8_t out[64];
	struct hisi_qm_qp_ctx ctx = { .qc_type = 0 };
	struct raw_queue q = { .phase = 1 };
	uint32_t i;

	q.fd = raw_open_fd("hisi_sec2-");
	if (q.fd < 0)
		return;
	ioctl(q.fd, HISI_QM_SET_QP_CTX, &ctx);
	q.qn = ctx.qn;
	q.mmio = raw_map(q.fd, 0, RAW_MMIO);
	q.dus = raw_map(q.fd, 1, RAW_DUS);
	if (q.mmio != MAP_FAILED && q.dus != MAP_FAILED &&
	    ioctl(q.fd, HISI_UACCE_START_Q) == 0) {
		for (i = 0; i < 8; i++) {
			raw_put(&q, key, in, out, 64);
			if (any(2) == 0)
				((uint64_t *)(void *)q.dus)[any(128)] =
					odd_number();
		}
		raw_ring(&q, any(2) == 0 ? odd_number() :
			 raw_doorbell(&q, any(4), any(RAW_DEPTH)));
	}
	/* Closed while it works. */
	if (q.mmio != MAP_FAILED)
		munmap(q.mmio, RAW_MMIO);
	if (q.dus != MAP_FAILED)
		munmap(q.dus, RAW_DUS);
	close(q.fd);
}

static void
do_poll(void)
{
	struct pollfd p = { .fd = file[any(FILES)], .events = POLLIN };

	poll(&p, 1, any(3));
}

static void
worker(unsigned int number, unsigned int nb_steps)
{
	static void (*const does[])(void) = { do_open, do_open, do_close,
		do_ioctl, do_ioctl, do_ioctl, do_map, do_map, do_unmap,
		do_change, do_touch, do_queue, do_poll, do_control };
	unsigned int i;

	rng = (uint64_t)seed << 32 | (number + 1) * 2654435761U;
	memset(file, -1, sizeof(file));
	for (i = 0; i < nb_steps; i++)
		does[any(sizeof(does) / sizeof(does[0]))]();
}

/* Kill some workers half-way, and start others in their places. */
static unsigned int
run_workers(void)
{
	unsigned int per = 100, i, started, killed = 0, nb = steps / per;
	pid_t pid[WORKERS] = { 0 };
	int status;

	for (started = 0; started < nb; started++) {
		i = started % WORKERS;
		if (pid[i] > 0) {
			if (started % 3 == 0)
				kill(pid[i], SIGKILL);
			waitpid(pid[i], &status, 0);
			killed += WIFSIGNALED(status);
			EXPECT(!WIFSIGNALED(status) ||
			       WTERMSIG(status) == SIGKILL ||
			       WTERMSIG(status) == SIGBUS ||
			       WTERMSIG(status) == SIGSEGV, "%s",
			       strsignal(WTERMSIG(status)));
		}
		pid[i] = fork();
		if (pid[i] == 0) {
			alarm(0);
			worker(started, per);
			_exit(0);
		}
	}
	for (i = 0; i < WORKERS; i++)
		if (pid[i] > 0)
			waitpid(pid[i], NULL, 0);
	return killed;
}

static void
fuzz(void)
{
	uint8_t key[16] = "after the storm", in[16] = "still working?";
	const char *dev = strrchr(raw_device("hisi_sec2-"), '/') + 1;
	const char *left = "/sys/class/uacce/%s/available_instances";
	long free_before = vm_read_long(left, dev), before = pin_total();
	uint8_t out[16], ref[16];
	struct raw_queue q;
	unsigned int killed;

	alarm(0);
	killed = run_workers();
	vm_wait_long(left, dev, free_before);
	pin_wait_total(before);
	raw_open(&q);
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "encrypt");
	raw_reference(key, in, ref, 16);
	EXPECT(memcmp(out, ref, 16) == 0, "wrong data");
	printf("INFO fuzz: %u steps, seed %u, %u workers ended by a signal\n",
	       steps, seed, killed);
}

int
main(int argc, char **argv)
{
	static const struct vm_case cases[] = {
		{ "fuzz", fuzz },
		{ NULL, NULL },
	};

	if (argc > 1)
		steps = strtoul(argv[1], NULL, 0);
	if (argc > 2)
		seed = strtoul(argv[2], NULL, 0);
	return vm_cases_run(cases, argv + argc);
}
