/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * vm_leak ROUNDS: processes that open, start, encrypt, pin, and end or are
 * killed. Then kernel memory and pinned pages are what they were.
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "pinning.h"
#include "raw.h"

#define PAGE 4096UL
#define WARM_UP 100
/* Objects that the rest of the system may take meanwhile. */
#define NOISE 60

static unsigned int rounds = 200;

/* What the modules allocate from: the caches of kmalloc. */
static bool
is_kmalloc(const char *name)
{
	return strncmp(name, "kmalloc-", 8) == 0;
}

/* Free slabs of the caches go, so that counts are exact. */
static void
shrink(void)
{
	DIR *d = opendir("/sys/kernel/slab");
	char path[PATH_MAX];
	struct dirent *e;

	EXPECT(d != NULL, "%s", strerror(errno));
	while ((e = readdir(d)) != NULL) {
		if (!is_kmalloc(e->d_name))
			continue;
		snprintf(path, sizeof(path), "/sys/kernel/slab/%s/shrink",
			 e->d_name);
		vm_write_text(path, "1");
	}
	closedir(d);
}

/* Objects in use. @param accounted only those charged to a process's group */
static long
objects(bool accounted)
{
	char line[512], name[64];
	long n, sum = 0;
	FILE *f;

	shrink();
	f = fopen("/proc/slabinfo", "r");
	EXPECT(f != NULL, "%s", strerror(errno));
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "%63s %ld", name, &n) == 2 &&
		    is_kmalloc(name) &&
		    (!accounted || strncmp(name, "kmalloc-cg-", 11) == 0))
			sum += n;
	fclose(f);
	return sum;
}

static long
vmalloc_kib(void)
{
	char line[128];
	long kib = -1;
	FILE *f = fopen("/proc/meminfo", "r");

	EXPECT(f != NULL, "%s", strerror(errno));
	while (fgets(line, sizeof(line), f) != NULL)
		sscanf(line, "VmallocUsed: %ld", &kib);
	fclose(f);
	return kib;
}

static void
user(bool die)
{
	uint8_t key[16] = { 1 }, *p = pin_memory(16 * PAGE);
	struct raw_queue q;

	raw_open(&q);
	EXPECT(pin(pin_node(), p, 16 * PAGE) == 0, "%s", strerror(errno));
	EXPECT(raw_encrypt(&q, key, p, p + PAGE, 64) == RAW_OK, "encrypt");
	if (die) {
		raw_put(&q, key, p, p + PAGE, PAGE);
		raw_ring(&q, raw_doorbell(&q, 0, q.tail));
		kill(getpid(), SIGKILL);
	}
}

/* @param device use the device, or else do only what else a round does */
static void
run(unsigned int nb, bool device)
{
	unsigned int i;
	int status;
	pid_t pid;

	for (i = 0; i < nb; i++) {
		pid = fork();
		if (pid == 0) {
			if (device)
				user(i % 2 != 0);
			else
				pin_memory(16 * PAGE);
			_exit(0);
		}
		EXPECT(waitpid(pid, &status, 0) == pid &&
		       (status == 0 || (WIFSIGNALED(status) &&
					WTERMSIG(status) == SIGKILL)),
		       "round %u: status %x", i, status);
	}
	/* What is freed later, is freed now. */
	sleep(2);
}

static void
leak(void)
{
	const char *dev = strrchr(raw_device("hisi_sec2-"), '/') + 1;
	const char *left = "/sys/class/uacce/%s/available_instances";
	long cg, all, idle, kib, pages;

	alarm(0);
	run(WARM_UP, true);
	/* What processes leave behind in the rest of the kernel. */
	idle = objects(false);
	run(rounds, false);
	idle = objects(false) - idle;
	cg = objects(true);
	all = objects(false);
	kib = vmalloc_kib();
	pages = pin_total();
	run(rounds, true);
	cg = objects(true) - cg;
	all = objects(false) - all;
	kib = vmalloc_kib() - kib;
	pages = pin_total() - pages;
	printf("INFO leak, %u rounds: %+ld objects of kmalloc (without device %+ld), of them %+ld accounted; %+ld KiB of vmalloc; %+ld pinned pages\n",
	       rounds, all, idle, cg, kib, pages);
	EXPECT(pages == 0, "%ld pages", pages);
	/* One a round would be a leak. */
	EXPECT(cg < (long)rounds / 2, "%ld objects", cg);
	EXPECT(all - idle < (long)rounds / 2 + NOISE, "%ld objects, %ld without device",
	       all, idle);
	EXPECT(kib < (long)rounds * 4, "%ld KiB", kib);
	EXPECT(vm_read_long(left, dev) == 64, "queues in use");
}

int
main(int argc, char **argv)
{
	static const struct vm_case cases[] = {
		{ "leak", leak },
		{ NULL, NULL },
	};

	if (argc > 1)
		rounds = strtoul(argv[1], NULL, 0);
	return vm_cases_run(cases, argv + argc);
}
