/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fake_uacce.h"
#include "hw/qm.h"

#define MAX_FILES 32
#define NO_DOORBELL UINT64_MAX

struct file {
	int fd;
	struct hisi_model_queue *queue;
	void *region[2];
};

struct fake_uacce_faults fake_uacce_faults;
static struct hisi_model *device;
static struct file files[MAX_FILES];
static unsigned int open_files, mappings;
static int open_flags;

void
fake_uacce_device(struct hisi_model *model)
{
	device = model;
}

unsigned int
fake_uacce_open_files(void)
{
	return open_files;
}

unsigned int
fake_uacce_mappings(void)
{
	return mappings;
}

int
fake_uacce_open_flags(void)
{
	return open_flags;
}

static struct file *
file_of(int fd)
{
	unsigned int i;

	for (i = 0; i < MAX_FILES; i++)
		if (files[i].queue != NULL && files[i].fd == fd)
			return &files[i];
	return NULL;
}

static int
fail(int err)
{
	errno = err < 0 ? -err : err;
	return -1;
}

static int
open_queue(int flags)
{
	struct file *f;
	int ret;

	open_flags = flags;
	if (fake_uacce_faults.open_errno != 0)
		return fail(fake_uacce_faults.open_errno);
	if (device == NULL)
		return fail(ENODEV);
	for (f = files; f->queue != NULL; f++)
		if (f == &files[MAX_FILES - 1])
			return fail(EMFILE);
	ret = hisi_model_open(device, NULL, &f->queue);
	if (ret != 0)
		return fail(ret);
	f->fd = eventfd(0, EFD_CLOEXEC);
	open_files++;
	return f->fd;
}

int
fake_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;

	if (strncmp(path, "/dev/hisi_", 10) == 0)
		return open_queue(flags);
	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, int);
		va_end(ap);
	}
	return open(path, flags, mode);
}

int
fake_close(int fd)
{
	struct file *f = file_of(fd);

	if (f != NULL) {
		hisi_model_close(f->queue);
		memset(f, 0, sizeof(*f));
		open_files--;
	}
	return close(fd);
}

static int
ioctl_fault(unsigned long request)
{
	if (request == HISI_QM_SET_QP_CTX)
		return fake_uacce_faults.ctx_errno;
	if (request == HISI_UACCE_START_Q)
		return fake_uacce_faults.start_errno;
	if (request == HISI_QM_GET_QP_INFO && fake_uacce_faults.no_qp_info)
		return EINVAL;
	return 0;
}

static void
info_fault(struct hisi_qm_qp_info *info)
{
	if (fake_uacce_faults.sqe_size != 0)
		info->sqe_size = fake_uacce_faults.sqe_size;
	if (fake_uacce_faults.sq_depth != 0)
		info->sq_depth = fake_uacce_faults.sq_depth;
	if (fake_uacce_faults.cq_depth != 0)
		info->cq_depth = fake_uacce_faults.cq_depth;
}

int
fake_ioctl(int fd, unsigned long request, ...)
{
	struct file *f = file_of(fd);
	va_list ap;
	void *arg;
	int ret;

	va_start(ap, request);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (f == NULL)
		return ioctl(fd, request, arg);
	ret = ioctl_fault(request);
	if (ret != 0)
		return fail(ret);
	ret = hisi_model_ioctl(f->queue, request, arg);
	if (ret != 0)
		return fail(ret);
	if (request == HISI_QM_GET_QP_INFO)
		info_fault(arg);
	return 0;
}

static volatile uint64_t *
doorbell_of(const struct file *f)
{
	return (volatile uint64_t *)((uint8_t *)f->region[0] + 0x1000);
}

void *
fake_mmap(void *addr, size_t len, int prot, int flags, int fd, off_t offset)
{
	struct file *f = file_of(fd);
	int region = offset / sysconf(_SC_PAGESIZE);
	int ret;

	if (f == NULL)
		return mmap(addr, len, prot, flags, fd, offset);
	if (fake_uacce_faults.mmap_errno != 0 &&
	    fake_uacce_faults.mmap_region == region)
		ret = fake_uacce_faults.mmap_errno;
	else if (!(flags & MAP_SHARED))
		ret = EINVAL;
	else
		ret = hisi_model_mmap(f->queue, region, len,
				      &f->region[region]);
	if (ret != 0) {
		fail(ret);
		return MAP_FAILED;
	}
	mappings++;
	if (region == 0)
		*doorbell_of(f) = NO_DOORBELL;
	return f->region[region];
}

int
fake_munmap(void *addr, size_t len)
{
	unsigned int i, r;

	for (i = 0; i < MAX_FILES; i++)
		for (r = 0; r < 2; r++)
			if (files[i].queue != NULL && addr != NULL &&
			    files[i].region[r] == addr) {
				files[i].region[r] = NULL;
				mappings--;
				return hisi_model_munmap(files[i].queue, r);
			}
	return munmap(addr, len);
}

void
fake_uacce_pump(void)
{
	volatile uint64_t *db;
	unsigned int i;
	uint64_t v;

	for (i = 0; i < MAX_FILES; i++) {
		if (files[i].queue == NULL || files[i].region[0] == NULL)
			continue;
		db = doorbell_of(&files[i]);
		v = *db;
		*db = NO_DOORBELL;
		if (v != NO_DOORBELL)
			hisi_model_mmio_write(files[i].queue, 0x1000, v);
	}
}
