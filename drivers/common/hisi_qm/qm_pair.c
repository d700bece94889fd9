/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Queue pairs: life cycle, death of a queue, counters. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include <rte_malloc.h>

#include "hisi_qm_sgl.h"
#include "qm_private.h"

static uint32_t
pair_limit(const struct hisi_qm_pair *pair)
{
	uint32_t i, limit = UINT32_MAX;

	for (i = 0; i < pair->nb_queues; i++) {
		limit = RTE_MIN(limit, pair->queue[i].sq_depth);
		limit = RTE_MIN(limit, pair->queue[i].cq_depth);
	}
	/* One slot is reserved, CQEs are given back late (qm.md 5.4, 6.1). */
	return limit - 1 - HISI_QM_CQ_PACE;
}

/* Not used yet: pages come with the first byte put there. */
static void *
reserve(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return p != MAP_FAILED ? p : NULL;
}

static int
pair_alloc(struct hisi_qm_pair *pair)
{
	const struct hisi_qm_pair_conf *conf = &pair->conf;
	uint32_t entries;

	pair->limit = RTE_MIN(pair_limit(pair), RTE_MAX(conf->nb_desc, 1U));
	entries = rte_align32pow2(pair->limit);
	pair->mask = entries - 1;
	pair->cookie_size = RTE_ALIGN_CEIL(conf->cookie_size,
					   RTE_CACHE_LINE_SIZE);
	pair->ring = rte_zmalloc_socket("hisi_qm_ring",
					entries * sizeof(*pair->ring),
					RTE_CACHE_LINE_SIZE, conf->socket_id);
	if (pair->ring == NULL)
		return -ENOMEM;
	if (pair->cookie_size != 0) {
		pair->cookies = rte_zmalloc_socket("hisi_qm_cookies",
				(size_t)entries * pair->cookie_size,
				RTE_CACHE_LINE_SIZE, conf->socket_id);
		if (pair->cookies == NULL)
			return -ENOMEM;
	}
	pair->sgls_size = (size_t)entries * HISI_QM_SGL_PER_OP *
			  HISI_QM_SGL_STRIDE;
	pair->sgls = reserve(pair->sgls_size);
	if (pair->sgls == NULL)
		return -ENOMEM;
	if (conf->area_size == 0)
		return 0;
	pair->area_size = conf->area_size;
	pair->areas_size = (size_t)entries * conf->area_size;
	pair->areas = reserve(pair->areas_size);
	return pair->areas != NULL ? 0 : -ENOMEM;
}

static void
pair_free(struct hisi_qm_pair *pair)
{
	uint32_t i;

	for (i = 0; i < pair->nb_queues; i++)
		qm_queue_close(&pair->queue[i]);
	if (pair->sgls != NULL)
		munmap(pair->sgls, pair->sgls_size);
	if (pair->areas != NULL)
		munmap(pair->areas, pair->areas_size);
	if (pair->cookies != NULL) {
		hisi_memzero(pair->cookies,
			     (size_t)(pair->mask + 1) * pair->cookie_size);
		rte_free(pair->cookies);
	}
	rte_free(pair->ring);
	rte_free(pair);
}

static void
pair_register(struct hisi_qm_pair *pair)
{
	qm_list_lock();
	pair->next = pair->dev->pairs;
	pair->dev->pairs = pair;
	qm_list_unlock();
}

static void
pair_unregister(struct hisi_qm_pair *pair)
{
	struct hisi_qm_pair **p;

	qm_list_lock();
	for (p = &pair->dev->pairs; *p != NULL; p = &(*p)->next) {
		if (*p == pair) {
			*p = pair->next;
			break;
		}
	}
	qm_list_unlock();
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_pair_create)
int
hisi_qm_pair_create(struct hisi_qm_dev *dev,
		    const struct hisi_qm_pair_conf *conf,
		    struct hisi_qm_pair **out)
{
	struct hisi_qm_pair *pair;
	uint32_t i;
	int ret;

	if (conf->nb_queues == 0 ||
	    conf->nb_queues > HISI_QM_PAIR_MAX_QUEUES ||
	    conf->nb_first > conf->nb_queues)
		return -EINVAL;
	ret = qm_dev_adopt(dev);
	if (ret != 0)
		return ret;
	pair = rte_zmalloc_socket("hisi_qm_pair", sizeof(*pair) +
				  conf->nb_queues * sizeof(pair->queue[0]),
				  RTE_CACHE_LINE_SIZE, conf->socket_id);
	ret = -ENOMEM;
	if (pair == NULL)
		goto no_memory;
	pair->dev = dev;
	pair->conf = *conf;
	pair->nb_queues = conf->nb_queues;
	pair->nb_first = conf->nb_first;
	pair->owner = hisi_qm_process;
	for (i = 0; i < conf->nb_queues; i++) {
		ret = qm_queue_open(pair, i, conf->sqe_size);
		if (ret != 0)
			goto fail;
	}
	ret = pair_alloc(pair);
	if (ret != 0)
		goto fail;
	pair_register(pair);
	*out = pair;
	return 0;
fail:
	pair_free(pair);
no_memory:
	if (ret == -ENOMEM)
		QM_LOG(ERR, "%s: no memory for queue pair %u on socket %d; give EAL more memory (-m) or use fewer descriptors or queues",
		       dev->vdev_name, conf->id, conf->socket_id);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_pair_destroy)
int
hisi_qm_pair_destroy(struct hisi_qm_pair *pair, bool force)
{
	/* In a forked child nothing of it may be touched, nor is it ours. */
	if (pair == NULL || pair->owner != hisi_qm_process)
		return 0;
	if (!force && pair->tail != pair->head)
		return -EAGAIN;
	pair_unregister(pair);
	pair_free(pair);
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_pair_stop)
void
hisi_qm_pair_stop(struct hisi_qm_pair *pair)
{
	uint32_t i;

	if (pair->owner != hisi_qm_process || pair->stopped)
		return;
	rte_atomic_store_explicit(&pair->blocked, 1, rte_memory_order_release);
	for (i = 0; i < pair->nb_queues; i++)
		qm_queue_stop(&pair->queue[i]);
	pair->stopped = true;
}

static void
entry_hold(struct hisi_qm_entry *e)
{
	e->flags |= HISI_QM_ENTRY_HELD;
}

/*
 * A stopped queue has nothing left to execute. Ops that are neither done nor
 * waiting for the start have lost their completions.
 */
static void
pair_fail_lost(struct hisi_qm_pair *pair)
{
	struct hisi_qm_entry *e;
	uint32_t i, pos, lost = 0;

	for (i = pair->nb_first; i < pair->nb_queues; i++)
		qm_queue_held(&pair->queue[i], entry_hold);
	for (pos = pair->head; pos != pair->tail; pos++) {
		i = pos & pair->mask;
		e = &pair->ring[i];
		if (e->flags & HISI_QM_ENTRY_HELD) {
			e->flags &= ~HISI_QM_ENTRY_HELD;
			continue;
		}
		if (e->flags & HISI_QM_ENTRY_DONE)
			continue;
		pair->conf.fail(pair->conf.pmd, e, i);
		e->flags = HISI_QM_ENTRY_DONE;
		lost++;
	}
	if (lost != 0)
		QM_LOG(ERR, "%s: queue pair %u: the device never completed %u ops; they failed",
		       pair->dev->vdev_name, pair->conf.id, lost);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_pair_start)
int
hisi_qm_pair_start(struct hisi_qm_pair *pair)
{
	uint32_t i;
	int ret;

	if (pair->owner != hisi_qm_process) {
		hisi_qm_foreign(pair);
		return -EPERM;
	}
	if (!pair->stopped)
		return 0;
	/* Take in what the stop let finish, before the CQ is cleared. */
	pair->conf.scan(pair->conf.pmd, UINT32_MAX);
	if (hisi_qm_dead(pair)) {
		/* Nothing to start; what it had comes back as failed. */
		hisi_qm_bury(pair);
		return 0;
	}
	pair_fail_lost(pair);
	for (i = 0; i < pair->nb_queues; i++) {
		ret = qm_queue_restart(&pair->queue[i]);
		if (ret != 0)
			goto stop;
	}
	pair->stopped = false;
	rte_atomic_store_explicit(&pair->blocked, 0, rte_memory_order_release);
	return 0;
stop:
	while (i-- > 0)
		qm_queue_stop(&pair->queue[i]);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_bury)
void
hisi_qm_bury(struct hisi_qm_pair *pair)
{
	struct hisi_qm_entry *e;
	uint32_t i, pos, lost = 0;
	uint32_t tail = rte_atomic_load_explicit(&pair->tail, rte_memory_order_acquire);

	/* Enqueue does not look at the queues of second passes by itself. */
	rte_atomic_store_explicit(&pair->blocked, 1,
				  rte_memory_order_release);
	/* Completions from before the death of the queue are valid (qm.md 7.3). */
	pair->conf.scan(pair->conf.pmd, UINT32_MAX);
	for (pos = pair->head; pos != tail; pos++) {
		i = pos & pair->mask;
		e = &pair->ring[i];
		if ((e->flags & HISI_QM_ENTRY_DONE) ||
		    pair->queue[HISI_GET(HISI_QM_ENTRY_QUEUE,
					 e->flags)].status[0] == 0)
			continue;
		pair->conf.fail(pair->conf.pmd, e, i);
		e->flags = HISI_QM_ENTRY_DONE;
		lost++;
	}
	if (pair->death_logged)
		return;
	pair->death_logged = true;
	QM_LOG(ERR, "%s: queue pair %u died (device %s was reset), %u ops failed; set up the queue pair again",
	       pair->dev->vdev_name, pair->conf.id, pair->dev->name, lost);
	if (pair->conf.died != NULL)
		pair->conf.died(pair->conf.pmd);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_stray)
void
hisi_qm_stray(struct hisi_qm_queue *q, uint32_t slot)
{
	if (q->cqe_errors++ == 0)
		QM_LOG(ERR, "%s: queue %u completed slot %u, which has no op in flight (depth %u); this is counted, not logged again",
		       q->pair->dev->name, q->qn, slot, q->sq_depth);
}

/* Errors in ops are the application's; a few lines tell it enough. */
#define OP_ERRORS_LOGGED 16

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_op_error)
void
hisi_qm_op_error(struct hisi_qm_pair *pair, const char *fmt, ...)
{
	char text[256];
	uint32_t n;
	va_list ap;

	/* Both the enqueuing and the dequeuing lcore may come here. */
	n = rte_atomic_fetch_add_explicit(&pair->op_errors, 1, rte_memory_order_relaxed);
	if (n >= OP_ERRORS_LOGGED)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	QM_LOG(ERR, "%s: op error: %s%s", pair->dev->vdev_name, text,
	       n + 1 == OP_ERRORS_LOGGED ?
	       " (further ones of this queue pair are not logged)" : "");
}
