/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Choice and start of the crypto and compress devices. */

#include <rte_compressdev.h>
#include <rte_cryptodev.h>
#include <rte_lcore.h>

#include "accel.h"
#include "chain.h"

#define NB_SYM_SESSIONS (2 * CHAIN_SLOTS)
#define NB_ASYM_SESSIONS 4

static bool
fits_unwrap(uint8_t id)
{
	const struct rte_cryptodev_asym_capability_idx idx = {
		.type = RTE_CRYPTO_ASYM_XFORM_RSA,
	};
	const struct rte_cryptodev_asymmetric_xform_capability *cap;
	struct rte_cryptodev_info info;

	rte_cryptodev_info_get(id, &info);
	if (!(info.feature_flags & RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO) ||
	    !(info.feature_flags & RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT))
		return false;
	cap = rte_cryptodev_asym_capability_get(id, &idx);
	return cap != NULL &&
	       rte_cryptodev_asym_xform_capability_check_optype(cap,
			RTE_CRYPTO_ASYM_OP_DECRYPT) &&
	       rte_cryptodev_asym_xform_capability_check_modlen(cap,
			CHAIN_KEY_LEN) == 0;
}

static bool
fits_decrypt(uint8_t id)
{
	const struct rte_cryptodev_sym_capability_idx idx = {
		.type = RTE_CRYPTO_SYM_XFORM_AEAD,
		.algo.aead = RTE_CRYPTO_AEAD_AES_GCM,
	};
	const struct rte_cryptodev_symmetric_capability *cap;
	struct rte_cryptodev_info info;

	rte_cryptodev_info_get(id, &info);
	if (!(info.feature_flags & RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO) ||
	    !(info.feature_flags & RTE_CRYPTODEV_FF_SYM_SESSIONLESS))
		return false;
	cap = rte_cryptodev_sym_capability_get(id, &idx);
	return cap != NULL &&
	       rte_cryptodev_sym_capability_check_aead(cap, CHAIN_AES_LEN,
			CHAIN_TAG_LEN, CHAIN_HEADER_LEN, CHAIN_IV_LEN) == 0;
}

static bool
fits_compress(uint8_t id)
{
	return rte_compressdev_capability_get(id,
					      RTE_COMP_ALGO_DEFLATE) != NULL;
}

/* Device of a stage: the named one, or the first that fits. */
static int
find_crypto(struct chain_stage *st, const char *option, const char *name,
	    const char *needs, bool (*fits)(uint8_t id))
{
	int id = name != NULL ? rte_cryptodev_get_dev_id(name) : 0;

	if (id < 0) {
		CHAIN_ERR("--%s %s: this process has no crypto device of that name; dpdk-test-accel list shows the names",
			  option, name);
		return -1;
	}
	for (; id < RTE_CRYPTO_MAX_DEVS; id++) {
		if (rte_cryptodev_is_valid_dev(id) && fits(id)) {
			st->dev_id = id;
			st->device = rte_cryptodev_name_get(id);
			return 0;
		}
		if (name != NULL)
			break;
	}
	if (name != NULL)
		CHAIN_ERR("--%s %s: the device does not offer %s", option,
			  name, needs);
	else
		CHAIN_ERR("no crypto device of this process offers %s; add one with --vdev or -a",
			  needs);
	return -1;
}

static int
find_compress(struct chain_stage *st, const char *name)
{
	int id = name != NULL ? rte_compressdev_get_dev_id(name) : 0;

	if (id < 0) {
		CHAIN_ERR("--comp %s: this process has no compress device of that name; dpdk-test-accel list shows the names",
			  name);
		return -1;
	}
	for (; id < rte_compressdev_count(); id++) {
		if (fits_compress(id)) {
			st->dev_id = id;
			st->device = rte_compressdev_name_get(id);
			return 0;
		}
		if (name != NULL)
			break;
	}
	if (name != NULL)
		CHAIN_ERR("--comp %s: the device does not offer DEFLATE",
			  name);
	else
		CHAIN_ERR("no compress device of this process offers DEFLATE; add one with --vdev or -a");
	return -1;
}

int
chain_devices_find(struct chain *c)
{
	struct chain_stage *st = c->stage;

	st[CHAIN_UNWRAP].ops = &chain_unwrap_ops;
	st[CHAIN_DECRYPT].ops = &chain_decrypt_ops;
	st[CHAIN_COMPRESS].ops = &chain_compress_ops;
	if (find_crypto(&st[CHAIN_UNWRAP], "asym", c->opt.asym,
			"RSA-2048 decryption with quintuple keys",
			fits_unwrap) != 0 ||
	    find_crypto(&st[CHAIN_DECRYPT], "sym", c->opt.sym,
			"session-less AES-128-GCM", fits_decrypt) != 0)
		return -1;
	/* Results of different kinds must not meet in one queue. */
	if (st[CHAIN_UNWRAP].dev_id == st[CHAIN_DECRYPT].dev_id)
		st[CHAIN_DECRYPT].qp_id = 1;
	return find_compress(&st[CHAIN_COMPRESS], c->opt.comp);
}

static int
make_sessions(struct chain *c)
{
	uint32_t size = rte_cryptodev_sym_get_private_session_size(
				c->stage[CHAIN_DECRYPT].dev_id);
	int socket = rte_socket_id();

	c->sym_sessions = rte_cryptodev_sym_session_pool_create("chain_sess",
				NB_SYM_SESSIONS, size, 0, 0, socket);
	c->asym_sessions = rte_cryptodev_asym_session_pool_create(
				"chain_asess", NB_ASYM_SESSIONS, 0, 0, socket);
	if (c->sym_sessions != NULL && c->asym_sessions != NULL)
		return 0;
	CHAIN_ERR("no memory for sessions; give EAL more with -m");
	return -1;
}

static int
start_crypto(const struct chain *c, struct chain_stage *st, uint16_t nb_qps)
{
	int socket = rte_cryptodev_socket_id(st->dev_id);
	struct rte_cryptodev_config conf = {
		.socket_id = socket,
		.nb_queue_pairs = nb_qps,
	};
	struct rte_cryptodev_qp_conf qp = {
		.nb_descriptors = CHAIN_DESC,
		.mp_session = c->sym_sessions,
	};
	uint16_t i;
	int ret;

	ret = rte_cryptodev_configure(st->dev_id, &conf);
	for (i = 0; ret == 0 && i < nb_qps; i++)
		ret = rte_cryptodev_queue_pair_setup(st->dev_id, i, &qp,
						     socket);
	if (ret == 0)
		ret = rte_cryptodev_start(st->dev_id);
	st->started = ret == 0;
	if (ret != 0)
		CHAIN_ERR("device %s cannot be started with %u queue pairs",
			  st->device, nb_qps);
	return ret;
}

static int
start_compress(struct chain_stage *st)
{
	int socket = rte_compressdev_socket_id(st->dev_id);
	struct rte_compressdev_config conf = {
		.socket_id = socket,
		.nb_queue_pairs = 1,
		.max_nb_priv_xforms = CHAIN_SLOTS,
	};

	st->started = rte_compressdev_configure(st->dev_id, &conf) == 0 &&
		      rte_compressdev_queue_pair_setup(st->dev_id, 0,
				CHAIN_DESC, socket) == 0 &&
		      rte_compressdev_start(st->dev_id) == 0;
	if (st->started)
		return 0;
	CHAIN_ERR("device %s cannot be started with one queue pair",
		  st->device);
	return -1;
}

int
chain_devices_start(struct chain *c)
{
	struct chain_stage *unwrap = &c->stage[CHAIN_UNWRAP];
	struct chain_stage *decrypt = &c->stage[CHAIN_DECRYPT];
	bool same = unwrap->dev_id == decrypt->dev_id;

	if (make_sessions(c) != 0 ||
	    start_crypto(c, unwrap, same ? 2 : 1) != 0 ||
	    (!same && start_crypto(c, decrypt, 1) != 0))
		return -1;
	return start_compress(&c->stage[CHAIN_COMPRESS]);
}

void
chain_devices_stop(struct chain *c)
{
	const struct chain_stage *st = c->stage;

	if (c->asym_session != NULL)
		rte_cryptodev_asym_session_free(st[CHAIN_UNWRAP].dev_id,
						c->asym_session);
	/* If one device serves both, the second is not marked as started. */
	if (st[CHAIN_UNWRAP].started)
		rte_cryptodev_stop(st[CHAIN_UNWRAP].dev_id);
	if (st[CHAIN_DECRYPT].started)
		rte_cryptodev_stop(st[CHAIN_DECRYPT].dev_id);
	if (st[CHAIN_COMPRESS].started)
		rte_compressdev_stop(st[CHAIN_COMPRESS].dev_id);
	rte_mempool_free(c->sym_sessions);
	rte_mempool_free(c->asym_sessions);
}
