/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file ZIP model: generations, refused descriptors, faults, write-back. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_zip_client.h"

static uint8_t src[256];
static uint8_t dst[512];

static void
open_gen(struct model_client *c, unsigned int gen, uint16_t qc_type)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_ZIP, .gen = gen,
	};

	model_client_open(c, &conf, NULL, qc_type);
}

static void
good(uint32_t *sqe, unsigned int gen)
{
	const struct zip_req req = {
		.type = T_ZLIB, .first = true, .finish = true, .src = src,
		.src_len = sizeof(src), .dst = dst, .dst_len = sizeof(dst),
	};

	memset(src, 'x', sizeof(src));
	zip_sqe_set(sqe, gen, &req);
}

static uint32_t
status_of(struct model_client *c, const uint32_t *sqe)
{
	uint32_t done[32];

	memcpy(done, sqe, sizeof(done));
	assert_true(model_client_run(c, done));
	return done[3] & 0xff;
}

static void
attributes(void **state)
{
	static const struct {
		unsigned int gen;
		const char *text;
	} want[] = {
		{ 2, "zlib\ngzip\n" },
		{ 3, "zlib\ngzip\ndeflate\n" },
		{ 5, "zlib\ngzip\ndeflate\n" },
	};
	struct hisi_model_conf conf = { .engine = HISI_ENGINE_ZIP };
	struct hisi_qm_qp_ctx ctx = { .qc_type = 2 };
	struct hisi_model_queue *q;
	struct hisi_model *m;
	char buf[64];
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		conf.gen = want[i].gen;
		assert_int_equal(hisi_model_create(&conf, &m), 0);
		assert_true(hisi_model_attr(m, "algorithms", buf,
					    sizeof(buf)) > 0);
		assert_string_equal(buf, want[i].text);
		/* No DAE unit: its queue type is refused. */
		assert_int_equal(hisi_model_open(m, NULL, &q), 0);
		assert_int_equal(hisi_model_ioctl(q, HISI_QM_SET_QP_CTX,
						  &ctx), -EINVAL);
		hisi_model_close(q);
		hisi_model_destroy(m);
	}
}

/* Which descriptor and request types a generation has (2). */
static void
generations(void **state)
{
	static const unsigned int gens[] = { 2, 3, 5 };
	uint32_t sqe[32], type, sqe_type, want;
	struct model_client c;
	unsigned int g, qc;

	(void)state;
	for (g = 0; g < 3; g++) {
		for (qc = 0; qc < 2; qc++) {
			open_gen(&c, gens[g], qc);
			for (type = 0; type < 256; type++) {
				good(sqe, gens[g]);
				sqe[9] = (sqe[9] & ~0xffU) | type;
				want = type == T_ZLIB || type == T_GZIP ||
				       (type == T_DEFLATE && gens[g] > 2) ?
				       (qc ? S_BAD_DATA : S_OK) : S_BAD_SQE;
				assert_int_equal(status_of(&c, sqe), want);
			}
			for (sqe_type = 0; sqe_type < 16; sqe_type++) {
				good(sqe, gens[g]);
				sqe[7] = (sqe[7] & 0xfffffff) | sqe_type << 28;
				want = sqe_type == (gens[g] == 2 ? 0 : 3) ?
				       (qc ? S_BAD_DATA : S_OK) : S_BAD_SQE;
				assert_int_equal(status_of(&c, sqe), want);
			}
			model_client_close(&c);
		}
	}
}

/* Reserved bits and fields that must be 0 (3). */
static void
reserved(void **state)
{
	uint32_t sqe[32], i;
	struct model_client c;

	(void)state;
	open_gen(&c, 3, QC_COMPRESS);
	good(sqe, 3);
	assert_int_equal(status_of(&c, sqe), S_OK);
	for (i = 0; i <= 24; i++) {
		good(sqe, 3);
		sqe[7] |= 1U << i;
		assert_int_equal(status_of(&c, sqe), S_BAD_SQE);
	}
	for (i = 0; i < 32; i++) {
		good(sqe, 3);
		sqe[8] |= 1U << i;
		assert_int_equal(status_of(&c, sqe), S_BAD_SQE);
	}
	for (i = 16; i < 32; i++) {
		good(sqe, 3);
		sqe[9] |= 1U << i;
		assert_int_equal(status_of(&c, sqe), S_BAD_SQE);
	}
	for (i = 2; i < 16; i++) {
		good(sqe, 3);
		sqe[9] |= i << 8;
		assert_int_equal(status_of(&c, sqe), S_BAD_SQE);
	}
	model_client_close(&c);
}

/* All words but the results keep what software wrote (3). */
static void
write_back(void **state)
{
	static const bool result[32] = {
		[0] = true, [1] = true, [2] = true, [3] = true, [15] = true,
		[28] = true, [29] = true, [30] = true, [31] = true,
	};
	/* Words without meaning for the request are not looked at. */
	static const unsigned int legacy[] = {
		5, 6, 10, 11, 12, 13, 16, 17, 22, 23, 24, 25, 26, 27,
	};
	uint32_t sqe[32], done[32];
	struct model_client c;
	unsigned int i;

	(void)state;
	open_gen(&c, 3, QC_COMPRESS);
	good(sqe, 3);
	for (i = 0; i < sizeof(legacy) / sizeof(legacy[0]); i++)
		sqe[legacy[i]] = 0x1000001 * legacy[i];
	for (i = 0; i < 32; i++)
		if (result[i])
			sqe[i] = 0xdeadbeef;
	memcpy(done, sqe, sizeof(done));
	assert_true(model_client_run(&c, done));
	for (i = 0; i < 32; i++)
		if (!result[i])
			assert_int_equal(done[i], sqe[i]);
	assert_int_equal(done[0], sizeof(src));
	assert_in_range(done[1], 1, sizeof(src));
	assert_int_equal(done[2], 0);
	assert_int_equal(done[3], 0);
	assert_int_equal(done[15] | done[28] | done[29], 0);
	assert_int_equal(done[30], sizeof(src));
	/* A refused descriptor too. */
	sqe[9] |= 0x40;
	memcpy(done, sqe, sizeof(done));
	assert_true(model_client_run(&c, done));
	for (i = 0; i < 32; i++)
		if (!result[i])
			assert_int_equal(done[i], sqe[i]);
	assert_int_equal(done[0], 0);
	assert_int_equal(done[1], 0);
	assert_int_equal(done[3], S_BAD_SQE);
	model_client_close(&c);
}

/* Injected faults: an error code, memory that cannot be reached. */
static void
faults(void **state)
{
	static const struct {
		enum hisi_model_fault_kind kind;
		uint32_t value;
		uint32_t status;
	} want[] = {
		{ HISI_MODEL_FAULT_ERROR, 0, S_BAD_DATA },
		{ HISI_MODEL_FAULT_ERROR, S_NO_SPACE, S_NO_SPACE },
		{ HISI_MODEL_FAULT_ERROR, S_CHECKSUM, S_CHECKSUM },
		{ HISI_MODEL_FAULT_MEMORY, 0, S_BAD_MEMORY },
	};
	struct hisi_model_stats before, after;
	uint32_t sqe[32];
	struct model_client c;
	unsigned int i;

	(void)state;
	open_gen(&c, 3, QC_COMPRESS);
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		struct hisi_model_fault f = {
			.kind = want[i].kind, .value = want[i].value,
		};

		hisi_model_stats_get(c.model, &before);
		assert_int_equal(hisi_model_inject(c.model, &f), 0);
		good(sqe, 3);
		assert_int_equal(status_of(&c, sqe), want[i].status);
		hisi_model_stats_get(c.model, &after);
		assert_int_equal(after.errors, before.errors + 1);
		assert_int_equal(status_of(&c, sqe), S_OK);
		hisi_model_stats_get(c.model, &before);
		assert_int_equal(before.errors, after.errors);
	}
	model_client_close(&c);
}

/* An engine that was stopped and wiped works as before. */
static void
restart(void **state)
{
	uint32_t sqe[32];
	struct model_client c;
	unsigned int i;

	(void)state;
	open_gen(&c, 3, QC_COMPRESS);
	for (i = 0; i < 3; i++) {
		good(sqe, 3);
		assert_int_equal(status_of(&c, sqe), S_OK);
		assert_int_equal(hisi_model_ioctl(c.queue, HISI_UACCE_PUT_Q,
						  NULL), 0);
		assert_int_equal(hisi_model_ioctl(c.queue, HISI_UACCE_START_Q,
						  NULL), 0);
		/* Software starts its rings anew too. */
		memset(c.dus + (size_t)c.info.sq_depth * c.info.sqe_size, 0,
		       (size_t)c.info.cq_depth * 16);
		c.sq_tail = 0;
		c.cq_head = 0;
		c.phase = 1;
	}
	model_client_close(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes), cmocka_unit_test(generations),
		cmocka_unit_test(reserved), cmocka_unit_test(write_back),
		cmocka_unit_test(faults), cmocka_unit_test(restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
