/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Edges of hisi-pcid that no machine comes to: numbers one too large, commands
 * of another generation, event queues that are full and that turn over, work
 * under way when the server is told to end or the client goes, and long lists.
 */

#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "hw/qm.h"
#include "hw/qm_pf.h"
#include "hw/zip.h"
#include "pcid_client.h"
#include "pcid_guest.h"

/* Lists and data of work without an end, beside what the fixture has. */
#define AT_ROOM 0x50000
#define AT_LIST 0x60000
#define AT_BLOCKS 0x80000
#define BLOCKS_SIZE 0x40000

/* Seconds in which the server ends its work, whatever it is. */
#define END_SECONDS 3

/* A list at AT_LIST and the room until the next. */
#define LIST_STRIDE 0x2040
#define LISTS 7

/* Limit of the server's growth by copies of four requests, with sanitizers. */
#define MAX_GROWTH_KB (100 * 1024)

/* The first number that is not a queue's, in each command that takes one. */
static void
queue_numbers(void **state)
{
	static const uint32_t reads[] = { HISI_QM_MB_SQC, HISI_QM_MB_CQC };
	unsigned int i;

	(void)state;
	guest_start_function();
	for (i = 0; i < 2; i++) {
		memset(guest_mem + AT_DST, 0xA5, 64);
		assert_int_equal(guest_mailbox(reads[i], true, QUEUES - 1,
					       GUEST + AT_DST), 0);
		assert_int_equal(guest_word(AT_DST), 0);
		memset(guest_mem + AT_DST, 0xA5, 64);
		assert_int_not_equal(guest_mailbox(reads[i], true, QUEUES,
						   GUEST + AT_DST), 0);
		assert_int_equal(guest_word(AT_DST), 0xA5A5A5A5);
	}
	assert_int_equal(guest_mailbox(HISI_QM_MB_STOP_QUEUE, false,
				       QUEUES - 1, 0), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_STOP_QUEUE, false,
					   QUEUES, 0), 0);
}

/* Stop and flush: commands of generation 3. */
static void
stop_and_flush(void **state)
{
	(void)state;
	guest_start_function();
	guest_start_queue(QN);
	assert_int_equal(guest_mailbox(HISI_QM_MB_FLUSH, false, 0, 0), 0);
	/* A stopped queue takes no doorbell. */
	guest_put_sqe(0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	assert_int_equal(guest_word(AT_CQ + 12), 0);
	pcid_client_stop(&guest_client);
	guest_setup_gen("v2");
	guest_start_function();
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_STOP_QUEUE, false, 0, 0),
			     0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_FLUSH, false, 0, 0), 0);
	pcid_client_stop(&guest_client);
	guest_setup_gen("v3");
}

/* A number of another queue in a window, in each of its bits. */
static void
foreign_numbers(void **state)
{
	unsigned int bit;

	(void)state;
	for (bit = 0; bit < 12; bit++) {
		guest_start_function();
		guest_start_queue(QN);
		guest_put_sqe(0);
		guest_doorbell(4, QN * HISI_QM_DB_WINDOW + HISI_QM_DB_V2_OFFSET,
			       (QN ^ 1U << bit) | 1ULL << 32);
		assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE),
				 HISI_QM_ERR_DB_RANGE);
		assert_int_equal(guest_word(AT_CQ + 12), 0);
	}
}

/* One descriptor, and the CQ doorbell that asks for the next event. */
static void
one_event(unsigned int i)
{
	guest_put_sqe(i % DEPTH);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, (i + 1) % DEPTH, 0);
	guest_doorbell(4, QN * HISI_QM_DB_WINDOW + HISI_QM_DB_V2_OFFSET,
		       HISI_PREP64(HISI_QM_DB_QN, QN) |
		       HISI_PREP64(HISI_QM_DB_CMD, HISI_QM_DB_CMD_CQ) |
		       HISI_PREP64(HISI_QM_DB_INDEX, (i + 1) % DEPTH) |
		       HISI_QM_DB_C_FLAG);
}

/* Without a doorbell the queue of events takes as many as it holds. */
static void
events_full(void **state)
{
	unsigned int i;

	(void)state;
	guest_start_function();
	guest_start_queue(QN);
	guest_forget_interrupts();
	for (i = 0; i < GUEST_EQ_DEPTH; i++)
		one_event(i);
	for (i = 0; i < GUEST_EQ_DEPTH; i++)
		assert_int_equal(guest_word(AT_EQ + 4 * i), QN | 1U << 16);
	assert_int_equal(guest_word(AT_AEQ), 0);
	one_event(GUEST_EQ_DEPTH);
	/* Told once by the other queue, and no event is overwritten. */
	assert_int_equal(guest_word(AT_AEQ) >> 17 & 0xF,
			 HISI_QM_AEQE_EQ_OVERFLOW);
	for (i = 0; i < GUEST_EQ_DEPTH; i++)
		assert_int_equal(guest_word(AT_EQ + 4 * i), QN | 1U << 16);
	assert_int_equal(guest_interrupts(HISI_QM_VEC_EQ), 1);
}

/* With doorbells it goes round: the phase turns with each lap. */
static void
events_lap(void **state)
{
	unsigned int i, lap;

	(void)state;
	guest_start_function();
	guest_start_queue(QN);
	for (lap = 0; lap < 3; lap++) {
		for (i = 0; i < GUEST_EQ_DEPTH; i++) {
			one_event(lap * GUEST_EQ_DEPTH + i);
			assert_int_equal(guest_word(AT_EQ + 4 * i),
					 QN | (lap % 2 == 0) << 16);
			guest_ring_event(HISI_QM_DB_CMD_EQ,
					 (i + 1) % GUEST_EQ_DEPTH);
		}
	}
	assert_int_equal(guest_word(AT_AEQ), 0);
}

/* Bits of a DEFLATE stream, the low one first. */
struct bits {
	uint8_t *to;
	unsigned int nb;
};

static void
put(struct bits *b, unsigned int value, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++, b->nb++)
		b->to[b->nb / 8] |= (value >> i & 1) << b->nb % 8;
}

/*
 * A dynamic block without text (RFC 1951, 3.2.7): much work for few bytes. Its
 * code lengths use the symbols 1 (code 0) and 18 (code 1); only 0 and 256 have
 * a literal code, of 1 bit, and one distance.
 */
static void
put_block(struct bits *b)
{
	static const uint8_t order[] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11,
					 4, 12, 3, 13, 2, 14, 1 };
	unsigned int i;

	put(b, 0, 1);
	put(b, 2, 2);
	put(b, 0, 5);
	put(b, 0, 5);
	put(b, 14, 4);
	for (i = 0; i < sizeof(order); i++)
		put(b, order[i] == 18 || order[i] == 1, 3);
	put(b, 0, 1);
	put(b, 1, 1);
	put(b, 138 - 11, 7);
	put(b, 1, 1);
	put(b, 117 - 11, 7);
	put(b, 0, 1);
	put(b, 0, 1);
	put(b, 1, 1);
}

/* A list that names the same 256 KiB of such blocks for 255 times. */
static uint32_t
endless_source(void)
{
	struct hisi_qm_sgl *list = (void *)(guest_mem + AT_LIST);
	struct bits b = { .to = guest_mem + AT_BLOCKS };
	uint32_t len, i;

	while (b.nb < (BLOCKS_SIZE - 64) * 8)
		put_block(&b);
	/* A multiple of eight blocks ends with a whole byte. */
	for (i = 0; b.nb % 8 != 0; i++)
		put_block(&b);
	len = b.nb / 8;
	list->chain_sum = list->used = list->capacity = HISI_QM_SGL_MAX_SGE;
	for (i = 0; i < HISI_QM_SGL_MAX_SGE; i++) {
		list->sge[i].addr = GUEST + AT_BLOCKS;
		list->sge[i].len = len;
	}
	return len * HISI_QM_SGL_MAX_SGE;
}

/* A request to decompress the lists at AT_LIST. */
static struct hisi_zip_sqe
list_request(uint32_t len)
{
	struct hisi_qm_sgl *room = (void *)(guest_mem + AT_ROOM);
	struct hisi_zip_sqe sqe = { .input_len = len, .out_avail = 4096 };

	sqe.w7 = HISI_PREP(HISI_ZIP_W7_SQE_TYPE, HISI_ZIP_SQE_TYPE3);
	sqe.w9 = HISI_PREP(HISI_ZIP_W9_REQ_TYPE, HISI_ZIP_REQ_DEFLATE) |
		 HISI_PREP(HISI_ZIP_W9_BUF_TYPE, HISI_ZIP_BUF_SGL);
	sqe.src = GUEST + AT_LIST;
	sqe.dst = GUEST + AT_ROOM;
	room->chain_sum = room->used = room->capacity = 1;
	room->sge[0].addr = GUEST + AT_DST;
	room->sge[0].len = 4096;
	return sqe;
}

static void
start_decompression(uint32_t qn)
{
	struct hisi_qm_context ctx = guest_sqc(qn, GUEST + AT_SQ);

	ctx.w[6] |= HISI_PREP(HISI_QM_SQC_W6_TYPE, HISI_ZIP_QC_DECOMPRESS);
	assert_int_equal(guest_load(HISI_QM_MB_SQC, qn, ctx), 0);
	assert_int_equal(guest_load(HISI_QM_MB_CQC, qn,
				    guest_cqc(GUEST + AT_CQ, DEPTH)), 0);
}

/* DEPTH - 1 descriptors of seconds each, of which the first is under way. */
static void
start_endless_work(void)
{
	struct hisi_zip_sqe sqe;
	unsigned int i;

	guest_start_function();
	start_decompression(QN);
	sqe = list_request(endless_source());
	for (i = 0; i < DEPTH; i++)
		memcpy(guest_mem + AT_SQ + i * sizeof(sqe), &sqe, sizeof(sqe));
	guest_ring_without_reply(QN, DEPTH - 1);
	usleep(300000);
	assert_int_equal(guest_word(AT_CQ + 12), 0);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void
end_under_work(void **state)
{
	double begin;

	(void)state;
	start_endless_work();
	begin = now();
	pcid_client_stop(&guest_client);
	if (now() - begin > END_SECONDS)
		fail_msg("the server took %.1f s to end", now() - begin);
	guest_setup_gen("v3");
	guest_good_work();
}

/* The work of a client that has gone ends: the next client is served. */
static void
client_goes_under_work(void **state)
{
	double begin;

	(void)state;
	start_endless_work();
	begin = now();
	pcid_client_again(&guest_client);
	if (now() - begin > END_SECONDS)
		fail_msg("the next client waited for %.1f s", now() - begin);
	pcid_client_stop(&guest_client);
	guest_setup_gen("v3");
	guest_good_work();
}

static long
server_kilobytes(void)
{
	char path[64], line[256];
	long kb = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status",
		 (int)guest_client.pid);
	f = fopen(path, "r");
	assert_non_null(f);
	while (kb < 0 && fgets(line, sizeof(line), f) != NULL)
		sscanf(line, "VmRSS: %ld kB", &kb);
	fclose(f);
	assert_true(kb > 0);
	return kb;
}

/* LISTS lists in a chain over the same BLOCKS_SIZE bytes. @return their length */
static uint32_t
long_source(void)
{
	struct hisi_qm_sgl *list;
	uint64_t at = AT_LIST;
	uint32_t i, j;

	for (i = 0; i < LISTS; i++, at += LIST_STRIDE) {
		list = (void *)(guest_mem + at);
		list->chain_sum = LISTS * HISI_QM_SGL_MAX_SGE;
		list->used = list->capacity = HISI_QM_SGL_MAX_SGE;
		list->next = i + 1 < LISTS ? GUEST + at + LIST_STRIDE : 0;
		for (j = 0; j < HISI_QM_SGL_MAX_SGE; j++) {
			list->sge[j].addr = GUEST + AT_BLOCKS;
			list->sge[j].len = BLOCKS_SIZE;
		}
	}
	return LISTS * HISI_QM_SGL_MAX_SGE * BLOCKS_SIZE;
}

/* Lists of 446 MiB over a little memory, on a queue each: the server does not
 * copy them whole.
 */
static void
lists_cost_bounded_memory(void **state)
{
	struct hisi_zip_sqe sqe;
	unsigned int qn;
	long before;

	(void)state;
	guest_start_function();
	before = server_kilobytes();
	sqe = list_request(long_source());
	for (qn = 0; qn < 4; qn++) {
		start_decompression(qn);
		memcpy(guest_mem + AT_SQ, &sqe, sizeof(sqe));
		guest_ring(qn, HISI_QM_DB_CMD_SQ, 1, 0);
		assert_int_equal(guest_word(AT_CQ + 12), 1U << 16);
		memset(guest_mem + AT_CQ, 0, 16);
	}
	if (server_kilobytes() - before > MAX_GROWTH_KB)
		fail_msg("the server grew by %ld kB",
			 server_kilobytes() - before);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(queue_numbers),
		cmocka_unit_test(stop_and_flush),
		cmocka_unit_test(foreign_numbers),
		cmocka_unit_test(events_full),
		cmocka_unit_test(events_lap),
		cmocka_unit_test(end_under_work),
		cmocka_unit_test(client_goes_under_work),
		cmocka_unit_test(lists_cost_bounded_memory),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s PATH-OF-HISI-PCID\n", argv[0]);
		return 2;
	}
	pcid_program = argv[1];
	return cmocka_run_group_tests(tests, guest_setup, guest_teardown);
}
