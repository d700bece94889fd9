/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The uacce provider: a driver on queue files, with the device model as the
 * kernel and the device. What it opens, maps and rings is what the datasheet
 * says; everything that can fail fails once.
 */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>

#include "fake_uacce.h"
#include "func.h"
#include "sym_job.h"

#define DRIVER "crypto_hisi_sec"

static char root[64];
static struct hisi_model *model;

static void
attr(const char *dev, const char *name)
{
	char path[256], text[256];
	FILE *f;
	int n;

	snprintf(path, sizeof(path), "%s/%s", root, dev);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "%s/%s/%s", root, dev, name);
	n = hisi_model_attr(model, name, text, sizeof(text));
	assert_true(n >= 0);
	f = fopen(path, "w");
	assert_non_null(f);
	fwrite(text, 1, n, f);
	fclose(f);
}

/* A device whose sysfs is a copy of what the model says. */
static int
device_make(void **state)
{
	static const char * const names[] = {
		"api", "flags", "available_instances", "algorithms",
		"region_mmio_size", "region_dus_size", "isolate",
	};
	const struct hisi_model_conf conf = { .engine = HISI_ENGINE_SEC };
	size_t i;

	(void)state;
	snprintf(root, sizeof(root), "/tmp/hisi-uacce-XXXXXX");
	assert_non_null(mkdtemp(root));
	assert_int_equal(hisi_model_create(&conf, &model), 0);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		attr(hisi_model_name(model), names[i]);
	setenv("HISI_QM_SYSFS", root, 1);
	memset(&fake_uacce_faults, 0, sizeof(fake_uacce_faults));
	fake_uacce_device(model);
	sym_after_burst = fake_uacce_pump;
	return 0;
}

static int
device_remove(void **state)
{
	char cmd[128];

	(void)state;
	assert_int_equal(fake_uacce_open_files(), 0);
	assert_int_equal(fake_uacce_mappings(), 0);
	hisi_model_destroy(model);
	snprintf(cmd, sizeof(cmd), "rm -rf %s", root);
	return system(cmd);
}

/* One-pass algorithms: a second queue would ring twice between two pumps. */
static void
run(void **state)
{
	struct sym_job *jobs = calloc(64, sizeof(*jobs));
	struct hisi_model_stats st;
	struct sym_dev dev;
	unsigned int n, i;

	(void)state;
	sym_dev_open(&dev, DRIVER, "", 1024);
	assert_int_equal(fake_uacce_open_flags(), O_RDWR | O_CLOEXEC);
	assert_true(fake_uacce_open_files() > 0);
	for (n = 0; n < 30; n++) {
		for (i = 0; i < 64; i++)
			assert_true(sym_job_make(&jobs[i], &dev,
				(1U << SYM_CIPHER) | (1U << SYM_AEAD), 300));
		assert_int_equal(sym_jobs_run(&dev, jobs, 64, 32), 0);
	}
	hisi_model_stats_get(model, &st);
	assert_true(st.descriptors > 1500);
	assert_int_equal(st.dropped_doorbells, 0);
	assert_int_equal(st.errors, 0);
	assert_true(sym_dev_close(&dev));
	free(jobs);
}

/* Kernels without the second ioctl: depth 1024, compiled-in entry size. */
static void
old_kernel(void **state)
{
	fake_uacce_faults.no_qp_info = true;
	run(state);
}

/* Stop, start again: the rings begin anew, nothing stale is taken. */
static void
restart(void **state)
{
	struct sym_job jobs[40];
	struct sym_dev dev;
	unsigned int n, i;

	(void)state;
	sym_dev_open(&dev, DRIVER, "", 1024);
	for (n = 0; n < 10; n++) {
		for (i = 0; i < 40; i++)
			assert_true(sym_job_make(&jobs[i], &dev,
						 1U << SYM_CIPHER, 100));
		assert_int_equal(sym_jobs_run(&dev, jobs, 40, 32), 0);
		rte_cryptodev_stop(dev.id);
		assert_int_equal(rte_cryptodev_start(dev.id), 0);
	}
	assert_true(sym_dev_close(&dev));
}

static int
try_setup(void)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 100 };
	int id, ret;

	assert_int_equal(rte_vdev_init(DRIVER, ""), 0);
	id = rte_cryptodev_get_dev_id(DRIVER);
	assert_int_equal(rte_cryptodev_configure(id, &config), 0);
	ret = rte_cryptodev_queue_pair_setup(id, 0, &qp, SOCKET_ID_ANY);
	assert_int_equal(rte_vdev_uninit(DRIVER), 0);
	assert_int_equal(fake_uacce_open_files(), 0);
	assert_int_equal(fake_uacce_mappings(), 0);
	return ret;
}

static void
failures(void **state)
{
	static const struct {
		struct fake_uacce_faults f;
		int err;
	} t[] = {
		{ { .open_errno = 0 }, 0 },
		{ { .open_errno = EACCES }, -EACCES },
		{ { .open_errno = EBUSY }, -EBUSY },
		{ { .open_errno = EPERM }, -EPERM },
		{ { .open_errno = ENOENT }, -ENOENT },
		{ { .open_errno = ENODEV }, -ENODEV },
		{ { .ctx_errno = EINVAL }, -EINVAL },
		{ { .start_errno = EPERM }, -EPERM },
		{ { .start_errno = EIO }, -EIO },
		{ { .mmap_errno = EINVAL, .mmap_region = 0 }, -ENOMEM },
		{ { .mmap_errno = EINVAL, .mmap_region = 1 }, -ENOMEM },
		{ { .sqe_size = 64 }, -ENOTSUP },
		{ { .sq_depth = 16 }, -ENOTSUP },
		{ { .cq_depth = 16 }, -ENOTSUP },
		/* Rings that do not fit into the region. */
		{ { .sq_depth = 2048 }, -ENOTSUP },
		{ { .cq_depth = 65535 }, -ENOTSUP },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		fake_uacce_faults = t[i].f;
		if (try_setup() != t[i].err)
			fail_msg("case %zu", i);
	}
}

#define WITH_DEVICE(f) \
	cmocka_unit_test_setup_teardown(f, device_make, device_remove)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		WITH_DEVICE(run), WITH_DEVICE(old_kernel),
		WITH_DEVICE(restart), WITH_DEVICE(failures),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
