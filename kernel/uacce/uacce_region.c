// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Mapped regions of a queue (doc/hardware/uacce.md 1.3).
 *
 * A mapping may be split (mprotect of a part, munmap of a part). Its pieces
 * know their region by pointer, not by offset, and are counted; the region
 * can be mapped again when the last piece is gone (W1, W2, W11).
 */

#include <linux/slab.h>

#include "uacce_private.h"

static void uacce_vma_open(struct vm_area_struct *vma)
{
	struct uacce_qfile_region *qfr = vma->vm_private_data;

	mutex_lock(&qfr->queue->state_lock);
	qfr->vmas++;
	mutex_unlock(&qfr->queue->state_lock);
}

static void uacce_vma_close(struct vm_area_struct *vma)
{
	struct uacce_qfile_region *qfr = vma->vm_private_data;
	struct uacce_queue *q = qfr->queue;
	bool last;

	mutex_lock(&q->state_lock);
	last = --qfr->vmas == 0;
	if (last)
		q->qfrs[qfr->type] = NULL;
	mutex_unlock(&q->state_lock);
	if (last)
		kfree(qfr);
}

/* Addresses of a region are handed to a device's user once; they stay. */
static int uacce_vma_mremap(struct vm_area_struct *vma)
{
	return -EPERM;
}

static vm_fault_t uacce_vma_fault(struct vm_fault *vmf)
{
	struct uacce_qfile_region *qfr = vmf->vma->vm_private_data;
	struct uacce_queue *q = qfr->queue;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	mutex_lock(&q->state_lock);
	if (q->state != UACCE_Q_ZOMBIE && q->uacce->ops->fault)
		ret = q->uacce->ops->fault(q, qfr, vmf);
	mutex_unlock(&q->state_lock);
	return ret;
}

static const struct vm_operations_struct uacce_vm_ops = {
	.open = uacce_vma_open,
	.close = uacce_vma_close,
	.mremap = uacce_vma_mremap,
	.fault = uacce_vma_fault,
};

/* With a pfn_mkwrite function pages are never mapped writable. */
static const struct vm_operations_struct uacce_guarded_vm_ops = {
	.open = uacce_vma_open,
	.close = uacce_vma_close,
	.mremap = uacce_vma_mremap,
	.fault = uacce_vma_fault,
	.pfn_mkwrite = uacce_vma_fault,
};

/* Under state_lock. */
static int uacce_region_map(struct uacce_queue *q, struct vm_area_struct *vma,
			    struct uacce_qfile_region *qfr)
{
	int ret;

	if (q->state == UACCE_Q_ZOMBIE)
		return -ENXIO;
	if (q->qfrs[qfr->type])
		return -EEXIST;
	if (!q->uacce->ops->mmap)
		return -EINVAL;
	/* The I/O mark is what makes the kernel refuse to take the other
	 * marks back (W2).
	 */
	uacce_vm_flags_set(vma, VM_IO | VM_DONTCOPY | VM_DONTEXPAND |
				VM_WIPEONFORK | VM_DONTDUMP);
	ret = q->uacce->ops->mmap(q, vma, qfr);
	if (ret)
		return ret;
	q->qfrs[qfr->type] = qfr;
	vma->vm_private_data = qfr;
	vma->vm_ops = qfr->guarded ? &uacce_guarded_vm_ops : &uacce_vm_ops;
	return 0;
}

int uacce_region_mmap(struct file *filep, struct vm_area_struct *vma)
{
	struct uacce_queue *q = filep->private_data;
	struct uacce_qfile_region *qfr;
	int ret;

	if (uacce_foreign(q))
		return -EPERM;
	/* A private mapping would keep the stores to itself. */
	if (vma->vm_pgoff >= UACCE_MAX_REGION ||
	    !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	qfr = kzalloc(sizeof(*qfr), GFP_KERNEL_ACCOUNT);
	if (!qfr)
		return -ENOMEM;
	qfr->type = vma->vm_pgoff;
	qfr->queue = q;
	qfr->vmas = 1;
	mutex_lock(&q->state_lock);
	ret = uacce_region_map(q, vma, qfr);
	mutex_unlock(&q->state_lock);
	if (ret)
		kfree(qfr);
	return ret;
}
