/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * compress_hisi_zip on a device that fails: every op that was accepted comes
 * back once, in order, with a truthful status, and later work goes on.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "comp_job.h"

/* Ops of a burst, all different. */
#define NB 48

static struct comp_dev dev;
static bool dev_open;
static struct comp_xforms xforms;
static struct comp_job jobs[NB];
static struct rte_comp_op *ops[NB], *out[2 * NB];

static const char *const gens[] = { "device=model", "device=model,gen=v2" };

static void
device_open(const char *args)
{
	comp_open(&dev, args, 1, 256);
	dev_open = true;
	comp_xforms_make(&dev, &xforms);
}

static void
device_close(void)
{
	comp_xforms_free(&dev, &xforms);
	comp_close(&dev);
	dev_open = false;
}

static int
teardown(void **state)
{
	(void)state;
	if (dev_open) {
		hisi_model_inject_clear(func_model("hisi_zip"));
		comp_close(&dev);
	}
	dev_open = false;
	return 0;
}

/* Random ops that succeed with one pass through the engine or more. */
static void
jobs_make(void)
{
	unsigned int i;

	for (i = 0; i < NB; i++) {
		do {
			if (jobs[i].op != NULL)
				comp_job_free(&jobs[i]);
			comp_job_make(&jobs[i], &dev, &xforms, 1500, 5);
		} while (jobs[i].room < (jobs[i].compress ?
					 comp_bound(jobs[i].plain_len) :
					 jobs[i].plain_len));
		ops[i] = jobs[i].op;
	}
}

static void
jobs_free(void)
{
	unsigned int i;

	for (i = 0; i < NB; i++)
		comp_job_free(&jobs[i]);
}

static void
send_all(void)
{
	assert_int_equal(rte_compressdev_enqueue_burst(dev.id, 0, ops, NB),
			 NB);
}

/* Leave the remains of a failed test alone. */
static int
setup(void **state)
{
	(void)state;
	memset(jobs, 0, sizeof(jobs));
	return 0;
}

/* Take the ops of a number of polls, in order. @return how many in all */
static unsigned int
receive(unsigned int have, unsigned int polls)
{
	unsigned int n = have, k;

	while (polls-- > 0 && n < NB) {
		k = rte_compressdev_dequeue_burst(dev.id, 0, out + n, NB);
		for (; k > 0; k--, n++)
			assert_ptr_equal(out[n], ops[n]);
	}
	return n;
}

/* How many have another status than success; the others must be right. */
static unsigned int
count_failed(uint8_t status)
{
	unsigned int i, n = 0;

	for (i = 0; i < NB; i++) {
		if (ops[i]->status == RTE_COMP_OP_STATUS_SUCCESS) {
			comp_job_check(&jobs[i]);
			continue;
		}
		assert_int_equal(ops[i]->status, status);
		assert_int_equal(ops[i]->consumed, 0);
		assert_int_equal(ops[i]->produced, 0);
		n++;
	}
	return n;
}

static void
inject(enum hisi_model_fault_kind kind, uint32_t skip, uint32_t value)
{
	const struct hisi_model_fault f = {
		.kind = kind, .skip = skip, .count = 1, .value = value,
	};

	/* Faults that were used up stay armed. */
	hisi_model_inject_clear(func_model("hisi_zip"));
	assert_int_equal(hisi_model_inject(func_model("hisi_zip"), &f), 0);
}

/* All is well again. */
static void
works(void)
{
	hisi_model_inject_clear(func_model("hisi_zip"));
	jobs_make();
	send_all();
	assert_int_equal(receive(0, 1000), NB);
	assert_int_equal(count_failed(0), 0);
	jobs_free();
}

/* Errors that the device reports hit one op each. */
static void
errors(void **state)
{
	struct rte_compressdev_stats before, after;
	unsigned int g, i, failed;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		device_open(gens[g]);
		for (i = 0; i < func_cases(60) + 5; i++) {
			jobs_make();
			rte_compressdev_stats_get(dev.id, &before);
			inject(i % 2 ? HISI_MODEL_FAULT_ERROR :
				       HISI_MODEL_FAULT_MEMORY,
			       func_range(0, NB - 1), 0);
			send_all();
			assert_int_equal(receive(0, 1000), NB);
			failed = count_failed(RTE_COMP_OP_STATUS_ERROR);
			assert_int_equal(failed, 1);
			rte_compressdev_stats_get(dev.id, &after);
			assert_int_equal(after.dequeue_err_count -
					 before.dequeue_err_count, 1);
			assert_int_equal(after.dequeued_count -
					 before.dequeued_count, NB);
			jobs_free();
		}
		works();
		device_close();
	}
}

/* Every code that is not one of success is an error. */
static void
every_code(void **state)
{
	unsigned int g, code, failed;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		device_open(gens[g]);
		for (code = 1; code < 256; code++) {
			if (code == 0x0d || code == 0x0e || code == 0x13 ||
			    code == 0x10)
				continue;
			jobs_make();
			inject(HISI_MODEL_FAULT_ERROR,
			       func_range(0, NB - 1), code);
			send_all();
			assert_int_equal(receive(0, 1000), NB);
			failed = count_failed(RTE_COMP_OP_STATUS_ERROR);
			assert_int_equal(failed, 1);
			jobs_free();
		}
		device_close();
	}
}

/* "No space" of compression is made good in stream mode, no count kept. */
static void
no_space(void **state)
{
	unsigned int i, failed;

	(void)state;
	device_open("device=model");
	for (i = 0; i < func_cases(60) + 5; i++) {
		jobs_make();
		inject(HISI_MODEL_FAULT_ERROR, func_range(0, NB - 1), 0x0e);
		send_all();
		assert_int_equal(receive(0, 1000), NB);
		failed = 0;
		for (unsigned int k = 0; k < NB; k++) {
			if (ops[k]->status == RTE_COMP_OP_STATUS_SUCCESS ||
			    jobs[k].compress) {
				if (ops[k]->status ==
				    RTE_COMP_OP_STATUS_SUCCESS)
					comp_job_check(&jobs[k]);
				continue;
			}
			failed++;
			assert_true(ops[k]->status ==
			    RTE_COMP_OP_STATUS_OUT_OF_SPACE_TERMINATED ||
				    ops[k]->status ==
			    RTE_COMP_OP_STATUS_ERROR);
			assert_int_equal(ops[k]->produced, 0);
		}
		assert_true(failed <= 1);
		jobs_free();
	}
	works();
	device_close();
}

/* A completion too many, or for a slot without an op, belongs to no op. */
static void
strays(void **state)
{
	unsigned int g, i;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		device_open(gens[g]);
		for (i = 0; i < func_cases(40) + 5; i++) {
			jobs_make();
			inject(HISI_MODEL_FAULT_DOUBLE_CQE,
			       func_range(0, NB - 1), 0);
			send_all();
			assert_int_equal(receive(0, 1000), NB);
			assert_int_equal(count_failed(0), 0);
			jobs_free();
		}
		works();
		device_close();
	}
}

/*
 * A completion that never comes: what is before it comes back at once, all
 * after a restart; the lost op has failed.
 */
static void
lost(void **state)
{
	unsigned int g, i, n;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		device_open(gens[g]);
		for (i = 0; i < func_cases(40) + 5; i++) {
			jobs_make();
			inject(i % 2 ? HISI_MODEL_FAULT_LOST_CQE :
				       HISI_MODEL_FAULT_SQ_HEAD,
			       func_range(0, NB - 1), 1000);
			send_all();
			n = receive(0, 1000);
			assert_true(n < NB);
			rte_compressdev_stop(dev.id);
			assert_int_equal(rte_compressdev_start(dev.id), 0);
			assert_int_equal(receive(n, 1000), NB);
			assert_int_equal(count_failed(
					 RTE_COMP_OP_STATUS_ERROR), 1);
			jobs_free();
			works();
		}
		device_close();
	}
}

/* A doorbell that is not seen: the next one, or a restart, brings all back. */
static void
lost_doorbell(void **state)
{
	unsigned int i, n;

	(void)state;
	device_open("device=model");
	for (i = 0; i < func_cases(20) + 5; i++) {
		jobs_make();
		inject(HISI_MODEL_FAULT_LOST_DOORBELL, 0, 0);
		send_all();
		n = receive(0, 10);
		assert_true(n < NB);
		rte_compressdev_stop(dev.id);
		assert_int_equal(rte_compressdev_start(dev.id), 0);
		assert_int_equal(receive(n, 1000), NB);
		/* Never executed is failed: no op is sent twice. */
		assert_true(count_failed(RTE_COMP_OP_STATUS_ERROR) > 0);
		jobs_free();
		works();
	}
	device_close();
}

/* The device is reset: the rest fails, nothing goes in, a new pair works. */
static void
reset(void **state)
{
	struct rte_comp_op *one;
	unsigned int g, i, failed;

	(void)state;
	for (g = 0; g < RTE_DIM(gens); g++) {
		device_open(gens[g]);
		for (i = 0; i < func_cases(20) + 5; i++) {
			jobs_make();
			inject(HISI_MODEL_FAULT_RESET, func_range(0, NB - 1),
			       0);
			send_all();
			assert_int_equal(receive(0, 1000), NB);
			failed = count_failed(RTE_COMP_OP_STATUS_ERROR);
			assert_true(failed >= 1);
			jobs_free();
			jobs_make();
			one = ops[0];
			assert_int_equal(rte_compressdev_enqueue_burst(dev.id,
							0, &one, 1), 0);
			assert_int_equal(one->status,
					 RTE_COMP_OP_STATUS_ERROR);
			jobs_free();
			rte_compressdev_stop(dev.id);
			assert_int_equal(rte_compressdev_queue_pair_setup(
				dev.id, 0, 256, SOCKET_ID_ANY), 0);
			assert_int_equal(rte_compressdev_start(dev.id), 0);
			works();
		}
		device_close();
	}
}

/* A device that stands still for a while (threads of its own). */
static void
stall(void **state)
{
	unsigned int n;

	(void)state;
	device_open("device=model,mode=thread,threads=2,unordered=1");
	jobs_make();
	inject(HISI_MODEL_FAULT_STALL, 3, 0);
	send_all();
	usleep(20000);
	n = receive(0, 100);
	assert_true(n < NB);
	hisi_model_inject_clear(func_model("hisi_zip"));
	assert_int_equal(comp_dequeue(&dev, 0, out + n, NB - n), NB - n);
	for (; n < NB; n++)
		assert_ptr_equal(out[n], ops[n]);
	assert_int_equal(count_failed(0), 0);
	jobs_free();
	device_close();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(errors, setup,
						teardown),
		cmocka_unit_test_setup_teardown(every_code, setup,
						teardown),
		cmocka_unit_test_setup_teardown(no_space, setup,
						teardown),
		cmocka_unit_test_setup_teardown(strays, setup,
						teardown),
		cmocka_unit_test_setup_teardown(lost, setup,
						teardown),
		cmocka_unit_test_setup_teardown(lost_doorbell, setup,
						teardown),
		cmocka_unit_test_setup_teardown(reset, setup,
						teardown),
		cmocka_unit_test_setup_teardown(stall, setup,
						teardown),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
