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

static unsigned int rounds = 200;

/* The caches of kmalloc, from which the modules allocate. */
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

/* A cache as /proc/slabinfo has it. */
struct cache {
	char name[64];
	long used;     /**< Objects; all of a slab that a CPU holds count. */
	long per_slab;
};

/* The caches of kmalloc; their order and number do not change. */
#define MAX_CACHES 128
struct snapshot {
	struct cache cache[MAX_CACHES];
	unsigned int nb;
};

static void
take(struct snapshot *s)
{
	char line[512];
	struct cache *c;
	FILE *f;

	shrink();
	f = fopen("/proc/slabinfo", "r");
	EXPECT(f != NULL, "%s", strerror(errno));
	s->nb = 0;
	while (fgets(line, sizeof(line), f) != NULL && s->nb < MAX_CACHES) {
		c = &s->cache[s->nb];
		s->nb += sscanf(line, "%63s %ld %*d %*d %ld", c->name,
				&c->used, &c->per_slab) == 3 &&
			 is_kmalloc(c->name);
	}
	fclose(f);
}

/*
 * Objects that are more in after than in before, beyond those that a slab held
 * by each CPU can hide. @param accounted only those charged to a process's
 * group
 */
static long
grown(const struct snapshot *before, const struct snapshot *after,
      bool accounted)
{
	long n, sum = 0, cpus = sysconf(_SC_NPROCESSORS_ONLN);
	const struct cache *a, *b;
	unsigned int i;

	EXPECT(before->nb == after->nb, "%u caches, then %u", before->nb,
	       after->nb);
	for (i = 0; i < after->nb; i++) {
		b = &before->cache[i];
		a = &after->cache[i];
		EXPECT(strcmp(a->name, b->name) == 0, "%s", a->name);
		if (accounted && strncmp(a->name, "kmalloc-cg-", 11) != 0)
			continue;
		n = a->used - b->used - cpus * a->per_slab;
		if (n > 0)
			sum += n;
		if (a->used - b->used > (long)rounds / 2)
			printf("INFO leak: %s %+ld, %ld in a slab\n", a->name,
			       a->used - b->used, a->per_slab);
	}
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
	/* Free now the memory whose release the kernel delays. */
	vm_wait_long("/sys/class/uacce/%s/available_instances",
		     strrchr(raw_device("hisi_sec2-"), '/') + 1, 64);
	sleep(2);
}

static void
leak(void)
{
	static struct snapshot start, idle, end;
	long kib, pages;

	alarm(0);
	run(WARM_UP, true);
	/* The memory that processes leave behind in the rest of the kernel. */
	take(&start);
	run(rounds, false);
	take(&idle);
	kib = vmalloc_kib();
	pages = pin_total();
	run(rounds, true);
	take(&end);
	kib = vmalloc_kib() - kib;
	pin_wait_total(pages);
	pages = pin_total() - pages;
	printf("INFO leak, %u rounds: %+ld objects of kmalloc (without device %+ld), of them %+ld accounted; %+ld KiB of vmalloc; %+ld pinned pages\n",
	       rounds, grown(&idle, &end, false), grown(&start, &idle, false),
	       grown(&idle, &end, true), kib, pages);
	EXPECT(pages == 0, "%ld pages", pages);
	/* One a round would be a leak. */
	EXPECT(grown(&idle, &end, false) - grown(&start, &idle, false) <
	       (long)rounds / 2, "%ld objects, %ld without device",
	       grown(&idle, &end, false), grown(&start, &idle, false));
	EXPECT(kib < (long)rounds * 4, "%ld KiB", kib);
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
