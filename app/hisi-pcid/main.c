/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file hisi-pcid: options. */

#include <stdlib.h>
#include <string.h>

#include "options.h"

#include "pcid.h"

/** Rights of the socket unless told otherwise: the owner's. */
#define DEFAULT_MODE 0600

static bool
mode_of(const char *text, uint32_t *mode)
{
	char *end;
	unsigned long v = strtoul(text, &end, 8);

	*mode = (uint32_t)v;
	return *text >= '0' && *text <= '7' && *end == '\0' && v <= 0777;
}

int
main(int argc, char **argv)
{
	static struct pcid device; /* Large. */
	const char *engine = NULL, *gen = "v3", *mode = NULL;
	const struct accel_option options[] = {
		{ .name = "engine", .value = "NAME", .text = &engine,
		  .required = true,
		  .help = "the accelerator: sec, hpre or zip" },
		{ .name = "socket", .value = "PATH", .text = &device.socket,
		  .required = true,
		  .help = "UNIX socket to create and listen on" },
		{ .name = "gen", .value = "GEN", .text = &gen,
		  .help = "generation: v2, v3 or v5 (default v3)" },
		{ .name = "mode", .value = "OCTAL", .text = &mode,
		  .help = "rights of the socket (default 600)" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = PCID,
		.synopsis = "--engine NAME --socket PATH [--gen GEN] [--mode OCTAL]",
		.about = "Serves one accelerator of the software model as a PCI function over vfio-user (QEMU 10.1 or later: -device vfio-user-pci). Ends on SIGTERM or SIGINT.",
		.options = options,
	};
	uint32_t rights = DEFAULT_MODE;
	bool help;
	int ret;

	ret = accel_options_parse(&usage, argc - 1, argv + 1, &help);
	if (ret != ACCEL_OK || help)
		return ret;
	device.engine = hisi_engine_by_name(engine);
	if (device.engine == HISI_NB_ENGINES)
		return accel_usage_error(PCID, "--engine %s: not one of sec, hpre, zip", engine);
	device.gen = hisi_gen_by_name(gen);
	if (device.gen == NULL)
		return accel_usage_error(PCID, "--gen %s: not one of " HISI_GEN_NAMES, gen);
	if (mode != NULL && !mode_of(mode, &rights))
		return accel_usage_error(PCID, "--mode %s: not octal rights such as 660", mode);
	return pcid_serve(&device, rights);
}
