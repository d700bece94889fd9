/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * hisi-pcid and processes of its guest: descriptors with addresses that the
 * guest's VT-d tables translate. The tables are built here from the numbers of
 * the VT-d specification (chapter 9), in literal bits. Then tables that are
 * wrong in every entry, on purpose and at random.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_zip_client.h"
#include "pcid_guest.h"

#define RANDOM_STEPS 3000
#define PAGE 4096U
#define TEXT_LEN 6000U

/* Tables and pages in guest memory, from GUEST. */
#define AT_ROOT 0x80000
#define AT_LOWER 0x81000
#define AT_UPPER 0x82000
#define AT_DIR 0x83000
#define AT_PASIDS 0x84000
#define AT_L5 0x85000
#define AT_L4 0x86000
#define AT_L3 0x87000
#define AT_L2 0x88000
#define AT_L1 0x89000
/* Four pages of the process, none beside its neighbour. */
#define NB_PAGES 4
static const uint32_t at_page[NB_PAGES] = {0x96000, 0x92000, 0x9A000, 0x90000};

/* Where the process sees them: indices 0xFE, 0x48, 0x1A2, 0x156 of the four
 * levels, 0 of a fifth.
 */
#define VA 0x7f1234556000ULL
#define SRC (VA + 200)
#define DST (VA + 2 * PAGE + 3000)
#define DST_LEN 5000U

/* Bits of the entries. */
#define P 1ULL
#define W 2ULL
#define U 4ULL
#define A 0x20ULL
#define D 0x40ULL
#define PS 0x80ULL
#define PASIDE 8ULL
#define FIRST_LEVEL (1ULL << 6)

#define SOURCE 0x3A90 /* Bus 0x3A, function 0x90: the upper half. */
#define PASID 0x2345

static uint64_t
entry(uint32_t at)
{
	uint64_t v;

	memcpy(&v, guest_mem + at, sizeof(v));
	return v;
}

static void
set(uint32_t at, uint64_t v)
{
	memcpy(guest_mem + at, &v, sizeof(v));
}

static const uint32_t at_root = AT_ROOT + 0x3A * 16 + 8;
static const uint32_t at_context = AT_UPPER + 0x10 * 32;
static const uint32_t at_dir = AT_DIR + (PASID >> 6) * 8;
static const uint32_t at_pasid = AT_PASIDS + (PASID & 63) * 64;
static const uint32_t at_l5 = AT_L5;
static const uint32_t at_l4 = AT_L4 + 0xFE * 8;
static const uint32_t at_l3 = AT_L3 + 0x48 * 8;
static const uint32_t at_l2 = AT_L2 + 0x1A2 * 8;

static uint32_t
at_l1(unsigned int page)
{
	return AT_L1 + (0x156 + page) * 8;
}

static void
tables(void)
{
	unsigned int i;

	memset(guest_mem + AT_ROOT, 0, AT_L1 + PAGE - AT_ROOT);
	set(at_root, (GUEST + AT_UPPER) | P);
	/* 2^(1 + 7) entries in the directory. */
	set(at_context, (GUEST + AT_DIR) | 1ULL << 9 | PASIDE | P);
	set(at_dir, (GUEST + AT_PASIDS) | P);
	set(at_pasid, FIRST_LEVEL | P);
	set(at_pasid + 16, GUEST + AT_L4);
	set(at_l5, (GUEST + AT_L4) | U | W | P);
	set(at_l4, (GUEST + AT_L3) | U | W | P);
	set(at_l3, (GUEST + AT_L2) | U | W | P);
	set(at_l2, (GUEST + AT_L1) | U | W | P);
	for (i = 0; i < NB_PAGES; i++)
		set(at_l1(i), (GUEST + at_page[i]) | U | P | (i < 2 ? 0 : W));
}

/* Offset of the capability with our words: the vendor's one. */
static uint32_t
our_capability(void)
{
	uint8_t cap[2] = {0, 0x34};
	uint16_t status = 0;

	/* Bit 4 of the status says that there is a list. */
	assert_int_equal(pcid_region_read(&guest_client, VU_REGION_CONFIG, 6,
					  &status, sizeof(status)),
			 sizeof(status));
	assert_true((status & 0x10) != 0);
	assert_int_equal(pcid_region_read(&guest_client, VU_REGION_CONFIG, 0x34,
					  cap + 1, 1),
			 1);
	do {
		uint32_t at = cap[1];

		assert_in_range(at, 0x40, 0xF8);
		assert_int_equal(pcid_region_read(&guest_client,
						  VU_REGION_CONFIG, at, cap, 2),
				 2);
		if (cap[0] == 9)
			return at;
	} while (true);
}

static void
tell(uint64_t root, uint16_t source)
{
	uint32_t at = our_capability();

	assert_true(pcid_region_write(&guest_client, VU_REGION_CONFIG, at + 8,
				      &root, sizeof(root)) > 0);
	assert_true(pcid_region_write(&guest_client, VU_REGION_CONFIG, at + 16,
				      &source, sizeof(source)) > 0);
}

/* Queue QN for the process, as the kernel starts it (10.5). */
static void
user_queue(uint32_t pasid)
{
	struct hisi_qm_context s = guest_sqc(QN, GUEST + AT_SQ);
	struct hisi_qm_context c = guest_cqc(GUEST + AT_CQ, DEPTH);

	s.w[5] = pasid | 1U << 23;
	c.w[5] = pasid | 1U << 16;
	memset(guest_mem + AT_CQ, 0, DEPTH * 16);
	assert_int_equal(guest_load(HISI_QM_MB_SQC, QN, s), 0);
	assert_int_equal(guest_load(HISI_QM_MB_CQC, QN, c), 0);
}

static uint8_t *
in_page(uint64_t va)
{
	return guest_mem + at_page[(va - VA) / PAGE] + va % PAGE;
}

static void
text(uint8_t *to)
{
	zip_fill_text(to, TEXT_LEN, 5);
}

static void
start(void)
{
	static uint8_t src[TEXT_LEN];
	uint32_t i;

	guest_start_function();
	text(src);
	for (i = 0; i < TEXT_LEN; i++)
		*in_page(SRC + i) = src[i];
	tables();
	tell((GUEST + AT_ROOT) | 1ULL << 10, SOURCE);
	user_queue(PASID);
}

/* Compress from an address of the process to another; it must complete. */
static struct zip_result
compress(uint64_t src, uint64_t dst)
{
	const struct zip_req req = {
		.type = T_ZLIB,
		.src = (void *)(uintptr_t)src,
		.src_len = TEXT_LEN,
		.dst = (void *)(uintptr_t)dst,
		.dst_len = DST_LEN,
	};
	struct zip_result res;
	uint32_t sqe[32];

	user_queue(PASID);
	zip_sqe_set(sqe, 3, &req);
	memcpy(guest_mem + AT_SQ, sqe, sizeof(sqe));
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	memcpy(sqe, guest_mem + AT_SQ, sizeof(sqe));
	zip_sqe_get(sqe, &res);
	/* Completed, good or bad; a queue of a process dies of nothing. */
	assert_int_equal(guest_word(AT_CQ + 8), (uint32_t)QN << 16);
	assert_int_equal(guest_word(AT_CQ + 12), 1U << 16);
	assert_int_equal(guest_reg_read(HISI_QM_ERR_SOURCE), 0);
	return res;
}

static void
good(void)
{
	static uint8_t src[TEXT_LEN], out[DST_LEN], back[TEXT_LEN + 1];
	struct zip_result res;
	uint32_t i;

	text(src);
	res = compress(SRC, DST);
	assert_int_equal(res.status, S_OK);
	assert_int_equal(res.consumed, TEXT_LEN);
	/* The output must go on in the next page, or this tests nothing. */
	assert_in_range(res.produced, PAGE - 3000 + 1, DST_LEN);
	for (i = 0; i < res.produced; i++)
		out[i] = *in_page(DST + i);
	assert_int_equal(zip_zlib_decode(T_ZLIB, 15, sizeof(back), out,
					 res.produced, back, sizeof(back)),
			 TEXT_LEN);
	assert_memory_equal(back, src, TEXT_LEN);
}

static void
bad(const char *what)
{
	struct zip_result res = compress(SRC, DST);

	if (res.status != S_BAD_MEMORY)
		fail_msg("%s: status 0x%x", what, res.status);
}

static void
translated(void **state)
{
	unsigned int i;

	(void)state;
	start();
	good();
	/* Marked as the CPU would: used, and dirty where written. */
	assert_int_equal(entry(at_l4), (GUEST + AT_L3) | A | U | W | P);
	assert_int_equal(entry(at_l2), (GUEST + AT_L1) | A | U | W | P);
	for (i = 0; i < NB_PAGES; i++)
		assert_int_equal(entry(at_l1(i)), (GUEST + at_page[i]) | A | U |
							  P |
							  (i < 2 ? 0 : W | D));
	/* Five levels. */
	set(at_pasid + 16, (GUEST + AT_L5) | 1ULL << 2);
	good();
	/* Nothing is remembered: a page moves between two descriptors. */
	memset(guest_mem + 0x94000, 0, PAGE);
	set(at_l1(0), (GUEST + 0x94000) | U | P);
	assert_int_equal(compress(SRC, DST).status, S_OK);
	assert_int_not_equal(entry(at_l1(0)) & A, 0);
	guest_good_work();
}

/* Pages of 2 MiB and 1 GiB: GUEST is a multiple of both. */
static void
large_pages(void **state)
{
	static const uint32_t at[] = {at_l2, at_l3};
	/* The bits of the address above the indices. */
	static const uint64_t mask[] = {0x1fffff, 0x3fffffff};
	struct zip_result res;
	unsigned int i;
	uint64_t base;

	(void)state;
	for (i = 0; i < 2; i++) {
		start();
		set(at[i], GUEST | PS | U | W | P);
		base = VA & ~mask[i];
		res = compress(base + AT_SRC, base + AT_DST);
		assert_int_equal(res.status, S_OK);
		assert_int_equal(entry(at[i]), GUEST | PS | D | A | U | W | P);
		/* The page goes on, what is shared does not. */
		res = compress(base + AT_SRC, base + GUEST_SIZE - 2);
		assert_int_equal(res.status, S_BAD_MEMORY);
	}
	/* Reserved above: a fault, which does not mark the entry as used. */
	start();
	set(at_l4, GUEST | PS | U | W | P);
	bad("page of 512 GiB");
	assert_int_equal(entry(at_l4), GUEST | PS | U | W | P);
	start();
	set(at_pasid + 16, (GUEST + AT_L5) | 1ULL << 2);
	set(at_l5, GUEST | PS | U | W | P);
	bad("page of 256 TiB");
	assert_int_equal(entry(at_l5), GUEST | PS | U | W | P);
}

/* Each entry on the way, with a bit that must be set taken away, or another
 * value in a field.
 */
static void
wrong_entries(void **state)
{
	const struct {
		const char *what;
		uint32_t at;
		uint64_t flip;
	} wrong[] = {
		{"root present", at_root, P},
		{"context present", at_context, P},
		{"context without PASID", at_context, PASIDE},
		{"directory too small", at_context, 1ULL << 9},
		{"directory present", at_dir, P},
		{"PASID present", at_pasid, P},
		{"second level", at_pasid, 3ULL << 6},
		{"nested", at_pasid, 2ULL << 6},
		{"levels reserved", at_pasid + 16, 2ULL << 2},
		{"level 4 present", at_l4, P},
		{"level 4 user", at_l4, U},
		{"level 4 writable", at_l4, W},
		{"level 3 present", at_l3, P},
		{"level 2 user", at_l2, U},
		{"level 2 writable", at_l2, W},
		{"source absent", at_l1(0), P},
		{"second source page absent", at_l1(1), P},
		{"source of the kernel", at_l1(1), U},
		{"destination absent", at_l1(2), P},
		{"second destination page absent", at_l1(3), P},
		{"destination read-only", at_l1(2), W},
		{"second destination page read-only", at_l1(3), W},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		start();
		good();
		set(wrong[i].at, entry(wrong[i].at) ^ wrong[i].flip);
		bad(wrong[i].what);
		/* A queue whose page came back works. */
		set(wrong[i].at, entry(wrong[i].at) ^ wrong[i].flip);
		good();
	}
}

/* Tables outside of what is shared, and beyond every memory. */
static void
tables_elsewhere(void **state)
{
	const uint32_t at[] = {at_root,	      at_context, at_dir,
			       at_pasid + 16, at_l4,	  at_l3,
			       at_l2,	      at_l1(0),	  at_l1(3)};
	const uint64_t to[] = {0, GUEST - PAGE, GUEST + GUEST_SIZE,
			       0xFFFFFFFFF000ULL, 0xFFFFFFFFFF000ULL};
	const uint64_t address = 0xFFFFFFFFFF000ULL;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		for (j = 0; j < sizeof(to) / sizeof(to[0]); j++) {
			start();
			set(at[i], (entry(at[i]) & ~address) | to[j]);
			bad("table elsewhere");
		}
	}
	for (j = 0; j < sizeof(to) / sizeof(to[0]); j++) {
		start();
		tell(to[j] | 1ULL << 10, SOURCE);
		bad("root elsewhere");
	}
	guest_good_work();
}

/* Tables that point to themselves: the walk ends all the same. */
static void
loops(void **state)
{
	unsigned int i;

	(void)state;
	start();
	for (i = 0; i < 512; i++)
		set(AT_L4 + i * 8, (GUEST + AT_L4) | U | P);
	/* The table is the page: text like any other, but not for writing. */
	bad("loop, read-only");
	for (i = 0; i < 512; i++)
		set(AT_L4 + i * 8, (GUEST + AT_L4) | U | W | P);
	compress(SRC, DST);
	start();
	set(at_context, (GUEST + AT_UPPER) | 7ULL << 9 | PASIDE | P);
	compress(SRC, DST);
	guest_good_work();
}

/* The registers that tell of the IOMMU, and the resets that clear them. */
static void
told(void **state)
{
	const uint16_t flr = 0x8000;
	uint64_t root = 0;
	uint32_t at;

	(void)state;
	start();
	tell((GUEST + AT_ROOT) | 1ULL << 10, SOURCE + 1);
	bad("another function");
	tell((GUEST + AT_ROOT) | 1ULL << 10, SOURCE ^ 0x80);
	bad("lower half");
	tell(GUEST + AT_ROOT, SOURCE);
	bad("legacy mode");
	tell(0, SOURCE);
	bad("no table");
	start();
	at = our_capability();
	assert_true(pcid_region_write(&guest_client, VU_REGION_CONFIG, 0x40 + 8,
				      &flr, sizeof(flr)) > 0);
	assert_int_equal(pcid_region_read(&guest_client, VU_REGION_CONFIG,
					  at + 8, &root, sizeof(root)),
			 sizeof(root));
	assert_int_equal(root, (GUEST + AT_ROOT) | 1ULL << 10);
	assert_int_equal(pcid_call(&guest_client, VU_DEVICE_RESET, NULL, 0,
				   NULL, 0, NULL, 0),
			 0);
	assert_int_equal(pcid_region_read(&guest_client, VU_REGION_CONFIG,
					  at + 8, &root, sizeof(root)),
			 sizeof(root));
	assert_int_equal(root, 0);
}

/* Addresses that no process has, and the end of all. */
static void
wrong_addresses(void **state)
{
	const uint64_t addr[] = {0,
				 VA + (1ULL << 48),
				 VA - PAGE,
				 VA + NB_PAGES * PAGE - 1,
				 1ULL << 47,
				 0xFFFF800000000000ULL,
				 UINT64_MAX - 99};
	size_t i;

	(void)state;
	start();
	for (i = 0; i < sizeof(addr) / sizeof(addr[0]); i++) {
		assert_int_equal(compress(addr[i], DST).status, S_BAD_MEMORY);
		assert_int_equal(compress(SRC, addr[i]).status, S_BAD_MEMORY);
	}
	good();
	/* Another process's PASID has no entry. */
	set(at_pasid, 0);
	set(at_pasid + 64, FIRST_LEVEL | P);
	set(at_pasid + 64 + 16, GUEST + AT_L4);
	bad("foreign PASID");
}

/* The kernel's queues do not ask the tables, whatever the PASID field says. */
static void
kernel_queue(void **state)
{
	struct hisi_qm_context s = guest_sqc(QN, GUEST + AT_SQ);
	struct zip_result res;
	uint32_t sqe[32];

	(void)state;
	start();
	s.w[5] = PASID;
	assert_int_equal(guest_load(HISI_QM_MB_SQC, QN, s), 0);
	assert_int_equal(
		guest_load(HISI_QM_MB_CQC, QN, guest_cqc(GUEST + AT_CQ, DEPTH)),
		0);
	guest_put_sqe(0);
	guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
	memcpy(sqe, guest_mem + AT_SQ, sizeof(sqe));
	zip_sqe_get(sqe, &res);
	assert_int_equal(res.status, S_OK);
}

static uint64_t
random_entry(unsigned int *seed)
{
	uint64_t r = (uint64_t)rand_r(seed) << 32 ^ (uint64_t)rand_r(seed);

	switch (rand_r(seed) % 4) {
	case 0:
		return r;
	case 1:
		return (GUEST + GUEST_SIZE) | (r & 0xFFF);
	}
	return ((GUEST + r % GUEST_SIZE) & ~0xFFFULL) | (r >> 40 & 0xFF) | P |
	       U;
}

static void
random_tables(void **state)
{
	const uint32_t at[] = {at_root,	      at_context, at_dir,   at_pasid,
			       at_pasid + 16, at_l5,	  at_l4,    at_l3,
			       at_l2,	      at_l1(0),	  at_l1(1), at_l1(2),
			       at_l1(3)};
	unsigned int seed = 17, i, ok = 0;
	struct zip_result res;

	(void)state;
	start();
	for (i = 0; i < RANDOM_STEPS; i++) {
		if (i % 8 == 0)
			tables();
		set(at[(uint32_t)rand_r(&seed) % 13], random_entry(&seed));
		user_queue(PASID);
		guest_put_sqe(0);
		set(AT_SQ + 72, SRC);
		set(AT_SQ + 80, DST);
		guest_ring(QN, HISI_QM_DB_CMD_SQ, 1, 0);
		zip_sqe_get((uint32_t *)(void *)(guest_mem + AT_SQ), &res);
		ok += res.status == S_OK;
	}
	/* Both happen, or the tables were not worth it. */
	assert_in_range(ok, 1, RANDOM_STEPS - 1);
	guest_canaries();
	guest_good_work();
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(translated),
		cmocka_unit_test(large_pages),
		cmocka_unit_test(wrong_entries),
		cmocka_unit_test(tables_elsewhere),
		cmocka_unit_test(loops),
		cmocka_unit_test(told),
		cmocka_unit_test(wrong_addresses),
		cmocka_unit_test(kernel_queue),
		cmocka_unit_test(random_tables),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s PATH-OF-HISI-PCID\n", argv[0]);
		return 2;
	}
	pcid_program = argv[1];
	return cmocka_run_group_tests(tests, guest_setup, guest_teardown);
}
