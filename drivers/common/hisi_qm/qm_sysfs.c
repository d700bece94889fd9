/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Discovery in /sys/class/uacce (qm.md 2). */

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_memory.h>
#include <rte_string_fns.h>

#include "qm_private.h"

#define SYSFS_ROOT "/sys/class/uacce"
#define SYSFS_ROOT_ENV "HISI_QM_SYSFS"

const char *
qm_sysfs_root(void)
{
	const char *root = secure_getenv(SYSFS_ROOT_ENV);

	return root != NULL ? root : SYSFS_ROOT;
}

/* Text of an attribute without its last newline. */
static int
read_text(const char *name, const char *attr, char *buf, size_t size)
{
	char path[PATH_MAX];
	size_t n;
	FILE *f;

	if (snprintf(path, sizeof(path), "%s/%s/%s", qm_sysfs_root(), name,
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
read_long(const char *name, const char *attr, long *value)
{
	char buf[32];
	char *end;
	int ret;

	ret = read_text(name, attr, buf, sizeof(buf));
	if (ret != 0)
		return ret;
	errno = 0;
	*value = strtol(buf, &end, 10);
	if (end == buf || *end != '\0' || errno != 0)
		return -EINVAL;
	return 0;
}

static int
read_ulong(const char *name, const char *attr, unsigned long *value)
{
	long v;
	int ret = read_long(name, attr, &v);

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

/* Optional attributes: absent is not an error. */
static int
read_optional(struct qm_sysfs *s)
{
	long node;
	int ret;

	ret = read_ulong(s->name, "isolate", &s->isolated);
	if (ret == -ENOENT)
		s->isolated = 0;
	else if (ret != 0)
		return ret;
	ret = read_long(s->name, "device/numa_node", &node);
	if (ret != 0 && ret != -ENOENT)
		return ret;
	s->numa_node = ret == 0 && node >= 0 ? (int)node : SOCKET_ID_ANY;
	return 0;
}

int
qm_sysfs_read(const char *name, struct qm_sysfs *s)
{
	int ret;

	memset(s, 0, sizeof(*s));
	if (rte_strlcpy(s->name, name, sizeof(s->name)) >=
	    (ssize_t)sizeof(s->name))
		return -EINVAL;
	ret = read_text(name, "api", s->api, sizeof(s->api));
	if (ret == -ENOENT)
		return -ENODEV;
	if (ret == 0)
		ret = read_text(name, "algorithms", s->algorithms,
				sizeof(s->algorithms));
	if (ret == 0)
		ret = read_ulong(name, "flags", &s->flags);
	if (ret == 0)
		ret = read_long(name, "available_instances", &s->available);
	if (ret == 0)
		ret = read_ulong(name, "region_mmio_size", &s->mmio_size);
	if (ret == 0)
		ret = read_ulong(name, "region_dus_size", &s->dus_size);
	if (ret == 0)
		ret = read_optional(s);
	s->gen = qm_api_gen(s->api);
	return ret == 0 || ret == -EIO ? ret : -EINVAL;
}

const char *
qm_sysfs_refusal(const struct qm_sysfs *s)
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
	return NULL;
}

/* Whether a name is "<engine>-<number>". */
static bool
name_is_engine(const char *name, enum hisi_qm_engine engine)
{
	const char *prefix = qm_engine_name(engine);
	size_t len = strlen(prefix);

	return strncmp(name, prefix, len) == 0 && name[len] == '-' &&
	       name[len + 1] != '\0' &&
	       strspn(name + len + 1, "0123456789") == strlen(name + len + 1);
}

static bool
better(const struct qm_sysfs *a, const struct qm_sysfs *b, int node)
{
	bool near_a = node != SOCKET_ID_ANY && a->numa_node == node;
	bool near_b = node != SOCKET_ID_ANY && b->numa_node == node;

	if (near_a != near_b)
		return near_a;
	if (a->available != b->available)
		return a->available > b->available;
	/* Anything fixed will do, directory order is not. */
	return strcmp(a->name, b->name) < 0;
}

int
qm_sysfs_pick(enum hisi_qm_engine engine, int node, struct qm_sysfs *best)
{
	struct qm_sysfs s;
	struct dirent *d;
	const char *why;
	bool found = false;
	bool busy = false;
	DIR *dir;

	dir = opendir(qm_sysfs_root());
	if (dir == NULL)
		return -ENODEV;
	while ((d = readdir(dir)) != NULL) {
		if (!name_is_engine(d->d_name, engine))
			continue;
		if (qm_sysfs_read(d->d_name, &s) != 0) {
			QM_LOG(WARNING, "%s is left out: its attributes cannot be read",
			       d->d_name);
			continue;
		}
		why = qm_sysfs_refusal(&s);
		if (why != NULL) {
			QM_LOG(WARNING, "%s is left out: %s", s.name, why);
		} else if (s.available <= 0) {
			QM_LOG(WARNING, "%s is left out: all its queues are in use",
			       s.name);
			busy = true;
		} else if (!found || better(&s, best, node)) {
			*best = s;
			found = true;
		}
	}
	closedir(dir);
	if (found)
		return 0;
	return busy ? -EBUSY : -ENODEV;
}
