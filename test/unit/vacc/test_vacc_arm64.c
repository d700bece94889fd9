/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The virtual accelerator's decoder of arm64 stores against words that GNU as
 * made of the text beside them. Runs on any machine.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "vacc_arm64_insn.h"

struct store {
	uint32_t word;
	unsigned int size;
	unsigned int rt;
	unsigned int rn;
	int step;
};

static const struct store stores[] = {
	{ 0xf9000001, 8, 1, 0, 0 }, /* str x1, [x0] */
	{ 0xf93ffc65, 8, 5, 3, 0 }, /* str x5, [x3, #32760] */
	{ 0xb93ffc65, 4, 5, 3, 0 }, /* str w5, [x3, #16380] */
	{ 0xf90007ff, 8, 31, 31, 0 }, /* str xzr, [sp, #8] */
	{ 0xb90000ff, 4, 31, 7, 0 }, /* str wzr, [x7] */
	{ 0xf81ff001, 8, 1, 0, 0 }, /* stur x1, [x0, #-1] */
	{ 0xb80ff3c2, 4, 2, 30, 0 }, /* stur w2, [x30, #255] */
	{ 0xf8100401, 8, 1, 0, -256 }, /* str x1, [x0], #-256 */
	{ 0xf80ff401, 8, 1, 0, 255 }, /* str x1, [x0], #255 */
	{ 0xb80047e1, 4, 1, 31, 4 }, /* str w1, [sp], #4 */
	{ 0xf81f8c01, 8, 1, 0, -8 }, /* str x1, [x0, #-8]! */
	{ 0xf81f0fff, 8, 31, 31, -16 }, /* str xzr, [sp, #-16]! */
	{ 0xb8001d49, 4, 9, 10, 1 }, /* str w9, [x10, #1]! */
	{ 0xf8226801, 8, 1, 0, 0 }, /* str x1, [x0, x2] */
	{ 0xf822d801, 8, 1, 0, 0 }, /* str x1, [x0, w2, sxtw #3] */
	{ 0xb8224801, 4, 1, 0, 0 }, /* str w1, [x0, w2, uxtw] */
	{ 0xf83f7bfe, 8, 30, 31, 0 }, /* str x30, [sp, xzr, lsl #3] */
	{ 0xf8100801, 8, 1, 0, 0 }, /* sttr x1, [x0, #-256] */
	{ 0xb8008801, 4, 1, 0, 0 }, /* sttr w1, [x0, #8] */
	{ 0xc89ffc01, 8, 1, 0, 0 }, /* stlr x1, [x0] */
	{ 0x889fffff, 4, 31, 31, 0 }, /* stlr wzr, [sp] */
	{ 0xd91f8001, 8, 1, 0, 0 }, /* stlur x1, [x0, #-8] */
	{ 0x990003e1, 4, 1, 31, 0 }, /* stlur w1, [sp] */
};

static const uint32_t others[] = {
	0x39000001, /* strb w1, [x0] */
	0x79000001, /* strh w1, [x0] */
	0x38001401, /* strb w1, [x0], #1 */
	0x78002c01, /* strh w1, [x0, #2]! */
	0x381ff001, /* sturb w1, [x0, #-1] */
	0x78226801, /* strh w1, [x0, x2] */
	0x089ffc01, /* stlrb w1, [x0] */
	0x489ffc01, /* stlrh w1, [x0] */
	0x59000001, /* stlurh w1, [x0] */
	0xa9000801, /* stp x1, x2, [x0] */
	0x28810801, /* stp w1, w2, [x0], #8 */
	0xa9810801, /* stp x1, x2, [x0, #16]! */
	0xa8000801, /* stnp x1, x2, [x0] */
	0xad000400, /* stp q0, q1, [x0] */
	0x3d000000, /* str b0, [x0] */
	0xfd000000, /* str d0, [x0] */
	0xbd000000, /* str s0, [x0] */
	0x3d800000, /* str q0, [x0] */
	0xfc008400, /* str d0, [x0], #8 */
	0x3c801000, /* stur q0, [x0, #1] */
	0xfc216800, /* str d0, [x0, x1] */
	0x4c007000, /* st1 {v0.16b}, [x0] */
	0xf9400001, /* ldr x1, [x0] */
	0xb9400001, /* ldr w1, [x0] */
	0xf8408401, /* ldr x1, [x0], #8 */
	0xf8400001, /* ldur x1, [x0] */
	0xf8626801, /* ldr x1, [x0, x2] */
	0xb9800001, /* ldrsw x1, [x0] */
	0xb8800001, /* ldursw x1, [x0] */
	0xf8400801, /* ldtr x1, [x0] */
	0xc8dffc01, /* ldar x1, [x0] */
	0xd9400001, /* ldapur x1, [x0] */
	0x99800001, /* ldapursw x1, [x0] */
	0xf9800000, /* prfm pldl1keep, [x0] */
	0xf8800000, /* prfum pldl1keep, [x0] */
	0xc8037c01, /* stxr w3, x1, [x0] */
	0xc803fc01, /* stlxr w3, x1, [x0] */
	0xc8230801, /* stxp w3, x1, x2, [x0] */
	0xc8a17c02, /* cas x1, x2, [x0] */
	0xc8a1fc02, /* casl x1, x2, [x0] */
	0xf8218002, /* swp x1, x2, [x0] */
	0xf861801f, /* swpl x1, xzr, [x0] */
	0xf821001f, /* stadd x1, [x0] */
	0xc89f7c01, /* stllr x1, [x0] */
	0xd50b7420, /* dc zva, x0 */
	0xd50b7a20, /* dc cvac, x0 */
	0xd9200800, /* stg x0, [x0] */
	0x69000801, /* stgp x1, x2, [x0] */
	0xd9a01400, /* st2g x0, [x0], #16 */
	0xd503201f, /* nop */
	0xd65f03c0, /* ret */
	0xd4000001, /* svc #0x0 */
	0xaa0203e1, /* mov x1, x2 */
	0x00000000, 0xffffffff,
};

#define NB(array) (sizeof(array) / sizeof((array)[0]))

static void
stores_are_known(void **state)
{
	struct vacc_arm64_insn got;
	const struct store *s;

	(void)state;
	for (s = stores; s < stores + NB(stores); s++) {
		if (!vacc_arm64_decode(s->word, &got))
			fail_msg("%08x is not known", s->word);
		if (got.size != s->size || got.rt != s->rt ||
		    got.rn != s->rn || got.step != s->step)
			fail_msg("%08x: size %u, register %u, base %u, step %d",
				 s->word, got.size, got.rt, got.rn, got.step);
	}
}

static void
others_are_refused(void **state)
{
	struct vacc_arm64_insn got;
	size_t i;

	(void)state;
	for (i = 0; i < NB(others); i++)
		if (vacc_arm64_decode(others[i], &got))
			fail_msg("%08x is taken for a store", others[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stores_are_known),
		cmocka_unit_test(others_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
