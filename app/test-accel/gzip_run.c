/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: arguments, the order of things, signals. */

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "gzip.h"

#define SUFFIX ".gz"

/* The temporary file, for the signal handler. */
static const char *guarded_tmp;

static void
on_signal(int sig)
{
	static const char late[] =
		"dpdk-test-accel: error: the device does not do its ops in "
		RTE_STR(GZ_PATIENCE) " s\n";
	static const char changed[] =
		"dpdk-test-accel: error: the input got shorter meanwhile\n";
	static const char stopped[] =
		"dpdk-test-accel: error: stopped by a signal\n";
	ssize_t n;

	if (sig == SIGALRM)
		n = write(STDERR_FILENO, late, sizeof(late) - 1);
	else if (sig == SIGBUS)
		n = write(STDERR_FILENO, changed, sizeof(changed) - 1);
	else
		n = write(STDERR_FILENO, stopped, sizeof(stopped) - 1);
	(void)n;
	if (guarded_tmp[0] != '\0')
		unlink(guarded_tmp);
	_exit(ACCEL_FAILED);
}

/* On these signals: print a message, remove the output, end. */
static void
guard(const struct gz_files *f)
{
	static const int signals[] = { SIGALRM, SIGBUS, SIGHUP, SIGINT,
				       SIGPIPE, SIGTERM };
	struct sigaction sa = { .sa_handler = on_signal };
	unsigned int i;

	guarded_tmp = f->tmp_name;
	/* The write that goes over a limit fails then, with a message. */
	signal(SIGXFSZ, SIG_IGN);
	sigemptyset(&sa.sa_mask);
	for (i = 0; i < RTE_DIM(signals); i++)
		sigaction(signals[i], &sa, NULL);
}

static const char *
output_name(const struct gz_command *cmd, const char *in, char *buf,
	    size_t size)
{
	size_t len = strlen(in), cut = strlen(SUFFIX);

	if (strcmp(in, GZ_STANDARD) == 0)
		return GZ_STANDARD;
	if (len + cut >= size) {
		accel_usage_error(cmd->prog, "the name of FILE is too long");
		return NULL;
	}
	if (cmd->compress) {
		snprintf(buf, size, "%s" SUFFIX, in);
		return buf;
	}
	if (len <= cut || strcmp(in + len - cut, SUFFIX) != 0) {
		accel_usage_error(cmd->prog, "'%s' does not end in " SUFFIX "; say with --output what to write",
				  in);
		return NULL;
	}
	snprintf(buf, size, "%.*s", (int)(len - cut), in);
	return buf;
}

static int
run_files(const struct gz_command *cmd, struct gz_task *t,
	  const struct accel_args *args, const char *device)
{
	size_t whole = cmd->whole(&t->files);
	int ret = ACCEL_FAILED;
	FILE *stream;

	if (whole == 0 ||
	    accel_eal_start(cmd->prog, args, t->files.to_stdout, &stream) != 0)
		return ACCEL_FAILED;
	if (t->files.to_stdout)
		t->files.out = stream;
	memset(&t->dev, 0, sizeof(t->dev));
	gz_progress_start(&t->files);
	if (gz_device_open(&t->dev, cmd->prog, device, cmd->compress,
			   whole) == 0 &&
	    cmd->work(t) == 0 && gz_out_finish(&t->files) == 0)
		ret = ACCEL_OK;
	gz_device_close(&t->dev);
	accel_eal_stop(stream);
	return ret;
}

int
gz_run(const struct gz_command *cmd, const struct accel_args *args)
{
	const char *out = NULL, *device = NULL;
	const struct accel_option options[] = {
		{ .name = "output", .value = "NAME", .text = &out,
		  .help = cmd->output },
		{ .name = "device", .value = "NAME", .text = &device,
		  .help = "compress device; default the first" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = cmd->prog, .about = cmd->about, .options = options,
		.synopsis = "FILE [options] -- EAL options",
	};
	int file = args->argc > 0 && (args->argv[0][0] != '-' ||
				      strcmp(args->argv[0], GZ_STANDARD) == 0);
	static struct gz_task task;
	char name[4096];
	bool help;
	int ret = accel_options_parse(&usage, args->argc - file,
				      args->argv + file, &help);

	if (ret != ACCEL_OK || help)
		return ret;
	if (!file)
		return accel_usage_error(cmd->prog, "no FILE is given");
	if (out == NULL)
		out = output_name(cmd, args->argv[0], name, sizeof(name));
	if (out == NULL)
		return ACCEL_USAGE;
	ret = ACCEL_FAILED;
	memset(&task, 0, sizeof(task));
	task.files.prog = cmd->prog;
	task.files.compress = cmd->compress;
	guard(&task.files);
	if (gz_in_open(&task.files, args->argv[0]) == 0 &&
	    gz_out_open(&task.files, out) == 0)
		ret = run_files(cmd, &task, args, device);
	gz_out_close(&task.files);
	gz_in_close(&task.files);
	return ret;
}
