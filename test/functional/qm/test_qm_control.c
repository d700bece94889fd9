/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devargs, and discovery in made-up sysfs trees. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include <hisi_qm.h>
#include <rte_bus_vdev.h>
#include <rte_cryptodev.h>
#include <rte_memory.h>

#include "func.h"

static char root[64];

/* Write an attribute; NULL removes it. */
static void
attr(const char *dev, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", root, dev);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "%s/%s/device", root, dev);
	mkdir(path, 0755);
	snprintf(path, sizeof(path), "%s/%s/%s", root, dev, name);
	if (text == NULL) {
		unlink(path);
		return;
	}
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* A device as a kernel shows it (qm.md 2.2). */
static void
device(const char *dev, const char *api, const char *free, const char *node)
{
	attr(dev, "api", api);
	attr(dev, "flags", "1\n");
	attr(dev, "available_instances", free);
	attr(dev, "algorithms", "zlib\ngzip\ndeflate\n");
	attr(dev, "region_mmio_size", "65536\n");
	attr(dev, "region_dus_size", "151552\n");
	attr(dev, "isolate", "0\n");
	attr(dev, "device/numa_node", node);
}

static int
tree_make(void **state)
{
	(void)state;
	snprintf(root, sizeof(root), "/tmp/hisi-sysfs-XXXXXX");
	assert_non_null(mkdtemp(root));
	setenv("HISI_QM_SYSFS", root, 1);
	return 0;
}

static int
tree_remove(void **state)
{
	char cmd[128];

	(void)state;
	snprintf(cmd, sizeof(cmd), "rm -rf %s", root);
	unsetenv("HISI_QM_SYSFS");
	return system(cmd);
}

static int
create(const char *args, enum hisi_engine engine, char *name)
{
	struct hisi_qm_dev *dev;
	int ret = hisi_qm_dev_create("test0", args, engine, &dev);

	if (ret == 0) {
		if (name != NULL)
			strcpy(name, dev->name);
		hisi_qm_dev_destroy(dev);
	}
	return ret;
}

static void
bad_devargs(void **state)
{
	static const char * const bad[] = {
		"nonsense", "nonsense=1", "device=", "device=a/b",
		"device=../x", "device=.", "device=model,device=model",
		"device=model,gen=v1", "device=model,gen=v4",
		"device=model,gen=3", "device=model,gen=",
		"device=model,mode=fast", "device=model,mode=",
		"device=model,threads=2", "device=model,mode=inline,threads=2",
		"device=model,mode=thread,threads=0",
		"device=model,mode=thread,threads=65",
		"device=model,mode=thread,threads=-1",
		"device=model,mode=thread,threads=2x",
		"device=model,mode=thread,threads=99999999999999999999",
		"device=model,unordered=1",
		"device=model,mode=thread,unordered=2",
		"device=model,queues=0", "device=model,queues=257",
		"device=model,queues= 1", "device=model,queues=+1",
		"device=model,trace=", "device=model,=", "device=model,,gen",
		"gen=v3", "device=auto,gen=v3", "device=hisi_zip-0,mode=thread",
		"device=hisi_zip-0,trace=/tmp/x", "pin=2", "pin=",
		"device=model,pin=1", "device=model,socket_id=",
		"device=model,socket_id=-1", "device=model,socket_id=32",
		"device=model,max_nb_queue_pairs=0",
		"device=model,max_nb_queue_pairs=257",
		"device=model,queues=4,max_nb_queue_pairs=4",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (create(bad[i], HISI_ENGINE_ZIP, NULL) != -EINVAL)
			fail_msg("accepted or other error: '%s'", bad[i]);
	assert_int_equal(create("device=model,trace=/no/such/dir/x",
				HISI_ENGINE_ZIP, NULL), -ENOENT);
}

static void
good_devargs(void **state)
{
	static const char * const good[] = {
		"device=model", "device=model,gen=v2", "device=model,gen=v5",
		"device=model,mode=inline", "device=model,mode=thread",
		"device=model,mode=thread,threads=64",
		"device=model,mode=thread,threads=2,unordered=1",
		"device=model,unordered=0", "device=model,queues=1",
		"device=model,queues=256", "device=model,trace=/dev/null",
		"device=model,socket_id=0",
		"device=model,max_nb_queue_pairs=3,socket_id=0",
	};
	char last_node[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (create(good[i], HISI_ENGINE_ZIP, NULL) != 0)
			fail_msg("refused: '%s'", good[i]);
	snprintf(last_node, sizeof(last_node), "device=model,socket_id=%d",
		 RTE_MAX_NUMA_NODES - 1);
	assert_int_equal(create(last_node, HISI_ENGINE_ZIP, NULL), 0);
}

/* The model is never chosen silently. */
static void
no_device(void **state)
{
	(void)state;
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, NULL), -ENODEV);
	assert_int_equal(create("", HISI_ENGINE_SEC, NULL), -ENODEV);
	assert_int_equal(create("device=auto", HISI_ENGINE_HPRE, NULL),
			 -ENODEV);
	assert_int_equal(create("device=hisi_zip-0", HISI_ENGINE_ZIP,
				NULL), -ENODEV);
	assert_int_equal(rmdir(root), 0);
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, NULL), -ENODEV);
	mkdir(root, 0755);
}

static void
found(void **state)
{
	char name[HISI_QM_NAME_MAX];

	(void)state;
	device("hisi_zip-3", "hisi_qm_v3\n", "62\n", "0\n");
	device("hisi_sec2-0", "hisi_qm_v2\n", "255\n", "0\n");
	attr("hisi_sec2-0", "algorithms", "cipher\ndigest\naead\n");
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, name), 0);
	assert_string_equal(name, "hisi_zip-3");
	assert_int_equal(create("device=hisi_zip-3", HISI_ENGINE_ZIP,
				name), 0);
	assert_int_equal(create("device=auto,queues=3", HISI_ENGINE_SEC,
				name), 0);
	assert_string_equal(name, "hisi_sec2-0");
	assert_int_equal(create(NULL, HISI_ENGINE_HPRE, name), -ENODEV);
	/* Another kind of device. */
	assert_int_equal(create("device=hisi_sec2-0", HISI_ENGINE_ZIP,
				NULL), -ENOTSUP);
}

/* Near first, then the one with more free queues, then by name. */
static void
choice(void **state)
{
	char name[HISI_QM_NAME_MAX];

	(void)state;
	device("hisi_zip-0", "hisi_qm_v3\n", "60\n", "7\n");
	device("hisi_zip-1", "hisi_qm_v3\n", "10\n", "0\n");
	device("hisi_zip-2", "hisi_qm_v3\n", "50\n", "7\n");
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, name), 0);
	assert_string_equal(name, "hisi_zip-1");
	attr("hisi_zip-1", "available_instances", "0\n");
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, name), 0);
	assert_string_equal(name, "hisi_zip-0");
	attr("hisi_zip-2", "available_instances", "60\n");
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, name), 0);
	assert_string_equal(name, "hisi_zip-0");
	attr("hisi_zip-0", "isolate", "1\n");
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, name), 0);
	assert_string_equal(name, "hisi_zip-2");
}

static void
unusable(void **state)
{
	static const struct {
		const char *attr;
		const char *text;
		int err;
	} bad[] = {
		{ "api", "hisi_qm_v1\n", -ENOTSUP },
		{ "api", "hisi_qm_v3_noiommu\n", -ENOTSUP },
		{ "api", "hisi_qm_v\n", -ENOTSUP },
		{ "api", "other\n", -ENOTSUP },
		{ "api", "hisi_qm_v99999999999\n", -ENOTSUP },
		{ "api", "", -ENOTSUP },
		{ "flags", "0\n", -ENOTSUP },
		{ "flags", "2\n", -ENOTSUP },
		{ "isolate", "1\n", -ENOTSUP },
		{ "available_instances", "0\n", -EBUSY },
		{ "available_instances", "-1\n", -EBUSY },
		{ "region_mmio_size", "4096\n", -ENOTSUP },
		{ "flags", NULL, -EINVAL },
		{ "flags", "1x\n", -EINVAL },
		{ "flags", "-1\n", -EINVAL },
		{ "flags", "\n", -EINVAL },
		{ "available_instances", "many\n", -EINVAL },
		{ "region_dus_size", NULL, -EINVAL },
		{ "algorithms", NULL, -EINVAL },
		{ "isolate", "maybe\n", -EINVAL },
		{ "device/numa_node", "x\n", -EINVAL },
		{ "api", NULL, -ENODEV },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		device("hisi_zip-0", "hisi_qm_v3\n", "60\n", "0\n");
		attr("hisi_zip-0", bad[i].attr, bad[i].text);
		if (create("device=hisi_zip-0", HISI_ENGINE_ZIP, NULL) !=
		    bad[i].err)
			fail_msg("%s = %s", bad[i].attr, bad[i].text);
		if (create("device=auto", HISI_ENGINE_ZIP, NULL) !=
		    (bad[i].err == -EBUSY ? -EBUSY : -ENODEV))
			fail_msg("auto: %s = %s", bad[i].attr, bad[i].text);
	}
}

/* Attributes that mainline kernels or some devices do not have. */
static void
optional(void **state)
{
	struct hisi_qm_dev *dev;

	(void)state;
	device("hisi_zip-0", "hisi_qm_v5\n", "60\n", "-1\n");
	assert_int_equal(hisi_qm_dev_create("t", NULL, HISI_ENGINE_ZIP,
					    &dev), 0);
	assert_int_equal(dev->gen, 5);
	assert_int_equal(dev->numa_node, SOCKET_ID_ANY);
	assert_true(hisi_qm_dev_has_alg(dev, "deflate"));
	assert_true(hisi_qm_dev_has_alg(dev, "zlib"));
	assert_false(hisi_qm_dev_has_alg(dev, "lib"));
	assert_false(hisi_qm_dev_has_alg(dev, "defl"));
	assert_false(hisi_qm_dev_has_alg(dev, ""));
	hisi_qm_dev_destroy(dev);
	attr("hisi_zip-0", "isolate", NULL);
	attr("hisi_zip-0", "device/numa_node", NULL);
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, NULL), 0);
}

/* Names that only look like a device. */
static void
names(void **state)
{
	(void)state;
	device("hisi_zip", "hisi_qm_v3\n", "60\n", "0\n");
	device("hisi_zip-", "hisi_qm_v3\n", "60\n", "0\n");
	device("hisi_zip-x", "hisi_qm_v3\n", "60\n", "0\n");
	device("hisi_zip2-0", "hisi_qm_v3\n", "60\n", "0\n");
	assert_int_equal(create(NULL, HISI_ENGINE_ZIP, NULL), -ENODEV);
}

/* The two devargs that DPDK promises for all virtual crypto devices. */
static void
dpdk_devargs(void **state)
{
	struct rte_cryptodev_info info;
	int id;

	(void)state;
	assert_int_equal(rte_vdev_init("crypto_hisi_sec8",
			"device=model,max_nb_queue_pairs=3,socket_id=0"), 0);
	id = rte_cryptodev_get_dev_id("crypto_hisi_sec8");
	assert_true(id >= 0);
	rte_cryptodev_info_get(id, &info);
	assert_int_equal(info.max_nb_queue_pairs, 3);
	assert_int_equal(rte_cryptodev_socket_id(id), 0);
	assert_int_equal(rte_vdev_uninit("crypto_hisi_sec8"), 0);
}

/* A generation that the drivers do not know is used like the one before. */
static void
unknown_generation(void **state)
{
	static const struct {
		const char *api;
		unsigned int says, used;
	} gens[] = {
		{ "hisi_qm_v2\n", 2, 2 }, { "hisi_qm_v3\n", 3, 3 },
		{ "hisi_qm_v4\n", 4, 3 }, { "hisi_qm_v5\n", 5, 5 },
		{ "hisi_qm_v6\n", 6, 5 }, { "hisi_qm_v17\n", 17, 5 },
	};
	struct hisi_qm_dev *dev;
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(gens); i++) {
		device("hisi_zip-0", gens[i].api, "60\n", "0\n");
		assert_int_equal(hisi_qm_dev_create("t", NULL,
					HISI_ENGINE_ZIP, &dev), 0);
		assert_int_equal(dev->api_gen, gens[i].says);
		assert_int_equal(dev->gen, gens[i].used);
		hisi_qm_dev_destroy(dev);
	}
}

/* Number of capabilities of a cryptodev, -1 if it is refused. */
static int
capabilities(const char *vdev)
{
	struct rte_cryptodev_info info;
	int n = 0;

	if (rte_vdev_init(vdev, NULL) != 0)
		return -1;
	rte_cryptodev_info_get(rte_cryptodev_get_dev_id(vdev), &info);
	while (info.capabilities[n].op != RTE_CRYPTO_OP_TYPE_UNDEFINED)
		n++;
	assert_int_equal(rte_vdev_uninit(vdev), 0);
	return n;
}

/* The text of the device says what it has, also on a new generation. */
static void
algorithms_text(void **state)
{
	int newest, n;

	(void)state;
	device("hisi_sec2-0", "hisi_qm_v5\n", "60\n", "0\n");
	attr("hisi_sec2-0", "algorithms", "cipher\ndigest\naead\n");
	newest = capabilities("crypto_hisi_sec8");
	assert_true(newest > 20);
	attr("hisi_sec2-0", "api", "hisi_qm_v6\n");
	assert_int_equal(capabilities("crypto_hisi_sec8"), newest);
	attr("hisi_sec2-0", "algorithms", "cipher\n");
	n = capabilities("crypto_hisi_sec8");
	assert_true(n > 5 && n < newest);
	attr("hisi_sec2-0", "algorithms", "dsa\nciphers\n");
	assert_int_equal(capabilities("crypto_hisi_sec8"), -1);
	device("hisi_hpre-0", "hisi_qm_v6\n", "60\n", "0\n");
	attr("hisi_hpre-0", "algorithms", "rsa\ndh\necdsa\n");
	assert_int_equal(capabilities("crypto_hisi_hpre8"), 4);
	attr("hisi_hpre-0", "algorithms", "x25519\n");
	assert_int_equal(capabilities("crypto_hisi_hpre8"), -1);
}

#define WITH_TREE(f) cmocka_unit_test_setup_teardown(f, tree_make, tree_remove)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		WITH_TREE(bad_devargs), WITH_TREE(good_devargs),
		WITH_TREE(no_device), WITH_TREE(found), WITH_TREE(choice),
		WITH_TREE(unusable), WITH_TREE(optional), WITH_TREE(names),
		WITH_TREE(dpdk_devargs), WITH_TREE(unknown_generation),
		WITH_TREE(algorithms_text),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
