/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
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


struct pcid_client guest_client;
uint8_t *guest_mem;
int guest_fd;

static uint8_t *file;
static int vec[HISI_QM_NB_VEC];

uint32_t
guest_reg_read(uint32_t offset)
{
	uint32_t v;

	assert_int_equal(pcid_region_read(&guest_client, 2, offset, &v, 4), 4);
	return v;
}

void
guest_reg_write(uint32_t offset, uint32_t v)
{
	assert_true(pcid_region_write(&guest_client, 2, offset, &v, 4) > 0);
}

void
guest_doorbell(uint32_t region, uint64_t offset, uint64_t v)
{
	assert_true(pcid_region_write(&guest_client, region, offset, &v, 8) >
		    0);
}

/* Queue doorbell through the window of the queue (5.2). */
void
guest_ring(uint32_t qn, uint32_t cmd, uint32_t index, uint32_t tag)
{
	guest_doorbell(4,
		       (uint64_t)qn * HISI_QM_DB_WINDOW + HISI_QM_DB_V2_OFFSET,
		       HISI_PREP64(HISI_QM_DB_QN, qn) |
			       HISI_PREP64(HISI_QM_DB_CMD, cmd) |
			       HISI_PREP64(HISI_QM_DB_TAG, tag) |
			       HISI_PREP64(HISI_QM_DB_INDEX, index));
}

void
guest_ring_event(uint32_t cmd, uint32_t index)
{
	guest_doorbell(2, HISI_QM_DB_EVENT_OFFSET,
		       HISI_PREP64(HISI_QM_DB_CMD, cmd) |
			       HISI_PREP64(HISI_QM_DB_INDEX, index));
}

/* @return the status field; the command must have ended */
uint32_t
guest_mailbox(uint32_t cmd, bool get, uint32_t queue, uint64_t data)
{
	const uint32_t mb[4] = {
		cmd | HISI_QM_MB_BUSY | (get ? HISI_QM_MB_GET : 0) |
			HISI_PREP(HISI_QM_MB_QUEUE, queue),
		HISI_LO32(data),
		HISI_HI32(data),
		0,
	};
	uint32_t word;

	assert_true(pcid_region_write(&guest_client, 2, HISI_QM_MAILBOX, mb,
				      sizeof(mb)) > 0);
	word = guest_reg_read(HISI_QM_MAILBOX);
	assert_int_equal(word & HISI_QM_MB_BUSY, 0);
	return HISI_GET(HISI_QM_MB_STATUS, word);
}

void
guest_vft(uint32_t number)
{
	const uint64_t v = number == 0 ? 0
				       : HISI_QM_VFT_VALID |
						 HISI_PREP64(HISI_QM_VFT_NUMBER,
							     number - 1);

	guest_reg_write(HISI_QM_VFT_OP, 0);
	guest_reg_write(HISI_QM_VFT_TABLE, HISI_QM_VFT_SQC);
	guest_reg_write(HISI_QM_VFT_FUNC, 0);
	guest_reg_write(HISI_QM_VFT_DATA_LO, HISI_LO32(v));
	guest_reg_write(HISI_QM_VFT_DATA_HI, HISI_HI32(v));
	guest_reg_write(HISI_QM_VFT_READY, 0);
	guest_reg_write(HISI_QM_VFT_START, 1);
	assert_int_equal(guest_reg_read(HISI_QM_VFT_READY), 1);
}

static struct hisi_qm_context
ring_context(uint64_t base, uint32_t depth, uint32_t log2)
{
	struct hisi_qm_context ctx = {{0}};

	ctx.w[1] = HISI_LO32(base);
	ctx.w[2] = HISI_HI32(base);
	ctx.w[3] = (depth - 1) | log2 << 12;
	return ctx;
}

struct hisi_qm_context
guest_sqc(uint32_t qn, uint64_t base)
{
	struct hisi_qm_context ctx = ring_context(base, DEPTH, 7);

	ctx.w[6] = qn | 1U << 20;
	return ctx;
}

struct hisi_qm_context
guest_cqc(uint64_t base, uint32_t depth)
{
	struct hisi_qm_context ctx = ring_context(base, depth, 4);

	ctx.w[6] = 3; /* Phase and c_flag. */
	return ctx;
}

uint32_t
guest_load(uint32_t cmd, uint32_t qn, struct hisi_qm_context ctx)
{
	memcpy(guest_mem + AT_CONTEXT, &ctx, sizeof(ctx));
	return guest_mailbox(cmd, false, qn, GUEST + AT_CONTEXT);
}

static void
event_queue(uint32_t cmd, uint64_t base)
{
	struct hisi_qm_context ctx = {{0}};

	ctx.w[1] = HISI_LO32(base);
	ctx.w[2] = HISI_HI32(base);
	ctx.w[6] = (GUEST_EQ_DEPTH - 1) | 1U << 16;
	assert_int_equal(guest_load(cmd, 0, ctx), 0);
}

/* Registers, function table, event queues: a function that is ready. */
void
guest_start_function(void)
{
	memset(guest_mem, 0, GUEST_SIZE);
	assert_int_equal(pcid_call(&guest_client, VU_DEVICE_RESET, NULL, 0,
				   NULL, 0, NULL, 0),
			 0);
	guest_vft(QUEUES);
	event_queue(HISI_QM_MB_EQC, GUEST + AT_EQ);
	event_queue(HISI_QM_MB_AEQC, GUEST + AT_AEQ);
	guest_reg_write(HISI_QM_ERR_NFE, UINT32_MAX);
	guest_reg_write(HISI_QM_ERR_MASK, 0);
	guest_ring_event(HISI_QM_DB_CMD_AEQ, 0);
	guest_ring_event(HISI_QM_DB_CMD_EQ, 0);
	guest_reg_write(HISI_QM_EQ_MASK, 0);
	guest_reg_write(HISI_QM_AEQ_MASK, 0);
}

void
guest_start_queue(uint32_t qn)
{
	assert_int_equal(
		guest_load(HISI_QM_MB_SQC, qn, guest_sqc(qn, GUEST + AT_SQ)),
		0);
	assert_int_equal(
		guest_load(HISI_QM_MB_CQC, qn, guest_cqc(GUEST + AT_CQ, DEPTH)),
		0);
}

uint32_t
guest_interrupts(unsigned int vector)
{
	uint64_t n = 0;

	if (read(vec[vector], &n, sizeof(n)) != sizeof(n))
		return 0;
	return (uint32_t)n;
}

void
guest_forget_interrupts(void)
{
	unsigned int i;

	for (i = 0; i < HISI_QM_NB_VEC; i++)
		guest_interrupts(i);
}

uint32_t
guest_word(uint32_t at)
{
	uint32_t v;

	memcpy(&v, guest_mem + at, sizeof(v));
	return v;
}

/* A descriptor of ZIP, compressing AT_SRC to AT_DST. */
void
guest_put_sqe(uint32_t slot)
{
	const struct zip_req req = {
		.type = T_ZLIB,
		.src = (void *)(uintptr_t)(GUEST + AT_SRC),
		.src_len = LEN,
		.dst = (void *)(uintptr_t)(GUEST + AT_DST),
		.dst_len = 4 * LEN,
	};
	uint32_t sqe[32];

	zip_sqe_set(sqe, 3, &req);
	memcpy(guest_mem + AT_SQ + slot * sizeof(sqe), sqe, sizeof(sqe));
}

/* Everything in order: result, completion, event, one interrupt. */
void
guest_good_work(void)
{
	static uint8_t back[LEN + 1];
	struct zip_result res;
	uint32_t sqe[32];

	guest_start_function();
	guest_start_queue(QN);
	guest_forget_interrupts();
	zip_fill_text(guest_mem + AT_SRC, LEN, 3);
	guest_put_sqe(0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	memcpy(sqe, guest_mem + AT_SQ, sizeof(sqe));
	zip_sqe_get(sqe, &res);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(res.consumed, LEN);
	assert_int_equal(zip_zlib_decode(T_ZLIB, 15, sizeof(back),
					 guest_mem + AT_DST, res.produced, back,
					 sizeof(back)),
			 LEN);
	assert_memory_equal(back, guest_mem + AT_SRC, LEN);
	assert_int_equal(guest_word(AT_CQ + 8), (uint32_t)QN << 16);
	assert_int_equal(guest_word(AT_CQ + 12), 1U << 16);
	assert_int_equal(guest_word(AT_EQ), QN | 1U << 16);
	assert_int_equal(guest_word(AT_EQ + 4), 0);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_EQ), 1);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_ERR), 0);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), 0);
}

/* Not one byte beside what was shared. */
void
guest_canaries(void)
{
	size_t i;

	for (i = 0; i < CANARY_SIZE; i++) {
		assert_int_equal(file[i], CANARY);
		assert_int_equal(guest_mem[GUEST_SIZE + i], CANARY);
	}
}

void
guest_ring_without_reply(uint32_t qn, uint32_t index)
{
	struct {
		struct vu_header h;
		struct vu_region_io io;
		uint64_t value;
	} __attribute__((packed)) m = {
		.h = { .id = 0xABC, .command = VU_REGION_WRITE,
		       .size = sizeof(m),
		       .flags = VU_TYPE_COMMAND | VU_F_NO_REPLY },
		.io = { .offset = (uint64_t)qn * HISI_QM_DB_WINDOW +
				  HISI_QM_DB_V2_OFFSET,
			.region = 4, .count = sizeof(m.value) },
		.value = HISI_PREP64(HISI_QM_DB_QN, qn) |
			 HISI_PREP64(HISI_QM_DB_INDEX, index),
	};

	assert_true(pcid_send_raw(&guest_client, &m, sizeof(m), NULL, 0));
}

int
guest_setup(void **state)
{
	(void)state;
	guest_setup_gen("v3");
	return 0;
}

void
guest_setup_gen(const char *gen)
{
	const size_t size = GUEST_SIZE + 2 * CANARY_SIZE;
	unsigned int i;

	guest_mem = NULL;
	pcid_client_start(&guest_client, "zip", gen);
	pcid_client_again(&guest_client);
	guest_fd = pcid_memory(size, true);
	file = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, guest_fd,
		    0);
	assert_true(file != MAP_FAILED);
	memset(file, CANARY, size);
	guest_mem = file + CANARY_SIZE;
	for (i = 0; i < HISI_QM_NB_VEC; i++)
		vec[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	assert_int_equal(pcid_map(&guest_client, GUEST, GUEST_SIZE, CANARY_SIZE,
				  guest_fd, VU_DMA_READ | VU_DMA_WRITE),
			 0);
	assert_int_equal(pcid_vectors(&guest_client, vec, HISI_QM_NB_VEC), 0);
}

int
guest_teardown(void **state)
{
	(void)state;
	/* A set-up that failed has shared no memory. */
	if (guest_mem != NULL)
		guest_canaries();
	pcid_client_stop(&guest_client);
	return 0;
}
