/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Private xforms and streams on several ZIP devices: they work on each device
 * with the same formats, and are refused at the op by any other one.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "comp.h"

#define LEN 5000
#define ROOM 6000

static struct comp_dev maker, user;

/* Compress on the second device. Returns the op's status. */
static int
compress_on_user(void *xform, enum rte_comp_op_type type)
{
	struct rte_comp_op *op = comp_op(&user);
	uint8_t in[LEN], room[ROOM] = { 0 }, out[ROOM], back[LEN];
	struct comp_inflated r;
	int status;

	comp_fill(in, LEN);
	op->op_type = type;
	op->private_xform = xform;
	op->m_src = func_mbuf(in, LEN, 1);
	op->m_dst = func_mbuf(room, ROOM, 1);
	op->src.length = LEN;
	comp_run_one(&user, op);
	status = op->status;
	if (status == RTE_COMP_OP_STATUS_SUCCESS) {
		func_mbuf_read(op->m_dst, out);
		assert_true(comp_inflate(out, op->produced, 15, back, LEN,
					 &r));
		assert_true(r.end && r.produced == LEN);
		assert_memory_equal(back, in, LEN);
	}
	assert_true(func_mbuf_free(op->m_src));
	assert_true(func_mbuf_free(op->m_dst));
	rte_comp_op_free(op);
	return status;
}

/* Xforms without and with a checksum, and a stream. */
static void
use(const char *maker_args, const char *user_args, int want)
{
	struct rte_comp_xform x = comp_xform(true, 0, 15);
	unsigned int chksum;
	void *xform;

	comp_open(&maker, maker_args, 1, 64);
	comp_open(&user, user_args, 1, 64);
	for (chksum = 0; chksum < 3; chksum++) {
		xform = comp_private(&maker, true, chksum, 15);
		assert_int_equal(compress_on_user(xform,
					RTE_COMP_OP_STATELESS), want);
		assert_int_equal(rte_compressdev_private_xform_free(user.id,
								    xform), 0);
	}
	assert_int_equal(rte_compressdev_stream_create(maker.id, &x, &xform),
			 0);
	assert_int_equal(compress_on_user(xform, RTE_COMP_OP_STATEFUL), want);
	assert_int_equal(rte_compressdev_stream_free(user.id, xform), 0);
	comp_close(&user);
	comp_close(&maker);
}

static void
same_formats(void **state)
{
	(void)state;
	use("device=model,gen=v2", "device=model,gen=v2",
	    RTE_COMP_OP_STATUS_SUCCESS);
	use("device=model,gen=v3", "device=model,gen=v3",
	    RTE_COMP_OP_STATUS_SUCCESS);
	use("device=model,gen=v3", "device=model,gen=v5",
	    RTE_COMP_OP_STATUS_SUCCESS);
	use("device=model,gen=v5", "device=model,gen=v3",
	    RTE_COMP_OP_STATUS_SUCCESS);
}

/* Generation 2 has another descriptor and no raw DEFLATE. */
static void
other_formats(void **state)
{
	(void)state;
	use("device=model,gen=v2", "device=model,gen=v3",
	    RTE_COMP_OP_STATUS_INVALID_ARGS);
	use("device=model,gen=v3", "device=model,gen=v2",
	    RTE_COMP_OP_STATUS_INVALID_ARGS);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_formats),
		cmocka_unit_test(other_formats),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
