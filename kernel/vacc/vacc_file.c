// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * What the daemon has of a queue: its rings, and the memory of the process
 * that opened it.
 */

#include <linux/anon_inodes.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "vacc_session.h"

static long vacc_file_ioctl(struct file *filep, unsigned int cmd,
			    unsigned long arg)
{
	struct vacc_queue *vq = filep->private_data;
	struct vacc_access a;

	if (cmd == VACC_Q_EVENT) {
		vacc_queue_wake(vq);
		return 0;
	}
	if (cmd != VACC_Q_READ && cmd != VACC_Q_WRITE)
		return -ENOTTY;
	if (copy_from_user(&a, (void __user *)arg, sizeof(a)))
		return -EFAULT;
	return vacc_access(vq, &a, cmd == VACC_Q_WRITE);
}

static int vacc_file_mmap(struct file *filep, struct vm_area_struct *vma)
{
	struct vacc_queue *vq = filep->private_data;
	size_t offset;
	int ret = 0;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != vq->dus_size ||
	    !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	uacce_vm_flags_set(vma, VM_DONTCOPY);
	/* What the kernel charges to the client is no memory that it calls "for
	 * user space", so remap_vmalloc_range() does not take it.
	 */
	for (offset = 0; !ret && offset < vq->dus_size; offset += PAGE_SIZE)
		ret = vm_insert_page(vma, vma->vm_start + offset,
				     vmalloc_to_page(vq->dus + offset));
	return ret;
}

static int vacc_file_release(struct inode *inode, struct file *filep)
{
	vacc_queue_put(filep->private_data);
	return 0;
}

static const struct file_operations vacc_file_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = vacc_file_ioctl,
	.mmap = vacc_file_mmap,
	.release = vacc_file_release,
	.llseek = noop_llseek,
};

int vacc_file_new(struct vacc_session *s, u64 id)
{
	struct vacc_queue *vq = vacc_queue_find(id);
	int fd;

	if (!vq)
		return -ENOENT;
	if (vq->session != s) {
		vacc_queue_put(vq);
		return -EPERM;
	}
	fd = anon_inode_getfd("[hisi_vacc_queue]", &vacc_file_fops, vq,
			      O_RDWR | O_CLOEXEC);
	if (fd < 0)
		vacc_queue_put(vq);
	return fd;
}
