/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Field masks of the wire format against bit positions copied from the
 * datasheets: the headers are shared by drivers and model, so an error in
 * them would cancel out everywhere else.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "hw/engine.h"
#include "hw/hpre.h"
#include "hw/qm.h"
#include "hw/sec.h"
#include "hw/zip.h"

struct field {
	uint64_t mask;
	unsigned int hi;
	unsigned int lo;
};

static void
check(const struct field *f, size_t nb)
{
	uint64_t want;
	size_t i;

	for (i = 0; i < nb; i++) {
		want = (f[i].hi == 63 ? 0 : 1ULL << (f[i].hi + 1)) -
		       (1ULL << f[i].lo);
		if (f[i].mask != want)
			fail_msg("field %zu of %zu: mask %llx, datasheet %u:%u",
				 i, nb, (unsigned long long)f[i].mask,
				 f[i].hi, f[i].lo);
	}
}

#define CHECK(array) check(array, sizeof(array) / sizeof((array)[0]))

static void
qm(void **state)
{
	static const struct field f[] = {
		{ HISI_QM_DB_QN, 9, 0 }, { HISI_QM_DB_CMD, 15, 12 },
		{ HISI_QM_DB_TAG, 31, 16 }, { HISI_QM_DB_INDEX, 47, 32 },
		{ HISI_QM_DB_PRIORITY, 63, 48 }, { HISI_QM_DB_C_FLAG, 48, 48 },
		{ HISI_QM_CQE_W2_SQ_HEAD, 15, 0 },
		{ HISI_QM_CQE_W2_SQ_NUM, 31, 16 },
		{ HISI_QM_CQE_W3_PHASE, 16, 16 },
	};

	(void)state;
	CHECK(f);
	assert_int_equal(HISI_QM_SET_QP_CTX, 0xC004480A);
	assert_int_equal(HISI_QM_GET_QP_INFO, 0xC010480B);
	assert_int_equal(HISI_UACCE_START_Q, 0x5700);
	assert_int_equal(HISI_UACCE_PUT_Q, 0x5701);
}

static void
sec_bd2(void **state)
{
	static const struct field f[] = {
		{ HISI_SEC_W0_TYPE, 3, 0 }, { HISI_SEC2_W0_CIPHER, 5, 4 },
		{ HISI_SEC2_W0_AUTH, 7, 6 }, { HISI_SEC2_W0_SEQ, 8, 8 },
		{ HISI_SEC2_W0_DE, 10, 9 }, { HISI_SEC2_W0_SCENE, 14, 11 },
		{ HISI_SEC2_W0_SRC_TYPE, 17, 15 },
		{ HISI_SEC2_W0_DST_TYPE, 20, 18 },
		{ HISI_SEC2_W0_MAC_TYPE, 23, 21 },
		{ HISI_SEC2_W1_CI_GEN, 7, 6 }, { HISI_SEC2_W1_AI_GEN, 9, 8 },
		{ HISI_SEC2_W1_A_PAD, 11, 10 },
		{ HISI_SEC2_W1_C_KEY_TYPE, 18, 17 },
		{ HISI_SEC2_W1_A_KEY_TYPE, 20, 19 },
		{ HISI_SEC2_W1_INVALID, 31, 31 },
		{ HISI_SEC2_W2_MAC_LEN, 4, 0 },
		{ HISI_SEC2_W2_A_KEY_LEN, 10, 5 },
		{ HISI_SEC2_W2_A_ALG, 16, 11 },
		{ HISI_SEC2_W3_C_ICV_LEN, 5, 0 },
		{ HISI_SEC2_W3_C_WIDTH, 8, 6 },
		{ HISI_SEC2_W3_C_KEY_LEN, 11, 9 },
		{ HISI_SEC2_W3_C_MODE, 15, 12 },
		{ HISI_SEC2_W3_C_ALG, 19, 16 },
		{ HISI_SEC2_W4_A_LEN, 23, 0 }, { HISI_SEC2_W5_C_LEN, 23, 0 },
		{ HISI_SEC2_W6_AUTH_OFFSET, 15, 0 },
		{ HISI_SEC2_W6_CIPHER_OFFSET, 31, 16 },
		{ HISI_SEC2_W10_TAG, 15, 0 },
		{ HISI_SEC_W28_DONE, 0, 0 }, { HISI_SEC_W28_ICV, 3, 1 },
		{ HISI_SEC_W28_FLAG, 10, 7 },
		{ HISI_SEC_W28_ERROR_TYPE, 23, 16 },
	};

	(void)state;
	CHECK(f);
}

static void
sec_bd3(void **state)
{
	static const struct field f[] = {
		{ HISI_SEC3_W0_INVALID, 4, 4 }, { HISI_SEC3_W0_SCENE, 8, 5 },
		{ HISI_SEC3_W0_DE, 10, 9 }, { HISI_SEC3_W0_SRC_TYPE, 13, 11 },
		{ HISI_SEC3_W0_DST_TYPE, 16, 14 },
		{ HISI_SEC3_W0_MAC_TYPE, 19, 17 },
		{ HISI_SEC3_W1_CIPHER, 1, 0 }, { HISI_SEC3_W1_CI_GEN, 3, 2 },
		{ HISI_SEC3_W1_C_ICV_LEN, 9, 4 },
		{ HISI_SEC3_W1_C_WIDTH, 12, 10 },
		{ HISI_SEC3_W1_C_KEY_LEN, 15, 13 },
		{ HISI_SEC3_W1_C_MODE, 19, 16 },
		{ HISI_SEC3_W1_C_ALG, 23, 20 }, { HISI_SEC3_W1_SEQ, 30, 30 },
		{ HISI_SEC3_W14_AUTH, 1, 0 }, { HISI_SEC3_W14_AI_GEN, 3, 2 },
		{ HISI_SEC3_W14_MAC_LEN, 8, 4 },
		{ HISI_SEC3_W14_A_KEY_LEN, 14, 9 },
		{ HISI_SEC3_W14_A_ALG, 20, 15 },
		{ HISI_SEC3_W14_KEY_SEL, 24, 21 },
		{ HISI_SEC3_W14_CTR_MODE, 26, 25 },
		{ HISI_SEC3_W14_SVA_PREFETCH, 27, 27 },
		{ HISI_SEC3_W16_AUTH_OFFSET, 15, 0 },
		{ HISI_SEC3_W16_CIPHER_OFFSET, 31, 16 },
		{ HISI_SEC3_W17_A_LEN, 23, 0 }, { HISI_SEC3_W18_C_LEN, 23, 0 },
		{ HISI_SEC3_W27_AUTH_PAD, 1, 0 },
		{ HISI_SEC3_W27_MAC_SEL, 5, 5 },
	};

	(void)state;
	CHECK(f);
}

static void
hpre(void **state)
{
	static const struct field f[] = {
		{ HISI_HPRE_W0_ALG, 4, 0 }, { HISI_HPRE_W0_ETYPE, 15, 5 },
		{ HISI_HPRE_W0_ETYPE1, 29, 16 },
		{ HISI_HPRE_W0_SVA_FAULT, 21, 21 },
		{ HISI_HPRE_W0_DONE, 31, 30 },
		{ HISI_HPRE_W1_TASK_LEN1, 7, 0 },
		{ HISI_HPRE_W1_SM2_KSEL, 25, 25 },
		{ HISI_HPRE_W1_SVA_STATUS, 30, 27 },
		{ HISI_HPRE_W1_HPCORE, 31, 31 },
		{ HISI_HPRE_W6_VALID, 1, 1 },
		{ HISI_HPRE_W10_SM2_MLEN, 8, 0 },
	};

	(void)state;
	CHECK(f);
	assert_int_equal(HISI_HPRE_TASK_LEN(128), 0x0F);
	assert_int_equal(HISI_HPRE_TASK_LEN(512), 0x3F);
	assert_int_equal(HISI_HPRE_TASK_LEN(32), 0x03);
	assert_int_equal(HISI_HPRE_TASK_LEN(72), 0x08);
}

static void
zip(void **state)
{
	static const struct field f[] = {
		{ HISI_ZIP_W3_STATUS, 7, 0 }, { HISI_ZIP_W3_LAST_BLOCK, 8, 8 },
		{ HISI_ZIP_W7_IN_OFFSET, 23, 0 }, { HISI_ZIP_W7_FINISH, 25, 25 },
		{ HISI_ZIP_W7_STREAM, 26, 26 }, { HISI_ZIP_W7_NEW, 27, 27 },
		{ HISI_ZIP_W7_SQE_TYPE, 31, 28 },
		{ HISI_ZIP_W8_OUT_OFFSET, 23, 0 },
		{ HISI_ZIP_W9_REQ_TYPE, 7, 0 }, { HISI_ZIP_W9_BUF_TYPE, 11, 8 },
		{ HISI_ZIP_W9_WINDOW, 15, 12 },
		{ HISI_ZIP_CTX0_STATE, 3, 0 }, { HISI_ZIP_CTX0_FINAL, 7, 7 },
		{ HISI_ZIP_CTX0_CACHED_BITS, 15, 10 },
		{ HISI_ZIP_CTX1_STORED_LEFT, 18, 0 },
		{ HISI_ZIP_CTX2_WINDOW_LEN, 15, 0 },
	};

	(void)state;
	CHECK(f);
}

static void
helpers(void **state)
{
	(void)state;
	assert_int_equal(HISI_PREP(HISI_SEC3_W14_A_ALG, 0x11), 0x11 << 15);
	assert_int_equal(HISI_PREP(HISI_SEC3_W14_A_ALG, 0x7f), 0x3f << 15);
	assert_int_equal(HISI_GET(HISI_SEC3_W14_A_ALG, 0x11 << 15 | 7), 0x11);
	assert_int_equal(HISI_PREP64(HISI_QM_DB_INDEX, 0x12345),
			 0x2345ULL << 32);
	assert_int_equal(HISI_GET64(HISI_QM_DB_C_FLAG, 1ULL << 48), 1);
	assert_int_equal(HISI_LO32(0x1122334455667788ULL), 0x55667788);
	assert_int_equal(HISI_HI32(0x1122334455667788ULL), 0x11223344);
	assert_int_equal(HISI_U64(0x55667788, 0x11223344),
			 0x1122334455667788ULL);
}

/* Rows against what the datasheet says: 1, 2.2, 2.3, 2.5, 3.1, 10.1. */
static void
engines(void **state)
{
	const struct hisi_engine_info *e;

	(void)state;
	e = hisi_engine_get(hisi_engine_by_name("sec"));
	assert_string_equal(e->uacce_name, "hisi_sec2");
	assert_int_equal(e->pci_device, 0xA255);
	assert_int_equal(e->sqe_size, 128);
	assert_int_equal(e->qc_types, 1);
	e = hisi_engine_get(hisi_engine_by_name("hpre"));
	assert_string_equal(e->uacce_name, "hisi_hpre");
	assert_int_equal(e->pci_device, 0xA258);
	assert_int_equal(e->sqe_size, 64);
	assert_int_equal(e->qc_types, 2);
	e = hisi_engine_get(hisi_engine_by_name("zip"));
	assert_string_equal(e->uacce_name, "hisi_zip");
	assert_int_equal(e->pci_device, 0xA250);
	assert_int_equal(e->sqe_size, 128);
	assert_int_equal(e->qc_types, 2);
	assert_null(hisi_engine_get(HISI_NB_ENGINES));
	assert_int_equal(hisi_engine_by_name("se"), HISI_NB_ENGINES);
	assert_int_equal(hisi_engine_by_name("zip2"), HISI_NB_ENGINES);
	assert_int_equal(hisi_engine_dus_size(HISI_ENGINE_HPRE, 1024, 4096),
			 1024 * (64 + 16) + 4096);
}

static void
generations(void **state)
{
	const struct hisi_gen_info *g;
	unsigned int i, before = 0;

	(void)state;
	for (i = 0; (g = hisi_gen_get(i)) != NULL; i++) {
		assert_true(g->gen > before);
		assert_ptr_equal(hisi_gen_find(g->gen), g);
		assert_ptr_equal(hisi_gen_by_name(g->name), g);
		before = g->gen;
	}
	assert_int_equal(i, 3);
	assert_null(hisi_gen_find(1));
	assert_null(hisi_gen_by_name("3"));
	g = hisi_gen_by_name("v2");
	assert_string_equal(g->api, "hisi_qm_v2");
	assert_int_equal(g->pci_rev, 0x21);
	assert_int_equal(g->has, 0);
	assert_string_equal(g->algorithms[HISI_ENGINE_HPRE], "rsa\ndh\n");
	assert_int_equal(hisi_gen_mmio_size(2, 4096), 8192);
	assert_int_equal(hisi_gen_mmio_size(2, 65536), 65536);
	assert_int_equal(hisi_gen_mmio_size(3, 4096), 65536);
	g = hisi_gen_by_name("v5");
	assert_int_equal(g->pci_rev, 0x30);
	assert_int_equal(g->subversion, 0x51);
	assert_true(hisi_gen_has(5, HISI_GEN_SEC_STREAM));
	assert_false(hisi_gen_has(3, HISI_GEN_SEC_STREAM));
	assert_true(hisi_gen_has(5, HISI_GEN_SEC_PREFETCH));
	assert_false(hisi_gen_has(3, HISI_GEN_SEC_PREFETCH));
	assert_false(hisi_gen_has(2, HISI_GEN_SEC_PREFETCH));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(qm), cmocka_unit_test(sec_bd2),
		cmocka_unit_test(sec_bd3), cmocka_unit_test(hpre),
		cmocka_unit_test(zip), cmocka_unit_test(helpers),
		cmocka_unit_test(engines), cmocka_unit_test(generations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
