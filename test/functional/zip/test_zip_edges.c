/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * compress_hisi_zip at its edges: no input, output that fills its room to the
 * byte, more segments than a list has, one dead queue of a pair, a reset under
 * an op of a stream.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <jansson.h>

#include <rte_compressdev_pmd.h>

#include <hisi_qm_ring.h>
#include <hw/zip.h>

#include "comp.h"

/* Segments above what one list can have (qm.md 8). */
#define MANY 257
#define LEN 30000
#define ROOM 40000

static struct comp_dev dev;
static uint8_t plain[LEN], packed[ROOM], back[ROOM];

static const char *const gens[] = {
	"device=model", "device=model,gen=v2", "device=model,gen=v5",
};

/* An op from data to a chain of room bytes. */
static struct rte_comp_op *
op_new(const uint8_t *data, size_t len, size_t room, unsigned int segs)
{
	struct rte_comp_op *op = comp_op(&dev);
	uint8_t *blank = calloc(1, room);

	assert_non_null(blank);
	op->src.length = len;
	op->m_src = func_mbuf(data, len, segs);
	op->m_dst = func_mbuf(blank, room, segs);
	free(blank);
	return op;
}

static void
op_free(struct rte_comp_op *op)
{
	assert_true(func_mbuf_free(op->m_src));
	assert_true(func_mbuf_free(op->m_dst));
	rte_comp_op_free(op);
}

/* Bytes and checksum of an op without input. */
static void
is_empty(uint32_t chksum, enum rte_comp_flush_flag flush, uint32_t room,
	 const uint8_t *want, uint32_t len)
{
	void *x = comp_private(&dev, true, chksum, 15);
	struct rte_comp_op *op = op_new(plain, 100, room + 3, room > 1 ? 2 : 1);

	op->private_xform = x;
	op->src.offset = func_range(0, 100);
	op->src.length = 0;
	op->dst.offset = 3;
	op->flush_flag = flush;
	comp_run_one(&dev, op);
	assert_int_equal(op->consumed, 0);
	func_mbuf_read(op->m_dst, back);
	if (room < len) {
		assert_int_equal(op->status,
				 RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED);
		assert_int_equal(op->produced, 0);
		assert_int_equal(back[3], 0);
	} else {
		assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
		assert_int_equal(op->produced, len);
		assert_memory_equal(back + 3, want, len);
		assert_int_equal(op->output_chksum,
				 comp_checksum(chksum, plain, 0));
	}
	op_free(op);
	rte_compressdev_private_xform_free(dev.id, x);
}

/* zlib gives these for no data: deflate() with Z_FINISH and Z_FULL_FLUSH. */
static void
no_input(void **state)
{
	static const uint8_t final[] = { 0x03, 0x00 };
	static const uint8_t full[] = { 0x00, 0x00, 0x00, 0xff, 0xff };
	uint32_t chksum, room;
	unsigned int g;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		comp_open(&dev, gens[g], 1, 64);
		for (chksum = RTE_COMP_CHECKSUM_NONE;
		     chksum <= RTE_COMP_CHECKSUM_ADLER32; chksum++)
			for (room = 1; room < 9; room++) {
				is_empty(chksum, RTE_COMP_FLUSH_FINAL, room,
					 final, sizeof(final));
				is_empty(chksum, RTE_COMP_FLUSH_FULL, room,
					 full, sizeof(full));
			}
		comp_close(&dev);
	}
}

/* Run an op. @return bytes produced, if it succeeds */
static uint32_t
exact_run(struct rte_comp_op *op, void *x, uint32_t chksum)
{
	struct comp_inflated r;
	uint32_t n;

	op->private_xform = x;
	comp_run_one(&dev, op);
	func_mbuf_read(op->m_dst, packed);
	n = op->produced;
	if (op->status == RTE_COMP_OP_STATUS_SUCCESS)
		assert_int_equal(op->consumed, op->src.length);
	else
		assert_int_equal(op->status,
			RTE_COMP_OP_STATUS_OUT_OF_SPACE_RECOVERABLE);
	assert_int_equal(op->output_chksum,
			 comp_checksum(chksum, plain, op->consumed));
	assert_true(comp_inflate(packed, n, 15, back, sizeof(back), &r));
	assert_int_equal(r.produced, op->consumed);
	assert_memory_equal(back, plain, r.produced);
	assert_int_equal(r.end, op->status == RTE_COMP_OP_STATUS_SUCCESS);
	return n;
}

/* Compress once with room to spare, then into just the room that took. */
static void
exact_compress(uint32_t chksum, unsigned int segs)
{
	void *x = comp_private(&dev, true, chksum, 15);
	struct rte_comp_op *op;
	uint32_t n, room;

	comp_fill(plain, LEN);
	op = op_new(plain, LEN, ROOM, segs);
	n = exact_run(op, x, chksum);
	assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
	op_free(op);
	for (room = n - 1; room <= n + 1; room++) {
		op = op_new(plain, LEN, room, RTE_MIN(segs, room / 3 + 1));
		assert_true(exact_run(op, x, chksum) <= room);
		/* One list each: the engine sees the whole room. */
		if (segs == 1 && room >= n && room > HISI_ZIP_STREAM_MIN_OUT)
			assert_int_equal(op->status,
					 RTE_COMP_OP_STATUS_SUCCESS);
		op_free(op);
	}
	rte_compressdev_private_xform_free(dev.id, x);
}

/* Decompress into just the room that the data needs, one less, one more. */
static void
exact_decompress(uint32_t chksum, unsigned int segs)
{
	void *x = comp_private(&dev, false, chksum, 15);
	struct rte_comp_op *op;
	size_t n, len = func_range(MANY * 20, LEN);
	uint32_t room;

	comp_fill(plain, len);
	n = comp_deflate(plain, len, packed, sizeof(packed));
	for (room = len - 1; room <= len + 1; room++) {
		op = op_new(packed, n, room, RTE_MIN(segs, n / 2 + 1));
		op->private_xform = x;
		comp_run_one(&dev, op);
		if (room < len) {
			assert_int_equal(op->status,
				RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED);
			assert_int_equal(op->produced, 0);
			op_free(op);
			continue;
		}
		assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
		assert_int_equal(op->consumed, n);
		assert_int_equal(op->produced, len);
		func_mbuf_read(op->m_dst, back);
		assert_memory_equal(back, plain, len);
		assert_int_equal(op->output_chksum,
				 comp_checksum(chksum, plain, len));
		op_free(op);
	}
	rte_compressdev_private_xform_free(dev.id, x);
}

static void
exact_room(void **state)
{
	static const unsigned int segs[] = { 1, 2, 255, 256, MANY, 260 };
	uint32_t chksum;
	unsigned int g, i;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		comp_open(&dev, gens[g], 1, 64);
		for (chksum = RTE_COMP_CHECKSUM_NONE;
		     chksum <= RTE_COMP_CHECKSUM_ADLER32; chksum++)
			for (i = 0; i < RTE_DIM(segs); i++) {
				exact_compress(chksum, segs[i]);
				exact_decompress(chksum, segs[i]);
			}
		comp_close(&dev);
	}
}

/* The words of a traced descriptor, as the device read them. */
static bool
next_sqe(FILE *f, struct hisi_zip_sqe *sqe)
{
	uint32_t w[sizeof(*sqe) / 4];
	const char *s;
	json_t *line;
	char *end;
	size_t i;

	line = json_loadf(f, JSON_DISABLE_EOF_CHECK, NULL);
	if (line == NULL)
		return false;
	s = json_string_value(json_object_get(line, "sqe"));
	assert_non_null(s);
	for (i = 0; i < RTE_DIM(w); i++, s = end)
		w[i] = strtoul(s, &end, 16);
	memcpy(sqe, w, sizeof(*sqe));
	json_decref(line);
	return true;
}

/*
 * The rules that the driver has for requests of compression which are not the
 * last of an op: a length that is a multiple of 4 (zip.md 18 Q15), and room for
 * 9/8 of it and 24 bytes (7.5). Every byte is asked for once.
 */
static unsigned int
check_cuts(const char *path, uint32_t len)
{
	struct hisi_zip_sqe sqe;
	unsigned int n = 0;
	uint32_t sum = 0;
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	for (; next_sqe(f, &sqe); n++) {
		assert_true(HISI_GET(HISI_ZIP_W7_STREAM, sqe.w7));
		if (!HISI_GET(HISI_ZIP_W7_FINISH, sqe.w7))
			assert_int_equal(sqe.input_len % 4, 0);
		assert_true(sqe.out_avail >=
			    sqe.input_len / 8 * 9 + sqe.input_len % 8 + 24);
		sum += sqe.input_len;
	}
	fclose(f);
	assert_int_equal(sum, len);
	return n;
}

static void
cut_lengths(void **state)
{
	char path[] = "/tmp/test-zip-edges-XXXXXX";
	struct rte_comp_op *op;
	unsigned int i, most = 0, n;
	int fd = mkstemp(path);
	size_t len;
	void *x;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	comp_open(&dev, "device=model", 1, 64);
	for (i = 0; i < 40; i++) {
		x = comp_private(&dev, true, i % 2 ? RTE_COMP_CHECKSUM_CRC32 :
				 RTE_COMP_CHECKSUM_NONE, 15);
		len = func_range(LEN / 2, LEN);
		comp_fill(plain, len);
		op = op_new(plain, len, ROOM, MANY);
		assert_int_equal(hisi_model_trace(func_model("hisi_zip"),
						  path), 0);
		exact_run(op, x, i % 2 ? RTE_COMP_CHECKSUM_CRC32 :
			  RTE_COMP_CHECKSUM_NONE);
		assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
		assert_int_equal(hisi_model_trace(func_model("hisi_zip"),
						  NULL), 0);
		n = check_cuts(path, len);
		most = RTE_MAX(most, n);
		op_free(op);
		rte_compressdev_private_xform_free(dev.id, x);
	}
	assert_true(most > 2);
	comp_close(&dev);
	unlink(path);
}

/* A new pair in place of a dead one. */
static void
renew(void)
{
	hisi_model_inject_clear(func_model("hisi_zip"));
	rte_compressdev_stop(dev.id);
	assert_int_equal(rte_compressdev_queue_pair_setup(dev.id, 0, 64,
							  SOCKET_ID_ANY), 0);
	assert_int_equal(rte_compressdev_start(dev.id), 0);
}

/* The op fails, its stream takes no other, and can be freed. */
static void
reset_in_stream(void **state)
{
	const struct hisi_model_fault reset = {
		.kind = HISI_MODEL_FAULT_RESET,
	};
	struct rte_comp_xform xf;
	struct rte_comp_op *op;
	void *stream;
	unsigned int i;
	size_t n;

	(void)state;
	comp_open(&dev, "device=model", 1, 64);
	comp_fill(plain, LEN);
	n = comp_deflate(plain, LEN, packed, sizeof(packed));
	for (i = 0; i < 4; i++) {
		xf = comp_xform(i & 1, i & 2 ? RTE_COMP_CHECKSUM_ADLER32 : 0,
				15);
		assert_int_equal(rte_compressdev_stream_create(dev.id, &xf,
							       &stream), 0);
		op = op_new(i & 1 ? plain : packed, i & 1 ? LEN : n, ROOM, 1);
		op->op_type = RTE_COMP_OP_STATEFUL;
		op->stream = stream;
		hisi_model_inject_clear(func_model("hisi_zip"));
		assert_int_equal(hisi_model_inject(func_model("hisi_zip"),
						   &reset), 0);
		comp_run_one(&dev, op);
		assert_int_equal(op->status, RTE_COMP_OP_STATUS_ERROR);
		assert_int_equal(op->consumed, 0);
		assert_int_equal(op->produced, 0);
		renew();
		comp_run_one(&dev, op);
		assert_int_equal(op->status,
				 RTE_COMP_OP_STATUS_INVALID_STATE);
		assert_int_equal(rte_compressdev_stream_free(dev.id, stream),
				 0);
		op_free(op);
	}
	comp_close(&dev);
}

static struct hisi_qm_pair *
pair_of(void)
{
	const struct rte_compressdev *d =
		rte_compressdev_pmd_get_named_dev(dev.name);
	const struct hisi_qm_qp *qp = d->data->queue_pairs[0];

	return qp->pair;
}

/* Ops for either direction; the completion of each is lost. */
#define NB 8
static struct rte_comp_op *ops[NB], *out[NB];
static void *xforms[2];

static void
ops_make(size_t packed_len)
{
	unsigned int i;

	for (i = 0; i < NB; i++) {
		ops[i] = op_new(i & 1 ? packed : plain,
				i & 1 ? packed_len : LEN, ROOM, 1);
		ops[i]->private_xform = xforms[i & 1];
	}
}

/*
 * One queue of a pair dies. Its ops fail, those of the other queue come back
 * right; enqueue takes nothing more and says so.
 */
static void
one_queue_dies(void **state)
{
	const struct hisi_model_fault lost = {
		.kind = HISI_MODEL_FAULT_LOST_CQE, .skip = NB / 2,
	};
	unsigned int dead, i, n;
	size_t len;

	(void)state;
	comp_open(&dev, "device=model", 1, 64);
	xforms[0] = comp_private(&dev, true, 0, 15);
	xforms[1] = comp_private(&dev, false, 0, 15);
	comp_fill(plain, LEN);
	len = comp_deflate(plain, LEN, packed, sizeof(packed));
	for (dead = 0; dead < 2; dead++) {
		ops_make(len);
		/* The last op of the queue is still in flight. */
		for (i = NB - 2 + dead; i < NB - 1 + dead; i++) {
			struct hisi_model_fault f = lost;

			f.skip = i;
			assert_int_equal(hisi_model_inject(
					func_model("hisi_zip"), &f), 0);
		}
		for (i = 0; i < NB; i++)
			assert_int_equal(rte_compressdev_enqueue_burst(dev.id,
							0, &ops[i], 1), 1);
		hisi_model_kill(pair_of()->queue[dead].provider_q);
		n = comp_dequeue(&dev, 0, out, NB);
		assert_int_equal(n, NB);
		for (i = 0; i < NB; i++) {
			assert_ptr_equal(out[i], ops[i]);
			assert_int_equal(ops[i]->status,
				i == NB - 2 + dead ? RTE_COMP_OP_STATUS_ERROR :
						     RTE_COMP_OP_STATUS_SUCCESS);
		}
		for (i = 0; i < 2; i++) {
			ops[i]->status = RTE_COMP_OP_STATUS_NOT_PROCESSED;
			assert_int_equal(rte_compressdev_enqueue_burst(dev.id,
							0, &ops[i], 1), 0);
			assert_int_equal(ops[i]->status,
					 RTE_COMP_OP_STATUS_ERROR);
		}
		renew();
		for (i = 0; i < NB; i++) {
			comp_run_one(&dev, ops[i]);
			assert_int_equal(ops[i]->status,
					 RTE_COMP_OP_STATUS_SUCCESS);
			op_free(ops[i]);
		}
	}
	rte_compressdev_private_xform_free(dev.id, xforms[0]);
	rte_compressdev_private_xform_free(dev.id, xforms[1]);
	comp_close(&dev);
}

/*
 * A queue of second passes dies: an op that needs it fails, and then enqueue
 * takes nothing more either.
 */
static void
second_queue_dies(void **state)
{
	struct rte_comp_op *op;
	void *x;

	(void)state;
	comp_open(&dev, "device=model", 1, 64);
	x = comp_private(&dev, true, 0, 15);
	func_fill(plain, LEN);
	op = op_new(plain, LEN, ROOM, MANY);
	op->private_xform = x;
	hisi_model_kill(pair_of()->queue[2].provider_q);
	assert_int_equal(rte_compressdev_enqueue_burst(dev.id, 0, &op, 1), 1);
	assert_int_equal(comp_dequeue(&dev, 0, out, 1), 1);
	assert_int_equal(op->status, RTE_COMP_OP_STATUS_ERROR);
	assert_int_equal(op->produced, 0);
	assert_int_equal(rte_compressdev_enqueue_burst(dev.id, 0, &op, 1), 0);
	assert_int_equal(op->status, RTE_COMP_OP_STATUS_ERROR);
	renew();
	exact_run(op, x, 0);
	assert_int_equal(op->status, RTE_COMP_OP_STATUS_SUCCESS);
	op_free(op);
	rte_compressdev_private_xform_free(dev.id, x);
	comp_close(&dev);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_input),
		cmocka_unit_test(exact_room),
		cmocka_unit_test(cut_lengths),
		cmocka_unit_test(reset_in_stream),
		cmocka_unit_test(one_queue_dies),
		cmocka_unit_test(second_queue_dies),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
