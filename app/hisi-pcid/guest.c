/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Guest memory: the ranges a client shares, and access to them. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "options.h"

#include "pcid.h"

/* Whether the file lies on such a file system, by its magic number. */
static bool
lies_on(int fd, unsigned int magic)
{
	struct statfs fs;

	return fstatfs(fd, &fs) == 0 && fs.f_type == magic;
}

/* A page that cannot be had under a mapping would kill this process with
 * SIGBUS: that of a file that has shrunk, or a hugepage when there is none
 * left. Other files are read and written with system calls instead.
 */
static bool
can_map(int fd)
{
	int seals = fcntl(fd, F_GET_SEALS);

	return seals >= 0 && (seals & F_SEAL_SHRINK) != 0 &&
	       lies_on(fd, TMPFS_MAGIC);
}

static int
region_mmap(struct pcid_region *r)
{
	uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	uint64_t skip = r->offset % page;
	off_t end = lseek(r->fd, 0, SEEK_END);
	int prot = PROT_READ | (r->writable ? PROT_WRITE : 0);

	if (end < 0 || (uint64_t)end < r->offset + r->size)
		return -EINVAL;
	r->base_size = r->size + skip;
	r->base = mmap(NULL, r->base_size, prot, MAP_SHARED, r->fd,
		       (off_t)(r->offset - skip));
	if (r->base == MAP_FAILED) {
		r->base = NULL;
		return -errno;
	}
	r->p = (uint8_t *)r->base + skip;
	return 0;
}

static void
region_release(struct pcid_region *r)
{
	if (r->base != NULL)
		munmap(r->base, r->base_size);
	if (r->fd >= 0)
		close(r->fd);
}

static int
range_check(const struct pcid_guest *g, uint64_t addr, uint64_t size,
	    uint64_t offset)
{
	unsigned int i;

	if (size == 0 || addr + (size - 1) < addr || size > INT64_MAX ||
	    offset > INT64_MAX - size)
		return -EINVAL;
	for (i = 0; i < g->nb; i++)
		if (addr <= g->region[i].addr + (g->region[i].size - 1) &&
		    g->region[i].addr <= addr + (size - 1))
			return -EINVAL;
	return g->nb == PCID_MAX_REGIONS ? -ENOSPC : 0;
}

int
pcid_guest_map(struct pcid_guest *g, uint64_t addr, uint64_t size,
	       uint64_t offset, int fd, bool writable)
{
	struct pcid_region r = {
		.addr = addr, .size = size, .offset = offset, .fd = fd,
		.writable = writable,
	};
	int ret = range_check(g, addr, size, offset);

	/* Its files cannot be written with system calls either. */
	if (ret == 0 && fd >= 0 && lies_on(fd, HUGETLBFS_MAGIC)) {
		accel_error(PCID, "guest memory in hugepages is refused; use memory-backend-memfd with share=on and without hugetlb=on");
		ret = -EOPNOTSUPP;
	}
	if (ret == 0 && fd >= 0 && can_map(fd))
		ret = region_mmap(&r);
	if (ret != 0) {
		region_release(&r);
		return ret;
	}
	g->region[g->nb++] = r;
	return 0;
}

int
pcid_guest_unmap(struct pcid_guest *g, uint64_t addr, uint64_t size)
{
	unsigned int i = 0;
	int ret = -ENOENT;

	if (size == 0 || addr + (size - 1) < addr)
		return -EINVAL;
	while (i < g->nb) {
		struct pcid_region *r = &g->region[i];

		if (r->addr < addr ||
		    r->addr + (r->size - 1) > addr + (size - 1)) {
			i++;
			continue;
		}
		region_release(r);
		*r = g->region[--g->nb];
		ret = 0;
	}
	g->last = 0;
	return ret;
}

void
pcid_guest_clear(struct pcid_guest *g)
{
	while (g->nb > 0)
		region_release(&g->region[--g->nb]);
	g->last = 0;
}

static bool
holds(const struct pcid_region *r, uint64_t addr)
{
	return addr >= r->addr && addr - r->addr < r->size;
}

static struct pcid_region *
find(struct pcid_guest *g, uint64_t addr)
{
	unsigned int i;

	if (g->last < g->nb && holds(&g->region[g->last], addr))
		return &g->region[g->last];
	for (i = 0; i < g->nb; i++) {
		if (holds(&g->region[i], addr)) {
			g->last = i;
			return &g->region[i];
		}
	}
	g->refused++;
	return NULL;
}

static bool
file_io(const struct pcid_region *r, uint64_t at, uint8_t *buf, size_t len,
	bool write)
{
	ssize_t n;

	while (len > 0) {
		n = write ? pwrite(r->fd, buf, len, (off_t)(r->offset + at)) :
			    pread(r->fd, buf, len, (off_t)(r->offset + at));
		if (n <= 0)
			return false;
		buf += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

/* A word that carries a phase bit must appear in one piece (6.4). */
static void
copy_out(uint8_t *to, const uint8_t *from, size_t n)
{
	uint64_t w64;
	uint32_t w32;

	if (n == sizeof(w64) && (uintptr_t)to % sizeof(w64) == 0) {
		memcpy(&w64, from, sizeof(w64));
		__atomic_store_n((uint64_t *)(void *)to, w64,
				 __ATOMIC_RELEASE);
	} else if (n == sizeof(w32) && (uintptr_t)to % sizeof(w32) == 0) {
		memcpy(&w32, from, sizeof(w32));
		__atomic_store_n((uint32_t *)(void *)to, w32,
				 __ATOMIC_RELEASE);
	} else {
		memcpy(to, from, n);
	}
}

/* Copy in or out, across neighbouring ranges. */
static int
guest_io(struct pcid_guest *g, uint64_t addr, uint8_t *buf, size_t len,
	 bool write)
{
	struct pcid_region *r;
	uint64_t at;
	size_t n;

	while (len > 0) {
		r = find(g, addr);
		if (r == NULL || r->fd < 0 || (write && !r->writable))
			return -EFAULT;
		at = addr - r->addr;
		n = len < r->size - at ? len : r->size - at;
		if (r->p == NULL) {
			if (!file_io(r, at, buf, n, write))
				return -EFAULT;
		} else if (write) {
			copy_out(r->p + at, buf, n);
		} else {
			memcpy(buf, r->p + at, n);
		}
		addr += n;
		buf += n;
		len -= n;
	}
	return 0;
}

uint8_t *
pcid_guest_ptr(struct pcid_guest *g, uint64_t addr, size_t len, bool write)
{
	struct pcid_region *r = find(g, addr);

	if (r == NULL || r->p == NULL || (write && !r->writable) ||
	    len > r->size - (addr - r->addr))
		return NULL;
	return r->p + (addr - r->addr);
}

int
pcid_guest_read(struct pcid_guest *g, uint64_t addr, void *buf, size_t len)
{
	return guest_io(g, addr, buf, len, false);
}

int
pcid_guest_write(struct pcid_guest *g, uint64_t addr, const void *buf,
		 size_t len)
{
	return guest_io(g, addr, (uint8_t *)(uintptr_t)buf, len, true);
}
