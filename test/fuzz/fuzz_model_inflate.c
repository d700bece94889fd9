/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * libFuzzer harness for the decompression of the ZIP model. Every input goes
 * to zlib, to the stateless path (ISA-L) and, cut into pieces, to the decoder
 * of streams; then on with a context that the input has changed. Not part of
 * the build: test/suites/fuzz.sh builds and runs it.
 *
 *   FUZZ_SECONDS=600 ./test.sh fuzz
 *
 * Input: byte 0 chooses the format and whether the context is changed, bytes
 * 1 to 4 are the seed of the cuts, the rest is the stream.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_zip_client.h"

#define ROOM 65536
#define HEAD 5

#define CHECK(cond) \
	do { \
		if (!(cond)) { \
			fprintf(stderr, "line %d: %s\n", __LINE__, #cond); \
			abort(); \
		} \
	} while (0)

static struct model_client decomp;
static uint8_t once_out[ROOM], flow_out[ROOM], zlib_out[ROOM];
static uint8_t ctx[CTX_SIZE];

/* Outcome of a stream in pieces. */
struct outcome {
	uint32_t status;
	size_t consumed;
	size_t produced;
};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };

	(void)argc;
	(void)argv;
	model_client_open(&decomp, &conf, NULL, QC_DECOMPRESS);
	return 0;
}

/* Exact memory for a piece, so that a read beyond it is found. */
static void
step(struct zip_flow *f, const uint8_t *p, size_t n, uint8_t *out, size_t room,
     struct zip_result *res)
{
	uint8_t *in = malloc(n + 1), *to = malloc(room + 1);

	memcpy(in + 1, p, n);
	zip_flow_step(f, in + 1, n, to + 1, room, false, res);
	CHECK(res->consumed <= n && res->produced <= room);
	memcpy(out, to + 1, res->produced);
	free(in);
	free(to);
}

/* All pieces, until the stream is over, broken, or needs what is not there. */
static struct outcome
flow(uint32_t type, uint32_t seed, const uint8_t *p, size_t n)
{
	struct outcome o = { 0 };
	struct zip_result res;
	struct zip_flow f;
	size_t offer, room;
	unsigned int idle = 0;

	zip_flow_start(&f, &decomp, type, ctx);
	while (idle < 3) {
		/* The last rounds offer everything. */
		offer = idle ? n : zip_random(&seed) % 64;
		if (offer > n - o.consumed)
			offer = n - o.consumed;
		room = idle ? ROOM : 16 + zip_random(&seed) % 600;
		if (room > ROOM - o.produced)
			room = ROOM - o.produced;
		step(&f, p + o.consumed, offer, flow_out + o.produced, room,
		     &res);
		o.status = res.status;
		o.consumed += res.consumed;
		o.produced += res.produced;
		if (res.status != S_OK)
			break;
		idle = res.consumed + res.produced > 0 ? 0 : idle + 1;
	}
	return o;
}

static void
compare(uint32_t type, uint32_t seed, const uint8_t *p, size_t n)
{
	struct zip_req req = {
		.type = type, .src = p, .src_len = n, .dst = once_out,
		.dst_len = ROOM,
	};
	struct zip_result once;
	struct outcome o;
	long len;

	len = zip_zlib_decode(type, 15, ROOM, p, n, zlib_out, ROOM);
	zip_run(&decomp, &req, &once);
	CHECK(once.consumed <= n && once.produced <= ROOM);
	o = flow(type, seed, p, n);
	if (len >= 0) {
		CHECK(once.status == S_OK && once.consumed == n);
		CHECK((long)once.produced == len);
		CHECK(memcmp(once_out, zlib_out, len) == 0);
	}
	/* With the output almost full, requests of a stream are ignored. */
	if (once.produced > ROOM - 16 || o.produced > ROOM - 16)
		return;
	CHECK((once.status == S_OK) == (o.status == S_STREAM_END));
	if (once.status == S_OK) {
		CHECK(once.consumed == o.consumed);
		CHECK(once.produced == o.produced);
		CHECK(memcmp(once_out, flow_out, o.produced) == 0);
	} else if (once.status == S_CHECKSUM) {
		CHECK(o.status == S_CHECKSUM);
	} else {
		CHECK(once.status == S_BAD_DATA);
		CHECK(o.status == S_BAD_DATA || o.status == S_OK ||
		      o.status == S_CHECKSUM);
	}
}

/* A context with bytes of the input in it. */
static void
disturb(uint32_t type, uint32_t seed, const uint8_t *p, size_t n)
{
	struct zip_result res;
	struct zip_flow f;
	unsigned int i;

	zip_flow_start(&f, &decomp, type, ctx);
	step(&f, p, n / 2, flow_out, 300, &res);
	for (i = 0; i < 4; i++) {
		f.started = true;
		/* All but the marks of kind and format. */
		if (n > 0)
			ctx[8 + zip_random(&seed) % 364] =
				p[zip_random(&seed) % n];
		f.word[i % 3] ^= zip_random(&seed) & zip_random(&seed) & 0xffff;
		step(&f, p + n / 2, n - n / 2, flow_out, 1000, &res);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t type, seed;
	uint8_t *p;
	size_t n;

	if (size < HEAD)
		return 0;
	type = 1 + data[0] % 3;
	memcpy(&seed, data + 1, sizeof(seed));
	if (seed == 0)
		seed = 1;
	n = size - HEAD;
	p = malloc(n + 1);
	memcpy(p + 1, data + HEAD, n);
	if (data[0] & 0x80)
		disturb(type, seed, p + 1, n);
	else
		compare(type, seed, p + 1, n);
	free(p);
	return 0;
}
