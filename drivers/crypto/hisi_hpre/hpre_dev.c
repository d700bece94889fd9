/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Device operations: configuration, queue pairs, sessions, stats. */

#include <errno.h>
#include <sys/mman.h>

#include <rte_malloc.h>

#include "hpre_pmd.h"

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

/* The pair's queue died: an application may have asked to be told. */
static void
hpre_died(void *qp)
{
	hisi_qm_cryptodev_died(&((struct hpre_qp *)qp)->dev->common);
}

static int
pair_create(struct hpre_qp *qp, const struct hisi_qm_qp_request *r)
{
	const struct hpre_device *hpre = qp->dev;
	unsigned int nb_queues = hpre->curves == NULL ? HPRE_Q_RSA + 1 :
							HPRE_NB_QUEUES;
	struct hisi_qm_pair_conf pc = {
		.id = r->id,
		.nb_queues = nb_queues,
		.nb_first = nb_queues,
		.qc_type = {
			[HPRE_Q_RSA] = HISI_HPRE_QC_RSA,
			[HPRE_Q_ECC] = HISI_HPRE_QC_ECC,
		},
		.sqe_size = sizeof(struct hisi_hpre_sqe),
		.nb_desc = r->nb_desc,
		.cookie_size = sizeof(struct hpre_cookie),
		.socket_id = r->socket_id,
		.pmd = qp,
		.fail = hpre_fail,
		.scan = hpre_scan,
		.died = hpre_died,
	};

	return hisi_qm_pair_create(hpre->common.qm, &pc, &qp->qm.pair);
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

/* Make the objects that libcrypto needs before the first op. */
static int
libcrypto_init(struct hpre_qp *qp)
{
	int ret = hpre_hash_ctx_init(&qp->hash_in, &qp->dev->hashes);

	if (ret == 0)
		ret = hpre_hash_ctx_init(&qp->hash_out, &qp->dev->hashes);
	return ret != 0 ? ret : hpre_math_init(&qp->math, qp->dev->curves);
}

static int
hpre_qp_init(void *dev, void *memory, const struct hisi_qm_qp_request *r)
{
	struct hpre_qp *qp = memory;
	int ret;

	qp->dev = dev;
	memcpy(qp->tag, qp->dev->tag, sizeof(qp->tag));
	ret = libcrypto_init(qp);
	if (ret == 0)
		ret = pair_create(qp, r);
	if (ret != 0)
		return ret;
	ret = temp_alloc(qp);
	if (ret != 0)
		hisi_qm_pair_destroy(qp->qm.pair, true);
	return ret;
}

static const struct hisi_qm_qp_type qp_type = {
	.name = "hisi_hpre_qp",
	.size = sizeof(struct hpre_qp),
	.init = hpre_qp_init,
	.free_memory = qp_free_memory,
};

HISI_QM_DEV_OPS(hpre, struct rte_cryptodev, struct rte_cryptodev_stats,
		qp_type)

static int
hpre_qp_setup(struct rte_cryptodev *dev, uint16_t id,
	      const struct rte_cryptodev_qp_conf *conf, int socket_id)
{
	return hisi_qm_cryptodev_qp_setup(dev, id, conf, socket_id, &qp_type);
}

HISI_FROM_24_11(
static int
hpre_qp_reset(struct rte_cryptodev *dev, uint16_t id,
	      const struct rte_cryptodev_qp_conf *conf, int socket_id)
{
	const struct hpre_qp *old = dev->data->queue_pairs[id];

	if (old == NULL)
		return -EINVAL;
	return hisi_qm_cryptodev_qp_reset(dev, id, conf, socket_id, &qp_type,
					  NULL);
}
)

static void
hpre_infos_get(struct rte_cryptodev *dev, struct rte_cryptodev_info *info)
{
	const struct hpre_device *hpre = dev->data->dev_private;

	info->driver_id = hpre_driver_id;
	info->feature_flags = dev->feature_flags;
	info->capabilities = hpre->caps;
	info->max_nb_queue_pairs = hpre->common.qm->max_pairs;
	info->sym.max_nb_sessions = 0;
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
		return hpre_bad(NULL, "no xform given");
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
	.dev_configure = hisi_qm_cryptodev_configure,
	.dev_start = hpre_start,
	.dev_stop = hpre_stop,
	.dev_close = hpre_close,
	.dev_infos_get = hpre_infos_get,
	.stats_get = hpre_stats_get,
	.stats_reset = hpre_stats_reset,
	.queue_pair_setup = hpre_qp_setup,
	.queue_pair_release = hpre_qp_release,
	HISI_FROM_24_11(.queue_pair_reset = hpre_qp_reset,)
	HISI_FROM_23_03(
	.queue_pair_event_error_query = hisi_qm_cryptodev_error_query,)
	.asym_session_get_size = hpre_session_size,
	.asym_session_configure = hpre_session_configure,
	.asym_session_clear = hpre_session_clear,
};
