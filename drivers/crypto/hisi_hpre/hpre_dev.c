/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Device operations: configuration, queue pairs, sessions, stats. */

#include <errno.h>
#include <sys/mman.h>

#include <rte_malloc.h>

#include "hpre_pmd.h"

static int
hpre_configure(struct rte_cryptodev *dev, struct rte_cryptodev_config *config)
{
	dev->feature_flags |= RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO;
	dev->feature_flags &= ~config->ff_disable;
	return 0;
}

static int
hpre_start(struct rte_cryptodev *dev)
{
	return hisi_qm_qps_start(dev->data->queue_pairs,
				 dev->data->nb_queue_pairs);
}

static void
hpre_stop(struct rte_cryptodev *dev)
{
	hisi_qm_qps_stop(dev->data->queue_pairs, dev->data->nb_queue_pairs);
}

static void
qp_free_memory(void *memory)
{
	struct hpre_qp *qp = memory;

	if (qp->temp != NULL)
		munmap(qp->temp, qp->temp_size);
	hpre_hash_ctx_free(&qp->hash_in);
	hpre_hash_ctx_free(&qp->hash_out);
	hpre_math_free(&qp->math);
	hisi_memzero(&qp->random, sizeof(qp->random));
	rte_free(qp);
}

static int
hpre_qp_release(struct rte_cryptodev *dev, uint16_t id)
{
	return hisi_qm_qp_release(&dev->data->queue_pairs[id], qp_free_memory);
}

static int
hpre_close(struct rte_cryptodev *dev)
{
	return hisi_qm_qps_release(dev->data->queue_pairs,
				   dev->data->nb_queue_pairs, qp_free_memory);
}

static int
pair_create(struct rte_cryptodev *dev, struct hpre_qp *qp, uint16_t id,
	    uint32_t nb_desc, int socket_id)
{
	struct hpre_device *hpre = dev->data->dev_private;
	unsigned int nb_queues = hpre->curves == NULL ? HPRE_Q_RSA + 1 :
							HPRE_NB_QUEUES;
	struct hisi_qm_pair_conf pc = {
		.id = id,
		.nb_queues = nb_queues,
		.nb_first = nb_queues,
		.qc_type = {
			[HPRE_Q_RSA] = HISI_HPRE_QC_RSA,
			[HPRE_Q_ECC] = HISI_HPRE_QC_ECC,
		},
		.sqe_size = sizeof(struct hisi_hpre_sqe),
		.nb_desc = nb_desc,
		.cookie_size = sizeof(struct hpre_cookie),
		.socket_id = socket_id,
		.pmd = qp,
		.fail = hpre_fail,
		.scan = hpre_scan,
	};

	return hisi_qm_pair_create(hpre->qm, &pc, &qp->qm.pair);
}

/* Room for the sessions of session-less ops; only what is used is touched. */
static int
temp_alloc(struct hpre_qp *qp)
{
	qp->temp_size = (size_t)(qp->qm.pair->mask + 1) * HPRE_SESSION_SIZE;
	qp->temp = mmap(NULL, qp->temp_size, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (qp->temp != MAP_FAILED)
		return 0;
	qp->temp = NULL;
	return -ENOMEM;
}

/* What libcrypto wants to be made before the first op. */
static int
libcrypto_init(struct hpre_qp *qp)
{
	int ret = hpre_hash_ctx_init(&qp->hash_in, &qp->dev->hashes);

	if (ret == 0)
		ret = hpre_hash_ctx_init(&qp->hash_out, &qp->dev->hashes);
	return ret != 0 ? ret : hpre_math_init(&qp->math, qp->dev->curves);
}

static int
qp_fill(struct rte_cryptodev *dev, struct hpre_qp *qp, uint16_t id,
	uint32_t nb_desc, int socket_id)
{
	int ret;

	qp->dev = dev->data->dev_private;
	memcpy(qp->tag, qp->dev->tag, sizeof(qp->tag));
	ret = libcrypto_init(qp);
	if (ret == 0)
		ret = pair_create(dev, qp, id, nb_desc, socket_id);
	if (ret != 0)
		return ret;
	ret = temp_alloc(qp);
	if (ret != 0)
		hisi_qm_pair_destroy(qp->qm.pair, true);
	return ret;
}

static int
hpre_qp_setup(struct rte_cryptodev *dev, uint16_t id,
	      const struct rte_cryptodev_qp_conf *conf, int socket_id)
{
	struct hpre_qp *qp;
	int ret;

	ret = hpre_qp_release(dev, id);
	if (ret != 0) {
		HPRE_LOG(ERR, "queue pair %u has ops in flight; dequeue them before setting it up again",
			 id);
		return ret;
	}
	qp = rte_zmalloc_socket("hisi_hpre_qp", sizeof(*qp),
				RTE_CACHE_LINE_SIZE, socket_id);
	if (qp == NULL)
		return -ENOMEM;
	ret = qp_fill(dev, qp, id, conf->nb_descriptors, socket_id);
	if (ret != 0) {
		qp_free_memory(qp);
		return ret;
	}
	dev->data->queue_pairs[id] = qp;
	return 0;
}

static void
hpre_infos_get(struct rte_cryptodev *dev, struct rte_cryptodev_info *info)
{
	const struct hpre_device *hpre = dev->data->dev_private;

	info->driver_id = hpre_driver_id;
	info->feature_flags = dev->feature_flags;
	info->capabilities = hpre->caps;
	info->max_nb_queue_pairs = hpre->qm->max_pairs;
	info->sym.max_nb_sessions = 0;
}

static void
hpre_stats_get(struct rte_cryptodev *dev, struct rte_cryptodev_stats *stats)
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
hpre_stats_reset(struct rte_cryptodev *dev)
{
	hisi_qm_qps_stats_reset(dev->data->queue_pairs,
				dev->data->nb_queue_pairs);
}

static unsigned int
hpre_session_size(struct rte_cryptodev *dev)
{
	RTE_SET_USED(dev);
	return HPRE_SESSION_SIZE;
}

static int
hpre_session_configure(struct rte_cryptodev *dev,
		       struct rte_crypto_asym_xform *xform,
		       struct rte_cryptodev_asym_session *session)
{
	if (xform == NULL)
		return -EINVAL;
	return hpre_session_init(dev->data->dev_private, NULL, xform,
				 hpre_session_at(session->sess_private_data));
}

static void
hpre_session_clear(struct rte_cryptodev *dev,
		   struct rte_cryptodev_asym_session *session)
{
	RTE_SET_USED(dev);
	hisi_memzero(session->sess_private_data, HPRE_SESSION_SIZE);
}

struct rte_cryptodev_ops hpre_ops = {
	.dev_configure = hpre_configure,
	.dev_start = hpre_start,
	.dev_stop = hpre_stop,
	.dev_close = hpre_close,
	.dev_infos_get = hpre_infos_get,
	.stats_get = hpre_stats_get,
	.stats_reset = hpre_stats_reset,
	.queue_pair_setup = hpre_qp_setup,
	.queue_pair_release = hpre_qp_release,
	.asym_session_get_size = hpre_session_size,
	.asym_session_configure = hpre_session_configure,
	.asym_session_clear = hpre_session_clear,
};
