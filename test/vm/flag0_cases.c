/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * A device without shared virtual addressing (module vm_dummy): it would
 * write memory by bus addresses, so pages stay pinned while it runs
 * (uacce.md 11.3 J3), and no IOMMU is touched (W12).
 */

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "pinning.h"
#include "raw.h"

#define PAGE 4096UL
#define STARTED "/sys/module/vm_dummy/parameters/started"

static int
open_dummy(void)
{
	int fd = raw_open_fd("vm_dummy-");

	EXPECT(fd >= 0, "%s", strerror(errno));
	return fd;
}

static void
w12_no_iommu(void)
{
	int fd = open_dummy();
	long flags = vm_read_long("/sys/class/uacce/%s/flags",
			strrchr(raw_device("vm_dummy-"), '/') + 1);

	EXPECT(flags == 0, "flags %ld", flags);
	EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "%s", strerror(errno));
	EXPECT(vm_read_long(STARTED, "") == 1, "not started");
	EXPECT(ioctl(fd, HISI_UACCE_PUT_Q) == 0, "%s", strerror(errno));
	EXPECT(vm_read_long(STARTED, "") == 0, "not stopped");
	/* Operations that this driver does not have. */
	EXPECT_ERRNO(ioctl(fd, HISI_QM_GET_QP_INFO, NULL), ENOTTY);
	EXPECT_ERRNO((long)raw_map(fd, 1, PAGE), EINVAL);
}

static void
j3_unpin_waits_for_stop(void)
{
	uint8_t *p = pin_memory(4 * PAGE);
	int node = pin_node(), fd = open_dummy();

	EXPECT(pin(node, p, 4 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "%s", strerror(errno));
	EXPECT_ERRNO(unpin(node, p, 4 * PAGE), EBUSY);
	EXPECT_ERRNO(unpin(node, p, 3 * PAGE), EINVAL);
	EXPECT(pin_charged() == 4, "%ld charged", pin_charged());
	EXPECT(ioctl(fd, HISI_UACCE_PUT_Q) == 0, "%s", strerror(errno));
	EXPECT(unpin(node, p, 4 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(pin_charged() == 0, "%ld charged", pin_charged());
}

static void
j3_close_of_the_node_waits_for_stop(void)
{
	long before = pin_total();
	uint8_t *p = pin_memory(4 * PAGE);
	int node = pin_node(), fd = open_dummy();

	EXPECT(ioctl(fd, HISI_UACCE_START_Q) == 0, "%s", strerror(errno));
	EXPECT(pin(node, p, 4 * PAGE) == 0, "%s", strerror(errno));
	close(node);
	usleep(100000);
	EXPECT(pin_total() == before + 4 && pin_charged() == 4,
	       "given back while the device runs");
	EXPECT(ioctl(fd, HISI_UACCE_PUT_Q) == 0, "%s", strerror(errno));
	EXPECT(pin_total() == before && pin_charged() == 0,
	       "%ld pages stay pinned", pin_total() - before);
}

/* Runs a queue, pins, hands its pin node over, and waits for its end. */
__attribute__((noreturn))
static void
pinner(int sock)
{
	uint8_t *p = pin_memory(64 * PAGE);
	int node = pin_node();

	EXPECT(ioctl(open_dummy(), HISI_UACCE_START_Q) == 0, "%s",
	       strerror(errno));
	EXPECT(pin(node, p, 64 * PAGE) == 0, "%s", strerror(errno));
	vm_send_fd(sock, node);
	for (;;)
		pause();
}

/* @param hold keep the pinner's node open */
static void
kill_pinner(bool hold)
{
	long before = pin_total();
	int sock[2], node;
	pid_t pid;

	EXPECT(socketpair(AF_UNIX, SOCK_DGRAM, 0, sock) == 0, "socketpair");
	pid = fork();
	if (pid == 0)
		pinner(sock[1]);
	node = vm_recv_fd(sock[0]);
	EXPECT(pin_total() == before + 64, "not pinned");
	if (!hold)
		close(node);
	kill(pid, SIGKILL);
	EXPECT(waitpid(pid, NULL, 0) == pid, "wait");
	pin_wait_total(before);
	EXPECT(vm_read_long(STARTED, "") == 0, "the queue still runs");
}

static void
j3_kill_gives_all_back(void)
{
	kill_pinner(false);
}

/* P16 too: who holds the file of a process that has ended, holds no pages. */
static void
j3_kill_gives_back_what_a_passed_node_holds(void)
{
	kill_pinner(true);
}

static const struct vm_case cases[] = {
	{ "W5_W12_device_without_iommu", w12_no_iommu },
	{ "J3_unpin_waits_for_stop", j3_unpin_waits_for_stop },
	{ "J3_close_of_the_node_waits_for_stop",
	  j3_close_of_the_node_waits_for_stop },
	{ "J3_kill_gives_all_back", j3_kill_gives_all_back },
	{ "J3_kill_gives_back_what_a_passed_node_holds",
	  j3_kill_gives_back_what_a_passed_node_holds },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
