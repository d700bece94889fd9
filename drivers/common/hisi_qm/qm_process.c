/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Which process may touch a queue. A queue works in the address space of the
 * process that opened it, and its mappings are not copied by fork: a child
 * that used them would drive its parent's device or fault.
 */

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include "qm_private.h"

/* Not in shared memory: parent and child each have their own. */
RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_process)
uint64_t hisi_qm_process;
static bool foreign_logged;

static uint64_t
process_id(void)
{
	static uint32_t forks;

	return (uint64_t)++forks << 32 | (uint32_t)getpid();
}

/* EAL's memory stays shared after fork(): give the child copies. */
static void
in_child(void)
{
	struct hisi_qm_dev *dev;

	hisi_qm_process = process_id();
	foreign_logged = false;
	for (dev = qm_dev_first(); dev != NULL; dev = dev->next)
		if (dev->shared.dev != NULL)
			dev->no_copy = dev->shared.copy(dev,
						dev->pairs == NULL) != 0;
	qm_list_unlock();
}

RTE_INIT(hisi_qm_process_init)
{
	hisi_qm_process = process_id();
	/* The telemetry thread may hold the lock, and a child has none. */
	pthread_atfork(qm_list_lock, qm_list_unlock, in_child);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_foreign)
void
hisi_qm_foreign(const struct hisi_qm_pair *pair)
{
	if (foreign_logged)
		return;
	foreign_logged = true;
	QM_LOG(ERR, "process %d must not use queue pairs opened by process %" PRIu32 ": queues belong to one address space; open devices and queue pairs after fork()",
	       getpid(), (uint32_t)pair->owner);
}

bool
qm_process_ended(uint64_t process)
{
	return kill((pid_t)(uint32_t)process, 0) != 0 && errno == ESRCH;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_dev_may_remove)
int
hisi_qm_dev_may_remove(const struct hisi_qm_dev *dev)
{
	if (dev->maker == hisi_qm_process || qm_process_ended(dev->maker))
		return 0;
	QM_LOG(ERR, "%s: process %d cannot remove the device of process %" PRIu32 ", which is still running; queue pairs are given back when this process ends",
	       dev->vdev_name, getpid(), (uint32_t)dev->maker);
	return -EPERM;
}

int
qm_dev_adopt(struct hisi_qm_dev *dev)
{
	const char *why = NULL;

	if (dev->owner == hisi_qm_process)
		return 0;
	if (dev->pairs != NULL)
		why = "it had queue pairs, which belong to the address space that opened them";
	else if (dev->pin)
		why = "its pins (devarg pin=1) are of the memory of that process";
	else if (dev->threads)
		why = "its model has threads (devarg mode=thread), which fork() does not copy";
	else if (dev->no_copy)
		why = "there was no memory for a copy of its state";
	if (why == NULL) {
		dev->owner = hisi_qm_process;
		return 0;
	}
	QM_LOG(ERR, "%s: process %d cannot have the device of process %" PRIu32 ": when it was forked, %s; make the device after fork()",
	       dev->vdev_name, getpid(), (uint32_t)dev->owner, why);
	return -EPERM;
}
