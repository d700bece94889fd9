/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The queue pairs of a device, as the libraries' device operations use
 * them: set-up, reset, release, start, stop, counters.
 */

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include <rte_malloc.h>

#include "qm_private.h"

/* A new queue pair, or NULL after setting ret. */
static struct hisi_qm_qp *
qp_new(const struct hisi_qm_qp_type *type, void *dev,
       const struct hisi_qm_qp_request *r, int *ret)
{
	struct hisi_qm_qp *qp = rte_zmalloc_socket(type->name, type->size,
						   RTE_CACHE_LINE_SIZE,
						   r->socket_id);

	if (qp == NULL) {
		QM_LOG(ERR, "%s: no memory for queue pair %u on socket %d; use a socket that has EAL memory (--socket-mem) or any (%d)",
		       type->name, r->id, r->socket_id, SOCKET_ID_ANY);
		*ret = -ENOMEM;
		return NULL;
	}
	*ret = type->init(dev, qp, r);
	if (*ret == 0)
		return qp;
	if (*ret == -ENOMEM)
		QM_LOG(ERR, "%s: no memory for queue pair %u on socket %d; give EAL more (-m)",
		       type->name, r->id, r->socket_id);
	type->free_memory(qp);
	return NULL;
}

static int
refuse_busy(const struct hisi_qm_qp_type *type, uint16_t id, int ret)
{
	if (ret == -EAGAIN)
		QM_LOG(ERR, "%s: queue pair %u has ops in flight; dequeue them before setting it up again",
		       type->name, id);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qp_setup)
int
hisi_qm_qp_setup(void **qps, const struct hisi_qm_qp_type *type, void *dev,
		 const struct hisi_qm_qp_request *r)
{
	int ret = hisi_qm_qp_release(&qps[r->id], type->free_memory);

	if (ret != 0)
		return refuse_busy(type, r->id, ret);
	qps[r->id] = qp_new(type, dev, r, &ret);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qp_reset)
int
hisi_qm_qp_reset(void **qps, const struct hisi_qm_qp_type *type, void *dev,
		 const struct hisi_qm_qp_request *r)
{
	struct hisi_qm_qp *old = qps[r->id], *qp;
	void *gone = old;
	int ret;

	if (old == NULL)
		return -EINVAL;
	if (hisi_qm_qp_depth_used(old) != 0)
		return refuse_busy(type, r->id, -EAGAIN);
	qp = qp_new(type, dev, r, &ret);
	if (qp == NULL)
		return ret;
	ret = hisi_qm_qp_release(&gone, type->free_memory);
	if (ret == 0) {
		qps[r->id] = qp;
		return 0;
	}
	hisi_qm_pair_destroy(qp->pair, true);
	type->free_memory(qp);
	return refuse_busy(type, r->id, ret);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qp_same)
struct hisi_qm_qp_request
hisi_qm_qp_same(const struct hisi_qm_qp *qp, struct rte_mempool *session_pool)
{
	const struct hisi_qm_pair_conf *conf = &qp->pair->conf;

	return (struct hisi_qm_qp_request) {
		.id = conf->id, .nb_desc = conf->nb_desc,
		.socket_id = conf->socket_id, .session_pool = session_pool,
	};
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qp_depth_used)
uint32_t
hisi_qm_qp_depth_used(void *qp)
{
	const struct hisi_qm_pair *pair = ((struct hisi_qm_qp *)qp)->pair;
	uint32_t head = rte_atomic_load_explicit(&pair->head,
						 rte_memory_order_acquire);

	/* In this order the difference is never below 0. */
	return rte_atomic_load_explicit(&pair->tail,
					rte_memory_order_acquire) - head;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qp_dead)
bool
hisi_qm_qp_dead(void *qp)
{
	const struct hisi_qm_pair *pair = ((struct hisi_qm_qp *)qp)->pair;

	return pair->owner == hisi_qm_process && hisi_qm_dead(pair);
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qps_start)
int
hisi_qm_qps_start(void **qps, uint16_t nb)
{
	struct hisi_qm_qp *qp;
	uint16_t i;
	int ret;

	for (i = 0; i < nb; i++) {
		qp = qps[i];
		ret = qp == NULL ? 0 : hisi_qm_pair_start(qp->pair);
		if (ret != 0)
			return ret;
	}
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qps_stop)
void
hisi_qm_qps_stop(void **qps, uint16_t nb)
{
	struct hisi_qm_qp *qp;
	uint16_t i;

	for (i = 0; i < nb; i++) {
		qp = qps[i];
		if (qp != NULL)
			hisi_qm_pair_stop(qp->pair);
	}
}

/*
 * EAL's memory may be shared with the process that uses the pair, so it stays
 * as it is. The kernel closed the queues of a process that has ended; what its
 * pair points to was mapped in that process, so its memory cannot be freed.
 */
static int
foreign_release(void **qp)
{
	const struct hisi_qm_pair *pair = ((struct hisi_qm_qp *)*qp)->pair;

	if (!qm_process_ended(pair->owner)) {
		hisi_qm_foreign(pair);
		return -EPERM;
	}
	QM_LOG(NOTICE, "queue pair %u of process %" PRIu32 ", which has ended, is forgotten",
	       pair->conf.id, (uint32_t)pair->owner);
	*qp = NULL;
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qp_release)
int
hisi_qm_qp_release(void **qp, void (*free_memory)(void *qp))
{
	struct hisi_qm_qp *p = *qp;
	int ret;

	if (p == NULL)
		return 0;
	if (p->pair->owner != hisi_qm_process)
		return foreign_release(qp);
	ret = hisi_qm_pair_destroy(p->pair, false);
	if (ret != 0)
		return ret;
	free_memory(p);
	*qp = NULL;
	return 0;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qps_release)
int
hisi_qm_qps_release(void **qps, uint16_t nb, void (*free_memory)(void *qp))
{
	uint16_t i;
	int ret;

	for (i = 0; i < nb; i++) {
		ret = hisi_qm_qp_release(&qps[i], free_memory);
		if (ret != 0)
			return ret;
	}
	return 0;
}

static void
stats_read(const struct hisi_qm_pair *pair, struct hisi_qm_pair_stats *stats)
{
	stats->enqueued = pair->enqueued;
	stats->dequeued = pair->dequeued;
	stats->enqueue_err = pair->enqueue_err;
	stats->dequeue_err = pair->dequeue_err;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qps_stats_get)
void
hisi_qm_qps_stats_get(void **qps, uint16_t nb,
		      struct hisi_qm_pair_stats *sum)
{
	const struct hisi_qm_pair_stats *base;
	struct hisi_qm_pair_stats s;
	struct hisi_qm_qp *qp;
	uint16_t i;

	memset(sum, 0, sizeof(*sum));
	for (i = 0; i < nb; i++) {
		qp = qps[i];
		if (qp == NULL)
			continue;
		stats_read(qp->pair, &s);
		base = &qp->pair->base;
		sum->enqueued += s.enqueued - base->enqueued;
		sum->dequeued += s.dequeued - base->dequeued;
		sum->enqueue_err += s.enqueue_err - base->enqueue_err;
		sum->dequeue_err += s.dequeue_err - base->dequeue_err;
	}
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_qm_qps_stats_reset)
void
hisi_qm_qps_stats_reset(void **qps, uint16_t nb)
{
	struct hisi_qm_qp *qp;
	uint16_t i;

	for (i = 0; i < nb; i++) {
		qp = qps[i];
		if (qp != NULL)
			stats_read(qp->pair, &qp->pair->base);
	}
}
