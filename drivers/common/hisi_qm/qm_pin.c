/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Devarg pin=1: the memory of mempools, those that exist and those that come
 * later, stays where it is (uacce.md 11), so that the device meets no page
 * fault in it. Pins belong to an open file; each pool has one of its own, and
 * closing it undoes them.
 */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/queue.h>
#include <sys/resource.h>
#include <unistd.h>

#include <rte_errno.h>
#include <rte_mempool.h>

#include "qm_private.h"

#define PIN_NODE "uacce_ctrl"

/* A pool whose memory is pinned. */
struct pinned_pool {
	TAILQ_ENTRY(pinned_pool) next;
	const struct rte_mempool *mp;
	int fd;
};

static TAILQ_HEAD(, pinned_pool) pools = TAILQ_HEAD_INITIALIZER(pools);
/* Over the list and the number of devices that want pins. */
static pthread_mutex_t pin_lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned int pin_users;

static int
node_open(void)
{
	char path[PATH_MAX];
	const char *hint = "";
	int fd, err;

	if (snprintf(path, sizeof(path), "%s/" PIN_NODE, qm_dev_root()) >=
	    (int)sizeof(path))
		return -EINVAL;
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd >= 0)
		return fd;
	err = errno;
	if (err == ENOENT)
		hint = "; load the kernel module uacce_pin, or leave out pin=1";
	else if (err == EACCES || err == EPERM)
		hint = "; be root or a member of the group uacce, or leave out pin=1";
	QM_LOG(ERR, "pin=1: cannot open %s: %s%s", path, strerror(err), hint);
	return -err;
}

static void
log_refusal(const struct rte_mempool *mp, size_t len, int err)
{
	struct rlimit limit = { 0, 0 };

	getrlimit(RLIMIT_MEMLOCK, &limit);
	if (err == ENOMEM || err == EPERM)
		QM_LOG(ERR, "pin=1: cannot pin %zu KiB of mempool %s: the limit of locked memory, %" PRIu64 " KiB, is reached; raise it (ulimit -l, LimitMEMLOCK= of the service) or give the process CAP_IPC_LOCK",
		       len >> 10, mp->name, (uint64_t)limit.rlim_cur >> 10);
	else
		QM_LOG(ERR, "pin=1: cannot pin %zu KiB of mempool %s: %s",
		       len >> 10, mp->name, strerror(err));
}

/*
 * A page that starts another range of the same file is pinned already: go on
 * behind it.
 */
static int
pin_range(int fd, uint64_t addr, uint64_t len)
{
	const uint64_t page = sysconf(_SC_PAGESIZE);
	struct hisi_uacce_pin a;
	uint64_t next;

	while (len != 0) {
		a.addr = addr;
		a.size = len;
		if (ioctl(fd, HISI_UACCE_PIN, &a) == 0)
			return 0;
		if (errno != EBUSY)
			return -errno;
		next = (addr / page + 1) * page;
		len = next - addr < len ? len - (next - addr) : 0;
		addr = next;
	}
	return 0;
}

struct pin_walk {
	int fd;
	int ret;
};

static void
pin_chunk(struct rte_mempool *mp, void *arg, struct rte_mempool_memhdr *hdr,
	  unsigned int idx)
{
	struct pin_walk *w = arg;

	RTE_SET_USED(idx);
	if (w->ret != 0)
		return;
	w->ret = pin_range(w->fd, (uintptr_t)hdr->addr, hdr->len);
	if (w->ret != 0)
		log_refusal(mp, hdr->len, -w->ret);
}

static struct pinned_pool *
pool_find(const struct rte_mempool *mp)
{
	struct pinned_pool *p;

	TAILQ_FOREACH(p, &pools, next)
		if (p->mp == mp)
			return p;
	return NULL;
}

static void
pool_unpin(struct pinned_pool *p)
{
	TAILQ_REMOVE(&pools, p, next);
	close(p->fd);
	free(p);
}

/* Called with the lock held. */
static int
pool_pin(struct rte_mempool *mp)
{
	struct pin_walk w = { .ret = 0 };
	struct pinned_pool *p;

	if (pool_find(mp) != NULL)
		return 0;
	p = calloc(1, sizeof(*p));
	if (p == NULL)
		return -ENOMEM;
	p->mp = mp;
	p->fd = node_open();
	if (p->fd < 0) {
		w.ret = p->fd;
		free(p);
		return w.ret;
	}
	TAILQ_INSERT_TAIL(&pools, p, next);
	w.fd = p->fd;
	rte_mempool_mem_iter(mp, pin_chunk, &w);
	if (w.ret != 0)
		pool_unpin(p);
	return w.ret;
}

/* A pool cannot be refused here: it works unpinned, and that was logged. */
static void
pool_event(enum rte_mempool_event event, struct rte_mempool *mp, void *arg)
{
	struct pinned_pool *p;

	RTE_SET_USED(arg);
	pthread_mutex_lock(&pin_lock);
	p = pool_find(mp);
	if (event == RTE_MEMPOOL_EVENT_READY)
		pool_pin(mp);
	else if (p != NULL)
		pool_unpin(p);
	pthread_mutex_unlock(&pin_lock);
}

static void
pool_present(struct rte_mempool *mp, void *arg)
{
	int *ret = arg;

	pthread_mutex_lock(&pin_lock);
	if (*ret == 0)
		*ret = pool_pin(mp);
	pthread_mutex_unlock(&pin_lock);
}

static int
pin_begin(void)
{
	int ret, fd = node_open();

	if (fd < 0)
		return fd;
	close(fd);
	if (rte_mempool_event_callback_register(pool_event, NULL) != 0)
		return -rte_errno;
	ret = 0;
	rte_mempool_walk(pool_present, &ret);
	return ret;
}

static void
pin_end(void)
{
	rte_mempool_event_callback_unregister(pool_event, NULL);
	pthread_mutex_lock(&pin_lock);
	while (!TAILQ_EMPTY(&pools))
		pool_unpin(TAILQ_FIRST(&pools));
	pthread_mutex_unlock(&pin_lock);
}

int
qm_pin_get(void)
{
	int ret = 0;

	/* Devices come and go on the control path, one at a time. */
	if (pin_users == 0)
		ret = pin_begin();
	if (ret != 0) {
		pin_end();
		return ret;
	}
	pin_users++;
	return 0;
}

void
qm_pin_put(void)
{
	if (--pin_users == 0)
		pin_end();
}
