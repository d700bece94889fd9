/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: files. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gzip.h"

static int
in_open(struct gz_files *f)
{
	struct stat st;
	int fd = open(f->in_name, O_RDONLY | O_CLOEXEC);
	void *p = MAP_FAILED;

	if (fd < 0) {
		accel_error(f->prog, "%s: %s", f->in_name, strerror(errno));
		return -1;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		accel_error(f->prog, "%s: not a regular file", f->in_name);
	} else if (st.st_size == 0) {
		accel_error(f->prog, "%s: the file is empty", f->in_name);
	} else {
		p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (p == MAP_FAILED)
			accel_error(f->prog, "%s: %s", f->in_name,
				    strerror(errno));
	}
	close(fd);
	if (p == MAP_FAILED)
		return -1;
	f->in = p;
	f->in_len = st.st_size;
	return 0;
}

static int
out_open(struct gz_files *f)
{
	mode_t mask = umask(0);
	int fd;

	umask(mask);
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
	fd = mkstemp(f->tmp_name);
	if (fd < 0) {
		accel_error(f->prog, "%s: %s", f->out_name, strerror(errno));
		f->tmp_name[0] = '\0';
		return -1;
	}
	f->out = fdopen(fd, "w");
	if (f->out == NULL || fchmod(fd, 0666 & ~mask) != 0) {
		accel_error(f->prog, "%s: %s", f->out_name, strerror(errno));
		return -1;
	}
	return 0;
}

int
gz_files_open(struct gz_files *f, const char *prog, const char *in_name,
	      const char *out_name)
{
	memset(f, 0, sizeof(*f));
	f->prog = prog;
	f->in_name = in_name;
	if (snprintf(f->out_name, sizeof(f->out_name), "%s", out_name) >=
	    (int)sizeof(f->out_name)) {
		accel_error(prog, "the name of the output is too long");
		return -1;
	}
	return in_open(f) == 0 && out_open(f) == 0 ? 0 : -1;
}

int
gz_write(struct gz_files *f, const void *p, size_t len)
{
	if (fwrite(p, 1, len, f->out) == len)
		return 0;
	accel_error(f->prog, "%s: %s", f->out_name, strerror(errno));
	return -1;
}

void
gz_progress(struct gz_files *f, size_t done)
{
	unsigned int percent = done * 10 / f->in_len * 10;

	if (percent == f->percent)
		return;
	f->percent = percent;
	fprintf(stderr, "%s: %s: %u %%\n", f->prog, f->in_name, percent);
}

/* Without overwriting what has come in the meantime. No file system need know
 * both ways.
 */
static bool
give_name(const struct gz_files *f)
{
	return renameat2(AT_FDCWD, f->tmp_name, AT_FDCWD, f->out_name,
			 RENAME_NOREPLACE) == 0 ||
	       (errno == EINVAL && link(f->tmp_name, f->out_name) == 0);
}

int
gz_files_finish(struct gz_files *f)
{
	FILE *out = f->out;

	f->out = NULL;
	if (fflush(out) == 0 && fsync(fileno(out)) == 0 && fclose(out) == 0 &&
	    give_name(f))
		return 0;
	accel_error(f->prog, "%s: %s", f->out_name, strerror(errno));
	return -1;
}

void
gz_files_close(struct gz_files *f)
{
	if (f->out != NULL)
		fclose(f->out);
	if (f->tmp_name[0] != '\0')
		unlink(f->tmp_name);
	if (f->in != NULL)
		munmap((void *)(uintptr_t)f->in, f->in_len);
}
