/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The control node of the virtual accelerator, by hand, without the daemon:
 * what is called wrong, and a daemon that comes while a device goes.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"
#include "uapi/hisi_vacc.h"

#define DRIVER "/sys/bus/platform/drivers/hisi_vacc/"
#define PARENT "hisi_vacc.1"
#define REMOVALS 60

static int
control(void)
{
	int fd = open(VACC_CTL_PATH, O_RDWR | O_CLOEXEC | O_NONBLOCK);

	EXPECT(fd >= 0, "%s", strerror(errno));
	return fd;
}

static int
hello(int fd)
{
	uint32_t version = VACC_VERSION;

	return ioctl(fd, VACC_IOC_HELLO, &version);
}

static void
control_wrong(void)
{
	struct vacc_ready ready = { .device = 99 };
	uint32_t version = VACC_VERSION + 1, device = 99;
	struct vacc_done done = { .queue = 1 };
	int fd = control(), other = control();
	uint64_t queue = 1;
	struct vacc_msg m;

	EXPECT_ERRNO(ioctl(fd, VACC_IOC_HELLO, &version), EPROTO);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_HELLO, NULL), EFAULT);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_READY, &ready), EPERM);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_ATTACH, &queue), EPERM);
	EXPECT_ERRNO(read(fd, &m, sizeof(m)), EAGAIN);
	EXPECT(hello(fd) == 0, "%s", strerror(errno));
	EXPECT_ERRNO(hello(fd), EINVAL);
	EXPECT_ERRNO(hello(other), EBUSY);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_READY, &ready), ENODEV);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_ATTACH, &queue), ENOENT);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_DONE, &done), ENOENT);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_RESET, &device), ENODEV);
	EXPECT_ERRNO(ioctl(fd, VACC_IOC_STALL + 1, &device), ENOTTY);
	EXPECT_ERRNO(read(fd, &m, sizeof(m) - 1), EINVAL);
	EXPECT(read(fd, &m, sizeof(m)) == sizeof(m) && m.type == VACC_MSG_ADD,
	       "no device is offered");
	close(fd);
	EXPECT(hello(other) == 0, "the next daemon: %s", strerror(errno));
}

/* A message that cannot be delivered is an error, not "nothing there". */
static void
control_lost_message_is_told(void)
{
	void *bad = vm_anon(sizeof(struct vacc_msg));
	int fd = control();

	EXPECT(mprotect(bad, 1, PROT_READ) == 0, "%s", strerror(errno));
	EXPECT(hello(fd) == 0, "%s", strerror(errno));
	EXPECT_ERRNO(read(fd, bad, sizeof(struct vacc_msg)), EFAULT);
}

static void *
greeter(void *arg)
{
	volatile bool *stop = arg;
	int fd;

	while (!*stop) {
		fd = control();
		hello(fd);
		close(fd);
	}
	return NULL;
}

/* Each is offered all devices: none of them may be half gone (the kernel's
 * memory checker sees what is not).
 */
static void
daemon_comes_while_a_device_goes(void)
{
	volatile bool stop = false;
	pthread_t t;
	int i;

	EXPECT(pthread_create(&t, NULL, greeter, (void *)&stop) == 0,
	       "thread");
	for (i = 0; i < REMOVALS; i++) {
		EXPECT(vm_write_text(DRIVER "unbind", PARENT) == 0, "unbind");
		EXPECT(vm_write_text(DRIVER "bind", PARENT) == 0, "bind");
	}
	stop = true;
	pthread_join(t, NULL);
	EXPECT(raw_device("hisi_sec2-") != NULL, "the device has gone");
}

static const struct vm_case cases[] = {
	{ "control_wrong", control_wrong },
	{ "control_lost_message_is_told", control_lost_message_is_told },
	{ "daemon_comes_while_a_device_goes",
	  daemon_comes_while_a_device_goes },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
