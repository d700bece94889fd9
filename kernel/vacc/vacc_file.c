// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * The daemon's view of a queue: its rings, and the memory of the process
 * that opened it.
 */

#include <linux/anon_inodes.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "vacc_access.h"
#include "vacc_session.h"

static long vacc_file_access(struct vacc_file *file,
			     struct vacc_access __user *arg, bool write)
{
	struct vacc_access a;
	long ret;

	if (copy_from_user(&a, arg, sizeof(a)))
		return -ENXIO;
	ret = vacc_access(file, &a, write);
	return put_user(a.done, &arg->done) ? -ENXIO : ret;
}

static long vacc_file_fault(struct vacc_file *file,
			    struct vacc_page __user *arg)
{
	struct vacc_page p;

	if (copy_from_user(&p, arg, sizeof(p)))
		return -ENXIO;
	return p.write > 1 || p.pad ? -EINVAL : vacc_fault(file, &p);
}

static long vacc_file_ioctl(struct file *filep, unsigned int cmd,
			    unsigned long arg)
{
	struct vacc_file *file = filep->private_data;

	switch (cmd) {
	case VACC_Q_READ:
	case VACC_Q_WRITE:
		return vacc_file_access(file, (void __user *)arg,
					cmd == VACC_Q_WRITE);
	case VACC_Q_FAULT:
		return vacc_file_fault(file, (void __user *)arg);
	case VACC_Q_EVENT:
		vacc_queue_wake(file->vq);
		return 0;
	}
	return -ENOTTY;
}

static int vacc_file_mmap(struct file *filep, struct vm_area_struct *vma)
{
	const struct vacc_file *file = filep->private_data;
	struct vacc_queue *vq = file->vq;
	size_t offset;
	int ret = 0;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != vq->dus_size ||
	    !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	uacce_vm_flags_set(vma, VM_DONTCOPY);
	/* Rings are charged to the client. The kernel does not count such memory
	 * as "for user space", so remap_vmalloc_range() refuses it.
	 */
	for (offset = 0; !ret && offset < vq->dus_size; offset += PAGE_SIZE)
		ret = vm_insert_page(vma, vma->vm_start + offset,
				     vmalloc_to_page(vq->dus + offset));
	return ret;
}

static int vacc_file_release(struct inode *inode, struct file *filep)
{
	struct vacc_file *file = filep->private_data;

	vacc_queue_put(file->vq);
	kfree(file);
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
	struct vacc_file *file;
	int fd = -ENOMEM;

	if (!vq)
		return -ENOENT;
	if (vq->session != s) {
		vacc_queue_put(vq);
		return -EPERM;
	}
	file = kzalloc(sizeof(*file), GFP_KERNEL_ACCOUNT);
	if (file) {
		file->vq = vq;
		file->run = READ_ONCE(vq->run);
		fd = anon_inode_getfd("[hisi_vacc_queue]", &vacc_file_fops,
				      file, O_RDWR | O_CLOEXEC);
	}
	if (fd < 0) {
		kfree(file);
		vacc_queue_put(vq);
	}
	return fd;
}
