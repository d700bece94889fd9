/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cases.h"
#include "pinning.h"
#include "uapi/uacce.h"

int
pin_node(void)
{
	int fd = open(PIN_NODE, O_RDWR | O_CLOEXEC);

	EXPECT(fd >= 0, PIN_NODE ": %s", strerror(errno));
	return fd;
}

static int
request(int fd, unsigned long req, const void *addr, uint64_t size)
{
	struct uacce_pin_address a = {
		.addr = (uintptr_t)addr, .size = size,
	};

	return ioctl(fd, req, &a);
}

int
pin(int fd, const void *addr, uint64_t size)
{
	return request(fd, UACCE_CMD_PIN, addr, size);
}

int
unpin(int fd, const void *addr, uint64_t size)
{
	return request(fd, UACCE_CMD_UNPIN, addr, size);
}

uint8_t *
pin_memory(size_t len)
{
	uint8_t *p = vm_anon(len);

	memset(p, 1, len);
	return p;
}

long
pin_charged(void)
{
	char line[128];
	long kb = -1;
	FILE *f = fopen("/proc/self/status", "r");

	EXPECT(f != NULL, "status");
	while (fgets(line, sizeof(line), f) != NULL)
		sscanf(line, "VmPin: %ld", &kb);
	fclose(f);
	EXPECT(kb >= 0, "no VmPin");
	return kb / 4;
}

long
pin_total(void)
{
	long got = 0, back = 0, v;
	char name[64];
	FILE *f;

	/* Counters are kept per CPU; this adds them up. */
	EXPECT(vm_write_text("/proc/sys/vm/stat_refresh", "1") == 0,
	       "stat_refresh");
	f = fopen("/proc/vmstat", "r");
	EXPECT(f != NULL, "vmstat");
	while (fscanf(f, "%63s %ld", name, &v) == 2) {
		if (strcmp(name, "nr_foll_pin_acquired") == 0)
			got = v;
		if (strcmp(name, "nr_foll_pin_released") == 0)
			back = v;
	}
	fclose(f);
	return got - back;
}

void
pin_wait_total(long wanted)
{
	int i;

	for (i = 0; i < 600 && pin_total() != wanted; i++)
		usleep(100000);
	EXPECT(pin_total() == wanted, "%ld pages stay pinned",
	       pin_total() - wanted);
}
