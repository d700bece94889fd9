// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Stores to registers as compilers, writeq() and atomic operations make them
 * on arm64.
 */

#include <linux/mm.h>
#include <linux/ptrace.h>

#include "vacc_region.h"
#include "vacc_arm64_insn.h"

int vacc_store_decode(struct pt_regs *regs, struct vacc_insn *insn)
{
	struct vacc_arm64_insn a;
	__le32 word; /* text is little-endian, whatever data is */

	if (compat_user_mode(regs))
		return -EINVAL;
	if (!vacc_store_peek(&word, regs->pc, sizeof(word)))
		return 0;
	if (!vacc_arm64_decode(le32_to_cpu(word), &a))
		return -EINVAL;
	insn->size = a.size;
	insn->value = pt_regs_read_reg(regs, a.rt);
	insn->base = a.rn;
	insn->step = a.step;
	return sizeof(word);
}

/* As if the instruction had been executed: it is the target of no jump any
 * more.
 */
void vacc_store_skip(struct pt_regs *regs, int len,
		     const struct vacc_insn *insn)
{
	if (insn->base == VACC_ARM64_REG_31)
		regs->sp += insn->step;
	else
		regs->regs[insn->base] += insn->step;
	regs->pstate &= ~PSR_BTYPE_MASK;
	regs->pc += len;
}
