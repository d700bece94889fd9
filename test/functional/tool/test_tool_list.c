/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Command list of dpdk-test-accel: made-up sysfs trees, whose devices the driver
 * is asked to take as well, and this process as one that uses devices.
 */

#include <errno.h>
#include <grp.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include <jansson.h>
#include <rte_bus_vdev.h>
#include <rte_compressdev.h>
#include <rte_cryptodev.h>

#include <hisi_qm.h>

#include "func.h"

#define SEC "crypto_hisi_sec"
#define ZIP "compress_hisi_zip"

/* An id that owns nothing: Debian's nobody. */
#define NOBODY 65534

static char root[64];

/* Run the tool, as another user if uid is not 0. @return its JSON */
static json_t *
list(uid_t uid)
{
	char sysfs[80];
	json_error_t error;
	json_t *report;
	int fd[2], status;
	pid_t pid;
	FILE *f;

	snprintf(sysfs, sizeof(sysfs), "%s/sys", root);
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(fd[1], STDOUT_FILENO);
		close(fd[0]);
		close(fd[1]);
		if (uid != 0 && (setgroups(0, NULL) != 0 || setgid(uid) != 0 ||
				 setuid(uid) != 0))
			_exit(99);
		execl(TOOL, TOOL, "list", "--json", "--sysfs", sysfs,
		      (char *)NULL);
		_exit(98);
	}
	close(fd[1]);
	f = fdopen(fd[0], "r");
	report = json_loadf(f, 0, &error);
	fclose(f);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	if (report == NULL)
		fail_msg("%s", error.text);
	return report;
}

/* The tool lists the devices of all processes; some may be of other tests. */
static bool
is_foreign(const json_t *row)
{
	static const char by[] = "telemetry of process ";
	const char *found = json_string_value(json_object_get(row, "found"));

	return found != NULL && strncmp(found, by, sizeof(by) - 1) == 0 &&
	       atoi(found + sizeof(by) - 1) != (int)getpid();
}

/* The row of a device; there is one. */
static const json_t *
row_of(const json_t *report, const char *device)
{
	const json_t *row, *found = NULL;
	const char *name;
	size_t i;

	json_array_foreach(json_object_get(report, "devices"), i, row) {
		name = json_string_value(json_object_get(row, "device"));
		if (name == NULL || strcmp(name, device) != 0 ||
		    is_foreign(row))
			continue;
		if (found != NULL)
			fail_msg("%s is listed twice", device);
		found = row;
	}
	if (found == NULL)
		fail_msg("%s is not listed", device);
	return found;
}

/* A text of a row, "-" if there is none. */
static const char *
text(const json_t *row, const char *key)
{
	const char *t = json_string_value(json_object_get(row, key));

	return t != NULL ? t : "-";
}

static void
put(const char *dev, const char *name, const char *value)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/sys/%s/%s", root, dev, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(value, f);
	fclose(f);
}

static void
folder(const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	if (mkdir(path, 0755) != 0)
		assert_int_equal(errno, EEXIST);
}

static void
point(const char *name, const char *target)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	assert_int_equal(symlink(target, path), 0);
}

/* A device as a kernel shows it, with its file. */
static void
device(const char *dev)
{
	char name[160];
	FILE *f;

	snprintf(name, sizeof(name), "sys/%s", dev);
	folder(name);
	put(dev, "api", "hisi_qm_v3\n");
	put(dev, "flags", "1\n");
	put(dev, "available_instances", "64\n");
	put(dev, "algorithms", "zlib\ngzip\n");
	put(dev, "region_mmio_size", "65536\n");
	put(dev, "region_dus_size", "151552\n");
	put(dev, "isolate", "0\n");
	snprintf(name, sizeof(name), "%s/dev/%s", root, dev);
	f = fopen(name, "w");
	assert_non_null(f);
	fclose(f);
	assert_int_equal(chmod(name, 0660), 0);
}

/* Put a device on a bus: its parent, and the links that sysfs has. */
static void
parent(const char *dev, const char *name, const char *bus, const char *driver)
{
	char path[200], target[200];

	snprintf(path, sizeof(path), "parents/%s", name);
	folder(path);
	snprintf(path, sizeof(path), "parents/%s/subsystem", name);
	snprintf(target, sizeof(target), "../../bus/%s", bus);
	point(path, target);
	snprintf(path, sizeof(path), "parents/%s/driver", name);
	snprintf(target, sizeof(target), "../../bus/%s/drivers/%s", bus,
		 driver);
	point(path, target);
	snprintf(path, sizeof(path), "sys/%s/device", dev);
	snprintf(target, sizeof(target), "../../parents/%s", name);
	point(path, target);
}

static int
tree_make(void **state)
{
	char dev[80];

	(void)state;
	snprintf(root, sizeof(root), "/tmp/hisi-list-XXXXXX");
	assert_non_null(mkdtemp(root));
	assert_int_equal(chmod(root, 0755), 0);
	folder("sys");
	folder("dev");
	folder("parents");
	snprintf(dev, sizeof(dev), "%s/sys", root);
	setenv("HISI_QM_SYSFS", dev, 1);
	snprintf(dev, sizeof(dev), "%s/dev", root);
	setenv("HISI_QM_DEV", dev, 1);
	return 0;
}

static int
tree_remove(void **state)
{
	char cmd[128];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -rf %s", root);
	unsetenv("HISI_QM_SYSFS");
	unsetenv("HISI_QM_DEV");
	return system(cmd);
}

/* Whether the driver takes it; its file is opened for a queue only. */
static int
driver_says(const char *name)
{
	struct hisi_qm_dev *dev;
	char args[80];
	int ret;

	snprintf(args, sizeof(args), "device=%s", name);
	ret = hisi_qm_dev_create("t", args, HISI_ENGINE_ZIP, &dev);
	if (ret == 0)
		hisi_qm_dev_destroy(dev);
	return ret;
}

static void
verdicts(void **state)
{
	static const struct {
		const char *attr;   /* Of a device that is fine but for it. */
		const char *value;
		const char *usable; /* Its beginning. */
		const char *health;
		int ret;            /* Of the driver. */
	} t[] = {
		{ "isolate", "0\n", "yes", "ok", 0 },
		{ "flags", "0\n", "no: it has no shared virtual addressing",
		  "-", -ENOTSUP },
		{ "api", "hisi_qm_v1\n", "no: its queue protocol is generation 1",
		  "-", -ENOTSUP },
		{ "api", "hisi_qm_v3_noiommu\n",
		  "no: its api is not a known queue protocol", "-", -ENOTSUP },
		{ "api", "other\n", "no: its api is not a known queue protocol",
		  "-", -ENOTSUP },
		{ "isolate", "1\n", "no: it is isolated after hardware errors",
		  "isolated", -ENOTSUP },
		{ "available_instances", "0\n", "no: all its queues are in use",
		  "ok", -EBUSY },
		{ "region_mmio_size", "4096\n",
		  "no: its doorbell region is too small", "-", -ENOTSUP },
		{ "algorithms", "gzip\n",
		  "no: its algorithms name neither zlib", "-", -ENOTSUP },
		{ "algorithms", "lib\nzlibs\n",
		  "no: its algorithms name neither zlib", "-", -ENOTSUP },
		{ "flags", "much\n", "no: its attributes cannot be read",
		  "-", -EINVAL },
	};
	char name[32];
	json_t *report;
	const json_t *row;
	size_t i;
	int ret;

	(void)state;
	for (i = 0; i < RTE_DIM(t); i++) {
		snprintf(name, sizeof(name), "hisi_zip-%zu", i);
		device(name);
		put(name, t[i].attr, t[i].value);
	}
	report = list(0);
	for (i = 0; i < RTE_DIM(t); i++) {
		snprintf(name, sizeof(name), "hisi_zip-%zu", i);
		row = row_of(report, name);
		if (strncmp(text(row, "usable"), t[i].usable,
			    strlen(t[i].usable)) != 0)
			fail_msg("%s: %s", name, text(row, "usable"));
		assert_string_equal(text(row, "health"), t[i].health);
		ret = driver_says(name);
		if (ret != t[i].ret)
			fail_msg("%s: the driver says %d", name, ret);
	}
	json_decref(report);
}

/* Devices of another kind, without a file, and with a file of others. */
static void
files(void **state)
{
	char path[128];
	json_t *report;

	(void)state;
	device("hisi_dae-0");
	device("hisi_zip-x");
	device("hisi_zip-1");
	snprintf(path, sizeof(path), "%s/dev/hisi_zip-1", root);
	assert_int_equal(unlink(path), 0);
	device("hisi_hpre-2");
	put("hisi_hpre-2", "algorithms", "rsa\nx25519\n");
	device("hisi_hpre-3");
	put("hisi_hpre-3", "algorithms", "x25519\n");
	device("hisi_sec2-4");
	put("hisi_sec2-4", "algorithms", "dsa\nciphers\n");
	report = list(0);
	assert_memory_equal(text(row_of(report, "hisi_dae-0"), "usable"),
			    "no: no hisi-pmd driver", 22);
	assert_string_equal(text(row_of(report, "hisi_dae-0"), "health"), "-");
	assert_memory_equal(text(row_of(report, "hisi_zip-x"), "usable"),
			    "no: no hisi-pmd driver", 22);
	assert_non_null(strstr(text(row_of(report, "hisi_zip-1"), "usable"),
			       "No such file or directory; the device file is missing"));
	assert_string_equal(text(row_of(report, "hisi_hpre-2"), "usable"),
			    "yes");
	/* In the words of the driver, which refuses them for that. */
	assert_string_equal(text(row_of(report, "hisi_hpre-3"), "usable"),
		"no: its algorithms name none of rsa, dh, ecdsa and ecdh");
	assert_string_equal(text(row_of(report, "hisi_sec2-4"), "usable"),
		"no: its algorithms name none of cipher, digest and aead");
	json_decref(report);
	report = list(NOBODY);
	assert_non_null(strstr(text(row_of(report, "hisi_hpre-2"), "usable"),
			       "Permission denied; be root or a member of the group uacce"));
	json_decref(report);
}

/* Silicon and what stands in for it. */
static void
backing(void **state)
{
	json_t *report;

	(void)state;
	device("hisi_zip-0");
	parent("hisi_zip-0", "0000:75:00.0", "pci", "hisi_zip");
	put("hisi_zip-0", "device/subsystem_vendor", "0x19e5\n");
	device("hisi_zip-1");
	parent("hisi_zip-1", "0000:00:05.0", "pci", "hisi_zip");
	put("hisi_zip-1", "device/subsystem_vendor", "0x1af4\n");
	device("hisi_zip-2");
	parent("hisi_zip-2", "hisi_vacc.2", "platform", "hisi_vacc");
	device("hisi_zip-3");
	parent("hisi_zip-3", "odd.0", "platform", "odd");
	device("hisi_zip-4");
	report = list(0);
	assert_string_equal(text(row_of(report, "hisi_zip-0"), "backing"),
			    "PCI device 0000:75:00.0");
	assert_string_equal(text(row_of(report, "hisi_zip-1"), "backing"),
			    "emulated PCI device 0000:00:05.0");
	assert_string_equal(text(row_of(report, "hisi_zip-2"), "backing"),
			    "virtual accelerator, executed by hisi-modeld");
	assert_string_equal(text(row_of(report, "hisi_zip-3"), "backing"),
			    "unknown: not on PCI");
	assert_string_equal(text(row_of(report, "hisi_zip-4"), "backing"),
			    "unknown: not on PCI");
	json_decref(report);
}

/* This process is a running one, with 3 of 5 and 1 of 2 pairs in use. */
static void
running(void **state)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 3 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 64 };
	struct rte_compressdev_config comp = { .nb_queue_pairs = 1,
					       .max_nb_priv_xforms = 1 };
	const json_t *row;
	json_t *report;
	char found[64];
	int id, i;

	(void)state;
	assert_int_equal(rte_vdev_init(SEC, "device=model,gen=v2,queues=5"),
			 0);
	id = rte_cryptodev_get_dev_id(SEC);
	assert_int_equal(rte_cryptodev_configure(id, &config), 0);
	for (i = 0; i < 3; i++)
		assert_int_equal(rte_cryptodev_queue_pair_setup(id, i, &qp,
							SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(id), 0);
	assert_int_equal(rte_vdev_init(ZIP, "device=model,queues=2"), 0);
	assert_int_equal(rte_compressdev_configure(0, &comp), 0);
	assert_int_equal(rte_compressdev_queue_pair_setup(0, 0, 64,
							  SOCKET_ID_ANY), 0);
	snprintf(found, sizeof(found), "telemetry of process %d", getpid());
	report = list(0);
	row = row_of(report, SEC);
	assert_string_equal(text(row, "found"), found);
	assert_string_equal(text(row, "engine"), "hisi_sec2");
	assert_string_equal(text(row, "generation"), "v2");
	assert_string_equal(text(row, "backing"),
			    "software model in this process");
	assert_string_equal(text(row, "usable"), "in use");
	assert_string_equal(text(row, "health"), "ok");
	assert_int_equal(json_integer_value(json_object_get(row,
							"free_queues")), 2);
	row = row_of(report, ZIP);
	assert_string_equal(text(row, "health"), "ok");
	assert_int_equal(json_integer_value(json_object_get(row,
							"free_queues")), 1);
	assert_true(json_array_size(json_object_get(row, "algorithms")) > 0);
	json_decref(report);
	hisi_model_reset(func_model("hisi_sec2"));
	report = list(0);
	assert_string_equal(text(row_of(report, SEC), "health"),
			    "6 queues dead");
	assert_string_equal(text(row_of(report, ZIP), "health"), "ok");
	json_decref(report);
	rte_cryptodev_stop(id);
	assert_int_equal(rte_vdev_uninit(SEC), 0);
	assert_int_equal(rte_vdev_uninit(ZIP), 0);
}

#define WITH_TREE(f) \
	cmocka_unit_test_setup_teardown(f, tree_make, tree_remove)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		WITH_TREE(verdicts), WITH_TREE(files), WITH_TREE(backing),
		WITH_TREE(running),
	};

	RTE_SET_USED(argc);
	func_init_telemetry(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
