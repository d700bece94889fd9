/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file dpdk-test-accel: splits the command line and runs the command. */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <rte_dev.h>
#include <rte_devargs.h>
#include <rte_eal.h>
#include <rte_errno.h>
#include <rte_version.h>

#include "accel.h"

#define PROG "dpdk-test-accel"

/* Most arguments of EAL that are handed on. */
#define MAX_EAL_ARGS 128

/* A command. @return enum accel_status */
typedef int (*command_fn)(const struct accel_args *args);

static const struct {
	const char *name;
	const char *about;
	command_fn run;
} commands[] = {
	{ "list", "accelerators of this machine and where they were found",
	  accel_list },
	{ "selftest", "known-answer tests on the devices of this process",
	  accel_selftest },
	{ "bench", "asymmetric operations of devices, and of libcrypto beside them",
	  accel_bench },
	{ "chain", "packets through RSA, AES-GCM and DEFLATE without a copy",
	  accel_chain },
	{ "gzip", "compress a file into the format of gzip(1)",
	  accel_gzip },
	{ "gunzip", "decompress a file of gzip(1)",
	  accel_gunzip },
};

#define NB_COMMANDS (sizeof(commands) / sizeof(commands[0]))

static int
print_help(void)
{
	size_t i;

	printf("usage: " PROG " COMMAND [options] [-- EAL options]\n\n"
	       "Shows, tests and uses crypto and compression accelerators through DPDK's\n"
	       "public interfaces.\n\nCommands:\n");
	for (i = 0; i < NB_COMMANDS; i++)
		printf("  %-10s %s\n", commands[i].name, commands[i].about);
	printf("\n" PROG " help COMMAND prints the options of a command,\n"
	       PROG " --version the release.\n"
	       "Exit status: 0 ok, 1 failed, 2 wrong usage.\n");
	return ACCEL_OK;
}

static void
split(int argc, char **argv, struct accel_args *args)
{
	int i;

	memset(args, 0, sizeof(*args));
	args->argv = argv;
	for (i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		;
	args->argc = i;
	if (i < argc) {
		args->eal = true;
		args->eal_argc = argc - i - 1;
		args->eal_argv = argv + i + 1;
	}
}

static bool
has_started(const char *vdev)
{
	struct rte_dev_iterator it;
	struct rte_device *dev;
	bool found = false;

	RTE_DEV_FOREACH(dev, "bus=vdev", &it)
		found = found || (strcmp(rte_dev_name(dev), vdev) == 0 &&
				  rte_dev_is_probed(dev));
	return found;
}

/* EAL starts although a virtual device fails. Here that is an error. */
static int
check_vdevs(const char *prog)
{
	struct rte_devargs *args;
	int ret = 0;

	RTE_EAL_DEVARGS_FOREACH("vdev", args) {
		if (has_started(args->name))
			continue;
		accel_error(prog, "device %s does not start; its messages are above",
			    args->name);
		ret = -1;
	}
	return ret;
}

int
accel_eal_start(const char *prog, const struct accel_args *args, bool json,
		FILE **out)
{
	char *argv[MAX_EAL_ARGS + 3];
	/* First, so that an option of the user counts more. */
	static char log_level[] = "--log-level=*:warning";
	static char name[] = PROG;
	int argc = 0, fd;

	if (args->eal_argc > MAX_EAL_ARGS) {
		accel_error(prog, "%d EAL options are more than %d",
			    args->eal_argc, MAX_EAL_ARGS);
		return -1;
	}
	*out = stdout;
	if (json) {
		fd = dup(STDOUT_FILENO);
		*out = fd < 0 ? NULL : fdopen(fd, "w");
		if (*out == NULL || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
			accel_error(prog, "stdout cannot be duplicated: %s",
				    strerror(errno));
			return -1;
		}
	}
	argv[argc++] = name;
	argv[argc++] = log_level;
	memcpy(&argv[argc], args->eal_argv, args->eal_argc * sizeof(*argv));
	argc += args->eal_argc;
	argv[argc] = NULL;
	if (rte_eal_init(argc, argv) >= 0) {
		if (check_vdevs(prog) == 0)
			return 0;
		rte_eal_cleanup();
		return -1;
	}
	accel_error(prog, "EAL does not start with the options after '--': %s; its messages are above",
		    rte_strerror(rte_errno));
	return -1;
}

void
accel_eal_stop(FILE *out)
{
	rte_eal_cleanup();
	if (out != stdout)
		fclose(out);
}

static command_fn
find_command(const char *name)
{
	size_t i;

	for (i = 0; i < NB_COMMANDS; i++)
		if (strcmp(name, commands[i].name) == 0)
			return commands[i].run;
	return NULL;
}

/* "help COMMAND" is "COMMAND --help". */
static int
help_of(const struct accel_args *args)
{
	static char option[] = "--help";
	char *argv[] = { option, NULL };
	const struct accel_args only = { .argc = 1, .argv = argv };
	command_fn command = find_command(args->argv[0]);

	if (command == NULL || args->argc != 1)
		return accel_usage_error(PROG, "'%s' is not a command to explain",
					 args->argv[0]);
	return command(&only);
}

int
main(int argc, char **argv)
{
	struct accel_args args;
	command_fn command;
	char known[128] = "";
	size_t i;

	if (argc < 2 || strcmp(argv[1], "--") == 0)
		return accel_usage_error(PROG, "no command is given");
	if (strcmp(argv[1], "--version") == 0) {
		printf(PROG " " VERSION ", on %s\n", rte_version());
		return ACCEL_OK;
	}
	split(argc - 2, argv + 2, &args);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    (strcmp(argv[1], "help") == 0 && args.argc == 0))
		return print_help();
	if (strcmp(argv[1], "help") == 0)
		return help_of(&args);
	command = find_command(argv[1]);
	if (command != NULL)
		return command(&args);
	for (i = 0; i < NB_COMMANDS; i++) {
		strncat(known, i > 0 ? ", " : "",
			sizeof(known) - strlen(known) - 1);
		strncat(known, commands[i].name,
			sizeof(known) - strlen(known) - 1);
	}
	return accel_usage_error(PROG, "unknown command '%s'; known are %s",
				 argv[1], known);
}
