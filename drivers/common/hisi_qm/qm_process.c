/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Which process may touch a queue. A queue works in the address space of the
 * process that opened it, and its mappings are not copied by fork: a child
 * that used them would drive its parent's device or fault.
 */

#include <inttypes.h>
#include <pthread.h>
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

static void
in_child(void)
{
	hisi_qm_process = process_id();
	foreign_logged = false;
}

RTE_INIT(hisi_qm_process_init)
{
	hisi_qm_process = process_id();
	pthread_atfork(NULL, NULL, in_child);
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
