/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * hisi-pcid and its guest: a small driver written from doc/hardware/qm.md
 * (sections 10 to 13) sends work and receives interrupts; then guests that do
 * everything wrong, on purpose and at random. Only memory that was shared may
 * change, and the server goes on.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "hw/qm.h"
#include "hw/qm_pf.h"
#include "model_zip_client.h"
#include "pcid_client.h"
#include "pcid_guest.h"

#define RANDOM_STEPS 30000

static void
work(void **state)
{
	(void)state;
	guest_good_work();
}

/* Contexts that cannot be, and buffers that are not there (10.4, 10.5). */
static void
bad_contexts(void **state)
{
	struct hisi_qm_context ctx;

	(void)state;
	guest_start_function();
	assert_int_not_equal(guest_load(HISI_QM_MB_SQC, QUEUES,
				  guest_sqc(QUEUES, GUEST)), 0);
	assert_int_not_equal(guest_load(HISI_QM_MB_CQC, 0xFFFF,
				  guest_cqc(GUEST, DEPTH)), 0);
	ctx = guest_sqc(QN, GUEST);
	ctx.w[3] = (DEPTH - 1) | 6U << 12;
	assert_int_not_equal(guest_load(HISI_QM_MB_SQC, QN, ctx), 0);
	ctx = guest_sqc(QN + 1, GUEST);
	assert_int_not_equal(guest_load(HISI_QM_MB_SQC, QN, ctx), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_SQC, false, QN, 0), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_SQC, false, QN,
				     GUEST + GUEST_SIZE - 31), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_SQC, false, QN,
				     UINT64_MAX - 7), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_EQC, true, 0,
				     GUEST + GUEST_SIZE - 27), 0);
	assert_int_equal(guest_mailbox(HISI_QM_MB_EQC, true, 0,
				 GUEST + GUEST_SIZE - 28), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_STOP_QUEUE, false, QUEUES, 0),
			     0);
	assert_int_not_equal(guest_mailbox(0x7, false, 0, 0), 0);
	assert_int_not_equal(guest_mailbox(0xFF, true, 0, 0), 0);
	/* A function without queues. */
	guest_vft(0);
	assert_int_not_equal(guest_load(HISI_QM_MB_SQC, 0, guest_sqc(0, GUEST)), 0);
	guest_good_work();
}

/* Doorbells for what is not there (13.1). */
static void
bad_doorbells(void **state)
{
	uint32_t half = 1;

	(void)state;
	guest_start_function();
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0); /* No contexts: nothing. */
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), 0);
	guest_start_queue(QN);
	guest_forget_interrupts();
	guest_ring(QUEUES, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_SQ_RANGE);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_ERR), 1);
	guest_ring(1023, HISI_QM_DB_CMD_CQ, 1, 0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0xAAAA);
	guest_doorbell(4, 7 * HISI_QM_DB_WINDOW + HISI_QM_DB_V2_OFFSET, QN);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_STATUS),
			 HISI_QM_ERR_SQ_RANGE | HISI_QM_ERR_CQ_RANGE |
			 HISI_QM_ERR_DB_TAG | HISI_QM_ERR_DB_RANGE);
	/* Cleared by writing ones; then an index beyond, half a store. */
	guest_reg_write(HISI_QM_ERR_SOURCE, UINT32_MAX);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, DEPTH, 0);
	guest_ring(QN, HISI_QM_DB_CMD_CQ, 0xFFFF, 0);
	guest_ring(QN, 15, 1, 0);
	guest_ring_event(HISI_QM_DB_CMD_EQ, 0xFFFF);
	assert_true(pcid_region_write(&guest_client, 4, (uint64_t)QN * HISI_QM_DB_WINDOW +
				      HISI_QM_DB_V2_OFFSET, &half, 4) > 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), 0);
	assert_int_equal(guest_word(AT_CQ + 12), 0);
	/* Masked, or in no enable register: kept, without an interrupt. */
	guest_interrupts(HISI_QM_VEC_ERR);
	guest_reg_write(HISI_QM_ERR_MASK, HISI_QM_ERR_SQ_RANGE);
	guest_ring(QUEUES, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_SQ_RANGE);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_STATUS), 0);
	guest_reg_write(HISI_QM_ERR_MASK, 0);
	guest_reg_write(HISI_QM_ERR_NFE, ~HISI_QM_ERR_SQ_RANGE);
	guest_ring(QUEUES, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_STATUS), HISI_QM_ERR_SQ_RANGE);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_ERR), 0);
	guest_good_work();
}

/* Rings outside of memory: an AXI error, and the queue is dead. */
static void
bad_rings(void **state)
{
	(void)state;
	guest_start_function();
	guest_forget_interrupts();
	assert_int_equal(guest_load(HISI_QM_MB_SQC, QN, guest_sqc(QN, 0x1000)), 0);
	assert_int_equal(guest_load(HISI_QM_MB_CQC, QN,
			      guest_cqc(GUEST + AT_CQ, DEPTH)), 0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 3, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_READ);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_ERR), 1);
	assert_int_equal(guest_word(AT_CQ + 12), 0);

	guest_start_function();
	assert_int_equal(guest_load(HISI_QM_MB_SQC, QN, guest_sqc(QN, GUEST + AT_SQ)), 0);
	assert_int_equal(guest_load(HISI_QM_MB_CQC, QN,
			      guest_cqc(GUEST + GUEST_SIZE - 8, DEPTH)), 0);
	guest_put_sqe(0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_WRITE);
	/* The end of the address space. */
	guest_start_function();
	assert_int_equal(guest_load(HISI_QM_MB_SQC, QN,
			      guest_sqc(QN, UINT64_MAX - 63)), 0);
	assert_int_equal(guest_load(HISI_QM_MB_CQC, QN, guest_cqc(GUEST + AT_CQ, DEPTH)),
			 0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_READ);
	guest_good_work();
}

/* No room in the CQ: the event names the queue, which is dead (10.6). */
static void
cq_overflow(void **state)
{
	uint32_t i;

	(void)state;
	guest_start_function();
	guest_forget_interrupts();
	assert_int_equal(guest_load(HISI_QM_MB_SQC, QN, guest_sqc(QN, GUEST + AT_SQ)), 0);
	assert_int_equal(guest_load(HISI_QM_MB_CQC, QN, guest_cqc(GUEST + AT_CQ, 2)), 0);
	zip_fill_text(guest_mem + AT_SRC, LEN, 3);
	for (i = 0; i < 4; i++)
		guest_put_sqe(i);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 4, 0);
	assert_int_equal(guest_word(AT_AEQ), QN | 1U << 16 |
			 HISI_QM_AEQE_CQ_OVERFLOW << 17);
	assert_int_equal(guest_word(AT_AEQ + 4), 0);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_AEQ), 1);
	guest_good_work();
}

/* Memory that goes away under a queue, and a file that shrinks. */
static void
memory_goes(void **state)
{
	const uint64_t other = 0x80000000;
	int small = pcid_memory(0x1000, false);

	(void)state;
	guest_start_function();
	guest_start_queue(QN);
	assert_int_equal(pcid_map(&guest_client, other, 0x1000, 0, small,
				  VU_DMA_READ | VU_DMA_WRITE), 0);
	assert_int_equal(guest_mailbox(HISI_QM_MB_EQC, true, 0, other), 0);
	assert_int_equal(ftruncate(small, 0), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_SQC, false, QN, other), 0);
	close(small);
	assert_true(pcid_unmap(&guest_client, other, 0x1000, 0) > 0);
	/* Read-only memory is not written. */
	assert_true(pcid_unmap(&guest_client, GUEST, GUEST_SIZE, 0) > 0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_READ);
	assert_int_equal(pcid_map(&guest_client, GUEST, GUEST_SIZE, CANARY_SIZE, guest_fd,
				  VU_DMA_READ), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_EQC, true, 0, GUEST), 0);
	assert_true(pcid_unmap(&guest_client, GUEST, GUEST_SIZE, 0) > 0);
	assert_int_equal(pcid_map(&guest_client, GUEST, GUEST_SIZE, CANARY_SIZE, guest_fd,
				  VU_DMA_READ | VU_DMA_WRITE), 0);
	guest_good_work();
}

/* An address: mostly inside, often at an edge, sometimes anywhere. */
static uint64_t
random_addr(unsigned int *seed)
{
	uint64_t r = (uint64_t)rand_r(seed) << 31 | (uint32_t)rand_r(seed);

	switch (rand_r(seed) % 4) {
	case 0:
		return GUEST + GUEST_SIZE - r % 256;
	case 1:
		return r << rand_r(seed) % 32;
	}
	return GUEST + r % GUEST_SIZE;
}

static uint32_t
random_offset(unsigned int *seed)
{
	static const uint32_t base[] = {
		0, 0x200, 0x300, 0x1000, 0x2000, 0x3100, 0x100000, 0x100050,
		0x100130, 0x1040E0, 0x300000, 0x301000, 0x301100, 0x302000,
	};
	uint32_t r = (uint32_t)rand_r(seed);

	return r % 8 == 0 ? r % HISI_QM_BAR_REGS_SIZE & ~3U :
	       base[r / 8 % 14] + (uint32_t)rand_r(seed) % 64 * 4;
}

static void
random_context(unsigned int *seed)
{
	struct hisi_qm_context ctx;
	uint32_t cmd = (uint32_t)rand_r(seed) % 10;
	uint32_t qn = (uint32_t)rand_r(seed) % (QUEUES + 2);

	ctx = cmd == HISI_QM_MB_SQC ? guest_sqc(qn, random_addr(seed)) :
	      guest_cqc(random_addr(seed), 1 + (uint32_t)rand_r(seed) % 4096);
	ctx.w[(uint32_t)rand_r(seed) % 8] ^= 1U << rand_r(seed) % 32;
	memcpy(guest_mem + AT_CONTEXT, &ctx, sizeof(ctx));
	guest_mailbox(cmd, rand_r(seed) % 8 == 0, qn, rand_r(seed) % 8 ?
		GUEST + AT_CONTEXT : random_addr(seed));
}

/* Descriptors: good ones with words that are not, and pure noise. */
static void
random_sqe(unsigned int *seed)
{
	uint32_t slot = (uint32_t)rand_r(seed) % DEPTH, i, v;
	uint64_t addr;

	guest_put_sqe(slot);
	for (i = (uint32_t)rand_r(seed) % 4; i > 0; i--) {
		v = (uint32_t)rand_r(seed) >> rand_r(seed) % 32;
		memcpy(guest_mem + AT_SQ + slot * 128 +
		       (uint32_t)rand_r(seed) % 32 * 4, &v, sizeof(v));
	}
	addr = random_addr(seed);
	memcpy(guest_mem + AT_SQ + slot * 128 + 72 + (uint32_t)rand_r(seed) % 3 * 8,
	       &addr, sizeof(addr));
}

static void
random_step(unsigned int *seed)
{
	uint32_t r = (uint32_t)rand_r(seed);

	switch (r % 8) {
	case 0:
	case 1:
		guest_reg_write(random_offset(seed), (uint32_t)rand_r(seed) >>
			  rand_r(seed) % 32);
		break;
	case 2:
		guest_reg_read(random_offset(seed));
		break;
	case 3:
	case 4:
		random_context(seed);
		break;
	case 5:
		random_sqe(seed);
		break;
	default:
		guest_ring(r / 8 % (QUEUES + 2), r / 128 % 5,
		     (uint32_t)rand_r(seed) % 70, r % 64 == 7);
	}
	if (r % 64 == 9) {
		guest_start_function();
		guest_start_queue(QN);
	}
}

/* Random accesses; what comes back is checked only for being an answer. */
static void
random_guest(void **state)
{
	unsigned int seed = 11, i;

	(void)state;
	guest_start_function();
	guest_start_queue(QN);
	for (i = 0; i < RANDOM_STEPS; i++)
		random_step(&seed);
	guest_canaries();
	guest_good_work();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work),
		cmocka_unit_test(bad_contexts),
		cmocka_unit_test(bad_doorbells),
		cmocka_unit_test(bad_rings),
		cmocka_unit_test(cq_overflow),
		cmocka_unit_test(memory_goes),
		cmocka_unit_test(random_guest),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s PATH-OF-HISI-PCID\n", argv[0]);
		return 2;
	}
	pcid_program = argv[1];
	return cmocka_run_group_tests(tests, guest_setup,
				      guest_teardown);
}
