/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command list. */

#include "accel.h"
#include "list.h"
#include "report.h"

#define PROG "dpdk-test-accel list"

static const struct accel_column columns[] = {
	{ "device", "device", 0 },
	{ "engine", "engine", 0 },
	{ "backing", "executed by", 26 },
	{ "generation", "gen", 0 },
	{ "algorithms", "algorithms", 34 },
	{ "numa_node", "NUMA", 0 },
	{ "free_queues", "free queues", 0 },
	{ "health", "health", 0 },
	{ "usable", "usable", 34 },
	{ "found", "found in", 20 },
	{ NULL, NULL, 0 },
};

static void
drop_pids(json_t *rows)
{
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
		json_object_del(row, "pid");
}

static int
list_all(const struct accel_args *args, const char *sysfs, bool json)
{
	json_t *report = json_object(), *rows = json_array();
	FILE *out = stdout;
	int ret;

	json_object_set_new(report, "devices", rows);
	if (args->eal && accel_eal_start(PROG, args, json, &out) != 0) {
		json_decref(report);
		return ACCEL_FAILED;
	}
	list_sysfs(report, rows, sysfs);
	list_telemetry(report, rows);
	if (args->eal)
		list_eal(rows);
	drop_pids(rows);
	if (json_array_size(rows) == 0)
		accel_report_note(report, "no accelerator found: none in %s, none in a running DPDK process%s",
				  sysfs, args->eal ? ", none in this process" :
				  "; EAL options after '--' add devices of this process");
	ret = accel_report_print(out, json, report, "devices", columns);
	json_decref(report);
	if (args->eal)
		accel_eal_stop(out);
	return ret == 0 ? ACCEL_OK : ACCEL_FAILED;
}

int
accel_list(const struct accel_args *args)
{
	const char *sysfs = "/sys/class/uacce";
	bool json = false, help;
	const struct accel_option options[] = {
		{ .name = "sysfs", .value = "DIR", .text = &sysfs,
		  .help = "folder of the uacce class, default /sys/class/uacce" },
		{ .name = "json", .flag = &json,
		  .help = "print JSON instead of a table" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = PROG,
		.synopsis = "[options] [-- EAL options]",
		.about = "Lists the accelerators that the kernel shows, those in use by running DPDK\n"
			 "processes and, with EAL options, the devices of this process. '-' stands for\n"
			 "what is not known. \"usable\" is what the driver would say of the device to this\n"
			 "user; \"in use\" means that a process has it.",
		.options = options,
	};
	int ret = accel_options_parse(&usage, args->argc, args->argv, &help);

	return ret != ACCEL_OK || help ? ret : list_all(args, sysfs, json);
}
