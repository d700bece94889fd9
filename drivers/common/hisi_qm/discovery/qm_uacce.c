/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Rule of discovery in /sys/class/uacce (qm.md 2). Plain C: see the
 * header.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* secure_getenv(), faccessat() with AT_EACCESS */
#endif
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../hw/engine.h"
#include "qm_uacce.h"

#define SYSFS_ROOT "/sys/class/uacce"
#define SYSFS_ROOT_ENV "HISI_QM_SYSFS"
#define DEV_ROOT "/dev"
#define DEV_ROOT_ENV "HISI_QM_DEV"

/* Platform driver of kernel/uacce, behind which hisi-modeld executes. */
#define VIRTUAL_DRIVER "hisi_vacc"
/* PCI subsystem vendor of devices that QEMU and its servers emulate. */
#define EMULATED_VENDOR "0x1af4"

const char *
qm_sysfs_root(void)
{
	const char *root = secure_getenv(SYSFS_ROOT_ENV);

	return root != NULL ? root : SYSFS_ROOT;
}

const char *
qm_dev_root(void)
{
	const char *root = secure_getenv(DEV_ROOT_ENV);

	return root != NULL ? root : DEV_ROOT;
}

const char *
qm_uacce_prefix(unsigned int index)
{
	const struct hisi_engine_info *engine = hisi_engine_get(index);

	return engine != NULL ? engine->uacce_name : NULL;
}

int
qm_uacce_is_engine(const char *name, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(name, prefix, len) == 0 && name[len] == '-' &&
	       name[len + 1] != '\0' &&
	       strspn(name + len + 1, "0123456789") == strlen(name + len + 1);
}

/* A device of the class while it is read. */
struct source {
	const char *root;
	const char *name;
};

/* Text of an attribute without its last newline. */
static int
read_text(const struct source *src, const char *attr, char *buf, size_t size)
{
	char path[PATH_MAX];
	size_t n;
	FILE *f;

	if (snprintf(path, sizeof(path), "%s/%s/%s", src->root, src->name,
		     attr) >= (int)sizeof(path))
		return -EINVAL;
	f = fopen(path, "re");
	if (f == NULL)
		return errno == ENOENT || errno == ENOTDIR ? -ENOENT : -EIO;
	n = fread(buf, 1, size, f);
	if (ferror(f) || n == size) {
		fclose(f);
		return n == size ? -ENOSPC : -EIO;
	}
	fclose(f);
	if (n > 0 && buf[n - 1] == '\n')
		n--;
	buf[n] = '\0';
	return strlen(buf) == n ? 0 : -EINVAL;
}

static int
read_long(const struct source *src, const char *attr, long *value)
{
	char buf[32];
	char *end;
	int ret;

	ret = read_text(src, attr, buf, sizeof(buf));
	if (ret != 0)
		return ret;
	errno = 0;
	*value = strtol(buf, &end, 10);
	if (end == buf || *end != '\0' || errno != 0)
		return -EINVAL;
	return 0;
}

static int
read_ulong(const struct source *src, const char *attr, unsigned long *value)
{
	long v;
	int ret = read_long(src, attr, &v);

	if (ret != 0)
		return ret;
	if (v < 0)
		return -EINVAL;
	*value = v;
	return 0;
}

unsigned int
qm_api_gen(const char *api)
{
	const size_t len = strlen(HISI_QM_API_PREFIX);
	unsigned long gen;
	char *end;

	if (strncmp(api, HISI_QM_API_PREFIX, len) != 0 ||
	    !isdigit((unsigned char)api[len]))
		return 0;
	gen = strtoul(api + len, &end, 10);
	/* "_noiommu" and whatever else may follow is another protocol. */
	if (*end != '\0' || gen > UINT_MAX)
		return 0;
	return gen;
}

/* Last part of what a link of the device points to, or an empty text. */
static void
read_link(const struct source *src, const char *link, char *buf, size_t size)
{
	char path[PATH_MAX], target[PATH_MAX];
	const char *base;
	ssize_t n = -1;

	buf[0] = '\0';
	if (snprintf(path, sizeof(path), "%s/%s/%s", src->root, src->name,
		     link) < (int)sizeof(path))
		n = readlink(path, target, sizeof(target) - 1);
	if (n <= 0)
		return;
	target[n] = '\0';
	base = strrchr(target, '/');
	snprintf(buf, size, "%.*s", (int)size - 1,
		 base != NULL ? base + 1 : target);
}

/*
 * Silicon is a function on the PCI bus. A device of any other kind executes in
 * software, and must never pass for it: results may be the same, speed is not.
 */
static void
read_backing(const struct source *src, char backing[QM_UACCE_BACKING_MAX])
{
	char bus[32], device[32], driver[32], vendor[32];

	read_link(src, "device/subsystem", bus, sizeof(bus));
	read_link(src, "device/driver", driver, sizeof(driver));
	read_link(src, "device", device, sizeof(device));
	if (read_text(src, "device/subsystem_vendor", vendor,
		      sizeof(vendor)) != 0)
		vendor[0] = '\0';
	if (strcmp(driver, VIRTUAL_DRIVER) == 0)
		snprintf(backing, QM_UACCE_BACKING_MAX,
			 "virtual accelerator, executed by hisi-modeld");
	else if (strcmp(bus, "pci") == 0 &&
		 strcmp(vendor, EMULATED_VENDOR) == 0)
		snprintf(backing, QM_UACCE_BACKING_MAX,
			 "emulated PCI device %s", device);
	else if (strcmp(bus, "pci") == 0)
		snprintf(backing, QM_UACCE_BACKING_MAX, "PCI device %s",
			 device);
	else
		snprintf(backing, QM_UACCE_BACKING_MAX, "unknown: not on PCI");
}

/* Optional attributes: absent is not an error. */
static int
read_optional(const struct source *src, struct qm_sysfs *s)
{
	long node;
	int ret;

	ret = read_ulong(src, "isolate", &s->isolated);
	if (ret == -ENOENT)
		s->isolated = 0;
	else if (ret != 0)
		return ret;
	ret = read_long(src, "device/numa_node", &node);
	if (ret != 0 && ret != -ENOENT)
		return ret;
	s->numa_node = ret == 0 && node >= 0 ? (int)node : -1;
	return 0;
}

int
qm_sysfs_read(const char *root, const char *name, struct qm_sysfs *s)
{
	const struct source src = { .root = root, .name = name };
	int ret;

	memset(s, 0, sizeof(*s));
	s->numa_node = -1;
	if (snprintf(s->name, sizeof(s->name), "%s", name) >=
	    (int)sizeof(s->name))
		return -EINVAL;
	read_backing(&src, s->backing);
	ret = read_text(&src, "api", s->api, sizeof(s->api));
	if (ret == -ENOENT)
		return -ENODEV;
	if (ret == 0)
		ret = read_text(&src, "algorithms", s->algorithms,
				sizeof(s->algorithms));
	if (ret == 0)
		ret = read_ulong(&src, "flags", &s->flags);
	if (ret == 0)
		ret = read_long(&src, "available_instances", &s->available);
	if (ret == 0)
		ret = read_ulong(&src, "region_mmio_size", &s->mmio_size);
	if (ret == 0)
		ret = read_ulong(&src, "region_dus_size", &s->dus_size);
	if (ret == 0)
		ret = read_optional(&src, s);
	s->gen = qm_api_gen(s->api);
	return ret == 0 || ret == -EIO ? ret : -EINVAL;
}

/* Whether a name is a line of the text (2.3). */
static int
has_line(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (; text != NULL; text = strchr(text, '\n')) {
		text += *text == '\n';
		if (strncmp(text, name, len) == 0 &&
		    (text[len] == '\n' || text[len] == '\0'))
			return 1;
	}
	return 0;
}

/* A driver needs an algorithm that it can offer to the library. */
static const char *
no_algorithm(const struct qm_sysfs *s)
{
	const char *a = s->algorithms;

	if (qm_uacce_is_engine(s->name, "hisi_sec2") &&
	    !has_line(a, "cipher") && !has_line(a, "digest") &&
	    !has_line(a, "aead"))
		return "its algorithms name none of cipher, digest and aead";
	if (qm_uacce_is_engine(s->name, "hisi_hpre") && !has_line(a, "rsa") &&
	    !has_line(a, "dh") && !has_line(a, "ecdsa") &&
	    !has_line(a, "ecdh"))
		return "its algorithms name none of rsa, dh, ecdsa and ecdh";
	if (qm_uacce_is_engine(s->name, "hisi_zip") && !has_line(a, "zlib") &&
	    (s->gen < HISI_QM_GEN3 || !has_line(a, "deflate")))
		return "its algorithms name neither zlib nor, from generation 3 on, deflate";
	return NULL;
}

/* Why a device cannot be used, or NULL. */
static const char *
refusal(const struct qm_sysfs *s)
{
	if (s->gen == HISI_QM_GEN1)
		return "its queue protocol is generation 1, generation 2 or later is needed";
	if (s->gen == 0)
		return "its api is not a known queue protocol (hisi_qm_v2 or later)";
	if ((s->flags & HISI_UACCE_FLAG_SVA) == 0)
		return "it has no shared virtual addressing (flags bit 0); boot with the IOMMU (SMMU) enabled and a kernel with SVA";
	if (s->isolated != 0)
		return "it is isolated after hardware errors (isolate is 1); reload its kernel driver";
	if (s->mmio_size < HISI_QM_DB_V2_OFFSET + sizeof(uint64_t))
		return "its doorbell region is too small";
	return no_algorithm(s);
}

int
qm_uacce_check(const char *root, const char *name, struct qm_sysfs *s,
	       const char **why)
{
	int ret = qm_sysfs_read(root, name, s);

	*why = NULL;
	if (ret == -ENODEV) {
		*why = "there is no such device";
	} else if (ret != 0) {
		*why = "its attributes cannot be read or understood";
	} else {
		*why = refusal(s);
		if (*why != NULL) {
			ret = -ENOTSUP;
		} else if (s->available <= 0) {
			*why = "all its queues are in use (available_instances is 0); stop another user or choose another device";
			ret = -EBUSY;
		}
	}
	return ret;
}

const char *
qm_uacce_open_hint(int err)
{
	switch (err) {
	case EACCES:
		return "; be root or a member of the group uacce";
	case EBUSY:
		return "; all queues of the device are in use, stop another user";
	case EDQUOT:
		return "; this user has as many of its queues open as one user may: close some, or raise /sys/module/uacce/parameters/user_queues";
	case EPERM:
		return "; the device is being reset, try again later";
	case ENXIO:
		return "; nobody executes the queues of the virtual accelerator, start hisi-modeld";
	case EIO:
		return "; the device is isolated after errors, reload its kernel driver";
	case ENOENT:
		return "; the device file is missing, is udev running?";
	case ENODEV:
	case EOPNOTSUPP:
		return "; the kernel cannot share the address space with the device (SVA), see the guide";
	}
	return "";
}

int
qm_uacce_usable(const char *root, const char *name, struct qm_sysfs *s,
		char why[QM_UACCE_WHY_MAX])
{
	const char *reason;
	char path[PATH_MAX];
	int ret = qm_uacce_check(root, name, s, &reason);
	int err;

	if (ret != 0) {
		snprintf(why, QM_UACCE_WHY_MAX, "%s", reason);
		return ret;
	}
	if (snprintf(path, sizeof(path), "%s/%s", qm_dev_root(), name) >=
	    (int)sizeof(path))
		return -EINVAL;
	if (faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0) {
		why[0] = '\0';
		return 0;
	}
	err = errno;
	snprintf(why, QM_UACCE_WHY_MAX, "cannot open %.96s: %s%s", path,
		 strerror(err), qm_uacce_open_hint(err));
	return -err;
}
