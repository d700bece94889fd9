/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Setting up a crypto device, and one op on it. */

#include <string.h>

#include <rte_cryptodev.h>
#include <rte_cycles.h>
#include <rte_mbuf.h>

#include "device.h"

#define NB_DESC 128
#define NB_SESSIONS 16
#define NB_MBUFS 63

/* Room for an IV behind a symmetric op. */
#define IV_MAX 16

static const char *
make_pools(struct st_crypto *d, int socket)
{
	char name[RTE_MEMPOOL_NAMESIZE];
	uint32_t size;

	if (d->features & RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO) {
		size = rte_cryptodev_sym_get_private_session_size(d->id);
		snprintf(name, sizeof(name), "st_sess%u", d->id);
		d->sessions = rte_cryptodev_sym_session_pool_create(name,
				NB_SESSIONS, size, 0, 0, socket);
		if (d->sessions == NULL)
			return "no memory for the session pool";
	}
	if (d->features & RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO) {
		snprintf(name, sizeof(name), "st_asess%u", d->id);
		d->asym_sessions = rte_cryptodev_asym_session_pool_create(name,
				NB_SESSIONS, 0, 0, socket);
		if (d->asym_sessions == NULL)
			return "no memory for the asymmetric session pool";
	}
	snprintf(name, sizeof(name), "st_op%u", d->id);
	d->ops = rte_crypto_op_pool_create(name, RTE_CRYPTO_OP_TYPE_UNDEFINED,
			ST_NB_OPS, 0, IV_MAX, socket);
	snprintf(name, sizeof(name), "st_mbuf%u", d->id);
	d->mbufs = rte_pktmbuf_pool_create(name, NB_MBUFS, 0, 0,
			RTE_MBUF_DEFAULT_BUF_SIZE, socket);
	return d->ops == NULL || d->mbufs == NULL ?
	       "no memory for ops and mbufs" : NULL;
}

const char *
st_crypto_open(struct st_crypto *d, uint8_t dev_id)
{
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = NB_DESC };
	struct rte_cryptodev_config conf = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_info info;
	const char *why;

	memset(d, 0, sizeof(*d));
	rte_cryptodev_info_get(dev_id, &info);
	d->id = dev_id;
	d->name = rte_cryptodev_name_get(dev_id);
	d->features = info.feature_flags;
	conf.socket_id = rte_cryptodev_socket_id(dev_id);
	why = make_pools(d, conf.socket_id);
	if (why != NULL)
		return why;
	qp.mp_session = d->sessions;
	if (rte_cryptodev_configure(dev_id, &conf) != 0)
		return "the device cannot be configured";
	if (rte_cryptodev_queue_pair_setup(dev_id, 0, &qp,
					   conf.socket_id) != 0)
		return "the queue pair cannot be set up";
	return rte_cryptodev_start(dev_id) != 0 ?
	       "the device cannot be started" : NULL;
}

void
st_crypto_close(struct st_crypto *d)
{
	rte_cryptodev_stop(d->id);
	rte_mempool_free(d->sessions);
	rte_mempool_free(d->asym_sessions);
	rte_mempool_free(d->ops);
	rte_mempool_free(d->mbufs);
}

const char *
st_crypto_run(const struct st_crypto *d, struct rte_crypto_op *op)
{
	uint64_t hz = rte_get_timer_hz();
	uint64_t end = rte_get_timer_cycles() + ST_TAKE_SECONDS * hz;
	struct rte_crypto_op *back = NULL;

	while (rte_cryptodev_enqueue_burst(d->id, 0, &op, 1) == 0) {
		/* Refused for good, not for want of room: an end, too. */
		if (op->status != RTE_CRYPTO_OP_STATUS_NOT_PROCESSED)
			return NULL;
		if (rte_get_timer_cycles() > end)
			return ST_NOT_TAKEN;
	}
	end = rte_get_timer_cycles() + ST_WAIT_SECONDS * hz;
	while (rte_cryptodev_dequeue_burst(d->id, 0, &back, 1) == 0)
		if (rte_get_timer_cycles() > end)
			return ST_LATE;
	return back == op ? NULL : "the device gave back another op";
}
