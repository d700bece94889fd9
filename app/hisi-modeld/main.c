/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file hisi-modeld: options. */

#include "options.h"

#include "modeld.h"

#define DEFAULT_THREADS 1

int
main(int argc, char **argv)
{
	static struct modeld daemon;
	struct modeld_request r = { .device = NULL };
	uint64_t threads = DEFAULT_THREADS;
	const struct accel_option options[] = {
		{ .name = "threads", .value = "N", .number = &threads,
		  .max = HISI_MODEL_MAX_THREADS,
		  .help = "threads that execute the queues of each device (default 1)" },
		{ .name = "device", .value = "NAME", .text = &r.device,
		  .help = "do not serve: do what follows to a device, such as hisi_zip-0" },
		{ .name = "reset", .flag = &r.reset,
		  .help = "reset it: all its queues die, new opens work" },
		{ .name = "stall", .value = "on|off", .text = &r.stall,
		  .help = "let it stop executing descriptors, or go on" },
		{ .name = "isolate", .value = "on|off", .text = &r.isolate,
		  .help = "take it out of service, or put it back" },
		{ .name = "delay-us", .value = "N", .text = &r.delay_us,
		  .help = "delay each of its page faults (SMMUv3: about 20)" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = MODELD,
		.synopsis = "[--threads N] | --device NAME ...",
		.about = "Executes the queues of the virtual accelerator (kernel module hisi_vacc) in software. With --device it only tells the module to do something to a device.",
		.options = options,
	};
	bool help;
	int ret;

	ret = accel_options_parse(&usage, argc - 1, argv + 1, &help);
	if (ret != ACCEL_OK || help)
		return ret;
	if (r.device != NULL)
		return modeld_steer(&r);
	if (r.reset || r.stall != NULL || r.isolate != NULL ||
	    r.delay_us != NULL)
		return accel_usage_error(MODELD, "--reset, --stall, --isolate and --delay-us need --device");
	daemon.threads = threads;
	return modeld_serve(&daemon);
}
