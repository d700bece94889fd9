/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * A secondary process beside a primary whose devices come and go. EAL asks the
 * secondary to attach each new device, and takes the device away from the
 * primary if the secondary refuses. Secondaries need shared memory, so this
 * program needs hugepages, which it mounts for itself; it is skipped without
 * them.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* unshare() */
#endif
#include <errno.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>
#include <rte_compressdev.h>
#include <rte_cryptodev.h>
#include <rte_dev.h>
#include <rte_eal.h>

#define ROLE "HISI_TEST_SECONDARY"
#define HUGE "HISI_TEST_HUGE_DIR"

static const char * const drivers[] = {
	"crypto_hisi_sec", "crypto_hisi_hpre", "compress_hisi_zip",
};

static const char *program;
static char prefix[32];
static bool has_eal;
static char huge_dir[32];

static int
eal(const char *role)
{
	char *argv[] = {
		(char *)(uintptr_t)program, "--no-pci", "-m", "64", "-l", "0",
		"--no-telemetry", "--log-level", "pmd.*:critical",
		"--file-prefix", prefix, "--huge-dir", huge_dir, "--proc-type",
		(char *)(uintptr_t)role, NULL,
	};

	return rte_eal_init(sizeof(argv) / sizeof(argv[0]) - 1, argv);
}

/*
 * A mount that only this process and the secondary see. It goes with them, the
 * folder is left to end_huge().
 */
static bool
mount_huge(void)
{
	snprintf(huge_dir, sizeof(huge_dir), "/tmp/hisi-huge-XXXXXX");
	return mkdtemp(huge_dir) != NULL && unshare(CLONE_NEWNS) == 0 &&
	       mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount("none", huge_dir, "hugetlbfs", 0, NULL) == 0;
}

static void
end_huge(void)
{
	umount2(huge_dir, MNT_DETACH);
	rmdir(huge_dir);
}

/* A device that the primary has is not there in a secondary process. */
static bool
has_devices(void)
{
	return rte_cryptodev_count() != 0 || rte_compressdev_count() != 0;
}

/* The secondary: say that it is up, stay until the primary closes its input. */
static int
secondary(void)
{
	char c;

	if (eal("secondary") < 0)
		return 2;
	if (write(STDOUT_FILENO, "+", 1) != 1)
		return 3;
	while (read(STDIN_FILENO, &c, 1) > 0)
		;
	if (has_devices())
		return 4;
	rte_eal_cleanup();
	return 0;
}

/*
 * A secondary's vdev bus keeps the devices that it heard of from the primary.
 * rte_eal_cleanup() of DPDK 22.11 does not free them.
 */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return getenv(ROLE) != NULL ? "leak:librte_bus_vdev" : "";
}

static int to_child = -1;
static pid_t child;

static void
start_secondary(void)
{
	int in[2], out[2];
	char c = 0;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		close(in[1]);
		setenv(ROLE, prefix, 1);
		setenv(HUGE, huge_dir, 1);
		execl(program, program, NULL);
		_exit(9);
	}
	close(in[0]);
	close(out[1]);
	to_child = in[1];
	/* EAL prints, too. */
	while (read(out[0], &c, 1) == 1 && c != '+')
		;
	close(out[0]);
	assert_int_equal(c, '+');
}

static int
end_secondary(void)
{
	int status;

	close(to_child);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Devices are attached and removed while a secondary runs. */
static void
hotplug(void **state)
{
	size_t i;

	(void)state;
	if (!has_eal)
		skip();
	start_secondary();
	for (i = 0; i < RTE_DIM(drivers); i++) {
		assert_int_equal(rte_eal_hotplug_add("vdev", drivers[i],
						     "device=model"), 0);
		assert_true(has_devices());
		assert_int_equal(rte_eal_hotplug_remove("vdev", drivers[i]),
				 0);
		assert_false(has_devices());
	}
	assert_int_equal(end_secondary(), 0);
}

/* A secondary that starts beside devices leaves them alone when it ends. */
static void
starts_later(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 64 };
	size_t i;

	(void)state;
	if (!has_eal)
		skip();
	for (i = 0; i < RTE_DIM(drivers); i++)
		assert_int_equal(rte_vdev_init(drivers[i], "device=model"),
				 0);
	assert_int_equal(rte_cryptodev_configure(0, &config), 0);
	assert_int_equal(rte_cryptodev_queue_pair_setup(0, 0, &qp,
							SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(0), 0);
	start_secondary();
	assert_int_equal(end_secondary(), 0);
	/* It is still configured and started. */
	assert_int_equal(rte_cryptodev_configure(0, &config), -EBUSY);
	rte_cryptodev_stop(0);
	for (i = 0; i < RTE_DIM(drivers); i++)
		assert_int_equal(rte_vdev_uninit(drivers[i]), 0);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hotplug), cmocka_unit_test(starts_later),
	};
	const char *role = getenv(ROLE);
	int failed;

	(void)argc;
	program = argv[0];
	snprintf(prefix, sizeof(prefix), "%s", role != NULL ? role : "");
	if (role != NULL) {
		snprintf(huge_dir, sizeof(huge_dir), "%s", getenv(HUGE));
		return secondary();
	}
	snprintf(prefix, sizeof(prefix), "second-%d", getpid());
	has_eal = mount_huge() && eal("primary") >= 0;
	if (!has_eal)
		printf("EAL does not start; are there hugepages?\n");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (has_eal)
		rte_eal_cleanup();
	end_huge();
	return failed != 0;
}
