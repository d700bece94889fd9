/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef QM_UACCE_H
#define QM_UACCE_H

/**
 * @file
 * The rule of discovery: how sysfs describes a device of the uacce class, and
 * whether the drivers take it (doc/hardware/qm.md 2.2 to 2.4).
 *
 * This header and qm_uacce.c use the C library and hw/ only, no DPDK and no
 * type of a driver. The queue layer and dpdk-test-accel are both built from
 * them. So the rule has one home: the tool tells what a driver would say, in
 * the driver's words, also where no driver is loaded and no process runs.
 */

#include <stddef.h>

/** Room for the name of a device. */
#define QM_UACCE_NAME_MAX 64
/** Room for the algorithms text. */
#define QM_UACCE_ALGS_MAX 256
/** Room for a text that says what is behind a device. */
#define QM_UACCE_BACKING_MAX 96
/** Room for the reason of a refusal. */
#define QM_UACCE_WHY_MAX 256

/** Attributes of a device in sysfs (qm.md 2.2). */
struct qm_sysfs {
	char name[QM_UACCE_NAME_MAX];
	char api[QM_UACCE_NAME_MAX];
	char algorithms[QM_UACCE_ALGS_MAX]; /**< A name per line. */
	/** Name of the executor of descriptors, see qm_uacce_backing(). */
	char backing[QM_UACCE_BACKING_MAX];
	unsigned int gen;      /**< 0 if api is not "hisi_qm_vN". */
	unsigned long flags;
	long available;        /**< Free queues. */
	unsigned long mmio_size; /**< Bytes. */
	unsigned long dus_size;  /**< Bytes. */
	unsigned long isolated;  /**< 1 after too many hardware errors. */
	int numa_node;         /**< -1 if unknown. */
};

/** Folder of the class: /sys/class/uacce, or the variable HISI_QM_SYSFS. */
const char *qm_sysfs_root(void);
/** Folder of the device files: /dev, or the variable HISI_QM_DEV. */
const char *qm_dev_root(void);

/** Engines that the drivers know. @return prefix of the names, or NULL */
const char *qm_uacce_prefix(unsigned int index);
/** Whether a name is "<prefix>-<number>". */
int qm_uacce_is_engine(const char *name, const char *prefix);

/**
 * Read the attributes of a device.
 * @param root folder of the class
 * @return 0; -ENODEV if there is no such device; -EIO if an attribute cannot be
 *   read; -EINVAL if one makes no sense
 */
int qm_sysfs_read(const char *root, const char *name, struct qm_sysfs *s);

/** Generation of an api text "hisi_qm_vN". @return 0 if it is another text */
unsigned int qm_api_gen(const char *api);

/**
 * Read a device and judge it.
 * @param why the reason, if the device is not taken: a clause that follows the
 *   name of the device and ": "; a constant
 * @return 0 if the drivers take it; the error of qm_sysfs_read(); -ENOTSUP if
 *   they refuse it; -EBUSY if all its queues are in use
 */
int qm_uacce_check(const char *root, const char *name, struct qm_sysfs *s,
		   const char **why);

/**
 * Text for an errno of opening the device file.
 * @return a clause that begins with "; ", or an empty text; a constant
 */
const char *qm_uacce_open_hint(int err);

/**
 * Judge a device as qm_uacce_check() does, and whether this process may open
 * its file. Opening would take a queue, so the permissions are looked at.
 * @param s read in any case, as far as that went
 * @param why the reason, if the device is not taken
 * @return 0, the error of qm_uacce_check(), or of the device file
 */
int qm_uacce_usable(const char *root, const char *name, struct qm_sysfs *s,
		    char why[QM_UACCE_WHY_MAX]);

#endif /* QM_UACCE_H */
