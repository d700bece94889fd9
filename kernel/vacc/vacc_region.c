// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Mapped regions (doc/hardware/qm.md 3). The register region can be read, and
 * every store faults: the instruction is decoded, its value handed to the
 * daemon, and the process goes on behind it. So no store is merged or lost,
 * although SQ and CQ doorbells share a register.
 */

#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/sched/task_stack.h>
#include <linux/vmalloc.h>

#include "vacc_device.h"
#include "vacc_region.h"
#include "vacc_session.h"

/* How often in a row an instruction may be out of memory again when it is to be
 * decoded; more often is no accident.
 */
#define VACC_MAX_UNREAD 1000

int vacc_region_mmap(struct uacce_queue *q, struct vm_area_struct *vma,
		     struct uacce_qfile_region *qfr)
{
	struct vacc_queue *vq = q->priv;
	size_t size = vma->vm_end - vma->vm_start;

	if (qfr->type == UACCE_QFRT_DUS) {
		uacce_vm_flags_set(vma, VM_MIXEDMAP);
		return size == vq->dus_size ? 0 : -EINVAL;
	}
	if (size > vacc_device_mmio_size(vq->dev))
		return -EINVAL;
	qfr->guarded = true;
	uacce_vm_flags_set(vma, VM_PFNMAP);
	return 0;
}

/* Pages of the rings are ordinary memory. They are mapped here, under state_lock:
 * later the mappings may have been torn down already.
 */
static vm_fault_t vacc_dus_fault(struct vacc_queue *vq, struct vm_fault *vmf)
{
	size_t offset = (vmf->pgoff - UACCE_QFRT_DUS) << PAGE_SHIFT;

	if (offset >= vq->dus_size)
		return VM_FAULT_SIGBUS;
	return vmf_insert_page(vmf->vma, vmf->address & PAGE_MASK,
			       vmalloc_to_page(vq->dus + offset));
}

static vm_fault_t vacc_mmio_read(struct vacc_queue *vq, struct vm_fault *vmf)
{
	struct page *page = vq->dev->blank;

	if (vmf->pgoff == HISI_QM_USAGE_OFFSET >> PAGE_SHIFT)
		page = vq->dev->regs;
	return vmf_insert_pfn(vmf->vma, vmf->address & PAGE_MASK,
			      page_to_pfn(page));
}

/* Return: false if the process has to try again. */
static bool vacc_mmio_store(struct vacc_queue *vq, u64 offset, u64 value,
			    unsigned int size)
{
	struct vacc_device *dev = vq->dev;

	/* Registers take naturally aligned stores of 64 bits (qm.md 5). */
	if (size != sizeof(u64) || offset % sizeof(u64)) {
		atomic64_inc(&dev->count.bad_stores);
		return true;
	}
	/* The device drops what is stored for a queue that does not run. */
	if (READ_ONCE(vq->dead) || !READ_ONCE(vq->running)) {
		atomic64_inc(&dev->count.bad_stores);
		return true;
	}
	if (!vacc_store_push(vq, offset, value)) {
		usleep_range(50, 100);
		return false;
	}
	atomic64_inc(&dev->count.doorbells);
	return true;
}

static vm_fault_t vacc_mmio_write(struct vacc_queue *vq, struct vm_fault *vmf)
{
	struct pt_regs *regs = task_pt_regs(current);
	struct vacc_insn insn;
	u64 offset;
	int len;

	/* The kernel itself, copying: no register takes that. */
	if (!(vmf->flags & FAULT_FLAG_USER))
		return VM_FAULT_SIGBUS;
	len = vacc_store_decode(regs, &insn);
	vq->unread = len ? 0 : vq->unread + 1;
	if (len < 0 || vq->unread > VACC_MAX_UNREAD) {
		atomic64_inc(&vq->dev->count.bad_stores);
		return VM_FAULT_SIGBUS;
	}
	offset = ((u64)vmf->pgoff << PAGE_SHIFT) +
		 offset_in_page(vmf->real_address);
	if (len && vacc_mmio_store(vq, offset, insn.value, insn.size))
		vacc_store_skip(regs, len, &insn);
	return VM_FAULT_NOPAGE;
}

vm_fault_t vacc_region_fault(struct uacce_queue *q,
			     struct uacce_qfile_region *qfr,
			     struct vm_fault *vmf)
{
	if (qfr->type == UACCE_QFRT_DUS)
		return vacc_dus_fault(q->priv, vmf);
	if (vmf->flags & FAULT_FLAG_WRITE)
		return vacc_mmio_write(q->priv, vmf);
	return vacc_mmio_read(q->priv, vmf);
}
