/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Queue pairs whose device dies: the error event, the reset of a pair, its
 * depth.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <cryptodev_pmd.h>
#include <hisi_qm.h>
#include <rte_malloc.h>

#include "func.h"
#include "hisi_compat.h"
#include "sym_fixture.h"
#include "sym_job.h"

#define NB 8

static const struct sym_spec cbc = {
	.kind = SYM_CIPHER, .algo = RTE_CRYPTO_CIPHER_AES_CBC, .key_len = 16,
	.iv_len = 16, .len = 64,
};

static void *
qp_of(const struct sym_dev *d)
{
	return rte_cryptodev_pmd_get_dev(d->id)->data->queue_pairs[0];
}

/* Ask the driver directly, and the public API in releases that have the call. */
static void
assert_depth_used(uint32_t nb)
{
	assert_int_equal(hisi_qm_qp_depth_used(qp_of(&dev)), nb);
	HISI_FROM_24_11(
	assert_int_equal(rte_cryptodev_qp_depth_used(dev.id, 0), nb);)
}

/* Ops that were accepted and are not back yet. */
static void
depth_used(void **state)
{
	struct sym_job jobs[NB];
	unsigned int i;

	(void)state;
	open_device("device=model", 64);
	assert_depth_used(0);
	for (i = 0; i < NB; i++) {
		sym_job_from(&jobs[i], &cbc);
		sym_job_prepare(&jobs[i], &dev);
	}
	sym_jobs_enqueue(&dev, jobs, NB);
	assert_depth_used(NB);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs, 3), 3);
	assert_depth_used(NB - 3);
	assert_int_equal(sym_jobs_dequeue(&dev, jobs + 3, NB - 3), NB - 3);
	assert_depth_used(0);
	assert_true(sym_jobs_free(&dev, jobs, NB));
}

static void
on_error(uint8_t id, enum rte_cryptodev_event_type event, void *arg)
{
	assert_int_equal(id, dev.id);
	assert_int_equal(event, RTE_CRYPTODEV_EVENT_ERROR);
	++*(unsigned int *)arg;
}

/* The event comes once, when dequeue finds the dead queue. */
static void
error_event(void **state)
{
	const struct hisi_model_fault lost = {
		.kind = HISI_MODEL_FAULT_LOST_CQE,
	};
	struct rte_crypto_op *op;
	unsigned int events = 0, i;
	struct sym_job job;

	(void)state;
	open_device("device=model", 64);
	assert_int_equal(rte_cryptodev_callback_register(dev.id,
		RTE_CRYPTODEV_EVENT_ERROR, on_error, &events), 0);
	assert_true(sym_job_one(&dev, &cbc));
	assert_int_equal(events, 0);
	assert_false(hisi_qm_qp_dead(qp_of(&dev)));
	sym_job_from(&job, &cbc);
	sym_job_prepare(&job, &dev);
	assert_int_equal(hisi_model_inject(func_model("hisi_sec2"), &lost), 0);
	sym_jobs_enqueue(&dev, &job, 1);
	hisi_model_reset(func_model("hisi_sec2"));
	assert_true(hisi_qm_qp_dead(qp_of(&dev)));
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_int_equal(job.op->status, RTE_CRYPTO_OP_STATUS_ERROR);
	assert_int_equal(events, 1);
	for (i = 0; i < 5; i++)
		assert_int_equal(rte_cryptodev_dequeue_burst(dev.id, 0, &op,
							     1), 0);
	assert_int_equal(events, 1);
	assert_int_equal(rte_cryptodev_callback_unregister(dev.id,
		RTE_CRYPTODEV_EVENT_ERROR, on_error, &events), 0);
	assert_true(sym_job_free(&job, &dev));
}

/* A queue pair of the test's own, to see what a reset does with it. */
struct own_qp {
	struct hisi_qm_qp qm;
	struct hisi_qm_dev *dev;
};

static unsigned int nb_own;
static int own_error;

static void
own_fail(void *pmd, struct hisi_qm_entry *e, uint32_t index)
{
	(void)pmd;
	(void)e;
	(void)index;
}

static void
own_scan(void *pmd, uint32_t budget)
{
	(void)pmd;
	(void)budget;
}

static int
own_init(void *d, void *memory, const struct hisi_qm_qp_request *r)
{
	struct own_qp *qp = memory;
	const struct hisi_qm_pair_conf pc = {
		.id = r->id, .nb_queues = 1, .nb_first = 1, .sqe_size = 128,
		.nb_desc = r->nb_desc, .socket_id = r->socket_id, .pmd = qp,
		.fail = own_fail, .scan = own_scan,
	};

	nb_own++;
	return own_error != 0 ? own_error :
	       hisi_qm_pair_create(d, &pc, &qp->qm.pair);
}

static void
own_free(void *memory)
{
	nb_own--;
	rte_free(memory);
}

static const struct hisi_qm_qp_type own_type = {
	.name = "own", .size = sizeof(struct own_qp), .init = own_init,
	.free_memory = own_free,
};

/* Reset puts a new pair in the place of the old one, or leaves that. */
static void
reset(void **state)
{
	struct hisi_qm_qp_request r = { .nb_desc = 64,
		.socket_id = SOCKET_ID_ANY };
	void *qps[1] = { NULL }, *old;
	struct hisi_qm_dev *d;

	(void)state;
	assert_int_equal(hisi_qm_dev_create("own", "device=model",
					    HISI_ENGINE_SEC, &d), 0);
	assert_int_equal(hisi_qm_qp_reset(qps, &own_type, d, &r), -EINVAL);
	assert_int_equal(hisi_qm_qp_setup(qps, &own_type, d, &r), 0);
	old = qps[0];
	hisi_model_reset(func_model("hisi_sec2"));
	assert_true(hisi_qm_qp_dead(old));
	own_error = -EBUSY;
	assert_int_equal(hisi_qm_qp_reset(qps, &own_type, d, &r), -EBUSY);
	assert_ptr_equal(qps[0], old);
	own_error = 0;
	r = hisi_qm_qp_same(qps[0], NULL);
	assert_int_equal(r.nb_desc, 64);
	assert_int_equal(hisi_qm_qp_reset(qps, &own_type, d, &r), 0);
	assert_false(hisi_qm_qp_dead(qps[0]));
	assert_int_equal(nb_own, 1);
	assert_int_equal(hisi_qm_qps_release(qps, 1, own_free), 0);
	assert_int_equal(nb_own, 0);
	hisi_qm_dev_destroy(d);
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(depth_used), TEST(error_event), TEST(reset),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
