/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Device operations: configuration, queue pairs, sessions, stats. */

#include <errno.h>

#include <rte_malloc.h>

#include "sec_pmd.h"

static int
sec_configure(struct rte_cryptodev *dev, struct rte_cryptodev_config *config)
{
	dev->feature_flags |= RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO;
	dev->feature_flags &= ~config->ff_disable;
	return 0;
}

static int
sec_start(struct rte_cryptodev *dev)
{
	return hisi_qm_qps_start(dev->data->queue_pairs,
				 dev->data->nb_queue_pairs);
}

static void
sec_stop(struct rte_cryptodev *dev)
{
	hisi_qm_qps_stop(dev->data->queue_pairs, dev->data->nb_queue_pairs);
}

static void
qp_free_memory(void *memory)
{
	struct sec_qp *qp = memory;

	sec_soft_free(qp->soft);
	rte_free(qp->sink);
	rte_free(qp);
}

static int
sec_qp_release(struct rte_cryptodev *dev, uint16_t id)
{
	return hisi_qm_qp_release(&dev->data->queue_pairs[id], qp_free_memory);
}

static int
sec_close(struct rte_cryptodev *dev)
{
	return hisi_qm_qps_release(dev->data->queue_pairs,
				   dev->data->nb_queue_pairs, qp_free_memory);
}

static int
qp_alloc_memory(const struct sec_device *sec, struct sec_qp *qp,
		int socket_id)
{
	qp->sink = rte_malloc_socket("hisi_sec_sink", HISI_SEC_MAX_AAD,
				     RTE_CACHE_LINE_SIZE, socket_id);
	if (qp->sink == NULL)
		return -ENOMEM;
	if (sec->qm->gen != HISI_QM_GEN2)
		return 0;
	qp->soft = sec_soft_new();
	return qp->soft != NULL ? 0 : -ENOMEM;
}

static void
sec_pair_conf(struct sec_qp *qp, uint16_t id,
	      const struct rte_cryptodev_qp_conf *conf, int socket_id,
	      struct hisi_qm_pair_conf *pc)
{
	memset(pc, 0, sizeof(*pc));
	pc->id = id;
	pc->nb_queues = SEC_NB_QUEUES;
	pc->nb_first = 1;
	pc->qc_type[SEC_Q_FIRST] = HISI_SEC_QC_ALL;
	pc->qc_type[SEC_Q_SECOND] = HISI_SEC_QC_ALL;
	pc->sqe_size = sizeof(struct hisi_sec_sqe);
	pc->nb_desc = conf->nb_descriptors;
	pc->cookie_size = sizeof(struct sec_cookie);
	pc->socket_id = socket_id;
	pc->pmd = qp;
	pc->fail = sec_fail;
	pc->scan = sec_scan;
}

static int
sec_qp_setup(struct rte_cryptodev *dev, uint16_t id,
	     const struct rte_cryptodev_qp_conf *conf, int socket_id)
{
	struct sec_device *sec = dev->data->dev_private;
	struct hisi_qm_pair_conf pc;
	struct sec_qp *qp;
	int ret;

	ret = sec_qp_release(dev, id);
	if (ret != 0) {
		SEC_LOG(ERR, "queue pair %u has ops in flight; dequeue them before setting it up again",
			id);
		return ret;
	}
	qp = rte_zmalloc_socket("hisi_sec_qp", sizeof(*qp),
				RTE_CACHE_LINE_SIZE, socket_id);
	if (qp == NULL)
		return -ENOMEM;
	qp->dev = sec;
	qp->tag = sec->tag;
	qp->session_pool = conf->mp_session;
	sec_pair_conf(qp, id, conf, socket_id, &pc);
	ret = qp_alloc_memory(sec, qp, socket_id);
	if (ret == 0)
		ret = hisi_qm_pair_create(sec->qm, &pc, &qp->qm.pair);
	if (ret != 0) {
		qp_free_memory(qp);
		return ret;
	}
	dev->data->queue_pairs[id] = qp;
	return 0;
}

static void
sec_infos_get(struct rte_cryptodev *dev, struct rte_cryptodev_info *info)
{
	const struct sec_device *sec = dev->data->dev_private;

	info->driver_id = sec_driver_id;
	info->feature_flags = dev->feature_flags;
	info->capabilities = sec->caps;
	info->max_nb_queue_pairs = sec->qm->max_pairs;
	info->min_mbuf_headroom_req = 0;
	info->min_mbuf_tailroom_req = 0;
	info->sym.max_nb_sessions = 0;
}

static void
sec_stats_get(struct rte_cryptodev *dev, struct rte_cryptodev_stats *stats)
{
	struct hisi_qm_pair_stats s;

	hisi_qm_qps_stats_get(dev->data->queue_pairs,
			      dev->data->nb_queue_pairs, &s);
	stats->enqueued_count = s.enqueued;
	stats->dequeued_count = s.dequeued;
	stats->enqueue_err_count = s.enqueue_err;
	stats->dequeue_err_count = s.dequeue_err;
}

static void
sec_stats_reset(struct rte_cryptodev *dev)
{
	hisi_qm_qps_stats_reset(dev->data->queue_pairs,
				dev->data->nb_queue_pairs);
}

static unsigned int
sec_session_size(struct rte_cryptodev *dev)
{
	RTE_SET_USED(dev);
	return sizeof(struct sec_session);
}

static int
sec_session_configure(struct rte_cryptodev *dev,
		      struct rte_crypto_sym_xform *xform,
		      struct rte_cryptodev_sym_session *session)
{
	return sec_session_init(dev->data->dev_private, xform,
				CRYPTODEV_GET_SYM_SESS_PRIV(session));
}

static void
sec_session_clear(struct rte_cryptodev *dev,
		  struct rte_cryptodev_sym_session *session)
{
	RTE_SET_USED(dev);
	hisi_memzero(CRYPTODEV_GET_SYM_SESS_PRIV(session),
		     sizeof(struct sec_session));
}

struct rte_cryptodev_ops sec_ops = {
	.dev_configure = sec_configure,
	.dev_start = sec_start,
	.dev_stop = sec_stop,
	.dev_close = sec_close,
	.dev_infos_get = sec_infos_get,
	.stats_get = sec_stats_get,
	.stats_reset = sec_stats_reset,
	.queue_pair_setup = sec_qp_setup,
	.queue_pair_release = sec_qp_release,
	.sym_session_get_size = sec_session_size,
	.sym_session_configure = sec_session_configure,
	.sym_session_clear = sec_session_clear,
	.sym_get_raw_dp_ctx_size = sec_raw_ctx_size,
	.sym_configure_raw_dp_ctx = sec_raw_configure,
};
