/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VACC_REGION_H
#define VACC_REGION_H

/* Mapped regions, and the stores that fault there. */

#include "vacc.h"

/* vacc_region.c: qm.md 3 */

/**
 * vacc_region_mmap() - mmap operation of the framework
 * @q: queue
 * @vma: new mapping
 * @qfr: region; registers become a guarded one
 *
 * Return: 0, or -EINVAL: registers take any length up to the region, shared
 * memory exactly its own. Context: under the mmap lock (write) and state_lock.
 */
int vacc_region_mmap(struct uacce_queue *q, struct vm_area_struct *vma,
		     struct uacce_qfile_region *qfr);

/**
 * vacc_region_fault() - fault operation of the framework
 * @q: queue
 * @qfr: region
 * @vmf: fault: absent page, or a store to a register
 *
 * Return: VM_FAULT_*; SIGBUS for what no register takes. With a full fifo it
 * sleeps 50 to 100 us and lets the process try again.
 * Context: of the process, under the mmap lock (read) and state_lock.
 */
vm_fault_t vacc_region_fault(struct uacce_queue *q,
			     struct uacce_qfile_region *qfr,
			     struct vm_fault *vmf);

/* vacc_store.c */

/**
 * vacc_store_peek() - read text of the process
 * @to: buffer
 * @ip: where the text is
 * @n: bytes, all in one page
 *
 * Return: false if the page is not there now. Context: of the process, under
 * its mmap lock; serves no page fault.
 */
bool vacc_store_peek(void *to, unsigned long ip, int n);

/* vacc_store_ARCH.c */

/**
 * struct vacc_insn - a store to a register
 * @value: what it stores
 * @size: bytes, 4 or 8
 * @base: number of its base register; for vacc_store_skip() only
 * @step: what it adds to the base register; for vacc_store_skip() only
 */
struct vacc_insn {
	u64 value;
	unsigned int size;
	unsigned int base;
	long step;
};

/**
 * vacc_store_decode() - what the store that just faulted would write
 * @regs: of the process; nothing is changed
 * @insn: filled if the length is positive
 *
 * Return: length of the instruction in bytes; 0 if it cannot be read now and
 * is to be tried again; -EINVAL if it is none that can store to a register
 * (qm.md 5). Context: of the process, under its mmap lock; serves no page
 * fault.
 */
int vacc_store_decode(struct pt_regs *regs, struct vacc_insn *insn);

/**
 * vacc_store_skip() - let the process go on behind the instruction
 * @regs: of the process
 * @len: bytes of the instruction
 * @insn: what it was decoded to
 */
void vacc_store_skip(struct pt_regs *regs, int len,
		     const struct vacc_insn *insn);

#endif /* VACC_REGION_H */
