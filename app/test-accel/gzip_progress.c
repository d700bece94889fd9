/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file gzip and gunzip: progress on stderr. */

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "gzip.h"

/* Milliseconds between two lines in a pipe, and two pictures on a terminal. */
#define LINE_EVERY 1000
#define PICTURE_EVERY 100

static uint64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
gz_progress_start(struct gz_files *f)
{
	f->terminal = isatty(STDERR_FILENO);
	/* A terminal shows the first step at once, a pipe after a second. */
	f->told_at = f->terminal ? 0 : now_ms();
	f->told = 0;
}

void
gz_progress(struct gz_files *f, size_t done)
{
	unsigned int percent = f->in_len == 0 ? 100 :
			       (unsigned int)((double)done * 100 / f->in_len);
	uint64_t now;

	/* Few lines in a log: steps of ten percent, and no line for a short file. */
	if (!f->terminal)
		percent = percent / 10 * 10;
	if (percent == f->told)
		return;
	now = now_ms();
	if (now - f->told_at < (f->terminal ? PICTURE_EVERY : LINE_EVERY))
		return;
	f->told_at = now;
	f->told = percent;
	/* The cursor goes back: the next output overwrites this line. */
	fprintf(stderr, "%s: %s: %u %%%s", f->prog, f->in_name, percent,
		f->terminal ? "\r" : "\n");
}

void
gz_progress_end(struct gz_files *f)
{
	if (f->terminal && f->told != 0)
		fputs("\033[K", stderr);
}
