/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef PIN_SET_H
#define PIN_SET_H

/*
 * A pin set is an open file of the node and all ranges that were pinned through
 * it. It belongs to the address space that opened the file.
 *
 * Locks, in the order in which they are taken, and who can wait for each:
 *
 * - pin_waiting_lock, a spinlock of the module: over the list of sets that wait
 *   for a device to stop, and over the flags of all sets. Nothing sleeps and no
 *   page is touched under it.
 * - The lock of a set, a mutex: over its ranges. Memory of the opener is brought
 *   in under it, and that may take as long as a file system or a swap device
 *   likes. Only the opener's own threads wait for it then. SIGKILL ends the waiting,
 *   and the bringing in as far as the file system lets it. Everybody else takes it
 *   only when the opener has exited or the file is closed, and then only to take
 *   the ranges off.
 *
 * Pages are given back under no lock: a set is emptied in two steps, the ranges
 * are taken off under the lock of the set and freed afterwards. Where a notifier
 * of the address space empties a set, a work item frees the ranges, because
 * mmu_notifier_unregister() of every process waits for the callbacks of all
 * others.
 */

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/mmu_notifier.h>
#include <linux/mutex.h>
#include <linux/xarray.h>

/**
 * struct pin_set - an open file of the node
 * @mm: opener, the only address space that may use the file; its structure is
 *	held
 * @lock: over @ranges
 * @ranges: by first page
 * @notifier: tells when the address space dies
 * @watched: the notifier is registered; under @lock
 * @waiting: in the list of sets whose pages a device may still write to; under
 *	pin_waiting_lock
 * @leaving: the file is being closed, so the notifier has nothing to do; under
 *	pin_waiting_lock
 * @ref: the file, and the list of waiting sets
 */
struct pin_set {
	struct mm_struct *mm;
	struct mutex lock;
	struct xarray ranges;
	struct mmu_notifier notifier;
	bool watched;
	struct list_head waiting;
	bool leaving;
	struct kref ref;
};

/**
 * pin_set_new() - a set for the calling process
 *
 * Return: the set, to be given to pin_set_close(), or NULL without memory.
 */
struct pin_set *pin_set_new(void);

/**
 * pin_set_close() - the file is closed: give everything back
 * @set: set that nobody else uses
 *
 * Pages that a device without shared virtual addressing may still write to are
 * given back when it has stopped (doc/hardware/uacce.md 11.3 J3).
 * Context: of any process; sleeps.
 */
void pin_set_close(struct pin_set *set);

/**
 * pin_set_add() - pin pages of the calling process
 * @set: set of its address space
 * @first: number of the first page
 * @npages: 1 to PIN_MAX_PAGES
 *
 * Return: 0, and the range is in the set; -EBUSY if a range begins there
 * already; -EINTR killed; others as pin_range_new() and
 * mmu_notifier_register(). Sleeps.
 */
int pin_set_add(struct pin_set *set, unsigned long first, unsigned long npages);

/**
 * pin_set_remove() - unpin a range
 * @set: set of the calling process
 * @first: number of the first page
 * @npages: as when it was pinned
 *
 * Return: 0; -ENODEV no range begins there; -EINVAL it has another length;
 * -EBUSY a device may still write to it; -EINTR killed. Sleeps.
 */
int pin_set_remove(struct pin_set *set, unsigned long first,
		   unsigned long npages);

/**
 * pin_sets_init() - make the work queue, listen for devices that stop
 *
 * Return: 0, and pin_sets_exit() has to follow; -ENOMEM.
 */
int pin_sets_init(void);

/**
 * pin_sets_exit() - undo pin_sets_init(); all pages are given back on return
 *
 * Context: no file is open; sleeps.
 */
void pin_sets_exit(void);

#endif /* PIN_SET_H */
