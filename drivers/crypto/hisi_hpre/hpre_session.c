/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Sessions and capabilities. */

#include <errno.h>
#include <stdlib.h>

#include "hpre_pmd.h"

int
hpre_session_init(const struct hpre_device *dev,
		  const struct rte_crypto_asym_xform *xform,
		  struct hpre_session *s)
{
	int ret;

	memset(s, 0, sizeof(*s));
	if (xform->next != NULL) {
		HPRE_LOG(ERR, "chains of asymmetric xforms are not supported");
		return -ENOTSUP;
	}
	s->owner = dev;
	s->type = xform->xform_type;
	if (xform->xform_type == RTE_CRYPTO_ASYM_XFORM_RSA) {
		ret = hpre_rsa_init(&xform->rsa, s);
	} else {
		HPRE_LOG(ERR, "asymmetric xform %d is not supported",
			 xform->xform_type);
		ret = -ENOTSUP;
	}
	if (ret != 0)
		hisi_memzero(s, sizeof(*s));
	return ret;
}

struct rte_cryptodev_capabilities *
hpre_caps_make(const struct hisi_qm_dev *qm)
{
	struct rte_cryptodev_capabilities *caps = calloc(2, sizeof(*caps));
	uint32_t n = 0;

	if (caps == NULL)
		return NULL;
	if (hisi_qm_dev_has_alg(qm, "rsa")) {
		caps[n].op = RTE_CRYPTO_OP_TYPE_ASYMMETRIC;
		caps[n].asym.xform_capa.xform_type = RTE_CRYPTO_ASYM_XFORM_RSA;
		caps[n].asym.xform_capa.op_types =
			(1 << RTE_CRYPTO_ASYM_OP_SIGN) |
			(1 << RTE_CRYPTO_ASYM_OP_VERIFY) |
			(1 << RTE_CRYPTO_ASYM_OP_ENCRYPT) |
			(1 << RTE_CRYPTO_ASYM_OP_DECRYPT);
		caps[n].asym.xform_capa.modlen.min = 128;
		caps[n].asym.xform_capa.modlen.max = HISI_HPRE_MAX_KSZ;
		caps[n].asym.xform_capa.modlen.increment = 128;
		n++;
	}
	/* RTE_CRYPTODEV_END_OF_CAPABILITIES_LIST() */
	caps[n].op = RTE_CRYPTO_OP_TYPE_UNDEFINED;
	return caps;
}
