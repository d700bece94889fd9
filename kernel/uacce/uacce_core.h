/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef UACCE_CORE_H
#define UACCE_CORE_H

/**
 * DOC: Queue files as drivers of accelerators see the framework.
 *
 * The names are those that drivers of kernels with a uacce of their own use,
 * so that such a driver compiles unchanged when this header comes first. The
 * kernel's header has stubs that collide; its guard keeps it out.
 * doc/hardware/uacce.md 3.
 */
#ifdef _LINUX_UACCE_H
#error "include uacce_core.h before <linux/uacce.h>"
#endif
#define _LINUX_UACCE_H

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/uidgid.h>
#include <linux/wait.h>

#include "uapi/uacce.h"

#define UACCE_NAME "uacce"

/* Largest value of attribute isolate_strategy. */
#define UACCE_MAX_ERR_THRESHOLD 65535

/* Regions of a queue file. */
#define UACCE_MAX_REGION 2

/* Longest driver name, with its final zero. */
#define UACCE_MAX_NAME_SIZE 64

/**
 * UACCE_DEV_SVA_SELF - the driver reaches the opener's memory by itself
 *
 * Asked for together with UACCE_DEV_SVA: attribute flags shows SVA, but no
 * IOMMU is bound. The driver must give every queue the address space in
 * &struct uacce_queue.mm and no other. Not visible in sysfs.
 */
#define UACCE_DEV_SVA_SELF (1U << 31)

/**
 * DOC: Locks
 *
 * In the order in which they are taken. For each: who waits for it, and what its
 * holder may wait for. No client waits for the memory or the work of another.
 *
 * - life_lock, a mutex of the device, over the list of queues and over get_queue
 *   and put_queue of the driver. All users of the device wait for it, when they
 *   open (SIGKILL ends that) and when they close. Its holder binds the address
 *   space to the IOMMU, which allocates memory of the kernel, and in put_queue
 *   lets go of a queue that has stopped before. Memory that is charged to a
 *   client is allocated outside. Removal of the device alone stops queues under
 *   it: nobody can open then, and it lasts as long as the driver's stop_queue.
 * - run_lock, a mutex of the queue, over start_queue, stop_queue and ioctl of the
 *   driver. The opener's own threads wait for it, and removal. stop_queue waits
 *   for the client's work, as long as the driver allows. Page faults are off.
 * - mmap lock of the opener, of the kernel.
 * - state_lock, a mutex of the queue, over what mmap, faults and poll look at. The
 *   opener's threads wait for it, and removal for a moment. Its holder allocates
 *   page tables and whatever the driver's fault does; no user memory is touched.
 * - uacce_dma_lock, a spinlock of the module, over the list of started queues
 *   without SVA.
 *
 * The state of a queue changes under run_lock and state_lock and is read under
 * either. Who waits for queues without SVA to stop is told under no lock.
 */

struct uacce_device;
struct uacce_queue;
struct iommu_sva;
struct user_namespace;

enum uacce_q_state {
	UACCE_Q_ZOMBIE = 0,
	UACCE_Q_INIT,
	UACCE_Q_STARTED,
};

enum uacce_dev_state {
	UACCE_DEV_NORMAL,
	UACCE_DEV_ISOLATE,
};

/**
 * struct uacce_qfile_region - a mapped region of a queue
 * @type: which one
 * @guarded: set by the driver's mmap: every store of the process faults and
 *	goes to the driver's fault function
 * @queue: queue it belongs to
 * @vmas: pieces that the mapping was split into; under state_lock
 */
struct uacce_qfile_region {
	enum uacce_qfrt type;
	bool guarded;
	struct uacce_queue *queue;
	unsigned int vmas;
};

/**
 * struct uacce_ops - what a driver supplies (doc/hardware/uacce.md 3.2)
 *
 * All but get_queue and put_queue may be missing. The locks are explained above.
 *
 * @get_available_instances: free queues; with or without life_lock
 * @get_queue: opener gets a queue, and the driver its memory, also if it fails;
 *	under life_lock
 * @put_queue: give it back, stopped; cannot fail; under life_lock and run_lock
 * @start_queue: under run_lock
 * @stop_queue: only for a started queue; when it returns the device no longer
 *	writes memory of the process; under run_lock
 * @is_q_updated: whether something finished since the last call; under state_lock
 * @mmap: map a region, check the length; under state_lock
 * @ioctl: requests the framework does not know; under run_lock, with page faults
 *	disabled: after -EFAULT it is called again when the pages that the
 *	request's direction and size name are there
 * @get_isolate_state: may be called with or without life_lock
 * @isolate_err_threshold_write: no lock held, must not take life_lock
 * @isolate_err_threshold_read: no lock held, must not take life_lock
 * @fault: page fault in a region, or store to a guarded one; under state_lock. Without
 *	it every fault is a SIGBUS
 */
struct uacce_ops {
	int (*get_available_instances)(struct uacce_device *uacce);
	int (*get_queue)(struct uacce_device *uacce, unsigned long pasid,
			 struct uacce_queue *q);
	void (*put_queue)(struct uacce_queue *q);
	int (*start_queue)(struct uacce_queue *q);
	void (*stop_queue)(struct uacce_queue *q);
	int (*is_q_updated)(struct uacce_queue *q);
	int (*mmap)(struct uacce_queue *q, struct vm_area_struct *vma,
		    struct uacce_qfile_region *qfr);
	long (*ioctl)(struct uacce_queue *q, unsigned int cmd,
		      unsigned long arg);
	enum uacce_dev_state (*get_isolate_state)(struct uacce_device *uacce);
	int (*isolate_err_threshold_write)(struct uacce_device *uacce,
					   u32 num);
	u32 (*isolate_err_threshold_read)(struct uacce_device *uacce);
	vm_fault_t (*fault)(struct uacce_queue *q,
			    struct uacce_qfile_region *qfr,
			    struct vm_fault *vmf);
};

/**
 * struct uacce_interface - argument of uacce_alloc()
 * @name: becomes the node's name with a hyphen and the device id
 * @flags: UACCE_DEV_SVA or 0, maybe UACCE_DEV_SVA_SELF
 * @ops: must outlive the device
 */
struct uacce_interface {
	char name[UACCE_MAX_NAME_SIZE];
	unsigned int flags;
	const struct uacce_ops *ops;
};

/**
 * struct uacce_queue - an open queue file
 * @uacce: its device
 * @priv: the driver's
 * @wait: who polls; the driver wakes it up
 * @list: in the device's list, under life_lock
 * @qfrs: regions mapped now, under state_lock
 * @run_lock: see above
 * @state_lock: see above
 * @state: changed under run_lock and state_lock, read under either
 * @pasid: 0 without an IOMMU
 * @handle: IOMMU binding or NULL
 * @mapping: for tearing down the mappings
 * @dma: in the list of queues that write memory by bus addresses
 * @memory: zeroed memory of queue_size bytes, only in get_queue; the driver frees
 *	it with kvfree()
 * @rings: zeroed memory of rings_size bytes, only in get_queue; the driver frees
 *	it with vfree(). Both are charged to the opener
 * @owner: user to whom the queue is counted
 * @owner_ns: user namespace to which it is counted instead, or NULL; to compare
 * @mm: address space of the opener, the only one that may use the queue;
 *	compare it, or take its users before looking into it
 */
struct uacce_queue {
	struct uacce_device *uacce;
	void *priv;
	wait_queue_head_t wait;
	struct list_head list;
	struct uacce_qfile_region *qfrs[UACCE_MAX_REGION];
	struct mutex run_lock;
	struct mutex state_lock;
	enum uacce_q_state state;
	u32 pasid;
	struct iommu_sva *handle;
	struct address_space *mapping;
	struct list_head dma;
	void *memory;
	void *rings;
	kuid_t owner;
	struct user_namespace *owner_ns;
	struct mm_struct *mm;
};

/**
 * struct uacce_device - an accelerator function
 * @algs: names, one per line; set by the driver before registration
 * @api_ver: protocol name; set by the driver before registration
 * @ops: NULL after removal
 * @qf_pg_num: pages of the regions; set by the driver before registration
 * @parent: NULL after removal
 * @is_vf: virtual function
 * @flags: after negotiation
 * @dev_id: number in the name, and minor
 * @cdev: character device
 * @dev: class device
 * @queue_size: bytes of memory that get_queue wants; set by the driver before
 *	registration
 * @rings_size: bytes of memory for rings that get_queue wants; likewise
 * @life_lock: see above
 * @priv: the driver's
 * @queues: open queues, under life_lock
 */
struct uacce_device {
	const char *algs;
	const char *api_ver;
	const struct uacce_ops *ops;
	unsigned long qf_pg_num[UACCE_MAX_REGION];
	struct device *parent;
	bool is_vf;
	u32 flags;
	u32 dev_id;
	struct cdev cdev;
	struct device dev;
	size_t queue_size;
	size_t rings_size;
	struct mutex life_lock;
	void *priv;
	struct list_head queues;
};

/**
 * uacce_alloc() - make a device that is not visible yet
 * @parent: device behind it
 * @interface: name, flags, operations
 *
 * The caller looks at the flags that were negotiated and fills in algs,
 * api_ver, qf_pg_num, is_vf and priv.
 *
 * Return: the device, to be given to uacce_remove(), or an error pointer.
 */
struct uacce_device *uacce_alloc(struct device *parent,
				 struct uacce_interface *interface);

/**
 * uacce_register() - make the node and sysfs appear
 * @uacce: device
 *
 * Users can open from inside this call on.
 *
 * Return: 0; -EINVAL for missing texts or operations; -EPERM for a device
 * without SVA if module parameter allow_no_sva is not set; others of the
 * driver core. The device must be removed in any case.
 */
int uacce_register(struct uacce_device *uacce);

/**
 * uacce_remove() - end all queues and drop the device
 * @uacce: device, registered or not; NULL is allowed
 *
 * No operation of the driver is called after it has returned.
 */
void uacce_remove(struct uacce_device *uacce);

/**
 * uacce_mm_has_dma() - whether a device may write memory of a process
 * without going through its page tables
 * @mm: address space
 *
 * Return: true if a queue of a device without SVA, opened by it, is started.
 */
bool uacce_mm_has_dma(struct mm_struct *mm);

/**
 * uacce_dma_stop_notify() - be told when such a queue has stopped
 * @nb: called under no lock with the &struct mm_struct, or with NULL: any
 *
 * Return: 0.
 */
int uacce_dma_stop_notify(struct notifier_block *nb);

/**
 * uacce_dma_stop_unnotify() - no longer be told
 * @nb: notifier
 *
 * Return: 0 or -ENOENT.
 */
int uacce_dma_stop_unnotify(struct notifier_block *nb);

#endif /* UACCE_CORE_H */
