/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Memory provider that allows only ranges it has been told of. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model.h"

struct checked_range {
	uint64_t addr;
	uint64_t len;
	bool writable;
};

struct hisi_model_checked {
	pthread_rwlock_t lock;
	bool bounce;
	struct checked_range *range;
	size_t nb;
	size_t max;
	atomic_ullong refused;
};

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_checked_new)
struct hisi_model_checked *
hisi_model_checked_new(bool bounce)
{
	struct hisi_model_checked *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	pthread_rwlock_init(&c->lock, NULL);
	c->bounce = bounce;
	return c;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_checked_free)
void
hisi_model_checked_free(struct hisi_model_checked *c)
{
	if (c == NULL)
		return;
	pthread_rwlock_destroy(&c->lock);
	free(c->range);
	free(c);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_checked_add)
int
hisi_model_checked_add(struct hisi_model_checked *c, const void *addr,
		       size_t len, bool writable)
{
	struct checked_range *r;
	int ret = 0;

	pthread_rwlock_wrlock(&c->lock);
	if (c->nb == c->max) {
		size_t max = c->max ? 2 * c->max : 64;

		r = realloc(c->range, max * sizeof(*r));
		if (r == NULL) {
			ret = -ENOMEM;
			goto out;
		}
		c->range = r;
		c->max = max;
	}
	r = &c->range[c->nb++];
	r->addr = (uintptr_t)addr;
	r->len = len;
	r->writable = writable;
out:
	pthread_rwlock_unlock(&c->lock);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_checked_clear)
void
hisi_model_checked_clear(struct hisi_model_checked *c)
{
	pthread_rwlock_wrlock(&c->lock);
	c->nb = 0;
	pthread_rwlock_unlock(&c->lock);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_checked_refused)
uint64_t
hisi_model_checked_refused(const struct hisi_model_checked *c)
{
	return atomic_load(&c->refused);
}

static bool
allowed(struct hisi_model_checked *c, uint64_t addr, size_t len, bool write)
{
	bool ok = false;
	size_t i;

	pthread_rwlock_rdlock(&c->lock);
	for (i = 0; i < c->nb && !ok; i++) {
		const struct checked_range *r = &c->range[i];

		ok = addr >= r->addr && addr - r->addr <= r->len &&
		     len <= r->len - (addr - r->addr) &&
		     (r->writable || !write);
	}
	pthread_rwlock_unlock(&c->lock);
	return ok;
}

static void *
checked_map(void *ctx, uint64_t addr, size_t len, bool write)
{
	struct hisi_model_checked *c = ctx;

	if (c->bounce || !allowed(c, addr, len, write))
		return NULL;
	return (void *)(uintptr_t)addr;
}

static void
checked_unmap(void *ctx, void *ptr, size_t len, bool write)
{
	(void)ctx;
	(void)ptr;
	(void)len;
	(void)write;
}

static int
checked_read(void *ctx, uint64_t addr, void *buf, size_t len)
{
	struct hisi_model_checked *c = ctx;

	if (!allowed(c, addr, len, false)) {
		atomic_fetch_add(&c->refused, 1);
		return -EFAULT;
	}
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

static int
checked_write(void *ctx, uint64_t addr, const void *buf, size_t len)
{
	struct hisi_model_checked *c = ctx;

	if (!allowed(c, addr, len, true)) {
		atomic_fetch_add(&c->refused, 1);
		return -EFAULT;
	}
	memcpy((void *)(uintptr_t)addr, buf, len);
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_mem_checked)
const struct hisi_model_mem_ops hisi_model_mem_checked = {
	.map = checked_map,
	.unmap = checked_unmap,
	.read = checked_read,
	.write = checked_write,
};
