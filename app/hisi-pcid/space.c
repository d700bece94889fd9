/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Memory as the engines see it: the guest's own addresses for the kernel's
 * queues, a process's addresses for user queues with a PASID.
 */

#include <errno.h>

#include "pcid.h"

/* @return false if the page is not there, or not for this access */
static bool
translate(struct pcid_space *s, uint64_t addr, bool write, uint64_t *to,
	  uint64_t *left)
{
	if (pcid_vtd_translate(s->device, s->pasid, addr, write, to, left))
		return true;
	/* Nobody can be asked for the page (doc/pci.md). */
	s->device->iommu.faults++;
	return false;
}

/* One piece only within a page: where the next one lies is another walk. */
static void *
space_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	struct pcid_space *s = ctx;
	uint64_t to = addr, left = len;

	if (s->process &&
	    (!translate(s, addr, write, &to, &left) || left < len))
		return NULL;
	return pcid_guest_ptr(&s->device->guest, to, len, write);
}

/* A range is unmapped by a message, never while a descriptor is executed. */
static void
space_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx;
	(void)ptr;
	(void)len;
	(void)write;
}

static int
space_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	struct pcid_space *s = ctx;
	uint64_t to, left;
	uint8_t *p = buf;
	size_t n;

	if (!s->process)
		return pcid_guest_read(&s->device->guest, addr, buf, len);
	for (; len > 0; addr += n, p += n, len -= n) {
		if (!translate(s, addr, false, &to, &left))
			return -EFAULT;
		n = len < left ? len : left;
		if (pcid_guest_read(&s->device->guest, to, p, n) != 0)
			return -EFAULT;
	}
	return 0;
}

static int
space_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	struct pcid_space *s = ctx;
	const uint8_t *p = buf;
	uint64_t to, left;
	size_t n;

	if (!s->process)
		return pcid_guest_write(&s->device->guest, addr, buf, len);
	for (; len > 0; addr += n, p += n, len -= n) {
		if (!translate(s, addr, true, &to, &left))
			return -EFAULT;
		n = len < left ? len : left;
		if (pcid_guest_write(&s->device->guest, to, p, n) != 0)
			return -EFAULT;
	}
	return 0;
}

const struct hisi_model_mem_ops pcid_memory = {
	.map = space_map,
	.unmap = space_unmap,
	.read = space_read,
	.write = space_write,
};
