/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The scatter list builder, against the byte layout of qm.md 8. */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <hisi_qm_sgl.h>

static struct hisi_qm_pair *pair;

static int
setup(void **state)
{
	size_t size = 4 * HISI_QM_SGL_PER_OP * HISI_QM_SGL_STRIDE;

	(void)state;
	pair = aligned_alloc(64, sizeof(*pair));
	memset(pair, 0, sizeof(*pair));
	pair->sgls = aligned_alloc(64, size);
	memset(pair->sgls, 0xEE, size);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	free(pair->sgls);
	free(pair);
	return 0;
}

/* An mbuf header over some memory; nothing else of it is used. */
static void
mbuf(struct rte_mbuf *m, void *addr, uint16_t len, struct rte_mbuf *next)
{
	memset(m, 0, sizeof(*m));
	m->buf_addr = addr;
	m->data_off = 3;
	m->data_len = len;
	m->next = next;
}

static uint64_t
le(const void *p, size_t n)
{
	const uint8_t *b = p;
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | b[n];
	return v;
}

static void
layout(void **state)
{
	uint8_t data[3000];
	struct rte_mbuf m[3];
	const uint8_t *sgl;

	(void)state;
	mbuf(&m[2], data + 2000, 500, NULL);
	mbuf(&m[1], data + 1000, 700, &m[2]);
	mbuf(&m[0], data, 100, &m[1]);
	sgl = (uint8_t *)hisi_qm_sgl_start(pair, 1, HISI_QM_SGL_DST);
	assert_int_equal((uintptr_t)sgl % 64, 0);
	assert_int_equal(hisi_qm_sgl_add_mbuf((struct hisi_qm_sgl *)
					      (uintptr_t)sgl, m, 40, 1000), 0);
	assert_int_equal(le(sgl, 8), 0);
	assert_int_equal(le(sgl + 8, 2), 255);
	assert_int_equal(le(sgl + 10, 2), 3);
	assert_int_equal(le(sgl + 12, 2), 255);
	assert_int_equal(le(sgl + 14, 2), 0);
	assert_int_equal(le(sgl + 64, 8), (uintptr_t)data + 3 + 40);
	assert_int_equal(le(sgl + 64 + 16, 4), 60);
	assert_int_equal(le(sgl + 96, 8), (uintptr_t)data + 1003);
	assert_int_equal(le(sgl + 96 + 16, 4), 700);
	assert_int_equal(le(sgl + 128, 8), (uintptr_t)data + 2003);
	assert_int_equal(le(sgl + 128 + 16, 4), 240);
}

/* A list made in one call equals one to which all was added. */
static void
fill(void **state)
{
	struct hisi_qm_sgl *added, *filled;
	uint8_t data[3000];
	struct rte_mbuf m[3];
	size_t size = sizeof(*added) + 2 * sizeof(added->sge[0]);

	(void)state;
	mbuf(&m[2], data + 2000, 500, NULL);
	mbuf(&m[1], data + 1000, 0, &m[2]);
	mbuf(&m[0], data, 100, &m[1]);
	added = hisi_qm_sgl_start(pair, 2, HISI_QM_SGL_SRC);
	filled = hisi_qm_sgl_of(pair, 1, HISI_QM_SGL_SRC);
	assert_ptr_equal(hisi_qm_sgl_next_op(filled), added);
	filled = hisi_qm_sgl_next(filled);
	assert_ptr_equal(filled, hisi_qm_sgl_of(pair, 1, HISI_QM_SGL_DST));
	assert_int_equal(hisi_qm_sgl_add_mbuf(added, m, 40, 560), 0);
	assert_int_equal(hisi_qm_sgl_fill(filled, m, 40, 560), 0);
	assert_int_equal(filled->used, 2);
	assert_memory_equal(filled, added, size);
	assert_int_equal(hisi_qm_sgl_fill(filled, m, 40, 561), -1);
	assert_int_equal(hisi_qm_sgl_fill(filled, m, 600, 1), -1);
}

static void
edges(void **state)
{
	struct hisi_qm_sgl *sgl;
	uint8_t data[3000];
	struct rte_mbuf m[3];

	(void)state;
	mbuf(&m[2], data, 50, NULL);
	mbuf(&m[1], data, 0, &m[2]);
	mbuf(&m[0], data, 100, &m[1]);
	/* Offset at a boundary, an empty segment in between. */
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 100, 50), 0);
	assert_int_equal(sgl->used, 1);
	assert_int_equal(sgl->sge[0].addr, (uintptr_t)data + 3);
	/* All of it, and one byte more. */
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 0, 150), 0);
	assert_int_equal(sgl->used, 2);
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 0, 151), -EINVAL);
	/* Offsets beyond the chain. */
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 151, 1), -EINVAL);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, UINT32_MAX, 1),
			 -EINVAL);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 0, UINT32_MAX),
			 -EINVAL);
	/* Nothing wanted. */
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 0, 0), 0);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 150, 0), 0);
	assert_int_equal(sgl->used, 0);
}

/* 255 entries fit, the neighbouring list is not touched. */
static void
capacity(void **state)
{
	struct hisi_qm_sgl *sgl, *next;
	struct rte_mbuf m[257];
	uint8_t data[100];
	int i;

	(void)state;
	for (i = 256; i >= 0; i--)
		mbuf(&m[i], data, 10, i == 256 ? NULL : &m[i + 1]);
	next = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_DST);
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 0, 2550), 0);
	assert_int_equal(sgl->used, 255);
	sgl = hisi_qm_sgl_start(pair, 0, HISI_QM_SGL_SRC);
	assert_int_equal(hisi_qm_sgl_add_mbuf(sgl, m, 0, 2551), -ENOSPC);
	assert_int_equal(sgl->used, 0);
	assert_int_equal(next->used, 0);
	assert_int_equal(next->capacity, 255);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(layout, setup, teardown),
		cmocka_unit_test_setup_teardown(fill, setup, teardown),
		cmocka_unit_test_setup_teardown(edges, setup, teardown),
		cmocka_unit_test_setup_teardown(capacity, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
