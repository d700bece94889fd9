/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devices that running DPDK processes tell of. */

#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "list.h"
#include "report.h"

/* A running DPDK process, while it is asked for its devices. */
struct process {
	struct tel_client *client;
	long pid;
	char found[64];
	json_t *rows;
};

static json_t *
new_row(const struct process *p, const char *device)
{
	json_t *row = json_object();

	json_object_set_new(row, "device", accel_json_text(device));
	json_object_set_new(row, "pid", json_integer(p->pid));
	json_object_set_new(row, "found", json_string(p->found));
	json_object_set_new(row, "usable", json_string("in use"));
	json_array_append_new(p->rows, row);
	return row;
}

static json_t *
find_row(const struct process *p, const char *device)
{
	const char *name;
	json_t *row;
	size_t i;

	json_array_foreach(p->rows, i, row) {
		name = json_string_value(json_object_get(row, "device"));
		if (json_integer_value(json_object_get(row, "pid")) ==
		    p->pid && name != NULL && strcmp(name, device) == 0)
			return row;
	}
	return NULL;
}

/* Copy a text of a reply, if it is one. */
static void
copy_text(json_t *row, const json_t *info, const char *key)
{
	const char *text = json_string_value(json_object_get(info, key));

	if (text != NULL)
		json_object_set_new(row, key, accel_json_text(text));
}

static void
copy_algorithms(json_t *row, const json_t *info)
{
	json_t *names = json_array();
	const json_t *v;
	size_t i;

	json_array_foreach(json_object_get(info, "algorithms"), i, v)
		if (json_is_string(v))
			json_array_append_new(names, accel_json_text(
						json_string_value(v)));
	json_object_set_new(row, "algorithms", names);
}

/* Pairs that are free, and whether those in use are alive. */
static void
fill_queues(json_t *row, const json_t *info)
{
	const json_t *max = json_object_get(info, "max_pairs");
	const json_t *pairs = json_object_get(info, "pairs");
	const json_t *dead = json_object_get(info, "dead_queues");
	char text[48];

	if (json_is_integer(max) && json_is_integer(pairs) &&
	    json_integer_value(max) >= json_integer_value(pairs))
		json_object_set_new(row, "free_queues",
				    json_integer(json_integer_value(max) -
						 json_integer_value(pairs)));
	if (!json_is_integer(dead))
		return;
	snprintf(text, sizeof(text), json_integer_value(dead) == 0 ? "ok" :
		 "%" JSON_INTEGER_FORMAT " queues dead",
		 json_integer_value(dead));
	json_object_set_new(row, "health", json_string(text));
}

/* Reply of /hisi_qm/info to a row. */
static void
fill_qm_row(json_t *row, const json_t *info)
{
	const json_t *v;
	char gen[16];

	copy_text(row, info, "engine");
	copy_text(row, info, "backing");
	v = json_object_get(info, "generation");
	if (json_integer_value(v) > 0 && json_integer_value(v) < 100) {
		snprintf(gen, sizeof(gen), "v%d", (int)json_integer_value(v));
		json_object_set_new(row, "generation", json_string(gen));
	}
	copy_algorithms(row, info);
	v = json_object_get(info, "numa_node");
	if (json_is_integer(v) && json_integer_value(v) >= 0)
		json_object_set_new(row, "numa_node",
				    json_integer(json_integer_value(v)));
	fill_queues(row, info);
}

static void
ask_qm(const struct process *p)
{
	json_t *list = tel_ask(p->client, "/hisi_qm/list"), *info, *v;
	char command[256];
	size_t i;

	json_array_foreach(list, i, v) {
		if (!json_is_string(v))
			continue;
		snprintf(command, sizeof(command), "/hisi_qm/info,%s",
			 json_string_value(v));
		info = tel_ask(p->client, command);
		if (json_is_object(info))
			fill_qm_row(new_row(p, json_string_value(v)), info);
		json_decref(info);
	}
	json_decref(list);
}

/* Add crypto devices of any vendor that ask_qm() has not found. */
static void
ask_cryptodev(const struct process *p)
{
	json_t *list = tel_ask(p->client, "/cryptodev/list"), *info, *v;
	const char *name;
	char command[64];
	size_t i;

	json_array_foreach(list, i, v) {
		if (!json_is_integer(v))
			continue;
		snprintf(command, sizeof(command), "/cryptodev/info,%d",
			 (int)json_integer_value(v));
		info = tel_ask(p->client, command);
		name = json_string_value(json_object_get(info, "device_name"));
		if (name != NULL && find_row(p, name) == NULL)
			new_row(p, name);
		json_decref(info);
	}
	json_decref(list);
}

static void
ask_socket(json_t *report, json_t *rows, const char *path)
{
	struct process p = { .rows = rows };
	char error[128];

	p.client = tel_open(path, error, sizeof(error), &p.pid);
	if (p.client == NULL) {
		accel_report_note(report, "%s: %s", path, error);
		return;
	}
	if (p.pid == getpid())
		snprintf(p.found, sizeof(p.found), "this process");
	else
		snprintf(p.found, sizeof(p.found), "telemetry of process %ld",
			 p.pid);
	ask_qm(&p);
	ask_cryptodev(&p);
	tel_close(p.client);
}

static void
ask_folder(json_t *report, json_t *rows, const char *dir)
{
	char pattern[PATH_MAX];
	glob_t found;
	size_t i;

	/* Processes of one prefix get sockets with a number at the end. */
	snprintf(pattern, sizeof(pattern), "%s/dpdk/*/dpdk_telemetry.v2*", dir);
	if (glob(pattern, 0, NULL, &found) != 0)
		return;
	for (i = 0; i < found.gl_pathc; i++)
		ask_socket(report, rows, found.gl_pathv[i]);
	globfree(&found);
}

/* EAL puts its runtime folder into one of these: root, systemd, other users. */
void
list_telemetry(json_t *report, json_t *rows)
{
	const char *dirs[] = {
		"/run", getenv("RUNTIME_DIRECTORY"),
		getenv("XDG_RUNTIME_DIR"), "/tmp",
	};
	const unsigned int nb = sizeof(dirs) / sizeof(dirs[0]);
	char *real[sizeof(dirs) / sizeof(dirs[0])] = { NULL };
	unsigned int i, j;

	for (i = 0; i < nb; i++) {
		real[i] = dirs[i] != NULL ? realpath(dirs[i], NULL) : NULL;
		for (j = 0; j < i && real[i] != NULL; j++)
			if (real[j] != NULL && strcmp(real[i], real[j]) == 0)
				break;
		if (real[i] != NULL && j == i)
			ask_folder(report, rows, real[i]);
	}
	for (i = 0; i < nb; i++)
		free(real[i]);
}
