/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Capabilities, from the device's algorithms (hpre.md 10.3). */

#include <stdlib.h>

#include "hpre_limits.h"
#include "hpre_pmd.h"

#define OP(name) (1U << RTE_CRYPTO_ASYM_OP_ ## name)
#define KE(name) (1U << RTE_CRYPTO_ASYM_KE_ ## name)

/** What is offered, and the line of the algorithms it needs. */
static const struct {
	const char *alg;
	struct rte_cryptodev_asymmetric_xform_capability capa;
} offers[] = {
	{ "rsa", { .xform_type = RTE_CRYPTO_ASYM_XFORM_RSA,
		.op_types = OP(SIGN) | OP(VERIFY) | OP(ENCRYPT) | OP(DECRYPT),
		.modlen = { HPRE_RSA_MIN_LEN, HISI_HPRE_MAX_KSZ, 1 } } },
	/* What Diffie-Hellman computes is just that (3.3). */
	{ "dh", { .xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX,
		.modlen = { 1, HISI_HPRE_MAX_KSZ, 1 } } },
	{ "dh", { .xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
		.op_types = KE(PRIV_KEY_GENERATE) | KE(PUB_KEY_GENERATE) |
			    KE(SHARED_SECRET_COMPUTE),
		.modlen = { HPRE_DH_MIN_LEN, HISI_HPRE_MAX_KSZ, 1 } } },
	{ "ecdsa", { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA,
		.op_types = OP(SIGN) | OP(VERIFY) } },
	{ "ecdh", { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH,
		.op_types = KE(PRIV_KEY_GENERATE) | KE(PUB_KEY_GENERATE) |
			    KE(SHARED_SECRET_COMPUTE) |
			    KE(PUB_KEY_VERIFY) } },
	{ "ecdh", { .xform_type = RTE_CRYPTO_ASYM_XFORM_ECPM } },
};

bool
hpre_has_curves(const struct hisi_qm_dev *qm)
{
	return hisi_qm_dev_has_alg(qm, "ecdsa") ||
	       hisi_qm_dev_has_alg(qm, "ecdh");
}

/* Algorithms of a queue, a bit each. */
static uint64_t
algorithms(const struct hisi_qm_dev *qm, const char *first, const char *second)
{
	return (hisi_qm_dev_has_alg(qm, first) ? 1 : 0) |
	       (hisi_qm_dev_has_alg(qm, second) ? 2 : 0);
}

/* Any number that memory of another driver will not hold by chance. */
#define TAG_RSA UINT64_C(0x6873725f52534130)
#define TAG_ECC UINT64_C(0x4543435f00000000)

void
hpre_tags_set(struct hpre_device *dev)
{
	dev->tag[HPRE_Q_RSA] = TAG_RSA | algorithms(dev->common.qm, "rsa", "dh");
	dev->tag[HPRE_Q_ECC] = dev->tag[HPRE_Q_RSA];
	/* A session points into the set of curves it was made with. */
	if (dev->curves != NULL)
		dev->tag[HPRE_Q_ECC] = (TAG_ECC + dev->curves->number * 4) |
				       algorithms(dev->common.qm, "ecdsa", "ecdh");
}

struct rte_cryptodev_capabilities *
hpre_caps_make(const struct hisi_qm_dev *qm)
{
	struct rte_cryptodev_capabilities *caps, *c;
	size_t i;

	caps = calloc(RTE_DIM(offers) + 1, sizeof(*caps));
	if (caps == NULL)
		return NULL;
	c = caps;
	for (i = 0; i < RTE_DIM(offers); i++) {
		if (!hisi_qm_dev_has_alg(qm, offers[i].alg))
			continue;
		c->op = RTE_CRYPTO_OP_TYPE_ASYMMETRIC;
		c->asym.xform_capa = offers[i].capa;
		c++;
	}
	/* RTE_CRYPTODEV_END_OF_CAPABILITIES_LIST() */
	c->op = RTE_CRYPTO_OP_TYPE_UNDEFINED;
	return caps;
}
