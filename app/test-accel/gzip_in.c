/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: the input. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gzip.h"

/* Bytes read at a time from an input that cannot be mapped. */
#define SPOOL_CHUNK 65536

static int
fail(const struct gz_files *f, const char *what)
{
	accel_error(f->prog, "%s: %s", f->in_name, what);
	return -1;
}

static int
map(struct gz_files *f, int fd, size_t len)
{
	void *p;

	if (len == 0)
		return 0;
	p = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return fail(f, strerror(errno));
	f->in = p;
	f->in_len = len;
	return 0;
}

/* @return 1 after a piece, 0 at the end, -1 after an error (it is printed) */
static int
spool_piece(struct gz_files *f, int fd, FILE *copy)
{
	static uint8_t buf[SPOOL_CHUNK];
	ssize_t n = read(fd, buf, sizeof(buf));

	if (n < 0 && errno == EINTR)
		return 1;
	if (n < 0)
		return fail(f, strerror(errno));
	if (n > 0 && fwrite(buf, 1, n, copy) != (size_t)n) {
		accel_error(f->prog, "%s: the temporary copy: %s", f->in_name,
			    strerror(errno));
		return -1;
	}
	return n > 0;
}

/*
 * A pipe has no length, and gunzip has to look ahead: it is copied to a file
 * without a name, up to its end, and that is mapped.
 */
static int
spool(struct gz_files *f, int fd)
{
	FILE *copy = tmpfile();
	int ret = 1;

	if (copy == NULL) {
		accel_error(f->prog, "%s: no temporary copy can be made: %s",
			    f->in_name, strerror(errno));
		return -1;
	}
	while (ret > 0)
		ret = spool_piece(f, fd, copy);
	if (ret == 0 && fflush(copy) != 0)
		ret = fail(f, strerror(errno));
	if (ret == 0)
		ret = map(f, fileno(copy), lseek(fileno(copy), 0, SEEK_END));
	fclose(copy);
	return ret;
}

static int
read_standard_input(struct gz_files *f)
{
	struct stat st;

	f->in_name = "standard input";
	if (!f->compress && isatty(STDIN_FILENO))
		return fail(f, "compressed data is not read from a terminal");
	if (fstat(STDIN_FILENO, &st) != 0)
		return fail(f, strerror(errno));
	/* Another program may have read a part of it: begin where it stopped. */
	if (S_ISREG(st.st_mode) && lseek(STDIN_FILENO, 0, SEEK_CUR) == 0)
		return map(f, STDIN_FILENO, st.st_size);
	return spool(f, STDIN_FILENO);
}

int
gz_in_open(struct gz_files *f, const char *name)
{
	int fd, ret;

	f->in_name = name;
	if (strcmp(name, GZ_STANDARD) == 0)
		return read_standard_input(f);
	/* To open a FIFO must not wait for somebody who writes. */
	fd = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return fail(f, strerror(errno));
	if (fstat(fd, &f->in_stat) != 0)
		ret = fail(f, strerror(errno));
	else if (!S_ISREG(f->in_stat.st_mode))
		ret = fail(f, "not a regular file; '-' reads standard input");
	else
		ret = map(f, fd, f->in_stat.st_size);
	f->in_named = ret == 0;
	close(fd);
	return ret;
}

void
gz_in_close(struct gz_files *f)
{
	if (f->in != NULL)
		munmap((void *)(uintptr_t)f->in, f->in_len);
}
