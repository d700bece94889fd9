/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Memory of another process, by way of the kernel: its addresses, its page
 * tables, its permissions. Nothing is mapped here, so nothing outlives the
 * process.
 */

#include <errno.h>
#include <sys/ioctl.h>

#include "modeld.h"

static int
copy(const struct modeld_queue *q, unsigned long request, uint64_t addr,
     uint64_t buf, size_t len)
{
	struct vacc_access a = { .addr = addr, .len = len, .buf = buf };

	return ioctl(q->fd, request, &a) == 0 ? 0 : -EFAULT;
}

/* One piece in this process: never. The engine copies. */
static void *
memory_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	(void)ctx;
	(void)addr;
	(void)len;
	(void)write;
	return NULL;
}

static void
memory_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx;
	(void)ptr;
	(void)len;
	(void)write;
}

static int
memory_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	return copy(ctx, VACC_Q_READ, addr, (uintptr_t)buf, len);
}

static int
memory_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	return copy(ctx, VACC_Q_WRITE, addr, (uintptr_t)buf, len);
}

const struct hisi_model_mem_ops modeld_memory = {
	.map = memory_map,
	.unmap = memory_unmap,
	.read = memory_read,
	.write = memory_write,
};
