/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: the output. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gzip.h"

static int
fail(const struct gz_files *f)
{
	accel_error(f->prog, "%s: %s", f->out_name, strerror(errno));
	return -1;
}

/* mkostemp() makes it with mode 600: the umask cannot open it to others. */
static int
make_temporary(struct gz_files *f)
{
	int fd;

	if (access(f->out_name, F_OK) == 0) {
		accel_error(f->prog, "%s: exists already; remove it or choose another with --output",
			    f->out_name);
		return -1;
	}
	if (snprintf(f->tmp_name, sizeof(f->tmp_name), "%s.XXXXXX",
		     f->out_name) >= (int)sizeof(f->tmp_name)) {
		accel_error(f->prog, "%s: the name is too long", f->out_name);
		f->tmp_name[0] = '\0';
		return -1;
	}
	fd = mkostemp(f->tmp_name, O_CLOEXEC);
	if (fd < 0) {
		f->tmp_name[0] = '\0';
		return fail(f);
	}
	f->out = fdopen(fd, "w");
	if (f->out != NULL)
		return 0;
	close(fd);
	return fail(f);
}

int
gz_out_open(struct gz_files *f, const char *name)
{
	f->to_stdout = strcmp(name, GZ_STANDARD) == 0;
	if (snprintf(f->out_name, sizeof(f->out_name), "%s",
		     f->to_stdout ? "standard output" : name) >=
	    (int)sizeof(f->out_name)) {
		accel_error(f->prog, "the name of the output is too long");
		return -1;
	}
	if (!f->to_stdout)
		return make_temporary(f);
	if (!f->compress || !isatty(STDOUT_FILENO))
		return 0;
	accel_error(f->prog, "compressed data is not written to a terminal");
	return -1;
}

int
gz_write(struct gz_files *f, const void *p, size_t len)
{
	return fwrite(p, 1, len, f->out) == len ? 0 : fail(f);
}

/*
 * Permissions that a new file gets here. umask(2) cannot be read without being
 * changed, for a moment in which other threads make files.
 */
static mode_t
new_file_mode(void)
{
	FILE *status = fopen("/proc/self/status", "re");
	unsigned int mask = 077;
	char line[128];

	while (status != NULL && fgets(line, sizeof(line), status) != NULL)
		if (sscanf(line, "Umask: %o", &mask) == 1)
			break;
	if (status != NULL)
		fclose(status);
	return 0666 & ~mask;
}

/*
 * Give the output mode, owner and times of the input. A user who may not set the
 * group leaves the rights of the group out: they would go to another group.
 */
static bool
copy_attributes(const struct gz_files *f, int fd)
{
	const struct stat *st = &f->in_stat;
	const struct timespec times[2] = { st->st_atim, st->st_mtim };
	mode_t mode = st->st_mode & 0777;
	struct stat now;

	if (!f->in_named)
		return fchmod(fd, new_file_mode()) == 0;
	if (fstat(fd, &now) != 0 ||
	    (now.st_gid != st->st_gid && fchown(fd, -1, st->st_gid) != 0))
		mode &= ~070;
	/* Only root gives files away; anyone else keeps its own copy. */
	if (now.st_uid != st->st_uid && fchown(fd, st->st_uid, -1) != 0)
		errno = 0;
	return fchmod(fd, mode) == 0 && futimens(fd, times) == 0;
}

/* Give the file its name, unless a file of that name has come meanwhile. Some
 * file systems support one of the two calls only.
 */
static bool
give_name(const struct gz_files *f)
{
	return renameat2(AT_FDCWD, f->tmp_name, AT_FDCWD, f->out_name,
			 RENAME_NOREPLACE) == 0 ||
	       (errno == EINVAL && link(f->tmp_name, f->out_name) == 0);
}

int
gz_out_finish(struct gz_files *f)
{
	FILE *out = f->out;

	gz_progress_end(f);
	if (fflush(out) != 0)
		return fail(f);
	/* The stream of standard output is closed by who has made it. */
	f->out = NULL;
	if (f->to_stdout)
		return 0;
	if (!copy_attributes(f, fileno(out)))
		fprintf(stderr, "%s: warning: %s: mode and times of the input cannot be set: %s\n",
			f->prog, f->out_name, strerror(errno));
	if (fsync(fileno(out)) == 0 && fclose(out) == 0 && give_name(f))
		return 0;
	return fail(f);
}

void
gz_out_close(struct gz_files *f)
{
	if (f->out != NULL && !f->to_stdout)
		fclose(f->out);
	if (f->tmp_name[0] != '\0')
		unlink(f->tmp_name);
}
