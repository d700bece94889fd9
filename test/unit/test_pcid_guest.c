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

#define RANDOM_STEPS 30000

/* The file: a canary, what is shared at GUEST, another canary. */
#define CANARY_SIZE 0x10000
#define GUEST_SIZE 0x100000
#define GUEST 0x40000000ULL
#define CANARY 0x5C

/* Where things lie in guest memory, from GUEST. */
#define AT_CONTEXT 0x0
#define AT_EQ 0x1000
#define AT_AEQ 0x2000
#define AT_SQ 0x10000
#define AT_CQ 0x20000
#define AT_SRC 0x30000
#define AT_DST 0x40000

#define DEPTH 64
#define EQ_DEPTH 64
#define QUEUES 8
#define QN 5
#define LEN 1000

static struct pcid_client c;
static uint8_t *file;
static uint8_t *mem; /* What the guest sees at GUEST. */
static int fd;
static int vec[HISI_QM_NB_VEC];

static uint32_t
reg_read(uint32_t offset)
{
	uint32_t v;

	assert_int_equal(pcid_region_read(&c, 2, offset, &v, 4), 4);
	return v;
}

static void
reg_write(uint32_t offset, uint32_t v)
{
	assert_true(pcid_region_write(&c, 2, offset, &v, 4) > 0);
}

static void
doorbell(uint32_t region, uint64_t offset, uint64_t v)
{
	assert_true(pcid_region_write(&c, region, offset, &v, 8) > 0);
}

/* Queue doorbell through the window of the queue (5.2). */
static void
ring(uint32_t qn, uint32_t cmd, uint32_t index, uint32_t tag)
{
	doorbell(4, (uint64_t)qn * HISI_QM_DB_WINDOW + HISI_QM_DB_V2_OFFSET,
		 HISI_PREP64(HISI_QM_DB_QN, qn) |
		 HISI_PREP64(HISI_QM_DB_CMD, cmd) |
		 HISI_PREP64(HISI_QM_DB_TAG, tag) |
		 HISI_PREP64(HISI_QM_DB_INDEX, index));
}

static void
ring_event(uint32_t cmd, uint32_t index)
{
	doorbell(2, HISI_QM_DB_EVENT_OFFSET,
		 HISI_PREP64(HISI_QM_DB_CMD, cmd) |
		 HISI_PREP64(HISI_QM_DB_INDEX, index));
}

/* @return the status field; the command must have ended */
static uint32_t
mailbox(uint32_t cmd, bool get, uint32_t queue, uint64_t data)
{
	const uint32_t mb[4] = {
		cmd | HISI_QM_MB_BUSY | (get ? HISI_QM_MB_GET : 0) |
			HISI_PREP(HISI_QM_MB_QUEUE, queue),
		HISI_LO32(data), HISI_HI32(data), 0,
	};
	uint32_t word;

	assert_true(pcid_region_write(&c, 2, HISI_QM_MAILBOX, mb,
				      sizeof(mb)) > 0);
	word = reg_read(HISI_QM_MAILBOX);
	assert_int_equal(word & HISI_QM_MB_BUSY, 0);
	return HISI_GET(HISI_QM_MB_STATUS, word);
}

static void
vft(uint32_t number)
{
	const uint64_t v = number == 0 ? 0 : HISI_QM_VFT_VALID |
		HISI_PREP64(HISI_QM_VFT_NUMBER, number - 1);

	reg_write(HISI_QM_VFT_OP, 0);
	reg_write(HISI_QM_VFT_TABLE, HISI_QM_VFT_SQC);
	reg_write(HISI_QM_VFT_FUNC, 0);
	reg_write(HISI_QM_VFT_DATA_LO, HISI_LO32(v));
	reg_write(HISI_QM_VFT_DATA_HI, HISI_HI32(v));
	reg_write(HISI_QM_VFT_READY, 0);
	reg_write(HISI_QM_VFT_START, 1);
	assert_int_equal(reg_read(HISI_QM_VFT_READY), 1);
}

static struct hisi_qm_context
ring_context(uint64_t base, uint32_t depth, uint32_t log2)
{
	struct hisi_qm_context ctx = { { 0 } };

	ctx.w[1] = HISI_LO32(base);
	ctx.w[2] = HISI_HI32(base);
	ctx.w[3] = (depth - 1) | log2 << 12;
	return ctx;
}

static struct hisi_qm_context
sqc(uint32_t qn, uint64_t base)
{
	struct hisi_qm_context ctx = ring_context(base, DEPTH, 7);

	ctx.w[6] = qn | 1U << 20;
	return ctx;
}

static struct hisi_qm_context
cqc(uint64_t base, uint32_t depth)
{
	struct hisi_qm_context ctx = ring_context(base, depth, 4);

	ctx.w[6] = 3; /* Phase and c_flag. */
	return ctx;
}

static uint32_t
load(uint32_t cmd, uint32_t qn, struct hisi_qm_context ctx)
{
	memcpy(mem + AT_CONTEXT, &ctx, sizeof(ctx));
	return mailbox(cmd, false, qn, GUEST + AT_CONTEXT);
}

static void
event_queue(uint32_t cmd, uint64_t base)
{
	struct hisi_qm_context ctx = { { 0 } };

	ctx.w[1] = HISI_LO32(base);
	ctx.w[2] = HISI_HI32(base);
	ctx.w[6] = (EQ_DEPTH - 1) | 1U << 16;
	assert_int_equal(load(cmd, 0, ctx), 0);
}

/* Registers, function table, event queues: a function that is ready. */
static void
start_function(void)
{
	memset(mem, 0, GUEST_SIZE);
	assert_int_equal(pcid_call(&c, VU_DEVICE_RESET, NULL, 0, NULL, 0,
				   NULL, 0), 0);
	vft(QUEUES);
	event_queue(HISI_QM_MB_EQC, GUEST + AT_EQ);
	event_queue(HISI_QM_MB_AEQC, GUEST + AT_AEQ);
	reg_write(HISI_QM_ERR_NFE, UINT32_MAX);
	reg_write(HISI_QM_ERR_MASK, 0);
	ring_event(HISI_QM_DB_CMD_AEQ, 0);
	ring_event(HISI_QM_DB_CMD_EQ, 0);
	reg_write(HISI_QM_EQ_MASK, 0);
	reg_write(HISI_QM_AEQ_MASK, 0);
}

static void
start_queue(uint32_t qn)
{
	assert_int_equal(load(HISI_QM_MB_SQC, qn, sqc(qn, GUEST + AT_SQ)), 0);
	assert_int_equal(load(HISI_QM_MB_CQC, qn,
			      cqc(GUEST + AT_CQ, DEPTH)), 0);
}

static uint32_t
interrupts(unsigned int vector)
{
	uint64_t n = 0;

	if (read(vec[vector], &n, sizeof(n)) != sizeof(n))
		return 0;
	return (uint32_t)n;
}

static void
forget_interrupts(void)
{
	unsigned int i;

	for (i = 0; i < HISI_QM_NB_VEC; i++)
		interrupts(i);
}

static uint32_t
word(uint32_t at)
{
	uint32_t v;

	memcpy(&v, mem + at, sizeof(v));
	return v;
}

/* A descriptor of ZIP, compressing AT_SRC to AT_DST. */
static void
put_sqe(uint32_t slot)
{
	const struct zip_req req = {
		.type = T_ZLIB, .src = (void *)(uintptr_t)(GUEST + AT_SRC),
		.src_len = LEN, .dst = (void *)(uintptr_t)(GUEST + AT_DST),
		.dst_len = 4 * LEN,
	};
	uint32_t sqe[32];

	zip_sqe_set(sqe, 3, &req);
	memcpy(mem + AT_SQ + slot * sizeof(sqe), sqe, sizeof(sqe));
}

/* Everything in order: result, completion, event, one interrupt. */
static void
good_work(void)
{
	static uint8_t back[LEN + 1];
	struct zip_result res;
	uint32_t sqe[32];

	start_function();
	start_queue(QN);
	forget_interrupts();
	zip_fill_text(mem + AT_SRC, LEN, 3);
	put_sqe(0);
	ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	memcpy(sqe, mem + AT_SQ, sizeof(sqe));
	zip_sqe_get(sqe, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(res.consumed, LEN);
	assert_int_equal(zip_zlib_decode(T_ZLIB, 15, sizeof(back),
		mem + AT_DST, res.produced, back, sizeof(back)), LEN);
	assert_memory_equal(back, mem + AT_SRC, LEN);
	assert_int_equal(word(AT_CQ + 8), (uint32_t)QN << 16);
	assert_int_equal(word(AT_CQ + 12), 1U << 16);
	assert_int_equal(word(AT_EQ), QN | 1U << 16);
	assert_int_equal(word(AT_EQ + 4), 0);
	assert_int_equal(interrupts(HISI_QM_VEC_EQ), 1);
	assert_int_equal(interrupts(HISI_QM_VEC_ERR), 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), 0);
}

/* Not one byte beside what was shared. */
static void
canaries(void)
{
	size_t i;

	for (i = 0; i < CANARY_SIZE; i++) {
		assert_int_equal(file[i], CANARY);
		assert_int_equal(mem[GUEST_SIZE + i], CANARY);
	}
}

static int
setup(void **state)
{
	const size_t size = GUEST_SIZE + 2 * CANARY_SIZE;
	unsigned int i;

	(void)state;
	pcid_client_start(&c, "zip", "v3");
	pcid_client_again(&c);
	fd = pcid_memory(size, true);
	file = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_true(file != MAP_FAILED);
	memset(file, CANARY, size);
	mem = file + CANARY_SIZE;
	for (i = 0; i < HISI_QM_NB_VEC; i++)
		vec[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	assert_int_equal(pcid_map(&c, GUEST, GUEST_SIZE, CANARY_SIZE, fd,
				  VU_DMA_READ | VU_DMA_WRITE), 0);
	assert_int_equal(pcid_vectors(&c, vec, HISI_QM_NB_VEC), 0);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	canaries();
	pcid_client_stop(&c);
	return 0;
}

static void
work(void **state)
{
	(void)state;
	good_work();
}

/* Contexts that cannot be, and buffers that are not there (10.4, 10.5). */
static void
bad_contexts(void **state)
{
	struct hisi_qm_context ctx;

	(void)state;
	start_function();
	assert_int_not_equal(load(HISI_QM_MB_SQC, QUEUES,
				  sqc(QUEUES, GUEST)), 0);
	assert_int_not_equal(load(HISI_QM_MB_CQC, 0xFFFF,
				  cqc(GUEST, DEPTH)), 0);
	ctx = sqc(QN, GUEST);
	ctx.w[3] = (DEPTH - 1) | 6U << 12;
	assert_int_not_equal(load(HISI_QM_MB_SQC, QN, ctx), 0);
	ctx = sqc(QN + 1, GUEST);
	assert_int_not_equal(load(HISI_QM_MB_SQC, QN, ctx), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_SQC, false, QN, 0), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_SQC, false, QN,
				     GUEST + GUEST_SIZE - 31), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_SQC, false, QN,
				     UINT64_MAX - 7), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_EQC, true, 0,
				     GUEST + GUEST_SIZE - 27), 0);
	assert_int_equal(mailbox(HISI_QM_MB_EQC, true, 0,
				 GUEST + GUEST_SIZE - 28), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_STOP_QUEUE, false, QUEUES, 0),
			     0);
	assert_int_not_equal(mailbox(0x7, false, 0, 0), 0);
	assert_int_not_equal(mailbox(0xFF, true, 0, 0), 0);
	/* A function without queues. */
	vft(0);
	assert_int_not_equal(load(HISI_QM_MB_SQC, 0, sqc(0, GUEST)), 0);
	good_work();
}

/* Doorbells for what is not there (13.1). */
static void
bad_doorbells(void **state)
{
	uint32_t half = 1;

	(void)state;
	start_function();
	ring(QN, HISI_QM_DB_CMD_SQ, 1, 0); /* No contexts: nothing. */
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), 0);
	start_queue(QN);
	forget_interrupts();
	ring(QUEUES, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_SQ_RANGE);
	assert_int_equal(interrupts(HISI_QM_VEC_ERR), 1);
	ring(1023, HISI_QM_DB_CMD_CQ, 1, 0);
	ring(QN, HISI_QM_DB_CMD_SQ, 1, 0xAAAA);
	doorbell(4, 7 * HISI_QM_DB_WINDOW + HISI_QM_DB_V2_OFFSET, QN);
	assert_int_equal(reg_read(HISI_QM_ERR_STATUS),
			 HISI_QM_ERR_SQ_RANGE | HISI_QM_ERR_CQ_RANGE |
			 HISI_QM_ERR_DB_TAG | HISI_QM_ERR_DB_RANGE);
	/* Cleared by writing ones; then an index beyond, half a store. */
	reg_write(HISI_QM_ERR_SOURCE, UINT32_MAX);
	ring(QN, HISI_QM_DB_CMD_SQ, DEPTH, 0);
	ring(QN, HISI_QM_DB_CMD_CQ, 0xFFFF, 0);
	ring(QN, 15, 1, 0);
	ring_event(HISI_QM_DB_CMD_EQ, 0xFFFF);
	assert_true(pcid_region_write(&c, 4, (uint64_t)QN * HISI_QM_DB_WINDOW +
				      HISI_QM_DB_V2_OFFSET, &half, 4) > 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), 0);
	assert_int_equal(word(AT_CQ + 12), 0);
	/* Masked, or in no enable register: kept, without an interrupt. */
	interrupts(HISI_QM_VEC_ERR);
	reg_write(HISI_QM_ERR_MASK, HISI_QM_ERR_SQ_RANGE);
	ring(QUEUES, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_SQ_RANGE);
	assert_int_equal(reg_read(HISI_QM_ERR_STATUS), 0);
	reg_write(HISI_QM_ERR_MASK, 0);
	reg_write(HISI_QM_ERR_NFE, ~HISI_QM_ERR_SQ_RANGE);
	ring(QUEUES, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_STATUS), HISI_QM_ERR_SQ_RANGE);
	assert_int_equal(interrupts(HISI_QM_VEC_ERR), 0);
	good_work();
}

/* Rings outside of memory: an AXI error, and the queue is dead. */
static void
bad_rings(void **state)
{
	(void)state;
	start_function();
	forget_interrupts();
	assert_int_equal(load(HISI_QM_MB_SQC, QN, sqc(QN, 0x1000)), 0);
	assert_int_equal(load(HISI_QM_MB_CQC, QN,
			      cqc(GUEST + AT_CQ, DEPTH)), 0);
	ring(QN, HISI_QM_DB_CMD_SQ, 3, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_READ);
	assert_int_equal(interrupts(HISI_QM_VEC_ERR), 1);
	assert_int_equal(word(AT_CQ + 12), 0);

	start_function();
	assert_int_equal(load(HISI_QM_MB_SQC, QN, sqc(QN, GUEST + AT_SQ)), 0);
	assert_int_equal(load(HISI_QM_MB_CQC, QN,
			      cqc(GUEST + GUEST_SIZE - 8, DEPTH)), 0);
	put_sqe(0);
	ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_WRITE);
	/* The end of the address space. */
	start_function();
	assert_int_equal(load(HISI_QM_MB_SQC, QN,
			      sqc(QN, UINT64_MAX - 63)), 0);
	assert_int_equal(load(HISI_QM_MB_CQC, QN, cqc(GUEST + AT_CQ, DEPTH)),
			 0);
	ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_READ);
	good_work();
}

/* No room in the CQ: the event names the queue, which is dead (10.6). */
static void
cq_overflow(void **state)
{
	uint32_t i;

	(void)state;
	start_function();
	forget_interrupts();
	assert_int_equal(load(HISI_QM_MB_SQC, QN, sqc(QN, GUEST + AT_SQ)), 0);
	assert_int_equal(load(HISI_QM_MB_CQC, QN, cqc(GUEST + AT_CQ, 2)), 0);
	zip_fill_text(mem + AT_SRC, LEN, 3);
	for (i = 0; i < 4; i++)
		put_sqe(i);
	ring(QN, HISI_QM_DB_CMD_SQ, 4, 0);
	assert_int_equal(word(AT_AEQ), QN | 1U << 16 |
			 HISI_QM_AEQE_CQ_OVERFLOW << 17);
	assert_int_equal(word(AT_AEQ + 4), 0);
	assert_int_equal(interrupts(HISI_QM_VEC_AEQ), 1);
	good_work();
}

/* Memory that goes away under a queue, and a file that shrinks. */
static void
memory_goes(void **state)
{
	const uint64_t other = 0x80000000;
	int small = pcid_memory(0x1000, false);

	(void)state;
	start_function();
	start_queue(QN);
	assert_int_equal(pcid_map(&c, other, 0x1000, 0, small,
				  VU_DMA_READ | VU_DMA_WRITE), 0);
	assert_int_equal(mailbox(HISI_QM_MB_EQC, true, 0, other), 0);
	assert_int_equal(ftruncate(small, 0), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_SQC, false, QN, other), 0);
	close(small);
	assert_true(pcid_unmap(&c, other, 0x1000, 0) > 0);
	/* Read-only memory is not written. */
	assert_true(pcid_unmap(&c, GUEST, GUEST_SIZE, 0) > 0);
	ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(reg_read(HISI_QM_ERR_SOURCE), HISI_QM_ERR_AXI_READ);
	assert_int_equal(pcid_map(&c, GUEST, GUEST_SIZE, CANARY_SIZE, fd,
				  VU_DMA_READ), 0);
	assert_int_not_equal(mailbox(HISI_QM_MB_EQC, true, 0, GUEST), 0);
	assert_true(pcid_unmap(&c, GUEST, GUEST_SIZE, 0) > 0);
	assert_int_equal(pcid_map(&c, GUEST, GUEST_SIZE, CANARY_SIZE, fd,
				  VU_DMA_READ | VU_DMA_WRITE), 0);
	good_work();
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

	ctx = cmd == HISI_QM_MB_SQC ? sqc(qn, random_addr(seed)) :
	      cqc(random_addr(seed), 1 + (uint32_t)rand_r(seed) % 4096);
	ctx.w[(uint32_t)rand_r(seed) % 8] ^= 1U << rand_r(seed) % 32;
	memcpy(mem + AT_CONTEXT, &ctx, sizeof(ctx));
	mailbox(cmd, rand_r(seed) % 8 == 0, qn, rand_r(seed) % 8 ?
		GUEST + AT_CONTEXT : random_addr(seed));
}

/* Descriptors: good ones with words that are not, and pure noise. */
static void
random_sqe(unsigned int *seed)
{
	uint32_t slot = (uint32_t)rand_r(seed) % DEPTH, i, v;
	uint64_t addr;

	put_sqe(slot);
	for (i = (uint32_t)rand_r(seed) % 4; i > 0; i--) {
		v = (uint32_t)rand_r(seed) >> rand_r(seed) % 32;
		memcpy(mem + AT_SQ + slot * 128 +
		       (uint32_t)rand_r(seed) % 32 * 4, &v, sizeof(v));
	}
	addr = random_addr(seed);
	memcpy(mem + AT_SQ + slot * 128 + 72 + (uint32_t)rand_r(seed) % 3 * 8,
	       &addr, sizeof(addr));
}

static void
random_step(unsigned int *seed)
{
	uint32_t r = (uint32_t)rand_r(seed);

	switch (r % 8) {
	case 0:
	case 1:
		reg_write(random_offset(seed), (uint32_t)rand_r(seed) >>
			  rand_r(seed) % 32);
		break;
	case 2:
		reg_read(random_offset(seed));
		break;
	case 3:
	case 4:
		random_context(seed);
		break;
	case 5:
		random_sqe(seed);
		break;
	default:
		ring(r / 8 % (QUEUES + 2), r / 128 % 5,
		     (uint32_t)rand_r(seed) % 70, r % 64 == 7);
	}
	if (r % 64 == 9) {
		start_function();
		start_queue(QN);
	}
}

/* Random accesses; what comes back is checked only for being an answer. */
static void
random_guest(void **state)
{
	unsigned int seed = 11, i;

	(void)state;
	start_function();
	start_queue(QN);
	for (i = 0; i < RANDOM_STEPS; i++)
		random_step(&seed);
	canaries();
	good_work();
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
	return cmocka_run_group_tests(tests, setup, teardown);
}
