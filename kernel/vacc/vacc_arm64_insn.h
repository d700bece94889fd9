/* SPDX-License-Identifier: GPL-2.0 OR BSD-3-Clause */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VACC_ARM64_INSN_H
#define VACC_ARM64_INSN_H

/*
 * Stores of one general register, by their instruction words (A64, the base
 * instruction set). Of numbers only, so that a test can have it too.
 */

#include <linux/types.h>

/* As Rt the zero register, as Rn the stack pointer. */
#define VACC_ARM64_REG_31 31

/**
 * struct vacc_arm64_insn - a store
 * @size: bytes, 4 or 8
 * @rt: number of the register that is stored; 31: zero
 * @rn: number of the base register; 31: the stack pointer
 * @step: what is added to the base register with the store, -256 to 255; 0
 *	but for pre- and post-index
 */
struct vacc_arm64_insn {
	unsigned int size;
	unsigned int rt;
	unsigned int rn;
	int step;
};

/* A kind of store. Bit 30, 4 or 8 bytes, is in none of the masks. */
struct vacc_arm64_kind {
	__u32 mask;
	__u32 value;
	int indexed;
};

/**
 * vacc_arm64_decode() - what an instruction word stores
 * @word: as a number, whatever the byte order
 * @insn: filled if it is such a store
 *
 * Return: 1; 0 for all else: stores of pairs, of vector registers, of 1 and 2
 * bytes, exclusive ones, atomic operations, and what is no store.
 */
static inline int vacc_arm64_decode(__u32 word, struct vacc_arm64_insn *insn)
{
	static const struct vacc_arm64_kind kinds[] = {
		{ 0xbfc00000, 0xb9000000, 0 }, /* STR, scaled offset */
		{ 0xbfe00c00, 0xb8000000, 0 }, /* STUR */
		{ 0xbfe00c00, 0xb8000400, 1 }, /* STR, post-index */
		{ 0xbfe00c00, 0xb8000800, 0 }, /* STTR */
		{ 0xbfe00c00, 0xb8000c00, 1 }, /* STR, pre-index */
		{ 0xbfe00c00, 0xb8200800, 0 }, /* STR, register offset */
		{ 0xbffffc00, 0x889ffc00, 0 }, /* STLR */
		{ 0xbfe00c00, 0x99000000, 0 }, /* STLUR */
	};
	unsigned int i;
	int imm9 = word >> 12 & 0x1ff;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if ((word & kinds[i].mask) != kinds[i].value)
			continue;
		insn->size = word & 1U << 30 ? 8 : 4;
		insn->rt = word & 0x1f;
		insn->rn = word >> 5 & 0x1f;
		insn->step = kinds[i].indexed ? (imm9 ^ 0x100) - 0x100 : 0;
		return 1;
	}
	return 0;
}

#endif /* VACC_ARM64_INSN_H */
