/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Devices and fork(): what a child may do with a device of its parent, and that
 * the parent's device stays as it was. EAL's memory is shared by the two.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>
#include <rte_compressdev.h>
#include <rte_cryptodev.h>

#include "func.h"
#include "sym_fixture.h"
#include "sym_job.h"

#define ZIP "compress_hisi_zip"

static const struct sym_spec cbc = {
	.kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC, .key_len = 16,
	.iv_len = 16, .len = 64,
};

/* Set the only pair up and start. Returns the first error. */
static int
set_up(void)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 64,
		.mp_session = dev.sessions };
	int ret = rte_cryptodev_configure(dev.id, &config);

	if (ret == 0)
		ret = rte_cryptodev_queue_pair_setup(dev.id, 0, &qp,
						     SOCKET_ID_ANY);
	return ret != 0 ? ret : rte_cryptodev_start(dev.id);
}

/* Run fn in a forked child. Returns its exit code, -1 if it died. */
static int
in_child(int (*fn)(void))
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(fn());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
child_uses(void)
{
	if (set_up() != 0)
		return 1;
	return sym_job_one(&dev, &cbc) ? 0 : 2;
}

static int
child_refused(void)
{
	/* Its copy of the device is started, if the parent's is. */
	rte_cryptodev_stop(dev.id);
	return set_up() == -EPERM ? 0 : 1;
}

static int
child_closes(void)
{
	rte_cryptodev_stop(dev.id);
	return rte_cryptodev_close(dev.id) == -EPERM ? 0 : 1;
}

static int
child_removes(void)
{
	return rte_vdev_uninit(dev.name) == -EPERM ? 0 : 1;
}

static void
release_pairs(void)
{
	rte_cryptodev_stop(dev.id);
	assert_int_equal(rte_cryptodev_close(dev.id), 0);
}

/* As after daemon(): a device without queue pairs is the child's, too. */
static void
fork_without_pairs(void **state)
{
	(void)state;
	open_device("device=model", 64);
	release_pairs();
	assert_int_equal(in_child(child_uses), 0);
	/* The child ended without a stop; it has started its copy only. */
	assert_int_equal(set_up(), 0);
	assert_true(sym_job_one(&dev, &cbc));
}

/* Configured again, but without a queue pair. */
static void
fork_unconfigured(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 3 };

	(void)state;
	open_device("device=model", 64);
	release_pairs();
	assert_int_equal(rte_cryptodev_configure(dev.id, &config), 0);
	assert_int_equal(in_child(child_uses), 0);
	assert_int_equal(rte_cryptodev_queue_pair_count(dev.id), 3);
	assert_int_equal(set_up(), 0);
	assert_true(sym_job_one(&dev, &cbc));
}

/* Parent and child at the same time, each with queue pairs of its own. */
static void
fork_both(void **state)
{
	int to_parent[2], to_child[2], status;
	char c = 0;
	pid_t pid;

	(void)state;
	open_device("device=model", 64);
	release_pairs();
	assert_int_equal(pipe(to_parent), 0);
	assert_int_equal(pipe(to_child), 0);
	fflush(stdout);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (set_up() != 0 || !sym_job_one(&dev, &cbc) ||
		    write(to_parent[1], "+", 1) != 1 ||
		    read(to_child[0], &c, 1) != 1)
			_exit(1);
		_exit(sym_job_one(&dev, &cbc) ? 0 : 2);
	}
	close(to_parent[1]);
	assert_int_equal(read(to_parent[0], &c, 1), 1);
	assert_int_equal(set_up(), 0);
	assert_true(sym_job_one(&dev, &cbc));
	assert_int_equal(write(to_child[1], "+", 1), 1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(sym_job_one(&dev, &cbc));
	close(to_parent[0]);
	close(to_child[0]);
	close(to_child[1]);
}

/* Queue pairs stay with the parent, which goes on undisturbed. */
static void
fork_with_pairs(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };

	(void)state;
	open_device("device=model", 64);
	assert_true(sym_job_one(&dev, &cbc));
	assert_int_equal(in_child(child_refused), 0);
	assert_int_equal(in_child(child_closes), 0);
	/* The children have stopped their copies. */
	assert_int_equal(rte_cryptodev_configure(dev.id, &config), -EBUSY);
	assert_true(sym_job_one(&dev, &cbc));
}

/* The library would free memory of the parent. */
static void
fork_remove(void **state)
{
	(void)state;
	open_device("device=model", 64);
	assert_int_equal(in_child(child_removes), 0);
	assert_true(sym_job_one(&dev, &cbc));
	release_pairs();
	assert_int_equal(in_child(child_removes), 0);
	assert_int_equal(set_up(), 0);
	assert_true(sym_job_one(&dev, &cbc));
}

/* fork() does not copy the model's threads. */
static void
fork_threads(void **state)
{
	(void)state;
	open_device("device=model,mode=thread,threads=1", 64);
	release_pairs();
	assert_int_equal(in_child(child_refused), 0);
	assert_int_equal(set_up(), 0);
	assert_true(sym_job_one(&dev, &cbc));
}

/* Have and remove the device of a parent that has ended. */
static int
orphan_uses(pid_t parent)
{
	while (getppid() == parent)
		usleep(1000);
	if (set_up() != 0)
		return 'p';
	if (!sym_job_one(&dev, &cbc))
		return 'o';
	rte_cryptodev_stop(dev.id);
	return rte_vdev_uninit(dev.name) == 0 ? '+' : 'r';
}

/* daemon(): the process that made the device ends, its child goes on. */
static void
fork_daemon(void **state)
{
	pid_t parent, maker;
	char said = 0;
	int fd[2];

	(void)state;
	assert_int_equal(pipe(fd), 0);
	fflush(stdout);
	maker = fork();
	assert_true(maker >= 0);
	if (maker == 0) {
		parent = getpid();
		open_device("device=model", 64);
		release_pairs();
		if (fork() != 0)
			_exit(0);
		said = orphan_uses(parent);
		_exit(write(fd[1], &said, 1) != 1);
	}
	assert_int_equal(waitpid(maker, NULL, 0), maker);
	close(fd[1]);
	assert_int_equal(read(fd[0], &said, 1), 1);
	close(fd[0]);
	assert_int_equal(said, '+');
}

static int
zip_set_up(void)
{
	struct rte_compressdev_config config = { .nb_queue_pairs = 2,
						 .max_nb_priv_xforms = 1 };
	int ret = rte_compressdev_configure(0, &config), i;

	for (i = 0; i < 2 && ret == 0; i++)
		ret = rte_compressdev_queue_pair_setup(0, i, 64,
						       SOCKET_ID_ANY);
	return ret != 0 ? ret : rte_compressdev_start(0);
}

static int
zip_child(void)
{
	return zip_set_up() == 0 && rte_vdev_uninit(ZIP) == -EPERM ? 0 : 1;
}

/* The other library keeps its devices in the same way. */
static void
fork_zip(void **state)
{
	(void)state;
	assert_int_equal(rte_vdev_init(ZIP, "device=model"), 0);
	assert_int_equal(in_child(zip_child), 0);
	assert_int_equal(zip_set_up(), 0);
	rte_compressdev_stop(0);
	assert_int_equal(rte_vdev_uninit(ZIP), 0);
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(fork_without_pairs), TEST(fork_unconfigured),
		TEST(fork_both),
		TEST(fork_with_pairs), TEST(fork_remove),
		TEST(fork_threads), TEST(fork_daemon), TEST(fork_zip),
	};

	(void)argc;
	func_init_fork(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
