/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VACC_ACCESS_H
#define VACC_ACCESS_H

/* The memory of the process behind a queue, as the daemon reaches it. */

#include "vacc.h"

/* Longest wait for a page. Then the access fails, as it does on a device whose
 * page request gets no answer.
 */
#define VACC_FAULT_MS 10000

/**
 * struct vacc_file - what the daemon has of a run of a queue
 * @vq: queue, with a reference
 * @run: the run it was made for; in a later one it reaches nothing
 */
struct vacc_file {
	struct vacc_queue *vq;
	u64 run;
};

/* vacc_access.c */

/**
 * vacc_run_over() - whether a file reaches nothing any more
 * @file: file of the daemon
 *
 * Return: true if the queue was stopped, or died, since the file was made.
 * Any context. Only under the gate does the answer stay true or false.
 */
bool vacc_run_over(const struct vacc_file *file);

/**
 * vacc_access() - copy between the daemon and the process of a queue
 * @file: file of the daemon
 * @a: address and length in the process, buffer of the caller; gets the
 *	number of bytes that were copied
 * @write: to the process
 *
 * Goes through the page tables of the process, with its permissions. Never
 * waits for the process.
 *
 * Return: 0; -EAGAIN if the next page is absent, not allowed, or cannot be
 * looked up now: vacc_fault() tells which; -EFAULT if the run is over or the
 * address space is no more; -ENXIO for a bad buffer of the caller; -EINTR
 * killed. Context: of the daemon; takes the gate for reading, a page at a time.
 */
long vacc_access(const struct vacc_file *file, struct vacc_access *a,
		 bool write);

/* vacc_fault.c */

/**
 * vacc_fault() - let a page of the process come
 * @file: file of the daemon
 * @p: the page, and whether it is to be written
 *
 * It is counted as a page fault of the device and takes the time of one. The
 * page may be gone again when this returns.
 *
 * Return: 0; -EFAULT for an address that the process itself could not use that
 * way, if it takes longer than VACC_FAULT_MS, or if the run is over; -EINTR
 * killed. Context: of the daemon, without any lock; sleeps.
 */
long vacc_fault(const struct vacc_file *file, const struct vacc_page *p);

#endif /* VACC_ACCESS_H */
