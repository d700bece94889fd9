/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * vm_path EAL-OPTION... -- MODE [NUMBER...]: see the table at the end.
 */

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rte_eal.h>

#include "path.h"

/* Marks in a trace of system calls. */
static void
mark(const char *text)
{
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		exit(2);
}

static int
report(const struct path_result *r)
{
	uint64_t back = r->ok + r->failed + r->wrong;

	printf("enqueued %" PRIu64 " ok %" PRIu64 " failed %" PRIu64 " wrong %"
	       PRIu64 "%s\n", r->enqueued, r->ok, r->failed, r->wrong,
	       r->died ? ", the device died" : "");
	fflush(stdout);
	return back == r->enqueued && r->wrong == 0 ? 0 : 1;
}

/* count TOTAL: nothing but ops between the marks. */
static int
count(const uint32_t *arg)
{
	struct path_result r;
	struct path p;

	path_open(&p, 256, 1);
	path_stream(&p, PATH_DEPTH, PATH_DEPTH, true, &r);
	if (report(&r) != 0 || r.ok != PATH_DEPTH)
		return 1;
	mark("MARK start\n");
	path_stream(&p, arg[0], 32, false, &r);
	mark("MARK stop\n");
	path_close(&p);
	return report(&r) != 0 || r.ok != arg[0];
}

/* verify TOTAL SEED SIZE: every op, with the address of the first. */
static int
verify(const uint32_t *arg)
{
	struct path_result r;
	struct path p;

	path_open(&p, arg[2], arg[1]);
	printf("address %p\n",
	       rte_pktmbuf_mtod(p.free[0]->sym->m_src, void *));
	path_stream(&p, arg[0], 32, true, &r);
	path_close(&p);
	return report(&r) != 0 || r.ok != arg[0];
}

/* storm TOTAL SEED: until the device dies; none may be lost. */
static int
storm(const uint32_t *arg)
{
	struct path_result r;
	struct path p;

	path_open(&p, 1024, arg[1]);
	printf("ready\n");
	fflush(stdout);
	path_stream(&p, arg[0], PATH_DEPTH, true, &r);
	path_close(&p);
	return report(&r);
}

/* zip_storm TOTAL SEED: the same on ZIP. */
static int
zip_storm(const uint32_t *arg)
{
	struct path_result r;

	path_zip_storm(arg[0], arg[1], &r);
	return report(&r);
}

/* A forked child: its parent's queue pair takes nothing from it and gives it
 * nothing. Says so and ends, or waits for a signal.
 */
static void
child_main(struct path *p, int told, bool stay)
{
	struct rte_crypto_op *op;
	char fenced = rte_cryptodev_enqueue_burst(p->id, 0, p->free, 8) == 0 &&
		      rte_cryptodev_dequeue_burst(p->id, 0, &op, 1) == 0;

	if (write(told, &fenced, 1) != 1)
		_exit(2);
	while (stay)
		pause();
	_exit(!fenced);
}

static bool
traffic(struct path *p)
{
	struct path_result r;

	path_stream(p, 200, 8, true, &r);
	return report(&r) == 0 && r.ok == 200;
}

/* child KILL: what a forked child may do with its parent's queue pair. It ends
 * by itself or, if KILL is 1, is killed; the parent's ops are right beside it
 * and after it.
 */
static int
child(const uint32_t *arg)
{
	int told[2], status = -1;
	struct path p;
	char fenced = 0;
	bool good;
	pid_t pid;

	path_open(&p, 64, 1);
	if (pipe(told) != 0)
		return 1;
	pid = fork();
	if (pid == 0)
		child_main(&p, told[1], arg[0] != 0);
	if (pid < 0) {
		perror("fork");
		return 1;
	}
	if (read(told[0], &fenced, 1) != 1 || !fenced)
		printf("the child is not kept from the queue\n");
	good = traffic(&p);
	if (arg[0] != 0)
		kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) != pid ||
	    status != (arg[0] != 0 ? SIGKILL : 0)) {
		printf("child: status %x\n", status);
		return 1;
	}
	good = traffic(&p) && good;
	path_close(&p);
	return !fenced || !good;
}

/* ratio SIZE TOTAL DEPTH: time of an op here and through AF_ALG. */
static int
ratio(const uint32_t *arg)
{
	struct path_result r;
	double user, kernel;
	struct path p;

	path_open(&p, arg[0], 1);
	p.yield = true;
	path_stream(&p, PATH_DEPTH, PATH_DEPTH, true, &r);
	user = path_now();
	path_stream(&p, arg[1], arg[2], false, &r);
	user = path_now() - user;
	path_close(&p);
	if (report(&r) != 0 || r.ok != arg[1])
		return 1;
	kernel = path_af_alg(arg[0], arg[1]);
	if (kernel < 0) {
		printf("AF_ALG: %s\n", strerror(-(int)kernel));
		return 1;
	}
	printf("RATIO %u bytes, %u in flight: queue file %.1f us, AF_ALG %.1f us, ratio %.2f\n",
	       arg[0], arg[2], user / arg[1] * 1e6, kernel / arg[1] * 1e6,
	       user / kernel);
	return 0;
}

static const struct mode {
	const char *name;
	int nb_args;
	int (*run)(const uint32_t *arg);
} modes[] = {
	{ "count", 1, count }, { "verify", 3, verify }, { "storm", 2, storm },
	{ "zip_storm", 2, zip_storm }, { "child", 1, child },
	{ "ratio", 3, ratio },
};

int
main(int argc, char **argv)
{
	int eal = rte_eal_init(argc, argv), ret = -1, i;
	uint32_t arg[3] = { 0 };
	size_t m;

	if (eal < 0)
		return 2;
	argc -= eal + 1;
	argv += eal + 1;
	for (i = 1; i < argc && i <= 3; i++)
		arg[i - 1] = strtoul(argv[i], NULL, 0);
	for (m = 0; argc > 0 && m < RTE_DIM(modes); m++)
		if (strcmp(argv[0], modes[m].name) == 0 &&
		    argc == modes[m].nb_args + 1)
			ret = modes[m].run(arg);
	if (ret < 0)
		fprintf(stderr, "which mode?\n");
	rte_eal_cleanup();
	return ret < 0 ? 2 : ret;
}
