/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The types of xform, one row each, and capabilities (hpre.md 10.3). */

#include <stdlib.h>

#include "hpre_limits.h"
#include "hpre_op.h"

#define OP(name) (1U << RTE_CRYPTO_ASYM_OP_ ## name)
#define KE(name) (1U << RTE_CRYPTO_ASYM_KE_ ## name)

#define SIGNATURE (OP(SIGN) | OP(VERIFY))
#define KEY_EXCHANGE \
	(KE(PRIV_KEY_GENERATE) | KE(PUB_KEY_GENERATE) | \
	 KE(SHARED_SECRET_COMPUTE))

static const struct hpre_type types[] = {
	{ .alg = "rsa",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_RSA,
		    .op_types = SIGNATURE | OP(ENCRYPT) | OP(DECRYPT),
		    .modlen = { HPRE_RSA_MIN_LEN, HISI_HPRE_MAX_KSZ, 1 } },
	  .init = hpre_rsa_init, .build = hpre_rsa_build,
	  .finish = hpre_rsa_finish },
	/* Diffie-Hellman is a modular exponentiation (3.3). */
	{ .alg = "dh",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX,
		    .modlen = { 1, HISI_HPRE_MAX_KSZ, 1 } },
	  .init = hpre_modex_init, .build = hpre_modex_build,
	  .finish = hpre_modex_finish },
	{ .alg = "dh",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
		    .op_types = KEY_EXCHANGE,
		    .modlen = { HPRE_DH_MIN_LEN, HISI_HPRE_MAX_KSZ, 1 } },
	  .init = hpre_dh_init, .build = hpre_dh_build,
	  .finish = hpre_dh_finish },
	{ .alg = "ecdsa",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA,
		    .op_types = SIGNATURE },
	  .init = hpre_ec_init, .build = hpre_ecdsa_build,
	  .finish = hpre_ecdsa_finish },
	{ .alg = "ecdh",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH,
		    .op_types = KEY_EXCHANGE | KE(PUB_KEY_VERIFY) },
	  .init = hpre_ec_init, .build = hpre_ecdh_build,
	  .finish = hpre_ecdh_finish },
	{ .alg = "ecdh",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECPM },
	  .init = hpre_ec_init, .build = hpre_ecpm_build,
	  .finish = hpre_ecpm_finish },
	{ .alg = "ecdh",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECFPM },
	  .init = hpre_ec_init, .build = hpre_ecfpm_build,
	  .finish = hpre_ecpm_finish },
#if HISI_HAS_SM2
	{ .alg = "sm2",
	  .capa = { .xform_type = RTE_CRYPTO_ASYM_XFORM_SM2,
		    .op_types = SIGNATURE,
		    HISI_SM2_CAPA
		    .hash_algos = UINT64_C(1) << RTE_CRYPTO_AUTH_SM3 },
	  .init = hpre_ec_init, .build = hpre_sm2_build,
	  .finish = hpre_sm2_finish },
#endif
};

const struct hpre_type *
hpre_type_get(const struct hisi_qm_dev *qm,
	      enum rte_crypto_asym_xform_type type)
{
	size_t i;

	for (i = 0; i < RTE_DIM(types); i++)
		if (types[i].capa.xform_type == type)
			return hisi_qm_dev_has_alg(qm, types[i].alg) ?
			       &types[i] : NULL;
	return NULL;
}

bool
hpre_has_curves(const struct hisi_qm_dev *qm)
{
	return hisi_qm_dev_has_alg(qm, "ecdsa") ||
	       hisi_qm_dev_has_alg(qm, "ecdh");
}

/** Algorithms of a queue, at most. */
#define NB_ALGS 3

/* The algorithms that a device has on a queue, a bit each. */
static uint64_t
algorithms(const struct hisi_qm_dev *qm, enum hpre_queue queue)
{
	static const char *const names[HPRE_NB_QUEUES][NB_ALGS] = {
		[HPRE_Q_RSA] = { "rsa", "dh" },
		[HPRE_Q_ECC] = { "ecdsa", "ecdh", "sm2" },
	};
	uint64_t bits = 0;
	size_t i;

	for (i = 0; i < NB_ALGS; i++)
		if (names[queue][i] != NULL &&
		    hisi_qm_dev_has_alg(qm, names[queue][i]))
			bits |= UINT64_C(1) << i;
	return bits;
}

/* Numbers that memory of another driver will hardly hold by chance. */
#define TAG_RSA UINT64_C(0x6873725f52534130)
#define TAG_ECC UINT64_C(0x4543435f00000000)

void
hpre_tags_set(struct hpre_device *dev)
{
	dev->tag[HPRE_Q_RSA] = TAG_RSA | algorithms(dev->common.qm, HPRE_Q_RSA);
	dev->tag[HPRE_Q_ECC] = dev->tag[HPRE_Q_RSA];
	/* A session points into the set of curves that it was made with. */
	if (dev->curves != NULL)
		dev->tag[HPRE_Q_ECC] =
			(TAG_ECC + (dev->curves->number << NB_ALGS)) |
			algorithms(dev->common.qm, HPRE_Q_ECC);
}

struct rte_cryptodev_capabilities *
hpre_caps_make(const struct hisi_qm_dev *qm)
{
	struct rte_cryptodev_capabilities *caps, *c;
	size_t i;

	caps = calloc(RTE_DIM(types) + 1, sizeof(*caps));
	if (caps == NULL)
		return NULL;
	c = caps;
	for (i = 0; i < RTE_DIM(types); i++) {
		if (!hisi_qm_dev_has_alg(qm, types[i].alg))
			continue;
		c->op = RTE_CRYPTO_OP_TYPE_ASYMMETRIC;
		c->asym.xform_capa = types[i].capa;
		c++;
	}
	/* RTE_CRYPTODEV_END_OF_CAPABILITIES_LIST() */
	c->op = RTE_CRYPTO_OP_TYPE_UNDEFINED;
	return caps;
}
