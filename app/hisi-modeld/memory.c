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

/* Bytes that are copied before somebody else may be due. */
#define PIECE (256 * 1024)

/* A page that is not there: who executes meanwhile is somebody else. */
static int
bring(struct modeld_queue *q, uint64_t addr, bool write)
{
	struct vacc_page page = { .addr = addr, .write = write };
	int ret;

	turn_leave(&q->turn);
	ret = ioctl(q->fd, VACC_Q_FAULT, &page);
	return turn_take(&q->turn) && ret == 0 ? 0 : -EFAULT;
}

static int
copy_piece(struct modeld_queue *q, unsigned long request,
	   struct vacc_access *a)
{
	while (ioctl(q->fd, request, a) != 0) {
		if (errno != EAGAIN)
			return -EFAULT;
		a->addr += a->done;
		a->buf += a->done;
		a->len -= a->done;
		if (bring(q, a->addr, request == VACC_Q_WRITE) != 0)
			return -EFAULT;
	}
	return 0;
}

static int
copy(struct modeld_queue *q, unsigned long request, uint64_t addr,
     uint64_t buf, size_t len)
{
	struct vacc_access a;
	size_t n;

	for (; len > 0; addr += n, buf += n, len -= n) {
		n = len < PIECE ? len : PIECE;
		a = (struct vacc_access){ .addr = addr, .len = n, .buf = buf };
		if (!turn_next(&q->turn) || copy_piece(q, request, &a) != 0)
			return -EFAULT;
	}
	return 0;
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
