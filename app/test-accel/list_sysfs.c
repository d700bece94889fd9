/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devices of the uacce class (doc/hardware/qm.md 2.2). */

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "list.h"
#include "qm_uacce.h"
#include "report.h"

#define ATTR_MAX 4096

/* A device while its row is made. */
struct sysfs_device {
	const char *dir;
	const char *name;
	json_t *report;
	json_t *row;
};

static bool
is_text(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isprint((unsigned char)text[i]) && text[i] != '\n')
			return false;
	return true;
}

/* Text of an attribute without its last newline; false if it cannot be read. */
static bool
read_attr(const struct sysfs_device *d, const char *attr, char *text)
{
	char path[PATH_MAX];
	ssize_t n = -1;
	int fd;

	snprintf(path, sizeof(path), "%s/%s/%s", d->dir, d->name, attr);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0) {
		n = read(fd, text, ATTR_MAX - 1);
		close(fd);
	}
	if (n < 0) {
		accel_report_note(d->report, "%s/%s: %s cannot be read: %s",
				  d->dir, d->name, attr, strerror(errno));
		return false;
	}
	text[n] = '\0';
	if (!is_text(text, n)) {
		accel_report_note(d->report, "%s/%s: %s is not text", d->dir,
				  d->name, attr);
		return false;
	}
	if (n > 0 && text[n - 1] == '\n')
		text[n - 1] = '\0';
	return true;
}

static void
garbage(const struct sysfs_device *d, const char *attr, const char *text)
{
	accel_report_note(d->report, "%s/%s: %s is '%.40s', which makes no sense",
			  d->dir, d->name, attr, text);
}

/* A decimal number from min to INT_MAX. */
static bool
read_number(const struct sysfs_device *d, const char *attr, long min,
	    long *value)
{
	char text[ATTR_MAX], *end;

	if (!read_attr(d, attr, text))
		return false;
	errno = 0;
	*value = strtol(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || *value < min ||
	    *value > INT_MAX || isspace((unsigned char)*text)) {
		garbage(d, attr, text);
		return false;
	}
	return true;
}

/* The api text is hisi_qm_vN; other uacce drivers have names of their own. */
static void
add_generation(const struct sysfs_device *d)
{
	static const char prefix[] = "hisi_qm_";
	char text[ATTR_MAX];
	const char *gen = text;

	if (!read_attr(d, "api", text))
		return;
	if (strncmp(text, prefix, strlen(prefix)) == 0)
		gen += strlen(prefix);
	if (*gen == '\0' || strlen(gen) > 32 || strchr(gen, '\n') != NULL) {
		garbage(d, "api", text);
		return;
	}
	json_object_set_new(d->row, "generation", accel_json_text(gen));
}

static void
add_algorithms(const struct sysfs_device *d)
{
	json_t *names = json_array();
	char text[ATTR_MAX], *save = NULL;
	char *name;

	if (read_attr(d, "algorithms", text))
		for (name = strtok_r(text, "\n", &save); name != NULL;
		     name = strtok_r(NULL, "\n", &save))
			json_array_append_new(names, accel_json_text(name));
	json_object_set_new(d->row, "algorithms", names);
}

/* Devices are named after their engine and a number: hisi_sec2-0. */
static void
add_engine(const struct sysfs_device *d)
{
	const char *dash = strrchr(d->name, '-');
	char engine[NAME_MAX + 1];

	snprintf(engine, sizeof(engine), "%.*s",
		 dash != NULL ? (int)(dash - d->name) : (int)strlen(d->name),
		 d->name);
	json_object_set_new(d->row, "engine", accel_json_text(engine));
}

/*
 * Add the verdict of the rule of discovery. A device that the driver refuses
 * gets no health "ok".
 */
static void
add_verdict(const struct sysfs_device *d)
{
	char why[QM_UACCE_WHY_MAX], text[QM_UACCE_WHY_MAX + 8];
	unsigned int i = 0;
	struct qm_sysfs s;
	const char *prefix;
	int ret;

	ret = qm_uacce_usable(d->dir, d->name, &s, why);
	json_object_set_new(d->row, "backing", accel_json_text(s.backing));
	do
		prefix = qm_uacce_prefix(i++);
	while (prefix != NULL && !qm_uacce_is_engine(d->name, prefix));
	if (prefix == NULL)
		snprintf(text, sizeof(text),
			 "no: no hisi-pmd driver is for devices of this name");
	else
		snprintf(text, sizeof(text), ret == 0 ? "yes" : "no: %s", why);
	json_object_set_new(d->row, "usable", accel_json_text(text));
	if (s.isolated != 0)
		json_object_set_new(d->row, "health", json_string("isolated"));
	else if (prefix != NULL && (ret == 0 || ret == -EBUSY))
		json_object_set_new(d->row, "health", json_string("ok"));
}

static void
add_device(const struct sysfs_device *d)
{
	long value;

	json_object_set_new(d->row, "device", accel_json_text(d->name));
	add_engine(d);
	add_generation(d);
	add_algorithms(d);
	if (read_number(d, "device/numa_node", -1, &value) && value >= 0)
		json_object_set_new(d->row, "numa_node", json_integer(value));
	if (read_number(d, "available_instances", 0, &value))
		json_object_set_new(d->row, "free_queues",
				    json_integer(value));
	if (read_number(d, "isolate", 0, &value) && value > 1)
		accel_report_note(d->report, "%s/%s: isolate is %ld, neither 0 nor 1",
				  d->dir, d->name, value);
	add_verdict(d);
	json_object_set_new(d->row, "found", accel_json_text(d->dir));
}

void
list_sysfs(json_t *report, json_t *rows, const char *dir)
{
	struct sysfs_device d = { .dir = dir, .report = report };
	struct dirent **entry = NULL;
	int i, n;

	n = scandir(dir, &entry, NULL, alphasort);
	if (n < 0) {
		accel_report_note(report, "%s: %s%s", dir, strerror(errno),
				  errno == ENOENT ?
				  "; this kernel has no uacce device" : "");
		return;
	}
	for (i = 0; i < n; i++) {
		if (entry[i]->d_name[0] != '.') {
			d.name = entry[i]->d_name;
			d.row = json_object();
			add_device(&d);
			json_array_append_new(rows, d.row);
		}
		free(entry[i]);
	}
	free(entry);
}
