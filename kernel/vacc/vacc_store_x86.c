// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Stores to registers as compilers and writeq() make them on x86-64: MOV of a
 * register or a constant, and MOVNTI, to memory.
 */

#include <linux/mm.h>
#include <linux/ptrace.h>

#include "vacc_region.h"

#define X86_MAX_INSN 15

/* An instruction under decoding. */
struct x86_insn {
	u8 byte[X86_MAX_INSN];
	int have;
	int pos;
	u8 rex;
	bool opsize;
};

/* Offsets in struct pt_regs by register number. */
static const int x86_reg[16] = {
	offsetof(struct pt_regs, ax), offsetof(struct pt_regs, cx),
	offsetof(struct pt_regs, dx), offsetof(struct pt_regs, bx),
	offsetof(struct pt_regs, sp), offsetof(struct pt_regs, bp),
	offsetof(struct pt_regs, si), offsetof(struct pt_regs, di),
	offsetof(struct pt_regs, r8), offsetof(struct pt_regs, r9),
	offsetof(struct pt_regs, r10), offsetof(struct pt_regs, r11),
	offsetof(struct pt_regs, r12), offsetof(struct pt_regs, r13),
	offsetof(struct pt_regs, r14), offsetof(struct pt_regs, r15),
};

#define REX_W 8
#define REX_R 4

/* Next byte, or -1 if it cannot be read now. */
static int x86_next(struct x86_insn *in)
{
	return in->pos < in->have ? in->byte[in->pos++] : -1;
}

static void x86_fetch(struct x86_insn *in, unsigned long ip)
{
	int first = min_t(unsigned long, X86_MAX_INSN,
			  PAGE_SIZE - offset_in_page(ip));

	in->have = 0;
	if (!vacc_store_peek(in->byte, ip, first))
		return;
	in->have = first;
	if (first < X86_MAX_INSN &&
	    vacc_store_peek(in->byte + first, ip + first,
			    X86_MAX_INSN - first))
		in->have = X86_MAX_INSN;
}

/* Legacy prefixes, then REX. Return: the first opcode byte, or -1. */
static int x86_prefixes(struct x86_insn *in)
{
	int b;

	for (b = x86_next(in); b >= 0; b = x86_next(in)) {
		if (b == 0x66)
			in->opsize = true;
		else if (b != 0x67 && b != 0x26 && b != 0x2e && b != 0x36 &&
			 b != 0x3e && b != 0x64 && b != 0x65)
			break;
	}
	if ((b & ~0xf) == 0x40) {
		in->rex = b;
		b = x86_next(in);
	}
	return b;
}

/*
 * ModRM, SIB and displacement.
 * Return: register field; -1 if more bytes are needed, -EINVAL if the operand
 * is no memory.
 */
static int x86_modrm(struct x86_insn *in)
{
	int m = x86_next(in);
	int mod = m >> 6, rm = m & 7, disp = 0, sib = 0;

	if (m < 0)
		return -1;
	if (mod == 3)
		return -EINVAL;
	if (rm == 4) {
		sib = x86_next(in);
		if (sib < 0)
			return -1;
	}
	if (mod == 1)
		disp = 1;
	else if (mod == 2 || rm == 5 || (rm == 4 && (sib & 7) == 5))
		disp = 4;
	in->pos += disp;
	return in->pos <= in->have ? (m >> 3) & 7 : -1;
}

static u64 x86_reg_value(const struct pt_regs *regs, int number)
{
	return *(const unsigned long *)((const char *)regs + x86_reg[number]);
}

static int x86_imm32(struct x86_insn *in, u64 *value)
{
	s32 imm;

	if (in->pos + (int)sizeof(imm) > in->have)
		return 0;
	memcpy(&imm, in->byte + in->pos, sizeof(imm));
	in->pos += sizeof(imm);
	*value = (s64)imm;
	return in->pos;
}

int vacc_store_decode(struct pt_regs *regs, struct vacc_insn *insn)
{
	struct x86_insn in = { .pos = 0 };
	bool constant = false;
	int op, reg;

	if (!user_64bit_mode(regs))
		return -EINVAL;
	x86_fetch(&in, regs->ip);
	op = x86_prefixes(&in);
	if (op == 0x0f) {
		op = x86_next(&in);
		if (op >= 0 && op != 0xc3)
			return -EINVAL;
	} else if (op == 0xc7) {
		constant = true;
	} else if (op >= 0 && op != 0x89) {
		return -EINVAL;
	}
	if (op < 0)
		return 0;
	reg = x86_modrm(&in);
	if (reg < 0)
		return reg == -1 ? 0 : reg;
	if (in.opsize || (constant && reg))
		return -EINVAL;
	insn->size = in.rex & REX_W ? 8 : 4;
	if (constant)
		return x86_imm32(&in, &insn->value);
	insn->value = x86_reg_value(regs, reg | (in.rex & REX_R ? 8 : 0));
	return in.pos;
}

void vacc_store_skip(struct pt_regs *regs, int len,
		     const struct vacc_insn *insn)
{
	regs->ip += len;
}
