/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Device operations: configuration, queue pairs, sessions, stats. */

#include <errno.h>

#include <rte_malloc.h>

#include "sec_pmd.h"

static void
qp_free_memory(void *memory)
{
	struct sec_qp *qp = memory;

	sec_soft_free(qp->soft);
	rte_free(qp->sink);
	rte_free(qp);
}

static int
qp_alloc_memory(const struct sec_device *sec, struct sec_qp *qp,
		int socket_id)
{
	qp->sink = rte_malloc_socket("hisi_sec_sink", HISI_SEC_MAX_AAD,
				     RTE_CACHE_LINE_SIZE, socket_id);
	if (qp->sink == NULL)
		return -ENOMEM;
	if (sec->has & HISI_GEN_SEC_BD3)
		return 0;
	qp->soft = sec_soft_new();
	return qp->soft != NULL ? 0 : -ENOMEM;
}

/* The pair's queue died: an application may have asked to be told. */
static void
sec_died(void *qp)
{
	hisi_qm_cryptodev_died(&((struct sec_qp *)qp)->dev->common);
}

static void
sec_pair_conf(struct sec_qp *qp, const struct hisi_qm_qp_request *r,
	      struct hisi_qm_pair_conf *pc)
{
	memset(pc, 0, sizeof(*pc));
	pc->id = r->id;
	pc->nb_queues = SEC_NB_QUEUES;
	pc->nb_first = 1;
	pc->qc_type[SEC_Q_FIRST] = HISI_SEC_QC_ALL;
	pc->qc_type[SEC_Q_SECOND] = HISI_SEC_QC_ALL;
	pc->sqe_size = sizeof(struct hisi_sec_sqe);
	pc->nb_desc = r->nb_desc;
	pc->cookie_size = sizeof(struct sec_cookie);
	pc->socket_id = r->socket_id;
	pc->pmd = qp;
	pc->fail = sec_fail;
	pc->scan = sec_scan;
	pc->died = sec_died;
}

static int
sec_qp_init(void *dev, void *memory, const struct hisi_qm_qp_request *r)
{
	const struct sec_device *sec = dev;
	struct sec_qp *qp = memory;
	struct hisi_qm_pair_conf pc;
	int ret;

	qp->dev = sec;
	qp->tag = sec->tag;
	qp->session_pool = r->session_pool;
	sec_pair_conf(qp, r, &pc);
	ret = qp_alloc_memory(sec, qp, r->socket_id);
	return ret != 0 ? ret :
	       hisi_qm_pair_create(sec->common.qm, &pc, &qp->qm.pair);
}

static const struct hisi_qm_qp_type qp_type = {
	.name = "hisi_sec_qp",
	.size = sizeof(struct sec_qp),
	.init = sec_qp_init,
	.free_memory = qp_free_memory,
};

HISI_QM_DEV_OPS(sec, struct rte_cryptodev, struct rte_cryptodev_stats,
		qp_type)

static int
sec_qp_setup(struct rte_cryptodev *dev, uint16_t id,
	     const struct rte_cryptodev_qp_conf *conf, int socket_id)
{
	return hisi_qm_cryptodev_qp_setup(dev, id, conf, socket_id, &qp_type);
}

HISI_FROM_24_11(
static int
sec_qp_reset(struct rte_cryptodev *dev, uint16_t id,
	     const struct rte_cryptodev_qp_conf *conf, int socket_id)
{
	const struct sec_qp *old = dev->data->queue_pairs[id];

	if (old == NULL)
		return -EINVAL;
	return hisi_qm_cryptodev_qp_reset(dev, id, conf, socket_id, &qp_type,
					  old->session_pool);
}
)

static void
sec_infos_get(struct rte_cryptodev *dev, struct rte_cryptodev_info *info)
{
	const struct sec_device *sec = dev->data->dev_private;

	info->driver_id = sec_driver_id;
	info->feature_flags = dev->feature_flags;
	info->capabilities = sec->caps;
	info->max_nb_queue_pairs = sec->common.qm->max_pairs;
	info->min_mbuf_headroom_req = 0;
	info->min_mbuf_tailroom_req = 0;
	info->sym.max_nb_sessions = 0;
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
	.dev_configure = hisi_qm_cryptodev_configure,
	.dev_start = sec_start,
	.dev_stop = sec_stop,
	.dev_close = sec_close,
	.dev_infos_get = sec_infos_get,
	.stats_get = sec_stats_get,
	.stats_reset = sec_stats_reset,
	.queue_pair_setup = sec_qp_setup,
	.queue_pair_release = sec_qp_release,
	HISI_FROM_24_11(.queue_pair_reset = sec_qp_reset,)
	HISI_FROM_23_03(
	.queue_pair_event_error_query = hisi_qm_cryptodev_error_query,)
	.sym_session_get_size = sec_session_size,
	.sym_session_configure = sec_session_configure,
	.sym_session_clear = sec_session_clear,
	.sym_get_raw_dp_ctx_size = sec_raw_ctx_size,
	.sym_configure_raw_dp_ctx = sec_raw_configure,
};
