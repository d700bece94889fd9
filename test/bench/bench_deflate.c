/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * ISA-L's levels and token buffers as the ZIP model could use them: sizes
 * against zlib level 1, speeds against what compress_isal does at level 1.
 * The ways take turns buffer by buffer and the shortest time of each counts,
 * so that other work on the machine disturbs little.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <isa-l.h>
#include <zlib.h>

#define TOKENS(level, n) \
	(ISAL_DEF_LVL ## level ## _REQ + \
	 ISAL_DEF_LVL ## level ## _TOKEN_SIZE * (n) * 1024)

static struct way {
	const char *name;
	uint32_t level;
	uint32_t level_buf;
	uint64_t bytes;
	uint64_t ns;
} ways[] = {
	/* The first is what compress_isal has. */
	{ .name = "1, 64K", .level = 1, .level_buf = TOKENS(1, 64) },
	{ .name = "1, 16K", .level = 1, .level_buf = TOKENS(1, 16) },
	{ .name = "2, 64K", .level = 2, .level_buf = TOKENS(2, 64) },
	{ .name = "2, 16K", .level = 2, .level_buf = TOKENS(2, 16) },
	{ .name = "2, 8K", .level = 2, .level_buf = TOKENS(2, 8) },
	{ .name = "2, 4K", .level = 2, .level_buf = TOKENS(2, 4) },
	{ .name = "3, 16K", .level = 3, .level_buf = TOKENS(3, 16) },
	{ .name = "3, 4K", .level = 3, .level_buf = TOKENS(3, 4) },
	{ .name = "zlib -1" },
};
#define NB_WAYS (sizeof(ways) / sizeof(ways[0]))

static struct isal_zstream isal;
static uint8_t level_buf[1 << 20];

static void
die(const char *why)
{
	fprintf(stderr, "bench_deflate: %s\n", why);
	exit(1);
}

/* Bytes of output. */
static size_t
way_run(const struct way *w, uint8_t *in, size_t len, uint8_t *out,
	size_t room)
{
	z_stream z = { .next_in = in, .avail_in = len, .next_out = out,
		       .avail_out = room };

	if (w->level == 0) {
		if (deflateInit2(&z, 1, Z_DEFLATED, -15, 8,
				 Z_DEFAULT_STRATEGY) != Z_OK ||
		    deflate(&z, Z_FINISH) != Z_STREAM_END)
			die("zlib fails");
		deflateEnd(&z);
		return z.total_out;
	}
	isal_deflate_init(&isal);
	isal.level = w->level;
	isal.level_buf = level_buf;
	isal.level_buf_size = w->level_buf;
	isal.next_in = in;
	isal.avail_in = len;
	isal.next_out = out;
	isal.avail_out = room;
	if (isal_deflate_stateless(&isal) != COMP_OK)
		die("ISA-L fails");
	return isal.total_out;
}

static uint64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* All ways with one buffer. */
static void
buffer(uint8_t *in, size_t len, uint8_t *out, size_t room,
       unsigned int rounds)
{
	uint64_t best[NB_WAYS], t;
	unsigned int i, k, r;
	size_t n;

	memset(best, 0xff, sizeof(best));
	for (r = 0; r < rounds; r++)
		for (k = 0; k < NB_WAYS; k++) {
			/* None comes after zlib, with cold caches, each time. */
			i = r % 2 != 0 ? NB_WAYS - 1 - k : k;
			t = now();
			n = way_run(&ways[i], in, len, out, room);
			t = now() - t;
			if (t < best[i])
				best[i] = t;
			if (r == 0)
				ways[i].bytes += n;
		}
	for (i = 0; i < NB_WAYS; i++)
		ways[i].ns += best[i];
}

static size_t
file_read(const char *name, uint8_t **data)
{
	FILE *f = fopen(name, "rb");
	size_t len;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0)
		die("cannot open the file");
	len = ftell(f);
	rewind(f);
	*data = malloc(len + 1);
	if (len == 0 || *data == NULL || fread(*data, 1, len, f) != len)
		die("cannot read the file, or it is empty");
	fclose(f);
	return len;
}

int
main(int argc, char **argv)
{
	size_t len, size, pos, n, room;
	uint8_t *data, *out;
	double zlib;
	unsigned int i;

	if (argc != 4) {
		fprintf(stderr, "usage: bench_deflate FILE BYTES ROUNDS\n"
			"BYTES of a buffer; 0: the whole file is one.\n");
		return 2;
	}
	len = file_read(argv[1], &data);
	size = strtoul(argv[2], NULL, 10);
	if (size == 0 || size > len)
		size = len;
	room = 2 * size + 4096;
	out = malloc(room);
	if (out == NULL)
		die("no memory");
	for (pos = 0; pos < len; pos += n) {
		n = len - pos < size ? len - pos : size;
		buffer(data + pos, n, out, room, strtoul(argv[3], NULL, 10));
	}
	printf("%-10s %10s %8s %6s\n", "way", "bytes", "more", "speed");
	zlib = ways[NB_WAYS - 1].bytes;
	for (i = 0; i < NB_WAYS; i++)
		printf("%-10s %10llu %+6.2f %% %6.2f\n", ways[i].name,
		       (unsigned long long)ways[i].bytes,
		       (ways[i].bytes / zlib - 1) * 100,
		       (double)ways[0].ns / ways[i].ns);
	free(data);
	free(out);
	return 0;
}
